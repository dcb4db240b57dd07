"""Predicates: true, false or unknown; not applicable conditions are passed over in 都 and 任一."""

from __future__ import annotations

import operator
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import assert_never

from catalog.rules import (
    All,
    Any_,
    Cmp,
    Done,
    Grade,
    Judged,
    NoEvents,
    Not,
    PerPeriod,
    Predicate,
    Relation,
    Within,
)
from scorer import logic
from scorer.answers import Answer, Why, lapse, reasons, unknown
from scorer.facts import Facts
from scorer.interval import Interval, point
from scorer.logic import Truth
from scorer.measures import Quantity, measure
from scorer.sheet import Open
from scorer.values import narrow, read_done, read_events, read_fact, read_grade, read_series

Finding = Answer[bool]
RELATIONS: dict[Relation, Callable[[Fraction, Fraction], bool]] = {
    ">=": operator.ge, "<=": operator.le, "=": operator.eq, ">": operator.gt, "<": operator.lt,
}  # fmt: skip
STRIVEN = Why((Open(kind="undetermined", text="“力争”的目标没有达到，算不算未完成，原文未定"),))
PERIODS = {"year": 1, "quarter": 4, "month": 12, "week": 52, "day": 365}


def find(term: Predicate, facts: Facts) -> Finding:
    """Whether a predicate holds for the institution of `facts`."""
    return facts.ask(term, lambda: _strive(term, facts))


def _strive(term: Predicate, facts: Facts) -> Finding:
    """力争 in vain is unknown: the notice does not say that it is a miss."""
    finding = _find(term, facts)
    missed = getattr(term, "modality", "must") == "strive" and finding.value is False
    return Answer(None, why=finding.why | STRIVEN) if missed else finding


def _find(term: Predicate, facts: Facts) -> Finding:
    match term:
        case Cmp():
            return _compare(measure(term.left, facts), term.relation, measure(term.right, facts))
        case Within():
            return _within(term, facts)
        case Grade():
            return _grade(term, facts)
        case Done():
            return _done(term, facts)
        case NoEvents():
            return facts.read(term.input, read_events).map(lambda count: count == 0)
        case PerPeriod():
            return _per_period(term, facts)
        case All():
            return _join(logic.conjunction, [find(each, facts) for each in term.of])
        case Any_():
            return _join(logic.disjunction, [find(each, facts) for each in term.of])
        case Not():
            return find(term.of, facts).map(operator.not_)
        case Judged():
            awaited = Open(kind="judgement", text=f"有待人工认定：{term.text}", inputs=(term.input,))
            return facts.read(term.input, read_fact, awaited)
        case _:
            assert_never(term)


def _join(rule: Callable[[list[Truth]], Truth], findings: list[Finding]) -> Finding:
    """Kleene's `rule` over the conditions that apply; where none applies, neither does the whole."""
    if not findings:
        return unknown(Open(kind="unspecified", text="没有列出条件"))
    asked = [each for each in findings if not each.lapsed]
    if not asked:
        return lapse()
    truth = rule([each.value for each in asked])
    undecided = reasons(each.why for each in asked if each.value is None)
    used = reasons(each.why.settled() for each in asked)
    passed = Why(assumed=("A-NA-CONDITION",)) if len(asked) < len(findings) else Why()
    return Answer(truth, why=(undecided if truth is None else Why()) | used | passed)


def _compare(left: Quantity, relation: Relation, right: Quantity) -> Finding:
    why = left.why | right.why
    if left.value is None or right.value is None:
        return Answer(None, left.lapsed or right.lapsed, why)
    return _decide(_relate(left.value, relation, right.value), why)


def _decide(truth: Truth, why: Why) -> Finding:
    return Answer(truth, why=why if truth is None else why.settled())


def _relate(left: Interval, relation: Relation, right: Interval) -> Truth:
    if relation == "=":
        return logic.conjunction([_relate(left, ">=", right), _relate(left, "<=", right)])
    holds = RELATIONS[relation]
    worst, best = holds(left.low, right.high), holds(left.high, right.low)
    return worst if worst == best else None


def _within(term: Within, facts: Facts) -> Finding:
    found = measure(term.of, facts)
    if found.value is None:
        return found.map(bool)
    low, high = point(Fraction(term.low)), point(Fraction(term.high))
    inside = logic.conjunction([_relate(found.value, ">=", low), _relate(found.value, "<=", high)])
    return _decide(inside, found.why)


def _grade(term: Grade, facts: Facts) -> Finding:
    reported = facts.read(term.input, read_grade)
    order, wanted = [narrow(each) for each in term.order], narrow(term.at_least)
    if reported.value is None or reported.value == wanted:
        return reported.map(bool)
    if reported.value in order and wanted in order:
        return reported.map(lambda grade: order.index(grade) >= order.index(wanted))
    text = f"等次“{reported.value}”与“{term.at_least}”孰高孰低，原文未定"
    return unknown(Open(kind="undetermined", text=text, inputs=(term.input,)))


def _done(term: Done, facts: Facts) -> Finding:
    reported: Answer[date | bool] = facts.read(term.input, read_done)
    if term.by is None or reported.value is False:
        return reported.map(bool)
    if isinstance(reported.value, date):
        day, by = reported.value.isoformat(), term.by
        return reported.map(lambda _: day <= by)
    if reported.value and term.input in facts.inputs and facts.inputs[term.input].type == "date":
        text = f"“{facts.name(term.input)}”没有填完成日期，看不出是否在{term.by}前完成"
        return unknown(Open(kind="missing", text=text, inputs=(term.input,)))
    return reported.map(bool)


def _per_period(term: PerPeriod, facts: Facts) -> Finding:
    reported: Answer[bool | list[Fraction]] = facts.read(term.input, read_series)
    if reported.value is None or isinstance(reported.value, bool):
        return reported.map(bool)
    counts, wanted = reported.value, Fraction(term.at_least)
    if min(counts) < wanted or len(counts) >= PERIODS[term.period]:
        return reported.map(lambda _: min(counts) >= wanted)
    text = f"“{facts.name(term.input)}”要逐期填写（{PERIODS[term.period]}期，用;隔开），现有{len(counts)}个数"
    return unknown(Open(kind="missing", text=text, inputs=(term.input,)))
