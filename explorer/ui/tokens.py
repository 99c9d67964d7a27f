"""The visual language as data: colours, measures and type sizes, light and dark.

Every text token has at least 4.5:1 on every surface, ``strong`` and the operator
kinds at least 3:1 on theirs; a test computes it. A kind or state is never told
by colour alone.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """One theme; every colour as ``#RRGGBB``."""

    name: str
    dark: bool
    window: str
    canvas: str
    panel: str
    inset: str
    border: str
    strong: str
    t1: str
    t2: str
    t3: str
    accent: str
    on_accent: str
    selection: str
    ok: str
    warn: str
    error: str
    differ: str
    series_a: str
    series_b: str
    conv: str
    depthwise: str
    norm: str
    activation: str
    pooling: str
    linear: str
    join: str
    gate: str
    shape: str
    io: str

    def kind(self, kind: str) -> str:
        """Return the colour of an operator kind (``explorer.analysis.network.KINDS``)."""
        return str(getattr(self, kind))


LIGHT = Tokens(
    name="light",
    dark=False,
    window="#EEF0F3",
    canvas="#F8F9FB",
    panel="#FFFFFF",
    inset="#F4F5F7",
    border="#DADDE2",
    strong="#7F8690",
    t1="#1A1D21",
    t2="#474D56",
    t3="#616873",
    accent="#1F56CC",
    on_accent="#FFFFFF",
    selection="#DCE7FD",
    ok="#1A7048",
    warn="#8A5300",
    error="#B3261E",
    differ="#A3238E",
    series_a="#1F56CC",
    series_b="#9A4305",
    conv="#4D61E1",
    depthwise="#229BD3",
    norm="#3F1994",
    activation="#CC370A",
    pooling="#297C4D",
    linear="#7C3156",
    join="#B58E21",
    gate="#9D3DA5",
    shape="#7E848F",
    io="#202932",
)

DARK = Tokens(
    name="dark",
    dark=True,
    window="#121416",
    canvas="#15181B",
    panel="#1B1E22",
    inset="#23272C",
    border="#31363C",
    strong="#78808A",
    t1="#E9EBEE",
    t2="#B7BDC6",
    t3="#9DA4AE",
    accent="#82ADFF",
    on_accent="#0D1B33",
    selection="#22385F",
    ok="#5CC58A",
    warn="#E7B44C",
    error="#FF8F85",
    differ="#F28BD8",
    series_a="#82ADFF",
    series_b="#F0A04B",
    conv="#40A3FF",
    depthwise="#7FD6F0",
    norm="#974BD3",
    activation="#EB850C",
    pooling="#64DB87",
    linear="#D33D39",
    join="#F0F35A",
    gate="#F45CC7",
    shape="#747A80",
    io="#EDF4FD",
)

KIND_NAMES: dict[str, str] = {
    "conv": "conv",
    "depthwise": "depthwise",
    "norm": "norm",
    "activation": "activation",
    "pooling": "pooling",
    "linear": "linear",
    "join": "add, concat",
    "gate": "gate",
    "shape": "shape",
    "io": "in, out",
}
"""How a legend calls each kind."""


class Size:
    """Type sizes in pixels at 100 %."""

    STRIP = 10
    SMALL = 11
    SECONDARY = 12
    BODY = 13
    TITLE = 15
    RESULT = 16


class Space:
    """Distances in pixels, on a grid of 4."""

    TIGHT = 4
    CLOSE = 8
    NEAR = 12
    PANEL = 16
    WIDE = 24
    TOOLBAR = 44
    TABS = 32
    STATUS = 24
    DOCK_HEADER = 36
    CONTROL = 30
    COMPACT = 26


class Radius:
    """Corner radii in pixels."""

    TILE = 3
    OPERATOR = 5
    CONTROL = 6
    CONTAINER = 8
