"""What a workspace holds. Everything is data that was written down; nothing in it is ever executed.

Networks, layers, weights and files are named, not held: who restores a
workspace looks each of them up and may find that it is not there any more.
"""

from dataclasses import dataclass

SCHEMA = (1, 1)
"""Major and minor version. A new field raises the minor one, a field of another meaning the major one.

1.1 added ``weights`` and ``sides`` to the workspace.
"""

DIRECTIONS = ("tb", "lr")
SOURCES = ("sample", "picture", "video", "folder")
THEMES = ("system", "light", "dark")
CONVENTIONS = ("macs", "2macs", "all")
COLOURINGS = ("kind", "params", "macs", "memory", "rf")
METHODS = (
    "activation",
    "deconv",
    "guided",
    "gradient",
    "gradcam",
    "layercam",
    "occlusion",
    "integrated",
)
"""What the live panel lays over the picture; None for nothing."""

COMPARED = 4
"""Networks that are compared at once, at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkForm:
    """An architecture of the catalogue, and the form that it is looked at in."""

    key: str
    input_shape: tuple[int, int, int]
    """(C, H, W)."""
    batch: int
    num_classes: int
    width: float | None
    """The width multiplier; None where the architecture has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Which part of a drawing is seen."""

    scale: float
    """Pixels of the screen per pixel of the drawing."""
    x: float
    """The middle of what is seen, in pixels of the drawing."""
    y: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """What is selected in a network."""

    path: str
    """A block's scope path, or the module path of an operator."""
    operator: str | None = None
    """The operator's name; None for a block."""
    place: int = 0
    """Which one it is of the operators of that name at that path, from 0."""
    channel: int | None = None
    """The channel that is looked at; None for the strongest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenNetwork:
    """A tab with a network."""

    form: NetworkForm
    weights: str = "default"
    """As on the command line: a name, ``random``, or a file."""
    expanded: tuple[str, ...] = ()
    """Ids of the blocks that are open in the graph."""
    direction: str = "tb"
    chosen: Chosen | None = None
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPage:
    """A tab with a page about networks."""

    name: str
    """``evolution``, ``compare``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where pictures come from; no pixels are kept."""

    kind: str
    """One of :data:`SOURCES`."""
    name: str
    """The sample's name, or the path of the file or folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where the docks are, as the window toolkit writes it: opaque bytes, and the version they are of."""

    version: int
    docks: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What somebody wrote about a layer."""

    form: NetworkForm
    path: str
    """The module or block; empty for the network."""
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenWeights:
    """What an architecture runs with."""

    key: str
    weights: str
    """As in :class:`OpenNetwork`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """Everything that is restored."""

    tabs: tuple[OpenNetwork | OpenPage, ...] = ()
    front: int = 0
    """Which tab is in front; 0 if there is none."""
    source: Source | None = None
    """None where it cannot be had again: a camera, a drawing, a pasted picture."""
    method: str | None = "activation"
    """One of :data:`METHODS`, or None for the picture alone."""
    colouring: str = "kind"
    """What graphs are coloured by."""
    convention: str = "all"
    """How operations are counted."""
    theme: str | None = None
    """None leaves the theme as it is."""
    layout: Layout | None = None
    compared: tuple[NetworkForm | None, ...] = ()
    """A and B, None where one is still to be chosen, and further ones."""
    notes: tuple[Remark, ...] = ()
    weights: tuple[ChosenWeights, ...] = ()
    """Of architectures that are in no tab: they are compared, or may be opened again."""
    sides: tuple[str | None, str | None] = (None, None)
    """What A and B run with where one architecture is compared with itself; None: as everywhere else."""

    @property
    def networks(self) -> tuple[OpenNetwork, ...]:
        """The tabs with networks."""
        return tuple(tab for tab in self.tabs if isinstance(tab, OpenNetwork))
