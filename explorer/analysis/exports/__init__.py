"""The layer table as CSV, Markdown, JSON and LaTeX, and back."""
