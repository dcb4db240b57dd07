"""Formulas where an = is printed: name, numerator, denominator, scale. Lost signs are put back as repairs.

A formula ends where its sentence does, at a list mark, or right after its scale (×100%) when text follows; where
marks and signs are lost, two formulas may run together: …居民数100%老年人记录表完整率=….
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from extractor import lexicon
from extractor.fields import damage
from extractor.fields.damage import Damage, Repair
from extractor.fields.text import Text
from extractor.zh import formulas as grammar
from extractor.zh.clauses import Sentence
from extractor.zh.formulas import Node, Quotient, Scale
from extractor.zh.normalize import normalize
from extractor.zh.numerals import HAN

NAME = 120  # characters before = in which a formula's name is looked for
LEAF = 80  # a longer name in a formula is running text
_EQUALS = re.compile(r"(?<![<>=≥≤])=(?![<>=])")
_STOP = frozenset('，。；:：！!"”“\x00≥≤<>=')
_OPEN, _CLOSE = frozenset("([{【〔"), frozenset(")]}】〕")
_LIST_MARK = re.compile(rf"[(]\s?(?:[0-9]{{1,2}}|[{HAN}]{{1,3}})\s?[)]|[①-⑳❶-❿]")
_LIST_NUMBER = re.compile(rf"\s*(?:[0-9]{{1,2}}[.、](?![0-9])|[{HAN}]{{1,3}}[、.]|[-•·*●▪]\s|[①-⑳❶-❿])\s*")
_OPERATOR = re.compile(r"\s*(?:[×÷/+*-]|[xX]\s?1(?:0|万)|乘以|除以)")
_DIVIDES = re.compile(r"[/÷]|除以")
_AMOUNT = (
    r"(?P<number>100000|10000|1000|100|10\s?万|1?万)\s?"
    r"(?P<per>%|‰|/\s?(?:100000|10000|1000|10\s?万|万|千|百)(?:人口?)?)?(?![0-9.])"
)
_PRINTED = re.compile(rf"(?:[×*·xX]|乘以)\s*{_AMOUNT}")
_BARE = re.compile(rf"(?<=[一-鿿)\]】}}%])(?<![达到至为占过于约满近每])\s*{_AMOUNT}")
_UNIT = re.compile(r"[分元人名张次例天项个份种家户床件年月日周台套件位]|小时|平方")
_CONTINUES = re.compile(r"[的以及或个]")
_TARGET = re.compile(r"\s?[^，。；=+×÷*/]{2,40}?\s?(?:[≥≤<>]\s?)?[0-9.]{1,5}\s?%?\s*(?=[，。；、,)\n]|\Z)")
_LITERAL = re.compile(r"\s*[0-9.,:~-]+\s?(?:%|‰|[^\s0-9]{1,3})?\s*\Z")
_SCORE_NAME = re.compile(r"[一-鿿]分\Z")  # 价格分
_ODD = re.compile(r"(?<![0-9.])1000?(?:%(?![的以及])|(?=[^\s0-9.%]))|[一-鿿]\s+[一-鿿]|数[0-9]+\Z|%\Z|=")
_HUNDRED = re.compile(r"(?<![0-9.])1000?(?:名|张|人|例|个|次|床|位|家|户|强|所|万|元|岁|天|米|平方|公里|余|多)")
_FOLLOWING_NOTE = re.compile(r"\s?\([^()]{0,200}\)")
_UNSAID = re.compile(r"\([^()]*\)|\s|的")
_COMMAS = re.compile(r"[，；。:≥≤<>]")
_COMMA = re.compile(r",(?![0-9]{3}(?![0-9]))")


@dataclass(frozen=True, slots=True)
class FormulaReading:
    """A formula with its place in the requirement; names are printed characters with the repairs put in.

    `name` None is the indicator itself: the cell holds only the right side (甲/乙×100%). `denominator` None: a sum or
    product. `tree` holds offsets into `right`, the printed right side with its repairs. `doubt` is a review code.
    """

    name: str | None
    named: tuple[int, int] | None
    numerator: str
    denominator: str | None
    scale: Scale
    repairs: tuple[Repair, ...]
    start: int
    end: int
    expression: str
    tree: Node
    right: str
    doubt: Literal["R110", "R111"] | None


@dataclass(frozen=True, slots=True)
class _Extent:
    """Where a formula stands: its name and its right side, the scale's lost signs, whether it has a plain end."""

    name: tuple[int, int]
    right: tuple[int, int]
    scale: tuple[Repair, ...]
    body: int
    cut: bool


