"""What torchinfo counts where we count something else, term by term, from its records and our rows. No torch."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import prod
from typing import Any

from explorer.analysis.geometry import CONVOLUTIONS, TRANSPOSED
from explorer.analysis.kinds import NORMS, PRODUCTS
from explorer.analysis.rows import LayerRow
from explorer.analysis.wording import number


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of a difference."""

    quantity: str
    """``params`` or ``macs``."""
    cause: str
    """A key of :data:`explorer.analysis.claims.crosscheck.CAUSES`."""
    difference: int
    """What it adds to torchinfo's figure, as against ours."""
    text: str
    """The same in words, with this module's numbers."""


def mac_terms(leaves: Sequence[Any], rows: Sequence[LayerRow], batch: int) -> Iterator[Reason]:
    """Yield the terms by which torchinfo's multiply-accumulates of one module differ from those of its rows.

    ``leaves`` are torchinfo's records of its calls, none if the module has children.
    """
    if not leaves:
        yield from _by_function(rows, "torchinfo counts in modules without children only")
        return
    for index, layer in enumerate(leaves):
        yield from _call_terms(layer, [row for row in rows if row.call == index], batch)


def _by_function(rows: Sequence[LayerRow], why: str) -> Iterator[Reason]:
    for row in rows:
        if row.macs:
            yield Reason("macs", "function", -row.macs, f"{row.operator} is called by function, and {why}")


def _call_terms(layer: Any, rows: Sequence[LayerRow], batch: int) -> Iterator[Reason]:
    """Terms of one call of a module without children."""
    parameters = dict(layer.module.named_parameters())
    counted = {name: (int(p.numel()), _times_counted(layer, name)) for name, p in parameters.items()}
    elements, times = counted.get("weight", (0, 0))
    product = next((row for row in rows if times and row.macs in _products(row, elements, batch)), None)
    if product is not None:
        del counted["weight"]
        if product.macs != elements * times:
            yield from _weight_term(layer, product, elements, times)
        if "bias" in counted:
            size, often = counted.pop("bias")
            text = f"the {number(size)} elements of its bias count as multiply-accumulates{_at(often)}"
            yield Reason("macs", "bias", size * often, text)
    matrices = [name for name, (_, often) in counted.items() if often and parameters[name].dim() > 1]
    others = [row for row in rows if row.macs and row is not product]
    if matrices and others:
        return  # whether they belong together is not known, so no sum of them would prove anything
    yield from _by_function(others, "no parameter named weight or bias goes with it")
    rest: Counter[int] = Counter()
    for size, often in counted.values():
        rest[often] += size
    norm = next((row.operator for row in rows if row.operator in NORMS), None)
    readers = [row.operator for row in rows if row.params] or [row.operator for row in rows]
    operators = " and ".join(dict.fromkeys(readers)) or "a module that runs nothing"
    for often, size in rest.items():
        text = f"the {number(size)} parameters of {norm or operators} count as multiply-accumulates{_at(often)}"
        yield Reason("macs", "norm" if norm else "parameters", size * often, text)


def _times_counted(layer: Any, name: str) -> int:
    """How often torchinfo counts each element of a parameter (its ``LayerInfo.calculate_macs``)."""
    size = [int(length) for length in layer.output_size]
    if not size:
        return 0  # it was never run
    if name in ("weight", "bias"):
        return prod(size[:1] + size[2:]) if "Conv" in layer.class_name else size[0]
    return prod(size[:2]) if "weight" in name or "bias" in name else 0


def _products(row: LayerRow, elements: int, batch: int) -> tuple[int, ...]:
    """The multiply-accumulates of a product with ``elements`` weights, by where it takes place."""
    if row.operator in CONVOLUTIONS:
        positions = prod(row.output_shape[1:])
    elif row.operator in TRANSPOSED:
        positions = prod(row.input_shapes[0][1:])
    elif row.operator in PRODUCTS:
        positions = prod(row.output_shape[:-1])
    else:
        return ()
    # Where the first axis is no longer the batch, the shape has it.
    return elements * positions * batch, elements * positions


