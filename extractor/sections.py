"""What a heading says of the group below it besides its name: points beside the full ones, and their cap."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Literal

from extractor import lexicon
from extractor.zh.normalize import normalize
from extractor.zh.numerals import number

_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]")
Effect = Literal["bonus", "penalty", "both"]


def effect(name: str) -> Effect | None:
    """Whether a group of this name adds points, takes points off, or both, beside the full points; None for neither."""
    plain = lexicon.pattern("number_prefix").sub("", _BRACKETS.sub("", normalize(name))).strip(" \n:。")
    found: dict[str, Effect] = {"both": "both", "bonus": "bonus", "penalty": "penalty"}
    return next((found[entry] for entry in found if _entry(entry).search(plain)), None)


def cap(text: str) -> tuple[Decimal | None, tuple[int, int]] | None:
    """The most that the items of a group bring or cost together, and where it stands with its brackets."""
    match = _entry("cap").search(normalize(text))
    return (number(match["points"] or match["before"]), match.span()) if match else None


@cache
def _entry(name: str) -> re.Pattern[str]:
    return next(entry.pattern for entry in lexicon.entries("sections") if entry.name == name)
