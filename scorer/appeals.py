"""The appeal ledger: signed adjustments of points, one JSON object a line, only ever added to.

Every line carries the sha256 of the line before it and of itself, so that a line that was changed, removed or moved
later is found and named. An entry is withdrawn by another entry, never by deletion. Files belong to the shell; here
are bytes, entries and what they come to. `scorer.replay` carries them into score sheets.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, ValidationError, model_validator

from catalog.base import Model, plain
from catalog.model import Catalogue
from catalog.problems import Language, Trouble

MAX_BYTES = 50 * 1024 * 1024
FIRST = "0" * 64
POINTS_PATTERN = r"[+-]?[0-9]{1,9}(\.[0-9]{1,6})?"
HINTS = {
    "points": ("分值要写成带符号的小数，不能为0，例如+2或-0.5", "points are a signed decimal other than 0, like +2 or -0.5"),
    "when": ("时间要写成带时区的ISO 8601，例如2022-12-30T09:00:00+08:00", "the time is ISO 8601 with its offset, like 2022-12-30T09:00:00+08:00"),
    "who": ("要写明是谁签的", "say who signs"),
    "reason": ("要写明事由", "say why"),
    "institution": ("要写明机构", "name the institution"),
    "": ("调整要有带符号的分值，撤销要写明撤销哪一条", "an adjustment has signed points, a withdrawal names the entry that it withdraws"),
}  # fmt: skip


def read_points(value: Any) -> Decimal:
    """ "+2", "-0.5" or "2" → Decimal; 0 and everything else raise ValueError."""
    text = value if isinstance(value, str) else format(value, "f") if isinstance(value, Decimal) else ""
    if not re.fullmatch(POINTS_PATTERN, text) or not Decimal(text):
        raise ValueError(HINTS["points"][1])
    return Decimal(text)


def write_points(value: Decimal) -> str:
    """Decimal("2.0") → "+2"."""
    return f"{'' if value < 0 else '+'}{plain(value)}"


def _moment(text: str) -> str:
    if datetime.fromisoformat(text).utcoffset() is None:
        raise ValueError(HINTS["when"][1])
    return text


Points = Annotated[Decimal, BeforeValidator(read_points), PlainSerializer(write_points, return_type=str)]
Moment = Annotated[str, AfterValidator(_moment)]
Words = Annotated[str, Field(pattern=r"\S")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Statement(Model):
    """What a person signs: an adjustment of an item or of the total, or the withdrawal of one."""

    kind: Literal["adjust", "withdraw"]
    institution: Words
    indicator: str | None = Field(description="Id of the indicator, null for the total.")
    points: Points | None = Field(default=None, description='Signed, like "+2"; null in a withdrawal.')
    withdraws: int | None = Field(default=None, description="Sequence of the entry that is withdrawn.")
    who: Words
    when: Moment = Field(description="ISO 8601 with offset.")
    reason: Words
    evidence: str | None = None
    catalogue: str = Field(description="Id of the catalogue that was scored.")
    fingerprint: Sha256 = Field(description="Its `fingerprint`: the edition that the points belong to.")

    @model_validator(mode="after")
    def _whole(self) -> Statement:
        if (self.kind == "adjust", self.kind == "withdraw") != (self.points is not None, self.withdraws is not None):
            raise ValueError(HINTS[""][1])
        return self


class Entry(Statement):
    """A statement in its place in the ledger."""

    sequence: int = Field(ge=1)
    previous: Sha256 = Field(description="sha256 of the line before; zeros for the first.")
    hash: Sha256 = Field(description="sha256 of this line without its `hash`.")


class BadLedger(Trouble):
    """A ledger that cannot be trusted or does not fit: all problems, each with its line or entry."""

    def __init__(self, problems: Sequence[Trouble]) -> None:
        self.problems = tuple(problems)
        super().__init__("E650", detail="; ".join(str(each) for each in problems))

    def say(self, language: Language) -> str:
        """Every problem on a line of its own."""
        return "\n".join(each.say(language) for each in self.problems)


# --- writing ------------------------------------------------------------------------------------


def state(**fields: Any) -> Statement:
    """A statement from what a person gave. Raises Trouble E654 with everything that is wrong with it."""
    try:
        return Statement.model_validate(fields)
    except ValidationError as error:
        told = list(dict.fromkeys(_hint(each) for each in error.errors(include_url=False, include_input=False)))
        chinese, english = zip(*told, strict=True)
        raise Trouble("E654", detail="；".join(chinese), detail_en="; ".join(english)) from error


def _hint(error: Any) -> tuple[str, str]:
    field = str(error["loc"][0]) if error["loc"] else ""
    other = f"{field}: {error['msg']}"
    return HINTS.get(field, (other, other))


def retract(entries: Sequence[Entry], sequence: int, *, who: str, when: str, reason: str) -> Statement:
    """The withdrawal of an entry that is in force. Raises Trouble E654, E655."""
    found = next((each for each in in_force(entries) if each.sequence == sequence), None)
    if found is None:
        raise Trouble("E655", sequence=sequence)
    kept = {name: getattr(found, name) for name in ("institution", "indicator", "catalogue", "fingerprint")}
    return state(kind="withdraw", withdraws=sequence, who=who, when=when, reason=reason, **kept)


def enter(entries: Sequence[Entry], statement: Statement) -> Entry:
    """The statement as the next entry of the ledger."""
    place = {"sequence": len(entries) + 1, "previous": head(entries), "hash": FIRST}
    entry = Entry.model_validate(statement.model_dump() | place)
    return entry.model_copy(update={"hash": _own_hash(entry)})


def head(entries: Sequence[Entry]) -> str:
    """The sha256 of the last line: whoever notes it down can tell whether the end of the ledger was cut off."""
    return _sha256(write_line(entries[-1])[:-1]) if entries else FIRST


def write_line(entry: Entry) -> bytes:
    """The one way in which an entry is written."""
    return _canonical(_content(entry) | {"hash": entry.hash}) + b"\n"


def _own_hash(entry: Entry) -> str:
    return _sha256(_canonical(_content(entry)))


def _content(entry: Entry) -> dict[str, Any]:
    return {"sequence": entry.sequence} | entry.model_dump(mode="json", exclude={"hash"})


def _canonical(content: Any) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def fingerprint(catalogue: Catalogue) -> str:
    """sha256 of all that points depend on: groups, indicators, rules, vetoes; not of quotes, places or the reader."""
    groups = [[each.id, each.name, each.parent, each.kind] for each in catalogue.groups]
    fields = {"id", "name", "group", "points", "points_by_profile", "rule", "applicability"}
    indicators = [each.model_dump(mode="json", include=fields) for each in catalogue.indicators]
    vetoes = [each.model_dump(mode="json") for each in catalogue.vetoes]
    return _sha256(_canonical(_bare([catalogue.id, groups, indicators, vetoes])))


def _bare(tree: Any) -> Any:
    """The tree without evidence."""
    if isinstance(tree, list):
        return [_bare(each) for each in tree]
    if isinstance(tree, dict):
        return {key: _bare(value) for key, value in tree.items() if key != "evidence"}
    return tree


# --- reading ------------------------------------------------------------------------------------


def read_ledger(data: bytes) -> tuple[Entry, ...]:
    """The entries of a ledger. Raises BadLedger, with every line that was changed, lost, moved or cut (E651–E655)."""
    if len(data) > MAX_BYTES:
        raise Trouble("E110", limit="appeals", maximum=f"{MAX_BYTES >> 20} MB")
    *lines, rest = data.split(b"\n")
    found = [_parse(line) for line in lines]
    problems = list(_breaks(found)) + [Trouble("E653", line=len(found) + 1)] * bool(rest)
    entries = tuple(each for each in found if each)
    if problems := problems or list(_lost_references(entries)):
        raise BadLedger(problems)
    return entries


def _parse(line: bytes) -> Entry | None:
    """The entry of a line, None where the line is not what was once written."""
    try:
        entry = Entry.model_validate_json(line)
    except ValidationError:
        return None
    return entry if write_line(entry)[:-1] == line and entry.hash == _own_hash(entry) else None


def _breaks(found: Sequence[Entry | None]) -> Iterator[Trouble]:
    """Lines that were changed, and lines that do not follow the one before."""
    for number, entry in enumerate(found, 1):
        if entry is None:
            yield Trouble("E651", line=number)
        elif number == 1 or found[number - 2]:
            yield from _break(number, found[number - 2] if number > 1 else None, entry)


def _break(number: int, before: Entry | None, entry: Entry) -> Iterator[Trouble]:
    """A line whose own hash was made anew after a change is given away by the next one."""
    expected = before.sequence + 1 if before else 1
    if entry.sequence != expected:
        yield Trouble("E652", line=number, expected=expected, found=entry.sequence)
    elif entry.previous != head([before] if before else []):
        yield Trouble("E651", line=max(number - 1, 1))


def _lost_references(entries: Iterable[Entry]) -> Iterator[Trouble]:
    """Withdrawals of what was not in force."""
    standing: set[int | None] = set()
    for entry in entries:
        if entry.kind == "adjust":
            standing.add(entry.sequence)
        elif entry.withdraws in standing:
            standing.remove(entry.withdraws)
        else:
            yield Trouble("E655", sequence=entry.withdraws)


# --- what the entries come to -------------------------------------------------------------------


def withdrawals(entries: Iterable[Entry]) -> dict[int, int]:
    """For each entry that was withdrawn, the entry that did it."""
    return {each.withdraws: each.sequence for each in entries if each.withdraws is not None}


def in_force(entries: Iterable[Entry]) -> list[Entry]:
    """The adjustments that were not withdrawn, in the order of the ledger."""
    given = list(entries)
    gone = withdrawals(given)
    return [each for each in given if each.kind == "adjust" and each.sequence not in gone]


def adjustments(entries: Iterable[Entry]) -> dict[tuple[str, str | None], Fraction]:
    """The points in force by institution and indicator (None: the total), before any limit."""
    sums: dict[tuple[str, str | None], Fraction] = {}
    for each in in_force(entries):
        key = each.institution, each.indicator
        sums[key] = sums.get(key, Fraction(0)) + Fraction(each.points or 0)
    return sums


def check_entries(entries: Iterable[Entry], catalogue: Catalogue, institutions: Collection[str] | None = None) -> None:
    """Raise BadLedger where an entry in force belongs to another catalogue (E657) or to nobody and nothing in it (E656).

    `catalogue` is the one that was read from the notice, before any profile; without `institutions` all may be right.
    """
    edition = catalogue.id, fingerprint(catalogue)
    known = {each.id for each in catalogue.indicators}
    problems = [fault for each in in_force(entries) for fault in _misfits(each, edition, known, institutions)]
    if problems:
        raise BadLedger(problems)


def _misfits(
    entry: Entry, edition: tuple[str, str], known: Collection[str], institutions: Collection[str] | None
) -> Iterator[Trouble]:
    if (entry.catalogue, entry.fingerprint) != edition:
        yield Trouble("E657", sequence=entry.sequence, catalogue=entry.catalogue)
    elif entry.indicator is not None and entry.indicator not in known:
        yield Trouble("E656", sequence=entry.sequence, name=entry.indicator)
    if institutions is not None and entry.institution not in institutions:
        yield Trouble("E656", sequence=entry.sequence, name=entry.institution)
