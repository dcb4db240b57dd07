"""Text dumps and plain text: bytes → paragraphs and grids."""

import pytest

from catalog.problems import Trouble
from extractor import readers
from extractor.document import Grid, Paragraph
from extractor.limits import DEFAULT_LIMITS
from extractor.source import from_bytes

DUMP = "附件\n某医院\n\n\t指标\n\t分值\n\n\t甲\n第二行\n\t10\n\n\t\n\t5\n"


def read(text, encoding="utf-8"):
    return readers.read(from_bytes("a.txt", text.encode(encoding), DEFAULT_LIMITS), DEFAULT_LIMITS)[0]


def shapes(document):
    return [block.text if isinstance(block, Paragraph) else [c.text for c in block.cells] for block in document.blocks]


def test_a_dump():
    document = read(DUMP)
    assert shapes(document) == ["附件", "某医院", ["指标", "分值", "甲\n第二行", "10", "", "5"]]
    grid = document.blocks[-1]
    assert (grid.rows, grid.columns, grid.states_merges) == (3, 2, False)


def test_rows_as_lines():
    document = read("表\n指标\t分值\n甲\t10\n乙\t5\n")
    assert shapes(document) == ["表", ["指标", "分值", "甲", "10", "乙", "5"]]


def test_two_tables_with_text_between():
    document = read("\t甲\n\t1\n\n文字\n\n\t乙\n\t2\n")
    assert [type(block) for block in document.blocks] == [Grid, Paragraph, Grid]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends(encoding, ends):
    text = DUMP.replace("\n", ends)
    assert shapes(read(text, encoding)) == shapes(read(DUMP))


def test_a_decoding_other_than_utf8_is_said():
    assert [notice.code for notice in read("指标考核", "gb18030").notices] == ["W220"]


def test_control_characters_are_removed_and_counted():
    document = read("甲\x00乙\x07" + "丙" * 300)
    assert shapes(document) == ["甲乙" + "丙" * 300]
    assert [(n.code, n.params["count"]) for n in document.notices] == [("W221", "2")]


def test_direction_marks_are_said():
    assert "E222" in [notice.code for notice in read("分值 \u202e02").notices]


def test_every_visible_character_is_in_a_piece():
    document = read(DUMP)
    shown = sum(len("".join(document.text[p.start : p.end].split())) for p in document.pieces)
    assert shown == document.visible == len("".join(DUMP.split()))


def test_limits():
    from dataclasses import replace

    source = from_bytes("a.txt", DUMP.encode(), DEFAULT_LIMITS)
    with pytest.raises(Trouble, match="E110"):
        readers.read(source, replace(DEFAULT_LIMITS, text_characters=5))
    with pytest.raises(Trouble, match="E211"):
        readers.read(source, replace(DEFAULT_LIMITS, grid_cells=3))


def test_marks_of_markdown_are_furniture():
    text = "# 考核细则\n\n> 说明：每月一次\n\n## 一、清扫（40分）\n\n| 序号 | 情形 |\n|---|---|\n| 1 | 每处扣0.2分 |\n"
    document = read(text)
    assert [block.text for block in document.blocks[:3]] == ["考核细则", "说明：每月一次", "一、清扫（40分）"]
    assert {span.kind for span in document.furniture} >= {"mark"}
