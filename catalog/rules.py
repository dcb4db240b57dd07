"""The scoring algebra: a closed, typed vocabulary of terms (no expression strings, no eval).

Every rule of a notice is one `ItemTerm`; what decides it are `Predicate` terms over `Measure` terms.
A new term is a decision of its own, with tests. The meaning of each term stands in its docstring and
is implemented once, in `scorer.interpreter`; its Chinese rendering once, in `scorer.render`.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field

from catalog.base import Evidence, Model, Number

Relation = Literal[">=", "<=", "=", ">", "<"]
Period = Literal["year", "quarter", "month", "week", "day"]
Modality = Literal["must", "strive"]
VetoEffect = Literal["item_zero", "total_zero", "grade_cap", "bar_top_grade", "undetermined"]
Partial = Literal["ceil", "floor", "exact", "undetermined"]
Rounding = Literal["half_up", "half_even"]
Ties = Literal["best", "worst", "mean", "undetermined"]
Reweight = Literal["drop", "spread", "full", "undetermined"]
Side = Literal["high", "low", "undetermined"]


def _tell_kind(schema: dict[str, Any]) -> None:
    """Describe `kind` in the JSON Schema of a term: it says which term this is."""
    if "const" in (kind := schema["properties"].get("kind", {})):
        kind["description"] = f"Which term it is: always {kind['const']}."


class Term(Model):
    """A node of the algebra; `evidence` is the clause that it was read from."""

    model_config = ConfigDict(json_schema_extra=_tell_kind)

    evidence: list[Evidence] = Field(default_factory=list)
    """The clause that the term was read from; empty where it follows from other words."""


# --- measures: exact rationals -----------------------------------------------------------------


class Obs(Term):
    """An observed quantity: the value that the institution reports for `input`."""

    kind: Literal["obs"] = "obs"
    input: str
    """Id of an input of type number or count; its value is told in the unit of the input."""


class Param(Term):
    """A value from outside the notice (按省规定), unknown until a profile gives it."""

    kind: Literal["param"] = "param"
    parameter: str
    """Id of a parameter of the catalogue."""


class Lit(Term):
    """A number that the notice prints, in the unit of the measure it is compared with."""

    kind: Literal["lit"] = "lit"
    value: Number
    """Decimal string, in the unit of the measure it is compared with (90 for 90%)."""


class Ratio(Term):
    """numerator ÷ denominator × scale; a denominator of 0 makes the measure not applicable."""

    kind: Literal["ratio"] = "ratio"
    numerator: Measure
    """What is divided."""
    denominator: Measure
    """What it is divided by; 0 makes the measure not applicable."""
    scale: Number
    """Decimal string that the quotient is multiplied by: 100 for a rate in %, 1000 for ‰, 1 for a plain quotient."""


class Mul(Term):
    """Product of the operands."""

    kind: Literal["mul"] = "mul"
    of: list[Measure]
    """The factors, in the order of the formula."""


class Add(Term):
    """Sum of the operands."""

    kind: Literal["add"] = "add"
    of: list[Measure]
    """The summands, in the order of the formula."""


class Sub(Term):
    """left − right."""

    kind: Literal["sub"] = "sub"
    left: Measure
    """What is subtracted from."""
    right: Measure
    """What is subtracted."""


class Growth(Term):
    """(current − previous) ÷ previous × scale."""

    kind: Literal["growth"] = "growth"
    current: Measure
    """The value of this period."""
    previous: Measure
    """The value of the period before, in the same unit; 0 makes the measure not applicable."""
    scale: Number
    """Decimal string that the quotient is multiplied by: 100 for a growth in %."""


class Cohort(Term):
    """A statistic of a measure over a group of institutions (全市平均, 全省中位值)."""

    kind: Literal["cohort"] = "cohort"
    stat: Literal["mean", "median", "percent_rank", "max", "min"]
    """The statistic; percent_rank is the share of the group below, from 0 to 100, with level ones counted half."""
    group: str
    """Name of a group of institutions (全市, 同类机构), defined by a profile."""
    of: Measure
    """The measure that is taken of each institution of the group."""


class Rounded(Term):
    """The measure with `places` decimal places; halves go up, or to the even digit."""

    kind: Literal["rounded"] = "rounded"
    of: Measure
    """The measure that is rounded."""
    places: int = Field(ge=0, le=6)
    """Decimal places, from 0 to 6."""
    mode: Rounding = "half_up"
    """Where a half goes: half_up (away from 0 for positive numbers) or half_even (to the even digit)."""


Measure = Annotated[
    Obs | Param | Lit | Ratio | Mul | Add | Sub | Growth | Cohort | Rounded, Field(discriminator="kind")
]

# --- predicates: true, false or unknown ---------------------------------------------------------


class Cmp(Term):
    """left relation right, with the notice's modality (must, or strive for 力争)."""

    kind: Literal["cmp"] = "cmp"
    left: Measure
    """The measure that is compared."""
    relation: Relation
    """How left stands to right when the comparison holds."""
    right: Measure
    """What it is compared with, in the unit of left."""
    modality: Modality = "must"
    """must, or strive where the notice says 力争: then a miss is open, not false."""


