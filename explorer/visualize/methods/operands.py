"""Rules for the operators that join two tensors: products, quotients, the larger or smaller of two, choices.

One operand may be a gate or a statistic, which counts as a constant; or both are functions of one tensor, and the
operator is the last step of an activation function that is written out.
"""

import torch
from torch import Tensor
from torch.autograd.graph import Node

from explorer.visualize.methods.hooks import Edit, drop, rectify_both, rectify_operand, rectify_product
from explorer.visualize.methods.kinds import ELEMENTWISE, GATES, MATRIX_PRODUCTS, RESHAPES, Edge, kind_of, size_of


def product_edit(node: Node, dependent: set[Node], rule: str) -> Edit | None:
    """The edit of a·b where both depend on the picture."""
    operands = node.next_functions
    chains = [_elementwise_chain(edge, dependent) for edge in operands]
    if operands[0] != operands[1] and set(chains[0]) & set(chains[1]):
        # x·sigmoid(x) in any spelling: the longer chain is the function, the shorter one leads to x.
        gate = 0 if len(chains[0]) > len(chains[1]) else 1
        return Edit("activation", rectify_product(gate, rule), dropped=gate)
    sizes = [size_of(edge) for edge in operands]
    for position, edge in enumerate(operands):
        if _is_gate(edge) or sizes[position] < sizes[1 - position]:
            return Edit("gate", drop(position), dropped=position)
    return None


def quotient_edit(node: Node, dependent: set[Node], rule: str) -> Edit:
    """The edit of a/b where both depend on the picture."""
    above, below = (_elementwise_chain(edge, dependent) for edge in node.next_functions)
    if above[0] in below[1:]:
        # x/(1 + |x|) (softsign) or x/(1 + exp(-x)) (swish): a function of the one unit, not a normalisation.
        return Edit("activation", rectify_product(1, rule), dropped=1)
    return Edit("statistics", drop(1), dropped=1)


def choice_edit(node: Node, kind: str, dependent: set[Node], rule: str) -> Edit | None:
    """The edit of the larger or smaller of two tensors, or of a choice between them; None where it is no activation."""
    operands = node.next_functions
    positions = [position for position, edge in enumerate(operands) if edge[0] in dependent]
    if any(size_of(operands[position]) != size_of((node, 0)) for position in positions):
        return None
    if len(positions) == 1:
        # max(x, 0). What a choice between x and a constant goes by does not stand in the graph.
        return None if kind == "Where" else Edit("activation", rectify_operand(positions[0], rule))
    chains = [_elementwise_chain(edge, dependent) for edge in operands]
    for inner in positions:
        if operands[inner] in chains[1 - inner][1:]:
            # max(x, x/10): a function of x.
            if rule == "deconv":
                return Edit("activation", rectify_operand(inner, rule), dropped=1 - inner)
            return Edit("activation", rectify_both)
    return None


def is_mask(node: Node, position: int) -> bool:
    """Whether a product's other operand is a constant that keeps some units and blots out others: ``x * (x > 0)``."""
    constant: Tensor | None = getattr(node, "_saved_other" if position == 0 else "_saved_self")
    if constant is None or constant.numel() != size_of((node, 0)) or constant.numel() < 2:
        return False
    if constant.dtype is torch.bool or constant.is_meta:
        return constant.dtype is torch.bool
    return bool(((constant == 0) | (constant == 1)).all())


def is_product_of_two(node: Node, kind: str, dependent: set[Node]) -> bool:
    """Whether both factors of a convolution or matrix product depend on the picture, so that it is not linear."""
    if kind in MATRIX_PRODUCTS:
        factors = node.next_functions[-2:]  # behind what is added
    elif "Conv" in kind or kind == "Linear":
        factors = node.next_functions[:2]  # before the bias
    else:
        return False
    return len(factors) == 2 and all(edge[0] in dependent for edge in factors)


def _elementwise_chain(edge: Edge, dependent: set[Node]) -> list[Edge]:
    """``edge`` and what lies below it as long as each node is a function of one tensor, unit by unit."""
    chain = [edge]
    while len(chain) < 12:
        node = chain[-1][0]
        if node is None or kind_of(node) not in ELEMENTWISE:
            break
        below = [operand for operand in node.next_functions if operand[0] in dependent]
        if len(below) != 1 or size_of(below[0]) != size_of(edge):
            break
        chain.append(below[0])
    return chain


def _is_gate(edge: Edge) -> bool:
    """Whether the tensor at ``edge`` is a squashing function's output, perhaps reshaped."""
    node = edge[0]
    while node is not None and kind_of(node) in RESHAPES:
        node = node.next_functions[0][0]
    return node is not None and kind_of(node) in GATES
