"""Rows as no network would have them, for exports that must carry any."""

from hypothesis import strategies as st

from explorer.analysis.rows import LayerRow, Work

NASTY_TEXTS = (
    "a,b",
    'say "no"',
    "two\nlines",
    "two\r\nlines",
    "\r",
    " spaces ",
    "=1+1",
    "'quoted'",
    "@SUM(A1)",
    "层.0",
    "é\u2028\U0001f600",
    "\x00",
    "a;b|c`d\\",
)

WORK = Work(macs=1000, bias=10, norm=20, special=30)
NASTY = LayerRow(
    order=0,
    path="a",
    operator="conv2d",
    module="Conv2d",
    call=0,
    input_shapes=(),
    output_shape=(0, 3),
    params=7,
    macs=1000,
    flops=2060,
    work=WORK,
)
"""A row with every optional field absent."""

_counts = st.integers(0, 2**70)
_numbers = st.none() | st.integers(-(2**70), 2**70)
_works = st.builds(
    Work,
    **dict.fromkeys(("macs", "bias", "norm", "activation", "special", "pooling", "elementwise"), _counts),
)


def rows(texts: st.SearchStrategy[str], *, least_rank: int = 0) -> st.SearchStrategy[LayerRow]:
    """Any row whose figures are those of its work; shapes have at least ``least_rank`` axes."""
    shapes = st.lists(st.integers(0, 2**40), min_size=least_rank, max_size=4).map(tuple)
    some = st.none() | st.lists(st.integers(0, 9), min_size=1, max_size=3).map(tuple)
    return st.builds(
        _row,
        _works,
        order=_counts,
        path=texts | st.sampled_from(NASTY_TEXTS),
        operator=texts,
        module=texts,
        call=_counts,
        input_shapes=st.lists(shapes, max_size=3).map(tuple),
        output_shape=shapes,
        **dict.fromkeys(("kernel_size", "stride", "padding", "dilation"), some),
        groups=_numbers,
        **dict.fromkeys(("params", "buffers", "bytes_read", "bytes_written", "params_shared"), _counts),
        **dict.fromkeys(("activation_bytes", "live_bytes", "live_bytes_graph"), _counts),
        **dict.fromkeys(("rf_h", "rf_w", "jump_h", "jump_w", "rf_start_h", "rf_start_w"), _numbers),
        rf_global=st.sampled_from(("", "gate", "pool", "dense")),
        note=texts | st.sampled_from(NASTY_TEXTS),
        dtype=st.sampled_from(("float32", "float16", "")),
        **dict.fromkeys(("aligned_h", "aligned_w"), st.none() | st.booleans()),
    )


def _row(work: Work, **values: object) -> LayerRow:
    return LayerRow(work=work, macs=work.macs, flops=work.flops, **values)  # type: ignore[arg-type]
