"""Every failure that a person can cause or mend, as one small tree.

    ExplorerError
    ├── UsageError            wrong words: unknown key, layer, channel, option      (exit status 2 or 1)
    │   ├── UnknownArchitecture
    │   ├── UnknownLayer
    │   └── QueryError        a search that cannot be understood; it says where
    ├── InputError            a picture, array or shape that cannot be used
    │   ├── MemoryShortage    the device has not enough memory
    │   └── Unreadable        a file that may be read another time: permission, connection, memory
    ├── WeightsError          a checkpoint that is missing, damaged or another network's
    ├── OutputError           a file that cannot be written
    ├── WorkspaceError        a file of a workspace that is damaged or of a newer program
    ├── CaptureError          a network whose forward pass fails
    └── Cancelled             the user asked to stop; not a failure

The message of each is one line that says what is wrong and what to do.
Anything else that is raised is a defect of ours.
"""

from typing import Any


class ExplorerError(Exception):
    """Something that a user can understand and act on; ``str(error)`` is one line."""


class UsageError(ExplorerError):
    """The request names something that does not exist or does not fit."""


class UnknownArchitecture(UsageError):
    """No architecture of that key is registered."""


class UnknownLayer(UsageError):
    """The network has no module of that path, or it is never called."""


class QueryError(UsageError):
    """A search cannot be understood, or takes too long."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(message)
        self.position = position
        """Where in the text, counted from 0."""


class InputError(ExplorerError):
    """A picture, array or input shape cannot be used."""


class MemoryShortage(InputError):
    """The device has not enough memory for a network."""


class Unreadable(InputError):
    """A file cannot be read now, for a reason that lies outside of it: permission, connection, memory."""


class WeightsError(ExplorerError):
    """Weights are missing, damaged, or belong to another network."""


class OutputError(ExplorerError):
    """A result cannot be written where it was asked for."""


class WorkspaceError(ExplorerError):
    """A file holds no workspace, a damaged one, or one of a newer program."""


class CaptureError(ExplorerError):
    """The forward pass of a network failed while it was captured."""

    def __init__(self, message: str, *, path: str = "", operator: str = "", partial: Any = None) -> None:
        super().__init__(message)
        self.path = path
        """Path of the module in which it failed; empty for the network itself."""
        self.operator = operator
        """The operator that failed (``conv2d``); empty where the module's own code failed."""
        self.partial = partial
        """What had run until then: the ``Network`` that ``analyze`` would have returned of it, or None."""


class Cancelled(ExplorerError):
    """The work was cancelled on request."""
