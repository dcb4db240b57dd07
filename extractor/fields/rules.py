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
_STEPS = f"万(?:人次|千瓦时|[一-鿿]{{1,2}}(?=[扣加减得，。]))|{_MEASURES}|%|‰"  # 每少1万人次
# 逾期一天, 低1%; but 旷工一天 is a case, and 高于1%的 is a bound
_DELAY = re.compile(
    rf"(?:逾期|延|推迟|拖|滞后|超|迟|晚|早|低|少|高|多|降|升|增|减|差)[^，。；]{{0,8}}?(?<![0-9.十百])(?:一|1)\s?(?P<unit>{_MEASURES})(?!\))"
    r"|(?:降低|下降|减少|增加|升高|低|少|高|差|超)(?:一|1)\s?(?P<share>[%‰])"
    r"|(?:逾期|超期|延误|延迟|推迟|拖延|滞后|迟报|迟交|晚报)[^，。；]{0,6}?每\s?个?(?P<every>天|日|周|月|小时|工作日)"
    r"|每(?:后退|落后|下降|下滑|降低)(?:一|1)\s?个?(?P<place>名次|位次|名|位)"
)
_EVERY = r"每(?!年|季|月|周|日|天|学期|半年|旬)"  # no period: 每季度排名前两名的
_SIZE = rf"(?P<size>{NUMBER_PATTERN})\s?(?:个)?(?P<unit>{_STEPS})"
# the first number behind 每, but 每低于100%一个百分点; 每引进1个10亿元项目 is each one
_STEP = re.compile(rf"{_EVERY}[^，。；扣罚0-9{HAN}]{{0,12}}(?:{ARABIC_PATTERN}\s?%(?={NUMBER_PATTERN}))?{_SIZE}")
SEVERAL = re.compile(rf"{_EVERY}[^，。；扣罚]{{0,8}}?(?P<size>{NUMBER_PATTERN})\s?(?P<unit>{UNITS})")
_BARE_STEP = re.compile(rf"每[^，。；0-9]{{1,12}}(?P<size>{ARABIC_PATTERN})\s?(?P<unit>分)?[\s，]*\Z")
# 每低1个单位, 每降低1个点: what is lower or higher is measured, whatever it is counted in; 每100平方, 每50延米 are steps, too
_LEVEL = re.compile(
    rf"每(?:降低|下降|升高|上升|提高|偏离|下滑|低|高|降|升)(?:于[^，。；0-9]{{0,10}}?)?\s?(?P<size>{NUMBER_PATTERN})\s?(?:个)?(?P<unit>[一-鿿]{{1,3}})"
)
_OTHER_UNIT = re.compile(
    rf"{_EVERY}[^，。；扣罚0-9{HAN}]{{0,8}}(?P<size>{ARABIC_PATTERN})\s?(?:个)?(?P<unit>[一-鿿A-Za-z]{{1,4}})"
)
_SHARE = re.compile(rf"每[^，。；扣罚]{{0,12}}?(?P<unit>[百千万]分之)(?P<size>{NUMBER_PATTERN})")
_PER_STEP = re.compile(
    r"每(?:降低|下降|减少|低|少|超过|超出|超|高|增加|提高|延迟|推迟|迟|差|升高|上升|增长)?(?:个)?(百分点)"
)
_TOTAL = re.compile(r"满|累计|合计|总计|总共|以上|各项|[两二三四]项")  # a cap on several
_BOTH = re.compile(r"加减|加扣|增减|扣加|奖扣")  # 加减分以2分为限: on each side
_POINTS = re.compile(rf"(?:{NUMBER_PATTERN})\s?分|按最高")
_WINS = re.compile(r"[加奖得计]")
_COUNTED = re.compile(rf"(?<![第0-9])(?P<size>[一二两三四五六七八九十]|[1-9])\s?(?P<unit>{UNITS})")
_BOUNDED = re.compile(
    rf"(?P<sign>低于|不足|小于|少于|<|高于|超过|大于|超出|>)\s?(?P<size>{NUMBER_PATTERN})\s?(?P<unit>%|‰|{UNITS})?"
)
_FIGURES = re.compile(r"[0-9]+(?:\.[0-9]+)?\s?%?")
_FALLING = ("低于", "不足", "小于", "少于", "<")


