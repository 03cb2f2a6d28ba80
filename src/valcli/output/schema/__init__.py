"""What the JSON forms and the fact files look like, as types and as JSON Schema."""
