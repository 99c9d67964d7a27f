"""Receptive fields: one formula for all units of a map, and the exact interval of each."""
