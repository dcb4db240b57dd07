"""What a source gave against what a person read: right, expected and found for each measure, and each difference.

A field of a row is right or wrong; targets, rules, formulas and parts are counted one by one, in any order.
A missing row costs recall in every measure, a row too many costs precision. A wrong field with a review reason for it
is a doubt, without one a silent error; a reason on a field that is right was needless.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from catalog.model import Catalogue
from corpus.case import Case, Row
from corpus.matching import align

ROWS = "rows"
ASKED = "asked"  # fields that a person has to confirm: whether the tool gave a reason to look
REFUSED = "refused"  # of a case without a catalogue: whether it was refused with the code that it names
FIELDS = {
    "name": ("name",), "number": ("number",), "path": ("path",), "points": ("points", "points_by_profile"),
    "requirement": ("requirement",), "veto": ("veto",),
}  # fmt: skip
LISTS = ("parts", "targets", "rules", "formulas")
MEASURES = (ROWS, "name", "number", "path", "points", "parts", "requirement", "veto", "targets", "rules", "formulas")
# The fields that a review reason speaks of where it is not the one that it names.
SPEAKS_OF = {"name": ("name", "number"), "points": ("points", "parts"), "rules": ("rules", "veto"), "row": MEASURES}


class Tally(NamedTuple):
    """How many were right, of how many that should be there and of how many that are."""

    right: int = 0
    expected: int = 0
    found: int = 0

    @property
    def precision(self) -> Fraction:
        """The right ones of those found; 1 where nothing was found: nothing wrong was said."""
        return Fraction(self.right, self.found) if self.found else Fraction(1)

    @property
    def recall(self) -> Fraction:
        """The right ones of those expected; 1 where nothing was."""
        return Fraction(self.right, self.expected) if self.expected else Fraction(1)

    @property
    def f1(self) -> Fraction:
        """The harmonic mean of both."""
        count = self.expected + self.found
        return Fraction(2 * self.right, count) if count else Fraction(1)

    def plus(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(self.right + other.right, self.expected + other.expected, self.found + other.found)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field of a row, or a whole row, that is not as expected; `doubted` where the tool gave a reason to look.

    `row` is the ordinal in expected.json, None for a row too many; of lists only what differs is kept.
    """

    row: int | None
    name: str
    measure: str
    expected: Any
    found: Any
    doubted: bool


@dataclass(slots=True)
class Result:
    """What one source of a case gave. `trouble`: why nothing could be read, or should not have been; `bug`: ours."""

    case: str
    source: str
    tallies: dict[str, Tally]
    differences: list[Difference] = field(default_factory=list)
    reasons: int = 0
    needless: int = 0
    trouble: str | None = None
    bug: bool = False
    seconds: float = 0.0

    @property
    def silent(self) -> int:
        """Wrong fields and rows without a review reason."""
        return sum(not difference.doubted for difference in self.differences)

    @property
    def passed(self) -> bool:
        """Everything as expected."""
        return self.trouble is None and all(tally.f1 == 1 for tally in self.tallies.values())


def totals(results: Iterable[Result]) -> dict[str, Tally]:
    """Each measure over all sources."""
    whole: dict[str, Tally] = {}
    for result in results:
        for name, tally in result.tallies.items():
            whole[name] = whole.get(name, Tally()).plus(tally)
    return {name: whole[name] for name in (*MEASURES, ASKED, REFUSED) if name in whole}


def refused(case: str, source: str, *, rightly: bool, trouble: str | None) -> Result:
    """The result of a source that holds no catalogue."""
    return Result(case, source, {REFUSED: Tally(int(rightly), 1, 1)}, trouble=None if rightly else trouble)


def unread(case: str, source: str, expected: Sequence[Row], trouble: str, *, bug: bool = False) -> Result:
    """The result of a source that gave nothing though it holds a catalogue."""
    return Result(case, source, _tallies(expected, [], []), trouble=trouble, bug=bug)


def compare(case: Case, source: str, expected: Sequence[Row], found: Sequence[Row], read: Catalogue) -> Result:
    """Measure the rows of one source; the catalogue is asked what it said of rows that are not there."""
    pairs = align(expected, found)
    both = [(expected[i], found[j]) for i, j in pairs if i is not None and j is not None]
    result = Result(case.name, source, _tallies(expected, found, both))
    for i, j in pairs:
        due = [asked.field for asked in case.about.asked if i is not None and asked.row == i + 1]
        _add(result, None if i is None else (i + 1, expected[i]), None if j is None else found[j], due, read)
    if case.about.asked:
        missed = sum(difference.measure == ASKED for difference in result.differences)
        count = len(case.about.asked)
        result.tallies[ASKED] = Tally(count - missed, count, count - missed)
    return result


