"""Rules: what the notice says about winning and losing points, clause by clause; nothing is invented."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from catalog.model import RuleKind
from extractor import lexicon
from extractor.fields.text import Text, trimmed
from extractor.zh.clauses import Sentence
from extractor.zh.numerals import NUMBER_PATTERN, number
from extractor.zh.quantities import COUNT_UNITS, MEASURE_UNITS

_EDGE = " \t\n，,；;。:：、\x00"
_AMOUNT = re.compile(rf"({NUMBER_PATTERN}|半)\s?分(?![点钟之])")
_RANGE = re.compile(rf"({NUMBER_PATTERN})[-~至]({NUMBER_PATTERN})分")
_UNITS = "|".join(sorted(COUNT_UNITS, key=len, reverse=True))
_STEPS = "|".join(sorted((*MEASURE_UNITS, "%"), key=len, reverse=True))
_EACH = re.compile(rf"每|各|任意?(?:一|1)|(?<!第)(?:一|1)\s?(?:{_UNITS})(?!性)|/\s?(?:{_UNITS}|天)")
_DELAY = re.compile(rf"(?:一|1)\s?(?:{_STEPS})")
_STEP = re.compile(rf"每[^，。；扣罚]{{0,12}}?({NUMBER_PATTERN})\s?(?:个)?({_STEPS})")
_SEVERAL = re.compile(rf"每[^，。；扣罚]{{0,8}}?({NUMBER_PATTERN})\s?(?:{_UNITS})")
_PER_STEP = re.compile(
    r"每(?:降低|下降|减少|低|少|超过|超出|超|高|增加|提高|延迟|推迟|迟|差|升高|上升|增长)?(?:个)?(百分点)"
)
_AWARDS = ("award", "full", "zero")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder: where its condition stands, and its points (None: full points)."""

    condition: tuple[int, int] | None
    points: Decimal | None


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A rule with spans in the requirement; `condition` is the printed condition without the outcome."""

    kind: RuleKind
    start: int
    end: int
    item: int
    condition: tuple[int, int] | None = None
    points: Decimal | None = None
    step: Decimal | None = None
    cap: Decimal | None = None
    rungs: tuple[Rung, ...] = ()
    floor: bool = False
    outcome: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class _Outcome:
    kind: str
    start: int
    end: int
    sentence: Sentence
    condition: tuple[int, int] | None


def read_rules(text: Text, full: Decimal | None) -> list[RuleReading]:
    """All rules of a requirement in order. `full` are the points of the item, None where unknown."""
    outcomes = [outcome for sentence in text.sentences for outcome in _outcomes(text.plain, sentence)]
    rules: list[RuleReading] = []
    for group in _by_item(text, outcomes):
        ladder = _ladder(text.plain, group, full)
        rest = [outcome for outcome in group if outcome not in ladder]
        rules += _with_caps(text.plain, rest, [_tiers(text.plain, ladder)] if ladder else [])
    return sorted(rules, key=lambda rule: rule.start)


def _by_item(text: Text, outcomes: list[_Outcome]) -> list[list[_Outcome]]:
    """Outcomes of one list item together; lines without numbers that hold one award each are one ladder."""
    groups: list[list[_Outcome]] = []
    by_item: dict[int, list[_Outcome]] = {}
    for outcome in outcomes:
        by_item.setdefault(outcome.sentence.item, []).append(outcome)
    for index, item in enumerate(text.items):
        own = by_item.get(index, [])
        rung = item.number is None and _is_rung(own) and bool(groups) and _is_rung(groups[-1][-1:])
        alone = rung and all(_is_rung([outcome]) for outcome in groups[-1])
        if alone:
            groups[-1] += own
        elif own:
            groups.append(own)
    return groups


def _is_rung(outcomes: list[_Outcome]) -> bool:
    return len(outcomes) == 1 and outcomes[0].kind in _AWARDS


def _ladder(plain: str, group: list[_Outcome], full: Decimal | None) -> list[_Outcome]:
    """The awards of a group that are rungs of one ladder, or none: a base with deductions, or parts of a sum."""
    awards = [outcome for outcome in group if outcome.kind in _AWARDS]
    paid = sum(outcome.kind == "award" for outcome in awards)
    deducts = any(outcome.kind == "deduct" for outcome in group)
    if len(awards) < 2 or paid == 0 or (deducts and paid == 1) or _is_sum(plain, awards, full):
        return []
    return awards


def _outcomes(plain: str, sentence: Sentence) -> list[_Outcome]:
    """The outcome phrases of a sentence, in order; where two overlap the lexicon's order decides."""
    taken: list[tuple[int, int]] = []
    found = []
    for entry in lexicon.entries("outcomes"):
        for match in entry.pattern.finditer(plain, sentence.start, sentence.end):
            free = all(end <= match.start() or match.end() <= start for start, end in taken)
            if match.end() > match.start() and free:
                taken.append(match.span())
                found.append((entry.name, *match.span()))
    found.sort(key=lambda outcome: outcome[1])
    outcomes = []
    floor = sentence.start
    for kind, start, end in found:
        reach = "all" if kind in ("award", "full") else "own" if kind == "not_applicable" else "dependent"
        condition = _condition(plain, sentence, floor, start, reach)
        outcomes.append(_Outcome(kind, start, end, sentence, condition))
        floor = end
    return outcomes


