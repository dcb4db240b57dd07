"""The characters of a part, counted apart from the walk: what the ledger holds the walk's text against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from extractor.readers.docx_symbols import MISSING, sign
from extractor.readers.docx_xml import (
    A_NS,
    ALTERNATE,
    CHOICE,
    DELETED,
    FALLBACK,
    M_T,
    TC,
    TR,
    Element,
    P,
    T,
    V,
    W,
    blank_free,
    chosen,
)

SYM = W + "sym"
HYPHEN = W + "noBreakHyphen"
TEXT_PATH = V + "textpath"
_DRAWN = f"{{{A_NS}}}t"
LEAVES = (T, M_T, SYM, HYPHEN, TEXT_PATH, _DRAWN)
_MAY_BE_GONE = (*DELETED, CHOICE, FALLBACK, TR, TC)
# Word's space in a symbol font: looks private, shows nothing.
SYMBOL_SPACE = "\uf020"


def leaves(root: Element) -> Iterator[Element]:
    """The elements that hold characters, without those that are deleted or in a branch that does not count."""
    gone = {element for element in root.iter(*_MAY_BE_GONE) if is_gone(element)}
    for leaf in root.iter(*LEAVES):
        if not gone or gone.isdisjoint(leaf.iterancestors()):
            yield leaf


def leaf_text(leaf: Element) -> str:
    """The characters that one such element shows."""
    if leaf.tag == SYM:
        return sym_text(leaf) or MISSING
    if leaf.tag == HYPHEN:
        return "-"
    text = leaf.get("string", "") if leaf.tag == TEXT_PATH else leaf.text or ""
    return text.replace(SYMBOL_SPACE, " ")


def sym_text(element: Element) -> str | None:
    """The character of a w:sym; None where its font's code is not known."""
    code = element.get(W + "char", "")
    try:
        return sign(int(code, 16), element.get(W + "font", ""))
    except ValueError:
        return None


def count(root: Element) -> int:
    """How many characters of the part are not blank."""
    return sum(blank_free(leaf_text(leaf)) for leaf in leaves(root))


def gathered(found: Iterable[Element]) -> str:
    """The text of leaves, a new line for each paragraph."""
    lines = groupby(found, key=lambda leaf: next(leaf.iterancestors(P), None))
    return "\n".join("".join(map(leaf_text, line)) for _, line in lines)


def is_deleted_row(row: Element) -> bool:
    """Whether a tracked change took the row out."""
    return row.find(f"{W}trPr/{W}del") is not None


def is_deleted_cell(cell: Element) -> bool:
    """Whether a tracked change took the cell out."""
    return cell.find(f"{W}tcPr/{W}cellDel") is not None


def is_gone(element: Element) -> bool:
    """Whether nothing inside the element counts: a tracked deletion, or a branch that was not taken."""
    tag = element.tag
    if tag in DELETED:
        return True
    if tag in (CHOICE, FALLBACK):
        parent = element.getparent()
        return parent is not None and parent.tag == ALTERNATE and chosen(parent) is not element
    return (tag == TR and is_deleted_row(element)) or (tag == TC and is_deleted_cell(element))
