"""Opening a network and reckoning every column, ours against the peers'. ``python -m tests.benchmarks.analysis``

Each contender builds torchvision's network and looks at it, batch 1: ours on
the meta device without initialisers, with every static column; the peers as
their manuals show, on the CPU with weights. The second table is fairer than
that: peers that can work without values get a network on the meta device too.
CPU time of one thread, medians of interleaved rounds in one process.

Then memory: by how much opening ConvNeXt-L raises the peak of a fresh process
in which everything is imported and each contender has looked at a tiny network.

Peers that are not installed are left out: ``pip install 'cnn-explorer[bench]'``.
"""

import argparse
import gc
import json
import logging
import statistics
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
import torchvision.models
from torch import nn

from explorer.analysis import analyze
from explorer.models.build import skip_initialisers

NETWORKS = {
    "resnet18": 224,
    "vgg16": 224,
    "googlenet": 224,
    "inception_v3": 299,
    "resnet152": 224,
    "densenet201": 224,
    "efficientnet_b7": 224,
    "convnext_base": 224,
}
OWN_INITIALISER = {"googlenet", "inception_v3"}
LARGE = "convnext_large"
MEMORY = "memory"


def build(name: str) -> nn.Module:
    """torchvision's network of that name on the default device, without weights."""
    options = {"init_weights": False} if name in OWN_INITIALISER else {}
    return torchvision.models.get_model(name, weights=None, **options)


def build_meta(name: str) -> nn.Module:
    """The same on the meta device."""
    with torch.device("meta"):
        return build(name)


def build_bare(name: str) -> nn.Module:
    """The same on the meta device, without initialisers."""
    with skip_initialisers():
        return build_meta(name)


def torchinfo(module: nn.Module, size: int) -> None:
    """A table of layers with parameters and multiply-adds."""
    from torchinfo import summary

    device = next(module.parameters()).device
    summary(module, input_size=(1, 3, size, size), verbose=0, device=device)


def fvcore(module: nn.Module, size: int) -> None:
    """FLOPs by operator and by module."""
    from fvcore.nn import FlopCountAnalysis

    logging.getLogger("fvcore").setLevel(logging.ERROR)
    FlopCountAnalysis(module.eval(), torch.rand(1, 3, size, size)).total()


def ptflops(module: nn.Module, size: int) -> None:
    """MACs and parameters by module."""
    from ptflops import get_model_complexity_info

    get_model_complexity_info(
        module, (3, size, size), print_per_layer_stat=False, as_strings=False, backend="pytorch", verbose=False
    )


def torchview(module: nn.Module, size: int) -> None:
    """A graph of modules and tensors."""
    from torchview import draw_graph

    draw_graph(module, input_size=(1, 3, size, size), device="meta")


@dataclass(frozen=True)
class Contender:
    """A way to open a network: how it is built and what looks at it."""

    name: str
    build: Callable[[str], nn.Module]
    look: Callable[[nn.Module, int], object]

    def open(self, network: str, size: int) -> object:
        """Build and look."""
        return self.look(self.build(network), size)

    def installed(self) -> bool:
        """Try it on a small network, which also warms it up; say so if it is not there."""
        try:
            self.open("resnet18", 64)
        except ImportError:
            print(f"{self.name} is left out: not installed (pip install 'cnn-explorer[bench]')")
            return False
        return True


OURS = Contender("ours", build_bare, lambda module, size: analyze(module, (3, size, size)))
PEERS = (
    Contender("torchinfo", build, torchinfo),
    Contender("fvcore", build, fvcore),
    Contender("ptflops", build, ptflops),
    Contender("torchview", build, torchview),
)
# fvcore traces with values.
PEERS_ON_META = (
    Contender("torchinfo, meta", build_meta, torchinfo),
    Contender("ptflops, meta", build_meta, ptflops),
    Contender("torchview, meta", build_meta, torchview),
)
CONTENDERS = {contender.name: contender for contender in (OURS, *PEERS, *PEERS_ON_META)}


# -- time ------------------------------------------------------------------------------------------------------


