"""Rows that head the rows below them: 1 | 服务提供 | 40 above 1.1, 1.2 …; 一、环境（30分） in a row of headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractor.columns.bands import heading_role
from extractor.columns.contents import is_points, points_value
from extractor.document import Cell, joined
from extractor.tables.kinds import Layout, is_section, is_total
from extractor.tables.rows import section_family
from extractor.zh.normalize import normalize

_HAN = re.compile(r"第?[一二三四五六七八九十]{1,3}[、.部]?(?:分)?|\([一二三四五六七八九十]{1,3}\)")
_DOTTED = re.compile(r"(?:[A-Z]|[0-9]{1,2})(?:[.\-][0-9]{1,2})*(?=[.、]?\Z|[.、\s]*[^0-9.、\s])|[A-Z][0-9]{1,2}")
_LETTERED = re.compile(r"([A-Z])([0-9]{1,2}(?:[.\-][0-9]{1,2})*)")
SEVERAL = 2  # rows whose points make up those of an unnumbered head


@dataclass(frozen=True, slots=True)
class Head:
    """The group that a row opens: its name, the family of its number (a head replaces the open one of its family), its
    points, and its number where that is no part of the name.
    """

    cell: Cell
    family: str
    points: Cell | None = None
    mark: Cell | None = None


def head_of(layout: Layout, row: int) -> Head | None:
    """The group that a row opens; None for an indicator.

    A number (一, 1 above 1.1, A above A1) tells it, with nothing to fulfil beside it, or with points that are those of
    the rows below together; without a number only the points tell, where no row is left over.
    """
    name = layout.cell(row, layout.columns.name)
    if name is None or name.row != row or not name.text.strip():
        return None
    number = layout.cell(row, layout.columns.number)
    if number is not None and number.row != row:
        return None
    family = _family(layout, row)
    if family is None:
        return None
    points = [c for _, at in layout.columns.points if (c := layout.cell(row, at)) and is_points(c.text)]
    if (
        number is not None
        and number.text.strip()
        and number.text.strip()[-1] in "、.．）)"
        and family in ("han", "bracketed")
    ):
        name, number = joined(row, name.column, [(number.text, number.spans()), (name.text, name.spans())]), None
    return Head(name, family, points[0] if len(points) == 1 else None, number if number and number.text else None)


def _family(layout: Layout, row: int) -> str | None:
    mark, stated = _mark(layout, row), _stated(layout, row)
    if _HAN.fullmatch(mark):
        heads = bool(layout.columns.texts) and (not stated or _makes_up(layout, row, _decimals(layout, row)))
        return section_family(mark + "、" if mark[-1] not in "、.)" else mark) if heads else None
    if not mark:
        return None if stated or not _alone(layout, row) else "sum"
    below = list(_children(layout, row, mark))
    heads = bool(below) and (not stated or _makes_up(layout, row, below))
    return f"dotted {_depth(mark)}" if heads else None


def _mark(layout: Layout, row: int) -> str:
    """The number of a row, from its own cell or before its name: 1.1, A1, 一; "" for none."""
    cell = layout.cell(row, layout.columns.number)
    if cell is not None and cell.text.strip():
        return re.sub(r"\s", "", normalize(cell.text)).rstrip(".、")
    name = layout.cell(row, layout.columns.name)
    found = _DOTTED.match(normalize(name.text).strip()) if name is not None else None
    return found.group() if found else ""


def _depth(mark: str) -> int:
    return len(re.findall(r"[.\-]", mark)) + bool(_LETTERED.match(mark))


def _is_below(mark: str, head: str) -> bool:
    """Whether a number is one below another: 1.2 below 1, A3 below A."""
    rest = mark.removeprefix(head)
    return rest != mark and bool(head) and (rest[:1] in (".", "-") or (head.isalpha() and rest[:1].isdecimal()))


def _stated(layout: Layout, row: int) -> bool:
    """Whether something to fulfil stands beside the name."""
    if not layout.columns.texts:
        return True
    name = layout.columns.name
    return any(column != name and (c := layout.cell(row, column)) and c.text for column in layout.columns.texts)


def _children(layout: Layout, row: int, mark: str) -> Iterator[int]:
    """The rows right below whose numbers are one level deeper."""
    for below in range(row + 1, layout.table.rows):
        own = _mark(layout, below)
        if own and not _is_below(own, mark):
            return
        if own and _depth(own) == _depth(mark) + 1 and layout.table.own(below):
            yield below


def _decimals(layout: Layout, row: int) -> Iterator[int]:
    for below in range(row + 1, layout.table.rows):
        if not layout.table.text(below, layout.columns.number or 0).strip().rstrip("、.．").isdecimal():
            return
        yield below


def _makes_up(layout: Layout, row: int, below: list[int] | Iterator[int]) -> bool:
    """Whether the points of a row are those of the rows below it together."""
    if len(layout.columns.points) != 1:
        return False
    own, total = _points(layout, row), Decimal(0)
    for each in below:
        if total == own:
            break
        total += _points(layout, each) or Decimal(0)
    return own is not None and total == own


def _points(layout: Layout, row: int) -> Decimal | None:
    return points_value(layout.table.text(row, layout.columns.points[0][1]))


def _alone(layout: Layout, row: int) -> bool:
    """Whether an unnumbered row without anything to fulfil is worth what the rows below it are together, to the next
    such row.
    """
    below = []
    for each in range(row + 1, layout.table.rows):
        cells = [cell for cell in layout.table.own(each) if cell.text]
        if not cells or is_total(cells) or not _stated(layout, each):
            break
        below.append(each)
    total = sum((_points(layout, each) or Decimal(0) for each in below), Decimal(0)) if layout.columns.points else None
    return len(layout.columns.points) == 1 and len(below) >= SEVERAL and _points(layout, row) == total


def heading_head(layout: Layout, row: int) -> Head | None:
    """二、管理（30分） | 分值 | 评分说明: a head in the place of the heading of names, beside the other headings."""
    name = layout.columns.name
    cell = layout.cell(row, name)
    if cell is None or name is None or cell.row != row or not is_section(cell) or heading_role(cell.text)[1]:
        return None
    others = [c.text for c in layout.table.distinct(row) if c is not cell and c.text]
    known = sum(heading_role(text)[1] > 0 for text in others)
    same = all(_same(layout, row, column) for column in range(layout.table.columns) if column != name)
    return Head(cell, section_family(cell.text)) if known >= SEVERAL and same else None


def _same(layout: Layout, row: int, column: int) -> bool:
    return "".join(layout.table.text(row, column).split()) == layout.band.labels[column]
