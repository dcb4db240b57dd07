"""Pages for tests, made in code: bytes or text → Document, always through the ledger's balance."""

from __future__ import annotations

from extractor.document import Document, Grid, Paragraph
from extractor.grid import rectangle
from extractor.ledger import Ledger
from extractor.limits import DEFAULT_LIMITS, Limits
from extractor.readers import html, mht
from extractor.source import from_bytes


def page(body: str | bytes, limits: Limits = DEFAULT_LIMITS) -> Document:
    """The document of a page; every character is accounted for."""
    data = body if isinstance(body, bytes) else body.encode()
    document = html.read(from_bytes("x.html", data, limits), limits)
    Ledger(document).close()
    return document


def archive(data: bytes) -> Document:
    """The document of a web archive."""
    document = mht.read(from_bytes("x.mht", data, DEFAULT_LIMITS), DEFAULT_LIMITS)
    Ledger(document).close()
    return document


def paragraphs(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Paragraph)]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def rows(grid: Grid) -> list[list[str]]:
    """The texts of all positions."""
    laid = rectangle(grid)
    return [[laid.text(row, column) for column in range(laid.columns)] for row in range(laid.rows)]


def shown(document: Document) -> list[str | list[list[str]]]:
    """Paragraphs as texts, tables as rows."""
    return [block.text if isinstance(block, Paragraph) else rows(block) for block in document.blocks]


def furniture(document: Document) -> dict[str, str]:
    """Text → kind."""
    return {document.text[f.span.start : f.span.end]: f.kind for f in document.furniture}


def residue(document: Document) -> dict[str, str]:
    """Text → reason."""
    return {document.text[span.start : span.end]: reason for span, reason in document.residue}


def codes(document: Document) -> list[str]:
    return [notice.code for notice in document.notices]
