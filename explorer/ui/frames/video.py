"""A video file, as Qt's player decodes it; without its sound."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl

from explorer.errors import InputError
from explorer.inference.frames import Ability, FrameState
from explorer.ui.frames.base import ImageFrame
from explorer.ui.frames.media import VideoFrameSource, multimedia

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QMediaPlayer, QVideoFrame

SUFFIXES: tuple[str, ...] = tuple(
    ".mp4 .m4v .mov .mkv .webm .avi .mpg .mpeg .ogv .wmv .3gp".split()  # noqa: SIM905
)
"""What file dialogues offer; which of them can be played is the player's matter."""
RATES: tuple[float, ...] = (0.25, 0.5, 1.0, 2.0)
KEPT = 8
"""Frames whose times are remembered, of those that were taken: more than can be under way."""
FRAME = 1 / 25
"""Seconds of a frame where the file does not say."""


def is_video(path: Path) -> bool:
    """Tell a video from a picture by its name's ending."""
    return path.suffix.lower() in SUFFIXES


class VideoSource(VideoFrameSource):
    """Plays one file; at its end it stands, or begins again with ``loop``."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(path.name, parent)
        self.path = path
        self.loop = True
        self.rate = 1.0
        self._player: QMediaPlayer | None = None
        self._span: tuple[float, float] | None = None
        self._offered: tuple[float, float] | None = None
        self._spans: dict[int, tuple[float, float]] = {}
        self._target: float | None = None

    @property
    def abilities(self) -> frozenset[Ability]:
        """Everything that a file allows."""
        return frozenset({Ability.PAUSE, Ability.STEP, Ability.SEEK, Ability.LOOP})

    @property
    def position(self) -> float:
        """Where the last frame lies, in seconds."""
        return self._span[0] if self._span is not None else 0.0

    @property
    def duration(self) -> float:
        """Length in seconds."""
        return self._player.duration() / 1000 if self._player is not None else 0.0

    def start(self) -> None:
        """Open the file and play it."""
        self._end()
        try:
            if not self.path.is_file():
                raise InputError(self.tr("There is no file {0}; check the path.").format(self.path))
            if not self.path.stat().st_size:
                raise InputError(self.tr("{0} is empty (0 bytes); choose another file.").format(self.name))
            media = multimedia()
        except (InputError, OSError) as error:
            self._fail(str(error))
            return
        self._set_state(FrameState.STARTING)
        player = self._player = media.QMediaPlayer(self)
        player.setVideoSink(self._make_sink())
        player.errorOccurred.connect(self._on_error)
        player.mediaStatusChanged.connect(self._on_status)
        player.durationChanged.connect(self._on_duration)
        player.setPlaybackRate(self.rate)
        player.setLoops(-1 if self.loop else 1)
        player.setSource(QUrl.fromLocalFile(str(self.path.absolute())))
        player.play()
        self._watch.start()

    def stop(self) -> None:
        """Close the file."""
        self._end()
        super().stop()

    def pause(self) -> None:
        """Stand at this frame."""
        if self._player is not None and self._state in (FrameState.STARTING, FrameState.RUNNING):
            self._target = None
            self._player.pause()
            self._set_state(FrameState.PAUSED)

    def resume(self) -> None:
        """Play on; from the beginning at the end."""
        if self._player is None:
            self.start()
        elif self._state in (FrameState.PAUSED, FrameState.ENDED):
            if self._state is FrameState.ENDED:
                self._player.setPosition(0)
            self._target = None
            self._set_state(FrameState.RUNNING)
            self._player.play()

    def step(self, by: int = 1) -> None:
        """Stand, and show the frame ``by`` frames away."""
        if self._player is None or self._span is None:
            return
        target = self._target if self._state is FrameState.PAUSED else None
        self.pause()
        begin, end = self._span
        if target is not None:
            # The frame of the step before is still to come: count from there.
            self.seek(target + by * (end - begin))
        else:
            # A little behind its beginning: some decoders give the frame that is on, others the nearest.
            self.seek(begin + (by + 0.25) * (end - begin))

    def take(self) -> ImageFrame | None:
        """Return the newest frame, and remember when it is on."""
        frame = super().take()
        if frame is not None and self._offered is not None:
            self._spans = {number: self._spans[number] for number in sorted(self._spans)[1 - KEPT :]}
            self._spans[frame.sequence] = self._offered
        return frame

    def stand_at(self, frame: ImageFrame) -> None:
        """Count steps from a frame that was taken lately: the one that people see."""
        self._span = self._spans.get(frame.sequence, self._span)
        self.progressed.emit()

    def seek(self, seconds: float) -> None:
        """Go to a place; what is shown is the frame that is on there."""
        if self._player is None or self._state is FrameState.FAILED:
            return
        last = max(0.0, self.duration - 0.001)
        self._target = min(max(0.0, seconds), last)
        if self._state is FrameState.ENDED:
            # A player that has come to its end must be woken to show a frame.
            self._player.pause()
            self._set_state(FrameState.PAUSED)
        self._player.setPosition(round(1000 * self._target))

    def set_loop(self, loop: bool) -> None:
        """Begin again at the end, or stand there."""
        self.loop = loop
        if self._player is not None:
            self._player.setLoops(-1 if loop else 1)

    def set_rate(self, rate: float) -> None:
        """Play slower or faster."""
        self.rate = rate
        if self._player is not None:
            self._player.setPlaybackRate(rate)

    # What the player says

    def _on_video_frame(self, frame: QVideoFrame) -> None:
        if not frame.isValid() or self._player is None:
            return
        self._watch.stop()
        begin, end = frame.startTime() / 1e6, frame.endTime() / 1e6
        span = (begin, end if end > begin else begin + FRAME)
        if self._state is FrameState.PAUSED:
            # A player that is told to pause goes on for a frame or two: only what was asked for is shown.
            if self._target is None:
                return
            length = span[1] - span[0]
            if span[0] - length <= self._target <= span[1] + length:
                self._target = None
        self._span = span
        if self._state is FrameState.STARTING:
            self._set_state(FrameState.RUNNING)
        self._offered = span
        self._offer(frame)
        self.progressed.emit()

    def _on_duration(self, duration: int) -> None:
        self.progressed.emit()

    def _on_status(self, status: QMediaPlayer.MediaStatus) -> None:
        player = self._player
        if player is None:
            return
        if status == player.MediaStatus.LoadedMedia and not player.hasVideo():
            self._break_off(self.tr("{0} has sound but no picture; choose a video.").format(self.name))
        elif status == player.MediaStatus.InvalidMedia:
            self._break_off(self._unplayable())
        elif status == player.MediaStatus.EndOfMedia:
            if self._span is None:
                self._on_silence()
            elif self._state is not FrameState.PAUSED:
                self._set_state(FrameState.ENDED)

    def _on_error(self, error: object, reason: str) -> None:
        if self._player is not None:
            self._break_off(self._unplayable())

    def _on_silence(self) -> None:
        self._break_off(self.tr("{0} holds no frame that can be decoded; get the file anew.").format(self.name))

    def _unplayable(self) -> str:
        return self.tr(
            "{0} cannot be played: it is damaged, or of a format that is not known here. "
            "Convert it to MP4 (H.264) and try again."
        ).format(self.name)

    def _break_off(self, problem: str) -> None:
        self._end()
        self._fail(problem)

    def _end(self) -> None:
        self._watch.stop()
        self._span = None
        player, self._player = self._player, None
        if player is not None:
            for signal, slot in (
                (player.errorOccurred, self._on_error),
                (player.mediaStatusChanged, self._on_status),
                (player.durationChanged, self._on_duration),
            ):
                signal.disconnect(slot)
            self._drop_sink()
            player.stop()
            player.setVideoSink(None)  # type: ignore[arg-type]
            player.deleteLater()
