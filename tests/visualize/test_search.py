"""The search language: what may be written, what it finds, and that nothing typed can break or stall it."""

import time
from dataclasses import replace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from explorer.analysis.network import Network
from explorer.analysis.rows import LayerRow
from explorer.errors import QueryError, UsageError
from explorer.visualize.graph.search import FIGURES, find, find_blocks
from explorer.visualize.graph.search_parser import parse
from tests.visualize.drawing_networks import captured


@pytest.fixture(scope="module")
def resnet50() -> Network:
    return captured("resnet50")


@pytest.fixture(scope="module")
def googlenet() -> Network:
    return captured("googlenet")


@pytest.fixture(scope="module")
def efficientnet_b0() -> Network:
    return captured("efficientnet_b0")


def rows(network: Network, text: str) -> list[LayerRow]:
    orders = find(parse(text), network)
    assert list(orders) == sorted(orders)
    by_order = {row.order: row for row in network.rows}
    return [by_order[order] for order in orders]


def paths(network: Network, text: str) -> list[str]:
    return [row.path for row in rows(network, text)]


def blocks(network: Network, text: str) -> tuple[str, ...]:
    return find_blocks(parse(text), network)


# words ------------------------------------------------------------------------


def test_a_word_is_found_in_the_path(resnet50: Network) -> None:
    assert paths(resnet50, "layer3.0.conv") == ["layer3.0.conv1", "layer3.0.conv2", "layer3.0.conv3"]


def test_case_does_not_matter(resnet50: Network) -> None:
    assert paths(resnet50, "LAYER3.0.Conv") == paths(resnet50, "layer3.0.conv")


def test_a_word_is_found_in_operator_class_and_kind(resnet50: Network) -> None:
    assert len(rows(resnet50, "batch_norm")) == len(rows(resnet50, "BatchNorm2d")) == len(rows(resnet50, "norm")) == 53
    assert {row.operator for row in rows(resnet50, "kind:join")} == {"add"}
    assert len(rows(resnet50, "add")) == 16


def test_the_words_that_people_see_are_found(googlenet: Network) -> None:
    assert {row.operator for row in rows(googlenet, "concat")} == {"cat"}
    assert {row.operator for row in rows(googlenet, '"max pool"')} == {"max_pool2d"}
    assert len(rows(googlenet, "concat")) == 9


def test_all_words_must_hold_and_a_minus_leaves_out(resnet50: Network) -> None:
    found = rows(resnet50, "layer1 conv -downsample")
    assert len(found) == 9
    assert all(row.path.startswith("layer1.") and row.operator == "conv2d" for row in found)
    assert len(rows(resnet50, "layer1 conv")) == 10
    assert len(rows(resnet50, "-relu")) == len(resnet50.rows) - len(rows(resnet50, "relu"))


def test_a_field_narrows_a_word_down(efficientnet_b0: Network) -> None:
    assert len(rows(efficientnet_b0, "conv2d")) == 81
    assert len(rows(efficientnet_b0, "kind:conv")) == 65
    assert len(rows(efficientnet_b0, "depthwise")) == 16
    assert len(rows(efficientnet_b0, "gate")) == 16
    assert not rows(efficientnet_b0, "path:depthwise")
    assert {row.module for row in rows(efficientnet_b0, "class:silu")} == {"SiLU"}


def test_quotes_take_a_shape_as_a_word(resnet50: Network) -> None:
    assert rows(resnet50, "14x14")
    assert not rows(resnet50, '"14x14"')


def test_notes(resnet50: Network) -> None:
    first, second, *others = resnet50.rows
    noted = (replace(first, note="frozen parameters"), replace(second, note="unknown operator"), *others)
    network = replace(resnet50, rows=noted)
    assert rows(network, "note:") == list(noted[:2])
    assert rows(network, "note:unknown") == [noted[1]]
    assert rows(network, 'note:"frozen parameters"') == [noted[0]]
    assert rows(network, "-note:") == others
    assert not rows(network, "frozen")


# shapes and figures -----------------------------------------------------------


@pytest.mark.parametrize("text", ["14x14", "14×14", "14*14", "14X14"])
def test_a_shape_is_the_end_of_the_output(resnet50: Network, text: str) -> None:
    found = rows(resnet50, text)
    assert found == [row for row in resnet50.rows if row.output_shape[1:] == (14, 14)]
    assert len(found) == 62


