"""YAML to facts, problems with file and line, and the numbered rules."""
