"""Scoring profiles: everything that a notice leaves open, settled by a named and versioned file.

A profile is data (YAML or JSON, `schemas/profile.schema.json`). What it says is applied by `scorer.settle`; a
setting that is left out leaves the matter as open as the notice leaves it.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    StringConstraints,
    ValidationError,
    model_validator,
)

from catalog.base import Model, Number
from catalog.problems import Trouble
from catalog.rules import ItemTerm, Partial, RankRow, Relation, Reweight, Rounding, Side, Ties
from scorer.standing import check_groups, find_faults

PROFILE_VERSION: Literal["1.0"] = "1.0"
MAX_BYTES = 5 * 1024 * 1024
SHOWN_ERRORS = 20
SIGNS = {"≥": ">=", "≧": ">=", "≤": "<=", "≦": "<=", "＞": ">", "＜": "<", "＝": "="}


def _day(text: str) -> str:
    return date.fromisoformat(text).isoformat()


def _written(value: Any) -> Any:
    """2026 for "2026": a version or a short name may look like a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Words = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Label = Annotated[Words, BeforeValidator(_written)]
IsoDate = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_day)]
Compared = Annotated[Relation, BeforeValidator(lambda sign: SIGNS.get(sign, sign))]


class Places(Model):
    """How a number is rounded."""

    places: int = Field(ge=0, le=6)
    """Decimal places that stay."""
    mode: Rounding = "half_up"
    """half_up: halves go up; half_even: to the even digit."""


class RoundingRules(Model):
    """What is rounded; what is left out stays exact."""

    measure: Places | None = None
    """Rates that the scorer computes or that are reported in % or ‰, before they are compared."""
    item: Places | None = None
    """The points of an indicator."""
    total: Places | None = None
    """The points of groups and of the whole."""


class Band(Model):
    """A grade and what it takes."""

    name: Words
    """The grade as people call it (优秀)."""
    at_least: Number = Field(ge=0)
    """The lowest total of the grade: per cent of the full points, or points, as `grade_by` says."""
    top: bool = False
    """Whether 一票否优 bars this grade."""


class Outside(Model):
    """The value of a parameter that the notice leaves to others."""

    id: str
    """Id of the parameter in the catalogue."""
    name: str
    """Its name, checked against the catalogue: ids are positions and move when a notice changes."""
    value: Number
    """The value, in the unit of what it is compared with."""
    source: Words
    """Where the value comes from."""
    date: IsoDate | None = None
    """From when it holds."""


class Standard(Model):
    """A local standard: what a measure of an indicator has to reach."""

    formula: str | None = None
    """Id of the formula of the indicator that computes the measure; or name an input."""
    input: str | None = None
    """Id of the input that is the measure; or name a formula."""
    relation: Compared
    """How the measure has to stand to the value."""
    value: Number | None = None
    """The value; or name a parameter."""
    parameter: str | None = None
    """Id of the parameter that holds the value."""
    source: Words | None = None
    """Where the standard comes from; needed with a value."""


class ItemSetting(Model):
    """What is settled for one indicator; it goes before the general settings."""

    id: str
    """Id of the indicator in the catalogue."""
    name: str
    """Its name, checked against the catalogue: ids are positions and move when a notice changes."""
    points: Number | None = Field(None, ge=0)
    """Points for an indicator to which the notice gives none."""
    source: Words | None = None
    """Where the points, the rule or the table come from; needed with them."""
    standards: list[Standard] = Field(default_factory=list)
    """What the measures of the indicator have to reach."""
    standards_suffice: bool = False
    """Whether the standards take the place of the rule; else they stand beside its conditions."""
    rule: ItemTerm | None = None
    """A scoring term that takes the place of the rule of the catalogue."""
    table: list[RankRow] = Field(default_factory=list)
    """Points by place for an indicator that is ranked and has no table."""
    group: str | None = None
    """The peer group in which the indicator is ranked."""
    base: Number | None = Field(None, gt=0)
    """The base of 按比例得分 that the notice does not give: what gets full points."""
    bonus: Number | None = Field(None, ge=0)
    """Points for each thing that 加分 is given for, where the notice names none."""
    bonus_cap: Number | None = Field(None, ge=0)
    """The most that 加分 can give."""
    otherwise: Number | None = None
    """Points where no rung of the ladder fits."""
    best: Side | None = None
    """Which end of a ranked measure is best."""
    ties: Ties | None = None
    """How equal places count."""
    partial_step: Partial | None = None
    """How an incomplete step counts."""
    not_applicable: Reweight | None = None
    """What becomes of the points where the indicator does not apply."""
    missed_target: Literal["open", "equal_split", "all_or_nothing"] | None = None
    """What a missed target without a tariff costs."""


