"""The words of the command line: what can be typed, and what is wrong with what was. Imports nothing heavy."""

import argparse
import math
import re
import textwrap
from typing import Any, NoReturn

from explorer import __version__

COMMANDS = (
    "list",
    "table",
    "figures",
    "field",
    "graph",
    "compare",
    "predict",
    "activations",
    "deconv",
    "explain",
    "filters",
    "top9",
    "doctor",
)

EVOLUTION = "evolution"
"""What stands for the family tree where a graph is drawn; no architecture may have this key."""

EPILOG = """\
KEY is an architecture as `list` gives it. IMAGE is a picture, or a .npy array
(float32, C×H×W) that is fed to the network as it is. Weights are `default`
(the best that can be had here without a download, else random), `random`,
`random:SEED`, a name that `list` gives, or a .pth, .pt or .safetensors file.
`-o -` writes to standard output. Figures are for batch 1 unless --batch
says otherwise; MACs are multiply-accumulates of convolutions and matrix
products.
"""


EXAMPLES = """\
examples:
  cnn-explorer                              the window, with a trained network on a photo
  cnn-explorer resnet50 vgg16               the window, with these two; F1 lists its keys
  cnn-explorer list                         what KEY can be
  cnn-explorer table resnet50 -o layers.csv
  cnn-explorer figures mobilenet_v2 --input 3x160x160
  cnn-explorer graph googlenet -o googlenet.svg --expand all
  cnn-explorer compare resnet50 resnet50@3x320x320
  cnn-explorer predict efficientnet_lite0 cat.jpg
  cnn-explorer explain efficientnet_lite0 cat.jpg --method gradcam -o where.png
"""


def window_parser() -> argparse.ArgumentParser:
    parser = _WindowParser(
        prog="cnn-explorer",
        description="See, measure and watch convolutional networks: in a window, or by one of the commands below.",
        usage="cnn-explorer [KEY ...] [--compare]\n       cnn-explorer COMMAND ...",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"cnn-explorer {__version__}")
    parser.add_argument(
        "keys", nargs="*", metavar="KEY", help="open the window with these architectures, or with a workspace (.cnnx)"
    )
    parser.add_argument("--compare", action="store_true", help="show them side by side; the first two are drawn")
    return parser


