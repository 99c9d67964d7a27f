"""Parameters that a pass never reads, by name: folded up, because there may be many."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from explorer.analysis.network import Network
from explorer.ui.docks.inspector.inspector_parts import Section, wrapped
from explorer.ui.numbers import thousands
from explorer.ui.theme import theme
from explorer.ui.widgets.buttons import push_button, show_icon


class UnusedSection(Section):
    """How many there are; a click lists their names."""

    def __init__(self, network: Network) -> None:
        super().__init__(self.tr("Parameters that are never read"))
        self._network = network
        text = self.tr("{0} more parameters belong to parts that do not run here, such as auxiliary heads.")
        self.body.addWidget(wrapped(text.format(thousands(network.totals.params_unused)), "secondary"))
        self._names: QLabel | None = None
        count = len(network.unused)
        self._fold = push_button(
            self.tr("1 tensor") if count == 1 else self.tr("{0} tensors").format(thousands(count)), "inspector.unused"
        )
        self._fold.setProperty("role", "text")
        self._fold.setCheckable(True)
        self._fold.setVisible(bool(count))
        self._fold.toggled.connect(self._on_toggled)
        self.body.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        theme().changed.connect(self._update_icon)
        self._update_icon()

    def text(self) -> list[str]:
        """Return the names."""
        return [f"{self.tr('Never read')}: {name}" for name in self._network.unused]

    def _on_toggled(self, opened: bool) -> None:
        if self._names is None:
            self._names = wrapped("\n".join(self._network.unused), "mono")
            self._names.setObjectName("inspector.unused.names")
            self.body.addWidget(self._names)
        self._names.setVisible(opened)
        self._update_icon()

    def _update_icon(self) -> None:
        name = "chevron-down" if self._fold.isChecked() else "chevron-right"
        show_icon(self._fold, name, theme().tokens.accent)
