"""Old Word files: what a .doc holds is what the same notice holds as a .docx."""

from __future__ import annotations

import struct

import pytest

from extractor import readers
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers.docx import read as read_docx
from extractor.readers.ole import stream
from extractor.source import from_bytes, sniff
from tests.doc97_make import (
    AUTHORS,
    FONTS,
    IN_TABLE,
    Para,
    authors,
    compound,
    doc,
    document,
    fonts,
    opened,
    para,
    row,
    says,
)
from tests.doc97_twins import DATA, TWINS
from tests.docx_make import codes, grids, left_out, paragraphs, rows, shape

HIDDEN = says(0x083C, 1)
DELETED, INSERTED, AUTHOR = says(0x0800, 1), says(0x0801, 1), says(0x4804, 0)
SPECIAL, RAISED, STRUCK = says(0x0855, 1), says(0x2A48, 1), says(0x0837, 1)
TWO = [0, 1000, 2000]


@pytest.mark.parametrize("name", TWINS)
def test_a_doc_gives_what_its_docx_gives(name: str) -> None:
    old = document((DATA / f"{name}.doc").read_bytes())
    new = read_docx(from_bytes("新.docx", TWINS[name](), DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert old.blocks == new.blocks
    assert (old.text, old.visible, old.generated) == (new.text, new.visible, new.generated)
    assert (old.notices, old.changes, old.furniture) == (new.notices, new.changes, new.furniture)
    assert left_out(old) == left_out(new)


def test_the_kind_is_told_by_content() -> None:
    content = doc(para("甲"))
    assert sniff(content) == "doc"
    for name, notices in (("通知.doc", []), ("通知.wps", []), ("通知.docx", ["W102"])):
        found, reader = readers.read(from_bytes(name, content, DEFAULT_LIMITS), DEFAULT_LIMITS)
        assert (paragraphs(found), reader, codes(found)) == (["甲"], "doc97", notices)


# --- text -------------------------------------------------------------------------------------------

SEEN = [
    ("两个字节", para("考核≥𠮷"), "考核≥𠮷"),
    ("一个字节", para("“A”–95%…€", narrow=True), "“A”–95%…€"),
    ("制表符和换行", para("甲\t乙\x0b丙"), "甲\t乙\n丙"),
    ("不间断连字符和可选连字符", para("甲\x1e乙\x1f丙"), "甲-乙丙"),
    ("段内分页", para("甲\x0c乙"), "甲\n乙"),
    ("域代码", para("见\x13 PAGEREF a \x1412\x15页"), "见12页"),
    ("域中有域", para("见\x13 IF \x13 DATE \x141\x15 = 1 \x14是\x15。"), "见是。"),
    ("画出的域", para("\x13 EQ \\f(1,2) \x15"), "1/2"),
    ("没有结束的域", para("甲\x13乙"), "甲乙"),
    ("没有开始的域", para("甲\x14乙\x15丙"), "甲乙丙"),
    ("域中有没有结束的域", para("甲\x13 A \x13 B \x14乙\x15丙"), "甲 A 乙丙"),
    ("结果里的域", para("\x13 A \x14甲\x13 B \x14乙\x15丙\x15"), "甲乙丙"),
    ("上标", para("10", ("3", RAISED)), "10³"),
    ("符号", para(("(", SPECIAL + struct.pack("<HHH", 0x6A09, 1, 0xF0FE))), "☑"),
    ("符号字体", para(("\uf0b3", says(0x4A4F, 2) + says(0x4A51, 2)), "5"), "≥5"),
    ("不知道的符号", para(("\ue123", b"")), "〓"),
    ("控制字符", para("甲\x01\x06乙"), "甲乙"),
    ("隐藏", para("甲", ("藏", HIDDEN), "乙"), "甲乙"),
    ("从样式隐藏，没有样式", para(("甲", says(0x083C, 0x80))), "甲"),
    ("与样式相反", para("甲", ("乙", says(0x083C, 0x81))), "甲"),
    ("修订", para("甲", ("旧", DELETED + AUTHOR), ("新", INSERTED + AUTHOR)), "甲新"),
]


@pytest.mark.parametrize(("content", "seen"), [case[1:] for case in SEEN], ids=[case[0] for case in SEEN])
def test_words(content: Para, seen: str) -> None:
    found = opened(content, para("末"), parts={FONTS: fonts("宋体", "Wingdings", "Symbol"), AUTHORS: authors("甲")})
    assert paragraphs(found) == [seen, "末"]


def test_what_is_left_out_is_told() -> None:
    found = opened(para("甲", ("藏", HIDDEN)), para(("作废", STRUCK)), para("\ue123"))
    assert left_out(found) == [("藏", "hidden")]
    assert [(notice.code, notice.params.get("what")) for notice in found.notices] == [
        ("W232", None), ("W231", "strikethrough: 作废"), ("W231", "U+E123"),
    ]  # fmt: skip


def test_tracked_changes_are_taken_as_accepted() -> None:
    found = opened(para("甲", ("旧", DELETED), ("新", INSERTED)), parts={AUTHORS: authors("某人")})
    [notice] = found.notices
    assert (notice.code, notice.params) == ("W230", {"author": "某人", "before": "旧", "after": "新"})


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    assert paragraphs(opened(para("甲", mark_says=DELETED), para("乙"))) == ["甲乙"]


def test_a_deleted_row_is_no_row() -> None:
    gone = [para(("丙", DELETED), says=IN_TABLE, mark="\x07", mark_says=DELETED), *row(edges=[0, 1000])[-1:]]
    gone[-1] = para(says=gone[-1].says, mark="\x07", mark_says=DELETED)
    found = opened(*row("甲", edges=[0, 1000]), *gone, *row("乙", edges=[0, 1000]), para("末"))
    assert rows(grids(found)[0]) == [["甲"], ["乙"]]
    assert codes(found) == ["W230"]


def test_a_fast_saved_file_is_read_by_its_piece_table() -> None:
    body = [para("甲"), *row("乙", "丙", edges=TWO), para("abc", narrow=True), para("末")]
    assert opened(*body, order=[4, 2, 5, 0, 3, 1]).blocks == opened(*body).blocks


def test_a_piece_may_say_something_of_its_characters() -> None:
    hidden = 0x5C << 1 | 1 << 8  # the short number of the modifier, and its operand
    assert left_out(opened(para("甲"), para("藏", piece_says=hidden))) == [("藏", "hidden")]


def test_a_box_to_tick_is_drawn_from_its_data() -> None:
    form = struct.pack("<IH62xIHHH", 90, 68, 0xFFFFFFFF, 1 | 1 << 2, 0, 0) + struct.pack("<HHH", 0, 0, 0)
    picture = ("\x01", SPECIAL + says(0x0806, 1) + says(0x6A03, 0))
    found = opened(para("\x13 FORMCHECKBOX ", picture, "\x14\x15是"), data=form)
    assert paragraphs(found) == ["☒是"]


def test_a_form_that_cannot_be_read_is_told() -> None:
    found = opened(para("\x13 FORMDROPDOWN \x14\x15是"))
    assert (paragraphs(found), codes(found)) == (["是"], ["W231"])


def test_a_list_of_word_6_is_told() -> None:
    found = opened(para("甲", says=says(0x460B, 0x07FF)))
    assert (paragraphs(found), codes(found)) == (["甲"], ["W231"])


def test_an_embedded_file_is_told() -> None:
    found = opened(para("见附件\x13 EMBED Word.Document.8 ", ("\x14", SPECIAL + says(0x080A, 1)), "\x15"))
    assert (paragraphs(found), codes(found)) == (["见附件"], ["W234"])


def test_outline_levels() -> None:
    found = opened(para("甲", says=says(0x2640, 1)), para("乙"))
    assert [block.level for block in found.blocks] == [2, None]  # type: ignore[union-attr]


# --- tables -----------------------------------------------------------------------------------------

PLAIN = [(0, 0, 1, 1), (0, 1, 1, 1), (1, 0, 1, 1), (1, 1, 1, 1)]
DOWN = [(0, 0, 2, 1), (0, 1, 1, 1), (1, 1, 1, 1)]
ACROSS = [(0, 0, 1, 2), (1, 0, 1, 1), (1, 1, 1, 1)]
SHAPES = [
    ("平常", row("甲", "乙", edges=TWO), row("丙", "丁", edges=TWO), PLAIN),
    ("边线略有出入", row("甲", "乙", edges=TWO), row("丙", "丁", edges=[-15, 1060, 2015]), PLAIN),
    ("整行错开", row("甲", "乙", edges=TWO), row("丙", "丁", edges=[-108, 892, 1892]), PLAIN),
    ("宽格", row("甲", edges=[0, 2000]), row("丙", "丁", edges=TWO), ACROSS),
    ("横向合并", row("甲", "", edges=TWO, flags=[1, 2]), row("丙", "丁", edges=TWO), ACROSS),
    ("横向合并，另一种写法", row("甲", "", edges=TWO, flags=[2, 1]), row("丙", "丁", edges=TWO), ACROSS),
    (
        "横向合并，写在后面",
        row("甲", "", edges=TWO, more=says(0x5624, 0x0200)),
        row("丙", "丁", edges=TWO),
        ACROSS,
    ),
    ("纵向合并", row("甲", "乙", edges=TWO, flags=[0x60]), row("", "丁", edges=TWO, flags=[0x20]), DOWN),
    (
        "纵向合并，写在后面",
        row("甲", "乙", edges=TWO, more=b"\x2b\xd6\x02\x00\x03"),
        row("", "丁", edges=TWO, more=b"\x2b\xd6\x02\x00\x01"),
        DOWN,
    ),
    ("文字少一格", row("甲", edges=TWO), row("丙", "丁", edges=TWO), PLAIN),
    ("描述少一格", row("甲", "乙", edges=[0, 1000]), row("丙", "丁", edges=TWO), PLAIN),
    ("没有宽度的空格", row("甲", "", "乙", edges=[0, 1000, 1021, 2000]), row("丙", "丁", edges=TWO), PLAIN),
    ("没有宽度的格", row("甲", "乙", edges=[0, 0, 2000]), row("丙", "丁", edges=[0, 0, 2000]), PLAIN),
]


@pytest.mark.parametrize(("first", "second", "found"), [case[1:] for case in SHAPES], ids=[case[0] for case in SHAPES])
def test_shapes_of_tables(first: list[Para], second: list[Para], found: list[tuple[int, int, int, int]]) -> None:
    assert shape(grids(opened(*first, *second, para("末")))[0]) == found


def test_a_row_that_begins_further_right_leaves_room() -> None:
    found = grids(opened(*row("甲", "乙", "丙", edges=[0, 900, 1800, 2700]), *row("丁", edges=[1800, 2700]), para()))[0]
    assert shape(found)[3:] == [(1, 0, 1, 2), (1, 2, 1, 1)]
    assert rows(found)[1] == ["", "丁"]


def test_words_under_a_merged_cell_are_kept_apart() -> None:
    found = opened(*row("甲", "盖住", edges=TWO, flags=[1, 2]), *row("丙", "丁", edges=TWO), para("末"))
    assert (left_out(found), codes(found)) == ([("盖住", "merged")], ["W232"])


def test_rows_repeated_as_headings() -> None:
    body = [*row("甲", edges=[0, 900], more=says(0x3404, 1)), *row("乙", edges=[0, 900]), para("末")]
    assert grids(opened(*body))[0].header_rows == 1


def nested(depth: int) -> list[Para]:
    """A cell at this depth, and a row around it at each depth above."""
    says_depth = IN_TABLE + says(0x6649, depth)
    if depth == 1:
        return row("外", edges=[0, 1000])
    definition = row(edges=[0, 500])[-1].says[len(IN_TABLE) + 3 :]
    return [
        para(f"第{depth}层", says=says_depth + says(0x244B, 1)),
        para(says=says_depth + says(0x244B, 1) + says(0x244C, 1) + definition),
        *nested(depth - 1),
    ]


def test_nested_tables() -> None:
    outer, inner = grids(opened(*nested(2), para("末")))
    assert (rows(outer), rows(inner), inner.parent) == ([["外"]], [["第2层"]], (0, 0, 0))


def test_tables_nested_too_deep_are_kept_apart() -> None:
    found = opened(*nested(3), para("末"), limits=Limits(nested_tables=1))
    assert (len(grids(found)), left_out(found), codes(found)) == (2, [("第3层", "nested_too_deep")], ["E210"])


def test_a_row_without_end_is_told() -> None:
    found = opened(para("甲", says=IN_TABLE, mark="\x07"), para("末"))
    assert (rows(grids(found)[0]), codes(found)) == ([["甲"]], ["W105"])


def test_ends_of_cells_outside_of_tables_are_told() -> None:
    found = opened(para("甲", mark="\x07"), para("乙"))
    assert (paragraphs(found), codes(found)) == (["甲", "乙"], ["W105"])


def test_a_file_inside_the_file_is_not_taken_for_it():
    """The directory may list the stream of an embedded document first; only those of the root are the file's own."""
    inner, outer = b"inner" * 1000, b"outer" * 1000
    data = bytearray(compound({"Other": inner, "WordDocument": outer}))
    directory = (struct.unpack_from("<I", data, 0x30)[0] + 1) * 512
    named = data[directory + 256 : directory + 256 + 66]
    data[directory + 128 : directory + 128 + 66] = named  # the same name, outside the tree of the root
    struct.pack_into("<I", data, directory + 0x4C, 2)
    struct.pack_into("<II", data, directory + 256 + 0x44, 0xFFFFFFFF, 0xFFFFFFFF)
    assert stream(bytes(data), ["WordDocument"]) == outer
