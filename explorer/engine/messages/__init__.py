"""What crosses the boundary between the window and the engine: plain frozen data, no torch, no Qt.

A *job* is a request; its class names what is to be done and its ``slot`` what
it replaces: a new job of a slot cancels the older ones, so that the newest
wins. Each job has one answer type, named in its docstring.

What comes back for every frame of a moving source has no ``slots``: frozen
dataclasses with slots are pickled and unpickled by Python code, which took a
quarter of the time to send an answer.
"""

from explorer.engine.messages.analysis import AnalyzeJob, CrossCheckJob, FieldJob, MeasureJob, Measurement, SeenLines
from explorer.engine.messages.base import Job, NetworkJob
from explorer.engine.messages.classes import CLASS_METHODS, ClassJob, ClassView
from explorer.engine.messages.devices import PRECISIONS, DeviceJob, EngineInfo
from explorer.engine.messages.envelopes import (
    Cancel,
    Done,
    Dropped,
    Event,
    Failed,
    Logged,
    Lost,
    Moved,
    Ping,
    Post,
    Progress,
    Pulse,
    Ready,
)
from explorer.engine.messages.frames import (
    FRAMES_UNDER_WAY,
    ComparedFrame,
    ComparedFrameJob,
    FrameAnswer,
    FrameFailure,
    FrameJob,
    FrameTimings,
    FrameWish,
    PixelsJob,
)
from explorer.engine.messages.layers import (
    METHODS,
    ChannelJob,
    ChannelView,
    EffectiveAnswer,
    EffectiveFieldJob,
    FilterBank,
    FiltersJob,
    LayerJob,
    LayerMaps,
)
from explorer.engine.messages.pictures import PictureJob, PredictionResult, PredictJob, Ranked, SeenRegion, WeightsBadge
from explorer.engine.messages.top_patches import TopPatches, TopPatchesJob, TopPatchesPage, TopPatchesPageJob

__all__ = [
    "CLASS_METHODS",
    "FRAMES_UNDER_WAY",
    "METHODS",
    "PRECISIONS",
    "AnalyzeJob",
    "Cancel",
    "ChannelJob",
    "ChannelView",
    "ClassJob",
    "ClassView",
    "ComparedFrame",
    "ComparedFrameJob",
    "CrossCheckJob",
    "DeviceJob",
    "Done",
    "Dropped",
    "EffectiveAnswer",
    "EffectiveFieldJob",
    "EngineInfo",
    "Event",
    "Failed",
    "FieldJob",
    "FilterBank",
    "FiltersJob",
    "FrameAnswer",
    "FrameFailure",
    "FrameJob",
    "FrameTimings",
    "FrameWish",
    "Job",
    "LayerJob",
    "LayerMaps",
    "Logged",
    "Lost",
    "MeasureJob",
    "Measurement",
    "Moved",
    "NetworkJob",
    "PictureJob",
    "Ping",
    "PixelsJob",
    "Post",
    "PredictJob",
    "PredictionResult",
    "Progress",
    "Pulse",
    "Ranked",
    "Ready",
    "SeenLines",
    "SeenRegion",
    "TopPatches",
    "TopPatchesJob",
    "TopPatchesPage",
    "TopPatchesPageJob",
    "WeightsBadge",
]