def test_a_longer_shape_asks_for_channels_too(resnet50: Network) -> None:
    assert {row.output_shape for row in rows(resnet50, "256x14x14")} == {(256, 14, 14)}
    assert not rows(resnet50, "4x14")


def test_an_input_may_be_asked_for(resnet50: Network) -> None:
    entering = rows(resnet50, "in:28x28 14x14")
    assert [row.path for row in entering] == ["layer3.0.conv2", "layer3.0.downsample.0"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("params>1M", lambda row: row.params > 1_000_000),
        ("params >= 1,048,576", lambda row: row.params >= 1_048_576),
        ("params=1Mi", lambda row: row.params == 2**20),
        ("params=1.048576M", lambda row: row.params == 2**20),
        ("macs>=100k macs<0.2G", lambda row: 100_000 <= row.macs < 200_000_000),
        ("flops≤1e", None),
        ("rf>200", lambda row: row.rf_h is not None and max(row.rf_h, row.rf_w) > 200),
        ("jump=32", lambda row: (row.jump_h, row.jump_w) == (32, 32)),
        ("kernel=3x3", lambda row: row.kernel_size == (3, 3)),
        ("kernel=3", lambda row: row.kernel_size == (3, 3)),
        ("kernel>5", lambda row: row.kernel_size is not None and max(row.kernel_size) > 5),
        ("stride=2", lambda row: row.stride == (2, 2)),
        ("stride!=1", lambda row: row.stride is not None and row.stride != (1, 1)),
        ("channels≥512", lambda row: row.output_shape[0] >= 512),
        ("bytes>8MiB", lambda row: row.bytes_read + row.bytes_written > 8 * 2**20),
        ("memory>8Mi", lambda row: row.live_bytes > 8 * 2**20),
        ("PARAMS>1m", lambda row: row.params > 1_000_000),
    ],
)
def test_figures_are_compared(resnet50: Network, text: str, expected) -> None:  # type: ignore[no-untyped-def]
    if expected is None:
        with pytest.raises(QueryError):
            parse(text)
        return
    found = rows(resnet50, text)
    assert found == [row for row in resnet50.rows if expected(row)]
    assert 0 < len(found) < len(resnet50.rows)


def test_groups_and_absent_figures(efficientnet_b0: Network) -> None:
    assert len(rows(efficientnet_b0, "groups>1")) == 16
    assert all(row.kernel_size is not None for row in rows(efficientnet_b0, "kernel!=3x3"))
    without = rows(efficientnet_b0, "-kernel=3x3")
    assert any(row.kernel_size is None for row in without)


def test_a_query_knows_the_figures_it_asks_for() -> None:
    assert parse("conv macs>1k -params<5 macs<1G 7x7").figures == ("macs",)
    assert parse("conv").figures == ()
    assert parse("kernel=3 rf>200 macs>1").figures == ("rf", "macs")
    assert parse("kernel=3").figures == ("kernel",)


# regular expressions ----------------------------------------------------------


def test_a_regular_expression_looks_at_path_and_operator(resnet50: Network) -> None:
    assert paths(resnet50, r"/^layer[34]\.0\.conv[12]$/") == [
        "layer3.0.conv1",
        "layer3.0.conv2",
        "layer4.0.conv1",
        "layer4.0.conv2",
    ]
    assert {row.operator for row in rows(resnet50, "/^(add|relu)$/")} == {"add", "relu"}
    assert paths(resnet50, r"/LAYER1\.0\.conv1/ conv") == ["layer1.0.conv1"]


@pytest.mark.parametrize(
    "source",
    [
        "(a+)+$",
        r"(\w|\d)*!",
        r"([\w.]+)+!",
        "(?:a?b?)*!",
        ".*.*.*.*!",
        ".?" * 12 + "!",
        "(.|.)" * 12 + "!",
        "((ab|c))+",
    ],
)
def test_what_may_never_end_is_refused(source: str) -> None:
    with pytest.raises(QueryError):
        parse(f"/{source}/")


@pytest.mark.parametrize("source", [r"conv\d+$", "(conv|bn)[12]", r"(\.0)+", "a+?b*?c{2}", "[*+?|(){}]+", "x|y|z|w"])
def test_ordinary_expressions_are_not(source: str, resnet50: Network) -> None:
    assert find(parse(f"/{source}|conv/"), resnet50)


def test_a_slow_expression_is_given_up(resnet50: Network) -> None:
    began = time.thread_time()
    try:
        find(parse("/.*.*.*!/"), resnet50)
    except QueryError as error:
        assert "too long" in str(error)
    assert time.thread_time() - began < 0.5


