"""Text dumps of Word tables, and plain text.

In a dump a tab at the start of a line begins a cell, a blank line ends a row, and an empty cell may
continue the merged cell above it. Lines without a tab that stand outside a row are paragraphs.
Tables written as one row a line, cells separated by tabs, are read too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from catalog.base import Place
from catalog.problems import Trouble
from extractor.document import Block, Cell, Document, Furniture, Grid, Notice, Paragraph, Tape
from extractor.limits import Limits
from extractor.readers.chrome import is_site_page, spread, telling
from extractor.readers.decode import clean, decode
from extractor.source import Source

BOOKMARK = re.compile(r"\[bookmark: [^\]\n]{1,60}\]")
# Markdown: headings, quotations and tables drawn with bars.
_HEADING = re.compile(r"#{1,6} \S")
_BARS = re.compile(r"\s*\|?[\s:|-]*-{2,}[\s:|-]*\|")
_MARKS = re.compile(r"(?:#{1,6}|>) +(?=\S)")
ALIKE = 3  # lines with as many tabs that show that each line is a row


def read(source: Source, limits: Limits) -> Document:
    """Read a text source. Raises Trouble E220 for undecodable bytes, E110 for too much text."""
    text, notices = decode(source.data)
    if len(text) > limits.text_characters:
        raise Trouble("E110", limit="text_characters", maximum=limits.text_characters)
    text, cleaned = clean(text)
    return _Dump(source.id, limits).read(text, notices + cleaned)


@dataclass(slots=True)
class _Dump:
    source: str
    limits: Limits
    tape: Tape = field(default_factory=Tape)
    blocks: list[Block] = field(default_factory=list)
    furniture: list[Furniture] = field(default_factory=list)
    tables: int = 0
    markdown: bool = False

    def read(self, text: str, notices: list[Notice]) -> Document:
        lines = text.split("\n")
        self.markdown = sum(bool(_HEADING.match(line) or _BARS.match(line)) for line in lines) > 2
        blocks = _blocks(lines)
        for (first_line, lines, is_table), is_chrome in zip(blocks, _site_lines(blocks), strict=True):
            if is_table:
                self._grid(first_line, lines)
            elif is_chrome:
                self._site_line(first_line, lines[0])
            else:
                self._paragraph(first_line, lines[0])
        visible = sum(1 for character in text if not character.isspace())
        return Document(
            source=self.source,
            text=self.tape.text(),
            pieces=self.tape.pieces,
            blocks=self.blocks,
            visible=visible,
            furniture=self.furniture,
            notices=notices,
        )

    def _paragraph(self, line: int, text: str) -> None:
        for mark in BOOKMARK.findall(text):
            span = self.tape.add(mark, Place(block=len(self.blocks), line=line))
            self.furniture.append(Furniture(span, "bookmark"))
        text = BOOKMARK.sub("", text).strip()
        if self.markdown and (mark := _MARKS.match(text)):
            span = self.tape.add(mark.group().strip(), Place(block=len(self.blocks), line=line))
            self.furniture.append(Furniture(span, "mark"))
            text = text[mark.end() :]
        span = self.tape.add(text, Place(block=len(self.blocks), line=line))
        self.blocks.append(Paragraph(text, span.start))

    def _site_line(self, line: int, text: str) -> None:
        """A line that the site put around the text: a piece, but no block."""
        self.furniture.append(Furniture(self.tape.add(text.strip(), Place(line=line)), "site"))

    def _grid(self, first_line: int, lines: list[str]) -> None:
        rows = _rows(first_line, lines)
        columns = max(len(row) for row in rows)
        if len(rows) * columns > self.limits.grid_cells:
            raise Trouble("E211", cells=len(rows) * columns, maximum=self.limits.grid_cells)
        cells = [self._cell(row, column, *cell) for row, cs in enumerate(rows) for column, cell in enumerate(cs)]
        self.blocks.append(Grid(self.tables, len(rows), columns, cells, states_merges=False))
        self.tables += 1

    def _cell(self, row: int, column: int, line: int, text: str) -> Cell:
        text = text.strip()
        place = Place(block=len(self.blocks), table=self.tables, row=row, column=column, line=line)
        return Cell(row, column, text, self.tape.add(text, place).start)


def _blocks(lines: list[str]) -> list[tuple[int, list[str], bool]]:
    """Cut lines into paragraphs (one line each) and tables (from a cell to the last row's end)."""
    blocks: list[tuple[int, list[str], bool]] = []
    index = 0
    while index < len(lines):
        if "\t" in lines[index].strip(" "):
            end = _table_end(lines, index)
            blocks.append((index + 1, lines[index:end], True))
            index = end
        else:
            if lines[index].strip():
                blocks.append((index + 1, [lines[index]], False))
            index += 1
    return blocks


def _site_lines(blocks: list[tuple[int, list[str], bool]]) -> list[bool]:
    """Which blocks are lines of a site, where the text is the dump of a rendered page."""
    texts = [lines[0] for _, lines, _ in blocks]
    tables = [is_table for _, _, is_table in blocks]
    plain = [text for text, is_table in zip(texts, tables, strict=True) if not is_table]
    if not is_site_page(plain):
        return [False] * len(blocks)
    known = [not is_table and telling(text) is not None for text, is_table in zip(texts, tables, strict=True)]
    return spread(texts, known, tables)


def _table_end(lines: list[str], start: int) -> int:
    """A table ends where a blank line is not followed by a further cell; rows with as many tabs each, where the tabs end."""
    tabs = [line.count("\t") for line in lines[start : start + ALIKE]]
    if len(tabs) == ALIKE and len(set(tabs)) == 1 and tabs[0] > 1:
        return next((at for at in range(start, len(lines)) if "\t" not in lines[at]), len(lines))
    index = start
    while index < len(lines):
        if not lines[index].strip(" ") and not _begins_cell(lines, index + 1):
            return index
        index += 1
    return index


def _begins_cell(lines: list[str], index: int) -> bool:
    return index < len(lines) and lines[index].startswith("\t")


def _rows(first_line: int, lines: list[str]) -> list[list[tuple[int, str]]]:
    """Rows of (line number, cell text)."""
    if _one_row_a_line(lines):
        cut = [(number, line) for number, line in enumerate(lines, first_line) if line.strip()]
        return [[(number, cell) for cell in line.split("\t")] for number, line in cut]
    rows: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(lines, first_line):
        _add_line(rows, number, line)
    return [row for row in rows if row]


def _add_line(rows: list[list[tuple[int, str]]], number: int, line: str) -> None:
    if not line.strip(" "):
        rows.append([])
    elif line.startswith("\t") or not rows[-1]:
        cells = line[1:].split("\t") if line.startswith("\t") else line.split("\t")
        rows[-1] += [(number, cell) for cell in cells]
    else:
        at, text = rows[-1][-1]
        first, *more = line.split("\t")
        rows[-1][-1] = (at, f"{text}\n{first}")
        rows[-1] += [(number, cell) for cell in more]


def _one_row_a_line(lines: list[str]) -> bool:
    """Whether each line is a row: no blank lines, and as many tabs in each, or tabs inside the lines, not before them."""
    filled = [line for line in lines if line.strip()]
    inner = [line.count("\t") for line in filled]
    if len(filled) >= ALIKE and len(set(inner)) == 1 and inner[0] > 1 and not lines[0].startswith("\t"):
        return True
    return len(filled) > 1 and min(inner) >= 1 and sum(1 for line in filled if line.startswith("\t")) * 2 < len(filled)
