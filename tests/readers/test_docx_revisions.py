"""Tracked changes: read as accepted, each one listed with what stood there before."""

from __future__ import annotations

import pytest

from tests.docx_make import (
    cell,
    codes,
    deleted,
    grids,
    in_list,
    inserted,
    left_out,
    level,
    lists,
    of,
    p,
    paragraphs,
    r,
    rows,
    tbl,
    tc,
    tr,
)

MARK_DELETED = '<w:rPr><w:del w:author="甲"/></w:rPr>'
MARK_MOVED = '<w:rPr><w:moveFrom w:author="甲"/></w:rPr>'
MARK_INSERTED = '<w:rPr><w:ins w:author="甲"/></w:rPr>'

CHANGES = [
    ("改数", p(r("≥") + deleted("80") + inserted(r("90")) + r("%")), "≥90%", [("80", "90", "90")]),
    ("先插后删", p(inserted(r("90")) + deleted("80") + r("%")), "90%", [("80", "90", "90")]),
    ("分成几段", p(deleted("8") + deleted("0") + inserted(r("9")) + inserted(r("0"))), "90", [("80", "90", "90")]),
    ("两人各改", p(r("x") + deleted("8", "甲") + inserted(r("9"), "乙")), "x9", [("8", "", ""), ("", "9", "9")]),
    (
        "删除里的隐藏文字",
        p(r("a") + '<w:del w:author="甲">' + r("b", "<w:vanish/>") + "</w:del>"),
        "a",
        [("b", "", "")],
    ),
    (
        "删除里的插入",
        p(r("a") + '<w:del w:author="甲">' + inserted(r("b"), "乙") + deleted("c", "丙") + "</w:del>"),
        "a",
        [("b", "", ""), ("c", "", "")],
    ),
    ("两处", p(r("a") + inserted(r("b")) + r("c") + deleted("d") + r("e")), "abce", [("", "b", "b"), ("d", "", "")]),
    ("插入后又删", p(r("a") + inserted(deleted("b")) + r("c")), "ac", [("b", "", "")]),
    (
        "段内移动",
        p(f'<w:moveFrom w:author="甲">{r("前")}</w:moveFrom>{r("x")}<w:moveTo w:author="甲">{r("前")}</w:moveTo>'),
        "x前",
        [("前", "", ""), ("", "前", "前")],
    ),
    ("w:t留在删除里", p(r("a") + '<w:del w:author="甲">' + r("b") + "</w:del>"), "a", [("b", "", "")]),
]


@pytest.mark.parametrize(("body", "seen", "changes"), [row[1:] for row in CHANGES], ids=[row[0] for row in CHANGES])
def test_changes_are_accepted_and_listed(body: str, seen: str, changes: list[tuple[str, str, str]]) -> None:
    found = of(body)
    assert paragraphs(found) == [seen]
    listed = [(c.before, c.after, found.text[c.span.start : c.span.end]) for c in found.changes]
    assert listed == changes
    assert codes(found) == ["W230"] * len(changes)
    assert not left_out(found)


def test_the_notice_names_author_and_both_texts() -> None:
    found = of(p(deleted("80", "张三") + inserted(r("9" * 50), "张三")))
    (notice,) = found.notices
    assert notice.params == {"author": "张三", "before": "80", "after": "9" * 39 + "…"}
    assert found.changes[0].after == "9" * 50


def test_inside_a_deletion_nothing_is_inserted_any_more() -> None:
    found = of(p(r("a") + '<w:del w:author="甲">' + inserted(r("b"), "乙") + "</w:del>"))
    assert [(notice.params["author"], notice.params["before"]) for notice in found.notices] == [("甲", "b")]


def test_a_note_called_in_a_deletion_is_residue() -> None:
    gone = '<w:del w:author="甲"><w:r><w:footnoteReference w:id="1"/></w:r></w:del>'
    found = of(p(r("a") + gone), footnotes='<w:footnote w:id="1">' + p("旧注") + "</w:footnote>")
    assert (paragraphs(found), left_out(found)) == (["a"], [("旧注", "unread")])


def test_a_change_in_the_points_cell_is_placed_there() -> None:
    found = of(tbl(tr("设备", tc(p() + p(r(" ") + deleted("10") + inserted(r("15")) + r("分"))))))
    (change,) = found.changes
    assert cell(found, 0, 1).text == "15分"
    assert found.text[change.span.start : change.span.end] == "15"
    assert found.place(change.span.start).column == 1


