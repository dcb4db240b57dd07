"""Outcomes: the phrases that say what is won or lost (扣2分, 该项不得分, 得满分), each with the condition before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from extractor import lexicon
from extractor.fields.text import Text, trimmed
from extractor.zh.clauses import Sentence
from extractor.zh.numerals import NUMBER_PATTERN, number
from extractor.zh.quantities import COUNT_UNITS

EDGE = " \t\n，,；;。:：、\x00"
UNITS = "|".join(sorted((unit for unit in COUNT_UNITS if unit not in ("万", "亿")), key=len, reverse=True))
EACH = re.compile(
    rf"每|各|任意?(?:一|1)|(?<!第)(?:一|1)\s?(?:{UNITS}|天|课时|小时)(?!性|[一-鿿]{{2,6}}率)|1日|半[天日]|(?:缺|少|漏|欠)[一-鿿]?(?:一|1)\s?(?!半|般|些)[一-鿿]|(?<![0-9.第])1[一-鿿](?=不|未|没)|/\s?(?:{UNITS}|天)"
)
# 每提高一个百分点得1分; but not 每月上报得5分, 每个科室至少1名得5分
_EACH_WON = re.compile(
    r"每(?!年|季|月|周|日|天|半年|学期|旬)(?![^，。；]{0,12}(?:至少|均|都|不少于|不低于|达到))[^，。；、]{0,30}，?\s?\Z"
)
_EACH_PAID = re.compile(r"\A各|分\s?/|分每")
_ONE_CASE = re.compile(rf"(?:一|1)\s?(?:{UNITS})(?:次)?(?:的|，)?")  # a segment that only counts: 1人次, 一处
_NUMBER = rf"{NUMBER_PATTERN}|半"
_AMOUNT = re.compile(rf"({_NUMBER})(?:\s?分)?\s?[-~至]\s?({_NUMBER})\s?分|({_NUMBER})\s?分(?P<below>及?以下)?")
_LISTED = re.compile(rf"({_NUMBER})(?=\s?[分、，/和及])")
_POINTS_ALONE = re.compile(rf"(?:共|满分)?\s?(?:{_NUMBER})\s?分")  # （3分，少一次扣1分）
_RESPECTIVELY = re.compile(r"，?分别\Z")
_PERCENT = re.compile(rf"({NUMBER_PATTERN})\s?%")
_OWN = ("该项", "本项", "此项", "该指标", "本指标", "该项目", "指标")  # 该项得分=…: the item itself, no condition
_JOINS = ("并", "且", "同时", "另", "直接", "一律", "均")
_ALSO = ("并", "并且", "且", "同时")  # between two outcomes of one condition
WON = ("award", "full", "share")  # what a rung of a ladder pays


@dataclass(frozen=True, slots=True)
class Amount:
    """Points of an outcome: one number (`low` = `high`), or what a person chooses between."""

    low: Decimal
    high: Decimal

    @property
    def open(self) -> bool:
        """Whether a person decides within it."""
        return self.low != self.high


@dataclass(frozen=True, slots=True)
class Outcome:
    """A phrase with its kind in the lexicon, its span, and the span of its condition, None where none is printed."""

    kind: str
    start: int
    end: int
    sentence: Sentence
    condition: tuple[int, int] | None
    amounts: tuple[Amount, ...] = ()
    share: Decimal | None = None

    @property
    def points(self) -> Decimal | None:
        """The points that it prints: the most where a person chooses, None for none."""
        return self.amounts[0].high if self.amounts else None

    @property
    def open(self) -> bool:
        """Whether a person chooses between two numbers."""
        return bool(self.amounts) and self.amounts[0].open


def read_outcomes(text: Text) -> list[Outcome]:
    """All outcomes of a requirement in order."""
    return [outcome for sentence in text.sentences for outcome in _outcomes(text.plain, sentence)]


def own_words(plain: str, outcome: Outcome) -> str:
    """The last segment of the condition with the outcome: 每半年研究1次，未研究的扣5分 is no 每…扣."""
    if outcome.condition and outcome.condition[0] >= outcome.end:
        return plain[outcome.start : outcome.condition[1]]
    starts = [s.start for s in outcome.sentence.segments if s.start < outcome.start]
    start = max(starts, default=outcome.start)
    if len(starts) > 1 and not plain[start : outcome.start].strip(EDGE + "并且同时另"):
        start = starts[-2]
    return plain[max(start, outcome.condition[0] if outcome.condition else start) : outcome.end]


def is_each(plain: str, outcome: Outcome) -> bool:
    """Whether its words say that it is for each: 每项2分, 5分/篇, 有1个."""
    return bool(EACH.search(own_words(plain, outcome)))


def won_each(plain: str, outcome: Outcome, following: Iterable[Outcome]) -> bool:
    """Whether points are won for each of several: 每提供一个得2分, 得0.5分/项, 有1个得2分，最多6分, 一等奖每项5分."""
    if outcome.kind not in ("award", "plain") or outcome.open:
        return False
    words, said = own_words(plain, outcome), plain[outcome.start : outcome.end]
    if outcome.kind == "award" and (_EACH_WON.search(words.removesuffix(said)) or _EACH_PAID.search(said)):
        return True
    limit = next((each for each in following if each.kind not in ("award", "plain")), None)
    limited = limit is not None and limit.kind in ("cap", "whole") and _more(limit, outcome)
    achieved = outcome.kind == "plain" and lexicon.pattern("achievement").search(words) is not None
    return (limited or achieved) and is_each(plain, outcome)


def _more(limit: Outcome, outcome: Outcome) -> bool:
    return limit.points is not None and outcome.points is not None and limit.points > outcome.points


def _outcomes(plain: str, sentence: Sentence) -> list[Outcome]:
    """The outcome phrases of a sentence, in order; where two overlap the lexicon's order decides."""
    found = sorted(_found(plain, sentence), key=lambda each: each[1])
    return [_measured(plain, Outcome(kind, start, end, sentence, None)) for kind, start, end in found]


