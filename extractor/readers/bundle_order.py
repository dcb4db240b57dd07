"""The files of a bundle in the order of reading: the notice, what has no number, then the annexes by number.

The names of the files tell, and where they do not, their own first lines.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from extractor import lexicon
from extractor.document import Document
from extractor.zh.normalize import normalize
from extractor.zh.numerals import ordinal

FIRST_LINES = 3
Key = tuple[int, int, list[tuple[int, str]], str]


def order(path: str, document: Document) -> Key:
    """What to sort the files by."""
    stem = normalize(PurePosixPath(path).stem)
    number = annex_number(stem)
    if number is None and not lexicon.pattern("notice_file").search(stem):
        number = annex_number(_first_lines(document), at_start=True)
    rank = 2 if number is not None else 0 if lexicon.pattern("notice_file").search(stem) else 1
    return rank, number or 0, _natural(normalize(path)), path


def annex_number(text: str, *, at_start: bool = False) -> int | None:
    """2 for 附件2 and 附表二, 0 for an annex without a number, None where the text names no annex."""
    pattern = lexicon.pattern("annex_label")
    match = pattern.match(text) if at_start else pattern.search(text)
    if match is None:
        return None
    return ordinal(match["number"] or match["short"] or "") or 0


def _first_lines(document: Document) -> str:
    for piece in document.pieces[:FIRST_LINES]:
        text = normalize(document.text[piece.start : piece.end]).strip()
        if text:
            return text
    return ""


def _natural(text: str) -> list[tuple[int, str]]:
    """2.docx before 10.docx."""
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in re.split(r"([0-9]{1,9})", text) if part]
