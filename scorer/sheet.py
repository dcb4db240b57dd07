"""The score sheet: what the scorer writes. Points are exact: decimal strings where finite, else "a/b"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from catalog.base import Model
from catalog.rules import VetoEffect

SHEET_VERSION = "1.0"
EXACT_PATTERN = r"^-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$"

OpenKind = Literal["missing", "judgement", "unspecified", "external", "parameter", "cohort", "undetermined"]
Status = Literal["settled", "open", "not_applicable", "no_points"]
Reading = Literal["not_happened", "item_zero", "total_zero"]


def write_exact(value: Fraction) -> str:
    """Fraction(1, 2) → "0.5"; Fraction(20, 11) → "20/11"."""
    places = _places(value.denominator)
    if places is None:
        return str(value)
    if not places:
        return str(value.numerator)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def _places(denominator: int) -> int | None:
    """Decimal places that a fraction with this denominator needs; None where no number is enough."""
    powers = []
    for prime in (2, 5):
        power = 0
        while denominator % prime == 0:
            denominator, power = denominator // prime, power + 1
        powers.append(power)
    return max(powers) if denominator == 1 else None


def read_exact(value: Any) -> Fraction:
    """The inverse of `write_exact`; floats are refused."""
    if isinstance(value, Fraction):
        return value
    if not isinstance(value, str) or not re.match(EXACT_PATTERN, value):
        raise ValueError('exact points are written as "0.5" or "20/11"')
    return Fraction(value)


Exact = Annotated[
    Fraction,
    BeforeValidator(read_exact),
    PlainSerializer(write_exact, return_type=str),
    WithJsonSchema({"type": "string", "pattern": EXACT_PATTERN}),
]


class Open(Model):
    """Why a score is not settled, and the inputs that would settle it."""

    kind: OpenKind
    text: str
    inputs: tuple[str, ...] = ()


class Lost(Model):
    """One ledger line: points that a rule takes. Negative amounts give points back (floor, bonus)."""

    kind: str = Field(description="Kind of the rule term, or floor, split, na_if, veto, spread.")
    inputs: tuple[str, ...] = ()
    at_best: Exact = Field(description="Points lost at the high end of the score.")
    at_worst: Exact = Field(description="Points lost at the low end of the score.")
    text: str = Field(description="The rule in plain Chinese.")
    quote: str | None = Field(default=None, description="The sentence of the notice, verbatim.")


class Score(Model):
    """The score of one indicator: `high` = full − Σ at_best, `low` = full − Σ at_worst."""

    indicator: str
    status: Status
    full: Exact | None
    low: Exact | None
    high: Exact | None
    lost: tuple[Lost, ...] = ()
    open: tuple[Open, ...] = ()
    assumed: tuple[str, ...] = Field(default=(), description="Codes of the assumptions that were used.")


class Tally(Model):
    """A sum of scores: full − Σ lost of its indicators − Σ of its own lines = score, at both ends."""

    scope: str = Field(description="A group id, or `catalogue`.")
    name: str | None
    declared: Exact | None = Field(description="Points that the notice prints for the group.")
    balanced: bool = Field(description="Whether the declared points are those of the indicators.")
    scored: int = Field(description="Indicators that have points.")
    unscored: int = Field(description="Indicators without points; they count in no sum.")
    full: Exact
    low: Exact
    high: Exact
    lost: tuple[Lost, ...] = ()


class VetoFinding(Model):
    """What is known of a veto; `happened` is null while it is unknown."""

    id: str
    indicator: str
    kind: Literal["veto", "veto_excellence"]
    effect: VetoEffect
    happened: bool | None
    text: str
    quote: str | None = None
    inputs: tuple[str, ...] = ()
    open: tuple[Open, ...] = ()


class Outcome(Model):
    """The total under one reading of a veto that is not decided or whose scope the notice leaves open."""

    veto: str
    reading: Reading
    text: str
    low: Exact
    high: Exact


class Assumption(Model):
    """Something that the notice does not say and that was decided to get this sheet."""

    code: str
    text: str
    used_by: tuple[str, ...]


class ScoreSheet(Model):
    """The scores of one institution under one catalogue."""

    schema_version: str = SHEET_VERSION
    catalogue: str
    title: str | None
    institution: str
    total: Tally
    groups: tuple[Tally, ...]
    scores: tuple[Score, ...]
    vetoes: tuple[VetoFinding, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    assumptions: tuple[Assumption, ...] = ()

    def to_json(self) -> str:
        """The sheet as JSON, the same bytes for the same sheet."""
        return self.model_dump_json(indent=2) + "\n"
