"""Data collection: the blank workbook for people, and what comes back: workbook, CSV, JSON, Parquet.

`template` writes the workbook (`check_target` tells whether it would replace what people filled in); `read` gives the
observations of a file of any of these kinds and every problem in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.collect.book import Book, is_workbook, open_book
from scorer.collect.edition import edition_of
from scorer.collect.filled import read_form
from scorer.collect.parquet import is_parquet, parquet_table
from scorer.collect.structure import unseen
from scorer.collect.tables import Table, read_table
from scorer.collect.template import template
from scorer.collect.text import csv_table, decode, is_json, read_json
from scorer.collect.untouched import check_target
from scorer.observations import BadObservations, Entry, Observation, screen

MAX_BYTES = 50 * 1024 * 1024
__all__ = ["check_target", "load_observations", "named", "read", "template"]


def load_observations(source: Path | bytes | str, catalogue: Catalogue) -> list[Observation]:
    """Read a file, its bytes or its text; raise BadObservations with all problems."""
    observations, problems = read(source, catalogue)
    if problems:
        raise BadObservations(problems)
    return observations


def read(source: Path | bytes | str, catalogue: Catalogue) -> tuple[list[Observation], list[Trouble]]:
    """The observations of a file (its path, bytes or text) that can be used, and every problem of the others.

    The content decides what it is, never the name. A file that cannot be opened raises Trouble E106.
    """
    data = _open(source) if isinstance(source, Path) else source
    try:
        return screen(_entries(data, catalogue), catalogue)
    except Trouble as trouble:
        return [], [trouble]


def named(path: Path) -> list[str]:
    """The institutions that a text file names, one a line. Raises Trouble E106, E601."""
    lines = (line.strip() for line in decode(_open(path)).splitlines())
    return [line for line in lines if line]


def _open(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise Trouble("E106", detail=f"{path.name}: {error.strerror}") from error


def _entries(data: bytes | str, catalogue: Catalogue) -> Iterable[Entry | Trouble]:
    if len(data) > MAX_BYTES:
        raise Trouble("E110", limit="observations", maximum=f"{MAX_BYTES >> 20} MB")
    if isinstance(data, bytes) and is_workbook(data):
        return _of_book(open_book(data), catalogue)
    if isinstance(data, bytes) and is_parquet(data):
        return read_table(parquet_table(data), catalogue)
    text = decode(data)
    return read_json(text) if is_json(text) else read_table(csv_table(text), catalogue)


def _of_book(book: Book, catalogue: Catalogue) -> Iterable[Entry | Trouble]:
    """A filled template, or a workbook with one plain table."""
    edition = edition_of(book)
    if edition is not None:
        return read_form(book, edition, catalogue)
    filled = [sheet for sheet in book.sheets.values() if sheet.look.filled]
    if len(filled) != 1:
        detail = "不是zhibiao template生成的采集表" if filled else "工作簿是空的"
        raise Trouble(
            "E611", detail=detail, detail_en="not made by zhibiao template" if filled else "the workbook is empty"
        )
    (sheet,) = filled
    odd = list(unseen(sheet))
    odd += [sheet.place(*first).trouble("E624", range=sheet.name) for first, _ in sheet.look.merged]
    return odd or read_table(Table(sheet.rows, sheet.place), catalogue)
