"""Scans: cells from the picture, text boxes cut at them, widths of punctuation, doubts; and whole pages where rapidocr is there.

The first half runs on plain boxes and characters. What looks at pictures needs opencv, what reads them rapidocr; both come
with the extra `[ocr]` and their tests are skipped, with that reason, where it is not installed.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from extractor.readers.pdf import picture as pdf_picture
from extractor.readers.pdf import scan as pdf_scan
from extractor.readers.pdf.doubts import Line, blanks, checked, own_em, printed_widths, tallied, with_bars
from extractor.readers.pdf.page import Box, Page, around
from extractor.readers.pdf.picture import framed
from extractor.readers.pdf.recognition import Read, available, decoded, runs, twins_of
from extractor.readers.pdf.scan import CERTAIN, dashed, lies, read_scan, scale_of, set_out, widened
from extractor.readers.pdf.strips import Strip, cut, in_cell, on_ruling, passed_over, shared_out, strips_of, unpiled

needs_opencv = pytest.mark.skipif(find_spec("cv2") is None, reason="opencv (extra [ocr]) is not installed")
needs_recognition = pytest.mark.skipif(not available(), reason="rapidocr (extra [ocr]) is not installed")

SCAN = Path("corpus/cases/hospital-notice-2022/scan.pdf")
EM = 30


def upright(x: float, top: float, bottom: float) -> Box:
    return Box(x, top, x, bottom)


def flat(y: float, x0: float, x1: float) -> Box:
    return Box(x0, y, x1, y)


def frame(*xs: float, top: float = 0, bottom: float = 100) -> list[Box]:
    """A row of cells between upright lines."""
    lines = [upright(x, top, bottom) for x in xs]
    return [*lines, flat(top, xs[0], xs[-1]), flat(bottom, xs[0], xs[-1])]


def reads(text: str, step: float = EM, sure: float = 1.0) -> tuple[Read, ...]:
    """A line of characters, an em apart each, or half an em where they are narrow."""
    x, found = 0.0, []
    for character in text:
        width = step if character > "\u2e7f" else step / 2
        found.append(Read(character, sure, x + width / 2))
        x += width
    return tuple(found)


def ink_of(line: tuple[Read, ...], height: float = EM) -> Strip:
    """A piece of ink for each character."""
    blobs = tuple(Box(read.along - 6, 0, read.along + 6, height) for read in line)
    return Strip(Box(blobs[0].x0, 0, blobs[-1].x1, height), blobs)


CLOSERS, OPENERS, CENTRED = "，：；）、。》”’", "（《“", "，：；"


def printed(text: str, pitch: float = EM, centred: bool = False) -> Line:
    """A line as it is set: the ink of its characters within their widths, the blanks as white. Marks are read as narrow."""
    x, blobs, found = 0.0, [], []
    for character in text:
        width = pitch * (0.5 if character.isascii() else 1.0)
        margin = 0.04 if character == "％" else 0.1
        start, end = x + margin * width, x + (1 - margin) * width
        if character in CLOSERS + OPENERS:
            before = 0.38 if centred and character in CENTRED else 0.65 if character in OPENERS else 0.12
            start, end = x + before * pitch, x + (before + 0.23) * pitch
        if character != " ":
            blobs.append(Box(start, 4, end, 4 + (0.9 if character == "％" else 0.7) * pitch))
            found.append(Read(READ_AS.get(character, character), 1.0, (start + end) / 2))
        x += width
    return Line(Strip(Box(blobs[0].x0, 0, blobs[-1].x1, EM), tuple(blobs)), tuple(found))


READ_AS = dict(zip("，：；（）％", ",:;()%", strict=True))


def text_of(line: Line | None) -> str:
    return "".join(read.text for read in line.reads) if line else ""


# --- boxes -----------------------------------------------------------------------------------------------------------


def test_a_text_box_over_two_cells_is_cut_at_the_line_between_them() -> None:
    assert cut(Box(10, 40, 190, 60), frame(0, 100, 200)) == [Box(10, 40, 100, 60), Box(100, 40, 190, 60)]


def test_a_line_beside_or_above_a_text_box_cuts_nothing() -> None:
    box = Box(10, 40, 90, 60)
    assert cut(box, [upright(100, 0, 100), upright(50, 0, 30), flat(70, 0, 100), flat(50, 100, 200)]) == [box]


def test_a_text_box_over_two_rows_is_cut_too() -> None:
    assert cut(Box(10, 40, 90, 100), [flat(70, 0, 100)]) == [Box(10, 40, 90, 70), Box(10, 70, 90, 100)]


def test_ink_goes_to_the_box_that_holds_its_middle_and_a_long_stroke_to_none() -> None:
    mine, other, stroke = Box(10, 38, 40, 62), Box(110, 40, 130, 60), Box(50, 0, 53, 100)
    strips, left = shared_out([Box(5, 40, 95, 60)], [mine, other, stroke])
    assert [strip.ink for strip in strips] == [mine]
    assert left == [other, stroke]


def test_a_lone_weight_that_the_detector_missed_is_a_line_of_its_own() -> None:
    text, five, speck = Box(10, 40, 90, 70), Box(140, 44, 152, 66), Box(170, 50, 173, 53)
    strips = strips_of([Box(5, 35, 95, 75)], frame(0, 100, 200), [text, five, speck], scale=2.8)
    assert [strip.ink for strip in strips] == [text, five]


def test_missed_ink_is_joined_to_lines_but_not_over_a_ruling_line() -> None:
    one, nought, beyond, below = Box(60, 40, 66, 62), Box(72, 40, 84, 62), Box(104, 40, 116, 62), Box(60, 80, 72, 102)
    found = passed_over([one, nought, beyond, below], [upright(95, 0, 200)], EM)
    assert [strip.ink for strip in found] == [Box(60, 40, 84, 62), below, beyond]


def test_a_dash_in_a_cell_is_ink_and_what_is_left_of_a_ruling_is_not() -> None:
    dash, residue = Box(40, 50, 60, 53), Box(40, 98, 90, 102)
    strips = strips_of([], frame(0, 100), [dash, residue], scale=2.8)
    assert [strip.ink for strip in strips] == [dash]
    assert on_ruling(residue, frame(0, 100), 2.8)


def test_a_pile_of_characters_is_taken_apart() -> None:
    two = (Box(0, 40, 28, 44), Box(0, 60, 30, 64))  # 二 is two strokes
    pile = Strip(Box(0, 0, 30, 104), (Box(0, 0, 30, 30), *two, Box(0, 75, 30, 104)))
    assert [strip.ink for strip in unpiled(pile, EM)] == [Box(0, 0, 30, 30), Box(0, 40, 30, 64), Box(0, 75, 30, 104)]


def test_a_large_heading_is_no_pile() -> None:
    heading = Strip(Box(0, 0, 120, 60), (Box(0, 0, 60, 55), Box(60, 5, 120, 60)))
    assert unpiled(heading, EM) == [heading]


def test_a_cell_has_a_line_on_every_side() -> None:
    assert in_cell(Box(40, 40, 60, 60), frame(0, 100))
    assert not in_cell(Box(140, 40, 160, 60), frame(0, 100))
    assert not in_cell(Box(40, 40, 60, 60), [upright(0, 0, 100), upright(100, 0, 100), flat(0, 0, 100)])


# --- ruling lines ----------------------------------------------------------------------------------------------------


def test_ends_of_ruling_lines_are_brought_to_the_crossings() -> None:
    lines = [Box(3, 99, 296, 102), Box(4, 199, 303, 201), Box(0, 103, 2, 197), Box(299, 98, 301, 204)]
    assert framed(lines[:2], lines[2:], scale=1) == [
        Box(1, 100.5, 300, 100.5), Box(1, 200, 300, 200), Box(1, 100.5, 1, 200), Box(300, 100.5, 300, 200),
    ]  # fmt: skip


def test_a_short_line_counts_between_long_ones_and_a_stroke_of_a_letter_does_not() -> None:
    table = [Box(0, 100, 300, 101), Box(0, 120, 300, 121)]
    between, stroke = Box(150, 101, 151, 120), Box(400, 30, 401, 50)
    found = framed(table, [between, stroke], scale=1)
    assert len(found) == 3
    assert upright(150.5, 100.5, 120.5) in found


def test_strokes_of_a_letter_that_meet_each_other_are_no_table() -> None:
    assert framed([Box(0, 0, 40, 2), Box(0, 40, 40, 42)], [Box(0, 0, 2, 42), Box(40, 0, 42, 42)], scale=1) == []


# --- characters ------------------------------------------------------------------------------------------------------

WIDTHS = [
    ("重点(职能)工作", "重点（职能）工作"),
    ("(680分)", "（680分）"),
    ("能)工作", "能）工作"),
    ("(700", "（700"),  # the other half stands on the next line
    ("工作,未完成;扣分:见效", "工作，未完成；扣分：见效"),
    ("得分:90", "得分：90"),
    ("(a)", "(a)"),
    ("1:2", "1:2"),
    ("签发率≥90%,每降低;(2)率", "签发率≥90%，每降低；（2）率"),
    ("床护比1:0.5。", "床护比1:0.5。"),
    ("成功率≥80%;", "成功率≥80%；"),
    ("3,000元", "3,000元"),
    ("8.5%", "8.5%"),
    ('完成"赢在中层"工作', "完成“赢在中层”工作"),
    ("完成“赢在中层”工作", "完成“赢在中层”工作"),
    ("≥95%", "≥95%"),
]


@pytest.mark.parametrize(("text", "expected"), WIDTHS)
def test_punctuation_takes_the_width_of_its_neighbours(text: str, expected: str) -> None:
    assert text_of(Line(ink_of(reads(text)), widened(reads(text)))) == expected


PRINTED = [
    "指标：(1)抢救成功率≥80%；(2)符合率≥95％；(3)病床使用率90%",
    "率≥80％；（2）病床使用率",
    "质量指标(1)住院病人",
    "重点（职能）工作安排",
    "配强院感专（兼）职人员,强化全员",
    "知识和能力,推动健康，促进工作",
    "管理办法》（鲁卫发〔2019〕10号）及规定",
    "病房床护比达1:0.5。",
]


@pytest.mark.parametrize("text", PRINTED)
@pytest.mark.parametrize("pitch", [EM, 0.7 * EM, 1.15 * EM])
@pytest.mark.parametrize("centred", [False, True])
def test_punctuation_has_the_width_that_its_ink_shows(text: str, pitch: float, centred: bool) -> None:
    line = printed(text, pitch, centred)
    assert text_of(Line(line.strip, widened(line.reads, printed_widths(line, EM)))) == text


def test_what_the_recogniser_takes_for_full_width_may_be_narrow() -> None:
    line = printed("知识和能力,推动健康")
    wide = replace(line, reads=tuple(replace(read, text="，") if read.text == "," else read for read in line.reads))
    assert text_of(Line(line.strip, widened(wide.reads, printed_widths(wide, EM)))) == "知识和能力,推动健康"


@pytest.mark.parametrize("text", ["成功率≥80；(2)诊断符合率", "质量指标(10)住院病人", "成功率≥80；（2）诊断符合率"])
def test_a_bracket_may_be_one_piece_of_ink_with_its_figure(text: str) -> None:
    line = printed(text)
    blobs, at = list(line.strip.blobs), [read.text for read in line.reads].index("(")
    blobs[at : at + 2] = [around(blobs[at : at + 2])]
    joined = Line(replace(line.strip, blobs=tuple(blobs)), line.reads)
    assert text_of(Line(line.strip, widened(line.reads, printed_widths(joined, EM)))) == text


def without_ink(line: Line, at: int) -> Line:
    return replace(line, strip=replace(line.strip, blobs=line.strip.blobs[:at] + line.strip.blobs[at + 1 :]))


@pytest.mark.parametrize(
    "line", [printed("能)工作"), printed("扎实推进工作,"), without_ink(printed("知识和能力,推动"), 6)]
)
def test_where_the_ink_tells_no_width_the_neighbours_do(line: Line) -> None:
    assert printed_widths(line, EM) == {}


def test_two_marks_that_are_set_close_are_not_taken_for_narrow() -> None:
    line = printed("重点工作（职能）")
    close = [Box(b.x0 - 15 * (at > 7), b.top, b.x1 - 15 * (at > 7), b.bottom) for at, b in enumerate(line.strip.blobs)]
    moved = Line(Strip(around(close), tuple(close)), line.reads)
    behind = Line(strip_of(*close, Box(228, 4, 234, 30)), (*moved.reads, Read(",", 1.0, 231)))
    assert False not in printed_widths(behind, EM).values()


def test_a_broad_percent_sign_of_a_narrow_font_stays() -> None:
    line = printed("病床使用率≥95％以上")
    low = tuple(b._replace(bottom=b.top + 0.75 * EM) for b in line.strip.blobs)
    assert printed_widths(Line(Strip(line.strip.ink, low), line.reads), EM) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("在住院分娩 出生医学", {5}),
        ("开展“五比五看” 活动", {8}),
        ("开展“五比五看”活动", set()),
        ("改善环境，改进", set()),
    ],
)
def test_a_printed_blank_is_white_between_the_ink(text: str, expected: set[int]) -> None:
    line = printed(text)
    assert set(blanks(line, EM)) == expected
    glyphs = set_out(line, EM)
    assert {at for at in range(1, len(glyphs)) if glyphs[at].x0 - glyphs[at - 1].x1 > 0.4 * EM} == expected


@pytest.mark.parametrize(("bars", "expected"), [(1, "率≥60%"), (2, "率≧60%"), (3, "率≥60%")])
def test_a_sign_with_two_bars(bars: int, expected: str) -> None:
    assert text_of(with_bars(printed("率≥60%"), EM, lambda _: bars)) == expected


DASHED = [
    ("一2一", "—2—"),
    ("-17一", "—17—"),
    ("2022一2025年", "2022—2025年"),
    ("一票否决", "一票否决"),
    ("第一2项", "第一2项"),
    ("一2", "一2"),
]


@pytest.mark.parametrize(("text", "expected"), DASHED)
def test_a_dash_beside_figures_is_no_numeral(text: str, expected: str) -> None:
    assert text_of(Line(ink_of(reads(text)), dashed(reads(text)))) == expected


def test_runs() -> None:
    assert list(runs([0, 5, 5, 0, 5, 7])) == [(0, 1), (1, 3), (3, 4), (4, 5), (5, 6)]


def test_a_run_is_one_character_at_its_peak_and_both_widths_are_one_character() -> None:
    numpy = pytest.importorskip("numpy", reason="numpy is not installed")
    letters = ["", "分", "（", "("]
    table = numpy.array([[0.9, 0.1, 0, 0], [0.1, 0.6, 0, 0], [0, 0.99, 0, 0], [0.9, 0, 0, 0], [0, 0, 0.4, 0.59]])
    found = decoded(table, letters, twins_of(letters))
    assert [(read.text, round(read.sure, 2), round(read.along, 2)) for read in found] == [
        ("分", 0.99, 0.5),
        ("(", 0.99, 0.9),
    ]


def test_glyphs_stand_an_em_or_half_an_em_apart_over_the_ink_of_their_line() -> None:
    line = Line(Strip(Box(101, 10, 174, 38), ()), reads("扣5分。"))
    glyphs = set_out(line, 28)
    assert [glyph.text for glyph in glyphs] == ["扣", "5", "分", "。"]
    assert [round(glyph.x0) for glyph in glyphs] == [100, 125, 138, 163]
    assert round(glyphs[-1].x1) == 188  # a full stop fills the left half of its em
    assert {(glyph.top, glyph.bottom) for glyph in glyphs} == {(10, 38)}


def test_a_gap_in_a_line_stays_a_gap() -> None:
    left, right = reads("部门："), [replace(read, along=read.along + 300) for read in reads("负责人：")]
    glyphs = set_out(Line(Strip(Box(0, 0, 405, 30), ()), (*left, *right)), EM)
    assert glyphs[3].x0 - glyphs[2].x1 > 5 * EM


def test_a_heading_has_an_em_of_its_own_and_a_dash_has_not() -> None:
    assert (own_em(50, EM), own_em(4, EM), own_em(31, EM)) == (50, EM, EM)


def test_text_boxes_tell_a_page_on_its_side() -> None:
    assert lies([Box(0, 0, 30, 400), Box(50, 0, 80, 300), Box(100, 0, 130, 40)])
    assert not lies([Box(0, 0, 400, 30), Box(0, 50, 300, 80), Box(100, 0, 130, 200)])
    assert not lies([])


def test_a_page_with_a_point_for_each_pixel_is_not_blown_up() -> None:
    assert scale_of(595, 842) == pytest.approx(200 / 72)
    assert scale_of(1191, 842) == pytest.approx(200 / 72)  # A3
    assert scale_of(1654, 2339) == pytest.approx(1.0, abs=0.001)


# --- doubts ----------------------------------------------------------------------------------------------------------


def doubts(line: Line | None) -> str:
    return "".join(read.text for read in line.reads if read.sure < CERTAIN) if line else ""


def test_characters_that_tally_with_their_ink_are_not_doubted() -> None:
    line = reads("达到95.5%的得5分")
    assert doubts(tallied(Line(ink_of(line), line), EM)) == ""


@pytest.mark.parametrize(("printed", "dropped", "doubted"), [("分≥率", 1, "分"), ("100", 1, "1"), ("达95%的", 1, "5")])
def test_ink_that_was_not_read_makes_its_neighbour_doubtful(printed: str, dropped: int, doubted: str) -> None:
    whole = reads(printed)
    assert doubts(tallied(Line(ink_of(whole), whole[:dropped] + whole[dropped + 1 :]), EM)) == doubted


def test_ink_in_a_cell_that_reads_as_nothing_stays_and_a_stain_outside_goes() -> None:
    inside, outside = Strip(Box(40, 40, 60, 60), ()), Strip(Box(140, 40, 160, 60), ())
    assert text_of(checked(Line(inside, ()), frame(0, 100), EM)) == "〓"
    assert checked(Line(outside, ()), frame(0, 100), EM) is None
    assert checked(Line(outside, reads("仁", sure=0.4)), frame(0, 100), EM) is None
    assert text_of(checked(Line(inside, reads("仁", sure=0.4)), frame(0, 100), EM)) == "仁"


def strip_of(*blobs: Box) -> Strip:
    return Strip(Box(min(b.x0 for b in blobs), 0, max(b.x1 for b in blobs), EM), blobs)


def test_a_raised_figure_is_an_exponent() -> None:
    strip = strip_of(Box(1, 8, 13, 30), Box(16, 8, 28, 30), Box(32, 4, 40, 15))
    assert text_of(tallied(Line(strip, reads("104")), EM)) == "10⁴"
    level = strip_of(Box(1, 8, 13, 30), Box(16, 8, 28, 30), Box(32, 8, 43, 30))
    assert text_of(tallied(Line(level, reads("104")), EM)) == "104"


def test_a_per_mille_sign_is_not_taken_for_percent() -> None:
    line = reads("3%0")
    assert text_of(tallied(Line(ink_of(line), line), EM)) == "3‰"
    percent = strip_of(Box(1, 8, 13, 30), Box(14, 8, 20, 15), Box(16, 8, 27, 30), Box(22, 22, 28, 30))
    assert doubts(tallied(Line(percent, reads("3%")), EM)) == ""
    per_mille = strip_of(
        Box(1, 8, 13, 30), Box(14, 8, 20, 15), Box(16, 8, 27, 30), Box(22, 22, 29, 30), Box(31, 22, 38, 30)
    )
    assert doubts(tallied(Line(per_mille, reads("3%")), EM)) == "%"


POINTS = [("8.5", ""), ("1.完成", ""), ("20.", "."), (".20", "."), ("办.理", "."), ("省·市", "·"), ("PM2.5", "")]


@pytest.mark.parametrize(("text", "expected"), POINTS)
def test_a_point_where_none_is_expected_may_be_a_speck(text: str, expected: str) -> None:
    line = reads(text)
    assert doubts(tallied(Line(ink_of(line), line), EM)) == expected
    assert set(".·") & set(doubts(tallied(Line(ink_of(line), line), EM, dirty=True))) == set(".·") & set(text)


# --- pictures --------------------------------------------------------------------------------------------------------

SCALE = 200 / 72
XS, YS = [100, 300, 800, 1500], [200, 320, 480, 900]


def drawn(faint: int = 0, broken: bool = False) -> Any:
    """A table of three columns and rows, with bars for text."""
    import numpy

    grey = numpy.full((1200, 1654), 255, "uint8")
    for y in YS:
        grey[y : y + 2, XS[0] : XS[-1] + 2] = faint
    for x in XS:
        grey[YS[0] : YS[-1], x : x + 2] = faint
    if broken:
        grey[YS[1] : YS[1] + 2, 500:512] = grey[YS[1] : YS[1] + 2, 1200:1210] = 255
    for y in range(340, 470, 60):
        for x in range(820, 1400, 30):
            grey[y : y + 24, x + 4 : x + 8] = grey[y + 10 : y + 13, x : x + 26] = 30
    return grey


def borders(found: pdf_picture.Straight, within: float = 4) -> tuple[list[int], list[int]]:
    """The places of the lines that were drawn, each once."""
    across = {min(YS, key=lambda y: abs(y - line.top)) for line in found.rulings if line.width > line.height}
    down = {min(XS, key=lambda x: abs(x - line.x0)) for line in found.rulings if line.height > line.width}
    for line in found.rulings:
        near = min(abs(line.top - y) for y in YS) if line.width > line.height else min(abs(line.x0 - x) for x in XS)
        assert near <= within
    return sorted(down), sorted(across)


@needs_opencv
@pytest.mark.parametrize("lean", [-3, -1.3, 0, 0.6, 2, 3])
def test_a_leaning_table_is_set_straight(lean: float) -> None:
    grey = pdf_picture.turned(drawn(), lean)
    assert pdf_picture.skew(pdf_picture.ink_of(grey, SCALE)) == pytest.approx(-lean, abs=0.05)
    found = pdf_picture.straighten(grey, SCALE)
    assert borders(found) == (XS, YS)
    assert len(found.rulings) == 8


@needs_opencv
@pytest.mark.parametrize("made", [{"faint": 190}, {"broken": True}])
def test_faint_and_broken_lines_are_whole(made: dict[str, Any]) -> None:
    found = pdf_picture.straighten(drawn(**made), SCALE)
    assert borders(found) == (XS, YS)
    assert len(found.rulings) == 8


@needs_opencv
def test_lines_are_lifted_and_text_stays() -> None:
    found = pdf_picture.straighten(drawn(), SCALE)
    assert found.grey[YS[0] - 5 : YS[0] + 8].min() == 255
    assert found.grey[340:364, 820:850].min() <= 40
    assert len(found.blobs) == 20 * 3


@needs_opencv
@pytest.mark.parametrize(("rows", "expected"), [((16,), 1), ((16, 21), 2), ((16, 18), 1)])
def test_bars_of_a_sign_are_counted(rows: tuple[int, ...], expected: int) -> None:
    import numpy

    grey = numpy.full((40, 40), 250, "uint8")
    for y in range(12):  # the wedge of ≥
        grey[5 + y // 2 if y < 6 else 14 - y // 2, 8 + 3 * (y % 6) : 12 + 3 * (y % 6)] = 20
    for y in rows:
        grey[y : y + 2, 8:28] = 20
    assert pdf_picture.bars(grey, Box(8, 4, 28, 25)) == expected


@needs_opencv
def test_a_dark_margin_is_paper() -> None:
    grey = drawn()
    grey[:, :50] = 20
    grey[1180:] = 40
    found = pdf_picture.straighten(grey, SCALE)
    assert found.grey[:, :40].min() == 255
    assert borders(found) == (XS, YS)


@needs_opencv
def test_specks_are_swept_from_a_dirty_page_only() -> None:
    import numpy

    clean, dirty = drawn(), drawn()
    for number in range(60):
        y, x = 940 + 20 * (number // 30), 120 + 40 * (number % 30)
        dirty[y : y + 3, x : x + 3] = 0
    assert not pdf_picture.straighten(clean, SCALE).dirty
    found = pdf_picture.straighten(dirty, SCALE)
    assert found.dirty
    assert int(numpy.min(found.grey[920:1000])) > 200


@needs_opencv
def test_colours_become_grey_and_a_blank_page_has_nothing() -> None:
    import numpy

    blank = numpy.full((600, 400, 3), 250, "uint8")
    assert pdf_picture.greyed(blank).shape == (600, 400)
    assert pdf_picture.greyed(blank[:, :, :1]).shape == (600, 400)
    found = pdf_picture.straighten(pdf_picture.greyed(blank), SCALE)
    assert (found.rulings, found.blobs) == ((), ())


# --- whole pages -----------------------------------------------------------------------------------------------------


@cache
def picture(number: int) -> tuple[Any, float, float]:
    import pypdfium2

    with pypdfium2.PdfDocument(SCAN) as document:
        page = document[number]
        width, height = page.get_size()
        return page.render(scale=scale_of(width, height), grayscale=True).to_numpy().copy(), width, height


@cache
def first_page() -> Page:
    return read_scan(picture(0)[0], 1, *picture(0)[1:])


def text(page: Page) -> str:
    return "".join(glyph.text for glyph in page.glyphs)


@needs_recognition
def test_a_scan_reads_with_its_table() -> None:
    page = first_page()
    assert "2022年度服务高质量发展绩效考核工作任务要点" in text(page)
    assert "重点（职" in text(page)
    assert "（680" in text(page)
    assert "一票否决" in text(page)
    assert len({round(line.x0) for line in page.rulings if line.height > line.width}) == 6


@needs_recognition
def test_every_lone_weight_is_read() -> None:
    page = first_page()
    left, right = sorted({round(line.x0) for line in page.rulings if line.height > line.width})[-2:]
    weights = [g for g in page.glyphs if left < g.middle[0] < right and g.text.isdigit()]
    ordered = sorted(weights, key=lambda g: (round(g.middle[1]), g.x0))
    assert "".join(glyph.text for glyph in ordered) == "2010151530153015"
    assert min(glyph.sure for glyph in weights) >= CERTAIN


@needs_recognition
def test_reading_twice_gives_the_same() -> None:
    assert read_scan(picture(0)[0], 1, *picture(0)[1:]) == first_page()


@needs_recognition
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_turned(quarters: int) -> None:
    import numpy

    grey, width, height = picture(0)
    size = (height, width) if quarters % 2 else (width, height)
    page = read_scan(numpy.ascontiguousarray(numpy.rot90(grey, quarters)), 1, *size)
    assert (page.width, page.height) == (width, height)
    assert len(page.rulings) == len(first_page().rulings)
    assert "全面推进政治" in text(page)


@needs_recognition
def test_a_blank_page_reads_as_nothing() -> None:
    import numpy

    page = read_scan(numpy.full((1170, 827), 255, "uint8"), 3, 297.6, 421)
    assert (page.glyphs, page.rulings, page.number) == ([], [], 3)


def test_what_is_there_is_told() -> None:
    assert available() == all(find_spec(name) for name in ("rapidocr", "onnxruntime", "cv2"))
    assert pdf_scan.DPI >= 150
