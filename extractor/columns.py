"""What each column of a table is, by evidence: its headings, what stands below them, and the merges.

The headings are in lexicon/headers.yaml. Content corrects them: a points column holds numbers, a column
that always speaks of points won and lost is the rule column whatever its heading says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from extractor import lexicon
from extractor.grid import Rectangle
from extractor.zh.normalize import normalize

TEXT_ROLES = ("requirement", "rule")
ATTRIBUTES = (
    "assessment_method", "data_source", "responsible", "period", "kind", "direction", "remark", "unit", "target_value",
)  # fmt: skip
ENOUGH = 3
HEADER_DEPTH = 8
SHORT = 40
POINTS = 16  # characters of the longest points: +12345.6789 分
_SCORES = re.compile(r"得[0-9.]+分|扣[0-9.]+分|不得分|[0-9]分")


@dataclass(frozen=True, slots=True)
class Columns:
    """What each column of a table is. `points` maps a profile label (None for the only one) to a column."""

    levels: tuple[int, ...]
    name: int | None
    number: int | None
    texts: tuple[int, ...]
    points: tuple[tuple[str | None, int], ...]
    level_points: tuple[tuple[int, int], ...]
    attributes: tuple[tuple[str, int], ...]
    blanks: tuple[int, ...]
    width: int

    @property
    def keys(self) -> tuple[int, ...]:
        """The columns that make a row an indicator."""
        return (*((self.name,) if self.name is not None else ()), *self.texts)


# --- headings ---------------------------------------------------------------------------------------


def heading_role(text: str) -> tuple[str | None, int]:
    """The role a heading announces and how surely: 2 for the whole heading, 1 for its end, 0 for none."""
    for form in _heading_forms(text):
        for heading in lexicon.headings():
            if form in heading.words:
                return heading.role, 2
    form = _heading_forms(text)[-1]
    ends = [(len(end), heading.role) for heading in lexicon.headings() for end in heading.ends if form.endswith(end)]
    return (max(ends)[1], 1) if ends and len(form) <= 14 else (None, 0)


def _heading_forms(text: str) -> list[str]:
    plain = normalize(text)
    whole = re.sub(r"\s", "", plain)
    bare = re.sub(r"\([^()]*\)|[★☆▲△*※]|[:.]\Z", "", whole)
    first = re.sub(r"\s|\([^()]*\)", "", plain.strip().split("\n")[0])
    return [whole, first, bare]


@dataclass(frozen=True, slots=True)
class Band:
    """The heading rows of a table and the role each column's headings announce; `labels` are the lowest headings."""

    first: int
    last: int
    roles: tuple[str | None, ...]
    labels: tuple[str, ...]

    def above(self) -> Band:
        """The same headings for a table that has none of its own."""
        return replace(self, first=0, last=-1)


def find_band(table: Rectangle) -> Band | None:
    """The rows of headings: the best row near the top, with the heading rows that follow it."""
    depth = min(table.rows, HEADER_DEPTH)
    strengths = [_row_strength(table, row) for row in range(depth)]
    if not strengths or max(strengths) < ENOUGH:
        return None
    first = strengths.index(max(strengths))
    while first > 0 and _row_strength(table, first - 1) >= 2:
        first -= 1
    last = max(first, strengths.index(max(strengths)))
    while last + 1 < table.rows and _continues_band(table, first, last + 1):
        last += 1
    roles = tuple(_column_role(table, first, last, column) for column in range(table.columns))
    labels = tuple(re.sub(r"\s", "", table.text(last, column)) for column in range(table.columns))
    return Band(first, last, roles, labels)


def _row_strength(table: Rectangle, row: int) -> int:
    """How much a row looks like headings: strengths of distinct roles, nothing for long or numeric cells."""
    best: dict[str, int] = {}
    for cell in table.distinct(row):
        role, strength = heading_role(cell.text)
        if role and len(cell.text) <= SHORT:
            best[role] = max(best.get(role, 0), strength)
    others = sum(1 for cell in table.distinct(row) if len(cell.text) > SHORT or is_points(cell.text))
    return sum(best.values()) - 2 * others if len(best) > 1 else 0


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


def is_points(text: str) -> bool:
    """Whether a text is a number of points and nothing else."""
    return len(text.strip()) <= POINTS and bool(lexicon.pattern("points_cell").search(normalize(text)))


# --- columns ----------------------------------------------------------------------------------------


