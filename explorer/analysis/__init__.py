"""From a module to exact numbers.

``tracing`` records a forward pass, ``costs``, ``memory`` and ``receptive`` say
what each operator takes and sees, ``assembly`` puts rows and graph together;
``exports`` writes tables, ``timing`` reads measured times under a roofline,
``claims`` sets what papers and other tools say beside our figures.

``analyze`` is the public door. It is resolved on first use, so that the plain
data types (``rows``, ``network``) can be imported without torch. (Its module
is called ``analyzer``: a submodule of the function's own name would hide it.)
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.analysis.analyzer import analyze

__all__ = ["analyze"]


def __getattr__(name: str) -> Any:
    if name == "analyze":
        from explorer.analysis.analyzer import analyze

        return analyze
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
