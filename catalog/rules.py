"""The scoring algebra: a closed, typed vocabulary of terms (no expression strings, no eval).

Every rule of a notice is one `ItemTerm`; what decides it are `Predicate` terms over `Measure` terms.
A new term is a decision of its own, with tests. The meaning of each term stands in its docstring and
is implemented once, in `scorer.interpreter`; its Chinese rendering once, in `scorer.render`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from catalog.base import Evidence, Model, Number

Relation = Literal[">=", "<=", "=", ">", "<"]
Period = Literal["year", "quarter", "month", "week", "day"]
Modality = Literal["must", "strive"]
VetoEffect = Literal["item_zero", "total_zero", "grade_cap", "bar_top_grade", "undetermined"]
Partial = Literal["ceil", "floor", "exact", "undetermined"]


class Term(Model):
    """A node of the algebra; `evidence` is the clause that it was read from."""

    evidence: list[Evidence] = Field(default_factory=list)


# --- measures: exact rationals -----------------------------------------------------------------


class Obs(Term):
    """An observed quantity: the value that the institution reports for `input`."""

    kind: Literal["obs"] = "obs"
    input: str


class Param(Term):
    """A value from outside the notice (按省规定), unknown until a profile gives it."""

    kind: Literal["param"] = "param"
    parameter: str


class Lit(Term):
    """A number that the notice prints, in the unit of the measure it is compared with."""

    kind: Literal["lit"] = "lit"
    value: Number


class Ratio(Term):
    """numerator ÷ denominator × scale; a denominator of 0 makes the measure not applicable."""

    kind: Literal["ratio"] = "ratio"
    numerator: Measure
    denominator: Measure
    scale: Number


class Mul(Term):
    """Product of the operands."""

    kind: Literal["mul"] = "mul"
    of: list[Measure]


class Add(Term):
    """Sum of the operands."""

    kind: Literal["add"] = "add"
    of: list[Measure]


class Sub(Term):
    """left − right."""

    kind: Literal["sub"] = "sub"
    left: Measure
    right: Measure


class Growth(Term):
    """(current − previous) ÷ previous × scale."""

    kind: Literal["growth"] = "growth"
    current: Measure
    previous: Measure
    scale: Number


class Cohort(Term):
    """A statistic of a measure over a group of institutions (全市平均, 全省中位值)."""

    kind: Literal["cohort"] = "cohort"
    stat: Literal["mean", "median", "percent_rank", "max", "min"]
    group: str
    of: Measure


Measure = Annotated[Obs | Param | Lit | Ratio | Mul | Add | Sub | Growth | Cohort, Field(discriminator="kind")]

# --- predicates: true, false or unknown ---------------------------------------------------------


class Cmp(Term):
    """left relation right, with the notice's modality (must, or strive for 力争)."""

    kind: Literal["cmp"] = "cmp"
    left: Measure
    relation: Relation
    right: Measure
    modality: Modality = "must"


class Within(Term):
    """low ≤ measure ≤ high, both ends included."""

    kind: Literal["within"] = "within"
    of: Measure
    low: Number
    high: Number
    modality: Modality = "must"


class Grade(Term):
    """The grade reported for `input` is `at_least` or better; `order` runs from worst to best."""

    kind: Literal["grade"] = "grade"
    input: str
    at_least: str
    order: list[str] = Field(default_factory=list)
    modality: Modality = "must"


class Done(Term):
    """A fact: the thing was done (by the ISO date `by`, where one is given)."""

    kind: Literal["done"] = "done"
    input: str
    by: str | None = None


class NoEvents(Term):
    """None of the events happened: the count reported for `input` is 0."""

    kind: Literal["none"] = "none"
    input: str


class PerPeriod(Term):
    """In each period (not on average) `input` reaches `at_least`."""

    kind: Literal["per_period"] = "per_period"
    input: str
    at_least: Number
    period: Period
    modality: Modality = "must"


class All(Term):
    """All operands hold."""

    kind: Literal["all"] = "all"
    of: list[Predicate]


class Any_(Term):
    """At least one operand holds."""

    kind: Literal["any"] = "any"
    of: list[Predicate]


class Not(Term):
    """The operand does not hold."""

    kind: Literal["not"] = "not"
    of: Predicate


class Judged(Term):
    """A person decides whether `text` holds; the decision is recorded under `input`."""

    kind: Literal["judged"] = "judged"
    input: str
    text: str


Predicate = Annotated[
    Cmp | Within | Grade | Done | NoEvents | PerPeriod | All | Any_ | Not | Judged,
    Field(discriminator="kind"),
]

# --- losses: what is taken from full points -----------------------------------------------------


class DeductOnce(Term):
    """`points` are lost once when the predicate holds."""

    kind: Literal["deduct_once"] = "deduct_once"
    when: Predicate
    points: Number


class DeductEach(Term):
    """`points` are lost for each item, case or time counted by `count`, up to `cap`."""

    kind: Literal["deduct_each"] = "deduct_each"
    count: Measure
    points: Number
    cap: Number | None = None


