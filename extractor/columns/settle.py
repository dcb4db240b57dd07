"""What each column of a table is, by evidence: its headings, what stands below them, and the merges."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.columns.bands import Band, heading_role
from extractor.columns.contents import WHOLES, own_texts, points_value, states
from extractor.columns.naming import Body, name_column
from extractor.columns.roles import TEXT_ROLES, roles_by_content
from extractor.grid import Rectangle

ATTRIBUTES = (
    "assessment_method", "data_source", "responsible", "period", "kind", "direction", "remark", "foreign", "unit",
    "target_value", "weight",
)  # fmt: skip


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
    tiers: tuple[int, ...] = ()

    @property
    def keys(self) -> tuple[int, ...]:
        """The columns that make a row an indicator."""
        return (*((self.name,) if self.name is not None else ()), *self.texts)


def find_columns(table: Rectangle, band: Band) -> Columns | None:
    """Settle the columns from the headings and from what stands below them."""
    at: dict[str, list[int]] = {}
    for column, role in enumerate(roles_by_content(table, band)):
        if role:
            at.setdefault(role, []).append(column)
    texts = sorted(column for role in TEXT_ROLES for column in at.get(role, [])) or at.get("target_value", [])
    body = Body.below(table, band, at.get("points", []))
    tiers = at.get("tier", [])
    naming = name_column(body, sorted(at.get("name", [])), sorted(at.get("level", [])), texts)
    levels, name, texts = naming.levels, naming.name, sorted([*naming.texts, *tiers])
    if name is None and not texts:
        return None
    if name is not None and not texts and states(own_texts(table, range(band.last + 1, table.rows), name)):
        texts = [name]  # nothing but names, and they say what is to be done: 新建口袋公园5处
    points, level_points = _points_columns(table, band, at.get("points", []), levels, name)
    level_points += tuple((max(levels), column) for column in at.get("group_points", []) if levels)
    counted = {column for _, column in (*points, *level_points)}
    at["weight"] = [column for column in at.get("points", []) if column not in counted]
    attributes = tuple((role, column) for role in ATTRIBUTES for column in at.get(role, []))
    number = next(iter(at.get("number", [])), None)
    return Columns(
        tuple(levels), name, number, tuple(texts), points, level_points, attributes, tuple(at.get("blank", [])),
        table.columns, tuple(tiers),
    )  # fmt: skip


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
    if len(rest) > 1 and all(heading_role(band.labels[column]) == ("points", 2) for column in rest):
        rest = [_counting(table, band, rest)]
    if len(rest) < 2:
        return tuple((None, column) for column in rest), tuple(pair for pair in of_level if pair[1] not in rest)
    return tuple((_profile(band, column), column) for column in rest), tuple(of_level)


def _counting(table: Rectangle, band: Band, columns: list[int]) -> int:
    """Of 权重 and 分值 for the same rows the one that adds up to a whole, else the one that is no weight."""
    body = range(band.last + 1, table.rows)
    values = {column: [points_value(text) for text in own_texts(table, body, column)] for column in columns}
    whole = [column for column in columns if sum(value for value in values[column] if value) in WHOLES]
    plain = [column for column in whole or columns if "权" not in band.labels[column]]
    return (plain or whole or columns)[0]


def _profile(band: Band, column: int) -> str:
    """The label of one of several points columns: its lowest heading."""
    return band.labels[column] or f"{column}"
