"""The headings of a flattened table: column headings that run together in one string."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.columns.bands import heading_role

ENOUGH = 3
_LEVEL = r"[一二三四](?:级|层)[一-鿿]{0,4}?(?:指标|项目|目标|内容)|[一二三四]级"
_STATES = {"requirement", "rule", "points", "target_value"}
_NAMES = {"level", "name"}


@dataclass(frozen=True, slots=True)
class Header:
    """Column headings found at `start` to `end`: their roles and words, left to right."""

    start: int
    end: int
    words: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def levels(self) -> int:
        """How many columns name something: the last of them names the rows."""
        return sum(role in _NAMES for role in self.roles)

    @property
    def level_words(self) -> tuple[str, ...]:
        """The headings of the columns that name something, without the one of the rows."""
        named = [word for word, role in zip(self.words, self.roles, strict=True) if role in _NAMES]
        return tuple(named[:-1])

    @property
    def level_points(self) -> bool:
        """Whether a points column stands right of a level that is not the row's name: 一级指标分值二级指标…"""
        named = [at for at, role in enumerate(self.roles) if role in _NAMES]
        return any(self.roles[at + 1] == "points" for at in named[:-1])

    @property
    def points_first(self) -> bool:
        """Whether the points column stands right of the name."""
        return self.after_name[:1] == ("points",)

    @property
    def after_name(self) -> tuple[str, ...]:
        """Roles of the columns right of the one that names the rows."""
        named = [at for at, role in enumerate(self.roles) if role in _NAMES]
        last = named[-1] if named else self.roles.index("requirement")
        return self.roles[last + 1 :]


@cache
def _words() -> str:
    known = (heading for heading in lexicon.headings() if heading.role != "foreign")
    words = {word for heading in known for word in heading.words if len(word) > 1}
    return "|".join([_LEVEL, *map(re.escape, sorted(words, key=lambda word: (-len(word), word)))])


@cache
def _run() -> re.Pattern[str]:
    return re.compile(rf"(?:(?:{_words()})(?:\([^()]{{1,8}}\))?[\s|、，]{{0,4}}){{{ENOUGH},14}}")


@cache
def _word() -> re.Pattern[str]:
    return re.compile(_words())


def find_headers(plain: str) -> list[Header]:
    """All runs of column headings that describe a table of indicators; the first one is the header."""
    found = [header for match in _run().finditer(plain) if (header := _header(plain, *match.span()))]
    if not found:
        return []
    first = found[0]
    printed = [re.escape(word) for word in first.words]
    again = re.compile(r"(?:\([^()]{1,8}\))?[\s|、，]{0,4}".join(printed))
    return [_header(plain, *match.span()) or first for match in again.finditer(plain)]


def _header(plain: str, start: int, end: int) -> Header | None:
    words = [(m.group(), m.end()) for m in _word().finditer(plain, start, end)]
    start, words = _without_title(plain, start, words)
    roles = [heading_role(word)[0] or "remark" for word, _ in words]
    while len(words) > ENOUGH and _belongs_below(words[-1][0], roles):
        words, roles = words[:-1], roles[:-1]
    if len(words) < ENOUGH or not (_NAMES | {"requirement"}) & set(roles) or not _STATES & set(roles):
        return None
    last = words[-1][1]
    unit = re.match(r"\([^()]{1,8}\)", plain[last:end])
    return Header(start, last + (unit.end() if unit else 0), tuple(word for word, _ in words), tuple(roles))


def _without_title(plain: str, start: int, words: list[tuple[str, int]]) -> tuple[int, list[tuple[str, int]]]:
    """…质量考核标准|一级指标…: words glued to the title before them are its end, not columns."""
    first = next((at for at, (word, _) in enumerate(words) if re.fullmatch(rf"{_LEVEL}|序号|编号", word)), 0)
    if first and start and re.match(r"[一-鿿)]", plain[start - 1]):
        return words[first - 1][1], words[first:]
    return start, words


def _belongs_below(word: str, roles: list[str]) -> bool:
    """A name after a column of requirements or points is the first word of the body: …评分标准|项目管理…"""
    return roles[-1] in _NAMES and bool(_STATES & set(roles[:-1])) and len(word) <= 2
