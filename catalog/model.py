"""The catalogue: what the extractor writes and the scorer, the workbench and other programs read.

The JSON Schema in `schemas/catalogue.schema.json` is generated from these models.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from catalog.base import Evidence, Model, Number, Place
from catalog.rules import ItemTerm, Measure, Modality, NaIf, Relation, Veto

SCHEMA_VERSION = "1.0"

Severity = Literal["error", "review", "info"]
ReviewField = Literal["row", "name", "points", "path", "requirement", "targets", "rules", "formulas"]
RuleKind = Literal[
    "zero",
    "deduct_each",
    "deduct_step",
    "deduct_once",
    "tiers",
    "full_if",
    "pro_rata",
    "rank",
    "bonus",
    "judgement",
    "external",
    "not_applicable",
    "veto",
    "veto_excellence",
    "unspecified",
]
InputType = Literal["number", "count", "fact", "date", "grade", "judgement", "points"]
Decision = Literal["keep_both", "drop", "ask"]
Certainty = Literal["certain", "likely", "review"]
EvidenceMap = dict[str, list[Evidence]]


class DocumentFacts(Model):
    """What the document says of itself."""

    issuer: str | None = None
    number: str | None = Field(None, description="Document number as printed, 国卫人发〔2015〕94号.")
    year: int | None = None
    period: str | None = None
    published: str | None = Field(None, description="ISO date.")
    applies_to: list[str] = Field(default_factory=list)
    evidence: EvidenceMap = Field(default_factory=dict)


class SourceFile(Model):
    """A file that the catalogue was read from."""

    id: str
    name: str = Field(description="A label only, never a path.")
    media_type: str
    sha256: str
    bytes: int
    reader: str


class Generator(Model):
    """The program that wrote the file."""

    name: str
    version: str


class Group(Model):
    """A level above the indicators. `points` are the declared ones, null where none are printed."""

    id: str
    number: str | None
    name: str
    level: int = Field(ge=1)
    parent: str | None
    points: Number | None
    kind: Literal["group", "catalogue"] = "group"
    evidence: list[Evidence] = Field(default_factory=list)


class Repair(Model):
    """A sign that the source lost and that was put back."""

    sign: str
    at: int = Field(ge=0, description="The sign stands before this character of the linear text of the source.")
    certainty: Certainty = "review"


class MeasureItem(Model):
    """A quantity that the indicator is measured by."""

    id: str
    name: str = Field(description="As printed; a general name (绝对值) with that of its indicator before it.")
    unit: str | None = None
    formula: str | None = Field(None, description="Id of the formula in the same row that computes it.")
    direction: Literal["increase", "decrease"] | None = None


class Target(Model):
    """A number or grade that the notice prints for a measure; it says nothing about points."""

    id: str
    measure: str = Field(description="The printed noun phrase.")
    relation: Relation | Literal["between"]
    value: Number | str | None = Field(
        None, union_mode="left_to_right", description="A decimal string; grades and ratios as printed."
    )
    low: Number | None = None
    high: Number | None = None
    unit: str | None = None
    modality: Modality = "must"
    per: Literal["year", "quarter", "month", "week", "day"] | None = None
    deadline: str | None = Field(None, description="ISO date.")
    base: str | None = Field(None, description="What a share is a share of (年业务收入).")
    sign: Literal["read", "convention", "inferred"] = "read"
    repairs: list[Repair] = Field(default_factory=list, description="Signs that the source lost.")
    evidence: list[Evidence] = Field(default_factory=list)


class Formula(Model):
    """A printed formula. Names are the printed characters with the lost signs put back."""

    id: str
    name: str
    expression: str = Field(description="Normal form, with × and ÷ as signs.")
    numerator: str
    denominator: str | None = Field(description="a/b/c has the denominator b×c; null for sums and products.")
    scale: Literal["1", "100", "1000", "10000", "100000"]
    tree: Measure | None = Field(None, description="The right side as a term over inputs; null where none fits.")
    inferred: bool = Field(False, description="Whether any sign was put back.")
    repairs: list[Repair] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)


class RuleClause(Model):
    """One clause about winning or losing points, as printed."""

    kind: RuleKind
    points: Number | None = None
    step: Number | None = None
    condition: str | None = None
    cap: Number | None = None
    evidence: list[Evidence] = Field(default_factory=list)


class Part(Model):
    """A scored sub-item inside one row."""

    number: str | None
    text: str
    points: Number
    evidence: list[Evidence] = Field(default_factory=list)


class Deadline(Model):
    """A date by which something is due: `text` as printed, `date` the last day that keeps it."""

    date: str
    text: str
    evidence: list[Evidence] = Field(default_factory=list)


class Superseded(Model):
    """Text that an erratum replaced; kept, never scored."""

    text: str
    replaced_by: str
    evidence: list[Evidence] = Field(default_factory=list)


class Review(Model):
    """Why a person should look at a field."""

    field: ReviewField
    code: str
    message: str
    evidence: list[Evidence] = Field(default_factory=list)


class Indicator(Model):
    """One row of the notice, or one numbered paragraph with points of its own."""

    id: str
    ordinal: int = Field(ge=1)
    number: str | None
    name: str
    group: str | None
    requirement: str
    attributes: dict[str, str] = Field(default_factory=dict)
    points: Number | None
    points_by_profile: dict[str, Number] | None = None
    veto: Literal["veto", "veto_excellence"] | None = None
    measures: list[MeasureItem] = Field(default_factory=list)
    targets: list[Target] = Field(default_factory=list)
    formulas: list[Formula] = Field(default_factory=list)
    rules: list[RuleClause] = Field(default_factory=list, description="Clauses as printed; `rule` composes them.")
    rule: ItemTerm | None = None
    applicability: NaIf | None = None
    parts: list[Part] = Field(default_factory=list)
    deadlines: list[Deadline] = Field(default_factory=list)
    superseded: list[Superseded] = Field(default_factory=list)
    review: list[Review] = Field(default_factory=list)
    evidence: EvidenceMap = Field(default_factory=dict)


class Input(Model):
    """One distinct quantity, fact or decision to collect."""

    id: str
    name: str
    unit: str | None = None
    type: InputType
    used_by: list[str] = Field(default_factory=list)


class Parameter(Model):
    """A value from outside the notice; null until a profile gives it."""

    id: str
    name: str
    value: Number | None = None
    source: str = Field(description="The words of the notice that refer to it.")
    used_by: list[str] = Field(default_factory=list)
    evidence: list[Evidence] = Field(default_factory=list)


class VetoItem(Model):
    """A veto and the indicator in which it stands."""

    id: str
    indicator: str
    kind: Literal["veto", "veto_excellence"]
    rule: Veto
    evidence: list[Evidence] = Field(default_factory=list)


class Duplicate(Model):
    """Rows that say the same, and what was decided about them and why."""

    members: list[str]
    likeness: Number
    differs: list[str]
    decision: Decision
    reason: str
    evidence: list[Evidence] = Field(default_factory=list)


class Total(Model):
    """A declared sum against the computed one."""

    scope: str = Field(description="A group id, or `catalogue`.")
    declared: Number
    computed: Number
    balanced: bool
    profile: str | None = Field(None, description="The column of points, where rows have several.")
    evidence: list[Evidence] = Field(default_factory=list)


class Correction(Model):
    """Something that the reader changed or joined, with what stood there before."""

    kind: Literal["lost_sign", "chunk_joined", "row_joined", "heading_repeated", "erratum", "glyph", "revision"]
    before: str
    after: str
    certainty: Certainty = "certain"
    evidence: list[Evidence] = Field(default_factory=list)


class Residue(Model):
    """Source text that no field uses."""

    text: str
    place: Place
    reason: str


class Problem(Model):
    """Something to know, look at or mend: what, where, what to do."""

    code: str
    severity: Severity
    subject: str | None = None
    message: str
    evidence: list[Evidence] = Field(default_factory=list)


class LedgerCount(Model):
    """Every character of the source, accounted for: characters = used + furniture + residue."""

    characters: int
    used: int
    furniture: int
    residue: int


class Catalogue(Model):
    """A catalogue of indicators read from one source."""

    schema_version: str = SCHEMA_VERSION
    id: str
    title: str | None
    document: DocumentFacts
    sources: list[SourceFile]
    generator: Generator
    total_points: Number | None
    groups: list[Group]
    indicators: list[Indicator]
    inputs: list[Input] = Field(default_factory=list)
    parameters: list[Parameter] = Field(default_factory=list)
    vetoes: list[VetoItem] = Field(default_factory=list)
    duplicates: list[Duplicate] = Field(default_factory=list)
    totals: list[Total] = Field(default_factory=list)
    corrections: list[Correction] = Field(default_factory=list)
    residue: list[Residue] = Field(default_factory=list)
    problems: list[Problem] = Field(default_factory=list)
    ledger: LedgerCount
