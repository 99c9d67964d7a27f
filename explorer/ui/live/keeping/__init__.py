"""Saving what the live panel shows."""
