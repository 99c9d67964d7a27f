"""The theme in force: Fusion, a palette and one style sheet from the tokens, fonts, tinted icons.

The platform's own colour scheme cannot be relied on (it is not reported
everywhere), so both schemes are our palettes; ``system`` follows what Qt
reports and is light where it reports nothing.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QIconEngine, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import QApplication

from explorer.assets import resource
from explorer.ui.tokens import DARK, LIGHT, Size, Tokens

MODES = ("system", "light", "dark")


class Theme(QObject):
    """The application's one theme; widgets that paint themselves repaint on ``changed``."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._mode = "system"
        self._follows = False
        self.tokens: Tokens = LIGHT

    @property
    def mode(self) -> str:
        """``system``, ``light`` or ``dark``."""
        return self._mode

    def set_mode(self, mode: str, *, whole: bool = True) -> None:
        """Choose the theme and apply it to the running application, ``whole`` or only prepared for a first frame."""
        if mode not in MODES:
            raise ValueError(f"no theme is called {mode!r}; choose one of {', '.join(MODES)}")
        self._mode = mode
        if whole:
            self.apply()
        else:
            self.prepare()

    def prepare(self) -> None:
        """Give the application the theme's palette and font: enough for a first frame."""
        hints, app = QGuiApplication.styleHints(), _application()
        if not self._follows:
            self._follows = True
            hints.colorSchemeChanged.connect(self._on_system_changed)
            # Once: a window that is complete takes 0.2 s to be given a style, even the one that it has.
            app.setStyle("Fusion")
        system_is_dark = hints.colorScheme() == Qt.ColorScheme.Dark
        self.tokens = DARK if self._mode == "dark" or (self._mode == "system" and system_is_dark) else LIGHT
        app.setPalette(palette(self.tokens))
        app.setFont(font())

    def _on_system_changed(self) -> None:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        if self._mode == "system" and dark != self.tokens.dark:
            self.apply()

    def apply(self) -> None:
        """Apply palette, font and style sheet to the application."""
        from explorer.ui.stylesheet import style_sheet  # the first frame does without it

        self.prepare()
        _application().setStyleSheet(style_sheet(self.tokens))
        self.changed.emit()


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


_theme: Theme | None = None


def theme() -> Theme:
    """Return the application's theme."""
    global _theme
    if _theme is None:
        _theme = Theme()
    return _theme


def tokens() -> Tokens:
    """Return the tokens in force."""
    return theme().tokens


def color(value: str, alpha: float = 1.0) -> QColor:
    """Return a token as a ``QColor``, with ``alpha`` from 0 to 1."""
    result = QColor(value)
    result.setAlphaF(alpha)
    return result


def font(size: int = Size.BODY, weight: int = 400, *, mono: bool = False) -> QFont:
    """Return the system's interface font (or its monospace) with tabular figures, ``size`` in pixels."""
    if mono:
        result = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
    else:
        result = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
        if hasattr(result, "setFeature"):
            result.setFeature(QFont.Tag("tnum"), 1)
    result.setPixelSize(size)
    result.setWeight(QFont.Weight(weight))
    return result


def palette(of: Tokens) -> QPalette:
    """Return the Qt palette of a theme."""
    result = QPalette()
    role = QPalette.ColorRole
    for name, value in (
        (role.Window, of.window),
        (role.WindowText, of.t1),
        (role.Base, of.panel),
        (role.AlternateBase, of.inset),
        (role.Text, of.t1),
        (role.PlaceholderText, of.t3),
        (role.Button, of.panel),
        (role.ButtonText, of.t1),
        (role.BrightText, of.error),
        (role.ToolTipBase, of.panel),
        (role.ToolTipText, of.t1),
        (role.Highlight, of.accent),
        (role.HighlightedText, of.on_accent),
        (role.Link, of.accent),
        (role.LinkVisited, of.accent),
        (role.Mid, of.border),
        (role.Dark, of.strong),
    ):
        result.setColor(name, QColor(value))
    for name in (role.WindowText, role.Text, role.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, name, QColor(of.t3))
    return result


class _TintedIcon(QIconEngine):
    """Paints a bundled SVG in a token's colour, at whatever size and scale is asked for."""

    def __init__(self, name: str, tint: str, disabled: str, trailing: int) -> None:
        super().__init__()
        self._name = name
        self._trailing = trailing
        self._tints = {QIcon.Mode.Disabled: disabled}
        self._tint = tint

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        scale = painter.device().devicePixelRatioF()
        side = min(rect.width() - self._trailing, rect.height())
        place = QRect(0, 0, side, side)
        place.moveCenter(rect.adjusted(0, 0, -self._trailing, 0).center())
        painter.drawPixmap(place, _pixmap(self._name, self._tints.get(mode, self._tint), side, scale))

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Qt asks in logical pixels and with the scale of the screen: a button's icon would be blurred without it.
        side = min(size.width() - self._trailing, size.height())
        drawn = _pixmap(self._name, self._tints.get(mode, self._tint), side, scale)
        return _widened(drawn, size) if self._trailing else drawn

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def clone(self) -> QIconEngine:
        return _TintedIcon(self._name, self._tint, self._tints[QIcon.Mode.Disabled], self._trailing)


def icon(name: str, tint: str | None = None, *, trailing: int = 0) -> QIcon:
    """Return a bundled icon, tinted by a token (``t2`` unless told), crisp at every size and scale.

    ``trailing`` pixels of the width that is asked for stay free after it: a distance from what follows.
    """
    return QIcon(_TintedIcon(name, tint or tokens().t2, tokens().t3, trailing))


def pixmap(name: str, size: int, tint: str | None = None, scale: float = 1.0) -> QPixmap:
    """Return a bundled icon as a pixmap of ``size`` logical pixels."""
    return _pixmap(name, tint or tokens().t2, size, scale)


def _widened(drawn: QPixmap, size: QSize) -> QPixmap:
    """A picture at the left of a wider one of ``size`` logical pixels."""
    scale = drawn.devicePixelRatio()
    picture = QPixmap(size * scale)
    picture.setDevicePixelRatio(scale)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.drawPixmap(0, round((size.height() - drawn.height() / scale) / 2), drawn)
    return picture


@lru_cache(maxsize=512)
def _pixmap(name: str, tint: str, size: int, scale: float) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # not needed before the first icon is painted

    text = resource("icons", f"{name}.svg").read_text(encoding="utf-8").replace("currentColor", tint)
    renderer = QSvgRenderer(QByteArray(text.encode()))
    picture = QPixmap(QSize(round(size * scale), round(size * scale)))
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    picture.setDevicePixelRatio(scale)
    return picture
