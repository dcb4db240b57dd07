"""Catalogue + observations → score sheets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog.model import Catalogue
from scorer.appeals import Entry, check_entries
from scorer.assumptions import list_assumptions
from scorer.choices import find_choices, veto_choice
from scorer.facts import Facts, phrasebook
from scorer.items import score_indicator
from scorer.observations import Observation, check_observations
from scorer.profile import Places, Profile, load_profile
from scorer.replay import limits, replay
from scorer.settle import Settled, settle
from scorer.sheet import Choice, Outcome, ProfileName, Score, ScoreSheet, Tally, VetoFinding
from scorer.standing import Ladder, grade, standings
from scorer.totals import tally
from scorer.vetoes import READING_TEXTS, Readings, find_veto, readings, strike


def score(
    catalogue: Catalogue,
    observations: Iterable[Observation],
    institution: str | None = None,
    *,
    profile: Profile | None = None,
    peers: Mapping[str, Sequence[str]] | None = None,
    appeals: Sequence[Entry] = (),
) -> list[ScoreSheet]:
    """One sheet for each institution in the order of the observations, or only for `institution`.

    `profile` settles what the notice leaves open; without one nothing is assumed (strict). `peers` names the
    institutions of each peer group (全市, 同类机构), those of the profile where it is left out; comparisons with
    a group that nobody names stay open. `appeals` are replayed over the scores, those of other institutions left
    alone; observations are never changed.
    Raises BadObservations, Trouble E642, BadLedger.
    """
    given = list(observations)
    check_observations(given, catalogue)
    settled = settle(catalogue, profile or load_profile("strict"))
    check_entries(appeals, catalogue)
    return assess(settled, given, institution, settled.profile.peer_groups | dict(peers or {}), appeals)


def assess(
    settled: Settled,
    checked: list[Observation],
    institution: str | None,
    peers: Mapping[str, Sequence[str]],
    appeals: Sequence[Entry] = (),
) -> list[ScoreSheet]:
    """The same where the catalogue is settled and the observations are known to be sound."""
    facts = know(settled, checked, peers)
    wanted = list(facts.everyone) if institution is None else [institution]
    sheets = [_hear(settled, _sheet(settled, facts.at(each)), appeals) for each in wanted]
    return sheets if institution is not None else place(sheets, peers, settled.profile)


def _hear(settled: Settled, sheet: ScoreSheet, appeals: Sequence[Entry]) -> ScoreSheet:
    """The sheet with the appeals replayed and the grade that comes of it."""
    profile = settled.profile
    heard = replay(sheet, appeals, settled.catalogue, profile.rounding.total) if appeals else sheet
    ladder = Ladder(profile.grades, profile.grade_by, profile.grade_cap) if profile.grades else None
    total = heard.total
    found = grade(total.low, total.high, total.full, ladder, heard.vetoes) if ladder and total.full else None
    return heard.model_copy(update={"grade": found, "problems": tuple(limits(heard)) if appeals else ()})


def place(sheets: list[ScoreSheet], peers: Mapping[str, Sequence[str]], profile: Profile) -> list[ScoreSheet]:
    """The sheets with the place of each in its peer groups; without groups, among all that were scored."""
    totals = {each.institution: (each.total.low, each.total.high) for each in sheets if each.total.full}
    groups = peers or ({ALL: list(totals)} if len(totals) > 1 else {})
    found = [standings(totals, {group: members}, profile.ties) for group, members in groups.items()]
    return [
        each.model_copy(update={"standings": tuple(one[each.institution] for one in found if each.institution in one)})
        for each in sheets
    ]


ALL = "本次计分的全部机构"


def know(settled: Settled, given: Iterable[Observation], peers: Mapping[str, Sequence[str]]) -> Facts:
    """Everything that the terms of the catalogue may ask for, of every institution."""
    catalogue = settled.catalogue
    everyone: dict[str, dict[str, Observation]] = {}
    for each in given:
        everyone.setdefault(each.institution, {})[each.input] = each
    return Facts(
        institution="",
        everyone=everyone,
        inputs={each.id: each for each in catalogue.inputs},
        parameters={each.id: each for each in catalogue.parameters},
        peers={group: tuple(dict.fromkeys(members)) for group, members in peers.items()},
        rounding=settled.profile.rounding,
        book=phrasebook(catalogue.inputs, catalogue.parameters),
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One institution: its scores before the vetoes, and the vetoes."""

    catalogue: Catalogue
    scores: list[Score]
    vetoes: list[VetoFinding]
    rounding: Places | None

    def read(self, open_to: Mapping[str, Readings]) -> tuple[list[Score], Tally, tuple[Tally, ...]]:
        """Scores and sums where the vetoes are read in the ways that are open to them."""
        struck = strike(self.scores, self.vetoes, open_to)
        return struck, *tally(self.catalogue, struck, self.vetoes, open_to, self.rounding)


def _sheet(settled: Settled, facts: Facts) -> ScoreSheet:
    catalogue, profile = settled.catalogue, settled.profile
    scores = [score_indicator(each, facts) for each in catalogue.indicators]
    vetoes = [find_veto(each, facts) for each in catalogue.vetoes]
    case = Case(catalogue, scores, vetoes, profile.rounding.total)
    open_to = {veto.id: readings(veto) for veto in case.vetoes}
    struck, total, groups = case.read(open_to)
    outcomes = tuple(outcome for veto in case.vetoes for outcome in _outcomes(case, veto, open_to))
    return ScoreSheet(
        catalogue=catalogue.id,
        title=catalogue.title,
        institution=facts.institution,
        profile=ProfileName(id=profile.id, version=profile.version, title=profile.title),
        total=total,
        groups=groups,
        scores=tuple(struck),
        vetoes=tuple(case.vetoes),
        outcomes=outcomes,
        choices=_choices(case, outcomes, profile, facts),
        assumptions=settled.assumptions + list_assumptions(struck, settled.profile),
    )


def _choices(case: Case, outcomes: tuple[Outcome, ...], profile: Profile, facts: Facts) -> tuple[Choice, ...]:
    """What is open in the indicators and in the vetoes, the most points first."""
    found = [
        choice
        for indicator, score in zip(case.catalogue.indicators, case.scores, strict=True)
        for choice in find_choices(indicator, score, facts)
        if choice.kind != "floor" or profile.floor == "undetermined"
    ]
    found += [choice for veto in case.vetoes for choice in veto_choice(veto, outcomes)]
    return tuple(sorted(found, key=lambda choice: -choice.at_stake))


def _outcomes(case: Case, veto: VetoFinding, open_to: Mapping[str, Readings]) -> list[Outcome]:
    """The total under each reading of a veto that can be read in more than one way."""
    found = []
    for reading in open_to[veto.id] if len(open_to[veto.id]) > 1 else ():
        total = case.read({**open_to, veto.id: (reading,)})[1]
        text = READING_TEXTS[reading]
        found.append(Outcome(veto=veto.id, reading=reading, text=text, low=total.low, high=total.high))
    return found
