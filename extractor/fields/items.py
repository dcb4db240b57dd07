"""Formula readings → formulas, measures and repairs of the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from catalog.base import Evidence
from catalog.model import Certainty, Formula, MeasureItem, Repair, Target
from extractor import lexicon
from extractor.fields import damage
from extractor.fields.formulas import FormulaReading, same_name
from extractor.fields.text import Text

Direction = Literal["increase", "decrease"] | None
SIGNS = {"100": "%", "1000": "‰"}
_MIN_TAIL = 3  # characters of a name that may stand for a longer one: 接种率 for 适龄儿童疫苗接种率


def formula_items(ident: str, text: Text, readings: list[FormulaReading], indicator: str) -> list[Formula]:
    """The formulas of a row; their terms are composed later."""
    return [
        Formula(
            id=f"{ident}.f{index}", name=f.name or indicator, expression=f.expression, numerator=f.numerator,
            denominator=f.denominator, scale=f.scale, inferred=bool(f.repairs), repairs=repairs(text, f.repairs, f.start),
            evidence=text.evidence(f.start, f.end),
        )
        for index, f in enumerate(readings, 1)
    ]  # fmt: skip


def repairs(text: Text, found: Iterable[damage.Repair], start: int) -> list[Repair]:
    """Repairs with their places in the source: a sign stands right behind the character before it."""
    placed = []
    for each in sorted(found, key=lambda repair: repair.at):
        before: list[Evidence] = text.evidence(each.at - 1, each.at) if each.at > start else []
        at = before[-1].end if before else text.evidence(each.at, each.at + 1)[0].start
        placed.append(Repair(sign=each.sign, at=at, certainty=each.certainty))
    return placed


def weakest(found: Iterable[Repair]) -> Certainty:
    """The certainty of a text with these repairs."""
    return damage.weakest(damage.Repair(each.at, each.sign, each.certainty) for each in found)


def full_name(name: str, indicator: str) -> str:
    """绝对值, 增长率 and the like take the name of their indicator: 次均药费：绝对值."""
    plain = same_name(name)
    if plain not in lexicon.words("general_formulas"):
        return name
    of = same_name(indicator)
    return f"{indicator}：{name}" if of and not of.endswith(plain) else name


def computed(targets: list[Target], formulas: list[FormulaReading], indicator: str) -> list[int | None]:
    """For each target the formula of its row that computes its measure: of the same name, or the only one that fits.

    接种率=…×100% computes 适龄儿童疫苗接种率≥95% where no other target and no other formula could be meant.
    """
    if not formulas:
        return [None] * len(targets)
    names = [same_name(f.name or indicator) for f in formulas]
    fits = [
        [at for at, f in enumerate(formulas) if _is_like(same_name(target.measure), names[at]) and _agree(target, f)]
        for target in targets
    ]
    found = [_exact(same_name(target.measure), names, fit) for target, fit in zip(targets, fits, strict=True)]
    return [exact if exact is not None else _only(at, fits, found) for at, exact in enumerate(found)]


def _exact(name: str, names: list[str], fits: list[int]) -> int | None:
    same = [at for at in fits if names[at] == name]
    return same[0] if len(same) == 1 else None


def _only(at: int, fits: list[list[int]], found: list[int | None]) -> int | None:
    """The one formula that fits a target, where it fits no other target."""
    if len(fits[at]) != 1 or fits[at][0] in found:
        return None
    rivals = [other for other, fit in enumerate(fits) if fits[at][0] in fit]
    return fits[at][0] if rivals == [at] else None


def _is_like(measure: str, formula: str) -> bool:
    """Whether one name is the other or its end."""
    short, long = sorted((measure, formula), key=len)
    return long == short or (len(short) >= _MIN_TAIL and long.endswith(short))


def _agree(target: Target, formula: FormulaReading) -> bool:
    """Whether the target's unit is one that the formula can give; a list of periods or a grade is computed by none."""
    if isinstance(target.value, str) or target.per in ("month", "quarter", "week", "day"):
        return False
    given = SIGNS.get(formula.scale)
    if target.unit in SIGNS.values():
        return formula.denominator is not None and given in (target.unit, None)
    return given is None or target.unit is None


def measure_items(
    ident: str, targets: list[Target], formulas: list[Formula], links: list[int | None], indicator: str
) -> list[MeasureItem]:
    """One measure for each quantity that has a target or a formula, with the formula that computes it."""
    found: dict[tuple[str, str | None], MeasureItem] = {}
    for name, unit, formula, direction in _measured(targets, formulas, links, indicator):
        item = MeasureItem(id=f"{ident}.m{len(found) + 1}", name=name, unit=unit, formula=formula, direction=direction)
        found.setdefault((name, unit), item)
    return list(found.values())


def _measured(
    targets: list[Target], formulas: list[Formula], links: list[int | None], indicator: str
) -> Iterator[tuple[str, str | None, str | None, Direction]]:
    for target, link in zip(targets, links, strict=True):
        formula = formulas[link].id if link is not None else None
        yield full_name(target.measure, indicator), target.unit, formula, direction(target)
    for at, formula_item in enumerate(formulas):
        if at not in links:
            yield full_name(formula_item.name, indicator), SIGNS.get(formula_item.scale), formula_item.id, None


def direction(target: Target) -> Direction:
    """Whether more or less is better, by the relation of the target."""
    if target.relation in ("<=", "<"):
        return "decrease"
    return "increase" if target.relation in (">=", ">") else None
