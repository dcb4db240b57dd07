"""A row in both years → what changed in it. Split and merged rows are compared as the sum of their pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from itertools import chain
from typing import Literal

from catalog import wording
from catalog.base import plain
from catalog.diff.glyphs import bare, compare, joined, narrow
from catalog.diff.model import Aspect, Change, ChangeKind, DoubtfulField
from catalog.diff.records import CLAUSES, DEADLINES, FORMULAS, PARTS, SILENT, TARGETS
from catalog.diff.spans import mark
from catalog.model import Indicator, ReviewField, RuleClause

Rows = Sequence[Indicator]
# What is told with its figures, so that the same figures in the text are no news.
_FIGURED = ("target", "deadline", "tariff", "formula", "parts")
_FIGURE = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WORDS = re.compile(r"[^0-9.%‰\s]")
_FIELDS: dict[ChangeKind, ReviewField] = {
    "renamed": "name", "reworded": "requirement", "moved": "path", "reweighted": "points", "target": "targets",
    "deadline": "requirement", "tariff": "rules", "formula": "formulas", "veto": "rules", "parts": "points",
    "applicability": "rules", "attribute": "requirement", "retyped": "requirement", "rolled": "requirement",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Between:
    """What lies between the years. `shift`: the years from last to this; `groups`: this year's group by last year's;
    `last_paths`, `this_paths`: the names down to each group, in words."""

    shift: int
    groups: Mapping[str, str]
    last_paths: Mapping[str | None, str]
    this_paths: Mapping[str | None, str]


def changes(last: Rows, this: Rows, between: Between) -> list[Change]:
    """Everything that changed from the rows of last year to those of this year, the weightier first."""
    shift = between.shift
    found = chain(
        _names(last, this, shift),
        _moved(last, this, between),
        reweighted(_points(last), _points(this)),
        TARGETS.changes([t for row in last for t in row.targets], [t for row in this for t in row.targets], shift),
        DEADLINES.changes([d for row in last for d in row.deadlines], [d for row in this for d in row.deadlines], shift),
        CLAUSES.changes(_clauses(last), _clauses(this), shift),
        _vetoes(last, this),
        FORMULAS.changes([f for row in last for f in row.formulas], [f for row in this for f in row.formulas], shift),
        PARTS.changes([p for row in last for p in row.parts], [p for row in this for p in row.parts], shift),
        text_change("applicability", _not_assessed(last), _not_assessed(this), shift),
        _attributes(last, this, shift),
        _requirements(last, this, shift),
        _numbers(last, this),
    )  # fmt: skip
    return [_doubted(each, last, this) for each in _explained(list(found))]


def _explained(found: Sequence[Change]) -> Iterator[Change]:
    """Where a text differs in nothing but figures that targets, deadlines and clauses told already, that is minor."""
    told = [each for each in found if each.kind in _FIGURED]
    last, this = (
        _read(joined(words)) for words in ([each.last or "" for each in told], [each.this or "" for each in told])
    )
    for each in found:
        known = (_known(span.last, last) and _known(span.this, this) for span in each.spans if span.op != "same")
        yield each.model_copy(update={"kind": "figures"}) if each.kind == "reworded" and told and all(known) else each


def _known(text: str, figures: Set[str]) -> bool:
    """Whether a stretch holds no words, and no figures but these."""
    return _read(text) <= figures and not _WORDS.search(narrow(text))


def _read(text: str) -> set[str]:
    return set(_FIGURE.findall(narrow(text)))


def _doubted(change: Change, last: Rows, this: Rows) -> Change:
    """The change with the reasons for which the field is to be reviewed in either year."""
    field = _FIELDS.get(change.kind)
    found = doubts(last, this, ("row", field)) if field else []
    return change.model_copy(update={"doubts": found}) if found else change


def doubts(last: Rows, this: Rows, fields: Sequence[ReviewField]) -> list[DoubtfulField]:
    """The reasons for which fields of the rows are to be reviewed, in either year."""
    years: tuple[tuple[Literal["last", "this"], Rows], ...] = (("last", last), ("this", this))
    return [
        DoubtfulField(year=year, indicator=row.id, field=review.field, code=review.code, message=review.message)
        for year, rows in years
        for row in rows
        for review in row.review
        if review.field in fields
    ]


# --- words ------------------------------------------------------------------------------------------


def text_change(kind: ChangeKind, last: str, this: str, shift: int, subject: str | None = None) -> Iterator[Change]:
    """The change of a text: of its words, or a minor one."""
    how = compare(last, this, shift)
    if how == "same":
        return
    found: ChangeKind = kind if how == "different" else how
    aspects: list[Aspect] = ["added"] if not last else ["dropped"] if not this else []
    spans = mark(last, this)
    yield Change(kind=found, subject=subject, aspects=aspects, last=last or None, this=this or None, spans=spans)


def _names(last: Rows, this: Rows, shift: int) -> Iterator[Change]:
    if len(last) == len(this) == 1:
        yield from text_change("renamed", last[0].name, this[0].name, shift)


def _requirements(last: Rows, this: Rows, shift: int) -> Iterator[Change]:
    """The change of the requirements as printed; minor where it is all in signs that a source lost."""
    before, after = (joined([row.requirement for row in rows]) for rows in (last, this))
    for change in text_change("reworded", before, after, shift):
        whole = change.kind == "reworded" and compare(_mended(last), _mended(this), shift) != "different"
        yield change.model_copy(update={"kind": "mended"}) if whole else change


def _mended(rows: Rows) -> str:
    """The requirements with the signs that were put back."""
    found = []
    for row in rows:
        repairs = [each for target in row.targets for each in target.repairs]
        repairs += [each for formula in row.formulas for each in formula.repairs]
        quotes = row.evidence.get("requirement")
        found.append(wording.mended(quotes, list(dict.fromkeys(repairs))) if repairs and quotes else row.requirement)
    return joined(found)


def _numbers(last: Rows, this: Rows) -> Iterator[Change]:
    if len(last) == len(this) == 1 and bare(last[0].number or "") != bare(this[0].number or ""):
        yield Change(kind="renumbered", last=last[0].number, this=this[0].number)


def _attributes(last: Rows, this: Rows, shift: int) -> Iterator[Change]:
    for role in dict.fromkeys(name for row in (*last, *this) for name in row.attributes):
        before, after = (joined([row.attributes.get(role, "") for row in rows]) for rows in (last, this))
        yield from text_change("attribute", before, after, shift, role)


def _not_assessed(rows: Rows) -> str:
    """The words that say when the item does not count, each once."""
    return joined(list(dict.fromkeys(wording.quoted(row.applicability.evidence) for row in rows if row.applicability)))


def _clauses(rows: Rows) -> list[RuleClause]:
    return [clause for row in rows for clause in row.rules if clause.kind not in SILENT]


# --- place, points, vetoes --------------------------------------------------------------------------


def _moved(last: Rows, this: Rows, between: Between) -> Iterator[Change]:
    """Whether the rows stand in other groups; a group that was renamed or moved itself is the same group."""
    came = {row.group and between.groups.get(row.group) for row in last}
    stand = {row.group for row in this}
    if came != stand or (None in came and any(row.group for row in last)):
        before = joined(list(dict.fromkeys(between.last_paths[row.group] for row in last)))
        after = joined(list(dict.fromkeys(between.this_paths[row.group] for row in this)))
        yield Change(kind="moved", last=before or None, this=after or None)


def _points(rows: Rows) -> dict[str | None, Decimal]:
    """Points by the heading of their column; of several rows their sum."""
    found: dict[str | None, Decimal] = {}
    for row in rows:
        for label, points in own_points(row).items():
            found[label] = found.get(label, Decimal(0)) + points
    return found


def own_points(row: Indicator) -> dict[str | None, Decimal]:
    """The points of a row by the heading of their column, without one where there is only one."""
    if row.points_by_profile is not None:
        return dict(row.points_by_profile.items())
    return {} if row.points is None else {None: row.points}


def reweighted(last: Mapping[str | None, Decimal], this: Mapping[str | None, Decimal]) -> Iterator[Change]:
    """Points that differ, by the heading of their column."""
    before, after = ({label and bare(label): points for label, points in side.items()} for side in (last, this))
    for key, label in {label and bare(label): label for label in (*last, *this)}.items():
        a, b = before.get(key), after.get(key)
        if a != b:
            yield Change(
                kind="reweighted", subject=label, aspects=["added"] if a is None else ["dropped"] if b is None else [],
                last=None if a is None else plain(a), this=None if b is None else plain(b),
                difference=None if a is None or b is None else b - a,
            )  # fmt: skip


def _vetoes(last: Rows, this: Rows) -> Iterator[Change]:
    before, after = (sorted({row.veto for row in rows if row.veto}) for rows in (last, this))
    if before != after:
        yield Change(
            kind="veto", aspects=["added"] if not before else ["dropped"] if not after else [],
            last="、".join(wording.VETOES[each] for each in before) or None,
            this="、".join(wording.VETOES[each] for each in after) or None,
            effect="stricter" if not before else "looser" if not after else None,
        )  # fmt: skip
