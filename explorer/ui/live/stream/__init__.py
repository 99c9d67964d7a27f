"""Frames of a moving source on their way to the engine and back."""