def _add(result: Result, want: tuple[int, Row] | None, got: Row | None, due: Sequence[str], read: Catalogue) -> None:
    """Add what one pair of rows gives."""
    wrong = list(_differences(want, got, read))
    result.differences += wrong
    if got is not None:
        result.reasons += len(got["review"])
        result.needless += _needless(got, wrong, [*due, *(_inferred(want[1]) if want else ())])
    if want is not None:
        missing = [named for named in due if got is None or not set(_spoken(named)) & doubts(got)]
        result.differences += [Difference(want[0], want[1]["name"], ASKED, each, None, False) for each in missing]


def _tallies(expected: Sequence[Row], found: Sequence[Row], both: Sequence[tuple[Row, Row]]) -> dict[str, Tally]:
    tallies = {ROWS: Tally(len(both), len(expected), len(found))}
    for name, keys in FIELDS.items():
        right = sum(all(want[key] == got[key] for key in keys) for want, got in both)
        tallies[name] = Tally(right, len(expected), len(found))
    for name in LISTS:
        right = sum((bag(want[name]) & bag(got[name])).total() for want, got in both)
        tallies[name] = Tally(right, *(sum(len(row[name]) for row in rows) for rows in (expected, found)))
    return {name: tallies[name] for name in MEASURES}


def bag(items: Iterable[Any]) -> Counter[Any]:
    """The objects of a list, counted; their order is left aside."""
    return Counter(_frozen(item) for item in items)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return tuple(sorted((key, _frozen(held)) for key, held in value.items()))
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _differences(want: tuple[int, Row] | None, got: Row | None, read: Catalogue) -> Iterator[Difference]:
    if want is not None:
        ordinal, row = want
        if got is None:
            yield Difference(ordinal, row["name"], ROWS, row["requirement"], None, _told_missing(row, read))
            return
        said = doubts(got)
        for measure, first, second in _unlike(row, got):
            yield Difference(ordinal, row["name"], measure, first, second, measure in said)
    elif got is not None:
        doubted = bool(got["review"]) or _unbalanced(read)
        yield Difference(None, got["name"], ROWS, None, got["requirement"], doubted)


def _unlike(want: Row, got: Row) -> Iterator[tuple[str, Any, Any]]:
    """Each measure in which two rows differ, with the values that do."""
    for measure in MEASURES[1:]:
        for key in FIELDS.get(measure, ()):
            if want[key] != got[key]:
                yield measure, want[key], got[key]
                break
        if measure in LISTS and bag(want[measure]) != bag(got[measure]):
            yield measure, _without(want[measure], got[measure]), _without(got[measure], want[measure])


def _without(items: list[Any], others: list[Any]) -> list[Any]:
    """The items that the other list does not hold, as often as they are too many."""
    left, kept = bag(items) - bag(others), []
    for item in items:
        if left[_frozen(item)]:
            left[_frozen(item)] -= 1
            kept.append(item)
    return kept


# --- doubt ------------------------------------------------------------------------------------------


def doubts(row: Row) -> set[str]:
    """The measures of a row that its review reasons speak of."""
    return {name for review in row["review"] for name in _spoken(review["field"])}


def _spoken(named: str) -> tuple[str, ...]:
    return SPEAKS_OF.get(named, (named,))


def _inferred(want: Row) -> Iterator[str]:
    """Fields in which the person who read the source restored a lost sign: the tool may well ask for a second look."""
    if any(target.get("sign") == "inferred" for target in want["targets"]):
        yield "targets"
    if any(formula.get("inferred") for formula in want["formulas"]):
        yield "formulas"


def _needless(row: Row, wrong: Sequence[Difference], due: Sequence[str]) -> int:
    """How many reasons of a row speak of nothing that is wrong or has to be confirmed."""
    measures = {difference.measure for difference in wrong} | {name for named in due for name in _spoken(named)}
    return sum(not measures & set(_spoken(review["field"])) for review in row["review"])


def _told_missing(want: Row, read: Catalogue) -> bool:
    """A row that is not there was told where a sum does not balance or where its words are left in the residue."""
    words = [want["name"], *want["requirement"].split("\n")]
    return _unbalanced(read) or any(word and word in left.text for left in read.residue for word in words)


def _unbalanced(read: Catalogue) -> bool:
    return any(not total.balanced for total in read.totals)
