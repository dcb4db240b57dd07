"""Lines that a web site puts around a text: told by what they say, or by where they stand among such lines.

`chrome` is pure: lines in, a verdict for each out. A long line, a title or a line that speaks of points is content.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from extractor import lexicon
from extractor.zh.normalize import normalize

LONG = 60
# So many different kinds of site lines make a rendered page of a text.
KINDS = 3
# So many known lines before or after the text make the short lines beyond them the site's too.
EDGE = 2
LONGEST = 300
_CONTENT = re.compile(
    r"\A[(【〔].*[)】〕]\Z|考核|考评|指标|评分|得分|扣分|分值|评价|加分|满分|[0-9一二三四五六七八九十]\s{0,2}分(?![钟享类])|[0-9]\s?%"
)
_LISTED = re.compile(
    r"(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s{0,2}[、.)]|[(][0-9一二三四五六七八九十]{1,3}[)]|第.{1,4}[章条]"
)
_DATE = re.compile(r"(?:[0-9]{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日")
_SUFFIX = re.compile(r"\.(?:docx?|xlsx?|pdf|wps|et|pptx?|html?|txt)$", re.IGNORECASE)


def chrome(lines: list[str]) -> list[bool]:
    """For each line of a rendered page, whether the site put it there."""
    return spread(lines, [telling(line) is not None for line in lines], [False] * len(lines))


def is_site_page(lines: list[str]) -> bool:
    """Whether a text is the dump of a site's page: several kinds of its lines are known."""
    kinds = {kind for line in lines if (kind := telling(line)) is not None}
    return len(kinds - _flagged("metadata")) >= KINDS


def telling(line: str) -> str | None:
    """The kind of site line that `line` is by its own words, None where they do not tell."""
    kind = _kind(line)
    return None if kind in _flagged("beside") else kind


@lru_cache(maxsize=4096)
def _kind(line: str) -> str | None:
    plain = normalize(line).strip(" \t•·|-")
    if not plain or len(plain) > LONGEST:
        return None
    return next((entry.name for entry in lexicon.entries("chrome") if entry.pattern.fullmatch(plain)), None)


def spread(lines: Sequence[str], known: Sequence[bool], fixed: Sequence[bool]) -> list[bool]:
    """Carry the verdict from known lines to the short ones between them and the page's edge.

    `fixed` lines are content whatever they say. Content splits a page into what stands before and what after it.
    """
    found = list(known)
    body = [at for at, line in enumerate(lines) if fixed[at] or (not known[at] and _is_body(line))]
    first, last = (body[0], body[-1]) if body else (0, len(lines))
    anchors = [at for at in range(len(lines)) if known[at] and telling(lines[at]) not in _flagged("metadata")]
    before, behind = [at for at in anchors if at < first], [at for at in anchors if at > last]
    if len(before) >= EDGE:
        _take(found, lines, fixed, range(before[-1]))
    if len(behind) >= EDGE:
        _take(found, lines, fixed, range(behind[0], len(lines)))
        _take_related(found, lines, fixed, behind)
    _take_neighbours(found, lines, fixed)
    return found


def _take(found: list[bool], lines: Sequence[str], fixed: Sequence[bool], where: range) -> None:
    for at in where:
        found[at] = found[at] or not (fixed[at] or is_content(lines[at]))


def _take_related(found: list[bool], lines: Sequence[str], fixed: Sequence[bool], behind: list[int]) -> None:
    """Titles of other texts, below the words that announce them."""
    announced = next((at for at in behind if telling(lines[at]) in _flagged("announces")), len(lines))
    for at in range(announced, len(lines)):
        found[at] = found[at] or not (fixed[at] or len(lines[at]) >= LONG)


def _take_neighbours(found: list[bool], lines: Sequence[str], fixed: Sequence[bool]) -> None:
    """Words that only mean the site beside its other lines, and numbered remarks that go on with its own."""
    for at, line in enumerate(lines):
        if found[at] or fixed[at]:
            continue
        above = at > 0 and found[at - 1]
        if _kind(line) in _flagged("beside"):
            found[at] = above or (at + 1 < len(lines) and found[at + 1])
        elif above and len(line) < 2 * LONG and _LISTED.match(_plain(line)) and not _CONTENT.search(_plain(line)):
            found[at] = telling(lines[at - 1]) == "tips" or bool(_LISTED.match(_plain(lines[at - 1])))


def is_content(line: str) -> bool:
    """Whether a line that no pattern knows is content: a title, a heading, a date, a list item, a word of points."""
    plain = _SUFFIX.sub("", _plain(line))
    if len(plain) >= LONG or _CONTENT.search(plain) or _LISTED.match(plain) or _DATE.fullmatch(plain):
        return True
    return any(lexicon.pattern(name).fullmatch(plain) for name in ("title_ending", "issuer", "document_number"))


def _is_body(line: str) -> bool:
    """Whether a line belongs to the text itself beyond doubt."""
    plain = _plain(line)
    return len(plain) >= LONG or bool(_LISTED.match(plain) and _CONTENT.search(plain))


@lru_cache(maxsize=8)
def _flagged(flag: str) -> frozenset[str | None]:
    """The kinds of site lines with a flag in the lexicon."""
    return frozenset(entry["name"] for entry in lexicon.load("chrome") if entry.get(flag))


@lru_cache(maxsize=4096)
def _plain(line: str) -> str:
    return normalize(line).strip()
