from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scorer import logic, values
from scorer.interval import Interval, hull, point
from scorer.sheet import read_exact, write_exact


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("93", None, Fraction(93)),
        ("93.50", "%", Fraction(187, 2)),
        ("-3.5", None, Fraction(-7, 2)),
        ("９５．５", None, Fraction(191, 2)),
        ("93%", "%", Fraction(93)),
        ("９３％", "％", Fraction(93)),
        ("3‰", "‰", Fraction(3)),
        ("93/100", "%", Fraction(93)),
        ("1/3", "%", Fraction(100, 3)),
        ("3/1000", "‰", Fraction(3)),
        ("19/2", "次", Fraction(19, 2)),
        ("93／100", None, Fraction(93, 100)),
        ("0/0", "%", None),
    ],
)
def test_number(text: str, unit: str | None, number: Fraction | None) -> None:
    assert values.read_number(text, unit) == number


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("93%", None), ("93%", "次"), ("93%", "‰"), ("5/0", "%"), ("1,234", None), ("1e3", None), ("NaN", None),
        ("", None), ("约93", None), ("5²", None), ("1/2/3", None), ("--5", None), ("9" * 16, None), ("inf", None),
        ("٣", None), ("1_000", None),
    ],
)  # fmt: skip
def test_number_refused(text: str, unit: str | None) -> None:
    with pytest.raises(ValueError, match="“"):
        values.read_number(text, unit)


@pytest.mark.parametrize(
    ("text", "fact"),
    [("是", True), ("否", False), ("TRUE", True), ("false", False), ("1", True), ("０", False), (" 是 ", True)],
)
def test_fact(text: str, fact: bool) -> None:
    assert values.read_fact(text) is fact


def test_date() -> None:
    assert values.read_date("2022-10-31") == date(2022, 10, 31)
    assert values.read_date("否") is False
    for text in ("2022-10-32", "20221031", "2022年10月31日", "1"):
        with pytest.raises(ValueError, match="“"):
            values.read_date(text)


def test_series() -> None:
    assert values.read_series("1;1；0、 2") == [Fraction(count) for count in (1, 1, 0, 2)]
    assert values.read_series("是") is True
    for text in ("1;;x", "", "-1;2"):
        with pytest.raises(ValueError, match="“"):
            values.read_series(text)


def test_grade_stands_in_its_order() -> None:
    assert values.read_grade_of("B＋", ["C", "B", "B+"]) == "B+"
    with pytest.raises(ValueError, match="不在等次"):
        values.read_grade_of("D", ["C", "B", "B+"])


def test_decision_is_points_or_a_fact() -> None:
    assert values.read_decision("是") == "是"
    assert values.read_decision(" 7.5 ") == "7.5"
    assert values.read_points("７．５") == Fraction(15, 2)
    for text in ("较好", "93%", "1/2", ""):
        with pytest.raises(ValueError, match="不是分数"):
            values.read_decision(text)
    with pytest.raises(ValueError, match="等次为空"):
        values.read_grade("　")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(30), "30"), (Fraction(1, 2), "0.5"), (Fraction(-5, 4), "-1.25"), (Fraction(20, 11), "20/11"),
        (Fraction(0), "0"), (Fraction(-1, 3), "-1/3"), (Fraction(1, 1000), "0.001"), (Fraction(-1, 40), "-0.025"),
    ],
)  # fmt: skip
def test_exact_text(value: Fraction, text: str) -> None:
    assert write_exact(value) == text
    assert read_exact(text) == value


@given(st.fractions())
def test_exact_text_round_trips(value: Fraction) -> None:
    assert read_exact(write_exact(value)) == value


@pytest.mark.parametrize("text", ["0.1.2", "1e5", 0.5, "1/0", "", None])
def test_exact_text_refused(text: object) -> None:
    with pytest.raises(ValueError, match="exact points"):
        read_exact(text)


TRUTHS = (True, False, None)


def test_kleene_tables() -> None:
    both = {(a, b): logic.conjunction([a, b]) for a in TRUTHS for b in TRUTHS}
    assert {pair for pair, truth in both.items() if truth} == {(True, True)}
    assert {pair for pair, truth in both.items() if truth is False} == {
        (a, b) for a in TRUTHS for b in TRUTHS if False in (a, b)
    }
    assert all(
        logic.disjunction([a, b]) == logic.negation(logic.conjunction([logic.negation(a), logic.negation(b)]))
        for a in TRUTHS
        for b in TRUTHS
    )


def test_interval_refuses_crossed_ends() -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Interval(Fraction(2), Fraction(1))


numbers = st.fractions(min_value=-50, max_value=50, max_denominator=20)
intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(min(ends), max(ends)))


@given(intervals, intervals, st.fractions(0, 1), st.fractions(0, 1))
def test_interval_arithmetic_holds_every_result(left: Interval, right: Interval, s: Fraction, t: Fraction) -> None:
    a = left.low + (left.high - left.low) * s
    b = right.low + (right.high - right.low) * t
    assert a + b in left + right
    assert a - b in left - right
    assert a * b in left * right
    assert hull([left, right]) == hull([right, left])
    if Fraction(0) not in right:
        assert a / b in left / right
    else:
        with pytest.raises(ZeroDivisionError):
            left / right


def test_interval_clamps() -> None:
    assert Interval(Fraction(-5), Fraction(5)).clamp(Fraction(0), Fraction(3)) == Interval(Fraction(0), Fraction(3))
    assert not Interval(Fraction(0), Fraction(1)).exact
    assert point(3).exact
