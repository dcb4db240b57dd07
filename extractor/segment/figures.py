"""The figure of a points column that lost its cell: first, last or in the middle of what is left of a row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractor.document import Cell
from extractor.segment.headings import Header
from extractor.segment.marks import is_quantity, is_unit
from extractor.segment.names import BELONGS
from extractor.tables.rows import RowDoubt
from extractor.zh.normalize import normalize

_FIGURE = r"(?P<points>[0-9]{1,3}(?:\.[0-9]{1,2})?)"
_FIRST = re.compile(rf"\s*{_FIGURE}\s*(?:分(?!钟))?(?![0-9.%])")
_LAST = re.compile(rf"(?<![0-9.]){_FIGURE}\s*分?\s*\Z")
_MIDDLE = re.compile(rf"(?<=[。；;)])\s*{_FIGURE}\s*(?:分(?!钟))?(?=\s?[一-鿿(])")


@dataclass(frozen=True, slots=True)
class Figure:
    """The points of a row and the texts beside them; doubts where the figure is missing or runs into others."""

    points: Cell | None
    texts: tuple[Cell, ...]
    doubts: tuple[RowDoubt, ...] = ()


def find_points(text: Cell, header: Header, *, bracketed: bool) -> Figure:
    """The points of a row whose name is cut off, where the headings say they stand."""
    texts = (text,) if text.text else ()
    if "points" not in header.roles or bracketed:
        return Figure(None, texts)
    plain = normalize(text.text)
    match = _match(plain, header)
    if match is None:
        told = (("text", text.text[:24]),)
        doubts: tuple[RowDoubt, ...] = (("points", "R123", told),)
        return Figure(None, texts, (*doubts, ("requirement", "R123", told)) if re.search("[0-9]", plain) else doubts)
    rest = (text.part(0, match.start()), text.part(match.end(), len(plain)))
    points = text.part(*match.span("points"))
    return Figure(points, tuple(cell for cell in rest if cell.text), _doubts(plain, match))


def _match(plain: str, header: Header) -> re.Match[str] | None:
    if header.points_first:
        match = _FIRST.match(plain)
        after = match.end("points") if match else 0
        return None if is_quantity(plain, after) else match
    if header.after_name[-1:] == ("points",):
        match = _LAST.search(plain)
        return None if match and BELONGS.search(plain[: match.start()]) else match
    found = [m for m in _MIDDLE.finditer(plain) if not is_unit(plain, m.end())]
    return found[0] if len(found) == 1 else None


def _doubts(plain: str, match: re.Match[str]) -> tuple[RowDoubt, ...]:
    """A figure of three digits or more may be two figures run together."""
    glued = len(match["points"].split(".")[0]) > 2 and match["points"] != "100"
    return (("points", "R123", (("text", plain[:24]),)),) if glued else ()
