"""Our figures beside torchinfo's, module by module, with the reason of every difference.

torchinfo (Tyler Yep, version 1.8) counts by modules where we count by operator
calls. It gives multiply-accumulates to modules without children only: all
parameters that are called ``weight`` or ``bias``, times the positions of the
output where the class name holds "Conv", else times the first axis of the
output. Parameters it gives to the module that owns them, whether or not the
pass reads them.

A reason is never assumed. Each is computed as a term of its own, from the
module's parameters and the shapes in our rows, and the terms of a module must
add up to the difference; where they do not, the reason is ``unknown`` and both
figures stand as they are.
"""

import re
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from explorer.analysis.claims.torchinfo_terms import Ownership, Reason, mac_terms
from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.analysis.wording import number, scaled
from explorer.errors import UsageError

if TYPE_CHECKING:
    from torch import nn

CAUSES: Mapping[str, str] = {
    "function": "operators that are called by function, of which torchinfo sees nothing",
    "positions": "linear layers that torchinfo counts once per entry of the first axis, not at every position",
    "bias": "biases that torchinfo counts as multiply-accumulates",
    "norm": "scales and shifts of normalisation that torchinfo counts as multiply-accumulates",
    "parameters": "parameters of other operators that torchinfo counts as multiply-accumulates",
    "transposed": "transposed convolutions that torchinfo counts at every position of the output, not of the input",
    "class_name": 'convolutions that torchinfo does not know as such, since "Conv" is not in their class name',
    "unused": "parameters that the pass never reads; we list them apart",
    "shared": "shared parameters that torchinfo counts again in another module",
    "elsewhere": "parameters that an operator of another module reads first; we count them there",
    "unknown": "no reason known",
}
"""What can make a difference, in words that follow a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ModuleCheck:
    """The figures of one module, all its calls together and without its children."""

    path: str
    cls: str
    params: int
    torchinfo_params: int
    macs: int
    torchinfo_macs: int
    reasons: tuple[Reason, ...] = ()
    """Empty where both figures agree; per quantity they add up to the difference."""


@dataclass(frozen=True, slots=True)
class CauseTotal:
    """All differences of one cause."""

    quantity: str
    cause: str
    modules: int
    difference: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossCheck:
    """A network as we count it and as torchinfo does, at the network's inputs, batch and mode."""

    name: str
    version: str
    """torchinfo's."""
    failure: str = ""
    """Why torchinfo cannot run this network; then its figures are None and there are no modules."""
    params: int
    torchinfo_params: int | None = None
    macs: int
    torchinfo_macs: int | None = None
    modules: tuple[ModuleCheck, ...] = field(default=(), repr=False)
    """Every module that either of us gives a figure, in the order of the module tree."""

    @property
    def differing(self) -> tuple[ModuleCheck, ...]:
        """The modules whose figures differ."""
        return tuple(module for module in self.modules if module.reasons)

    @property
    def causes(self) -> tuple[CauseTotal, ...]:
        """The differences by quantity and cause, the largest first; they add up to those of the totals."""
        modules: Counter[tuple[str, str]] = Counter()
        differences: Counter[tuple[str, str]] = Counter()
        for module in self.differing:
            modules.update({(reason.quantity, reason.cause) for reason in module.reasons})
            for reason in module.reasons:
                differences[reason.quantity, reason.cause] += reason.difference
        totals = [CauseTotal(*key, count, differences[key]) for key, count in modules.items()]
        return tuple(sorted(totals, key=lambda one: (one.quantity != "params", -abs(one.difference))))

    @property
    def summary(self) -> str:
        """What a reader must know, in a few sentences."""
        if self.torchinfo_params is None or self.torchinfo_macs is None:
            return f"torchinfo {self.version} cannot run {self.name}: {self.failure}."
        params = self._sentence("params", "parameters", self.params, self.torchinfo_params)
        macs = self._sentence("macs", "multiply-accumulates", self.macs, self.torchinfo_macs)
        return f"torchinfo {self.version} {params} It {macs}"

    def _sentence(self, quantity: str, noun: str, ours: int, theirs: int) -> str:
        causes = [one for one in self.causes if one.quantity == quantity]
        if ours == theirs and not causes:
            return f"counts {number(theirs)} {noun}, as we do in every module."
        terms = "; ".join(
            f"{_signed(one.difference)} in {_counted(one.modules, 'module')}: {CAUSES[one.cause]}" for one in causes
        )
        return f"counts {number(theirs)} {noun}, we count {number(ours)}: {terms}."


