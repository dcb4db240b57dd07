"""Ladders: awards that exclude each other (≥90%得满分；80%-89%得一半；低于80%不得分), apart from parts of a sum."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractor import lexicon
from extractor.fields.outcomes import EDGE, WON, Outcome, is_each
from extractor.fields.text import Text, trimmed
from extractor.zh.numerals import NUMBER_PATTERN, number

_TOP = Decimal(10) ** 6  # full points where the item prints none: above every amount
_RANGE = rf"(?:(?P<a>{NUMBER_PATTERN})(?:\s?分)?\s?[-~至]\s?)?(?P<b>{NUMBER_PATTERN})"
_GRADE = re.compile(rf"{_RANGE}(?![档等级])")
_BEFORE = re.compile(rf"{_RANGE}\s?分(?:及?以下)?:")
_WORDS_OF_SCALES = 3  # rungs that show a scale where none says 分


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: where its condition stands, and its points: None with `share` of full points, else within
    which a person chooses where `open`.
    """

    condition: tuple[int, int] | None
    points: Decimal | None
    share: Decimal = Decimal(1)
    open: bool = False


def by_item(text: Text, outcomes: list[Outcome]) -> list[list[Outcome]]:
    """Outcomes of one list item together; lines without numbers that hold one award each are one ladder."""
    groups: list[list[Outcome]] = []
    by_index: dict[int, list[Outcome]] = {}
    for outcome in outcomes:
        by_index.setdefault(outcome.sentence.item, []).append(outcome)
    for index, item in enumerate(text.items):
        own = by_index.get(index, [])
        rung = item.number is None and _is_rung(own) and bool(groups)
        if rung and all(_is_rung([outcome]) for outcome in groups[-1]):
            groups[-1] += own
        elif own:
            groups.append(own)
    return groups


def _is_rung(outcomes: list[Outcome]) -> bool:
    return len(outcomes) == 1 and outcomes[0].kind in (*WON, "zero", "plain")


def ladders(awards: list[Outcome], full: Decimal | None, *, losses: bool) -> list[list[Outcome]]:
    """The awards of a group that are rungs of ladders, each ladder of two rungs that pay at least. None where they
    add up (有甲得2分；有乙得3分) or are one base with `losses`.
    """
    paying = [outcome for outcome in awards if outcome.kind in WON]
    amounts = [outcome for outcome in paying if outcome.kind != "full"]
    if len(paying) < 2 or not amounts or (losses and len(amounts) < 2 and not _is_zero(awards[-1])):
        return []
    if _is_sum(awards, paying, full):
        return []
    runs = _runs(awards, full)
    tops = [max(_value(outcome, full) for outcome in run) for run in runs]
    if len(runs) > 1 and full is not None and sum(tops) == full:
        return [run for run in runs if sum(outcome.kind in WON for outcome in run) > 1]
    return [] if _stand_alone(awards, full) else [awards]


def _is_zero(outcome: Outcome) -> bool:
    return outcome.kind == "zero"


def _value(outcome: Outcome, full: Decimal | None) -> Decimal:
    top = full or _TOP
    if outcome.kind == "zero":
        return Decimal(0)
    if outcome.kind == "share":
        return top * (outcome.share or 0)
    return top if outcome.kind == "full" or outcome.points is None else outcome.points


def _runs(awards: list[Outcome], full: Decimal | None) -> list[list[Outcome]]:
    """Awards cut where the points rise again; a ladder that rises from its first rung to its last is one run."""
    values = [_value(outcome, full) for outcome in awards]
    if all(a < b for a, b in pairwise(values)):
        return [awards]
    runs = [[awards[0]]]
    for (before, value), outcome in zip(pairwise(values), awards[1:], strict=True):
        if value >= before and outcome.kind != "zero":
            runs.append([])
        runs[-1].append(outcome)
    return runs