def command_parser() -> "_Parser":
    parser = _Parser(prog="cnn-explorer")
    commands = parser.add_subparsers(required=True, parser_class=_Parser, dest="command")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        parser.texts[name] = text
        return commands.add_parser(
            name, description=text, epilog=EPILOG, formatter_class=argparse.RawDescriptionHelpFormatter
        )

    command = add("list", "Print the catalogue of architectures.")
    command.add_argument("--json", action="store_true", help="every fact, as JSON")

    command = add("table", "Print the layer table of an architecture: one row per operator call.")
    command.add_argument("key", metavar="KEY")
    _add_form(command)
    command.add_argument("--format", choices=("csv", "json", "markdown", "latex"), default="csv")
    _add_convention(command)
    command.add_argument("-o", "--output", metavar="FILE", default="-")

    command = add("figures", "Print every figure of a network, how it is counted, and what others say.")
    command.add_argument("key", metavar="KEY")
    _add_form(command)
    _add_convention(command)
    command.add_argument("--torchinfo", action="store_true", help="compare with torchinfo, module by module")
    command.add_argument(
        "--time", action="store_true", help="measure the time of every operator, and the device's roofs"
    )
    command.add_argument("--device", default=None, metavar="D", help="where to measure; the fastest unless given")
    command.add_argument("--json", action="store_true")
    command.add_argument("-o", "--output", metavar="FILE", default="-")

    command = add("field", "Say which part of the input a unit sees: by theory, and in effect on trained weights.")
    command.add_argument("key", metavar="KEY")
    command.add_argument("--layer", required=True, metavar="PATH", help="module path as in the table")
    command.add_argument("--unit", type=_place, default=None, metavar="Y,X", help="the centre unless given")
    command.add_argument("--channel", type=_index, default=None, metavar="N", help="all channels unless given")
    _add_input(command)
    command.add_argument("--json", action="store_true")
    command.add_argument(
        "--effective",
        metavar="FILE",
        default=None,
        help="save the effective field: a picture (.png) or the raw map (.npy)",
    )
    command.add_argument("--weights", default="default", metavar="W", help="of the effective field")
    command.add_argument("--device", default=None, metavar="D", help="where to compute the effective field")
    command.add_argument("--samples", type=_positive, default=16, metavar="N", help="random inputs to average over")

    command = add("graph", "Draw the block graph of an architecture, or the family tree of all.")
    command.add_argument("key", metavar="KEY", help=f"or `{EVOLUTION}`: who took what from whom, year by year")
    _add_form(command)
    command.add_argument(
        "-o", "--output", metavar="FILE", required=True, help="ends in .svg, .pdf, .png, .json or .dot (Graphviz)"
    )
    command.add_argument(
        "--expand", type=_expansion, metavar="all|none|DEPTH", default=None, help="what fits a screen unless given"
    )
    command.add_argument("--direction", choices=("tb", "lr"), default="tb")
    command.add_argument("--scale", type=_multiplier, default=1.0, metavar="N", help="pixels per pixel, for .png")
    command.add_argument("--theme", choices=("light", "dark"), default="light")
    command.add_argument(
        "--colour",
        choices=("kind", "params", "macs", "memory", "rf"),
        default="kind",
        help="colour the boxes by their kind, or by a figure, which is then written on them (not in .json)",
    )
    _add_convention(command)

    command = add(
        "compare",
        "Compare networks stage by stage: what corresponds, and how the figures differ from the first one's.",
    )
    one = "what the others are compared with; KEY@CxHxW for another input"
    more = "one key or more; the first one may stand again with another input"
    command.add_argument("first", type=_keyed_input, metavar="KEY", help=one)
    command.add_argument("others", type=_keyed_input, nargs="+", metavar="OTHER", help=more)
    _add_input(command)
    command.add_argument("--batch", type=_count, default=1, metavar="N", help="inputs at once; 1 unless given")
    command.add_argument(
        "--format",
        choices=("csv", "json", "markdown", "latex", "html"),
        default=None,
        help="csv unless given, or html for a FILE that ends in .html; html is a page to read and print",
    )
    command.add_argument("--time", action="store_true", help="measure the time of every operator, too")
    command.add_argument("--device", default=None, metavar="D", help="where to measure; the fastest unless given")
    _add_convention(command)
    command.add_argument("-o", "--output", metavar="FILE", default="-")

    command = add("predict", "Classify a picture.")
    _add_session(command)
    command.add_argument("--top", type=_positive, default=5, metavar="K")
    command.add_argument("--json", action="store_true")

    command = add("activations", "Save the activations of a layer: raw (.npy) or as a wall of maps (.png).")
    _add_session(command)
    command.add_argument("--layer", required=True, metavar="PATH", help="module path as in the table")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="ends in .npy or .png")

    command = add("deconv", "Project a unit back to the input by a DeconvNet (Zeiler and Fergus).")
    _add_session(command)
    command.add_argument("--layer", required=True, metavar="PATH", help="module path as in the table")
    command.add_argument("--channel", type=_channel, default="max", metavar="N|max")
    command.add_argument("--unit", type=_unit, default="max", metavar="Y,X|max|all")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="ends in .npy or .png")

    command = add("explain", "Show where the evidence for a class lies: raw (.npy) or over the picture (.png).")
    _add_session(command)
    command.add_argument(
        "--method",
        required=True,
        choices=("gradcam", "layercam", "hirescam", "occlusion", "integrated", "guided", "gradient"),
        help="class activation maps of a layer; a moving grey square; integrated, guided or plain gradients",
    )
    command.add_argument(
        "--layer", default="", metavar="PATH", help="of the class activation maps; the last map unless given"
    )
    command.add_argument(
        "--class", dest="target", type=_class, default=None, metavar="N|top", help="the most probable one unless given"
    )
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="ends in .npy or .png")

    command = add("filters", "Save the filters of the first convolution: raw (.npy) or as pictures (.png).")
    command.add_argument("key", metavar="KEY")
    command.add_argument("--weights", default="default", metavar="W")
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="ends in .npy or .png")

    command = add(
        "top9", "Search a folder for the nine pictures that excite each channel most (Zeiler and Fergus, Fig. 2)."
    )
    command.add_argument("key", metavar="KEY")
    command.add_argument("folder", metavar="FOLDER", help="its pictures and those in the folders in it")
    command.add_argument("--layer", required=True, metavar="PATH", help="module path as in the table")
    command.add_argument("--weights", default="default", metavar="W")
    command.add_argument("--device", default=None, metavar="D", help="cpu, cuda, mps …; the fastest unless given")
    command.add_argument(
        "--channels",
        type=_channels,
        default=tuple(range(16)),
        metavar="0-15|all",
        help="which are written, such as 3,8,20-31; the first 16 unless given",
    )
    command.add_argument(
        "--method",
        choices=("deconv", "guided"),
        default=None,
        help="how units are projected; deconv unless there is no max-pooling below the layer, then guided",
    )
    command.add_argument("-o", "--output", required=True, metavar="FILE", help="ends in .json, .png or .npz")

    add("doctor", "Say what this machine has: versions, devices, cameras, weights, Qt platform, cache, log.")
    return parser


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line; the usage is for ``--help``."""

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.texts: dict[str, str] = {}
        """What each command does."""
        # No option begins with a digit: `--unit -1,0` is to hear what a unit is, not that there is none.
        self._negative_number_matcher = re.compile(r"-\d")

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


class _WindowParser(_Parser):
    """Makes its long help only for those who ask for it: a window is to open at once."""

    def format_help(self) -> str:
        lines = []
        for name, text in command_parser().texts.items():
            first, *others = textwrap.wrap(text, 64)
            lines += [f"  {name:<12} {first}", *(f"{'':15}{other}" for other in others)]
        commands = "\n".join(lines)
        self.epilog = f"commands (`cnn-explorer COMMAND --help` explains one):\n{commands}\n\n{EXAMPLES}\n{EPILOG}"
        return super().format_help()


def _add_input(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--input", type=_shape, metavar="CxHxW", default=None, help="input shape; the architecture's own unless given"
    )


def _add_form(command: argparse.ArgumentParser) -> None:
    """The form of the network that is asked about: input, batch, classes, width."""
    _add_input(command)
    command.add_argument("--batch", type=_count, default=1, metavar="N", help="inputs at once; 1 unless given")
    command.add_argument("--classes", type=_count, default=None, metavar="N", help="number of classes")
    command.add_argument(
        "--width", type=_multiplier, default=None, metavar="W", help="width multiplier, for networks that have one"
    )


def _add_convention(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--convention",
        choices=("macs", "2macs", "all"),
        default="all",
        help="what FLOPs are: MACs, 2·MACs, or 2·MACs + bias + element-wise work (all, unless given)",
    )


def _add_session(command: argparse.ArgumentParser) -> None:
    command.add_argument("key", metavar="KEY")
    command.add_argument("image", metavar="IMAGE")
    command.add_argument("--weights", default="default", metavar="W")
    command.add_argument("--device", default=None, metavar="D", help="cpu, cuda, mps …; the fastest unless given")


def _keyed_input(text: str) -> tuple[str, tuple[int, int, int] | None]:
    """Split ``resnet50@3x320x320`` into the key and the input shape, None where none is given."""
    key, mark, shape = text.partition("@")
    return key, _shape(shape) if mark else None


def _shape(text: str) -> tuple[int, int, int]:
    sizes = text.lower().replace("×", "x").split("x")
    if len(sizes) != 3 or not all(size.isdecimal() and int(size) > 0 for size in sizes):
        raise argparse.ArgumentTypeError(f"{text!r} is no shape; write channels, height and width like 3x224x224")
    channels, height, width = map(int, sizes)
    return channels, height, width


def _expansion(text: str) -> str | int:
    if text in ("all", "none"):
        return text
    if text.isdecimal():
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}: write all, none or a depth like 1")


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)


def _count(text: str) -> int:
    # Far beyond any use, and far from where torch's 63 bits overflow.
    if not text.isdecimal() or len(text) > 7 or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError(f"{text!r:.20} is not a whole number from 1 to 1,000,000")
    return int(text)


def _multiplier(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not 0 < value <= 100:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number above 0, up to 100")
    return value


def _channel(text: str) -> str | int:
    if text == "max":
        return text
    if text.isdecimal():
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}: write a channel number from 0, or max")


def _class(text: str) -> int | None:
    if text == "top":
        return None
    if text.isdecimal():
        return int(text)
    raise argparse.ArgumentTypeError(f"{text!r}: write the number of a class from 0, or top")


def _index(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text!r}: write a number from 0")
    return int(text)


def _channels(text: str) -> tuple[int, ...] | None:
    """Read ``3,8,20-31``; None for ``all``."""
    if text == "all":
        return None
    found: list[int] = []
    for part in text.split(","):
        first, dash, last = part.partition("-")
        # No layer has a hundred thousand channels; a range that long would only fill the memory.
        if not first.isdecimal() or len(first) > 5 or (dash and (not last.isdecimal() or len(last) > 5)):
            raise argparse.ArgumentTypeError(f"{text!r}: write channels like 3,8,20-31, or all")
        found += range(int(first), int(last if dash else first) + 1)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} names no channel; write 20-31, not 31-20")
    return tuple(dict.fromkeys(found))


def _place(text: str) -> tuple[int, ...]:
    parts = [part.strip() for part in text.split(",")]
    if len(parts) > 2 or not all(part.isdecimal() for part in parts):
        raise argparse.ArgumentTypeError(
            f"{text!r}: write row and column like 3,5 (or one number, where there is no map)"
        )
    return tuple(map(int, parts))


def _unit(text: str) -> str | tuple[int, int]:
    if text in ("max", "all"):
        return text
    parts = text.split(",")
    if len(parts) == 2 and all(part.strip().isdecimal() for part in parts):
        return int(parts[0]), int(parts[1])
    raise argparse.ArgumentTypeError(f"{text!r}: write row and column like 3,5, or max, or all")
