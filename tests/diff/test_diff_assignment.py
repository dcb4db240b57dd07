"""The assignment is the best there is, whatever the order, and the same every time."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.diff.assignment import assign, pair_up

GAINS = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(-3, 9) | st.integers(1, 10**6), max_size=25
)


def best(gains):
    """The greatest sum, by trying everything."""
    columns = range(5)
    return max(sum(max(gains.get(pair, 0), 0) for pair in enumerate(order)) for order in permutations(columns))


@settings(max_examples=300, deadline=None)
@given(GAINS)
def test_no_other_assignment_gains_more(gains):
    found = assign(gains)
    assert len(set(found.values())) == len(found), "a column is taken once"
    assert all(gains[pair] > 0 for pair in found.items())
    assert sum(gains[pair] for pair in found.items()) == best(gains)


@settings(max_examples=100, deadline=None)
@given(GAINS, st.randoms())
def test_the_order_in_which_pairs_are_given_does_not_matter(gains, random):
    listed = list(gains.items())
    random.shuffle(listed)
    assert assign(dict(listed)) == assign(gains)


def test_the_whole_is_better_than_the_best_pair():
    assert assign({(0, 0): 10, (0, 1): 9, (1, 0): 9}) == {0: 1, 1: 0}


def test_a_long_chain_of_changes():
    """Each row wants the place of the next one: only the last has a free one."""
    count = 300
    gains = {(n, n): 5 for n in range(count)} | {(n, n + 1): 5 for n in range(count)} | {(count, 0): 5}
    found = assign(gains)
    assert len(found) == count + 1
    assert sum(gains[pair] for pair in found.items()) == 5 * (count + 1)


def test_lists_as_pairs():
    same = pair_up("abc", "cxa", lambda one, other: int(one == other))
    assert same == [("c", "c"), (None, "x"), ("a", "a"), ("b", None)]


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("ab"), max_size=4), st.lists(st.sampled_from("ab"), max_size=4))
def test_pairs_of_lists_do_not_depend_on_which_is_first(last, this):
    numbered = [list(enumerate(side)) for side in (last, this)]

    def like(one, other):
        return 5 if one[1] == other[1] else 0

    forth = {pair for pair in pair_up(*numbered, like) if None not in pair}
    back = {(one, other) for other, one in pair_up(*numbered[::-1], like) if one and other}
    assert forth == back
