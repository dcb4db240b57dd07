"""Appeals carried into a score sheet: each entry in force moves its item or the total; the sums follow their items.

An appeal comes after the vetoes: points of an item that a veto struck do not come back by an appeal on the item, and
a total that a veto struck rises only by an appeal on the total. What a limit cuts off is a line of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from catalog.model import Catalogue, Problem
from catalog.problems import Trouble, problem
from catalog.rules import BonusEach, First, FromFull, ItemTerm, Split
from scorer.appeals import Entry, Statement, adjustments, in_force, write_points
from scorer.interval import ZERO, Interval, clip
from scorer.profile import Places
from scorer.sheet import Lost, Outcome, Score, ScoreSheet, Tally, VetoFinding, write_exact
from scorer.totals import tally
from scorer.vetoes import Readings, readings, strike

APPEAL = "appeal"
LIMIT = "appeal_limit"
Lines = tuple[Lost, ...]
Appeals = Mapping[str | None, Lines]
STRUCK = "本项已被一票否决，对本项的调整不恢复分值"
MAYBE_STRUCK = "本项若被一票否决，对本项的调整不恢复分值"


def shift(before: Interval, points: Fraction, lowest: Fraction, full: Fraction) -> Interval:
    """Every value moved by `points`, as far as `lowest` and `full` allow; none is pushed back from beyond them."""
    ends = (clip(end + points, min(lowest, end), max(full, end)) for end in (before.low, before.high))
    return Interval(*ends)


def floor_of(rule: ItemTerm | None) -> Fraction:
    """The fewest points that a rule may leave an item: 0, or less where its losses may go below 0."""
    if isinstance(rule, FromFull):
        return min(ZERO, Fraction(rule.lowest))
    if isinstance(rule, Split):
        return sum((floor_of(each.term) for each in rule.parts), start=ZERO)
    if isinstance(rule, First):
        return min((floor_of(row.then) for row in rule.rows), default=ZERO)
    return floor_of(rule.base) if isinstance(rule, BonusEach) else ZERO


def replay(
    sheet: ScoreSheet, entries: Iterable[Entry], catalogue: Catalogue, rounding: Places | None = None
) -> ScoreSheet:
    """The sheet with the entries of its institution. Raises Trouble E656 for an indicator without points in it.

    `catalogue` is the one that was scored (settled by its profile), `rounding` that of its sums. Entries that were
    replayed before are replaced, so that replaying twice is replaying once. ValueError where the sheet was not made
    of this catalogue with this rounding.
    """
    appeals, before = _lines(sheet, entries), _told(sheet)
    if not appeals and not before:
        return sheet
    hearing = _hear(sheet, catalogue, rounding)
    open_to = {veto.id: readings(veto) for veto in sheet.vetoes}
    if hearing.read(before, open_to).sums != (_ends(sheet.total), *map(_ends, sheet.groups)):
        raise ValueError("the sheet was not made of this catalogue, or its sums were rounded in another way")
    after = hearing.read(appeals, open_to)
    touched = {*appeals, *before}
    scores = [new if new.indicator in touched else old for old, new in zip(sheet.scores, after.scores, strict=True)]
    return sheet.model_copy(
        update={
            "scores": tuple(scores),
            "total": after.total,
            "groups": after.groups,
            "outcomes": tuple(_outcome(each, hearing, appeals, open_to) for each in sheet.outcomes),
        }
    )


def limits(sheet: ScoreSheet) -> list[Problem]:
    """A problem (E659) for every adjustment that surely has no or not its full effect: a limit or a veto cut it off.

    Where that hangs on what is still open, the ledger line says so and nobody is alarmed yet.
    """
    ledgers = [(each.indicator, each.lost) for each in sheet.scores] + [("总分", sheet.total.lost)]
    sure = ((where, line) for where, lost in ledgers for line in lost if line.kind == LIMIT and _sure(line))
    return [_limited(sheet, where, line) for where, line in sure]


def _sure(line: Lost) -> bool:
    return line.at_best != 0 and line.at_worst != 0


def check_room(sheet: ScoreSheet, entries: Iterable[Entry], statement: Statement, catalogue: Catalogue) -> None:
    """Raise Trouble E658 where an adjustment passes a limit, whatever becomes of what is still open; E656 as `replay`.

    `sheet` is that of the institution, with or without the entries; `catalogue` the one that was scored.
    """
    past = list(entries)
    given = adjustments(past).get((statement.institution, statement.indicator), ZERO)
    added = Fraction(statement.points or 0)
    if statement.indicator is None:
        base, lowest, full = _without(sheet.total, {APPEAL, LIMIT}), ZERO, sheet.total.full
    else:
        score = _score(sheet, statement.indicator, len(past) + 1)
        rules = {each.id: each.rule for each in catalogue.indicators}
        base, lowest, full = _bare(score), floor_of(rules.get(score.indicator)), score.full or ZERO
    moved = Interval(base.low + given + added, base.high + given + added)
    struck = any(each.indicator == statement.indicator and _certain(each) for each in sheet.vetoes)
    if struck or (added > 0 and moved.low > max(full, base.low)) or (added < 0 and moved.high < min(lowest, base.high)):
        bounds = f"{write_exact(lowest)}～{write_exact(full)}"
        raise Trouble(
            "E658", points=write_points(statement.points) if statement.points else "", where=statement.indicator or "总分",
            where_en=statement.indicator or "the total", bounds=STRUCK if struck else bounds,
            bounds_en="struck by a veto" if struck else bounds,
        )  # fmt: skip


# --- what is told -------------------------------------------------------------------------------


def _lines(sheet: ScoreSheet, entries: Iterable[Entry]) -> dict[str | None, Lines]:
    """The ledger lines of the entries of the institution, by indicator."""
    lines: dict[str | None, Lines] = {}
    for entry in in_force(entries):
        if entry.institution == sheet.institution:
            if entry.indicator is not None:
                _score(sheet, entry.indicator, entry.sequence)
            lines[entry.indicator] = (*lines.get(entry.indicator, ()), _line(entry))
    return lines


def _line(entry: Entry) -> Lost:
    points = Fraction(entry.points or 0)
    proof = f"；依据：{entry.evidence}" if entry.evidence else ""
    text = f"申诉调整{write_points(entry.points) if entry.points else '0'}分（第{entry.sequence}条，{entry.who}，{entry.when}）：{entry.reason}{proof}"
    return Lost(kind=APPEAL, at_best=-points, at_worst=-points, text=text)


def _score(sheet: ScoreSheet, indicator: str, sequence: object) -> Score:
    found = next((each for each in sheet.scores if each.indicator == indicator), None)
    if found is None or found.full is None:
        raise Trouble("E656", sequence=sequence, name=indicator)
    return found


def _told(sheet: ScoreSheet) -> dict[str | None, Lines]:
    """The entries that were replayed before."""
    ledgers: list[tuple[str | None, Lines]] = [(each.indicator, each.lost) for each in sheet.scores]
    ledgers.append((None, sheet.total.lost))
    found = {where: tuple(line for line in lost if line.kind == APPEAL) for where, lost in ledgers}
    return {where: lines for where, lines in found.items() if lines}


def _limited(sheet: ScoreSheet, where: str, line: Lost) -> Problem:
    cut = Interval(*sorted((line.at_best, line.at_worst)))
    amount = write_exact(cut.low) if cut.exact else f"{write_exact(cut.low)}～{write_exact(cut.high)}"
    params = {"institution": sheet.institution, "where": where, "points": amount, "reason": line.text}
    return problem("E659", params | {"where_en": where.replace("总分", "the total")}, subject=where)


# --- hearing ------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Heard:
    """Scores and sums after appeals."""

    scores: Sequence[Score]
    total: Tally
    groups: tuple[Tally, ...]

    @property
    def sums(self) -> tuple[tuple[Fraction, ...], ...]:
        """full, low and high of the total and of the groups."""
        return (_ends(self.total), *map(_ends, self.groups))


@dataclass(frozen=True, slots=True)
class Hearing:
    """What is needed to score an institution with other appeals: its items before vetoes and appeals, and the vetoes."""

    catalogue: Catalogue
    bare: Sequence[Score]
    vetoes: Sequence[VetoFinding]
    rounding: Places | None

    def read(self, appeals: Appeals, open_to: Mapping[str, Readings]) -> Heard:
        """The scores with these appeals, where the vetoes are read in the ways that are open to them."""
        struck = strike(self.bare, self.vetoes, open_to)
        moved = strike(self._shifted(appeals), self.vetoes, open_to)
        told = {veto.indicator: self._told(veto.indicator, open_to) for veto in self.vetoes}
        scores = [
            _adjusted(old, new, appeals[old.indicator], told.get(old.indicator, ""))
            if old.indicator in appeals
            else old
            for old, new in zip(struck, moved, strict=True)
        ]
        total, groups = tally(self.catalogue, scores, self.vetoes, open_to, self.rounding)
        return Heard(scores, _adjusted_total(total, appeals.get(None, ())), groups)

    def _told(self, indicator: str, open_to: Mapping[str, Readings]) -> str:
        """What the vetoes of an item do to an appeal on it, in words."""
        ways = [open_to[veto.id] for veto in self.vetoes if veto.indicator == indicator]
        if any("not_happened" not in each for each in ways):
            return f"；{STRUCK}"
        return f"；{MAYBE_STRUCK}" if any(each != ("not_happened",) for each in ways) else ""

    def _shifted(self, appeals: Appeals) -> Iterator[Score]:
        """The items moved before the vetoes, which then take what was moved as well."""
        for indicator, score in zip(self.catalogue.indicators, self.bare, strict=True):
            if score.full is None or score.low is None or score.high is None:
                yield score
                continue
            points = _sum(appeals.get(score.indicator, ()))
            after = shift(Interval(score.low, score.high), points, floor_of(indicator.rule), score.full)
            yield score.model_copy(update={"low": after.low, "high": after.high})


def _hear(sheet: ScoreSheet, catalogue: Catalogue, rounding: Places | None) -> Hearing:
    if [each.indicator for each in sheet.scores] != [each.id for each in catalogue.indicators]:
        raise ValueError("the sheet was made of another catalogue")
    return Hearing(catalogue, [_bared(each) for each in sheet.scores], sheet.vetoes, rounding)


def _bared(score: Score) -> Score:
    """The score before vetoes and appeals."""
    if score.low is None:
        return score
    before = _bare(score)
    kept = tuple(line for line in score.lost if line.kind not in ("veto", APPEAL, LIMIT))
    return score.model_copy(update={"low": before.low, "high": before.high, "lost": kept})


def _bare(score: Score) -> Interval:
    return _without(score, {"veto", APPEAL, LIMIT})


def _without(found: Score | Tally, kinds: set[str]) -> Interval:
    """The points where lines of these kinds are given back."""
    gone = [line for line in found.lost if line.kind in kinds]
    low, high = found.low or ZERO, found.high or ZERO
    return Interval(low + sum(each.at_worst for each in gone), high + sum(each.at_best for each in gone))


def _adjusted(struck: Score, moved: Score, lines: Lines, told: str) -> Score:
    """A score with its appeals: `struck` without them, `moved` with them, both after the vetoes."""
    if struck.low is None or struck.high is None or moved.low is None or moved.high is None or struck.full is None:
        return struck
    before, after = Interval(struck.low, struck.high), Interval(moved.low, moved.high)
    text = f"申诉调整以本项满分{write_exact(struck.full)}分和最低分为限{told}"
    return struck.model_copy(
        update={
            "status": struck.status if struck.status == "not_applicable" else "settled" if after.exact else "open",
            "low": after.low,
            "high": after.high,
            "lost": struck.lost + lines + _limit(before, after, lines, text),
            "open": () if after.exact else tuple(dict.fromkeys(moved.open)),
        }
    )


def _adjusted_total(total: Tally, lines: Lines) -> Tally:
    """The total with the appeals on it."""
    before = Interval(total.low, total.high)
    after = shift(before, _sum(lines), ZERO, total.full)
    text = f"申诉调整以总分0～{write_exact(total.full)}分为限"
    lost = total.lost + lines + _limit(before, after, lines, text)
    return total.model_copy(update={"low": after.low, "high": after.high, "lost": lost})


def _limit(before: Interval, after: Interval, lines: Lines, text: str) -> Lines:
    """The line of what the appeals asked for and did not move, or none."""
    points = _sum(lines)
    at_best, at_worst = before.high + points - after.high, before.low + points - after.low
    return (Lost(kind=LIMIT, at_best=at_best, at_worst=at_worst, text=text),) if at_best or at_worst else ()


def _outcome(outcome: Outcome, hearing: Hearing, appeals: Appeals, open_to: Mapping[str, Readings]) -> Outcome:
    total = hearing.read(appeals, {**open_to, outcome.veto: (outcome.reading,)}).total
    return outcome.model_copy(update={"low": total.low, "high": total.high})


def _sum(lines: Lines) -> Fraction:
    return -sum((line.at_best for line in lines), start=ZERO)


def _ends(found: Tally) -> tuple[Fraction, ...]:
    return found.full, found.low, found.high


def _certain(veto: VetoFinding) -> bool:
    return "not_happened" not in readings(veto)
