"""Rows are paired in order: one that is missed or invented costs itself and not the rows after it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.matching import align


def row(name, requirement="", number=None, points=None, path=()):
    return {"name": name, "requirement": requirement, "number": number, "points": points, "path": list(path)}


def rows(*names):
    return [row(name, f"{name}的要求是{name * 3}", points=5, path=["甲"]) for name in names]


@pytest.mark.parametrize(
    ("expected", "found", "pairs"),
    [
        ("", "", []),
        ("天", "", [(0, None)]),
        ("", "天", [(None, 0)]),
        ("天地人和", "天地人和", [(0, 0), (1, 1), (2, 2), (3, 3)]),
        ("天地人和", "天人和", [(0, 0), (1, None), (2, 1), (3, 2)]),
        ("天人和", "天地人和", [(0, 0), (None, 1), (1, 2), (2, 3)]),
        ("天地", "人和", [(0, None), (1, None), (None, 0), (None, 1)]),
        ("天天地", "天地", [(0, 0), (1, None), (2, 1)]),
        ("天地人", "人天地", [(None, 0), (0, 1), (1, 2), (2, None)]),
    ],
)
def test_rows_are_paired_in_order(expected, found, pairs):
    assert align(rows(*expected), rows(*found)) == pairs


@pytest.mark.parametrize(
    "change",
    [
        {"name": "床位使用"}, {"name": ""}, {"requirement": ""}, {"points": 9}, {"number": "7"}, {"path": []},
        {"requirement": "床位使用率不低于85%，每降低1个百分点扣1分。备注"},
    ],
)  # fmt: skip
def test_a_row_read_wrongly_in_one_field_is_still_that_row(change):
    want = row("床位使用率", "床位使用率不低于85%，每降低1个百分点扣1分。", "3", 10, ["运行"])
    assert align([want], [want | change]) == [(0, 0)]


def test_of_two_rows_with_one_name_the_one_with_its_words_is_taken():
    want = [
        row("支出进度", "直达资金支出进度不低于90%", points=5),
        row("支出进度", "预算支出进度不低于序时进度", points=10),
    ]
    assert align(want, want[1:]) == [(0, None), (1, 0)]


names = st.lists(st.sampled_from("天地玄黄宇宙洪荒"), max_size=7)


@given(names, names)
def test_every_row_stands_in_one_pair_and_the_order_is_kept(expected, found):
    pairs = align(rows(*expected), rows(*found))
    for side, count in ((0, len(expected)), (1, len(found))):
        assert [pair[side] for pair in pairs if pair[side] is not None] == list(range(count))


@given(names, st.data())
def test_a_dropped_row_costs_one_row(expected, data):
    cut = data.draw(st.integers(0, len(expected)))
    pairs = align(rows(*expected), rows(*(expected[:cut] + expected[cut + 1 :])))
    assert sum(found is None for _, found in pairs) == (cut < len(expected))
    assert all(want is not None for want, _ in pairs)
