"""Imports the package and prints the modules that this loaded."""

import sys

before = set(sys.modules)
import valcli  # noqa: E402, F401  that is the question

print(*sorted(set(sys.modules) - before))
