"""Cameras: which there are, permission, size, being plugged in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject, QSize, Qt

from explorer.errors import InputError
from explorer.inference.frames import Ability, FrameState
from explorer.ui.frames.media import CaptureSource, multimedia

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QCamera, QCameraDevice, QCameraFormat, QMediaCaptureSession

BEST_HEIGHTS = (480, 720)
"""Enough for every network; larger frames cost time in Qt's conversion, which holds up the window."""


def cameras() -> list[QCameraDevice]:
    """Return the cameras that are plugged in; none where Qt Multimedia cannot be used."""
    try:
        return list(multimedia().QMediaDevices.videoInputs())
    except InputError:
        return []


def identity(device: QCameraDevice) -> bytes:
    """Return what tells a camera from all others, the next time that it is plugged in too."""
    return bytes(device.id().data())


def best_format(formats: list[QCameraFormat], wanted: QSize | None = None) -> QCameraFormat | None:
    """Return the format to open a camera with: of the wanted size, else 480 lines, else 720, else the nearest.

    Among those of one size the fastest, and of these an uncompressed one.
    """

    def rank(one: QCameraFormat) -> tuple[float, float, bool]:
        size = one.resolution()
        if wanted is not None:
            away = float(abs(size.width() - wanted.width()) + abs(size.height() - wanted.height()))
        elif size.height() in BEST_HEIGHTS:
            away = float(BEST_HEIGHTS.index(size.height()))
        else:
            away = 10.0 + abs(size.height() - BEST_HEIGHTS[0])
        return away, -min(one.maxFrameRate(), 30.0), "Jpeg" in one.pixelFormat().name

    return min(formats, key=rank, default=None)


class CameraSource(CaptureSource):
    """One camera, mirrored at first; it comes back by itself when it is plugged in again."""

    def __init__(self, device: QCameraDevice | None = None, parent: QObject | None = None) -> None:
        """``device``: None for the system's own choice."""
        super().__init__("", parent)
        self.name = device.description() if device is not None else self.tr("Camera")
        self.mirrored = True
        self._wanted = None if device is None else identity(device)
        self._size: QSize | None = None
        self._camera: QCamera | None = None
        self._device: QCameraDevice | None = device
        self._unplugged = False
        self._resized = False
        self._devices: Any = None

    @property
    def abilities(self) -> frozenset[Ability]:
        """Also mirrors, and has sizes."""
        return super().abilities | {Ability.MIRROR, Ability.SIZES}

    def start(self) -> None:
        """Ask for permission where the system wants that, then open the camera."""
        self._unplugged = False
        self._resized = False
        self._watch_devices()
        if self._permitted():
            super().start()
            self._note_absence()

    def resume(self) -> None:
        """Deliver frames again, of the size that was chosen meanwhile."""
        if self._state is FrameState.PAUSED and self._resized:
            self.start()
        else:
            super().resume()

    def sizes(self) -> tuple[QSize, ...]:
        """Return the sizes of this camera, small ones first."""
        if self._device is None:
            return ()
        found = {(one.resolution().width(), one.resolution().height()) for one in self._device.videoFormats()}
        return tuple(QSize(width, height) for width, height in sorted(found, key=lambda size: size[0] * size[1]))

    @property
    def device(self) -> QCameraDevice | None:
        """The camera; None until the system has chosen one."""
        return self._device

    @property
    def size(self) -> QSize | None:
        """The size of the frames, once the camera is open; what was chosen while it is frozen comes with the next."""
        if self._camera is None or self._resized:
            return self._size
        return self._camera.cameraFormat().resolution()

    def set_size(self, size: QSize) -> None:
        """Open the camera anew with frames of this size; a frozen one when it goes on."""
        self._size = size
        self._resized = True
        if self._state in (FrameState.STARTING, FrameState.RUNNING):
            self.start()

    def _inputs(self) -> list[QCameraDevice]:
        """The cameras that there are now."""
        return cameras()

    def _attach(self, session: QMediaCaptureSession) -> None:
        found = self._inputs()
        if not found:
            raise InputError(self.tr("No camera found. Plug one in, or open a picture or a video."))
        matching = [one for one in found if identity(one) == self._wanted]
        if self._wanted is not None and not matching:
            raise InputError(self.tr("{0} is not plugged in. Plug it in, or choose another source.").format(self.name))
        self._device = matching[0] if matching else multimedia().QMediaDevices.defaultVideoInput()
        self.name = self._device.description()
        camera = self._camera = multimedia().QCamera(self._device, self)
        chosen = best_format(list(self._device.videoFormats()), self._size)
        if chosen is not None:
            camera.setCameraFormat(chosen)
        # What is wrong from the start is said by no signal.
        if camera.error() != camera.Error.NoError:
            raise InputError(self._sentence(camera.errorString()))
        camera.errorOccurred.connect(self._on_error)
        session.setCamera(camera)
        camera.start()

    def _detach(self) -> None:
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.errorOccurred.disconnect(self._on_error)
            camera.stop()
            camera.deleteLater()

    def _sentence(self, reason: str) -> str:
        reason = " ".join(reason.split()).rstrip(".")
        return self.tr("{0} cannot be opened: {1}. Close other programs that use it, then try again.").format(
            self.name, reason
        )

    def _on_error(self, error: object, reason: str) -> None:
        if self._camera is not None and self._camera.error() != self._camera.Error.NoError:
            self._break_off(self._sentence(reason))

    # Plugging

    def _watch_devices(self) -> None:
        if self._devices is None:
            try:
                self._devices = multimedia().QMediaDevices(self)
            except InputError:
                return  # starting says so
            self._devices.videoInputsChanged.connect(self._on_inputs_changed)

    def _on_inputs_changed(self) -> None:
        there = self._is_there()
        # The system may say that a camera fails before it says that it is gone.
        if self._state is not FrameState.IDLE and not self._unplugged and not there:
            self._unplugged = True
            self._break_off(self.tr("{0} was unplugged. Plug it in again, or choose another source.").format(self.name))
        elif self._state is FrameState.FAILED and self._unplugged and there:
            self.start()

    def _is_there(self) -> bool:
        """Whether the camera is plugged in; any one where none has been chosen."""
        wanted = identity(self._device) if self._device is not None else self._wanted
        return any(wanted is None or identity(one) == wanted for one in self._inputs())

    def _note_absence(self) -> None:
        """A camera that is not there at the start is opened when it comes."""
        if self._state is FrameState.FAILED and not self._is_there():
            self._unplugged = True

    # Permission

    def _permitted(self) -> bool:
        """Whether the camera may be used; if people must be asked first, ask, and start when they agree."""
        try:
            from PySide6.QtCore import QCameraPermission
        except ImportError:  # Qt knows nothing of permissions on this platform
            return True
        app = QCoreApplication.instance()
        assert app is not None
        permission = QCameraPermission()
        status = app.checkPermission(permission)
        if status == Qt.PermissionStatus.Granted:
            return True
        if status == Qt.PermissionStatus.Undetermined:
            self._set_state(FrameState.STARTING)
            app.requestPermission(permission, self, self._on_permission)
            return False
        self._deny()
        return False

    def _on_permission(self, permission: Any) -> None:
        if self._state is not FrameState.STARTING:
            return
        if permission.status() == Qt.PermissionStatus.Granted:
            CaptureSource.start(self)
            self._note_absence()
        else:
            self._deny()

    def _deny(self) -> None:
        self._fail(
            self.tr("This program may not use the camera. Allow it in the system's privacy settings, then try again.")
        )