def with_conditions(plain: str, outcomes: list[Outcome]) -> list[Outcome]:
    """The outcomes of a group, each with the condition between the one before it in its sentence and itself."""
    found: list[Outcome] = []
    for before, outcome in zip([None, *outcomes], outcomes, strict=False):
        shared = before is not None and before.sentence == outcome.sentence
        floor = before.end if before and shared else outcome.sentence.start
        condition = _condition(plain, outcome, floor) or _behind(plain, outcome, outcomes)
        if condition is None and before and shared and plain[before.end : outcome.start].strip(EDGE) in _ALSO:
            condition = found[-1].condition  # 发生死亡事故的，扣除全部分值并取消评优资格
        found.append(replace(outcome, condition=condition))
    return found


def _behind(plain: str, outcome: Outcome, outcomes: list[Outcome]) -> tuple[int, int] | None:
    """扣5分：发生责任事故: the condition behind the points."""
    if outcome.kind not in ("deduct", "bonus") or plain[outcome.end : outcome.end + 1] != ":":
        return None
    stop = min((each.start for each in outcomes if each.start > outcome.end), default=outcome.sentence.end)
    start, end = trimmed(plain, outcome.end + 1, min(stop, outcome.sentence.end), EDGE)
    return (start, end) if start < end else None


def _found(plain: str, sentence: Sentence) -> list[tuple[str, int, int]]:
    taken: list[tuple[int, int]] = []
    found = []
    for entry in lexicon.entries("outcomes"):
        for match in entry.pattern.finditer(plain, sentence.start, sentence.end):
            free = all(end <= match.start() or match.end() <= start for start, end in taken)
            if match.end() > match.start() and free:
                taken.append(match.span())
                found.append((entry.name, *match.span()))
    return found


def _measured(plain: str, outcome: Outcome) -> Outcome:
    """The outcome with its points; an award of 0分 wins nothing."""
    words = plain[outcome.start : outcome.end]
    if outcome.kind in ("share", "loss_share"):
        percent = _PERCENT.search(words)
        value = number(percent[1]) if percent else Decimal(50)
        return replace(outcome, share=None if value is None else value / 100)
    pattern = _LISTED if outcome.kind == "respective" else _AMOUNT
    amounts = tuple(filter(None, map(_amount, pattern.finditer(words))))
    none = outcome.kind in ("award", "plain") and amounts and amounts[0].high == 0
    return replace(outcome, kind="zero" if none else outcome.kind, amounts=amounts)


def _amount(match: re.Match[str]) -> Amount | None:
    values = [Decimal("0.5") if each == "半" else number(each) for each in match.groups()[:3] if each]
    values += [Decimal(0)] if match.groupdict().get("below") else []
    known = [value for value in values if value is not None]
    return Amount(min(known), max(known)) if known else None


def _condition(plain: str, outcome: Outcome, floor: int) -> tuple[int, int] | None:
    """The segments that state when the outcome applies: all for points won, else the last one and those it depends on;
    不考核此项 takes the last one alone (具体按规定，没有病床的机构不考核此项)."""
    segments, end = outcome.sentence.segments, outcome.start
    parts = [(max(s.start, floor), min(s.end, end)) for s in segments if s.start < end and s.end > floor]
    parts = [(s, e) for s, e in (_bared(plain, s, e) for s, e in parts) if s < e]
    parts = [
        (s, e) for s, e in parts if plain[s:e] not in (*_JOINS, *_OWN) and not _POINTS_ALONE.fullmatch(plain, s, e)
    ]
    if not parts:
        return None
    first = 0 if outcome.kind in (*WON, "plain", "won") else len(parts) - 1
    near = first > 0 and outcome.kind != "not_applicable"
    while near and first > 0 and _depends(plain, *parts[first]):
        first -= 1
    word = _RESPECTIVELY.search(plain, *parts[-1])
    return parts[first][0], word.start() if word and word.start() > parts[first][0] else parts[-1][1]


def _bared(plain: str, start: int, end: int) -> tuple[int, int]:
    """A segment without stops at its ends, and without the half of a bracket that was cut off: (2分，少一次…."""
    start, end = trimmed(plain, start, end, EDGE)
    lonely = plain.count("(", start, end) - plain.count(")", start, end)
    if (lonely > 0 and plain[start] == "(") or (lonely < 0 and plain[start] == ")"):
        return trimmed(plain, start + 1, end, EDGE)
    return start, end


def _depends(plain: str, start: int, end: int) -> bool:
    """Whether a segment has its subject in the one before it: 未完成的, 每降低1个百分点, 1人次."""
    if plain[start:end] in ("各", "每项", "各项"):
        return True  # 无课件、无签到的，各扣0.2分
    return plain.startswith(lexicon.words("dependent_starts"), start) or bool(_ONE_CASE.fullmatch(plain, start, end))
