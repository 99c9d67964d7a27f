"""Backward rules: DeconvNet and guided backpropagation as edits of one call's autograd graph.

At an activation y = f(x) with gradient g arriving from above, the three rules
pass down
    gradient   g·f'(x)
    deconv     max(g, 0)                    Zeiler & Fergus 2013, §2.1
    guided     max(g, 0)·max(f'(x), 0)      Springenberg et al. 2014, §3.4
Convolutions, dense layers, additions, concatenations, average pooling and
batch normalisation in evaluation are linear, and their gradient is the
transposed operator; max-pooling's gradient puts each value where the maximum
was (the switches), adding up where overlapping windows share it.

What the papers leave open, the same for ``deconv`` and ``guided``:
    gates (squeeze-and-excitation and the like)     the gate is a constant
    x·sigmoid(x) and the like, written out          one activation function, without
                                                    constant factors outside the product
    layer, group and instance normalisation         mean and variance are constants
    x/(1 + |x|) (softsign), max(x, x/10) and
    the like; max(x, 0) and min(x, 6)               one activation function
    division by anything else that depends on x
    (local response normalisation)                  the divisor is a constant
    anything not listed, and products of which
    both factors depend on x without being gates    plain gradient, and reported

The edits are hooks on the graph nodes of a single forward pass: neither the
network nor any other call can see them, and they die with the graph.
"""

from collections import Counter
from dataclasses import dataclass

from torch.autograd.graph import Node

from explorer.errors import UsageError
from explorer.visualize.methods.hooks import (
    PLAIN,
    Edit,
    batch_norm_hook,
    group_norm_hook,
    layer_norm_hook,
    rectify,
    rectify_guided,
    rectify_guided_rising,
    rectify_over,
)
from explorer.visualize.methods.in_place import hidden_part, within
from explorer.visualize.methods.kinds import (
    ACTIVATIONS,
    BATCH_NORMS,
    CLAMPS,
    LINEAR,
    MAX_POOLS,
    RESHAPES,
    RISING,
    is_activation_by_name,
    kind_of,
    size_of,
)
from explorer.visualize.methods.operands import choice_edit, is_mask, is_product_of_two, product_edit, quotient_edit

RULES: tuple[str, ...] = ("deconv", "guided", "gradient")


@dataclass(frozen=True, slots=True)
class RuleReport:
    """Which rules a projection used."""

    applied: dict[str, int]
    """How often each acted: ``activation``, ``gate``, ``statistics``."""
    switches: int
    """Max-pools below the layer. Without any, a DeconvNet projection depends on the picture by what counts as
    constant alone: gates and statistics."""
    unknown: tuple[str, ...]
    """Autograd nodes without a rule, for which the plain gradient stands."""


def rewrite(output: Node, leaf: Node, rule: str) -> RuleReport:
    """Hook the graph between ``output`` and ``leaf`` so that its backward pass follows ``rule``.

    Args:
        output: the layer's node.
        leaf: the node that accumulates the picture's gradient.
        rule: one of :data:`RULES`.

    Raises:
        UsageError: there is no such rule.
    """
    if rule not in RULES:
        raise UsageError(f"there is no backward rule {rule!r}; choose one of {', '.join(RULES)}")
    dependent = _between(output, leaf)
    applied: Counter[str] = Counter()
    unknown: dict[str, None] = {}
    switches = 0
    seen = {output}
    stack = [output] if output in dependent else []
    while stack:
        node = stack.pop()
        dropped: int | None = None
        if node is not leaf:
            kind = kind_of(node)
            switches += kind in MAX_POOLS
            if rule != "gradient":
                edit = _edit(node, kind, dependent, rule)
                if edit is None:
                    unknown.setdefault(node.name())
                elif edit.hook is not None:
                    node.register_hook(edit.hook)
                    applied[edit.name] += 1
                    dropped = edit.dropped
        for position, (below, _) in enumerate(node.next_functions):
            if position != dropped and below in dependent and below not in seen:
                seen.add(below)
                stack.append(below)
    return RuleReport(dict(applied), switches, tuple(unknown))


