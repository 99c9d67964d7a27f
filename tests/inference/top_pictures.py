"""Small folders of photos for the tests of strongest patches."""

from pathlib import Path

import skimage.data
from PIL import Image

NAMES = ("astronaut", "chelsea", "coffee", "camera", "coins", "brick", "grass", "rocket")
SIDE = 96


def photo(name: str) -> Image.Image:
    """A photo that comes with scikit-image."""
    file = next(Path(skimage.data.__file__).parent.glob(f"{name}.*"))
    with Image.open(file) as image:
        return image.convert("RGB")


def fill(folder: Path, crops: int = 2) -> list[Path]:
    """Put ``crops`` square parts of each photo into a folder, and return the files in their order."""
    for name in NAMES:
        whole = photo(name)
        side = min(whole.size) // 2
        for index in range(crops):
            left, top = index * (whole.width - side), index * (whole.height - side)
            part = whole.crop((left, top, left + side, top + side))
            part.resize((SIDE, SIDE), Image.Resampling.BOX).save(folder / f"{name}_{index}.png")
    return sorted(folder.iterdir())
