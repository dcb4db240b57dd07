"""One sheet as a person sees it: the stored values in the words of their formats, what is hidden or covered set apart."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import isfinite

from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.readers.decode import CONTROL
from extractor.readers.workbook_formats import Value, exact, plainly, shown
from extractor.readers.workbook_tree import At, Look, Range, Seen, Stored
from extractor.readers.workbook_values import Values

Doubt = tuple[str, tuple[tuple[str, str], ...]]  # review code and its parameters
# Merges that overlap are laid over each other as long as they cover less than so many times the limit.
_WILD = 20
_DOUBTS = {"rounded": "R141", "format": "R142"}


@dataclass(frozen=True, slots=True)
class Printed:
    """The words of a cell, what is struck out in it, and why the shown number may mislead."""

    text: str
    struck: str = ""
    doubt: Doubt | None = None


@dataclass(slots=True)
class Box:
    """A filled cell at its place among the rows and columns in which cells begin."""

    row: int
    column: int
    at: At
    printed: Printed
    rowspan: int = 1
    colspan: int = 1
    bottom: int = -1  # the last row of the sheet that it covers
    is_wide: bool = False


@dataclass(slots=True)
class Laid:
    """A sheet without its blank rows and columns. `rows` and `columns` are those of the sheet, in order.

    `gaps` are the rows, by their place in `rows`, above which the sheet shows a blank one.
    `hidden` and `covered` are words that cannot be seen: in hidden rows and columns, under a merged cell; `repeated`
    are covered words that the merged cell itself says.
    `odd` lists cells by what is to be said of them: errors, formulas without a result, cells that were not read.
    """

    rows: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    gaps: set[int] = field(default_factory=set)
    boxes: list[Box] = field(default_factory=list)
    hidden: dict[At, Printed] = field(default_factory=dict)
    covered: dict[At, Printed] = field(default_factory=dict)
    repeated: dict[At, Printed] = field(default_factory=dict)
    overlapping: list[At] = field(default_factory=list)
    odd: dict[str, list[At]] = field(default_factory=dict)
    removed: int = 0  # control characters


def lay_out(look: Look, values: Values, epoch_1904: bool, limits: Limits) -> Laid:
    """The cells of a sheet at their places. Trouble E211 where there are too many."""
    laid = Laid()
    cells = _printed(look, values, epoch_1904, laid)
    merged = values.merged or look.merged
    anchors, ranges = _without_hidden(cells, merged, look, laid)
    laid.rows, laid.columns = sorted({row for row, _ in anchors}), sorted({column for _, column in anchors})
    if len(laid.rows) * len(laid.columns) > limits.grid_cells:
        raise Trouble("E211", cells=len(laid.rows) * len(laid.columns), maximum=limits.grid_cells)
    _place(laid, anchors, ranges, limits)
    laid.gaps = set(_gaps(laid, Runs.of((row, row) for row in look.hidden_rows)))
    return laid


def _gaps(laid: Laid, hidden: Runs) -> Iterator[int]:
    """The rows above which a blank one is seen; what a merged cell covers is not blank."""
    bottoms: dict[int, int] = {}
    for box in laid.boxes:
        bottoms[box.row] = max(bottoms.get(box.row, 0), box.bottom)
    reached = -1
    for at, row in enumerate(laid.rows):
        if at and hidden.after(reached + 1) < row:
            yield at
        reached = max(reached, row, bottoms.get(at, row))


def _printed(look: Look, values: Values, epoch_1904: bool, laid: Laid) -> dict[At, Printed]:
    """The words of all filled cells, from the values and from how the file shows them."""
    cells: dict[At, Printed] = {}
    for at in sorted(look.seen.keys() | values.cells.keys()):
        seen, value = look.seen.get(at), values.cells.get(at)
        if seen is None or (seen.text is None and value is None and not seen.unsaved):
            laid.odd.setdefault("lost", []).append(at)
        elif seen.unsaved or seen.error:
            laid.odd.setdefault("unsaved" if seen.unsaved else "error", []).append(at)
        words, removed = _words(seen or Seen(), value, epoch_1904)
        laid.removed += removed
        if words.text:
            cells[at] = words
    return cells


def _words(seen: Seen, value: Stored | None, epoch_1904: bool) -> tuple[Printed, int]:
    """What a cell shows, and how many control characters were taken out of it."""
    doubt = None
    if seen.text is not None or value is None:
        text = seen.text or ""
    elif isinstance(value, (str, bool)):
        text = value if isinstance(value, str) else str(value).upper()
    else:
        text, doubt = _formatted(value, seen.code, epoch_1904)
    text, removed = tidy(text)
    return Printed(text, text if seen.struck == "*" else seen.struck, doubt), removed


def _formatted(value: Value, code: str, epoch_1904: bool) -> tuple[str, Doubt | None]:
    """A number or date in its format; a doubt where that hides digits or is not understood."""
    found = shown(value, code, epoch_1904)
    stored = plainly(exact(value)) if isinstance(value, (int, float)) and isfinite(value) else str(value)
    params = (("text", found.text), ("stored", stored), ("format", code[:40]))
    return found.text, (_DOUBTS[found.why], params) if found.why else None


def tidy(text: str) -> tuple[str, int]:
    """A text with one kind of line end and no blank ends; and how many control characters it held."""
    text, removed = CONTROL.subn("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text.strip(), removed


# --- what cannot be seen ---------------------------------------------------------------------------


def _without_hidden(
    cells: dict[At, Printed], merged: Iterable[Range], look: Look, laid: Laid
) -> tuple[dict[At, Printed], list[Range]]:
    """The cells that can be seen, and the merged ranges as far as they can.

    A merged cell whose first row or column is hidden shows its words in the first one that is not.
    """
    rows, columns = Runs.of((row, row) for row in look.hidden_rows), Runs.of(look.hidden_columns)
    moved: dict[At, At] = {}
    ranges: list[Range] = []
    for top, left, bottom, right in merged:
        first = rows.after(top), columns.after(left)
        if (top, left) in cells and first[0] <= bottom and first[1] <= right:
            moved[top, left] = first
            ranges.append((*first, bottom, right))
    seen: dict[At, Printed] = {}
    for at, printed in cells.items():
        to = moved.get(at, at)
        gone = (rows.after(to[0]), columns.after(to[1])) != to
        if gone or (to != at and to in cells):
            laid.hidden[at] = printed
        else:
            seen[to] = printed
    return seen, ranges


@dataclass(frozen=True, slots=True)
class Runs:
    """Numbers that are left out, as runs that follow each other."""

    firsts: list[int]
    lasts: list[int]

    @classmethod
    def of(cls, parts: Iterable[tuple[int, int]]) -> Runs:
        """The runs that these parts make; they may overlap."""
        runs = cls([], [])
        for first, last in sorted(parts):
            if runs.lasts and first <= runs.lasts[-1] + 1:
                runs.lasts[-1] = max(runs.lasts[-1], last)
            else:
                runs.firsts.append(first)
                runs.lasts.append(last)
        return runs

    def after(self, number: int) -> int:
        """The first number from this one on that is not left out."""
        at = bisect_right(self.firsts, number) - 1
        return self.lasts[at] + 1 if at >= 0 and number <= self.lasts[at] else number


# --- places ----------------------------------------------------------------------------------------


def _place(laid: Laid, cells: dict[At, Printed], ranges: list[Range], limits: Limits) -> None:
    """Give each cell its place and spans; the first of two merged cells that overlap keeps its place."""
    row_of = {row: at for at, row in enumerate(laid.rows)}
    column_of = {column: at for at, column in enumerate(laid.columns)}
    boxes = {at: Box(row_of[at[0]], column_of[at[1]], at, printed) for at, printed in cells.items()}
    owner: list[list[Box | None]] = [[None] * len(laid.columns) for _ in laid.rows]
    covered = 0
    for top, left, bottom, right in ranges:
        box = boxes.get((top, left))
        if box is None:  # its words had no place to go
            continue
        below, beside = bisect_right(laid.rows, bottom), bisect_right(laid.columns, right)
        covered += (below - box.row) * (beside - box.column)
        if covered > limits.grid_cells * _WILD:
            raise Trouble("E211", cells=covered, maximum=limits.grid_cells)
        if any(any(owner[row][box.column : beside]) for row in range(box.row, below)):
            laid.overlapping.append(box.at)
            continue
        box.bottom, box.is_wide = bottom, right > left
        box.rowspan, box.colspan = below - box.row, beside - box.column
        for row in range(box.row, below):
            owner[row][box.column : beside] = [box] * box.colspan
    for at, box in sorted(boxes.items()):
        over = owner[box.row][box.column]
        if over is None or over is box:
            laid.boxes.append(box)
        else:
            (laid.repeated if over.printed.text == box.printed.text else laid.covered)[at] = box.printed
