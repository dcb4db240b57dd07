"""A table that was flattened to one string → Rows, by its column headings and its numbering."""

from __future__ import annotations

import re
from itertools import pairwise

from catalog.base import Evidence
from extractor import lexicon
from extractor.document import Cell, Change, Document, Notice
from extractor.facts import is_furniture
from extractor.segment.cutting import Cutter, Piece
from extractor.segment.endings import ended, loose_ends
from extractor.segment.figures import find_points
from extractor.segment.flow import Flow, glued, without
from extractor.segment.headings import Header, find_headers
from extractor.segment.marks import find_marks
from extractor.segment.names import find_border
from extractor.segment.outline import Outline, find_outline, hypotheses, passed_over
from extractor.tables.rows import Row, RowDoubt, TableRows
from extractor.zh.normalize import normalize

ROWS = 2  # fewer rows are no catalogue
_ANNEX = r"附\s?[件表录]\s?[0-9一二三四五六七八九十]{0,2}\s?[:：]?"
_TOTAL = r"(?:合\s?计|总\s?计)[:：]?\s?[0-9.]{1,6}\s?分?"
_NEW_TABLE = re.compile(rf"(?:{_TOTAL}\s*[^。；]{{0,60}}|{_ANNEX}[^。；]{{0,50}})。?\s*\Z")
_TITLE = re.compile(rf"(?:{_ANNEX})?\s*(?P<title>[^。；]{{4,50}})。?\s*\Z")


def read_flattened(flow: Flow, document: Document) -> tuple[list[TableRows], list[Change], list[Notice]]:
    """The flattened tables of `flow`, what was joined in them, and what a person should know; no tables where no
    headings and numbers are found.
    """
    plain = normalize(flow.text)
    headers = find_headers(plain)
    parts = _tables(plain, headers)
    tables: list[TableRows] = []
    changes: list[Change] = []
    notices: list[Notice] = []
    for at, (own, end) in enumerate(parts):
        rows = _Rows(flow, own, end)
        result = rows.read()
        if result is None:
            continue
        start = parts[at - 1][1] if at else 0
        result.text_before = _sentences(flow.cells(start, own[0].start))
        if tables and (title := _TITLE.search(plain[start : own[0].start])):
            result.opens = (title["title"].strip(), _quotes(flow, document, start, title))
        tables.append(result)
        changes += rows.changes
        notices += rows.notices
    return tables, changes, notices


def _quotes(flow: Flow, document: Document, start: int, title: re.Match[str]) -> list[Evidence]:
    cells = flow.cells(start + title.start("title"), start + title.end("title"))
    return [quote for cell in cells for quote in document.quotes(cell)]


def _tables(plain: str, headers: list[Header]) -> list[tuple[list[Header], int]]:
    """The headers of each table, repeated ones included, and where the table's text ends."""
    groups: list[list[Header]] = []
    cuts: list[int] = []
    for header in headers:
        before = _NEW_TABLE.search(plain, max(0, header.start - 80), header.start)
        if groups and before is None:
            groups[-1].append(header)
        else:
            cuts += [_title_start(before)] if before and groups else []
            groups.append([header])
    return list(zip(groups, [*cuts, len(plain)], strict=True)) if groups else []


def _title_start(match: re.Match[str]) -> int:
    """Where the words before a new table begin: after the total of the one before."""
    total = re.match(_TOTAL, match.group())
    return match.start() + (total.end() if total else 0)


def _sentences(cells: list[Cell]) -> list[Cell]:
    """Sentences as lines, for reading the document's facts."""
    found = []
    for cell in cells:
        ends = [match.end() for match in re.finditer(r"[。！!]", cell.text)]
        found += [cell.part(a, b) for a, b in pairwise([0, *ends, len(cell.text)])]
    return [cell for cell in found if cell.text]


