"""Trees, tables and lists, and their headers."""

from explorer.ui.style.tools import icon_url
from explorer.ui.tokens import Size, Tokens


def view_style(t: Tokens) -> str:
    """Return the rules of item views."""
    return f"""
QAbstractItemView {{
    background: {t.panel}; color: {t.t1}; border: none; outline: none;
    selection-background-color: {t.selection}; selection-color: {t.t1};
}}
QTreeView, QTableView, QListView {{ gridline-color: {t.border}; font-size: {Size.SECONDARY}px; }}
QTreeView::item, QListView::item {{ border: none; padding: 0 4px; min-height: 24px; }}
QTreeView::item:hover, QListView::item:hover {{ background: {t.inset}; }}
QTreeView::item:selected, QTableView::item:selected, QListView::item:selected {{
    background: {t.selection}; color: {t.t1};
}}
QTreeView[role="flat"]::item {{ padding: 0; }}
QTreeView::branch {{ background: transparent; }}
QTreeView::branch:has-children:open {{ image: {icon_url("chevron-down", t.t3)}; }}
QTreeView::branch:has-children:closed {{ image: {icon_url("chevron-right", t.t3)}; }}
QHeaderView {{ background: {t.inset}; border: none; }}
QHeaderView::section {{
    background: {t.inset}; color: {t.t2}; border: none; border-bottom: 1px solid {t.border};
    padding: 0 6px; font-size: {Size.SMALL}px; font-weight: 600;
}}
QHeaderView::section:hover {{ color: {t.t1}; }}
QHeaderView::up-arrow {{ image: {icon_url("chevron-up", t.accent)}; width: 12px; height: 12px; }}
QHeaderView::down-arrow {{ image: {icon_url("chevron-down", t.accent)}; width: 12px; height: 12px; }}
QHeaderView[role="plain"], QHeaderView[role="plain"]::section {{ background: {t.panel}; }}
QHeaderView[role="plain"]::section {{ color: {t.t3}; font-weight: 400; padding: 0 6px; }}
QHeaderView[role="plain"]::section:last {{ padding-right: 10px; }}
QHeaderView[role="plain"]::section:first {{ padding-left: 16px; }}
QTableCornerButton::section {{ background: {t.inset}; border: none; }}
"""
