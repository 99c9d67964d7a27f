"""Probing: which units see a point of the picture, and what a unit sees of it."""
