"""What a table, or running text, gives before its words are read: rows of cells by role, and what else stands in it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from catalog.base import Evidence
from catalog.model import ReviewField
from extractor.columns.bands import Band
from extractor.columns.settle import Columns
from extractor.document import Cell
from extractor.facts import Line
from extractor.zh.normalize import normalize

# A review reason that the table itself gives: field, code, parameters.
RowDoubt = tuple[ReviewField, str, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator as the table states it: cells by role, not yet read.

    `levels` are the parents, outermost first; `points` cells by profile label; `doubts` are review
    codes with the field they doubt and their parameters; `stated` where the table has a column for requirements; `tiers` are texts that
    are rungs of a ladder, each with the heading that says what it brings; `gains` and `losses` are texts whose
    heading says that what they count is added or taken off (加分标准, 扣分标准); `weighted` where the points are a share
    of a whole, so that tariffs count per hundred; `hoped` are target cells whose heading says that they are to be striven
    for (力争目标).
    """

    table: int
    row: int
    levels: tuple[Cell, ...]
    name: Cell | None
    number: Cell | None
    texts: tuple[Cell, ...]
    points: tuple[tuple[str | None, Cell], ...]
    attributes: tuple[tuple[str, Cell], ...]
    level_points: tuple[tuple[Cell, Cell], ...] = ()
    doubts: tuple[RowDoubt, ...] = ()
    stated: bool = True
    tiers: tuple[tuple[Cell, Cell], ...] = ()
    losses: tuple[Cell, ...] = ()
    gains: tuple[Cell, ...] = ()
    weighted: bool = False
    hoped: tuple[Cell, ...] = ()


@dataclass(slots=True)
class TableRows:
    """What a table gave: its rows, the cells of totals, notes and furniture, and why it was left, if so."""

    table: int
    rows: list[Row] = field(default_factory=list)
    headings: list[Cell] = field(default_factory=list)
    titles: list[Cell] = field(default_factory=list)
    totals: list[tuple[Cell, Cell]] = field(default_factory=list)
    total_of: dict[int, str | None] = field(default_factory=dict)  # of which points column a total's figure is, by cell
    notes: list[Cell] = field(default_factory=list)
    marks: list[Cell] = field(default_factory=list)
    furniture: list[Cell] = field(default_factory=list)
    shared_points: list[tuple[Cell, int]] = field(default_factory=list)
    columns: Columns | None = None
    band: Band | None = None
    left: str | None = None
    title: Line | None = None
    sheet: Line | None = None
    opens: tuple[str, list[Evidence]] | None = None
    open: dict[int, Cell] = field(default_factory=dict)
    above: tuple[Cell, ...] = ()
    sections: list[Cell] = field(default_factory=list)
    spoken: bool = True
    text_before: list[Cell] = field(default_factory=list)
    text_after: list[Cell] = field(default_factory=list)


def section_family(text: str) -> str:
    """The numbering family of a heading: 一、 → han, （一） → bracketed, 1. → pointed, else plain."""
    plain = normalize(text).strip()
    families = {
        "part": r"第[一二三四五六七八九十]{1,3}[部章]", "section": r"第[一二三四五六七八九十]{1,3}节",
        "han": r"[一二三四五六七八九十]{1,3}[、.:]", "bracketed": r"\([一二三四五六七八九十]{1,3}\)",
        "letter": r"[A-Z][.、]", "pointed": r"[0-9]{1,2}[、.]", "bracketed_digit": r"\([0-9]{1,2}\)",
    }  # fmt: skip
    return next((name for name, pattern in families.items() if re.match(pattern, plain)), "plain")
