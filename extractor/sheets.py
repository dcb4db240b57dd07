"""Tables that pages cut → one table each, with a grade and the evidence for every join.

Two tables belong together where one ends a page, the other begins the next, nothing but page furniture stands
between, and their columns stand at the same places. What a page repeats (headings, the name of a group) is left out;
what it cuts (a row, a group's cell) is put together and keeps both places.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from extractor.columns.bands import find_band
from extractor.columns.settle import Columns, find_columns
from extractor.document import (
    Block,
    Cell,
    Certainty,
    Change,
    Document,
    Doubtful,
    Ending,
    Furniture,
    Grid,
    Notice,
    Paragraph,
    Sheet,
    joined,
)
from extractor.grid import rectangle
from extractor.seams import Halves, Verdict, glue, goes_on, judge

NEAR = 4.0  # points between borders that are one
ROUGH = 9.0  # the same where white gaps tell them
SET_OFF = 90.0  # points by which a page may be moved to the side
SCALED, ALIKE = 0.2, 4  # the same for pages that were printed smaller: enough borders at the same shares of the width
STRETCH = 0.02  # by which a page may be wider than the one before it
_CONTINUED = re.compile(
    r"\s*[（(]?(?:续\s*(?:表|上表|前表)?|接上[页表]|上接第?[0-9]+页)[0-9]*[）)]?\s*|表\s*[0-9]*\s*[（(]续[）)]"
)
# What is said of joins, in Chinese and English: how sure, and which evidence told (`seams.Verdict.why`).
GRADES: dict[Certainty, tuple[str, str]] = {
    "certain": ("确定", "certain"), "likely": ("较可靠", "likely"), "review": ("待核对", "to be reviewed"),
}  # fmt: skip
WHY = {
    "sentence": ("句子跨页", "a sentence is cut"), "keys_below": ("序号、名称、分值在下页", "its keys stand below"),
    "no_keys": ("下页只有文字", "only text stands below"), "shared_keys": ("序号、分值分在两页", "its keys are shared out"),
    "blank": ("下页空行", "a blank row"), "own_keys": ("各有序号或分值", "keys of its own"),
    "section": ("栏目或合计行", "a section or a sum"), "new_row": ("上页文字已完", "the text above is whole"),
    "open": ("依据不足", "not clear"), "no_line": ("页末没有行线", "no line at the foot of the page"), "sums": ("按合计判断", "by the sums"),
}  # fmt: skip
TOLD = 12  # page turns that are told one by one


@dataclass(slots=True)
class Joined:
    """A document with its cut tables joined. `open`: seams that could be read the other way, by their number."""

    document: Document
    open: list[int] = field(default_factory=list)


def with_joined_tables(document: Document, flipped: frozenset[int] = frozenset()) -> Joined:
    """Join the tables that pages cut; seams in `flipped` are read against their evidence (see `pipeline`)."""
    runs = _runs(document.blocks)
    if all(len(run) == 1 for run in runs.values()):
        return Joined(document)
    stitcher = _Stitcher(flipped)
    whole: dict[int, Grid] = {}
    gone: set[int] = set()
    for first, run in runs.items():
        if len(run) > 1:
            whole[first] = stitcher.join(run)
            gone |= {id(grid) for grid in run[1:]}
    blocks = [whole.get(id(b), b) if isinstance(b, Grid) else b for b in document.blocks if id(b) not in gone]
    return Joined(stitcher.finished(document, blocks), stitcher.open)


# --- which tables belong together -------------------------------------------------------------------


def _runs(blocks: Sequence[Block]) -> dict[int, list[Grid]]:
    """Tables in runs that go from page to page, by the id of the first of each run."""
    runs: dict[int, list[Grid]] = {}
    owner: dict[int, int] = {}
    for grid in (block for block in blocks if isinstance(block, Grid)):
        before = _before(blocks, grid) if grid.sheet else None
        first = owner[id(before)] if before is not None else id(grid)
        runs.setdefault(first, []).append(grid)
        owner[id(grid)] = first
    return runs


def _before(blocks: Sequence[Block], grid: Grid) -> Grid | None:
    """The table at the foot of the page before that this one continues, if any."""
    at = next(index for index, block in enumerate(blocks) if block is grid)
    assert grid.sheet is not None
    page = grid.sheet.page
    for block in reversed(blocks[:at]):
        if isinstance(block, Paragraph):
            if not _CONTINUED.fullmatch(block.text):
                return None
        elif block.sheet is None or block.sheet.page < page - 1:
            return None
        elif block.sheet.page == page - 1 and _fits(block, grid):
            return block
    return None


def _fits(upper: Grid, lower: Grid) -> bool:
    """Whether the columns stand at the same places; a page may show fewer borders where cells are merged."""
    assert upper.sheet and lower.sheet
    headed = find_band(rectangle(lower))
    if headed is not None and not _repeated_rows(upper, lower):
        return False
    near = NEAR if upper.sheet.ruled and lower.sheet.ruled else ROUGH
    return _aligned(upper.sheet.xs, lower.sheet.xs, near) is not None


def _aligned(upper: Sequence[float], lower: Sequence[float], near: float = NEAR) -> tuple[float, ...] | None:
    """The lower borders in the places of the upper ones; None where they are those of another table.

    Pages of a book are set off to the left and right in turn, scans are moved and stretched a little, and a page may
    show fewer borders: where cells are merged, or where the last columns are blank and have no lines.
    """
    for xs in _moved(upper, lower):
        few, many = sorted((upper, xs), key=len)
        if all(any(abs(x - other) <= near for other in many) for x in few):
            return xs
    return None


def _moved(upper: Sequence[float], lower: Sequence[float]) -> Iterator[tuple[float, ...]]:
    yield tuple(lower)
    stretch = (upper[-1] - upper[0]) / (lower[-1] - lower[0])
    alike = len(upper) == len(lower) > ALIKE
    if abs(stretch - 1) <= (SCALED if alike else STRETCH):
        yield tuple(upper[0] + (x - lower[0]) * stretch for x in lower)
    for end in (0, -1):
        if abs(move := upper[end] - lower[end]) <= SET_OFF:
            yield tuple(x + move for x in lower)


def _repeated_rows(upper: Grid, lower: Grid) -> int:
    """How many rows at the top of a page repeat headings of the table."""
    band = find_band(rectangle(upper))
    known = [_texts(upper, row) for row in range(band.last + 1 if band else 1)]
    for start in range(len(known)):
        count = len(known) - start
        if lower.rows >= count and [_texts(lower, row) for row in range(count)] == known[start:]:
            return count
    return 0


def _texts(grid: Grid, row: int) -> list[str]:
    own = sorted((cell for cell in grid.cells if cell.row == row), key=lambda cell: cell.column)
    return ["".join(cell.text.split()) for cell in own if cell.text.strip()]


# --- joining ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Stitcher:
    flipped: frozenset[int]
    seams: int = 0
    open: list[int] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    doubtful: list[Doubtful] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def join(self, run: list[Grid]) -> Grid:
        """One table of a run."""
        sheets = [grid.sheet for grid in run if grid.sheet]
        widest = max((sheet.xs for sheet in sheets), key=len)
        near = NEAR if all(sheet.ruled for sheet in sheets) else ROUGH
        xs = [_aligned(widest, sheet.xs, near) or sheet.xs for sheet in sheets]
        borders = _borders((x for own in xs for x in own), near)
        whole, *parts = [_placed(grid, s, own, borders) for grid, s, own in zip(run, sheets, xs, strict=True)]
        columns = _columns(run[0], whole)
        turns: list[tuple[int, Verdict]] = []
        for part, grid in zip(parts, run[1:], strict=True):
            self._drop(part, _repeated_rows(run[0], grid))
            whole.without_blank_foot()
            part.without_blank_head()
            if part.rows:
                turns.append((grid.sheet.page if grid.sheet else 0, self._seam(whole, part, columns, grid.sheet)))
        self._tell(sheets, turns)
        return Grid(
            run[0].table, whole.rows, len(borders) - 1, whole.cells, header_rows=run[0].header_rows, sheet=run[0].sheet
        )

    def finished(self, document: Document, blocks: list[Block]) -> Document:
        """The document with its new blocks, tables numbered anew, and what was done to it."""
        tables = 0
        for index, block in enumerate(blocks):
            if isinstance(block, Grid):
                blocks[index], tables = replace(block, table=tables), tables + 1
        return replace(
            document, blocks=blocks, changes=[*document.changes, *self.changes],
            furniture=[*document.furniture, *self.furniture], doubtful=[*document.doubtful, *self.doubtful],
            notices=[*document.notices, *self.notices],
        )  # fmt: skip

    def _drop(self, part: _Part, rows: int) -> None:
        """Headings that the page repeats are furniture."""
        for cell in [cell for cell in part.cells if cell.row < rows]:
            self.furniture += [Furniture(span, "heading") for span in cell.spans()]
        part.cells = [replace(cell, row=cell.row - rows) for cell in part.cells if cell.row >= rows]
        part.rows -= rows

    def _seam(self, whole: _Part, part: _Part, columns: Columns | None, sheet: Sheet | None) -> Verdict:
        """Append a page's rows to the table, the first one to its last row where the page cut it."""
        last = whole.rows - 1
        halves = Halves(whole.own(last), part.own(0), whole.endings, whole.width, whole.over(last), whole.cut)
        verdict = self._verdict(judge(halves, columns), sheet)
        if verdict.cut:
            self._join_row(whole, part, halves, verdict)
        else:
            self._join_groups(whole, part, columns)
        if verdict.grade == "review":
            self._doubt([*halves.upper.values(), *halves.lower.values()])
        whole.append(part, 1 if verdict.cut else 0)
        return verdict

    def _doubt(self, cells: Iterable[Cell]) -> None:
        """The rows on both sides of a turn that could be read otherwise."""
        spoken = [cell for cell in cells if cell.text]
        text = "／".join(cell.text[:10] for cell in spoken[:3])
        self.doubtful += [Doubtful(span, "R133", (("text", text),)) for cell in spoken for span in cell.spans()]

    def _verdict(self, verdict: Verdict, sheet: Sheet | None) -> Verdict:
        """The verdict of the evidence, or its opposite where sums are tried."""
        number, self.seams = self.seams, self.seams + 1
        if verdict.grade != "certain":
            self.open.append(number)
        if number not in self.flipped:
            return verdict
        self.notices.append(Notice("W247", {"page": str(sheet.page if sheet else 0)}))
        return Verdict(not verdict.cut, "likely", "sums")

    def _join_row(self, whole: _Part, part: _Part, halves: Halves, verdict: Verdict) -> None:
        """Both halves of a row become one; cells that only one half has stay."""
        for lower in [cell for cell in part.cells if cell.row == 0]:
            upper = whole.bottom(lower.column)
            if upper is None or upper.column != lower.column:
                continue
            made = self._joined(upper, lower, whole.endings.get(upper.column), verdict.grade)
            whole.replace(upper, replace(made, rowspan=upper.rowspan + lower.rowspan - 1))
            part.cells.remove(lower)

    def _join_groups(self, whole: _Part, part: _Part, columns: Columns | None) -> None:
        """Cells of groups that go on below the page turn."""
        for lower in [cell for cell in part.cells if cell.row == 0]:
            upper = whole.bottom(lower.column)
            if upper is None or not upper.text or (upper.column, upper.colspan) != (lower.column, lower.colspan):
                continue
            made = self._same_group(upper, lower, whole.endings.get(upper.column), columns)
            if made is not None:
                whole.replace(upper, replace(made, rowspan=upper.rowspan + lower.rowspan))
                part.cells.remove(lower)

    def _same_group(self, upper: Cell, lower: Cell, ending: Ending | None, columns: Columns | None) -> Cell | None:
        """The cell of a group that is blank below, repeats its words, or is cut in their middle; else None."""
        reach = upper.rowspan > 1 or lower.rowspan > 1
        levels = columns.levels if columns else ()
        grouping = columns is not None and lower.column in (*levels, columns.name)
        if not lower.text:
            return upper if reach or grouping else None
        if reach and grouping and "".join(lower.text.split()) == "".join(upper.text.split()):
            self.furniture += [Furniture(span, "heading") for span in lower.spans()]
            return upper
        grade = goes_on(upper.text, lower.text, ending) if lower.column in levels else None
        if grade == "review":
            self._doubt([upper, lower])
        return self._joined(upper, lower, ending, grade) if grade == "likely" else None

    def _joined(self, upper: Cell, lower: Cell, ending: Ending | None, grade: Certainty) -> Cell:
        """Two pieces of one text, with both places; a text that was cut is told."""
        if not (upper.text and lower.text):
            kept = upper if upper.text else lower
            return replace(kept, row=upper.row, column=upper.column, colspan=upper.colspan, rowspan=upper.rowspan)
        between = glue(upper.text, lower.text, ending)
        made = joined(
            upper.row, upper.column, [(upper.text, upper.spans()), (between, ()), (lower.text, lower.spans())]
        )
        first, *more = [*upper.spans()[-1:], *lower.spans()]
        before, after = upper.text[-12:], lower.text[:12]
        self.changes.append(
            Change("row_joined", f"{before}\n{after}", before + between + after, grade, first, tuple(more))
        )
        if grade == "review":
            self.doubtful += [Doubtful(span, "R133", (("text", f"{before}／{after}"),)) for span in (first, *more)]
        return replace(made, rowspan=upper.rowspan, colspan=upper.colspan)

    def _tell(self, sheets: list[Sheet], turns: list[tuple[int, Verdict]]) -> None:
        """Which pages were joined, how surely, and what told at each turn."""
        worst: Certainty = max((v.grade for _, v in turns), key=lambda g: list(GRADES).index(g), default="certain")
        chinese = [f"第{p}页{'续上页的行' if v.cut else '另起一行'}（{WHY[v.why][0]}）" for p, v in turns[:TOLD]]
        english = [f"page {p} {'goes on with' if v.cut else 'begins'} a row ({WHY[v.why][1]})" for p, v in turns[:TOLD]]
        more = ["…"] * (len(turns) > TOLD)
        params = {
            "first": str(sheets[0].page), "last": str(sheets[-1].page), "grade": GRADES[worst][0], "grade_en": GRADES[worst][1],
            "turns": "，".join(chinese + more), "turns_en": ", ".join(english + more),
        }  # fmt: skip
        self.notices.append(Notice("W246", params))


