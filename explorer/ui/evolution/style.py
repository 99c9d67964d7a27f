"""The family tree's section of the style sheet."""

from explorer.ui.tokens import Radius, Size, Tokens


def evolution_style(tokens: Tokens) -> str:
    """Return the Qt style rules of the family tree and of the library's list of milestones."""
    return f"""
QFrame[objectName="evolution.card"] {{
    background: {tokens.panel}; border: 1px solid {tokens.border}; border-radius: {Radius.CONTAINER}px;
}}
QFrame[objectName="evolution.card"] QPushButton[role="text"] {{
    min-height: 22px; max-height: 22px; padding: 0 6px; text-align: left; font-size: {Size.SECONDARY}px;
}}
"""
