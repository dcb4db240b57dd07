"""Spans → rectangle. A stated table becomes a matrix in which every position knows its cell."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.document import Cell, Grid


@dataclass(frozen=True, slots=True)
class Rectangle:
    """A table laid out: `at[row][column]` is the cell that covers the position, None where there is none."""

    grid: Grid
    at: list[list[Cell | None]]

    @property
    def rows(self) -> int:
        """Number of rows."""
        return len(self.at)

    @property
    def columns(self) -> int:
        """Number of columns."""
        return self.grid.columns

    def own(self, row: int) -> list[Cell]:
        """The cells that begin in `row`, left to right."""
        return [cell for column, cell in enumerate(self.at[row]) if cell and (cell.row, cell.column) == (row, column)]

    def text(self, row: int, column: int) -> str:
        """The text at a position, "" where there is no cell."""
        cell = self.at[row][column]
        return cell.text if cell else ""

    def distinct(self, row: int) -> list[Cell]:
        """All cells that touch `row`, each once, left to right."""
        found: list[Cell] = []
        for cell in self.at[row]:
            if cell is not None and (not found or found[-1] is not cell):
                found.append(cell)
        return found


def rectangle(grid: Grid) -> Rectangle:
    """Lay a grid out; linear in its positions. Cells that overlap keep the first."""
    at: list[list[Cell | None]] = [[None] * grid.columns for _ in range(grid.rows)]
    for cell in grid.cells:
        for row in range(cell.row, min(cell.row + cell.rowspan, grid.rows)):
            for column in range(cell.column, min(cell.column + cell.colspan, grid.columns)):
                if at[row][column] is None:
                    at[row][column] = cell
    return Rectangle(grid, at)
