"""What is asked of people: one question for each input of a catalogue, in words, with what it is for and how to answer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeGuard

from catalog import flat, wording
from catalog.base import Evidence, plain
from catalog.model import Catalogue, Indicator, Input, Target
from catalog.rules import (
    Cmp,
    DeductEach,
    DeductOnce,
    DeductStep,
    Done,
    Grade,
    Judged,
    Measure,
    NaIf,
    NoEvents,
    PerPeriod,
    Term,
    Veto,
    Within,
    ZeroIf,
)
from scorer.collect.form import PART_NAMES
from scorer.domains import Domain, domains
from scorer.observations import limits
from scorer.render import render
from scorer.vocabulary import EFFECTS
from scorer.walk import inputs_of, nodes

MAX_QUOTE = 160
ORDINAL_PERIODS = {"month": "{}月", "quarter": "第{}季度", "week": "第{}周", "day": "第{}日", "year": "全年"}
MAX_CELLS = 12  # a cell for each month or quarter; weeks and days go into one cell, with ; between

Tell = Callable[[Term], str]


@dataclass(frozen=True, slots=True)
class Question:
    """One input for people: its name, the indicators that use it, what it is compared with, how to answer."""

    id: str
    name: str
    unit: str
    domain: Domain
    home: str
    users: tuple[str, ...]
    aims: str
    how: str
    quote: str

    @property
    def title(self) -> str:
        """The name with its unit: 办结及时率（%）."""
        return f"{self.name}（{self.unit}）" if self.unit else self.name

    @property
    def is_rate(self) -> bool:
        """Whether numerator and denominator are asked for."""
        return self.domain.scale is not None

    @property
    def periods(self) -> tuple[str, ...]:
        """The names of the periods that have a cell each: 1月 … 12月."""
        if not 0 < self.domain.periods <= MAX_CELLS or self.domain.period is None:
            return ()
        return tuple(ORDINAL_PERIODS[self.domain.period].format(each) for each in range(1, self.domain.periods + 1))


def questions(catalogue: Catalogue) -> list[Question]:
    """The questions of a catalogue, in the order of the notice."""
    known, rows = domains(catalogue), {each.id: each for each in catalogue.indicators}
    readers = _readers(catalogue)
    tell = teller(catalogue)
    return [_question(item, known[item.id], rows, readers.get(item.id, []), tell) for item in _in_order(catalogue)]


def _in_order(catalogue: Catalogue) -> list[Input]:
    """Inputs by the first indicator that uses them; those that none uses come last."""
    order = {each.id: each.ordinal for each in catalogue.indicators}
    last = len(order) + 1
    return sorted(
        catalogue.inputs, key=lambda item: min((order.get(user, last) for user in item.used_by), default=last)
    )


def _readers(catalogue: Catalogue) -> dict[str, list[Term]]:
    """Every term of rules, vetoes and formulas that reads an input, by the input."""
    trees = [[each.rule, each.applicability, [f.tree for f in each.formulas]] for each in catalogue.indicators]
    found: dict[str, list[Term]] = {}
    for term in nodes([trees, [veto.rule for veto in catalogue.vetoes]]):
        if isinstance(term, Term):
            for ident in inputs_of(term):
                found.setdefault(ident, []).append(term)
    return found


def teller(catalogue: Catalogue) -> Tell:
    """What tells a term of the catalogue in plain Chinese."""
    names = {each.id: each.name for each in catalogue.inputs} | {each.id: each.name for each in catalogue.parameters}
    units = {each.id: each.unit for each in catalogue.inputs if each.unit}
    return lambda term: render(term, names, units)


def _question(item: Input, domain: Domain, rows: dict[str, Indicator], mine: list[Term], tell: Tell) -> Question:
    users = [rows[user] for user in item.used_by if user in rows]
    return Question(
        id=item.id,
        name=item.name,
        unit=item.unit or "",
        domain=domain,
        home=item.used_by[0] if item.used_by else "",
        users=tuple(label(each) for each in users),
        aims="；".join(dict.fromkeys(_aims(item, mine, users, tell))),
        how=how(domain),
        quote=_shortened(_quote(item, mine, users)),
    )


def label(indicator: Indicator) -> str:
    """ "9.市长热线问题办理（10分）"."""
    points = "" if indicator.points is None else f"（{plain(indicator.points)}分）"
    return f"{indicator.ordinal}.{indicator.name}{points}"


def _aims(item: Input, mine: list[Term], users: list[Indicator], tell: Tell) -> Iterator[str]:
    """What the value is compared with, in the words of the rules, else of the printed targets; the rates it makes."""
    computed = {each.name: tell(each.tree) for user in users for each in user.formulas if _reads(each.tree, item)}
    aims = [aim for term in mine if (aim := _aim_of(term, item, tell))]
    for name, formula in computed.items():
        aims = [aim.replace(formula, name) for aim in aims]
    yield from aims
    yield from (f"用于计算“{name}”" for name in computed if not any(aim.startswith(name) for aim in aims))
    yield from (_aim(target) for user in users for target in user.targets if _names(target, item) and not mine)


def _reads(tree: Measure | None, item: Input) -> TypeGuard[Measure]:
    return tree is not None and item.id in inputs_of(tree)


def _aim_of(term: Term, item: Input, tell: Tell) -> str | None:
    """A term that compares or counts, without the name of the input where it reads no other."""
    if isinstance(term, NoEvents):
        return "没有发生（0）"
    if isinstance(term, DeductOnce | ZeroIf | Veto | NaIf) and isinstance(term.when, Judged | Done):
        return f"有这种情形填“是”：{_consequence(term)}；没有填“否”"
    if not isinstance(term, Cmp | Within | Grade | PerPeriod | DeductStep | DeductEach) and not getattr(
        term, "by", None
    ):
        return None
    told = tell(term)
    return told.replace(item.name, "", 1).lstrip("“”") if inputs_of(term) == (item.id,) else told


def _consequence(term: DeductOnce | ZeroIf | Veto | NaIf) -> str:
    """What follows where the fact is so: a clerk who reads 未完成 has to know what 是 means."""
    match term:
        case DeductOnce():
            return f"扣{plain(term.points)}分"
        case ZeroIf():
            return "该项不得分"
        case Veto():
            return EFFECTS[term.effect]
        case _:
            return "不考核此项"


def _names(target: Target, item: Input) -> bool:
    return target.measure == item.name


def _aim(target: Target) -> str:
    return wording.target(target).removeprefix(target.measure).strip()


def _quote(item: Input, mine: list[Term], users: list[Indicator]) -> str:
    """The words that the input was read from: those of its formula, else of the innermost term."""
    formulas = [each for user in users for each in user.formulas if _reads(each.tree, item) and each.evidence]
    if formulas:
        return _joined(formulas[0].evidence)
    told = [term for term in mine if term.evidence]
    if told:
        return _joined(min(told, key=lambda term: len(inputs_of(term))).evidence)
    targets = [target for user in users for target in user.targets if _names(target, item)]
    if targets:
        return _joined(targets[0].evidence)
    return users[0].requirement if users else ""


def _joined(evidence: Iterable[Evidence]) -> str:
    return "".join(each.quote for each in evidence)


def _shortened(text: str) -> str:
    flat_text = " ".join(text.split())
    return flat_text if len(flat_text) <= MAX_QUOTE else flat_text[: MAX_QUOTE - 1] + "…"


def how(domain: Domain) -> str:
    """How to answer, with an example."""
    if domain.periods > MAX_CELLS:
        return f"{domain.periods}期的次数，用分号隔开，例：1;1;0;2"
    if domain.periods:
        return "到“分期填报”表逐期填写"
    if domain.scale is not None:
        return f"填分子和分母（优先），或填数值，例：{_rate(domain)}"
    if domain.type == "number":
        return f"数字，例：{'-3.5' if domain.least is None else '8.5'}"
    return _HOW[domain.type](domain)


def _rate(domain: Domain) -> str:
    sign = domain.unit or ""
    return (
        f"0.8{sign}（要写{sign}）"
        if domain.unit == "%" and not domain.asks_percent and domain.least is not None
        else f"93.5{sign}"
    )


_HOW: dict[str, Callable[[Domain], str]] = {
    "count": lambda domain: "整数，没有发生的填0",
    "fact": lambda domain: "选“是”或“否”",
    "date": lambda domain: "日期，例：2022-10-31；没有完成的填“否”",
    "grade": lambda domain: f"等次：{'、'.join(reversed(domain.grades))}" if domain.grades else "等次，按文件填写",
    "judgement": lambda domain: "由考核人认定：分数，或“是”“否”；依据写明谁、何时、为何",
    "points": lambda domain: f"由考核人评定，{limits(domain)['limits']}的分数；依据写明谁、何时、为何",
}


def paths(catalogue: Catalogue) -> dict[str, str]:
    """The groups above each indicator, by its id."""
    return {each.id: " / ".join(flat.path(catalogue, each)) for each in catalogue.indicators}


# --- columns ------------------------------------------------------------------------------------


def parts_of(question: Question) -> Iterator[tuple[str, str]]:
    """The parts of an input that have a column each, with their headings."""
    if question.periods:
        yield from ((f"p{number}", name) for number, name in enumerate(question.periods, 1))
        return
    if question.is_rate:
        yield from (("numerator", "分子"), ("denominator", "分母"))
    yield "value", PART_NAMES["value"] if question.is_rate else _ASKS[question.domain.type]
    if question.domain.type in ("points", "judgement"):
        yield "evidence", PART_NAMES["evidence"]


_ASKS = {
    "number": "数字", "count": "整数", "fact": "是/否", "date": "日期", "grade": "等次", "judgement": "认定", "points": "分数",
}  # fmt: skip


def column_id(question: Question, part: str) -> str:
    """The id of a column: `g1-1-i009.1`, `g1-1-i009.1:numerator`."""
    return question.id if part == "value" else f"{question.id}:{part}"


# --- identity -----------------------------------------------------------------------------------

Asked = tuple[str, str, str, str, str]  # id, name, type, unit, periods


def asked(catalogue: Catalogue) -> list[Asked]:
    """What identifies each input: a workbook fits every catalogue that asks for the same."""
    return [
        (each.input, each.name, each.type, each.unit or "", str(each.periods)) for each in domains(catalogue).values()
    ]


def fingerprint(listed: Iterable[Asked]) -> str:
    """The same for the same inputs, whatever their order."""
    text = json.dumps(sorted(listed), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]