def read_formulas(
    text: Text, harm: Damage | None = None, tariffs: tuple[tuple[int, int], ...] = ()
) -> tuple[list[FormulaReading], list[tuple[int, int]]]:
    """Formulas in order, and the spans of = signs whose right side was not understood.

    `harm` is what the document lost. `tariffs` are spans that a rule took: 得分=完成率×分值 is no formula.
    """
    found: list[FormulaReading] = []
    unread: list[tuple[int, int]] = []
    if "=" in text.plain:
        marks = [item.start - len(item.number) for item in text.items if item.number]
        for extent in _extents(text.plain, marks):
            reading = _read(text, extent, harm or Damage())
            ruled = any(start <= extent.right[0] <= end for start, end in tariffs)
            if reading and not (ruled and _is_tariff(reading)):
                found.append(reading)
            elif not ruled:
                unread.append((extent.name[0], extent.right[1]))
    if _DIVIDES.search(text.plain):
        found += [reading for sentence in text.sentences for reading in _nameless(text, sentence)]
    return sorted(found, key=lambda reading: reading.start), unread


def assess(plain: str) -> Damage:
    """What a document shows of its losses; `plain` is its whole text, normalised."""
    repaired = sum(bool(extent.scale) for extent in _extents(plain, [])) if "=" in plain else 0
    return Damage(damage.lost_relations(plain, repaired), repaired)


def same_name(name: str) -> str:
    """A name to compare measures and formulas by: without notes in brackets, blanks and widths."""
    return _UNSAID.sub("", normalize(name))


# --- extents ------------------------------------------------------------------------------------


def _extents(plain: str, marks: list[int]) -> Iterator[_Extent]:
    """The formulas of a text, left to right; = with a bare number behind it (合格率=100%) is a target."""
    floor = 0
    for match in _EQUALS.finditer(plain):
        at = match.start()
        if at < floor:
            continue
        stop = _stop(plain, at + 1, marks)
        if _LITERAL.match(plain[at + 1 : stop]):
            floor = stop
            continue
        name = _name(plain, max(floor, at - NAME), at, marks)
        extent = _end(plain, name, at + 1, stop)
        yield extent
        note = _FOLLOWING_NOTE.match(plain, extent.right[1])
        floor = max(note.end() if note else extent.right[1], at + 1) if extent.cut else at + 1


def _stop(plain: str, start: int, marks: list[int]) -> int:
    """Where the right side ends at the latest: mark, sentence end, list number, unmatched bracket, next =."""
    index = bisect_right(marks, start)
    limit = min([len(plain), start + grammar.LENGTH, *marks[index : index + 1]])
    depth, at = 0, start
    while at < limit:
        character = plain[at]
        if depth == 0 and (character in _STOP or _COMMA.match(plain, at) or _LIST_MARK.match(plain, at)):
            return at
        if character in "。；" or (character == "\n" and not _carries_on(plain, start, at)):
            return at
        depth += (character in _OPEN) - (character in _CLOSE)
        if depth < 0:
            return at
        at += 1
    return limit


def _carries_on(plain: str, start: int, at: int) -> bool:
    """A line break beside an operator ends no formula: 甲\\n/乙×100%."""
    before, after = plain[start:at].rstrip(), plain[at + 1 : at + 8].lstrip()
    return not before or before[-1] in "×÷/=*+-" or after.startswith(("×", "÷", "/")) or bool(_PRINTED.match(after))


def _name(plain: str, floor: int, at: int, marks: list[int]) -> tuple[int, int]:
    """The noun phrase before =, back to a mark, a list number, an unmatched bracket or the formula before."""
    index = bisect_right(marks, at)
    start = _back(plain, max([floor, *marks[index - 1 : index]]), at)
    number = _LIST_NUMBER.match(plain, start, at)
    start = number.end() if number else start
    end = at
    while end > start and plain[end - 1].isspace():
        end -= 1
    while start < end and plain[start].isspace():
        start += 1
    return _unlabelled(plain, start, end)


