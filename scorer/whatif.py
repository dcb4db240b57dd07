"""What-if: the better values that the rules themselves name, and the points that each of them wins back.

Nothing is estimated: every figure is the catalogue scored again with the changed values, all else as it is. Inputs
that some indicator reads together form a knot; within a knot every combination is scored, and knots add up. What does
not add up (appeals, points that are spread beyond full) is offered line by line, each from a sheet of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain, islice

from catalog.model import Catalogue, Indicator, VetoItem
from scorer.appeals import Entry as Appeal
from scorer.assess import know
from scorer.domains import pairs
from scorer.facts import Facts
from scorer.interval import ZERO, Interval, hull, point
from scorer.items import score_indicator
from scorer.observations import Entry, Observation, Place, at, screen
from scorer.profile import Places
from scorer.replay import replay
from scorer.settle import Settled
from scorer.sheet import Score, ScoreSheet, VetoFinding
from scorer.totals import tally
from scorer.vetoes import find_veto, readings, strike
from scorer.walk import inputs_of
from scorer.wishes import Move, Wish, wishes, wishes_of_veto

MOST_LEVERS = 6  # of one knot: 64 combinations
MOST_SHEETS = 400  # that are scored one by one where parts do not add up
FEIGNED = "假设"


@dataclass(frozen=True, slots=True)
class Lever:
    """Something to achieve: one input, or several that count only together.

    `gain_low`, `gain_high`: what the low and the high end of the total gain when this alone is achieved; `freed_low`,
    `freed_high`: the same if no veto of everything struck; `lifts`: it makes such a veto less likely; `adds`: it
    stands in a knot, so that it can be added to others.
    """

    moves: tuple[Move, ...]
    indicators: tuple[str, ...]
    gain_low: Fraction = ZERO
    gain_high: Fraction = ZERO
    freed_low: Fraction = ZERO
    freed_high: Fraction = ZERO
    lifts: bool = False
    adds: bool = True

    @property
    def waits(self) -> bool:
        """Whether it wins points, or more of them, once no veto of everything strikes."""
        return self.freed_low > self.gain_low or self.freed_high > self.gain_high

    @property
    def idle(self) -> bool:
        """Whether it wins nothing alone, veto or not."""
        return not any((self.gain_low, self.gain_high, self.freed_low, self.freed_high, self.lifts))


@dataclass(frozen=True, slots=True)
class Result:
    """What a knot adds to the total; `struck`: 0 no veto of everything, 1 perhaps, 2 surely."""

    low: Fraction
    high: Fraction
    struck: int


@dataclass(frozen=True, slots=True)
class Knot:
    """Levers that some indicator reads together; `results[mask]` where the levers of the mask's bits are pulled."""

    indicators: tuple[str, ...]
    levers: tuple[Lever, ...]
    results: tuple[Result, ...]


@dataclass(frozen=True, slots=True)
class Sums:
    """Knots, the rest of the total that they leave alone, and how the total is rounded: what a page adds up."""

    knots: tuple[Knot, ...]
    rest: Result
    rounding: Places | None

    def total(self, results: Iterable[Result] = ()) -> Total:
        """The total where the knots have these results; without them, as it is."""
        parts = [self.rest, *(list(results) or [knot.results[0] for knot in self.knots])]
        free = [replace(part, struck=0) for part in parts]
        return Total(settle(parts, self.rounding), settle(free, self.rounding), sum(part.struck for part in parts))


