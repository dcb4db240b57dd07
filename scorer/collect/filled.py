"""A filled workbook → entries. The sheet has to be the one that was written: every header, every id beside its name.

Rows and columns are found by their ids, and each id has to stand beside the name that belongs to it: a column pasted one
place off, or rows sorted without their ids, would else give one institution or input the data of another.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.collect import form
from scorer.collect.book import Book
from scorer.collect.edition import Edition, check_edition
from scorer.collect.many import gather_many
from scorer.collect.one import gather_one
from scorer.collect.parts import Spot, assemble, is_filled
from scorer.collect.structure import Form, copies
from scorer.observations import Entry

Found = Iterator[Entry | Trouble]
Gathered = Mapping[tuple[str, str], dict[str, Spot]]
GATHER = {"one": gather_one, "many": gather_many}
FIRST = {"one": (form.ONE_HEADER + 1, form.ONE_COLUMN["value"]), "many": (form.MANY_FIRST, 0)}


def read_form(book: Book, edition: Edition, catalogue: Catalogue) -> Found:
    """The entries of a filled workbook and everything that is wrong with it."""
    try:
        check_edition(edition, catalogue)
        yield from _read(Form(book, catalogue, edition), edition.facts.get("shape", ""))
    except Trouble as trouble:
        yield trouble


def _read(filled: Form, shape: str) -> Found:
    if shape not in GATHER:
        raise Trouble("E611", detail="版式信息缺失", detail_en="it does not say which form it is")
    gathered: dict[tuple[str, str], dict[str, Spot]] = {}
    faults = [*copies(filled.book), *GATHER[shape](filled, gathered)]
    yield from faults
    if any(is_filled(parts) for parts in gathered.values()):
        yield from _answers(gathered, filled)
    elif gathered or not faults:
        yield _nothing(filled, shape)


def _answers(gathered: Gathered, filled: Form) -> Found:
    for (name, ident), parts in gathered.items():
        yield from assemble(name, filled.asked[ident].domain, parts)


def _nothing(filled: Form, shape: str) -> Trouble:
    """A form in which nobody wrote anything."""
    return (
        filled.sheet(form.FILL)
        .place(*FIRST[shape])
        .trouble(
            "E602",
            detail="从这里起没有填任何数据，请填好黄色的格子再试",
            detail_en="nothing is filled in from here on; fill in the yellow cells and try again",
        )
    )
