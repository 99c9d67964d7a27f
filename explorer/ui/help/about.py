"""What this program is: its version and those of what it stands on, and whose work is in it on which terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from explorer import __version__
from explorer.ui.help.versions import table, versions
from explorer.ui.terms import term
from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import IconLabel, hair_line, label
from explorer.ui.widgets.small_window import SmallWindow

if TYPE_CHECKING:
    from explorer.ui.main_window import MainWindow


class About(SmallWindow):
    """Versions can be copied, for a question or a report."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__("about", "", window)
        self.setWindowTitle(self.tr("About cnn-explorer"))
        self._window = window
        self.resize(520, 640)
        head = QHBoxLayout()
        head.setSpacing(Space.NEAR)
        head.addWidget(IconLabel("network", 32, "accent"), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(label(f"cnn-explorer {__version__}", "title", name="about.name"))
        what = label(self.tr("See, measure and watch convolutional networks."), "secondary")
        what.setWordWrap(True)
        words.addWidget(what)
        head.addLayout(words, 1)
        self.body.addLayout(head)
        self.body.addWidget(hair_line())
        self.body.addWidget(label(self.tr("Versions"), "section"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.WIDE)
        self._grid.setVerticalSpacing(Space.TIGHT)
        self._grid.setColumnStretch(1, 1)
        self.body.addLayout(self._grid)
        self.body.addWidget(hair_line())
        self.body.addWidget(label(self.tr("Licences"), "section"))
        terms = QGridLayout()
        terms.setHorizontalSpacing(Space.WIDE)
        terms.setVerticalSpacing(Space.TIGHT)
        terms.setColumnStretch(1, 1)
        for line, (work, licence) in enumerate(self._licences()):
            terms.addWidget(label(work, "secondary"), line, 0, Qt.AlignmentFlag.AlignTop)
            under = label(licence, "value", selectable=True)
            under.setWordWrap(True)
            terms.addWidget(under, line, 1)
        self.body.addLayout(terms)
        self.body.addStretch(1)
        self.copy = push_button(self.tr("Copy versions"), "about.copy")
        self.copy.clicked.connect(self._copy)
        close = push_button(self.tr("Close"), "about.close", primary=True)
        close.clicked.connect(self.close)
        self.foot.addWidget(self.copy)
        self.foot.addStretch(1)
        self.foot.addWidget(close)

    def showEvent(self, event: QShowEvent) -> None:
        """Say what the engine says now."""
        super().showEvent(event)
        if not event.spontaneous():
            self.copy.setText(self.tr("Copy versions"))
            self._fill()

    def _fill(self) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            if item is not None and (old := item.widget()) is not None:
                old.deleteLater()
        for line, (name, text) in enumerate(versions(self._window.engine.info)):
            self._grid.addWidget(label(term(name), "secondary"), line, 0)
            self._grid.addWidget(label(text, "value", selectable=True), line, 1)

    def _licences(self) -> list[tuple[str, str]]:
        from explorer.inference.samples import samples
        from explorer.models import registry

        package = {
            (one.display_name, record.licence)
            for one in registry.architectures()
            for record in one.weights
            if record.source == "package"
        }
        return [
            ("cnn-explorer", self.tr("BSD 3-Clause")),
            (self.tr("Icons"), self.tr("Lucide, ISC; partly Feather, MIT")),
            (self.tr("Colour maps"), self.tr("viridis, inferno: N. J. Smith, S. van der Walt, E. Firing, CC0 1.0")),
            (self.tr("Names of the ImageNet classes"), self.tr("torchvision, BSD 3-Clause")),
            *((term(one.title), term(one.credit)) for one in samples()),
            *((self.tr("Weights of {0}").format(name), licence) for name, licence in sorted(package)),
            ("Qt, PySide6", self.tr("LGPL 3")),
        ]

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(table(versions(self._window.engine.info)) + "\n")
        self.copy.setText(self.tr("Copied"))
