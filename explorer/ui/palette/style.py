"""The palette's own rules of the style sheet."""

from explorer.ui.style.tools import mix
from explorer.ui.tokens import Radius, Size, Space, Tokens


def palette_style(t: Tokens) -> str:
    """Return the rules of the palette and of the field in the tool bar that opens it."""
    line = mix(t.border, t.strong, 0.6)
    return f"""
QFrame#palette {{ background: {t.panel}; border: 1px solid {line}; border-radius: {Radius.CONTAINER}px; }}
QFrame#palette QFrame[surface="search"], QFrame#palette QFrame[surface="search"][focused="true"] {{ border: none; }}
QFrame#palette QFrame[surface="search"] QLineEdit {{ font-size: {Size.TITLE}px; }}
QPushButton[role="field"] {{
    background: {t.panel}; border: 1px solid {line}; border-radius: {Radius.CONTROL}px; padding: 0;
    min-height: {Space.COMPACT}px; max-height: {Space.COMPACT}px;
}}
QPushButton[role="field"]:hover {{ border-color: {t.strong}; background: {t.panel}; }}
QPushButton[role="field"]:pressed {{ background: {t.inset}; }}
QLabel[role="placeholder"] {{ color: {t.t3}; }}
QPushButton[role="field"] QLabel[role="hint"] {{
    background: {t.inset}; color: {t.t3}; border: 1px solid {t.border}; border-radius: 4px;
    font-size: {Size.SMALL}px; padding: 0 5px; min-height: 16px; max-height: 16px;
}}
"""