JOINS = [
    ("段落合并", p("甲", MARK_DELETED) + p("乙"), ["甲乙"], ["\n→"]),
    ("移走的段落记号", p("甲", MARK_MOVED) + p("乙"), ["甲乙"], ["\n→"]),
    ("整段删除", p(deleted("旧"), MARK_DELETED) + p("新"), ["新"], ["旧\n→"]),
    (
        "连删两段",
        p(deleted("旧一"), MARK_DELETED) + p(deleted("旧二"), MARK_DELETED) + p("新"),
        ["新"],
        ["旧一\n旧二\n→"],
    ),
    ("段末删除后接表", p("甲", MARK_DELETED) + tbl(tr("表")), ["甲"], ["\n→"]),
    ("删空但段落还在", p("前") + p(deleted("旧")) + p("后"), ["前", "后"], ["旧→"]),
    ("插入的段落", p(inserted(r("新")), MARK_INSERTED) + p("旧"), ["新", "旧"], ["→新"]),
]


@pytest.mark.parametrize(("body", "seen", "changes"), [row[1:] for row in JOINS], ids=[row[0] for row in JOINS])
def test_deleted_paragraph_marks_join_paragraphs(body: str, seen: list[str], changes: list[str]) -> None:
    found = of(body)
    assert paragraphs(found) == seen
    assert [f"{change.before}→{change.after}" for change in found.changes] == changes


def test_a_deleted_paragraph_takes_its_number_with_it() -> None:
    body = p("甲", in_list(1)) + p(deleted("乙"), in_list(1) + MARK_DELETED) + p("丙", in_list(1))
    assert paragraphs(of(body, numbering=lists(level(0, "decimal", "%1.")))) == ["1. 甲", "2. 丙"]


def test_joined_paragraphs_have_one_number() -> None:
    body = p("甲", in_list(1) + MARK_DELETED) + p("乙", in_list(1)) + p("丙", in_list(1))
    assert paragraphs(of(body, numbering=lists(level(0, "decimal", "%1.")))) == ["1. 甲乙", "2. 丙"]


DELETED_ROW = '<w:del w:author="乙"/>'


@pytest.mark.parametrize("words", ["设备", deleted("设备", "乙")], ids=["字未标删除", "字也标删除"])
def test_a_deleted_row_is_gone_and_listed(words: str) -> None:
    gone = tr(tc(p(words)), tc("10"), properties=DELETED_ROW)
    found = of(tbl(tr("a", "b"), gone, tr("c", "d")))
    assert rows(grids(found)[0]) == [["a", "b"], ["c", "d"]]
    (change,) = found.changes
    assert (change.before, change.after, found.place(change.span.start).row) == ("设备10", "", 1)
    assert found.notices[0].params["author"] == "乙"
    assert not left_out(found)


def test_a_deleted_last_row_is_listed_too() -> None:
    found = of(tbl(tr("a"), tr("b", properties=DELETED_ROW)))
    assert [change.before for change in found.changes] == ["b"]


def test_a_table_of_deleted_rows_is_gone() -> None:
    found = of(tbl(tr("a", properties=DELETED_ROW)) + p("后"))
    assert ([getattr(block, "text", "表") for block in found.blocks], [c.before for c in found.changes]) == (
        ["后"],
        ["a"],
    )


def test_an_inserted_row_is_listed_cell_by_cell() -> None:
    found = of(tbl(tr("a", "b"), tr("c", tc(p(inserted(r("d"), "乙"))), properties='<w:ins w:author="乙"/>')))
    assert rows(grids(found)[0]) == [["a", "b"], ["c", "d"]]
    assert [change.after for change in found.changes] == ["c", "d"]


def test_deleted_and_inserted_cells() -> None:
    gone, new = tc("旧", '<w:cellDel w:author="甲"/>'), tc("新", '<w:cellIns w:author="甲"/>')
    found = of(tbl(tr("a", gone, new)))
    assert rows(grids(found)[0]) == [["a", "新"]]
    assert sorted((c.before, c.after) for c in found.changes) == [("", "新"), ("旧", "")]


def test_a_tracked_vertical_merge_counts() -> None:
    start, on = '<w:cellMerge w:vMerge="rest"/>', '<w:cellMerge w:vMerge="cont"/>'
    (grid,) = grids(of(tbl(tr(tc("a", start)), tr(tc("", on)))))
    assert [(c.row, c.rowspan) for c in grid.cells] == [(0, 2)]


def test_old_properties_do_not_count() -> None:
    old = '<w:rPrChange w:author="甲"><w:rPr><w:vanish/></w:rPr></w:rPrChange>'
    assert paragraphs(of(p(r("看得见", old)))) == ["看得见"]
