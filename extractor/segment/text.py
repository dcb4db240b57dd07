"""The second door: what a document without a table of indicators says in running text, as rows."""

from __future__ import annotations

from dataclasses import replace

from extractor.document import Document, Furniture
from extractor.segment.flattened import read_flattened
from extractor.segment.flow import read_flow
from extractor.segment.narrative import read_narrative
from extractor.tables.rows import TableRows


def read_text(document: Document) -> tuple[Document, list[TableRows]]:
    """The rows of the running text, table by table, and the document with its page marks and joins noted."""
    flow = read_flow(document)
    tables, changes, notices = read_flattened(flow, document)
    if not tables:
        narrative = read_narrative(flow)
        tables = [narrative] if narrative else []
    if not tables:
        return document, []
    furniture = [*document.furniture, *(Furniture(span, "page_mark") for span in flow.furniture)]
    changes = [*document.changes, *flow.changes, *changes]
    return replace(document, furniture=furniture, changes=changes, notices=[*document.notices, *notices]), tables
