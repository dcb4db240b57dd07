"""The files that a command line names: files, folders, `-`; and where each result goes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from catalog.problems import Trouble

HIDDEN = (".", "~$")


@dataclass(frozen=True, slots=True)
class Job:
    """One source and its target; `listed` is False for a file that was found in a folder."""

    source: Path
    target: Path | None
    listed: bool


def jobs(named: list[Path], output: Path | None) -> list[Job]:
    """All sources with their targets (None: standard output). Raises Trouble E109 for a folder without files."""
    found = [pair for path in named for pair in _expand(path)]
    if output is not None and str(output) == "-":
        return [Job(path, None, listed) for path, listed in found]
    single = len(named) == 1 and len(found) == 1 and not named[0].is_dir()
    if single and output is not None and not output.is_dir() and not str(output).endswith("/"):
        return [Job(found[0][0], output, True)]
    folder = output or Path()
    stems = Counter(path.stem for path, _ in found)
    return [Job(path, folder / _name(path, stems), listed) for path, listed in found]


def _expand(path: Path) -> list[tuple[Path, bool]]:
    if not path.is_dir():
        return [(path, True)]
    files = sorted(p for p in path.rglob("*") if p.is_file() and not p.name.startswith(HIDDEN))
    if not files:
        raise Trouble("E109", path=path.name)
    return [(file, False) for file in files]


def _name(path: Path, stems: Counter[str]) -> str:
    """<stem>.json; where two sources share a stem the whole name tells them apart."""
    return f"{path.stem}.json" if stems[path.stem] == 1 else f"{path.name}.json"
