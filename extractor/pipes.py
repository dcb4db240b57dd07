"""Tables written with | in paragraphs, as notes and generated files have them: paragraphs → Grid.

A run of paragraphs that begin and end with | is a table; a row of dashes is its rule, not content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from extractor.document import Block, Cell, Document, Furniture, Grid, Paragraph, Span

_ROW = re.compile(r"\s*\|.*\|\s*\Z", re.DOTALL)
_RULE = re.compile(r"[\s|:+-]*-[\s|:+-]*\Z")


def with_pipe_tables(document: Document) -> Document:
    """The document with its pipe tables as grids, numbered after the tables the source states."""
    if not any(isinstance(block, Paragraph) and _ROW.match(block.text) for block in document.blocks):
        return document
    blocks: list[Block] = []
    furniture = list(document.furniture)
    tables = sum(isinstance(block, Grid) for block in document.blocks)
    for run in _runs(document.blocks):
        if len(run) > 1 and all(isinstance(b, Paragraph) and _ROW.match(b.text) for b in run):
            paragraphs = [b for b in run if isinstance(b, Paragraph)]
            blocks.append(_grid(paragraphs, tables))
            furniture += _marks(paragraphs)
            tables += 1
        else:
            blocks += run
    return replace(document, blocks=blocks, furniture=furniture)


def _runs(blocks: list[Block]) -> Iterator[list[Block]]:
    """Neighbouring pipe paragraphs together, everything else alone."""
    run: list[Block] = []
    for block in blocks:
        if isinstance(block, Paragraph) and _ROW.match(block.text):
            run.append(block)
            continue
        if run:
            yield run
        run = []
        yield [block]
    if run:
        yield run


def _grid(paragraphs: list[Paragraph], table: int) -> Grid:
    rows = [p for p in paragraphs if not _RULE.match(p.text)]
    cells = [
        Cell(row, column, text.strip(), start + len(text) - len(text.lstrip()))
        for row, paragraph in enumerate(rows)
        for column, (start, text) in enumerate(_cells(paragraph))
    ]
    columns = 1 + max((cell.column for cell in cells), default=0)
    return Grid(table, len(rows), columns, cells, states_merges=False)


def _cells(paragraph: Paragraph) -> Iterator[tuple[int, str]]:
    """Offset and text between each two bars."""
    bars = [match.start() for match in re.finditer(r"\|", paragraph.text)]
    for left, right in pairwise(bars):
        yield paragraph.start + left + 1, paragraph.text[left + 1 : right]


def _marks(paragraphs: list[Paragraph]) -> Iterator[Furniture]:
    """Bars and rules belong to the page."""
    for paragraph in paragraphs:
        pattern = r"\S" if _RULE.match(paragraph.text) else r"\|"
        for match in re.finditer(pattern, paragraph.text):
            at = paragraph.start + match.start()
            yield Furniture(Span(at, at + 1), "bar")
