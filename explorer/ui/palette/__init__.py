"""The command palette: one field over everything that can be done, opened and gone to."""
