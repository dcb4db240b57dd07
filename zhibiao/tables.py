"""The flat view as CSV and Excel with Chinese headings; nothing in a cell can become a formula."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from pathlib import Path
from typing import Any

from catalog import flat, wording
from catalog.base import Evidence, plain
from catalog.model import Catalogue, Indicator

HEADINGS = {
    "ordinal": "顺序", "number": "序号", "path": "上级栏目", "name": "名称", "points": "分值", "points_by_profile": "分类分值",
    "parts": "分项", "veto": "否决", "requirement": "要求", "targets": "目标", "rules": "规则", "formulas": "公式", "review": "待核对",
}  # fmt: skip
WIDTHS = {
    "path": 28,
    "name": 28,
    "requirement": 60,
    "targets": 44,
    "rules": 44,
    "formulas": 30,
    "review": 40,
    "parts": 24,
}
RISKY = ("=", "+", "-", "@", "\t", "\r")


def cells(catalogue: Catalogue, indicator: Indicator) -> list[str]:
    """One row of readable texts, in the order of the flat view's keys."""
    profiles = indicator.points_by_profile or {}
    return [
        str(indicator.ordinal),
        indicator.number or "",
        " / ".join(flat.path(catalogue, indicator)),
        indicator.name,
        "" if indicator.points is None else plain(indicator.points),
        "\n".join(f"{label} {plain(points)}" for label, points in profiles.items()),
        "\n".join(f"{part.number or ''}{part.text} {plain(part.points)}分" for part in indicator.parts),
        wording.VETOES.get(indicator.veto or "", ""),
        indicator.requirement,
        "\n".join(wording.target(target) for target in indicator.targets),
        "\n".join(wording.rule(rule) for rule in indicator.rules),
        "\n".join(wording.formula(formula) for formula in indicator.formulas),
        "\n".join(f"{wording.FIELDS[r.field]}：{r.message}" for r in indicator.review),
    ]


def to_csv(catalogue: Catalogue) -> bytes:
    """CSV in UTF-8 with byte-order mark, as spreadsheet programs expect; risky cells begin with '."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEADINGS.values())
    for indicator in catalogue.indicators:
        writer.writerow([safe(text) for text in cells(catalogue, indicator)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def safe(text: str) -> str:
    """A cell of a CSV file: a leading = + - @ would be a formula; plain numbers stay."""
    bare = text.removeprefix("-").replace(".", "", 1)
    return f"'{text}" if text.startswith(RISKY) and not bare.isdecimal() else text


def to_xlsx(catalogue: Catalogue) -> bytes:
    """A workbook: 指标 (the flat view), 核对 (totals, duplicates, what needs review)."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        head = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1, "text_wrap": True})
        _indicators(book.add_worksheet("指标"), catalogue, head, wrap)
        _findings(book.add_worksheet("核对"), catalogue, head, wrap)
        book.set_properties({"created": datetime(2000, 1, 1)})
    return out.getvalue()


def _indicators(sheet: Any, catalogue: Catalogue, head: Any, wrap: Any) -> None:
    for column, (key, title) in enumerate(HEADINGS.items()):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, WIDTHS.get(key, 9))
    points = list(HEADINGS).index("points")
    for row, indicator in enumerate(catalogue.indicators, 1):
        for column, text in enumerate(cells(catalogue, indicator)):
            if column in (0, points) and text:
                sheet.write_number(row, column, float(text), wrap)
            else:
                sheet.write_string(row, column, text, wrap)
    sheet.freeze_panes(1, 4)
    sheet.autofilter(0, 0, len(catalogue.indicators), len(HEADINGS) - 1)


def _findings(sheet: Any, catalogue: Catalogue, head: Any, wrap: Any) -> None:
    for column, (title, width) in enumerate((("类别", 12), ("对象", 30), ("说明", 90), ("原文", 60))):
        sheet.write_string(0, column, title, head)
        sheet.set_column(column, column, width)
    for row, texts in enumerate(findings(catalogue), 1):
        for column, text in enumerate(texts):
            sheet.write_string(row, column, text, wrap)


def findings(catalogue: Catalogue) -> list[tuple[str, str, str, str]]:
    """Totals, duplicates, problems, reviews and residue as rows of text."""
    names = {g.id: g.name for g in catalogue.groups} | {"catalogue": "全部"}
    names |= {i.id: f"{i.ordinal}.{i.name}" for i in catalogue.indicators}
    rows = [
        (
            "合计",
            names[t.scope],
            f"标明{plain(t.declared)}，各项合计{plain(t.computed)}：{'一致' if t.balanced else '不一致'}",
            _quote(t.evidence),
        )
        for t in catalogue.totals
    ]
    rows += [("重复", "、".join(names[m] for m in d.members), d.reason, "") for d in catalogue.duplicates]
    rows += [
        ("待核对", names[i.id], f"{wording.FIELDS[r.field]}：{r.message}", _quote(r.evidence))
        for i in catalogue.indicators
        for r in i.review
    ]
    rows += [
        ("问题", names.get(p.subject or "", ""), f"{p.code} {p.message}", _quote(p.evidence))
        for p in catalogue.problems
    ]
    return rows + [("余文", wording.place(r.place), r.reason, r.text) for r in catalogue.residue]


def _quote(evidence: list[Evidence]) -> str:
    return "；".join(item.quote for item in evidence)


def written(catalogue: Catalogue, form: str) -> bytes:
    """The catalogue in the format `jsonl`, `csv` or `xlsx`."""
    if form == "jsonl":
        return flat.jsonl(catalogue).encode()
    return to_csv(catalogue) if form == "csv" else to_xlsx(catalogue)


def suffix(path: Path | None) -> str:
    """The format that a target's name asks for, jsonl where it says nothing."""
    ending = path.suffix.lower().lstrip(".") if path else ""
    return ending if ending in ("csv", "xlsx") else "jsonl"
