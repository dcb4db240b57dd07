"""The command `report`: which pages and workbooks of a run are written, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalog.model import Catalogue
from catalog.problems import Language, Trouble
from scorer import Profile
from scorer.appeals import check_entries
from scorer.collect import load_observations
from scorer.report import (
    Last,
    Run,
    overview_book,
    overview_files,
    read_sheets,
    write_book,
    write_page,
)
from zhibiao.appeals import load_ledger

MOST = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks for."""

    page: Path
    book: Path | None
    institution: str | None
    explain: Sequence[str]
    ends: int
    language: Language


def run_of(
    catalogue: Catalogue,
    observations: Path,
    settings: Profile,
    peers: Sequence[str],
    day: str | None,
    last: Last | None,
    appeals: Path | None,
) -> Run:
    """The run that the arguments describe. Raises Trouble for anything that cannot be used."""
    given = load_observations(observations, catalogue)
    everyone = tuple(dict.fromkeys(each.institution for each in given))
    groups: dict[str, Sequence[str]] = {**settings.peer_groups, **dict.fromkeys(peers, everyone)}
    entries = load_ledger(appeals) if appeals else ()
    check_entries(entries, catalogue, everyone)
    return Run(catalogue, given, settings, groups, _day(day), last, entries)


def last_year(scores: Path | None, catalogue: Catalogue | None) -> Last | None:
    """Last year's scores from a file."""
    if scores is None:
        return None
    try:
        with scores.open("rb") as file:
            return Last(read_sheets(file.read(MOST + 1)), catalogue)
    except OSError as error:
        raise Trouble("E106", detail=f"{scores.name}: {error.strerror}") from error


def files(run: Run, wanted: Wanted) -> list[tuple[Path, bytes]]:
    """Every file to write: one institution in full, or the overview with the pages that it links to."""
    only = run.institutions[0] if len(run.institutions) == 1 and not wanted.explain else None
    if institution := wanted.institution or only:
        report = run.report(institution)
        made = [(wanted.page, write_page(report, wanted.language).encode())]
        return made + ([(wanted.book, write_book(report))] if wanted.book else [])
    explain = [*wanted.explain, *run.ends(wanted.ends)]
    pages = overview_files(run, wanted.page.stem, explain, wanted.language)
    made = [(wanted.page.parent.joinpath(*each.path) if each.path else wanted.page, each.data) for each in pages]
    return made + ([(wanted.book, overview_book(run))] if wanted.book else [])


def _day(text: str | None) -> str | None:
    try:
        return text if text is None else date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Trouble("E663", date=text) from error