class _Rows:
    """Reads the rows of one table."""

    def __init__(self, flow: Flow, headers: list[Header], end: int) -> None:
        self.header = headers[0]
        stop = min(end, _end(flow, self.header))
        self.headings = flow.cells(self.header.start, self.header.end)
        self.repeated = [cell for h in headers[1:] if h.end <= stop for cell in flow.cells(h.start, h.end)]
        self.after = flow.cells(stop, end)
        gone = [(0, self.header.end), *((h.start, h.end) for h in headers[1:]), (stop, len(flow.text))]
        self.flow = without(flow, gone)
        self.plain = normalize(self.flow.text)
        self.cutter = Cutter(self.flow, self.plain, self.header)
        self.notices = [Notice("W314", {"columns": "、".join(self._unparted())})] if self._unparted() else []

    @property
    def changes(self) -> list[Change]:
        """What was joined and taken out."""
        return self.cutter.changes

    def read(self) -> TableRows | None:
        """The rows, or None where no numbering carries them."""
        outline = self._outline()
        if outline is None:
            return None
        pieces, totals = self.cutter.cut(outline)
        result = TableRows(-1, headings=self.headings, furniture=self.repeated, marks=self.cutter.marks, totals=totals)
        result.rows = loose_ends([self._row(at, piece) for at, piece in enumerate(pieces)])
        result.text_after = _sentences(self.after)
        return result

    def _unparted(self) -> list[str]:
        """Columns of words right of the requirement: their words run into its text."""
        roles = self.header.after_name
        texts = [at for at, role in enumerate(roles) if role in ("requirement", "rule")]
        words = self.header.words[len(self.header.words) - len(roles) :]
        aside = ("responsible", "data_source", "assessment_method", "period", "remark", "unit", "kind")
        return [word for at, (role, word) in enumerate(zip(roles, words, strict=True)) if texts and role in aside]

    def _outline(self) -> Outline | None:
        """The numbering that explains the text best among those the column headings allow."""
        bare = "number" in self.header.roles
        titled = self.cutter.titled
        marks = sorted(
            [*find_marks(self.plain, bare=bare), *self.cutter.lost_groups()], key=lambda mark: (mark.start, -mark.end)
        )
        levels = max(self.header.levels, 1)
        found = [
            find_outline(
                self.plain, marks, families, len(families) - 1, restarts=len(families) < levels or bare, titled=titled
            )
            for families in hypotheses(marks, levels)
        ]
        found = [o for o in found if sum(p.level == len(o.families) - 1 and not p.repeated for p in o.points) >= ROWS]
        real = [mark for mark in marks if mark.end > mark.start]
        return min(found, key=lambda o: o.cost + passed_over(o, real) + self._empty(o), default=None)

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
        return 1.5 * sum(find_border(text, digits=self.header.points_first).start >= len(text) for text in texts)

    def _row(self, at: int, piece: Piece) -> Row:
        whole = glued(self.flow.cell(*span) for span in piece.spans)
        border = find_border(normalize(whole.text), digits=self.header.points_first)
        name, text = whole.part(0, border.end), whole.part(border.start, len(whole.text))
        doubts: list[RowDoubt] = list(piece.doubts)
        if not border.sure:
            doubts += [("name", "R122", (("text", whole.text[:24]),))]
        figure = find_points(text, self.header, bracketed=_bracketed(name))
        doubts += figure.doubts
        number = self.flow.cell(piece.point.mark.start, piece.point.mark.end)
        points = ((None, figure.points),) if figure.points else ()
        of_level = tuple(pair for pair in self.cutter.level_points if pair[0] in piece.groups)
        return Row(-1, at, piece.groups, name, number, figure.texts, points, (), of_level, tuple(doubts))


def _end(flow: Flow, header: Header) -> int:
    """Where the table ends: with the chunks that it was cut into, or before what closes a page: 来源：…, 备注：…"""
    for line, at in zip(flow.lines, flow.starts, strict=True):
        if at + len(line.text) <= header.end:
            continue
        plain = normalize(line.text)
        if at > header.end and (is_furniture(plain.strip()) or ended(plain)):
            return at
        stop = _inner_end(plain, max(header.end - at, 0))
        if stop is not None:
            return at + stop
        if flow.chunked and line.joints:
            return at + len(line.text)
    return len(flow.text)


def _inner_end(plain: str, start: int) -> int | None:
    """Where a line stops being table: 来源：… or 备注：… at its end."""
    for name in ("source_line", "note_tail", "page_tail"):
        if match := lexicon.pattern(name).search(plain, max(start, len(plain) - 400)):
            return match.start()
    return None


def _bracketed(cell: Cell) -> bool:
    plain = normalize(cell.text)
    return lexicon.bracketed_points(plain) is not None
