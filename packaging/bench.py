"""Run every benchmark with few rounds and print one table. ``python packaging/bench.py [--readme] [NAME ...]``

Each is a process of its own, one after the other; all that it prints is kept in
``build/bench/NAME.txt``. The table has the ratios to peers and floors, and the
times that have a target. Few rounds on a busy machine are a first look: what
matters is measured by the benchmark itself, which ``python -m
tests.benchmarks.NAME --help`` (or its docstring) explains.

``--readme`` writes the table, its date and the machine into README.md too, in
the place of the one between ``<!-- bench -->`` and ``<!-- /bench -->``: all of
it or, if a benchmark failed or was left out, nothing.
"""

import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "tests" / "benchmarks"
KEPT = ROOT / "build" / "bench"
README = ROOT / "README.md"
BEGIN, END = "<!-- bench -->", "<!-- /bench -->"
PATIENCE = 900

Cells = tuple[str, str, str]


@dataclass(frozen=True)
class Figure:
    """One line of the table."""

    what: str
    value: float
    unit: str = "×"
    least: float | None = None
    most: float | None = None

    @property
    def missed(self) -> bool:
        """Whether it is on the wrong side of its target."""
        low = self.least is not None and self.value < self.least
        return low or (self.most is not None and self.value > self.most)

    def cells(self) -> Cells:
        """What it is, the figure, and the target."""
        target = f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}" if self.most is not None else ""
        return self.what, f"{self.value:.2f} {self.unit}", target + ("  missed" if self.missed else "")


# What each prints, read again


def startup(text: str) -> Iterator[Figure]:
    ratio = re.search(r"first paint: .* ratio ([\d.]+)", text)
    yield Figure("first paint, against a bare window", _number(ratio), most=1.5)
    for phase, worst in re.findall(r"longest GUI stall (.+?): .*worst (\d+) ms", text):
        yield Figure(f"worst stall {phase}", float(worst), "ms", most=50)
    ready = re.search(r"ResNet-50 on show after ([\d.]+) s", text)
    yield Figure("ResNet-50 on show", _number(ready), "s")


def analysis(text: str) -> Iterator[Figure]:
    for title, peers, means in re.findall(
        r"^CPU ms, (.+)\n +ours(.*)\n(?:.+\n)*?geometric mean(.*)$", text, re.MULTILINE
    ):
        for peer, mean in zip(re.split(r" {2,}", peers.strip()), re.findall(r"([\d.]+) ×", means), strict=True):
            yield Figure(f"analysis: {peer.partition(',')[0]} takes ({title})", float(mean), least=1)


def zoo_build(text: str) -> Iterator[Figure]:
    yield Figure("building the zoo, against torchvision and timm", _number(re.search(r"ratio ([\d.]+)$", text.strip())))


