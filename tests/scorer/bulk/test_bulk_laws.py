"""Both engines say the same, to the last digit: random rules, random reports."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings

pytest.importorskip("pyarrow")

from bulk_cases import by_institution, compare, sound, texts
from scoring_cases import HERE, indicator, term, veto
from test_score_laws import WHEN, knowledge, made, predicates, reweights, rules, some

from catalog.model import Group
from catalog.rules import ItemTerm, NaIf

MEMBERS = [HERE, "乙", "丙"]
effects = some("item_zero", "total_zero", "undetermined")
circles = some({}, {"全市": MEMBERS}, {"全市": [HERE, "丁"], "全省": [*MEMBERS, "丁"]}, {"全省": ["乙"]})


def level(name: str, kind: str = "group", parent: str | None = None) -> Group:
    return Group.model_validate(
        {"id": name, "number": None, "name": name, "level": 1, "parent": parent, "points": None, "kind": kind}
    )


@settings(
    max_examples=40, deadline=None, phases=[Phase.explicit, Phase.reuse, Phase.generate]
)  # shrinking takes minutes
@given(rules, rules, rules, predicates, predicates, reweights, effects, circles, knowledge())
def test_every_term_means_the_same_in_both_engines(
    one: ItemTerm,
    two: ItemTerm,
    three: ItemTerm,
    leave: Any,
    strikes: Any,
    reweight: str,
    effect: str,
    peers: Any,
    states: Any,
) -> None:
    absent = NaIf.model_validate({"when": WHEN.validate_python(leave), "reweight": reweight})
    items = made(
        indicator(one, id="i001", group="一", applicability=absent),
        indicator(two, id="i002", group="一之一"),
        indicator(three, "7.5", id="i003", group="附"),
        indicator(term(kind="external", input="p1", document="办法"), id="i004"),
        groups=[level("一"), level("一之一", parent="一"), level("附", "catalogue")],
        vetoes=[veto(WHEN.validate_python(strikes), effect, indicator="i002")],
    )
    for state in states:
        rows = by_institution(sound(items, state), MEMBERS)
        with tempfile.TemporaryDirectory() as folder:
            compare(items, rows, texts(items, rows), Path(folder), peers=peers)
