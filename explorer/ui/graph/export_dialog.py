"""What of the graph to export, and how: asked before the file's name."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import SegmentedControl, push_button

FORMS: dict[str, str] = {".svg": "SVG", ".pdf": "PDF", ".png": "PNG", ".json": "JSON", ".dot": "DOT"}
"""Names of the forms, by suffix."""
SCALES = ("1", "2", "3", "4")
PICTURES = (".svg", ".pdf", ".png")


class ExportDialog(QDialog):
    """Asks for the part, the form, the scale and the theme; the answer is read from its properties."""

    saveRequested = Signal()
    copyRequested = Signal()

    def __init__(
        self, form: str = ".svg", theme: str = "light", parent: QWidget | None = None, *, blocks: bool = True
    ) -> None:
        """``blocks``: whether the drawing has any that could be opened."""
        super().__init__(parent)
        self.setObjectName("graph.export.dialog")
        self.setWindowTitle(self.tr("Export graph"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = (("shown", self.tr("As shown")), ("whole", self.tr("Everything open")))
        themes = (("light", self.tr("Light")), ("dark", self.tr("Dark")))
        self._part = SegmentedControl(shown, "graph.export.part", self)
        self._form = SegmentedControl(FORMS.items(), "graph.export.form", self)
        self._scale = SegmentedControl(((one, f"{one}×") for one in SCALES), "graph.export.scale", self)
        self._theme = SegmentedControl(themes, "graph.export.theme", self)
        self._hint = QLabel(self)
        self._hint.setObjectName("graph.export.hint")
        self._hint.setProperty("role", "secondary")
        self._form.set_current(form)
        self._theme.set_current(theme)
        rows = QFormLayout()
        rows.setHorizontalSpacing(Space.PANEL)
        rows.setVerticalSpacing(Space.NEAR)
        for words, control in (
            (self.tr("Blocks"), self._part),
            (self.tr("Format"), self._form),
            (self.tr("Scale"), self._scale),
            (self.tr("Theme"), self._theme),
        ):
            control.setAccessibleName(words)
            rows.addRow(words, control)
        rows.setRowVisible(self._part, blocks)
        self.copy_button = push_button(self.tr("Copy as image"), "graph.export.copy")
        self.cancel_button = push_button(self.tr("Cancel"), "graph.export.cancel")
        self.save_button = push_button(self.tr("Save…"), "graph.export.save", primary=True)
        self.save_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.save_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PANEL, Space.PANEL, Space.PANEL, Space.PANEL)
        column.setSpacing(Space.PANEL)
        column.addLayout(rows)
        column.addWidget(self._hint)
        column.addLayout(buttons)
        self.copy_button.clicked.connect(self._on_copy_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)
        self.cancel_button.clicked.connect(self.reject)
        self._form.chosen.connect(self._update)
        self._update()

    @property
    def whole(self) -> bool:
        """Whether everything is to be open."""
        return self._part.current() == "whole"

    @property
    def form(self) -> str:
        """The suffix."""
        return self._form.current()

    @property
    def scale(self) -> float:
        """Pixels of a picture per pixel of the drawing."""
        return float(self._scale.current())

    @property
    def dark(self) -> bool:
        """Whether the dark theme is wanted."""
        return self._theme.current() == "dark"

    def _on_copy_clicked(self) -> None:
        self.copyRequested.emit()
        self.accept()

    def _on_save_clicked(self) -> None:
        self.saveRequested.emit()
        self.accept()

    def _update(self) -> None:
        self._theme.setEnabled(self.form in PICTURES)
        self._hint.setText(
            {
                ".svg": self.tr("Scalable, text stays text."),
                ".pdf": self.tr("One page, fonts embedded, text can be searched."),
                ".png": self.tr("Pixels, at the scale above."),
                ".json": self.tr("Nodes and edges for networkx, and where each is drawn."),
                ".dot": self.tr("Boxes and edges for Graphviz."),
            }[self.form]
        )
