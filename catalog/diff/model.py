"""What changed from one year's catalogue to the next: the format of `zhibiao diff --format json`.

The JSON Schema in `schemas/diff.schema.json` is generated from these models.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from catalog.base import Model, Number
from catalog.model import Problem, ReviewField

SCHEMA_VERSION = "1.0"

RowKind = Literal["kept", "changed", "added", "dropped", "split", "merged"]
ChangeKind = Literal[
    "renamed",
    "reworded",
    "figures",
    "mended",
    "moved",
    "reweighted",
    "target",
    "deadline",
    "tariff",
    "formula",
    "veto",
    "parts",
    "applicability",
    "attribute",
    "renumbered",
    "reordered",
    "rolled",
    "retyped",
    "title",
    "year",
    "issuer",
    "document_number",
    "total_points",
]
GroupKind = Literal["kept", "changed", "added", "dropped"]
MINOR: tuple[ChangeKind, ...] = ("figures", "mended", "renumbered", "reordered", "rolled", "retyped")
Aspect = Literal[
    "added", "dropped", "measure", "relation", "value", "unit", "modality", "per", "deadline", "base",
    "kind", "condition", "points", "step", "cap", "text", "numerator", "denominator", "scale", "name",
]  # fmt: skip
Sign = Literal["name", "text", "path", "numbers", "position"]
Doubt = Literal["weak", "rival", "hint"]


class Span(Model):
    """A stretch of a text of both years. All stretches in their order give either text, character by character."""

    op: Literal["same", "deleted", "inserted", "replaced"]
    """same (but for typography), deleted, inserted, or replaced."""
    last: str
    """The stretch of last year's text; empty where it is inserted."""
    this: str
    """The stretch of this year's text; empty where it is deleted."""


class DoubtfulField(Model):
    """A reason why the reading of a field is in doubt: what looks like a change may be a misreading."""

    year: Literal["last", "this"]
    """In which year's catalogue."""
    indicator: str
    """Id of the indicator in that catalogue."""
    field: ReviewField
    """The field of the indicator."""
    code: str
    """Code of the reason (R118)."""
    message: str
    """The reason, in Chinese."""


class Change(Model):
    """One thing that changed. A row may have several."""

    kind: ChangeKind
    """What changed. Minor are figures (the text differs in figures only that another change tells), mended (in signs
    only that a source lost), renumbered, reordered, rolled (years that moved on) and retyped (punctuation)."""
    subject: str | None = None
    """What of it: the measure of a target, the condition of a clause, the heading of a column; null for the whole."""
    aspects: list[Aspect] = Field(default_factory=list)
    """Which sides of it changed; added or dropped where it stands in one year only."""
    last: str | None = None
    """Last year's value in words; null where there is none."""
    this: str | None = None
    """This year's value in words; null where there is none."""
    effect: Literal["stricter", "looser"] | None = None
    """Whether more or less is asked for, where that is certain; null where it cannot be told."""
    difference: Number | None = None
    """This year's points minus last year's; null where either has none."""
    spans: list[Span] = Field(default_factory=list)
    """The texts of both years with what was deleted and inserted."""
    doubts: list[DoubtfulField] = Field(default_factory=list)
    """Why the change may be a misreading in either year; empty where both readings are certain."""


class RowSide(Model):
    """A row as it stands in one year."""

    id: str
    """Id of the indicator in that year's catalogue."""
    ordinal: int
    """Place in the catalogue, from 1."""
    number: str | None
    """Number as printed; null where none is printed."""
    name: str
    """Name as printed."""
    path: list[str]
    """Names of the groups above, outermost first."""
    points: Number | None
    """Points, as a decimal string; null where none are printed."""
    points_by_profile: dict[str, Number] | None
    """Points by the heading of their column, where there are several; else null."""
    veto: Literal["veto", "veto_excellence"] | None
    """Whether the row prints 一票否决 or 一票否优; null for neither."""
    requirement: str
    """What is asked for, as printed."""
    places: list[str]
    """Where in the source it stands, in words."""


class Likeness(Model):
    """How alike two rows are, from signals that are independent of each other: 0 to 100."""

    total: Number
    """All signals together."""
    name: Number
    """The names."""
    text: Number | None
    """The requirements; null where neither row has one."""
    path: Number | None
    """The groups above; null where neither row has any."""
    numbers: Number | None
    """Points, targets and points of rules; null where neither row has any."""
    position: Number
    """How far down the catalogue they stand."""