@dataclass(frozen=True, slots=True)
class Total:
    """The total; `free`: what it is if no veto of everything strikes; `struck` sums up how far such vetoes strike."""

    shown: Interval
    free: Interval
    struck: int


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The levers, those that win most first; the total with all of them; the sums of those that add up.

    `together` is None where nobody could report all the values at once.
    `untried`: how many wishes were not looked at, because each of them would have been a sheet of its own.
    """

    levers: tuple[Lever, ...]
    together: Interval | None
    sums: Sums | None
    untried: int = 0


def _weight(lever: Lever) -> tuple[Fraction, Fraction, bool, Fraction]:
    return lever.gain_low + lever.gain_high, lever.gain_low, lever.lifts, lever.freed_low + lever.freed_high


def ask(
    settled: Settled,
    observations: Iterable[Observation],
    sheet: ScoreSheet,
    peers: Mapping[str, Sequence[str]] | None = None,
    appeals: Sequence[Appeal] = (),
) -> WhatIf | None:
    """What `sheet` could become; `settled`, the observations, `peers` and appeals are those from which it was scored.

    None where they give another total than that of the sheet.
    """
    trial = Trial(settled, sheet, _know(settled, observations, sheet.institution, peers or {}), tuple(appeals))
    now = trial.total(())
    if now.shown != Interval(sheet.total.low, sheet.total.high):
        return None
    bundles = _tangles(trial)
    tied = [_tie(trial, wished) for wished in bundles]
    sums = _add_up(trial, [each.knot for each in tied if each.knot])
    left = [each.left for each in tied] if sums else bundles
    single, untried = _one_by_one(trial, [each for each in left if each], now)
    levers = sorted(chain(single, *(knot.levers for knot in (sums.knots if sums else ()))), key=_weight, reverse=True)
    return WhatIf(tuple(levers), _together(trial, levers), sums, untried)


def _together(trial: Trial, levers: Sequence[Lever]) -> Interval | None:
    """The total with all levers."""
    everything = Wish(tuple({move.input: move for move in _moves(levers)}.values()))
    return trial.total(everything.moves).shown if _possible(trial, [everything]) else None


def settle(parts: Iterable[Result], rounding: Places | None = None) -> Interval:
    """The total of the parts, after vetoes of everything, rounded."""
    listed = list(parts)
    whole = Interval(sum((part.low for part in listed), ZERO), sum((part.high for part in listed), ZERO))
    struck = max((part.struck for part in listed), default=0)
    found = (whole, hull([point(0), whole]), point(0))[struck]
    return found.rounded(rounding.places, rounding.mode) if rounding else found


def priced(lever: Lever, before: Total, after: Total) -> Lever:
    """The lever with what the total gains by it."""
    return replace(
        lever,
        gain_low=after.shown.low - before.shown.low,
        gain_high=after.shown.high - before.shown.high,
        freed_low=after.free.low - before.free.low,
        freed_high=after.free.high - before.free.high,
        lifts=after.struck < before.struck,
    )


# --- trials -------------------------------------------------------------------------------------


def _know(
    settled: Settled, observations: Iterable[Observation], institution: str, peers: Mapping[str, Sequence[str]]
) -> Facts:
    groups: dict[str, Sequence[str]] = {**settled.profile.peer_groups, **peers}
    facts = know(settled, observations, groups).at(institution)
    return facts.reporting({institution: {}, **facts.everyone})


@dataclass(frozen=True)
class Trial:
    """Everything that is needed to score a part of the catalogue again."""

    settled: Settled
    sheet: ScoreSheet
    facts: Facts
    appeals: tuple[Appeal, ...] = ()

    @property
    def catalogue(self) -> Catalogue:
        """The catalogue that was scored."""
        return self.settled.catalogue

    @property
    def own(self) -> Mapping[str, Observation]:
        """What the institution reports."""
        return self.facts.everyone[self.sheet.institution]

    @cached_property
    def scores(self) -> dict[str, Score]:
        """The scores as they are."""
        return {score.indicator: score for score in self.sheet.scores}

    def after(self, facts: Facts, moves: Iterable[Move]) -> Facts:
        """The facts of a part where the institution reports the values of the moves."""
        here = self.sheet.institution
        made = {
            move.input: Observation(institution=here, input=move.input, value=move.value, evidence=FEIGNED)
            for move in moves
        }
        return facts.reporting({**facts.everyone, here: {**self.own, **made}})

    def total(self, moves: Iterable[Move]) -> Total:
        """The total of the whole sheet after the moves."""
        facts = self.after(self.facts.quietly(), moves)
        vetoes = [find_veto(each, facts) for each in self.catalogue.vetoes]
        scores = [score_indicator(each, facts) for each in self.catalogue.indicators]
        freed = [_spared(each) for each in vetoes]
        struck = sum(_struck(each) for each in vetoes)
        shown = self._ends(scores, vetoes)
        return Total(shown, self._ends(scores, freed) if struck else shown, struck)

    def _ends(self, scores: list[Score], vetoes: list[VetoFinding]) -> Interval:
        """The total of some scores, which were not struck before, after vetoes and appeals."""
        open_to = {each.id: readings(each) for each in vetoes}
        struck, rounding = strike(scores, vetoes, open_to), self.settled.profile.rounding.total
        total, groups = tally(self.catalogue, struck, vetoes, open_to, rounding)
        if self.appeals:
            made = {"scores": tuple(struck), "vetoes": tuple(vetoes), "total": total, "groups": groups, "outcomes": ()}
            total = replay(self.sheet.model_copy(update=made), self.appeals, self.catalogue, rounding).total
        return Interval(total.low, total.high)

    @cached_property
    def heard(self) -> set[str | None]:
        """What was moved by appeals, None for the total: limits cut them, so that these points do not add up."""
        return {each.indicator for each in self.appeals if each.institution == self.sheet.institution}

    @cached_property
    def weights(self) -> dict[str, Fraction]:
        """What one point of an indicator counts in the total: 1, more where points were spread, 0 beside the main one."""
        if not self._uneven:
            return {each.indicator: Fraction(1) for each in self.sheet.scores}
        return {each.indicator: self._weight(each) for each in self.sheet.scores if each.low is not None}

    @cached_property
    def _uneven(self) -> bool:
        spread = any("A-SPREAD" in each.assumed for each in self.sheet.scores)
        return spread or any(group.kind == "catalogue" for group in self.catalogue.groups)

    def _weight(self, score: Score) -> Fraction:
        """What the total is where this item alone has its points, for each of them."""
        if not score.full:
            return Fraction(1)
        alone = [_with_points(each, each.full if each is score else ZERO) for each in self.sheet.scores]
        return tally(self.catalogue, alone, (), {})[0].high / score.full

    def adds_up(self, scores: Iterable[Score]) -> bool:
        """Whether sums are linear in these scores: points are only spread in proportion from 0 to full."""
        return not self._uneven or all(
            (each.low or 0) >= ZERO and (each.high or 0) <= (each.full or 0) for each in scores
        )

    @cached_property
    def readers(self) -> dict[str, list[Indicator]]:
        """The indicators that read each input, in their rule, in whether they apply, or in a veto."""
        found: dict[str, list[Indicator]] = {}
        for indicator in self.catalogue.indicators:
            rules = [veto.rule for veto in self.vetoes.get(indicator.id, ())]
            for identity in inputs_of([indicator.rule, indicator.applicability, *rules]):
                found.setdefault(identity, []).append(indicator)
        return found

    def serves(self, identity: str) -> set[str]:
        """The ids of the indicators that read an input."""
        return {each.id for each in self.readers.get(identity, ())}

    @cached_property
    def vetoes(self) -> dict[str, list[VetoItem]]:
        """The vetoes that stand in each indicator."""
        found: dict[str, list[VetoItem]] = {}
        for veto in self.catalogue.vetoes:
            found.setdefault(veto.indicator, []).append(veto)
        return found

    def part(self, inputs: Iterable[str]) -> Part:
        """The part of the catalogue that reads any of the inputs."""
        wanted = {reader.id for each in inputs for reader in self.readers.get(each, ())}
        indicators = tuple(each for each in self.catalogue.indicators if each.id in wanted)
        vetoes = tuple(veto for each in indicators for veto in self.vetoes.get(each.id, ()))
        read = inputs_of([*indicators, *vetoes])
        known = {each: self.facts.inputs[each] for each in read if each in self.facts.inputs}
        return Part(self, indicators, vetoes, replace(self.facts, inputs=known).quietly())

    def result(self, scores: Iterable[Score], vetoes: Iterable[VetoFinding]) -> Result:
        """What some scores add to the total."""
        pairs = [(self.weights.get(each.indicator, ZERO), each) for each in scores]
        low = sum((weight * (each.low or ZERO) for weight, each in pairs), ZERO)
        high = sum((weight * (each.high or ZERO) for weight, each in pairs), ZERO)
        return Result(low, high, max((_struck(veto) for veto in vetoes), default=0))


def _with_points(score: Score, points: Fraction | None) -> Score:
    return score if score.low is None else score.model_copy(update={"low": points, "high": points})


def _spared(veto: VetoFinding) -> VetoFinding:
    """The veto as if it struck at most its item."""
    return veto.model_copy(update={"effect": "item_zero"}) if _struck(veto) else veto


def _struck(veto: VetoFinding) -> int:
    open_to = readings(veto)
    return 0 if "total_zero" not in open_to else 2 if open_to == ("total_zero",) else 1


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a catalogue that is scored again and again."""

    trial: Trial
    indicators: tuple[Indicator, ...]
    vetoes: tuple[VetoItem, ...]
    facts: Facts

    def score(self, moves: Iterable[Move]) -> Result | None:
        """What the part adds to the total after the moves; None where they change whose points count."""
        facts = self.trial.after(self.facts, moves)
        vetoes = [find_veto(each, facts) for each in self.vetoes]
        scores = [score_indicator(each, facts) for each in self.indicators]
        struck = strike(scores, vetoes, {each.id: readings(each) for each in vetoes})
        moved = any(_moved(self.trial.scores[each.indicator], each) for each in struck)
        if moved or not self.trial.adds_up(struck):
            return None
        return self.trial.result(struck, vetoes)


