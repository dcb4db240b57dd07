"""Where a name ends and its requirement begins, in text that lost the border between two cells.

Several kinds of evidence are asked in turn, from the surest: points in brackets, a blank or list number after the
name, a formula whose left side is the name, words that begin again (安全教育|安全教育活动…), a word that requirements
begin with. None of them knows a name; without any the border is said to be unsure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from extractor import lexicon
from extractor.segment.marks import is_quantity

LONGEST = 40
SHORTEST = 2
_STOP = re.compile(r"[。；，,:!?=\n]")
_LIST = re.compile(r"\(1\)|①|\(一\)|1[)、]|1\.(?![0-9])")
_BLANK = re.compile(r"[ \t\n]+")
_FIGURE = re.compile(r"(?<![A-Za-z0-9.“\"])[0-9]{1,3}(?:\.[0-9]{1,2})?(?![0-9.%号第-])(?=\s*分?\s*[^0-9\s])")
BELONGS = re.compile(
    r"(?:[扣加减得计记每第至≥≤<>=~+-]|不[少低高多超][于过]|达到?|为|满|前)\s*\Z"
)  # the figure is of a rule


@dataclass(frozen=True, slots=True)
class Border:
    """The name is text[:end], its requirement begins at `start`; `sure` is False where a person should look."""

    end: int
    start: int
    sure: bool


def find_border(plain: str, *, digits: bool = False) -> Border:
    """The border in the normalised text of a row. `digits`: a points column stands right of the name."""
    head = plain[:LONGEST]
    stop = _STOP.search(head)
    within = head[: stop.start()] if stop else head
    evidence: list[Callable[[str, str], Border | None]] = [_points_bracket, _formula, _listed, _again, _opener, _blank]
    if digits:
        evidence.insert(1, _digits)
    for look in evidence:
        border = look(plain, within)
        if border and border.end >= SHORTEST:
            return border
    if stop and plain[stop.start()] in ":。\n" and stop.start() <= 20:
        return Border(stop.start(), stop.end(), sure=plain[stop.start()] != "。")
    whole = len(plain.strip())
    return Border(whole, whole, sure=True) if whole == len(within.strip()) else Border(len(within), len(within), False)


def _points_bracket(plain: str, within: str) -> Border | None:
    match = lexicon.bracketed_points(plain, 0, LONGEST)
    if match is None or _STOP.search(plain, 0, match.start()):
        return None
    rest = plain[match.end() :]
    return Border(match.end(), len(plain) - len(rest.lstrip(" \t\n。:，,")), sure=True)


def _digits(plain: str, within: str) -> Border | None:
    """组织领导10成立领导小组: the points of the column right of the name, where no verb or unit claims the figure."""
    for match in _FIGURE.finditer(within, SHORTEST):
        name = within[: match.start()]
        whole = name.count("(") == name.count(")") and name.count("“") == name.count("”")
        if whole and not BELONGS.search(name) and not is_quantity(plain, match.end()):
            end = len(name.rstrip())
            return Border(end, match.start(), sure=not any(map(str.isdigit, name)) or name[-1] not in "0123456789")
    return None


def _blank(plain: str, within: str) -> Border | None:
    match = _BLANK.search(within, SHORTEST)
    return Border(match.start(), match.end(), sure=True) if match and match.start() <= 30 else None


def _listed(plain: str, within: str) -> Border | None:
    """业务培训(1)…: a list that begins right after the name."""
    match = _LIST.search(within, SHORTEST)
    if match is None or match.start() > 30 or _BLANK.search(within[: match.start()].strip()):
        return None
    return Border(match.start(), match.start(), sure=True)


def _formula(plain: str, within: str) -> Border | None:
    """合格率具体按规定。合格率=甲/乙: the left side of a formula is the beginning of the row; the longest one wins."""
    names = {m[1] for m in re.finditer(r"(?:\A|[。；，,:\s)0-9%])([^。；，,:\s=()]{3,40})\s*=", plain)}
    fits = [name for name in names if plain.startswith(name)]
    if not fits:
        return None
    end = len(max(fits, key=len))
    own = re.match(r"\s*=", plain[end:])
    return Border(end, 0 if own else end, sure=True)


def _again(plain: str, within: str) -> Border | None:
    """安全教育|安全教育活动…: words of the name begin again; where a requirement begins before that, it begins there."""
    end = next((end for end in range(4, min(len(within), 30)) if _repeats(within[:end], plain[end:])), None)
    if end is None:
        return None
    opener = _opener(plain, within[:end])
    return opener if opener and _ends(within[: opener.end]) else Border(end, end, sure=True)


def _repeats(name: str, rest: str) -> bool:
    """The whole beginning of the name, its last words (增长率|增长率具体), its last word, or its first (制度建设|制度健全)."""
    if rest.startswith(name[:4]) or (rest.startswith(name[-2:]) and rest[:1] != rest[1:2]):
        return True
    return _ends(name) and (rest.startswith(name[:2]) or (len(name) > 4 and rest.startswith(name[-3:])))


def is_phrase(plain: str) -> bool:
    """Whether a short text reads like a requirement (按要求上报) rather than a name (教师队伍)."""
    return any(_opens(plain, at) for at in range(len(plain)))


def _opener(plain: str, within: str) -> Border | None:
    """The first place where a requirement can begin; sure where the words before it end like a name."""
    weak: Border | None = None
    for at in range(SHORTEST, len(within)):
        strength = _opens(plain, at)
        if strength and (strength == 2 or _ends(within[:at])):
            return Border(at, at, sure=_sure(within[:at], plain[at:]))
        if strength and weak is None and at >= 4:
            weak = Border(at, at, sure=False)
    return weak


def _sure(name: str, rest: str) -> bool:
    """Whether a name before an opener is one name: 党建工作专题会议 may be 党建工作 with a requirement on 专题会议, and a
    rate before 达到 may be the requirement's own (平安建设|群众安全感满意度达到).
    """
    inner = any(_ends(name[:end]) for end in range(4, len(name) - 1)) or (len(name) > 8 and not _ends(name))
    bound = rest.startswith(("达到", "不低于", "不少于", "不高于", "不超过", "控制在", "保持在"))
    return not inner or (_ends(name) and not bound)


def _opens(plain: str, at: int) -> int:
    """2 for a word that only requirements begin with, 1 for one that names contain too, 0 for none."""
    word = next((word for word in _words("openers") if plain.startswith(word, at)), None)
    if word is None or plain.startswith(_words("not_openers"), at):
        return 0
    if word in _strong():
        return 2
    after = at + len(word)
    return 0 if plain.startswith(_words("nouns_after"), after) or plain.startswith(_strong(), after) else 1


def _ends(name: str) -> bool:
    return name.rstrip().endswith(_words("endings"))


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(sorted(lexicon.load("boundaries")[name]["words"], key=len, reverse=True))


@cache
def _strong() -> tuple[str, ...]:
    return tuple(lexicon.load("boundaries")["openers"]["strong"])
