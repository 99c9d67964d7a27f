"""What is noted of a row, of a network, and of paths whose receptive field has no one size."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "operators without a cost rule, counted as nothing: {0}"),
    QT_TRANSLATE_NOOP(
        "terms", "the forward pass depends on values, so it was run for real on the CPU with a random input"
    ),
    QT_TRANSLATE_NOOP("terms", "unknown operator: {0}"),
    QT_TRANSLATE_NOOP("terms", "padding at the end {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} outputs, the first is shown"),
    QT_TRANSLATE_NOOP("terms", "frozen parameters"),
    QT_TRANSLATE_NOOP("terms", "receptive field unclear: {0:said}"),
    QT_TRANSLATE_NOOP("terms", "windows over positions without an order"),
    QT_TRANSLATE_NOOP("terms", "a part of positions without an order"),
    QT_TRANSLATE_NOOP("terms", "paths of different jumps meet"),
    QT_TRANSLATE_NOOP("terms", "positions of several maps in one row"),
    QT_TRANSLATE_NOOP("terms", "positions are repeated"),
    QT_TRANSLATE_NOOP("terms", "positions are rolled"),
    QT_TRANSLATE_NOOP("terms", "positions are in reverse"),
    QT_TRANSLATE_NOOP("terms", "pixel_shuffle gives channels to positions"),
    QT_TRANSLATE_NOOP("terms", "no receptive-field rule for {0}"),
    QT_TRANSLATE_NOOP("terms", "a part was overwritten through a view"),
    QT_TRANSLATE_NOOP("terms", "transposed convolution"),
    QT_TRANSLATE_NOOP("terms", "adaptive pooling from {0} to {1} has windows of several sizes"),
    QT_TRANSLATE_NOOP("terms", "circular padding joins both ends"),
    QT_TRANSLATE_NOOP("terms", "scaled tanh"),
    QT_TRANSLATE_NOOP("terms", "none"),
    QT_TRANSLATE_NOOP("terms", "shifted stride"),
)
