"""Neutral blocks to lines."""
