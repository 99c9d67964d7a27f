"""Names of the classes that a network's outputs stand for. No torch."""

from functools import cache

from explorer.assets import resource_text


@cache
def class_names(name: str) -> tuple[str, ...]:
    """Return the list ``resources/classes/NAME.txt``, in the order of the outputs."""
    return tuple(resource_text("classes", f"{name}.txt").splitlines())
