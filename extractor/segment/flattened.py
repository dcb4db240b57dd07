"""A table that was flattened to one string → Rows, by its column headings and its numbering.

Names of groups without a number are found where pages repeat them, or alone between two sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from extractor import lexicon
from extractor.document import Cell, Change
from extractor.segment.flow import Flow, glued, without
from extractor.segment.headings import Header, find_headers
from extractor.segment.marks import find_marks
from extractor.segment.names import find_border, is_phrase
from extractor.segment.outline import Outline, Point, find_outline, hypotheses, passed_over
from extractor.tables import Row, RowDoubt, TableRows
from extractor.zh.normalize import normalize

ROWS = 2  # fewer rows are no catalogue
_TAIL = re.compile(r"[一-鿿]{2,14}(?:\([一-鿿]{1,10}\))?[ \t\n]*\Z")
_CLOSES = "。；;:!?)]》%0123456789 \t\n"
_LIST_END = re.compile(r"\([0-9]{1,2}\)[ \t]*\Z")
_POINTS = re.compile(r"\s*(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分?(?![0-9.%])")
_LAST_POINTS = re.compile(r"(?<![0-9.])(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)\s*分?\s*\Z")


@dataclass(slots=True)
class _Piece:
    """One row as it was cut out: its number, the groups above it, and the spans of its text."""

    point: Point
    groups: tuple[Cell, ...]
    spans: list[tuple[int, int]]
    doubts: list[RowDoubt] = field(default_factory=list)


def read_flattened(flow: Flow) -> tuple[TableRows, list[Change]] | None:
    """The rows of the first flattened table of `flow` and what was joined; None where no headings or numbers are found."""
    headers = find_headers(normalize(flow.text))
    if not headers:
        return None
    header = headers[0]
    title = flow.cells(0, header.start)
    headings = flow.cells(header.start, header.end)
    again = [(h.start, h.end) for h in headers[1:]]
    furnished = [cell for a, b in again for cell in flow.cells(a, b)]
    end = _end(flow, header)
    after = flow.cells(end, len(flow.text))
    body = without(flow, [(0, header.end), *again, (end, len(flow.text))])
    rows = _Rows(body, header)
    result = rows.read()
    if result is None:
        return None
    result.headings, result.text_before, result.text_after = headings, _sentences(title), _sentences(after)
    result.furniture += furnished
    return result, rows.changes


def _sentences(cells: list[Cell]) -> list[Cell]:
    """Sentences as lines, for reading the document's facts."""
    found = []
    for cell in cells:
        ends = [match.end() for match in re.finditer(r"[。！!]", cell.text)]
        found += [cell.part(a, b) for a, b in pairwise([0, *ends, len(cell.text)])]
    return [cell for cell in found if cell.text]


def _end(flow: Flow, header: Header) -> int:
    """Where the table ends: with the chunks that it was cut into, and before 来源：… at the end of a line."""
    end = len(flow.text)
    for line, at in zip(flow.lines, flow.starts(), strict=True):
        if at + len(line.text) <= header.end:
            continue
        if match := lexicon.pattern("source_line").search(normalize(line.text), max(0, len(line.text) - 200)):
            return at + match.start()
        if flow.chunked and line.joints:
            return at + len(line.text)
    return end


