"""Labels with a role, elided labels, tinted icons and hair lines."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from explorer.ui.theme import pixmap, theme, tokens


def restyle(widget: QWidget) -> None:
    """Apply the style sheet again, after a property that it selects by has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def label(text: str = "", role: str = "", *, name: str = "", selectable: bool = False) -> QLabel:
    """Return a label in one of the style sheet's roles."""
    result = QLabel(text)
    if role:
        result.setProperty("role", role)
    if name:
        result.setObjectName(name)
    if selectable:
        result.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        result.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return result


def hair_line() -> QFrame:
    """Return a horizontal line of one pixel."""
    result = QFrame()
    result.setProperty("role", "line")
    result.setFixedHeight(1)
    return result


class ElidedLabel(QLabel):
    """A label that shortens its text to its width and then tells the whole in its tool tip."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mode = mode
        self._whole = self._tip = ""
        if role:
            self.setProperty("role", role)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show ``text``, shortened where it does not fit; the same text again costs nothing."""
        if text == self._whole:
            return
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._fit()

    def set_tip(self, text: str) -> None:
        """Explain it in the tool tip, below the whole text where that is shortened."""
        if text != self._tip:
            self._tip = text
            self._fit()

    def whole_text(self) -> str:
        """Return the text that was set."""
        return self._whole

    def _fit(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(self.width(), 0))
        self.setText(shown)
        whole = "" if shown == self._whole else self._whole
        tip = "\n".join(part for part in (whole, self._tip) if part)
        if tip != self.toolTip():
            self.setToolTip(tip)

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…"), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._fit()


class IconLabel(QLabel):
    """A bundled icon of ``size`` pixels in the colour of a token, by the token's name."""

    def __init__(self, icon: str = "", size: int = 16, tint: str = "t2", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon, self._size, self._tint = icon, size, tint
        self.setFixedSize(size, size)
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_icon(self, icon: str, tint: str) -> None:
        """Show another icon, or the same in another colour."""
        self._icon, self._tint = icon, tint
        self._on_theme_changed()

    def _on_theme_changed(self) -> None:
        if self._icon:
            tint = getattr(tokens(), self._tint)
            self.setPixmap(pixmap(self._icon, self._size, tint, self.devicePixelRatioF()))
        else:
            self.clear()

    def event(self, event: QEvent) -> bool:
        # Qt tells of another screen's density here, not in ``changeEvent``; a label that is made before its window
        # knows of none.
        if event.type() in (QEvent.Type.DevicePixelRatioChange, QEvent.Type.Show):
            self._on_theme_changed()
        return super().event(event)
