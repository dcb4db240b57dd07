"""Readers: one module for each kind of source, one line each in the table.

A reader takes a Source and Limits and gives a Document; it knows nothing of indicators.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from catalog.problems import Trouble
from extractor.document import Document
from extractor.limits import Limits
from extractor.options import DEFAULT_OPTIONS, Options
from extractor.source import Source, misnamed, sniff

READERS = {
    "doc": "extractor.readers.doc97",
    "docx": "extractor.readers.docx",
    "flat-opc": "extractor.readers.docx",
    "html": "extractor.readers.html",
    "mht": "extractor.readers.mht",
    "ods": "extractor.readers.workbook",
    "pdf": "extractor.readers.pdf.reader",
    "text": "extractor.readers.text",
    "xls": "extractor.readers.workbook",
    "xlsx": "extractor.readers.workbook",
    "zip": "extractor.readers.bundle",
}
ASKED = ("pdf", "zip")  # readers that take options: passwords, page ranges
READABLE = "docx, docm, doc, xlsx, xlsm, xls, et, ods, pdf, html, mht, txt, zip"


def read(source: Source, limits: Limits, options: Options = DEFAULT_OPTIONS) -> tuple[Document, str]:
    """Read a source by what it holds, never by its name; returns the document and the reader's name."""
    kind = sniff(source.data)
    if kind not in READERS:
        raise refusal(kind)
    module = import_module(READERS[kind])
    reader = cast(Callable[..., Document], module.read)
    document = reader(source, limits, options) if kind in ASKED else reader(source, limits)
    if notice := misnamed(source.name, kind):
        document.notices.append(notice)
    return document, READERS[kind].split(".")[2]


def refusal(kind: str) -> Trouble:
    """The problem to report for a kind that has no reader."""
    if kind == "encrypted":
        return Trouble("E104")
    if kind == "unknown":
        return Trouble("E102", kinds=READABLE)
    return Trouble("E107", kind=kind, kinds=READABLE)
