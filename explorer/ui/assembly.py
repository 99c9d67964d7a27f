"""Building the window's panels after its frame has been painted, in steps that are too short to be felt."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow

Step = tuple[str, ...] | Callable[[], object] | int
"""What comes before the assembly goes on: modules to be imported one by one, work on a thread, or milliseconds."""

SETTLED = 150
"""Milliseconds in which the window has painted what was just shown."""

IMPORTS: dict[str, tuple[str, ...]] = {
    "theme": ("explorer.ui.stylesheet",),
    "engine": (
        "multiprocessing.context",
        *(("multiprocessing.popen_spawn_posix",) if os.name == "posix" else ()),
        "explorer.engine.messages",
        "explorer.engine.client",
        "explorer.ui.engine_link",
        "explorer.ui.background",
        "explorer.analysis.store",
        "email.utils",
        "email.message",
        "importlib.metadata",
        "explorer.analysis.cache",
        "explorer.ui.faults",
        "explorer.ui.window.engine_status",
    ),
    "library": (
        "PySide6.QtSvg",
        "explorer.models.registry",
        "explorer.ui.docks.library.library_model",
        "explorer.ui.docks.library.library",
    ),
    "documents": (
        "explorer.visualize.graph.blocks",
        "explorer.visualize.graph.scene",
        "explorer.visualize.layout.compound",
        "explorer.visualize.graph.metrics",
        "explorer.ui.graph.colouring",
        "explorer.ui.graph.items",
        "explorer.ui.graph.canvas",
        "explorer.visualize.graph.search_parser",
        "explorer.ui.graph.search",
        "explorer.ui.graph.view",
        "explorer.ui.document",
        "explorer.ui.documents",
    ),
    "layers": (
        "explorer.analysis.conventions",
        "explorer.analysis.timing.roofline",
        "explorer.ui.docks.table.layer_columns",
        "explorer.ui.docks.table.layer_model",
        "explorer.ui.docks.table.layer_view",
        "explorer.ui.docks.table.layers",
    ),
    "charts": (
        "explorer.analysis.timing.bottleneck",
        "explorer.ui.measured_times",
        "explorer.ui.measurement",
        "explorer.ui.docks.charts.step_chart",
        "explorer.ui.docks.charts.roofline_chart",
        "explorer.ui.docks.charts.charts",
    ),
    "live": (
        "explorer.ui.live.sources.source",
        "explorer.ui.live.picture.view",
        "explorer.ui.live.picture.overlay_view",
        "explorer.ui.live.method.bar",
        "explorer.ui.live.layer.part",
        "explorer.ui.live.panel.content",
        "explorer.ui.live.panel.viewer",
        "explorer.ui.live.panel.panel",
        "explorer.ui.live.control.inquiry",
        "explorer.ui.live.sources.transport",
        "explorer.ui.live.control.sources",
        "explorer.ui.live.control.wishes",
        "explorer.ui.live.control.choices",
        "explorer.ui.live.control.questions",
        "explorer.ui.live.control.controller",
    ),
    "top_patches": (
        "explorer.ui.question",
        "explorer.ui.docks.top_patches.cells",
        "explorer.ui.docks.top_patches.panel",
        "explorer.ui.docks.top_patches.controller",
    ),
    "inspector": (
        "explorer.analysis.formulas",
        "explorer.analysis.claims.reconciliation",
        "explorer.ui.docks.inspector.field_section",
        "explorer.ui.docks.inspector.operator_page",
        "explorer.ui.docks.inspector.cross_check_section",
        "explorer.ui.docks.inspector.network_page",
        "explorer.ui.docks.inspector.inspector",
    ),
    "compare": (
        "explorer.analysis.comparison.units",
        "explorer.analysis.comparison.changes",
        "explorer.analysis.comparison.comparison",
        "explorer.models.history",
        "explorer.analysis.comparison.story",
        "explorer.analysis.comparison.trade_off",
        "explorer.ui.what_if_panel",
        "explorer.ui.compare.overlay",
        "explorer.ui.compare.side",
        "explorer.ui.compare.charts_part",
        "explorer.ui.compare.panel",
        "explorer.ui.compare.live.part",
        "explorer.ui.compare.page",
        "explorer.ui.compare.weights",
        "explorer.ui.compare.live.controller",
    ),
    "commands": (
        "explorer.ui.everyday",
        "explorer.workspace.file",
        "explorer.ui.workspace.notes",
        "explorer.ui.workspace.noting",
        "explorer.ui.workspace.placing",
        "explorer.ui.workspace.restoring",
        "explorer.ui.workspace.collecting",
        "explorer.ui.workspace.workspaces",
        "explorer.ui.exports.drawings",
        "explorer.ui.exports.panels",
        "explorer.ui.commands",
        "explorer.ui.recent",
        "explorer.ui.palette.button",
        "explorer.ui.convention_choice",
        "explorer.ui.graph.colouring_choice",
        "explorer.ui.graph.colouring_control",
        "explorer.ui.weights_menu",
        "explorer.ui.device_menu",
        "explorer.ui.window.choices",
        "explorer.ui.window.menus",
        "explorer.ui.tool_bar",
        "explorer.ui.work_status",
        "explorer.ui.widgets.focus_ring",
        "explorer.ui.window.network_panels",
    ),
    "evolution": (
        "explorer.visualize.evolution.tree",
        "explorer.ui.evolution.items",
        "explorer.ui.evolution.canvas",
        "explorer.ui.evolution.page",
    ),
    "palette": (
        "explorer.visualize.graph.search_parser",
        "explorer.ui.palette.rows",
        "explorer.ui.palette.entries",
        "explorer.ui.palette.palette",
    ),
}
"""What each part of the window needs, inner modules first, so that no single import takes long."""

NEEDED_BY_ANSWERS = ("numpy", "networkx", "explorer.visualize.colormaps", "explorer.inference.images", "PIL.Image")


def assemble(
    window: MainWindow, keys: list[str], *, comparing: bool = False, workspace: str | None = None
) -> Iterator[Step]:
    """Build everything but the frame, and open these architectures, side by side if they are to be compared.

    ``workspace`` is what is to be opened instead; see ``MainWindow.start``.

    At each ``yield`` the window handles its events. The modules that it yields
    are imported one at a time, with events between them: on a thread, they
    would take turns with the window for the interpreter, and it would stand
    still for longer. Only what is far too long for a step goes to a thread,
    and the window is blank or complete meanwhile.
    """
    yield IMPORTS["theme"]
    from explorer.ui.theme import theme

    theme().apply()
    yield IMPORTS["engine"]
    from explorer.ui.background import Background
    from explorer.ui.engine_link import EngineLink
    from explorer.ui.window.engine_status import EngineStatus

    window.background = Background(window)
    window.engine = EngineLink(window)
    window.engine_status = EngineStatus(window)
    yield IMPORTS["library"]
    from explorer.models import registry
    from explorer.ui.docks.library.library import LibraryPanel

    yield registry.architectures
    window.library = LibraryPanel(registry.architectures())
    yield ()
    window.dock_layout.fill("library", window.library)
    yield IMPORTS["documents"]
    from explorer.ui.documents import DocumentArea

    window.documents = DocumentArea(window.engine, window.background)
    window.setCentralWidget(window.documents)
    yield IMPORTS["layers"]
    from explorer.ui.docks.table.layers import LayerTable

    window.layers = LayerTable()
    yield ()
    window.dock_layout.fill("layers", window.layers, titled=False)
    yield IMPORTS["charts"]
    from explorer.ui.docks.charts.charts import Charts
    from explorer.ui.measurement import Measurements

    window.measurements = Measurements(window.engine, window.documents, window)
    window.charts = Charts()
    yield ()
    window.dock_layout.fill("charts", window.charts, lead=window.charts.tabs)
    yield IMPORTS["live"]
    from explorer.ui.live.control.controller import LiveController
    from explorer.ui.live.panel.content import LiveContent
    from explorer.ui.live.panel.panel import LivePanel

    body = LiveContent()
    yield ()
    window.live_panel = LivePanel(body)
    yield ()
    window.live = LiveController(window.live_panel, window.engine, window)
    yield ()
    window.dock_layout.fill("live", window.live_panel)
    yield IMPORTS["inspector"]
    from explorer.ui.docks.inspector.inspector import Inspector

    window.inspector = Inspector(window.engine, window.live.weights)
    yield ()
    window.dock_layout.fill("inspector", window.inspector)
    yield IMPORTS["top_patches"]
    from explorer.ui.docks.top_patches.controller import TopPatchesController
    from explorer.ui.docks.top_patches.panel import TopPatchesPanel

    window.top_patches_panel = TopPatchesPanel()
    window.top_patches = TopPatchesController(
        window.top_patches_panel, window.engine, window.live, window.settings, window.background, window
    )
    yield ()
    window.dock_layout.fill("top9", window.top_patches_panel, titled=False)
    yield IMPORTS["commands"]
    window.create_commands()
    yield ()
    window.create_tool_bar()
    yield ()
    window.connect_parts()
    yield SETTLED
    yield _prepare_answers
    # Not before: while torch loads, it competes with the panels for the processor.
    window.engine.start()
    yield SETTLED
    yield lambda: window.workspaces.read(workspace)
    if window.workspaces.begin(restored=workspace is not None):
        keys = []
    if comparing:
        yield IMPORTS["compare"]
        window.comparing.compare_keys(keys)
    for key in () if comparing else keys:
        window.documents.open_architecture(key)
        yield SETTLED  # a network that was opened before is shown at once
    if keys:
        window.documents.tabs.setCurrentIndex(0)
    yield SETTLED
    window.begin()
    yield SETTLED
    # Not made yet, but there at the first key.
    yield IMPORTS["palette"]
    yield IMPORTS["evolution"]
    from explorer.ui.catalogue import translated_history

    yield translated_history
    yield IMPORTS["compare"]


def _prepare_answers() -> None:
    """Import what the engine's answers need, and colour a first map: numpy's percentile is slow the first time."""
    for name in NEEDED_BY_ANSWERS:
        importlib.import_module(name)
    import numpy as np
    import PIL.Image

    from explorer.visualize.colormaps import activation_rgba

    # Pillow's plug-ins, which would else be imported by the first picture's thread: where the first player of videos is
    # built meanwhile, Qt's message handler and that import would wait for each other.
    PIL.Image.init()
    activation_rgba(np.ones((2, 2), np.float32))
