"""The score sheet: what the scorer writes. Points are exact: decimal strings where finite, else "a/b"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

from catalog.base import Model
from catalog.model import Problem
from catalog.rules import VetoEffect

SHEET_VERSION = "1.1"
EXACT_PATTERN = r"^-?[0-9]+(\.[0-9]+|/[1-9][0-9]*)?$"

OpenKind = Literal["missing", "judgement", "unspecified", "external", "parameter", "cohort", "undetermined"]
Status = Literal["settled", "open", "not_applicable", "no_points"]
ChoiceKind = Literal["partial", "floor", "strive", "target", "bonus", "rank", "na_if", "veto", "unstated"]
Reading = Literal["not_happened", "item_zero", "total_zero"]


def write_exact(value: Fraction) -> str:
    """Fraction(1, 2) → "0.5"; Fraction(20, 11) → "20/11"."""
    places = decimal_places(value.denominator)
    if places is None:
        return str(value)
    if not places:
        return str(value.numerator)
    digits = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    return f"{'-' if value < 0 else ''}{digits[:-places]}.{digits[-places:]}"


def decimal_places(denominator: int) -> int | None:
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
    """What it waits for: a value, a judgement, words of the notice, a document, a parameter, a group."""
    text: str
    """The reason, in plain Chinese."""
    inputs: tuple[str, ...] = ()
    """Ids of the inputs concerned."""


class Measured(Model):
    """What a measure of a rule came to, computed from the inputs."""

    text: str = Field(description="The measure in plain Chinese.")
    unit: str = Field(default="", description="Its unit, empty where it has none.")
    low: Exact
    """The lowest value that the facts allow, exact."""
    high: Exact
    """The highest value that the facts allow, exact."""


class Lost(Model):
    """One ledger line: points that a rule takes. Negative amounts give points back (floor, bonus)."""

    kind: str = Field(
        description="Kind of the rule term, or floor, split, na_if, veto, spread, cap, rounding, appeal, appeal_limit."
    )
    inputs: tuple[str, ...] = ()
    """Ids of the inputs concerned."""
    at_best: Exact = Field(description="Points lost at the high end of the score.")
    at_worst: Exact = Field(description="Points lost at the low end of the score.")
    text: str = Field(description="The rule in plain Chinese.")
    quote: str | None = Field(default=None, description="The sentence of the notice, verbatim.")
    measured: tuple[Measured, ...] = Field(default=(), description="What the measures of the rule came to.")


class Score(Model):
    """The score of one indicator: `high` = full − Σ at_best, `low` = full − Σ at_worst."""

    indicator: str
    """Id of the indicator."""
    status: Status
    """settled (low = high), open, not_applicable, or no_points where the notice gives none."""
    full: Exact | None
    """Points that can be had, exact; null where the notice gives none."""
    low: Exact | None
    """The lowest score that the facts allow, exact; null where there are no points."""
    high: Exact | None
    """The highest score that the facts allow, exact; null where there are no points."""
    lost: tuple[Lost, ...] = ()
    """The ledger: full − the sum of its lines is the score, at both ends."""
    open: tuple[Open, ...] = ()
    """What keeps it open; empty when it is settled."""
    assumed: tuple[str, ...] = Field(default=(), description="Codes of the assumptions that were used.")


class Tally(Model):
    """A sum of scores: full − Σ lost of its indicators − Σ of its own lines = score, at both ends."""

    scope: str = Field(description="A group id, or `catalogue`.")
    name: str | None
    """Name of the group; null for one without a name."""
    declared: Exact | None = Field(description="Points that the notice prints for the group.")
    balanced: bool = Field(description="Whether the declared points are those of the indicators.")
    scored: int = Field(description="Indicators that have points.")
    unscored: int = Field(description="Indicators without points; they count in no sum.")
    full: Exact
    """Points that can be had, exact."""
    low: Exact
    """The lowest sum that the facts allow, exact."""
    high: Exact
    """The highest sum that the facts allow, exact."""
    lost: tuple[Lost, ...] = ()
    """Lines of the sum itself: vetoes, points spread over other items, rounding."""


class VetoFinding(Model):
    """What is known of a veto; `happened` is null while it is unknown."""

    id: str
    """Id of the veto in the catalogue."""
    indicator: str
    """Id of the indicator in which it stands."""
    kind: Literal["veto", "veto_excellence"]
    """veto for 一票否决, veto_excellence for 一票否优."""
    effect: VetoEffect
    """What it takes; undetermined where the notice does not say."""
    happened: bool | None
    """Whether it struck; null while that is unknown."""
    text: str
    """The veto in plain Chinese."""
    quote: str | None = None
    """The sentence of the notice, verbatim; null where there is none."""
    inputs: tuple[str, ...] = ()
    """Ids of the inputs concerned."""
    open: tuple[Open, ...] = ()
    """What keeps it open; empty when it is settled."""


class Outcome(Model):
    """The total under one reading of a veto that is not decided or whose scope the notice leaves open."""

    veto: str
    """Id of the veto."""
    reading: Reading
    """The reading: it did not happen, it takes the item, it takes all points."""
    text: str
    """The reading in plain Chinese."""
    low: Exact
    """The lowest total under it, exact."""
    high: Exact
    """The highest total under it, exact."""


class Standing(Model):
    """The place of an institution in its peer group; the mean of tied places may be a half."""

    group: str
    """Name of the peer group."""
    of: int
    """How many institutions it has."""
    best: Exact
    """The best place that the totals allow."""
    worst: Exact
    """The worst place that the totals allow."""
    settled: bool
    """Whether only one place is possible."""


class GradeFinding(Model):
    """The grades that an institution may get: `best` at the high end, `worst` at the low end."""

    best: str
    """The best grade that the total and the vetoes allow."""
    worst: str
    """The worst grade that they allow."""
    settled: bool
    """Whether only one grade is possible."""
    barred_by: tuple[str, ...] = ()
    """Ids of the vetoes that keep a better grade away."""
    maybe_barred_by: tuple[str, ...] = ()
    """Ids of the vetoes that may do so once they are decided."""
    open: tuple[Open, ...] = ()
    """What keeps it open; empty when it is settled."""


class Assumption(Model):
    """Something that the notice does not say and that was decided to get this sheet."""

    code: str
    """Code of the assumption (A-… of the program, P-… of a profile)."""
    text: str
    """What was assumed, in plain Chinese."""
    used_by: tuple[str, ...]
    """Ids of the indicators whose score uses it; empty where it concerns the whole."""


class Option(Model):
    """One way to read what the notice leaves open, and the points under it."""

    text: str
    """The reading in plain Chinese."""
    low: Exact
    """The lowest score under it, exact."""
    high: Exact
    """The highest score under it, exact."""


class Choice(Model):
    """Something that the notice leaves open and that matters for these facts: the ways to read it."""

    kind: ChoiceKind
    """What is left open."""
    indicator: str
    """Id of the indicator."""
    text: str = Field(description="What is open, in plain Chinese.")
    quote: str | None = Field(default=None, description="The sentence of the notice, verbatim.")
    options: tuple[Option, ...] = Field(default=(), description="Points of the indicator under each reading.")
    at_stake: Exact = Field(description="Points between the best and the worst reading.")


class ProfileName(Model):
    """The profile under which a sheet was made."""

    id: str
    """Id of the profile."""
    version: str
    """Version of the profile."""
    title: str
    """Title of the profile, in Chinese."""


class ScoreSheet(Model):
    """The scores of one institution under one catalogue and one profile."""

    schema_version: str = SHEET_VERSION
    """Version of this format."""
    catalogue: str
    """Id of the catalogue."""
    title: str | None
    """Title of the catalogue; null where it has none."""
    institution: str
    """Name of the institution."""
    profile: ProfileName
    """The profile under which it was scored."""
    total: Tally
    """The sum of everything."""
    groups: tuple[Tally, ...]
    """Sums of the groups, in the order of the catalogue."""
    scores: tuple[Score, ...]
    """The scores of the indicators, in the order of the catalogue."""
    vetoes: tuple[VetoFinding, ...] = ()
    """What is known of the vetoes."""
    outcomes: tuple[Outcome, ...] = ()
    """The total under each reading of an undecided veto; empty where none is."""
    standings: tuple[Standing, ...] = Field(default=(), description="Its place in each peer group.")
    grade: GradeFinding | None = Field(default=None, description="Its grade, where the profile has grades.")
    choices: tuple[Choice, ...] = ()
    """What the notice leaves open and matters for these facts, with the points under each reading."""
    assumptions: tuple[Assumption, ...] = ()
    """What was decided to get these scores."""
    problems: tuple[Problem, ...] = Field(default=(), description="Appeals that had not all of their effect.")

    def to_json(self) -> str:
        """The sheet as JSON, the same bytes for the same sheet."""
        return self.model_dump_json(indent=2) + "\n"
