"""The roles of columns: what their headings announce, corrected by what stands below them."""

from __future__ import annotations

import re

from extractor import lexicon
from extractor.columns.bands import Band
from extractor.columns.contents import (
    SHORT,
    counts_up,
    figures,
    is_points,
    mean_length,
    own_texts,
    pointlike,
    scoring_share,
    states,
)
from extractor.grid import Rectangle
from extractor.zh.normalize import normalize

TEXT_ROLES = ("requirement", "rule")
_WORDS = re.compile(r"[^0-9A-Za-zⅠ-Ⅻ①-⑳(]*[一-鿿]{3}")
_FOR_EACH = re.compile(r"分\s?[/每]|每[^，。；]{0,6}[0-9]")  # 5分/次 is no worth of a row
FEW = 3  # cells that tell what a column holds
BRIEF = 4  # characters of remarks that state nothing: 见附件
MARK = 2  # characters of a mark that stands for no points


def roles_by_content(table: Rectangle, band: Band) -> list[str | None]:
    """Headings corrected by content: a points column holds numbers, and a column of points is one whatever its heading."""
    body = range(band.last + 1, table.rows)
    cells = [own_texts(table, body, column) for column in range(table.columns)]
    roles = [_corrected(role, cells[column]) for column, role in enumerate(band.roles)]
    roles = [None if _at_the_side(table, band, column) else role for column, role in enumerate(roles)]
    roles = [None if _same_cell_left(table, band, roles, column) else role for column, role in enumerate(roles)]
    if "points" not in roles:
        roles = [_as_points(role, cells[column], len(body)) for column, role in enumerate(roles)]
    roles = _values(cells, _ladder(band, cells, roles))
    untitled: set[int] = set()
    for column, role in enumerate(roles):
        if role is None and cells[column] and not _same_cell_left(table, band, list(band.roles), column):
            roles[column] = _untitled_role(column, cells[column], roles, untitled)
            untitled.add(column)
    return _worded(band, cells, _scoring_column(cells, _own_points(cells, _filled_in(cells, roles, len(body)))))


def _at_the_side(table: Rectangle, band: Band, column: int) -> bool:
    """Whether a heading goes down beside all rows (绩效指标, written upright): it says nothing of any of them."""
    cell = table.at[band.last][column] if band.last >= band.first else None
    return cell is not None and cell.row + cell.rowspan > band.last + 2


def _ladder(band: Band, cells: list[list[str]], roles: list[str | None]) -> list[str | None]:
    """Columns headed by grades (优秀 | 良好 | 合格), with words below most of them, are the rungs of a ladder."""
    grades = [at for at, label in enumerate(band.labels) if lexicon.pattern("grade_heading").match(normalize(label))]
    worded = [at for at in grades if len(cells[at]) >= FEW - 1 and not all(map(is_points, cells[at]))]
    if len(grades) < 2 or len(worded) * 2 < len(grades):
        return roles
    return ["tier" if at in grades else role for at, role in enumerate(roles)]


def _values(cells: list[list[str]], roles: list[str | None]) -> list[str | None]:
    """A column of bare values (12600万元, ≤30%, 20%-35%) beside one of texts is that of the targets, whatever its heading."""
    found = [
        at
        for at, role in enumerate(roles)
        if role in ("requirement", None) and len(cells[at]) >= FEW and _is_values(cells[at])
    ]
    texts = [at for at, role in enumerate(roles) if role in TEXT_ROLES and at not in found]
    if len(found) != 1 or not texts or "target_value" in roles:
        return roles
    return ["target_value" if at == found[0] else role for at, role in enumerate(roles)]


def _is_values(cells: list[str]) -> bool:
    values = sum(bool(lexicon.pattern("value_cell").fullmatch(normalize(cell).strip())) for cell in cells)
    figures_alone = all(is_points(cell) for cell in cells) or counts_up(cells)
    return values * 5 >= 4 * len(cells) and not figures_alone


def _own_points(cells: list[list[str]], roles: list[str | None]) -> list[str | None]:
    """Where finer names print points in brackets (师资结构（10分）), the points column is that of their groups."""
    column = next((at for at, role in enumerate(roles) if role == "points"), None)
    held = len(cells[column]) if column is not None else 0
    fine = (at for at, texts in enumerate(cells) if len(texts) > held and roles[at] not in ("rule", "points", "blank"))
    named = next((at for at in fine if _pointed(cells[at])), None)
    if column is None or named is None or roles.count("points") != 1:
        return roles
    outer = {at for at, role in enumerate(roles) if role == "name" and at < named}
    given = {**dict.fromkeys(outer, "level"), column: "group_points", named: "name"}
    return [given.get(at, role) for at, role in enumerate(roles)]


def _pointed(cells: list[str]) -> bool:
    """Whether nearly all cells carry points in brackets."""
    found = sum(bool(lexicon.pattern("points_bracket").search(normalize(cell))) for cell in cells)
    return len(cells) >= FEW and found * 5 >= 4 * len(cells) and mean_length(cells) <= SHORT


def _filled_in(cells: list[list[str]], roles: list[str | None], rows: int) -> list[str | None]:
    """Where no column is headed as rules, one headed as to be filled in (扣分说明) that holds a tariff in each row is one."""
    if "rule" in roles:
        return roles
    tariffs = [
        at
        for at, role in enumerate(roles)
        if role == "blank" and len(cells[at]) * 5 >= 4 * rows and scoring_share(cells[at]) >= 0.5
    ]
    return ["rule" if at in tariffs[:1] else role for at, role in enumerate(roles)] if rows >= FEW else roles


