"""Tables copied as text: one row a line with blanks between the cells, or one cell a line: paragraphs → Grid.

A run of lines is a table only where its first line, or lines, are column headings and every row fits them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from extractor.columns.bands import heading_role
from extractor.columns.contents import is_points
from extractor.document import Block, Cell, Document, Grid, Paragraph
from extractor.zh.normalize import normalize

_CELL = re.compile(r"\S+(?:[ \u00a0](?=[^\s])\S+)*")  # single blanks may stand inside a cell
_ANY_CELL = re.compile(r"\S+")
_NUMBER = re.compile(r"[0-9]{1,3}[.、]?")
ENOUGH, MOST = 3, 12
ROWS = 2


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
    columns = max(len(row) for row in rows)
    cells = [replace(cell, row=y, column=x) for y, row in enumerate(rows) for x, cell in enumerate(row)]
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
        Cell(0, 0, paragraph.text[a:b], paragraph.start + a) for a, b in zip(starts, ends, strict=True)
    ]  # fmt: skip


def _has_points(rows: list[list[Cell]]) -> bool:
    """Whether a column below the headings holds figures alone: the rows fit the headings."""
    body = [row for row in rows[1:] if len(row) == len(rows[0])]
    return bool(body) and any(all(is_points(row[x].text) for row in body) for x in range(len(rows[0])))


# --- one cell a line --------------------------------------------------------------------------------


def _cells_of_lines(blocks: list[Block], start: int) -> tuple[list[list[Cell]], int] | None:
    """Each heading on a line of its own, then each cell; the numbers of the first column tell the rows apart."""
    head = list(_short(blocks, start))
    if len(head) < ENOUGH or heading_role(head[0].text)[0] != "number":
        return None
    width = len(head)
    rows, at = [head], start + width
    while at < len(blocks):
        row = [b for b in blocks[at : at + width] if isinstance(b, Paragraph)]
        if (
            len(row) < width
            or _NUMBER.fullmatch(row[0].text.strip()) is None
            or int(re.sub(r"\D", "", row[0].text)) != len(rows)
        ):
            break
        rows.append(row)
        at += width
    cells = [[Cell(0, 0, p.text, p.start) for p in row] for row in rows]
    return (cells, at) if len(rows) > ROWS and _has_points(cells) else None


def _short(blocks: list[Block], start: int) -> Iterator[Paragraph]:
    """The paragraphs from `start` on that are column headings."""
    for block in blocks[start : start + MOST]:
        if not isinstance(block, Paragraph) or heading_role(block.text)[1] < 1 or len(block.text.strip()) > 12:
            return
        yield block
