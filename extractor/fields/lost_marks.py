"""What a source may have lost without a trace: a decimal point (05分), the % of a rate. Nothing is put back; it is asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from catalog.model import ReviewField
from extractor import lexicon
from extractor.fields.leftovers import Doubt
from extractor.fields.rules import RuleReading
from extractor.fields.targets import TargetReading
from extractor.fields.text import Text

# A nought before a figure, and what is counted behind it. Nobody writes 05 for 5; dates, codes and list numbers do.
_NOUGHT = re.compile(
    r"(?<![0-9A-Za-z.:/_年月-])0[0-9]{1,2}\s?(?P<unit>分(?!之)|%|‰|个?百分点|天|小时|次|人|例|份|项|册|件|台|家|户|名|起|米|公里|吨|元|万元)"
)
_BOTH_WAYS = re.compile(
    r"(?:加减|加/减|增减|加\(减\)|\+/-|±)\s?[0-9.]{1,5}\s?分"
)  # won and lost by one figure: only one is read
_STUMP = re.compile(r"[^无有是否优良中差好甲乙丙丁A-E]")  # 的，核减2分 has no condition 核
_RATIO = re.compile(r"[:/]")


def lost_marks(text: Text, targets: Sequence[TargetReading], rules: Sequence[RuleReading]) -> Iterator[Doubt]:
    """Review reasons for figures that lost a sign."""
    for match in _NOUGHT.finditer(text.plain):
        field: ReviewField = (
            "rules" if match["unit"] == "分" or any(r.start <= match.start() < r.end for r in rules) else "targets"
        )
        yield Doubt(field, "R144", (("text", text.raw[slice(*match.span())]),), match.span())
    for target in targets:
        if _is_bare(text, target):
            yield Doubt(
                "targets", "R143", (("text", text.raw[target.start : target.end][:40]),), (target.start, target.end)
            )
    for match in _BOTH_WAYS.finditer(text.plain):
        yield Doubt("rules", "R102", (("text", text.raw[slice(*match.span())][:40]),), match.span())
    rates = any(target.unit == "%" for target in targets)
    for rule in rules:
        if rule.condition and _STUMP.fullmatch(text.plain[slice(*rule.condition)].strip()):
            yield Doubt("rules", "R120", (("text", text.raw[rule.start : rule.end][:40]),), (rule.start, rule.end))
        if rates and rule.kind == "deduct_step" and rule.unit is None and rule.step is not None and rule.step % 1:
            yield Doubt("rules", "R143", (("text", text.raw[rule.start : rule.end][:40]),), (rule.start, rule.end))


def _is_bare(text: Text, target: TargetReading) -> bool:
    """Whether a rate is compared with a number that has no unit: 合格率≥95."""
    if target.unit is not None or target.measure is None or not target.value or isinstance(target.value, str):
        return False
    counted = lexicon.counted_in(text.plain[slice(*target.measure)].strip())
    quantity = text.plain[slice(*target.quantity)]
    return counted is not None and counted.unit == "%" and not _RATIO.search(quantity)
