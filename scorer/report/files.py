"""The pages of a run as files: an overview and, beside it, a folder with the full reports that were asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from catalog.problems import Language
from scorer.report.book import write_overview_book
from scorer.report.make import Run
from scorer.report.numbers import clean
from scorer.report.page import write_overview, write_page

LONGEST = 60
RESERVED = re.compile(r'[\\/:*?"<>|.\s]+')


@dataclass(frozen=True, slots=True)
class File:
    """A file to write, by its path beside the overview; the overview itself has an empty one."""

    path: tuple[str, ...]
    data: bytes


def overview_files(run: Run, stem: str, explained: Sequence[str], language: Language) -> list[File]:
    """The overview and the pages of the institutions that are to be explained, which it links to."""
    names = {each: _name(number, each) for number, each in enumerate(dict.fromkeys(explained), 1)}
    pages = [File((stem, names[each]), write_page(run.report(each), language).encode()) for each in names]
    links = [(each, f"{quote(stem)}/{quote(name)}") for each, name in names.items()]
    return [File((), write_overview(run.overview(links), language).encode()), *pages]


def overview_book(run: Run) -> bytes:
    """The workbook of all institutions."""
    return write_overview_book(run.overview())


def _name(number: int, institution: str) -> str:
    """A file name that no institution's name can turn into a path: a number, then what is harmless of the name."""
    return f"{number:03d}-{RESERVED.sub('', clean(institution))[:LONGEST]}.html"
