"""The English texts that come from the parts below the window, marked for the translators.

``words`` are looked up as they are, ``captions`` and ``sentences`` with figures or
names in them. :mod:`explorer.ui.terms` shows them, :mod:`explorer.ui.forms` says
what the gaps mean: ``{0}`` stays as it is, ``{0:count}`` is a whole number,
``{0:names}`` a list, ``{0:said}`` is looked up in turn. Nothing is imported here: words are needed at the start,
sentences seldom.
"""