# blocks -----------------------------------------------------------------------


def test_blocks_are_found_by_their_own_name(resnet50: Network) -> None:
    assert blocks(resnet50, "layer2") == ("layer2",)
    assert blocks(resnet50, "layer2.0") == ("layer2.0",)
    assert len(blocks(resnet50, "bottleneck")) == 16
    assert blocks(resnet50, "layer2 bottleneck") == tuple(f"layer2.{number}" for number in range(4))
    assert blocks(resnet50, "bottleneck -layer2 -layer3 -layer4") == ("layer1.0", "layer1.1", "layer1.2")


def test_blocks_by_expression_and_field(googlenet: Network) -> None:
    assert blocks(googlenet, "/^inception4[ab]$/") == ("inception4a", "inception4b")
    assert len(blocks(googlenet, "class:inception")) == 9
    assert blocks(googlenet, "inception3a") == ("inception3a",)


@pytest.mark.parametrize(
    "text", ["", "14x14", "layer2 params>1", "-layer2", "kind:conv", "layer2 -7x7", "layer2 note:"]
)
def test_no_block_is_asked_for(resnet50: Network, text: str) -> None:
    assert blocks(resnet50, text) == ()


# mistakes ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "position", "hint"),
    [
        ("params>", 7, "params>"),
        ("conv param>5", 5, "did you mean params"),
        ("macs > many", 7, "number"),
        ("kernel>3x3", 6, "= or !="),
        (">5", 0, "params>1M"),
        ('"open', 0, "not closed"),
        ('""', 0, "nothing between"),
        ('"a"b', 3, "space"),
        ("/conv", 0, "add /"),
        ("//", 0, "nothing between"),
        ("/(/", 1, "not valid"),
        ("/a{9999999999999}/", 0, "too large"),
        ("conv -", 5, "-relu"),
        ("--relu", 0, "-relu"),
        ("in:conv", 0, "in:14x14"),
        ("kid:conv", 0, "did you mean kind"),
        ("params:5", 0, "params=5"),
        ("path:", 0, "a word"),
        ("x" * 501, 500, "shorten"),
    ],
)
def test_mistakes_say_where_and_what_to_write(text: str, position: int, hint: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert caught.value.position == position
    assert hint in str(caught.value) and "\n" not in str(caught.value)
    assert isinstance(caught.value, UsageError)


def test_nothing_is_found_by_nothing(resnet50: Network) -> None:
    for text in ("", "   "):
        assert not parse(text)
        assert find(parse(text), resnet50) == ()


PIECES = (
    r"""conv - " / ( ) [ ] * + {2,} ? | \ params kernel > = ≤ 1 3x3 M Ki in: note: path: . : , × ² layer1 (?P<a> (?i)"""
)
pieces = st.sampled_from([*PIECES.split(), " "])


@given(st.one_of(st.text(max_size=60), st.lists(pieces, max_size=14).map("".join)))
@example("/[/")
@example("/\\/")
@example("/(?#/")
@example("/a**/")
@example("/" + "(" * 200 + ")" * 200 + "/")
@example("params>٣")
@example("١x٢")
def test_whatever_is_typed_is_understood_or_explained(text: str) -> None:
    try:
        query = parse(text)
    except QueryError as error:
        assert str(error) and 0 <= error.position <= len(text)
        return
    network = captured("resnet50")
    began = time.thread_time()
    try:
        orders = find(query, network)
        find_blocks(query, network)
    except QueryError as error:
        assert "too long" in str(error)
    else:
        assert set(orders) <= {row.order for row in network.rows}
    assert time.thread_time() - began < 1.0


@given(
    figure=st.sampled_from(sorted(FIGURES)),
    sign=st.sampled_from(["=", "!=", "<", "<=", ">", ">="]),
    number=st.integers(0, 10**9),
)
def test_a_sign_and_its_opposite_share_the_rows_that_have_the_figure(figure: str, sign: str, number: int) -> None:
    network = captured("googlenet")
    opposite = {"=": "!=", "!=": "=", "<": ">=", ">=": "<", ">": "<=", "<=": ">"}[sign]
    one = find(parse(f"{figure}{sign}{number}"), network)
    other = find(parse(f"{figure} {opposite} {number}"), network)
    known = [row.order for row in network.rows if FIGURES[figure](row) is not None]
    assert sorted((*one, *other)) == known
    assert find(parse(f"-{figure}{sign}{number}"), network) == tuple(
        row.order for row in network.rows if row.order not in one
    )
