"""How a search is written: examples that can be tried by a click."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from explorer.ui.tokens import Space
from explorer.ui.widgets.buttons import push_button
from explorer.ui.widgets.labels import label


class SearchHelp(QScrollArea):
    """Examples on the left, what they find on the right."""

    exampleChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("graph.search.help")
        self.setAccessibleName(self.tr("How a search is written"))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setProperty("surface", "panel")
        grid = self._grid = QGridLayout(content)
        grid.setContentsMargins(Space.TIGHT, Space.CLOSE, Space.NEAR, Space.CLOSE)
        grid.setHorizontalSpacing(Space.CLOSE)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for line, (example, meaning) in enumerate(self._examples()):
            button = push_button(example, f"graph.search.example.{line}")
            button.setProperty("role", "row")
            button.setAccessibleName(self.tr("Search for {0}").format(example))
            button.clicked.connect(self._on_clicked)
            words = label(meaning, "secondary")
            words.setWordWrap(True)
            grid.addWidget(button, line, 0)
            grid.addWidget(words, line, 1)
        grid.setRowStretch(grid.rowCount(), 1)
        self.setWidget(content)

    def _examples(self) -> tuple[tuple[str, str], ...]:
        return (
            ("conv 3", self.tr("all words, in path, operator, class or kind")),
            ("conv -depthwise", self.tr("a minus leaves out")),
            ("kind:norm", self.tr("one field: path, operator, class, kind, note")),
            ("14x14", self.tr("end of the output’s shape")),
            ("in:28x28", self.tr("end of an input’s shape")),
            ("params>1M", self.tr("also macs, flops, bytes, memory, intensity")),
            ("rf>200", self.tr("receptive field; also jump")),
            ("kernel=3x3", self.tr("also stride, padding, dilation, groups, channels")),
            ("memory>8Mi", self.tr("k, M, G count by 1000; Ki, Mi, Gi by 1024")),
            (r"/conv[12]$/", self.tr("a regular expression, in path or operator")),
            ('"max pool"', self.tr("quotes take spaces and signs as they are")),
        )

    def height_for(self, width: int) -> int:
        """Return how high all of it is at a width."""
        return self._grid.totalHeightForWidth(width)

    def _on_clicked(self) -> None:
        button = self.sender()
        self.exampleChosen.emit(button.text())  # type: ignore[attr-defined]
