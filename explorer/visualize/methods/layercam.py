"""LayerCAM: evidence for a class at every depth, also where the maps are still fine.

Jiang, Zhang, Hou, Cheng & Wei, LayerCAM: Exploring Hierarchical Class
Activation Maps for Localization, IEEE Transactions on Image Processing 30
(2021), pp. 5875-5888, §III-B: every unit is weighted by the positive part of
its own gradient, the channels are added up, and what is negative becomes 0.
Grad-CAM's weight for a whole channel is right only near the output; earlier
on, one channel serves many places that mean different things to the class.

Deviation: the paper scales the maps of its first stages by tanh(2·M / max M)
before it fuses several layers (§III-C); one layer is shown here as it is.
"""

from typing import Any

from torch import nn

from explorer.visualize.methods.classes import layer_evidence
from explorer.visualize.methods.gradcam import ClassMap, class_map
from explorer.visualize.methods.layers import input_tensor


def layercam(module: nn.Module, x: Any, layer: str = "", target: int | None = None) -> ClassMap:
    """Return the LayerCAM of a class; arguments and errors as of :func:`explorer.visualize.methods.gradcam.gradcam`."""
    evidence = layer_evidence(module, input_tensor(module, x), layer, target)
    return class_map(evidence, evidence.gradient.clamp(min=0))
