"""The explaining interpreter: item terms → intervals of points with a ledger of what was lost and why.

Exact throughout. For every award: worth − Σ lost = points, at both ends.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import assert_never

from catalog.rules import (
    BonusEach,
    External,
    First,
    FromFull,
    FullIf,
    ItemTerm,
    Judge,
    Linear,
    ProRata,
    Ranked,
    Share,
    Split,
    Tiers,
    Unspecified,
)
from scorer.answers import Answer, Why, reasons
from scorer.facts import Facts
from scorer.interval import ZERO, Interval, hull, point, total
from scorer.lines import lines_of
from scorer.losses import cost, decision, most
from scorer.measures import Quantity, divide, measure
from scorer.predicates import Finding, find
from scorer.ranks import prizes, rank_points
from scorer.render import floor_words
from scorer.sheet import Lost, Open
from scorer.walk import inputs_of, quote_of

ONE = Fraction(1)
UNMATCHED = Open(kind="unspecified", text="各档都不符合时得多少分，原文未定")
MISSED = Open(kind="unspecified", text="未达到目标或要求时扣多少分，原文未定")


@dataclass(frozen=True, slots=True)
class Award:
    """Points won, with the ledger of those that were not.

    `lapsed`: the rule does not apply at all; `firm`: it is certain that it applies.
    """

    points: Interval
    lost: tuple[Lost, ...] = ()
    why: Why = Why()
    lapsed: bool = False
    firm: bool = True


def award(term: ItemTerm, worth: Fraction, facts: Facts) -> Award:
    """What an item of `worth` points gets under its rule."""
    match term:
        case FullIf():
            held = find(term.when, facts)
            return _grant(term, worth, facts, held.map(lambda yes: point(worth if yes else ZERO)))
        case FromFull():
            return _from_full(term, worth, facts)
        case Tiers():
            return _tiers(term, worth, facts)
        case Linear():
            return _grant(term, worth, facts, _linear(term, worth, measure(term.of, facts)))
        case ProRata():
            return _pro_rata(term, worth, facts)
        case Ranked():
            return _grant(term, worth, facts, rank_points(term, worth, facts), prizes(term, worth))
        case Split():
            return _split(term, worth, facts)
        case First():
            return _first(term, worth, facts)
        case BonusEach():
            return _bonus(term, worth, facts)
        case Judge():
            return _judge(term, worth, facts)
        case External():
            awaited = Open(kind="external", text=f"得分由〔{term.document}〕决定", inputs=(term.input,))
            return _grant(term, worth, facts, decision(term.input, Interval(ZERO, worth), awaited, facts))
        case Unspecified():
            held = find(term.when, facts)
            return replace(_grant(term, worth, facts, _unspecified(worth, held)), firm=held.applies)
        case _:
            assert_never(term)


def _grant(term: ItemTerm, worth: Fraction, facts: Facts, found: Quantity, reach: Interval | None = None) -> Award:
    """An award whose ledger is one line; unknown points may be any within `reach` (0 to worth)."""
    points = found.value if found.value is not None else reach or Interval(ZERO, worth)
    lines = lines_of(term, worth - points.high, worth - points.low, facts)
    return Award(points, lines, found.why, found.lapsed, found.applies)


# --- simple awards ------------------------------------------------------------------------------


def _unspecified(worth: Fraction, held: Finding) -> Quantity:
    """worth once the target is met; how much is lost below it is not stated."""
    if held.value:
        return Answer(point(worth), why=held.why)
    return Answer(None, held.lapsed, held.why if held.lapsed else held.why | Why((MISSED,)))


def _linear(term: Linear, worth: Fraction, found: Quantity) -> Quantity:
    low, high = Fraction(term.low), Fraction(term.high)
    if low == high:
        untold = Why((Open(kind="unspecified", text="得分的起点与终点相同，无从折算"),))
        return Answer(None, found.lapsed, found.why | untold)
    share = found.map(lambda value: (value - point(low)).scale(1 / (high - low)).clamp(ZERO, ONE))
    return share.map(lambda part: part.scale(worth))


def _pro_rata(term: ProRata, worth: Fraction, facts: Facts) -> Award:
    found = measure(term.of, facts)
    if term.base is None:
        untold = Why((Open(kind="unspecified", text="按比例得分的基数，原文未给"),))
        return _grant(term, worth, facts, Answer(None, found.lapsed, found.why | untold))
    share = divide(found, measure(term.base, facts), ONE)
    over = share.value is not None and share.value.high > 1
    why = Why(assumed=("A-PRO-RATA-CAP",) if over else ())
    points = share.map(lambda part: part.clamp(ZERO, ONE).scale(worth))
    return _grant(term, worth, facts, points.because(why))


def _judge(term: Judge, worth: Fraction, facts: Facts) -> Award:
    low = ZERO if term.low is None else Fraction(term.low)
    high = worth if term.high is None else Fraction(term.high)
    span = hull([point(low), point(high)])
    awaited = Open(kind="judgement", text=f"有待人工评分：{term.text}", inputs=(term.input,))
    return _grant(term, worth, facts, decision(term.input, span, awaited, facts), span)


# --- losses from full points --------------------------------------------------------------------


def _from_full(term: FromFull, worth: Fraction, facts: Facts) -> Award:
    costs = [(loss, cost(loss, worth, facts)) for loss in term.losses]
    some_apply = any(found.applies for _, found in costs)
    lowest = Fraction(term.lowest)
    amounts = [(loss, _amount(found, most(loss, worth, lowest), some_apply)) for loss, found in costs]
    taken = total(each for _, each in amounts)
    lines = [lines_of(loss, each.low, each.high, facts, within=term) for loss, each in amounts]
    floor = _floor(term, min(ZERO, worth - taken.low - lowest), min(ZERO, worth - taken.high - lowest))
    lapsed = [found.lapsed for _, found in costs]
    used = ("A-FLOOR",) * bool(floor and not term.floor_stated) + ("A-NA-LOSS",) * (some_apply and any(lapsed))
    return Award(
        points=(point(worth) - taken).clamp(low=lowest),
        lost=(*chain.from_iterable(lines), *floor),
        why=reasons(found.why for _, found in costs) | Why(assumed=used),
        lapsed=bool(lapsed) and all(lapsed),
        firm=some_apply or not costs,
    )


def _amount(found: Quantity, most_lost: Fraction, some_apply: bool) -> Interval:
    """What a clause takes; one that does not apply takes nothing where another one applies."""
    if found.value is not None:
        return found.value
    if found.lapsed and some_apply:
        return point(ZERO)
    return hull([point(ZERO), point(most_lost)])


def _floor(term: FromFull, at_best: Fraction, at_worst: Fraction) -> tuple[Lost, ...]:
    if not at_worst:
        return ()
    text = floor_words(term)
    quote = quote_of(term) if term.floor_stated else None
    return (Lost(kind="floor", at_best=at_best, at_worst=at_worst, text=text, quote=quote),)


# --- branches -----------------------------------------------------------------------------------


def _reach(findings: list[Finding]) -> tuple[list[int], bool]:
    """The rows that may be the first to hold, and whether it may be that none holds.

    A row that does not apply is passed over where another one applies.
    """
    some_apply = any(each.applies for each in findings)
    rows = []
    for number, each in enumerate(findings):
        if each.value is not False and not (each.lapsed and some_apply):
            rows.append(number)
        if each.value:
            return rows, False
    return rows, True


def _asked(findings: list[Finding]) -> list[Finding]:
    """The rows up to the first that surely holds: the others no longer matter."""
    sure = next((number for number, each in enumerate(findings) if each.value), len(findings))
    return findings[: sure + 1]


def _branch_why(findings: list[Finding]) -> Why:
    passed = any(each.lapsed for each in findings) and any(each.applies for each in findings)
    return reasons(each.why for each in findings) | Why(assumed=("A-NA-CONDITION",) * passed)


def _lapsed(findings: list[Finding]) -> bool:
    return bool(findings) and all(each.lapsed for each in findings)


def _tiers(term: Tiers, worth: Fraction, facts: Facts) -> Award:
    findings = [find(row.when, facts) for row in term.rows]
    rows, none_may = _reach(findings)
    options = [point(Fraction(term.rows[number].points)) for number in rows]
    why = _branch_why(_asked(findings))
    if none_may and term.otherwise is None:
        options.append(Interval(ZERO, worth))
        why |= Why((UNMATCHED,))
    elif none_may:
        options.append(point(Fraction(term.otherwise or 0)))
    return _branched(_grant(term, worth, facts, Answer(hull(options), _lapsed(findings), why)), findings)


def _branched(won: Award, findings: list[Finding]) -> Award:
    return replace(won, firm=any(each.applies for each in findings))


def _first(term: First, worth: Fraction, facts: Facts) -> Award:
    findings = [find(row.when, facts) for row in term.rows]
    rows, none_may = _reach(findings)
    branches = [award(term.rows[number].then, worth, facts) for number in rows]
    why = reasons([_branch_why(_asked(findings)), *(branch.why for branch in branches)])
    if len(branches) == 1 and not none_may:
        return replace(branches[0], why=why)
    if none_may and term.otherwise is None:
        why |= Why((UNMATCHED,))
    beyond = Interval(ZERO, worth) if term.otherwise is None else point(Fraction(term.otherwise))
    options = [branch.points for branch in branches] + [beyond] * none_may
    return _branched(_grant(term, worth, facts, Answer(hull(options), _lapsed(findings), why)), findings)


# --- parts and bonuses --------------------------------------------------------------------------


def _split(term: Split, worth: Fraction, facts: Facts) -> Award:
    stated = [(part, Fraction(part.points)) for part in term.parts if part.points is not None]
    silent = [part for part in term.parts if part.points is None]
    rest = worth - sum((points for _, points in stated), start=ZERO)
    won = [(points, _part(term, part, points, facts)) for part, points in stated]
    if silent and rest > 0:
        won.append((rest, _share_rest(term, silent, rest, facts)))
        rest = ZERO
    awards = [each for _, each in won]
    if term.absent != "spread" or all(each.lapsed for each in awards):
        return _sum(awards, rest)
    return _spread_out(won, rest)


def _spread_out(won: list[tuple[Fraction, Award]], rest: Fraction) -> Award:
    """The parts that apply, with the points of those that do not: a uniform percentage stays what it is."""
    kept = [(points, each) for points, each in won if not each.lapsed]
    full = sum((points for points, _ in kept), start=ZERO)
    gone = sum((points for points, each in won if each.lapsed), start=ZERO)
    found = _sum([each for _, each in kept], rest)
    if not gone or not full:
        return found
    gained = total(each.points.clamp(ZERO, points) for points, each in kept).scale(gone / full)
    text = "不适用部分的分值按比例分给其余部分，随之增加的失分"
    line = Lost(kind="spread", at_best=gone - gained.high, at_worst=gone - gained.low, text=text)
    lost = found.lost if gained == point(gone) else (*found.lost, line)
    return replace(found, points=found.points + gained, lost=lost, why=found.why | Why(assumed=("A-SPREAD",)))


def _sum(awards: list[Award], rest: Fraction) -> Award:
    """The parts together; `rest` is what they leave of the item's points, 0 in a sound catalogue."""
    odd = (Lost(kind="split", at_best=rest, at_worst=rest, text="各部分分值合计与本项分值不符"),) * bool(rest)
    return Award(
        points=total(each.points for each in awards),
        lost=(*chain.from_iterable(each.lost for each in awards), *odd),
        why=reasons(each.why for each in awards) | Why(assumed=("A-SPLIT-SUM",) * bool(rest)),
        lapsed=bool(awards) and all(each.lapsed for each in awards),
        firm=any(each.firm for each in awards),
    )


