"""Our figures beside published ones and beside torchinfo's."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "Ours, {0}, is {1:said} the published {2}; {3:said}."),
    QT_TRANSLATE_NOOP("terms", "{0} above"),
    QT_TRANSLATE_NOOP("terms", "{0} below"),
    QT_TRANSLATE_NOOP("terms", "{0} above it"),
    QT_TRANSLATE_NOOP("terms", "{0} below it"),
    QT_TRANSLATE_NOOP("terms", "which rounds to it"),
    QT_TRANSLATE_NOOP("terms", "{0:said}, which is {1} when cut off"),
    QT_TRANSLATE_NOOP("terms", "as FLOPs, two per multiply-accumulate, it is {0}"),
    QT_TRANSLATE_NOOP("terms", "as FLOPs, element-wise work included, it is {0}"),
    QT_TRANSLATE_NOOP("terms", "merged for inference it is {0}"),
    QT_TRANSLATE_NOOP("terms", "in another form it is {0}"),
    QT_TRANSLATE_NOOP("terms", "its parent, {0}, needs {1}"),
    QT_TRANSLATE_NOOP("terms", "its parent, {0}, has {1}"),
    QT_TRANSLATE_NOOP("terms", "without {0:said} ({1}) it is {2}"),
    QT_TRANSLATE_NOOP("terms", "the dense layers"),
    QT_TRANSLATE_NOOP("terms", "the classifier"),
    QT_TRANSLATE_NOOP("terms", "the parameters of normalisation"),
    QT_TRANSLATE_NOOP("terms", "the gates"),
    QT_TRANSLATE_NOOP("terms", "biases"),
    QT_TRANSLATE_NOOP("terms", "activations"),
    QT_TRANSLATE_NOOP("terms", "with biases and all element-wise work counted it is {0}"),
    QT_TRANSLATE_NOOP("terms", "with {0:said} ({1}) counted it is {2}"),
    QT_TRANSLATE_NOOP("terms", "at {0} it is {1}"),
    QT_TRANSLATE_NOOP("terms", "with the auxiliary heads ({0}), which inference does not run, it is {1}"),
    QT_TRANSLATE_NOOP("terms", "no way of counting that we know gives that figure"),
    QT_TRANSLATE_NOOP("terms", "with biases and all element-wise work counted it is {0}, still {1:said}"),
    QT_TRANSLATE_NOOP("terms", "Ours, {0}, rounds to the published {1} if its last zero is no digit."),
    QT_TRANSLATE_NOOP("terms", "Ours, {0}, is the published {1} when cut off instead of rounded."),
    QT_TRANSLATE_NOOP(
        "terms",
        "Ours is {0} with the options of this network; the published {1} is of the network as registered, where ours "
        "is {2}, {3:said}.",
    ),
    QT_TRANSLATE_NOOP(
        "terms", "Ours is {0} at {1}; the published {2} is of the network at {3}, where ours is {4}, {5:said}."
    ),
    QT_TRANSLATE_NOOP(
        "terms",
        "Ours is {0} at {1} and batch {2}; the published {3} is of the network at {4}, where ours is {5}, {6:said}.",
    ),
    QT_TRANSLATE_NOOP("terms", "torchinfo {0} cannot run {1}: {2}."),
    QT_TRANSLATE_NOOP("terms", "torchinfo {0} counts {1} parameters, as we do in every module."),
    QT_TRANSLATE_NOOP("terms", "torchinfo {0} counts {1} parameters, we count {2}: {3:said}."),
    QT_TRANSLATE_NOOP("terms", "It counts {0} multiply-accumulates, as we do in every module."),
    QT_TRANSLATE_NOOP("terms", "It counts {0} multiply-accumulates, we count {1}: {2:said}."),
    QT_TRANSLATE_NOOP("terms", "{0} in 1 module: {1:said}"),
    QT_TRANSLATE_NOOP("terms", "{0} in {1} modules: {2:said}"),
    QT_TRANSLATE_NOOP("terms", "operators that are called by function, of which torchinfo sees nothing"),
    QT_TRANSLATE_NOOP(
        "terms", "linear layers that torchinfo counts once per entry of the first axis, not at every position"
    ),
    QT_TRANSLATE_NOOP("terms", "biases that torchinfo counts as multiply-accumulates"),
    QT_TRANSLATE_NOOP("terms", "scales and shifts of normalisation that torchinfo counts as multiply-accumulates"),
    QT_TRANSLATE_NOOP("terms", "parameters of other operators that torchinfo counts as multiply-accumulates"),
    QT_TRANSLATE_NOOP(
        "terms", "transposed convolutions that torchinfo counts at every position of the output, not of the input"
    ),
    QT_TRANSLATE_NOOP(
        "terms", 'convolutions that torchinfo does not know as such, since "Conv" is not in their class name'
    ),
    QT_TRANSLATE_NOOP("terms", "parameters that the pass never reads; we list them apart"),
    QT_TRANSLATE_NOOP("terms", "shared parameters that torchinfo counts again in another module"),
    QT_TRANSLATE_NOOP("terms", "parameters that an operator of another module reads first; we count them there"),
    QT_TRANSLATE_NOOP("terms", "no reason known"),
    QT_TRANSLATE_NOOP("terms", "no reason known for {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} is called by function, and torchinfo counts in modules without children only"),
    QT_TRANSLATE_NOOP("terms", "{0} is called by function, and no parameter named weight or bias goes with it"),
    QT_TRANSLATE_NOOP("terms", "the {0} elements of its bias count as multiply-accumulates"),
    QT_TRANSLATE_NOOP("terms", "the {0} elements of its bias count as multiply-accumulates at each of {1} positions"),
    QT_TRANSLATE_NOOP("terms", "the {0} parameters of {1:said} count as multiply-accumulates"),
    QT_TRANSLATE_NOOP("terms", "the {0} parameters of {1:said} count as multiply-accumulates at each of {2} positions"),
    QT_TRANSLATE_NOOP("terms", "a module that runs nothing"),
    QT_TRANSLATE_NOOP(
        "terms", "its weights are counted at each of {0} output positions; they are used at each of {1} input positions"
    ),
    QT_TRANSLATE_NOOP("terms", '"Conv" is not in the class name {0}: its weights are counted {1:said}'),
    QT_TRANSLATE_NOOP("terms", "the weights of {0} are counted {1:said}"),
    QT_TRANSLATE_NOOP("terms", "once, not at each of {0} positions"),
    QT_TRANSLATE_NOOP("terms", "{0} times, not at each of {1} positions"),
    QT_TRANSLATE_NOOP("terms", "{0} parameters are counted in another module already"),
    QT_TRANSLATE_NOOP("terms", "{0} shared parameters that modules below count twice are taken off here"),
    QT_TRANSLATE_NOOP("terms", "{0} parameters are never read in this mode"),
    QT_TRANSLATE_NOOP("terms", "{0} parameters are read first by {1:said}"),
    QT_TRANSLATE_NOOP("terms", "{0} parameters that it reads first belong to {1:said}"),
    QT_TRANSLATE_NOOP("terms", "the network itself"),
    QT_TRANSLATE_NOOP("terms", "{0} parameters differ for a reason that is not known"),
)
