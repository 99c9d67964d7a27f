"""The lower part of the live panel: a layer, and its channels as tiles, wall, bars or filters."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from explorer.analysis.rows import Shape
from explorer.engine.messages import LayerMaps
from explorer.ui.live.layer.bar import LayerBar
from explorer.ui.live.layer.filters_page import FiltersPage
from explorer.ui.live.layer.strip import ActivationStrip
from explorer.ui.live.layer.unit_bars import UnitBars
from explorer.ui.live.layer.wall_page import WallPage
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import SegmentedControl
from explorer.ui.widgets.labels import ElidedLabel

_RING = ActivationStrip.EDGE


class LayersPart(QWidget):
    """One layer, shown in one of three sections: ``strongest``, ``wall``, ``filters``."""

    layerStepped = Signal(object)  # -1 or 1
    channelChosen = Signal(object)  # int, or None for the strongest
    filterChosen = Signal(object, object)  # module path of the first convolution, channel
    sectionChosen = Signal(object)  # str

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sections = SegmentedControl(
            (("strongest", self.tr("Top 24")), ("wall", self.tr("All")), ("filters", self.tr("Filters"))),
            "live.section",
        )
        self.layer = LayerBar()
        self.strip = ActivationStrip()
        self.units = UnitBars()
        self.wall = WallPage()
        self.filters = FiltersPage()
        self._counts = ElidedLabel("", "small")
        self._counts.setObjectName("live.counts")
        self._counts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._maps: LayerMaps | None = None
        self._build()
        self.sections.chosen.connect(self._on_section_chosen)
        self.layer.layerStepped.connect(self.layerStepped)
        for part in (self.layer, self.strip, self.units, self.wall):
            part.channelChosen.connect(self.channelChosen)
        self.filters.channelChosen.connect(self.filterChosen)
        self._show_section()

    def _build(self) -> None:
        self.sections.setAccessibleName(self.tr("What of the layer"))
        for key, tip in (
            ("strongest", self.tr("The channels that answer most")),
            ("wall", self.tr("Every channel of the layer (W)")),
            ("filters", self.tr("What the first convolution has learnt (K)")),
        ):
            self.sections.button(key).setToolTip(tip)
        titles = QHBoxLayout()
        titles.setSpacing(Space.TIGHT)
        titles.addWidget(self.sections)
        titles.addWidget(self._counts, 1)
        inset = QVBoxLayout()
        inset.setContentsMargins(_RING, 0, _RING, 0)
        inset.setSpacing(Space.CLOSE)
        inset.addLayout(titles)
        inset.addWidget(self.layer)
        inset.addWidget(self.units)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CLOSE)
        column.addLayout(inset)
        column.addWidget(self.strip)
        column.addWidget(self.wall, 1)
        column.addWidget(self.filters)
        column.addStretch(0)

    @property
    def section(self) -> str:
        """Which section is shown."""
        return self.sections.current()

    def set_section(self, section: str) -> None:
        """Show a section, without a signal."""
        self.sections.set_current(section)
        self._show_section()

    def set_room(self, width: int, *, wide: bool) -> None:
        """Put layer and channel into one row where it is wide, else one below the other."""
        self.layer.set_wide(wide)
        self.wall.set_room(width, wide=wide)

    def set_layer(self, path: str | None, shape: Shape) -> None:
        """Show which layer is chosen."""
        self.layer.set_layer(path, shape)
        self.layer.set_channel(None, None)

    def set_maps(self, maps: LayerMaps | None) -> None:
        """Show a layer's channels, or none."""
        self._maps = maps
        self.strip.set_maps(maps)
        self.units.set_maps(maps)
        if self.section == "wall":
            self.wall.set_maps(maps)
        self._show_section()

    def set_channel(self, chosen: int | None, shown: int | None) -> None:
        """Mark the channel that is meant."""
        self.layer.set_channel(chosen, shown)
        self.strip.set_channel(shown)
        self.units.set_channel(shown)
        self.wall.set_channel(shown)
        self.filters.set_channel(self.layer.path_shown, shown)

    def set_stale(self, stale: bool) -> None:
        """Fade what belongs to an earlier picture or layer."""
        self.strip.set_stale(stale)
        self.units.set_stale(stale)
        self.wall.grid.set_stale(stale)

    def forget_scales(self) -> None:
        """Another picture is on."""
        self.wall.forget()

    def _on_section_chosen(self, section: str) -> None:
        self._show_section()
        self.sectionChosen.emit(section)

    def _show_section(self) -> None:
        section = self.section
        flat = self._maps is not None and len(self._maps.shape) == 1
        if section == "wall" and self.wall.grid.tiles.maps is not self._maps:
            self.wall.set_maps(self._maps)
        elif section != "wall" and self.wall.grid.tiles.maps is not None:
            self.wall.set_maps(None)  # a wall may hold many megabytes
        self.strip.setVisible(section == "strongest" and not flat)
        self.units.setVisible(section != "filters" and flat)
        self.wall.setVisible(section == "wall" and not flat)
        self.filters.setVisible(section == "filters")
        self.layer.setVisible(section != "filters")
        self._show_counts()

    def _show_counts(self) -> None:
        maps = self._maps
        if maps is None or self.section == "filters":
            self._counts.set_text("")
            return
        total = f"{maps.shape[0]:,}"
        flat = len(maps.shape) == 1
        shown = len(self.units.units) if flat else self.strip.count
        if self.section == "wall" and not flat:
            shown = len(maps.channels)
        words = total if shown == maps.shape[0] else self.tr("{n} of {total}").format(n=f"{shown:,}", total=total)
        if not flat and maps.dead:
            words += " · " + self.tr("{n} dead").format(n=f"{maps.dead:,}")
        broken = _not_finite(maps)
        if broken:
            words += " · " + self.tr("{n} NaN or ∞").format(n=f"{broken:,}")
        self._counts.set_text(words)


def _not_finite(maps: LayerMaps) -> int:
    """How many channels have values that are NaN or infinite, by their largest one."""
    import numpy as np

    return int((~np.isfinite(maps.maxima)).sum())