@dataclass(slots=True)
class _Part:
    """A table being put together: cells in common columns, and how texts end in its last row."""

    rows: int
    width: int
    cells: list[Cell]
    endings: dict[int, Ending]
    cut: bool = False  # whether no line stands below its last row

    def own(self, row: int) -> dict[int, Cell]:
        """The cells that begin in a row, by column."""
        return {cell.column: cell for cell in self.cells if cell.row == row}

    def over(self, row: int) -> dict[int, Cell]:
        """The cells that began above a row and reach over it, by column."""
        return {c.column: c for c in self.cells if c.row < row < c.row + c.rowspan and c.text}

    def bottom(self, column: int) -> Cell | None:
        """The cell that covers the last row in a column."""
        for cell in reversed(self.cells):
            if cell.column <= column < cell.column + cell.colspan and cell.row + cell.rowspan >= self.rows:
                return cell
        return None

    def replace(self, old: Cell, new: Cell) -> None:
        """Put one cell in the place of another."""
        at = next(index for index, cell in enumerate(self.cells) if cell is old)
        self.cells[at] = new

    def without_blank_foot(self) -> None:
        """Drop rows at the foot of a page that hold nothing: the rest of a frame that is drawn to the page's end."""
        while self.rows > 1 and not any(cell.text for cell in self.own(self.rows - 1).values()):
            self.rows -= 1
            kept = [cell for cell in self.cells if cell.row < self.rows]
            self.cells = [replace(c, rowspan=min(c.rowspan, self.rows - c.row)) for c in kept]

    def without_blank_head(self) -> None:
        """Drop rows at the head of a page that hold nothing; cells that reach further begin below."""
        while self.rows > 1 and not any(cell.text for cell in self.own(0).values()):
            self.rows -= 1
            rest = [c for c in self.cells if c.row or c.rowspan > 1]
            self.cells = [replace(c, row=max(c.row - 1, 0), rowspan=c.rowspan - (not c.row)) for c in rest]

    def append(self, part: _Part, shared: int) -> None:
        """The rows of a further page; `shared` of them belong to the last row."""
        offset = self.rows - shared
        self.cells += [replace(cell, row=cell.row + offset) for cell in part.cells]
        self.rows += part.rows - shared
        kept = self.endings if part.rows == 1 and shared else {}
        self.endings = {**kept, **part.endings}
        self.cut = part.cut


