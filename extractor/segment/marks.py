"""List numbers in running text: every place that could be one, by numbering family.

Signs and line ends are lost in flattened pages, so a run of digits gives several readings (1008. is 1008., 008. or
8.); which one is meant, the expected next number decides (`outline`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extractor.zh.numerals import CIRCLED, ordinal

_HAN = "一二三四五六七八九十百"
# A unit after a number makes it a quantity; 3人员配备 and 5日常管理 are no quantities.
_UNIT = (
    r"(?!\s?(?:人(?![员才力民事均口文居身大])|日(?!常)|年(?![终度])|月(?!度)|公(?=[里斤顷分])|平(?=[方米])|条(?!件)"
    r"|项(?!目)|分(?![级析类管工配])|次(?!均)|家(?![庭长校属])|所(?!有)|小(?=时)|级(?!别)|周(?!边)|台(?!账)|种(?![植类])"
    r"|个(?!人)|期(?![间末])|类(?![别型])|课(?!程)|学(?=[时分])|字(?!画)|例(?![会行外])|名(?![称录优])|张(?!贴)|批(?![改评示])|户(?![外籍])|起(?!草)|轮(?![岗值换])|宗(?![旨教])"
    r"|点(?![名评])|天(?!然)|节(?![约能日水电目假])|[元件份套岁万亿亩吨倍季米℃度届辆栋幢册篇]|百分|千分|平方|立方))"
)
# From the outermost to the innermost, as official writing nests them (一、 （一） 1. （1） ①).
FAMILIES: dict[str, re.Pattern[str]] = {
    "part": re.compile(rf"第(?P<number>[{_HAN}]{{1,3}})(?:部分|[章篇节编])[、:\s]?"),
    "article": re.compile(rf"第(?P<number>[{_HAN}]{{1,3}})条[、:\s]?"),
    "han": re.compile(rf"(?<![第统唯单同万{_HAN}])(?P<number>[{_HAN}]{{1,3}})[、.](?![{_HAN}]{{1,2}}[级类等型期])"),
    "bracketed": re.compile(rf"\((?P<number>[{_HAN}]{{1,3}})\)"),
    "A": re.compile(r"(?<![A-Za-z0-9])A(?P<number>[0-9]{1,2})(?:[.、:]|(?![0-9.]))"),
    "B": re.compile(r"(?<![A-Za-z0-9])B(?P<number>[0-9]{1,2})(?:[.、:]|(?![0-9.]))"),
    "C": re.compile(r"(?<![A-Za-z0-9])C(?P<number>[0-9]{1,2})(?:[.、:]|(?![0-9.]))"),
    "pointed": re.compile(r"(?P<number>[0-9]{1,8})\.(?![0-9]+(?![0-9A-Z]))"),  # 3.5G基站 is row 3
    "paused": re.compile(r"(?P<number>[0-9]{1,8})、(?![0-9])"),
    "decimal": re.compile(rf"(?<![0-9.])[0-9]{{1,2}}\.(?P<number>[0-9]{{1,2}})(?![0-9.%])[、.]?(?=\s?[一-鿿]){_UNIT}"),
    "deep_decimal": re.compile(r"(?<![0-9.])[0-9]{1,2}\.[0-9]{1,2}\.(?P<number>[0-9]{1,2})(?![0-9.%])[、.]?"),
    "bracketed_digit": re.compile(r"\((?P<number>[0-9]{1,2})\)"),
    "half_bracketed": re.compile(r"(?<![0-9(.])(?P<number>[0-9]{1,2})\)"),
    "circled": re.compile(rf"(?P<number>[{''.join(CIRCLED)}])"),
}
# A number without any sign after it, as a 序号 column leaves it: 1组织领导. Units make it a quantity.
BARE = re.compile(rf"(?P<number>[0-9]{{1,8}})(?=\s?[一-鿿A-Z]){_UNIT}(?!\s?以)")
_NO_UNIT = re.compile(_UNIT)
RANK = {name: rank for rank, name in enumerate(["titled", *FAMILIES, "bullet", "bare"])}
# What begins a line of a list without numbers: - ● ◆, or a picture of that kind.
_SIGN = r"[-–—·•●○◆◇■□▪▶►★☆✅✔➤\U0001F300-\U0001FAFF]\ufe0f?"
PICTURE = re.compile("[\U0001f300-\U0001faff]")
_BULLET = re.compile(rf"(?<=\n)[ \t]*(?P<sign>{_SIGN})[ \t]*(?=[一-鿿A-Za-z\"])")
_GLUED = ("pointed", "paused", "bare")


@dataclass(frozen=True, slots=True)
class Mark:
    """A list number read at `start`; `end` is one past its sign. `boundary`: 2 begins a line, 1 follows an end
    of a sentence or a blank, 0 is glued to what stands before it; `glued` where digits before it were cut off.
    """

    family: str
    number: int
    start: int
    end: int
    boundary: int
    glued: bool = False


def find_marks(plain: str, *, bare: bool = False) -> list[Mark]:
    """All readings of list numbers in a normalised text, by position."""
    found = [
        mark
        for family, pattern in [*FAMILIES.items(), *([("bare", BARE)] if bare else [])]
        for match in pattern.finditer(plain)
        for mark in _readings(plain, family, match)
    ]
    return sorted(found, key=lambda mark: (mark.start, -mark.end))


def bullet_marks(plain: str, numbered: list[Mark]) -> list[list[Mark]]:
    """Lines of lists without numbers, by their signs, counted 1, 2, 3 … from one list number above them to the next.

    A number above them is one of a kind that stands before the first of them: ① below a bullet is inside it.
    """
    numbers = {mark.start for mark in numbered}  # ▪1.: the number counts, the sign adorns
    signs: dict[str, list[re.Match[str]]] = {}
    for match in _BULLET.finditer(plain):
        if match.end() not in numbers:
            signs.setdefault(match["sign"], []).append(match)
    return [_counted(matches, numbered) for matches in signs.values()]


def _counted(signs: list[re.Match[str]], numbered: list[Mark]) -> list[Mark]:
    above = {mark.family for mark in numbered if mark.start < signs[0].start()}
    firsts = sorted(mark.start for mark in numbered if mark.boundary == 2 and mark.family in above)
    lists = Counter[int]()
    found: list[Mark] = []
    for match in signs:
        list_ = bisect_right(firsts, match.start())
        lists[list_] += 1
        found.append(Mark("bullet", lists[list_], match.start("sign"), match.end(), 2))
    return found


def _readings(plain: str, family: str, match: re.Match[str]) -> Iterator[Mark]:
    digits = match["number"]
    value = ordinal(digits)
    if value is None:
        return
    if len(digits) <= 3 and not (digits.startswith("0") and len(digits) > 2):
        yield Mark(family, value, match.start(), match.end(), _boundary(plain, match.start()))
    if family in _GLUED:
        for cut in range(max(1, len(digits) - 2), len(digits)):
            if digits[cut] != "0" and not (len(digits) == 2 and digits[0] == "0"):
                yield Mark(family, int(digits[cut:]), match.start() + cut, match.end(), 0, glued=True)


def is_unit(plain: str, at: int) -> bool:
    """Whether a unit stands at `at`: then the digits before it are a quantity (30分钟, 3类)."""
    return _NO_UNIT.match(plain, at) is None


def is_quantity(plain: str, at: int) -> bool:
    """Whether a unit other than 分 stands at `at`: the figure before it is no figure of points."""
    return plain.startswith("分钟", at) or (is_unit(plain, at) and plain[at : at + 1] != "分")


def title_marks(starts: Iterable[int], families: Iterable[str]) -> list[Mark]:
    """Words that may head a group whose number is lost: a mark without characters for every number it could be."""
    return [
        Mark(family, number, at, at, 1)
        for at in starts
        for family in families
        if family != "bare"
        for number in range(1, 13)
    ]


def _boundary(plain: str, start: int) -> int:
    before = plain[:start] if start < 40 else plain[start - 40 : start]
    bare = before.rstrip(" \t")
    if not bare or bare[-1] == "\n":
        return 2
    return 1 if bare[-1] in "。；：;:!？)]】》" or len(bare) < len(before) else 0
