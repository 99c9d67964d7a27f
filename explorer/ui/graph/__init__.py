"""The block graph on screen."""
