"""Small catalogues made by code, and the score of one indicator in one line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter

from catalog.base import Evidence, Place
from catalog.model import (
    Catalogue,
    DocumentFacts,
    Generator,
    Group,
    Indicator,
    Input,
    LedgerCount,
    Parameter,
    VetoItem,
)
from catalog.rules import (
    All,
    Any_,
    Cmp,
    Done,
    ItemTerm,
    Lit,
    NaIf,
    NoEvents,
    Not,
    Obs,
    Predicate,
    Ratio,
    Veto,
)
from scorer import Observation, ScoreSheet, score
from scorer.sheet import Score
from scorer.walk import inputs_of

Given = Mapping[str, str | Mapping[str, str]]
HERE = "市立医院"


def quote(text: str) -> list[Evidence]:
    """Evidence for a sentence of a notice."""
    return [Evidence(source="s1", place=Place(line=1), start=0, end=len(text), quote=text)]


def obs(name: str) -> Obs:
    return Obs(input=name)


def lit(value: str) -> Lit:
    return Lit.model_validate({"value": value})


def cmp(name: str, relation: Any, value: str, modality: Any = "must") -> Cmp:
    return Cmp(left=obs(name), relation=relation, right=lit(value), modality=modality)


def ratio(numerator: str, denominator: str, scale: str = "100") -> Ratio:
    return Ratio.model_validate({"numerator": obs(numerator), "denominator": obs(denominator), "scale": scale})


def done(name: str, by: str | None = None) -> Done:
    return Done(input=name, by=by)


def none(name: str) -> NoEvents:
    return NoEvents(input=name)


def both(*of: Predicate) -> All:
    return All(of=list(of))


def either(*of: Predicate) -> Any_:
    return Any_(of=list(of))


def no(of: Predicate) -> Not:
    return Not(of=of)


def term(**fields: Any) -> ItemTerm:
    """An item term from its fields; decimals are written as strings, as in a catalogue."""
    return TypeAdapter[ItemTerm](ItemTerm).validate_python(fields)


def indicator(
    rule: ItemTerm | None,
    points: str | None = "10",
    *,
    id: str = "i001",
    group: str | None = None,
    applicability: NaIf | None = None,
) -> Indicator:
    return Indicator.model_validate(
        {
            "id": id,
            "ordinal": int(id[1:]),
            "number": None,
            "name": id,
            "group": group,
            "requirement": "",
            "points": points,
            "rule": rule,
            "applicability": applicability,
        }
    )


def catalogue(
    indicators: Sequence[Indicator],
    *,
    types: Mapping[str, str] | None = None,
    units: Mapping[str, str] | None = None,
    groups: Sequence[Group] = (),
    vetoes: Sequence[VetoItem] = (),
    parameters: Mapping[str, str | None] | None = None,
    total: str | None = None,
) -> Catalogue:
    """A catalogue whose inputs are those that its rules read, numbers unless `types` says otherwise."""
    trees: list[Any] = [[each.rule, each.applicability] for each in indicators]
    names = inputs_of([*trees, [veto.rule for veto in vetoes]])
    inputs = [
        Input.model_validate({"id": name, "name": name, "type": (types or {}).get(name, "number")})
        for name in dict.fromkeys([*names, *(types or {})])
    ]
    return Catalogue.model_validate(
        {
            "id": "c1",
            "title": "考核",
            "document": DocumentFacts(),
            "sources": [],
            "generator": Generator(name="test", version="0"),
            "total_points": total,
            "groups": list(groups),
            "indicators": list(indicators),
            "inputs": [each.model_copy(update={"unit": (units or {}).get(each.id)}) for each in inputs],
            "parameters": [
                Parameter.model_validate({"id": key, "name": key, "value": value, "source": "省规定"})
                for key, value in (parameters or {}).items()
            ],
            "vetoes": list(vetoes),
            "ledger": LedgerCount(characters=0, used=0, furniture=0, residue=0),
        }
    )


def veto(when: Predicate, effect: Any, *, indicator: str = "i001", id: str = "v1", kind: Any = "veto") -> VetoItem:
    return VetoItem(id=id, indicator=indicator, kind=kind, rule=Veto(when=when, effect=effect))


def reported(given: Given, institution: str = HERE) -> list[Observation]:
    """Observations from {input: value} or {input: {value, status, evidence}}; unusual values (-1) are confirmed."""
    records = {key: {"value": each} if isinstance(each, str) else dict(each) for key, each in given.items()}
    proof = {"evidence": "考核组，2022-12-30，现场核查", "status": "verified"}
    return [
        Observation.model_validate({"institution": institution, "input": key, **proof, **record})
        for key, record in records.items()
    ]


def sheet(made: Catalogue, given: Given, **options: Any) -> ScoreSheet:
    """The sheet of one institution; what its score and its ledger say must agree."""
    found = score(made, reported(given), HERE, **options)[0]
    for each in found.scores:
        assert_conserved(each)
    assert_sums(found)
    return found


def scored(
    rule: ItemTerm | None,
    given: Given,
    points: str = "10",
    *,
    applicability: NaIf | None = None,
    **options: Any,
) -> Score:
    """The score of an indicator with this rule."""
    return sheet(catalogue([indicator(rule, points, applicability=applicability)], **options), given).scores[0]


def span(found: Any) -> tuple[Fraction | None, Fraction | None]:
    return found.low, found.high


def points(*ends: int | str) -> tuple[Fraction, Fraction]:
    """points(5) is settled, points(0, 10) is open."""
    return Fraction(ends[0]), Fraction(ends[-1])


def assert_conserved(found: Score) -> None:
    """full − Σ losses = score, at both ends."""
    if found.full is None or found.low is None or found.high is None:
        assert found.status == "no_points"
        return
    assert found.low <= found.high
    assert found.high == found.full - sum(line.at_best for line in found.lost), found
    assert found.low == found.full - sum(line.at_worst for line in found.lost), found
    assert bool(found.open) == (found.low != found.high), found


def assert_sums(found: ScoreSheet) -> None:
    """The same for the total: its losses are those of its indicators and its own."""
    if any(group.scope for group in found.groups):
        return
    lines = [line for each in found.scores for line in each.lost] + list(found.total.lost)
    assert found.total.high == found.total.full - sum(line.at_best for line in lines)
    assert found.total.low == found.total.full - sum(line.at_worst for line in lines)
