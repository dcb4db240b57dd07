"""What the notice leaves open and what hangs on it: every reading of an undetermined clause, scored beside the others.

Only choices that matter for the facts at hand are listed. Each is found by settling one clause one way, then
another, and scoring the indicator again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from catalog.model import Indicator
from catalog.rules import BonusEach, DeductStep, FromFull, FullIf, NaIf, Not, Ranked, Term, Unspecified
from scorer.facts import Facts
from scorer.interpreter import MISSED, award
from scorer.interval import ZERO, Interval, hull, point
from scorer.items import UNSETTLED
from scorer.losses import unfinished
from scorer.measures import measure
from scorer.predicates import STRIVEN, find
from scorer.ranks import ONE_WAY, TIED
from scorer.settle import ENDS
from scorer.sheet import Choice, ChoiceKind, Option, Outcome, Score, VetoFinding
from scorer.splits import equal_split
from scorer.walk import nodes, quote_of, rebuild

OPEN = ("unspecified", "undetermined", "parameter")
BELOW = Decimal(-(10**9))
PARTIALS = {"ceil": "不足一步的按一步扣", "floor": "不足一步的不扣", "exact": "不足一步的按比例扣"}
TIES = {"best": "并列的取前面的名次", "worst": "并列的取后面的名次", "mean": "并列的取平均"}
RELIEFS = {"drop": "分值不计", "full": "按满分计"}
WEIGHED = {MISSED, STRIVEN.open[0], ONE_WAY, TIED}  # reasons that are choices only once the facts are known
FLOOR = "扣分超过本项分值，是否扣到0分为止，原文未写"
BONUS = "加分上限原文未写"
VETO = "一票否决的范围原文未定（本项或全部）"


@dataclass(frozen=True, slots=True)
class Clause:
    """An undetermined clause: its kind, what is open, and the ways to settle it."""

    kind: ChoiceKind
    term: Term
    text: str
    ways: tuple[tuple[str, Any], ...]


def find_choices(indicator: Indicator, score: Score, facts: Facts) -> tuple[Choice, ...]:
    """The choices that are open for an indicator that got `score`."""
    if indicator.rule is None or score.full is None or not _matters(score):
        return ()
    worth = Fraction(indicator.points or 0)
    if score.status == "not_applicable":
        return tuple(_absent(indicator.applicability, score, worth))
    found = tuple(
        choice for clause in _clauses(indicator, score, facts) for choice in _weigh(clause, indicator, worth, facts)
    )
    return found + tuple(_unstated(score, {each.text for each in found} | {each.text for each in WEIGHED}))


def _matters(score: Score) -> bool:
    return any(each.kind in OPEN for each in score.open) or _floored(score) or "A-BONUS-CAP" in score.assumed


def _floored(score: Score) -> bool:
    return "A-FLOOR" in score.assumed and any(line.kind == "floor" and line.at_best for line in score.lost)


def _clauses(indicator: Indicator, score: Score, facts: Facts) -> Iterator[Clause]:
    for node in nodes(indicator.rule):
        match node:
            case DeductStep(partial="undetermined"):
                ways = tuple((text, _with(node, partial=partial)) for partial, text in PARTIALS.items())
                yield Clause("partial", node, unfinished(node), ways)
            case FromFull() if _floored(score):
                yield Clause("floor", node, FLOOR, (("扣到0分为止", node), ("可以扣成负分", _with(node, lowest=BELOW))))
            case BonusEach(cap=None) if node.points is not None and measure(node.count, facts).value is not None:
                ways = (("加分以本项分值为限", node), ("加分不设上限", _with(node, cap=-BELOW)))
                yield Clause("bonus", node, BONUS, ways)
            case Unspecified():
                yield from _target(node, indicator, facts)
            case Ranked():
                yield from _rank(node)
            case Term() if getattr(node, "modality", "must") == "strive":
                yield from _strive(node, facts)


def _with(term: Any, **changes: Any) -> Any:
    return term.model_copy(update=changes)


def _strive(term: Any, facts: Facts) -> Iterator[Clause]:
    must = _with(term, modality="must")
    if find(must, facts).value is False:
        ways = (("算未完成", must), ("不算未完成", Not(of=must)))
        yield Clause("strive", term, STRIVEN.open[0].text, ways)


def _target(term: Unspecified, indicator: Indicator, facts: Facts) -> Iterator[Clause]:
    """A target that was missed: nothing, the shares of those that were reached, or everything."""
    if find(term.when, facts).value is not False:
        return
    nothing, everything = "有一项没有达到就不得分", "不扣分"
    if term is indicator.rule and indicator.points is not None:
        points = indicator.points
        shares = facts.book.recall(term, lambda: equal_split(term, points))
        split = ("各目标平分本项分值，逐项计分", shares)
        yield Clause(
            "target", term, MISSED.text, ((nothing, point(ZERO)), split, (everything, point(Fraction(points))))
        )
        return
    ways = ((nothing, FullIf(when=term.when)), (everything, FullIf(when=Not(of=term.when))))
    yield Clause("target", term, MISSED.text, ways)


def _rank(term: Ranked) -> Iterator[Clause]:
    if term.table and term.best == "undetermined":
        ways = tuple((text, _with(term, best=best)) for best, text in ENDS.items())
        yield Clause("rank", term, ONE_WAY.text, ways)
    if term.table and term.ties == "undetermined":
        yield Clause("rank", term, TIED.text, tuple((text, _with(term, ties=ties)) for ties, text in TIES.items()))


def _weigh(clause: Clause, indicator: Indicator, worth: Fraction, facts: Facts) -> Iterator[Choice]:
    """The choice with the points under each way, where they differ."""
    found = [(text, _points(clause.term, way, indicator, worth, facts)) for text, way in clause.ways]
    if len({points for _, points in found}) > 1:
        quote = quote_of(clause.term) or (quote_of(indicator.rule) if indicator.rule else None)
        yield _choice(clause.kind, indicator.id, clause.text, quote, found)


def _points(term: Term, way: Any, indicator: Indicator, worth: Fraction, facts: Facts) -> Interval:
    """The points of the indicator where `term` is read as `way`; some ways say the points themselves."""
    if isinstance(way, Interval):
        return way
    rule = way if term is indicator.rule else _replaced(indicator.rule, term, way)
    return award(rule, worth, facts.quietly()).points


def _replaced(rule: Any, old: Term, new: Term) -> Any:
    swap: Callable[[Any], Any] = lambda node: new if node is old else node  # noqa: E731
    return rebuild(rule, swap)


def _choice(
    kind: ChoiceKind, indicator: str, text: str, quote: str | None, found: Iterable[tuple[str, Interval]]
) -> Choice:
    ways = list(found)
    reach = hull(points for _, points in ways)
    return Choice(
        kind=kind,
        indicator=indicator,
        text=text,
        quote=quote,
        options=tuple(Option(text=each, low=points.low, high=points.high) for each, points in ways),
        at_stake=reach.high - reach.low,
    )


def _absent(term: NaIf | None, score: Score, worth: Fraction) -> Iterator[Choice]:
    """What becomes of the points of an indicator that does not apply."""
    if UNSETTLED not in score.open:
        return
    found = [(RELIEFS["drop"], point(ZERO)), (RELIEFS["full"], point(worth))]
    yield _choice("na_if", score.indicator, UNSETTLED.text, quote_of(term) if term else None, found)


def _unstated(score: Score, told: set[str]) -> Iterator[Choice]:
    """Reasons of the notice that no reading settles: a table, a base, an amount that is not there."""
    if score.low is None or score.high is None:
        return
    for reason in score.open:
        if reason.kind in OPEN and reason.text not in told:
            at_stake = score.high - score.low
            yield Choice(kind="unstated", indicator=score.indicator, text=reason.text, at_stake=at_stake)


def veto_choice(veto: VetoFinding, outcomes: Iterable[Outcome]) -> Iterator[Choice]:
    """The scope of a veto that happened, where the notice does not say it; the points are those of the total."""
    mine = [each for each in outcomes if each.veto == veto.id]
    if veto.effect == "undetermined" and veto.happened and mine:
        found = [(each.text, Interval(each.low, each.high)) for each in mine]
        yield _choice("veto", veto.indicator, VETO, veto.quote, found)
