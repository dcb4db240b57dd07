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
    """Who issued the document, as printed; null where it does not say."""
    number: str | None = Field(None, description="Document number as printed, 国卫人发〔2015〕94号.")
    year: int | None = None
    """The year that is assessed; null where the document does not say."""
    period: str | None = None
    """The period that is assessed, as printed; null where the document does not say."""
    published: str | None = Field(None, description="ISO date.")
    applies_to: list[str] = Field(default_factory=list)
    """The kinds of institutions that are assessed, as printed."""
    evidence: EvidenceMap = Field(default_factory=dict)
    """Evidence by the name of the field."""


class SourceFile(Model):
    """A file that the catalogue was read from."""

    id: str
    """Id that evidence refers to (s1)."""
    name: str = Field(description="A label only, never a path.")
    media_type: str
    """Media type of the file, by its content."""
    sha256: str
    """SHA-256 of the file in hexadecimal digits."""
    bytes: int
    """Size of the file in bytes."""
    reader: str
    """Name of the reader that read the file."""


class Generator(Model):
    """The program that wrote the file."""

    name: str
    """Name of the program."""
    version: str
    """Version of the program."""


class Group(Model):
    """A level above the indicators. `points` are the declared ones, null where none are printed."""

    id: str
    """Id, unique in the catalogue."""
    number: str | None
    """Number as printed (一、 or 1.1); null where none is printed."""
    name: str
    """Name as printed."""
    level: int = Field(ge=1)
    """Depth, from 1."""
    parent: str | None
    """Id of the group above; null at the top."""
    points: Number | None
    """Declared points, as a decimal string; null where none are printed."""
    kind: Literal["group", "catalogue"] = "group"
    """group, or catalogue where a source holds several."""
    weight: Number | None = None
    """Share of the whole in per cent, where the points inside the group add up to a whole of their own; else null."""
    effect: Literal["bonus", "penalty", "both"] | None = None
    """Whether its indicators add points, take points off, or both, beside the full points; null for none of these."""
    cap: Number | None = None
    """The most that its indicators bring or cost together, as printed in its heading; null where none is printed."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Repair(Model):
    """A sign that the source lost and that was put back."""

    sign: str
    """The sign that was put back (×, ÷, ≥)."""
    at: int = Field(ge=0, description="The sign stands before this character of the linear text of the source.")
    certainty: Certainty = "review"
    """How sure it is: review means that a person should look."""


class MeasureItem(Model):
    """A quantity that the indicator is measured by."""

    id: str
    """Id, unique in the catalogue."""
    name: str = Field(description="As printed; a general name (绝对值) with that of its indicator before it.")
    unit: str | None = None
    """Unit as printed; null for none."""
    formula: str | None = Field(None, description="Id of the formula in the same row that computes it.")
    direction: Literal["increase", "decrease"] | None = None
    """Which way is better, where the notice says it; null where it does not."""


class Target(Model):
    """A number or grade that the notice prints for a measure; it says nothing about points."""

    id: str
    """Id, unique in the catalogue."""
    measure: str = Field(description="The printed noun phrase.")
    relation: Relation | Literal["between"]
    """How the measure stands to the value; between has `low` and `high`."""
    value: Number | str | None = Field(
        None, union_mode="left_to_right", description="A decimal string; grades and ratios as printed."
    )
    low: Number | None = None
    """Lower end of between, as a decimal string; else null."""
    high: Number | None = None
    """Upper end of between, as a decimal string; else null."""
    unit: str | None = None
    """Unit as printed; null for none."""
    modality: Modality = "must"
    """must, or strive where the notice says 力争."""
    per: Literal["year", "quarter", "month", "week", "day"] | None = None
    """The period in which each time the target is to be reached; null for the whole."""
    deadline: str | None = Field(None, description="ISO date.")
    base: str | None = Field(None, description="What a share is a share of (年业务收入).")
    sign: Literal["read", "convention", "inferred"] = "read"
    """Whether the relation is read, by convention (100% means at least), or inferred where the sign was lost."""
    repairs: list[Repair] = Field(default_factory=list, description="Signs that the source lost.")
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Formula(Model):
    """A printed formula. Names are the printed characters with the lost signs put back."""

    id: str
    """Id, unique in the catalogue."""
    name: str
    """Left side as printed."""
    expression: str = Field(description="Normal form, with × and ÷ as signs.")
    numerator: str
    """What is divided, as printed; the whole right side where nothing is."""
    denominator: str | None = Field(description="a/b/c has the denominator b×c; null for sums and products.")
    scale: Literal["1", "100", "1000", "10000", "100000"]
    """What the quotient is multiplied by: 100 for %."""
    tree: Measure | None = Field(None, description="The right side as a term over inputs; null where none fits.")
    inferred: bool = Field(False, description="Whether any sign was put back.")
    repairs: list[Repair] = Field(default_factory=list)
    """The signs that were put back."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class RuleClause(Model):
    """One clause about winning or losing points, as printed."""

    kind: RuleKind
    """What the clause does with points."""
    points: Number | None = None
    """Points that it prints, as a decimal string; null for none."""
    step: Number | None = None
    """Length of a step, as a decimal string in the unit of the measure; null for none."""
    condition: str | None = None
    """When it applies, as printed; null where it prints no condition."""
    cap: Number | None = None
    """The most points that it gives or takes, as a decimal string; null for none."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Part(Model):
    """A scored sub-item inside one row."""

    number: str | None
    """Number as printed; null where none is printed."""
    text: str
    """The sub-item as printed."""
    points: Number
    """Its points, as a decimal string."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Deadline(Model):
    """A date by which something is due: `text` as printed, `date` the last day that keeps it."""

    date: str
    """ISO date of the last day that keeps it."""
    text: str
    """The date as printed."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Superseded(Model):
    """Text that an erratum replaced; kept, never scored."""

    text: str
    """The old text."""
    replaced_by: str
    """The text that the erratum puts in its place."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Review(Model):
    """Why a person should look at a field."""

    field: ReviewField
    """The field of the indicator."""
    code: str
    """Code of the reason (R118)."""
    message: str
    """The reason, in Chinese."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Indicator(Model):
    """One row of the notice, or one numbered paragraph with points of its own."""

    id: str
    """Id, unique in the catalogue and stable for the same source."""
    ordinal: int = Field(ge=1)
    """Place in the catalogue, from 1."""
    number: str | None
    """Number as printed; null where none is printed."""
    name: str
    """Name as printed; names need not be unique."""
    group: str | None
    """Id of the group that it stands in; null for none."""
    requirement: str
    """What is asked for, as printed."""
    attributes: dict[str, str] = Field(default_factory=dict)
    """Other columns of the row: header to text."""
    points: Number | None
    """Points of the item, as a decimal string; null where none are printed."""
    points_by_profile: dict[str, Number] | None = None
    """Points by the header of their column, where a row prints several; else null."""
    veto: Literal["veto", "veto_excellence"] | None = None
    """Whether the row prints 一票否决 or 一票否优; null for neither."""
    measures: list[MeasureItem] = Field(default_factory=list)
    """The quantities that the row measures."""
    targets: list[Target] = Field(default_factory=list)
    """The numbers and grades that are to be reached."""
    formulas: list[Formula] = Field(default_factory=list)
    """The formulas of the row."""
    rules: list[RuleClause] = Field(default_factory=list, description="Clauses as printed; `rule` composes them.")
    rule: ItemTerm | None = None
    """How the item is scored, as a term; null where the row says nothing that can be scored."""
    applicability: NaIf | None = None
    """When the item is not assessed; null where the notice does not say."""
    parts: list[Part] = Field(default_factory=list)
    """Sub-items with points of their own."""
    deadlines: list[Deadline] = Field(default_factory=list)
    """Dates by which something is due."""
    superseded: list[Superseded] = Field(default_factory=list)
    """Text that errata replaced."""
    review: list[Review] = Field(default_factory=list)
    """What a person should look at."""
    evidence: EvidenceMap = Field(default_factory=dict)
    """Evidence by the name of the field."""


class Input(Model):
    """One distinct quantity, fact or decision to collect."""

    id: str
    """Id that terms refer to, unique in the catalogue."""
    name: str
    """What people are asked for."""
    unit: str | None = None
    """Unit of the value; null for none."""
    type: InputType
    """number, count (whole, from 0), fact (yes or no), date, grade, judgement (yes or no by a person), points."""
    used_by: list[str] = Field(default_factory=list)
    """Ids of the indicators that use it."""


class Parameter(Model):
    """A value from outside the notice; null until a profile gives it."""

    id: str
    """Id that terms refer to, unique in the catalogue."""
    name: str
    """What the value is."""
    value: Number | None = None
    """The value, as a decimal string; null until a profile gives it."""
    source: str = Field(description="The words of the notice that refer to it.")
    used_by: list[str] = Field(default_factory=list)
    """Ids of the indicators that use it."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class VetoItem(Model):
    """A veto and the indicator in which it stands."""

    id: str
    """Id, unique in the catalogue."""
    indicator: str
    """Id of the indicator in which it stands."""
    kind: Literal["veto", "veto_excellence"]
    """veto for 一票否决, veto_excellence for 一票否优."""
    rule: Veto
    """When it strikes and what is lost."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Duplicate(Model):
    """Rows that say the same, and what was decided about them and why."""

    members: list[str]
    """Ids of the indicators."""
    likeness: Number
    """How alike they are, as a decimal string from 0 to 100."""
    differs: list[str]
    """Names of the fields in which they differ."""
    decision: Decision
    """What was done: both kept, one dropped, or a person asked."""
    reason: str
    """Why, in Chinese."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Total(Model):
    """A declared sum against the computed one."""

    scope: str = Field(description="A group id, or `catalogue`.")
    declared: Number
    """The printed sum, as a decimal string."""
    computed: Number
    """The sum of what is in its scope, as a decimal string."""
    balanced: bool
    """Whether the two are equal."""
    profile: str | None = Field(None, description="The column of points, where rows have several.")
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Correction(Model):
    """Something that the reader changed or joined, with what stood there before."""

    kind: Literal["lost_sign", "chunk_joined", "row_joined", "heading_repeated", "erratum", "glyph", "revision"]
    """What was done."""
    before: str
    """The text as it stood."""
    after: str
    """The text as it was read."""
    certainty: Certainty = "certain"
    """How sure it is: review means that a person should look."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class Residue(Model):
    """Source text that no field uses."""

    text: str
    """The text."""
    place: Place
    """Where it stands."""
    reason: str
    """Why no field uses it."""


class Problem(Model):
    """Something to know, look at or mend: what, where, what to do."""

    code: str
    """Code: E for errors, W for warnings, R for reviews."""
    severity: Severity
    """error, review (a person should look) or info."""
    subject: str | None = None
    """Id of the indicator, group or other record that it concerns; null for the whole."""
    message: str
    """The sentence, in Chinese or English as the program was asked."""
    evidence: list[Evidence] = Field(default_factory=list)
    """The words of the source that it was read from."""


class LedgerCount(Model):
    """Every character of the source, accounted for: characters = used + furniture + residue."""

    characters: int
    """Characters of the source."""
    used: int
    """Characters that fields use."""
    furniture: int
    """Characters of the page around the text (menus, page numbers)."""
    residue: int
    """Characters that nothing uses; see `residue`."""


class Catalogue(Model):
    """A catalogue of indicators read from one source."""

    schema_version: str = SCHEMA_VERSION
    """Version of this format."""
    id: str
    """Id that the same content always has, whatever file it was read from."""
    title: str | None
    """Title as printed; null where none is printed."""
    document: DocumentFacts
    """Issuer, number, year and the like, as the document states them."""
    sources: list[SourceFile]
    """The files it was read from."""
    generator: Generator
    """The program that wrote it."""
    total_points: Number | None
    """Points of the whole, declared or else summed, as a decimal string; null where the notice has no points."""
    groups: list[Group]
    """The levels above the indicators."""
    indicators: list[Indicator]
    """The indicators, in the order of the source."""
    inputs: list[Input] = Field(default_factory=list)
    """What is to be collected, each thing once."""
    parameters: list[Parameter] = Field(default_factory=list)
    """Values from outside the notice that its rules need."""
    vetoes: list[VetoItem] = Field(default_factory=list)
    """The vetoes."""
    duplicates: list[Duplicate] = Field(default_factory=list)
    """Rows that say the same."""
    totals: list[Total] = Field(default_factory=list)
    """Declared sums against computed ones."""
    corrections: list[Correction] = Field(default_factory=list)
    """What the reader changed or joined."""
    residue: list[Residue] = Field(default_factory=list)
    """Source text that no field uses."""
    problems: list[Problem] = Field(default_factory=list)
    """What to know, look at or mend."""
    ledger: LedgerCount
    """Every character of the source, accounted for."""
