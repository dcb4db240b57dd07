"""Cells that a form leaves to be filled in or signed: they say nothing of an indicator."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from extractor import lexicon
from extractor.document import Cell, Grid
from extractor.zh.normalize import normalize


def without_blanks(grid: Grid) -> tuple[Grid, list[Cell]]:
    """Cells that only hold a template field or a line to write on are empty; their characters are furniture."""
    blanks = [cell for cell in grid.cells if _is_blank(cell.text)]
    gone = {id(cell) for cell in blanks}
    cells = [replace(cell, text="") if id(cell) in gone else cell for cell in grid.cells]
    return replace(grid, cells=cells), blanks


def _is_blank(text: str) -> bool:
    """A template field has a $; a line to write on begins, as it ends, with no letter, digit or character."""
    if not text or len(text) >= 80 or (text[0].isalnum() and "$" not in text):
        return False
    plain = normalize(text)
    return any(entry.pattern.fullmatch(plain) for entry in _furniture("template_field", "placeholder"))


@cache
def _furniture(*names: str) -> tuple[lexicon.Entry, ...]:
    return tuple(entry for entry in lexicon.entries("furniture") if entry.name in names)


def is_form(cell: Cell) -> bool:
    """A line to fill in or sign: 考核人员签字：, 被考核单位："""
    plain = normalize(cell.text).strip()
    forms = (lexicon.pattern("signature_row"), *(entry.pattern for entry in _furniture("form_line")))
    return any(form.fullmatch(plain) for form in forms)
