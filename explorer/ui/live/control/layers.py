"""Which layer a row belongs to, which one to show first, and where a unit's receptive field lies on the picture."""

from PySide6.QtCore import QRectF

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.engine.messages import SeenRegion


def layer_path(network: Network, row: LayerRow) -> str | None:
    """The module call that a row belongs to: ``layer1.0.relu``, ``layer1.0.relu#1`` for its second call."""
    scope = network.graph.nodes[row.order]["scope"]
    return str(scope[-1]) if scope else None


def default_row(network: Network) -> LayerRow | None:
    """A layer worth a first look: the last normalised one whose map is still fine enough to see shapes in.

    One unit per 8 pixels of a 224 pixel picture, in proportion for other sizes.
    Before its activation, because behind a ReLU6 the strongest unit is often a
    saturated one, through which nothing can be projected.
    """
    finest = max(1, min(network.input_shape[-2:]) // 28)
    spatial = [row for row in network.rows if row.path and len(row.output_shape) == 3 and row.jump_h is not None]
    fine = [row for row in spatial if row.jump_h is not None and row.jump_h <= finest]
    for kinds in (("norm",), ("conv", "depthwise")):
        meant = [row for row in fine if network.graph.nodes[row.order]["kind"] in kinds]
        if meant:
            return meant[-1]
    chosen = fine or spatial
    return chosen[-1] if chosen else None


def receptive_field_box(
    row: LayerRow, unit: tuple[int, int], input_shape: tuple[int, ...], region: SeenRegion
) -> QRectF | None:
    """The receptive field of a unit in picture pixels, clipped to what the network saw.

    None where it has no box, or where the picture became an input of another
    size than the row's figures are of.
    """
    if region.input_size != input_shape[-2:]:
        return None
    if row.rf_h is None or row.rf_w is None or row.jump_h is None or row.jump_w is None:
        return None
    if row.rf_start_h is None or row.rf_start_w is None:
        return None
    height, width = input_shape[-2:]
    top = max(0, row.rf_start_h + unit[0] * row.jump_h)
    left = max(0, row.rf_start_w + unit[1] * row.jump_w)
    bottom = min(height, row.rf_start_h + unit[0] * row.jump_h + row.rf_h)
    right = min(width, row.rf_start_w + unit[1] * row.jump_w + row.rf_w)
    across, down = region.width / width, region.height / height
    return QRectF(region.left + left * across, region.top + top * down, (right - left) * across, (bottom - top) * down)