def _condition(plain: str, sentence: Sentence, floor: int, end: int, reach: str) -> tuple[int, int] | None:
    """The segments that state when the outcome applies: all for points won, else the last one and those it depends on;
    `own` takes the last one alone (具体按规定，没有病床的机构不考核此项)."""
    parts = [(max(s.start, floor), min(s.end, end)) for s in sentence.segments if s.start < end and s.end > floor]
    parts = [(s, e) for s, e in (trimmed(plain, s, e, _EDGE, _EDGE + "(") for s, e in parts) if s < e]
    parts = [part for part in parts if plain[slice(*part)] not in ("并", "且", "同时", "另")]
    if not parts:
        return None
    first = 0 if reach == "all" else len(parts) - 1
    while reach == "dependent" and first > 0 and plain.startswith(lexicon.words("dependent_starts"), parts[first][0]):
        first -= 1
    return parts[first][0], parts[-1][1]


def _is_sum(plain: str, awards: list[_Outcome], full: Decimal | None) -> bool:
    """有甲得2分；有乙得3分: awards that add up to the points, or that neither rise nor fall, stand for themselves."""
    amounts = [_amount(plain, outcome) for outcome in awards if outcome.kind == "award"]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < 2 or any(outcome.kind != "award" for outcome in awards):
        return False
    falling = all(a > b for a, b in pairwise(known))
    rising = all(a < b for a, b in pairwise(known))
    if full is not None and sum(known) == full and not (falling and known[0] == full):
        return True
    return max(known) != full and not falling and not rising


def _tiers(plain: str, awards: list[_Outcome]) -> RuleReading:
    """A ladder is one rule; its ends (得满分, 不得分) are not repeated."""
    rungs = tuple(
        Rung(o.condition, Decimal(0) if o.kind == "zero" else None if o.kind == "full" else _amount(plain, o))
        for o in awards
    )
    starts = [o.condition[0] if o.condition else o.start for o in awards]
    top = max((rung.points for rung in rungs if rung.points is not None), default=None)
    start, end = min(starts), awards[-1].end
    return RuleReading(
        "tiers", start, end, awards[0].sentence.item, (start, end),
        None if any(o.kind == "full" for o in awards) else top, rungs=rungs, outcome=(awards[-1].start, end),
    )  # fmt: skip


def _with_caps(plain: str, group: list[_Outcome], rules: list[RuleReading]) -> list[RuleReading]:
    """Read the outcomes; a cap or 扣完为止 belongs to the rule before it."""
    for outcome in group:
        if outcome.kind != "cap":
            rules.append(_rule(plain, outcome))
        elif rules:
            amount = _amount(plain, outcome) or None
            rules[-1] = replace(rules[-1], cap=amount, floor=amount is None, end=max(rules[-1].end, outcome.end))
    return rules


def _rule(plain: str, outcome: _Outcome) -> RuleReading:
    words = plain[outcome.start : outcome.end]
    start = outcome.condition[0] if outcome.condition else outcome.start
    rule = RuleReading(
        "unspecified",
        start,
        outcome.end,
        outcome.sentence.item,
        outcome.condition,
        outcome=(outcome.start, outcome.end),
    )
    if outcome.kind == "deduct":
        return _deduction(plain, outcome, rule)
    if outcome.kind == "award":
        kind: RuleKind = "bonus" if "每" in _own_words(plain, outcome) else "full_if"  # 每提高一个百分点得1分
        return replace(rule, kind=kind, points=_amount(plain, outcome))
    if outcome.kind == "full":
        return replace(rule, kind="full_if")
    if outcome.kind == "bonus":
        own = _own_words(plain, outcome)
        step = _STEP.search(own) or _SEVERAL.search(own)
        size = number(step[1]) if step and (step.re is _STEP or number(step[1]) != 1) else None  # 每1次 is each time
        return replace(rule, kind="bonus", points=_amount(plain, outcome), step=size)
    if outcome.kind == "judgement":
        high = _RANGE.search(words) or _AMOUNT.search(words)
        return replace(rule, kind="judgement", cap=number(high[high.lastindex or 1]) if high else None)
    kinds: dict[str, RuleKind] = {
        "veto": "veto", "veto_excellence": "veto_excellence", "not_applicable": "not_applicable",
        "external": "external", "pro_rata": "pro_rata", "rank": "rank", "zero": "zero",
    }  # fmt: skip
    return replace(rule, kind=kinds[outcome.kind])


def _deduction(plain: str, outcome: _Outcome, rule: RuleReading) -> RuleReading:
    """扣N分 once, for each item, or for each step of a measure, by the words right before it."""
    words, points = _own_words(plain, outcome), _amount(plain, outcome)
    step = _STEP.search(words) or _DELAY.search(words)
    if step:
        return replace(
            rule, kind="deduct_step", points=points, step=number(step[1]) if step.re is _STEP else Decimal(1)
        )
    several = _SEVERAL.search(words)
    if several and number(several[1]) not in (None, 1):  # 每少10人次扣1分: ten make a step
        return replace(rule, kind="deduct_step", points=points, step=number(several[1]))
    if _PER_STEP.search(words):
        return replace(rule, kind="deduct_step", points=points, step=Decimal(1))
    if _EACH.search(words):
        return replace(rule, kind="deduct_each", points=points)
    return replace(rule, kind="deduct_once", points=points)


def _own_words(plain: str, outcome: _Outcome) -> str:
    """The last segment of the condition with the outcome: 每半年研究1次，未研究的扣5分 is no 每…扣."""
    starts = [s.start for s in outcome.sentence.segments if s.start < outcome.start]
    start = max(starts, default=outcome.start)
    if len(starts) > 1 and not plain[start : outcome.start].strip(_EDGE + "并且同时另"):
        start = starts[-2]
    return plain[max(start, outcome.condition[0] if outcome.condition else start) : outcome.end]


def _amount(plain: str, outcome: _Outcome) -> Decimal | None:
    match = _AMOUNT.search(plain, outcome.start, outcome.end)
    if match is None:
        return None
    return Decimal("0.5") if match[1] == "半" else number(match[1])
