"""Catalogue + profile → the catalogue with everything settled that the profile settles, and a list of what that was.

A profile is a rewriting of terms: the engines that score know nothing of profiles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import singledispatchmethod
from typing import Any, TypeVar

from catalog.base import plain
from catalog.model import Catalogue, Indicator, Parameter, VetoItem
from catalog.problems import Trouble
from catalog.rules import (
    All,
    BonusEach,
    Cmp,
    DeductStep,
    First,
    FromFull,
    FullIf,
    Grade,
    Growth,
    ItemTerm,
    Lit,
    Measure,
    NaIf,
    Obs,
    Param,
    PerPeriod,
    Predicate,
    ProRata,
    Ranked,
    Ratio,
    Rounded,
    Share,
    Split,
    Tiers,
    Unspecified,
    Within,
)
from scorer.fitting import faults
from scorer.profile import ItemSetting, Profile, Standard
from scorer.render import PARTIALS, REWEIGHTS
from scorer.sheet import Assumption
from scorer.splits import conditions, equal_split, shares_of
from scorer.walk import inputs_of, rebuild

NOTHING = ItemSetting(id="", name="")
RATE_UNITS = ("%", "‰")
FLOORS = {"zero": "扣到0分为止", "negative": "扣到负的本项分值为止"}
TARGETS = {
    "equal_split": "各目标平分本项分值，逐项计分，除不尽的按最大余数法分",
    "all_or_nothing": "全部达到得满分，否则不得分",
}
PARTS_ABSENT: dict[str | None, Any] = {"drop": "spread", "spread": "spread", "full": "full"}
SCOPES = {"item_zero": "本项不得分", "total_zero": "全部不得分"}
ENDS = {"high": "数值高的在前", "low": "数值低的在前"}
TIES = {"best": "取前面的名次", "worst": "取后面的名次", "mean": "取各名次得分的平均"}


@dataclass(frozen=True, slots=True)
class Settled:
    """A catalogue under a profile, and every assumption that the profile made."""

    catalogue: Catalogue
    profile: Profile
    assumptions: tuple[Assumption, ...]


def settle(catalogue: Catalogue, profile: Profile) -> Settled:
    """The catalogue under a profile. Raises Trouble E642 with all settings that do not fit the catalogue."""
    if wrong := list(faults(catalogue, profile)):
        chinese, english = zip(*wrong, strict=True)
        raise Trouble("E642", profile=profile.id, detail="；".join(chinese), detail_en="; ".join(english))
    notes: Notes = {}
    values = {each.id: each for each in profile.parameters}
    settings = {each.id: each for each in profile.items}
    units = {each.id: each.unit or "" for each in catalogue.inputs}
    names = {each.id: each.name for each in catalogue.inputs}
    after = catalogue.model_copy(
        update={
            "parameters": [_parameter(each, values, notes) for each in catalogue.parameters],
            "indicators": [
                Settling(profile, settings.get(each.id, NOTHING), units, names, each.id, notes).indicator(each)
                for each in catalogue.indicators
            ],
            "vetoes": [_veto(each, profile, notes) for each in catalogue.vetoes],
        }
    )
    return Settled(after, profile, tuple(_assumptions(notes)))


Ladder = TypeVar("Ladder", Tiers, First)
Notes = dict[tuple[str, str], list[str]]


def _assumptions(notes: Notes) -> Iterator[Assumption]:
    for (code, text), users in sorted(notes.items()):
        yield Assumption(code=code, text=text, used_by=tuple(dict.fromkeys(users)))


def _parameter(parameter: Parameter, values: dict[str, Any], notes: Notes) -> Parameter:
    if (given := values.get(parameter.id)) is None:
        return parameter
    since = f"，{given.date}起" if given.date else ""
    text = f"外部参数“{parameter.name}”取{plain(given.value)}（{given.source}{since}）。"
    notes.setdefault(("P-VALUE", text), []).extend(parameter.used_by)
    return parameter.model_copy(update={"value": given.value})


def _veto(veto: VetoItem, profile: Profile, notes: Notes) -> VetoItem:
    if veto.rule.effect != "undetermined" or veto.kind != "veto" or profile.veto_scope == "undetermined":
        return veto
    text = f"一票否决的范围原文未定：{SCOPES[profile.veto_scope]}。"
    notes.setdefault(("P-VETO", text), []).append(veto.indicator)
    return veto.model_copy(update={"rule": veto.rule.model_copy(update={"effect": profile.veto_scope})})


@dataclass(frozen=True, slots=True)
class Settling:
    """One indicator under a profile; what was settled is noted in `notes`."""

    profile: Profile
    own: ItemSetting
    units: dict[str, str]
    names: dict[str, str]
    id: str
    notes: Notes = field(default_factory=dict)

    def indicator(self, indicator: Indicator) -> Indicator:
        """The indicator with its points, its rule and its applicability settled."""
        points = self._points(indicator)
        rule = rebuild(self._standards(indicator, self._rule(indicator)), self.change)
        if rule is not None and points is not None:
            rule = self._share_out(rule, points)
        absent = self._absence(indicator)
        return indicator.model_copy(update={"points": points, "rule": rule, "applicability": absent})

    def note(self, code: str, text: str) -> None:
        """Remember an assumption."""
        self.notes.setdefault((code, text), []).append(self.id)

    def choose(self, name: str, nothing: str | None = "undetermined") -> Any:
        """A setting of the indicator, else the general one; None where neither settles anything."""
        own = getattr(self.own, name)
        value = getattr(self.profile, name) if own is None else own
        return None if value == nothing else value

    # --- points and rules of an indicator ---

    def _points(self, indicator: Indicator) -> Decimal | None:
        if indicator.points is not None:
            return indicator.points
        columns = indicator.points_by_profile or {}
        if self.profile.points_column in columns:
            self.note("P-COLUMN", f"分值取“{self.profile.points_column}”一栏。")
            return columns[self.profile.points_column]
        if self.own.points is not None:
            self.note("P-POINTS", f"原文没有标分值：分值由方案给出（{self.own.source}）。")
        return self.own.points

    def _rule(self, indicator: Indicator) -> ItemTerm | None:
        if self.own.rule is None:
            return indicator.rule
        self.note("P-RULE", f"评分规则由方案给出（{self.own.source}）。")
        return self.own.rule

    def _standards(self, indicator: Indicator, rule: ItemTerm | None) -> ItemTerm | None:
        """The rule with the local standards among the conditions of its target."""
        if not self.own.standards:
            return rule
        self.note("P-STANDARD", "方案给出了本地标准，达到标准才算达到目标。")
        wanted: list[Predicate] = [_standard(each, indicator) for each in self.own.standards]
        evidence = rule.evidence if rule else []
        kept = conditions(rule.when) if isinstance(rule, Unspecified) and not self.own.standards_suffice else []
        every = [*wanted, *kept]
        when = every[0] if len(every) == 1 else All(of=every, evidence=evidence)
        return Unspecified(when=when, evidence=evidence)

    def _absence(self, indicator: Indicator) -> NaIf | None:
        """When the indicator is not assessed, and what becomes of its points where nothing it asks for applies."""
        if indicator.applicability is not None:
            return rebuild(indicator.applicability, self.change)
        reweight = self.choose("not_applicable")
        return None if reweight is None or indicator.rule is None else self.change(NaIf(when=None, reweight=reweight))

    # --- nodes of a term ---

    @singledispatchmethod
    def change(self, term: Any) -> Any:
        """A node with what the profile settles in it; its operands are settled already."""
        return term

    @change.register
    def _step(self, term: DeductStep) -> DeductStep:
        term = self._round(term, "of")
        if term.partial != "undetermined" or (partial := self.choose("partial_step")) is None:
            return term
        self.note("P-PARTIAL", f"不足一步的扣分原文未定：{PARTIALS[partial]}。")
        return term.model_copy(update={"partial": partial})

    @change.register
    def _cmp(self, term: Cmp) -> Any:
        return self._must(self._round(self._round(term, "left"), "right"))

    @change.register
    def _within(self, term: Within) -> Any:
        return self._must(self._round(term, "of"))

    @change.register
    def _graded(self, term: Grade) -> Any:
        return self._must(term)

    @change.register
    def _per_period(self, term: PerPeriod) -> Any:
        return self._must(term)

    @change.register
    def _ranked(self, term: Ranked) -> Ranked:
        term = self._round(term, "of")
        given = {"table": self.own.table, "group": self.own.group}
        changes: dict[str, Any] = {
            name: value for name, value in given.items() if value and (name == "group" or not term.table)
        }
        if changes:
            self.note("P-TABLE", f"名次与得分的对照表和范围由方案给出（{self.own.source}）。")
        best, ties = self.choose("best"), self.choose("ties")
        if term.best == "undetermined" and best:
            self.note("P-BEST", f"排名的方向原文未定：{ENDS[best]}。")
            changes["best"] = best
        if term.ties == "undetermined" and ties:
            self.note("P-TIES", f"并列名次原文未定：{TIES[ties]}。")
            changes["ties"] = ties
        return term.model_copy(update=changes)

    @change.register
    def _pro_rata(self, term: ProRata) -> ProRata:
        term = self._round(term, "of")
        if term.base is not None or self.own.base is None:
            return term
        self.note("P-BASE", f"按比例得分的基数由方案给出：{plain(self.own.base)}（{self.own.source}）。")
        return term.model_copy(update={"base": Lit(value=self.own.base)})

    @change.register
    def _tiers(self, term: Tiers) -> Tiers:
        return self._otherwise(term)

    def _otherwise(self, term: Ladder) -> Ladder:
        if term.otherwise is not None or self.own.otherwise is None:
            return term
        self.note("P-OTHERWISE", f"各档都不符合的得{plain(self.own.otherwise)}分，由方案给出（{self.own.source}）。")
        return term.model_copy(update={"otherwise": self.own.otherwise})

    @change.register
    def _first(self, term: First) -> First:
        return self._otherwise(term)

    @change.register
    def _bonus(self, term: BonusEach) -> BonusEach:
        given = {"points": self.own.bonus, "cap": self.own.bonus_cap}
        changes = {name: value for name, value in given.items() if value is not None and getattr(term, name) is None}
        if changes:
            self.note("P-BONUS", f"加分的分值或上限由方案给出（{self.own.source}）。")
        return term.model_copy(update=changes)

    @change.register
    def _absent(self, term: NaIf) -> NaIf:
        if (reweight := self.choose("not_applicable")) is None or term.reweight not in ("undetermined", reweight):
            return term
        self.note("P-ABSENT", f"不考核的项，{REWEIGHTS[reweight]}。")
        return term.model_copy(update={"reweight": reweight})

    def _must(self, term: Any) -> Any:
        if term.modality != "strive" or self.profile.strive == "open":
            return term
        self.note("P-STRIVE", "“力争”“争取”的目标，与必须达到的目标一样判断。")
        return term.model_copy(update={"modality": "must"})

    def _round(self, term: Any, name: str) -> Any:
        """A computed or reported rate with the decimal places of the profile."""
        rule, measure = self.profile.rounding.measure, getattr(term, name)
        rate = isinstance(measure, Ratio | Growth) or (
            isinstance(measure, Obs) and self.units.get(measure.input) in RATE_UNITS
        )
        if rule is None or not rate:
            return term
        self.note("P-ROUND", f"比率保留{rule.places}位小数后再比较。")
        return term.model_copy(update={name: Rounded(of=measure, places=rule.places, mode=rule.mode)})

    # --- targets without a tariff ---

    def _share_out(self, term: ItemTerm, worth: Decimal) -> ItemTerm:
        """The term with its tariff-less targets settled, where it is worth `worth` points."""
        match term:
            case Unspecified():
                return self._target(term, worth)
            case Split():
                return self._split(term, worth)
            case First():
                rows = [row.model_copy(update={"then": self._share_out(row.then, worth)}) for row in term.rows]
                return term.model_copy(update={"rows": rows})
            case BonusEach(base=base) if base is not None:
                return term.model_copy(update={"base": self._share_out(base, worth)})
            case FromFull():
                return self._floor(term, worth)
            case _:
                return term

    def _floor(self, term: FromFull, worth: Decimal) -> FromFull:
        if term.floor_stated or self.profile.floor == "undetermined":
            return term
        self.note("P-FLOOR", f"原文没有写“扣完为止”：{FLOORS[self.profile.floor]}。")
        return term.model_copy(update={"lowest": Decimal(0) if self.profile.floor == "zero" else -worth})

    def _target(self, term: Unspecified, worth: Decimal) -> ItemTerm:
        if (way := self.choose("missed_target", "open")) is None:
            return term
        self.note("P-TARGET", f"目标没有达到时扣多少分原文未定：{TARGETS[way]}。")
        if way == "all_or_nothing":
            return FullIf(when=term.when, evidence=term.evidence)
        shares = equal_split(term, worth, self.profile.split_unit, self._name)
        return self._split(shares, worth) if isinstance(shares, Split) else shares

    def _split(self, term: Split, worth: Decimal) -> Split:
        """Parts with points of their own, each settled; those without share what is left."""
        waiting = iter(self._rest(term, worth))
        parts = [
            self._part(part if part.points is not None else part.model_copy(update={"points": next(waiting, None)}))
            for part in term.parts
        ]
        absent = PARTS_ABSENT.get(self.choose("not_applicable"), term.absent)
        return term.model_copy(
            update={"parts": parts, "absent": absent if term.absent == "undetermined" else term.absent}
        )

    def _rest(self, term: Split, worth: Decimal) -> list[Decimal]:
        """Shares for the parts without points, where the profile gives them some."""
        silent = sum(part.points is None for part in term.parts)
        rest = worth - sum((part.points for part in term.parts if part.points is not None), Decimal(0))
        if not silent or rest <= 0 or self.choose("missed_target", "open") != "equal_split":
            return []
        self.note("P-PARTS", "没有标分值的各部分，平分剩下的分值，除不尽的按最大余数法分。")
        return shares_of(rest, silent, self.profile.split_unit)

    def _part(self, part: Share) -> Share:
        if part.points is None:
            return part
        return part.model_copy(update={"term": self._share_out(part.term, part.points)})

    def _name(self, term: Predicate) -> str:
        return "、".join(self.names.get(each, each) for each in inputs_of(term)) or "其他要求"


def _standard(standard: Standard, indicator: Indicator) -> Cmp:
    trees = {formula.id: formula.tree for formula in indicator.formulas}
    left: Measure | None = Obs(input=standard.input) if standard.input else trees[standard.formula or ""]
    right: Measure = (
        Param(parameter=standard.parameter) if standard.parameter else Lit(value=standard.value or Decimal(0))
    )
    return Cmp.model_validate({"left": left, "relation": standard.relation, "right": right})
