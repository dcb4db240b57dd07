"""How many rows of each kind there are, and how the sum of points came to be another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from catalog.diff.glyphs import bare
from catalog.diff.model import Bridge, Counts, RowChange, RowSide

ZERO = Decimal(0)


def count(rows: Sequence[RowChange]) -> Counts:
    """Entries by kind, and by kind of change."""
    kinds = Counter(each.kind for each in rows)
    found = Counter(kind for row in rows for kind in {change.kind for change in row.changes})
    doubtful = sum(each.doubt in ("weak", "rival") for each in rows)
    return Counts(
        kept=kinds["kept"], changed=kinds["changed"], added=kinds["added"], dropped=kinds["dropped"],
        split=kinds["split"], merged=kinds["merged"], doubtful=doubtful, changes=dict(sorted(found.items())),
    )  # fmt: skip


def bridges(rows: Sequence[RowChange]) -> Iterator[Bridge]:
    """How points came to be others, for each column of points."""
    labels: dict[str | None, str | None] = {}
    for row in rows:
        for side in (*row.last, *row.this):
            labels |= {label and bare(label): label for label in _points(side)}
    for key, label in sorted(labels.items(), key=lambda each: each[0] is not None):
        yield _bridge(rows, key, label)


def _points(side: RowSide) -> Mapping[str | None, Decimal]:
    if side.points_by_profile is not None:
        return dict(side.points_by_profile.items())
    return {} if side.points is None else {None: side.points}


def _bridge(rows: Sequence[RowChange], key: str | None, label: str | None) -> Bridge:
    before = [_sum(row.last, key) for row in rows]
    after = [_sum(row.this, key) for row in rows]
    gains = [(row.kind, b - a) for row, a, b in zip(rows, before, after, strict=True)]

    def total(*kinds: str, sign: int = 0) -> Decimal:
        return sum((gain for kind, gain in gains if kind in kinds and (not sign or gain * sign > 0)), ZERO)

    return Bridge(
        profile=label, last=sum(before, ZERO), added=total("added"), dropped=-total("dropped"),
        raised=total("kept", "changed", sign=1), lowered=-total("kept", "changed", sign=-1),
        regrouped=total("split", "merged"), this=sum(after, ZERO),
    )  # fmt: skip


def _sum(sides: Sequence[RowSide], key: str | None) -> Decimal:
    found = ((label and bare(label), points) for side in sides for label, points in _points(side).items())
    return sum((points for label, points in found if label == key), ZERO)
