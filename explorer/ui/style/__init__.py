"""Sections of the style sheet; ``explorer.ui.stylesheet`` puts them together."""
