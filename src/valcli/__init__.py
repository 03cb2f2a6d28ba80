"""Look up what the published sources say about one medicine, offline."""

__version__ = "0.1.0"
