"""A catalogue for people at a terminal: the tree of groups and points, checks, duplicates, what to review."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from catalog import flat, wording
from catalog.base import Evidence, plain
from catalog.model import Catalogue, Correction, Group, Indicator

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_NAME_WIDTH = 40
_ALIKE = 3  # more problems of one kind are told once, with their count


def clean(text: str) -> str:
    """Text without terminal escape codes."""
    return _CONTROL.sub("", text)


def summary(catalogue: Catalogue, console: Console) -> None:
    """Print what a clerk wants to know first."""
    facts = catalogue.document
    console.print(Text(clean(catalogue.title or "（没有读到标题）"), style="bold"))
    named = [("发文单位", facts.issuer), ("年度", facts.year), ("文号", facts.number), ("日期", facts.published)]
    console.print(Text("  ".join(f"{label}：{clean(str(value))}" for label, value in named if value)))
    console.print(_tree(catalogue))
    console.print(Text(counts(catalogue), style="bold"))
    _totals(catalogue, console)
    _duplicates(catalogue, console)
    _problems(catalogue, console)
    _reviews(catalogue, console)


def counts(catalogue: Catalogue) -> str:
    """One line of counts."""
    rows = catalogue.indicators
    stated = sum(any(r.kind != "unspecified" for r in i.rules) for i in rows)
    ledger = catalogue.ledger
    return (
        f"{len(rows)}项指标，{sum(len(i.targets) for i in rows)}个目标，{sum(len(i.formulas) for i in rows)}个公式，"
        f"{stated}项写明得失分办法，{len(catalogue.vetoes)}处否决，{sum(bool(i.review) for i in rows)}项待核对；"
        f"全文{ledger.characters}字，已用{ledger.used}，页面{ledger.furniture}，余文{ledger.residue}"
    )


def _tree(catalogue: Catalogue) -> Tree:
    total = f"（{plain(catalogue.total_points)}分）" if catalogue.total_points is not None else ""
    root = Tree(Text(f"指标目录{total}"))
    nodes: dict[str | None, Tree] = {None: root}
    groups = {group.id: group for group in catalogue.groups}
    for indicator in catalogue.indicators:
        node = _node(catalogue, groups, nodes, indicator.group)
        node.add(Text(_line(indicator), style="yellow" if indicator.review else ""))
    return root


def _node(catalogue: Catalogue, groups: dict[str, Group], nodes: dict[str | None, Tree], ident: str | None) -> Tree:
    """The branch of a group, made where its first indicator stands: the tree keeps the order of the document."""
    if ident not in nodes and ident is not None:
        above = _node(catalogue, groups, nodes, groups[ident].parent)
        nodes[ident] = above.add(Text(_group(catalogue, groups[ident]), style="cyan"))
    return nodes[ident]


def _group(catalogue: Catalogue, group: Group) -> str:
    points = f"（{plain(group.points)}分）" if group.points is not None else ""
    number = f"{group.number} " if group.number else ""
    return clean(f"{number}{group.name}{points}")


def _line(indicator: Indicator) -> str:
    name = clean(indicator.name)
    name = name if len(name) <= _NAME_WIDTH else f"{name[:_NAME_WIDTH]}…"
    points = f"  {plain(indicator.points)}分" if indicator.points is not None else ""
    veto = f"  〔{wording.VETOES[indicator.veto]}〕" if indicator.veto else ""
    return f"{indicator.ordinal}. {name}{points}{veto}{'  ※待核对' if indicator.review else ''}"


def _totals(catalogue: Catalogue, console: Console) -> None:
    names = {g.id: g.name for g in catalogue.groups} | {"catalogue": "全部"}
    console.print(Text("合计核对", style="bold"))
    for total in catalogue.totals:
        mark = "✓ 一致" if total.balanced else "✗ 不一致"
        line = f"  {clean(names[total.scope])}{f'（{clean(total.profile)}）' if total.profile else ''}：标明{plain(total.declared)}分，各项合计{plain(total.computed)}分  {mark}"
        console.print(Text(line, style="green" if total.balanced else "red"))
    if not catalogue.totals:
        console.print(Text("  原文没有标明合计，无从核对"))


def _duplicates(catalogue: Catalogue, console: Console) -> None:
    names = {i.id: f"{i.ordinal}.{i.name}" for i in catalogue.indicators}
    if catalogue.duplicates:
        console.print(Text("重复项", style="bold"))
    for duplicate in catalogue.duplicates:
        console.print(Text(clean(f"  {'、'.join(names[m] for m in duplicate.members)}：{duplicate.reason}")))


def _problems(catalogue: Catalogue, console: Console) -> None:
    shown = [p for p in catalogue.problems if p.code not in ("W302",)]
    if shown:
        console.print(Text("提示", style="bold"))
    alike = Counter(problem.code for problem in shown)
    told: set[str] = set()
    for problem in shown:
        many = alike[problem.code] > _ALIKE
        more = f"（同类共{alike[problem.code]}条，逐条见目录文件的problems）" if many else ""
        if not (many and problem.code in told):
            told.add(problem.code)
            style = {"error": "red", "review": "yellow", "info": ""}[problem.severity]
            console.print(Text(clean(f"  {problem.code} {problem.message}{more}"), style=style))


def _reviews(catalogue: Catalogue, console: Console) -> None:
    rows = [(i, r) for i in catalogue.indicators for r in i.review]
    if not rows:
        told = any(p.severity != "info" for p in catalogue.problems)
        console.print(
            Text(
                "没有逐项待核对的字段；上面的提示请先看" if told else "没有待核对的字段",
                style="yellow" if told else "green",
            )
        )
        return
    table = Table(title="待核对", title_justify="left", show_lines=False)
    for title in ("项", "字段", "原因"):
        table.add_column(title)
    for indicator, review in rows:
        table.add_row(
            Text(f"{indicator.ordinal}.{clean(indicator.name)[:20]}"),
            wording.FIELDS[review.field],
            Text(clean(review.message)),
        )
    console.print(table)


def corrections(catalogue: Catalogue, console: Console) -> None:
    """Print every repair and join: the words of the source with what was put in and taken out marked, and where."""
    if not catalogue.corrections:
        console.print(Text("原文没有需要修正的地方", style="green"))
        return
    table = Table(title="修正清单（〔+补入〕〔-去掉〕）", title_justify="left", show_lines=False)
    for title in ("类别", "原文与修正", "把握", "位置"):
        table.add_column(title)
    for item in catalogue.corrections:
        place = "、".join(dict.fromkeys(wording.place(evidence.place) for evidence in item.evidence))
        kind, sure = wording.CORRECTIONS[item.kind], wording.CERTAINTIES[item.certainty]
        table.add_row(kind, Text(clean(marked(item))), sure, Text(clean(place)))
    console.print(table)


def marked(correction: Correction) -> str:
    """The words before a correction with its insertions and deletions in brackets: 总数〔+×〕100〔+%〕."""
    before, after = correction.before, correction.after
    if correction.kind in ("erratum", "revision"):
        return f"{before} → {after}"
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = before[a:b], after[c:d]
        found.append(gone if kind == "equal" else f"〔-{gone}〕" * bool(gone) + f"〔+{come}〕" * bool(come))
    return "".join(found)


def explain(catalogue: Catalogue, indicator: Indicator, console: Console) -> None:
    """Print each value of an indicator with its quote and place, and why an empty field is empty."""
    console.print(Text(clean(f"{indicator.ordinal}. {indicator.name}  [{indicator.id}]"), style="bold"))
    evidence = indicator.evidence
    _value(
        console, "上级栏目", " / ".join(flat.path(catalogue, indicator)), evidence.get("path", []), "表里没有上级栏目"
    )
    _value(console, "序号", indicator.number, evidence.get("number", []), "原文没有编号")
    points = None if indicator.points is None else plain(indicator.points)
    why = "没有读到分值，见待核对" if any(r.field == "points" for r in indicator.review) else "原文没有标分值"
    _value(console, "分值", points, evidence.get("points", []), why)
    for label, value in (indicator.points_by_profile or {}).items():
        _value(console, f"分值·{label}", plain(value), [], "")
    _value(
        console,
        "否决",
        wording.VETOES.get(indicator.veto or ""),
        evidence.get("veto", []),
        "原文没有一票否决、一票否优",
    )
    _value(
        console, "要求", indicator.requirement, evidence.get("requirement", []), "没有读到要求，见待核对", short=True
    )
    _many(console, "目标", [(wording.target(t), t.evidence) for t in indicator.targets], "原文没有印出数字或等次目标")
    _many(console, "规则", [(wording.rule(r), r.evidence) for r in indicator.rules], "没有规则")
    _many(console, "公式", [(wording.formula(f), f.evidence) for f in indicator.formulas], "原文没有带等号的公式")
    _many(console, "时限", [(f"{d.date}（{d.text}）", d.evidence) for d in indicator.deadlines], "原文没有时限")
    _many(
        console,
        "分项",
        [(f"{p.number or ''}{p.text} {plain(p.points)}分", p.evidence) for p in indicator.parts],
        "没有带分值的分项",
    )
    for role, text in indicator.attributes.items():
        _value(console, role, text, evidence.get(role, []), "")
    for old in indicator.superseded:
        _value(console, "已被更正", old.text, old.evidence, "")
    _scoring(catalogue, indicator, console)
    for item in _of(catalogue, indicator):
        console.print(Text("修正：", style="cyan") + Text(clean(f"{wording.CORRECTIONS[item.kind]}  {marked(item)}")))
    for review in indicator.review:
        console.print(
            Text(clean(f"待核对·{wording.FIELDS[review.field]}：{review.code} {review.message}"), style="yellow")
        )


def _of(catalogue: Catalogue, indicator: Indicator) -> list[Correction]:
    """The corrections of an indicator's own words."""
    own = [(e.start, e.end) for name in ("name", "requirement") for e in indicator.evidence.get(name, [])]
    return [
        item
        for item in catalogue.corrections
        if any(start <= e.start < end for e in item.evidence for start, end in own)
    ]


def _scoring(catalogue: Catalogue, indicator: Indicator, console: Console) -> None:
    from scorer import render

    if indicator.rule is not None:
        names = {entry.id: entry.name for entry in catalogue.inputs} | {p.id: p.name for p in catalogue.parameters}
        units = {entry.id: entry.unit for entry in catalogue.inputs if entry.unit}
        console.print(Text("计分：", style="cyan") + Text(clean(render(indicator.rule, names, units))))


def _many(console: Console, label: str, values: list[tuple[str, list[Evidence]]], why_empty: str) -> None:
    if not values:
        _value(console, label, None, [], why_empty)
    for text, evidence in values:
        _value(console, label, text, evidence, "")


def _value(
    console: Console, label: str, value: str | None, evidence: list[Evidence], why_empty: str, *, short: bool = False
) -> None:
    if not value:
        console.print(Text(f"{label}：", style="cyan") + Text(f"（空）{why_empty}", style="dim"))
        return
    console.print(Text(f"{label}：", style="cyan") + Text(clean(value)))
    for item in evidence:
        quote = item.quote if len(item.quote) <= 60 or not short else f"{item.quote[:60]}…"
        console.print(Text(clean(f"    “{quote}”  {wording.place(item.place)}"), style="dim"))
