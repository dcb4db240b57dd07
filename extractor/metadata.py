"""What a page says of a document beside its text: 索引号 tables and lines such as 文号：… 发布机构：… 发布日期：…

Labels are data (lexicon/metadata.yaml). The values fill only what the text itself does not say.
"""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, replace
from functools import cache

from extractor import lexicon
from extractor.document import Cell, Document, Grid, Paragraph
from extractor.zh.normalize import normalize
from extractor.zh.numerals import ordinal

ENOUGH = 2  # labels that make a table or line metadata


@dataclass(frozen=True, slots=True)
class Said:
    """One value of a page's metadata: which fact it is, and where it stands."""

    fact: str
    value: Cell


def metadata(document: Document, read: Set[int]) -> list[Said]:
    """All values under known labels, in tables of labels, in lines, and in the lines that the reader furnished.

    `read` are the tables of the catalogue: their headings may look like labels.
    """
    grids = [block for block in document.blocks if isinstance(block, Grid) and block.table not in read]
    found = [said for grid in grids for said in _table(grid)]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found += _line(Cell(-1, 0, block.text, block.start), ENOUGH)
    for furniture in document.furniture:
        text = document.text[furniture.span.start : furniture.span.end]
        found += _line(Cell(-1, 0, text, furniture.span.start), 1)
    return found


def is_metadata(grid: Grid) -> bool:
    """Whether a table only says what the document is: labels beside values."""
    return len({said.fact for said in _table(grid)}) >= ENOUGH


def _table(grid: Grid) -> list[Said]:
    """Values right of their labels."""
    at = {(cell.row, cell.column): cell for cell in grid.cells}
    found = []
    for cell in grid.cells:
        fact = _fact(normalize(cell.text).strip(" :\n"))
        value = at.get((cell.row, cell.column + cell.colspan)) if fact else None
        if fact and value and value.text.strip():
            found.append(Said(fact, value))
    return found if len(found) >= ENOUGH else []


def _line(line: Cell, least: int) -> list[Said]:
    """文号：甲〔2023〕1号　发布日期：2023-03-20: each value reaches to the next label."""
    if len(line.text) > 300:
        return []
    plain = normalize(line.text)
    labels = [m for m in _labels().finditer(plain) if _fact(m["label"])]
    ends = [*(m.start() for m in labels[1:]), len(plain)][: len(labels)]
    found = [
        Said(_fact(m["label"]) or "", value)
        for m, end in zip(labels, ends, strict=True)
        if (value := _trimmed(line.part(m.end(), end))).text
    ]
    return found if len(found) >= least else []


def _trimmed(cell: Cell) -> Cell:
    return cell.part(0, len(cell.text.rstrip(" \t|·　")))


@cache
def _labels() -> re.Pattern[str]:
    return re.compile(r"(?P<label>[一-鿿]{2,6})\s?[:：]\s*")


def _fact(label: str) -> str | None:
    bare = re.sub(r"\s", "", label)
    return next((name for name, entry in lexicon.load("metadata").items() if bare in entry["words"]), None)


def dated(cell: Cell) -> tuple[str, tuple[int, int]] | None:
    """An ISO date for 2023-03-20, 2023年3月20日 or 二〇二三年三月二十日 in a cell, with its span."""
    match = lexicon.pattern("any_date").search(normalize(cell.text))
    if match is None:
        return None
    year, month, day = (_number(match[name]) for name in ("year", "month", "day"))
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}", match.span()


def _number(text: str) -> int:
    return ordinal(text.replace("○", "〇").replace("Ｏ", "〇")) or 0


def titled(document: Document) -> Cell | None:
    """The page's own title without the name of the site: 考核办法_某县人民政府."""
    spans = [f.span for f in document.furniture if f.kind == "page_title"]
    if not spans:
        return None
    cell = Cell(-1, 0, document.text[spans[0].start : spans[0].end], spans[0].start)
    cut = re.search(r"\s*[-_—|–·]+\s*[^-_—|–·]{2,30}\Z", cell.text)
    return replace(cell, text=cell.text[: cut.start()]) if cut else cell
