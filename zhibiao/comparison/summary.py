"""The whole comparison in a few sentences whose figures add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

from catalog.base import plain
from catalog.diff.model import MINOR, Bridge, Diff, GroupChange, RowChange
from zhibiao.comparison.told import KINDS, minor
from zhibiao.comparison.words import amount, listed, signed, word


def summary(diff: Diff, language: str) -> list[str]:
    """The comparison as sentences, the most important first."""
    return [
        *(each.message for each in diff.problems),
        _side(diff, "last", language),
        _side(diff, "this", language),
        *_changed(diff, language),
        *_told_by_figures(diff, language),
        *_kept(diff, language),
        *(_bridge(each, language) for each in diff.points),
        *_groups(diff, language),
        *_doubtful(diff, language),
    ]


def _side(diff: Diff, year: Literal["last", "this"], language: str) -> str:
    """ "去年53项（700分）：保留30项、改动17项、取消3项、拆分1项、并入他项2项。" """
    edition = diff.last if year == "last" else diff.this
    rows: Counter[str] = Counter()
    for each in diff.rows:
        rows[each.kind] += len(each.last if year == "last" else each.this)
    names = {"split": f"part_split_{year}", "merged": f"part_merged_{year}"}
    parts = [
        word(names.get(kind, f"part_{kind}"), language, n=rows[kind])
        for kind in ("kept", "changed", "added", "dropped", "split", "merged")
        if rows[kind]
    ]
    total = edition.total_points
    points = "" if total is None else word("sum_points", language, points=plain(total))
    told = word("rows_of", language, n=edition.rows)
    return word(f"sum_{year}", language, rows=told, points=points, parts=listed(parts, language))


def _changed(diff: Diff, language: str) -> Iterator[str]:
    rows = [each for each in diff.rows if each.kind in ("changed", "split", "merged")]
    found: Counter[str] = Counter(kind for row in rows for kind in {change.kind for change in row.changes})
    parts = [word(f"count_{kind}", language, n=found[kind]) for kind in KINDS if found[kind]]
    if parts:
        yield word("sum_changes", language, n=len(rows), parts=listed(parts, language))


def _told_by_figures(diff: Diff, language: str) -> Iterator[str]:
    """How often targets, deductions and deadlines became stricter or looser."""
    found: Counter[tuple[str, str | None]] = Counter(
        (change.kind, change.effect) for row in diff.rows for change in row.changes
    )
    parts = [
        word(f"strict_{kind}_{effect}", language, n=found[kind, effect])
        for kind in ("target", "tariff", "deadline")
        for effect in ("stricter", "looser")
        if found[kind, effect]
    ]
    if parts:
        yield word("sum_strict", language, parts=listed(parts, language))


def _kept(diff: Diff, language: str) -> Iterator[str]:
    kept = [each for each in diff.rows if each.kind == "kept"]
    other = [each for each in kept if minor(each)]
    if other:
        kinds = [kind for kind in MINOR if any(change.kind == kind for row in other for change in row.changes)]
        parts = listed([word(f"short_{kind}", language) for kind in kinds], language)
        same = len(kept) - len(other)
        yield word("sum_minor", language, kept=len(kept), same=same, minor=len(other), parts=parts)
    elif len(kept) == len(diff.rows):
        yield word("sum_equal", language)
    elif kept:
        yield word("sum_same", language, kept=len(kept))


def _bridge(bridge: Bridge, language: str) -> str:
    """ "各项分值之和：去年700分，新增＋25，取消－45，上调＋25，下调－5＝今年700分。" """
    label = "" if bridge.profile is None else word("bridge_label", language, label=bridge.profile)
    steps = ("added", "dropped", "raised", "lowered", "regrouped")
    moves = {name: getattr(bridge, name) for name in steps if getattr(bridge, name)}
    parts = "".join(
        word(f"bridge_{name}", language, n=signed(value) if name == "regrouped" else amount(value))
        for name, value in moves.items()
    )
    key = "sum_bridge" if moves else "bridge_same"
    return word(key, language, label=label, last=plain(bridge.last), this=plain(bridge.this), parts=parts)


def _groups(diff: Diff, language: str) -> Iterator[str]:
    parts = [group(each, language) for each in diff.groups if each.kind != "kept"]
    if parts:
        yield word("sum_groups", language, parts="；".join(parts) if language == "zh" else "; ".join(parts))


def group(change: GroupChange, language: str) -> str:
    """ "“专项考核”改名为“专项工作考核”、20分改为35分（+15）"."""
    side = change.this if change.last is None else change.last
    name = "" if side is None else side.name
    if change.kind in ("added", "dropped"):
        return word(f"group_{change.kind}", language, name=name)
    parts = []
    for each in change.changes:
        key = next((key for aspect in each.aspects if (key := f"group_{each.kind}_{aspect}")), f"group_{each.kind}")
        if each.kind not in MINOR:
            difference = "" if each.difference is None else signed(each.difference)
            last, this = (value or word("none", language) for value in (each.last, each.this))
            key = "moved" if each.kind == "moved" else key
            parts.append(word(key, language, last=last, this=this, difference=difference))
    return word("group_changed", language, name=name, changes=listed(parts, language))


def _doubtful(diff: Diff, language: str) -> Iterator[str]:
    found = {
        "sum_pairs": diff.counts.doubtful,
        "sum_hints": sum(row.doubt == "hint" for row in diff.rows),
        "sum_fields": sum(_misread(row) for row in diff.rows),
    }
    yield from (word(key, language, n=n) for key, n in found.items() if n)


def _misread(row: RowChange) -> bool:
    """Whether a change, or a row that is new or gone, may be a misreading."""
    return bool(row.doubts) or any(change.doubts for change in row.changes)


def shown(row: RowChange) -> set[str]:
    """What a row is found by: its kind, the kinds of its changes, and whether it is in doubt."""
    kinds = {str(change.kind) for change in row.changes} - set(MINOR)
    more = {"doubtful": row.doubt is not None or _misread(row), "different": row.kind != "kept"}
    return {row.kind, *kinds, *(name for name, so in more.items() if so)}
