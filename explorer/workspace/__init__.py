"""A window's state as a file: what is open and how it is looked at. Plain data, no Qt, no torch, nothing to execute."""
