"""`zhibiao score --bulk`: many institutions from a wide Parquet file into a folder of Parquet files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.profile import Profile
from zhibiao.show import clean

if TYPE_CHECKING:
    from scorer.bulk import Column, Everyone, Summary


def score_bulk(catalogue: Catalogue, source: Path, target: Path, profile: Profile, peers: Iterable[str]) -> Summary:
    """Score a file; `peers` names groups: 全市 for all institutions, 县=col for those with the same value in a column.

    Raises Trouble E628 without pyarrow, E630 and E631 for a file that does not fit, BadObservations.
    """
    try:
        from scorer.bulk import Options, score_table
    except ImportError as error:
        raise Trouble("E628") from error
    groups = dict(_group(each) for each in peers)
    return score_table(catalogue, source, target, Options(profile=profile, peers=groups))


def _group(told: str) -> tuple[str, Column | Everyone]:
    from scorer.bulk import Column, Everyone

    name, _, column = told.partition("=")
    return name, Column(column) if column else Everyone()


def tell(summary: Summary, console: Console) -> None:
    """Print what was written."""
    console.print(Text(clean(f"{summary.institutions}家机构已计分："), style="bold"))
    for file in summary.files:
        console.print(Text(clean(f"  {file}")))
    if summary.widened:
        console.print(Text(clean(f"  有{summary.widened}次运算超出64位整数，改用任意精度，结果仍然精确")))
