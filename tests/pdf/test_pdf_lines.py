"""Lines of glyphs → text: what the layout broke is joined, what the author ended stays."""

from itertools import pairwise

import pytest

from extractor.readers.pdf.lines import lines_of, upright
from extractor.readers.pdf.page import Glyph
from extractor.readers.pdf.setting import GUESSED, MEASURED, Area, lay
from extractor.zh.typesetting import ems

EM = 10.0


def printed(*lines, left=0.0, pitch=14.0, top=0.0):
    """Glyphs of lines, each (text) or (text, x): Han an em wide, figures half an em."""
    found = []
    for row, line in enumerate(lines):
        text, x = line if isinstance(line, tuple) else (line, left)
        for character in text:
            width = ems(character) * EM
            found.append(Glyph(character, x, top + row * pitch, x + width, top + row * pitch + EM))
            x += width
    return found


def laid(*lines, width=10, wrong_by=MEASURED):
    """The text of lines in an area so many ems wide."""
    return lay(lines_of(printed(*lines)), Area(0.0, width * EM, wrong_by)).text


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["按时高质量办理市长热", "线反馈问题。"], "按时高质量办理市长热线反馈问题。"),
        (["完成率达到98%以", "上，得满分。"], "完成率达到98%以\n上，得满分。"),  # 上， would have fitted
        (["完成年度任务指标", "100%以上"], "完成年度任务指标100%以上"),  # a figure is not cut
        (["完成年度任务指标一", "项。"], "完成年度任务指标一项。"),  # a stop does not begin a line
        (["一是建章立制；", "二是落实到人。"], "一是建章立制；\n二是落实到人。"),
        (
            ["1.建立台账并报备案；", "2.按时上报数据。"],
            "1.建立台账并报备案；\n2.按时上报数据。",
        ),  # a full line, then an item
        (
            ["指标：（1）甲率；（2）", "乙率；（3）丙率；", "（4）丁率。"],
            "指标：（1）甲率；（2）乙率；（3）丙率；（4）丁率。",
        ),
        (["总体情况良好，其中", "“三位一体”建设达标"], "总体情况良好，其中“三位一体”建设达标"),
        (["开展监测", "每年两次"], "开展监测\n每年两次"),
        (["投标报价×10", "。", "评标基准价"], "投标报价×10。\n评标基准价"),  # no author begins a line with a stop
        (["设", "施", "维", "护"], "设施维护"),  # one character below the other
        (["1", "2", "3"], "1\n2\n3"),  # the numbers of three rows are no number
    ],
)
def test_line_ends(lines, text):
    assert laid(*lines) == text


def test_a_centred_line_leaves_room_on_both_sides():
    assert laid(("做好群众满意度提升工", 0), ("作。", 40)) == "做好群众满意度提升工作。"
    assert laid(("考核内容", 30), ("及分值", 35)) == "考核内容\n及分值"


def test_an_indent_begins_a_paragraph_but_not_within_a_list_item():
    assert laid("按要求开展工作全面覆", ("切实加强组织领导。", 20)) == "按要求开展工作全面覆\n切实加强组织领导。"
    assert laid("1.按要求开展工作覆盖", ("率达到百分之百。", 20)) == "1.按要求开展工作覆盖率达到百分之百。"


def test_a_larger_gap_begins_a_paragraph():
    glyphs = printed("加强监测预警体系建设", "和应急处置。") + printed("未完成的不得分。", top=48)
    assert lay(lines_of(glyphs), Area(0, 100, MEASURED)).text == "加强监测预警体系建设和应急处置。\n未完成的不得分。"


def test_a_guessed_border_is_trusted_less():
    assert laid("加强监测预警体系建", "设工作", wrong_by=GUESSED) == "加强监测预警体系建设工作"
    assert laid("加强监测预警体系建", "设工作", wrong_by=MEASURED) == "加强监测预警体系建\n设工作"