def find_columns(table: Rectangle, band: Band) -> Columns | None:
    """Settle the columns from the headings and from what stands below them."""
    roles = _by_content(table, band)
    at: dict[str, list[int]] = {}
    for column, role in enumerate(roles):
        if role and not _same_cell_left(table, band, roles, column):
            at.setdefault(role, []).append(column)
    texts = sorted(at.get("requirement", []) + at.get("rule", [])) or at.get("target_value", [])
    levels, name, texts = _name_column(table, band.last + 1, at, texts)
    if name is None and not texts:
        return None
    points, level_points = _points_columns(table, band, at.get("points", []), levels, name)
    attributes = tuple((role, column) for role in ATTRIBUTES for column in at.get(role, []))
    number = next(iter(at.get("number", [])), None)
    return Columns(
        tuple(levels), name, number, tuple(texts), points, level_points, attributes, tuple(at.get("blank", [])),
        table.columns,
    )  # fmt: skip


def _same_cell_left(table: Rectangle, band: Band, roles: list[str | None], column: int) -> bool:
    """Whether all body cells of this column are those of the column to its left (a merged double column)."""
    if column == 0 or roles[column - 1] != roles[column]:
        return False
    body = range(band.last + 1, table.rows)
    return bool(body) and all(table.at[row][column] is table.at[row][column - 1] for row in body)


def _by_content(table: Rectangle, band: Band) -> list[str | None]:
    """Headings corrected by content: a points column holds numbers; a level column may be one."""
    roles = list(band.roles)
    untitled: set[int] = set()
    body = range(band.last + 1, table.rows)
    for column, role in enumerate(roles):
        cells = _own_texts(table, body, column)
        if role == "points" and cells and sum(map(_pointlike, cells)) * 2 < len(cells):
            roles[column] = "rule" if _mean_length(cells) > 8 else role
        stated = any(other in ("level", *TEXT_ROLES) for other in roles)
        if (
            role == "blank"
            and stated
            and cells
            and sum(map(is_points, cells)) * 5 >= 4 * len(cells)
            and "points" not in roles
        ):
            roles[column] = "points" if len(cells) * 2 > len(body) else role
        if role is None and cells:
            roles[column] = _untitled_role(table, body, column, cells, roles, untitled)
            untitled.add(column)
    return _scoring_column(table, body, roles)


def _scoring_column(table: Rectangle, body: range, roles: list[str | None]) -> list[str | None]:
    """Where the column headed as rules never speaks of points and its neighbour always does, the two are swapped."""
    shares = {
        column: _scoring_share(_own_texts(table, body, column))
        for column, role in enumerate(roles)
        if role in ("rule", *TEXT_ROLES, "assessment_method", "data_source", "remark")
    }
    named = [column for column, role in enumerate(roles) if role == "rule"]
    best = max(shares, key=lambda column: shares[column], default=None)
    if best is None or shares[best] < 0.5 or roles[best] in TEXT_ROLES:
        return roles
    headed = roles[best]
    displaced = "requirement" if headed == "remark" else headed
    for column in named:
        roles[column] = displaced if shares[column] < 0.1 else roles[column]
    roles[best] = "rule"
    return roles


def _scoring_share(cells: list[str]) -> float:
    speak = sum("分" in cell and bool(_SCORES.search(normalize(cell))) for cell in cells)
    return speak / max(len(cells), 1)


def _untitled_role(
    table: Rectangle, body: range, column: int, cells: list[str], roles: list[str | None], untitled: set[int]
) -> str | None:
    """A column without a known heading: numbers are points where there are none, words before the name a level."""
    named = [at for at, role in enumerate(roles) if role in ("name", "level", *TEXT_ROLES)]
    if "points" not in roles and sum(map(is_points, cells)) == len(cells) > 1 and named and column > named[0]:
        return "points" if not _counts_up(cells) else "number"
    if all(map(is_points, cells)) and not _counts_up(cells):
        if column > 0 and roles[column - 1] == "points" and column - 1 in untitled:
            return "points"  # 人民医院 | 中医医院: one column of points for each kind of institution
        return "remark"  # points of groups, or of something else: kept, not read as a requirement
    if named and column < named[0]:
        return "number" if _counts_up(cells) else "level"
    if column > 0 and roles[column - 1] in ("level", "name"):
        return "name" if _mean_length(cells) <= SHORT and "name" not in roles else "requirement"
    return "requirement" if _mean_length(cells) > SHORT or _states(cells) else "remark"


def _states(cells: list[str]) -> bool:
    """Whether cells hold numbers or signs besides list numbers and points in brackets: then they state something."""
    bracket, prefix = lexicon.pattern("points_bracket"), lexicon.pattern("number_prefix")
    return any(re.search(r"[0-9≥≤]", prefix.sub("", bracket.sub("", normalize(cell)))) for cell in cells)


