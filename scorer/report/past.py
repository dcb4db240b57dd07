"""Last year beside this year: scores are matched by id within one catalogue, else by name, never by a guess."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from pydantic import ValidationError

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.interval import ZERO, Interval
from scorer.sheet import Score, ScoreSheet
from scorer.totals import CATALOGUE
from scorer.values import narrow

Basis = Literal["id", "name", "none"]
SHOWN = 3  # fields that a message names
MAX_BYTES = 500 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Pair:
    """An indicator in both years, full points and score of each."""

    indicator: str
    before: Interval
    full_before: Fraction


@dataclass(frozen=True, slots=True)
class Past:
    """Last year's sheet, the indicators that are in both years, and those that are in one of them only.

    `sums`: what last year's items sum up to, where that is not the total that the sheet gives; `too_high`: the total
    is above full points though no item is.
    """

    sheet: ScoreSheet
    basis: Basis
    pairs: tuple[Pair, ...]
    only_now: tuple[str, ...]
    only_then: tuple[str, ...]
    sums: Interval | None = None
    too_high: bool = False


def read_sheets(data: bytes) -> list[ScoreSheet]:
    """Score sheets as `zhibiao score -o` writes them. Raises Trouble E660."""
    if len(data) > MAX_BYTES:
        raise Trouble("E110", limit="last year", maximum=f"{MAX_BYTES >> 20} MB")
    try:
        tree = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise Trouble("E660", detail="不是JSON文件", detail_en="the file is not JSON") from error
    listed = tree if isinstance(tree, list) else [tree]
    return [_read_sheet(number, each) for number, each in enumerate(listed, 1)]


def _read_sheet(number: int, tree: object) -> ScoreSheet:
    try:
        return ScoreSheet.model_validate_json(json.dumps(tree))
    except ValidationError as error:
        faults = dict.fromkeys(".".join(map(str, each["loc"])) for each in error.errors(include_url=False))
        raise Trouble("E660", **_expected(number, [each for each in faults if each])) from error


def _expected(number: int, fields: list[str]) -> dict[str, str]:
    """What is wrong with a sheet, in words."""
    first = fields[:SHOWN]
    more = f"等{len(fields)}处" if len(fields) > SHOWN else ""
    more_en = f" and {len(fields) - SHOWN} more" if len(fields) > SHOWN else ""
    if not first:
        return {"detail": f"第{number}份不是得分表", "detail_en": f"sheet {number} is not a score sheet"}
    return {
        "detail": f"第{number}份不是得分表，字段{'、'.join(first)}{more}缺少、多余或不合格式",
        "detail_en": f"sheet {number} is not a score sheet: {', '.join(first)}{more_en} missing, not expected or not well formed",
    }


def compare(
    catalogue: Catalogue, institution: str, sheets: Sequence[ScoreSheet], before: Catalogue | None = None
) -> Past:
    """Last year of an institution. `before` is last year's catalogue where it is another one. Raises E661, E665."""
    sheet = _only(institution, sheets)
    found = _compare(catalogue, sheet, before)
    edition = next((each for each in (catalogue, before) if each and each.id == sheet.catalogue), None)
    sums = add_up(sheet, edition)
    fits = sums is None or sums == Interval(sheet.total.low, sheet.total.high)
    return replace(found, sums=None if fits else sums, too_high=_too_high(sheet))


def _only(institution: str, sheets: Sequence[ScoreSheet]) -> ScoreSheet:
    """The one sheet of an institution."""
    found = [each for each in sheets if each.institution == institution]
    if not found:
        raise Trouble("E661", institution=institution, known="、".join(each.institution for each in sheets[:5]))
    if len(found) > 1:
        raise Trouble("E665", institution=institution, count=len(found))
    return found[0]


def add_up(sheet: ScoreSheet, edition: Catalogue | None) -> Interval | None:
    """What the items of a sheet sum up to; None where it is not known which of them count in the total."""
    aside = _aside(edition) if edition else set()
    items = [each for each in sheet.scores if each.full is not None and each.indicator not in aside]
    if edition is None and len(items) != sheet.total.scored:
        return None  # several catalogues in one, and only one of them counts in the total
    spread = any("A-SPREAD" in each.assumed for each in items)
    extra = sheet.total.full - sum((each.full or ZERO for each in items), ZERO) if spread else ZERO
    low = sum((each.low or ZERO for each in items), extra) - sum((line.at_worst for line in sheet.total.lost), ZERO)
    high = sum((each.high or ZERO for each in items), extra) - sum((line.at_best for line in sheet.total.lost), ZERO)
    return Interval(low, high)


def _aside(edition: Catalogue) -> set[str]:
    """The ids of the indicators of the further catalogues that stand beside the main one."""
    groups = {each.id for each in edition.groups if each.kind == CATALOGUE}
    for _ in edition.groups:
        groups |= {each.id for each in edition.groups if each.parent in groups}
    return {each.id for each in edition.indicators if each.group in groups}


def _too_high(sheet: ScoreSheet) -> bool:
    """Whether the total is above full points though no item is."""
    return sheet.total.high > sheet.total.full and not any((each.high or 0) > (each.full or 0) for each in sheet.scores)


def _compare(catalogue: Catalogue, sheet: ScoreSheet, before: Catalogue | None) -> Past:
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
