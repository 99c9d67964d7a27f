"""The preferences: each takes effect at once, and all of them can be undone together."""