class Profile(Model):
    """A scoring profile. What it leaves out stays open."""

    schema_version: Literal["1.0"] = PROFILE_VERSION
    """Version of the format."""
    id: Label
    """Short name by which results refer to the profile."""
    version: Label
    """Version of this profile."""
    title: Words
    """What people call it."""
    note: str | None = None
    """For whom it is made, and where it comes from."""
    points_column: str | None = None
    """The column of points that is scored where the notice has several (市直医院)."""
    partial_step: Partial = "undetermined"
    """How an incomplete step of 每降低一个百分点 counts: in full, not at all, in proportion."""
    floor: Literal["undetermined", "zero", "negative"] = "undetermined"
    """Where losses end when 扣完为止 is not printed: at 0, or at minus the points of the item."""
    missed_target: Literal["open", "equal_split", "all_or_nothing"] = "open"
    """What a missed target without a tariff costs: open, an equal share of the points, or all of them."""
    split_unit: Number = Field(Decimal("0.01"), gt=0, le=1)
    """The smallest part of a point in an equal split; what is left over goes by largest remainder."""
    strive: Literal["open", "must"] = "open"
    """Whether 力争 and 争取 count as must."""
    not_applicable: Reweight = "undetermined"
    """What becomes of the points of an indicator that does not apply: dropped, spread over its group, or won."""
    veto_scope: Literal["undetermined", "item_zero", "total_zero"] = "undetermined"
    """What a veto strikes where the notice does not say."""
    best: Side = "undetermined"
    """Which end of a ranked measure is best."""
    ties: Ties = "undetermined"
    """How equal places count, for ranked indicators and for the places of the totals."""
    rounding: RoundingRules = Field(default_factory=RoundingRules)
    """What is rounded."""
    grades: list[Band] = Field(default_factory=list)
    """Grades from best to worst; the last one begins at 0."""
    grade_by: Literal["percent", "points"] = "percent"
    """Whether `at_least` of the grades is per cent of the full points or points."""
    grade_cap: str | None = None
    """The best grade that is left after 降低等次."""
    peer_groups: dict[str, list[str]] = Field(default_factory=dict)
    """Institutions of each group that comparisons and ranks name (同类机构)."""
    parameters: list[Outside] = Field(default_factory=list)
    """Values from outside the notice (省定标准)."""
    items: list[ItemSetting] = Field(default_factory=list)
    """Settings of single indicators."""

    @model_validator(mode="after")
    def _sound(self) -> Profile:
        """Grades go down to 0 without a gap; nobody stands twice in a peer group."""
        if faults := list(find_faults(self.grades, self.grade_by, self.grade_cap)):
            raise ValueError("；".join(faults))
        if self.grade_by == "percent":
            odd = [each.name for each in self.grades if 0 < each.at_least <= 1 or each.at_least > 100]
            if odd:
                raise ValueError(f"等次的起点按百分数写（90，不是0.9）：{'、'.join(odd)} (write 90 for 90 %, not 0.9)")
        for group, members in self.peer_groups.items():
            if not members:
                raise ValueError(f"“{group}”一组没有机构 (a peer group without members)")
            check_groups({group: members})
        return self


# --- reading ------------------------------------------------------------------------------------


def shipped() -> list[str]:
    """The names of the profiles that come with the program."""
    return sorted(each.name.removesuffix(".yaml") for each in _folder().iterdir() if each.name.endswith(".yaml"))


def load_profile(wanted: str | Path) -> Profile:
    """A profile by the name of a shipped one or by the path of a file. Raises Trouble E106, E640, E641."""
    if str(wanted) in shipped():
        return _shipped(str(wanted))
    try:
        with Path(wanted).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Trouble("E640", name=wanted, detail=error.strerror, known="、".join(shipped())) from error
    return read_profile(data)


def read_profile(data: bytes | str) -> Profile:
    """A profile from YAML or JSON. Raises Trouble E641 with every mistake at once."""
    if len(data) > MAX_BYTES:
        raise Trouble("E110", limit="profile", maximum=f"{MAX_BYTES >> 20} MB")
    try:
        tree = yaml.load(_text(data), Loader=_Loader)  # noqa: S506 - a SafeLoader that refuses more
        return Profile.model_validate(tree)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as error:
        raise Trouble("E641", detail=_detail(error)) from error


def _text(data: bytes | str) -> str:
    """UTF-8, else GB18030, as figures may be."""
    if isinstance(data, str):
        return data
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


@cache
def _shipped(name: str) -> Profile:
    return read_profile(_folder().joinpath(f"{name}.yaml").read_bytes())


def _folder() -> Any:
    return files("scorer").joinpath("profiles")


def _detail(error: Exception) -> str:
    if not isinstance(error, ValidationError):
        return " ".join(str(error).split())[:300]
    found = error.errors(include_url=False, include_input=False)
    told = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in found[:SHOWN_ERRORS]]
    return "；".join(told + ["…"] * (len(found) > SHOWN_ERRORS))


class _Loader(yaml.SafeLoader):
    """YAML without aliases and repeated keys; decimals and dates stay as they are written."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(None, None, "aliases are not allowed", self.get_mark())
        return super().compose_node(parent, index)

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        keys = [key.value for key, _ in node.value]
        if twice := {key for key in keys if keys.count(key) > 1}:
            raise yaml.constructor.ConstructorError(None, None, f"repeated: {twice}", node.start_mark)
        return super().construct_mapping(node, deep)


def _as_written(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> str:
    return str(node.value)


def _integer(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> int:
    """Plain integers only: YAML would read 020 as 16 and 8:30 as 510."""
    if not re.fullmatch(r"-?(0|[1-9][0-9]*)", node.value):
        raise yaml.constructor.ConstructorError(
            None, None, f"{node.value}: 加上引号，或写成普通的数 (quote it, or write a plain number)", node.start_mark
        )
    return int(node.value)


_Loader.add_constructor("tag:yaml.org,2002:int", _integer)
for _tag in ("float", "timestamp"):
    _Loader.add_constructor(f"tag:yaml.org,2002:{_tag}", _as_written)
