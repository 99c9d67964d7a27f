"""The rules of the style sheet of preferences, help and first steps."""

from explorer.ui.style.tools import mix
from explorer.ui.tokens import Radius, Size, Tokens


def help_style(t: Tokens) -> str:
    """Return the rules of the small windows."""
    line = mix(t.border, t.strong, 0.6)
    return f"""
QDialog[surface="panel"], QWidget[objectName$=".body"], QScrollArea[objectName$=".scroll"] {{ background: {t.panel}; }}
QFrame[role="foot"] {{ background: {t.window}; border: none; border-top: 1px solid {t.border}; }}
QLabel[role="notice"] {{ color: {t.t2}; font-size: {Size.SECONDARY}px; }}
QLabel[role="step"] {{ color: {t.accent}; font-size: {Size.SMALL}px; font-weight: 600; }}
QPlainTextEdit[role="report"] {{
    background: {t.inset}; border: 1px solid {line}; border-radius: {Radius.CONTROL}px; font-size: {Size.SMALL}px;
}}
"""