class DeductStep(Term):
    """`points` are lost for each `step` that the measure lies below or above `bound`.

    `partial` says how an incomplete step counts; undetermined keeps both outcomes open.
    """

    kind: Literal["deduct_step"] = "deduct_step"
    of: Measure
    side: Literal["below", "above"]
    bound: Number
    step: Number
    points: Number
    partial: Partial = "undetermined"
    cap: Number | None = None


class ZeroIf(Term):
    """All points of the item are lost when the predicate holds (该项不得分)."""

    kind: Literal["zero_if"] = "zero_if"
    when: Predicate


class JudgeLoss(Term):
    """A person decides how many points are lost, from 0 to `high` (null: the item's points)."""

    kind: Literal["judge_loss"] = "judge_loss"
    input: str
    text: str
    high: Number | None = None


class ExternalLoss(Term):
    """Another document decides how many points are lost."""

    kind: Literal["external_loss"] = "external_loss"
    input: str
    document: str


Loss = Annotated[
    DeductOnce | DeductEach | DeductStep | ZeroIf | JudgeLoss | ExternalLoss,
    Field(discriminator="kind"),
]

# --- item scores: w = points of the item --------------------------------------------------------


class FullIf(Term):
    """w when the predicate holds, else 0."""

    kind: Literal["full_if"] = "full_if"
    when: Predicate


class FromFull(Term):
    """w minus the losses, never below 0; `floor_stated` says whether 扣完为止 is printed."""

    kind: Literal["from_full"] = "from_full"
    losses: list[Loss]
    floor_stated: bool = False


class TierRow(Model):
    """One step of a ladder: `points` when the predicate holds."""

    when: Predicate
    points: Number
    evidence: list[Evidence] = Field(default_factory=list)


class Tiers(Term):
    """The points of the first row that holds, else `otherwise` (null: the notice does not say)."""

    kind: Literal["tiers"] = "tiers"
    rows: list[TierRow]
    otherwise: Number | None = None


class Linear(Term):
    """0 at `low`, w at `high`, proportional between."""

    kind: Literal["linear"] = "linear"
    of: Measure
    low: Number
    high: Number


class ProRata(Term):
    """w × measure ÷ base; a base of null is not given by the notice and keeps the score open."""

    kind: Literal["pro_rata"] = "pro_rata"
    of: Measure
    base: Number | None = None


class RankRow(Model):
    """Points for a rank and all before it."""

    up_to: int
    points: Number


class Ranked(Term):
    """Points by rank among the institutions of a group; an empty table is not given by the notice."""

    kind: Literal["ranked"] = "ranked"
    of: Measure
    group: str
    table: list[RankRow] = Field(default_factory=list)
    ties: Literal["best", "worst", "mean", "undetermined"] = "undetermined"


class Share(Model):
    """A part of a split: its own points and its own term."""

    name: str
    points: Number | None = None
    term: ItemTerm


class Split(Term):
    """The sum of the parts; parts without points share what is left only where a profile says so."""

    kind: Literal["split"] = "split"
    parts: list[Share]


class FirstRow(Model):
    """One branch: `then` decides when the predicate holds."""

    when: Predicate
    then: ItemTerm


class First(Term):
    """The term of the first branch that holds; none holds: 0."""

    kind: Literal["first"] = "first"
    rows: list[FirstRow]


class BonusEach(Term):
    """`points` are won for each item counted, on top of the base; null points are not stated."""

    kind: Literal["bonus_each"] = "bonus_each"
    base: ItemTerm | None = None
    count: Measure
    points: Number | None = None
    cap: Number | None = None


class Judge(Term):
    """A person awards between `low` and `high` points (null: the item's points)."""

    kind: Literal["judge"] = "judge"
    input: str
    text: str
    low: Number | None = None
    high: Number | None = None


class External(Term):
    """Another document decides the points."""

    kind: Literal["external"] = "external"
    input: str
    document: str


class Unspecified(Term):
    """The notice states a target or a duty and no tariff: w once `when` is true, open until then."""

    kind: Literal["unspecified"] = "unspecified"
    when: Predicate


ItemTerm = Annotated[
    FullIf | FromFull | Tiers | Linear | ProRata | Ranked | Split | First | BonusEach | Judge | External | Unspecified,
    Field(discriminator="kind"),
]

# --- institution --------------------------------------------------------------------------------


class NaIf(Term):
    """The item is not assessed when the predicate holds; `reweight` says what happens to its points."""

    kind: Literal["na_if"] = "na_if"
    when: Predicate
    reweight: Literal["drop", "spread", "full", "undetermined"] = "undetermined"


class Veto(Term):
    """When the predicate holds, `effect` strikes; undetermined keeps both outcomes in the report."""

    kind: Literal["veto"] = "veto"
    when: Predicate
    effect: VetoEffect = "undetermined"
