"""The lexicon: knowledge of Chinese as data, each entry with examples that must match and ones that must not.

`python -m pytest tests/lexicon` holds every entry to its own examples and counter-examples.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml

NUMERAL = r"(?:[0-9]{1,6}(?:\.[0-9]{1,4})?|[零一二两三四五六七八九十百半]{1,5}(?:点[零一二三四五六七八九]{1,3})?)"
CLAUSE = r"[^，。；]{0,40}"
EACH_OF = (
    "(?:人次|例次|台次|次|项|例|人|个|篇|件|处|份|天|起|宗|户|名|位|家|场|条|批|辆|台|张|日|课时|小时|间|班|具|本|节|幅|支|只|月|床|半天|半日|年|期|届|"
    "册|株|棵|所|村|车|单|票|块|套|门|轮|科)"
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One pattern with its name (or kind) and the texts that prove it."""

    name: str
    pattern: re.Pattern[str]
    examples: tuple[str, ...]
    counters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A column role with the headings that announce it: whole words, and endings as weaker evidence."""

    role: str
    words: frozenset[str]
    ends: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """What a quantity is counted in, told by how its name ends."""

    unit: str | None
    type: Literal["count", "number"]
    ends: tuple[str, ...]
    examples: tuple[str, ...]
    counters: tuple[str, ...]


@cache
def load(name: str) -> Any:
    """The content of one lexicon file."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files(__name__).joinpath(f"{name}.yaml").read_text("utf-8"), loader)  # noqa: S506


@cache
def headings() -> tuple[Heading, ...]:
    """All column roles."""
    return tuple(
        Heading(
            entry["role"],
            frozenset(entry["words"]),
            tuple(entry.get("ends", ())),
            tuple(entry["examples"]),
            tuple(entry["counters"]),
        )
        for entry in load("headers")
    )


@cache
def entries(name: str) -> tuple[Entry, ...]:
    """The patterns of a list file (outcomes, inert, furniture), in order."""
    return tuple(_entry(data.get("kind") or data["name"], data) for data in load(name))


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One pattern of patterns.yaml."""
    return entry(name).pattern


@cache
def entry(name: str) -> Entry:
    """One entry of patterns.yaml with its examples."""
    return _entry(name, load("patterns")[name])


@cache
def counted() -> tuple[Counted, ...]:
    """The units of quantities.yaml, in order."""
    return tuple(
        Counted(data["unit"], data["type"], tuple(data["ends"]), tuple(data["examples"]), tuple(data["counters"]))
        for data in load("quantities")
    )


def counted_in(name: str) -> Counted | None:
    """The unit that the end of a name tells, the longest end first: 门诊人次数 → 人次, 病历数 → 份."""
    found = [(len(end), each) for each in counted() for end in each.ends if name.endswith(end)]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def names() -> list[str]:
    """The names in patterns.yaml."""
    return list(load("patterns"))


@cache
def words(name: str) -> tuple[str, ...]:
    """A word list of clauses.yaml, longest first."""
    return tuple(sorted(load("clauses")[name]["words"], key=len, reverse=True))


def bracketed_points(plain: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
    """The first points in brackets of a normalised text, （20分）, else the first weight, （权重：35%）."""
    return pattern("points_bracket").search(plain, start, end) or pattern("weight_bracket").search(plain, start, end)


def _entry(name: str, data: dict[str, Any]) -> Entry:
    source = data["pattern"].replace("{N}", NUMERAL).replace("{C}", CLAUSE).replace("{U}", EACH_OF)
    return Entry(name, re.compile(source), tuple(data["examples"]), tuple(data["counters"]))


def common_characters() -> str:
    """The characters that official Chinese is mostly made of: a text without them was not decoded to what is shown."""
    return "".join(files(__name__).joinpath("common.txt").read_text("utf-8").split())
