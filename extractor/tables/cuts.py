"""Rows of a table that only go on with the row above: lines below a merged name, or a row that was cut in two."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor import lexicon
from extractor.document import Cell, joined
from extractor.tables.rows import Row
from extractor.zh.normalize import normalize

_OPEN = re.compile(
    r"[，。；,;:].*[^，。；,;:!?)\s]\Z|[，,、]\Z|.{15}[^，。；,;:!?)\s]\Z", re.DOTALL
)  # a text that has not ended


def with_more_text(last: Row, row: int, texts: tuple[Cell, ...]) -> Row:
    """A row (`last`) with further text from the table row `row`: a line of its own below a merged name; else what a cut has parted, and doubtful."""
    lines = last.name is not None and last.name.row + last.name.rowspan > row
    found = list(last.texts)
    for cell in (cell for cell in texts if cell not in last.texts):
        _continue(found, cell) if not lines else found.append(cell)
    doubts = last.doubts if lines or ("row", "R121", ()) in last.doubts else (*last.doubts, ("row", "R121", ()))
    return replace(last, texts=tuple(found), doubts=doubts)


def _continue(texts: list[Cell], more: Cell) -> None:
    """Put a cell behind those of its column, and into the last one where that breaks off in the middle of a sentence."""
    own = [at for at, cell in enumerate(texts) if cell.column == more.column]
    at = own[-1] if own else len(texts) - 1
    above = normalize(texts[at].text).rstrip() if own else ""
    if _OPEN.search(above) and not lexicon.pattern("number_prefix").match(normalize(more.text)):
        texts[at] = joined(texts[at].row, more.column, [(cell.text, cell.spans()) for cell in (texts[at], more)])
    else:
        texts.insert(at + 1, more)
