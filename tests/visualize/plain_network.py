"""A small classifier of plain modules, which captum handles as it should."""

import torch
from torch import Tensor, nn


def plain_network(seed: int = 4) -> nn.Sequential:
    """Convolutions, separate rectifiers, pools; 3 × 24 × 24 in, 6 classes out; float64."""
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        network = nn.Sequential(
            nn.Conv2d(3, 8, 3, padding=1),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 12, 3, padding=1),
            nn.ReLU(),
            nn.Conv2d(12, 12, 3, padding=1),
            nn.ReLU(),
            nn.AdaptiveAvgPool2d(2),
            nn.Flatten(),
            nn.Linear(48, 20),
            nn.ReLU(),
            nn.Linear(20, 6),
        )
    return network.double().eval()


def picture(seed: int = 9, size: int = 24) -> Tensor:
    return torch.randn(3, size, size, dtype=torch.float64, generator=torch.Generator().manual_seed(seed))


class NoClasses(nn.Module):
    """Its output is a map."""

    def __init__(self) -> None:
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3)

    def forward(self, x: Tensor) -> Tensor:
        result: Tensor = self.conv(x)
        return result
