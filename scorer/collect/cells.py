"""Cells: what a workbook, a table or a Parquet file holds, and the text of a value that it stands for.

A number is taken to its last digit: the shortest decimal that is this binary float, as people see it in the cell.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from catalog.problems import Trouble
from scorer.domains import MAX_PLACES, Domain
from scorer.observations import Place
from scorer.values import narrow

Raw = int | float | Decimal | str | bool | date | time | timedelta | list[Any] | None
Moment = date | time | timedelta


@dataclass(frozen=True, slots=True)
class Cell:
    """A value as stored; `percent`: shown with a percent sign, `formula`: computed there, `error`: #DIV/0! and its like."""

    value: Raw = None
    percent: bool = False
    formula: bool = False
    error: str | None = None

    @property
    def blank(self) -> bool:
        """Whether there is nothing in it, or only white space."""
        return not (self.formula or self.error) and (
            self.value is None or (isinstance(self.value, str) and not self.value.strip())
        )


BLANK = Cell()


def text_of(cell: Cell, domain: Domain | None, place: Place) -> str:
    """The text of a value of `domain` (None: plain words). Raises Trouble E620–E622 where it is no such value."""
    if cell.error:
        raise place.trouble("E620", detail=f"错误值{cell.error}", detail_en=f"the error {cell.error}")
    if cell.formula:
        raise place.trouble("E620", detail="公式", detail_en="a formula")
    convert = next((convert for kind, convert in _CONVERTERS if isinstance(cell.value, kind)), _of_text)
    return convert(cell, domain, place)


def words_of(cell: Cell, place: Place) -> str:
    """The words in a cell for people: an institution, a status, evidence."""
    return text_of(cell, None, place)


def _of_text(cell: Cell, domain: Domain | None, place: Place) -> str:
    text = "" if cell.value is None else str(cell.value).strip()
    if domain is not None and narrow(text).startswith("="):
        raise place.trouble("E620", detail=f"公式文字“{text[:40]}”", detail_en=f"a formula as text, “{text[:40]}”")
    return text


def _of_bool(cell: Cell, domain: Domain | None, place: Place) -> str:
    word = "是" if cell.value else "否"
    if domain is None or domain.type in ("fact", "date", "judgement"):
        return word
    raise _misfit(place, domain, f"逻辑值{str(cell.value).upper()}", f"the truth value {cell.value}")


def _of_moment(cell: Cell, domain: Domain | None, place: Place) -> str:
    moment = cell.value
    if isinstance(moment, datetime) and moment.time() == time():
        moment = moment.date()
    if domain is None or (domain.type in ("date", "fact") and type(moment) is date):
        return str(moment)
    raise _misfit(place, domain, f"日期或时间（{moment}）", f"a date or time ({moment})")


def _of_number(cell: Cell, domain: Domain | None, place: Place) -> str:
    number = exact(cell.value)
    if domain is None:
        return written(number)
    if domain.type == "date":
        raise _misfit(place, domain, f"数字{written(number)}", f"the number {written(number)}")
    if cell.percent:
        number = _shown(number, domain, place)
    if isinstance(exponent := number.as_tuple().exponent, int) and -exponent > MAX_PLACES:
        raise place.trouble("E622", value=written(number), places=MAX_PLACES)
    return written(number) + ("%" if cell.percent else "")


def _shown(number: Decimal, domain: Domain, place: Place) -> Decimal:
    """0.95 in a cell that shows 95%."""
    shown = (number * 100).normalize()
    if narrow(domain.unit or "") != "%":
        raise _misfit(place, domain, f"百分数{written(shown)}%", f"the percentage {written(shown)}%")
    return shown


def _of_list(cell: Cell, domain: Domain | None, place: Place) -> str:
    listed = cell.value if isinstance(cell.value, list) else []
    return ";".join(text_of(Cell(each), domain, place) for each in listed)


_CONVERTERS: tuple[tuple[Any, Callable[[Cell, Domain | None, Place], str]], ...] = (
    (bool, _of_bool), (int | float | Decimal, _of_number), (Moment, _of_moment), (list, _of_list),
)  # fmt: skip


def exact(value: Any) -> Decimal:
    """The shortest decimal of a number, without trailing zeros; NaN and infinity stay what they are."""
    number = value if isinstance(value, Decimal) else Decimal(repr(value))
    return number.normalize() if number.is_finite() else number


def written(number: Decimal) -> str:
    """Without exponent: Decimal("9.5E+1") → "95"."""
    return format(number, "f") if number.is_finite() else str(number)


KINDS = {
    "number": ("数字", "a number"), "count": ("整数", "a whole number"), "fact": ("“是”或“否”", "是 or 否"),
    "date": ("日期", "a date"), "grade": ("等次", "a grade"), "judgement": ("认定", "a decision"), "points": ("分数", "points"),
}  # fmt: skip


def _misfit(place: Place, domain: Domain, found: str, found_en: str) -> Trouble:
    wanted, wanted_en = KINDS[domain.type]
    return place.trouble("E621", found=found, found_en=found_en, wanted=wanted, wanted_en=wanted_en)
