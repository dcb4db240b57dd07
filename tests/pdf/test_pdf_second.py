"""The second reading: what pdfminer reads otherwise is told, with both readings."""

import pytest
from pdf_make import Font, page, pdf, table
from pdf_read import document, grids, texts

from extractor.document import Span
from extractor.options import Options
from extractor.readers.pdf.lines import lines_of
from extractor.readers.pdf.page import Box, Glyph
from extractor.readers.pdf.second import Read, differences, is_doubtful
from extractor.readers.pdf.setting import Area, lay

ROWS = [["指标", "目标"], ["平均住院日", "≤8.5天"], ["废证率", "1.5%"]]
EVERYTHING = Box(0, 0, 595, 842)


def cell(text, doubtful=True):
    return Read(1, Box(162, 106, 252, 130), text, Span(0, len(text)), doubtful)


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ("≤8.5天", None),
        ("≤ 8.5 天", None),  # blanks are no difference
        ("≤８.５天", None),  # nor are widths
        ("≤85天", ("≤85天", "≤8.5天")),
        ("8.5天", ("8.5天", "≤8.5天")),
        ("≤8.5大", ("≤8.5大", "≤8.5天")),
    ],
)
def test_a_difference_is_said_with_both_readings(first, said):
    found = differences(pdf(table(ROWS)), None, [cell(first)])
    assert [tuple(value for _, value in doubt.params) for doubt in found] == ([said] if said else [])


def test_points_and_signs_are_said_first():
    (doubt,) = differences(pdf(table(ROWS)), None, [cell("≤85大")])
    assert dict(doubt.params)["second"].startswith("≤8.5")


def test_a_watermark_is_no_difference():
    drawn = table(ROWS)
    slanted = "q 0.7 0.7 -0.7 0.7 170 700 cm BT /F1 20 Tf 1 0 0 1 0 0 Tm (DRAFT) Tj ET Q"
    assert differences(pdf(page(drawn.texts, drawn.lines, content=slanted)), None, [cell("≤8.5天")]) == []


def test_sound_files_read_alike_in_every_cell():
    assert document(pdf(table(ROWS)), options=Options(second_reading="always")).doubtful == []


def figures(*placed):
    """Glyphs of one line: (text, x) or (text, x, raised, size)."""
    return [
        Glyph(t, x, 10 - up, x + size / 2, 10 - up + size)
        for t, x, up, size in ((*p, 0, 10)[:4] if len(p) == 2 else p for p in placed)
    ]


@pytest.mark.parametrize(
    ("why", "glyphs", "doubtful"),
    [
        ("even figures", figures(("8", 0), (".", 5), ("5", 10)), False),
        ("a gap where a point may be lost", figures(("8", 0), ("5", 7)), True),
        ("a raised digit", figures(("1", 0), ("0", 5), ("2", 10, 0.3, 6.5)), True),
        ("figures over each other", figures(("8", 0), ("5", 1)), True),
        ("a character without a name", figures(("8", 0), ("\ufffd", 5)), True),
    ],
)
def test_uneven_figures_are_read_again(why, glyphs, doubtful):
    assert is_doubtful(lay(lines_of(glyphs), Area(0, 100)), at_foot=False) is doubtful, why


def test_a_number_at_the_foot_of_a_page_is_read_again():
    glyphs = [Glyph(c, i * 10, 0, i * 10 + 10, 10) for i, c in enumerate("达标率不低于9")]
    laid = lay(lines_of(glyphs), Area(0, 100))
    assert is_doubtful(laid, at_foot=True) and not is_doubtful(laid, at_foot=False)


def test_characters_that_pdfium_has_no_glyph_for_come_from_pdfminer():
    rows = [["分", "值"], ["甲", "5"], ["考核指标", "10"]]
    assert texts(grids(pdf(table(rows), font=Font(embedded=False)))[0]) == rows
