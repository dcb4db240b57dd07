"""Places among peers and grades. Totals are intervals, so a place is a range and so is a grade: exact ends, no more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Literal, Protocol

from scorer.sheet import GradeFinding, Open, Standing, VetoFinding

PlaceTies = Literal["best", "worst", "mean", "dense", "undetermined"]
Points = Fraction | int
Span = tuple[Points, Points]


# --- places -------------------------------------------------------------------------------------


def standings(
    totals: Mapping[str, Span], groups: Mapping[str, Sequence[str]], ties: PlaceTies = "undetermined"
) -> dict[str, Standing]:
    """The place of every institution that has a total and a peer group; the highest total is first.

    totals: lowest and highest possible points, exact numbers of one kind (Fraction, or int of one scale). A member
    of a group without a total may be anywhere, which widens the places of the others. ties: equal totals share the
    best of their places, the worst, their mean, or count as one (dense); undetermined: from best to worst.
    Raises ValueError where an institution is named twice. n log n.
    """
    check_groups(groups)
    found: dict[str, Standing] = {}
    for group, members in groups.items():
        field = Field([totals[each] for each in members if each in totals], len(members))
        for each in members:
            if each in totals:
                found[each] = _standing(group, field, totals[each], ties)
    return found


def check_groups(groups: Mapping[str, Sequence[str]]) -> None:
    """Raise ValueError where an institution stands in two groups or twice in one."""
    seen: dict[str, str] = {}
    for group, members in groups.items():
        for each in members:
            if each in seen:
                raise ValueError(f"“{each}”重复：{seen[each]}、{group} (named twice among the peer groups)")
            seen[each] = group


@dataclass(frozen=True)
class Field:
    """The totals of a peer group of `size` institutions, sorted by their ends."""

    spans: Sequence[Span]
    size: int

    @property
    def silent(self) -> int:
        """Members without a total."""
        return self.size - len(self.spans)

    @cached_property
    def lows(self) -> list[Points]:
        """The low ends, in order."""
        return sorted(low for low, _ in self.spans)

    @cached_property
    def highs(self) -> list[Points]:
        """The high ends, in order."""
        return sorted(high for _, high in self.spans)

    @cached_property
    def open_highs(self) -> list[Points]:
        """The high ends of totals that are not settled, in order."""
        return sorted(high for low, high in self.spans if low != high)

    @cached_property
    def settled(self) -> list[Points]:
        """The totals that are settled, each value once, in order."""
        return sorted({low for low, high in self.spans if low == high})

    @cached_property
    def steps(self) -> list[int]:
        """For k = 0, 1, …: how few different values can hold the k spans with the highest low ends.

        Spans in falling order of their low ends: one that does not reach the last value needs a value of its own.
        """
        lowest: Points | None = None
        steps = [0]
        for low, high in sorted(self.spans, key=lambda span: span[0], reverse=True):
            apart = lowest is None or high < lowest
            lowest = low if apart else lowest
            steps.append(steps[-1] + apart)
        return steps


def _standing(group: str, field: Field, own: Span, ties: PlaceTies) -> Standing:
    best, worst = PLACES[ties](field, own)
    return Standing(group=group, of=field.size, best=Fraction(best), worst=Fraction(worst), settled=best == worst)


def _above(ends: list[Points], points: Points) -> int:
    return len(ends) - bisect_right(ends, points)


def _level(ends: list[Points], points: Points) -> int:
    return bisect_right(ends, points) - bisect_left(ends, points)


def _best(field: Field, own: Span) -> Span:
    """One more than those above."""
    low, high = own
    return 1 + _above(field.lows, high), 1 + _above(field.highs, low) - (low < high) + field.silent


def _worst(field: Field, own: Span) -> Span:
    """As many as stand above or level; itself is level with itself."""
    low, high = own
    first = 1 + _above(field.lows, high) + _level(field.lows, high) - (low == high)
    return first, _above(field.highs, low) + _level(field.highs, low) + field.silent


def _mean(field: Field, own: Span) -> Span:
    """Each above counts one, each level a half."""
    (first, last), (tied_first, tied_last) = _best(field, own), _worst(field, own)
    return Fraction(first + tied_first, 2), Fraction(last + tied_last, 2)


def _dense(field: Field, own: Span) -> Span:
    """One more than the different values above: as few as can hold what is surely above, or as many as may be."""
    low, high = own
    apart = _above(field.open_highs, low) - (low < high) + _above(field.settled, low)
    return 1 + field.steps[_above(field.lows, high)], 1 + apart + field.silent


def _either(field: Field, own: Span) -> Span:
    """From the best place of a tie to its worst."""
    return _best(field, own)[0], _worst(field, own)[1]


PLACES: dict[PlaceTies, Callable[[Field, Span], Span]] = {
    "best": _best, "worst": _worst, "mean": _mean, "dense": _dense, "undetermined": _either,
}  # fmt: skip


# --- grades -------------------------------------------------------------------------------------


class Rung(Protocol):
    """A grade and what it takes (`scorer.profile.Band`)."""

    @property
    def name(self) -> str:
        """The grade as people call it."""

    @property
    def at_least(self) -> Decimal:
        """The lowest total of the grade."""

    @property
    def top(self) -> bool:
        """Whether 一票否优 bars it."""


@dataclass(frozen=True, slots=True)
class Ladder:
    """Grades from best to worst. Raises ValueError where they overlap, leave a gap or do not say what is barred."""

    bands: Sequence[Rung]
    by: Literal["percent", "points"] = "percent"
    cap: str | None = None

    def __post_init__(self) -> None:
        if faults := list(find_faults(self.bands, self.by, self.cap)):
            raise ValueError("；".join(faults))


def find_faults(bands: Sequence[Rung], by: Literal["percent", "points"], cap: str | None) -> Iterator[str]:
    """What is wrong with a ladder of grades, in words; no grades at all are no fault unless a cap names one."""
    names = [each.name for each in bands]
    starts = [each.at_least for each in bands]
    if len(set(names)) < len(names):
        yield "等次名称重复 (a grade is named twice)"
    if any(upper <= lower for upper, lower in pairwise(starts)):
        yield "等次应从高到低，起点各不相同 (grades go from best to worst, each from a lower total)"
    if starts and starts[-1] != 0:
        yield "最低一等应从0起 (the lowest grade begins at 0)"
    if by == "percent" and any(each > 100 for each in starts):
        yield "百分比不能超过100 (per cent above 100)"
    if cap is not None and cap not in names:
        yield f"封顶的等次“{cap}”不在等次之中 (the cap is none of the grades)"
    yield from _top_faults([each.top for each in bands])


def _top_faults(tops: Sequence[bool]) -> Iterator[str]:
    count = sum(tops)
    if tops and not all(tops[:count]):
        yield "一票否优所否的（top）应是最高的几等 (`top` grades are the first ones)"
    if tops and count in (0, len(tops)):
        yield "应标明一票否优所否的等次（top），并至少留一等 (mark the grades that 一票否优 bars, and leave one)"


def grade(
    low: Fraction, high: Fraction, full: Fraction, ladder: Ladder, vetoes: Iterable[VetoFinding] = ()
) -> GradeFinding | None:
    """The grade of a total from `low` to `high` out of `full`, under the vetoes that bar grades; None without grades.

    一票否优 and `bar_top_grade` bar the top grades, `grade_cap` all above the cap; one that is not decided may.
    Below 0 is the lowest grade. A cap that the profile does not name may be any grade.
    """
    if not ladder.bands or not full:
        return None
    barring = [each for each in vetoes if each.happened is not False and _bars(each)]
    sure = [each for each in barring if each.happened]
    best = max([_reached(high, full, ladder), *(_first_left(each, ladder)[0] for each in sure)])
    worst = max([_reached(low, full, ladder), *(_first_left(each, ladder)[1] for each in barring)])
    return GradeFinding(
        best=ladder.bands[best].name,
        worst=ladder.bands[worst].name,
        settled=best == worst,
        barred_by=tuple(each.id for each in sure),
        maybe_barred_by=tuple(each.id for each in barring if each not in sure),
        open=() if best == worst else tuple(dict.fromkeys(_reasons(barring, ladder))),
    )


def _bars(veto: VetoFinding) -> bool:
    return veto.kind == "veto_excellence" or veto.effect in ("bar_top_grade", "grade_cap")


def _reached(points: Fraction, full: Fraction, ladder: Ladder) -> int:
    """The index of the first grade that the points reach."""
    scale = full / 100 if ladder.by == "percent" else Fraction(1)
    reached = (index for index, each in enumerate(ladder.bands) if points >= Fraction(each.at_least) * scale)
    return next(reached, len(ladder.bands) - 1)


def _first_left(veto: VetoFinding, ladder: Ladder) -> tuple[int, int]:
    """The index of the best grade that a veto leaves, at best and at worst."""
    if veto.kind == "veto_excellence" or veto.effect == "bar_top_grade":
        count = sum(each.top for each in ladder.bands)
        return count, count
    names = [each.name for each in ladder.bands]
    return (names.index(ladder.cap),) * 2 if ladder.cap is not None else (0, len(names) - 1)


def _reasons(barring: Iterable[VetoFinding], ladder: Ladder) -> Iterator[Open]:
    for veto in barring:
        yield from veto.open
        if veto.effect == "grade_cap" and veto.kind == "veto" and ladder.cap is None:
            yield Open(kind="undetermined", text="降低等次到哪一等，计分方案没有写（grade_cap）", inputs=veto.inputs)