def topmost_activation(output: Node) -> Node | None:
    """Return the activation function whose result ``output`` is, perhaps reshaped; None if it is another operator's."""
    node: Node | None = output
    while node is not None and kind_of(node) in RESHAPES:
        node = node.next_functions[0][0]
    if node is None:
        return None
    kind = kind_of(node)
    if _is_size_rectified(node, kind):
        return None
    return node if kind in ACTIVATIONS or is_activation_by_name(kind) or hidden_part(node) is not None else None


def _edit(node: Node, kind: str, dependent: set[Node], rule: str) -> Edit | None:
    """The edit of one node, or None if no rule is known for its kind."""
    if _is_size_rectified(node, kind):
        return PLAIN
    if kind in CLAMPS:
        operands = [position for position, edge in enumerate(node.next_functions) if edge[0] in dependent]
        if operands != [0] or size_of(node.next_functions[0]) != size_of((node, 0)):
            # Between tensors: max(x, x/10) in another spelling.
            return choice_edit(node, kind, dependent, rule) if 2 not in operands else None
    if kind in ACTIVATIONS:
        guided = rectify_guided_rising if kind in RISING else rectify_guided
        return Edit("activation", rectify_over if rule == "deconv" else guided)
    if kind in LINEAR:
        return None if is_product_of_two(node, kind, dependent) else PLAIN
    if kind in MAX_POOLS:
        return PLAIN
    if kind in BATCH_NORMS:
        return Edit("statistics", batch_norm_hook(node)) if _in_training(node, kind) else PLAIN
    if kind == "NativeLayerNorm":
        return Edit("statistics", layer_norm_hook(node))
    if kind == "NativeGroupNorm":
        return Edit("statistics", group_norm_hook(node))
    if kind in ("Mul", "Div"):
        operands = [position for position, edge in enumerate(node.next_functions) if edge[0] in dependent]
        if len(operands) == 2:
            return quotient_edit(node, dependent, rule) if kind == "Div" else product_edit(node, dependent, rule)
        # Times a constant is linear; a mask may have come from x, and a constant divided by x is not linear.
        blots_out = kind == "Mul" and is_mask(node, operands[0])
        return None if blots_out or (kind == "Div" and operands[0] == 1) else PLAIN
    if kind in ("Maximum", "Minimum", "Where"):
        return choice_edit(node, kind, dependent, rule)
    part = hidden_part(node)
    if part is not None:
        return Edit("activation", within(part, rectify if rule == "deconv" else rectify_guided))
    if is_activation_by_name(kind):
        return Edit("activation", rectify if rule == "deconv" else rectify_guided)
    return None


def _is_size_rectified(node: Node, kind: str) -> bool:
    """Whether a node is max(|x|, 0), which is |x|: in ``lp_pool2d``, whose roots of 0 are not to meet their ∞."""
    below = node.next_functions[0][0] if kind == "Relu" else None
    return below is not None and kind_of(below) == "Abs"


def _between(output: Node, leaf: Node) -> set[Node]:
    """The nodes on a way from ``output`` down to ``leaf``: everything that depends on the picture."""
    above: dict[Node, list[Node]] = {output: []}
    stack = [output]
    while stack:
        node = stack.pop()
        for below, _ in node.next_functions:
            if below is None:
                continue
            if below not in above:
                above[below] = []
                stack.append(below)
            above[below].append(node)
    dependent: set[Node] = set()
    stack = [leaf] if leaf in above else []
    while stack:
        node = stack.pop()
        if node not in dependent:
            dependent.add(node)
            stack.extend(above[node])
    return dependent


def _in_training(node: Node, kind: str) -> bool:
    return kind != "NativeBatchNormLegitNoTraining" and bool(node._saved_training)  # type: ignore[attr-defined]
