"""Declared totals against computed sums, at every level: arithmetic is evidence."""

from __future__ import annotations

from decimal import Decimal

from catalog.base import Evidence
from catalog.model import Group, Indicator, Total
from extractor.document import Document
from extractor.facts import Facts
from extractor.fields import headings
from extractor.tables.rows import TableRows

ABOUT_POINTS = Decimal("0.0001")
WHOLE = Decimal(100)


def with_weights(indicators: list[Indicator], groups: list[Group], tables: list[TableRows]) -> list[Group]:
    """The groups, their points as weights where the rows below each add up to 100 and the groups do so, too: 30% × 20%.

    One group may be out of balance: the totals then tell it.
    """
    sums = _sums(indicators, groups, tables, None)
    outer = [group for group in groups if group.level == 1 and group.kind == "group" and not group.effect]
    shares = [group for group in outer if group.points is not None and _percent(group)]
    whole = sum((group.points for group in shares if group.points is not None), Decimal(0))
    full = sum(sums[group.id] == WHOLE for group in shares)
    if len(outer) < 2 or len(shares) < len(outer) or whole != WHOLE or full * 2 <= len(shares):
        return groups
    weighed = {group.id for group in shares}
    return [
        group.model_copy(update={"points": None, "weight": group.points}) if group.id in weighed else group
        for group in groups
    ]


def _percent(group: Group) -> bool:
    return any("%" in evidence.quote or "％" in evidence.quote for evidence in group.evidence)


def _weighed(groups: list[Group], sums: dict[str, Decimal]) -> list[Total]:
    """What weights say: the rows of a group make a whole, and so do the groups."""
    shares = [group for group in groups if group.weight is not None]
    found = [_total(group.id, WHOLE, sums[group.id], group.evidence, None) for group in shares]
    whole = sum((group.weight for group in shares if group.weight is not None), Decimal(0))
    return [*found, _total("catalogue", WHOLE, whole, [e for g in shares for e in g.evidence], None)] if shares else []


def read_totals(
    document: Document, indicators: list[Indicator], groups: list[Group], tables: list[TableRows], facts: Facts
) -> list[Total]:
    """Declared sums of groups, of total rows and of the text, each against what the rows add up to.

    Rows with several points columns (市直医院, 县级医院) are added up column by column.
    """
    if any(group.weight is not None for group in groups):
        return _weighed(groups, _sums(indicators, groups, tables, None))
    labels = list(dict.fromkeys(label for i in indicators for label in i.points_by_profile or {}))
    found = []
    columns: list[str | None] = [*labels] or [None]
    for label in columns:
        sums = _sums(indicators, groups, tables, label)
        found += [
            _total(g.id, g.points, sums[g.id], g.evidence, label)
            for g in groups
            if g.points is not None and not _is_weight(g, sums) and (label is None or sums[g.id])
        ]
        found += _subtotals(document, indicators, groups, tables, sums)
        found += [
            _total("catalogue", declared, _best(declared, _wholes(sums, groups, "catalogue")), evidence, label)
            for declared, evidence in _declared(document, indicators, groups, tables, facts, sums, label)
        ]
        found += _further(document, groups, tables, facts, sums, label)
    return found


def _first(sums: dict[str, Decimal], groups: list[Group]) -> Decimal:
    """What the rows add up to, without those of further catalogues in the file: each has a total of its own."""
    return sums["catalogue"] - sum((sums[g.id] for g in groups if g.kind == "catalogue"), Decimal(0))


def _wholes(sums: dict[str, Decimal], groups: list[Group], scope: str) -> list[Decimal]:
    """What the rows of a scope add up to: with bonuses and deductions beside the full points, and without them."""
    whole = _first(sums, groups) if scope == "catalogue" else sums[scope]
    parents = {g.id: g for g in groups}
    beside = [g for g in groups if g.effect and not (g.parent and parents[g.parent].effect)]
    inside = [g for g in beside if _root(parents, g) == (None if scope == "catalogue" else scope)]
    return [whole - sum((sums[g.id] for g in inside), Decimal(0)), whole]


def _root(groups: dict[str, Group], group: Group) -> str | None:
    """The further catalogue that a group belongs to; None for the first."""
    while group.parent is not None:
        group = groups[group.parent]
    return group.id if group.kind == "catalogue" else None


def _best(declared: Decimal, wholes: list[Decimal]) -> Decimal:
    """The sum that agrees with what is declared, else the one of the full points."""
    return next((whole for whole in wholes if abs(whole - declared) < ABOUT_POINTS), wholes[0])


def _in_text(facts: Facts, groups: list[Group]) -> list[tuple[Decimal, list[Evidence], int]]:
    """Totals that sentences declare, each with the catalogue of the file in which it stands (0 the first)."""
    starts = [group.evidence[0].start for group in groups if group.kind == "catalogue" and group.evidence]
    return [(value, found, sum(start <= found[0].start for start in starts)) for value, found in facts.totals]


def _further(
    document: Document,
    groups: list[Group],
    tables: list[TableRows],
    facts: Facts,
    sums: dict[str, Decimal],
    label: str | None,
) -> list[Total]:
    """The declared totals of further catalogues in the file, each against its own rows."""
    catalogues = [g.id for g in groups if g.kind == "catalogue"]
    stated = _total_rows(document, tables, label) + _in_text(facts, groups)
    return [
        _total(ident, value, _best(value, _wholes(sums, groups, ident)), evidence, label)
        for at, ident in enumerate(catalogues, 1)
        for value, evidence, owner in stated
        if owner == at
    ]


