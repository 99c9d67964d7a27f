"""The comparison's section of the style sheet."""

from explorer.ui.compare.icon_text_button import ROOM
from explorer.ui.style.tools import mix
from explorer.ui.tokens import Radius, Size, Space, Tokens


def compare_style(tokens: Tokens) -> str:
    """Return the Qt style rules of the comparison."""
    t = tokens
    return f"""
QWidget[objectName="compare.bar"], QWidget[objectName="compare.panel.head"], QWidget[objectName="compare.live.head"] {{
    background: {t.panel}; border-bottom: 1px solid {t.border};
}}
QWidget[objectName="compare.card"] {{ background: {t.panel}; border-top: 1px solid {t.border}; }}
QFrame[role="upright"] {{ background: {t.border}; border: none; }}
QFrame[objectName="compare.picker"] {{
    background: {t.panel}; border: 1px solid {mix(t.border, t.strong, 0.6)}; border-radius: {Radius.CONTAINER}px;
}}
QFrame[surface="chip"] {{ background: {t.inset}; border: 1px solid {t.border}; border-radius: {Radius.CONTROL}px; }}
QPushButton[role="picker"] {{
    background: transparent; border-color: transparent; font-size: {Size.BODY}px; font-weight: 600; padding: 0 6px;
    min-height: {Space.COMPACT}px; max-height: {Space.COMPACT}px;
}}
QPushButton[role="picker"]:hover {{ background: {mix(t.panel, t.t1, 0.06)}; }}
QPushButton[pictured="before"] {{ padding: 0 12px 0 {ROOM + 12}px; }}
QPushButton[pictured="behind"] {{ padding: 0 {ROOM + 12}px 0 12px; }}
QPushButton[pictured="before"][role="picker"] {{ padding: 0 6px 0 {ROOM + 6}px; }}
QPushButton[pictured="behind"][role="picker"] {{ padding: 0 {ROOM + 6}px 0 6px; }}
QPushButton[objectName="compare.live.source"]::menu-indicator {{ image: none; width: 0; }}
QPushButton[size="compact"] {{
    min-height: {Space.COMPACT - 2}px; max-height: {Space.COMPACT - 2}px; font-size: {Size.SECONDARY}px;
}}
"""
