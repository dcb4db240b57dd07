"""What on a sheet is a table and what are lines around it, told by how many cells a row has, by merges and blank rows.

A sheet has no place of its own for a title, a unit or a note: they stand in cells like the rest. Rows of one cell above
the first row of several are lines, and so are those below the last one that no merge draws into the table; where a blank
row sets off a further table with headings of its own, the sheet holds two tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.readers.workbook_cells import Box, Laid

HEADING = 20  # characters: a heading of a column is no longer
_FIGURE = re.compile(r"[-+≥≤><＞＜]?[0-9０-９][0-9０-９.,%％/：:年月日-]*分?")


@dataclass(frozen=True, slots=True)
class Story:
    """Lines above a table, the table's rows (by their place in the sheet) with their cells, lines below it."""

    before: list[Box]
    rows: range
    boxes: list[Box]
    after: list[Box]


def stories(laid: Laid) -> Iterator[Story]:
    """The parts of a sheet from top to bottom."""
    rows = _Rows(laid)
    starts = [0, *_starts(rows, laid)]
    for start, end in zip(starts, [*starts[1:], len(laid.rows)], strict=True):
        if start < end:
            yield _story(rows, laid, start, end)


class _Rows:
    """The cells that begin in each row, and which rows a cell from above reaches into."""

    def __init__(self, laid: Laid) -> None:
        self.own: list[list[Box]] = [[] for _ in laid.rows]
        self.reached = [False] * len(laid.rows)
        below = 0
        for box in laid.boxes:
            self.own[box.row].append(box)
        for row, boxes in enumerate(self.own):
            self.reached[row] = row < below
            below = max([below, *(row + box.rowspan for box in boxes)])

    def is_line(self, row: int) -> bool:
        """Whether a row is one cell by itself."""
        return len(self.own[row]) == 1 and self.own[row][0].rowspan == 1 and not self.reached[row]

    def is_heading(self, row: int) -> bool:
        """Whether a row holds nothing but short words, as the headings of a table do."""
        texts = [box.printed.text for box in self.own[row]]
        return len(texts) > 1 and all(len(text) <= HEADING and not _FIGURE.fullmatch(text) for text in texts)


def _starts(rows: _Rows, laid: Laid) -> Iterator[int]:
    """The rows below a blank one with which a further table begins."""
    seen_table = False
    for row in range(len(laid.rows)):
        if seen_table and row in laid.gaps and not rows.reached[row]:
            first = next((at for at in range(row, len(laid.rows)) if not rows.is_line(at)), None)
            if first is not None and rows.is_heading(first):
                yield row
                seen_table = False
        seen_table = seen_table or not rows.is_line(row)


def _story(rows: _Rows, laid: Laid, start: int, end: int) -> Story:
    first = next((row for row in range(start, end) if not rows.is_line(row)), end)
    last = _last(rows, laid, first, end)
    return Story(
        before=[box for row in range(start, first) for box in rows.own[row]],
        rows=range(first, last),
        boxes=[box for row in range(first, last) for box in rows.own[row]],
        after=[box for row in range(last, end) for box in rows.own[row]],
    )


def _last(rows: _Rows, laid: Laid, first: int, end: int) -> int:
    """Where the lines below a table begin: at a blank row, or at words in the first column that no merge spreads."""
    below = next((row + 1 for row in range(end - 1, first - 1, -1) if not rows.is_line(row)), first)
    left = min((box.column for row in range(first, below) for box in rows.own[row]), default=0)
    for row in range(below, end):
        box = rows.own[row][0]
        if row in laid.gaps or (box.column <= left and not box.is_wide):
            return row
    return end
