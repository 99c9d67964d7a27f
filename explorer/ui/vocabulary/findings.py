"""What is found out about a network: its geometry, figures beside published ones, effective fields."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "Ours is exactly the published {0}."),
    QT_TRANSLATE_NOOP("terms", "Ours, {0}, rounds to the published {1}."),
    QT_TRANSLATE_NOOP(
        "terms",
        "Along each axis, 95 % of the influence on unit ({0}) comes from {1}, {2} of the area of its theoretical "
        "field of {3}.",
    ),
    QT_TRANSLATE_NOOP(
        "terms",
        "Along each axis, 95 % of the influence on unit ({0}) comes from {1}, {2} of the area of the {3} of its "
        "theoretical field of {4} that lie inside the input.",
    ),
    QT_TRANSLATE_NOOP("terms", "{0} gives a map without elements ({1})."),
    QT_TRANSLATE_NOOP(
        "terms",
        "From {0} on, the receptive field ({1} × {2} px) is larger than the input ({3} × {4} px): "
        "every unit sees padding.",
    ),
    QT_TRANSLATE_NOOP("terms", "{0} never reads the last row of its {1}."),
    QT_TRANSLATE_NOOP("terms", "{0} never reads the last column of its {1}."),
    QT_TRANSLATE_NOOP("terms", "{0} never reads the last position of its {1}."),
    QT_TRANSLATE_NOOP("terms", "{0} never reads the last {1} rows of its {2}."),
    QT_TRANSLATE_NOOP("terms", "{0} never reads the last {1} columns of its {2}."),
    QT_TRANSLATE_NOOP("terms", "{0} never reads the last {1} positions of its {2}."),
    QT_TRANSLATE_NOOP(
        "terms",
        "From {0} on, units have no receptive field of one size ({1:said}); the largest one that is stated is of the "
        "maps before.",
    ),
    QT_TRANSLATE_NOOP("terms", "At {0} paths meet whose receptive fields have different centres, {1} px apart."),
)
