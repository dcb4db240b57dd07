"""Places and grades against plain counting: every way in which open totals may settle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scorer.profile import Band
from scorer.sheet import Open, VetoFinding
from scorer.standing import Ladder, Standing, grade, standings

RULES: tuple[Any, ...] = ("best", "worst", "mean", "dense")
FINE = 3  # grid of the brute force: above each whole number there is room for three different values

ends = st.tuples(st.integers(0, 3), st.integers(0, 3)).map(lambda pair: (min(pair), max(pair)))
fields = st.lists(ends, min_size=1, max_size=7).map(lambda spans: {f"院{n}": span for n, span in enumerate(spans)})


def place(own: Any, everyone: Sequence[Any], ties: str) -> Fraction:
    """The place of a settled total, counted."""
    above, level = sum(each > own for each in everyone), sum(each == own for each in everyone) - 1
    places = {
        "best": 1 + above,
        "worst": 1 + above + level,
        "mean": 1 + above + Fraction(level, 2),
        "dense": 1 + len({each for each in everyone if each > own}),
    }
    return Fraction(places[ties])


def placed(totals: Mapping[str, Any], ties: Any) -> dict[str, Standing]:
    return standings(totals, {"同类": list(totals)}, ties)


def span(found: Standing) -> tuple[Fraction, Fraction]:
    return found.best, found.worst


@pytest.mark.parametrize(
    ("ties", "places"),
    [
        ("best", ["1", "1", "3"]),
        ("worst", ["2", "2", "3"]),
        ("mean", ["3/2", "3/2", "3"]),
        ("dense", ["1", "1", "2"]),
    ],
)
def test_ties(ties: Any, places: list[str]) -> None:
    found = placed({"甲": (90, 90), "乙": (90, 90), "丙": (80, 80)}, ties)
    assert [span(each) for each in found.values()] == [(Fraction(each),) * 2 for each in places]
    assert all(each.settled and each.of == 3 for each in found.values())


def test_undetermined_ties_keep_both_places() -> None:
    found = placed({"甲": (90, 90), "乙": (90, 90), "丙": (80, 80)}, "undetermined")
    assert [span(each) for each in found.values()] == [(1, 2), (1, 2), (3, 3)]
    assert [each.settled for each in found.values()] == [False, False, True]


@settings(max_examples=300, deadline=None)
@given(fields, st.sampled_from(RULES))
def test_settled_totals_are_ranked_as_in_any_competition(spans: Any, ties: Any) -> None:
    totals = {name: (low, low) for name, (low, _) in spans.items()}
    everyone = [low for low, _ in totals.values()]
    for name, found in placed(totals, ties).items():
        assert span(found) == (place(totals[name][0], everyone, ties),) * 2


@settings(max_examples=100, deadline=None)
@given(
    st.lists(ends.map(lambda span: (min(span[0], 2), min(span[1], 2))), min_size=1, max_size=4),
    st.sampled_from((*RULES, "undetermined")),
)
def test_no_place_is_missed_and_none_is_made_up(spans: Any, ties: Any) -> None:
    """All ways to settle the totals, values between the ends included."""
    totals = {f"院{n}": each for n, each in enumerate(spans)}
    values = [[Fraction(v, FINE) for v in range(low * FINE, high * FINE + 1)] for low, high in spans]
    worlds = list(product(*values))
    rules = ("best", "worst") if ties == "undetermined" else (ties,)
    for at, found in enumerate(placed(totals, ties).values()):
        counted = [place(world[at], world, rule) for world in worlds for rule in rules]
        assert span(found) == (min(counted), max(counted))


@settings(max_examples=200, deadline=None)
@given(fields, st.data(), st.sampled_from((*RULES, "undetermined")))
def test_permuting_institutions_permutes_places(spans: Any, data: Any, ties: Any) -> None:
    order = data.draw(st.permutations(list(spans)))
    assert placed({name: spans[name] for name in order}, ties) == placed(spans, ties)


@settings(max_examples=300, deadline=None)
@given(fields, st.data(), st.sampled_from((*RULES, "undetermined")))
def test_knowing_more_never_widens_a_place(spans: Any, data: Any, ties: Any) -> None:
    half = {name: data.draw(st.tuples(st.integers(2 * a, 2 * b), st.integers(2 * a, 2 * b))) for name, (a, b) in spans.items()}  # fmt: skip
    narrow = {name: (Fraction(min(pair), 2), Fraction(max(pair), 2)) for name, pair in half.items()}
    before, after = placed(spans, ties), placed(narrow, ties)
    for name in spans:
        assert before[name].best <= after[name].best <= after[name].worst <= before[name].worst


def test_a_peer_without_a_total_may_be_anywhere() -> None:
    found = standings({"甲": (9, 9), "乙": (8, 8)}, {"同类": ["甲", "乙", "丙"]}, "best")
    assert {name: (*span(each), each.of) for name, each in found.items()} == {"甲": (1, 2, 3), "乙": (2, 3, 3)}


def test_groups_stand_apart_and_name_nobody_twice() -> None:
    totals = {"甲": (9, 9), "乙": (8, 8), "丙": (7, 7)}
    found = standings(totals, {"综合": ["甲"], "专科": ["乙"]}, "best")
    assert {name: (each.group, each.best) for name, each in found.items()} == {"甲": ("综合", 1), "乙": ("专科", 1)}
    with pytest.raises(ValueError, match="乙"):
        standings(totals, {"综合": ["甲", "乙"], "专科": ["乙"]}, "best")


def test_many_institutions_do_not_take_the_square_of_the_time() -> None:
    totals = {f"院{n}": (n * 7919 % 99991, n * 7919 % 99991 + n % 50) for n in range(30_000)}
    for ties in (*RULES, "undetermined"):
        assert len(placed(totals, ties)) == 30_000


# --- grades -------------------------------------------------------------------------------------


def band(name: str, at_least: str, top: bool = False) -> Band:
    return Band(name=name, at_least=Decimal(at_least), top=top)


BANDS = [band("优秀", "90", True), band("良好", "80"), band("合格", "60"), band("不合格", "0")]


def bar(kind: Any, effect: Any, happened: bool | None) -> VetoFinding:
    waits = () if happened is not None else (Open(kind="missing", text="缺少“医疗事故”的数据", inputs=("x",)),)
    return VetoFinding(id="v1", indicator="i001", kind=kind, effect=effect, happened=happened, text="否", open=waits)


EXCELLENCE, TOP, CAP, POINTS = (
    ("veto_excellence", "undetermined"), ("veto", "bar_top_grade"), ("veto", "grade_cap"), ("veto", "total_zero"),
)  # fmt: skip


@pytest.mark.parametrize(
    ("ends", "veto", "grades"),
    [
        ((630, 630), None, "优秀"),
        (("629.99", "629.99"), None, "良好"),
        ((-5, -5), None, "不合格"),
        ((500, 640), None, "优秀 合格"),
        ((640, 640), (*EXCELLENCE, True), "良好"),
        ((640, 640), (*EXCELLENCE, None), "优秀 良好"),
        ((640, 640), (*EXCELLENCE, False), "优秀"),
        ((640, 640), (*TOP, True), "良好"),
        ((640, 640), (*CAP, True), "合格"),
        ((640, 640), (*CAP, None), "优秀 合格"),
        ((500, 640), (*CAP, True), "合格"),
        ((0, 640), (*EXCELLENCE, True), "良好 不合格"),
        ((640, 640), (*POINTS, True), "优秀"),
    ],
)
def test_grades_of_700_points(ends: Any, veto: Any, grades: str) -> None:
    vetoes = [bar(*veto)] if veto else []
    found = grade(Fraction(ends[0]), Fraction(ends[1]), Fraction(700), Ladder(BANDS, cap="合格"), vetoes)
    assert found is not None
    best, worst = (grades.split() * 2)[:2]
    assert (found.best, found.worst, found.settled) == (best, worst, best == worst)
    barred = bool(veto) and veto[:2] != POINTS
    assert found.barred_by == (("v1",) if barred and veto[2] else ())
    assert found.maybe_barred_by == (("v1",) if barred and veto[2] is None else ())


def test_a_cap_that_the_profile_does_not_name_stays_open() -> None:
    found = grade(Fraction(95), Fraction(95), Fraction(100), Ladder(BANDS), [bar(*CAP, True)])
    assert found is not None
    assert (found.best, found.worst) == ("优秀", "不合格")
    assert "grade_cap" in found.open[0].text


def test_bands_in_points_and_no_bands() -> None:
    bands = [band("A", "650", True), band("B", "0")]
    found = grade(Fraction(649), Fraction(650), Fraction(700), Ladder(bands, "points"))
    assert found is not None
    assert (found.best, found.worst) == ("A", "B")
    assert grade(Fraction(1), Fraction(1), Fraction(700), Ladder([])) is None
    assert grade(Fraction(0), Fraction(0), Fraction(0), Ladder(BANDS)) is None


@pytest.mark.parametrize(
    ("bands", "options", "said"),
    [
        ([band("优", "90", True), band("良", "90"), band("差", "0")], {}, "从高到低"),
        ([band("良", "80", True), band("优", "90"), band("差", "0")], {}, "从高到低"),
        ([band("优", "90", True), band("差", "60")], {}, "从0起"),
        ([band("优", "90", True), band("优", "0")], {}, "重复"),
        ([band("优", "120", True), band("差", "0")], {}, "100"),
        ([band("优", "90"), band("差", "0")], {}, "top"),
        ([band("优", "90", True), band("差", "0", True)], {}, "留一等"),
        ([band("优", "90"), band("良", "80", True), band("差", "0")], {}, "最高"),
        (BANDS, {"cap": "中等"}, "中等"),
        ([], {"cap": "合格"}, "合格"),
    ],
)
def test_ladders_that_are_refused(bands: Any, options: Any, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        Ladder(bands, **options)


whole = st.integers(0, 100)


@settings(max_examples=200, deadline=None)
@given(st.tuples(whole, whole, whole, whole).map(sorted), st.sampled_from((EXCELLENCE, TOP, CAP)), st.booleans(), st.sampled_from((None, "合格")))  # fmt: skip
def test_knowing_more_never_widens_a_grade(ends: Any, veto: Any, happened: bool, cap: Any) -> None:
    names = [each.name for each in BANDS]
    ladder, full = Ladder(BANDS, cap=cap), Fraction(100)
    wide = grade(Fraction(ends[0]), Fraction(ends[3]), full, ladder, [bar(*veto, None)])
    narrow = grade(Fraction(ends[1]), Fraction(ends[2]), full, ladder, [bar(*veto, happened)])
    assert wide is not None
    assert narrow is not None
    places = [names.index(each) for each in (wide.best, narrow.best, narrow.worst, wide.worst)]
    assert places == sorted(places)
