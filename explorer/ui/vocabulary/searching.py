"""What is wrong with a search in a graph."""

from explorer.ui.actions import QT_TRANSLATE_NOOP

TEXTS = (
    QT_TRANSLATE_NOOP("terms", "the search is longer than {0} letters; shorten it"),
    QT_TRANSLATE_NOOP("terms", 'after "-" comes what is left out, without a space: -relu'),
    QT_TRANSLATE_NOOP("terms", 'before "{0}" stands a figure: params>1M'),
    QT_TRANSLATE_NOOP("terms", 'after "in:" comes the shape of an input: in:14x14'),
    QT_TRANSLATE_NOOP("terms", 'nothing is called "{0}:"; {1:said}'),
    QT_TRANSLATE_NOOP("terms", "write {0}"),
    QT_TRANSLATE_NOOP("terms", "there are {0:names}"),
    QT_TRANSLATE_NOOP("terms", 'after "{0}:" comes a word, without a space'),
    QT_TRANSLATE_NOOP("terms", 'there is no figure "{0}"; {1:said}'),
    QT_TRANSLATE_NOOP("terms", 'a pair is compared with = or !=, one number also with "{0}"'),
    QT_TRANSLATE_NOOP("terms", 'after "{0}" comes a number such as {1:names}'),
    QT_TRANSLATE_NOOP("terms", 'the quotation mark is not closed; add " at the end'),
    QT_TRANSLATE_NOOP("terms", "there is nothing between the quotation marks"),
    QT_TRANSLATE_NOOP("terms", "a space is missing after the quotation mark"),
    QT_TRANSLATE_NOOP("terms", "the regular expression is not closed; add / at the end"),
    QT_TRANSLATE_NOOP("terms", "there is nothing between the slashes"),
    QT_TRANSLATE_NOOP("terms", "the regular expression is not valid: {0}"),
    QT_TRANSLATE_NOOP("terms", "the regular expression is not valid: a number or its nesting is too large"),
    QT_TRANSLATE_NOOP("terms", "a repeat of what itself has choices may never end; take one of them out"),
    QT_TRANSLATE_NOOP("terms", "the regular expression has too many repeats and choices; use three * or + at most"),
    QT_TRANSLATE_NOOP("terms", "the regular expression takes too long; use fewer * and + in it"),
)
