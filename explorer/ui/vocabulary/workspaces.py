"""What is wrong with the file of a workspace."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "{0}: {1:said}"),
    QT_TRANSLATE_NOOP("terms", "no workspace: larger than {0} MB"),
    QT_TRANSLATE_NOOP("terms", "no workspace: {0}"),
    QT_TRANSLATE_NOOP("terms", "no workspace: it does not say that it is a {0}"),
    QT_TRANSLATE_NOOP("terms", "no workspace: more than {0} levels deep"),
    QT_TRANSLATE_NOOP("terms", "no workspace: a field stands twice"),
    QT_TRANSLATE_NOOP("terms", "no workspace: {0} is no number"),
    QT_TRANSLATE_NOOP(
        "terms",
        "the workspace is of version {0}, which a newer cnn-explorer has written; this one reads {1}: update it to "
        "open the file",
    ),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: there has never been a version {0}"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: layout.docks is no base64"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: layout.docks is larger than {0} bytes"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0:said} is no object"),
    QT_TRANSLATE_NOOP("terms", "it"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} is not known"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} is no text of {1} to {2} characters"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} has characters that are no text"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} is none of {1:names}"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} is no whole number from {1} to {2}"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} is no number from {1} to {2}"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} does not have {1} numbers"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} is no list of at most {1}"),
    QT_TRANSLATE_NOOP("terms", "damaged workspace: {0} is missing"),
)
