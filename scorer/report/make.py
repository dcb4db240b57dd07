"""Catalogue and observations → reports: one institution in full, or all of them at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from catalog.model import Catalogue
from catalog.problems import Trouble
from catalog.rules import Cohort, Ranked
from scorer.appeals import Entry, in_force
from scorer.assess import ALL, assess
from scorer.observations import Observation
from scorer.profile import Profile
from scorer.report.many import Crowd, Peers, correct, scores_of_all
from scorer.report.overview import Beside, Overview, distribution, survey
from scorer.report.past import Past, compare
from scorer.report.view import Extras, Report, lay_out
from scorer.settle import Settled, settle
from scorer.sheet import ScoreSheet, Standing
from scorer.standing import standings
from scorer.walk import nodes
from scorer.whatif import ask


@dataclass(frozen=True)
class Last:
    """Last year's sheets, and the catalogue to which they belong where it is another one."""

    sheets: Sequence[ScoreSheet]
    catalogue: Catalogue | None = None


@dataclass(frozen=True)
class Run:
    """One scoring of all institutions, from observations and appeals that were checked.

    `peers`: the institutions of each group that rules and places compare with; `date`: what the reports are dated,
    None where nobody said.
    """

    catalogue: Catalogue
    observations: Sequence[Observation]
    profile: Profile
    peers: Peers
    date: str | None = None
    last: Last | None = None
    appeals: Sequence[Entry] = ()

    @cached_property
    def institutions(self) -> tuple[str, ...]:
        """All institutions, in the order of the observations."""
        return tuple(dict.fromkeys(each.institution for each in self.observations))

    @cached_property
    def settled(self) -> Settled:
        """The catalogue under the profile."""
        return settle(self.catalogue, self.profile)

    @cached_property
    def crowd(self) -> Crowd:
        """The points of all, without explanations. Raises Trouble E664 where nobody reports anything."""
        if not self.observations:
            raise Trouble("E664")
        found = scores_of_all(self.catalogue, self.observations, self.profile, self.peers)
        heard = {each.institution for each in in_force(self.appeals)}
        return correct(found, {name: self._sheet(name) for name in heard}) if heard else found

    @cached_property
    def standings(self) -> dict[str, tuple[Standing, ...]]:
        """The places of all, in each of their groups; without groups among all of the run."""
        total = self.crowd.total
        totals = {
            name: (total[n].low, total[n].high) for n, name in enumerate(self.crowd.institutions) if total[n].full
        }
        groups = self.peers or {ALL: self.institutions}
        found = [standings(totals, {group: members}, self.profile.ties) for group, members in groups.items()]
        return {name: tuple(one[name] for one in found if name in one) for name in self.institutions}

    def report(self, institution: str) -> Report:
        """The report of one institution. Raises Trouble E662 for one that reports nothing."""
        if institution not in self.institutions:
            raise Trouble("E662", institution=institution, known="、".join(self.institutions[:5]))
        given, sheet = self._needed(institution), self._sheet(institution)
        several = len(self.institutions) > 1 and sheet.total.scored > 0
        extras = Extras(
            date=self.date,
            standings=self.standings[institution] if several else (),
            peers=distribution(self.crowd, institution) if several else None,
            past=self._past(institution),
            whatif=ask(self.settled, given, sheet, self.peers, self.appeals) if sheet.total.scored else None,
        )
        return lay_out(self.settled.catalogue, given, sheet, extras)

    def _sheet(self, institution: str) -> ScoreSheet:
        """The sheet of one institution, after the appeals."""
        return assess(self.settled, list(self._needed(institution)), institution, self.peers, self.appeals)[0]

    def ends(self, number: int) -> tuple[str, ...]:
        """The institutions with the highest totals and those with the lowest, `number` of each."""
        ordered = [each.institution for each in distribution(self.crowd, None).everyone]
        return tuple(dict.fromkeys(ordered[:number] + ordered[len(ordered) - number :])) if number else ()

    def _needed(self, institution: str) -> Sequence[Observation]:
        """The observations that the score of an institution depends on: all of them where rules compare."""
        if any(isinstance(node, Cohort | Ranked) for node in nodes(self.settled.catalogue.indicators)):
            return self.observations
        return self._by_institution[institution]

    @cached_property
    def _by_institution(self) -> dict[str, list[Observation]]:
        found: dict[str, list[Observation]] = {}
        for each in self.observations:
            found.setdefault(each.institution, []).append(each)
        return found

    def overview(self, explained: Sequence[tuple[str, str]] = ()) -> Overview:
        """All institutions at a glance; `explained`: those who have a page of their own, with its address."""
        beside = Beside(self.date, self.standings, dict(explained))
        return survey(self.settled.catalogue, self.profile, self.crowd, beside)

    def _past(self, institution: str) -> Past | None:
        last = self.last
        return compare(self.catalogue, institution, last.sheets, last.catalogue) if last else None