@pytest.mark.parametrize(
    ("gap", "text"), [(0.0, "分娩出生"), (2.0, "分娩出生"), (3.0, "分娩 出生"), (6.0, "分娩 出生")]
)  # fmt: skip
def test_a_gap_between_han_characters_is_a_blank(gap, text):
    glyphs = printed("分娩") + printed(("出生", 20 + gap))
    assert lines_of(glyphs)[0].text == text


def test_two_figures_apart_are_never_one_number():
    glyphs = printed("8") + printed(("6", 15.0))
    assert lines_of(glyphs)[0].text == "8 6"


def test_stretched_lines_hold_no_blanks():
    glyphs = [Glyph(c, i * 13.0, 0, i * 13.0 + EM, EM) for i, c in enumerate("加强组织领导落实责任")]
    assert lines_of(glyphs)[0].text == "加强组织领导落实责任"


def test_a_small_raised_sign_belongs_to_its_line():
    glyphs = [*printed("面积8m"), Glyph("2", 31, -1.0, 34, 4.0)]
    assert [line.text for line in lines_of(glyphs)] == ["面积8m²"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_text_on_its_side_is_turned(turn):
    size = len("考核项目") * EM
    place = {
        90: lambda a, b: (0.0, a, EM, b),
        180: lambda a, b: (size - b, 0.0, size - a, EM),
        270: lambda a, b: (0.0, size - b, EM, size - a),
    }[turn]
    steps = list(pairwise(i * EM for i in range(5)))
    glyphs = [Glyph(c, *place(a, b), turn=turn) for c, (a, b) in zip("考核项目", steps, strict=True)]
    assert [line.text for line in lines_of(upright(glyphs, turn))] == ["考核项目"]


def test_a_raised_figure_is_a_power():
    glyphs = [*printed("10"), Glyph("4", 10, -0.3, 13.2, 6.2), *printed(("人", 13.2))]
    assert lines_of(glyphs)[0].text == "10⁴人"


def test_items_in_sequence_begin_lines_even_after_full_lines():
    assert laid("1.建立台账并按时报备案", "2.按时上报各项数据") == "1.建立台账并按时报备案\n2.按时上报各项数据"
    assert laid("全年完成固定资产投资", "2.5亿元以上。") == "全年完成固定资产投资2.5亿元以上。"


def stretched(text, right):
    """A line set so that its last glyph ends at `right`."""
    step = (right - EM) / (len(text) - 1)
    return [Glyph(c, i * step, 0, i * step + EM, EM) for i, c in enumerate(text)]


def moved(glyphs, down):
    return [Glyph(g.text, g.x0, g.top + down, g.x1, g.bottom + down) for g in glyphs]


def test_in_stretched_text_a_line_that_was_not_stretched_was_ended():
    full = [stretched("加强组织领导落实责任", 104), moved(stretched("完成年度各项目标任务", 104), 14)]
    end = moved(printed("加强组织领导落实责任"), 28)
    glyphs = [*full[0], *full[1], *end, *moved(stretched("按时报送各类数据信息", 104), 42)]
    assert lay(lines_of(glyphs), Area(0, 104, MEASURED)).text.count("\n") == 1


PAGE = Area(0, 400, MEASURED, page=True)


@pytest.mark.parametrize(
    ("why", "glyphs", "paragraphs"),
    [
        ("a title and a heading below it", printed(("考核评分表", 175)) + moved(printed("一、党的建设"), 20), 2),
        ("two sizes", [Glyph(c, i * 16, 0, i * 16 + 16, 16) for i, c in enumerate("某县考核工作领导小组办公室关于印发考核办法")]
         + moved(printed("各乡镇：", left=0), 24), 2),
        ("a main item after a full line", printed("加" * 40) + moved(printed("二、考核内容"), 14), 2),
        ("a sentence over two lines", printed("加" * 40) + moved(printed("强组织领导。"), 14), 1),
    ],
)  # fmt: skip
def test_paragraphs_of_a_page(why, glyphs, paragraphs):
    assert len(lay(lines_of(glyphs), PAGE).text.split("\n")) == paragraphs, why
