"""Short texts with a figure in them, which stand on boxes, in their descriptions and on the status bar."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

FORMS = (
    QT_TRANSLATE_NOOP("terms", "input  {0}"),
    QT_TRANSLATE_NOOP("terms", "output  {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} depthwise"),
    QT_TRANSLATE_NOOP("terms", "{0} in {1} groups"),
    QT_TRANSLATE_NOOP("terms", "max pool {0}"),
    QT_TRANSLATE_NOOP("terms", "average pool {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} out"),
    QT_TRANSLATE_NOOP("terms", "grid ÷ {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} conv"),
    QT_TRANSLATE_NOOP("terms", "{0} linear"),
    QT_TRANSLATE_NOOP("terms", "{0} pool"),
    QT_TRANSLATE_NOOP("terms", "{0} norm"),
    QT_TRANSLATE_NOOP("terms", "{0} activation"),
    QT_TRANSLATE_NOOP("terms", "{0} join"),
    QT_TRANSLATE_NOOP("terms", "{0} gate"),
    QT_TRANSLATE_NOOP("terms", "{0} reshape"),
    QT_TRANSLATE_NOOP("terms", "stride {0}"),
    QT_TRANSLATE_NOOP("terms", "padding {0}"),
    QT_TRANSLATE_NOOP("terms", "dilation {0}"),
    QT_TRANSLATE_NOOP("terms", "groups {0}"),
    QT_TRANSLATE_NOOP("terms", "{0} to {1}"),
    QT_TRANSLATE_NOOP("terms", "{0} % of net"),
    QT_TRANSLATE_NOOP("terms", "scaled to {0}: a PDF page is at most {1} points long"),
    QT_TRANSLATE_NOOP("terms", "scaled to {0} instead of {1}: a side is at most {2} px, a picture {3} million"),
    QT_TRANSLATE_NOOP("terms", "Loading {0}"),
    QT_TRANSLATE_NOOP("terms", "Downloading {0}"),
)
