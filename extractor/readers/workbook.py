"""Workbooks (.xlsx, .xls, .et, .ods): bytes → Document.

What the cells store is read by python-calamine, how the file shows it by a look of our own (formats, merges, what is
hidden), and the two are compared cell by cell.
"""

from __future__ import annotations

from collections.abc import Callable

from extractor.document import Document
from extractor.limits import Limits
from extractor.readers import workbook_ods, workbook_xls, workbook_xlsx
from extractor.readers.workbook_cells import lay_out
from extractor.readers.workbook_lay import Layout
from extractor.readers.workbook_tree import Book
from extractor.readers.workbook_values import read_values
from extractor.source import Source, sniff

_LOOKS: dict[str, Callable[[bytes, Limits], Book]] = {
    "xlsx": workbook_xlsx.look,
    "xls": workbook_xls.look,
    "ods": workbook_ods.look,
}


def read(source: Source, limits: Limits) -> Document:
    """The Document of a workbook; Trouble E104–E112 where it cannot be read, E211 and E120 for limits."""
    book = _LOOKS[sniff(source.data)](source.data, limits)
    layout = Layout(limits, book.notices)
    values = read_values(book.data, tuple(bool(look.seen) for look in book.sheets), limits)
    for look, stored in zip(book.sheets, values, strict=True):
        laid = lay_out(look, stored, book.epoch_1904, limits)
        (layout.hidden_sheet if look.is_hidden else layout.sheet)(look, laid)
    return layout.document(source.id)
