"""The palette's ranking: what is meant by a few letters stands first, of three thousand layers too."""

import pytest

from explorer.ui.palette.index import SHORT
from explorer.ui.palette.match import fit, fold, initials, marked, score

from .palette_stage import entry, index, titles


def value(term: str, text: str) -> int:
    folded = fold(text)
    return score(term, folded, initials(folded))


def test_ways_to_fit_are_ranked() -> None:
    ways = [
        value("graph", "Graph"),  # all of it
        value("graph", "Graph export"),  # its beginning
        value("graph", "Export graph"),  # the start of a word
        value("eg", "Export graph"),  # first letters
        value("raph", "Export graph"),  # inside
        value("exgr", "Export graph"),  # scattered
        value("xyz", "Export graph"),
    ]
    assert ways == sorted(ways, reverse=True)
    assert len(set(ways)) == len(ways)
    assert ways[-1] == 0


def test_a_letter_alone_is_not_scattered_and_far_letters_are_not_meant() -> None:
    assert value("z", "Fit the graph") == 0
    assert value("fh", "Find in the graph of this network and everything else, h") > 0  # "Find in tH"
    assert value("ft", "f" + "-" * 40 + "xt") == 0


def test_a_word_start_inside_is_found_behind_an_earlier_place_inside() -> None:
    assert value("net", "Planet network") > value("net", "Planets only")


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("res", "ResNet-50"),
        ("rn", "ResNet-50"),
        ("50", "ResNet-50"),
        ("net", "Network tab"),
        ("export gr", "Export graph"),
        ("gr exp", "Export graph"),
        ("EXPORT", "Export graph"),
    ],
)
def test_what_is_meant_stands_first(typed: str, first: str) -> None:
    found = index(
        entry("Export graph"),
        entry("Export layer table"),
        entry("Network tab"),
        entry("ResNet-50", "Networks", words="open resnet50"),
        entry("EfficientNet-B0", "Networks"),
    ).search(typed)
    assert titles(found)[0] == first


def test_all_words_must_fit_title_or_what_is_known_besides() -> None:
    found = index(
        entry("layer1.conv1", "Layers", words="conv2d 64x56x56"),
        entry("layer1.bn1", "Layers", words="batch_norm 64x56x56"),
    )
    assert titles(found.search("64x56x56")) == ["layer1.conv1", "layer1.bn1"]
    assert titles(found.search("56×56 norm")) == ["layer1.bn1"]
    assert found.search("conv 112x112") == []


def test_marks_are_where_the_letters_were_found() -> None:
    def shown(typed: str, text: str) -> str:
        places = marked(fold(typed).split(), text)
        return "".join(letter.upper() if at in places else "." for at, letter in enumerate(text))

    assert shown("graph", "export graph") == ".......GRAPH"
    assert shown("eg", "export graph") == "E......G...."
    assert shown("exgr", "export graph") == "EX.....GR..."
    assert shown("net", "planet network") == ".......NET...."
    assert shown("zz", "export graph") == "............"
    assert marked(["ss"], "ß") == set()


def test_groups_have_headings_and_long_ones_offer_the_rest() -> None:
    layers = [entry(f"layer{number}.conv", "Layers") for number in range(20)]
    made = index(entry("Find a layer"), *layers)
    rows = made.search("layer")
    assert [row.group for row in rows if row.is_heading] == ["Layers", "Commands"]
    assert [row.number for row in rows if row.is_heading] == [20, 1]
    assert [row.rest for row in rows if row.rest] == [20 - SHORT]
    assert len(titles(made.search("layer", whole="Layers"))) == 21
    # A group alone is shown to its end at once.
    assert len(titles(made.search("conv"))) == 20


def test_empty_lists_everything_with_what_was_chosen_lately_first() -> None:
    made = index(entry("Quit"), entry("Fit"), entry("Back", why="nothing was selected before"), entry("A", "Networks"))
    rows = made.search("", ("Fit", "gone", "A"))
    assert rows[0].group == "Recent"
    assert titles(rows) == ["Fit", "A", "Quit", "Fit", "Back", "A"]
    assert titles(made.search("  ")) == ["Quit", "Fit", "Back", "A"]


def test_of_equals_the_one_chosen_before_stands_first() -> None:
    made = index(entry("Next channel"), entry("Next layer x"), entry("Next overlay"))
    assert titles(made.search("next", ("Next overlay",)))[0] == "Next overlay"


def test_what_cannot_be_chosen_stands_behind_its_equals_but_is_found() -> None:
    made = index(entry("Go on", why="nothing was selected after"), entry("Go to"))
    assert titles(made.search("go")) == ["Go to", "Go on"]
    assert titles(made.search("go on")) == ["Go on"]


def test_scattered_letters_count_only_where_no_word_fits() -> None:
    made = index(entry("ConvNeXt-T", "Networks"), entry("Inception v3", "Networks"))
    assert titles(made.search("conv")) == ["ConvNeXt-T"]
    assert titles(made.search("incv")) == ["Inception v3"]


def test_fit_is_the_mean_of_its_words() -> None:
    assert fit(["export", "graph"], "export graph", "eg", "") > fit(["export", "raph"], "export graph", "eg", "")
    assert fit(["export", "zzz"], "export graph", "eg", "") == 0


def test_three_thousand_layers_are_all_looked_through() -> None:
    layers = [
        entry(f"features.{number // 40}.block.{number % 40}.{kind}", "Layers", words="conv2d 3x3 256x14x14")
        for number in range(1000)
        for kind in ("conv", "bn", "relu")
    ]
    made = index(*layers)
    for typed in ("c", "feat 12 bn", "f1bc", "14x14"):
        assert made.search(typed), typed
    # The one that is meant stands first, the last of three thousand too.
    for name in ("features.2.block.1.conv", "features.24.block.39.relu"):
        found = titles(made.search(name))
        assert found[0] == name
