"""Where the time of a network goes, and errors about its measurement."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "less than 1 %"),
    QT_TRANSLATE_NOOP("terms", "more than 99 %"),
    QT_TRANSLATE_NOOP("terms", "No operator took a time that the clock could see."),
    QT_TRANSLATE_NOOP("terms", "{0:said} of the operators' time goes to {1:said}."),
    QT_TRANSLATE_NOOP("terms", "Less than 1 % of the operators' time goes to {0:said}."),
    QT_TRANSLATE_NOOP("terms", "More than 99 % of the operators' time goes to {0:said}."),
    QT_TRANSLATE_NOOP("terms", "Another {0:said} goes to {1:said}."),
    QT_TRANSLATE_NOOP("terms", "{0:said} of the forward pass is spent between the operators, in Python."),
    QT_TRANSLATE_NOOP("terms", "More than 99 % of the forward pass is spent between the operators, in Python."),
    QT_TRANSLATE_NOOP("terms", "Counting {0:said}, the network reaches {1:said} of the measured peak of {2}."),
    QT_TRANSLATE_NOOP("terms", "all FLOPs"),
    QT_TRANSLATE_NOOP("terms", "all FLOPs that are known"),
    QT_TRANSLATE_NOOP(
        "terms", "It had a processor for only {0:said} of the time: measure again when nothing else runs."
    ),
    QT_TRANSLATE_NOOP("terms", "The times are unsteady: measure again when nothing else runs."),
    QT_TRANSLATE_NOOP("terms", "{0:said} without a cost rule ({1})"),
    QT_TRANSLATE_NOOP(
        "terms",
        "{0:said}, so small that a call ({1}) costs more than its work: overhead, neither arithmetic nor memory, "
        "limits it",
    ),
    QT_TRANSLATE_NOOP(
        "terms",
        "{0:said}, so small that a call ({1}) costs more than their work: overhead, neither arithmetic nor memory, "
        "limits them",
    ),
    QT_TRANSLATE_NOOP("terms", "{0:said}: it does {1:said} of the FLOPs; {2:said}"),
    QT_TRANSLATE_NOOP("terms", "{0:said}: it does no arithmetic; {1:said}"),
    QT_TRANSLATE_NOOP(
        "terms", "{0:said}: it does {1:said} of the FLOPs at {2} per byte, {3:said} the ridge of {4}; {5:said}"
    ),
    QT_TRANSLATE_NOOP("terms", "{0:said}: they do {1:said} of the FLOPs; {2:said}"),
    QT_TRANSLATE_NOOP("terms", "{0:said}: they do no arithmetic; {1:said}"),
    QT_TRANSLATE_NOOP(
        "terms", "{0:said}: they do {1:said} of the FLOPs at {2} per byte, {3:said} the ridge of {4}; {5:said}"
    ),
    QT_TRANSLATE_NOOP("terms", "above"),
    QT_TRANSLATE_NOOP("terms", "below"),
    QT_TRANSLATE_NOOP("terms", "just above"),
    QT_TRANSLATE_NOOP("terms", "just below"),
    QT_TRANSLATE_NOOP("terms", "arithmetic would allow {0} times its speed, so neither roof explains its time"),
    QT_TRANSLATE_NOOP("terms", "arithmetic would allow any multiple of its speed, so neither roof explains its time"),
    QT_TRANSLATE_NOOP("terms", "arithmetic would allow {0} times their speed, so neither roof explains their time"),
    QT_TRANSLATE_NOOP(
        "terms", "arithmetic would allow any multiple of their speed, so neither roof explains their time"
    ),
    QT_TRANSLATE_NOOP("terms", "arithmetic, not memory, limits it, and it reaches {0:said} of the peak"),
    QT_TRANSLATE_NOOP("terms", "arithmetic, not memory, limits it, and it reaches {0:said} of what it allows"),
    QT_TRANSLATE_NOOP("terms", "arithmetic, not memory, limits them, and they reach {0:said} of the peak"),
    QT_TRANSLATE_NOOP("terms", "arithmetic, not memory, limits them, and they reach {0:said} of what it allows"),
    QT_TRANSLATE_NOOP("terms", "memory would allow {0} times its speed, so neither roof explains its time"),
    QT_TRANSLATE_NOOP("terms", "memory would allow any multiple of its speed, so neither roof explains its time"),
    QT_TRANSLATE_NOOP("terms", "memory would allow {0} times their speed, so neither roof explains their time"),
    QT_TRANSLATE_NOOP("terms", "memory would allow any multiple of their speed, so neither roof explains their time"),
    QT_TRANSLATE_NOOP("terms", "memory, not arithmetic, limits it, and it reaches {0:said} of the peak"),
    QT_TRANSLATE_NOOP("terms", "memory, not arithmetic, limits it, and it reaches {0:said} of what it allows"),
    QT_TRANSLATE_NOOP("terms", "memory, not arithmetic, limits them, and they reach {0:said} of the peak"),
    QT_TRANSLATE_NOOP("terms", "memory, not arithmetic, limits them, and they reach {0:said} of what it allows"),
    QT_TRANSLATE_NOOP("terms", "caches serve it {0} times as fast as memory would"),
    QT_TRANSLATE_NOOP("terms", "caches serve them {0} times as fast as memory would"),
    QT_TRANSLATE_NOOP("terms", "the convolution"),
    QT_TRANSLATE_NOOP("terms", "the {0} convolutions"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} convolutions"),
    QT_TRANSLATE_NOOP("terms", "the depthwise convolution"),
    QT_TRANSLATE_NOOP("terms", "the {0} depthwise convolutions"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} depthwise convolutions"),
    QT_TRANSLATE_NOOP("terms", "the grouped convolution"),
    QT_TRANSLATE_NOOP("terms", "the {0} grouped convolutions"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} grouped convolutions"),
    QT_TRANSLATE_NOOP("terms", "the normalisation"),
    QT_TRANSLATE_NOOP("terms", "the {0} normalisations"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} normalisations"),
    QT_TRANSLATE_NOOP("terms", "the activation function"),
    QT_TRANSLATE_NOOP("terms", "the {0} activation functions"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} activation functions"),
    QT_TRANSLATE_NOOP("terms", "the pooling operator"),
    QT_TRANSLATE_NOOP("terms", "the {0} pooling operators"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} pooling operators"),
    QT_TRANSLATE_NOOP("terms", "the matrix product"),
    QT_TRANSLATE_NOOP("terms", "the {0} matrix products"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} matrix products"),
    QT_TRANSLATE_NOOP("terms", "the gate"),
    QT_TRANSLATE_NOOP("terms", "the {0} gates"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} gates"),
    QT_TRANSLATE_NOOP("terms", "the operator"),
    QT_TRANSLATE_NOOP("terms", "the {0} operators"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} operators"),
    QT_TRANSLATE_NOOP("terms", "the operator that moves data"),
    QT_TRANSLATE_NOOP("terms", "the {0} operators that move data"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} operators that move data"),
    QT_TRANSLATE_NOOP("terms", "the join of paths"),
    QT_TRANSLATE_NOOP("terms", "the {0} joins of paths"),
    QT_TRANSLATE_NOOP("terms", "{0} of the {1} joins of paths"),
    QT_TRANSLATE_NOOP("terms", "the timing has {0} operators, {1} has {2}: take the timing of this network"),
    QT_TRANSLATE_NOOP(
        "terms",
        "the figures of {0} are of batch {1} in float32, the timing of batch {2} in {3}: measure what was analysed",
    ),
    QT_TRANSLATE_NOOP(
        "terms", "the network was measured on {0:said}, the ceilings on {1:said}: measure both in one place"
    ),
    QT_TRANSLATE_NOOP("terms", "{0} with 1 thread in {1}"),
    QT_TRANSLATE_NOOP("terms", "{0} with {1} threads in {2}"),
    QT_TRANSLATE_NOOP("terms", "no operator runs in a module {0}; choose a path of the layer table"),
    QT_TRANSLATE_NOOP("terms", "FLOP/s are measured of floating-point numbers, not of {0}; choose torch.float32"),
    QT_TRANSLATE_NOOP("terms", "{0} threads can measure nothing; choose 1 or more"),
    QT_TRANSLATE_NOOP("terms", "{0} repeats after {1} warm-up rounds measure nothing; take 1 or more after 0 or more"),
    QT_TRANSLATE_NOOP("terms", "the network is in training mode; call its eval() before it is measured"),
    QT_TRANSLATE_NOOP(
        "terms", "the analysis is of training mode, the measured pass of evaluation; analyse without training"
    ),
    QT_TRANSLATE_NOOP(
        "terms", "the network or its input has shapes but no values (the meta device); load weights first"
    ),
    QT_TRANSLATE_NOOP("terms", "the input is {0:names}, the analysis is of {1:names}; analyse it at this size"),
    QT_TRANSLATE_NOOP("terms", "operator {0} ran as {1}, the analysis has {2} there; {3:said}"),
    QT_TRANSLATE_NOOP("terms", "{0} operators ran, the analysis has {1}; {2:said}"),
    QT_TRANSLATE_NOOP(
        "terms", "analyse the network that is measured, at this input (one that branches on values cannot be measured)"
    ),
)
