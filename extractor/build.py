"""Fields → Catalogue: groups, indicators, terms, totals, duplicates, problems, ledger."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from catalog import wording
from catalog.base import Evidence, plain
from catalog.model import (
    Catalogue,
    Correction,
    Generator,
    Group,
    Indicator,
    Parameter,
    Problem,
    SourceFile,
    Total,
    VetoItem,
)
from catalog.problems import Language, Trouble, problem
from extractor.document import Cell, Document, Grid, Paragraph
from extractor.duplicates import settle_duplicates
from extractor.facts import Facts
from extractor.fields import headings
from extractor.fields.damage import restore
from extractor.fields.items import weakest
from extractor.fields.row import Reading, RowReader
from extractor.inputs import Inputs
from extractor.ledger import Ledger
from extractor.limits import Limits
from extractor.parameters import parameter_problems, read_parameters
from extractor.tables import Row, TableRows, section_family
from extractor.terms import Composer
from extractor.totals import read_totals, total_points
from extractor.zh.numerals import ordinal


@dataclass(slots=True)
class Groups:
    """The tree of groups. A group is known by its parent and its cell, or by the same name under the same parent."""

    document: Document
    found: list[Group] = field(default_factory=list)
    _keys: dict[tuple[str | None, str], str] = field(default_factory=dict)
    _words: dict[tuple[str | None, str], str] = field(default_factory=dict)
    _levels: dict[str, int] = field(default_factory=dict)
    _children: dict[str | None, int] = field(default_factory=dict)
    _catalogue: str | None = None

    def open_catalogue(self, title: str | None, evidence: list[Evidence]) -> None:
        """A further catalogue in the same file: an outermost group that does not show in paths."""
        self._catalogue = self._add(None, None, title or "", None, "catalogue", evidence)

    def path(self, row: Row) -> str | None:
        """The id of the innermost group of a row."""
        parent = self._catalogue
        points = {id(level): cell for level, cell in row.level_points}
        for cell in row.levels:
            parent = self._group(parent, cell, points.get(id(cell)))
        return parent

    def _group(self, parent: str | None, cell: Cell, points_cell: Cell | None) -> str:
        """The group of a level cell; the same words below the same parent are the same group."""
        words = (parent, cell.text)
        if words not in self._words:
            self._words[words] = self._read(parent, cell, points_cell)
        return self._words[words]

    def _read(self, parent: str | None, cell: Cell, points_cell: Cell | None) -> str:
        read = headings.heading(cell.text)
        key = (parent, f"{read.number}|{read.name}")
        if key not in self._keys:
            evidence = self.document.quotes(cell)
            points = read.points
            if points_cell is not None and points is None:
                points = headings.points(points_cell.text).value
                evidence += self.document.quotes(points_cell)
            self._keys[key] = self._add(parent, read.number, read.name, points, "group", evidence)
        return self._keys[key]

    def _add(
        self,
        parent: str | None,
        number: str | None,
        name: str,
        points: Decimal | None,
        kind: Literal["group", "catalogue"],
        evidence: list[Evidence],
    ) -> str:
        self._children[parent] = self._children.get(parent, 0) + 1
        ident = f"{parent}-{self._children[parent]}" if parent else f"g{self._children[parent]}"
        level = self._levels[ident] = 1 if parent is None else 1 + self._levels[parent]
        self.found.append(
            Group(
                id=ident,
                number=number,
                name=name,
                level=level,
                parent=parent,
                points=points,
                kind=kind,
                evidence=evidence,
            )
        )
        return ident


def build(
    document: Document, tables: list[TableRows], facts: Facts, source: SourceFile, limits: Limits, language: Language
) -> Catalogue:
    """The catalogue of a document. Raises Trouble E140 when no table holds an indicator."""
    tree, rows = Groups(document), _Rows()
    for reading in _read(document, tables, tree, facts, limits, language):
        rows.add(reading)
    if not rows.indicators:
        raise Trouble("E140", detail=_why_none(tables))
    indicators, groups, parameters = rows.indicators, tree.found, rows.parameters
    totals = read_totals(document, indicators, groups, tables, facts)
    duplicates, indicators, notes = settle_duplicates(indicators, groups, totals, language)
    corrections = _corrections(document, facts, indicators)
    problems = _problems(document, tables, totals, groups, indicators, language) + notes
    problems += parameter_problems(parameters, indicators, language) + _repaired(corrections, language)
    used = [t for t in tables if t.left in (None, "headings")]
    ledger = _ledger(document, used, facts, groups, indicators, totals)
    count, residue = ledger.close()
    if residue:
        problems.append(problem("W307", {"count": str(len(residue))}, language=language))
    return Catalogue(
        id=_identity(facts, indicators, groups), title=facts.title, document=facts.document, sources=[source],
        generator=Generator(name="zhibiao", version=_version()), total_points=total_points(totals, indicators, groups, tables),
        groups=groups, indicators=indicators, inputs=rows.inputs.collect({i.id: i.name for i in indicators}),
        parameters=parameters, vetoes=rows.vetoes, duplicates=duplicates, totals=totals, corrections=corrections,
        residue=residue, problems=problems, ledger=count,
    )  # fmt: skip


# --- rows -------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Rows:
    """What the rows give, in order; a reading is let go as soon as it is composed."""

    indicators: list[Indicator] = field(default_factory=list)
    vetoes: list[VetoItem] = field(default_factory=list)
    parameters: list[Parameter] = field(default_factory=list)
    inputs: Inputs = field(default_factory=Inputs)

    def add(self, reading: Reading) -> None:
        """Compose one row."""
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


def _why_none(tables: list[TableRows]) -> str:
    if not tables:
        return "没有表格，正文里也没有成串的带分值的编号段落或打散的指标表"
    reasons = {"no_header": "看不出表头", "no_rows": "表头下没有内容", "not_scored": "没有分值、目标或评分规则"}
    found = sorted({reasons[t.left] for t in tables if t.left in reasons})
    return f"{len(tables)}个表格都不像指标表（{'；'.join(found)}）"


# --- problems, corrections, ledger --------------------------------------------------------------------


def _problems(
    document: Document, tables: list[TableRows], totals: list[Total], groups: list[Group],
    indicators: list[Indicator], language: Language,
) -> list[Problem]:  # fmt: skip
    found = [
        problem(
            notice.code, notice.params, language=language,
            evidence=[document.evidence(notice.span.start, notice.span.end)] if notice.span else [],
        )
        for notice in document.notices
    ]  # fmt: skip
    names = {g.id: g.name for g in groups} | {"catalogue": "总分" if language == "zh" else "Catalogue"}
    for total in totals:
        if not total.balanced:
            params = {
                "scope": names[total.scope] + (f"（{total.profile}）" if total.profile else ""), "declared": plain(total.declared), "computed": plain(total.computed),
                "difference": plain(abs(total.declared - total.computed)),
            }  # fmt: skip
            found.append(problem("E301", params, subject=total.scope, evidence=total.evidence, language=language))
    whole = total_points(totals, indicators, groups, tables)
    if not totals and whole is not None:
        params = {"scope": names["catalogue"], "computed": plain(whole)}
        found.append(problem("W309", params, language=language))
    for i in indicators:
        for old in i.superseded:
            params = {"before": _short(old.text), "after": _short(old.replaced_by)}
            found.append(problem("W304", params, subject=i.id, evidence=old.evidence, language=language))
    reasons = {"no_header": "看不出表头", "no_rows": "表头下没有内容", "not_scored": "没有分值、目标或评分规则"}
    for table in tables:
        if table.left in reasons and table.spoken:
            params = {"table": str(table.table + 1), "reason": reasons[table.left]}
            found.append(problem("W305", params, language=language))
    return found + _told_elsewhere(document, tables, language) + _jumps(indicators, groups, language)


def _told_elsewhere(document: Document, tables: list[TableRows], language: Language) -> list[Problem]:
    """Notes with scoring words and errata outside the table: no rule is made of them, a person is told."""
    found = []
    for cell in [note for table in tables if table.left is None for note in table.notes]:
        if re.search(r"扣|加分|得分|否决|否优|[0-9]\s?分", cell.text):
            found.append(
                problem("W310", {"text": _short(cell.text)}, evidence=document.quotes(cell), language=language)
            )
    found += [
        problem("W310", {"text": _short(block.text)}, evidence=[_whole(document, block)], language=language)
        for block in _below(document, tables)
        if re.search(
            r"扣[0-9一二三四五六七八九十]|加[0-9一二三四五六七八九十]{1,3}分|不得分|一票否决|一票否优|酌情[扣加]",
            block.text,
        )
    ]
    for block in document.blocks:
        if isinstance(block, Paragraph) and re.search(r"(?:更正|修改|调整|变更)为|勘误|更正[:：]", block.text):
            evidence = [document.evidence(block.start, block.start + len(block.text))]
            found.append(problem("W311", {"text": _short(block.text)}, evidence=evidence, language=language))
    return found


def _below(document: Document, tables: list[TableRows]) -> list[Paragraph]:
    """Paragraphs below the last table that was read."""
    read = {table.table for table in tables if table.left is None}
    last = max((at for at, b in enumerate(document.blocks) if isinstance(b, Grid) and b.table in read), default=None)
    return [] if last is None else [b for b in document.blocks[last:] if isinstance(b, Paragraph)]


def _whole(document: Document, block: Paragraph) -> Evidence:
    return document.evidence(block.start, block.start + len(block.text))


def _jumps(indicators: list[Indicator], groups: list[Group], language: Language) -> list[Problem]:
    """Printed numbers that run 1, 2, 4 within a group (or the catalogue), or begin above 1: a row or group may be missing."""
    found = []
    for before, after in pairwise(indicators):
        if not ((before.number or "").isdecimal() and (after.number or "").isdecimal()):
            continue
        a, b = int(before.number or 0), int(after.number or 0)
        if b > a + 1 if before.group == after.group else b not in (1, a + 1):
            params = {"before": str(a), "after": str(b)}
            found.append(problem("W308", params, subject=after.id, language=language))
    return found + [jump for parent in {g.parent for g in groups} for jump in _group_jumps(groups, parent, language)]


def _group_jumps(groups: list[Group], parent: str | None, language: Language) -> list[Problem]:
    """一、 三、 under one parent: a group may be missing."""
    numbered = [(group, ordinal(group.number)) for group in groups if group.parent == parent and group.number]
    return [
        problem("W308", {"before": a.number or "", "after": b.number or ""}, subject=b.id, language=language)
        for (a, first), (b, second) in pairwise(numbered)
        if first and second and second > first + 1 and section_family(a.number or "") == section_family(b.number or "")
    ]


def _repaired(corrections: list[Correction], language: Language) -> list[Problem]:
    """One line for all repairs and joins; each of them stands in the corrections."""
    signs = sum(c.kind == "lost_sign" for c in corrections)
    joins = sum(c.kind in ("chunk_joined", "row_joined", "heading_repeated") for c in corrections)
    params = {"signs": str(signs), "joins": str(joins)}
    return [problem("W313", params, language=language)] if signs + joins else []


def _corrections(document: Document, facts: Facts, indicators: list[Indicator]) -> list[Correction]:
    found = [
        Correction(
            kind=change.kind, before=change.before, after=change.after, certainty=change.certainty,
            evidence=[document.evidence(span.start, span.end) for span in (change.span, *change.more)],
        )
        for change in [*document.changes, *facts.changes]
    ]  # fmt: skip
    for indicator in indicators:
        found += [
            Correction(kind="erratum", before=s.text, after=s.replaced_by, certainty="likely", evidence=s.evidence)
            for s in indicator.superseded
        ]
        found += _lost_signs(indicator)
    return found


def _lost_signs(indicator: Indicator) -> list[Correction]:
    """The printed words before and after: they differ by the signs put back, and by nothing else."""
    mended = [(f.evidence, f.repairs) for f in indicator.formulas if f.repairs]
    mended += [(t.evidence, t.repairs) for t in indicator.targets if t.repairs]
    return [
        Correction(
            kind="lost_sign", before=wording.quoted(evidence), after=wording.mended(evidence, repairs),
            certainty=weakest(repairs), evidence=evidence,
        )
        for evidence, repairs in mended
    ] + _lost_in_name(indicator)  # fmt: skip


def _lost_in_name(indicator: Indicator) -> list[Correction]:
    """A ～ put back into the name: 036个月儿童."""
    evidence = indicator.evidence.get("name", [])
    before = wording.quoted(evidence)
    after = restore(before)
    if not after.repairs:
        return []
    return [Correction(kind="lost_sign", before=before, after=after.text, certainty="review", evidence=evidence)]


def _ledger(
    document: Document, tables: list[TableRows], facts: Facts, groups: list[Group], indicators: list[Indicator],
    totals: list[Total],
) -> Ledger:  # fmt: skip
    ledger = Ledger(document)
    for table in tables:
        for cell in [*table.headings, *table.furniture, *table.titles]:
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


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("zhibiao")
    except PackageNotFoundError:
        return "0"
