"""Cells with spans → places on a rectangle: merges followed down, gaps filled, what does not fit clipped. Linear."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.docx_tree import Table, TableCell, TableRow
from extractor.readers.docx_words import Words


@dataclass(slots=True)
class Box:
    """A cell at its place."""

    row: int
    column: int
    colspan: int
    cell: TableCell
    rowspan: int = 1


@dataclass(slots=True)
class Rectangle:
    """A table laid out: its boxes in reading order, its columns, problem codes with the box they belong to."""

    columns: int
    boxes: list[Box] = field(default_factory=list)
    problems: list[tuple[str, Box]] = field(default_factory=list)
    merged_away: list[Box] = field(default_factory=list)


def lay_out(table: Table, limits: Limits) -> Rectangle:
    """The rectangle of a table; more cells than the limit are E211, found before any is laid out."""
    columns = _width(table, limits)
    if columns * len(table.rows) > limits.grid_cells:
        raise Trouble("E211", cells=columns * len(table.rows), maximum=limits.grid_cells)
    rectangle = Rectangle(columns)
    above: dict[int, Box] = {}
    for index, row in enumerate(table.rows):
        above = _lay_row(rectangle, index, row, above, limits)
    return rectangle


def header_rows(table: Table) -> int:
    """How many rows at the top the source marks as header."""
    rows = 0
    while rows < len(table.rows) and table.rows[rows].is_header:
        rows += 1
    return rows


def _sane(span: int, limits: Limits) -> int:
    return span if span <= limits.span else 1


def _ends(row: TableRow, limits: Limits) -> tuple[int, int]:
    """Where the last cell of a row starts, one past it, and where the row ends."""
    last = row.before if row.before <= limits.span else 0
    end = last
    for cell in row.cells:
        last, end = end + 1, end + _sane(cell.span, limits)
    return last, end + (row.after if row.after <= limits.span else 0)


def _width(table: Table, limits: Limits) -> int:
    """The columns of the table: as declared, but never fewer than the cells need or than two rows agree on.

    A span that only one row asks for, beyond all others, is no reason to widen the table.
    """
    ends = [_ends(row, limits) for row in table.rows]
    agreed = Counter(end for _, end in ends)
    widths = [end for end, rows in agreed.items() if rows > 1 or not table.columns]
    declared = min(table.columns, max(agreed, default=1))
    return max([declared, *(last for last, _ in ends), *widths, 1])


def _lay_row(rectangle: Rectangle, index: int, row: TableRow, above: dict[int, Box], limits: Limits) -> dict[int, Box]:
    """Place the cells of one row; returns the boxes that reach its lower edge, by column."""
    below: dict[int, Box] = {}
    column = 0
    if row.before and row.before <= limits.span:
        column = _gap(rectangle, index, 0, row.before, below)
    for position, cell in enumerate(row.cells):
        is_last = position == len(row.cells) - 1
        span = _fitting(cell, rectangle.columns - column, is_last, limits)
        box = _placed(rectangle, Box(index, column, span, cell), above)
        if span != cell.span:
            rectangle.problems.append(("W211", box))
        below[column] = box
        column += span
    if column < rectangle.columns:
        _gap(rectangle, index, column, rectangle.columns - column, below)
        if not row.after and row.cells:
            rectangle.problems.append(("W213", rectangle.boxes[-1]))
    return below


def _fitting(cell: TableCell, room: int, is_last: bool, limits: Limits) -> int:
    if cell.span > limits.span:
        return room if is_last else 1
    return min(cell.span, room)


def _gap(rectangle: Rectangle, index: int, column: int, span: int, below: dict[int, Box]) -> int:
    """A blank box where the row has no cell."""
    box = Box(index, column, min(span, rectangle.columns - column), TableCell(Words()))
    rectangle.boxes.append(box)
    below[column] = box
    return column + box.colspan


def _placed(rectangle: Rectangle, box: Box, above: dict[int, Box]) -> Box:
    """The box that shows the cell: a new one, or the one above where the cell only continues it."""
    over = above.get(box.column)
    fits = over is not None and over.colspan == box.colspan
    if box.cell.merge == "on" and over is not None and fits and _may_continue(rectangle, box, over):
        over.rowspan += 1
        return over
    if box.cell.merge == "on":
        rectangle.problems.append(("W212", box))
    rectangle.boxes.append(box)
    return box


def _may_continue(rectangle: Rectangle, box: Box, over: Box) -> bool:
    """Whether `box` is the rest of `over`. Without a start above, only a blank cell is; one with words stands alone."""
    if not over.cell.merge:
        if not box.cell.words.is_blank:
            return False
        rectangle.problems.append(("W212", over))
    # A blank cell may still hold hidden text or a comment.
    rectangle.merged_away.append(box)
    return True
