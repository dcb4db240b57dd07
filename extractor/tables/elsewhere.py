"""Scoring rules of single indicators that stand outside their table: 完好率评分： above 5分：≥98%, 3分：… in an annex."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from extractor import lexicon
from extractor.document import Document, Paragraph
from extractor.tables.rows import Row, RowDoubt, TableRows
from extractor.zh.normalize import normalize

_RULES = re.compile(r"(?P<name>[^。；，,:\n]{2,20}?)的?(?:评分|计分|得分|赋分)(?:标准|细则|办法|规则|说明)?:?")
_MARKS = re.compile(r"[*#\s]")
_RUNG = re.compile(r"\s*[0-9.]{1,5}\s?分\s?:|.{1,40}(?:得|计|扣)\s?[0-9.]{1,5}\s?分")


def ask_about_rules_elsewhere(document: Document, tables: list[TableRows]) -> None:
    """A reason to look for each row whose rules a paragraph announces by its name; they are not read into it."""
    announced = dict(_announced(document))
    for table in tables if announced else []:
        table.rows = [_asked(row, announced) for row in table.rows]


def _announced(document: Document) -> list[tuple[str, str]]:
    """Names of indicators with the line that announces their rules, where rungs of a ladder follow it."""
    lines = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    found = []
    for line, following in pairwise(lines):
        head = _RULES.fullmatch(_MARKS.sub("", normalize(line)))
        if head and _RUNG.match(normalize(following)):
            found.append((head["name"], line.strip()))
    return found


def _asked(row: Row, announced: dict[str, str]) -> Row:
    name = normalize(row.name.text) if row.name else ""
    bare = lexicon.pattern("points_bracket").sub("", lexicon.pattern("number_prefix").sub("", name))
    line = announced.get(_MARKS.sub("", bare))
    if line is None:
        return row
    doubt: RowDoubt = ("rules", "R145", (("text", line[:24]),))
    return replace(row, doubts=(*row.doubts, doubt))
