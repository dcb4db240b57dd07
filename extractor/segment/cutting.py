"""An outline → pieces of text: groups open, rows begin, and go on where a page repeated their number.

Names of groups without a number are found where pages repeat them, or alone between two sentences.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import pairwise

from extractor import lexicon
from extractor.document import Cell, Change
from extractor.segment.flow import Flow
from extractor.segment.headings import Header
from extractor.segment.marks import Mark, find_marks, is_unit, title_marks
from extractor.segment.names import find_border, is_phrase
from extractor.segment.outline import Outline, Point, usable_families
from extractor.tables.rows import RowDoubt
from extractor.zh.normalize import normalize

_TAIL = re.compile(r"[一-鿿]{2,16}(?:\([一-鿿]{1,10}\))?[ \t\n]*\Z")
_CLOSES = "。；;:!?)]》%0123456789 \t\n"
_GLUED_POINTS = re.compile(r"(?<=[一-鿿)])[0-9]{1,3}(?:\.[0-9])?\s*分?\s*\Z")
_UNITS = re.compile(r"\A(?:学时|课时|小时|分钟|人次|个月|平方米|[一-鿿])")
_LIST_END = re.compile(r"\([0-9]{1,2}\)[ \t]*\Z")
ALONE = 14  # characters of a group's name that stands alone before a row
_NUMBER_INSIDE = re.compile(r"[一二三四五六七八九十]、|[0-9]{1,2}[.、](?![0-9])|\([一二三四五六七八九十]\)")


@dataclass(slots=True)
class Piece:
    """One row as it was cut out: its number, the groups above it, and the spans of its text."""

    point: Point
    groups: tuple[Cell, ...]
    spans: list[tuple[int, int]]
    doubts: list[RowDoubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Title:
    """A group's name without a number: where it stands, and whether more than its place says so."""

    start: int
    end: int
    sure: bool


