"""ResNeXt: residual blocks of many equal paths, run as one grouped convolution.

Xie, Girshick, Dollár, Tu, He: Aggregated Residual Transformations for Deep
Neural Networks, CVPR 2017, arXiv:1611.05431. A block adds up C ("cardinality")
bottlenecks of d channels each, figure 3 (a); the same sum is one bottleneck of
C·d channels whose 3×3 convolution has C groups, figure 3 (c), which is what
``Bottleneck(cardinality=C, base_width=d)`` is. C × d names the variant. Stem,
stages and depths are ResNet's; the stride is in the 3×3 convolution.
"""

from explorer.models.resnet import Bottleneck, resnet_builder

_DEPTHS_50 = (3, 4, 6, 3)
_DEPTHS_101 = (3, 4, 23, 3)

# Cardinality and width of a path in conv2_x; the width doubles with every stage (table 1).
resnext50_32x4d = resnet_builder("ResNeXt-50 32×4d", Bottleneck, _DEPTHS_50, cardinality=32, base_width=4)
resnext101_32x4d = resnet_builder("ResNeXt-101 32×4d", Bottleneck, _DEPTHS_101, cardinality=32, base_width=4)
resnext101_64x4d = resnet_builder("ResNeXt-101 64×4d", Bottleneck, _DEPTHS_101, cardinality=64, base_width=4)

# Not in the paper: Mahajan et al.: Exploring the Limits of Weakly Supervised Pretraining, ECCV 2018, arXiv:1805.00932.
resnext101_32x8d = resnet_builder("ResNeXt-101 32×8d", Bottleneck, _DEPTHS_101, cardinality=32, base_width=8)