def _moved(before: Score, after: Score) -> bool:
    """Whether an item's points count elsewhere than before: then parts do not add up."""
    return before.full != after.full or ("A-SPREAD" in before.assumed) != ("A-SPREAD" in after.assumed)


# --- knots --------------------------------------------------------------------------------------


def _tangles(trial: Trial) -> list[dict[str, list[Wish]]]:
    """The wishes by input, inputs that some indicator reads together in one bundle."""
    wished = _wished(trial)
    owner = {identity: identity for identity in wished}

    def head(identity: str) -> str:
        while owner[identity] != identity:
            identity = owner[identity]
        return identity

    for group in _read_together(trial, wished):
        for other in group[1:]:
            owner[head(other)] = head(group[0])
    bundles: dict[str, dict[str, list[Wish]]] = {}
    for identity, listed in wished.items():
        bundles.setdefault(head(identity), {})[identity] = listed
    return list(bundles.values())


def _read_together(trial: Trial, wished: Mapping[str, list[Wish]]) -> Iterator[list[str]]:
    by_indicator: dict[str, list[str]] = {}
    for identity, listed in wished.items():
        for name in dict.fromkeys([identity, *(move.input for wish in listed for move in wish.moves)]):
            for reader in trial.readers.get(name, ()):
                by_indicator.setdefault(reader.id, []).append(identity)
    return iter(by_indicator.values())


