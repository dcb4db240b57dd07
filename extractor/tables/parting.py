"""Several tables in one grid: side by side under one set of headings twice over, or one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from extractor.columns.bands import ENOUGH, Band, find_band, known_headings, row_strength
from extractor.document import Cell, Grid
from extractor.grid import Rectangle, rectangle


def parted(grid: Grid) -> list[Grid]:
    """The tables of a grid, left then right, top to bottom. All keep its number, so that places stay those of the source."""
    table = rectangle(grid)
    band = find_band(table)
    if band is None:
        return [grid]
    cut = _next_headings(table, band)
    if cut is None:
        return _halves(grid, band)
    above, below = _rows(grid, 0, cut), _rows(grid, cut, grid.rows)
    return [*_halves(above, band), *parted(below)]


# --- one below the other ----------------------------------------------------------------------------


def _next_headings(table: Rectangle, band: Band) -> int | None:
    """The first row of a further table: other headings than those above, below everything that began before them."""
    own = {tuple(_labels(table, row)) for row in range(band.first, band.last + 1)}
    for row in range(band.last + 2, table.rows - 1):
        if (
            row_strength(table, row) > ENOUGH
            and known_headings(table, row) > 1
            and tuple(_labels(table, row)) not in own
        ):
            start = _title(table, row, band.last + 1)
            return start if start > band.last + 1 and not _crossed(table, start) else None
    return None


def _title(table: Rectangle, row: int, first: int) -> int:
    """Rows of one text above the headings are the title of the further table."""
    while (
        row > first and sum(bool(cell.text) for cell in table.distinct(row - 1)) == 1 and not _crossed(table, row - 1)
    ):
        row -= 1
    return row


def _crossed(table: Rectangle, row: int) -> bool:
    return any(cell is not None and cell.row < row for cell in table.at[row])


def _labels(table: Rectangle, row: int) -> Iterator[str]:
    return ("".join(cell.text.split()) for cell in table.distinct(row))


def _rows(grid: Grid, start: int, end: int) -> Grid:
    cells = [replace(cell, row=cell.row - start) for cell in grid.cells if start <= cell.row < end]
    return replace(grid, rows=end - start, cells=cells)


# --- side by side -----------------------------------------------------------------------------------


def _halves(grid: Grid, band: Band) -> list[Grid]:
    """The table itself; or its two halves, where the headings of the left one are those of the right one again.

    An empty column may part them.
    """
    labels = list(band.labels)
    for width, right in ((grid.columns // 2, grid.columns // 2), (grid.columns // 2, grid.columns // 2 + 1)):
        left_labels, right_labels = labels[:width], labels[right:]
        if 4 <= grid.columns <= 40 and left_labels == right_labels and len(set(left_labels)) > 1 and all(left_labels):
            return _cut(grid, width, right)
    return [grid]


def _cut(grid: Grid, width: int, right: int) -> list[Grid]:
    """Rows with a cell that reaches over both halves (titles, sums) stay in the left one."""
    over_both = {cell.row for cell in grid.cells if cell.column < right < cell.column + cell.colspan}
    beyond = [cell for cell in grid.cells if cell.column >= right]
    left = [cell for cell in grid.cells if cell.column < right] + [
        _moved(c, right) for c in beyond if c.row in over_both
    ]
    over = [_moved(cell, right) for cell in beyond if cell.row not in over_both]
    return [
        replace(
            grid, columns=width, cells=[_within(cell, _room(cell, left, width)) for cell in left if cell.column < width]
        ),
        replace(grid, columns=grid.columns - right, cells=over, parent=grid.parent),
    ]


def _room(cell: Cell, cells: list[Cell], width: int) -> int:
    """Up to the next cell of the row: a sum over both halves stands beside its label."""
    return min([other.column for other in cells if other.row == cell.row and other.column > cell.column] + [width])


def _moved(cell: Cell, right: int) -> Cell:
    return replace(cell, column=cell.column - right)


def _within(cell: Cell, width: int) -> Cell:
    return replace(cell, colspan=min(cell.colspan, width - cell.column))