def _back(plain: str, floor: int, at: int) -> int:
    """The earliest character of the phrase that ends at `at`; notes in brackets belong to it, (2) does not."""
    closed: list[int] = []
    for place in range(at - 1, floor - 1, -1):
        character = plain[place]
        if character in _CLOSE:
            closed.append(place)
        elif character in _OPEN:
            if not closed or _LIST_MARK.fullmatch(plain, place, closed[-1] + 1):
                return closed[-1] + 1 if closed else place + 1
            closed.pop()
        elif character in _STOP or character == "\n" or _COMMA.match(plain, place) or _LIST_MARK.match(plain, place):
            return closed[-1] + 1 if closed else place + 1
    return closed[-1] + 1 if closed else floor


def _unlabelled(plain: str, start: int, end: int) -> tuple[int, int]:
    """Without 其中 before the name and 计算公式 behind it; 计算公式 alone names nothing."""
    for word in lexicon.words("formula_intros"):
        if plain.startswith(word, start, end):
            start += len(word)
            break
    for word in lexicon.words("formula_labels"):
        if plain.endswith(word, start, end):
            end -= len(word)
            end -= plain.endswith("的", start, end)
            break
    return start, max(start, end)


def _end(plain: str, name: tuple[int, int], start: int, stop: int) -> _Extent:
    """The right side: up to its scale where text follows, else up to `stop`."""
    following = plain[stop : stop + 1] == "="
    flat = _flat(plain[start:stop])
    scale = _printed_scale(flat, following) or _bare_scale(plain[start:stop], flat, following)
    body = end = stop
    if scale is not None:
        body, end = start + scale[0].start(), start + scale[0].end()
    elif following:
        body = end = start + _before_next(flat)
    while end > start and plain[end - 1].isspace():
        end -= 1
    lost = tuple(damage.shifted(scale[1], start)) if scale else ()
    return _Extent(name, (start, end), lost, min(body, end), scale is not None or not following or end < stop)


def _flat(region: str) -> str:
    """The right side with the inside of brackets blanked, same length."""
    depth, kept = 0, []
    for character in region:
        depth -= character in _CLOSE
        kept.append(character if depth <= 0 else "\x00")
        depth += character in _OPEN
    return "".join(kept)


def _printed_scale(flat: str, following: bool) -> tuple[re.Match[str], tuple[Repair, ...]] | None:
    """The first ×100% that nothing continues: an operator behind it makes it a factor, a unit a number."""
    for match in _PRINTED.finditer(flat):
        rest = flat[match.end() :]
        unit = match["per"] is None and not following and _UNIT.match(rest)
        if not _OPERATOR.match(rest) and not unit:
            return match, ()
    return None


def _bare_scale(region: str, flat: str, following: bool) -> tuple[re.Match[str], tuple[Repair, ...]] | None:
    """100% or 100 without ×, at the end or before other text; 100名 and 100张床位 are no scale."""
    for match in _BARE.finditer(flat):
        rest = flat[match.end() :]
        divided = bool(_DIVIDES.search(region, 0, match.start()))
        if _ends_scale(match, rest, following) and (divided or not rest.strip() or rest.lstrip()[0] == "("):
            return match, tuple(_lost(match))
    return None


def _ends_scale(match: re.Match[str], rest: str, following: bool) -> bool:
    """Whether a bare 100 or 100% is a scale, by what stands behind it."""
    if not rest.strip() or rest.lstrip()[0] == "(":
        return True
    if _OPERATOR.match(rest) or _CONTINUES.match(rest):
        return False
    if match["per"] or following:
        return True
    return bool(_TARGET.match(rest)) and not _UNIT.match(rest)


def _lost(match: re.Match[str]) -> Iterator[Repair]:
    """× before the number; % or ‰ behind it, where it is missing."""
    yield Repair(match.start("number"), "×", "certain")
    sign = {"100": "%", "1000": "‰"}.get(match["number"])
    if match["per"] is None and sign:
        yield Repair(match.end("number"), sign, "certain")


