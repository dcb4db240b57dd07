"""Terms → plain Chinese, to stand beside the quote so that a clerk can check the reading.

One small function per term. `names` gives inputs and parameters their names, `units` their units.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
    Judge,
    Judged,
    JudgeLoss,
    Linear,
    Lit,
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

RELATIONS = {">=": "不低于", "<=": "不高于", ">": "高于", "<": "低于", "=": "等于"}
OPPOSITES = {">=": "低于", "<=": "高于", ">": "不高于", "<": "不低于", "=": "不等于"}
STATISTICS = {"mean": "平均值", "median": "中位值", "max": "最高值", "min": "最低值"}
SCALES = {"1": "", "100": "×100%", "1000": "×1000‰"}
SIGNS = {"100": "%", "1000": "‰"}
PARTIALS = {"ceil": "按一步计", "floor": "不计", "exact": "按比例计", "undetermined": "原文未定"}
TIES = {"best": "并列取前", "worst": "并列取后", "mean": "并列取平均", "undetermined": "并列如何计分，原文未定"}
REWEIGHTS = {
    "drop": "其分值不计", "spread": "其分值分给其余指标", "full": "按满分计",
    "undetermined": "其余指标如何折算，原文未定",
}  # fmt: skip
EFFECTS = {
    "item_zero": "一票否决（本项不得分）",
    "total_zero": "一票否决（全部不得分）",
    "grade_cap": "降低考核等次（不影响得分）",
    "bar_top_grade": "一票否优（不得评为优秀，不影响得分）",
    "undetermined": "一票否决（否决范围原文未定：本项或全部）",
}


@dataclass(frozen=True, slots=True)
class Words:
    """Names and units of inputs and parameters."""

    names: Mapping[str, str]
    units: Mapping[str, str]

    def name(self, identity: str) -> str:
        """The name of an input or a parameter; its id where nobody named it."""
        return self.names.get(identity, identity)


def render(term: Term, names: Mapping[str, str], units: Mapping[str, str] | None = None) -> str:
    """A term in plain Chinese."""
    return say(term, Words(names, units or {}))


@singledispatch
def say(term: Term, words: Words) -> str:
    """The words of a term; every kind of term registers its own."""
    raise TypeError(f"no rendering for {type(term).__name__}")


# --- measures -----------------------------------------------------------------------------------


@say.register
def _obs(term: Obs, words: Words) -> str:
    return words.name(term.input)


@say.register
def _param(term: Param, words: Words) -> str:
    return f"〔外部参数：{words.name(term.parameter)}〕"


@say.register
def _lit(term: Lit, words: Words) -> str:
    return plain(term.value)


@say.register
def _ratio(term: Ratio, words: Words) -> str:
    scale = plain(term.scale)
    return f"{_operand(term.numerator, words)}÷{_divisor(term.denominator, words)}{SCALES.get(scale, f'×{scale}')}"


@say.register
def _mul(term: Mul, words: Words) -> str:
    return "×".join(_operand(each, words) for each in term.of)


@say.register
def _add(term: Add, words: Words) -> str:
    return "＋".join(_operand(each, words) for each in term.of)


@say.register
def _sub(term: Sub, words: Words) -> str:
    return f"{say(term.left, words)}－{_operand(term.right, words)}"


@say.register
def _growth(term: Growth, words: Words) -> str:
    scale = plain(term.scale)
    previous = _divisor(term.previous, words)
    return f"（{say(term.current, words)}－{previous}）÷{previous}{SCALES.get(scale, f'×{scale}')}"


@say.register
def _cohort(term: Cohort, words: Words) -> str:
    of = say(term.of, words)
    rank = f"{of}在{term.group}中的百分位"
    return rank if term.stat == "percent_rank" else f"{term.group}{of}的{STATISTICS[term.stat]}"


def _operand(term: Measure, words: Words) -> str:
    """A measure inside another one, in brackets where they are needed."""
    text = say(term, words)
    return f"（{text}）" if isinstance(term, Add | Sub) else text


def _divisor(term: Measure, words: Words) -> str:
    text = say(term, words)
    return text if isinstance(term, Obs | Param | Lit | Cohort) else f"（{text}）"


def unit_of(term: Measure, words: Words) -> str:
    """The unit in which a measure is told: that of its input, or the sign of its scale."""
    match term:
        case Obs():
            return words.units.get(term.input, "")
        case Ratio() | Growth():
            return SIGNS.get(plain(term.scale), "")
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
    unit = unit_of(term.left, words) if isinstance(term.right, Lit) else ""
    return f"{say(term.left, words)}{relation}{say(term.right, words)}{unit}"


def _striving(modality: Modality) -> str:
    return "（力争）" if modality == "strive" else ""


@say.register
def _within(term: Within, words: Words) -> str:
    unit = unit_of(term.of, words)
    return f"{say(term.of, words)}在{plain(term.low)}{unit}至{plain(term.high)}{unit}之间{_striving(term.modality)}"


@say.register
def _grade(term: Grade, words: Words) -> str:
    return f"{words.name(term.input)}达到“{term.at_least}”及以上{_striving(term.modality)}"


@say.register
def _done(term: Done, words: Words) -> str:
    return f"{f'于{term.by}前' if term.by else ''}完成“{words.name(term.input)}”"


@say.register
def _no_events(term: NoEvents, words: Words) -> str:
    return f"未发生{words.name(term.input)}"


@say.register
def _per_period(term: PerPeriod, words: Words) -> str:
    least = f"{plain(term.at_least)}{words.units.get(term.input, '')}"
    return f"{PERIODS[term.period]}“{words.name(term.input)}”均不少于{least}{_striving(term.modality)}"


@say.register
def _all(term: All, words: Words) -> str:
    return "；".join(_clause(each, words) for each in term.of)


@say.register
def _any(term: Any_, words: Words) -> str:
    return "，或".join(_clause(each, words) for each in term.of)


def _clause(term: Predicate, words: Words) -> str:
    """A predicate inside another one, in brackets where they are needed."""
    text = say(term, words)
    return f"〔{text}〕" if isinstance(term, All | Any_) and len(term.of) > 1 else text


@say.register
def _judged(term: Judged, words: Words) -> str:
    return f"〔人工认定：{term.text}〕"


@say.register
def _not(term: Not, words: Words) -> str:
    match term.of:
        case Done() as done:
            return f"未{say(done, words)}"
        case NoEvents() as none:
            return f"发生{words.name(none.input)}"
        case Cmp() as compared:
            return _compared(compared, OPPOSITES[compared.relation], words)
        case Judged() as judged:
            return f"{say(judged, words)}不成立"
        case Not() as twice:
            return say(twice.of, words)
        case other:
            return f"不满足〔{say(other, words)}〕"


# --- losses -------------------------------------------------------------------------------------


@say.register
def _deduct_once(term: DeductOnce, words: Words) -> str:
    return f"{say(term.when, words)}的，扣{plain(term.points)}分"


@say.register
def _deduct_each(term: DeductEach, words: Words) -> str:
    unit = unit_of(term.count, words) or "项（例、次）"
    return f"{say(term.count, words)}每1{unit}扣{plain(term.points)}分{_capped(term.cap)}"


@say.register
def _deduct_step(term: DeductStep, words: Words) -> str:
    unit = unit_of(term.of, words)
    side, falls = ("低于", "降低") if term.side == "below" else ("高于", "超过")
    step = _step(plain(term.step), unit)
    short = step if plain(term.step) != "1" else "一" + step[1:]
    partial = f"（不足{short}的：{PARTIALS[term.partial]}）"
    bound = f"{say(term.of, words)}{side}{plain(term.bound)}{unit}"
    return f"{bound}，每{falls}{step}扣{plain(term.points)}分{partial}{_capped(term.cap)}"


def _step(step: str, unit: str) -> str:
    """1 step of a rate is a 百分点; of anything else its unit."""
    return step + {"%": "个百分点", "‰": "个千分点"}.get(unit, unit)


def _capped(cap: Number | None) -> str:
    return "" if cap is None else f"，最多扣{plain(cap)}分"


@say.register
def _zero_if(term: ZeroIf, words: Words) -> str:
    return f"{say(term.when, words)}，该项不得分"


@say.register
def _judge_loss(term: JudgeLoss, words: Words) -> str:
    return f"〔人工评分〕酌情扣分：{term.text}{_capped(term.high)}"


@say.register
def _external_loss(term: ExternalLoss, words: Words) -> str:
    return f"按〔{term.document}〕扣分"


# --- item scores --------------------------------------------------------------------------------


@say.register
def _full_if(term: FullIf, words: Words) -> str:
    when = say(term.when, words)
    return f"满足{when if isinstance(term.when, Judged) else f'〔{when}〕'}得满分，否则该项不得分"


@say.register
def _from_full(term: FromFull, words: Words) -> str:
    zeros = [say(loss, words) for loss in term.losses if isinstance(loss, ZeroIf)]
    others = [say(loss, words) for loss in term.losses if not isinstance(loss, ZeroIf)]
    floor = "扣完为止" if term.floor_stated else "扣完为止（原文未写）"
    taken = [f"基础分为满分，{'；'.join(others)}，{floor}"] if others else ["基础分为满分"]
    return "；".join(taken + zeros)


@say.register
def _tiers(term: Tiers, words: Words) -> str:
    rows = [f"{say(row.when, words)}的，得{plain(row.points)}分" for row in term.rows]
    rest = "其余〔得多少分，原文未定〕" if term.otherwise is None else f"其余得{plain(term.otherwise)}分"
    return "；".join([*rows, rest])


@say.register
def _linear(term: Linear, words: Words) -> str:
    unit = unit_of(term.of, words)
    return f"{say(term.of, words)}为{plain(term.low)}{unit}得0分，{plain(term.high)}{unit}得满分，其间按比例得分"


@say.register
def _pro_rata(term: ProRata, words: Words) -> str:
    base = "（比例基数原文未给）" if term.base is None else f"（以{plain(term.base)}{unit_of(term.of, words)}为满分）"
    return f"按{say(term.of, words)}的比例得分{base}"


@say.register
def _ranked(term: Ranked, words: Words) -> str:
    rows = [f"第{row.up_to}名及以前得{plain(row.points)}分" for row in term.table]
    table = "，".join([*rows, TIES[term.ties]]) if rows else "名次—分值对照表原文未给"
    return f"按{say(term.of, words)}在{term.group}中的名次得分（{table}）"


@say.register
def _split(term: Split, words: Words) -> str:
    return "；".join(f"“{part.name}”（{_share(part.points)}）：{say(part.term, words)}" for part in term.parts)


def _share(points: Number | None) -> str:
    return "分值原文未定" if points is None else f"{plain(points)}分"


@say.register
def _first(term: First, words: Words) -> str:
    return "；否则，".join(f"{say(row.when, words)}的，{say(row.then, words)}" for row in term.rows)


@say.register
def _bonus_each(term: BonusEach, words: Words) -> str:
    base = f"{say(term.base, words)}；" if term.base else ""
    unit = unit_of(term.count, words) or "项（例、次）"
    points = "加分（加多少分，原文未定）" if term.points is None else f"加{plain(term.points)}分"
    cap = "" if term.cap is None else f"，最多加{plain(term.cap)}分"
    return f"{base}{say(term.count, words)}每1{unit}{points}{cap}"


@say.register
def _judge(term: Judge, words: Words) -> str:
    low = "" if term.low is None else f"，最低{plain(term.low)}分"
    high = "" if term.high is None else f"，最高{plain(term.high)}分"
    return f"〔人工评分〕酌情得分：{term.text}{low}{high}"


@say.register
def _external(term: External, words: Words) -> str:
    return f"按〔{term.document}〕得分"


@say.register
def _unspecified(term: Unspecified, words: Words) -> str:
    return f"目标：{say(term.when, words)}；〔未达标如何扣分，原文未定〕"


# --- institution --------------------------------------------------------------------------------


@say.register
def _na_if(term: NaIf, words: Words) -> str:
    return f"{say(term.when, words)}的，不考核此项（{REWEIGHTS[term.reweight]}）"


@say.register
def _veto(term: Veto, words: Words) -> str:
    return f"{say(term.when, words)}的，{EFFECTS[term.effect]}"