@dataclass(frozen=True, slots=True)
class RuleReading:
    """A rule with spans in the requirement; `condition` is the printed condition without the outcome.

    `unit` is what a step is counted in, where it is printed; `most` the upper end of what a person chooses (酌情扣1-3分). `share` is the part of the item's points that is lost
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
    most: Decimal | None = None
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


def read_rules(text: Text, full: Decimal | None, losses: Spans | None = None, gains: Spans | None = None) -> Tariff:
    """All rules of a requirement. `full` are the points of the item, None where unknown; in `losses` an amount without a
    verb (迟到每人次0.2分) is taken off, in `gains` it is won on top.
    """
    scales = ladders.scales(text, full)
    rules = [_scale(scale) for scale in scales]
    noted: list[tuple[int, int]] = []
    taken = Spans((scale.start, scale.end) for scale in scales)
    outcomes = [o for o in read_outcomes(text) if not taken.touch(o.start, o.end)]
    if losses:
        outcomes = [_as(text.plain, o, "deduct") if losses.touch(o.start, o.end) else o for o in outcomes]
    if gains:
        outcomes = [_as(text.plain, o, "bonus") if gains.touch(o.start, o.end) else o for o in outcomes]
    for group in ladders.by_item(text, outcomes):
        laid = [scale.start for scale in scales if scale.item == group[0].sentence.item]
        read = _read_group(text.plain, group, full, laid)
        rules += read.rules
        noted += read.noted
    kept = _told(text.plain, _unrepeated(text.plain, sorted(rules, key=lambda rule: rule.start)))
    noted += [rule.outcome for rule in rules if rule not in kept]
    return Tariff(_with_proportion(text.plain, _graded(text.plain, _alike(text.plain, kept))), noted)


def _as(plain: str, outcome: Outcome, kind: str) -> Outcome:
    """An amount without a verb below the heading 扣分标准 or 加分标准."""
    bare = outcome.kind in ("plain", "award") and not _WINS.search(plain, outcome.start, outcome.end)
    return replace(outcome, kind=kind) if bare else outcome


def _with_proportion(plain: str, rules: list[RuleReading]) -> list[RuleReading]:
    """≥80%得8分，60%-80%按比例得分，60%以下不得分 is one ladder; what its middle rung gives a person works out."""
    for at, (top, middle) in enumerate(pairwise(rules)):
        between = middle.kind == "pro_rata" and middle.condition and len(_FIGURES.findall(plain, *middle.condition)) > 1
        if top.kind != "full_if" or top.points is None or top.item != middle.item or not between:
            continue
        below = rules[at + 2] if at + 2 < len(rules) else None
        lowest = below if below and below.kind == "zero" and below.item == top.item else None
        return [*rules[:at], _joined(top, middle, lowest), *rules[at + (3 if lowest else 2) :]]
    return rules


def _joined(top: RuleReading, middle: RuleReading, lowest: RuleReading | None) -> RuleReading:
    rungs: list[ladders.Rung] = [
        ladders.Rung(top.condition, top.points),
        ladders.Rung(middle.condition, None, open=True),
    ]
    rungs += [ladders.Rung(lowest.condition, Decimal(0))] if lowest else []
    end = (lowest or middle).outcome[1]
    return replace(
        top,
        kind="tiers",
        end=max(end, (lowest or middle).end),
        condition=(top.start, end),
        rungs=tuple(rungs),
        outcome=(top.start, end),
    )


def _unrepeated(plain: str, rules: list[RuleReading]) -> list[RuleReading]:
    """其他报价按比例得分。得分=基准价/报价×30: the formula says the proportion again."""
    shares = [rule for rule in rules if rule.kind == "pro_rata"]
    said = any("=" not in plain[slice(*rule.outcome)] for rule in shares)
    return [rule for rule in rules if not (said and rule in shares and "=" in plain[slice(*rule.outcome)])]


def _alike(plain: str, rules: list[RuleReading]) -> list[RuleReading]:
    """每发生1人次轻处分扣2分，重处分扣5分: what follows in the sentence is for each, too; 未上报的扣2分 is a case of its own."""
    found = list(rules)
    for at, (a, b) in enumerate(pairwise(rules)):
        first, second = (plain[slice(*(rule.condition or (0, 0)))] for rule in (a, b))
        begun = found[at].kind == "deduct_each" and (lexicon.pattern("incident").search(first) or found[at] is not a)
        joined = begun and b.kind == "deduct_once" and not re.search(r"[。；\n]", plain[a.outcome[1] : b.outcome[0]])
        if joined and second and not lexicon.pattern("neglect").search(second):
            found[at + 1] = replace(b, kind="deduct_each")
    return found


def _told(plain: str, rules: list[RuleReading]) -> list[RuleReading]:
    """根据投标人提供的业绩进行评分，每有1个得2分: that something is scored, where how is said beside it."""
    won = any(rule.kind == "tiers" or rule.own for rule in rules)
    return [
        rule
        for rule in rules
        if not (
            won
            and rule.kind == "judgement"
            and lexicon.pattern("announced_scoring").search(plain[slice(*rule.outcome)])
        )
    ]


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
        each = won_each(plain, replace(outcome, kind="award"), ())
        kind = "deduct" if verb in "扣减" else "bonus" if verb in "加奖" else "won" if each else "award"
        found += [replace(outcome, kind=kind, amounts=(amount,)) for amount in outcome.amounts]
    return found


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
        elif outcome.kind in ("award", "plain") and limits and found and _goes_along(found[-1], outcome):
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
    ends = _following(plain, rules[-1].end, cap)
    if not cap.points:
        return [*rules[:-1], replace(rules[-1], floor=True, end=ends)]
    scope = _scope(plain, rules, cap)
    sides = {rules[at].kind == "bonus" for at in scope}
    pool = cap.start if len(scope) > 1 and len(sides) == 1 else None
    return [
        replace(rule, cap=cap.points, pool=pool, end=ends if rule is rules[-1] else rule.end) if at in scope else rule
        for at, rule in enumerate(rules)
    ]


def _following(plain: str, end: int, cap: Outcome) -> int:
    """Where a rule ends with the cap that follows it; points between them are another's."""
    return end if _POINTS.search(plain, end, cap.start) else max(end, cap.end)


