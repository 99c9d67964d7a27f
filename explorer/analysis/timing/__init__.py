"""Measured times as plain data, and what they say under a roofline."""
