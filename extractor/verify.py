"""A catalogue against its source: every quote must stand where its evidence says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel

from catalog.base import Evidence
from catalog.model import Catalogue
from catalog.problems import Trouble
from extractor import readers
from extractor.limits import DEFAULT_LIMITS
from extractor.options import DEFAULT_OPTIONS, Options
from extractor.source import load


def verify(catalogue: Catalogue, path: Path, options: Options = DEFAULT_OPTIONS) -> None:
    """Raise Trouble E504 at the first quote that the source does not hold at its place.

    `options`: password and pages as they were when the catalogue was made.
    """
    source = load(path, DEFAULT_LIMITS)
    if source.sha256 not in {entry.sha256 for entry in catalogue.sources}:
        raise Trouble("E504", path="sources.sha256")
    document, _ = readers.read(source, DEFAULT_LIMITS, options)
    for where, evidence in evidences(catalogue, "$"):
        if document.text[evidence.start : evidence.end] != evidence.quote:
            raise Trouble("E504", path=where)


def evidences(value: object, where: str) -> Iterator[tuple[str, Evidence]]:
    """All evidence below a value, with its path."""
    if isinstance(value, Evidence):
        yield where, value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from evidences(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from evidences(item, f"{where}.{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from evidences(item, f"{where}[{index}]")
