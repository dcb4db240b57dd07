"""What in a row does not agree with the rest of it: a name that is none, points and rules that do not add up."""

from __future__ import annotations

import re
from decimal import Decimal

from catalog.model import Target
from extractor import lexicon
from extractor.fields import headings
from extractor.fields.claims import LOSING, last_segment
from extractor.fields.ladders import HUNDRED
from extractor.fields.leftovers import Doubt
from extractor.fields.row_facts import RowFacts
from extractor.fields.rules import RuleReading
from extractor.fields.text import Text
from extractor.sections import effect
from extractor.tables.rows import Row
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number

_NO_NAME = re.compile(
    r"\A[0-9.]+\Z|不少于|不低于|不超过|不高于|每(?:年|月|季度?|周|日)[^，。；]{0,12}[0-9]|[≥≤][0-9]|扣[0-9.]+分"
)
_NUMBERISH = re.compile(r"[0-9一二三四五六七八九十①-⑳A-Za-zⅠ-Ⅻ]")
_SEVERAL = re.compile(r"[0-9]{1,3}[.、]?(?:\s*\n\s*[0-9]{1,3}[.、]?)+")  # the numbers of several rows in one cell
_LISTED = re.compile(r"(?:\A|[。；.\s])[0-9]{1,2}[.、](?=[一-鿿])")  # 1.…2.… in one name
_AGAIN = re.compile(r"(?:[两二三四五六七八九]|第[二三四五]|[2-9])\s?(?:次|例|起|项|人|小时以上)")


def beside_points(row: Row) -> bool:
    """Whether a row stands in a group of bonuses, deductions or vetoes: it needs no points of its own."""
    return any(effect(level.text) or headings.veto_in(level.text)[0] for level in row.levels)


def implausible(row: Row, name: str) -> list[Doubt]:
    """A name that is a figure or reads like a requirement, a number that is none: columns may be taken for each other."""
    own = row.name is not None and row.name in row.texts
    listed = len(_LISTED.findall(normalize(name))) > 1
    strange = (not own and bool(_NO_NAME.search(normalize(name)))) or listed
    number = row.number.text.strip() if row.number else ""
    return [
        *([Doubt("name", "R129", (("text", name[:24]),))] if strange else []),
        *(
            [Doubt("name", "R129", (("text", number[:24]),))]
            if number and (not _NUMBERISH.search(normalize(number)) or _SEVERAL.fullmatch(number))
            else []
        ),
    ]


def restated(text: Text, points: Decimal | None) -> list[tuple[int, int]]:
    """配合开展工作（8分） in a row of 8 points: the only points in brackets say the row's own again."""
    found = list(lexicon.pattern("points_bracket").finditer(text.plain))
    same = len(found) == 1 and points is not None and number(found[0]["points"]) == points
    return [found[0].span()] if same else []


def inferred(facts: RowFacts) -> list[Doubt]:
    """Signs put back that a person should look at, in formulas and in targets; formulas that are only half read."""
    found = [
        Doubt("formulas", f.doubt, _quoted(facts, f.start, f.end), (f.start, f.end)) for f in facts.formulas if f.doubt
    ]
    signs = [(t.start, t.end) for t in facts.targets if t.repairs]
    return found + [Doubt("targets", "R111", _quoted(facts, *span), span) for span in signs]


def _quoted(facts: RowFacts, start: int, end: int) -> tuple[tuple[str, str], ...]:
    return (("text", facts.text.raw[start:end][:40]),)


def sums(facts: RowFacts, points: Decimal | None, *, weighted: bool) -> list[Doubt]:
    """Parts must add up to the points of the row; one deduction must not exceed them, or a hundred where the points
    are a weight.
    """
    doubts = []
    total = sum((p.points for p in facts.parts), Decimal(0))
    if facts.parts and points is not None and total != points:
        doubts.append(Doubt("points", "R119", (("computed", f"{total:f}"), ("declared", f"{points:f}"))))
    most = HUNDRED if weighted else points
    for rule in facts.rules:
        if most is not None and rule.points is not None and rule.points > most and rule.kind != "bonus":
            doubts.append(
                Doubt("rules", "R120", (("text", facts.text.raw[rule.start : rule.end][:40]),), (rule.start, rule.end))
            )
    return doubts + ([] if weighted else _won(facts, points)) + _graded(facts)


def _graded(facts: RowFacts) -> list[Doubt]:
    """一次不参加扣1分，两次不参加扣3分: steps of one ladder read as separate deductions; a person decides."""
    taken = [
        rule for rule in facts.rules if rule.kind in ("deduct_once", "deduct_each", "deduct_step") and rule.condition
    ]
    steps = {at for a, rule in enumerate(facts.rules) if rule.yields for at in (a, a + 1)}
    taken = [rule for at, rule in enumerate(facts.rules) if rule in taken and at not in steps]
    found = [rule for rule in taken if _AGAIN.search(facts.text.plain, last_segment(rule, facts.text), rule.outcome[0])]
    doubtful = [rule for rule in found if any(other.item == rule.item and other is not rule for other in taken)]
    if not doubtful:
        return []
    start, end = doubtful[0].start, doubtful[0].end
    return [Doubt("rules", "R120", (("text", facts.text.raw[start:end][:40]),), (start, end))]


def _won(facts: RowFacts, points: Decimal | None) -> list[Doubt]:
    """Points won, rule by rule, must add up to the row's; otherwise ladder or sum may be misread."""
    won = [rule for rule in facts.rules if rule.kind in ("tiers", "full_if")]
    if any(rule.kind == "bonus" or rule.cap is not None for rule in facts.rules):
        return []
    amounts = [rule.points for rule in won if rule.points is not None]
    if points is None or not amounts or len(amounts) < len(won) or sum(amounts) == points:
        return []
    own = {facts.text.sentence(rule.outcome[0]) for rule in won}
    if any(
        rule not in won and rule.kind in LOSING[:-1] and facts.text.sentence(rule.outcome[0]) not in own
        for rule in facts.rules
    ):
        return []  # 建档率≥90%得5分…；漏管的，每人扣1分: other measures share the row
    text = "；".join(facts.text.raw[slice(*rule.outcome)] for rule in won)
    return [Doubt("rules", "R120", (("text", text[:40]),), (won[0].start, won[0].end))]


def awards(facts: RowFacts) -> bool:
    """Whether points are to be won, so that the row must be worth some: 按时：7分，未按时：0分."""
    return any(rule.kind in ("tiers", "full_if") and rule.points for rule in facts.rules)


def lacks_percent(target: Target) -> bool:
    """Whether a rate has a target without a unit: 投诉率 | 1.5."""
    counted = lexicon.counted_in(target.measure)
    figure = target.unit is None and target.value is not None and not isinstance(target.value, str) and target.value > 0
    return figure and counted is not None and counted.unit == "%"


def of_score(rule: RuleReading, text: Text) -> bool:
    """Whether a rule's condition is a bound of a score: 低于75分的不得分."""
    return rule.condition is not None and bool(lexicon.pattern("score_bound").search(text.plain, *rule.condition))