def _part(term: Split, part: Share, points: Fraction, facts: Facts) -> Award:
    """What a part gets. One that may turn out not to apply may be worth 0 to all of its points to the whole."""
    won = award(part.term, points, facts)
    if term.absent == "undetermined" or won.firm:
        text = f"“{part.name}”不适用，其分值如何处理，原文未定"
        gone = Why((Open(kind="undetermined", text=text, inputs=inputs_of(part.term)),) * won.lapsed)
        return replace(won, why=won.why | gone)
    gained = point(points) if term.absent == "full" else Interval(ZERO, points)
    reach = gained if won.lapsed else hull([won.points, gained])
    return replace(won, points=reach, lost=lines_of(part.term, points - reach.high, points - reach.low, facts))


def _share_rest(term: Split, parts: list[Share], rest: Fraction, facts: Facts) -> Award:
    """Parts without points of their own: settled only where all are full or all are lost."""
    awards = [_part(term, part, rest, facts) for part in parts]
    if len(awards) == 1:
        return awards[0]
    points = Interval(
        rest if all(each.points.low == rest for each in awards) else ZERO,
        ZERO if all(each.points.high == 0 for each in awards) else rest,
    )
    text = f"{'、'.join(part.name for part in parts)}各占多少分，原文未定"
    why = Why((Open(kind="unspecified", text=text),)) | reasons(each.why for each in awards)
    shared = _grant(term, rest, facts, Answer(points, all(each.lapsed for each in awards), why))
    return replace(shared, why=why.settled() if points.exact else why)


