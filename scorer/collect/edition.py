"""The edition of a form: what the hidden sheet says of the catalogue that it was made for, one fact to a cell.

Nothing is packed into a cell with separators: programs change white space when they save in another format.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.collect import form
from scorer.collect.book import Book
from scorer.collect.cells import KINDS
from scorer.collect.questions import Asked, asked, fingerprint

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Edition:
    """What the template said of itself: facts by key, the inputs it asks for, the institutions it was made for."""

    facts: Mapping[str, str]
    asked: tuple[Asked, ...]
    institutions: frozenset[str]


def lines(facts: Mapping[str, str], listed: list[Asked], institutions: list[str]) -> Iterator[tuple[str, ...]]:
    """The rows of the hidden sheet."""
    yield from facts.items()
    yield from ((form.META_INPUT, *each) for each in listed)
    yield from ((form.META_INSTITUTION, each) for each in institutions)


def edition_of(book: Book) -> Edition | None:
    """What the template said of itself; None where the workbook was not made from one."""
    sheet = book.sheets.get(form.META)
    if sheet is None:
        return None
    rows = [[str(cell.value or "") for cell in row] + [""] * 6 for row in sheet.rows]
    facts = {row[0]: row[1] for row in rows if row[0] not in (form.META_INPUT, form.META_INSTITUTION)}
    listed = tuple((row[1], row[2], row[3], row[4], row[5]) for row in rows if row[0] == form.META_INPUT)
    return Edition(facts, listed, frozenset(row[1].strip() for row in rows if row[0] == form.META_INSTITUTION))


def check_edition(edition: Edition, catalogue: Catalogue) -> None:
    """Raise Trouble E611 (another kind of form), E612 (it asks for other inputs than the catalogue)."""
    now, facts = asked(catalogue), edition.facts
    if (found := facts.get("form")) != form.FORM_VERSION:
        raise Trouble("E611", detail=f"版式{found}不认识", detail_en=f"unknown form {found}")
    if fingerprint(edition.asked) != fingerprint(now) or facts.get("fingerprint") != fingerprint(now):
        differences = _differences({each[0]: each for each in edition.asked}, {each[0]: each for each in now})
        chinese, english = _listed(differences)
        made_for = f"{facts.get('title', '')}（{facts.get('catalogue', '')}）"
        raise Trouble("E612", made_for=made_for, detail=chinese, detail_en=english)


def _differences(then: Mapping[str, Asked], now: Mapping[str, Asked]) -> list[tuple[str, str]]:
    found = [(f"少了{now[ident][1]}（{ident}）", f"lacks {ident}") for ident in now if ident not in then]
    found += [(f"多了{then[ident][1]}（{ident}）", f"has {ident} besides") for ident in then if ident not in now]
    both = [ident for ident in now if ident in then and now[ident] != then[ident]]
    return found + [_change(then[ident], now[ident]) for ident in both]


def _change(then: Asked, now: Asked) -> tuple[str, str]:
    (zh, en), (zh_now, en_now) = _words(then), _words(now)
    return f"{then[0]}由“{zh}”变为“{zh_now}”", f"{then[0]} was {en}, is {en_now}"


def _words(each: Asked) -> tuple[str, str]:
    """Name, unit and type of an input: 办结及时率（数字，%）."""
    _, name, kind, unit, _ = each
    zh, en = (list(filter(None, (word, unit))) for word in KINDS.get(kind, (kind, kind)))
    return f"{name}（{'，'.join(zh)}）", f"{name} ({', '.join(en)})"


def _listed(differences: list[tuple[str, str]]) -> tuple[str, str]:
    more = len(differences) - SHOWN
    chinese = "；".join(each[0] for each in differences[:SHOWN]) + (f"；另有{more}处" if more > 0 else "")
    english = "; ".join(each[1] for each in differences[:SHOWN]) + (f"; {more} more" if more > 0 else "")
    return chinese or "版本信息被改动", english or "the information on the edition was changed"