class Cutter:
    """Cuts one flattened table at the numbers of an outline."""

    def __init__(self, flow: Flow, plain: str, header: Header) -> None:
        self.flow, self.plain, self.header = flow, plain, header
        self.changes: list[Change] = []
        self.marks: list[Cell] = []
        self.level_points: list[tuple[Cell, Cell]] = []  # groups with the figure of their own points column

    # --- what may be a group ---------------------------------------------------------------------

    @cached_property
    def titled(self) -> frozenset[int]:
        """Starts of list numbers right after words that may name a group."""
        starts = {mark.start for mark in find_marks(self.plain, bare="number" in self.header.roles)}
        return frozenset(at for at in starts if (tail := self._tail(at)) and len(tail) <= ALONE and not is_phrase(tail))

    def lost_groups(self) -> list[Mark]:
        """Words before a number 1 that may head a group whose own number is lost."""
        real = find_marks(self.plain)
        outer = [family for family in usable_families(real) if family in ("han", "bracketed", "part")]
        rows = {mark.start for mark in real if mark.family not in outer}
        starts = {at - len(tail) for at in rows & self.titled if (tail := self._tail(at))}
        return title_marks(sorted(starts), outer)

    def _tail(self, at: int) -> str | None:
        """The words right before a list number, where a sentence or a sign ends before them."""
        match = _TAIL.search(self.plain, max(0, at - 30), at)
        if match is None:
            return None
        before = self.plain[max(0, match.start() - 6) : match.start()]
        closed = not before or (before[-1] in _CLOSES and not _LIST_END.search(before))
        words = match.group().strip()
        if before and before[-1].isdigit() and is_unit(self.plain, match.start()):
            words = _UNITS.sub("", words)  # 每学期2次|教学常规
        return words if closed and len(words) > 1 else None

    # --- cutting ---------------------------------------------------------------------------------

    def cut(self, outline: Outline) -> tuple[list[Piece], list[tuple[Cell, Cell]]]:
        """The rows' pieces, and totals that stand between them."""
        deepest = len(outline.families) - 1
        titles = self._titles(outline)
        ends = [*(point.mark.start for point in outline.points[1:]), len(self.plain)]
        pieces: list[Piece] = []
        open_: list[Cell | None] = [None] * (deepest + 1)
        for point, end in zip(outline.points, ends, strict=True):
            title = titles.get(end)
            stop = title.start if title else end
            own = titles.get(point.mark.start)
            if own and (title_cell := self._title(own, open_[0])) is not open_[0]:
                open_ = [title_cell, *[None] * deepest]
            if point.level < deepest:
                self._group(point, stop, open_, pieces)
            elif point.repeated and pieces:
                self._goes_on(point, stop, pieces)
            else:
                groups = tuple(cell for cell in open_ if cell)
                doubts = [*self._doubts(own), *_crowded(groups, self.header), *self._unread(point, stop, outline)]
                pieces.append(Piece(point, groups, [(point.mark.end, stop)], doubts))
        return _restarts(pieces, outline, titles), self._totals(pieces)

    def _group(self, point: Point, stop: int, open_: list[Cell | None], pieces: list[Piece]) -> None:
        """Open a group, or pass over its repetition; what follows a repeated heading continues the row."""
        start, level = point.mark.start, point.level + 1
        cell = open_[level]
        if point.repeated and cell is not None:
            length = _shared(cell.text, self.plain[start:stop])
            self._repeats(start, start + length)
            rest = (start + length, stop)
            if pieces and self.plain[slice(*rest)].strip():
                pieces[-1].spans.append(rest)
                self._joins(pieces[-1])
            return
        heading = self.flow.cell(start, stop)
        if self.header.level_points and (figure := _GLUED_POINTS.search(normalize(heading.text))):
            points = heading.part(figure.start(), len(heading.text))
            heading = heading.part(0, figure.start())
            self.level_points.append((heading, points))
        open_[level:] = [heading, *[None] * (len(open_) - level - 1)]

    def _goes_on(self, point: Point, stop: int, pieces: list[Piece]) -> None:
        """A page repeated the number and name of the row that it cut."""
        last = pieces[-1]
        before = self.plain[slice(*last.spans[0])]
        start = point.mark.end
        border = find_border(before, digits=self.header.points_first).end
        length = _shared(before[:border], self.plain[start:stop])
        self._repeats(point.mark.start, start + length)
        last.spans.append((start + length, stop))
        self._joins(last)

    def _totals(self, pieces: list[Piece]) -> list[tuple[Cell, Cell]]:
        """小计20 and 合计100 at the end of a row belong to no row; a label stands in the row that follows."""
        found = []
        for at, piece in enumerate(pieces):
            start, end = piece.spans[-1]
            while match := lexicon.pattern("total_tail").search(self.plain, max(start, end - 30), end):
                end = match.start()
                piece.spans[-1] = (start, match.start())
                label, figure = self.flow.cell(*match.span()), self.flow.cell(*match.span("points"))
                found.append((replace(label, row=at + 1), figure))
        return found

    def _unread(self, point: Point, stop: int, outline: Outline) -> list[RowDoubt]:
        """A list number of the groups' or rows' own family inside a row, that would continue or begin the count again."""
        listed = outline.families[-1] in ("bracketed_digit", "circled")
        following = set() if listed else {point.mark.number + at for at in range(1, 12)}
        for mark in find_marks(self.plain[point.mark.end : stop]):
            outer = mark.family in outline.families[:-1] and mark.family != outline.families[-1]
            if (
                mark.boundary
                and not mark.glued
                and (outer or (mark.family == outline.families[-1] and mark.number in following))
            ):
                start = point.mark.end + mark.start
                return [("row", "R128", (("text", self.plain[start : start + 16]),))]
        return []

    # --- groups without numbers ------------------------------------------------------------------

    def _titles(self, outline: Outline) -> dict[int, _Title]:
        """Names of groups without numbers, by the list number that they stand before."""
        if self.header.levels <= len(outline.families):
            return {}
        tops = [point for point in outline.points if point.level == 0]
        tails = {p.mark.start: tail for p in tops if (tail := self._tail(p.mark.start))}
        known, alone = _known(tops, tails, len(outline.families))
        return {at: title for at in (p.mark.start for p in tops) if (title := self._named(at, known, alone, tails))}

    def _named(self, at: int, known: list[str], alone: set[str], tails: dict[int, str]) -> _Title | None:
        before = self.plain[max(0, at - 40) : at].rstrip()
        name = next((name for name in known if before.endswith(name)), None)
        sure = name is not None
        name = name or (tails.get(at) if tails.get(at) in alone else None)
        if name is None:
            return None
        start = max(0, at - 40) + len(before) - len(name)
        return _Title(start, start + len(name), sure)

    def _title(self, title: _Title, held: Cell | None) -> Cell:
        if held is not None and held.text == self.flow.text[title.start : title.end]:
            self._repeats(title.start, title.end)
            return held
        return self.flow.cell(title.start, title.end)

    def _doubts(self, title: _Title | None) -> list[RowDoubt]:
        if title is None or title.sure:
            return []
        return [("path", "R124", (("text", self.plain[title.start : title.end]),))]

    # --- what was joined -------------------------------------------------------------------------

    def _repeats(self, start: int, end: int) -> None:
        """Heading characters that a page repeats."""
        cell = self.flow.cell(start, end)
        if cell.text:
            self.marks.append(cell)
            (span, *more) = list(cell.spans())
            self.changes.append(Change("heading_repeated", cell.text, "", "certain", span, tuple(more)))

    def _joins(self, piece: Piece) -> None:
        """A row that a page cut in two."""
        (a, b), (c, d) = piece.spans[-2:]
        before, after = self.flow.cell(max(a, b - 12), b), self.flow.cell(c, min(c + 12, d))
        (span, *more) = [*before.spans(), *after.spans()]
        printed = f"{before.text}⏎{after.text}"
        self.changes.append(Change("row_joined", printed, before.text + after.text, "likely", span, tuple(more)))


