"""Two architectures side by side, and more of them in tables and charts."""
