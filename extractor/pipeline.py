"""The calls in order: Source → Document → Rows → Fields → Catalogue."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations, islice
from pathlib import Path

from catalog.model import Catalogue, SourceFile
from catalog.problems import Language
from extractor import readers
from extractor.build import build
from extractor.document import Document, Grid, Paragraph
from extractor.facts import Facts, Line, read_facts
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.lines import with_line_tables
from extractor.options import DEFAULT_OPTIONS, Options
from extractor.pipes import with_pipe_tables
from extractor.segment.text import read_text
from extractor.sheets import with_joined_tables
from extractor.source import Source, load
from extractor.tables.document import read_tables
from extractor.tables.rows import TableRows

USED = (None, "headings", "joined", "repeats")
TRIES = 12  # readings of open page turns that are tried where sums do not balance


def extract(
    path: Path, limits: Limits = DEFAULT_LIMITS, language: Language = "zh", options: Options = DEFAULT_OPTIONS
) -> Catalogue:
    """Read a file into a catalogue. Raises Trouble with a code for anything that cannot be used."""
    return extract_source(load(path, limits), limits, language, options)


def extract_source(
    source: Source, limits: Limits = DEFAULT_LIMITS, language: Language = "zh", options: Options = DEFAULT_OPTIONS
) -> Catalogue:
    """Read a source that is already in memory; one whose sums do not balance is read a second time where that helps."""
    with _collector_paused():
        document, reader = readers.read(source, limits, options)
        gc.collect(0)  # the tree of a page holds itself together; of what is made from here on nothing does
        task = Task(source, reader, limits, language)
        catalogue = task.catalogue(document)
        if document.sheets and options.second_reading == "auto" and _unbalanced(catalogue):
            document, _ = readers.read(source, limits, replace(options, second_reading="always"))
            catalogue = task.catalogue(document) if document.doubtful else catalogue
        return catalogue


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No search for cycles meanwhile: among the many small records that all stay it is a quarter of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


@dataclass(frozen=True, slots=True)
class Task:
    """What stays the same while one source is read in more than one way."""

    source: Source
    reader: str
    limits: Limits
    language: Language

    def catalogue(self, document: Document) -> Catalogue:
        """The catalogue of a document; where a page turn can be read in two ways, the one whose sums balance."""
        joined = with_joined_tables(document)
        best = self._extract(joined.document)
        for flipped in _choices(joined.open) if _unbalanced(best) else ():
            other = self._extract(with_joined_tables(document, flipped).document)
            best = min(best, other, key=_unbalanced)
        return best

    def _extract(self, document: Document) -> Catalogue:
        document = with_line_tables(with_pipe_tables(document))
        tables = read_tables(document)
        if all(table.left is not None for table in tables):
            document, texts = read_text(document)
            tables += texts
        facts = document_facts(document, tables)
        source = self.source
        file = SourceFile(
            id=source.id, name=source.name, media_type=source.media_type, sha256=source.sha256,
            bytes=len(source.data), reader=self.reader,
        )  # fmt: skip
        return build(document, tables, facts, file, self.limits, self.language)


def _unbalanced(catalogue: Catalogue) -> int:
    """How many declared sums do not balance."""
    return sum(not total.balanced for total in catalogue.totals)


def _choices(seams: Sequence[int]) -> Iterator[frozenset[int]]:
    """Page turns to read the other way: each by itself, then two at once, as many as are worth the time."""
    pairs = (frozenset(pair) for count in (1, 2) for pair in combinations(seams, count))
    return islice(pairs, TRIES)


def document_facts(document: Document, tables: list[TableRows]) -> Facts:
    """Facts from the lines around the catalogue tables and from title rows inside them."""
    read = {table.table for table in tables if table.left is None}
    titles = [Line(cell) for table in tables if table.left in USED for cell in table.titles]
    notes = [Line(cell) for table in tables for cell in table.notes]
    texts = [table for table in tables if table.table < 0]
    if texts:
        return read_facts(
            document, [Line(c) for c in texts[0].text_before], [Line(c) for c in texts[-1].text_after], read
        )
    first = next((i for i, b in enumerate(document.blocks) if isinstance(b, Grid) and b.table in read), 0)
    before = [Line.at(b.text, b.start) for b in document.blocks[:first] if isinstance(b, Paragraph)]
    after = [Line.at(b.text, b.start) for b in document.blocks[first:] if isinstance(b, Paragraph)]
    return read_facts(document, before + titles, after + notes, read)
