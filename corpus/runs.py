"""A run kept as JSON, and what differs from an earlier one: which differences are new and which are gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError

from catalog.base import Model
from catalog.problems import Trouble
from corpus import wording
from corpus.measures import Result

CACHE = ".zhibiao_cache"
LAST = "last.json"


class Told(Model):
    """A difference: its row and measure, and the sentence about it."""

    row: int | None
    name: str
    measure: str
    doubted: bool
    says: str


class Entry(Model):
    """What one source gave."""

    case: str
    source: str
    measures: dict[str, list[int]]
    """Right, expected and found by measure."""
    reasons: int
    needless: int
    trouble: str | None
    differences: list[Told]


class Run(Model):
    """A whole run."""

    format: Literal[1] = 1
    results: list[Entry] = Field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Moves:
    """What differs from an earlier run, as sentences, of the sources that both have."""

    new: list[str]
    gone: list[str]


def kept(results: Sequence[Result]) -> Run:
    """A run as data."""
    return Run(results=[_entry(result) for result in results])


def _entry(result: Result) -> Entry:
    told = [
        Told(row=d.row, name=wording.clean(d.name), measure=d.measure, doubted=d.doubted, says=wording.difference(d))
        for d in result.differences
    ]
    return Entry(
        case=result.case, source=result.source, measures={name: list(t) for name, t in result.tallies.items()},
        reasons=result.reasons, needless=result.needless, trouble=result.trouble, differences=told,
    )  # fmt: skip


def text(run: Run) -> str:
    """The JSON text of a run."""
    return run.model_dump_json(indent=1) + "\n"


def load(path: Path) -> Run:
    """A run that was kept. Raises Trouble E705 for a file that is none."""
    try:
        return Run.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        raise Trouble("E705", path=path.name, detail=str(error).replace("\n", " ")) from error


def moves(earlier: Run, later: Run) -> Moves:
    """New and gone differences; a case that only one run has is left aside."""
    then, now = _by_source(earlier), _by_source(later)
    both = [source for source in now if source in then]
    before = {each for source in both for each in _sentences(then[source])}
    after = {each for source in both for each in _sentences(now[source])}
    return Moves(_unlike(after, before), _unlike(before, after))


_Key = tuple[str, str, str]


def _by_source(run: Run) -> dict[tuple[str, str], Entry]:
    return {(entry.case, entry.source): entry for entry in run.results}


def _sentences(entry: Entry) -> list[_Key]:
    """Each difference with what tells it from the others: not its words, which change with what was read."""
    place = f"{entry.case}/{entry.source}"
    told = [
        (place, f"{d.row} {d.name if d.row is None else ''} {d.measure} {d.doubted}", d.says) for d in entry.differences
    ]
    return [*told, (place, "trouble", entry.trouble)] if entry.trouble else told


def _unlike(items: set[_Key], others: set[_Key]) -> list[str]:
    known = {item[:2] for item in others}
    return sorted(f"{place} {says}" for place, what, says in items if (place, what) not in known)


# --- the last run -----------------------------------------------------------------------------------


def last(home: Path) -> Run | None:
    """The run before this one, where one was kept and can still be read."""
    path = home / CACHE / LAST
    try:
        return load(path) if path.exists() else None
    except Trouble:
        return None  # of another version: a cache is no input


def remember(run: Run, home: Path) -> None:
    """Keep a run beside the floors, over what is known of other cases. A folder that cannot be written is left alone."""
    others = _by_source(last(home) or Run())
    whole = Run(results=list((others | _by_source(run)).values()))
    folder = home / CACHE
    try:
        folder.mkdir(exist_ok=True)
        (folder / ".gitignore").write_text("*\n", "utf-8")
        (folder / LAST).write_text(text(whole), "utf-8")
    except OSError:
        return
