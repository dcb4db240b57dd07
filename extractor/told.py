"""What a person should know of a catalogue as a whole: totals, errata, tables that were left, numbers that jump."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from catalog.base import Evidence, plain
from catalog.model import Correction, Group, Indicator, Problem, Residue, RuleClause, Total
from catalog.problems import Language, problem, sentence
from extractor.document import Document, Grid, Paragraph
from extractor.tables.rows import TableRows, section_family
from extractor.totals import total_points
from extractor.zh.numerals import ordinal

# Why a table was left, for a clerk.
REASONS = {
    "no_header": "看不出表头",
    "no_rows": "表头下没有内容",
    "not_scored": "没有分值、目标或评分规则",
    "foreign": "像是名单、价目、预算或结果，不是指标",
}
_LOSES = re.compile(
    r"扣[0-9一二三四五六七八九十]|加[0-9一二三四五六七八九十]{1,3}分|不得分|一票否决|一票否优|酌情[扣加]"
)
_SCORES = re.compile(r"扣|加分|得分|否决|否优|[0-9]\s?分")
_CORRECTS = re.compile(r"(?:更正|修改|调整|变更)为|勘误|更正[:：]")
_EMPTY = ("W105", "W234", "W236", "W242", "W243", "W244", "E223")  # why a page may hold no table
FEW = 3  # pieces of residue that are quoted


def why_none(document: Document, tables: list[TableRows], language: Language) -> str:
    """Why no table and no text gave a row, with what the reader has to say of the file (pictures only, frames …)."""
    said = [sentence(n.code, n.params, language).rstrip("。.") for n in document.notices if n.code in _EMPTY]
    if not tables:
        return "；".join(["没有表格，正文里也没有成串的带分值的编号段落或打散的指标表", *said])
    found = sorted({REASONS[t.left] for t in tables if t.left in REASONS})
    return "；".join([f"{len(tables)}个表格都不像指标表（{'；'.join(found)}）", *said])


def problems(
    document: Document, tables: list[TableRows], totals: list[Total], groups: list[Group],
    indicators: list[Indicator], language: Language,
) -> list[Problem]:  # fmt: skip
    """All problems that the reading of rows itself does not give."""
    found = _notices(document, language)
    found += _sums(totals, groups, tables, indicators, language)
    for i in indicators:
        for old in i.superseded:
            params = {"before": short(old.text), "after": short(old.replaced_by)}
            found.append(problem("W304", params, subject=i.id, evidence=old.evidence, language=language))
    found += _weights(tables, indicators, language) + _left(document, tables, language)
    return found + _told_elsewhere(document, tables, language) + _jumps(indicators, groups, language)


def _weights(tables: list[TableRows], indicators: list[Indicator], language: Language) -> list[Problem]:
    """Rows worth 30% or 0.15 whose rules win or cost more: the rules count per hundred."""
    rows = [row for table in tables if table.left is None for row in table.rows]
    weighted = [i for row, i in zip(rows, indicators, strict=True) if row.weighted]
    beyond = [(i, rule) for i in weighted for rule in i.rules if _exceeds(rule, i)]
    if not beyond:
        return []
    first, rule = beyond[0]
    params = {
        "count": str(len({i.id for i, _ in beyond})), "name": first.name, "points": plain(first.points or Decimal(0)),
        "rule": short(rule.evidence[0].quote) if rule.evidence else "",
    }  # fmt: skip
    return [problem("W315", params, subject=first.id, evidence=rule.evidence, language=language)]


def _exceeds(rule: RuleClause, indicator: Indicator) -> bool:
    return (
        rule.points is not None
        and indicator.points is not None
        and rule.points > indicator.points
        and rule.kind != "bonus"
    )


def _notices(document: Document, language: Language) -> list[Problem]:
    return [
        problem(
            notice.code, notice.params, language=language,
            evidence=[document.evidence(notice.span.start, notice.span.end)] if notice.span else [],
        )
        for notice in document.notices
    ]  # fmt: skip


def _sums(
    totals: list[Total], groups: list[Group], tables: list[TableRows], indicators: list[Indicator], language: Language
) -> list[Problem]:
    """Declared sums that do not balance; a catalogue without any."""
    names = {g.id: g.name for g in groups} | {"catalogue": "总分" if language == "zh" else "Catalogue"}
    whole = total_points(totals, indicators, groups, tables)
    if not totals and whole is not None:
        return [problem("W309", {"scope": names["catalogue"], "computed": plain(whole)}, language=language)]
    return [
        problem(
            "E301",
            _difference(total, names[total.scope]),
            subject=total.scope,
            evidence=total.evidence,
            language=language,
        )
        for total in totals
        if not total.balanced
    ]


def _difference(total: Total, name: str) -> dict[str, str]:
    return {
        "scope": name + (f"（{total.profile}）" if total.profile else ""), "declared": plain(total.declared),
        "computed": plain(total.computed), "difference": plain(abs(total.declared - total.computed)),
    }  # fmt: skip


def _left(document: Document, tables: list[TableRows], language: Language) -> list[Problem]:
    """Tables that were not taken for a catalogue, by their number and their first words."""
    grids = {block.table: block for block in document.blocks if isinstance(block, Grid)}
    return [
        problem("W305", _named(table, grids.get(table.table), language), language=language)
        for table in tables
        if table.left in REASONS and table.spoken
    ]


def _named(table: TableRows, grid: Grid | None, language: Language) -> dict[str, str]:
    """A table by its page, or else its number, and its first words."""
    page = grid.sheet.page if grid and grid.sheet else None
    where = {
        "zh": f"第{table.table + 1}个表格" if page is None else f"第{page}页的表格",
        "en": f"Table {table.table + 1}" if page is None else f"The table on page {page}",
    }
    first = next((cell.text for cell in grid.cells if cell.text.strip()), "") if grid else ""
    reason = REASONS[table.left or "no_rows"]
    return {"where": where[language], "reason": reason, "text": short(" ".join(first.split()), 16)}


def _told_elsewhere(document: Document, tables: list[TableRows], language: Language) -> list[Problem]:
    """Notes with scoring words and errata outside the table: no rule is made of them, a person is told."""
    found = []
    for cell in [note for table in tables if table.left is None for note in table.notes]:
        if _SCORES.search(cell.text):
            found.append(problem("W310", {"text": short(cell.text)}, evidence=document.quotes(cell), language=language))
    found += [
        problem("W310", {"text": short(block.text)}, evidence=[_whole(document, block)], language=language)
        for block in _below(document, tables)
        if _LOSES.search(block.text)
    ]
    for block in document.blocks:
        if isinstance(block, Paragraph) and _CORRECTS.search(block.text):
            evidence = [_whole(document, block)]
            found.append(problem("W311", {"text": short(block.text)}, evidence=evidence, language=language))
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


def repaired(corrections: list[Correction], language: Language) -> list[Problem]:
    """One line for all repairs and joins; each of them stands in the corrections."""
    signs = sum(c.kind == "lost_sign" for c in corrections)
    joins = sum(c.kind in ("chunk_joined", "row_joined", "heading_repeated") for c in corrections)
    params = {"signs": str(signs), "joins": str(joins)}
    return [problem("W313", params, language=language)] if signs + joins else []


def unread(residue: list[Residue], language: Language) -> list[Problem]:
    """How much of the source is in no field, with the first words of it; what speaks of points comes first."""
    if not residue:
        return []
    pieces = sorted((" ".join(r.text.split()) for r in residue), key=lambda text: not _SCORES.search(text))
    quoted = "；".join(f"“{short(text, 20)}”" for text in pieces[:FEW] if text)
    return [problem("W307", {"count": str(len(residue)), "text": quoted}, language=language)]


def short(text: str, most: int = 40) -> str:
    """At most so many characters of a text."""
    return text if len(text) <= most else f"{text[: most - 1]}…"
