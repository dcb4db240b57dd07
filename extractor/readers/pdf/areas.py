"""Where the text of each page stands from left to right: as far as its longer lines reach.

Pages of a book are set off to the left and right in turn, so the width is measured over all pages of one size and the
left edge page by page.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.readers.pdf.lines import Line
from extractor.readers.pdf.setting import GUESSED, MEASURED, Area
from extractor.readers.pdf.sheet import Printed
from extractor.zh.typesetting import stops

LINE = 10  # glyphs from which a line tells how wide the text of a page is
ENOUGH, TOGETHER = 3, 6.0  # lines that end within so many points: there the text of a page ends
HANGING = 3.0  # em by which single lines may be longer
PADDING = 5.0  # points between the border of a table and the text in it, which stands as wide as that of the page


def text_areas(pages: Sequence[Printed], bodies: Sequence[Sequence[Line]]) -> list[Area]:
    """The area of each page; `bodies` are its lines without furniture."""
    long = [[line for line in lines if len(line.glyphs) >= LINE] for lines in bodies]
    widths: dict[tuple[int, int], float] = {}
    for page, lines in zip(pages, long, strict=True):
        if (edge := _edge(lines)) is not None:
            widths[_size(page)] = max(widths.get(_size(page), 0.0), edge - _left(lines))
    return [_area(page, lines, widths.get(_size(page))) for page, lines in zip(pages, long, strict=True)]


def _size(page: Printed) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _left(lines: Sequence[Line]) -> float:
    return min(line.box.x0 for line in lines)


def _edge(lines: Sequence[Line]) -> float | None:
    """Where several of the longest lines end, stops aside, which may hang over; None where lines end here and there."""
    ends = sorted((line.box.x1 - line.em * stops(line.text) for line in lines), reverse=True)
    for end, third in zip(ends, ends[ENOUGH - 1 :], strict=False):
        if end - third <= TOGETHER:
            return end if ends[0] - end <= HANGING * lines[0].em else None
    return None


def _area(page: Printed, lines: Sequence[Line], width: float | None) -> Area:
    if width is None:
        left, right = _frame(page, lines)
        return Area(left, right, GUESSED, page=True)
    left = _left(lines) if len(lines) >= ENOUGH else (page.width - width) / 2
    return Area(left, left + width, MEASURED, page=True)


def _frame(page: Printed, lines: Sequence[Line]) -> tuple[float, float]:
    """A guess: as wide as the tables of the page, else the same margin on both sides."""
    if page.tables:
        return (
            min(table.xs[0] for table, _ in page.tables) + PADDING,
            max(table.xs[-1] for table, _ in page.tables) - PADDING,
        )
    left = min(_left(lines), page.width / 4) if lines else page.width / 8
    return left, max([page.width - left, *(line.box.x1 for line in lines)])
