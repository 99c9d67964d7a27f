"""What the main window is made of, each part with a concern of its own."""
