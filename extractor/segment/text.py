"""The second door: what a document without a table of indicators says in running text, as rows."""

from __future__ import annotations

from dataclasses import replace

from extractor.document import Document, Furniture
from extractor.segment.flattened import read_flattened
from extractor.segment.flow import read_flow
from extractor.segment.narrative import read_narrative
from extractor.tables import TableRows


def read_text(document: Document) -> tuple[Document, TableRows | None]:
    """The rows of the running text, and the document with its page marks and joins noted; None where there are none."""
    flow = read_flow(document)
    rows, changes = read_flattened(flow) or (read_narrative(flow), [])
    if rows is None:
        return document, None
    furniture = [*document.furniture, *(Furniture(span, "page_mark") for span in flow.furniture)]
    return replace(document, furniture=furniture, changes=[*document.changes, *flow.changes, *changes]), rows
