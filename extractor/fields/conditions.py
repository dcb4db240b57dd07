"""Conditions of rules beside targets: which words in front of an outcome are its own, and which are for the targets."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor import lexicon
from extractor.fields.outcomes import UNITS
from extractor.fields.rules import SEVERAL, RuleReading
from extractor.fields.text import Spans, Text

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
_EACH_SUBJECT = re.compile(
    r"每(?:个(?!百分点)|名|位|家|所|支|年|季|月|周|日|天|半年)"
)  # a subject or period of its own


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
    several = SEVERAL.search(own)
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