def _before_next(flat: str) -> int:
    """Where the next formula's name begins when no scale shows it: at the last blank behind an operator."""
    blanks = [match.start() for match in re.finditer(r"\s+(?=[^\s×÷/+*-])", flat)]
    between = [at for at in blanks if _OPERATOR.search(flat, 0, at) and not _OPERATOR.search(flat, at)]
    return between[-1] if between else len(flat)


# --- reading ------------------------------------------------------------------------------------


def _read(text: Text, extent: _Extent, harm: Damage) -> FormulaReading | None:
    """The reading of one extent; None where the name or the right side is none."""
    plain = text.plain
    name = plain[slice(*extent.name)]
    if not (extent.cut and _may_name(name) and (name or _is_announced(plain, extent))):
        return None
    start, end = extent.right
    inner, unsure = _inner(plain[start : extent.body], scaled=extent.body < end)
    scale = [Repair(r.at, r.sign, _certainty(name, harm)) for r in extent.scale]
    repairs = [*damage.shifted(inner, start), *scale]
    right = damage.mend(text.raw[start:end], damage.shifted(repairs, -start))
    node = grammar.parse(normalize(right))
    if node is None or not any(isinstance(leaf, grammar.Quantity) for leaf in grammar.leaves(node)):
        return None
    naming = damage.shifted(damage.ranges(name), extent.name[0])
    printed = damage.restore(text.raw[slice(*extent.name)].strip()).text
    return _reading(printed or None, extent, node, right, (*naming, *repairs), unsure)


def _may_name(name: str) -> bool:
    """Whether no operator stands in a name: 甲/乙b率 is two formulas without a place to cut; 0-6岁 and notes are fine."""
    return not _OPERATOR.search(re.sub(r"\([^()]*\)|(?<=[0-9A-Za-z])-(?=[0-9])", "", name))


def _is_announced(plain: str, extent: _Extent) -> bool:
    """Whether a formula without a name may have none: it has no =, or 计算公式 stands before it."""
    before = plain[max(0, extent.right[0] - NAME) : extent.right[0]].rstrip()
    return not before.endswith("=") or before[:-1].rstrip().endswith(lexicon.words("formula_labels"))


def _inner(body: str, *, scaled: bool) -> tuple[list[Repair], bool]:
    """The signs lost inside the right side without its scale: ～, × in brackets, ÷ between two nouns."""
    repairs = damage.ranges(body)
    lost, unsure = damage.brackets(body)
    if scaled and not _OPERATOR.search(re.sub(r"(?<=[0-9])-(?=[0-9])", "", body)) and not lost:
        at = damage.division(body.strip())
        offset = len(body) - len(body.lstrip())
        lost = [Repair(at + offset, "÷")] if at is not None else []
    return sorted(repairs + lost, key=lambda repair: repair.at), unsure


def _certainty(name: str, harm: Damage) -> Literal["certain", "likely", "review"]:
    """A rate times 100 is certain; another name is likely where the document lost the same sign again and again."""
    rated = same_name(name).endswith(lexicon.words("rate_names"))
    several = harm.repaired >= damage.SEVERAL
    return "certain" if rated and several else "likely" if rated or several else "review"


def _reading(
    name: str | None, extent: _Extent, node: Node, right: str, repairs: tuple[Repair, ...], unsure: bool
) -> FormulaReading | None:
    """A ratio with its parts; a sum or product as a whole, where it is no score, for a person to look at."""
    parts = (grammar.quotient(_without_points(node, right)) if _scores(name) else None) or grammar.quotient(node)
    product = parts is None and isinstance(grammar.bare(node), grammar.Operation)
    if parts is None and (not product or _scores(name)):
        return None
    over, under = _parts(right, parts) if parts else (right.strip(), None)
    unsure = unsure or parts is None or parts.mixed or any(_is_odd(right, leaf) for leaf in grammar.leaves(node))
    lost = damage.weakest(repairs) == "review"
    expression = f"{name}={grammar.written(node, right)}" if name else grammar.written(node, right)
    return FormulaReading(
        name, extent.name if name else None, over, under, parts.scale if parts else "1", repairs,
        extent.name[0] if name else extent.right[0], extent.right[1], expression, node, right,
        "R110" if unsure else "R111" if lost else None,
    )  # fmt: skip


