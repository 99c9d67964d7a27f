"""What is said below the window, in Chinese: all errors are known, no sentence is taken for another one."""

import re
import subprocess
import sys
from collections.abc import Iterator
from string import Formatter

import pytest
from PySide6.QtWidgets import QApplication

from explorer.analysis.claims.crosscheck import CAUSES
from explorer.analysis.timing import bottleneck
from explorer.ui import terms, translation
from explorer.ui.forms import Form, Lookup, lookup
from explorer.ui.vocabulary.sentences import SENTENCES
from explorer.ui.vocabulary.words import WORDS
from tests.ui.said_below import Message, messages

NOT_SHOWN = {
    "engine/worker.py": "a cancelled job is dropped; nobody reads why",
}
PASSED_ON = {
    "analysis/analyzer.py": "what the recorder says of a pass that breaks: see `forward pass` below",
    "workspace/fields.py": "a path and what is wrong there: see `damaged workspace` below",
    "workspace/file.py": "the file before what is wrong in it: see `sides` below",
}
"""Messages without words of their own, by module."""

ENGLISH = re.compile(r"(?<![`\w.])[a-z]{2,} [a-z]{2,}")
"""Two words one after the other, which no Chinese text has but for names."""
NAMES = re.compile("pickle |state dict|pip install|`[^`]*`")


@pytest.fixture(autouse=True)
def in_chinese(qapp: QApplication) -> Iterator[None]:
    """Texts that are made now are Chinese."""
    assert translation.install("zh_CN")
    yield
    translation.install("en")


def english_in(text: str) -> list[str]:
    """The English that is left in a text."""
    return ENGLISH.findall(NAMES.sub("", text))


def _module(message: Message) -> str:
    return message.place.partition(":")[0]


def test_all_messages_of_errors_are_known() -> None:
    found = list(messages())
    assert len(found) > 200 and all(one.text for one in found)
    unknown = [one for one in found if terms.told(one.filled) == one.filled or english_in(terms.told(one.filled))]
    left = [f"{one.place}: {one.text}" for one in unknown if _module(one) not in {**NOT_SHOWN, **PASSED_ON}]
    assert left == [], "list them in explorer.ui.vocabulary, or say above why nobody sees them"
    assert {_module(one) for one in unknown} == {*NOT_SHOWN, *PASSED_ON}, "an exception that is none any more"
    for one in unknown:
        assert _module(one) in NOT_SHOWN or not re.search("[a-z]{2}", one.text.replace("damaged workspace", ""))


def test_no_sentence_is_taken_for_another_one() -> None:
    """Each of them filled with figures is found, by its own form and not by one that fits as well."""
    for source in SENTENCES:
        form = Form(source)
        text = re.sub(r"\{(\d)[^}]*\}", lambda gap: f"{7 + int(gap[1])}1", source)
        own = form.filled(text, str, strict=False)
        assert own is not None or (form.weak and form.quotes)
        if own is not None:
            assert lookup().quoted(text) == own, source
            assert own != text, f"not translated: {source}"


def test_texts_stand_in_the_vocabulary_once() -> None:
    both = [*WORDS, *SENTENCES]
    assert len(both) == len(set(both))
    for source in SENTENCES:
        fields = [name for _, name, _, _ in Formatter().parse(source) if name is not None]
        assert fields == [str(number) for number in range(len(fields))], source


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        (
            "cannot write /tmp/my graph, new.svg: No space left on device",
            "无法写入 /tmp/my graph, new.svg：设备上没有剩余空间",
        ),
        ("cannot write C:\\a b\\c.csv: what nobody lists", "无法写入 C:\\a b\\c.csv：what nobody lists"),
        ("/tmp/x or y.png is empty (0 bytes); choose another file", "/tmp/x or y.png 为空（0 字节）；请另选一个文件"),
        ("the picture is damaged and cannot be read; get the file anew", "图片已损坏，无法读取；请重新获取该文件"),
        (
            "/w/a.pth does not fit this network; of its keys 2 missing (a.weight, …), 1 misshapen (b 3×3 instead of 4)",
            "/w/a.pth 与该网络不符；其中的键：缺少 2 个（a.weight、…），形状不符 1 个（b 3×3 而非 4）",
        ),
        (
            "ResNet-50 is damaged or not a checkpoint; delete that file, and it is downloaded again",
            "ResNet-50 已损坏，或不是检查点；删除该文件，就会重新下载",
        ),
        (
            "the forward pass fails in a.b (Pool) at max_pool2d of 1×6×1×1: too small; give the network a larger input",
            "前向传播在 a.b (Pool) 处失败，算子 max_pool2d，输入 1×6×1×1：too small；请给网络更大的输入",
        ),
        ('nothing is called "a:"; did you mean b or c?', "没有名为“a:”的字段；是不是指 b 或 c？"),
        ("no architecture is called 'a'; did you mean b, c?", "没有名为 'a' 的架构；是不是指 b、c？"),
        ("there is no precision 'x'; choose float32 or bfloat16", "没有精度 'x'；可选：float32 或 bfloat16"),
        ("damaged workspace: tabs[0].key is none of a, b", "工作区已损坏：tabs[0].key 不是 a、b 之一"),
        (
            "/d/one.cnnx: damaged workspace: tabs[0].scale is no number from 0 to 4",
            "/d/one.cnnx：工作区已损坏：tabs[0].scale 不是 0 到 4 的数",
        ),
        ("padding at the end 1×1; frozen parameters", "末端填充 1×1；冻结的参数"),
        ("random weights, seed 7", "随机权重，种子 7"),
        (
            "Unit (3, 4) of channel 5 is dead: no input pixel has any influence on it in 16 samples.",
            "通道 5 的单元 (3, 4) 已失活：在 16 个样本中，没有任何输入像素对它有影响。",
        ),
    ],
)
def test_paths_figures_and_names_stay(english: str, chinese: str) -> None:
    assert terms.told(english) == chinese


