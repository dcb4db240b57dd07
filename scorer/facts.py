"""What is known of one institution: its observations, the parameters and its peers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TypeVar

from catalog.base import plain
from catalog.model import Input, Parameter
from catalog.rules import Add, Cohort, Growth, Measure, Mul, Ratio, Rounded, Sub, Term
from scorer.answers import Answer, Why, lapse, unknown
from scorer.interval import Interval
from scorer.observations import Observation
from scorer.profile import RoundingRules
from scorer.render import say, unit_of
from scorer.sheet import Open
from scorer.values import read_number
from scorer.vocabulary import Words, words_of
from scorer.walk import inputs_of, outermost, quote_of

T = TypeVar("T")
Reported = Mapping[str, Observation]


@dataclass(frozen=True, slots=True)
class Told:
    """What a term says in plain Chinese, the inputs that it reads, its quote, and the measures that it computes."""

    text: str
    inputs: tuple[str, ...]
    quote: str | None
    computed: tuple[tuple[str, str, Measure], ...]


COMPUTED = (Ratio, Mul, Add, Sub, Growth, Cohort, Rounded)


@dataclass(frozen=True, slots=True)
class Phrasebook:
    """Names and units of inputs and parameters, and what the terms of a catalogue were found to say."""

    words: Words
    told: dict[int, tuple[Term, Told]] = field(default_factory=dict)
    rewritten: dict[int, tuple[Term, Term]] = field(default_factory=dict)

    def tell(self, term: Term, alone: Term | None = None) -> Told:
        """What a term (or what is left of it, `alone`) says in plain Chinese, its inputs and its quote."""
        if id(term) not in self.told:  # the term is kept, so that its id stays its own
            said = alone or term
            self.told[id(term)] = term, self._told(said)
        return self.told[id(term)][1]

    def recall(self, term: Term, make: Callable[[], Term]) -> Term:
        """Another way to write a term, made once."""
        if id(term) not in self.rewritten:
            self.rewritten[id(term)] = term, make()
        return self.rewritten[id(term)][1]

    def _told(self, term: Term) -> Told:
        words = self.words
        computed = tuple((say(each, words), unit_of(each, words), each) for each in outermost(term, COMPUTED))
        return Told(say(term, words), inputs_of(term), quote_of(term), computed)


def phrasebook(inputs: Iterable[Input], parameters: Iterable[Parameter]) -> Phrasebook:
    """The names and units of a catalogue."""
    known = list(inputs)
    names = {each.id: each.name for each in known} | {each.id: _valued(each) for each in parameters}
    return Phrasebook(words_of(names, {each.id: each.unit for each in known if each.unit}))


def _valued(parameter: Parameter) -> str:
    """The name of a parameter, with its value once it has one."""
    return parameter.name if parameter.value is None else f"{parameter.name}，取{plain(parameter.value)}"


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything that a term may ask for."""

    institution: str
    everyone: Mapping[str, Reported]
    inputs: Mapping[str, Input] = field(default_factory=dict)
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    peers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rounding: RoundingRules = RoundingRules()
    book: Phrasebook = field(default_factory=lambda: phrasebook((), ()))
    silent: bool = False
    heard: dict[str, Answer[Fraction]] = field(default_factory=dict)
    found: dict[int, tuple[Term, Answer[bool]]] = field(default_factory=dict)
    compared: dict[tuple[int, str], tuple[Measure, Answer[Interval]]] = field(default_factory=dict)

    def name(self, identity: str) -> str:
        """What a person calls an input."""
        return self.inputs[identity].name if identity in self.inputs else identity

    def quietly(self) -> Facts:
        """The same where only the points matter: no ledger is written."""
        return replace(self, silent=True)

    def at(self, institution: str) -> Facts:
        """The same for another institution."""
        return replace(self, institution=institution, heard={}, found={})

    def reporting(self, everyone: Mapping[str, Reported]) -> Facts:
        """The same with other reports: nothing that was worked out from the old ones is kept."""
        return replace(self, everyone=everyone, heard={}, found={}, compared={})

    def ask(self, term: Term, find: Callable[[], Answer[bool]]) -> Answer[bool]:
        """Whether a condition holds, asked once for the institution."""
        if id(term) not in self.found:  # the term is kept, so that its id stays its own
            self.found[id(term)] = term, find()
        return self.found[id(term)][1]

    def compare(self, term: Measure, institution: str, ask: Callable[[Facts], Answer[Interval]]) -> Answer[Interval]:
        """What `ask` finds of a measure of another institution, remembered for the whole run."""
        key = id(term), institution
        if key not in self.compared:  # the term is kept, so that its id stays its own
            self.compared[key] = term, ask(self.at(institution))
        return self.compared[key][1]

    def number(self, identity: str) -> Answer[Fraction]:
        """The number reported for an input, in its unit."""
        if identity not in self.heard:
            unit = self.inputs[identity].unit if identity in self.inputs else None
            self.heard[identity] = self.read(identity, lambda text: read_number(text, unit))
        return self.heard[identity]

    def read(self, identity: str, parse: Callable[[str], T | None], awaited: Open | None = None) -> Answer[T]:
        """The value reported for an input; `parse` gives None where the value says not applicable."""
        given = self.everyone.get(self.institution, {}).get(identity)
        reason = awaited or Open(kind="missing", text=f"缺少“{self.name(identity)}”的数据", inputs=(identity,))
        if given is not None and given.status == "not_applicable":
            return lapse()
        if given is None or given.status == "missing" or given.value is None:
            return unknown(reason)
        if given.status == "disputed":
            return unknown(_refused(reason, f"“{self.name(identity)}”有争议，暂不采用"))
        try:
            value = parse(given.value)
        except ValueError as error:
            return unknown(_refused(reason, f"“{self.name(identity)}”不能采用：{error}"))
        assumed = ("A-ESTIMATED",) if given.status == "estimated" else ()
        return lapse() if value is None else Answer(value, why=Why(assumed=assumed))


def _refused(reason: Open, text: str) -> Open:
    return Open(kind=reason.kind, text=text, inputs=reason.inputs)
