"""Is a table a catalogue of indicators? What speaks for it and against it, each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor import lexicon
from extractor.columns.bands import heading_role
from extractor.columns.contents import WHOLES, is_points, points_value, scoring_share
from extractor.columns.settle import Columns
from extractor.document import Cell
from extractor.tables.rows import Row, TableRows
from extractor.zh.normalize import normalize

ENOUGH = 3
MOST = 60  # rows that are looked at
SOME = 0.3
_TARIFF = re.compile(r"扣[^。；]{0,8}分|得[^。；]{0,6}分|加[^。；]{0,6}分|一票否")
_AMOUNT = re.compile(r"[0-9.]+\s?分\s?/|每[^，。；]{0,8}?[0-9.]+\s?分")
_VETO = re.compile(r"一票否[决优]|否决性?(?:项|事项|情形|指标|内容)(?!.*投标)")  # not 否决投标情形 of a tender
_BOUND = re.compile(r"[≥≤≧％%]|不少于|不低于")
_SCORED = re.compile(r"指标|考核|评分|考评|评价|评审|评估")


def verdict(result: TableRows) -> str | None:
    """Why a table is left, by the code of a reason; None for a catalogue."""
    rows = [row for row in result.rows if row.texts or (row.name and row.name.text)]
    if result.columns is None or not rows:
        return "no_rows"
    found = list(signals(result, result.columns, rows[:MOST]))
    if sum(sign.weight for sign in found) >= ENOUGH and any(sign.scores for sign in found):
        return None
    return "foreign" if _foreign(result) else "not_scored"


@dataclass(frozen=True, slots=True)
class Sign:
    """What speaks for (positive) or against a catalogue; `scores` where it tells how points are won or what is aimed at."""

    weight: int
    what: str
    scores: bool = False


def signals(result: TableRows, columns: Columns, rows: list[Row]) -> Iterator[Sign]:
    """All signs of a table."""
    texts = [cell.text for row in rows for cell in row.texts]
    points = [cell.text for row in rows for _, cell in row.points if is_points(cell.text)]
    tariffs = scoring_share(texts) if _TARIFF.search(" ".join(texts)) else 0
    tariffs = max(tariffs, sum(_pays(row) for row in rows) / max(len(rows), 1))
    bounds = sum(bool(_BOUND.search(text)) for text in texts) / max(len(rows), 1)
    if points:
        yield Sign(2, "points", scores=True)
    if len(points) > 1 and len(points) == len(rows) and columns.name is not None:
        yield Sign(1 + (_sum(points) in WHOLES), "every row has points")
    if columns.levels:
        yield Sign(len(columns.levels), "levels")
    if columns.texts:
        yield Sign(1, "requirements")
    if tariffs:
        yield Sign(2, "tariffs", scores=tariffs >= SOME)
    if any(_SCORED.search(label) for label in (result.band.labels if result.band else ())):
        yield Sign(1, "headings of an assessment")
    if _vetoes(result):
        yield Sign(2, "vetoes", scores=True)
    if bounds:
        yield Sign(1, "bounds", scores=bounds >= SOME / 2)
    if any(role == "target_value" and cell.text for row in rows for role, cell in row.attributes):
        yield Sign(1, "target values", scores=True)
    if any(lexicon.pattern("points_bracket").search(normalize(c.text)) for row in rows for c in _headed(row)):
        yield Sign(1, "points of groups or names", scores=True)
    if sum(bool(lexicon.pattern("grade_heading").match(normalize(_first(row)))) for row in rows) * 2 > len(rows):
        yield Sign(-4, "grades")
    if len(rows) > 1 and all(heading_role(_first(row))[1] == 2 for row in rows):
        yield Sign(-8, "headings stand in the rows: 权重 | 20%, 计算公式 | …")
    if tariffs < SOME and (strange := _foreign(result)):
        yield Sign(-2 * strange, "headings of another list")


def _vetoes(result: TableRows) -> bool:
    """Whether the headings, or the group of all rows, say that what stands below is a veto: 一票否决事项."""
    labels = result.band.labels if result.band else ()
    headed = any(_VETO.search(normalize(label)) for label in labels)
    return headed or all(any(_VETO.search(normalize(c.text)) for c in row.levels) for row in result.rows)


def _pays(row: Row) -> bool:
    """2分/次 below 扣分标准, or 加分标准."""
    return any(_AMOUNT.search(normalize(cell.text)) for cell in (*row.losses, *row.gains))


def _first(row: Row) -> str:
    """The first words of a row."""
    return next((cell.text for cell in (*_headed(row), *row.texts) if cell.text), "")


def _headed(row: Row) -> tuple[Cell, ...]:
    return (*row.levels, *([row.name] if row.name else []))


def _foreign(result: TableRows) -> int:
    """How many headings belong to a list of another kind."""
    if result.band is None:
        return 0
    headed = zip(result.band.labels, result.band.roles, strict=True)
    return len({label for label, role in headed if role == "foreign"})


def _sum(points: list[str]) -> Decimal:
    return sum((points_value(text) or Decimal(0) for text in points), Decimal(0))


def leave_unscored(tables: list[TableRows]) -> None:
    """Where some tables of a document give points to (nearly) every row, one that gives neither points nor tariffs is none
    of them: conditions of admission, instructions, descriptions of goods.
    """
    read = [table for table in tables if table.left is None]
    if not any(_pointed(table) > 0.5 for table in read):
        return
    for table in read:
        texts = [cell.text for row in table.rows for cell in (*row.texts, *_headed(row))]
        spoken = any(lexicon.pattern("speaks_of_points").search(normalize(text)) for text in texts)
        if _vetoes(table):
            continue
        if _pointed(table) < SOME and (not spoken or scoring_share(texts) < SOME / 2) and not _aims(table):
            table.left = "not_scored"


def _pointed(table: TableRows) -> float:
    """The share of rows with points, of their own or in brackets."""
    pointed = sum(any(is_points(cell.text) for _, cell in row.points) or _in_brackets(row) for row in table.rows)
    return pointed / max(len(table.rows), 1)


def _in_brackets(row: Row) -> bool:
    return bool(row.name and lexicon.pattern("points_bracket").search(normalize(row.name.text)))


def _aims(table: TableRows) -> bool:
    return any(role == "target_value" and cell.text for row in table.rows for role, cell in row.attributes)
