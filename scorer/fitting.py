"""What in a profile does not fit the catalogue, or contradicts the notice: all of it, in Chinese and in English."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain, pairwise

from catalog.base import plain
from catalog.model import Catalogue, Indicator
from catalog.rules import BonusEach, DeductStep, First, ProRata, Ranked, Ratio, Split, Tiers, Unspecified
from scorer.profile import ItemSetting, Profile, Standard
from scorer.values import narrow
from scorer.walk import inputs_of, nodes

Fault = tuple[str, str]  # in Chinese, in English


def faults(catalogue: Catalogue, profile: Profile) -> Iterator[Fault]:
    """Everything in the profile that does not fit the catalogue, or contradicts the notice."""
    indicators = {each.id: each for each in catalogue.indicators}
    parameters = {each.id: each for each in catalogue.parameters}
    values = {each.id: each.value for each in profile.parameters}
    known = Known({each.id for each in catalogue.inputs}, set(parameters), values)
    columns = {name for each in catalogue.indicators for name in each.points_by_profile or ()}
    if profile.points_column is not None and profile.points_column not in columns:
        told = "、".join(sorted(columns)) or "没有"
        yield (
            f"没有分值栏“{profile.points_column}”（目录里有：{told}）",
            f"no column of points “{profile.points_column}”",
        )
    yield from _repeated([*(each.id for each in profile.items), *(each.id for each in profile.parameters)])
    for given in profile.parameters:
        parameter = parameters.get(given.id)
        yield from _misnamed(given.id, given.name, parameter.name if parameter else None)
        if parameter is not None and parameter.value is not None:
            yield f"{given.id}：原文已给出数值", f"{given.id}: the notice gives a value"
    for setting in profile.items:
        item = indicators.get(setting.id)
        yield from _misnamed(setting.id, setting.name, item.name if item else None)
        if item is not None:
            yield from _unfit(setting, item, known)


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a setting may refer to."""

    inputs: set[str]
    parameters: set[str]
    values: dict[str, Decimal]


def _repeated(ids: Iterable[str]) -> Iterator[Fault]:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            yield f"{each}：出现了两次", f"{each}: given twice"
        seen.add(each)


def _misnamed(ident: str, name: str, known: str | None) -> Iterator[Fault]:
    if known is None:
        yield f"{ident}：目录里没有", f"{ident}: not in the catalogue"
    elif narrow(name) != narrow(known):
        yield (
            f"{ident}：方案里叫“{name}”，目录里叫“{known}”",
            f"{ident}: “{name}” in the profile, “{known}” in the catalogue",
        )


def _unfit(setting: ItemSetting, item: Indicator, known: Known) -> Iterator[Fault]:
    if setting.points is not None and (item.points is not None or item.points_by_profile):
        yield f"{item.id}：原文已有分值，方案不能另给", f"{item.id}: the notice gives the points"
    own = (setting.points, setting.rule, setting.base, setting.bonus, setting.bonus_cap, setting.otherwise)
    if not setting.source and (setting.table or any(each is not None for each in own)):
        yield f"{item.id}：没有写明来源（source）", f"{item.id}: no source"
    for each in inputs_of(setting.rule):
        if each not in known.inputs:
            yield f"{item.id}：规则用到的输入项{each}不存在", f"{item.id}: the rule asks for {each}, which is no input"
    told = chain(_useless(setting, item), _bad_table(setting, item), _bad_standards(setting, item, known))
    yield from ((f"{item.id}：{zh}", f"{item.id}: {en}") for zh, en in told)


# What a setting is about: a rule without any of these terms has no use for it.
ABOUT: dict[str, tuple[type, ...]] = {
    "table": (Ranked,), "group": (Ranked,), "best": (Ranked,), "ties": (Ranked,), "base": (ProRata,),
    "bonus": (BonusEach,), "bonus_cap": (BonusEach,), "otherwise": (Tiers, First), "partial_step": (DeductStep,),
    "missed_target": (Unspecified, Split),
}  # fmt: skip


def _useless(setting: ItemSetting, item: Indicator) -> Iterator[Fault]:
    """Settings that the rule of the indicator has no use for: they would be taken for granted and do nothing."""
    rule = setting.rule or item.rule
    for name, kinds in ABOUT.items():
        if (
            getattr(setting, name)
            and not setting.standards
            and not any(isinstance(each, kinds) for each in nodes(rule))
        ):
            yield f"这一项的规则里没有{name}要定的事", f"its rule has nothing that {name} could settle"
    if setting.standards_suffice and not setting.standards:
        yield "standards_suffice没有标准（standards）", "standards_suffice without standards"


def _bad_table(setting: ItemSetting, item: Indicator) -> Iterator[Fault]:
    """A table of ranks goes down: later places, fewer points, none above those of the indicator."""
    worth = item.points if setting.points is None else setting.points
    rows = setting.table
    if any(row.points < 0 or (worth is not None and row.points > worth) for row in rows):
        yield "名次表里有低于0分或高于本项分值的", "a rank has less than 0 points or more than the indicator"
    if any(row.up_to < 1 for row in rows) or any(one.up_to >= two.up_to for one, two in pairwise(rows)):
        yield "名次表的名次要由前到后、各不相同", "the ranks of the table have to go up"
    if any(one.points < two.points for one, two in pairwise(rows)):
        yield "名次表里后面的名次分值更高", "a later rank has more points"


def _bad_standards(setting: ItemSetting, item: Indicator, known: Known) -> Iterator[Fault]:
    for standard in setting.standards:
        yield from _bad_standard(standard, item, known)
        yield from _odd_rate(standard, item, known)


def _odd_rate(standard: Standard, item: Indicator, known: Known) -> Iterator[Fault]:
    """0.9 where 90 % is meant, 900, −90: a share is written from 0 to 100."""
    trees = {formula.id: formula.tree for formula in item.formulas}
    tree = trees.get(standard.formula or "")
    value = known.values.get(standard.parameter or "") if standard.value is None else standard.value
    if value is None or not isinstance(tree, Ratio) or tree.scale != 100:
        return
    if value < 0 or (0 < value <= 1 and standard.relation in (">=", ">")):
        yield (
            f"标准{plain(value)}是百分数吗（90，不是0.9）",
            f"is the standard {plain(value)} in per cent (90, not 0.9)",
        )


def _bad_standard(standard: Standard, item: Indicator, known: Known) -> Iterator[Fault]:
    formulas = {formula.id for formula in item.formulas if formula.tree is not None}
    if (standard.formula is None) == (standard.input is None):
        yield "标准要指明formula或input之一", "a standard names a formula or an input"
    if standard.formula is not None and standard.formula not in formulas:
        yield f"没有能计算的公式{standard.formula}", f"no formula {standard.formula} that can be computed"
    if standard.input is not None and standard.input not in known.inputs:
        yield f"没有输入项{standard.input}", f"no input {standard.input}"
    if (standard.value is None) == (standard.parameter is None):
        yield "标准要给出value或parameter之一", "a standard gives a value or names a parameter"
    if standard.parameter is not None and standard.parameter not in known.parameters:
        yield f"没有参数{standard.parameter}", f"no parameter {standard.parameter}"
    if standard.value is not None and not standard.source:
        yield "标准的数值没有写明来源（source）", "the value of a standard has no source"