def _worded(band: Band, cells: list[list[str]], roles: list[str | None]) -> list[str | None]:
    """Where no column states anything, 说明 beside names and points does; 说明 also beside rules alone."""
    if "requirement" not in roles and "target_value" not in roles:
        told = [at for at, role in enumerate(roles) if role == "remark" and band.labels[at] in ("说明", "内容说明")]
        told = [at for at in told if mean_length(cells[at]) > BRIEF * 2 and len(cells[at]) >= FEW]
        roles = [("requirement" if at in told[:1] else role) for at, role in enumerate(roles)]
    if any(role in TEXT_ROLES or role == "target_value" for role in roles) or "points" not in roles:
        return roles
    found = [at for at, role in enumerate(roles) if role == "remark" and mean_length(cells[at]) > BRIEF]
    return [("requirement" if at in found[:1] else role) for at, role in enumerate(roles)]


def _corrected(role: str | None, cells: list[str]) -> str | None:
    """A points column that holds words is what the words are; a text column that holds nothing but points is one of points."""
    if role == "points" and sum(map(pointlike, cells)) * 2 < len(cells):
        return _wording(cells)
    if role == "points" and sum(bool(_FOR_EACH.search(normalize(cell))) for cell in cells) * 2 > len(cells):
        return "rule"
    if told := _told(cells):
        return told if role in (None, "level", "name", "kind", "blank", "remark", "requirement") else role
    if role == "number" and sum(bool(_WORDS.match(normalize(cell))) for cell in cells) * 2 > len(cells):
        return None  # a heading over two columns: the numbers and what they number
    worded = role in (None, "rule", "requirement", "name", "remark")
    return "points" if worded and len(cells) >= FEW and _scored(cells) else role


def _told(cells: list[str]) -> str | None:
    """What a column is whose cells are all of one sort: 定量 | 定性 the kind of the row, √ | — for whom it is."""
    if len(cells) < FEW:
        return None
    sorts = (("kind", "kind_cell"), ("remark", "mark_cell"))
    plain = [normalize(cell).strip() for cell in cells]
    return next((role for role, name in sorts if all(lexicon.pattern(name).fullmatch(text) for text in plain)), None)


def _wording(cells: list[str]) -> str:
    """What the words in a column headed as points are: 报价（30%） names, 每低1个百分点扣1分 rules, — nothing."""
    if mean_length(cells) <= MARK:
        return "points"
    bare = [lexicon.pattern("points_bracket").sub("", normalize(cell)) for cell in cells]
    return "rule" if scoring_share(bare) > 0.3 or mean_length(cells) > SHORT else "name"


def _scored(cells: list[str]) -> bool:
    """Whether all cells are points with their unit printed: 10分, or 分 in brackets."""
    return all(is_points(cell) and "分" in cell for cell in cells)


def _as_points(role: str | None, cells: list[str], rows: int) -> str | None:
    """Where no column is headed as points, a filled column headed as one to fill in may be one."""
    filled = len(cells) * 2 > rows and sum(map(is_points, cells)) * 5 >= 4 * len(cells)
    return "points" if role == "blank" and cells and filled else role


def _same_cell_left(table: Rectangle, band: Band, roles: list[str | None], column: int) -> bool:
    """Whether all body cells of this column are those of the column to its left (a merged double column)."""
    if column == 0 or roles[column - 1] != roles[column]:
        return False
    body = range(band.last + 1, table.rows)
    return bool(body) and all(table.at[row][column] is table.at[row][column - 1] for row in body)


def _scoring_column(cells: list[list[str]], roles: list[str | None]) -> list[str | None]:
    """Where the column headed as rules never speaks of points and its neighbour always does, the two are swapped."""
    candidates = ("rule", *TEXT_ROLES, "assessment_method", "data_source", "remark")
    shares = {column: scoring_share(cells[column]) for column, role in enumerate(roles) if role in candidates}
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


def _untitled_role(column: int, cells: list[str], roles: list[str | None], untitled: set[int]) -> str | None:
    """A column without a known heading: numbers are points where there are none, words before the name a level."""
    cells = figures(cells)
    named = [at for at, role in enumerate(roles) if role in ("name", "level", *TEXT_ROLES)]
    if "points" not in roles and sum(map(is_points, cells)) == len(cells) > 1 and named and column > named[0]:
        return "points" if not counts_up(cells) else "number"
    if all(map(is_points, cells)) and not counts_up(cells):
        if column > 0 and roles[column - 1] == "points" and column - 1 in untitled:
            return "points"  # 人民医院 | 中医医院: one column of points for each kind of institution
        return "remark"  # points of groups, or of something else: kept, not read as a requirement
    if counts_up(cells) and (not named or column < named[0]):
        return "number"
    if named and column < named[0]:
        return "number" if counts_up(cells) else "level"
    if column > 0 and roles[column - 1] in ("level", "name"):
        return "name" if mean_length(cells) <= SHORT and "name" not in roles else "requirement"
    return "requirement" if mean_length(cells) > SHORT or states(cells) else "remark"