def _declared(
    document: Document,
    indicators: list[Indicator],
    groups: list[Group],
    tables: list[TableRows],
    facts: Facts,
    sums: dict[str, Decimal],
    label: str | None,
) -> list[tuple[Decimal, list[Evidence]]]:
    """What the document declares as its whole: a total row or a sentence, else the sum of its outermost groups."""
    declared = _total_rows(document, tables, label) + _in_text(facts, groups)
    stated = [(value, evidence) for value, evidence, owner in declared if not owner]
    stated += [] if label else _closing(document, indicators, groups, tables)
    agreeing = [d for d in stated if d[0] in _wholes(sums, groups, "catalogue")]
    if stated:
        value, evidence = (agreeing or stated)[0]
        return [(value, evidence)]
    tops = [g for g in groups if g.level == 1 and g.kind == "group" and not g.effect]
    summed = [g for g in tops if g.points is not None and not _is_weight(g, sums)]
    if len(tops) < 2 or len(summed) < len(tops):
        return []
    points = sum((g.points for g in summed if g.points is not None), Decimal(0))
    return [(points, [e for g in tops for e in g.evidence])]


def _closing(
    document: Document, indicators: list[Indicator], groups: list[Group], tables: list[TableRows]
) -> list[tuple[Decimal, list[Evidence]]]:
    """小计 100 that is all rows above it, with nothing but bonuses and deductions below: the whole."""
    beside = {g.id for g in groups if g.effect}
    found, start = [], 0
    for table in (table for table in tables if table.left is None):
        for label, cell in table.totals:
            at = start + sum(row.row < label.row for row in table.rows)
            value = headings.points("".join(c for c in cell.text if c.isdigit() or c == ".")).value
            above = sum((i.points or Decimal(0) for i in indicators[:at]), Decimal(0))
            closes = at < len(indicators) and all(i.group in beside for i in indicators[at:])
            if "小" in label.text and value == above and closes:
                found.append((above, document.quotes(cell)))
        start += len(table.rows)
    return found


def _total(scope: str, declared: Decimal, computed: Decimal, evidence: list[Evidence], label: str | None) -> Total:
    balanced = abs(declared - computed) < ABOUT_POINTS
    return Total(scope=scope, declared=declared, computed=computed, balanced=balanced, profile=label, evidence=evidence)


def _is_weight(group: Group, sums: dict[str, Decimal]) -> bool:
    """（权重：35%）over rows that add up to 100: a share of the whole, not a sum of the rows."""
    return _percent(group) and sums[group.id] == Decimal(100) != group.points


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


def _total_rows(
    document: Document, tables: list[TableRows], profile: str | None
) -> list[tuple[Decimal, list[Evidence], int]]:
    """Total rows for a points column: value, evidence, and the catalogue of the file they belong to (0 the first)."""
    found, owner = [], 0
    for table in tables:
        owner += table.left is None and table.opens is not None
        for label, cell in table.totals if table.left is None else []:
            own = table.total_of.get(id(cell))
            digits = headings.points("".join(c for c in cell.text if c.isdigit() or c == ".")).value
            if digits is not None and "小" not in label.text and own in (None, profile):
                found.append((digits, document.quotes(cell), owner))
    return found


def _subtotals(
    document: Document,
    indicators: list[Indicator],
    groups: list[Group],
    tables: list[TableRows],
    sums: dict[str, Decimal],
) -> list[Total]:
    """小计 closes the group of the row above it, or the one around that with which it agrees, or all rows so far;
    a group that declares points of its own needs none.
    """
    found, start = [], 0
    known = {group.id: group for group in groups}
    for table in tables:
        for label, cell in table.totals if table.left is None else []:
            before = [i for i, row in enumerate(table.rows) if row.row < label.row]
            group = indicators[start + before[-1]].group if before else None
            value = headings.points("".join(c for c in cell.text if c.isdigit() or c == ".")).value
            if "小" not in label.text or value is None or group is None:
                continue
            so_far = sum((i.points or Decimal(0) for i in indicators[: start + before[-1] + 1]), Decimal(0))
            around = [ident for ident in _chain(known, group) if sums[ident] == value]
            if around or so_far != value:
                scope = (around or [group])[0]
                if known[scope].points is None:
                    found.append(_total(scope, value, sums[scope], document.quotes(cell), None))
        start += len(table.rows) if table.left is None else 0
    return found


def _chain(known: dict[str, Group], ident: str | None) -> list[str]:
    """A group and those around it, innermost first."""
    found = []
    while ident is not None:
        found.append(ident)
        ident = known[ident].parent
    return found


def total_points(
    totals: list[Total], indicators: list[Indicator], groups: list[Group], tables: list[TableRows]
) -> Decimal | None:
    """The declared total of the catalogue, else the sum of its outermost groups, else of its rows."""
    further = {g.id for g in groups if g.kind == "catalogue"}
    whole = [t.declared for t in totals if t.scope == "catalogue"]
    if whole:
        return whole[0] + sum((t.declared for t in totals if t.scope in further), Decimal(0))
    outer = [t.declared for t in totals if "-" not in t.scope]
    if outer:
        return sum(outer, Decimal(0))
    known = any(i.points is not None for i in indicators) or any(t.shared_points for t in tables if t.left is None)
    return _sums(indicators, groups, tables, None)["catalogue"] if known else None