def _wished(trial: Trial) -> dict[str, list[Wish]]:
    """The wishes of the rules that have not given all their points, by the input that they begin with."""
    found: dict[str, list[Wish]] = {}
    for wish in _possible(trial, dict.fromkeys(_all_wishes(trial))):
        found.setdefault(wish.moves[0].input, []).append(wish)
    wholes = _wholes(trial, found)
    return {identity: listed for identity, listed in found.items() if identity not in wholes}


def _wholes(trial: Trial, wished: Mapping[str, object]) -> set[str]:
    """Wholes of which the part is wished for: nobody wins points by having fewer people to serve."""
    listed = (each for each in pairs(trial.catalogue) if each.numerator in wished)
    return {each.denominator for each in listed if trial.serves(each.denominator) <= trial.serves(each.numerator)}


def _possible(trial: Trial, wishes: Iterable[Wish]) -> list[Wish]:
    """Without the wishes that nobody could report: no rate above 100 %, no part above its whole."""
    listed = list(wishes)
    partners = [(each.numerator, each.denominator) for each in pairs(trial.catalogue)]
    entries = [entry for number, wish in enumerate(listed) for entry in _entries(trial, number, wish, partners)]
    refused = {each.params["place"] for each in screen(entries, trial.catalogue)[1]}
    return [wish for number, wish in enumerate(listed) if str(number) not in refused]