def against_torchinfo(module: "nn.Module", network: Network) -> CrossCheck:
    """Return ``network``, the analysis of ``module``, beside what torchinfo says of it.

    torchinfo runs on a copy without memory: ``module`` is not touched, nothing
    is computed, and no warning gets out. A network that torchinfo cannot run
    (it branches on values, or returns what torchinfo has no size for) is no
    error: ``CrossCheck.failure`` says why.

    Raises:
        UsageError: ``network`` is the analysis of another module.
    """
    import torchinfo

    ours = CrossCheck(
        name=network.name,
        version=torchinfo.__version__,
        params=network.totals.params,
        macs=network.totals.macs,
    )
    try:
        twin, statistics = _summary(module, network)
    except Exception as error:
        return replace(ours, failure=_first_line(error))
    return replace(
        ours,
        torchinfo_params=int(statistics.total_params),
        torchinfo_macs=int(statistics.total_mult_adds),
        modules=_compare(twin, statistics.summary_list, network),
    )


def _summary(module: "nn.Module", network: Network) -> tuple["nn.Module", Any]:
    import torch
    import torchinfo
    from torchinfo.torchinfo import clear_cached_forward_pass

    from explorer.analysis.tracing.twins import meta_twin

    shapes = [(network.batch, *shape) for shape in (network.input_shape, *network.more_inputs)]
    mode = "train" if network.training else "eval"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            # Tensors that forward makes on the default device need a second try with the meta device as the default.
            for surroundings in (nullcontext(), torch.device("meta")):
                twin = meta_twin(module)
                try:
                    with surroundings:
                        return twin, torchinfo.summary(twin, input_size=shapes, device="meta", mode=mode, verbose=0)
                except RuntimeError as error:
                    failure = error
            raise failure
        finally:
            clear_cached_forward_pass()  # it would keep the twin alive


def _first_line(error: BaseException) -> str:
    # torchinfo wraps what broke in a sentence about itself.
    while error.__cause__ is not None:
        error = error.__cause__
    reason = next((line.strip() for line in str(error).splitlines() if line.strip()), "")
    return re.sub(r" at 0x[0-9a-f]+", "", reason or type(error).__name__).rstrip(".")


# -- the comparison ------------------------------------------------------------------------------------------------


def _compare(twin: "nn.Module", layers: Sequence[Any], network: Network) -> tuple[ModuleCheck, ...]:
    paths: dict[int, str] = {}
    for path, child in twin.named_modules(remove_duplicate=False):
        paths.setdefault(id(child), path)
    rows: defaultdict[str, list[LayerRow]] = defaultdict(list)
    for row in network.rows:
        try:
            rows[paths[id(twin.get_submodule(row.path))]].append(row)
        except AttributeError:
            raise UsageError(
                f"{type(twin).__name__} has no module {row.path!r}; compare an analysis with the module it is of"
            ) from None
    calls: defaultdict[str, list[Any]] = defaultdict(list)
    for layer in layers:
        calls[paths[id(layer.module)]].append(layer)
    never_read = set(network.unused)
    owned = Ownership(layers, paths, {id(one) for name, one in twin.named_parameters() if name in never_read})
    params = {path: sum(row.params for row in rows[path]) for path in dict.fromkeys((*rows, *calls))}
    param_reasons = owned.reasons(params)
    checks = []
    for path, child in twin.named_modules():
        if path not in params:
            continue
        macs = sum(row.macs for row in rows[path])
        leaves = [layer for layer in calls[path] if layer.is_leaf_layer]
        torchinfo_macs = sum(int(layer.macs) for layer in leaves)
        check = ModuleCheck(
            path=path,
            cls=type(child).__name__,
            params=params[path],
            torchinfo_params=owned.params[path],
            macs=macs,
            torchinfo_macs=torchinfo_macs,
            reasons=(
                *param_reasons.get(path, ()),
                *_verified("macs", torchinfo_macs - macs, mac_terms(leaves, rows[path], network.batch)),
            ),
        )
        if check.params or check.torchinfo_params or check.macs or check.torchinfo_macs:
            checks.append(check)
    return tuple(checks)


def _verified(quantity: str, difference: int, terms: Iterator[Reason]) -> Iterator[Reason]:
    """Yield the terms if they add up to the difference, one of cause and text each, else that no reason is known."""
    merged: dict[tuple[str, str], int] = {}
    for term in terms:
        merged[term.cause, term.text] = merged.get((term.cause, term.text), 0) + term.difference
    if sum(merged.values()) == difference:
        yield from (Reason(quantity, cause, amount, text) for (cause, text), amount in merged.items() if amount)
    else:
        yield Reason(quantity, "unknown", difference, f"no reason known for {_signed(difference)}")


def _counted(count: int, noun: str) -> str:
    return f"{number(count)} {noun}" if count == 1 else f"{number(count)} {noun}s"


def _signed(value: int) -> str:
    digits, prefix = scaled(abs(value))
    sign = "−" if value < 0 else "+" if value else "±"
    return f"{sign}{digits}{f' {prefix}' if prefix else ''}"