@pytest.mark.parametrize(
    "text",
    [
        "TypeError: unsupported operand",
        "mat1 and mat2 shapes cannot be multiplied (1x9216 and 4096x10)",
        "head",
        "3 of 4: what a server says",
        "write something",
        "file not found",
        "unit tests",
    ],
)
def test_what_is_not_listed_stays_as_it_is(text: str) -> None:
    found = terms.told(text)
    assert found == text or text == "head"


def test_sentences_beside_unknown_ones() -> None:
    known, other = "Ours is exactly the published 1,234.", "What nobody lists."
    assert terms.told(f"{known} {other}") == f"{terms.told(known)} {other}"
    assert terms.told(f"{known} {known}") == 2 * terms.told(known)


def test_where_the_time_goes_in_chinese() -> None:
    kinds = [
        *bottleneck._NOUNS.values(),
        ("operator", "operators"),
        ("operator that moves data", "operators that move data"),
    ]
    for bound in ("compute", "memory"):
        for efficiency in (0.0, 0.3, 0.7, 1.4):
            for one in (True, False):
                limit = bottleneck._limit(bound, efficiency, one)  # type: ignore[arg-type]
                does, rest = ("it does", "the") if one else ("they do", "3 of the 17")
                for singular, plural in kinds:
                    text = (
                        f"More than 99 % of the operators' time goes to {rest} {singular if one else plural}: {does} "
                        f"less than 1 % of the FLOPs at 2.5 per byte, just above the ridge of 2; {limit}. "
                        "Another 12 % goes to the 4 operators, so small that a call (2 µs) costs more than their work: "
                        "overhead, neither arithmetic nor memory, limits them. Counting all FLOPs, the network reaches "
                        "12 % of the measured peak of 50 GFLOP/s."
                    )
                    said = terms.told(text)
                    assert not english_in(said) and "算子时间的 99 % 以上用于" in said and "50 GFLOP/s" in said, text


def test_what_torchinfo_counts_otherwise_in_chinese() -> None:
    causes = "; ".join(f"+{number},000 in {number} modules: {words}" for number, words in enumerate(CAUSES.values(), 2))
    said = terms.told(
        "torchinfo 1.8.0 counts 6,624,904 parameters, as we do in every module. "
        f"It counts 1,498 multiply-accumulates, we count 1,376: {causes}."
    )
    assert not english_in(said) and said.count("个模块中") == len(CAUSES)


def test_captions_need_no_sentences() -> None:
    def never() -> tuple[str, ...]:
        raise AssertionError("the sentences are read for a caption")

    small = Lookup(["bottleneck"], ["{0} out"], never)
    assert small.caption("256 out") == "输出 256 通道"
    assert small.caption("3×3 / 2, 64") == "3×3 / 2, 64"
    assert small.term("bottleneck") == "瓶颈块"


def test_english_reads_no_vocabulary() -> None:
    program = (
        "import sys\n"
        "import explorer.ui.main_window\n"
        "from explorer.ui import terms\n"
        "assert terms.told('conv') == terms.phrase('conv') == terms.formula_words('conv') == 'conv'\n"
        "assert not any('vocabulary' in name or name == 'explorer.ui.forms' for name in sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True)