def _bonus(term: BonusEach, worth: Fraction, facts: Facts) -> Award:
    won = _extra(term, worth, measure(term.count, facts))
    if term.base is None:
        return _grant(term, worth, facts, won, _bonus_reach(term, worth))
    base = award(term.base, worth, facts)
    extra = won.value or (point(ZERO) if won.lapsed else _bonus_reach(term, worth))
    passed = Why(assumed=("A-NA-LOSS",) * won.lapsed)
    return Award(
        points=base.points + extra,
        lost=base.lost + lines_of(term, -extra.high, -extra.low, facts, alone=term.model_copy(update={"base": None})),
        why=base.why | won.why | passed,
        lapsed=base.lapsed,
        firm=base.firm,
    )


def _bonus_reach(term: BonusEach, worth: Fraction) -> Interval:
    return hull([point(ZERO), point(worth if term.cap is None else Fraction(term.cap))])


def _extra(term: BonusEach, worth: Fraction, count: Quantity) -> Quantity:
    """The points won on top; without a stated cap they go no higher than the points of the item."""
    why = Why(assumed=("A-BONUS-CAP",) * (term.cap is None))
    if term.points is None:
        if count.value == point(ZERO):
            return count
        untold = Why((Open(kind="unspecified", text="每项加多少分，原文未定"),), why.assumed)
        return Answer(None, count.lapsed, count.why | untold)
    points, reach = Fraction(term.points), _bonus_reach(term, worth)
    return count.map(lambda found: found.clamp(low=ZERO).scale(points).clamp(reach.low, reach.high)).because(why)
