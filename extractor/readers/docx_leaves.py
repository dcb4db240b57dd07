"""The characters of a part, counted apart from the walk: what the ledger holds the walk's text against."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

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
from extractor.readers.symbols import MISSING, sign

SYM = W + "sym"
HYPHEN = W + "noBreakHyphen"
TEXT_PATH = V + "textpath"
_DRAWN = f"{{{A_NS}}}t"
LEAVES = (T, M_T, SYM, HYPHEN, TEXT_PATH, _DRAWN)
_CELL_DELETED = W + "cellDel"
_SIGNS_OF_ABSENCE = (*DELETED, CHOICE, FALLBACK, _CELL_DELETED)
# Word's space in a symbol font: looks private, shows nothing.
SYMBOL_SPACE = "\uf020"


def leaves(root: Element) -> Iterator[Element]:
    """The elements that hold characters, without those that are deleted or in a branch that does not count."""
    gone = {owner for element in root.iter(*_SIGNS_OF_ABSENCE) for owner in _absent(element)}
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
    return cell.find(f"{W}tcPr/{_CELL_DELETED}") is not None


def is_gone(element: Element) -> bool:
    """Whether nothing inside the element counts: a tracked deletion, or a branch that was not taken."""
    if element.tag in (CHOICE, FALLBACK):
        parent = element.getparent()
        return parent is not None and parent.tag == ALTERNATE and chosen(parent) is not element
    return element.tag in DELETED


def _absent(found: Element) -> Iterator[Element]:
    """What counts no more because of `found`: itself, or the row or cell in whose properties it stands."""
    if is_gone(found):
        yield found
    parent = found.getparent()
    owner = None if parent is None else parent.getparent()
    if owner is None or parent is None:
        return
    if (owner.tag == TR and found.tag == W + "del" and parent.tag == W + "trPr") or (
        owner.tag == TC and found.tag == _CELL_DELETED
    ):
        yield owner
