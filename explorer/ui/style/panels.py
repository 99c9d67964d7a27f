"""The panels around the canvas: inspector pages, badges, notes, cards."""

from explorer.ui.style.tools import mix
from explorer.ui.tokens import KIND_NAMES, Radius, Size, Tokens


def panel_style(t: Tokens) -> str:
    """Return the rules of the docks' own widgets."""
    return _inspector(t) + _badges(t)


def _inspector(t: Tokens) -> str:
    kinds = "\n".join(f'QFrame[kind="{kind}"] {{ background: {t.kind(kind)}; }}' for kind in KIND_NAMES)
    return f"""
QFrame[kind] {{ border: none; border-radius: 2px; }}
{kinds}
QLabel[role="symbolic"] {{ color: {t.t2}; font-size: {Size.SECONDARY}px; }}
QLabel[role="filled"] {{ color: {t.t1}; font-size: {Size.SECONDARY}px; }}
QFrame[surface="side"] {{ background: {t.panel}; border: none; border-left: 1px solid {t.border}; }}
QFrame[surface="note"] {{ background: {t.inset}; border: none; border-radius: {Radius.CONTROL}px; }}
"""


def _badges(t: Tokens) -> str:
    levels = {"ok": t.ok, "warn": t.warn, "error": t.error, "differ": t.differ, "plain": t.t2}
    rules = [
        f'QFrame[badge="{level}"] {{ background: {mix(t.panel, tint, 0.06)}; '
        f"border: 1px solid {mix(t.panel, tint, 0.35)}; border-radius: 12px; }}\n"
        f'QFrame[badge="{level}"] QLabel {{ color: {tint}; font-size: {Size.SECONDARY}px; }}'
        for level, tint in levels.items()
    ]
    return "\n".join(rules)
