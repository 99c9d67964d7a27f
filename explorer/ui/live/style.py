"""The live panel's own rules of the style sheet."""

from explorer.ui.style.tools import mono_family
from explorer.ui.tokens import Radius, Size, Space, Tokens


def live_style(t: Tokens) -> str:
    """Return the rules of everything inside the live panel."""
    return f"""
QWidget#live {{ background: {t.panel}; }}
QPushButton[objectName="live.source"]::menu-indicator {{ image: none; width: 0; }}
QLabel[objectName="live.layer.path"] {{
    font-family: {mono_family()}; font-size: {Size.SECONDARY}px; color: {t.t1};
}}
QFrame[objectName="live.error"], QFrame[objectName="live.honesty"], QFrame[objectName="live.runs"],
QFrame[objectName="live.probe"] {{
    background: {t.inset}; border: 1px solid {t.border}; border-radius: {Radius.CONTAINER}px;
}}
QPushButton[objectName="live.strongest"], QPushButton[objectName^="live.honesty."],
QPushButton[objectName="live.probe.effective"] {{
    min-height: 24px; max-height: 24px; padding: 0 9px; font-size: {Size.SECONDARY}px;
}}
QSpinBox[objectName="live.channel"], QSpinBox[objectName="live.channel"]:focus {{
    min-height: 24px; max-height: 24px; font-size: {Size.SECONDARY}px;
}}
QPushButton[role="menu"] {{
    min-height: {Space.COMPACT - 2}px; max-height: {Space.COMPACT - 2}px; font-size: {Size.SECONDARY}px;
}}
QPushButton[role="menu"]::menu-indicator {{ image: none; width: 0; }}
QAbstractScrollArea[objectName="live.wall"], QWidget[objectName="live.keys.content"],
QScrollArea[objectName="live.keys.body"] {{ background: {t.panel}; }}
QFrame[objectName="live.keys.card"] {{
    background: {t.panel}; border: 1px solid {t.border}; border-radius: {Radius.CONTAINER}px;
}}
QLabel[role="key"] {{
    background: {t.inset}; color: {t.t1}; border: 1px solid {t.border}; border-bottom: 2px solid {t.border};
    border-radius: 4px; font-size: {Size.SMALL}px; padding: 0 5px; min-width: 12px; min-height: 17px; max-height: 17px;
}}
"""
