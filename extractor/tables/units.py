"""What names a row, by how its cells lie beside the cell with the points: a unit is what has points of its own."""

from __future__ import annotations

from extractor.columns.contents import SHORT
from extractor.columns.settle import Columns
from extractor.document import Cell
from extractor.grid import Rectangle


def name_cell(table: Rectangle, columns: Columns, row: int) -> Cell | None:
    """The cell in the name column, unless it is a group of units, or one of the lines of a wider cell that is the unit."""
    points = _points(table, columns, row)
    if columns.name is None:
        return _level(table, columns, row, points)
    own = table.at[row][columns.name]
    if own is None or points is None:
        return own
    return _wider(table, columns, row, own, points) or _below(table, columns, row, own, points) or own


def _level(table: Rectangle, columns: Columns, row: int, points: Cell | None) -> Cell | None:
    """Where no column names the rows, a level over this one alone does."""
    cell = table.at[row][columns.levels[-1]] if columns.levels else None
    return cell if cell and cell.text and points and _high(cell, points) else None


def _points(table: Rectangle, columns: Columns, row: int) -> Cell | None:
    cell = table.at[row][columns.points[-1][1]] if columns.points else None
    return cell if cell and cell.text else None


def _high(cell: Cell, points: Cell) -> bool:
    return (cell.row, cell.rowspan) == (points.row, points.rowspan)


def _wider(table: Rectangle, columns: Columns, row: int, own: Cell, points: Cell) -> Cell | None:
    """仪表、仪容（3分） over the lines 仪表 and 仪容: the level as high as the points, where the lines say no more."""
    said = [cell for column in columns.texts if (cell := table.at[row][column]) and cell is not own and cell.text]
    if said or (_high(own, points) and own.colspan == 1):
        return None
    levels = [cell for column in columns.levels if (cell := table.at[row][column]) and cell.text]
    return next((cell for cell in reversed(levels) if _high(cell, points)), None)


def _below(table: Rectangle, columns: Columns, row: int, own: Cell, points: Cell) -> Cell | None:
    """A name over several units is a group; what each of them has to do names it, if that is short and not all."""
    if len(columns.texts) < 2 or own.rowspan <= points.rowspan or not own.text:
        return None
    first = table.at[row][columns.texts[0]]
    short = first is not None and 0 < len(first.text) <= SHORT and first.column > own.column
    return first if short else None