def _entries(trial: Trial, number: int, wish: Wish, partners: Iterable[tuple[str, str]]) -> Iterator[Entry]:
    """The wish as observations of an institution of its own, with what is reported for parts and wholes of its inputs."""
    moved = {move.input: move.value for move in wish.moves}
    beside = {name for pair in partners if {*pair} & {*moved} for name in pair}
    kept = {name: trial.own[name].value for name in beside - {*moved} if name in trial.own}
    for name, value in (kept | moved).items():
        if value is not None:
            given = Observation(institution=str(number), input=name, value=value, evidence=FEIGNED)
            yield Entry(given, at(Place(str(number), str(number))), typed=False)


def _all_wishes(trial: Trial) -> Iterator[Wish]:
    inputs = {each.id: each for each in trial.catalogue.inputs}
    for indicator in trial.catalogue.indicators:
        score = trial.scores[indicator.id]
        if indicator.rule and score.full is not None and score.low is not None and score.low < score.full:
            yield from wishes(indicator.rule, Fraction(indicator.points or 0), inputs, trial.own)
    for veto, finding in zip(trial.catalogue.vetoes, trial.sheet.vetoes, strict=True):
        if readings(finding) != ("not_happened",):
            yield from wishes_of_veto(veto.rule, inputs, trial.own)


@dataclass(frozen=True, slots=True)
class Tied:
    """A bundle of wishes: the knot that they make, and those that cannot be added up."""

    knot: Knot | None
    left: dict[str, list[Wish]]


def _tie(trial: Trial, wished: dict[str, list[Wish]]) -> Tied:
    """The levers of a bundle that make a difference, with all their combinations."""
    part = trial.part({move.input for listed in wished.values() for wish in listed for move in wish.moves})
    base = part.score(())
    heard = any(each.id in trial.heard for each in part.indicators)
    if base is None or heard or base != _as_is(trial, part.indicators):
        return Tied(None, wished)
    chosen = _choose(part, wished)
    left = {identity: [each] for identity, each in chosen.items() if part.score(each.moves) is None}
    sound = [each for identity, each in chosen.items() if identity not in left]
    levers = [Lever(each.moves, _readers(trial, each)) for each in _needed(part, sound, base)]
    if not levers:
        return Tied(None, left)
    knot = _combine(part, _gather(part, levers, base))
    return Tied(knot, left if knot else wished)


def _as_is(trial: Trial, indicators: Iterable[Indicator]) -> Result:
    """What some indicators add to the total by the sheet."""
    inside = {each.id for each in indicators}
    scores = [each for each in trial.sheet.scores if each.indicator in inside]
    return trial.result(scores, (veto for veto in trial.sheet.vetoes if veto.indicator in inside))


def _readers(trial: Trial, wish: Wish) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.id for move in wish.moves for each in trial.readers.get(move.input, ())))


def _choose(part: Part, wished: Mapping[str, list[Wish]]) -> dict[str, Wish]:
    """For each input the wish that serves best beside the others."""
    chosen = {identity: listed[0] for identity, listed in wished.items()}
    for identity, listed in wished.items():
        if len(listed) > 1:
            options = [(each, part.score(_moves({**chosen, identity: each}.values()))) for each in listed]
            chosen[identity] = max(options, key=lambda option: _worth(option[1]))[0]
    return chosen


def _moves(chosen: Iterable[Wish | Lever]) -> list[Move]:
    return [move for each in chosen for move in each.moves]


def _worth(result: Result | None) -> tuple[Fraction, Fraction, Fraction]:
    if result is None:
        return (Fraction(-3), ZERO, ZERO)
    return (Fraction(-result.struck), result.low, result.high)


def _needed(part: Part, chosen: list[Wish], base: Result) -> list[Wish]:
    """Without the wishes that change nothing, alone or beside the others: what is good already."""
    kept = list(chosen)
    everything = part.score(_moves(kept))
    for wish in chosen:
        fewer = [each for each in kept if each is not wish]
        if part.score(wish.moves) == base and part.score(_moves(fewer)) == everything:
            kept = fewer
    return kept


