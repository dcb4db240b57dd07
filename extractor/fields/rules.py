"""Rules: what the notice says about winning and losing points, clause by clause; nothing is invented."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from catalog.model import RuleKind
from extractor import lexicon
from extractor.fields.text import Spans, Text, trimmed
from extractor.zh.clauses import Sentence
from extractor.zh.numerals import NUMBER_PATTERN, number
from extractor.zh.quantities import COUNT_UNITS, MEASURE_UNITS

_EDGE = " \t\n，,；;。:：、\x00"
_AMOUNT = re.compile(rf"({NUMBER_PATTERN}|半)\s?分(?![点钟之])")
_RANGE = re.compile(rf"({NUMBER_PATTERN})[-~至]({NUMBER_PATTERN})分")
_UNITS = "|".join(sorted(COUNT_UNITS, key=len, reverse=True))
_STEPS = "|".join(sorted((*MEASURE_UNITS, "%", "‰"), key=len, reverse=True))
_EACH = re.compile(rf"每|各|任意?(?:一|1)|(?<!第)(?:一|1)\s?(?:{_UNITS})(?!性)|/\s?(?:{_UNITS}|天)")
_DELAY = re.compile(
    rf"(?<![0-9.十百])(?:一|1)\s?(?P<unit>{'|'.join(sorted(MEASURE_UNITS, key=len, reverse=True))})"
    r"|(?:降低|下降|减少|增加|升高|低|少|高|差|超)(?:一|1)\s?(?P<share>[%‰])"  # but 高于1%的 is a bound
)
_STEP = re.compile(rf"每[^，。；扣罚]{{0,12}}?(?P<size>{NUMBER_PATTERN})\s?(?:个)?(?P<unit>{_STEPS})")
_SEVERAL = re.compile(rf"每[^，。；扣罚]{{0,8}}?(?P<size>{NUMBER_PATTERN})\s?(?P<unit>{_UNITS})")
_EACH_SUBJECT = re.compile(
    r"每(?:个(?!百分点)|名|位|家|所|支|年|季|月|周|日|天|半年)"
)  # a subject or period of its own
# 每提高一个百分点得1分; but not 每月上报得5分, 每个科室至少1名得5分
_EACH_WON = re.compile(r"每(?!年|季|月|周|日|天|半年|学期|旬)(?![^，。；]{0,12}(?:至少|均|都|不少于|不低于|达到))")
_EACH_OF_THEM = re.compile(r"(?:每|任意?|各|其中)(?:有)?(?:一|1|个)?(?:项|类|指标)")
_SHARE = re.compile(rf"每[^，。；扣罚]{{0,12}}?(?P<unit>[百千万]分之)(?P<size>{NUMBER_PATTERN})")
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
    """A rule with spans in the requirement; `condition` is the printed condition without the outcome. `unit` is what a
    step is counted in, where it is printed.
    """

    kind: RuleKind
    start: int
    end: int
    item: int
    condition: tuple[int, int] | None = None
    points: Decimal | None = None
    step: Decimal | None = None
    unit: str | None = None
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


def without_stated(rule: RuleReading, text: Text, stated: Spans) -> RuleReading:
    """The rule without the targets and formulas (`stated`) that stand complete before its condition: of 死亡率≤0.02%，
    高于目标值的不得分 the condition is 高于目标值的. A deduction for each step or case keeps them: they say of what;
    unless it is for each of several (入径率≥60%，完成率≥85%，每有一项未达到扣2分).
    """
    parts = _parts(rule, text)
    if rule.kind in ("deduct_step", "deduct_each") and not _of_several(rule, text, stated):
        return rule
    won = rule.kind in ("full_if", "tiers")
    starts = [b[0] for a, b in pairwise(parts) if stated.touch(*a) and _takes_up(text.plain, b[0], won=won)]
    return _starting(rule, starts[-1]) if starts else rule


def _of_several(rule: RuleReading, text: Text, stated: Spans) -> bool:
    """Whether a deduction is for each of several targets that stand before it in its sentence."""
    sentence = text.sentence(rule.outcome[0])
    if sentence is None or not _EACH_OF_THEM.search(text.plain, own_start(rule, text), rule.outcome[0]):
        return False
    return sum(stated.touch(s.start, s.end) for s in sentence.segments if s.end <= rule.outcome[0]) > 1


def own_start(rule: RuleReading, text: Text) -> int:
    """Where the part of a condition begins that no complete target can stand in: the last that takes one up again."""
    return max(_taking_up(rule, text), default=rule.start)


def stated_end(rule: RuleReading, text: Text) -> int:
    """Up to where a complete target may stand in a condition: the first part that takes one up again."""
    return min(_taking_up(rule, text), default=rule.start)


def _taking_up(rule: RuleReading, text: Text) -> list[int]:
    won = rule.kind in ("full_if", "tiers")
    return [start for start, _ in _parts(rule, text) if _takes_up(text.plain, start, won=won)]


def _parts(rule: RuleReading, text: Text) -> list[tuple[int, int]]:
    """The segments of a condition; of a ladder those of its first rung."""
    span = rule.rungs[0].condition if rule.rungs else rule.condition
    sentence = text.sentence(span[0]) if span else None
    if span is None or sentence is None:
        return []
    return [
        (max(s.start, span[0]), min(s.end, span[1])) for s in sentence.segments if s.start < span[1] and s.end > span[0]
    ]


def _takes_up(plain: str, start: int, *, won: bool) -> bool:
    """Whether a segment is about the measure before it: 低于20%的, 较上年提高的, 35%以上; not 且…, which adds to it.
    Where points are `won`, all segments count, and 每个科室 begins a subject of its own.
    """
    if plain.startswith(lexicon.words("joining_starts"), start):
        return False
    if won and _EACH_SUBJECT.match(plain, start):
        return False  # 每个科室至少1名…，得2分
    return plain[start].isdigit() or plain.startswith(lexicon.words("dependent_starts"), start)


def _starting(rule: RuleReading, start: int) -> RuleReading:
    """The rule with its condition, and the first rung of a ladder, beginning at `start`."""
    end = rule.condition[1] if rule.condition else rule.end
    rungs = rule.rungs
    if rungs and rungs[0].condition:
        rungs = (replace(rungs[0], condition=(start, rungs[0].condition[1])), *rungs[1:])
    return replace(rule, start=start, condition=(start, end), rungs=rungs)


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
        each = _EACH_WON.search(_own_words(plain, outcome))
        kind: RuleKind = "bonus" if each else "full_if"
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
    step = _step(words)
    if step:
        return replace(rule, kind="deduct_step", points=points, step=step[0], unit=step[1])
    if _EACH.search(words):
        return replace(rule, kind="deduct_each", points=points)
    return replace(rule, kind="deduct_once", points=points)


def _step(words: str) -> tuple[Decimal | None, str] | None:
    """The step of a deduction and its unit: 每降低2个百分点, 逾期一天, 每少10人次; 每少1人次 is each one."""
    for pattern in (_SHARE, _STEP):
        if found := pattern.search(words):
            return number(found["size"]), found["unit"]
    if delay := _DELAY.search(words):
        return Decimal(1), delay["unit"] or delay["share"]
    several = _SEVERAL.search(words)
    if several and number(several["size"]) not in (None, 1):
        return number(several["size"]), several["unit"]
    one = _PER_STEP.search(words)
    return (Decimal(1), one[1]) if one else None


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
