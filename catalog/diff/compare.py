"""Two catalogues → everything that changed: the calls in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from catalog import wording
from catalog.base import plain
from catalog.diff.changes import Between, changes, doubts, text_change
from catalog.diff.groups import Tree, compare_groups, pair_groups, tree
from catalog.diff.likeness import APART, CERTAIN, WHOLE
from catalog.diff.likeness import Likeness as Measured
from catalog.diff.matching import Tie, match
from catalog.diff.model import (
    MINOR,
    Change,
    Diff,
    Doubt,
    Edition,
    GroupChange,
    Likeness,
    Rival,
    RowChange,
    RowKind,
    RowSide,
    Sign,
)
from catalog.diff.tally import bridges, count
from catalog.model import Catalogue, Group, Indicator, Problem
from catalog.problems import Language, problem


def diff(last: Catalogue, this: Catalogue, language: Language = "zh") -> Diff:
    """What changed from last year's catalogue to this year's; problems are told in `language`."""
    ties = match(last, this)
    trees = tree(last), tree(this)
    groups = pair_groups(*trees, ties)
    between = _between(last, this, trees, groups)
    rows = [_row(last, this, trees, tie, between) for tie in _in_order(ties)]
    return Diff(
        last=_edition(last),
        this=_edition(this),
        counts=count(rows),
        points=list(bridges(rows)),
        changes=list(_whole(last, this, between.shift)),
        groups=_groups_in_order(last, compare_groups(last, this, trees, groups, between)),
        rows=rows,
        problems=list(_problems(last, this, rows, language)),
    )


def _between(
    last: Catalogue, this: Catalogue, trees: tuple[Tree, Tree], groups: Sequence[tuple[Group | None, Group | None]]
) -> Between:
    years = last.document.year, this.document.year
    shift = years[1] - years[0] if years[0] is not None and years[1] is not None else 0
    paths = [{None: ""} | {ident: " / ".join(each.path(ident)) for ident in each.groups} for each in trees]
    return Between(shift, {a.id: b.id for a, b in groups if a and b}, paths[0], paths[1])


def _edition(catalogue: Catalogue) -> Edition:
    return Edition(
        id=catalogue.id, title=catalogue.title, year=catalogue.document.year, total_points=catalogue.total_points,
        rows=len(catalogue.indicators), sources=[each.name for each in catalogue.sources],
    )  # fmt: skip


def _in_order(ties: Sequence[Tie]) -> list[Tie]:
    """In the order of this year; what was dropped stands after what it followed last year."""
    follows = {n: min(tie.this) for tie in ties if tie.this for n in tie.last}

    def place(tie: Tie) -> tuple[int, int, int]:
        if tie.this:
            return min(tie.this), 0, 0
        before = next((follows[n] for n in range(tie.last[0] - 1, -1, -1) if n in follows), -1)
        return before, 1, tie.last[0]

    return sorted(ties, key=place)


def _groups_in_order(last: Catalogue, found: Iterable[GroupChange]) -> list[GroupChange]:
    """The same for groups."""
    groups = list(found)
    order = {group.id: n for n, group in enumerate(last.groups)}
    kept = [each for each in groups if each.this is not None]
    for each in groups:
        if each.this is None and each.last is not None:
            own = order[each.last.id]
            at = max((n for n, other in enumerate(kept) if other.last and order[other.last.id] < own), default=-1)
            kept.insert(at + 1, each)
    return kept


# --- a row --------------------------------------------------------------------------------------------


def _row(last: Catalogue, this: Catalogue, trees: tuple[Tree, Tree], tie: Tie, between: Between) -> RowChange:
    before, after = [last.indicators[n] for n in tie.last], [this.indicators[n] for n in tie.this]
    found = list(_all_changes(before, after, tie, between)) if before and after else []
    return RowChange(
        kind=_kind(tie, found),
        last=[_side(trees[0], each) for each in before],
        this=[_side(trees[1], each) for each in after],
        likeness=None if tie.likeness is None else _likeness(tie.likeness),
        agrees=[] if tie.likeness is None else _agrees(tie.likeness),
        covered=None if tie.covered is None else _percent(tie.covered),
        doubt=_doubt(tie),
        rivals=[_rival(last, this, tie, *each) for each in tie.rivals],
        changes=found,
        doubts=doubts(before, after, ("row", "name")) if not (before and after) else [],
    )


def _all_changes(last: Sequence[Indicator], this: Sequence[Indicator], tie: Tie, between: Between) -> Iterator[Change]:
    found = changes(last, this, between)
    yield from found
    if tie.reordered and all(each.kind != "moved" for each in found):
        yield Change(kind="reordered", last=str(last[0].ordinal), this=str(this[0].ordinal))


def _kind(tie: Tie, found: Sequence[Change]) -> RowKind:
    if not tie.last or not tie.this:
        return "dropped" if tie.last else "added"
    if len(tie.last) != len(tie.this):
        return "split" if len(tie.last) == 1 else "merged"
    return "kept" if all(each.kind in MINOR for each in found) else "changed"


def _doubt(tie: Tie) -> Doubt | None:
    if not tie.last or not tie.this:
        return "hint" if tie.rivals else None
    if tie.rivals:
        return "rival"
    like = tie.likeness
    if like is None or like.content >= CERTAIN:
        return None
    return "weak" if like.name < WHOLE or (like.text or 0) < APART else None


def _rival(last: Catalogue, this: Catalogue, tie: Tie, a: int, b: int) -> Rival:
    one, other = last.indicators[a], this.indicators[b]
    named = other if a in tie.last else one
    return Rival(last=one.id, this=other.id, name=f"{named.ordinal}.{named.name}")


def _agrees(like: Measured) -> list[Sign]:
    signs: tuple[Sign, ...] = ("name", "text", "path", "numbers", "position")
    return [sign for sign in signs if getattr(like, sign) == WHOLE]


def _likeness(like: Measured) -> Likeness:
    return Likeness(
        total=_percent(like.total), name=_percent(like.name), text=None if like.text is None else _percent(like.text),
        path=None if like.path is None else _percent(like.path),
        numbers=None if like.numbers is None else _percent(like.numbers), position=_percent(like.position),
    )  # fmt: skip


def _percent(value: int) -> Decimal:
    return Decimal(value) / 100


def _side(tree: Tree, row: Indicator) -> RowSide:
    quotes = row.evidence.get("name") or row.evidence.get("requirement") or []
    return RowSide(
        id=row.id, ordinal=row.ordinal, number=row.number, name=row.name, path=tree.path(row.group), points=row.points,
        points_by_profile=row.points_by_profile, veto=row.veto, requirement=row.requirement,
        places=list(dict.fromkeys(wording.place(each.place) for each in quotes)),
    )  # fmt: skip


# --- the whole ----------------------------------------------------------------------------------------


def _whole(last: Catalogue, this: Catalogue, shift: int) -> Iterator[Change]:
    yield from text_change("title", last.title or "", this.title or "", shift)
    years = last.document.year, this.document.year
    if years[0] != years[1]:
        told = [None if each is None else str(each) for each in years]
        yield Change(kind="year", last=told[0], this=told[1])
    yield from text_change("issuer", last.document.issuer or "", this.document.issuer or "", 0)
    yield from text_change("document_number", last.document.number or "", this.document.number or "", 0)
    before, after = last.total_points, this.total_points
    if before != after:
        totals = [None if each is None else plain(each) for each in (before, after)]
        gain = None if before is None or after is None else after - before
        yield Change(kind="total_points", last=totals[0], this=totals[1], difference=gain)


def _problems(last: Catalogue, this: Catalogue, rows: Sequence[RowChange], language: Language) -> Iterator[Problem]:
    """What to know before the comparison is used."""
    years = last.document.year, this.document.year
    if years[0] is not None and years[1] is not None and years[0] > years[1]:
        yield problem("W690", {"last": str(years[0]), "this": str(years[1])}, language=language)
    if last.indicators and this.indicators and all(each.kind in ("added", "dropped") for each in rows):
        yield problem("W691", language=language)
    if last.id == this.id:
        yield problem("W692", language=language)
    for catalogue, year, year_en in ((last, "去年", "last year's"), (this, "今年", "this year's")):
        names = {group.id: group.name for group in catalogue.groups} | {"catalogue": "全部"}
        wrong = [each for each in catalogue.totals if not each.balanced]
        if wrong:
            told = (f"{names[each.scope]}（{plain(each.declared)}≠{plain(each.computed)}）" for each in wrong)
            yield problem("W693", {"year": year, "year_en": year_en, "detail": "、".join(told)}, language=language)