class Within(Term):
    """low ≤ measure ≤ high, both ends included."""

    kind: Literal["within"] = "within"
    of: Measure
    """The measure that lies in the range."""
    low: Number
    """Lower end, included; decimal string in the unit of the measure."""
    high: Number
    """Upper end, included; decimal string in the unit of the measure."""
    modality: Modality = "must"
    """must, or strive where the notice says 力争: then a miss is open, not false."""


class Grade(Term):
    """The grade reported for `input` is `at_least` or better; `order` runs from worst to best."""

    kind: Literal["grade"] = "grade"
    input: str
    """Id of an input of type grade."""
    at_least: str
    """The lowest grade that satisfies, as printed (良, B+)."""
    order: list[str] = Field(default_factory=list)
    """All grades from worst to best; empty where none is known: a grade other than `at_least` is then open."""
    modality: Modality = "must"
    """must, or strive where the notice says 力争: then a miss is open, not false."""


class Done(Term):
    """A fact: the thing was done (by the ISO date `by`, where one is given)."""

    kind: Literal["done"] = "done"
    input: str
    """Id of an input of type fact or date."""
    by: str | None = None
    """ISO date of the last day that counts; null where any day does."""


class NoEvents(Term):
    """None of the events happened: the count reported for `input` is 0."""

    kind: Literal["none"] = "none"
    input: str
    """Id of an input of type count, or of a fact that says whether it happened."""


class PerPeriod(Term):
    """In each period (not on average) `input` reaches `at_least`."""

    kind: Literal["per_period"] = "per_period"
    input: str
    """Id of an input that has one value for each period of the year."""
    at_least: Number
    """Decimal string in the unit of the input: what each single period must reach."""
    period: Period
    """The length of a period."""
    modality: Modality = "must"
    """must, or strive where the notice says 力争: then a miss is open, not false."""


class All(Term):
    """All operands hold."""

    kind: Literal["all"] = "all"
    of: list[Predicate]
    """The operands; without any it stays open."""


class Any_(Term):
    """At least one operand holds."""

    kind: Literal["any"] = "any"
    of: list[Predicate]
    """The operands; without any it stays open."""


class Not(Term):
    """The operand does not hold."""

    kind: Literal["not"] = "not"
    of: Predicate
    """The operand."""


class Judged(Term):
    """A person decides whether `text` holds; the decision is recorded under `input`."""

    kind: Literal["judged"] = "judged"
    input: str
    """Id of an input of type fact or judgement, under which the decision is recorded."""
    text: str
    """The condition as printed."""


Predicate = Annotated[
    Cmp | Within | Grade | Done | NoEvents | PerPeriod | All | Any_ | Not | Judged,
    Field(discriminator="kind"),
]

# --- losses: what is taken from full points -----------------------------------------------------


class DeductOnce(Term):
    """`points` are lost once when the predicate holds."""

    kind: Literal["deduct_once"] = "deduct_once"
    when: Predicate
    """When it holds, the points are lost."""
    points: Number
    """Points lost, as a decimal string."""


class DeductEach(Term):
    """`points` are lost for each item, case or time counted by `count`, up to `cap`."""

    kind: Literal["deduct_each"] = "deduct_each"
    count: Measure
    """How many there are, in items, cases or times; less than 0 counts as 0."""
    points: Number
    """Points lost for each, as a decimal string."""
    cap: Number | None = None
    """The most points that are lost; null where none is printed."""