def _without_points(node: Node, right: str) -> Node:
    """价格得分=(基准价/报价)×价格权值×100: the ratio without the points that it is multiplied by."""
    inside = grammar.bare(node)
    if isinstance(inside, grammar.Operation) and inside.sign == "×":
        if _is_points(right, inside.right):
            return _without_points(inside.left, right)
        if _is_points(right, inside.left):
            return _without_points(inside.right, right)
    return node


def _is_points(right: str, node: Node) -> bool:
    """A factor that is points: 30, 30%, 价格权值."""
    if isinstance(node, grammar.Constant):
        return True
    return isinstance(node, grammar.Quantity) and right[node.start : node.end].strip().endswith(
        lexicon.words("score_factors")
    )


def _parts(right: str, parts: Quotient) -> tuple[str, str]:
    """Numerator and denominator as printed; several factors keep brackets round sums and are joined by ×."""
    return _joined(right, parts.over), _joined(right, parts.under)


def _joined(right: str, nodes: tuple[Node, ...]) -> str:
    if len(nodes) == 1:
        only = grammar.bare(nodes[0])
        return right[only.start : only.end].strip()
    return "×".join(_factor(right, node) for node in nodes)


def _factor(right: str, node: Node) -> str:
    inside = grammar.bare(node)
    summed = isinstance(inside, grammar.Operation) and inside.sign in "+-"
    kept = node if summed else inside
    return right[kept.start : kept.end].strip()


def _is_odd(right: str, leaf: grammar.Quantity | grammar.Constant) -> bool:
    """A name that holds what names do not hold: a scale, a percentage at its end, a gap, a whole sentence."""
    if isinstance(leaf, grammar.Constant):
        return False
    name = normalize(right[leaf.start : leaf.end])
    return len(name) > LEAF or bool(_ODD.search(_HUNDRED.sub("", name)))


def _scores(name: str | None) -> bool:
    """Whether a name is that of points: 得分, 价格分."""
    return bool(
        name and (same_name(name).endswith(lexicon.words("score_names")) or _SCORE_NAME.search(same_name(name)))
    )


def _is_tariff(reading: FormulaReading) -> bool:
    """得分=实际数/计划数×本项分值: the item's own score, or another that is no ratio."""
    own = reading.name is not None and same_name(reading.name) in lexicon.words("own_scores")
    return own or (_scores(reading.name) and reading.denominator is None)


# --- without = ----------------------------------------------------------------------------------


def _nameless(text: Text, sentence: Sentence) -> Iterator[FormulaReading]:
    """甲/乙×100% at the beginning of a sentence, or behind a colon: 计算公式：甲/乙×100%, 合格率：甲/乙×100%."""
    plain = text.plain
    if _EQUALS.search(plain, sentence.start, sentence.end) or not _DIVIDES.search(plain, sentence.start, sentence.end):
        return
    colon = plain.rfind(":", sentence.start, sentence.end)
    start = colon + 1 if colon >= 0 else sentence.start
    named, known = _before_colon(plain, sentence.start, colon)
    stop = min(_stop(plain, start, []), sentence.end)
    extent = _end(plain, named, start, stop)
    rest = _FOLLOWING_NOTE.sub("", plain[extent.right[1] : stop])
    printed = extent.body < extent.right[1] and not extent.scale
    reading = _read(text, extent, Damage()) if printed and not rest.strip() else None
    if reading and reading.doubt is None and reading.denominator:
        yield reading if known else replace(reading, doubt="R110")


def _before_colon(plain: str, start: int, colon: int) -> tuple[tuple[int, int], bool]:
    """What names the formula behind a colon: a rate, else nothing (an empty span); whether its words are known."""
    if colon < 0:
        return (start, start), True
    name = _name(plain, start, colon, [])
    words = plain[slice(*name)]
    rate = words.endswith(lexicon.words("rate_names"))
    return (name if rate else (colon, colon)), rate or bool(plain[name[1] : colon].strip()) or not words
