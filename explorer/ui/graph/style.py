"""The graph panel's section of the style sheet."""

from explorer.ui.style.tools import mono_family
from explorer.ui.tokens import Size, Tokens


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
QFrame[objectName="graph.legend"], QFrame[objectName="graph.navigator"] {{
    background: {tokens.panel}; border: 1px solid {tokens.border}; border-radius: 6px;
}}
QFrame[objectName="graph.navigator.line"] {{ background: {tokens.border}; border: none; }}
QToolButton[objectName="graph.zoom_percent"] {{
    border: none; background: transparent; border-radius: 4px; color: {tokens.t1}; min-height: 26px;
}}
QToolButton[objectName="graph.zoom_percent"]:hover {{ background: {tokens.inset}; }}
QToolButton[objectName="graph.zoom_percent"]:focus {{ border: 2px solid {tokens.accent}; }}
"""