def _placed(grid: Grid, sheet: Sheet, xs: Sequence[float], borders: list[float]) -> _Part:
    """A page's table in the columns of the whole; columns that the page does not show are blank."""
    at = [_nearest(borders, x) for x in xs]
    cells = [
        replace(c, column=at[c.column], colspan=at[min(c.column + c.colspan, len(at) - 1)] - at[c.column]) for c in grid.cells
    ]  # fmt: skip
    outside = [column for column in range(len(borders) - 1) if not at[0] <= column < at[-1]]
    cells += [Cell(0, column, "", 0, rowspan=grid.rows) for column in outside]
    endings = {at[column]: ending for (_, column), ending in sheet.endings.items()}
    return _Part(grid.rows, len(borders) - 1, cells, endings, sheet.cut)


def _borders(values: Iterable[float], near: float) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > near:
            found.append(value)
    return found


def _nearest(borders: list[float], value: float) -> int:
    after = bisect_left(borders, value)
    near = [index for index in (after - 1, after) if 0 <= index < len(borders)]
    return min(near, key=lambda index: abs(borders[index] - value))


def _columns(first: Grid, whole: _Part) -> Columns | None:
    """What the columns are, from the headings and rows of the first page."""
    table = rectangle(replace(first, columns=whole.width, cells=list(whole.cells)))
    band = find_band(table)
    return find_columns(table, band) if band else None