def _known(tops: list[Point], tails: dict[int, str], numbered: int) -> tuple[list[str], set[str]]:
    """Words that name a group: they open the text, are repeated, stand where numbers begin again, or alone before a
    numbered group; and those that stand alone only once before a row, which a person should look at.
    """
    often = {tail for tail, count in Counter(tails.values()).items() if count > 1}
    first = {tails[tops[0].mark.start]} if tops and tops[0].mark.start in tails else set()
    again = {tails[b.mark.start] for a, b in pairwise(tops) if b.mark.number <= a.mark.number and b.mark.start in tails}
    alone = {t for t in tails.values() if len(t) <= (ALONE - 2 if numbered > 1 else ALONE) and not is_phrase(t)}
    sure = often | first | again | (alone if numbered > 1 else set())
    return sorted(sure, key=len, reverse=True), alone - sure


def _restarts(pieces: list[Piece], outline: Outline, titles: dict[int, _Title]) -> list[Piece]:
    """Rows that begin again at 1 although no group stands above them: its name may be lost."""
    for before, piece in pairwise(pieces):
        again = piece.point.mark.number == 1 and before.point.mark.number > 1 and piece.groups == before.groups
        lost = any(cell.joints == () and not _numbered(cell, outline) for cell in piece.groups[-1:])
        if again or (lost and piece.groups != before.groups and piece.point.mark.start not in titles):
            piece.doubts.append(("path", "R126", (("number", str(piece.point.mark.number)),)))
    return pieces


def _numbered(cell: Cell, outline: Outline) -> bool:
    """Whether a group's heading begins with a number; one whose number is lost was found by its place alone."""
    return any(mark.start == 0 for mark in find_marks(normalize(cell.text))) or len(outline.families) < 2


def _crowded(groups: Iterable[Cell], header: Header) -> list[RowDoubt]:
    """A group's name with a list number inside is two names; a table with levels and no group lost its groups."""
    groups = list(groups)
    crowded = [cell for cell in groups if _NUMBER_INSIDE.search(normalize(cell.text), 2)]
    doubts: list[RowDoubt] = [("path", "R124", (("text", cell.text[:20]),)) for cell in crowded]
    if not groups and header.levels > 1:
        told = (("columns", "、".join(header.level_words)),)
        doubts += [("path", "R127", told), ("name", "R127", told)]
    return doubts


def _shared(heading: str, text: str) -> int:
    """How many characters of `text` repeat the heading."""
    length = 0
    plain = normalize(heading)
    while length < min(len(plain), len(text)) and plain[length] == text[length]:
        length += 1
    return length
