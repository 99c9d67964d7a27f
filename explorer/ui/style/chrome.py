"""The window around the panels: menus, tool bar, tabs, docks, status bar, tool tips, scroll bars."""

from explorer.ui.style.tools import icon_url, mix
from explorer.ui.tokens import Radius, Size, Space, Tokens


def chrome_style(t: Tokens) -> str:
    """Return the rules of everything that frames the panels."""
    return _bars(t) + _menus(t) + _tabs(t) + _docks(t) + _scroll_bars(t)


def _bars(t: Tokens) -> str:
    hover = mix(t.window, t.t1, 0.08)
    return f"""
QMainWindow, QDialog {{ background: {t.window}; }}
QMenuBar {{ background: {t.window}; color: {t.t1}; border-bottom: 1px solid {t.border}; padding: 0 4px; spacing: 0; }}
QMenuBar::item {{ background: transparent; padding: 5px 9px; border-radius: {Radius.CONTROL}px; }}
QMenuBar::item:selected, QMenuBar::item:pressed {{ background: {hover}; }}
QToolBar {{
    background: {t.panel}; border: none; border-bottom: 1px solid {t.border};
    min-height: {Space.TOOLBAR - 1}px; padding: 0 8px; spacing: 4px; qproperty-iconSize: 18px 18px;
}}
QToolBar::separator {{ border-left: 1px solid {t.border}; width: 1px; margin: 5px 6px; }}
QToolBar QLabel {{ color: {t.t2}; }}
QStatusBar {{
    background: {t.window}; color: {t.t2}; border-top: 1px solid {t.border};
    min-height: {Space.STATUS - 1}px; font-size: {Size.SECONDARY}px;
}}
QStatusBar::item {{ border: none; }}
QStatusBar QPushButton {{
    min-height: {Space.STATUS - 8}px; max-height: {Space.STATUS - 8}px; padding: 0 8px; font-size: {Size.SECONDARY}px;
}}
QSizeGrip {{ width: 0; height: 0; }}
QStatusBar QLabel {{ color: {t.t2}; font-size: {Size.SECONDARY}px; padding: 0 12px; }}
QStatusBar IconLabel {{ padding: 0; }}
QToolTip {{
    background: {t.panel}; color: {t.t1}; border: 1px solid {t.border};
    padding: 5px 8px; font-size: {Size.SECONDARY}px;
}}
"""


def _menus(t: Tokens) -> str:
    return f"""
QMenu {{
    background: {t.panel}; color: {t.t1}; border: 1px solid {t.border};
    border-radius: {Radius.CONTROL}px; padding: 4px;
}}
QMenu::item {{ padding: 6px 24px 6px 12px; border-radius: 4px; }}
QMenu::icon {{ padding-left: 8px; }}
QMenu::item:selected {{ background: {t.selection}; color: {t.t1}; }}
QMenu::item:disabled {{ color: {t.t3}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {t.border}; margin: 4px 8px; }}
QMenu::indicator {{ width: 16px; height: 16px; left: 8px; }}
QMenu::indicator:checked {{ image: {icon_url("check", t.accent)}; }}
QMenu::right-arrow {{ image: {icon_url("chevron-right", t.t2)}; width: 14px; height: 14px; right: 6px; }}
"""


def _tabs(t: Tokens) -> str:
    return f"""
QTabWidget::pane {{ border: none; background: {t.canvas}; }}
QTabBar {{ background: {t.window}; border: none; qproperty-drawBase: 0; }}
QTabBar::tab {{
    background: {t.window}; color: {t.t2}; height: {Space.TABS - 2}px; padding: 0 14px;
    border: none; border-top: 2px solid transparent; border-right: 1px solid {t.border};
}}
QTabBar::tab:hover {{ color: {t.t1}; background: {mix(t.window, t.panel, 0.5)}; }}
QTabBar::tab:selected {{
    background: {t.panel}; color: {t.t1}; font-weight: 600; border-top: 2px solid {t.accent};
}}
QTabBar::close-button {{ image: {icon_url("x", t.t2)}; width: 14px; height: 14px; margin: 4px; border-radius: 4px; }}
QTabBar::close-button:hover {{ background: {mix(t.window, t.t1, 0.12)}; }}
QTabBar::scroller {{ width: 24px; }}
QTabBar QToolButton {{ background: {t.window}; border: none; border-radius: 0; }}
QTabBar QToolButton::right-arrow {{ image: {icon_url("chevron-right", t.t2)}; width: 14px; height: 14px; }}
QTabBar QToolButton::left-arrow {{ image: {icon_url("chevron-left", t.t2)}; width: 14px; height: 14px; }}
QTabBar[role="strip"] {{ background: transparent; }}
QTabBar[role="strip"]::tab {{
    background: transparent; height: {Space.DOCK_HEADER - 3}px; padding: 1px 0 0 0; margin: 0 12px;
    border: none; border-bottom: 2px solid transparent;
}}
QTabBar[role="strip"]::tab:hover {{ background: transparent; }}
QTabBar[role="strip"]::tab:selected {{
    background: transparent; border-top: none; border-bottom: 2px solid {t.accent};
}}
QTabBar:focus::tab:selected {{ color: {t.accent}; }}
"""


def _docks(t: Tokens) -> str:
    return f"""
QDockWidget {{ border: none; color: {t.t1}; font-weight: 600; }}
QDockWidget::title {{ background: {t.panel}; padding: 9px 12px; text-align: left; }}
QMainWindow::separator {{ background: {t.border}; width: 1px; height: 1px; }}
QMainWindow::separator:hover {{ background: {t.accent}; }}
QSplitter::handle {{ background: {t.border}; }}
QSplitter::handle:horizontal {{ width: 1px; }}
QSplitter::handle:vertical {{ height: 1px; }}
QSplitter::handle:hover {{ background: {t.accent}; }}
QWidget[surface="window"] {{ background: {t.window}; }}
QWidget[surface="canvas"] {{ background: {t.canvas}; }}
QWidget[surface="panel"] {{ background: {t.panel}; }}
QWidget[surface="inset"] {{ background: {t.inset}; }}
QFrame[surface="card"] {{
    background: {t.inset}; border: 1px solid {t.border}; border-radius: {Radius.CONTAINER}px;
}}
QFrame[role="line"] {{ background: {t.border}; border: none; max-height: 1px; min-height: 1px; }}
QFrame[surface="title"] {{ background: {t.panel}; border-bottom: 1px solid {t.border}; }}
"""


def _scroll_bars(t: Tokens) -> str:
    calm = mix(t.panel, t.strong, 0.55)
    return f"""
QScrollArea {{ border: none; background: transparent; }}
QAbstractScrollArea::corner {{ background: transparent; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 10px; }}
QScrollBar:horizontal {{ height: 10px; }}
QScrollBar::handle {{ background: {calm}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:vertical {{ min-height: 28px; }}
QScrollBar::handle:horizontal {{ min-width: 28px; }}
QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {t.strong}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; border: none; background: none; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
"""
