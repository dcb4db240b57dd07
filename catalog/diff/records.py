"""What stands in a row as a list (targets, deadlines, clauses, formulas, parts) → what was added, dropped, changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic

from catalog import wording
from catalog.base import plain
from catalog.diff.assignment import T, pair_up
from catalog.diff.glyphs import bare, compare
from catalog.diff.likeness import WHOLE, in_order
from catalog.diff.model import Aspect, Change, ChangeKind
from catalog.diff.strictness import Effect, of_clause, of_dates, of_target
from catalog.model import Deadline, Formula, Part, RuleClause, Target

HALF = WHOLE // 2
# Clauses that say nothing of points, or that are told elsewhere.
SILENT = ("unspecified", "veto", "veto_excellence", "not_applicable")


@dataclass(frozen=True, slots=True)
class Records(Generic[T]):
    """How records of a kind are compared: which of them belong together, in what they differ, and how that is told."""

    kind: ChangeKind
    like: Callable[[T, T], int]
    differ: Callable[[T, T, int], list[Aspect]]
    words: Callable[[T], str]
    subject: Callable[[T], str | None]
    effect: Callable[[T, T, int], Effect | None]

    def changes(self, last: Sequence[T], this: Sequence[T], shift: int) -> Iterator[Change]:
        """The changes from one list to the other, in the order of this year."""
        for one, other in pair_up(last, this, self.like):
            if one is not None and other is not None:
                if aspects := self.differ(one, other, shift):
                    yield self._change(one, other, aspects, self.effect(one, other, shift))
            elif other is not None:
                yield self._change(None, other, ["added"], None)
            elif one is not None:
                yield self._change(one, None, ["dropped"], None)

    def _change(self, last: T | None, this: T | None, aspects: list[Aspect], effect: Effect | None) -> Change:
        before, after = (None if each is None else self.words(each) for each in (last, this))
        subject = next(self.subject(each) for each in (this, last) if each is not None)
        return Change(kind=self.kind, subject=subject, aspects=aspects, last=before, this=after, effect=effect)


def _near(last: str | None, this: str | None) -> int:
    """How alike two texts are, to ten thousand."""
    return in_order(bare(last or ""), bare(this or ""))


def _differing(last: object, this: object, shift: int, names: Sequence[Aspect]) -> list[Aspect]:
    """The fields in which two records differ; texts that differ only by typography or moved on do not."""
    return [name for name in names if not _same(getattr(last, name), getattr(this, name), shift)]


def _same(last: object, this: object, shift: int) -> bool:
    if isinstance(last, str) and isinstance(this, str):
        return compare(last, this, shift) != "different"
    return last == this


# --- targets ----------------------------------------------------------------------------------------


def _like_target(last: Target, this: Target) -> int:
    """Targets of one measure, or of two that ask for the same."""
    near = _near(last.measure, this.measure)
    same = (last.relation, last.value, last.low, last.high) == (this.relation, this.value, this.low, this.high)
    unit = last.unit == this.unit
    return near + 2000 * same + 500 * unit if near >= HALF or (same and unit and near) else 0


def _differ_target(last: Target, this: Target, shift: int) -> list[Aspect]:
    found = _differing(last, this, shift, ("measure", "relation", "value", "unit", "modality", "per", "base"))
    if (last.low, last.high) != (this.low, this.high) and "value" not in found:
        found.append("value")
    return found + (["deadline"] if of_dates(last.deadline, this.deadline, shift) != "same" else [])


def _effect_target(last: Target, this: Target, shift: int) -> Effect | None:
    return of_target(last, this, shift) if _same(last.measure, this.measure, shift) else None


TARGETS = Records(
    "target", _like_target, _differ_target, wording.target, lambda each: each.measure, _effect_target
)  # fmt: skip


# --- deadlines --------------------------------------------------------------------------------------


def _differ_deadline(last: Deadline, this: Deadline, shift: int) -> list[Aspect]:
    return ["deadline"] if of_dates(last.date, this.date, shift) != "same" else []


def _effect_deadline(last: Deadline, this: Deadline, shift: int) -> Effect | None:
    found = of_dates(last.date, this.date, shift)
    return None if found == "same" else found


DEADLINES: Records[Deadline] = Records(
    "deadline", lambda last, this: 1 + _near(last.text, this.text), _differ_deadline,
    lambda each: f"{each.text}（{each.date}）", lambda each: None, _effect_deadline,
)  # fmt: skip


# --- clauses about points ---------------------------------------------------------------------------


def _like_clause(last: RuleClause, this: RuleClause) -> int:
    """Clauses on one condition, or of one kind that take the same."""
    near = _near(last.condition, this.condition) if last.condition or this.condition else WHOLE
    kind, points = last.kind == this.kind, (last.points, last.step) == (this.points, this.step)
    return near + 2000 * kind + 1000 * points if near >= HALF or (kind and points and near) else 0


def _differ_clause(last: RuleClause, this: RuleClause, shift: int) -> list[Aspect]:
    return _differing(last, this, shift, ("kind", "condition", "points", "step", "cap"))


def _effect_clause(last: RuleClause, this: RuleClause, shift: int) -> Effect | None:
    return of_clause(last, this) if _same(last.condition, this.condition, shift) else None


CLAUSES: Records[RuleClause] = Records(
    "tariff", _like_clause, _differ_clause, wording.rule, lambda each: each.condition, _effect_clause
)


# --- formulas and parts -----------------------------------------------------------------------------


def _like_formula(last: Formula, this: Formula) -> int:
    same = bare(last.expression) == bare(this.expression)
    near = _near(last.name, this.name)
    return near + WHOLE * same if near >= HALF or same else 0


def _differ_formula(last: Formula, this: Formula, shift: int) -> list[Aspect]:
    return _differing(last, this, shift, ("name", "numerator", "denominator", "scale"))


def _like_part(last: Part, this: Part) -> int:
    near = _near(last.text, this.text)
    return near if near >= HALF else 0


def _differ_part(last: Part, this: Part, shift: int) -> list[Aspect]:
    return _differing(last, this, shift, ("text", "points"))


FORMULAS: Records[Formula] = Records(
    "formula", _like_formula, _differ_formula, wording.formula, lambda each: each.name, lambda *_: None
)
PARTS: Records[Part] = Records(
    "parts", _like_part, _differ_part, lambda each: f"{each.number or ''}{each.text} {plain(each.points)}分",
    lambda each: each.number or each.text, lambda *_: None,
)  # fmt: skip
