"""What no reading took: the net below all readings. A leftover that matters becomes a review reason."""

from __future__ import annotations

import re
from dataclasses import dataclass

from catalog.model import ReviewField
from extractor import lexicon
from extractor.fields.numbers import Numbers
from extractor.fields.targets import TargetReading
from extractor.fields.text import Spans, Text
from extractor.zh import quantities

_SIGNS = re.compile(r"[≥≤<>]|不少于|不低于|不高于|不超过|不得超过|不得低于|不得少于")
# Numbers in words or in other scripts that the quantity patterns do not read; a person is asked.
_STRANGE = re.compile(
    r"[一二三四五六七八九]成(?:以上)?|[一二三四五六七八九十百千]{2,8}(?:公里|万元|亿元|亩|平方米)|(?:[一二三四五六七八九十]|(?<!超过)万)分之[一二三四五六七八九]|(?<![0-9/])[0-9]/[0-9](?![0-9/])"
    r"|前[一二三四五六七八九十0-9]{1,3}名|每(?:年|月|周|季度?|天|日|半年|学期)[一-鿿]{0,6}?[一二两三四五六七八九十]{1,2}[次遍期场](?!性)|(?:不超过|不少于|不低于|达到)半(?:小时|年|天|个月)|A{2,5}级|[ⅠⅡⅢⅣⅤ]{1,3}类|率为零|(?:达到|提高到|不低于)[0-9.]{1,5}岁|[0-9](?:dB|ppm|PPM|kWh|h)(?![A-Za-z])"
)
# Points that no rule took: 1分/项, 2分, 扣10%的分值.
_POINTS = re.compile(r"[0-9一二三四五六七八九十半]\s?分(?![钟之点值数期别类析法级工布])|%\s?的?(?:分值|分数|权重)")
_LETTER = re.compile(r"[A-Za-z._/-]")
# 平均得分 is a noun, 不扣分 takes nothing.
_NOUN = re.compile(r"(?:(?:总|自评|平均|考核|综合|最终|实际|测评|评议|满意度|评价)得|不[扣加])分\Z")


@dataclass(frozen=True, slots=True)
class Doubt:
    """A review reason before it is worded: field, code, parameters and the span it is about."""

    field: ReviewField
    code: str
    params: tuple[tuple[str, str], ...]
    span: tuple[int, int] | None = None


def leftovers(text: Text, numbers: Numbers, used: list[tuple[int, int]], ruled: list[tuple[int, int]]) -> list[Doubt]:
    """Numbers and signs outside `used`, scoring words outside `ruled`; one doubt a field and clause."""
    taken, scored = Spans(used), Spans(ruled)
    inert = [span for span in numbers.inert if span[1] - span[0] > 1]
    doubts = [*_signs(text, taken), *_numbers(text, numbers, taken), *_scoring(text, scored, inert)]
    doubts += [
        Doubt("targets", "R101", (("text", _around(text, *m.span())),), m.span())
        for m in _STRANGE.finditer(text.plain)
        if not taken.touch(*m.span())
    ]
    first: dict[tuple[str, str], Doubt] = {}
    for doubt in doubts:
        first.setdefault((doubt.field, _clause(text, doubt.span)), doubt)
    return list(first.values())


def list_doubts(text: Text, targets: list[TargetReading]) -> list[Doubt]:
    """A target read from 等14项具体措施, where fewer are named: a person should look."""
    found = []
    for target in targets:
        if target.listed is not None:
            span = (target.start, target.end)
            params = (("text", text.raw[slice(*span)]), ("listed", str(target.listed)))
            found.append(Doubt("targets", "R113", params, span))
    return found


def measure_doubts(text: Text, targets: list[TargetReading], name: str) -> list[Doubt]:
    """Names split from a list, periods without a word, and numbers without a sign where lower is better: ≥ would be a
    guess.
    """
    found = []
    for target in targets:
        words = text.raw[slice(*target.measure)] if target.measure else name
        span = (target.start, target.end)
        if target.period:
            found.append(Doubt("targets", "R114", (("text", text.raw[slice(*span)]), ("period", target.period)), span))
        if target.split:
            found.append(Doubt("targets", "R104", (("text", words),), span))
        if (
            target.sign == "convention"
            and target.relation == ">="
            and words.endswith(lexicon.words("falling_measures"))
        ):
            found.append(Doubt("targets", "R111", (("text", text.raw[slice(*span)]),), span))
    return found


def _signs(text: Text, taken: Spans) -> list[Doubt]:
    return [
        Doubt("targets", "R103", (("text", _around(text, *m.span())),), m.span())
        for m in _SIGNS.finditer(text.plain)
        if not taken.touch(*m.span())
    ]


def _numbers(text: Text, numbers: Numbers, taken: Spans) -> list[Doubt]:
    found = []
    for q in numbers.quantities:
        if taken.touch(q.start, q.end) or (q.kind == "bare" and _is_label(text.plain, q.start, q.end)):
            continue
        han = quantities.is_han_number(text.plain[q.start : q.end])
        signed = quantities.relation_before(text.plain, q.start) or quantities.relation_after(text.plain, q.end)
        if not han or (signed and q.kind != "bare"):
            found.append(Doubt("targets", "R101", (("text", _around(text, q.start, q.end)),), (q.start, q.end)))
    return found


def _is_label(plain: str, start: int, end: int) -> bool:
    """A bare number glued to letters or another number sign is a name (1号, A4, 2.1)."""
    return bool(_LETTER.match(plain, end) or (start and _LETTER.match(plain, start - 1)))


def _scoring(text: Text, scored: Spans, inert: list[tuple[int, int]]) -> list[Doubt]:
    """Words of points that no rule took; 扣除100元 and 《扣分办法》 speak of none."""
    found = []
    for word in (word for word in lexicon.words("scoring_words") if word in text.plain):
        for match in re.finditer(word, text.plain):
            inside = any(start <= match.start() and match.end() <= end for start, end in inert)
            if not inside and not scored.touch(*match.span()) and not _is_noun(text.plain, *match.span()):
                found.append(Doubt("rules", "R102", (("text", _around(text, *match.span())),), match.span()))
    for match in _POINTS.finditer(text.plain):
        if not scored.touch(*match.span()):
            found.append(Doubt("rules", "R102", (("text", _around(text, *match.span())),), match.span()))
    return sorted(found, key=lambda doubt: doubt.span or (0, 0))


def _is_noun(plain: str, start: int, end: int) -> bool:
    """Whether a scoring word is part of another word: 平均得分, 参加分级, 扣除后的价格."""
    other = any(
        match.start() <= start < match.end()
        for match in lexicon.pattern("no_scoring").finditer(plain, max(0, start - 8), end + 8)
    )
    return other or _NOUN.search(plain[:end]) is not None


def _clause(text: Text, span: tuple[int, int] | None) -> str:
    for sentence in text.sentences:
        for segment in sentence.segments:
            if span and segment.start <= span[0] < segment.end:
                return f"{segment.start}"
    return ""


def _around(text: Text, start: int, end: int) -> str:
    """The clause around a leftover, at most 40 characters, so that a clerk can find it."""
    left = max((text.plain.rfind(mark, 0, start) + 1 for mark in "，。；\n、"), default=0)
    right = min((at for mark in "，。；\n" if (at := text.plain.find(mark, end)) != -1), default=len(text.plain))
    left, right = max(left, start - 24), min(right, end + 12)
    return text.raw[left:right].strip()
