"""Every network of the field oracle at the input that its layers were made for: ``make oracle``.

Tests run the same comparison at small inputs. Here borders, padding and uneven
windows are those of real use; the largest networks run at a part of their size.
"""

import argparse
import sys
import time

import torch

from tests.analysis.field_oracle import OWN, TIMM, TORCHVISION, build, compare

SIDES = {"inception_v3": 139, "lenet5_original": 32, "densenet121": 112, "convnext_tiny": 128, "legacy_senet154": 96}
LARGEST = 160
"""Side of the others."""


def main() -> int:
    """Print a line for each network; return 1 if any unit is wrong."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", help="these networks only")
    names = parser.parse_args().names or [*TORCHVISION, *TIMM, *OWN]
    wrong = 0
    print(f"{'network':<24} {'side':>4} {'operators × axes':>17} {'elements':>12} {'wrong':>6} {'seconds':>8}")
    for name in names:
        started = time.monotonic()
        module, channels = build(name)
        side = SIDES.get(name, LARGEST)
        verdict = compare(module, (channels, side, side), lines=16)
        wrong += len(verdict.mismatches)
        print(
            f"{name:<24} {side:>4} {verdict.nodes:>17,} {verdict.elements:>12,} {len(verdict.mismatches):>6} "
            f"{time.monotonic() - started:>8.1f}",
            flush=True,
        )
        for mismatch in verdict.mismatches:
            print(f"    {mismatch}", flush=True)
    print(f"{len(names)} networks, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    torch.set_num_threads(1)
    sys.exit(main())
