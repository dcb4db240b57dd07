"""Tables copied as text: one row a line with blanks between the cells, or one cell a line: paragraphs → Grid.

A run of lines is a table only where its first line, or lines, are column headings and every row fits them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from extractor.columns.bands import heading_role
from extractor.columns.contents import is_points
from extractor.document import Block, Cell, Document, Grid, Paragraph, Span, joined
from extractor.zh.normalize import normalize

_CELL = re.compile(r"\S+(?:[ \u00a0](?=[^\s])\S+)*")  # single blanks may stand inside a cell
_ANY_CELL = re.compile(r"\S+")
_NUMBER = re.compile(r"[0-9]{1,3}[.、]?")
ENOUGH, MOST = 3, 12
ROWS = 2
MORE = 12  # further lines that a row may have
_SECTION = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)).{2,36}\Z")


def with_line_tables(document: Document) -> Document:
    """The document with such tables as grids, numbered after those that the source states."""
    texts = [block for block in document.blocks if isinstance(block, Paragraph)]
    if not any(_headings(p.text) or heading_role(p.text)[1] == 2 for p in texts):
        return document
    blocks: list[Block] = []
    tables = sum(isinstance(block, Grid) for block in document.blocks)
    at = 0
    while at < len(document.blocks):
        found = _rows_of_lines(document.blocks, at) or _cells_of_lines(document.blocks, at)
        if found:
            rows, at = found
            blocks.append(_grid(rows, tables))
            tables += 1
        else:
            blocks.append(document.blocks[at])
            at += 1
    return replace(document, blocks=blocks)


def _grid(rows: list[list[Cell]], table: int) -> Grid:
    columns = max(cell.column + cell.colspan for row in rows for cell in row)
    cells = [replace(cell, row=y) for y, row in enumerate(rows) for cell in row]
    return Grid(table, len(rows), columns, cells, states_merges=False)


def _headings(text: str) -> int:
    """How many headings a line holds with blanks between them; 0 where it is no heading line."""
    words = _ANY_CELL.findall(normalize(text))
    known = sum(heading_role(word)[1] > 0 for word in words)
    return len(words) if ENOUGH <= len(words) <= MOST and known >= max(ENOUGH, len(words) - 1) else 0


# --- one row a line ---------------------------------------------------------------------------------


def _rows_of_lines(blocks: list[Block], start: int) -> tuple[list[list[Cell]], int] | None:
    """序号 考核项目 分值 评分标准, and below it lines of as many cells: the last cell takes what is over."""
    head = blocks[start]
    width = _headings(head.text) if isinstance(head, Paragraph) else 0
    if not width or not isinstance(head, Paragraph):
        return None
    rows, at = [_cut(head, width)], start + 1
    while at < len(blocks):
        block = blocks[at]
        row = _cut(block, width) if isinstance(block, Paragraph) else []
        total = bool(row) and re.match(r"合\s?计|总\s?[计分]", row[0].text)
        if len(row) != width and not total:
            break
        rows.append(row)
        at += 1
    return (rows, at) if len(rows) > ROWS and _has_points(rows) else None


def _cut(paragraph: Paragraph, width: int) -> list[Cell]:
    """Cells between blanks; where there are too many, single blanks and then the last column hold the rest."""
    found = list(_ANY_CELL.finditer(paragraph.text))
    wide = list(_CELL.finditer(paragraph.text))
    found = wide if len(found) != width and len(wide) == width else found
    if len(found) > width:
        ends = [*(match.end() for match in found[: width - 1]), found[-1].end()]
    else:
        ends = [match.end() for match in found]
    starts = [match.start() for match in found[: len(ends)]]
    return [
        Cell(0, x, paragraph.text[a:b], paragraph.start + a) for x, (a, b) in enumerate(zip(starts, ends, strict=True))
    ]  # fmt: skip


def _has_points(rows: list[list[Cell]], columns: tuple[int, ...] | None = None) -> bool:
    """Whether a column below the headings holds figures alone (or 加分): the rows fit the headings."""
    width = len(columns) if columns else len(rows[0])
    body = [[cell.text for cell in row] for row in rows[1:] if len(row) == width]
    return bool(body) and any(_all_points([row[x] for row in body]) for x in range(1, width))


def _all_points(texts: list[str]) -> bool:
    figures = [text for text in texts if text.strip() not in ("加分", "扣分")]
    return bool(figures) and all(map(is_points, figures))


# --- one cell a line --------------------------------------------------------------------------------


def _cells_of_lines(blocks: list[Block], start: int) -> tuple[list[list[Cell]], int] | None:
    """Each heading on a line of its own, then each cell; the numbers of the first column tell the rows apart.

    Empty cells of columns to be filled in may have left no line. Numbered headings between the rows are sections.
    """
    head = list(_short(blocks, start))
    if len(head) < ENOUGH or heading_role(head[0].text)[0] != "number":
        return None
    lines = list(takewhile(lambda block: isinstance(block, Paragraph), blocks[start + len(head) :]))
    body = [block for block in lines if isinstance(block, Paragraph)]
    stated = [x for x, p in enumerate(head) if heading_role(p.text)[0] not in ("blank", "remark")]
    roles = [heading_role(p.text)[0] for p in head]
    top = [Cell(0, x, p.text, p.start) for x, p in enumerate(head)]
    found = []
    for columns in dict.fromkeys((tuple(range(len(head))), tuple(stated))):
        rows, taken = _lined_rows(body, columns, roles) or ([], 0)
        if len(rows) >= ROWS and _has_points([top, *rows], columns):
            found.append(([top, *rows], start + len(head) + taken))
    return max(found, key=lambda each: each[1], default=None)


def _lined_rows(
    body: list[Paragraph], columns: tuple[int, ...], roles: list[str | None]
) -> tuple[list[list[Cell]], int] | None:
    """The rows of cells in these columns, numbered 1, 2, 3 …, with the sections between them, and how many lines they
    take; None where some lines fit no column.
    """
    rows: list[list[Cell]] = []
    at = number = 0
    while at < len(body):
        if _counts(body[at], number + 1):
            end = _row_end(body, at, len(columns), number + 2)
            row = _laid(body[at:end], columns, roles)
            if row is None:
                return None
            rows, at, number = [*rows, row], end, number + 1
        elif _SECTION.match(normalize(body[at].text)) and not body[at].text.rstrip().endswith(("。", "；")):
            rows, at = [*rows, [Cell(0, 0, body[at].text, body[at].start, colspan=len(roles))]], at + 1
        else:
            break
    while rows and len(rows[-1]) == 1:
        rows, at = rows[:-1], at - 1  # what stands below the last row is no section
    return (rows, at) if number else None


def _counts(line: Paragraph, number: int) -> bool:
    text = line.text.strip()
    return _NUMBER.fullmatch(text) is not None and int(re.sub(r"\D", "", text)) == number


def _row_end(body: list[Paragraph], at: int, width: int, following: int) -> int:
    """Where a row ends: at the section or number that follows; the last row has as many lines as columns."""
    least = at + width
    for end in range(least, min(len(body), least + MORE)):
        if _counts(body[end], following):
            sections = [i for i in range(least, end) if _SECTION.match(normalize(body[i].text))]
            return sections[0] if sections else end
    return min(least, len(body))


def _laid(lines: list[Paragraph], columns: tuple[int, ...], roles: list[str | None]) -> list[Cell] | None:
    """The lines of a row in their columns; more lines than columns are those of the text before or after the points."""
    over = len(lines) - len(columns)
    if over < 0:
        return None
    if not over:
        return [Cell(0, x, p.text, p.start) for x, p in zip(columns, lines, strict=True)]
    points = next((i for i, x in enumerate(columns) if roles[x] == "points"), None)
    at = [i for i, p in enumerate(lines) if points is not None and points <= i <= points + over and is_points(p.text)]
    if points is None or len(at) != 1:
        return None
    before, after = at[0] - points, over - (at[0] - points)
    parts = [[p] for p in lines[: points - 1]] + [lines[points - 1 : points + before], [lines[at[0]]]]
    behind = lines[at[0] + 1 :]
    if after and len(columns) - points - 1 != 1:
        return None
    parts += [behind] if after else [[p] for p in behind]
    return [_cell(x, part) for x, part in zip(columns, parts, strict=True)]


def _cell(column: int, lines: list[Paragraph]) -> Cell:
    """Several lines as one cell."""
    last = len(lines) - 1
    parts = [(p.text + ("\n" if i < last else ""), [Span(p.start, p.start + len(p.text))]) for i, p in enumerate(lines)]
    return joined(0, column, parts)


def _short(blocks: list[Block], start: int) -> Iterator[Paragraph]:
    """The paragraphs from `start` on that are column headings."""
    for block in blocks[start : start + MOST]:
        if not isinstance(block, Paragraph) or heading_role(block.text)[1] < 1 or len(block.text.strip()) > 12:
            return
        yield block
