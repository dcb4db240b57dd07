"""Whatever stands in a Word file: its words come back, once, and the count agrees."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.problems import Trouble
from extractor.document import Grid
from tests.docx_make import (
    deleted,
    document,
    drawn_box,
    field,
    fraction,
    grids,
    in_list,
    inserted,
    level,
    lists,
    math,
    mr,
    of,
    p,
    r,
    rows,
    run,
    sdt,
    tbl,
    tc,
    tr,
    word,
)

TEXT = st.text(st.sampled_from("一二考核指标满分10≥≤×%（）、。 \t\u3000<&>\"'𠮷㎡"), max_size=12)
TABLE = st.integers(1, 5).flatmap(
    lambda width: st.lists(st.lists(TEXT, min_size=width, max_size=width), min_size=1, max_size=6)
)


@given(TABLE)
def test_tables_of_text_come_back(texts: list[list[str]]) -> None:
    found = of(tbl(*(tr(*(tc(p(r(text)) if text else p()) for text in row)) for row in texts)))
    assert rows(grids(found)[0]) == [[text.strip() for text in row] for row in texts]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_any_spans_and_merges_tile_the_rectangle(widths: list[int], chance: random.Random) -> None:
    merges = ["", "<w:vMerge/>", '<w:vMerge w:val="restart"/>']
    lines = [
        tr(
            *(
                tc(chance.choice(["", "字"]), f'<w:gridSpan w:val="{chance.randint(1, 3)}"/>{chance.choice(merges)}')
                for _ in range(width)
            )
        )
        for width in widths
    ]
    found = of(tbl(*lines, columns=chance.randint(0, 6)))
    (grid,) = grids(found)
    covered = [(c.row + y, c.column + x) for c in grid.cells for y in range(c.rowspan) for x in range(c.colspan)]
    assert sorted(covered) == [(y, x) for y in range(grid.rows) for x in range(grid.columns)]


WORDS = st.text(st.sampled_from("甲乙丙丁戊己"), min_size=1, max_size=3)
INLINE = st.one_of(
    WORDS.map(r),
    WORDS.map(deleted),
    WORDS.map(lambda text: inserted(r(text))),
    WORDS.map(lambda text: r(text, "<w:vanish/>")),
    WORDS.map(lambda text: r("\uf0b3" + text, '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>')),
    WORDS.map(lambda text: sdt(r(text), "<w:showingPlcHdr/>")),
    WORDS.map(lambda text: math(fraction(mr(text), mr("a+b")))),
    WORDS.map(lambda text: field("PAGE", r(text))),
    WORDS.map(lambda text: field(f"EQ \\f({text},2)")),
    WORDS.map(lambda text: drawn_box(p(text))),
    st.just(run('<w:sym w:font="Wingdings" w:char="F0FE"/>')),
    st.just(run("<w:tab/><w:br/><w:noBreakHyphen/>")),
    st.just(run("<w:footnoteReference w:id='1'/>")),
    st.just(run("<w:commentReference w:id='1'/>")),
    st.just('<w:r><w:fldChar w:fldCharType="begin"/></w:r>'),
    st.just('<w:r><w:fldChar w:fldCharType="end"/></w:r>'),
)
PROPERTIES = st.sampled_from(
    ["", in_list(1), in_list(1, 1), '<w:rPr><w:del w:author="甲"/></w:rPr>', "<w:rPr><w:vanish/></w:rPr>"]
)
PARAGRAPH = st.builds(lambda items, properties: p("".join(items), properties), st.lists(INLINE, max_size=4), PROPERTIES)
CELL = st.builds(
    lambda lines, properties: tc("".join(lines), properties),
    st.lists(PARAGRAPH, min_size=1, max_size=2),
    st.sampled_from(["", "<w:vMerge/>", '<w:gridSpan w:val="2"/>', '<w:cellDel w:author="甲"/>', "<w:hMerge/>"]),
)
ROW = st.builds(
    lambda cells, properties: tr(*cells, properties=properties),
    st.lists(CELL, max_size=3),
    st.sampled_from(["", "", '<w:del w:author="甲"/>', '<w:ins w:author="甲"/>', "<w:hidden/>"]),
)
BLOCK = st.recursive(
    PARAGRAPH | st.lists(ROW, max_size=3).map(lambda lines: tbl(*lines)),
    lambda inner: (
        inner.map(sdt)
        | inner.map(lambda block: tbl(tr(tc(block + p()))))
        | inner.map(lambda block: p(drawn_box(block)))
    ),
    max_leaves=3,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.lists(BLOCK, max_size=4))
def test_any_mixture_balances(blocks: list[str]) -> None:
    """`of` checks the balance: what is counted in the source is what stands on the tape."""
    found = of(
        "".join(blocks),
        numbering=lists(level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2")),
        footnotes="<w:footnote w:id='1'>" + p("脚注") + "</w:footnote>",
        comments="<w:comment w:id='1'>" + p("批注") + "</w:comment>",
    )
    for grid in found.blocks:
        if isinstance(grid, Grid):
            assert sum(cell.rowspan * cell.colspan for cell in grid.cells) == grid.rows * grid.columns


@settings(deadline=None)
@given(st.binary(max_size=40), st.integers(0, 2_000), st.integers(0, 2_000))
def test_damaged_bytes_are_refused_in_words_or_read(noise: bytes, at: int, length: int) -> None:
    data = word(p("第一条") + tbl(tr("设备", "10分")))
    data = data[: at % len(data)] + noise + data[at % len(data) + length % 100 :]
    try:
        document(data)
    except Trouble as trouble:
        assert trouble.say("zh")
