"""From a tree of blocks and what flows between them to a drawing: ranks, order, places, routes.

``compound`` is the way in; it lays out each open block by ``layered`` and joins them in ``assembly``.
"""
