"""Errors about networks, their options and inputs, and about their analysis."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "no architecture is called {0}; {1:said}"),
    QT_TRANSLATE_NOOP("terms", "did you mean {0:names}?"),
    QT_TRANSLATE_NOOP("terms", "`cnn-explorer list` shows all"),
    QT_TRANSLATE_NOOP("terms", "{0} has no option {1}; it has {2:names}"),
    QT_TRANSLATE_NOOP("terms", "{0} must be a whole number from 1 up, not {1}"),
    QT_TRANSLATE_NOOP("terms", "{0} must be a rate from 0 up to (not including) 1, not {1}"),
    QT_TRANSLATE_NOOP("terms", "{0} must be a number above 0, not {1}"),
    QT_TRANSLATE_NOOP("terms", "{0} takes inputs (N, {1}, H, W), not {2}"),
    QT_TRANSLATE_NOOP("terms", "{0} needs at least {1}×{2} pixels, not {3}×{4}"),
    QT_TRANSLATE_NOOP("terms", "{0} takes at most {1}×{2} pixels, not {3}×{4}"),
    QT_TRANSLATE_NOOP("terms", "transform_input needs 3 input channels, not {0}"),
    QT_TRANSLATE_NOOP("terms", "size must be odd, not {0}: an even window has no middle channel"),
    QT_TRANSLATE_NOOP("terms", "a batch norm without stored statistics cannot be folded"),
    QT_TRANSLATE_NOOP("terms", "{0} and {1} channels cannot be split into {2} equal groups"),
    QT_TRANSLATE_NOOP("terms", "padding must be from 0 to below kernel_size {0}, not {1}"),
    QT_TRANSLATE_NOOP("terms", "windows of {0} every {1} pixels do not overlap"),
    QT_TRANSLATE_NOOP(
        "terms", "{0} holds TorchScript, whose module calls leave no trace; analyse the Python module it was made from"
    ),
    QT_TRANSLATE_NOOP("terms", "a torch.nn.Module is analysed, one that is built, not {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} takes {1} × height × width, not {2}; change the input shape"),
    QT_TRANSLATE_NOOP("terms", "a batch is a whole number from 1 up, not {0}"),
    QT_TRANSLATE_NOOP("terms", "a batch of {0} such inputs is larger than any network can count; make it smaller"),
    QT_TRANSLATE_NOOP("terms", "an input shape is a tuple of whole numbers such as (3, 224, 224), not {0}"),
    QT_TRANSLATE_NOOP(
        "terms", "an input shape is one to four positive sizes without the batch axis, such as (3, 224, 224), not {0}"
    ),
    QT_TRANSLATE_NOOP("terms", "an input of {0} is larger than any network can count; make it smaller"),
    QT_TRANSLATE_NOOP("terms", "{0} has no module {1}; compare an analysis with the module it is of"),
    QT_TRANSLATE_NOOP("terms", "a comparison takes two networks or more; name another one"),
    QT_TRANSLATE_NOOP("terms", "cost is one of {0:names}, accuracy one of {1:names}"),
    QT_TRANSLATE_NOOP("terms", "{0} has rows 0 to {1}, not {2}"),
    QT_TRANSLATE_NOOP("terms", "the record of {0} was not kept; analyse the network again"),
    QT_TRANSLATE_NOOP("terms", "there are rows 0 to {0}, not {1}"),
    QT_TRANSLATE_NOOP("terms", "row {0} is a map of {1}, which has no unit ({2})"),
    QT_TRANSLATE_NOOP("terms", "row {0} is a tensor of {1}, which has no unit ({2})"),
    QT_TRANSLATE_NOOP("terms", "row {0} is a tensor of {1} and no map of channels; leave the channel out"),
    QT_TRANSLATE_NOOP("terms", "row {0} has channels 0 to {1}, not {2}"),
    QT_TRANSLATE_NOOP("terms", "row {0} of {1} does not depend on the input"),
    QT_TRANSLATE_NOOP("terms", "this is not a stored network of version {0}; analyse the network anew"),
    QT_TRANSLATE_NOOP("terms", "the stored network is damaged ({0}); analyse the network anew"),
    QT_TRANSLATE_NOOP("terms", "cannot read the stored network {0}: {1:said}"),
    QT_TRANSLATE_NOOP("terms", "the forward pass fails in {0}: {1}"),
    QT_TRANSLATE_NOOP("terms", "the forward pass fails in {0} at {1} of {2:said}: {3}"),
    QT_TRANSLATE_NOOP(
        "terms",
        "the forward pass fails in {0} at {1} of {2:said}: {3}; it takes {4} axes, batch and channels first, and is "
        "given {5}",
    ),
    QT_TRANSLATE_NOOP(
        "terms",
        "the forward pass fails in {0} at {1} of {2:said}: {3}; it is given {4} channel and its filters take {5}",
    ),
    QT_TRANSLATE_NOOP(
        "terms",
        "the forward pass fails in {0} at {1} of {2:said}: {3}; it is given {4} channels and its filters take {5}",
    ),
    QT_TRANSLATE_NOOP(
        "terms", "the forward pass fails in {0} at {1} of {2:said}: {3}; give the network a larger input"
    ),
    QT_TRANSLATE_NOOP("terms", "no tensors"),
    QT_TRANSLATE_NOOP("terms", "{0} has no tensor argument {1}"),
    QT_TRANSLATE_NOOP("terms", "the input has {0} channel, {1} takes {2}"),
    QT_TRANSLATE_NOOP("terms", "the input has {0} channels, {1} takes {2}"),
    QT_TRANSLATE_NOOP("terms", "top-{0} makes no sense; ask for 1 or more"),
    QT_TRANSLATE_NOOP("terms", "{0} cannot take an input of {1}; its own is {2}"),
    QT_TRANSLATE_NOOP("terms", "cannot expand {0}; use all, none or a depth such as 2"),
    QT_TRANSLATE_NOOP("terms", "cannot draw in the direction {0}; use tb or lr"),
    QT_TRANSLATE_NOOP("terms", "no direction is called {0}; use one of {1:names}"),
    QT_TRANSLATE_NOOP("terms", "history: {0} descends from itself"),
    QT_TRANSLATE_NOOP("terms", "history: {0} is no status; write read, recalled, or recalled: FIELD; FIELD"),
    QT_TRANSLATE_NOOP("terms", "history: two milestones are called {0}"),
    QT_TRANSLATE_NOOP("terms", "history: {0} is of the unknown line {1}; use one of {2:names}"),
    QT_TRANSLATE_NOOP("terms", "history: {0} names {1}, which is not in the catalogue"),
    QT_TRANSLATE_NOOP("terms", "history: {0} has no field {1} that could be recalled"),
    QT_TRANSLATE_NOOP("terms", "history: {0} leads to or from {1}, which is no milestone"),
    QT_TRANSLATE_NOOP("terms", "history: {0} does not say what was taken over"),
    QT_TRANSLATE_NOOP("terms", "history: {0} is of the unknown kind {1}; use one of {2:names}"),
    QT_TRANSLATE_NOOP("terms", "history: {0} runs against the years"),
    QT_TRANSLATE_NOOP("terms", "history: {0} stands there twice"),
    QT_TRANSLATE_NOOP("terms", "{0} timings for {1} networks: give one or None for each"),
    QT_TRANSLATE_NOOP("terms", "{0} is compared at batch {1}, its timing is of batch {2}: measure what is compared"),
    QT_TRANSLATE_NOOP("terms", "the layer table is no JSON ({0}); write it anew"),
    QT_TRANSLATE_NOOP("terms", "this is no layer table of version {0}; write it anew with this program"),
    QT_TRANSLATE_NOOP("terms", "the layer table is damaged ({0}); write it anew"),
    QT_TRANSLATE_NOOP(
        "terms", "this is no layer table: column {0} must be there once; write it anew, as CSV with commas"
    ),
    QT_TRANSLATE_NOOP(
        "terms",
        "this is no layer table: column {0} must be there once (and {1} more); write it anew, as CSV with commas",
    ),
    QT_TRANSLATE_NOOP("terms", "the layer table is damaged at line {0} ({1}); write it anew"),
)