class DeductStep(Term):
    """`points` are lost for each `step` that the measure lies below or above `bound`.

    `partial` says how an incomplete step counts; undetermined keeps both outcomes open.
    """

    kind: Literal["deduct_step"] = "deduct_step"
    of: Measure
    """The measure."""
    side: Literal["below", "above"]
    """On which side of the bound points are lost."""
    bound: Number
    """Decimal string in the unit of the measure; at the bound itself nothing is lost."""
    step: Number
    """Length of a step: decimal string in the unit of the measure, percentage points for a rate."""
    points: Number
    """Points lost for each step, as a decimal string."""
    partial: Partial = "undetermined"
    """How an incomplete step counts: in full, not at all, in part, or not said."""
    cap: Number | None = None
    """The most points that are lost; null where none is printed."""


class ZeroIf(Term):
    """All points of the item are lost when the predicate holds (该项不得分)."""

    kind: Literal["zero_if"] = "zero_if"
    when: Predicate
    """When it holds, the item has no points."""


class JudgeLoss(Term):
    """A person decides how many points are lost, from 0 to `high` (null: the item's points)."""

    kind: Literal["judge_loss"] = "judge_loss"
    input: str
    """Id of an input of type points, under which the decision is recorded."""
    text: str
    """The clause as printed."""
    high: Number | None = None
    """The most points that may be taken, as a decimal string; null: all points of the item."""


class ExternalLoss(Term):
    """Another document decides how many points are lost."""

    kind: Literal["external_loss"] = "external_loss"
    input: str
    """Id of an input of type points, under which the decision is recorded."""
    document: str
    """The document as the notice names it."""


Loss = Annotated[
    DeductOnce | DeductEach | DeductStep | ZeroIf | JudgeLoss | ExternalLoss,
    Field(discriminator="kind"),
]

# --- item scores: w = points of the item --------------------------------------------------------


class FullIf(Term):
    """w when the predicate holds, else 0."""

    kind: Literal["full_if"] = "full_if"
    when: Predicate
    """When it holds, the item has all its points."""


class FromFull(Term):
    """w minus the losses, never below `lowest`; `floor_stated` says whether 扣完为止 (0) is printed."""

    kind: Literal["from_full"] = "from_full"
    losses: list[Loss]
    """What is taken, in the order of the notice; the losses add up."""
    floor_stated: bool = False
    """Whether 扣完为止 is printed."""
    lowest: Number = Decimal(0)
    """The lowest score, as a decimal string; below 0 only where a profile says so."""


class TierRow(Model):
    """One step of a ladder: `points` when the predicate holds."""

    when: Predicate
    """The condition of the step."""
    points: Number
    """Points of the step, as a decimal string."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The clause that the step was read from."""


class Tiers(Term):
    """The points of the first row that holds, else `otherwise` (null: the notice does not say)."""

    kind: Literal["tiers"] = "tiers"
    rows: list[TierRow]
    """The steps in the order of the notice; the first that holds decides."""
    otherwise: Number | None = None
    """Points where no step holds, as a decimal string; null where the notice does not say."""


class Linear(Term):
    """0 at `low`, w at `high`, proportional between."""

    kind: Literal["linear"] = "linear"
    of: Measure
    """The measure."""
    low: Number
    """Where the points begin: decimal string in the unit of the measure."""
    high: Number
    """Where all points are reached: decimal string in the unit of the measure; below `low` where less is better."""


class ProRata(Term):
    """w × measure ÷ base, from 0 to w; a base of null is not given by the notice and keeps the score open."""

    kind: Literal["pro_rata"] = "pro_rata"
    of: Measure
    """The measure."""
    base: Measure | None = None
    """The measure at which all points are reached; null where the notice gives none."""


class RankRow(Model):
    """Points for a rank and all before it."""

    up_to: int
    """The last rank of the row, from 1."""
    points: Number
    """Points of these ranks, as a decimal string."""


