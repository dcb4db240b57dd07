"""Duplicate rows: candidates share words, likeness comes from rapidfuzz, and arithmetic decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, pairwise

from rapidfuzz import fuzz

from catalog.base import plain
from catalog.model import Decision, Duplicate, Group, Indicator, Problem, Review, Total
from catalog.problems import Language, problem
from extractor import lexicon, words
from extractor.fields.row import review

LIKE_NAME = 90
LIKE_TEXT = 80
COMMON = 8


@dataclass(frozen=True, slots=True)
class Pair:
    """Two rows that look the same; indexes into the list of indicators."""

    first: int
    second: int
    likeness: Decimal
    differs: tuple[str, ...]


def likely_pairs(indicators: list[Indicator], apart: Callable[[int, int], bool] = lambda a, b: False) -> list[Pair]:
    """Pairs with like names and like texts. Only rows that share a rare word are compared: linear in rows."""
    pairs = []
    for first, second in sorted(_candidates(indicators)):
        if apart(first, second):
            continue  # rows of two catalogues in one file
        pair = _compare(indicators[first], indicators[second], first, second)
        if pair:
            pairs.append(pair)
    return pairs


def _owners(indicators: list[Indicator], groups: list[Group]) -> list[str | None]:
    """The catalogue of the file that each row belongs to, None for the first."""
    known = {group.id: group for group in groups}
    found = []
    for indicator in indicators:
        at = indicator.group
        while at is not None and known[at].kind != "catalogue":
            at = known[at].parent
        found.append(at)
    return found


def _candidates(indicators: list[Indicator]) -> set[tuple[int, int]]:
    """Rows of the same name, and rows that share words that few other rows have."""
    by_key: dict[str, list[int]] = defaultdict(list)
    for index, indicator in enumerate(indicators):
        by_key[f"={indicator.name}"].append(index)
        for word in words.bag(indicator.name):
            if word not in lexicon.words("duplicates_stop"):
                by_key[word].append(index)
    found: set[tuple[int, int]] = set()
    for key, rows in by_key.items():
        if key.startswith("="):
            found.update(pairwise(rows))
        elif 1 < len(rows) <= COMMON:
            found.update(combinations(rows, 2))
    return found


def _compare(a: Indicator, b: Indicator, first: int, second: int) -> Pair | None:
    name = fuzz.ratio(a.name, b.name)
    if name < LIKE_NAME:
        return None
    text = fuzz.ratio(a.requirement, b.requirement)
    if text < LIKE_TEXT:
        return None
    fields = ("name", "requirement", "points", "group")
    differs = tuple(field for field in fields if getattr(a, field) != getattr(b, field))
    return Pair(first, second, Decimal(round(min(name, text))), differs)


# --- what is decided about them --------------------------------------------------------------------


def settle_duplicates(
    indicators: list[Indicator], groups: list[Group], totals: list[Total], language: Language
) -> tuple[list[Duplicate], list[Indicator], list[Problem]]:
    """Link likely duplicates; declared totals decide whether both count, else a person is asked."""
    owner = _owners(indicators, groups)
    pairs = likely_pairs(indicators, lambda a, b: owner[a] != owner[b])
    changed = list(indicators)
    found, notes = [], []
    for pair in pairs:
        members = [indicators[pair.first], indicators[pair.second]]
        decision, reason = _decide(pair, pairs, indicators, groups, totals)
        evidence = [e for m in members for e in m.evidence.get("name", [])]
        found.append(
            Duplicate(
                members=[m.id for m in members], likeness=pair.likeness, differs=list(pair.differs),
                decision=decision, reason=reason, evidence=evidence,
            )
        )  # fmt: skip
        names = "、".join(f"{m.ordinal}.{m.name}" for m in members)
        code = "W302" if decision == "keep_both" else "W303"
        params = {"names": names, "reason": reason, "likeness": plain(pair.likeness)}
        notes.append(problem(code, params, subject=members[1].id, evidence=evidence, language=language))
        if decision != "keep_both":
            _ask(changed, pair, language)
    return found, changed, notes


def _ask(indicators: list[Indicator], pair: Pair, language: Language) -> None:
    for index, other in ((pair.first, pair.second), (pair.second, pair.first)):
        reason: Review = review(
            "row", "R116", {"other": f"{indicators[other].ordinal}.{indicators[other].name}"}, language
        )
        indicators[index] = indicators[index].model_copy(update={"review": [*indicators[index].review, reason]})


def _decide(
    pair: Pair, pairs: list[Pair], indicators: list[Indicator], groups: list[Group], totals: list[Total]
) -> tuple[Decision, str]:
    """keep_both where the declared sum needs both; both sums stand in the reason."""
    second = indicators[pair.second]
    total = _deciding_total(second, groups, totals)
    points = second.points
    if total is None or points is None:
        return "ask", "没有标明合计分，无法用分值判断是否都计。"
    without = total.computed - points
    others = sum((indicators[p.second].points or Decimal(0) for p in pairs), Decimal(0))
    name = next((g.name for g in groups if g.id == total.scope), "总分")
    both = (
        f"“{name}”标明{plain(total.declared)}分：两项都计合计{plain(total.computed)}分，去掉后一项为{plain(without)}分"
    )
    if len(pairs) > 1:
        both += f"，重复项都去掉为{plain(total.computed - others)}分"
    if total.balanced:
        return "keep_both", f"{both}；只有都计才与标明的一致，因此都保留。"
    if without == total.declared or total.computed - others == total.declared:
        return "ask", f"{both}；去掉后与标明的一致，可能是重复录入。"
    return "ask", f"{both}；都不一致，无法判断。"


def _deciding_total(indicator: Indicator, groups: list[Group], totals: list[Total]) -> Total | None:
    """The innermost declared total above an indicator."""
    by_scope, parents = {t.scope: t for t in totals}, {g.id: g.parent for g in groups}
    group = indicator.group
    while group is not None:
        if group in by_scope:
            return by_scope[group]
        group = parents[group]
    return by_scope.get("catalogue")
