"""Pinned floors: what every case reached once it has to reach again, and no case changes unseen.

`floors.json` holds right, expected and found of each measure for every source, the most silent errors and needless
reasons that there may be, and a digest of the case. Precision and recall may not fall below what these numbers give.
A floor is raised by `accept` and never lowered by it: that is done by hand, where the commit shows it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, NonNegativeInt, ValidationError

from catalog.base import Model
from catalog.problems import Language, Trouble, sentence
from catalog.store import write
from corpus import wording
from corpus.case import Case
from corpus.measures import Result, Tally

FILE = "floors.json"
LOSS, GAIN, UNPINNED, CHANGED, GONE, BUG = "E711", "W712", "E713", "E714", "E715", "E716"
CEILINGS = ("silent", "needless")
ABOVE = 3  # folders in which the file is looked for: corpus/cases/slug finds corpus/floors.json
_NOTHING = Tally(0, 1, 1)


class Floor(Model):
    """What one source reached."""

    measures: dict[str, tuple[NonNegativeInt, NonNegativeInt, NonNegativeInt]]
    """Right, expected and found by measure."""
    silent: NonNegativeInt
    """The most wrong fields without a review reason."""
    needless: NonNegativeInt
    """The most review reasons on fields that are right."""


class Pinned(Model):
    """What one case reached, and what it was then."""

    digest: str
    sources: dict[str, Floor]


class Floors(Model):
    """floors.json: by the folder of each case, as seen from the file."""

    format: Literal[1] = 1
    cases: dict[str, Pinned] = Field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finding:
    """A floor that was missed or passed, or a case that is not what was pinned."""

    code: str
    case: str
    source: str = ""
    measure: str = ""
    pinned: str = ""
    now: str = ""

    @property
    def failing(self) -> bool:
        """Whether it fails the gate; a gain does not."""
        return self.code != GAIN

    def say(self, language: Language = "zh") -> str:
        """What is so, where, and what to do."""
        measure = wording.MEASURES.get(self.measure, self.measure)
        params = {
            "case": self.case, "source": self.source, "measure": measure, "measure_en": self.measure,
            "pinned": self.pinned, "now": self.now,
        }  # fmt: skip
        return sentence(self.code, params, language)


# --- the file ---------------------------------------------------------------------------------------


def place(corpus: Path) -> Path:
    """The floors of a folder: its own, those of a folder above it, or else where they are to be written."""
    folders = [corpus, *corpus.resolve().parents[: ABOVE - 1]]
    return next((folder / FILE for folder in folders if (folder / FILE).is_file()), corpus / FILE)


def load(path: Path) -> Floors:
    """The floors of a file; none where there is no file. Raises Trouble E704 for a broken one."""
    try:
        return Floors.model_validate_json(path.read_bytes()) if path.exists() else Floors()
    except (OSError, ValidationError) as error:
        raise Trouble("E704", path=path.name, detail=str(error).replace("\n", " ")) from error


def save(floors: Floors, path: Path) -> None:
    """Write the file: one line a source, by name, so that a commit shows what moved. Raises Trouble E130."""
    write(path, [text(floors).encode()])


def text(floors: Floors) -> str:
    """The file's text."""
    cases = [f"  {_json(name)}: {_case(pinned)}" for name, pinned in sorted(floors.cases.items())]
    return f'{{\n "format": {floors.format},\n "cases": {{\n' + ",\n".join(cases) + "\n }\n}\n"


def _case(pinned: Pinned) -> str:
    sources = [f"    {_json(name)}: {_json(floor.model_dump())}" for name, floor in sorted(pinned.sources.items())]
    return f'{{\n   "digest": {_json(pinned.digest)},\n   "sources": {{\n' + ",\n".join(sources) + "\n   }\n  }"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def key(case: Case, home: Path) -> str:
    """The name of a case in floors that lie in the folder `home`."""
    return Path(os.path.relpath(case.folder.resolve(), home.resolve())).as_posix()


# --- findings ---------------------------------------------------------------------------------------


def judge(floors: Floors, home: Path, corpus: Path, cases: Sequence[Case], results: Sequence[Result]) -> list[Finding]:
    """Everything that a person has to know: losses, gains, cases that are new, changed or gone."""
    found: list[Finding] = []
    for case in cases:
        mine = {result.source: result for result in results if result.case == case.name}
        found += _judge_case(case, floors.cases.get(key(case, home)), mine)
    below = os.path.relpath(corpus.resolve(), home.resolve())
    known = {key(case, home) for case in cases}
    gone = [name for name in sorted(floors.cases) if name not in known and _is_below(name, below)]
    return found + [Finding(GONE, name) for name in gone]


def _is_below(name: str, folder: str) -> bool:
    return folder == "." or name == folder or name.startswith(f"{folder}/")


def _judge_case(case: Case, pinned: Pinned | None, results: Mapping[str, Result]) -> Iterator[Finding]:
    yield from (Finding(BUG, case.name, name, now=r.trouble or "") for name, r in results.items() if r.bug)
    if pinned is None:
        yield Finding(UNPINNED, case.name)
        return
    if pinned.digest != case.digest():
        yield Finding(CHANGED, case.name)
    for name, floor in pinned.sources.items():
        if name in results:
            yield from _judge_source(case.name, floor, results[name])
        else:
            yield Finding(GONE, case.name, name)


def _judge_source(case: str, floor: Floor, result: Result) -> Iterator[Finding]:
    if result.bug:
        return
    names = list(floor.measures)[:1] if result.trouble else floor.measures  # nothing was read: that is said once
    for name in names:
        then, now = Tally(*floor.measures[name]), result.tallies.get(name, _NOTHING)
        code = _moved(then, now)
        if code is not None:
            yield Finding(code, case, result.source, name, wording.rates(then), wording.rates(now))
    for name in CEILINGS if not result.trouble else ():
        most, count = getattr(floor, name), getattr(result, name)
        if most != count:
            yield Finding(LOSS if count > most else GAIN, case, result.source, name, f"{most}处", f"{count}处")


def _moved(then: Tally, now: Tally) -> str | None:
    if now.precision < then.precision or now.recall < then.recall:
        return LOSS
    return GAIN if (now.precision, now.recall) != (then.precision, then.recall) else None


# --- accepting --------------------------------------------------------------------------------------


def in_ci(environment: Mapping[str, str]) -> bool:
    """Whether this runs in CI, where nobody looks at what is accepted."""
    return environment.get("CI", "").strip().lower() not in ("", "0", "false", "no")


def accept(
    floors: Floors, home: Path, cases: Sequence[Case], results: Sequence[Result], findings: Sequence[Finding]
) -> Floors:
    """The floors raised to what was reached, with new and changed cases. Raises Trouble E703 where any would fall."""
    lost = [finding.say() for finding in findings if finding.code in (LOSS, GONE, BUG)]
    if lost:
        raise Trouble("E703", count=len(lost), detail="\n".join(f"  {each}" for each in lost))
    reached = {key(case, home): _reached(case, results) for case in cases}
    return Floors(cases=floors.cases | reached)


def _reached(case: Case, results: Sequence[Result]) -> Pinned:
    sources = {
        result.source: Floor(
            measures={name: (tally.right, tally.expected, tally.found) for name, tally in result.tallies.items()},
            silent=result.silent,
            needless=result.needless,
        )
        for result in results
        if result.case == case.name
    }
    return Pinned(digest=case.digest(), sources=sources)
