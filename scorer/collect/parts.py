"""Parts: the cells that make up one observation, wherever they stand, and the entry that they make.

A rate comes as numerator and denominator or as a value, never as both; a series has a cell for each period.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from catalog.problems import Trouble
from scorer.collect.cells import Cell, text_of, words_of
from scorer.domains import Domain
from scorer.observations import Entry, Place, observe
from scorer.values import DECIMAL, Unreadable, narrow, read_count

FIELDS = ("value", "numerator", "denominator", "status", "evidence")
QUOTIENT = ("numerator", "denominator")


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell and its place."""

    cell: Cell
    place: Place


Parts = Mapping[str, Spot]  # value, numerator, denominator, status, evidence, p1 … p12, institution, input


def assemble(institution: str, domain: Domain, parts: Parts) -> Iterator[Entry | Trouble]:
    """The entry that the parts make, or everything that is wrong with them."""
    texts: dict[str, str] = {}
    for field, spot in parts.items():
        try:
            texts[field] = _text(field, spot, domain)
        except Trouble as trouble:
            yield trouble
    if len(texts) < len(parts):
        return
    faults = [*_halves(texts, parts), *_gaps(texts, parts), *_twice(texts, parts)]
    yield from faults
    if not faults:
        yield _entry(institution, domain, texts, parts)


def is_filled(parts: Parts) -> bool:
    """Whether a person wrote anything into the cells."""
    return any(not spot.cell.blank for field, spot in parts.items() if field not in ("institution", "input"))


def _text(field: str, spot: Spot, domain: Domain) -> str:
    words = field in ("status", "evidence", "institution", "input")
    return words_of(spot.cell, spot.place) if words else text_of(spot.cell, domain, spot.place)


def periods(texts: Mapping[str, object]) -> list[str]:
    """The names of the period fields among the parts, in order."""
    return sorted(
        (field for field in texts if field[0] == "p" and field[1:].isdecimal()), key=lambda field: int(field[1:])
    )


def _halves(texts: Mapping[str, str], parts: Parts) -> Iterator[Trouble]:
    """One of numerator and denominator without the other; a half that is no plain number; n/0."""
    filled = [field for field in QUOTIENT if texts.get(field)]
    if len(filled) == 1:
        lacking = QUOTIENT[1 - QUOTIENT.index(filled[0])]
        yield parts.get(lacking, parts[filled[0]]).place.trouble("E623", **_lacking(lacking))
    for field in filled:
        if not _is_plain(texts[field]):
            yield parts[field].place.trouble(
                "E602",
                detail=f"“{texts[field]}”不是不小于0的数字",
                detail_en=f"“{texts[field]}” is no number of 0 or more",
            )
            return
    if len(filled) == 2 and not Fraction(narrow(texts["denominator"])) and Fraction(narrow(texts["numerator"])):
        yield parts["denominator"].place.trouble(
            "E602", detail="分母为0而分子不为0", detail_en="the denominator is 0, but not the numerator"
        )


def _is_plain(text: str) -> bool:
    plain = narrow(text)
    return bool(DECIMAL.fullmatch(plain)) and not plain.startswith("-")


def _lacking(field: str) -> dict[str, str]:
    name = {"numerator": "分子", "denominator": "分母"}[field]
    return {"detail": f"缺少{name}", "detail_en": f"the {field} is missing"}


def _gaps(texts: Mapping[str, str], parts: Parts) -> Iterator[Trouble]:
    """Periods without a number where others have one, or with something that is no count."""
    asked = periods(texts)
    for field in asked if any(texts[field] for field in asked) else ():
        number = field[1:]
        if not texts[field]:
            yield parts[field].place.trouble(
                "E623",
                detail=f"第{number}期没有填（没有发生的填0）",
                detail_en=f"period {number} is empty (write 0 for none)",
            )
            continue
        try:
            read_count(texts[field])
        except Unreadable as error:
            yield parts[field].place.trouble("E602", detail=error.zh, detail_en=error.en)


def _twice(texts: Mapping[str, str], parts: Parts) -> Iterator[Trouble]:
    """A value beside its numerator and denominator, or beside its periods."""
    others = [field for field in (*QUOTIENT, *periods(texts)) if texts.get(field)]
    if texts.get("value") and others:
        yield parts["value"].place.trouble(
            "E623",
            detail="数值与分子、分母（或各期）都填了，只能填一种",
            detail_en="value and numerator, denominator (or periods) are both given",
        )


def _entry(institution: str, domain: Domain, texts: Mapping[str, str], parts: Parts) -> Entry | Trouble:
    value = texts.get("value", "")
    if texts.get("numerator"):
        value = f"{narrow(texts['numerator'])}/{narrow(texts['denominator'])}"
    elif series := [texts[field] for field in periods(texts)]:
        value = value or (";".join(series) if any(series) else "")
    cells = {"institution": institution, "input": domain.input, "value": value}
    told = {field: texts.get(field, "") for field in ("status", "evidence")}
    return observe(cells | told, _placed(parts, value))


def _placed(parts: Parts, value: str) -> Callable[[str], Place]:
    """The place of each field; what has no cell of its own stands where the value stands."""
    main = next(spot for field, spot in parts.items() if field in ("value", "p1") or field in FIELDS)
    filled = (
        field for field in ("value", "numerator", *periods(parts)) if field in parts and not parts[field].cell.blank
    )
    shown = parts.get(next(filled, "value"), main)
    places = {field: spot.place for field, spot in parts.items()} | {"value": shown.place}
    return lambda field: places.get(field, shown.place)
