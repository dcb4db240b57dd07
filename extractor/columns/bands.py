"""The heading rows of a table and the role that each heading announces; where no heading is known, the contents tell.

The headings are in lexicon/headers.yaml.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from extractor import lexicon
from extractor.columns.contents import SHORT, counts_up, figures, is_points, own_texts, scoring_share
from extractor.grid import Rectangle
from extractor.zh.normalize import normalize

ENOUGH = 3
HEADER_DEPTH, FORM_DEPTH = 8, 40  # a form has fields to fill in above its table
FEW = 3  # rows below which the contents of a column tell nothing
# The line before a mark or a remark: 三级指标⏎★为核心指标; 三级⏎医院 is one word.
_FIRST_LINE = re.compile(r"[^\n]*(?:\n(?=[一-鿿])[^\n]*)*")
HEADING = 14  # characters of the longest heading that nobody knows


@dataclass(frozen=True, slots=True)
class Band:
    """The heading rows of a table and the role each column's headings announce; `labels` are the lowest headings.

    A table without any has `last` before `first`. `by_content` where the contents told the roles.
    """

    first: int
    last: int
    roles: tuple[str | None, ...]
    labels: tuple[str, ...]
    by_content: bool = False

    def above(self) -> Band:
        """The same headings for a table that has none of its own."""
        return replace(self, first=0, last=-1)


@lru_cache(maxsize=4096)
def heading_role(text: str) -> tuple[str | None, int]:
    """The role a heading announces and how surely: 2 for the whole heading, 1 for its end, 0 for none."""
    forms = _heading_forms(text)
    for form in forms:
        for heading in lexicon.headings():
            if form in heading.words:
                return heading.role, 2
    form = forms[-1]
    ends = [(len(end), heading.role) for heading in lexicon.headings() for end in heading.ends if form.endswith(end)]
    return (max(ends)[1], 1) if ends and len(form) <= HEADING else (None, 0)


def may_ask(text: str) -> bool:
    """Whether a heading may also be that of requirements, by its end: 考核要点."""
    form = _heading_forms(text)[-1]
    return any(form.endswith(heading.ends) for heading in lexicon.headings() if heading.role == "requirement")


def _heading_forms(text: str) -> list[str]:
    plain = normalize(text)
    whole = re.sub(r"\s", "", plain)
    bare = re.sub(r"\([^()]*\)|[★☆▲△*※]|[:.]\Z", "", whole)
    first = re.sub(r"\s|\([^()]*\)", "", _FIRST_LINE.match(plain.strip() + "\n")[0])  # type: ignore[index]
    return [whole, first, bare]


def find_band(table: Rectangle) -> Band | None:
    """The rows of known headings: the best row near the top (below the fields of a form) and the heading rows after it."""
    first = _best(table, 0, HEADER_DEPTH)
    if first is None:
        first = _best(table, HEADER_DEPTH, FORM_DEPTH)
    if first is None:
        return None
    last = first
    while first > 0 and row_strength(table, first - 1) >= 2 and _reaches(table, first - 1):
        first -= 1
    while last + 1 < table.rows and _continues_band(table, first, last + 1):
        last += 1
    return _band(table, first, last)


def _best(table: Rectangle, start: int, end: int) -> int | None:
    strengths = {row: row_strength(table, row) for row in range(start, min(table.rows, end))}
    best = max(strengths, key=lambda row: (strengths[row], known_headings(table, row)), default=None)
    return best if best is not None and strengths[best] >= ENOUGH else None


def known_headings(table: Rectangle, row: int) -> int:
    """How many more cells of a row are headings than are not: 项目名称 | 某工程 are a field of a form and what is in it."""
    cells = [cell for cell in table.distinct(row) if cell.text]
    return sum(1 if heading_role(cell.text)[1] else -1 for cell in cells)


def _band(table: Rectangle, first: int, last: int) -> Band:
    roles = tuple(_column_role(table, first, last, column) for column in range(table.columns))
    return Band(first, last, roles, _labels(table, last))


def _labels(table: Rectangle, row: int) -> tuple[str, ...]:
    return tuple(re.sub(r"\s", "", table.text(row, column)) for column in range(table.columns))


def row_strength(table: Rectangle, row: int) -> int:
    """How much a row looks like headings: strengths of distinct roles, nothing for long or numeric cells."""
    best: dict[str, int] = {}
    for cell in table.distinct(row):
        if len(cell.text) <= SHORT:
            role, strength = heading_role(cell.text)
            if role:
                best[role] = max(best.get(role, 0), strength)
    others = sum(1 for cell in table.distinct(row) if len(cell.text) > SHORT or is_points(cell.text))
    return sum(best.values()) - 2 * others if len(best) > 1 else 0


def _reaches(table: Rectangle, row: int) -> bool:
    """Whether headings of a row stand over those of the row below it: one is merged with it, or wider than one below."""
    below = table.own(row + 1)
    return any(
        cell.row + cell.rowspan > row + 1
        or (
            heading_role(cell.text)[1] > 0
            and any(own.colspan < cell.colspan for own in below if own.column == cell.column)
        )
        for cell in table.own(row)
        if cell.text
    )


def _continues_band(table: Rectangle, first: int, row: int) -> bool:
    """A further heading row: covered by merged headings from above, and what is its own is short and unnumeric."""
    merged = any(cell and cell.row < row for cell in table.at[row])
    own = [cell for cell in table.own(row) if cell.text]
    plain = all(len(cell.text) <= 20 and not is_points(cell.text) for cell in own)
    wide = any(cell.colspan > 1 for cell in table.distinct(row - 1) if cell.row >= first)
    return bool(own) and plain and merged and wide and all(len(c.text) <= SHORT for c in table.distinct(row) if c)


def _column_role(table: Rectangle, first: int, last: int, column: int) -> str | None:
    """The role of a column: the lowest heading that announces one decides."""
    for row in range(last, first - 1, -1):
        role, _ = heading_role(table.text(row, column))
        if role:
            return role
    return None


# --- by content -------------------------------------------------------------------------------------


def band_by_content(table: Rectangle) -> Band | None:
    """No known headings: a column of points beside a column that speaks of points won and lost is a scoring table.

    Headings that nobody knows are told from a first row by what the points and the rules below are.
    """
    start = next(
        (row for row in range(min(table.rows, HEADER_DEPTH)) if len(table.own(row)) > 1 and table.columns > 2), None
    )
    if start is None or table.rows - start <= FEW:
        return None
    below = range(start + 1, table.rows)
    rules = [column for column in range(table.columns) if _is_rules(own_texts(table, below, column))]
    points = [column for column in range(table.columns) if _is_points(own_texts(table, below, column), len(below))]
    named = [column for column in range(table.columns) if _is_pointed(own_texts(table, below, column), len(below))]
    if not rules or not (points or (named and named[0] < rules[-1])):
        return None
    last = start if _is_heading(table, start, points, rules) else start - 1
    known = [heading_role(table.text(start, column))[0] if last == start else None for column in range(table.columns)]
    given = {**dict.fromkeys(rules[-1:], "rule"), **dict.fromkeys(points, "points")}
    given |= dict.fromkeys(named[:1] if not points else [], "name")
    roles = tuple(given.get(column, role if role != "points" else None) for column, role in enumerate(known))
    labels = _labels(table, start) if last == start else ("",) * table.columns
    return Band(start, last, roles, labels, by_content=True)


def _is_rules(cells: list[str]) -> bool:
    return len(cells) >= FEW and scoring_share(cells) >= 0.5


def _is_pointed(cells: list[str], rows: int) -> bool:
    """Names with points in brackets: 服务能力（20分）."""
    short = len(cells) * 2 > rows and all(len(cell) <= SHORT for cell in cells)
    return short and all(lexicon.bracketed_points(normalize(cell)) for cell in cells)


def _is_points(cells: list[str], rows: int) -> bool:
    cells = figures(cells)
    return len(cells) * 2 > rows and all(map(is_points, cells)) and not counts_up(cells)


def _is_heading(table: Rectangle, row: int, points: list[int], rules: list[int]) -> bool:
    cells = [cell.text for cell in table.distinct(row)]
    figures = any(is_points(table.text(row, column)) for column in points)
    stated = scoring_share([table.text(row, column) for column in rules]) > 0
    return not figures and not stated and all(0 < len(re.sub(r"\s", "", text)) <= HEADING for text in cells)
