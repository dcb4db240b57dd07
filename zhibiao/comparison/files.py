"""From files to a comparison and to the form that is asked for."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console

from catalog import store
from catalog.diff import Diff
from catalog.model import Catalogue
from catalog.problems import Language, Trouble

FORMS = ("text", "json", "xlsx", "html")
SUFFIXES = {".txt": "text", ".json": "json", ".xlsx": "xlsx", ".html": "html", ".htm": "html"}
WIDTH = 160
START = 64  # bytes in which a JSON file shows its first bracket


def catalogue_of(path: Path, language: Language) -> Catalogue:
    """The catalogue of a file: one that `extract` wrote, or a notice, which is read first. Raises Trouble."""
    try:
        with path.open("rb") as file:
            start = file.read(START)
    except OSError as error:
        raise Trouble("E106", detail=f"{path.name}: {error.strerror}") from error
    if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"{":
        return store.load(path)
    from extractor.limits import DEFAULT_LIMITS
    from extractor.pipeline import extract

    return extract(path, DEFAULT_LIMITS, language)


def form_of(output: Path | None) -> str | None:
    """The form that the name of an output asks for; text for standard output, None for a name that says nothing."""
    return "text" if output is None or str(output) == "-" else SUFFIXES.get(output.suffix.lower())


def written(diff: Diff, form: str, language: Language) -> bytes:
    """The comparison in a form, one of `FORMS`."""
    if form == "json":
        return (diff.model_dump_json(indent=2) + "\n").encode()
    if form == "xlsx":
        from zhibiao.comparison.book import write_book

        return write_book(diff, language)
    if form == "html":
        from zhibiao.comparison.page import write_page

        return write_page(diff, language).encode()
    return _text(diff, language).encode()


def _text(diff: Diff, language: Language) -> str:
    out = io.StringIO()
    show(diff, Console(file=out, soft_wrap=True, highlight=False, width=WIDTH, no_color=True), language)
    return out.getvalue()


def show(diff: Diff, console: Console, language: Language) -> None:
    """Print the comparison."""
    from zhibiao.comparison.text import lines

    for line in lines(diff, language):
        console.print(line)
