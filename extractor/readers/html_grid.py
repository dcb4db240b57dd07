"""Rows of cells with spans → places on a rectangle, as browsers lay tables out; what does not fit is clipped and told.

A span of rows ends with its section. Columns at the right edge in which no cell begins are no columns. Linear in the
positions of the rectangle.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import accumulate

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.html_tree import Table, TableCell, TableRow

# Wild spans are laid out as long as they cover less than so many times the limit; then unseen columns are taken out.
_WILD = 20


@dataclass(slots=True)
class Box:
    """A cell at its place; without `cell` a blank one that pads a short row."""

    row: int
    column: int
    rowspan: int
    colspan: int
    cell: TableCell | None = None


@dataclass(slots=True)
class Laid:
    """A table laid out: boxes in reading order, and problem codes with the boxes of each."""

    rows: int
    columns: int
    boxes: list[Box]
    problems: dict[str, list[Box]] = field(default_factory=dict)
    covered: int = 0


def lay_out(table: Table, limits: Limits) -> Laid:
    """The rectangle of a table. Trouble E211 where it has more positions than the limit.

    Browsers do not count hidden rows under a span; where that does not fit and counting them does, they are counted.
    """
    shown = [row for row in table.rows if not row.is_gone]
    laid = _lay_out(shown, limits)
    if laid.problems and len(shown) < len(table.rows):
        counted = _lay_out(table.rows, limits)
        return counted if len(counted.problems) < len(laid.problems) else laid
    return laid


def _lay_out(rows: list[TableRow], limits: Limits) -> Laid:
    laid = Laid(len(rows), 0, [])
    ends = _section_ends(rows)
    taken: dict[int, int] = {}
    for index, row in enumerate(rows):
        taken = _place_row(laid, index, row, taken, ends[index], limits)
    _close_up(laid, rows)
    laid.columns = max((box.column + 1 for box in laid.boxes), default=1)
    wild = any(cell.colspan > limits.span for row in rows for cell in row.cells)
    if wild or laid.columns * laid.rows > limits.grid_cells:
        _squeeze(laid)
    if laid.columns * laid.rows > limits.grid_cells:
        raise Trouble("E211", cells=laid.columns * laid.rows, maximum=limits.grid_cells)
    _clip(laid)
    _pad(laid)
    return laid


def _section_ends(rows: list[TableRow]) -> list[int]:
    """For each row the row after the last one of its section."""
    ends, end = [0] * len(rows), len(rows)
    for index in range(len(rows) - 1, -1, -1):
        if index + 1 < len(rows) and rows[index].section != rows[index + 1].section:
            end = index + 1
        ends[index] = end
    return ends


def _place_row(
    laid: Laid, index: int, row: TableRow, taken: dict[int, int], end: int, limits: Limits
) -> dict[int, int]:
    """Place the cells of one row. `taken`: columns that reach into it from above, with the row that frees them."""
    below = {column: free for column, free in taken.items() if free > index + 1}
    column = 0
    for cell in row.cells:
        while column in taken:
            column += 1
        box = Box(index, column, 1, 1, cell)
        laid.boxes.append(box)
        if cell.rowspan != 1 or cell.colspan != 1:
            _span(box, cell, end - index, limits)
            _tell_spans(laid, box, cell, taken)
        if box.rowspan > 1:
            below.update(dict.fromkeys(range(column, column + box.colspan), index + box.rowspan))
        column += box.colspan
        laid.covered += box.colspan
        if laid.covered > limits.grid_cells * _WILD:
            raise Trouble("E211", cells=laid.covered, maximum=limits.grid_cells)
    return below


def _span(box: Box, cell: TableCell, room: int, limits: Limits) -> None:
    """Let the box cover the rows and columns of its cell, inside its section and the limit."""
    box.rowspan = room if cell.rowspan == 0 else max(1, min(cell.rowspan, room))
    box.colspan = max(1, min(cell.colspan, limits.span))


def _tell_spans(laid: Laid, box: Box, cell: TableCell, taken: dict[int, int]) -> None:
    if cell.rowspan > box.rowspan or cell.colspan > box.colspan:
        _note(laid, "W216", box)
    if box.colspan > 1 and any(column in taken for column in range(box.column, box.column + box.colspan)):
        _note(laid, "W214", box)


def _note(laid: Laid, code: str, box: Box) -> None:
    laid.problems.setdefault(code, []).append(box)


def _close_up(laid: Laid, rows: list[TableRow]) -> None:
    """Take out the rows in which no cell begins: they have no height, and the spans across them shrink."""
    kept = list(accumulate((bool(row.cells) for row in rows), initial=0))
    if kept[-1] == laid.rows:
        return
    for box in laid.boxes:
        first = kept[box.row]
        box.rowspan = kept[box.row + box.rowspan] - first
        box.row = first
    laid.rows = kept[-1]


def _squeeze(laid: Laid) -> None:
    """Take out the columns in which no cell begins: nobody sees them, and wild spans make thousands."""
    begins = sorted({box.column for box in laid.boxes})
    for box in laid.boxes:
        first = bisect_left(begins, box.column)
        box.colspan = bisect_left(begins, box.column + box.colspan) - first
        box.column = first
    laid.columns = len(begins)
    _note(laid, "W216", laid.boxes[0])


def _clip(laid: Laid) -> None:
    for box in laid.boxes:
        if box.column + box.colspan > laid.columns:
            box.colspan = laid.columns - box.column
            _note(laid, "W216", box)


def _pad(laid: Laid) -> None:
    """A blank box for every run of positions that no cell covers."""
    covered = sum(box.rowspan * box.colspan for box in laid.boxes)
    if covered == laid.rows * laid.columns and "W214" not in laid.problems:
        return
    at = [[False] * laid.columns for _ in range(laid.rows)]
    for box in laid.boxes:
        for row in range(box.row, box.row + box.rowspan):
            at[row][box.column : box.column + box.colspan] = [True] * box.colspan
    gaps = [gap for row, line in enumerate(at) if not all(line) for gap in _gaps(row, line)]
    if gaps:
        _tell_gaps(laid, gaps)
        laid.boxes = sorted([*laid.boxes, *gaps], key=lambda box: (box.row, box.column))


def _tell_gaps(laid: Laid, gaps: list[Box]) -> None:
    """Short rows at the end are notes and totals; a short row among full ones may have lost a cell, a wide one has
    been pushed to the right by a span from above that is too long."""
    blank = Counter[int]()
    for gap in gaps:
        blank[gap.row] += gap.colspan
    full = [row for row in range(laid.rows) if row not in blank]
    if len(full) < len(blank):
        first = {box.row: box for box in reversed(laid.boxes)}
        doubtful = [first[row] for at, row in enumerate(full) if row != at]
    else:
        doubtful = [gap for gap in gaps if gap.row < full[-1] and laid.columns - blank[gap.row] > 1]
    laid.problems["W215" if doubtful else "W217"] = doubtful or gaps


def _gaps(row: int, line: list[bool]) -> list[Box]:
    gaps: list[Box] = []
    for column, covered in enumerate(line):
        if covered:
            continue
        if gaps and gaps[-1].column + gaps[-1].colspan == column:
            gaps[-1].colspan += 1
        else:
            gaps.append(Box(row, column, 1, 1))
    return gaps
