"""The words on the boxes."""

import pytest

from explorer.analysis.rows import LayerRow
from explorer.visualize.graph.blocks import build_tree
from explorer.visualize.graph.captions import (
    class_words,
    describe_block,
    operator_title,
    shape_text,
    short_count,
    short_path,
)
from tests.zoo import network_of


def row(operator: str, shape: tuple[int, ...], **facts: object) -> LayerRow:
    return LayerRow(
        order=0,
        path="",
        operator=operator,
        module="",
        call=0,
        input_shapes=((64, 56, 56),),
        output_shape=shape,
        **facts,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (640, "640"), (9536, "9.54 K"), (115_605_504, "116 M"), (999_700, "1.00 M"), (4_089_184_256, "4.09 G")],
)
def test_counts_have_three_digits(value: int, text: str) -> None:
    assert short_count(value).replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("layer", "kind", "text"),
    [
        (row("conv2d", (128, 28, 28), kernel_size=(3, 3), stride=(2, 2), groups=1), "conv", "3×3 / 2, 128"),
        (row("conv2d", (192, 17, 17), kernel_size=(1, 7), stride=(1, 1), groups=1), "conv", "1×7, 192"),
        (row("conv2d", (64, 56, 56), kernel_size=(3, 3), dilation=(2, 2), groups=1), "conv", "3×3 d2, 64"),
        (row("conv2d", (64, 56, 56), kernel_size=(5, 5), groups=64), "depthwise", "5×5 depthwise, 64"),
        (row("conv2d", (64, 56, 56), kernel_size=(3, 3), groups=32), "depthwise", "3×3 in 32 groups, 64"),
        (row("linear", (1000,)), "linear", "linear, 1000"),
        (row("max_pool2d", (64, 56, 56), kernel_size=(3, 3), stride=(2, 2)), "pooling", "max pool 3×3 / 2"),
        (row("adaptive_avg_pool2d", (64, 1, 1)), "pooling", "global average pool"),
        (row("adaptive_avg_pool2d", (64, 7, 7)), "pooling", "adaptive average pool"),
        (row("relu", (64, 56, 56)), "activation", "ReLU"),
        (row("channel_shuffle", (64, 56, 56)), "shape", "channel shuffle"),
    ],
)
def test_titles_say_what_an_operator_does(layer: LayerRow, kind: str, text: str) -> None:
    assert operator_title(layer, kind) == text


@pytest.mark.parametrize(
    ("cls", "words"),
    [
        ("Bottleneck", "bottleneck"),
        ("BasicBlock", "basic block"),
        ("_DenseLayer", "dense layer"),
        ("MBConv", "MBConv"),
        ("FusedMBConv", "fused MBConv"),
        ("CNBlock", "CN block"),
        ("InceptionA", "inception A"),
        ("SqueezeExcitation", "squeeze excitation"),
    ],
)
def test_class_names_become_words(cls: str, words: str) -> None:
    assert class_words(cls) == words


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("conv1", "conv1"),
        ("layer2.0", "layer2.0"),
        ("layer2.1–3", "layer2.1–3"),
        ("features.denseblock1.denselayer3", "denselayer3"),
        ("features.2.1", "features.2.1"),
    ],
)
def test_paths_are_shortened_to_what_tells_them_apart(path: str, name: str) -> None:
    assert short_path(path) == name


@pytest.mark.parametrize(
    ("came", "left", "end"),
    [
        ((256, 56, 56), (512, 28, 28), "512 out, halves the grid"),
        ((288, 35, 35), (768, 17, 17), "768 out, halves the grid"),
        ((3, 224, 224), (512, 7, 7), "512 out, grid ÷ 32"),
        ((64, 56, 56), (64, 56, 56), "64 out"),
        ((64, 14, 14), (64, 1, 1), "64 out, grid ÷ 14"),
        ((512, 7, 7), (1000,), "1000 out"),
    ],
)
def test_blocks_say_what_they_do_to_the_grid(came: tuple[int, ...], left: tuple[int, ...], end: str) -> None:
    assert describe_block("Stage", (), (), came, left) == f"stage, {end}"


def test_shapes_use_the_sign() -> None:
    assert shape_text((3, 224, 224)) == "3 × 224 × 224"
    assert shape_text(()) == "1"


@pytest.mark.parametrize(
    ("key", "block", "words"),
    [
        ("efficientnet_b0", "features.1", "MBConv, 16 out"),  # one MBConv in a container, which holds a gate's module
        ("convnext_tiny", "features.1", "ConvNeXt block, 96 out"),
        ("convnext_tiny", "features", "4 conv + 18 depthwise + 36 linear, 768 out, grid ÷ 32"),  # not "sequential"
        ("convnext_tiny", "features.0", "1 conv, 96 out, grid ÷ 4"),  # not its norm's module, the only block inside
        ("repvgg_a0", "stages.3.0", "RepVGG block, 1280 out, halves the grid"),
    ],
)
def test_a_block_is_called_by_what_does_its_work(key: str, block: str, words: str) -> None:
    tree = build_tree(network_of(key))
    found = tree.blocks[block] if block in tree.blocks else tree.blocks[block.rpartition(".")[0]]
    assert found.description == words
