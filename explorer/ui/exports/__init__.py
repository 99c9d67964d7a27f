"""What the window shows as files and on the clipboard."""