def _is_sum(awards: list[Outcome], paying: list[Outcome], full: Decimal | None) -> bool:
    """Awards that add up to the points stand for themselves; so do those that have a 不得分 each."""
    if any(outcome.kind != "award" or outcome.open for outcome in paying):
        return False
    known = [outcome.points for outcome in paying if outcome.points is not None]
    if [_is_zero(outcome) for outcome in awards] == [False, True] * len(paying):
        return True
    falling = all(a > b for a, b in pairwise(known))
    return len(awards) == len(paying) and sum(known) == full and not (falling and known[0] == full)


def _stand_alone(awards: list[Outcome], full: Decimal | None) -> bool:
    """Awards alone that neither rise nor fall, and of which none is the whole, are no ladder."""
    known = [outcome.points for outcome in awards if outcome.points is not None]
    if len(known) < len(awards) or any(outcome.kind != "award" or outcome.open for outcome in awards):
        return False
    one_way = all(a > b for a, b in pairwise(known)) or all(a < b for a, b in pairwise(known))
    return max(known) != full and not one_way


def rungs(awards: Sequence[Outcome]) -> tuple[Rung, ...]:
    """The rungs of awards on one ladder."""
    return tuple(
        Rung(o.condition, Decimal(0))
        if o.kind == "zero"
        else Rung(o.condition, None, o.share or Decimal(1))
        if o.kind in ("full", "share")
        else Rung(o.condition, o.points, open=o.open)
        for o in awards
    )


def top(steps: Sequence[Rung]) -> Decimal | None:
    """The most points that a ladder prints; None where its top is 满分."""
    if any(rung.points is None for rung in steps):
        return None
    return max((rung.points for rung in steps if rung.points is not None), default=None)


def plain_ladder(plain: str, outcomes: list[Outcome], full: Decimal | None) -> bool:
    """Whether points without a verb are the rungs of a ladder: 完全符合5分，基本符合3分，不符合0分 in an item of 5.
    Where its points are not known, another rung has to say so.
    """
    steps = [o for o in outcomes if o.kind in ("plain", "award", "zero")]
    if any(o.kind == "plain" and is_each(plain, o) for o in steps):
        return False  # 以上5项每项2分，全部完成得10分
    known = [Decimal(0) if o.kind == "zero" else o.points or Decimal(0) for o in steps]
    falling = all(a > b for a, b in pairwise(known)) or all(a < b for a, b in pairwise(known))
    told = full == max(known, default=None) or (full is None and any(o.kind != "plain" for o in steps))
    return sum(map(bool, known)) > 1 and falling and told and all(o.condition for o in steps)


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of grades without verbs, 优：9～10；良：7～8；中：5～6, with its span and the item it stands in."""

    start: int
    end: int
    item: int
    rungs: tuple[Rung, ...]


HUNDRED = Decimal(100)


def scales(text: Text, full: Decimal | None) -> list[Scale]:
    """The scales of a requirement, one an item: those whose top is the `full` points of the item, or a hundred marks."""
    found = []
    for index, item in enumerate(text.items):
        for name, amounts in (("grade_scale", _GRADE), ("grade_scale_before", _BEFORE)):
            match = lexicon.pattern(name).search(text.plain, item.start, item.end)
            steps = _steps(text.plain, match.span(), amounts, full) if match else ()
            if match and steps:
                start, end = trimmed(text.plain, *match.span(), EDGE + "/")
                found.append(Scale(start, end, index, steps))
                break
    return found


def _steps(plain: str, span: tuple[int, int], amounts: re.Pattern[str], full: Decimal | None) -> tuple[Rung, ...]:
    found = []
    for match in amounts.finditer(plain, *span):
        values = [value for group in ("a", "b") if match[group] and (value := number(match[group])) is not None]
        if values:
            found.append(Rung(span, max(values), open=len(values) > 1))
    said = len(found) >= _WORDS_OF_SCALES or (len(found) > 1 and "分" in plain[slice(*span)])
    whole = full is None or top(found) in (full, HUNDRED)
    return tuple(found) if said and whole and _one_way(found) else ()


def _one_way(found: list[Rung]) -> bool:
    values = [rung.points or Decimal(0) for rung in found]
    return all(a > b for a, b in pairwise(values)) or all(a < b for a, b in pairwise(values))