def _scope(plain: str, rules: list[RuleReading], cap: Outcome) -> list[int]:
    """Which rules a cap is on: the one before it; all of its side in the sentence where it says 累计, or is more than
    that one can give (加3分，…加1分，最多加5分); all of the item where it stands in a sentence of its own.
    """
    words = plain[cap.start - 6 if cap.start - 6 > rules[-1].outcome[1] else rules[-1].outcome[1] : cap.end]
    lost = "扣" in words or (not _WINS.search(words) and _loses(plain, rules[-1]))
    both = _BOTH.search(words) is not None
    sided = [
        (both and _repeats(plain, rule)) or (_loses(plain, rule) if lost else rule.kind == "bonus") for rule in rules
    ]
    same = [at for at, rule in enumerate(rules) if sided[at] and rule.cap is None]
    if not same:
        return [len(rules) - 1] if rules[-1].cap is None else []
    last = rules[same[-1]]
    if both:
        return [at for at in same if _repeats(plain, rules[at])]
    alone = rules[-1].end <= cap.sentence.start
    rows = [at for at in same if rules[at].outcome[0] >= cap.sentence.start]
    if not lost and not last.own and len(rows) > 1 and all(_repeats(plain, rules[at]) for at in rows):
        return rows  # 一等奖加2分/项，二等奖加1分/项，最高加6分
    beyond = last.points is not None and cap.points is not None and last.points < cap.points
    beyond = beyond and last.kind in ("deduct_once", "bonus")
    if not alone and not last.own and not _TOTAL.search(words) and (_repeats(plain, last) or not beyond):
        return [at for at in same if rules[at].outcome == last.outcome]  # 分别加5分、3分，最多加6分
    return [at for at in same if alone or rules[at].outcome[0] >= cap.sentence.start]


def _loses(plain: str, rule: RuleReading) -> bool:
    """Whether a rule takes points: 按比例扣分 does, 按比例得分 does not."""
    open_ended = rule.kind in ("judgement", "pro_rata", "external") and "扣" in plain[slice(*rule.outcome)]
    return open_ended or rule.kind in ("deduct_once", "deduct_each", "deduct_step")


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
    spans = [(outcome.start, outcome.end), *([outcome.condition] if outcome.condition else [])]
    rule = RuleReading(
        _KINDS[outcome.kind], min(s for s, _ in spans), max(e for _, e in spans), outcome.sentence.item, outcome.condition,
        outcome=(outcome.start, outcome.end),
    )  # fmt: skip
    if outcome.kind in ("deduct", "loss_share"):
        return _deduction(plain, outcome, rule)
    if outcome.kind in ("won", "bonus"):
        return _bonus(plain, outcome, rule)
    if outcome.kind == "judgement" or (outcome.kind == "award" and outcome.open):
        return replace(rule, kind="judgement", most=outcome.points)
    return replace(rule, points=outcome.points) if outcome.kind == "award" else rule


def _bonus(plain: str, outcome: Outcome, rule: RuleReading) -> RuleReading:
    """Points won on top, or for each: 每增加1个百分点加0.5分, 每提供一个得2分; 加1-3分 has no amount but a cap."""
    if outcome.open:
        return replace(rule, cap=outcome.points)
    words = own_words(plain, outcome).removesuffix(plain[outcome.start : outcome.end])
    step = _STEP.search(words) or SEVERAL.search(words)
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
        return replace(rule, kind="judgement", most=outcome.points)
    return replace(rule, points=points, share=outcome.share)


def _step(words: str) -> tuple[Decimal | None, str | None] | None:
    """The step of a deduction and its unit: 每降低2个百分点, 逾期一天, 每少10人次, 每降低0.01; 每少1人次 is each one."""
    for pattern in (_SHARE, _STEP):
        if found := pattern.search(words):
            return number(found["size"]), found["unit"]
    if delay := _DELAY.search(words):
        return Decimal(1), next(filter(None, delay.group("unit", "share", "every", "place")))
    several = SEVERAL.search(words)
    if several and number(several["size"]) not in (None, 1):
        return number(several["size"]), several["unit"]
    if level := _LEVEL.search(words):
        return number(level["size"]), level["unit"]
    other = None if several else _OTHER_UNIT.search(words)
    if other and number(other["size"]) not in (None, 1):
        return number(other["size"]), other["unit"]
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
