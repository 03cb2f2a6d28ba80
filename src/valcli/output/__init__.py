"""An answer to a format."""
