"""A case of the corpus: a folder with case.yaml, expected.json and the sources, all written or kept by people.

`expected.json` is the flat view as a person read it from the sources. A case with `refused: CODE` holds no catalogue:
the tool has to say so with that code. A source under `folded` prints the signs that the others lost.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from catalog.base import Model
from catalog.flat import KEYS
from catalog.model import ReviewField
from catalog.problems import Trouble

Row = dict[str, Any]
NOT_ASKED = ("ordinal", "review")  # what expected.json may leave out: neither is compared
_LOST = re.compile(r"[×÷≥≤%~〔〕《》\s]")


class Asked(Model):
    """A field that a person has to confirm, however right the reading is: the tool must give a reason to look."""

    row: int
    """The ordinal of the row in expected.json."""
    field: ReviewField
    """What the reason must speak of."""
    why: str = ""
    """What is open; for people."""


class About(Model):
    """case.yaml."""

    title: str = ""
    """The title of the notice."""
    why: str = ""
    """What the case shows that no other one shows."""
    sources: list[str] = Field(min_length=1)
    """Files beside case.yaml; each has to give expected.json."""
    refused: str | None = None
    """The code of the refusal, where the sources hold no catalogue."""
    folded: list[str] = Field(default_factory=list)
    """Sources that are compared without the signs that the others lost."""
    asked: list[Asked] = Field(default_factory=list)
    """What a person has to confirm."""
    settled: list[Any] = Field(default_factory=list)
    """Where two readings differed, and which one holds; for people."""


@dataclass(frozen=True, slots=True)
class Case:
    """A case as it was read from its folder; `name` tells it from the others that were found with it."""

    name: str
    folder: Path
    about: About
    expected: list[Row] = field(repr=False)

    def digest(self) -> str:
        """SHA-256 of what the measures hang on: the sources, what is expected of them and how they are compared."""
        about = self.about.model_dump(include={"sources", "refused", "folded", "asked"})
        whole = hashlib.sha256(json.dumps([about, self.expected], sort_keys=True, default=str).encode())
        for name in self.about.sources:
            whole.update(hashlib.sha256((self.folder / name).read_bytes()).digest())
        return whole.hexdigest()


def find(corpus: Path) -> list[Case]:
    """All cases at or below a folder, by name. Raises Trouble E701 for a broken one and E706 where there is none."""
    folders = sorted(path.parent for path in corpus.rglob("case.yaml"))
    if not folders:
        raise Trouble("E706", path=corpus)
    common = Path(os.path.commonpath(folders)) if len(folders) > 1 else folders[0].parent
    return [read(folder, folder.relative_to(common).as_posix()) for folder in folders]


def read(folder: Path, name: str = "") -> Case:
    """The case in a folder. Raises Trouble E701 that says what is wrong with it."""
    try:
        about = About.model_validate(yaml.safe_load((folder / "case.yaml").read_text("utf-8")))
        expected = json.loads((folder / "expected.json").read_text("utf-8"), parse_float=Decimal)
        _check(folder, about, expected)
    except (OSError, UnicodeDecodeError, yaml.YAMLError, ValueError) as error:
        raise Trouble("E701", case=folder.name, detail=_said(error)) from error
    return Case(name or folder.name, folder, about, expected)


def _said(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return "；".join(f"case.yaml {'.'.join(map(str, e['loc'])) or '$'}: {e['msg']}" for e in error.errors())
    return str(error).replace("\n", " ")


def _check(folder: Path, about: About, expected: Any) -> None:
    """Raise ValueError for a source that is not there and for rows that are not rows of the flat view."""
    absent = [name for name in about.sources if not (folder / name).is_file()]
    if absent:
        raise ValueError(f"没有文件（no such file）{'、'.join(absent)}")
    json.dumps(expected, ensure_ascii=False, default=str).encode()  # halves of characters are refused here
    if not isinstance(expected, list) or not all(isinstance(row, dict) for row in expected):
        raise ValueError("expected.json：应为对象的列表（a list of objects）")
    for at, row in enumerate(expected, 1):
        _check_row(at, row)
    beyond = [str(asked.row) for asked in about.asked if not 0 < asked.row <= len(expected)]
    if beyond:
        raise ValueError(f"case.yaml asked：expected.json 没有第{'、'.join(beyond)}项（no such row）")


def _check_row(at: int, row: Row) -> None:
    lacking = [key for key in KEYS if key not in row and key not in NOT_ASKED]
    unknown = [key for key in row if key not in KEYS]
    for keys, what in ((lacking, "缺少（lacks）"), (unknown, "多出（unknown）")):
        if keys:
            raise ValueError(f"expected.json 第{at}项{what}{'、'.join(keys)}")
    if any(not isinstance(row[key], list) for key in ("path", "parts", "targets", "rules", "formulas")):
        raise ValueError(f"expected.json 第{at}项：path、parts、targets、rules、formulas 应为列表（lists）")
    if any(not isinstance(each, dict) for key in ("parts", "targets", "rules", "formulas") for each in row[key]):
        raise ValueError(f"expected.json 第{at}项：parts、targets、rules、formulas 里应为对象（objects）")
    if any(not isinstance(row[key], str) for key in ("name", "requirement")):
        raise ValueError(f"expected.json 第{at}项：name、requirement 应为文字（text）")


def fold(value: Any) -> Any:
    """A value without the signs that a damaged source loses, and without what says that one was inferred."""
    if isinstance(value, dict):
        return {key: fold(held) for key, held in value.items() if key not in ("inferred", "sign")}
    if isinstance(value, list):
        return [fold(held) for held in value]
    return _LOST.sub("", unicodedata.normalize("NFKC", value)) if isinstance(value, str) else value


def folded(rows: Iterable[Row]) -> list[Row]:
    """Rows as `fold` leaves them."""
    return [fold(row) for row in rows]
