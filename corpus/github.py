"""A run for GitHub: annotations at the lines of expected.json, and a summary in Markdown."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpus import wording
from corpus.case import Case
from corpus.floors import GAIN, Finding
from corpus.measures import Difference, Result, totals

SHOWN = 10  # annotations of one kind that GitHub shows for a step


def commands(cases: Sequence[Case], results: Sequence[Result], findings: Sequence[Finding], root: Path) -> list[str]:
    """Workflow commands, one a line: errors for what fails, notices for gains. Files are named as seen from `root`."""
    folders = {case.name: case.folder for case in cases}
    made = []
    for finding in findings:
        folder = folders.get(finding.case, root)
        for file, line, said in _places(folder, finding, results):
            level = "notice" if finding.code == GAIN else "error"
            made.append(command(level, said, file=_seen(file, root), line=line, title=f"{finding.code} {finding.case}"))
    return made


def command(level: str, said: str, **properties: object) -> str:
    """One workflow command with everything escaped that GitHub takes for its own."""
    named = ",".join(f"{name}={_property(str(held))}" for name, held in properties.items())
    return f"::{level} {named}::{_data(said)}"


def _data(said: str) -> str:
    return said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(said: str) -> str:
    return _data(said).replace(":", "%3A").replace(",", "%2C")


def _places(folder: Path, finding: Finding, results: Sequence[Result]) -> Iterator[tuple[Path, int, str]]:
    """Where to look: the fields that are wrong, or else the case itself."""
    result = next((r for r in results if (r.case, r.source) == (finding.case, finding.source)), None)
    wrong = [d for d in result.differences if _concerns(finding, d)] if result and finding.failing else []
    for each in wrong[:SHOWN]:
        file = folder / "expected.json"
        yield file, _line(file, each), f"{wording.difference(each)}\n{finding.say()}"
    if not wrong:
        trouble = f"\n{result.trouble}" if result and result.trouble else ""
        yield folder / "case.yaml", 1, finding.say() + trouble


def _concerns(finding: Finding, difference: Difference) -> bool:
    return finding.measure == difference.measure or (finding.measure == "silent" and not difference.doubted)


def _line(file: Path, difference: Difference) -> int:
    """The line of the field in expected.json; of a row too many the first one."""
    text = file.read_text("utf-8")
    start, end = _object(text, difference.row) if difference.row is not None else (0, 0)
    field = re.compile(rf'"{re.escape(difference.measure)}"\s*:').search(text, start, end)
    return text.count("\n", 0, field.start() if field else start) + 1


def _object(text: str, ordinal: int) -> tuple[int, int]:
    """Where the object of a row begins and ends in the text of a list."""
    start = end = text.index("[") + 1
    for _ in range(ordinal):
        start = text.index("{", end)
        _, end = json.JSONDecoder().raw_decode(text, start)
    return start, end


def _seen(file: Path, root: Path) -> str:
    resolved = file.resolve()
    return (resolved.relative_to(root.resolve()) if resolved.is_relative_to(root.resolve()) else file).as_posix()


# --- summary ----------------------------------------------------------------------------------------


def summary(results: Sequence[Result], findings: Sequence[Finding], verdict: str) -> str:
    """Markdown for the page of the run: the verdict, the measures of everything, each finding."""
    lines = [
        "### zhibiao check",
        "",
        _cell(verdict),
        "",
        "| 项目 | 精确率 | 召回率 | F1 | 对 / 应有 / 读出 |",
        "|---|--:|--:|--:|--:|",
    ]
    for name, tally in totals(results).items():
        shares = " | ".join(f"{wording.per_cent(share)}%" for share in (tally.precision, tally.recall, tally.f1))
        lines.append(f"| {wording.MEASURES[name]} | {shares} | {tally.right} / {tally.expected} / {tally.found} |")
    lines += ["", *(f"- `{finding.code}` {_cell(finding.say())}" for finding in findings)]
    return "\n".join(lines) + "\n"


def _cell(said: str) -> str:
    """Text that Markdown leaves as it is."""
    return re.sub(r"([\\`*_{}\[\]#|~])", r"\\\1", html.escape(said, quote=False).replace("\n", " "))
