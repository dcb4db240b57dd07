"""Plain Chinese → terms: the inverse of `scorer.render`.

The law: `parse(render(term, names, units), names, units) == term` for every term without evidence. Names may be
shared, missing or hold any character; ranks have at most 9 digits, and the words at most `LENGTH` characters. The
other way round, `render(parse(text, names, units), names, units) == text` for every text that is read (but for space
around it): a sentence that is no rendering is refused, nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import Any, TypeVar, cast

from lark import Lark, Token, Transformer, v_args
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken, VisitError

from catalog.problems import Trouble
from catalog.rules import (
    Add,
    All,
    Any_,
    BonusEach,
    Cmp,
    Cohort,
    DeductEach,
    DeductOnce,
    DeductStep,
    Done,
    External,
    ExternalLoss,
    First,
    FirstRow,
    FromFull,
    FullIf,
    Grade,
    Growth,
    ItemTerm,
    Judge,
    Judged,
    JudgeLoss,
    Linear,
    Lit,
    Loss,
    Measure,
    Modality,
    Mul,
    NaIf,
    NoEvents,
    Not,
    Obs,
    Param,
    Period,
    PerPeriod,
    Predicate,
    ProRata,
    Ranked,
    RankRow,
    Ratio,
    Relation,
    Rounded,
    Share,
    Split,
    Sub,
    Term,
    TierRow,
    Tiers,
    Unspecified,
    Veto,
    Within,
    ZeroIf,
)
from catalog.wording import PERIODS
from scorer.render import render
from scorer.vocabulary import (
    ABSENT,
    BEST,
    EFFECTS,
    NAME,
    NUMBER,
    PARTIALS,
    PIECES,
    RELATIONS,
    REWEIGHTS,
    ROUNDINGS,
    SCALES,
    STATISTICS,
    TIES,
    TOKENS,
    Words,
    disclose,
    shown,
    words_of,
)

LENGTH = 20_000  # characters; the longest rendering of the corpus has some hundred
SHOWN_EXPECTED = 8
_Key = TypeVar("_Key", bound=str)


def parse(text: str, names: Mapping[str, str], units: Mapping[str, str] | None = None) -> Term:
    """The term that a rendering tells, without evidence. `names` and `units` are those that it was rendered with.

    Raises Trouble: E670 no sentence of a term, with the place; E671 too long or too deep; E672 and E673 a name that
    no input or several have; E674 readable, but not as terms are rendered.
    """
    sentence = text.strip()
    if len(sentence) > LENGTH:
        raise Trouble("E671", limit=f"{LENGTH}字", limit_en=f"{LENGTH} characters")
    try:
        return _checked(_read(sentence, words_of(names, units)), sentence, names, units)
    except RecursionError as error:
        raise Trouble("E671", limit="可读的嵌套层数", limit_en="a readable depth of nesting") from error


def _checked(term: Term, sentence: str, names: Mapping[str, str], units: Mapping[str, str] | None) -> Term:
    """The term, if it is told by this very sentence: what the grammar leaves loose is held against the rendering."""
    told = render(term, names, units)
    if told != sentence:
        raise Trouble("E674", place=_difference(sentence, told) + 1, words=told)
    return term


def _difference(one: str, other: str) -> int:
    """The first place where two texts differ."""
    same = (index for index, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(same, min(len(one), len(other)))


def _read(sentence: str, words: Words) -> Term:
    try:
        found: Term = _Reading(words).transform(_language().parse(sentence))
    except UnexpectedInput as error:
        raise _unreadable(error, sentence) from error
    except VisitError as error:
        if isinstance(error.orig_exc, (Trouble, RecursionError)):
            raise error.orig_exc from error
        raise
    return found


@cache
def _language() -> Lark:
    """The grammar with its signs; built at first use."""
    signs = [f"{name}: /{pattern}/" for name, pattern in TOKENS.items()]
    grammar = "\n".join([files("scorer").joinpath("terms.lark").read_text("utf-8"), *signs, f"NAME.-1: /{NAME}/", ""])
    return Lark(grammar, parser="lalr", maybe_placeholders=True)


def _unreadable(error: UnexpectedInput, sentence: str) -> Trouble:
    place = error.pos_in_stream if isinstance(error.pos_in_stream, int) and error.pos_in_stream >= 0 else len(sentence)
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        place = len(sentence)
    wanted = shown(_wanted(error))[:SHOWN_EXPECTED]
    return Trouble(
        "E670",
        place=place + 1,
        found=sentence[place : place + 12] or "（句末）",
        found_en=sentence[place : place + 12] or "(the end)",
        expected="、".join(zh for zh, _ in wanted),
        expected_en=", ".join(en for _, en in wanted),
    )


def _wanted(error: UnexpectedInput) -> set[str]:
    """The signs that may stand where the reading stopped."""
    if isinstance(error, UnexpectedToken):
        return set(error.accepts or error.expected)
    return set(error.allowed or ()) if isinstance(error, UnexpectedCharacters) else set()


def _number(token: str | None) -> Decimal | None:
    """The number in 扣5分; None for no words."""
    found = re.search(NUMBER, token) if token else None
    return Decimal(found[0]) if found else None


def _points(token: str) -> Decimal:
    """The number in a sign that has one."""
    return _number(token) or Decimal(0)


def _key(table: Mapping[_Key, str], text: str, otherwise: _Key | None = None) -> _Key:
    """What the words in `text` stand for; the longest where several are in it."""
    found = [key for key in table if table[key] in text]
    return max(found, key=lambda key: len(table[key])) if found or otherwise is None else otherwise


def _name(token: str) -> str:
    """A name, a text or a group that stands bare or in quotation marks."""
    return disclose(token) if token.startswith("“") else str(token)


def _document(token: Token) -> Token:
    """The document in 按〔…〕得分, still with its place."""
    return Token.new_borrow_pos("text", disclose(token[1:-2]), token)


def _modality(strive: Token | None) -> Modality:
    return "strive" if strive else "must"


def _groups(sign: str, token: str) -> tuple[str | Any, ...]:
    """The pieces of a sign that holds several."""
    found = re.fullmatch(PIECES[sign], token)
    return found.groups() if found else ()


@v_args(inline=True)
class _Reading(Transformer[Token, Any]):
    """What the grammar found → terms: one method for each of its rules."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    # --- names ---

    def name(self, *tokens: Token) -> str:
        """The id of an input or a parameter."""
        if tokens[-1].type == "ID":
            return disclose(tokens[-1])
        text = self.text(tokens[0])
        return self._only(text, self.words.ids.get(text, ()))

    def _decided(self, text: Token, recorded: str | None) -> str:
        """The id of the input that a decision is recorded under."""
        return self._only(text, self.words.recorded(text)) if recorded is None else recorded

    def _only(self, text: Token, ids: Sequence[str]) -> str:
        place = (text.start_pos or 0) + 1
        if not ids:
            near = get_close_matches(text, self.words.ids, n=3, cutoff=0.5)
            told = {"near": "、".join(near) or "（无）", "near_en": ", ".join(near) or "(none)"}
            raise Trouble("E672", place=place, name=text, **told)
        if len(ids) > 1:
            raise Trouble("E673", place=place, name=text, ids="、".join(f"［{each}］" for each in ids))
        return ids[0]

    def text(self, token: Token) -> Token:
        """The words, still with their place."""
        return Token.new_borrow_pos("text", _name(token), token)

    def unit(self, token: Token) -> None:
        """Nothing: units follow from what is measured."""

    def short(self, *number: Token) -> None:
        """Nothing: it is the step, told again."""

    # --- measures ---

    def obs(self, identity: str) -> Obs:
        return Obs(input=identity)

    def lit(self, number: Token) -> Lit:
        return Lit(value=Decimal(number))

    def param(self, identity: str) -> Param:
        return Param(parameter=identity)

    def rounded(self, of: Measure, token: Token) -> Rounded:
        mode, places = _groups("ROUND", token)
        return Rounded(of=of, places=int(places), mode=_key(ROUNDINGS, mode))

    def cohort(self, of: Measure, token: Token) -> Cohort:
        group, stat = _groups("COHORT", token)
        return Cohort(stat=_key(STATISTICS, stat), group=_name(group), of=of)

    def add(self, *of: Measure) -> Add:
        return Add(of=list(of))

    def mul(self, *of: Measure) -> Mul:
        return Mul(of=list(of))

    def sum(self, only: Measure | None) -> Add:
        return Add(of=[only] if only else [])

    def product(self, only: Measure | None) -> Mul:
        return Mul(of=[only] if only else [])

    def sub(self, left: Measure, right: Measure) -> Sub:
        return Sub(left=left, right=right)

    def scale(self, token: Token) -> Decimal:
        return Decimal(_key(SCALES, token)) if token.type == "SCALE" else Decimal(token)

    def ratio(self, top: Measure, bottom: Measure, scale: Decimal | None) -> Ratio | Growth:
        """（甲－乙）÷乙 is a growth."""
        if isinstance(top, Sub) and top.right == bottom:
            return Growth(current=top.left, previous=bottom, scale=Decimal(1) if scale is None else scale)
        return self.ratio_of_difference(top, bottom, scale)

    def ratio_of_difference(self, top: Measure, bottom: Measure, scale: Decimal | None) -> Ratio:
        return Ratio(numerator=top, denominator=bottom, scale=Decimal(1) if scale is None else scale)

    # --- predicates ---

    def bounded(self, left: Measure, token: Token, right: Measure, *unit: None) -> tuple[Measure, Relation, Measure]:
        return left, next(relation for relation, words in RELATIONS.items() if words == token), right

    def cmp(self, bounded: tuple[Measure, Relation, Measure], strive: Token | None) -> Cmp:
        left, relation, right = bounded
        return Cmp(left=left, relation=relation, right=right, modality=_modality(strive))

    def unequal(self, left: Measure, right: Measure, *unit: None) -> Not:
        return Not(of=Cmp(left=left, relation="=", right=right))

    def within(self, of: Measure, low: Token, unit: None, high: Token, unit_too: None, strive: Token | None) -> Within:
        return Within(of=of, low=Decimal(low), high=Decimal(high), modality=_modality(strive))

    def grade(self, identity: str, least: Token, order: Token | None, strive: Token | None) -> Grade:
        grades = [_name(each) for each in re.findall(PIECES["GRADE"], _groups("ORDER", order)[0])] if order else []
        return Grade(input=identity, at_least=disclose(least), order=grades, modality=_modality(strive))

    def done(self, token: Token, identity: str) -> Done | Not:
        undone, by = _groups("DONE", token)
        found = Done(input=identity, by=None if by is None else _name(by))
        return Not(of=found) if undone else found

    def none(self, identity: str) -> NoEvents:
        return NoEvents(input=identity)

    def some(self, identity: str) -> Not:
        return Not(of=NoEvents(input=identity))

    def per_period(self, token: Token, identity: str, least: Token, unit: None, strive: Token | None) -> PerPeriod:
        period = cast(Period, _key(PERIODS, token))
        return PerPeriod(input=identity, at_least=Decimal(least), period=period, modality=_modality(strive))

    def all(self, *of: Predicate) -> All:
        return All(of=list(of))

    def any(self, *of: Predicate) -> Any_:
        return Any_(of=list(of))

    def all_of(self, only: Predicate | None) -> All:
        return All(of=[only] if only else [])

    def any_of(self, only: Predicate | None) -> Any_:
        return Any_(of=[only] if only else [])

    def negation(self, of: Predicate) -> Not:
        return Not(of=of)

    def judged(self, token: Token, recorded: str | None) -> Judged:
        text = Token.new_borrow_pos("text", disclose(token).removeprefix("人工认定："), token)
        return Judged(input=self._decided(text, recorded), text=str(text))

    # --- losses ---

    def deduct_once(self, when: Predicate, lost: Token) -> DeductOnce:
        return DeductOnce(when=when, points=_points(lost))

    def deduct_each(self, count: Measure, unit: None, lost: Token, most: Token | None) -> DeductEach:
        return DeductEach(count=count, points=_points(lost), cap=_number(most))

    def deduct_step(
        self, bounded: tuple[Measure, Relation, Measure], step: Token, unit: None, lost: Token, short: None,
        unit_too: None, partial: Token, most: Token | None,
    ) -> DeductStep:  # fmt: skip
        of, relation, bound = bounded
        return DeductStep(
            of=of,
            side="below" if relation == "<" else "above",
            bound=bound.value if isinstance(bound, Lit) else Decimal(0),  # the sentence will not be told like this
            step=Decimal(step),
            points=_points(lost),
            partial=_key(PARTIALS, partial),
            cap=_number(most),
        )

    def zero(self, when: Predicate) -> ZeroIf:
        return ZeroIf(when=when)

    def judge_loss(self, text: Token, most: Token | None, recorded: str | None) -> JudgeLoss:
        return JudgeLoss(input=self._decided(text, recorded), text=str(text), high=_number(most))

    def external_loss(self, token: Token, recorded: str | None) -> ExternalLoss:
        document = _document(token)
        return ExternalLoss(input=self._decided(document, recorded), document=str(document))

    # --- item scores ---

    def full_if(self, when: Predicate) -> FullIf:
        return FullIf(when=when)

    def unspecified(self, when: Predicate) -> Unspecified:
        return Unspecified(when=when)

    def losses(self, *losses: Loss) -> tuple[Loss, ...]:
        return losses

    def zeros(self, *zeros: ZeroIf) -> tuple[ZeroIf, ...]:
        return zeros

    def from_full(self, losses: tuple[Loss, ...], floor: Token | None, zeros: tuple[ZeroIf, ...]) -> FromFull:
        stated = bool(floor) and "扣完为止" in str(floor) and "原文未写" not in str(floor)
        return FromFull(losses=[*losses, *zeros], floor_stated=stated, lowest=_number(floor) or Decimal(0))

    def from_full_zeros(self, floor: Token | None, zeros: tuple[ZeroIf, ...]) -> FromFull:
        return self.from_full((), floor, zeros)

    def tier(self, when: Predicate, got: Token) -> TierRow:
        return TierRow(when=when, points=_points(got))

    def tiers(self, *rows: Any) -> Tiers:
        return Tiers(rows=list(rows[:-1]), otherwise=_number(rows[-1]))

    def linear(self, of: Measure, low: Token, unit: None, got: Token, high: Token, unit_too: None) -> Linear:
        return Linear(of=of, low=Decimal(low), high=Decimal(high))

    def pro_rata(self, of: Measure, base: Measure | None = None, unit: None = None) -> ProRata:
        return ProRata(of=of, base=base)

    def ranked(self, of: Measure, token: Token) -> Ranked:
        group, table = _groups("RANKED", token)
        rows = re.findall(PIECES["RANK"], table)
        return Ranked(
            of=of,
            group=_name(group),
            table=[RankRow(up_to=int(rank), points=Decimal(points)) for rank, points in rows],
            ties=_key(TIES, table, "undetermined"),
            best=_key(BEST, table, "undetermined"),
        )

    def part(self, name: Token, share: Token, then: ItemTerm) -> Share:
        return Share(name=disclose(name), points=_number(share), term=then)

    def split(self, *parts: Any) -> Split:
        return Split(
            parts=[each for each in parts if isinstance(each, Share)],
            absent=_key(ABSENT, parts[-1] or "", "undetermined"),
        )

    def branch(self, when: Predicate, then: ItemTerm) -> FirstRow:
        return FirstRow(when=when, then=then)

    def first(self, *rows: FirstRow | Token) -> First:
        return First(rows=[each for each in rows if isinstance(each, FirstRow)], otherwise=_number(str(rows[-1])))

    def bonus(self, count: Measure, unit: None, won: Token, most: Token | None) -> BonusEach:
        return self.bonus_on(None, count, unit, won, most)

    def bonus_on(self, base: ItemTerm | None, count: Measure, unit: None, won: Token, most: Token | None) -> BonusEach:
        return BonusEach(base=base, count=count, points=_number(won), cap=_number(most))

    def judge(self, text: Token, least: Token | None, most: Token | None, recorded: str | None) -> Judge:
        return Judge(input=self._decided(text, recorded), text=str(text), low=_number(least), high=_number(most))

    def external(self, token: Token, recorded: str | None) -> External:
        document = _document(token)
        return External(input=self._decided(document, recorded), document=str(document))

    # --- institution ---

    def na_if(self, *found: Any) -> NaIf:
        return NaIf(when=found[0] if len(found) > 1 else None, reweight=_key(REWEIGHTS, found[-1]))

    def veto(self, when: Predicate, effect: Token) -> Veto:
        return Veto(when=when, effect=_key(EFFECTS, effect))
