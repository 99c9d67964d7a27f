"""Probing: links the picture, the map beside it and the words about both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Signal

from explorer.ui.live import map_images
from explorer.ui.live.picture.overlay_view import OverlayView
from explorer.ui.live.probe.bar import ProbeBar
from explorer.ui.live.probe.map_pane import MapPane
from explorer.ui.live.probe.probe import Cell, Probe

if TYPE_CHECKING:
    from explorer.engine.messages import EffectiveAnswer


class ProbeMode(QObject):
    """While it is on, pointing at a cell shows what it sees, and pointing at the picture which cells see that."""

    cellChosen = Signal(object)  # (y, x): project this unit
    effectiveWanted = Signal(object)  # (y, x), or None for no longer

    def __init__(self, picture: OverlayView, pane: MapPane, bar: ProbeBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picture, self._pane, self._bar = picture, pane, bar
        self._probe = Probe()
        self._on = False
        self._cell: Cell | None = None
        self._point: QPointF | None = None
        self._pinned: QPointF | None = None
        picture.pointMoved.connect(self._on_point_moved)
        picture.pointPicked.connect(self._on_point_picked)
        pane.cellHovered.connect(self._on_cell_hovered)
        pane.cellChosen.connect(self._on_cell_chosen)
        bar.effectiveRequested.connect(self._on_effective_requested)
        bar.progress.cancelRequested.connect(lambda: bar.effective.setChecked(False))

    @property
    def on(self) -> bool:
        """Whether it is probing."""
        return self._on

    @property
    def cell(self) -> Cell | None:
        """The cell that is meant: the one pointed at, else the unit on show."""
        view = self._picture.view()
        return self._cell if self._cell is not None else view.unit if view is not None else None

    def set_on(self, on: bool) -> None:
        """Begin or end to probe."""
        self._on = on
        self._cell = self._point = self._pinned = None
        self._picture.set_probing(on)
        self._bar.setVisible(on)
        if not on:
            self._bar.effective.setChecked(False)
            self._picture.set_influence(None)
        self._show()

    def set_probe(self, probe: Probe) -> None:
        """Take what the units of the chosen layer see."""
        self._probe = probe
        self._show()

    def leave_layer(self) -> None:
        """Another layer is chosen: its cells see something else."""
        self._probe = Probe()
        self._cell = None
        self._bar.effective.setChecked(False)
        self._show()

    def set_effective(self, answer: EffectiveAnswer | None, words: str = "") -> None:
        """Lay an effective receptive field over the picture; without one, say why there is none."""
        self._bar.progress.end()
        if answer is None:
            self._picture.set_influence(None)
            if words:
                self._bar.effective.setChecked(False)
                self._bar.say(words)
            return
        if not self._on or not self._bar.effective.isChecked():
            return
        found = answer.found
        self._picture.set_influence(map_images.influence_image(found))
        title = self.tr("Effective field, {0} noise inputs").format(found.samples)
        if found.dead:
            self._bar.say(title, self.tr("{0} is dead: no pixel counts").format(found.unit))
            return
        details = self.tr("{0}: 95 % within {1} × {2} px").format(found.unit, found.height, found.width)
        self._bar.say(title, details)

    # Handlers

    def _on_cell_hovered(self, cell: Cell | None) -> None:
        if not self._on or (cell is None and self._bar.effective.isChecked()):
            return
        if cell is not None:
            self._point = self._pinned = None
            if cell != self._cell and self._bar.effective.isChecked():
                self._bar.effective.setChecked(False)
        self._cell = cell
        self._show()

    def _on_cell_chosen(self, cell: Cell) -> None:
        self.cellChosen.emit(cell)

    def _on_point_moved(self, point: QPointF | None) -> None:
        if point is None and self._pinned is None:
            self._point = None
        elif point is not None:
            self._point = point
            self._cell = None
        else:
            self._point = self._pinned
        self._show()

    def _on_point_picked(self, point: QPointF) -> None:
        self._pinned = self._point = point
        self._cell = None
        self._show()

    def _on_effective_requested(self, wanted: bool) -> None:
        if wanted and self.cell is None:
            self._bar.effective.setChecked(False)  # there is nothing to ask about yet
        elif wanted:
            self._bar.progress.begin(self.tr("Averaging gradients"))
            self.effectiveWanted.emit(self.cell)
        else:
            self._bar.progress.end()
            self._picture.set_influence(None)
            self.effectiveWanted.emit(None)
            self._show()

    # What is shown

    def refresh(self) -> None:
        """The map beside the picture is another one."""
        self._show()

    def _show(self) -> None:
        if not self._on:
            self._pane.set_blocks(())
            return
        probe = self._probe.on(self._picture.space.region)
        if self._point is not None:
            blocks = probe.cells(self._point)
            self._pane.set_cell(None)
            self._pane.set_blocks(blocks)
            # The cells on the picture may be those of another map, of a class's evidence.
            same = self._picture.space.cells == self._pane.cells
            self._picture.set_probed(self._point, None, blocks if same else ())
            self._bar.say(*self._point_words(probe, self._point, blocks))
            return
        cell = self.cell
        self._pane.set_blocks(())
        if self._cell is None:
            self._pane.set_cell(cell)
        box = probe.box(cell) if cell is not None else None
        self._picture.set_probed(None, box, ())
        self._bar.say(*self._cell_words(probe, cell))

    def _cell_words(self, probe: Probe, cell: Cell | None) -> tuple[str, str]:
        if self._pane.cells is None:
            return self.tr("This layer has no map"), self.tr("every unit sees the whole input")
        if cell is None:
            return self.tr("Point at a cell, or at the picture"), ""
        seen = probe.seen(cell)
        if seen is None:
            return self.tr("Cell {0}").format(cell), self.tr("what it sees is not known")
        rows, columns = seen
        if not rows or not columns:
            return self.tr("Cell {0} sees nothing but padding").format(cell), ""
        exactly = self.tr("{0} sees exactly {1} × {2} px")
        title = exactly if probe.exact else self.tr("{0} sees {1} × {2} px by the formula")
        return title.format(cell, len(rows), len(columns)), self._where(rows, columns)

    def _point_words(self, probe: Probe, point: QPointF, blocks: tuple[tuple[range, range], ...]) -> tuple[str, str]:
        pixel = probe.pixel(point)
        if not probe.usable or pixel is None:
            return self.tr("Pixel"), self.tr("which cells see it is not known")
        count = sum(len(rows) * len(columns) for rows, columns in blocks)
        if not count:
            return self.tr("No cell sees pixel {0}").format(pixel), ""
        rows = range(blocks[0][0].start, blocks[-1][0].stop)
        columns = range(blocks[0][1].start, blocks[-1][1].stop)
        exactly = self.tr("Pixel {0}: exactly {1} cells")
        title = exactly if probe.exact else self.tr("Pixel {0}: {1} cells by the formula")
        return title.format(pixel, f"{count:,}"), self._where(rows, columns)

    def _where(self, rows: range, columns: range) -> str:
        words = self.tr("rows {0}–{1}, columns {2}–{3}")
        return words.format(rows.start, rows[-1], columns.start, columns[-1])
