"""List numbers of paragraphs → a tree: what stands below what, and the points that each paragraph prints for itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor import lexicon
from extractor.segment.flow import Flow
from extractor.segment.marks import RANK, Mark, bullet_marks, find_marks, title_marks
from extractor.segment.outline import SHARED, Point, find_outline, usable_families

ENOUGH = 3
NAME = 40  # characters in which a name and its points stand
ABOUT = re.compile(r"考核|评分|评价|考评|评估|评比|评审|评定|测评|打分|计分|量化|指标|绩效|分值|目标管理|检查标准|验收")
_HEADING = re.compile(r"[^。；，,:!?0-9()]{2,20}(?:\([^()]{1,12}\))?\s*")  # a line that may head a group
OPEN = re.compile(r"\(\s?(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s?分(?=[，,；、:])")  # （30分，责任单位：…）
_ALONE = re.compile(
    r"(?<=\n)\s*(?:分值|满分|标准分|权重分?)\s?[:：]\s?(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s?分?\s*(?=\n|\Z)"
)
_TAIL = re.compile(
    r"\A[^。；,，:()]{2,30}?(?<![扣加减得计记次为分共达])[,，:\s]*(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s?分(?=[:。，,\n]|\s*\Z)"
)


@dataclass(slots=True, eq=False)
class Node:
    """A numbered paragraph: its number, own text up to the next number, and what stands below it."""

    mark: Mark
    level: int
    start: int
    own_end: int
    end: int
    points: tuple[int, int] | None
    children: list[Node] = field(default_factory=list)

    def below(self) -> Iterator[Node]:
        """All nodes below this one."""
        for child in self.children:
            yield from child.whole()

    def whole(self) -> Iterator[Node]:
        """This node and all below it."""
        yield self
        yield from self.below()


def read_points(flow: Flow, plain: str) -> list[Point]:
    """The numbers that make the outline: those that begin a line; in joined text those that follow a sentence too."""
    found = [mark for mark in find_marks(plain) if mark.boundary and not mark.glued]
    least = 1 if flow.chunked or sum(mark.boundary == 2 for mark in found) < ENOUGH else 2
    real = [mark for mark in found if mark.boundary >= least]
    real = sorted([*real, *_pointed_bullets(plain, real)], key=lambda mark: (mark.start, -mark.end))
    families = _by_first(real)
    if not families:
        return []
    outer = [family for family in families if RANK[family] < RANK["A"] and family != families[-1]]
    lost = title_marks(_headings(plain, real), outer or ["titled"])
    marks = sorted([*real, *lost], key=lambda mark: (mark.start, -mark.end))
    if lost and not outer:
        families = ("titled", *families)
    return list(find_outline(plain, marks, families, 0, restarts=True).points)


def _pointed_bullets(plain: str, real: list[Mark]) -> list[Mark]:
    """The bullets of those signs of which most lines print points; other signs only adorn."""
    return [mark for marks in bullet_marks(plain, real) if _mostly_pointed(plain, marks) for mark in marks]


def _mostly_pointed(plain: str, marks: list[Mark]) -> bool:
    pointed = sum(_own_points(plain, mark.end, _line_end(plain, mark.end)) is not None for mark in marks)
    return pointed * 2 > len(marks)


def _line_end(plain: str, start: int) -> int:
    end = plain.find("\n", start)
    return end if end >= 0 else len(plain)


def _headings(plain: str, real: list[Mark]) -> list[int]:
    """Where a short line without a number stands right before a number 1: a group whose number is lost, or has none."""
    ones, starts = {mark.start for mark in real if mark.number == 1}, {mark.start for mark in real}
    found, at = [], 0
    for line in plain.split("\n"):
        following = at + len(line) + 1
        first = following in ones or any(
            following + blanks in ones and plain[following : following + blanks].isspace() for blanks in (1, 2)
        )
        heads = _HEADING.fullmatch(line.strip()) and not ABOUT.search(line)
        if first and heads and at not in starts:
            found.append(at)
        at = following
    return found


def _by_first(marks: list[Mark]) -> tuple[str, ...]:
    """Families that count, outermost first; of 1. and 1、 the one that comes first is the outer one, and bullets are
    outside the numbers that come only after them.
    """
    used = list(usable_families(marks))
    seen = list(dict.fromkeys(mark.family for mark in marks if mark.family in used))
    if "bullet" in used:
        later = [family for family in used if family in seen[seen.index("bullet") + 1 :]]
        used = [*(family for family in used if family not in ("bullet", *later)), "bullet", *later]
    pair = list(dict.fromkeys(mark.family for mark in marks if mark.family in SHARED and mark.family in used))
    return tuple(pair.pop(0) if family in SHARED else family for family in used)


def read_tree(plain: str, points: list[Point]) -> list[Node]:
    """The outermost paragraphs, each with those below it."""
    ends = [*(point.mark.start for point in points[1:]), len(plain)][: len(points)]
    roots: list[Node] = []
    open_: list[Node] = []
    for point, end in zip(points, ends, strict=True):
        start = point.mark.end
        node = Node(point.mark, point.level, start, end, end, _own_points(plain, start, end))
        while open_ and open_[-1].level >= node.level:
            open_.pop()
        (open_[-1].children if open_ else roots).append(node)
        for above in open_:
            above.end = end
        open_.append(node)
    return roots


def _own_points(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """The points of a paragraph itself: in brackets in its first line, or after its heading; not those of its items."""
    line_end = plain.find("\n", start, end)
    line = plain[start : line_end if line_end >= 0 else end]
    inner = re.search(r"\(1\)|①", line)
    line = line[: inner.start()] if inner else line
    match = lexicon.bracketed_points(line)
    match = match or OPEN.search(line, 0, NAME) or _TAIL.match(line)
    if match is None and (alone := _ALONE.search(plain, start, end)):
        return alone.span("points")[0], alone.end()
    return (start + match.start("points"), start + match.end()) if match else None