def _gather(part: Part, levers: list[Lever], base: Result) -> list[Lever]:
    """At most MOST_LEVERS: those that win nothing alone become one, then the smallest."""
    if len(levers) <= MOST_LEVERS:
        return levers
    ranked = sorted(levers, key=lambda each: _worth(part.score(each.moves)), reverse=True)
    alone = [each for each in ranked if part.score(each.moves) != base][: MOST_LEVERS - 1]
    return [*alone, _joined([each for each in ranked if each not in alone])]


def _joined(levers: Sequence[Lever]) -> Lever:
    """One lever that is all of them."""
    readers = tuple(dict.fromkeys(name for each in levers for name in each.indicators))
    return Lever(tuple(_moves(levers)), readers)


def _combine(part: Part, levers: list[Lever]) -> Knot | None:
    """All combinations of the levers."""
    results = [part.score(_moves(_pulled(levers, mask))) for mask in range(1 << len(levers))]
    whole = [each for each in results if each is not None]
    if len(whole) < len(results):
        return None
    return Knot(tuple(each.id for each in part.indicators), tuple(levers), tuple(whole))


def _pulled(levers: list[Lever], mask: int) -> list[Lever]:
    return [lever for place, lever in enumerate(levers) if mask >> place & 1]


# --- sums ---------------------------------------------------------------------------------------


def _add_up(trial: Trial, knots: Sequence[Knot]) -> Sums | None:
    """The knots with what each lever alone makes of the total; None where the total is not the sum of its parts."""
    sums = Sums(tuple(knots), _rest(trial, knots), trial.settled.profile.rounding.total)
    now = sums.total()
    if (
        None in trial.heard
        or not trial.adds_up(trial.sheet.scores)
        or now.shown != Interval(trial.sheet.total.low, trial.sheet.total.high)
    ):
        return None
    return replace(sums, knots=tuple(_priced(sums, knot, now) for knot in knots))


def _priced(sums: Sums, knot: Knot, now: Total) -> Knot:
    others = [each.results[0] for each in sums.knots if each is not knot]
    after = (sums.total([*others, knot.results[1 << place]]) for place in range(len(knot.levers)))
    levers = (priced(lever, now, then) for lever, then in zip(knot.levers, after, strict=True))
    return replace(knot, levers=tuple(levers))


def _rest(trial: Trial, knots: Iterable[Knot]) -> Result:
    """What the indicators outside all knots add."""
    inside = {name for knot in knots for name in knot.indicators}
    return _as_is(trial, [each for each in trial.catalogue.indicators if each.id not in inside])


# --- one by one ---------------------------------------------------------------------------------


def _one_by_one(trial: Trial, bundles: Sequence[Mapping[str, list[Wish]]], now: Total) -> tuple[list[Lever], int]:
    """A lever for each input that wins something, from a sheet of its own, and how many wishes were not tried."""
    wished = [each for bundle in bundles for listed in bundle.values() for each in listed]
    tried = {wish: _alone(trial, wish, now) for wish in islice(wished, MOST_SHEETS)}
    levers = [lever for bundle in bundles for lever in _singles(trial, bundle, tried, now)]
    return levers, len(wished) - len(tried)


def _alone(trial: Trial, wish: Wish, now: Total) -> Lever:
    lever = Lever(wish.moves, _readers(trial, wish), adds=False)
    return priced(lever, now, trial.total(wish.moves))


def _singles(
    trial: Trial, bundle: Mapping[str, list[Wish]], tried: Mapping[Wish, Lever], now: Total
) -> Iterator[Lever]:
    """The best wish for each input; those that win nothing alone as one, where together they win something."""
    options = ([tried[each] for each in listed if each in tried] for listed in bundle.values())
    best = [max(each, key=_weight) for each in options if each]
    yield from (each for each in best if not each.idle)
    if len(idle := [each for each in best if each.idle]) > 1:
        joint = _joined(_effective(trial, idle))
        found = priced(replace(joint, adds=False), now, trial.total(joint.moves))
        yield from () if found.idle else (found,)


def _effective(trial: Trial, levers: list[Lever]) -> list[Lever]:
    """Without those that change nothing beside the others: what is good already."""
    kept, everything = levers, trial.total(_moves(levers))
    for lever in levers:
        fewer = [each for each in kept if each is not lever]
        kept = fewer if trial.total(_moves(fewer)) == everything else kept
    return kept
