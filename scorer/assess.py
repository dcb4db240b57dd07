"""Catalogue + observations → score sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog.model import Catalogue
from scorer.assumptions import list_assumptions
from scorer.facts import Facts
from scorer.items import score_indicator
from scorer.observations import Observation, check_observations
from scorer.sheet import Outcome, Score, ScoreSheet, Tally, VetoFinding
from scorer.totals import tally
from scorer.vetoes import READING_TEXTS, Readings, find_veto, readings, strike


def score(
    catalogue: Catalogue,
    observations: Iterable[Observation],
    institution: str | None = None,
    *,
    peers: Mapping[str, Sequence[str]] | None = None,
) -> list[ScoreSheet]:
    """One sheet for each institution in the order of the observations, or only for `institution`.

    `peers` names the institutions of each peer group (全市, 同类机构); without it comparisons stay open.
    """
    given = list(observations)
    check_observations(given, catalogue)
    facts = _know(catalogue, given, peers or {})
    wanted = list(facts.everyone) if institution is None else [institution]
    return [_sheet(catalogue, facts.at(each)) for each in wanted]


def _know(catalogue: Catalogue, given: list[Observation], peers: Mapping[str, Sequence[str]]) -> Facts:
    everyone: dict[str, dict[str, Observation]] = {}
    for each in given:
        everyone.setdefault(each.institution, {})[each.input] = each
    return Facts(
        institution="",
        everyone=everyone,
        inputs={each.id: each for each in catalogue.inputs},
        parameters={each.id: each for each in catalogue.parameters},
        peers={group: tuple(dict.fromkeys(members)) for group, members in peers.items()},
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One institution: its scores before the vetoes, and the vetoes."""

    catalogue: Catalogue
    scores: list[Score]
    vetoes: list[VetoFinding]

    def read(self, open_to: Mapping[str, Readings]) -> tuple[list[Score], Tally, tuple[Tally, ...]]:
        """Scores and sums where the vetoes are read in the ways that are open to them."""
        struck = strike(self.scores, self.vetoes, open_to)
        return struck, *tally(self.catalogue, struck, self.vetoes, open_to)


def _sheet(catalogue: Catalogue, facts: Facts) -> ScoreSheet:
    scores = [score_indicator(each, facts) for each in catalogue.indicators]
    case = Case(catalogue, scores, [find_veto(each, facts) for each in catalogue.vetoes])
    open_to = {veto.id: readings(veto) for veto in case.vetoes}
    struck, total, groups = case.read(open_to)
    return ScoreSheet(
        catalogue=catalogue.id,
        title=catalogue.title,
        institution=facts.institution,
        total=total,
        groups=groups,
        scores=tuple(struck),
        vetoes=tuple(case.vetoes),
        outcomes=tuple(outcome for veto in case.vetoes for outcome in _outcomes(case, veto, open_to)),
        assumptions=list_assumptions(struck),
    )


def _outcomes(case: Case, veto: VetoFinding, open_to: Mapping[str, Readings]) -> list[Outcome]:
    """The total under each reading of a veto that can be read in more than one way."""
    found = []
    for reading in open_to[veto.id] if len(open_to[veto.id]) > 1 else ():
        total = case.read({**open_to, veto.id: (reading,)})[1]
        text = READING_TEXTS[reading]
        found.append(Outcome(veto=veto.id, reading=reading, text=text, low=total.low, high=total.high))
    return found
