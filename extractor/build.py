"""Fields → Catalogue: groups, indicators, terms, totals, duplicates, problems, ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from catalog.base import Evidence, plain
from catalog.model import (
    Catalogue,
    Correction,
    Decision,
    Duplicate,
    Generator,
    Group,
    Indicator,
    Problem,
    Review,
    SourceFile,
    Total,
    VetoItem,
)
from catalog.problems import Language, Trouble, problem
from extractor.document import Cell, Document, Grid, Paragraph
from extractor.duplicates import Pair, likely_pairs
from extractor.facts import Facts
from extractor.fields import headings
from extractor.fields.row import Reading, RowReader, review
from extractor.ledger import Ledger
from extractor.limits import Limits
from extractor.tables import Row, TableRows
from extractor.terms import Composer, Inputs

ABOUT_POINTS = Decimal("0.0001")


@dataclass(slots=True)
class Groups:
    """The tree of groups. A group is known by its parent and its cell, or by the same name under the same parent."""

    document: Document
    found: list[Group] = field(default_factory=list)
    _keys: dict[tuple[str | None, str], str] = field(default_factory=dict)
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
        read = headings.heading(cell.text)
        key = (parent, f"{read.number}|{read.name}")
        if key not in self._keys:
            evidence = [self.document.evidence(cell.start, cell.end)]
            points = read.points
            if points_cell is not None and points is None:
                points = headings.points(points_cell.text).value
                evidence.append(self.document.evidence(points_cell.start, points_cell.end))
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
        level = 1 if parent is None else 1 + next(g.level for g in self.found if g.id == parent)
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
    readings, groups = _read(document, tables, facts, limits, language)
    if not readings:
        raise Trouble("E140", detail=_why_none(tables))
    inputs = Inputs()
    indicators, vetoes = _compose(readings, inputs)
    totals = _totals(document, indicators, groups, tables, facts)
    duplicates, indicators, notes = _duplicates(indicators, groups, totals, language)
    problems = _problems(document, tables, totals, groups, indicators, language) + notes
    used = [t for t in tables if t.left in (None, "headings")]
    ledger = _ledger(document, used, facts, groups, indicators, totals)
    count, residue = ledger.close()
    if residue:
        problems.append(problem("W307", {"count": str(len(residue))}, language=language))
    return Catalogue(
        id=_identity(facts, indicators, groups), title=facts.title, document=facts.document, sources=[source],
        generator=Generator(name="zhibiao", version=_version()), total_points=_total_points(totals, indicators),
        groups=groups, indicators=indicators, inputs=inputs.collect({i.id: i.name for i in indicators}),
        vetoes=vetoes, duplicates=duplicates, totals=totals, corrections=_corrections(document, indicators),
        residue=residue, problems=problems, ledger=count,
    )  # fmt: skip


# --- rows -------------------------------------------------------------------------------------------


def _read(
    document: Document, tables: list[TableRows], facts: Facts, limits: Limits, language: Language
) -> tuple[list[Reading], list[Group]]:
    nested = frozenset(b.parent for b in document.blocks if isinstance(b, Grid) and b.parent is not None)
    reader, tree = RowReader(document, facts.document.year, language, nested), Groups(document)
    readings: list[Reading] = []
    for table in tables:
        if table.left is not None:
            continue
        if table.opens is not None:
            tree.open_catalogue(*table.opens)
        for row in table.rows:
            if len(readings) >= limits.indicators:
                raise Trouble("E110", limit="指标数", maximum=limits.indicators)
            group, ordinal = tree.path(row), len(readings) + 1
            ident = f"{group}-i{ordinal:03d}" if group else f"i{ordinal:03d}"
            readings.append(reader.read(row, ident, ordinal, group))
    return readings, tree.found


def _compose(readings: list[Reading], inputs: Inputs) -> tuple[list[Indicator], list[VetoItem]]:
    indicators, vetoes = [], []
    for reading in readings:
        composer = Composer(reading, inputs)
        terms = {"rule": composer.rule(), "applicability": composer.applicability()}
        vetoes += composer.vetoes()
        indicators.append(reading.indicator.model_copy(update=terms))
    return indicators, vetoes


def _why_none(tables: list[TableRows]) -> str:
    if not tables:
        return "没有表格"
    reasons = {"no_header": "看不出表头", "no_rows": "表头下没有内容", "not_scored": "没有分值、目标或评分规则"}
    found = sorted({reasons[t.left] for t in tables if t.left in reasons})
    return f"{len(tables)}个表格都不像指标表（{'；'.join(found)}）"


# --- totals -----------------------------------------------------------------------------------------


def _totals(
    document: Document, indicators: list[Indicator], groups: list[Group], tables: list[TableRows], facts: Facts
) -> list[Total]:
    """Declared sums of groups, of total rows and of the text, each against what the rows add up to.

    Rows with several points columns (市直医院, 县级医院) are added up column by column.
    """
    labels = list(dict.fromkeys(label for i in indicators for label in i.points_by_profile or {}))
    found = []
    columns: list[str | None] = [*labels] or [None]
    for label in columns:
        sums = _sums(indicators, groups, tables, label)
        found += [
            _total(g.id, g.points, sums[g.id], g.evidence, label)
            for g in groups
            if g.points is not None and not _is_weight(g, sums)
        ]
        found += [
            _total("catalogue", declared, sums["catalogue"], evidence, label)
            for declared, evidence in _declared(document, groups, tables, facts, sums)
        ]
    return found


def _declared(
    document: Document, groups: list[Group], tables: list[TableRows], facts: Facts, sums: dict[str, Decimal]
) -> list[tuple[Decimal, list[Evidence]]]:
    """What the document declares as its whole: a total row or a sentence, else the sum of its outermost groups."""
    stated = [*_total_rows(document, tables), *facts.totals]
    agreeing = [d for d in stated if d[0] == sums["catalogue"]]
    if stated:
        value, evidence = (agreeing or stated)[0]
        return [(value, [evidence])]
    tops = [g for g in groups if g.level == 1 and g.kind == "group"]
    summed = [g for g in tops if g.points is not None and not _is_weight(g, sums)]
    if len(tops) < 2 or len(summed) < len(tops):
        return []
    points = sum((g.points for g in summed if g.points is not None), Decimal(0))
    return [(points, [e for g in tops for e in g.evidence])]


def _total(scope: str, declared: Decimal, computed: Decimal, evidence: list[Evidence], label: str | None) -> Total:
    balanced = abs(declared - computed) < ABOUT_POINTS
    return Total(scope=scope, declared=declared, computed=computed, balanced=balanced, profile=label, evidence=evidence)


def _is_weight(group: Group, sums: dict[str, Decimal]) -> bool:
    """（权重：35%）over rows that add up to 100: a share of the whole, not a sum of the rows."""
    percent = any("%" in e.quote or "％" in e.quote for e in group.evidence)
    return percent and sums[group.id] == Decimal(100) != group.points


def _sums(
    indicators: list[Indicator], groups: list[Group], tables: list[TableRows], label: str | None
) -> dict[str, Decimal]:
    """Points of the rows below each group and in all; a points cell shared by rows counts once."""
    parents = {g.id: g.parent for g in groups}
    sums = dict.fromkeys(["catalogue", *parents], Decimal(0))

    def add(group: str | None, points: Decimal) -> None:
        sums["catalogue"] += points
        while group is not None:
            sums[group] += points
            group = parents[group]

    for indicator in indicators:
        points = indicator.points if label is None else (indicator.points_by_profile or {}).get(label)
        add(indicator.group, points or Decimal(0))
    start = 0
    for table in tables:
        if table.left is None:
            for cell, index in table.shared_points:
                add(indicators[start + index].group, headings.points(cell.text).value or Decimal(0))
            start += len(table.rows)
    return sums


def _total_rows(document: Document, tables: list[TableRows]) -> list[tuple[Decimal, Evidence]]:
    found = []
    for table in tables:
        for label, cell in table.totals if table.left is None else []:
            digits = headings.points("".join(c for c in cell.text if c.isdigit() or c == ".")).value
            if digits is not None and "小" not in label.text:
                found.append((digits, document.evidence(cell.start, cell.end)))
    return found


def _total_points(totals: list[Total], indicators: list[Indicator]) -> Decimal | None:
    """The declared total of the catalogue, else the sum of its outermost groups, else of its rows."""
    for total in totals:
        if total.scope == "catalogue":
            return total.declared
    outer = [t.declared for t in totals if "-" not in t.scope]
    if outer:
        return sum(outer, Decimal(0))
    points = [i.points for i in indicators if i.points is not None]
    return sum(points, Decimal(0)) if points else None


# --- duplicates -------------------------------------------------------------------------------------


def _duplicates(
    indicators: list[Indicator], groups: list[Group], totals: list[Total], language: Language
) -> tuple[list[Duplicate], list[Indicator], list[Problem]]:
    """Link likely duplicates; declared totals decide whether both count, else a person is asked."""
    pairs = likely_pairs(indicators)
    changed = list(indicators)
    found, notes = [], []
    for pair in pairs:
        members = [indicators[pair.first], indicators[pair.second]]
        decision, reason = _decide(pair, pairs, indicators, groups, totals)
        evidence = [e for m in members for e in m.evidence.get("name", [])]
        found.append(
            Duplicate(
                members=[m.id for m in members], likeness=pair.likeness, differs=list(pair.differs),
                decision=decision, reason=reason, evidence=evidence,
            )
        )  # fmt: skip
        names = "、".join(f"{m.ordinal}.{m.name}" for m in members)
        code = "W302" if decision == "keep_both" else "W303"
        params = {"names": names, "reason": reason, "likeness": plain(pair.likeness)}
        notes.append(problem(code, params, subject=members[1].id, evidence=evidence, language=language))
        if decision != "keep_both":
            _ask(changed, pair, language)
    return found, changed, notes


def _ask(indicators: list[Indicator], pair: Pair, language: Language) -> None:
    for index, other in ((pair.first, pair.second), (pair.second, pair.first)):
        reason: Review = review(
            "row", "R116", {"other": f"{indicators[other].ordinal}.{indicators[other].name}"}, language
        )
        indicators[index] = indicators[index].model_copy(update={"review": [*indicators[index].review, reason]})


def _decide(
    pair: Pair, pairs: list[Pair], indicators: list[Indicator], groups: list[Group], totals: list[Total]
) -> tuple[Decision, str]:
    """keep_both where the declared sum needs both; both sums stand in the reason."""
    second = indicators[pair.second]
    total = _deciding_total(second, groups, totals)
    points = second.points
    if total is None or points is None:
        return "ask", "没有标明合计分，无法用分值判断是否都计。"
    without = total.computed - points
    others = sum((indicators[p.second].points or Decimal(0) for p in pairs), Decimal(0))
    name = next((g.name for g in groups if g.id == total.scope), "总分")
    both = (
        f"“{name}”标明{plain(total.declared)}分：两项都计合计{plain(total.computed)}分，去掉后一项为{plain(without)}分"
    )
    if len(pairs) > 1:
        both += f"，重复项都去掉为{plain(total.computed - others)}分"
    if total.balanced:
        return "keep_both", f"{both}；只有都计才与标明的一致，因此都保留。"
    if without == total.declared or total.computed - others == total.declared:
        return "ask", f"{both}；去掉后与标明的一致，可能是重复录入。"
    return "ask", f"{both}；都不一致，无法判断。"


def _deciding_total(indicator: Indicator, groups: list[Group], totals: list[Total]) -> Total | None:
    """The innermost declared total above an indicator."""
    by_scope, parents = {t.scope: t for t in totals}, {g.id: g.parent for g in groups}
    group = indicator.group
    while group is not None:
        if group in by_scope:
            return by_scope[group]
        group = parents[group]
    return by_scope.get("catalogue")


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
    points = [i.points for i in indicators if i.points is not None]
    if not totals and points:
        params = {"scope": names["catalogue"], "computed": plain(sum(points, Decimal(0)))}
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
    return found + _jumps(indicators, language)


def _jumps(indicators: list[Indicator], language: Language) -> list[Problem]:
    """Printed numbers that run 1, 2, 4 within a group (or the catalogue): a row may be missing."""
    found = []
    for before, after in pairwise(indicators):
        a, b = before.number or "", after.number or ""
        if a.isdecimal() and b.isdecimal() and int(b) > int(a) + 1:
            found.append(problem("W308", {"before": a, "after": b}, subject=after.id, language=language))
    return found


def _corrections(document: Document, indicators: list[Indicator]) -> list[Correction]:
    found = [
        Correction(
            kind=change.kind, before=change.before, after=change.after, certainty=change.certainty,
            evidence=[document.evidence(change.span.start, change.span.end)],
        )
        for change in document.changes
    ]  # fmt: skip
    for indicator in indicators:
        found += [
            Correction(kind="erratum", before=s.text, after=s.replaced_by, certainty="likely", evidence=s.evidence)
            for s in indicator.superseded
        ]
        found += [
            Correction(
                kind="lost_sign",
                before=f.evidence[0].quote,
                after=f.expression,
                certainty="likely",
                evidence=f.evidence,
            )
            for f in indicator.formulas
            if f.repairs
        ]
    return found


def _ledger(
    document: Document, tables: list[TableRows], facts: Facts, groups: list[Group], indicators: list[Indicator],
    totals: list[Total],
) -> Ledger:  # fmt: skip
    ledger = Ledger(document)
    for table in tables:
        for cell in [*table.headings, *table.furniture, *table.titles]:
            ledger.furnish(cell.start, cell.end)
        for cell in [*table.notes, *(c for pair in table.totals for c in pair), *(c for c, _ in table.shared_points)]:
            ledger.use(cell.start, cell.end)
        for row in table.rows:
            if row.name:
                ledger.use(row.name.start, row.name.end)
    for line in facts.furniture:
        ledger.furnish(line.start, line.start + len(line.text))
    for evidence in [e for items in facts.document.evidence.values() for e in items] + [e for _, e in facts.totals]:
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
            if ledger.free(cell.start, cell.end):
                ledger.leave(cell.start, cell.end, "nested" if block.parent else "table")


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
