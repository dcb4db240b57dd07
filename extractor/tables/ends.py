"""What the rows of a table say once all are read: a last row that is a sum, what a form asks below, points that are shared."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal

from extractor import lexicon
from extractor.columns.contents import is_points, points_value
from extractor.columns.settle import Columns
from extractor.document import Cell
from extractor.tables.rows import Row, RowDoubt, TableRows
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number

_BARE_POINTS = re.compile(r"\s*[(（]\s?(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s?[′']?\s?[)）]\s*\Z")


def close_table(result: TableRows, columns: Columns) -> None:
    """Settle the rows of a table that has been read to its end."""
    _last_sum(result, columns)
    _points_of_groups(result)
    _leave_form(result)
    _share_points(result)


def _points_of_groups(result: TableRows) -> None:
    """医疗质量（40）: a number alone in brackets behind a group is its points, where the rows below it add up to it."""
    levels = {id(level): level for row in result.rows for level in row.levels}
    named: dict[int, tuple[Cell, Cell]] = {}
    for ident, level in levels.items():
        found = _BARE_POINTS.search(normalize(level.text))
        below = [row for row in result.rows if any(id(each) == ident for each in row.levels)]
        worth = [value for row in below for _, cell in row.points if (value := points_value(cell.text)) is not None]
        if found and len(worth) == len(below) and sum(worth) == number(found["points"]):
            named[ident] = (level.part(0, found.start()), level.part(*found.span("points")))
            result.furniture += [
                level.part(found.start(), found.start("points")),
                level.part(found.end("points"), found.end()),
            ]
    for at, row in enumerate(result.rows if named else []):
        own = tuple(named[id(level)] for level in row.levels if id(level) in named)
        kept = tuple(named[id(level)][0] if id(level) in named else level for level in row.levels)
        result.rows[at] = replace(row, levels=kept, level_points=(*row.level_points, *own))


def _last_sum(result: TableRows, columns: Columns) -> None:
    """A last row worth as much as all before it, and called a result, is their sum: 考核成绩 | 100."""
    rows = result.rows
    if len(rows) < 3 or len(columns.points) != 1:
        return
    values = [points_value(cell.text) or Decimal(0) for row in rows for _, cell in row.points]
    name = normalize(rows[-1].name.text) if rows[-1].name else ""
    if len(values) == len(rows) and sum(values[:-1]) == values[-1] and lexicon.pattern("sum_name").search(name):
        last = rows.pop()
        result.totals.append((last.name or last.points[0][1], last.points[0][1]))
        result.notes += [cell for cell in last.texts if cell is not last.name]


def _leave_form(result: TableRows) -> None:
    """Below the total a form asks for other things: rows without points, tariff or veto are no indicators."""
    whole = [label.row for label, _ in result.totals if "小" not in label.text]
    rows = result.rows
    pointed = [row.row for row in rows if any(is_points(cell.text) for _, cell in row.points)]
    last = max([row.row for row in rows if _scored(row)] + whole, default=0)
    above = sum(row.row < max(whole, default=0) for row in rows)
    if not whole or max(whole) < max(pointed, default=0) or len(pointed) * 2 < above:
        return
    for row in [row for row in rows if row.row > last]:
        result.notes += [c for c in (*row.levels, row.name, row.number, *row.texts) if c and c.row >= row.row]
    result.rows = [row for row in rows if row.row <= last]


def _share_points(result: TableRows) -> None:
    """A points cell that covers several indicators belongs to none of them alone."""
    owners = Counter(id(cell) for row in result.rows for _, cell in row.points)
    for index, row in enumerate(result.rows):
        shared = [cell for _, cell in row.points if owners[id(cell)] > 1 and cell.text]
        if not shared:
            continue
        doubt: RowDoubt = ("points", "R112", (("rows", str(owners[id(shared[0])])),))
        kept = tuple(pair for pair in row.points if pair[1] not in shared)
        result.rows[index] = replace(row, points=kept, doubts=(*row.doubts, doubt))
        if all(cell is not shared[0] for cell, _ in result.shared_points):
            result.shared_points.append((shared[0], index))


def _scored(row: Row) -> bool:
    """Whether a row is worth points, wins or costs some, or stands in a group that does."""
    words = normalize(" ".join(cell.text for cell in (*row.texts, *row.levels, *([row.name] if row.name else []))))
    pointed = any(is_points(cell.text) for _, cell in row.points)
    return pointed or bool(lexicon.pattern("speaks_of_points").search(words))
