"""Terms → plain Chinese, to stand beside the quote so that a clerk can check the reading.

One small function per term. Two terms never have the same words: `scorer.parse` reads every rendering back into its
term. So names that do not show where they end stand in marks, a joined condition inside a sentence in brackets, and
what differs from the usual (a floor below 0, an id where two inputs share a name) is told.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import singledispatch

from catalog.base import Number, plain
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
    PerPeriod,
    Predicate,
    ProRata,
    Ranked,
    Ratio,
    Rounded,
    Split,
    Sub,
    Term,
    Tiers,
    Unspecified,
    Veto,
    Within,
    ZeroIf,
)
from catalog.wording import PERIODS
from scorer.vocabulary import (
    ABSENT,
    BEST,
    COUNTED,
    EFFECTS,
    FALLS,
    LOSS_UNSTATED,
    NO_BASE,
    NO_BRANCHES,
    NO_PARTS,
    NO_TABLE,
    NONE_FITS,
    NOTHING_APPLIES,
    PARTIALS,
    RELATIONS,
    REST_UNSTATED,
    REWEIGHTS,
    ROUNDINGS,
    SCALES,
    SIGNS,
    STATISTICS,
    STEPS,
    TIES,
    WON_UNSTATED,
    Words,
    amount,
    date_words,
    enclose,
    grade_words,
    group_words,
    marked,
    words_of,
)

__all__ = ["PARTIALS", "REWEIGHTS", "floor_words", "render", "say", "unit_of"]


def render(term: Term, names: Mapping[str, str], units: Mapping[str, str] | None = None) -> str:
    """A term in plain Chinese. `names` and `units` are {id: name} and {id: unit} of inputs and parameters."""
    return say(term, words_of(names, units))


@singledispatch
def say(term: Term, words: Words) -> str:
    """The words of a term; every kind of term registers its own."""
    raise TypeError(f"no rendering for {type(term).__name__}")


# --- measures -----------------------------------------------------------------------------------


@say.register
def _obs(term: Obs, words: Words) -> str:
    return words.named(term.input)


@say.register
def _param(term: Param, words: Words) -> str:
    return f"〔外部参数：{words.named(term.parameter)}〕"


@say.register
def _rounded(term: Rounded, words: Words) -> str:
    return f"〔{say(term.of, words)}，{ROUNDINGS[term.mode]}到{term.places}位小数〕"


@say.register
def _lit(term: Lit, words: Words) -> str:
    return plain(term.value)


@say.register
def _ratio(term: Ratio, words: Words) -> str:
    top = term.numerator
    if isinstance(top, Sub) and top.right == term.denominator:  # （甲－乙）÷乙 is how a growth is told
        numerator = f"（{say(top, words)}之差）"
    else:
        numerator = _operand(top, words)
    return _quotient(numerator, term.denominator, term.scale, words)


@say.register
def _growth(term: Growth, words: Words) -> str:
    risen = Sub(left=term.current, right=term.previous)
    return _quotient(f"（{say(risen, words)}）", term.previous, term.scale, words)


def _quotient(numerator: str, denominator: Measure, scale: Number, words: Words) -> str:
    times = SCALES.get(plain(scale), f"×{plain(scale)}")
    return f"{numerator}÷{_atom(denominator, words)}{times}"


@say.register
def _mul(term: Mul, words: Words) -> str:
    factors = [_atom(each, words) for each in term.of]
    return "×".join(factors) if len(factors) > 1 else f"〔相乘：{_inside(term.of, words)}〕"


@say.register
def _add(term: Add, words: Words) -> str:
    operands = [_operand(each, words) for each in term.of]
    return "＋".join(operands) if len(operands) > 1 else f"〔相加：{_inside(term.of, words)}〕"


@say.register
def _sub(term: Sub, words: Words) -> str:
    return f"{say(term.left, words)}－{_operand(term.right, words)}"


@say.register
def _cohort(term: Cohort, words: Words) -> str:
    return f"{_atom(term.of, words)}在{group_words(term.group)}中的{STATISTICS[term.stat]}"


def _inside(terms: Sequence[Term], words: Words) -> str:
    """The words of the only operand, if there is one."""
    return "".join(say(each, words) for each in terms)


def _operand(term: Measure, words: Words) -> str:
    """A measure beside ＋, － or above ÷, in brackets where they are needed."""
    text = say(term, words)
    return f"（{text}）" if isinstance(term, Add | Sub) and _is_chain(term) else text


def _atom(term: Measure, words: Words) -> str:
    """A measure beside × or below ÷, in brackets where they are needed."""
    text = say(term, words)
    return f"（{text}）" if _is_chain(term) else text


def _is_chain(term: Measure) -> bool:
    """Whether the words of a measure are operands with signs between them."""
    if isinstance(term, Add | Mul):
        return len(term.of) > 1
    return isinstance(term, Sub | Ratio | Growth)


def unit_of(term: Measure, words: Words) -> str:
    """The unit in which a measure is told: that of its input, or the sign of its scale."""
    match term:
        case Obs():
            return words.units.get(term.input, "")
        case Ratio() | Growth():
            return SIGNS.get(plain(term.scale), "")
        case Rounded():
            return unit_of(term.of, words)
        case Cohort():
            return "" if term.stat == "percent_rank" else unit_of(term.of, words)
        case Add() | Mul():
            return next((unit for each in term.of if (unit := unit_of(each, words))), "")
        case Sub():
            return unit_of(term.left, words)
        case _:
            return ""


# --- predicates ---------------------------------------------------------------------------------


@say.register
def _cmp(term: Cmp, words: Words) -> str:
    return _compared(term, RELATIONS[term.relation], words) + _striving(term.modality)


def _compared(term: Cmp, relation: str, words: Words) -> str:
    return f"{say(term.left, words)}{relation}{_bound(term.right, term.left, words)}"


def _bound(term: Measure, measured: Measure, words: Words) -> str:
    """What a measure is held against: a number has the unit of the measure."""
    return amount(term.value, unit_of(measured, words)) if isinstance(term, Lit) else say(term, words)


def _striving(modality: Modality) -> str:
    return "（力争）" if modality == "strive" else ""


@say.register
def _within(term: Within, words: Words) -> str:
    unit = unit_of(term.of, words)
    ends = f"{amount(term.low, unit)}至{amount(term.high, unit)}"
    return f"{say(term.of, words)}在{ends}之间{_striving(term.modality)}"


@say.register
def _grade(term: Grade, words: Words) -> str:
    order = f"（等次由低到高：{'、'.join(map(grade_words, term.order))}）" if term.order else ""
    return f"{words.named(term.input)}达到{enclose(term.at_least)}及以上{order}{_striving(term.modality)}"


@say.register
def _done(term: Done, words: Words) -> str:
    by = "" if term.by is None else f"于{date_words(term.by)}前"
    return f"{by}完成{words.named(term.input, quoted=True)}"


@say.register
def _no_events(term: NoEvents, words: Words) -> str:
    return f"未发生{words.named(term.input)}"


@say.register
def _per_period(term: PerPeriod, words: Words) -> str:
    least = amount(term.at_least, words.units.get(term.input, ""))
    name = words.named(term.input, quoted=True)
    return f"{PERIODS[term.period]}{name}均不少于{least}{_striving(term.modality)}"


@say.register
def _all(term: All, words: Words) -> str:
    clauses = [_clause(each, words) for each in term.of]
    return "；".join(clauses) if len(clauses) > 1 else f"全部满足〔{_inside(term.of, words)}〕"


@say.register
def _any(term: Any_, words: Words) -> str:
    clauses = [_clause(each, words) for each in term.of]
    return "，或".join(clauses) if len(clauses) > 1 else f"任一满足〔{_inside(term.of, words)}〕"


def _clause(term: Predicate, words: Words) -> str:
    """A predicate inside a sentence, in brackets where it is several."""
    text = say(term, words)
    return f"〔{text}〕" if isinstance(term, All | Any_) and len(term.of) > 1 else text


@say.register
def _judged(term: Judged, words: Words) -> str:
    return enclose(f"人工认定：{term.text}", "〔〕") + _recorded(term.input, term.text, words)


def _recorded(identity: str, text: str, words: Words) -> str:
    """Under which input a decision is recorded, where its text does not say it."""
    return "" if words.recorded(text) == [identity] else f"（记入{words.named(identity)}）"


@say.register
def _not(term: Not, words: Words) -> str:
    match term.of:
        case Done() as done:
            return f"未{say(done, words)}"
        case NoEvents() as none:
            return f"发生{words.named(none.input)}"
        case Cmp(relation="=", modality="must") as equal:
            return _compared(equal, "不等于", words)
        case Judged() as judged:
            return f"{say(judged, words)}不成立"
        case other:
            return f"不满足〔{say(other, words)}〕"


# --- losses -------------------------------------------------------------------------------------


@say.register
def _deduct_once(term: DeductOnce, words: Words) -> str:
    return f"{_clause(term.when, words)}的，扣{plain(term.points)}分"


@say.register
def _deduct_each(term: DeductEach, words: Words) -> str:
    return f"{_each(term.count, words)}扣{plain(term.points)}分{_capped(term.cap)}"


def _each(count: Measure, words: Words) -> str:
    """Each one of what is counted, in its unit."""
    return f"{say(count, words)}每{amount(1, unit_of(count, words) or COUNTED)}"


@say.register
def _deduct_step(term: DeductStep, words: Words) -> str:
    unit = unit_of(term.of, words)
    side, falls = FALLS[term.side]
    step = amount(term.step, STEPS.get(unit, unit))
    partial = f"（不足{step if plain(term.step) != '1' else '一' + step[1:]}的：{PARTIALS[term.partial]}）"
    bound = f"{say(term.of, words)}{side}{amount(term.bound, unit)}"
    return f"{bound}，每{falls}{step}扣{plain(term.points)}分{partial}{_capped(term.cap)}"


def _capped(cap: Number | None) -> str:
    return "" if cap is None else f"，最多扣{plain(cap)}分"


@say.register
def _zero_if(term: ZeroIf, words: Words) -> str:
    return f"{_clause(term.when, words)}，该项不得分"


@say.register
def _judge_loss(term: JudgeLoss, words: Words) -> str:
    recorded = _recorded(term.input, term.text, words)
    return f"〔人工评分〕酌情扣分：{marked(term.text)}{_capped(term.high)}{recorded}"


@say.register
def _external_loss(term: ExternalLoss, words: Words) -> str:
    return f"按{enclose(term.document, '〔〕')}扣分{_recorded(term.input, term.document, words)}"


# --- item scores --------------------------------------------------------------------------------


@say.register
def _full_if(term: FullIf, words: Words) -> str:
    when = say(term.when, words)
    return f"满足{when if isinstance(term.when, Judged) else f'〔{when}〕'}得满分，否则该项不得分"


@say.register
def _from_full(term: FromFull, words: Words) -> str:
    taken, zeros = _split_losses(term.losses)
    losses = "；".join(say(loss, words) for loss in taken)
    told = [losses] * bool(taken) + [floor_words(term)] * bool(taken or term.floor_stated or term.lowest)
    return "；".join(["，".join(["基础分为满分", *told]), *(say(zero, words) for zero in zeros)])


def _split_losses(losses: list[Loss]) -> tuple[list[Loss], list[Loss]]:
    """The losses, and the ones at their end that take everything: those are told behind the floor."""
    end = len(losses)
    while end and isinstance(losses[end - 1], ZeroIf):
        end -= 1
    return losses[:end], losses[end:]


def floor_words(term: FromFull) -> str:
    """Where the losses end."""
    lowest = f"最低{plain(term.lowest)}分" if term.lowest else ""
    if term.floor_stated:
        return f"扣完为止（{lowest}）" if lowest else "扣完为止"
    return lowest or "扣完为止（原文未写）"


@say.register
def _tiers(term: Tiers, words: Words) -> str:
    rows = [f"{_clause(row.when, words)}的，得{plain(row.points)}分" for row in term.rows]
    rest = REST_UNSTATED if term.otherwise is None else f"其余得{plain(term.otherwise)}分"
    return "；".join([*rows, rest])


@say.register
def _linear(term: Linear, words: Words) -> str:
    unit = unit_of(term.of, words)
    low, high = amount(term.low, unit), amount(term.high, unit)
    return f"{say(term.of, words)}为{low}得0分，{high}得满分，其间按比例得分"


@say.register
def _pro_rata(term: ProRata, words: Words) -> str:
    base = NO_BASE if term.base is None else f"（以{_bound(term.base, term.of, words)}为满分）"
    return f"按{say(term.of, words)}的比例得分{base}"


@say.register
def _ranked(term: Ranked, words: Words) -> str:
    rows = [f"第{row.up_to}名及以前得{plain(row.points)}分" for row in term.table] or [NO_TABLE]
    best = [BEST[term.best]] * bool(term.table or term.best != "undetermined")
    ties = [TIES[term.ties]] * bool(term.table or term.ties != "undetermined")
    table = "，".join([*rows, *best, *ties])
    return f"按{say(term.of, words)}在{group_words(term.group)}中的名次得分（{table}）"


@say.register
def _split(term: Split, words: Words) -> str:
    parts = (f"{enclose(part.name)}（{_share(part.points)}）：{_nested(part.term, words)}" for part in term.parts)
    return ("；".join(parts) or NO_PARTS) + ABSENT[term.absent]


def _share(points: Number | None) -> str:
    return "分值原文未定" if points is None else f"{plain(points)}分"


def _nested(term: ItemTerm, words: Words) -> str:
    """An item score inside another one, in brackets where it is several clauses."""
    text = say(term, words)
    several = isinstance(term, FromFull | Tiers | Split | First) or (isinstance(term, BonusEach) and term.base)
    return f"〔{text}〕" if several else text


@say.register
def _first(term: First, words: Words) -> str:
    rows = (f"{_clause(row.when, words)}的，{_nested(row.then, words)}" for row in term.rows)
    rest = NONE_FITS if term.otherwise is None else f"；都不符合的，得{plain(term.otherwise)}分"
    return ("；否则，".join(rows) or NO_BRANCHES) + rest


@say.register
def _bonus_each(term: BonusEach, words: Words) -> str:
    base = f"{_nested(term.base, words)}；" if term.base else ""
    points = WON_UNSTATED if term.points is None else f"加{plain(term.points)}分"
    cap = "" if term.cap is None else f"，最多加{plain(term.cap)}分"
    return f"{base}{_each(term.count, words)}{points}{cap}"


@say.register
def _judge(term: Judge, words: Words) -> str:
    low = "" if term.low is None else f"，最低{plain(term.low)}分"
    high = "" if term.high is None else f"，最高{plain(term.high)}分"
    recorded = _recorded(term.input, term.text, words)
    return f"〔人工评分〕酌情得分：{marked(term.text)}{low}{high}{recorded}"


@say.register
def _external(term: External, words: Words) -> str:
    return f"按{enclose(term.document, '〔〕')}得分{_recorded(term.input, term.document, words)}"


@say.register
def _unspecified(term: Unspecified, words: Words) -> str:
    return f"目标：{say(term.when, words)}{LOSS_UNSTATED}"


# --- institution --------------------------------------------------------------------------------


@say.register
def _na_if(term: NaIf, words: Words) -> str:
    when = NOTHING_APPLIES if term.when is None else _clause(term.when, words)
    return f"{when}的，不考核此项（{REWEIGHTS[term.reweight]}）"


@say.register
def _veto(term: Veto, words: Words) -> str:
    return f"{_clause(term.when, words)}的，{EFFECTS[term.effect]}"