def main(rounds: int, networks: list[str]) -> None:
    """Check the figures, measure and print both tables and the peaks of memory."""
    torch.set_num_threads(1)
    for name in networks:
        check(name)
    there = [contender for contender in CONTENDERS.values() if contender.installed()]
    taken: dict[tuple[str, str], list[float]] = {}
    for _ in range(rounds):
        for name in networks:
            for contender in there:
                taken.setdefault((name, contender.name), []).append(cost(contender, name))
    medians = {key: statistics.median(column) for key, column in taken.items()}
    show("peers on the CPU, with weights", networks, [peer.name for peer in PEERS if peer in there], medians)
    show("peers on the meta device", networks, [peer.name for peer in PEERS_ON_META if peer in there], medians)
    slower = [
        f"{name} than {peer} ({milliseconds:.0f} ms)"
        for (name, peer), milliseconds in medians.items()
        if milliseconds < medians[name, OURS.name]
    ]
    print(f"\nours is slower: {', '.join(slower)}" if slower else "\nours is slower nowhere")
    print(f"\nPeak memory added by opening {LARGE}, MiB")
    for contender in there:
        print(f"{contender.name:16} {peak_of(contender.name):8.1f}")


def check(name: str) -> None:
    """Stop the race if our MACs are not those that torchvision publishes, at the size at which it does."""
    weights = torchvision.models.get_model_weights(name).DEFAULT
    found = OURS.open(name, weights.transforms.keywords["crop_size"]).totals.macs / 1e9
    if abs(found - weights.meta["_ops"]) > 0.001:
        sys.exit(f"{name}: {found:.3f} GMACs instead of the published {weights.meta['_ops']}")


def cost(contender: Contender, network: str) -> float:
    """CPU milliseconds of opening ``network`` once."""
    gc.collect()
    start = time.process_time()
    contender.open(network, NETWORKS[network])
    return (time.process_time() - start) * 1000


def show(title: str, networks: list[str], peers: list[str], medians: dict[tuple[str, str], float]) -> None:
    """Print one line per network: CPU ms of each and how many times ours that is."""
    if not peers:
        return
    print(f"\nCPU ms, {title}\n{'':16}{'ours':>8}" + "".join(f"{peer:>20}" for peer in peers))
    for name in networks:
        ours = medians[name, OURS.name]
        cells = [f"{medians[name, peer]:11.0f} {medians[name, peer] / ours:6.1f} ×" for peer in peers]
        print(f"{name:16}{ours:8.0f}" + "".join(cells))
    means = [
        statistics.geometric_mean(medians[name, peer] / medians[name, OURS.name] for name in networks) for peer in peers
    ]
    print(f"{'geometric mean':16}{'':8}" + "".join(f"{mean:18.1f} ×" for mean in means))


# -- memory ----------------------------------------------------------------------------------------------------


def peak_of(contender: str) -> float:
    """Let a fresh process measure one contender; MiB."""
    command = [sys.executable, "-m", __spec__.name, MEMORY, contender]
    child = subprocess.run(command, capture_output=True, text=True, check=True)
    return float(json.loads(child.stdout.splitlines()[-1]))


def child(contender: Contender) -> None:
    """What a measured process does."""
    torch.set_num_threads(1)
    contender.look(nn.Sequential(nn.Conv2d(3, 4, 3), nn.ReLU()), 8)
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5")  # the peak starts anew from what is held now
    before = peak()
    opened = contender.open(LARGE, 224)
    print(json.dumps((peak() - before) / 1024))
    del opened


def peak() -> int:
    """Peak resident memory of this process in KiB (Linux)."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    if sys.argv[1:2] == [MEMORY]:
        child(CONTENDERS[sys.argv[2]])
    else:
        parser = argparse.ArgumentParser(prog=f"python -m {__spec__.name}")
        parser.add_argument("--rounds", type=int, default=5, help="rounds whose median is taken (default 5)")
        parser.add_argument("--networks", nargs="+", choices=NETWORKS, default=list(NETWORKS), metavar="NAME")
        main(**vars(parser.parse_args()))
