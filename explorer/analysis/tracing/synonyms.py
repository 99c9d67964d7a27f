"""Second names that torch has for some operators. No torch."""

SYNONYMS: dict[str, str] = {
    "absolute": "abs",
    "broadcast_to": "expand",
    "clip": "clamp",
    "concat": "cat",
    "concatenate": "cat",
    "divide": "div",
    "greater": "gt",
    "greater_equal": "ge",
    "less": "lt",
    "less_equal": "le",
    "moveaxis": "movedim",
    "multiply": "mul",
    "negative": "neg",
    "not_equal": "ne",
    "ravel": "flatten",
    "special_erf": "erf",
    "special_expit": "sigmoid",
    "special_log_softmax": "log_softmax",
    "special_softmax": "softmax",
    "subtract": "sub",
    "swapdims": "transpose",
    "true_divide": "div",
}
"""The name that rows bear and rules go by, of an operator that does the same and takes the same arguments."""
