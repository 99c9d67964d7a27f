"""How each operator changes the receptive field, one rule per operator, along one image axis. No torch.

A rule changes both sides of a :class:`Field`: the formula for all units, and
the exact bounds of each. A step may be taken along the local path, or with
gates: then a spatially constant operand and the statistics of a normalisation
over positions count too, and units depend on all that those depend on.
"""

from explorer.analysis.receptive import meetings as field_meetings
from explorer.analysis.receptive import moves as field_moves
from explorer.analysis.receptive import products as field_products
from explorer.analysis.receptive import windows as field_windows
from explorer.analysis.receptive.steps import Rule

RULES: dict[str, Rule] = {
    **field_windows.RULES,
    **field_meetings.RULES,
    **field_moves.RULES,
    **field_products.RULES,
}
"""The rule of every known operator, by name; a rule gives None for a form that it does not know."""
