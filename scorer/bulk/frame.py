"""A chunk of rows as the terms see it: its columns, its peers, and what was worked out before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

from catalog.base import Model
from catalog.model import Catalogue, Input, Parameter
from catalog.rules import Cohort, Ranked, Term
from scorer.bulk.columns import Column
from scorer.bulk.masks import Array, Mask
from scorer.facts import Facts
from scorer.observations import Observation
from scorer.predicates import find
from scorer.profile import Profile
from scorer.walk import nodes

if TYPE_CHECKING:
    from scorer.bulk.cohorts import Standing

T = TypeVar("T")
Compared = Cohort | Ranked


@dataclass(frozen=True, slots=True)
class Pool:
    """With which group each row compares itself (−1: with none that is known), and whether it belongs to it."""

    code: Array | int
    member: Mask


@dataclass(frozen=True, slots=True)
class Plan:
    """A settled catalogue made ready: what stands in several rules is worked out once."""

    catalogue: Catalogue
    profile: Profile
    inputs: Mapping[str, Input]
    parameters: Mapping[str, Parameter]
    keys: Mapping[int, str]
    repeated: frozenset[str]
    decided: dict[tuple[int, str], tuple[bool | None, bool]] = field(default_factory=dict)

    def decide(self, term: Any, text: str) -> tuple[bool | None, bool]:
        """What the interpreter says of a predicate over one input where `text` is reported, and whether it lapses."""
        key = (id(term), text)
        if key not in self.decided:
            given = Observation(institution="", input=term.input, value=text)
            found = find(term, Facts("", {"": {term.input: given}}, self.inputs, self.parameters))
            self.decided[key] = (found.value, found.lapsed)
        return self.decided[key]


def make_plan(catalogue: Catalogue, profile: Profile) -> Plan:
    """The plan of a settled catalogue."""
    rules = [[each.rule, each.applicability] for each in catalogue.indicators if each.points is not None]
    terms = [each for each in nodes([rules, [veto.rule for veto in catalogue.vetoes]]) if isinstance(each, Term)]
    keys = {id(each): _key(each) for each in terms}
    times = Counter(keys.values())
    return Plan(
        catalogue,
        profile,
        {each.id: each for each in catalogue.inputs},
        {each.id: each for each in catalogue.parameters},
        keys,
        frozenset(key for key, count in times.items() if count > 1),
    )


def _key(term: Term) -> str:
    return repr(_bare(term))


def _bare(tree: Any) -> Any:
    """A term without its evidence, as plain tuples."""
    if isinstance(tree, list):
        return tuple(_bare(each) for each in tree)
    if not isinstance(tree, Model):
        return tree
    return tuple(_bare(getattr(tree, name)) for name in type(tree).model_fields if name != "evidence")


@dataclass(frozen=True, slots=True)
class Frame:
    """One chunk of rows. `sketch`: no rows at all, only the shape that results will have."""

    plan: Plan
    rows: int
    columns: Mapping[str, Column]
    pools: Mapping[str, Pool] = field(default_factory=dict)
    standings: Mapping[str, Standing] = field(default_factory=dict)
    memo: dict[str, Any] = field(default_factory=dict)
    sketch: bool = False

    def once(self, term: Term, work: Callable[[], T]) -> T:
        """The result of `work` for a term; for one that stands in several rules it is kept."""
        key = self.plan.keys.get(id(term), "")
        if key not in self.plan.repeated:
            return work()
        if key not in self.memo:
            self.memo[key] = work()
        found: T = self.memo[key]
        return found

    def standing(self, term: Compared) -> Standing | None:
        """How the group of a comparison stands; None where nobody named the group."""
        return self.standings.get(standing_key(term))

    def constant(self, parameter: str) -> Fraction | None:
        """The value of a parameter, None where nobody gave it."""
        given = self.plan.parameters.get(parameter)
        return None if given is None or given.value is None else Fraction(given.value)


def standing_key(term: Compared) -> str:
    """The name of a comparison: the same measure over the same group is collected once."""
    return f"{term.group}\n{_key(term.of)}"
