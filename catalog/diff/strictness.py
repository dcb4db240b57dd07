"""Whether a target asks for more or for less than last year's: told only where the numbers themselves say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from catalog.diff.glyphs import plain
from catalog.model import RuleClause, Target

Effect = Literal["stricter", "looser"]
_LOSSES = ("deduct_once", "deduct_each", "deduct_step")


@dataclass(frozen=True, slots=True)
class _Range:
    """The values that keep a target; None for no end."""

    low: Decimal | None
    high: Decimal | None
    open_low: bool = False
    open_high: bool = False

    def within(self, other: _Range) -> bool:
        """Whether all its values are values of the other."""
        below = other.low is None or (
            self.low is not None
            and (self.low > other.low or (self.low == other.low and (self.open_low or not other.open_low)))
        )
        above = other.high is None or (
            self.high is not None
            and (self.high < other.high or (self.high == other.high and (self.open_high or not other.open_high)))
        )
        return below and above


def of_target(last: Target, this: Target, shift: int) -> Effect | None:
    """Of two targets of one measure. None where they ask for the same, or cannot be compared."""
    of = [(plain(each.unit or ""), each.per, plain(each.base or "")) for each in (last, this)]
    if of[0] != of[1]:
        return None
    signs = [_by_range(last, this), _by_modality(last, this), of_dates(last.deadline, this.deadline, shift)]
    told = {sign for sign in signs if sign != "same"}
    return told.pop() if len(told) == 1 else None


def _by_range(last: Target, this: Target) -> Effect | Literal["same"] | None:
    if isinstance(last.value, str) or isinstance(this.value, str):
        same = (last.value, last.relation) == (this.value, this.relation)
        return "same" if same else None
    before, after = _range(last), _range(this)
    if before is None or after is None:
        return None
    if before == after:
        return "same"
    return "stricter" if after.within(before) else "looser" if before.within(after) else None


def _range(target: Target) -> _Range | None:
    if target.relation == "between":
        return _Range(target.low, target.high)
    value = target.value
    if not isinstance(value, Decimal):
        return None
    return {
        ">=": _Range(value, None),
        ">": _Range(value, None, open_low=True),
        "<=": _Range(None, value),
        "<": _Range(None, value, open_high=True),
        "=": _Range(value, value),
    }[target.relation]


def _by_modality(last: Target, this: Target) -> Effect | Literal["same"]:
    if last.modality == this.modality:
        return "same"
    return "stricter" if this.modality == "must" else "looser"


def of_dates(last: str | None, this: str | None, shift: int) -> Effect | Literal["same"] | None:
    """Of two ISO dates, years moved on by `shift`; None where one of them has no date."""
    if last is None or this is None:
        return "same" if last == this else None
    before, after = moved_on(last, shift), date.fromisoformat(this)
    return "same" if before == after else "stricter" if after < before else "looser"


def moved_on(day: str, years: int) -> date:
    """A date some years later; the 29th of February becomes the 28th where there is none."""
    found = date.fromisoformat(day)
    try:
        return found.replace(year=found.year + years)
    except ValueError:
        return found.replace(year=found.year + years, day=28)


def of_clause(last: RuleClause, this: RuleClause) -> Effect | None:
    """Of two clauses that take points on one condition: more points, or the same for a shorter step, are stricter."""
    if last.kind != this.kind or last.kind not in _LOSSES:
        return None
    signs = [_more(last.points, this.points), _more(this.step, last.step), _more(last.cap, this.cap)]
    told = {sign for sign in signs if sign != "same"}
    return told.pop() if len(told) == 1 else None


def _more(last: Decimal | None, this: Decimal | None) -> Effect | Literal["same"] | None:
    if last is None or this is None:
        return "same" if last == this else None
    return "same" if last == this else "stricter" if this > last else "looser"
