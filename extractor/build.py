"""Fields → Catalogue: groups, indicators, terms, totals, duplicates, problems, ledger."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from catalog.model import (
    Catalogue,
    Generator,
    Group,
    Indicator,
    Parameter,
    SourceFile,
    Total,
    VetoItem,
)
from catalog.problems import Language, Trouble
from extractor.corrections import read_corrections
from extractor.document import Document, File, Grid, Paragraph
from extractor.duplicates import settle_duplicates
from extractor.facts import Facts
from extractor.fields.row import Reading, RowReader
from extractor.groups import Groups
from extractor.inputs import Inputs
from extractor.ledger import Ledger
from extractor.limits import Limits
from extractor.parameters import parameter_problems, read_parameters
from extractor.tables.rows import TableRows
from extractor.terms import Composer
from extractor.told import problems, repaired, unread, why_none
from extractor.totals import read_totals, total_points, with_weights

FIELD = 40  # characters of what is filled in above a table; longer words there are for a person to see


def build(
    document: Document, tables: list[TableRows], facts: Facts, source: SourceFile, limits: Limits, language: Language
) -> Catalogue:
    """The catalogue of a document. Raises Trouble E140 when no table holds an indicator."""
    tree, rows = Groups(document), _Rows()
    for reading in _read(document, tables, tree, facts, limits, language):
        rows.add(reading, tree.catalogue)
    if not rows.indicators:
        raise Trouble("E140", detail=why_none(document, tables, language))
    indicators, parameters = rows.indicators, rows.parameters
    groups = with_weights(indicators, tree.found, tables)
    totals = read_totals(document, indicators, groups, tables, facts)
    duplicates, indicators, notes = settle_duplicates(indicators, groups, totals, language)
    corrections = read_corrections(document, facts, indicators)
    told = problems(document, tables, totals, groups, indicators, language) + notes
    told += parameter_problems(parameters, indicators, language) + repaired(corrections, language)
    used = [t for t in tables if t.left in (None, "headings", "joined", "repeats")]
    ledger = _ledger(document, used, facts, groups, indicators, totals)
    count, residue = ledger.close()
    told += unread(residue, language)
    return Catalogue(
        id=_identity(facts, indicators, groups), title=facts.title, document=facts.document,
        sources=[source, *map(_part, document.files)],
        generator=Generator(name="zhibiao", version=_version()), total_points=total_points(totals, indicators, groups, tables),
        groups=groups, indicators=indicators, inputs=rows.inputs.collect({g.id: g.name for g in groups} | {i.id: i.name for i in indicators}),
        parameters=parameters, vetoes=rows.vetoes, duplicates=duplicates, totals=totals, corrections=corrections,
        residue=residue, problems=told, ledger=count,
    )  # fmt: skip


# --- rows -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Rows:
    """What the rows give, in order; a reading is let go as soon as it is composed."""

    indicators: list[Indicator] = field(default_factory=list)
    vetoes: list[VetoItem] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    inputs: Inputs = field(default_factory=Inputs)

    def add(self, reading: Reading, catalogue: str | None) -> None:
        """Compose one row of a catalogue (None for the first of the file)."""
        self.inputs.catalogue = catalogue
        composer = Composer(reading, self.inputs)
        terms = {
            "rule": composer.rule(), "applicability": composer.applicability(), "formulas": composer.formulas(),
        }  # fmt: skip
        self.vetoes += composer.vetoes()
        self.parameters += read_parameters(reading, len(self.parameters))
        self.indicators.append(reading.indicator.model_copy(update=terms))


def _read(
    document: Document, tables: list[TableRows], tree: Groups, facts: Facts, limits: Limits, language: Language
) -> Iterator[Reading]:
    """The rows one by one; the tree grows with them."""
    nested = frozenset(b.parent for b in document.blocks if isinstance(b, Grid) and b.parent is not None)
    reader = RowReader(document, facts.document.year, language, nested)
    ordinal = 0
    for table in tables:
        if table.left is not None:
            continue
        if table.opens is not None:
            tree.open_catalogue(*table.opens)
        for row in table.rows:
            if ordinal >= limits.indicators:
                raise Trouble("E110", limit="indicators", maximum=limits.indicators)
            group, ordinal = tree.path(row), ordinal + 1
            ident = f"{group}-i{ordinal:03d}" if group else f"i{ordinal:03d}"
            yield reader.read(row, ident, ordinal, group)


# --- ledger --------------------------------------------------------------------


def _ledger(
    document: Document, tables: list[TableRows], facts: Facts, groups: list[Group], indicators: list[Indicator],
    totals: list[Total],
) -> Ledger:  # fmt: skip
    ledger = Ledger(document)
    for table in tables:
        titles = [cell for cell in table.titles if len(cell.text) <= FIELD]
        for cell in [*table.headings, *table.furniture, *titles]:
            ledger.furnish_cell(cell)
        for cell in [*table.marks, *(c for pair in table.totals for c in pair), *(c for c, _ in table.shared_points)]:
            ledger.use_cell(cell)
        for row in table.rows:
            if row.name:
                ledger.use_cell(row.name)
    for line in facts.furniture:
        ledger.furnish_cell(line.cell)
    for evidence in [e for items in facts.document.evidence.values() for e in items] + [
        e for _, items in facts.totals for e in items
    ]:
        ledger.take([evidence])
    for group in groups:
        ledger.take(group.evidence)
    for indicator in indicators:
        for items in indicator.evidence.values():
            ledger.take(items)
    for total in totals:
        ledger.take(total.evidence)
    _leave_the_rest(ledger, document)
    return ledger


def _leave_the_rest(ledger: Ledger, document: Document) -> None:
    """Paragraphs and tables that nothing used go to residue by name."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            if ledger.free(block.start, block.start + len(block.text)):
                ledger.leave(block.start, block.start + len(block.text), "paragraph")
            continue
        for cell in block.cells:
            for span in cell.spans():
                if ledger.free(span.start, span.end):
                    ledger.leave(span.start, span.end, "nested" if block.parent else "table")


def _identity(facts: Facts, indicators: list[Indicator], groups: list[Group]) -> str:
    """A name for the catalogue's content: the same source read twice, or as Word and as text, has one id."""
    names = [
        facts.title or "",
        *(g.name for g in groups),
        *(f"{i.name}|{i.requirement}|{i.points}" for i in indicators),
    ]
    return "c" + hashlib.sha256("\n".join(names).encode()).hexdigest()[:12]


def _part(file: File) -> SourceFile:
    """A file of a bundle, which stands behind the bundle itself."""
    return SourceFile(
        id=file.id, name=file.name, media_type=file.media_type, sha256=file.sha256, bytes=file.bytes, reader=file.reader
    )


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("zhibiao")
    except PackageNotFoundError:
        return "0"
