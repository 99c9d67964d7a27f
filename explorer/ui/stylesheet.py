"""The one style sheet of the application, put together from its sections.

Widgets ask for a look by class, ``objectName`` or one of these properties:

==========  =====================  ==============================================
property    on                     values
==========  =====================  ==============================================
``role``    QLabel                 title, heading, section, result, secondary,
                                   label, small, mono, link
``role``    QPushButton            primary, segment, text (default: secondary)
``role``    QTabBar, QTabWidget    strip (tabs inside a panel)
``surface`` QWidget, QFrame        window, canvas, panel, inset, card
==========  =====================  ==============================================

A property that changes while a widget is shown takes effect by
:func:`explorer.ui.widgets.labels.restyle`.
"""

from explorer.ui.compare.style import compare_style
from explorer.ui.evolution.style import evolution_style
from explorer.ui.graph.style import graph_style
from explorer.ui.help.style import help_style
from explorer.ui.live.style import live_style
from explorer.ui.palette.style import palette_style
from explorer.ui.style.chrome import chrome_style
from explorer.ui.style.controls import control_style
from explorer.ui.style.panels import panel_style
from explorer.ui.style.views import view_style
from explorer.ui.tokens import Tokens


def style_sheet(tokens: Tokens) -> str:
    """Return the Qt style sheet of the whole application."""
    sections = (
        chrome_style,
        control_style,
        view_style,
        panel_style,
        graph_style,
        evolution_style,
        compare_style,
        live_style,
        palette_style,
        help_style,
    )
    return "\n".join(section(tokens) for section in sections)
