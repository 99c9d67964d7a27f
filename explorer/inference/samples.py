"""The sample pictures that come with the program (no torch)."""

from dataclasses import dataclass

from explorer.assets import resource
from explorer.errors import UsageError


@dataclass(frozen=True, slots=True)
class Sample:
    """One picture under ``resources/samples``; its terms stand in the LICENSES.md there."""

    name: str
    title: str
    """For people, in English."""
    file: str
    credit: str

    def read(self) -> bytes:
        """The file's bytes, for :func:`explorer.inference.images.load_image`."""
        return resource("samples", self.file).read_bytes()


_SAMPLES: tuple[Sample, ...] = (
    Sample("chelsea", "Chelsea the cat", "chelsea.png", "Stefan van der Walt, CC0"),
    Sample("coffee", "Cup of coffee", "coffee.png", "Rachel Michetti, CC0"),
    Sample("rocket", "Rocket launch", "rocket.jpg", "SpaceX, public domain"),
)


def samples() -> tuple[Sample, ...]:
    """All samples; the first one is what a new window shows."""
    return _SAMPLES


def sample(name: str) -> Sample:
    """The sample of that name.

    Raises:
        UsageError: there is none.
    """
    for one in _SAMPLES:
        if one.name == name:
            return one
    raise UsageError(f"there is no sample {name!r}; choose {', '.join(one.name for one in _SAMPLES)}")