class _Rows:
    """Reads the rows of one body of text."""

    def __init__(self, flow: Flow, header: Header) -> None:
        self.flow, self.header = flow, header
        self.plain = normalize(flow.text)
        self.changes: list[Change] = []
        self.marks: list[Cell] = []

    def read(self) -> TableRows | None:
        outline = self._outline()
        if outline is None:
            return None
        pieces = self._pieces(outline)
        total = self._total(pieces[-1])
        result = TableRows(-1, marks=self.marks, totals=[total] if total else [])
        result.rows = [self._row(at, piece) for at, piece in enumerate(pieces)]
        return result

    def _total(self, last: _Piece) -> tuple[Cell, Cell] | None:
        """合计100 at the end belongs to no row."""
        start, end = last.spans[-1]
        match = lexicon.pattern("total_tail").search(self.plain, max(start, end - 30), end)
        if match is None:
            return None
        last.spans[-1] = (start, match.start())
        return self.flow.cell(*match.span()), self.flow.cell(*match.span("points"))

    def _outline(self) -> Outline | None:
        """The numbering that explains the text best among those the column headings allow."""
        bare = "number" in self.header.roles
        marks = find_marks(self.plain, bare=bare)
        levels = max(self.header.levels, 1)
        found = [
            find_outline(self.plain, marks, families, len(families) - 1, restarts=len(families) < levels or bare)
            for families in hypotheses(marks, levels)
        ]
        found = [o for o in found if sum(p.level == len(o.families) - 1 and not p.repeated for p in o.points) >= ROWS]
        return min(found, key=lambda o: o.cost + passed_over(o, marks) + self._empty(o), default=None)

    def _empty(self, outline: Outline) -> float:
        """What it costs that rows hold a name and nothing more, although the headings announce a requirement."""
        if not set(self.header.after_name) & {"requirement", "rule", "target_value"}:
            return 0.0
        ends = [*(point.mark.start for point in outline.points[1:]), len(self.plain)]
        texts = [
            self.plain[point.mark.end : end].strip(" 。；;，,\n")
            for point, end in zip(outline.points, ends, strict=True)
            if point.level == len(outline.families) - 1 and not point.repeated
        ]
        return 1.5 * sum(find_border(text).start >= len(text) for text in texts)

    # --- groups ----------------------------------------------------------------------------------

    def _pieces(self, outline: Outline) -> list[_Piece]:
        """Walk the outline: groups open, rows begin, and go on where a page repeated their number."""
        deepest = len(outline.families) - 1
        titles = self._titles(outline)
        ends = [*(point.mark.start for point in outline.points[1:]), len(self.plain)]
        pieces: list[_Piece] = []
        open_: list[Cell | None] = [None] * (deepest + 1)
        for point, end in zip(outline.points, ends, strict=True):
            title = titles.get(end)
            stop = title[0] if title else end
            own = titles.get(point.mark.start)
            if own:
                open_[0] = self._title(own, open_[0])
            if point.level < deepest:
                self._group(point, stop, open_, pieces)
            elif point.repeated and pieces:
                self._goes_on(point, stop, pieces)
            else:
                groups = tuple(cell for cell in open_ if cell)
                pieces.append(_Piece(point, groups, [(point.mark.end, stop)], self._doubts(own)))
        return pieces

    def _group(self, point: Point, stop: int, open_: list[Cell | None], pieces: list[_Piece]) -> None:
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
        open_[level:] = [self.flow.cell(start, stop), *[None] * (len(open_) - level - 1)]

    def _goes_on(self, point: Point, stop: int, pieces: list[_Piece]) -> None:
        """A page repeated the number and name of the row that it cut."""
        last = pieces[-1]
        before = self.plain[slice(*last.spans[0])]
        start = point.mark.end
        border = find_border(before, digits=self._digits()).end
        length = _shared(before[:border], self.plain[start:stop])
        self._repeats(point.mark.start, start + length)
        last.spans.append((start + length, stop))
        self._joins(last)

    def _titles(self, outline: Outline) -> dict[int, tuple[int, int, bool]]:
        """Names of groups without numbers, by the list number that they stand before: start, end, sure."""
        if self.header.levels <= len(outline.families):
            return {}
        tops = [point for point in outline.points if point.level == 0]
        tails = {p.mark.start: tail for p in tops if (tail := self._tail(p.mark.start))}
        known, alone = self._known(tops, tails, len(outline.families))
        found = {}
        for point in tops:
            at = point.mark.start
            before = self.plain[max(0, at - 40) : at].rstrip()
            name = next((name for name in known if before.endswith(name)), None)
            sure = name is not None
            name = name or (tails.get(at) if tails.get(at) in alone else None)
            if name:
                start = max(0, at - 40) + len(before) - len(name)
                found[at] = (start, start + len(name), sure)
        return found

    def _tail(self, at: int) -> str | None:
        """The words right before a list number, where a sentence or a sign ends before them."""
        match = _TAIL.search(self.plain, max(0, at - 30), at)
        if match is None:
            return None
        before = self.plain[: match.start()]
        closed = not before or (before[-1] in _CLOSES and not _LIST_END.search(before[-6:]))
        return match.group().strip() if closed else None

    def _known(self, tops: list[Point], tails: dict[int, str], numbered: int) -> tuple[list[str], set[str]]:
        """Words that name a group: they open the text, are repeated, or stand alone before a numbered group; and
        those that stand alone only once before a row, which a person should look at.
        """
        often = {tail for tail in tails.values() if list(tails.values()).count(tail) > 1}
        first = {tails[tops[0].mark.start]} if tops and tops[0].mark.start in tails else set()
        restarted = {
            tails[b.mark.start] for a, b in pairwise(tops) if b.mark.number <= a.mark.number and b.mark.start in tails
        }
        alone = {tail for tail in tails.values() if len(tail) <= (12 if numbered > 1 else 8) and not is_phrase(tail)}
        sure = often | first | restarted | (alone if numbered > 1 else set())
        return sorted(sure, key=len, reverse=True), alone - sure

    def _title(self, title: tuple[int, int, bool], held: Cell | None) -> Cell:
        start, end, _ = title
        if held is not None and held.text == self.flow.text[start:end]:
            self._repeats(start, end)
            return held
        return self.flow.cell(start, end)

    def _doubts(self, title: tuple[int, int, bool] | None) -> list[RowDoubt]:
        return [] if title is None or title[2] else [("path", "R124", (("text", self.plain[title[0] : title[1]]),))]

    # --- rows ------------------------------------------------------------------------------------

    def _row(self, at: int, piece: _Piece) -> Row:
        whole = glued(self.flow.cell(*span) for span in piece.spans)
        border = find_border(normalize(whole.text), digits=self._digits())
        name, text = whole.part(0, border.end), whole.part(border.start, len(whole.text))
        doubts: list[RowDoubt] = list(piece.doubts)
        if not border.sure:
            doubts += [("name", "R122", (("text", whole.text[:24]),))]
        points, text = self._points(text, doubts, bracketed=bool(_bracket(name)))
        number = self.flow.cell(piece.point.mark.start, piece.point.mark.end)
        return Row(-1, at, piece.groups, name, number, (text,) if text.text else (), points, (), (), tuple(doubts))

    def _digits(self) -> bool:
        """Whether the points column stands right of the name."""
        return self.header.after_name[:1] == ("points",)

    def _points(
        self, text: Cell, doubts: list[RowDoubt], *, bracketed: bool
    ) -> tuple[tuple[tuple[str | None, Cell], ...], Cell]:
        """The points column: its figure stands first or last in what is left of the row."""
        if "points" not in self.header.roles or bracketed:
            return (), text
        plain = normalize(text.text)
        first = _POINTS.match(plain) if self._digits() else None
        last = _LAST_POINTS.search(plain) if self.header.after_name[-1:] == ("points",) else None
        match = first or last
        if match is None:
            doubts.append(("points", "R123", (("text", text.text[:24]),)))
            return (), text
        rest = text.part(match.end(), len(plain)) if first else text.part(0, match.start())
        return ((None, text.part(*match.span("points"))),), rest

    # --- what was joined -------------------------------------------------------------------------

    def _repeats(self, start: int, end: int) -> None:
        """Heading characters that a page repeats."""
        cell = self.flow.cell(start, end)
        if cell.text:
            self.marks.append(cell)
            (span, *more) = list(cell.spans())
            self.changes.append(Change("heading_repeated", cell.text, "", "certain", span, tuple(more)))

    def _joins(self, piece: _Piece) -> None:
        """A row that a page cut in two."""
        (a, b), (c, d) = piece.spans[-2:]
        before, after = self.flow.cell(max(a, b - 12), b), self.flow.cell(c, min(c + 12, d))
        (span, *more) = [*before.spans(), *after.spans()]
        printed = f"{before.text}⏎{after.text}"
        self.changes.append(Change("row_joined", printed, before.text + after.text, "likely", span, tuple(more)))


def _shared(heading: str, text: str) -> int:
    """How many characters of `text` repeat the heading."""
    length = 0
    plain = normalize(heading)
    while length < min(len(plain), len(text)) and plain[length] == text[length]:
        length += 1
    return length


def _bracket(cell: Cell) -> bool:
    plain = normalize(cell.text)
    return bool(lexicon.pattern("points_bracket").search(plain) or lexicon.pattern("weight_bracket").search(plain))