class Ranked(Term):
    """Points by rank among the institutions of a group; an empty table is not given by the notice.

    `best` says which end of the measure ranks first; undetermined keeps both outcomes open.
    """

    kind: Literal["ranked"] = "ranked"
    of: Measure
    """The measure that is ranked."""
    group: str
    """Name of the group of institutions that are ranked (同类机构), defined by a profile."""
    table: list[RankRow] = Field(default_factory=list)
    """Points by rank, best ranks first; empty where the notice gives no table."""
    ties: Ties = "undetermined"
    """Which of the ranks that they share tied institutions get; undetermined keeps the outcomes open."""
    best: Side = "undetermined"
    """Which end of the measure ranks first."""


class Share(Model):
    """A part of a split: its own points and its own term."""

    name: str
    """The part as printed."""
    points: Number | None = None
    """Points of the part, as a decimal string; null where none are printed."""
    term: ItemTerm
    """How the part is scored."""


class Split(Term):
    """The sum of the parts; parts without points share what is left only where a profile says so.

    `absent` says what becomes of the points of a part that does not apply (its denominator is 0): they go to the
    other parts, the part gets them, or the notice does not say.
    """

    kind: Literal["split"] = "split"
    parts: list[Share]
    """The parts, in the order of the notice."""
    absent: Literal["spread", "full", "undetermined"] = "undetermined"
    """What becomes of the points of a part that does not apply."""


class FirstRow(Model):
    """One branch: `then` decides when the predicate holds."""

    when: Predicate
    """The condition of the branch."""
    then: ItemTerm
    """How the item is scored when the condition holds."""


class First(Term):
    """The term of the first branch that holds, else `otherwise` points (null: the notice does not say)."""

    kind: Literal["first"] = "first"
    rows: list[FirstRow]
    """The branches in the order of the notice; the first whose condition holds decides."""
    otherwise: Number | None = None
    """Points where no condition holds; null where the notice does not say."""


class BonusEach(Term):
    """`points` are won for each item counted, on top of the base; null points are not stated."""

    kind: Literal["bonus_each"] = "bonus_each"
    base: ItemTerm | None = None
    """How the item itself is scored; null where the bonus is all there is."""
    count: Measure
    """How many there are, in items, cases or times."""
    points: Number | None = None
    """Points won for each, as a decimal string; null where the notice does not say."""
    cap: Number | None = None
    """The most points that are won; null where none is printed."""


class Judge(Term):
    """A person awards between `low` and `high` points (null: the item's points)."""

    kind: Literal["judge"] = "judge"
    input: str
    """Id of an input of type points, under which the decision is recorded."""
    text: str
    """The clause as printed."""
    low: Number | None = None
    """The fewest points that may be given, as a decimal string; null: 0."""
    high: Number | None = None
    """The most points that may be given, as a decimal string; null: all points of the item."""


class External(Term):
    """Another document decides the points."""

    kind: Literal["external"] = "external"
    input: str
    """Id of an input of type points, under which the decision is recorded."""
    document: str
    """The document as the notice names it."""


class Unspecified(Term):
    """The notice states a target or a duty and no tariff: w once `when` is true, open until then."""

    kind: Literal["unspecified"] = "unspecified"
    when: Predicate
    """The target or duty."""


ItemTerm = Annotated[
    FullIf | FromFull | Tiers | Linear | ProRata | Ranked | Split | First | BonusEach | Judge | External | Unspecified,
    Field(discriminator="kind"),
]

# --- institution --------------------------------------------------------------------------------


class NaIf(Term):
    """The item is not assessed when the predicate holds; `reweight` says what happens to its points.

    It says so too where nothing that the rule asks for applies (denominators of 0); null is only that.
    """

    kind: Literal["na_if"] = "na_if"
    when: Predicate | None
    """When it holds, the item is not assessed; null: only where nothing that its rule asks for applies."""
    reweight: Reweight = "undetermined"
    """Its points are dropped, spread over the other items, given in full, or the notice does not say."""


class Veto(Term):
    """When the predicate holds, `effect` strikes; undetermined keeps both outcomes in the report."""

    kind: Literal["veto"] = "veto"
    when: Predicate
    """When it holds, the veto strikes."""
    effect: VetoEffect = "undetermined"
    """What is lost: the item's or all points, a grade, the top grade; undetermined where it is not said."""
