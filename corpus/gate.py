"""The gate: each case's sources against its expected.json, field by field.

A case is a folder with case.yaml, expected.json (flat-view objects, written by reading the source) and
source files. A wrong field with a review reason for it is a doubt; without one it is a silent error. A case
with `refused: CODE` holds no catalogue: the tool has to say so with that code. A source under `folded` prints the
signs that the others lost: it is compared without signs, widths and what they were inferred from.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from catalog.flat import rows
from catalog.problems import Trouble
from extractor.pipeline import extract

_LOST = re.compile(r"[×÷≥≤%~〔〕《》\s]")
FIELDS = (
    "name",
    "number",
    "path",
    "points",
    "points_by_profile",
    "parts",
    "veto",
    "requirement",
    "targets",
    "rules",
    "formulas",
)
REVIEW_OF = {"veto": "rules", "number": "name", "points_by_profile": "points", "parts": "points"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One field of one row that is not as expected; `doubted` where a review reason covers it."""

    ordinal: int
    field: str
    expected: Any
    found: Any
    doubted: bool


@dataclass(slots=True)
class Result:
    """What a source of a case gave."""

    case: str
    source: str
    rows: int
    expected_rows: int
    right: Counter[str] = field(default_factory=Counter)
    differences: list[Difference] = field(default_factory=list)
    problem: str | None = None

    @property
    def silent(self) -> int:
        """Wrong fields without a review reason, missing rows and rows too many."""
        lost = abs(self.rows - self.expected_rows)
        return lost + sum(not difference.doubted for difference in self.differences)

    @property
    def passed(self) -> bool:
        """Every field as expected."""
        return self.problem is None and not self.differences and self.rows == self.expected_rows


def check(corpus: Path) -> list[Result]:
    """Run all cases below a folder (or one case). Raises Trouble E701 for a broken case."""
    found = sorted(path.parent for path in corpus.rglob("case.yaml"))
    if not found:
        raise Trouble("E701", detail=f"{corpus.name} 里没有 case.yaml")
    return [result for folder in found for result in _case(folder)]


def _case(folder: Path) -> list[Result]:
    try:
        about = yaml.safe_load((folder / "case.yaml").read_text("utf-8"))
        expected = json.loads((folder / "expected.json").read_text("utf-8"))
        folded = about.get("folded", [])
        return [_source(folder, name, expected, about.get("refused"), name in folded) for name in about["sources"]]
    except (OSError, yaml.YAMLError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise Trouble("E701", detail=f"{folder.name}: {error}") from error


def _source(folder: Path, name: str, expected: list[dict[str, Any]], refused: str | None, folded: bool) -> Result:
    try:
        found = list(rows(extract(folder / name)))
    except Trouble as trouble:
        if trouble.code == refused:
            return Result(folder.name, name, 0, 0)
        return Result(folder.name, name, 0, len(expected), problem=trouble.say("zh"))
    wrongly = f"{refused} expected" if refused else None
    result = Result(folder.name, name, len(found), len(expected), problem=wrongly)
    for want, got in zip(expected, found, strict=False):
        _row(result, *((fold(want), fold(got)) if folded else (want, got)))
    return result


def fold(value: Any) -> Any:
    """A value without the signs that a damaged source loses, and without what says that one was inferred."""
    if isinstance(value, dict):
        return {key: fold(held) for key, held in value.items() if key not in ("inferred", "sign")}
    if isinstance(value, list):
        return [fold(held) for held in value]
    return _LOST.sub("", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value


def _row(result: Result, want: dict[str, Any], got: dict[str, Any]) -> None:
    doubted = {review["field"] for review in got["review"]} | {REVIEW_OF.get(r["field"], "") for r in got["review"]}
    for name in FIELDS:
        if want[name] == got[name]:
            result.right[name] += 1
        else:
            covered = bool(doubted & {name, REVIEW_OF.get(name, name), "row"})
            result.differences.append(Difference(want["ordinal"], name, want[name], got[name], covered))