def _counts_up(cells: list[str]) -> bool:
    values = [int(text) for text in cells if text.strip().isdecimal()]
    rising = len(values) > 1 and values[-1] > values[0]
    return rising and len(values) == len(cells) and all(b - a in (0, 1) for a, b in pairwise(values))


def _pointlike(text: str) -> bool:
    plain = normalize(text)
    return (len(plain) <= 24 and any(c.isdigit() for c in plain)) or is_points(text) or "否决" in text


def _own_texts(table: Rectangle, body: range, column: int) -> list[str]:
    return [cell.text for row in body if (cell := table.at[row][column]) and cell.row == row and cell.text]


def _mean_length(cells: list[str]) -> float:
    return sum(map(len, cells)) / max(len(cells), 1)


def _name_column(
    table: Rectangle, body_start: int, at: dict[str, list[int]], texts: list[int]
) -> tuple[list[int], int | None, list[int]]:
    """Which column names the indicator: the last name column, else the deepest level, else a short text column."""
    names, levels = sorted(at.get("name", [])), sorted(at.get("level", []))
    first_text = min(texts, default=table.columns)
    candidates = sorted(set(names + levels))
    before = [column for column in candidates if column < first_text] or candidates
    late = [column for column in candidates if column not in before]
    if not before:
        return _name_from_texts(table, body_start, texts)
    deepest = names[-1] if names and names[-1] in before and names[-1] > max(levels, default=-1) else before[-1]
    extra = sorted([*texts, *late])
    if _shared(table, body_start, deepest) > 0.3 and extra:
        if len(extra) > 1 and _median(table, body_start, extra[0]) <= SHORT:
            return before, extra[0], _kept(table, body_start, extra)
        if _pointed(table, body_start, deepest):
            return before, None, extra
    return [column for column in before if column != deepest], deepest, extra


def _name_from_texts(table: Rectangle, body_start: int, texts: list[int]) -> tuple[list[int], int | None, list[int]]:
    """No column is headed as a name: merged text columns are levels, the next short one names the row."""
    levels: list[int] = []
    while len(texts) > 1 and _shared(table, body_start, texts[0]) > 0.3:
        levels, texts = [*levels, texts[0]], texts[1:]
    if len(texts) > 1 and _median(table, body_start, texts[0]) <= SHORT:
        return levels, texts[0], _kept(table, body_start, texts)
    return levels, None, texts


def _kept(table: Rectangle, body_start: int, texts: list[int]) -> list[int]:
    """The text columns beside the one that names the row; it stays a text where it states numbers."""
    states = _states(_own_texts(table, range(body_start, table.rows), texts[0]))
    return texts if states else texts[1:]


def _pointed(table: Rectangle, body_start: int, column: int) -> bool:
    """Whether merged cells carry points of their own (控制指标（40分）): then they are groups."""
    cells = _own_texts(table, range(body_start, table.rows), column)
    return bool(cells) and all(lexicon.pattern("points_bracket").search(normalize(cell)) for cell in cells)


def _shared(table: Rectangle, start: int, column: int) -> float:
    """The share of body rows whose cell in this column began in an earlier row."""
    rows = [row for row in range(start, table.rows) if table.at[row][column]]
    blank = not table.grid.states_merges
    cells = [(row, table.at[row][column]) for row in rows]
    shared = sum(1 for row, cell in cells if cell and (cell.row < row or (blank and not cell.text)))
    return shared / max(len(rows), 1)


def _median(table: Rectangle, start: int, column: int) -> float:
    texts = _own_texts(table, range(start, table.rows), column)
    return median(map(len, texts)) if texts else 0


def _points_columns(
    table: Rectangle, band: Band, columns: list[int], levels: list[int], name: int | None
) -> tuple[tuple[tuple[str | None, int], ...], tuple[tuple[int, int], ...]]:
    """Points of the indicators (by profile where a heading spans several columns) and points of levels."""
    of_level = []
    rest = []
    for column in columns:
        owner = max((level for level in levels if level < column), default=None)
        nearer = name is None or not (owner is not None and owner < name < column)
        if len(columns) > 1 and owner is not None and nearer and column - owner == 1:
            of_level.append((owner, column))
        else:
            rest.append(column)
    rest = rest or [columns[-1]] if columns else []
    if len(rest) < 2:
        return tuple((None, column) for column in rest), tuple(pair for pair in of_level if pair[1] not in rest)
    return tuple((_profile(band, column), column) for column in rest), tuple(of_level)


def _profile(band: Band, column: int) -> str:
    """The label of one of several points columns: its lowest heading."""
    return band.labels[column] or f"{column}"
