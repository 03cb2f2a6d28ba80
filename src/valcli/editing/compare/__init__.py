"""Two fact bases -> what changed between them, one change at a time."""
