"""The window's state as a workspace: written down, opened again, and notes on layers, which are part of it."""
