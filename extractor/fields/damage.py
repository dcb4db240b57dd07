"""Signs that a source lost: × ÷ ～ % ≥ fall out when a page is scraped. They are put back by evidence, never silently.

Every repair is a sign with the place where it stood; the text before and after differs by the signs alone. What is
whole is left: a 率 printed without ×100% keeps scale 1.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from catalog.model import Certainty
from extractor import lexicon

SEVERAL = 3  # formulas with the same lost sign: one that is missing by chance does not come in threes
_RELATIONS = re.compile(r"[≥≤]")
_OPERATORS = re.compile(r"[×÷]")
_GROUP = re.compile(r"(?:(?<=[×÷/*+\-(\[])|\A)\s?\((?P<inside>[^()+\-×*÷/=]{4,120})\)(?=\s*(?:[+\-×*÷/)\]]|\Z))")
_TOTAL = re.compile(r"(?:总|合计)\Z")
_NUMBER = re.compile(r"[0-9]{1,6}(?:\.[0-9]{1,4})?\s?[天日月年%]?")
HEAD = 2  # characters of a head noun that are compared: 病历 of 符合的病历数 and of 年度病历总数


@dataclass(frozen=True, slots=True)
class Repair:
    """A sign put back before the character at `at`."""

    at: int
    sign: str
    certainty: Certainty = "review"


@dataclass(frozen=True, slots=True)
class Damage:
    """What a document shows of its losses: whether it lost its ≥ and ≤, and how many formulas lack their ×."""

    relations: bool = False
    repaired: int = 0


@dataclass(frozen=True, slots=True)
class Mended:
    """A text with its signs put back, and the repairs, which count in the text as it was."""

    text: str
    repairs: tuple[Repair, ...]


def restore(text: str) -> Mended:
    """Put the ～ back into ranges of age: 036个月儿童 → 0～36个月儿童, 3564岁 → 35～64岁. Other texts stay as they are."""
    repairs = tuple(ranges(text))
    return Mended(mend(text, repairs), repairs)


def ranges(text: str) -> list[Repair]:
    """The lost ～ of a text (normalised or not)."""
    if "岁" not in text and "月" not in text:
        return []
    return [
        Repair(match.end(), "～")
        for match in lexicon.pattern("lost_range").finditer(text)
        if match["low"] is None or int(match["low"]) < int(match["high"])
    ]


def mend(text: str, repairs: Iterable[Repair]) -> str:
    """The text with the signs of `repairs` put in."""
    parts: list[str] = []
    done = 0
    for repair in sorted(repairs, key=lambda repair: repair.at):
        parts += (text[done : repair.at], repair.sign)
        done = repair.at
    return "".join((*parts, text[done:]))


def lost_relations(plain: str, repaired: int) -> bool:
    """Whether a whole document lost its ≥ and ≤, so that a bare 90% may have been ≥90%.

    There is none left, and another sign is gone as well: × and ÷ from formulas, or the ～ of all its ranges.
    """
    if _RELATIONS.search(plain):
        return False
    return (repaired > 0 and not _OPERATORS.search(plain)) or ("~" not in plain and bool(ranges(plain)))


def band(digits: str) -> tuple[int, int] | None:
    """The two ascending percentages in a number over 100 that lost its ～: 9095 → 90, 95; None for 120 and 0595."""
    match = lexicon.pattern("lost_band").fullmatch(digits)
    if match is None or int(match["low"]) >= int(match["high"]):
        return None
    return int(match["low"]), int(match["high"])


# --- inside a formula ---------------------------------------------------------------------------


def brackets(body: str) -> tuple[list[Repair], bool]:
    """The sign lost inside brackets that hold none, for brackets round one name say nothing.

    (人口总数患病率) and (床位数365) are a count times a rate or a number; (本年收入上年收入)/上年收入 is a growth.
    Returns the repairs, and whether a bracket is left that holds two names and has no one place to cut.
    """
    found, doubtful = [], False
    for match in _GROUP.finditer(body):
        inside, under = match["inside"].rstrip(), body[match.end() :].strip(" /÷")
        cuts = [cut for cut in _cuts(inside) if cut < len(inside)]
        if under and inside.endswith(under) and len(inside) > len(under):
            found.append(Repair(match.start("inside") + len(inside) - len(under), "-"))
        elif len(cuts) == 1 and _multiplies(inside[cuts[0] :]):
            found.append(Repair(match.start("inside") + cuts[0], "×"))
        else:
            doubtful = doubtful or bool(cuts)
    return found, doubtful


def _multiplies(second: str) -> bool:
    """Whether a name may stand behind a lost ×: a rate or a number, 患病率, 365天."""
    return bool(second.endswith(lexicon.words("rate_names")) or _NUMBER.fullmatch(second))


def division(body: str) -> int | None:
    """Where the ÷ was lost between two count nouns that run together: 诊断符合的病历数|年度病历总数.

    The second begins with a word of time or scope, or counts the same as the first; one place must be better
    than all others, else None.
    """
    cuts = _cuts(body)
    if not cuts or cuts[-1] != len(body):
        return None
    rated = sorted(((_likelihood(body[:cut], body[cut:]), cut) for cut in cuts[:-1]), reverse=True)
    if not rated or rated[0][0] == 0 or any(a[0] == b[0] == rated[0][0] for a, b in pairwise(rated)):
        return None
    return rated[0][1]


def _likelihood(first: str, second: str) -> int:
    """Evidence that a count noun ends where `second` begins: none, one kind or both."""
    head = _head(first)
    same = len(head) == HEAD and _head(second) == head
    return int(same) + int(second.startswith(lexicon.words("second_starts")))


def _head(name: str) -> str:
    """The noun before the ending: 病历 of 年度病历总数 and of 符合的病历数."""
    ends = [match for match in _endings().finditer(name) if match.end() == len(name)]
    stem = name[: ends[-1].start()] if ends else name
    return _TOTAL.sub("", stem)[-HEAD:]


def _cuts(text: str) -> list[int]:
    """Where a count noun ends."""
    return [match.end() for match in _endings().finditer(text)]


@cache
def _endings() -> re.Pattern[str]:
    words = "|".join(map(re.escape, lexicon.words("count_endings")))
    return re.compile(rf"(?:{words})(?![{''.join(lexicon.words('no_count'))}])")


# --- words for both sides -----------------------------------------------------------------------


def shifted(repairs: Iterable[Repair], offset: int) -> list[Repair]:
    """The repairs of a part, counted in the whole."""
    return [Repair(each.at + offset, each.sign, each.certainty) for each in repairs]


def weakest(repairs: Iterable[Repair]) -> Certainty:
    """The certainty of a text with these repairs: that of the least certain one."""
    order: Callable[[Certainty], int] = ("certain", "likely", "review").index
    return max((each.certainty for each in repairs), key=order, default="certain")
