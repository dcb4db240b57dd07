"""Last year beside this year: scores are matched by id within one catalogue, else by name, never by a guess."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from pydantic import ValidationError

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.interval import Interval
from scorer.sheet import Score, ScoreSheet
from scorer.values import narrow

Basis = Literal["id", "name", "none"]
MAX_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pair:
    """An indicator in both years, full points and score of each."""

    indicator: str
    before: Interval
    full_before: Fraction


@dataclass(frozen=True, slots=True)
class Past:
    """Last year's sheet, the indicators that are in both years, and those that are in one of them only."""

    sheet: ScoreSheet
    basis: Basis
    pairs: tuple[Pair, ...]
    only_now: tuple[str, ...]
    only_then: tuple[str, ...]


def read_sheets(data: bytes) -> list[ScoreSheet]:
    """Score sheets as `zhibiao score -o` writes them. Raises Trouble E660."""
    if len(data) > MAX_BYTES:
        raise Trouble("E110", limit="last year", maximum=f"{MAX_BYTES >> 20} MB")
    try:
        tree = json.loads(data)
        listed = tree if isinstance(tree, list) else [tree]
        return [ScoreSheet.model_validate_json(json.dumps(each)) for each in listed]
    except (ValidationError, ValueError, RecursionError) as error:
        raise Trouble("E660", detail=" ".join(str(error).split())[:200]) from error


def compare(
    catalogue: Catalogue, institution: str, sheets: Sequence[ScoreSheet], before: Catalogue | None = None
) -> Past:
    """Last year of an institution. `before` is last year's catalogue where it is another one. Raises Trouble E661."""
    sheet = next((each for each in sheets if each.institution == institution), None)
    if sheet is None:
        raise Trouble("E661", institution=institution, known="、".join(each.institution for each in sheets[:5]))
    if sheet.catalogue == catalogue.id:
        return _match(sheet, "id", {each.id: each.id for each in catalogue.indicators}, {})
    if before is None or before.id != sheet.catalogue:
        return _match(sheet, "none", {}, {})
    names = {each.id: each.name for each in before.indicators}
    now, then = _by_name({each.id: each.name for each in catalogue.indicators}), _by_name(names)
    return _match(
        sheet,
        "name",
        {now[name]: then[name] for name in now if name in then},
        names,
        tuple(each.id for each in catalogue.indicators),
    )


def _by_name(names: dict[str, str]) -> dict[str, str]:
    """Ids by name, without names that stand twice: names are no keys."""
    plain = {identity: re.sub(r"\s+", "", narrow(name)) for identity, name in names.items()}
    often = Counter(plain.values())
    return {name: identity for identity, name in plain.items() if often[name] == 1}


def _match(
    sheet: ScoreSheet, basis: Basis, same: dict[str, str], names: dict[str, str], now: tuple[str, ...] = ()
) -> Past:
    then = {each.indicator: each for each in sheet.scores}
    pairs = [(identity, then[other]) for identity, other in same.items() if other in then]
    met, met_then = {identity for identity, _ in pairs}, {score.indicator for _, score in pairs}
    return Past(
        sheet=sheet,
        basis=basis,
        pairs=tuple(pair for identity, score in pairs if (pair := _pair(identity, score))),
        only_now=tuple(each for each in (now or same) if each not in met),
        only_then=tuple(names.get(each, each) for each in then if each not in met_then and basis != "none"),
    )


def _pair(identity: str, score: Score) -> Pair | None:
    if score.low is None or score.high is None or score.full is None:
        return None
    return Pair(identity, Interval(score.low, score.high), score.full)
