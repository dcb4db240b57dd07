"""Rules: what the notice says about winning and losing points, clause by clause; nothing is invented."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice, pairwise

from catalog.model import RuleKind
from extractor import lexicon
from extractor.fields import ladders
from extractor.fields.ladders import Rung
from extractor.fields.outcomes import (
    EACH,
    UNITS,
    WON,
    Outcome,
    is_each,
    own_words,
    read_outcomes,
    with_conditions,
    won_each,
)
from extractor.fields.text import Spans, Text
from extractor.zh.numerals import ARABIC_PATTERN, HAN, NUMBER_PATTERN, number
from extractor.zh.quantities import MEASURE_UNITS

_MEASURES = "|".join(sorted((unit for unit in MEASURE_UNITS if unit != "课时"), key=len, reverse=True))
_STEPS = f"{_MEASURES}|%|‰"
# 逾期一天, 低1%; but 旷工一天 is a case, and 高于1%的 is a bound
_DELAY = re.compile(
    rf"(?:逾期|延|推迟|拖|滞后|超|迟|晚|早|低|少|高|多|降|升|增|减|差)[^，。；]{{0,8}}?(?<![0-9.十百])(?:一|1)\s?(?P<unit>{_MEASURES})"
    r"|(?:降低|下降|减少|增加|升高|低|少|高|差|超)(?:一|1)\s?(?P<share>[%‰])"
)
# the last number behind 每: 每低于100%一个百分点
_STEP = re.compile(rf"每[^，。；扣罚]{{0,16}}(?<![0-9.{HAN}])(?P<size>{NUMBER_PATTERN})\s?(?:个)?(?P<unit>{_STEPS})")
_SEVERAL = re.compile(rf"每[^，。；扣罚]{{0,8}}?(?P<size>{NUMBER_PATTERN})\s?(?P<unit>{UNITS})")
_BARE_STEP = re.compile(rf"每[^，。；0-9]{{1,12}}(?P<size>{ARABIC_PATTERN})\s?(?P<unit>分)?[\s，]*\Z")
_EACH_SUBJECT = re.compile(
    r"每(?:个(?!百分点)|名|位|家|所|支|年|季|月|周|日|天|半年)"
)  # a subject or period of its own
_EACH_OF_THEM = re.compile(
    r"(?:每|任意?|各|其中)(?:有)?(?:一|1|个)?(?:项|类|指标)|(?:有)?(?:一|1)(?:个)?(?:项|类|指标)(?=未|不|没|达不到)"
)
_OVER = re.compile(
    r"(?:超时|超标|超限|逾期|不达标|未达标|达不到|未达到|不符合|不合格|未完成)(?:的|要求|标准)*，?(?:每|发现|有|各)*(?:一|1)?"
    rf"(?:{UNITS})?的?\Z"
)  # 响应时间≤15分钟，修复时间≤4小时，超时每次扣1分
_NAMELESS = re.compile(
    r"每(?:降低|下降|减少|降|减|低于?|少|缺|超过|超出|超|高于?|增加|提高|升高|上升|增长|差|偏离|延迟)"
)
_PAYS = re.compile(r"[0-9一二三四五六七八九十半]\s?分(?![钟之])|不得分|满分")
_SHARE = re.compile(rf"每[^，。；扣罚]{{0,12}}?(?P<unit>[百千万]分之)(?P<size>{NUMBER_PATTERN})")
_PER_STEP = re.compile(
    r"每(?:降低|下降|减少|低|少|超过|超出|超|高|增加|提高|延迟|推迟|迟|差|升高|上升|增长)?(?:个)?(百分点)"
)
_TOTAL = re.compile(r"满|累计|合计|总计|总共|以上|各项")  # a cap on several
_SIDES = (("扣", ("deduct_once", "deduct_each", "deduct_step")), ("[加奖]", ("bonus",)), ("[得计]", ("bonus",)))
_LOSSES: tuple[RuleKind, ...] = ("deduct_once", "deduct_each", "deduct_step")
_COUNTED = re.compile(rf"(?<![第0-9])(?P<size>[一二两三四五六七八九十]|[1-9])\s?(?P<unit>{UNITS})")
_BOUNDED = re.compile(
    rf"(?P<sign>低于|不足|小于|少于|<|高于|超过|大于|超出|>)\s?(?P<size>{NUMBER_PATTERN})\s?(?P<unit>%|‰|{UNITS})?"
)
_FALLING = ("低于", "不足", "小于", "少于", "<")
_RESPECTIVELY = re.compile(r"(?:，)?分别\Z")


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A rule with spans in the requirement; `condition` is the printed condition without the outcome.

    `unit` is what a step is counted in, where it is printed. `share` is the part of the item's points that is lost
    (扣该项分值的50%). Rules with the same `pool` have their cap together. Where `yields` is set, the next rule takes
    the place of this one as soon as it holds (一次扣1分，两次扣3分). A bonus of the item's `own` points is not on top of
    them (每提供一个得2分). `covers` are the targets in front of a loss that is for each of them.
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
    share: Decimal | None = None
    pool: int | None = None
    yields: bool = False
    own: bool = False
    covers: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Tariff:
    """The rules of a requirement in order, and the spans that speak of points without being one (满分10分)."""

    rules: list[RuleReading]
    noted: list[tuple[int, int]]


def read_rules(text: Text, full: Decimal | None) -> Tariff:
    """All rules of a requirement. `full` are the points of the item, None where unknown."""
    scales = ladders.scales(text, full)
    rules = [_scale(scale) for scale in scales]
    noted: list[tuple[int, int]] = []
    taken = Spans((scale.start, scale.end) for scale in scales)
    outcomes = [o for o in read_outcomes(text) if not taken.touch(o.start, o.end)]
    for group in ladders.by_item(text, outcomes):
        laid = [scale.start for scale in scales if scale.item == group[0].sentence.item]
        read = _read_group(text.plain, group, full, laid)
        rules += read.rules
        noted += read.noted
    return Tariff(_graded(text.plain, sorted(rules, key=lambda rule: rule.start)), noted)


def without_stated(rule: RuleReading, text: Text, stated: Spans) -> RuleReading:
    """The rule without the targets and formulas (`stated`) that stand complete before its condition: of 死亡率≤0.02%，
    高于目标值的不得分 the condition is 高于目标值的. A deduction for each step or case keeps its one target: it says of
    what. One that is for each of several (入径率≥60%，完成率≥85%，每降低1个百分点扣2分) keeps none and `covers` them.
    """
    parts = _parts(rule, text)
    covers = _covered(rule, text, stated) if rule.kind in ("deduct_step", "deduct_each") else None
    if rule.kind in ("deduct_step", "deduct_each") and covers is None:
        return rule
    if rule.kind == "pro_rata" and parts and all(stated.touch(*part) for part in parts):
        return replace(rule, start=rule.outcome[0], condition=None)  # 完成率100%，得分=完成率×分值
    won = rule.kind in ("full_if", "tiers")
    starts = [b[0] for a, b in pairwise(parts) if stated.touch(*a) and _takes_up(text.plain, b[0], won=won)]
    cut = _starting(rule, starts[-1]) if starts else rule
    return replace(cut, covers=covers)


def _covered(rule: RuleReading, text: Text, stated: Spans) -> tuple[int, int] | None:
    """The targets in front of a deduction, where it is for each of several: it names none of them by itself, and all are
    in what it counts.
    """
    sentence = text.sentence(rule.outcome[0])
    own = own_start(rule, text)
    of_them = _EACH_OF_THEM.search(text.plain, own, rule.outcome[0]) or _OVER.match(text.plain[own : rule.outcome[0]])
    if sentence is None or not (of_them or _NAMELESS.match(text.plain, own, rule.outcome[0])):
        return None
    before: list[tuple[int, int]] = []
    for segment in reversed([s for s in sentence.segments if s.end <= own]):
        if not stated.touch(segment.start, segment.end) or _PAYS.search(text.plain, segment.start, segment.end):
            break
        before.append((segment.start, segment.end))
    counted = of_them or all(
        _counted_in(text.plain[slice(*span)], rule, text.plain[own : rule.outcome[0]]) for span in before
    )
    named = sum(stated.touch(*part) for span in before for part in _listed(text.plain, *span))
    return (before[-1][0], before[0][1]) if named > 1 and counted else None


def _listed(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """What 、 parts: 甲率≥90%、乙率≥80%."""
    cuts = [start, *(at for at in range(start, end) if plain[at] == "、"), end]
    return list(pairwise(cuts))


def _counted_in(segment: str, rule: RuleReading, own: str) -> bool:
    """Whether a target is in the unit of a step or case: 每少1次 is not for what is counted in 人."""
    several = _SEVERAL.search(own)
    unit = (rule.unit or (several["unit"] if several else "")).removeprefix("个")
    return {"百分点": "%"}.get(unit, unit) in segment


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


# --- one list item ------------------------------------------------------------------------------


def _read_group(plain: str, group: list[Outcome], full: Decimal | None, scales: list[int]) -> Tariff:
    """The rules of one list item: its ladders first, then every other outcome by itself, a cap with those before it.
    `scales` are where scales of grades begin in the item.
    """
    settled = _settled(plain, with_conditions(plain, group), full)
    outcomes = _spread(plain, with_conditions(plain, settled))
    graded = [o for o in outcomes if o.kind in (*WON, "zero") and not _takes(plain, o)]
    noted = [(o.start, o.end) for o in outcomes if o.kind == "note"]
    losses = any(o.kind == "deduct" for o in outcomes)
    runs = ladders.ladders(graded, full, losses=losses)
    rungs = [outcome for run in runs for outcome in run]
    starts = [*scales, *(run[0].start for run in runs)]
    asked = [o for o in outcomes if o.kind == "judgement" and any(o.end <= start for start in starts)]
    rest = [o for o in outcomes if o not in rungs and o not in asked]
    found = _in_order(plain, [_tiers(run) for run in runs], rest, full)
    return Tariff(found.rules, [*noted, *((o.start, o.end) for o in asked), *found.noted])


def _takes(plain: str, outcome: Outcome) -> bool:
    """扣除全部分值 takes what a ladder gave: it is no rung."""
    return outcome.kind == "zero" and "扣" in plain[outcome.start : outcome.end]


def _spread(plain: str, group: list[Outcome]) -> list[Outcome]:
    """The outcomes with 分别加5分、3分、1分 as three."""
    found = []
    for outcome in group:
        if outcome.kind != "respective":
            found.append(outcome)
            continue
        verb = plain[outcome.start : outcome.end].removeprefix("分别")[:1]
        kind = "deduct" if verb in "扣减" else "bonus" if verb in "加奖" else "award"
        found += [
            replace(outcome, kind=kind, condition=_collective(plain, outcome), amounts=(a,)) for a in outcome.amounts
        ]
    return found


def _collective(plain: str, outcome: Outcome) -> tuple[int, int] | None:
    """The condition without 分别 at its end."""
    if outcome.condition is None:
        return None
    start, end = outcome.condition
    word = _RESPECTIVELY.search(plain, start, end)
    return (start, word.start()) if word else outcome.condition


def _settled(plain: str, outcomes: list[Outcome], full: Decimal | None) -> list[Outcome]:
    """The outcomes with those that only their neighbours explain settled: points without a verb, points won for each,
    the points of the item said again. What nothing explains is left out, and asked about.
    """
    laddered = ladders.plain_ladder(plain, outcomes, full)
    limits = [o for o in outcomes if o.kind in ("cap", "whole")]
    found: list[Outcome] = []
    for at, outcome in enumerate(outcomes):
        if won_each(plain, outcome, islice(outcomes, at + 1, None)):
            found.append(replace(outcome, kind="won"))
        elif outcome.kind == "award" and limits and found and _goes_along(found[-1], outcome):
            found.append(replace(outcome, kind="won"))  # 每发表一篇甲类得5分，乙类得3分，满分20分
        elif outcome.kind == "plain" and outcome.open and not outcome.amounts[0].low:
            found.append(replace(outcome, kind="judgement"))  # 语言流畅（0-5分）
        elif outcome.kind == "plain" and laddered:
            found.append(replace(outcome, kind="award"))
        elif outcome.kind == "plain" and outcome.points == full and not outcome.open:
            found.append(replace(outcome, kind="note"))
        elif outcome.kind == "whole" and outcome.points != full and not _limits(plain, found):
            continue
        elif outcome.kind != "plain":
            found.append(outcome)
    return found


def _in_order(plain: str, laid: list[RuleReading], rest: list[Outcome], full: Decimal | None) -> Tariff:
    """The rules of a group in order; a cap or 扣完为止 belongs to what stands before it, 满分10分 to the item."""
    rules: list[RuleReading] = []
    noted: list[tuple[int, int]] = []
    entries: list[RuleReading | Outcome] = [*laid, *rest]
    for entry in sorted(entries, key=lambda each: each.start):
        if isinstance(entry, RuleReading):
            rules.append(entry)
        elif entry.kind == "cap" or (entry.kind == "whole" and _after_each(plain, rules)):
            rules = _capped(plain, rules, entry) if rules else rules
            noted += [(entry.start, entry.end)] if rules or entry.points in (None, full) else []
        elif entry.kind == "whole":
            noted.append((entry.start, entry.end))
        elif entry.kind not in ("share", "note"):
            rules.append(_rule(plain, entry))
    return Tariff(rules, noted)


def _after_each(plain: str, rules: list[RuleReading]) -> bool:
    """每份得1分，满分5分: full points are the cap of what is won for each."""
    last = rules[-1] if rules else None
    return last is not None and last.kind == "bonus" and last.cap is None and (last.own or _repeats(plain, last))


def _goes_along(before: Outcome, outcome: Outcome) -> bool:
    return before.kind == "won" and before.sentence == outcome.sentence and not outcome.open


def _limits(plain: str, before: list[Outcome]) -> bool:
    """Whether 满分5分 says how much can be won for each of what stands before it."""
    last = before[-1] if before else None
    return last is not None and (last.kind == "won" or (last.kind == "bonus" and is_each(plain, last)))


def _repeats(plain: str, rule: RuleReading) -> bool:
    """Whether a rule gives or takes its points more than once."""
    return rule.kind in ("deduct_each", "deduct_step") or bool(EACH.search(plain, rule.start, rule.outcome[1]))


def _capped(plain: str, rules: list[RuleReading], cap: Outcome) -> list[RuleReading]:
    """The rules with a cap: on the last one, or on all of its side that it speaks of."""
    if not cap.points:
        return [*rules[:-1], replace(rules[-1], floor=True, end=max(rules[-1].end, cap.end))]
    scope = _scope(plain, rules, cap)
    pool = cap.start if len(scope) > 1 else None
    return [
        replace(rule, cap=cap.points, pool=pool, end=max(rule.end, cap.end) if rule is rules[-1] else rule.end)
        if at in scope
        else rule
        for at, rule in enumerate(rules)
    ]


def _scope(plain: str, rules: list[RuleReading], cap: Outcome) -> list[int]:
    """Which rules a cap is on: the one before it; all of its side in the sentence where it says 累计, or is more than
    that one can give (加3分，…加1分，最多加5分); all of the item where it stands in a sentence of its own.
    """
    words = plain[cap.start : cap.end]
    sides = next((kinds for sign, kinds in _SIDES if re.search(sign, words)), None)
    kinds = sides or (_LOSSES if rules[-1].kind in _LOSSES else (rules[-1].kind,))
    same = [at for at, rule in enumerate(rules) if rule.kind in kinds and rule.cap is None]
    if not same:
        return [len(rules) - 1] if rules[-1].cap is None else []
    last = rules[same[-1]]
    alone = rules[-1].end <= cap.sentence.start
    beyond = last.points is not None and cap.points is not None and last.points < cap.points
    if not alone and not last.own and not _TOTAL.search(words) and (_repeats(plain, last) or not beyond):
        return [same[-1]]
    return [at for at in same if alone or rules[at].outcome[0] >= cap.sentence.start]


# --- one rule -----------------------------------------------------------------------------------


def _tiers(awards: list[Outcome]) -> RuleReading:
    """A ladder is one rule; its ends (得满分, 不得分) are not repeated."""
    rungs = ladders.rungs(awards)
    start, end = min(o.condition[0] if o.condition else o.start for o in awards), awards[-1].end
    return RuleReading(
        "tiers", start, end, awards[0].sentence.item, (start, end), ladders.top(rungs), rungs=rungs,
        outcome=(awards[-1].start, end),
    )  # fmt: skip


def _scale(scale: ladders.Scale) -> RuleReading:
    """优：9～10；良：7～8；中：5～6 as a ladder that a person places on."""
    span = (scale.start, scale.end)
    return RuleReading("tiers", *span, scale.item, span, ladders.top(scale.rungs), rungs=scale.rungs, outcome=span)


_KINDS: dict[str, RuleKind] = {
    "veto": "veto", "veto_excellence": "veto_excellence", "not_applicable": "not_applicable", "external": "external",
    "pro_rata": "pro_rata", "rank": "rank", "zero": "zero", "full": "full_if", "won": "bonus", "bonus": "bonus",
    "award": "full_if", "judgement": "judgement", "deduct": "deduct_once", "loss_share": "deduct_once",
}  # fmt: skip


def _rule(plain: str, outcome: Outcome) -> RuleReading:
    start = outcome.condition[0] if outcome.condition else outcome.start
    rule = RuleReading(
        _KINDS[outcome.kind], start, outcome.end, outcome.sentence.item, outcome.condition,
        outcome=(outcome.start, outcome.end),
    )  # fmt: skip
    if outcome.kind in ("deduct", "loss_share"):
        return _deduction(plain, outcome, rule)
    if outcome.kind in ("won", "bonus"):
        return _bonus(plain, outcome, rule)
    if outcome.kind == "judgement" or (outcome.kind == "award" and outcome.open):
        return replace(rule, kind="judgement", cap=outcome.points)
    return replace(rule, points=outcome.points) if outcome.kind == "award" else rule


def _bonus(plain: str, outcome: Outcome, rule: RuleReading) -> RuleReading:
    """Points won on top, or for each: 每增加1个百分点加0.5分, 每提供一个得2分; 加1-3分 has no amount but a cap."""
    if outcome.open:
        return replace(rule, cap=outcome.points)
    words = own_words(plain, outcome).removesuffix(plain[outcome.start : outcome.end])
    step = _STEP.search(words) or _SEVERAL.search(words)
    size = (
        number(step["size"]) if step and (step.re is _STEP or number(step["size"]) != 1) else None
    )  # 每1次 is each time
    return replace(rule, points=outcome.points, step=size, own=outcome.kind == "won")


def _deduction(plain: str, outcome: Outcome, rule: RuleReading) -> RuleReading:
    """扣N分 once, for each item, or for each step of a measure, by the words right before it; 扣1-3分 is judged."""
    words = own_words(plain, outcome)
    points = None if outcome.open else outcome.points
    step = _step(words.removesuffix(plain[outcome.start : outcome.end]))
    if step:
        return replace(rule, kind="deduct_step", points=points, step=step[0], unit=step[1], share=outcome.share)
    if EACH.search(words):
        return replace(rule, kind="deduct_each", points=points, share=outcome.share)
    if outcome.open:
        return replace(rule, kind="judgement", cap=outcome.points)
    return replace(rule, points=points, share=outcome.share)


def _step(words: str) -> tuple[Decimal | None, str | None] | None:
    """The step of a deduction and its unit: 每降低2个百分点, 逾期一天, 每少10人次, 每降低0.01; 每少1人次 is each one."""
    for pattern in (_SHARE, _STEP):
        if found := pattern.search(words):
            return number(found["size"]), found["unit"]
    if delay := _DELAY.search(words):
        return Decimal(1), delay["unit"] or delay["share"]
    several = _SEVERAL.search(words)
    if several and number(several["size"]) not in (None, 1):
        return number(several["size"]), several["unit"]
    if bare := _BARE_STEP.search(words):
        return number(bare["size"]), bare["unit"]
    one = _PER_STEP.search(words)
    return (Decimal(1), one[1]) if one else None


# --- ladders of losses --------------------------------------------------------------------------


def _graded(plain: str, rules: list[RuleReading]) -> list[RuleReading]:
    """一次扣1分，两次扣3分; 低于80%扣1分，低于60%扣2分: each takes the place of the one before, none is for each time."""
    found = list(rules)
    for at, (a, b) in enumerate(pairwise(rules)):
        if _replaces(plain, a, b):
            found[at] = replace(found[at], kind="deduct_once", yields=True)
            found[at + 1] = replace(found[at + 1], kind="deduct_once")
    return found


def _replaces(plain: str, first: RuleReading, second: RuleReading) -> bool:
    """Whether the second of two losses is the next step of the first: more of the same count, or a further bound."""
    pair = [each for each in (first, second) if each.kind in ("deduct_once", "deduct_each") and each.condition]
    if (
        len(pair) < 2
        or first.item != second.item
        or not (first.points and second.points and first.points < second.points)
    ):
        return False
    ends = [plain[slice(*_tail(plain, rule))] for rule in pair]
    if any("每" in words or "各" in words for words in ends):
        return False
    return _further([_COUNTED.search(words) for words in ends]) or _further([_BOUNDED.search(words) for words in ends])


def _tail(plain: str, rule: RuleReading) -> tuple[int, int]:
    """The last segment of a condition."""
    start, end = rule.condition or (rule.start, rule.end)
    return max(plain.rfind(mark, start, end) + 1 for mark in "，,；") or start, end


def _further(steps: list[re.Match[str] | None]) -> bool:
    """Whether two counts, or two bounds with one sign, of the same thing go one way: 一次, 两次; 低于80%, 低于60%."""
    if any(step is None for step in steps):
        return False
    a, b = (step for step in steps if step)
    low, high, sign = number(a["size"]), number(b["size"]), a.groupdict().get("sign")
    before, after = ((m.string[: m.start()], m.string[m.end() :][:2]) for m in (a, b))
    same = after[0] in ("", before[0]) and before[1] == after[1]
    if low is None or high is None or a["unit"] != b["unit"] or sign != b.groupdict().get("sign") or not same:
        return False
    return low > high if sign in _FALLING else low < high