def projection(text: str) -> Iterator[Figure]:
    lines = [line.split() for line in text.splitlines()[1:] if line.strip()]
    columns = {"early": (1, 1.0), "middle": (2, None), "late": (3, 2.5), "guided": (4, None)}
    for name, (back, most) in columns.items():
        # The last columns are captum's Deconvolution, Grad-CAM and captum's.
        values = sorted(float(line[1 + back]) for line in lines)
        yield Figure(f"projection, {name}, in forward passes (median network)", values[len(values) // 2], most=most)


def layout(text: str) -> Iterator[Figure]:
    header = re.search(r"^ +operators +edges +boxes +edges +ours +target(.*)$", text, re.MULTILINE)
    peers = re.split(r" {2,}", header.group(1).strip()) if header else []
    pattern = r"^(\w+) +\d+ +\d+ +\d+ +\d+ +([\d.]+) +(\d+)(.*)$"
    for key, ours, target, rest in re.findall(pattern, text, re.MULTILINE):
        yield Figure(f"layout of {key}", float(ours), "ms", most=float(target))
        for peer, ratio in zip(peers, re.findall(r"([\d.]+) ×", rest), strict=False):
            yield Figure(f"layout of {key}: {peer} takes", float(ratio))
    for title, longest in re.findall(r"^(.+): \d+ blocks, median .* longest ([\d.]+)", text, re.MULTILINE):
        yield Figure(f"opening a block, longest: {title}", float(longest), "ms", most=60)


def canvas(text: str) -> Iterator[Figure]:
    pattern = r"^(\w+, .+?) {2,}\d+ +([\d.]+) +[\d.]+ +\d+ +[\d.]+ +[\d.]+ +[\d.]+ +([\d.]+)  "
    for what, middle, stall in re.findall(pattern, text, re.MULTILINE):
        yield Figure(f"opening on the screen: {what}", float(middle), "ms", most=60)
        yield Figure(f"longest stall: {what}", float(stall), "ms", most=50)
    for kind, target, strip, floor in re.findall(
        r"^(\S.{23}) *([\d.]+) +([\d.]+) +[\d.]+ +([\d.]+) ×", text, re.MULTILINE
    ):
        yield Figure(f"frame: {kind.strip()}", float(strip), "ms", most=float(target))
        yield Figure(f"frame: {kind.strip()}, against an empty view", float(floor))


def live(text: str) -> Iterator[Figure]:
    for key, ratio, gap in re.findall(
        r"^(\w+): bare .* ratio of rates ([\d.]+) .* p99 ([\d.]+) max", text, re.MULTILINE
    ):
        yield Figure(f"live: {key}, frames a second against bare passes", float(ratio), least=0.85)
        yield Figure(f"live: {key}, 99 % of the window's gaps below", float(gap), "ms", most=20)


def compare(text: str) -> Iterator[Figure]:
    for what, middle, unit, target in re.findall(
        r"^(\S.*): ([\d.]+) (m?s), [\d.]+ m?s \(target ([\d.]+)", text, re.MULTILINE
    ):
        yield Figure(f"compare: {what}", float(middle), unit, most=float(target))


def _number(match: re.Match[str] | None) -> float:
    if match is None:
        raise ValueError("the figure is not there")
    return float(match.group(1))


@dataclass(frozen=True)
class Benchmark:
    """How a benchmark is run for a first look, and how its figures are read."""

    words: tuple[str, ...]
    read: Callable[[str], Iterator[Figure]]
    status: tuple[int, ...] = (0,)


BENCHMARKS = {
    "startup": Benchmark(("2",), startup),
    "analysis": Benchmark(("--rounds", "1", "--networks", "resnet18", "googlenet", "efficientnet_b7"), analysis),
    "zoo_build": Benchmark(("1",), zoo_build),
    "projection": Benchmark(("3",), projection),
    "layout": Benchmark(("--rounds", "1", "--networks", "resnet152"), layout),
    "canvas": Benchmark(("--rounds", "1", "--networks", "densenet201", "--every", "10"), canvas),
    "compare": Benchmark(("--rounds", "1"), compare),
    "live": Benchmark(("efficientnet_lite0",), live, status=(0, 1)),
}


def machine() -> str:
    """Describe the machine and what else it does."""
    name = platform.processor() or platform.machine()
    info = Path("/proc/cpuinfo")
    if info.is_file() and (found := re.search(r"^model name\s*: (.+)$", info.read_text(), re.MULTILINE)):
        name = found.group(1)
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    versions = ", ".join(f"{one} {version(one)}" for one in ("torch", "PySide6-Essentials", "numpy"))
    return f"{name}, {cores} cores{load}\n{platform.platform()}, Python {platform.python_version()}, {versions}"


def measure(name: str) -> list[Figure]:
    """Run one benchmark and return its figures.

    Raises:
        ValueError: it failed, or printed nothing that can be read.
    """
    benchmark = BENCHMARKS[name]
    command = [sys.executable, "-m", f"tests.benchmarks.{name}", *benchmark.words]
    with (KEPT / f"{name}.txt").open("w+", encoding="utf-8") as file:
        result = subprocess.run(command, cwd=ROOT, stdout=file, stderr=subprocess.STDOUT, timeout=PATIENCE, check=False)
        file.seek(0)
        text = file.read()
    if result.returncode not in benchmark.status:
        raise ValueError(f"ended with status {result.returncode}")
    figures = list(benchmark.read(text))
    if not figures:
        raise ValueError("printed no figure that can be read")
    return figures


def markdown(lines: list[Cells], described: str, day: date) -> str:
    """Return the block of the README: when and on what was measured, and the table."""
    machine_line = "; ".join(described.splitlines())
    rows = [("what", "figure", "target"), ("---", "---:", "---"), *lines]
    table = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join([BEGIN, f"Measured on {day.isoformat()}, few rounds, on {machine_line}.", "", *table, END])


def replaced(text: str, block: str) -> str:
    """Return a document with ``block`` in the place of the one it has.

    Raises:
        ValueError: it has no such place, or several.
    """
    if text.count(BEGIN) != 1 or text.count(END) != 1 or text.index(BEGIN) > text.index(END):
        raise ValueError(f"the document must hold {BEGIN} once, and {END} once below it")
    before, _, rest = text.partition(BEGIN)
    return before + block + rest.partition(END)[2]


def main(words: list[str]) -> int:
    """Run the benchmarks of these names, or all, print the table and return 1 if one failed."""
    names = [word for word in words if word != "--readme"]
    into_readme = len(names) < len(words)
    there = {path.stem for path in FOLDER.glob("*.py") if '__name__ == "__main__"' in path.read_text(encoding="utf-8")}
    if there != BENCHMARKS.keys():
        sys.exit(f"packaging/bench.py and tests/benchmarks differ: {', '.join(sorted(there ^ BENCHMARKS.keys()))}")
    if unknown := set(names) - there:
        sys.exit(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(BENCHMARKS)}")
    if into_readme and names:
        sys.exit("--readme is for all benchmarks together; leave the names out")
    KEPT.mkdir(parents=True, exist_ok=True)
    lines: list[Cells] = []
    failed = False
    described = machine()
    for name in names or BENCHMARKS:
        print(f"{name} …", file=sys.stderr, flush=True)
        begun = time.monotonic()
        try:
            lines += [figure.cells() for figure in measure(name)]
        except (ValueError, subprocess.TimeoutExpired) as error:
            failed = True
            lines.append((name, "failed", f"{error}; see {(KEPT / name).relative_to(ROOT)}.txt"))
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    widths = [max(len(line[column]) for line in lines) for column in range(2)]
    print(described + "\n")
    for what, value, target in lines:
        print(f"{what:<{widths[0]}}  {value:>{widths[1]}}  {target}".rstrip())
    if into_readme and failed:
        print(f"{README.name} was left as it is: a benchmark failed", file=sys.stderr)
    elif into_readme:
        block = markdown(lines, described, date.today())
        README.write_text(replaced(README.read_text(encoding="utf-8"), block), encoding="utf-8")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
