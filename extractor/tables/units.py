"""What names a row, by how its cells lie beside the cell with the points: a unit is what has points of its own."""

from __future__ import annotations

import re
from functools import cached_property

from extractor.columns.contents import SHORT, is_points
from extractor.columns.settle import Columns
from extractor.document import Cell
from extractor.grid import Rectangle

_NAME = re.compile(r"[^0-9０-９，。；、：:;%％≥≤]{1,15}")


class Units:
    """The units of a table: for each row the cell that names it, and the cell of the name column over it."""

    def __init__(self, table: Rectangle, columns: Columns) -> None:
        self.table, self.columns = table, columns

    def name(self, row: int) -> Cell | None:
        """The cell in the name column, unless it is a group of units, or one of the lines of a wider cell that is the unit."""
        points = self._points(row)
        if self.columns.name is None:
            return self._level(row, points)
        own = self.table.at[row][self.columns.name]
        if own is None or points is None:
            return own
        return self._wider(row, own, points) or self._below(row, points) or own

    def over(self, row: int) -> Cell | None:
        """The cell in the name column; where a sheet leaves it blank instead of merging it, the one above."""
        own = self.table.at[row][self.columns.name] if self.columns.name is not None else None
        return self._above.get(row) if own is not None and not own.text else own

    @cached_property
    def _above(self) -> dict[int, Cell]:
        """For each blank of the name column beside points the cell with words above it, where bare names stand beside
        all of them.
        """
        found: dict[int, Cell] = {}
        run: list[int] = []
        for row in range(self.table.rows + 1):
            own = self.table.at[row][self.columns.name or 0] if row < self.table.rows else None
            if own is not None and not own.text and run and self._points(row):
                run.append(row)
                continue
            first = self.table.at[run[0]][self.columns.name or 0] if run else None
            if first is not None and len(run) > 1 and all(map(self._bare, run)):
                found |= dict.fromkeys(run[1:], first)
            run = [row] if own is not None and own.text and own.colspan == 1 and self._points(row) else []
        return found

    def _bare(self, row: int) -> bool:
        first = self._short(row)
        return first is not None and _NAME.fullmatch(first.text.strip()) is not None

    @cached_property
    def _grouped(self) -> bool:
        """Whether some name lies over several units, and what every unit has to do is a bare name."""
        rows = [row for row in range(self.table.rows) if self._is_unit(row)]
        return all(map(self._bare, rows)) and any(self._is_group(row) for row in rows)

    def _is_unit(self, row: int) -> bool:
        """Whether a row has points beside a name of one column: no sum, no heading."""
        own, points = self.over(row), self._points(row)
        return bool(own and own.text and own.colspan == 1 and points and is_points(points.text))

    def _is_group(self, row: int) -> bool:
        own, points = self.over(row), self._points(row)
        if own is None or not own.text or points is None:
            return False
        return own.rowspan > points.rowspan or row in self._above or row + 1 in self._above

    def _short(self, row: int) -> Cell | None:
        """What a unit has to do, where it is no more than a name."""
        first = self.table.at[row][self.columns.texts[0]] if self.columns.texts else None
        after = first is not None and first.column > (self.columns.name or 0)
        return first if first is not None and after and 0 < len(first.text) <= SHORT else None

    def _level(self, row: int, points: Cell | None) -> Cell | None:
        """Where no column names the rows, a level over this one alone does."""
        cell = self.table.at[row][self.columns.levels[-1]] if self.columns.levels else None
        return cell if cell and cell.text and points and _high(cell, points) else None

    def _points(self, row: int) -> Cell | None:
        cell = self.table.at[row][self.columns.points[-1][1]] if self.columns.points else None
        return cell if cell and cell.text else None

    def _wider(self, row: int, own: Cell, points: Cell) -> Cell | None:
        """仪表、仪容（3分） over the lines 仪表 and 仪容: the level as high as the points, where the lines say no more."""
        said = [c for column in self.columns.texts if (c := self.table.at[row][column]) and c is not own and c.text]
        if said or (_high(own, points) and own.colspan == 1):
            return None
        levels = [cell for column in self.columns.levels if (cell := self.table.at[row][column]) and cell.text]
        return next((cell for cell in reversed(levels) if _high(cell, points)), None)

    def _below(self, row: int, points: Cell) -> Cell | None:
        """A name over several units is a group; what each of them has to do names it, if that is short and not all.
        A group of one is read as the others of its table.
        """
        if len(self.columns.texts) < 2 or self.over(row) is None:
            return None
        return self._short(row) if self._is_group(row) or self._grouped else None


def _high(cell: Cell, points: Cell) -> bool:
    return (cell.row, cell.rowspan) == (points.row, points.rowspan)
