"""The command `report`: which pages and workbooks of a run are written, and where."""

from __future__ import annotations

import os
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
    inputs: Sequence[Path] = ()


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
    if any(not each.strip() for each in peers):
        raise Trouble("E667")
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
    """Every file to write: one institution in full, or the overview with the pages that it links to.

    Raises Trouble E666 where one of them cannot be written or would destroy what it was made from.
    """
    check_targets([wanted.page, *([wanted.book] if wanted.book else [])], wanted.inputs)
    made = _files(run, wanted)
    check_targets([path for path, _ in made], wanted.inputs)
    return made


def check_targets(targets: Sequence[Path], inputs: Sequence[Path]) -> None:
    """Raise Trouble E666 where two outputs are one file, one is an input, or one cannot be a file."""
    sources = {_same(path) for path in inputs if path.exists()}
    seen: set[Path] = set()
    for path in targets:
        if _same(path) in sources:
            raise Trouble("E666", path=path.name, detail="它是这次的输入文件", detail_en="it is one of the input files")
        if _same(path) in seen:
            raise Trouble(
                "E666", path=path.name, detail="网页和Excel不能写到同一处", detail_en="two outputs have this path"
            )
        if str(path) != "-" and (fault := _fault(path)):
            raise Trouble("E666", path=path.name or str(path), detail=fault[0], detail_en=fault[1])
        seen.add(_same(path))


def _same(path: Path) -> Path:
    """One path for one file, however it is written."""
    try:
        return path.resolve()
    except (OSError, RuntimeError):  # a loop of links
        return path.absolute()


def _fault(path: Path) -> tuple[str, str] | None:
    """Why nothing can be written to a path, in Chinese and English."""
    if path.is_dir():
        return "它是文件夹", "it is a folder"
    folder = next((each for each in path.absolute().parents if each.exists()), Path("/"))
    if not folder.is_dir():
        return f"“{folder.name}”不是文件夹", f"“{folder.name}” is not a folder"
    if not os.access(folder, os.W_OK | os.X_OK):
        return f"文件夹“{folder.name}”不能写入", f"nothing can be written to the folder “{folder.name}”"
    return None


def _files(run: Run, wanted: Wanted) -> list[tuple[Path, bytes]]:
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