def _weight_term(layer: Any, row: LayerRow, elements: int, times: int) -> Iterator[Reason]:
    positions = number(row.macs // elements)
    once = times == int(layer.output_size[0])
    where = f"{'once' if times == 1 else f'{number(times)} times'}, not at each of {positions} positions"
    if row.operator in TRANSPOSED and "Conv" in layer.class_name:
        cause = "transposed"
        where = f"at each of {number(times)} output positions; they are used at each of {positions} input positions"
        text = f"its weights are counted {where}"
    elif once and (row.operator in CONVOLUTIONS or row.operator in TRANSPOSED):
        cause = "class_name"
        text = f'"Conv" is not in the class name {layer.class_name}: its weights are counted {where}'
    elif once:
        cause = "positions"
        text = f"the weights of {row.operator} are counted {where}"
    else:
        return
    yield Reason("macs", cause, elements * times - row.macs, text)


class Ownership:
    """Which parameters torchinfo gives to which module, and how many of them it counts twice."""

    def __init__(self, layers: Sequence[Any], paths: Mapping[int, str], unused: Set[int]) -> None:
        self.params: Counter[str] = Counter()
        self._again: Counter[str] = Counter()
        self._taken_off: Counter[str] = Counter()
        self._unused: Counter[str] = Counter()
        layers = [layer for layer in layers if not layer.is_recursive]
        listed: dict[int, dict[int, int]] = {}
        # Children come after their parents in the list, and a parent has what its children leave over.
        for layer in reversed(layers):
            sizes = {id(parameter): int(parameter.numel()) for parameter in layer.module.parameters()}
            below = {} if layer.is_leaf_layer else _union(listed.get(id(child), {}) for child in layer.children)
            listed[id(layer)] = {key: size for key, size in sizes.items() if key not in below}
        seen: set[int] = set()
        # What a leaf and a container both have is the leaf's, which reads it.
        for layer in sorted(layers, key=lambda one: not one.is_leaf_layer):
            path, own = paths[id(layer.module)], listed[id(layer)]
            counted = int(layer.num_params if layer.is_leaf_layer else max(layer.leftover_params(), 0))
            self.params[path] += counted
            self._taken_off[path] += sum(own.values()) - counted
            self._again[path] += sum(size for key, size in own.items() if key in seen)
            self._unused[path] += sum(size for key, size in own.items() if key in unused and key not in seen)
            seen |= own.keys()

    def reasons(self, ours: Mapping[str, int]) -> dict[str, list[Reason]]:
        """Return the reasons by path for differences from ``ours``."""
        found: defaultdict[str, list[Reason]] = defaultdict(list)
        loose_ends: dict[str, int] = {}

        def add(path: str, cause: str, difference: int, text: str) -> None:
            if difference:
                found[path].append(Reason("params", cause, difference, f"{number(abs(difference))} {text}"))

        for path, params in ours.items():
            again, off, unused = self._again[path], self._taken_off[path], self._unused[path]
            add(path, "shared", again, "parameters are counted in another module already")
            add(path, "shared", -off, "shared parameters that modules below count twice are taken off here")
            add(path, "unused", unused, "parameters are never read in this mode")
            loose_ends[path] = self.params[path] - params - again + off - unused
        for path, rest in loose_ends.items():
            partner = next((other for other, amount in loose_ends.items() if rest and amount == -rest), None)
            if partner is not None:
                verb = "are read first by" if rest > 0 else "that it reads first belong to"
                add(path, "elsewhere", rest, f"parameters {verb} {partner or 'the network itself'}")
            else:
                add(path, "unknown", rest, "parameters differ for a reason that is not known")
        return found


def _union(sets: Iterator[dict[int, int]]) -> dict[int, int]:
    return {key: size for one in sets for key, size in one.items()}


def _at(positions: int) -> str:
    return f" at each of {number(positions)} positions" if positions > 1 else ""
