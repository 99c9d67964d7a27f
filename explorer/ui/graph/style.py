"""The graph panel's section of the style sheet."""

from explorer.ui.style.tools import mix, mono_family
from explorer.ui.tokens import Radius, Size, Space, Tokens


def graph_style(tokens: Tokens) -> str:
    """Return the Qt style rules of the graph panel."""
    return f"""
QWidget[objectName="graph.header"] {{ background: {tokens.panel}; border-bottom: 1px solid {tokens.border}; }}
QToolButton[objectName="graph.crumb"] {{
    border: none; background: transparent; padding: 2px 4px; border-radius: 4px; color: {tokens.t2};
}}
QToolButton[objectName="graph.crumb"][mono="true"] {{ font-family: {mono_family()}; font-size: {Size.SECONDARY}px; }}
QToolButton[objectName="graph.crumb"][last="true"] {{ color: {tokens.t1}; font-weight: 600; }}
QToolButton[objectName="graph.crumb"]:hover {{ background: {tokens.inset}; color: {tokens.t1}; }}
QToolButton[objectName="graph.crumb"]:focus {{ border: 2px solid {tokens.accent}; padding: 0 2px; }}
QLabel[objectName="graph.crumb.mark"] {{ color: {tokens.t3}; padding: 0; }}
QLabel[objectName="graph.totals"] {{ color: {tokens.t2}; }}
QPushButton[objectName="graph.form"] {{
    border: 1px solid {mix(tokens.border, tokens.strong, 0.6)}; border-radius: 12px; padding: 0 10px 0 30px;
    text-align: left; min-height: 22px; max-height: 22px; background: {tokens.panel};
    color: {tokens.t2}; font-size: {Size.SECONDARY}px; font-weight: 400;
}}
QPushButton[objectName="graph.form"]:hover {{ border-color: {tokens.strong}; color: {tokens.t1}; }}
QPushButton[objectName="graph.form"]:checked {{ background: {tokens.inset}; border-color: {tokens.strong}; }}
QPushButton[objectName="graph.form"][changed="true"] {{
    color: {tokens.accent}; border-color: {tokens.accent}; background: {tokens.selection}; font-weight: 600;
}}
QComboBox[objectName="toolbar.colouring"] {{
    min-height: {Space.COMPACT}px; max-height: {Space.COMPACT}px; font-size: {Size.SECONDARY}px;
}}
QFrame[objectName="graph.legend"], QFrame[objectName="graph.navigator"] {{
    background: {tokens.panel}; border: 1px solid {tokens.border}; border-radius: 6px;
}}
QFrame[objectName="graph.search"] {{
    background: {tokens.panel}; border: 1px solid {mix(tokens.border, tokens.strong, 0.6)};
    border-radius: {Radius.CONTAINER}px;
}}
QToolButton[objectName="graph.search.help_button"] {{ color: {tokens.t2}; font-size: {Size.TITLE}px; }}
QListView[objectName="graph.search.results"] {{ background: transparent; border-radius: {Radius.CONTAINER}px; }}
QFrame[objectName="whatif"] {{
    background: {tokens.panel}; border: 1px solid {tokens.border}; border-radius: {Radius.CONTAINER}px;
}}
QFrame[objectName="whatif"] QAbstractSpinBox, QFrame[objectName="whatif"] QComboBox {{
    min-height: {Space.COMPACT - 2}px; max-height: {Space.COMPACT - 2}px; font-size: {Size.SECONDARY}px;
}}
QFrame[objectName="whatif"] QAbstractSpinBox:focus {{
    min-height: {Space.COMPACT - 4}px; max-height: {Space.COMPACT - 4}px;
}}
QFrame[objectName="whatif"] QAbstractSpinBox[changed="true"] {{
    color: {tokens.accent}; border-color: {tokens.accent}; font-weight: 600;
}}
QFrame[objectName="whatif"] QPushButton {{
    min-height: {Space.COMPACT - 2}px; max-height: {Space.COMPACT - 2}px; font-size: {Size.SECONDARY}px;
}}
QLabel[objectName="whatif.message"][level="error"] {{ color: {tokens.error}; }}
QLabel[objectName="whatif.message"][level="warn"] {{ color: {tokens.warn}; }}
QFrame[objectName="graph.navigator.line"] {{ background: {tokens.border}; border: none; }}
QToolButton[objectName="graph.zoom_percent"] {{
    border: none; background: transparent; border-radius: 4px; color: {tokens.t1}; min-height: 26px;
}}
QToolButton[objectName="graph.zoom_percent"]:hover {{ background: {tokens.inset}; }}
QToolButton[objectName="graph.zoom_percent"]:focus {{ border: 2px solid {tokens.accent}; }}
"""
