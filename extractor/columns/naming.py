"""Which columns are groups and which one names the row: by headings, and by how their cells lie beside the points.

The unit of a catalogue is what has points of its own. A cell over several units is a group, whatever its heading;
the first column with one short cell for each unit names it; finer cells are lines of its text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from statistics import median

from extractor import lexicon
from extractor.columns.bands import Band, may_ask
from extractor.columns.contents import SHORT, own_texts, scoring_share, states
from extractor.grid import Rectangle
from extractor.zh.normalize import normalize

_SENTENCE = re.compile(r"[，。；,;]\s*\Z|[，,；;].{4}")
LINE = 60  # characters of the longest sentence that names a row below its group
SHARED = 0.3


@dataclass(frozen=True, slots=True)
class Naming:
    """The columns of groups, the one that names the row (None where none does), and those of its text."""

    levels: list[int]
    name: int | None
    texts: list[int]


@dataclass(frozen=True, slots=True)
class Body:
    """The rows below the headings; `units` are the first rows of what has points of its own, `stated` the columns that
    a heading of their own announces as requirements, `loose` those whose heading names or asks (考核要点), `cases` those
    of what wins or costs points (扣分情形).
    """

    table: Rectangle
    start: int
    units: tuple[int, ...]
    stated: frozenset[int]
    loose: frozenset[int] = frozenset()
    cases: frozenset[int] = frozenset()

    @classmethod
    def below(cls, table: Rectangle, band: Band, points: list[int]) -> Body:
        """The units are told by the last points column; without one every row is a unit."""
        start = band.last + 1
        last = points[-1] if points else None
        rows = range(start, table.rows)
        whole = [row for row in rows if last is None or (cell := table.at[row][last]) is None or cell.row == row]
        asked = [column for column, role in enumerate(band.roles) if role == "requirement" and band.last >= band.first]
        alone = [column for column in asked if _own_heading(table, band.last, column)]
        cases = [column for column in alone if lexicon.pattern("case_heading").search(normalize(band.labels[column]))]
        loose = [column for column, role in enumerate(band.roles) if role == "name" and may_ask(band.labels[column])]
        return cls(table, start, tuple(whole), frozenset(alone), frozenset(loose), frozenset(cases))

    def texts(self, column: int) -> list[str]:
        """The texts of a column."""
        return own_texts(self.table, range(self.start, self.table.rows), column)

    def median(self, column: int) -> float:
        """The usual length of its texts."""
        return median(map(len, texts)) if (texts := self.texts(column)) else 0

    def shared(self, column: int) -> float:
        """The share of units whose cell in this column began in an earlier one."""
        blank = not self.table.grid.states_merges
        cells = [(row, cell) for row in self.units if (cell := self.table.at[row][column])]
        earlier = sum(1 for row, cell in cells if cell.row < row or (blank and not cell.text))
        return earlier / max(len(cells), 1)


def _own_heading(table: Rectangle, row: int, column: int) -> bool:
    """Whether a heading stands over one column, or over as many as the cells below it."""
    heading = table.at[row][column]
    below = [cell for at in range(row + 1, table.rows) if (cell := table.at[at][column]) and cell.row == at]
    alike = sum(cell.colspan == heading.colspan for cell in below) * 2 > len(below) if heading else False
    return heading is not None and heading.column == column and (heading.colspan == 1 or alike)


def name_column(body: Body, names: list[int], levels: list[int], texts: list[int]) -> Naming:
    """The last short column headed as a name or level, unless its cells are groups; else a short text column."""
    names = [column for column in names if not _asks(body, column, names)]
    headed = sorted({*names, *levels})
    texts = sorted({*texts, *(column for column in body.loose if column not in headed)})
    short = _short(body, headed, names)
    texts = sorted({*texts, *(column for column in headed if column not in short)})
    groups = _leading_groups(body, short, texts)
    texts = [column for column in texts if column not in groups]
    short = [*groups, *short]
    first_text = min(texts, default=body.table.columns)
    before = [column for column in short if column < first_text] or short
    if not before:
        return _name_from_texts(body, texts)
    named = [column for column in names if column in before]
    deepest = named[-1] if named and named[-1] > max(levels, default=-1) else before[-1]
    extra = sorted({*texts, *short} - {*before})
    below = _below_groups(body, before, extra) if body.shared(deepest) > SHARED and extra else None
    return below or Naming([column for column in before if column != deepest], deepest, extra)


def _as_high(body: Body, column: int, other: int) -> bool:
    """Whether the cells of two columns lie side by side, one for one: the second is no finer than the first."""
    pairs = [(body.table.at[row][column], body.table.at[row][other]) for row in body.units]
    return all(a and b and (a.row, a.rowspan) == (b.row, b.rowspan) for a, b in pairs)


def _leading_groups(body: Body, names: list[int], texts: list[int]) -> list[int]:
    """考核内容 | 考核指标 where the first covers several units each: a group, whatever its heading."""
    before = [column for column in texts if names and column < names[0]]
    return [column for column in before if body.shared(column) > SHARED and body.median(column) <= SHORT]


def _asks(body: Body, column: int, names: list[int]) -> bool:
    """Whether 考核要点 is what is asked: another name stands before it, one for each unit, and no column else asks."""
    first = names[0]
    if column not in body.loose or first == column or body.stated:
        return False
    cells = body.texts(first)
    return len(set(cells)) == len(cells) == len(body.units) and body.shared(first) == 0


def _short(body: Body, headed: list[int], names: list[int]) -> list[int]:
    """Of the headed columns those that can be names: no long texts, and no sentences where another name is in words."""
    short = [column for column in headed if body.median(column) <= SHORT] or headed
    worded = [column for column in short if column in names and not _sentences(body.texts(column))]
    return [column for column in short if column not in names or column in worded or not worded]


def _numbered(cells: list[str]) -> bool:
    """Whether the cells are numbered: 1.…, 2.… in the rows of a group are what is asked."""
    found = sum(bool(lexicon.pattern("number_prefix").match(normalize(cell))) for cell in cells)
    return found * 5 >= 4 * len(cells) > 0


def _sentences(cells: list[str]) -> bool:
    """Whether most cells are sentences."""
    return sum(bool(_SENTENCE.search(normalize(cell))) for cell in cells) * 2 > len(cells)


def _below_groups(body: Body, groups: list[int], texts: list[int]) -> Naming | None:
    """All headed columns are groups: the first text column names the row, if it is no rule and not too long."""
    first, length = texts[0], body.median(texts[0])
    if _as_high(body, groups[-1], first):
        return None
    if len(texts) > 1 and length <= SHORT:
        return Naming(groups, first, _kept(body, texts))
    asked = first in body.stated and _numbered(body.texts(first))
    if length <= LINE and (asked or scoring_share(body.texts(first)) < SHARED):
        return Naming(groups, first, texts)
    if asked or _pointed(body, groups[-1]):
        return Naming(groups, None, texts)
    return None


def _name_from_texts(body: Body, texts: list[int]) -> Naming:
    """No column is headed as a name: merged text columns are groups, the next short one names the row."""
    levels: list[int] = []
    while len(texts) > 1 and body.shared(texts[0]) > SHARED:
        levels, texts = [*levels, texts[0]], texts[1:]
    if len(texts) > 1 and body.median(texts[0]) <= SHORT:
        return Naming(levels, texts[0], _kept(body, texts))
    return Naming(levels, None, texts)


def _kept(body: Body, texts: list[int]) -> list[int]:
    """The text columns beside the one that names the row; it stays a text where it states numbers, or holds sentences and
    no other column is one of requirements; the case that a tariff speaks of (扣分情形 | 扣分标准) is both.
    """
    cells = body.texts(texts[0])
    asked = texts[0] in body.stated and not body.stated & {*texts[1:]}
    return texts if (asked and (_sentences(cells) or texts[0] in body.cases)) or states(cells) else texts[1:]


def _pointed(body: Body, column: int) -> bool:
    """Whether merged cells carry points of their own (控制指标（40分）): then they are groups."""
    cells = body.texts(column)
    return bool(cells) and all(lexicon.pattern("points_bracket").search(normalize(cell)) for cell in cells)
