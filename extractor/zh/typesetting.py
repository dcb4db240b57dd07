"""How Chinese text is set in lines: which signs cannot part, and how wide a word is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from extractor.zh.numerals import ordinal

_FIGURE = r"[A-Za-z0-9.,:/+\-%％‰℃≥≤＞＜±~～×÷=＝?&_#]{1,60}(?:[（(][0-9]{1,3}[^（）()]{0,3}[）)])?"
_STOPS = r"[，。；：、）)”’》〕\]】！？,.;:!?%％/]{0,4}"
_UNIT = rf"(?:{_FIGURE}|[—…]{{1,6}}|.)"
# Figures keep to the stop before them (作，2022, 100%。3、), and quotation marks to what stands on both sides of them
# (实“一岗双责”, 大”集): so LibreOffice breaks lines, and Word does not break more.
_WORD = re.compile(
    rf"[（(“‘《〔\[【]{{0,3}}{_UNIT}(?:[“‘]{_UNIT})?{_STOPS}(?:(?<=[”’]){_UNIT}{_STOPS})?"
    rf"(?:(?<=[，。；：、）,.;:]){_FIGURE}{_STOPS}){{0,2}}"
)
_NEVER_LAST = re.compile(r"[（(“‘《〔\[【×÷=＝+±~～≥≤＞＜]\Z")
_TOKEN, _TOKEN_END = re.compile(r"[A-Za-z0-9/?=&_#]"), re.compile(r"[A-Za-z0-9/?=&_#.\-]\Z")  # of an address or a code
_NEVER_FIRST = re.compile(r"[，。；：、！？,;）)”’》〕】×÷=＝%％‰℃]")
_ITEM = re.compile(
    r"(?P<pointed>[0-9]{1,2}[.、．](?![0-9])|[0-9]{1,2}[)）])|(?P<bracketed>[（(][0-9]{1,2}[）)])|(?P<circled>[①-⑳])"
    r"|(?P<han>[一二三四五六七八九十]{1,3}、)|(?P<inner>[（(][一二三四五六七八九十]{1,3}[）)])"
    r"|(?P<article>第[一二三四五六七八九十]{1,3}[条章节])|(?P<headed>【[^】\n]{1,12}】)"
)
_CLOSED = re.compile(r"[。；;！!？?：:]\Z")


def first_word(text: str) -> int:
    """How many characters at the start of a text stay together: brackets before, stops behind, figures with their signs."""
    match = _WORD.match(text)
    return match.end() if match else min(len(text), 1)


def ems(text: str) -> float:
    """How wide a text is set: an em for a Han character or full-width sign, half of it for a letter or digit."""
    return sum(1.0 if unicodedata.east_asian_width(character) in "WFA" else 0.5 for character in text)


def item(text: str) -> str | None:
    """The kind of item number that a text begins with: 1. pointed, （2） bracketed, ③ circled, 四、 han, （五） inner, 【A】 headed."""
    match = _ITEM.match(text)
    return match.lastgroup if match else None


def binds(text: str, rest: str) -> bool:
    """Whether two lines cannot be the end and the start of anything: an open bracket or sign before, a stop behind, or
    letters and digits on both sides."""
    token = _TOKEN_END.search(text) and _TOKEN.match(rest) and item(rest) is None and not text.isdigit()
    return bool(token or _NEVER_LAST.search(text) or _NEVER_FIRST.match(rest))


def listed(lines: Sequence[str]) -> Iterator[str]:
    """The lines that begin an item of several in sequence, 1. 2. 3., one kind of number each."""
    for kind in ("pointed", "bracketed", "circled", "han", "inner"):
        found = [
            (ordinal(match.group()), line) for line in lines if (match := _ITEM.match(line)) and match.lastgroup == kind
        ]
        if len(found) > 1 and [number for number, _ in found] == list(range(1, len(found) + 1)):
            yield from (line for _, line in found)


def inline_items(text: str) -> set[str]:
    """The kinds of item numbers that stand within a line: then the author did not begin a line for each."""
    found = (_ITEM.match(text, match.end()) for match in re.finditer(r"[。；;：:]\s?", text))
    return {match.lastgroup for match in found if match and match.lastgroup}


def closed(text: str) -> bool:
    """Whether a text ends with a sign that closes a sentence or an item."""
    return _CLOSED.search(text.rstrip()) is not None


def balanced(text: str) -> bool:
    """Whether every bracket and quotation mark that is opened is closed again."""
    pairs = ("（(", "）)"), ("《", "》"), ("“", "”"), ("〔", "〕")
    return all(sum(map(text.count, opening)) <= sum(map(text.count, closing)) for opening, closing in pairs)


def stops(text: str) -> bool:
    """Whether a text ends with a stop: it may hang over the edge of the lines, and none begins with it."""
    return text[-1:] in tuple("，。；：、！？,;")
