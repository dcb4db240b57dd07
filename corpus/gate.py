"""The gate: every source of every case is read and measured against what a person read."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path

from catalog import flat
from catalog.model import Catalogue
from catalog.problems import Trouble
from corpus.case import Case, Row, find, folded
from corpus.measures import Result, compare, refused, unread
from extractor.pipeline import extract


def check(corpus: Path) -> list[Result]:
    """Measure all cases at or below a folder. Raises Trouble E701 for a broken case, E706 where there is none."""
    return list(measure(find(corpus)))


def measure(cases: Iterable[Case]) -> Iterable[Result]:
    """The result of each source, one after the other."""
    return (_timed(case, name) for case in cases for name in case.about.sources)


def rows(catalogue: Catalogue) -> list[Row]:
    """The flat view as any program reads it, with exact numbers."""
    return [json.loads(flat.dumps(row), parse_float=Decimal) for row in flat.rows(catalogue)]


def _timed(case: Case, name: str) -> Result:
    begun = time.perf_counter()
    result = _source(case, name)
    result.seconds = time.perf_counter() - begun
    return result


def _source(case: Case, name: str) -> Result:
    try:
        return _read(case, name, extract(case.folder / name))
    except Trouble as trouble:
        if case.about.refused is not None:
            rightly = trouble.code == case.about.refused
            return refused(case.name, name, rightly=rightly, trouble=trouble.say("zh"))
        return unread(case.name, name, case.expected, trouble.say("zh"))
    except Exception as error:  # a bug of ours in one case must not hide what the others give
        told = f"程序内部错误 {type(error).__name__}: {error}"
        return unread(case.name, name, case.expected, told, bug=True)


def _read(case: Case, name: str, catalogue: Catalogue) -> Result:
    found = rows(catalogue)
    if case.about.refused is not None:
        told = f"应以{case.about.refused}拒读，却读出{len(found)}项（{found[0]['name']}……）"
        return refused(case.name, name, rightly=False, trouble=told)
    if name in case.about.folded:
        return compare(case, name, folded(case.expected), folded(found), catalogue)
    return compare(case, name, case.expected, found, catalogue)
