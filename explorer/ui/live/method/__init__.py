"""The ways to look, and what must be said about their pictures."""
