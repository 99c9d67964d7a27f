"""What covers the live panel while a picture is dragged over it."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from explorer.ui.theme import color, font, pixmap, theme, tokens
from explorer.ui.tokens import Radius, Size, Space


class DropVeil(QWidget):
    """Covers the panel while a picture is dragged over it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("live.drop")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme().changed.connect(self.update)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillRect(self.rect(), color(tokens().panel, 0.86))
            box = QRectF(self.rect()).adjusted(Space.NEAR, Space.NEAR, -Space.NEAR, -Space.NEAR)
            painter.setBrush(color(tokens().accent, 0.08))
            painter.setPen(QPen(color(tokens().accent), 2, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(box, Radius.CONTAINER, Radius.CONTAINER)
            middle = box.center()
            picture = pixmap("image-up", 24, tokens().accent, self.devicePixelRatioF())
            painter.drawPixmap(round(middle.x() - 12), round(middle.y() - 28), picture)
            painter.setFont(font(Size.BODY, 600))
            painter.setPen(color(tokens().accent))
            line = QRectF(box.left(), middle.y() + 4, box.width(), 24)
            painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self.tr("Drop the picture to look at it"))
