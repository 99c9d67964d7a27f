"""The source that a live panel looks at, opened anew in another panel, in the same place."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from explorer.inference.frames import FrameState
from explorer.ui.frames.drawing_pad import DrawingSource
from explorer.ui.frames.folder import FolderSource
from explorer.ui.frames.still import StillSource
from explorer.ui.frames.video import FRAME, VideoSource

if TYPE_CHECKING:
    from explorer.ui.frames.base import QtFrameSource
    from explorer.ui.live.control.sources import LiveSources

Opening = Callable[["LiveSources"], None]


def again(source: QtFrameSource | None) -> Opening | None:
    """Return what opens the same source elsewhere, once this one is closed; None where there is none."""
    if source is None:
        return None
    if isinstance(source, StillSource):
        picture = source.content
        return lambda sources: sources.open(StillSource(picture))
    if isinstance(source, FolderSource):
        return _folder(source)
    if isinstance(source, VideoSource):
        return _video(source)
    if isinstance(source, DrawingSource):
        strokes = source.pad.strokes

        def draw_on(sources: LiveSources) -> None:
            sources.pad_row.pad.set_strokes(strokes)
            sources.open_pad()

        return draw_on
    return _device(source)


def _folder(source: FolderSource) -> Opening:
    at = int(source.position)
    first = source.files[at - 1].name if at else ""
    folder, interval, loop, playing = source.folder, source.interval, source.loop, source.state is FrameState.RUNNING

    def open_folder(sources: LiveSources) -> None:
        made = FolderSource(folder, first)
        made.set_interval(interval)
        made.set_loop(loop)
        sources.open(made)
        if playing:
            made.resume()

    return open_folder


def _video(source: VideoSource) -> Opening:
    path, loop, rate, position = source.path, source.loop, source.rate, source.position
    mirrored, stands = source.mirrored, source.state in (FrameState.PAUSED, FrameState.ENDED)

    def open_video(sources: LiveSources) -> None:
        made = VideoSource(path)
        made.set_loop(loop)
        made.set_rate(rate)
        made.set_mirrored(mirrored)

        def go() -> None:
            made.arrived.disconnect(go)
            if stands:
                made.pause()
            made.seek(position + FRAME / 4)  # a little behind its beginning, as when one steps to it

        if position or stands:
            made.arrived.connect(go)  # before there is a frame, a player knows no places
        sources.open(made)

    return open_video


def _device(source: QtFrameSource) -> Opening | None:
    from explorer.ui.frames.camera import CameraSource
    from explorer.ui.frames.screen import ScreenSource

    if isinstance(source, ScreenSource):
        screen, region = source.screen, source.region
        return lambda sources: sources.open(ScreenSource(screen, region))
    if isinstance(source, CameraSource):
        device, size, mirrored = source.device, source.size, source.mirrored

        def open_camera(sources: LiveSources) -> None:
            made = CameraSource(device)
            made.set_mirrored(mirrored)
            if size is not None:
                made.set_size(size)
            sources.open(made)

        return open_camera
    return None
