"""Lines and rows that end: what closes a page, and rows whose last sentence was cut off."""

from __future__ import annotations

import re
from dataclasses import replace

from extractor import lexicon
from extractor.facts import is_furniture
from extractor.tables.rows import Row, RowDoubt
from extractor.zh.normalize import normalize

_CLOSED = re.compile(r"[。；;！!?：:）)》”\"%0-9分止]\s*\Z")
MOST = 0.7


def ended(plain: str) -> bool:
    """Whether a line closes the notice: a date, a signature, a note, 来源：…, or what a site puts below a text."""
    plain = plain.strip()
    if not plain or len(plain) > 300:
        return False
    whole = ("published", "issuer", "footnote_row", "signature_row")
    return (
        is_furniture(plain)
        or any(lexicon.pattern(name).fullmatch(plain) for name in whole)
        or bool(lexicon.pattern("source_line").match(plain))
        or any(entry.pattern.fullmatch(plain) for entry in lexicon.entries("chrome"))
    )


def loose_ends(rows: list[Row]) -> list[Row]:
    """Where nearly all rows end with a full stop, one that does not may be cut off, or hold words of its neighbour."""
    closed = [_closed(row) for row in rows]
    if len(rows) < 4 or sum(closed) < MOST * len(rows):
        return rows
    return [
        row if fine else replace(row, doubts=(*row.doubts, _doubt(row))) for row, fine in zip(rows, closed, strict=True)
    ]


def _closed(row: Row) -> bool:
    """A formula may end without a stop."""
    if not row.texts or row.texts == (row.name,):
        return False
    text = normalize(row.texts[-1].text)
    last = re.split(r"[。；;\n]", text.rstrip("。；; \n"))[-1]
    return bool(_CLOSED.search(text)) or "=" in last


def _doubt(row: Row) -> RowDoubt:
    text = row.texts[-1].text if row.texts else row.name.text if row.name else ""
    return ("requirement", "R125", (("text", text[-24:]),))
