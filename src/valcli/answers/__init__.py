"""A request to an answer, one module a command."""