class Rival(Model):
    """Another row that could stand in the place of one that was paired, or that a single row may belong to."""

    last: str
    """Id of the row of last year."""
    this: str
    """Id of the row of this year."""
    name: str
    """Place and name of the row that is not part of this entry."""


class RowChange(Model):
    """A row of last year and the row of this year that it is; several on one side where it was split or merged."""

    kind: RowKind
    """kept (also with minor changes), changed, added, dropped, split or merged."""
    last: list[RowSide]
    """Last year's rows; empty where the row was added."""
    this: list[RowSide]
    """This year's rows; empty where the row was dropped."""
    likeness: Likeness | None = None
    """How alike the two are; null for rows that are not a pair."""
    agrees: list[Sign] = Field(default_factory=list)
    """The signals that are the same in both years: the reasons for the pair."""
    covered: Number | None = None
    """Of a split or merged row, the share of its words that its pieces have, in per cent; else null."""
    doubt: Doubt | None = None
    """weak (alike, but not much), rival (another row is nearly as near), hint (may belong to another); else null."""
    rivals: list[Rival] = Field(default_factory=list)
    """The other pairs that could be meant."""
    changes: list[Change] = Field(default_factory=list)
    """What changed."""
    doubts: list[DoubtfulField] = Field(default_factory=list)
    """Why an added or dropped row may be a misreading; the doubts of other rows stand with their changes."""


class GroupSide(Model):
    """A group as it stands in one year."""

    id: str
    """Id of the group in that year's catalogue."""
    number: str | None
    """Number as printed; null where none is printed."""
    name: str
    """Name as printed."""
    path: list[str]
    """Names of the groups above, outermost first."""
    level: int
    """Depth, from 1."""
    points: Number | None
    """Declared points; null where none are printed."""
    rows: int
    """Indicators in it, at any depth."""
    row_points: Number | None
    """The sum of their points; null where none have points."""


class GroupChange(Model):
    """A group of last year and the group of this year that it is."""

    kind: GroupKind
    """kept (also with minor changes), changed, added or dropped."""
    last: GroupSide | None
    """Last year's group; null where it was added."""
    this: GroupSide | None
    """This year's group; null where it was dropped."""
    changes: list[Change] = Field(default_factory=list)
    """What changed."""


class Edition(Model):
    """One year's catalogue."""

    id: str
    """Id of the catalogue."""
    title: str | None
    """Title as printed; null where none is printed."""
    year: int | None
    """The year that is assessed; null where the document does not say."""
    total_points: Number | None
    """Points of the whole; null where the notice has none."""
    rows: int
    """Number of indicators."""
    sources: list[str]
    """Names of the files that it was read from."""


class Bridge(Model):
    """How the sum of the rows' points came to be another: last + added − dropped + reweighted + split + merged = this."""

    profile: str | None
    """The heading of the column of points; null where rows have only one."""
    last: Number
    """Sum of the points of last year's rows."""
    added: Number
    """Points of the rows that were added."""
    dropped: Number
    """Points of the rows that were dropped."""
    raised: Number
    """What rows gained that were kept or changed."""
    lowered: Number
    """What rows lost that were kept or changed, as a positive number."""
    regrouped: Number
    """What split and merged rows gained together; below zero where they lost."""
    this: Number
    """Sum of the points of this year's rows."""


class Counts(Model):
    """Numbers of entries of a kind; `changes` counts the entries that have a change of the kind."""

    kept: int
    """Rows that were kept, minor changes included."""
    changed: int
    """Rows that changed."""
    added: int
    """Rows that were added."""
    dropped: int
    """Rows that were dropped."""
    split: int
    """Rows of last year that were split."""
    merged: int
    """Rows of this year that were merged."""
    doubtful: int
    """Entries whose pairing is in doubt."""
    changes: dict[str, int]
    """Entries by kind of change."""


class Diff(Model):
    """What changed from last year's catalogue to this year's."""

    schema_version: str = SCHEMA_VERSION
    """Version of this format."""
    last: Edition
    """Last year's catalogue."""
    this: Edition
    """This year's catalogue."""
    counts: Counts
    """How many rows were kept, changed, added …"""
    points: list[Bridge]
    """How the sum of points changed, for each column of points; empty where rows have no points."""
    changes: list[Change]
    """What changed in the whole: title, year, issuer, total points."""
    groups: list[GroupChange]
    """The groups, in the order of this year; dropped ones after the one they followed."""
    rows: list[RowChange]
    """The rows, in the order of this year; dropped ones after the one they followed. Each row of either year once."""
    problems: list[Problem]
    """What to know before the comparison is used."""
