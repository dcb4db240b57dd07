"""Which words of a requirement belong to its rules, and which are left for its targets."""

from __future__ import annotations

import re

from extractor.fields.conditions import own_start, stated_end
from extractor.fields.rules import RuleReading
from extractor.fields.targets import TargetReading
from extractor.fields.text import Spans, Text

_PAID = re.compile(r"[0-9]\s?分")  # 至少3次（3分，少一次扣1分）
LOSING = ("deduct_step", "deduct_each", "deduct_once", "judgement", "zero")
_ONWARD = (
    (re.compile(r"(?<!不)(?:低于|不足|小于|少于|不到)|<"), re.compile(r"每[^，]{0,4}?[低少降减缺差]")),
    (re.compile(r"(?<!不)(?:高于|超过|大于|多于|超出)|>"), re.compile(r"每[^，]{0,4}?[高超增升多]")),
)


def spans_of_rules(rules: list[RuleReading], text: Text) -> list[tuple[int, int]]:
    """Spans whose numbers belong to rules. In 签发率≥90%，每降低一个百分点扣5分 and 达到95%得满分 the number is a target too."""
    spans = []
    for rule in rules:
        if rule.condition and (
            rule.own
            or rule.kind in ("deduct_step", "deduct_each", "full_if", "deduct_once", "judgement", "pro_rata", "zero")
        ):
            spans.append((claimed_from(rule, text), rule.end))
        else:
            spans.append((own_start(rule, text), rule.end))
    return spans


def last_segment(rule: RuleReading, text: Text) -> int:
    """Where the segment of the outcome begins: what the condition states before it may be a target."""
    sentence = text.sentence(rule.outcome[0])
    starts = [s.start for s in sentence.segments if s.start <= rule.outcome[0]] if sentence else []
    inside = [start for start in starts if rule.condition and start >= rule.condition[0]]
    last = max(inside, default=rule.start)
    if last >= rule.outcome[0] and rule.condition:
        earlier = [start for start in inside if start < last]
        return max(earlier, default=rule.start)
    return last


def claimed_from(rule: RuleReading, text: Text) -> int:
    """From where the numbers are a rule's own. 质量达标率100%，得5分 and 完成率100%，得分=完成率×分值 say a target, too."""
    segment = last_segment(rule, text)
    if rule.kind in ("deduct_step", "deduct_each") and _goes_on(text.plain, rule.start, segment, rule.outcome[0]):
        return rule.start  # 出勤率低于90%，每低1%扣0.5分
    if rule.kind in LOSING and rule.condition:
        segment = _cases(text, rule.condition[0], segment)
    if rule.kind == "full_if" or (rule.own and text.plain.startswith("各", rule.outcome[0])):
        return rule.outcome[0]
    begins = rule.kind == "pro_rata" and rule.outcome[0] in _segment_starts(text, rule.outcome[0])
    return rule.outcome[0] if begins else segment


def _cases(text: Text, start: int, segment: int) -> int:
    """Back over the segments before that are cases by their 的: 发生50人以上群体性事件的，每起."""
    sentence = text.sentence(segment)
    for before in reversed([s for s in sentence.segments if start <= s.start < segment] if sentence else []):
        if not text.plain[before.start : before.end].endswith(("的", "者")):
            break
        segment = before.start
    return segment


def _goes_on(plain: str, start: int, segment: int, end: int) -> bool:
    """Whether a step goes on where the bound before it points: 低于90%，每低1% says when points are lost, no target."""
    return any(a.search(plain, start, segment) and b.search(plain, segment, end) for a, b in _ONWARD)


def held(target: TargetReading, spoken: Spans, rated: Spans, claimed: Spans) -> Spans:
    """What a target may not stand in: a formula; without a sign also a rule, but a rate before what it wins."""
    if target.sign == "read":
        return spoken
    return rated if target.unit == "%" and target.sign == "convention" else claimed


def _segment_starts(text: Text, at: int) -> list[int]:
    """Where the segments of the sentence around a character begin."""
    sentence = text.sentence(at)
    return [segment.start for segment in sentence.segments] if sentence else []


def taken_from(rule: RuleReading, text: Text) -> int:
    """From where a rule accounts for the numbers: the target before 每降低… or 未达到的 is for the targets to read."""
    stated = stated_end(rule, text)
    return rule.start if _PAID.search(text.plain, rule.start, stated) else stated
