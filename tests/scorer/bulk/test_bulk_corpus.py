"""Both engines say the same of random institutions under the catalogues of the corpus."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

from bulk_cases import assert_same, run
from random_tables import random_table

from catalog.model import Catalogue
from extractor.pipeline import extract
from scorer.assess import assess
from scorer.bulk.rows import observe
from scorer.bulk.table import open_table
from scorer.domains import domains
from scorer.profile import Profile, load_profile
from scorer.settle import settle

CASES = Path(__file__).parents[3] / "corpus" / "cases"
SOURCES = {"hospital": "hospital-notice-2022/source.docx", "primary": "primary-care-2015/page.html"}
ROUNDED = {"rounding": {"measure": {"places": 1}, "item": {"places": 2}, "total": {"places": 1, "mode": "half_even"}}}


def profile(name: str, **changes: object) -> Profile:
    return Profile.model_validate({**load_profile(name).model_dump(), **changes})


CHECKED = [
    ("hospital", profile("strict")),
    ("hospital", profile("equal-split", partial_step="ceil", floor="negative", strive="must", **ROUNDED)),
    ("hospital", profile("equal-split", veto_scope="total_zero", not_applicable="spread")),
    ("primary", profile("strict")),
    ("primary", profile("primary-care-example")),
    ("weighed", profile("strict", not_applicable="spread", ties="mean")),
    ("weighed", profile("equal-split", not_applicable="full", best="high", **ROUNDED)),
]


def read_catalogues() -> dict[str, Catalogue]:
    """Those of the corpus, and the one without points with ten for each indicator."""
    found = {name: extract(CASES / path) for name, path in SOURCES.items()}
    weighed = [each.model_copy(update={"points": Decimal(10)}) for each in found["primary"].indicators]
    return found | {"weighed": found["primary"].model_copy(update={"indicators": weighed})}


@pytest.fixture(scope="session")
def catalogues() -> dict[str, Catalogue]:
    return read_catalogues()


@pytest.mark.parametrize(("name", "given"), CHECKED)
def test_interpreter_and_bulk_agree(
    catalogues: dict[str, Catalogue], name: str, given: Profile, tmp_path: Path
) -> None:
    assert_agreement(catalogues[name], given, 150, tmp_path, seed=5)


def assert_agreement(catalogue: Catalogue, given: Profile, rows: int, folder: Path, seed: int) -> None:
    """Every item and total of random institutions is the same by both engines."""
    made = random_table(catalogue, rows, seed)
    _, written = run(catalogue, made, folder, profile=given, rows=64)
    table = open_table(folder / "wide.parquet", domains(catalogue))
    observations = [each for row in made.to_pylist() for each in observe(row, table)]
    assert_same(assess(settle(catalogue, given), observations, None, {}), written)
