"""Two tables side by side under one set of headings twice over: one Grid → two, left then right."""

from __future__ import annotations

from dataclasses import replace

from extractor.columns import find_band
from extractor.document import Cell, Grid
from extractor.grid import rectangle


def halves(grid: Grid) -> list[Grid]:
    """The table itself; or its two halves, where the headings of the left one are those of the right one again.

    An empty column may part them. The halves keep the table's number, so that places stay those of the source.
    """
    band = find_band(rectangle(grid)) if 4 <= grid.columns <= 40 else None
    if band is None:
        return [grid]
    labels = list(band.labels)
    for width, right in ((grid.columns // 2, grid.columns // 2), (grid.columns // 2, grid.columns // 2 + 1)):
        left_labels, right_labels = labels[:width], labels[right:]
        if left_labels == right_labels and len(set(left_labels)) > 1 and all(left_labels):
            return _cut(grid, width, right)
    return [grid]


def _cut(grid: Grid, width: int, right: int) -> list[Grid]:
    """Cells that reach over both halves (titles) stay in the left one."""
    left = [cell for cell in grid.cells if cell.column < right]
    over = [_moved(cell, right) for cell in grid.cells if cell.column >= right]
    return [
        replace(grid, columns=width, cells=[_within(cell, width) for cell in left if cell.column < width]),
        replace(grid, columns=grid.columns - right, cells=over, parent=grid.parent),
    ]


def _moved(cell: Cell, right: int) -> Cell:
    return replace(cell, column=cell.column - right)


def _within(cell: Cell, width: int) -> Cell:
    return replace(cell, colspan=min(cell.colspan, width - cell.column))
