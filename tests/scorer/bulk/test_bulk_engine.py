"""The bulk engine as an engine: order, chunks, large numbers, groups, places, weights."""

from __future__ import annotations

import random
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

np = pytest.importorskip("numpy")
pa = pytest.importorskip("pyarrow")
pytest.importorskip("pyarrow.parquet")

from bulk_cases import assert_same, by_institution, column, compare, run, texts  # noqa: E402
from hypothesis import given, settings  # noqa: E402
from hypothesis import strategies as st  # noqa: E402
from random_tables import random_table  # noqa: E402
from scoring_cases import catalogue, cmp, done, indicator, reported, term, veto  # noqa: E402

from catalog.model import Catalogue  # noqa: E402
from catalog.problems import Trouble  # noqa: E402
from scorer import score  # noqa: E402
from scorer.bulk import Column, Everyone, sensitivity  # noqa: E402
from scorer.bulk.integers import WIDENED, narrow  # noqa: E402
from scorer.bulk.places import Field, find_places  # noqa: E402
from scorer.bulk.rationals import Rationals, constant, neighbours  # noqa: E402
from scorer.bulk.rationals import compare as relate  # noqa: E402
from scorer.bulk.rows import explain  # noqa: E402
from scorer.standing import standings  # noqa: E402

RATE = {
    "kind": "ratio",
    "numerator": {"kind": "obs", "input": "a"},
    "denominator": {"kind": "obs", "input": "b"},
    "scale": "100",
}
STEP = {
    "kind": "deduct_step",
    "of": RATE,
    "side": "below",
    "bound": "95",
    "step": "0.7",
    "points": "1.5",
    "partial": "exact",
}
TABLE = [{"up_to": 1, "points": "10"}, {"up_to": 3, "points": "7"}, {"up_to": 900, "points": "1"}]


def ratios() -> Catalogue:
    """Items whose points are fractions, ranks and statistics of a group among them."""
    mean = {"kind": "cohort", "stat": "mean", "group": "全市", "of": RATE}
    percent = {
        "kind": "cohort",
        "stat": "percent_rank",
        "group": "全市",
        "of": {"kind": "sub", "left": RATE, "right": mean},
    }
    rules = [
        term(kind="from_full", losses=[STEP]),
        term(kind="linear", of=RATE, low="50", high="100"),
        term(kind="ranked", of=RATE, group="全市", table=TABLE, ties="mean", best="high"),
        term(kind="pro_rata", of=RATE, base=mean),
        term(kind="linear", of=percent, low="0", high="100"),
        term(kind="full_if", when={"kind": "cmp", "left": RATE, "relation": ">=", "right": {"kind": "cohort", "stat": "median", "group": "全市", "of": RATE}}),
    ]  # fmt: skip
    items = [indicator(rule, id=f"i00{number}") for number, rule in enumerate(rules, 1)]
    return catalogue(items, vetoes=[veto(done("f"), "undetermined", indicator="i001")], types={"f": "fact"})


def values(rows: int, seed: int = 3, most: int = 60) -> dict[str, dict[str, Any]]:
    luck = random.Random(seed)
    found: dict[str, dict[str, Any]] = {}
    for number in range(rows):
        below = luck.choice([0, luck.randint(1, most)])
        row = {"a": str(luck.randint(0, below)), "b": str(below), "f": luck.choice(["是", "否", "否"])}
        found[f"机构{number:03d}"] = {key: value for key, value in row.items() if luck.random() < 0.9}
    return found


def reports(given: dict[str, dict[str, Any]]) -> Any:
    return by_institution([each for name, row in given.items() for each in reported(row, name)], list(given))


def test_groups_ranks_and_nested_statistics(tmp_path: Path) -> None:
    items, rows = ratios(), reports(values(16))
    compare(items, rows, texts(items, rows), tmp_path, peers={"全市": [*list(rows)[:13], "不在表里"]})


def test_a_column_names_the_groups(tmp_path: Path) -> None:
    """Each institution is held against those with the same value in the column; without a value against none."""
    items, given = ratios(), values(45)
    rows = reports(given)
    county = [None if number % 9 == 8 else f"县{number % 4}" for number in range(len(rows))]
    table = texts(items, rows).append_column("县", pa.array(county, pa.string()))
    _, written = run(items, table, tmp_path, peers={"全市": Column("县")}, rows=7)
    everyone = [each for row in rows.values() for each in row.values()]
    sheets = []
    for name, own in zip(rows, county, strict=True):
        members = [other for other, where in zip(rows, county, strict=True) if where == own]
        sheets += score(items, everyone, name, peers={"全市": members} if own else {})
    assert_same(sheets, written)
    found = written["places"].to_pylist()
    assert [each["institution"] for each in found] == [name for name, own in zip(rows, county, strict=True) if own]
    assert {each["group"] for each in found} == {"县0", "县1", "县2", "县3"}


def test_permuted_rows_give_permuted_results_and_chunks_do_not_matter(tmp_path: Path) -> None:
    items, rows = ratios(), reports(values(50))
    table = texts(items, rows)
    order = list(range(len(rows)))
    random.Random(1).shuffle(order)
    peers = {"全市": list(rows)}
    whole = run(items, table, folder(tmp_path, "one"), peers=peers)[1]
    for other, chosen in (
        (run(items, table.take(order), folder(tmp_path, "two"), peers=peers)[1], order),
        (run(items, table, folder(tmp_path, "three"), peers=peers, rows=3, threads=2, row_group_size=4)[1], None),
    ):
        for name, written in whole.items():
            assert other[name].equals(written.take(chosen) if chosen and len(written) == len(order) else written), name


def folder(path: Path, name: str) -> Path:
    (path / name).mkdir()
    return path / name


# --- large numbers ------------------------------------------------------------------------------


def test_numbers_beyond_64_bits_are_exact_and_counted(tmp_path: Path) -> None:
    huge = 10**15 - 1
    items = ratios()
    given = {f"机构{n}": {"a": str(huge - n), "b": str(huge - n % 3), "f": "否"} for n in range(1, 9)}
    rows = reports(given)
    table = pa.table({
        "institution": list(given),
        "a": pa.array([int(row["a"]) for row in given.values()], pa.int64()),
        "b": pa.array([int(row["b"]) for row in given.values()], pa.int64()),
        "f": [False] * len(given),
    })  # fmt: skip
    summary = compare(items, rows, table, tmp_path, peers={"全市": list(rows)})
    assert summary.widened > 0
    small = pa.table({"institution": ["甲", "乙"], "a": [9, 4], "b": [10, 8], "f": [False, True]})
    assert run(items, small, folder(tmp_path, "small"))[0].widened == 0


numerators, denominators = st.integers(-(2**62), 2**62), st.integers(1, 2**62)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(numerators, denominators), min_size=1, max_size=5),
    st.fractions(), st.sampled_from([">=", "<=", "=", ">", "<"]),
)  # fmt: skip
def test_comparisons_are_exact(pairs: list[tuple[int, int]], bound: Fraction, relation: Any) -> None:
    WIDENED.set([0])
    tops, bottoms = (narrow(np.array(each, dtype=object)) for each in zip(*pairs, strict=True))
    number = Rationals(tops, bottoms, Fraction(3, 7))
    wanted = [
        eval(f"x {'==' if relation == '=' else relation} y", {"x": Fraction(3, 7) * Fraction(*each), "y": bound})
        for each in pairs
    ]
    assert np.broadcast_to(relate(number, relation, constant(bound)), len(pairs)).tolist() == wanted


@given(st.fractions(), st.integers(1, 10**6))
def test_neighbours_are_the_nearest_fractions(value: Fraction, largest: int) -> None:
    if value.denominator > largest:
        below, above = neighbours(value, largest)
        assert below < value < above
        assert max(below.denominator, above.denominator) <= largest
        assert above.numerator * below.denominator - below.numerator * above.denominator == 1
        assert below.denominator + above.denominator > largest


# --- places and weights -------------------------------------------------------------------------

spans = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 4)), min_size=1, max_size=12)


@settings(max_examples=300, deadline=None)
@given(spans, st.integers(0, 2), st.sampled_from(["best", "worst", "mean", "dense", "undetermined"]))
def test_places_are_those_of_the_report(given: Sequence[tuple[int, int]], silent: int, ties: Any) -> None:
    totals = {str(number): (low, low + more) for number, (low, more) in enumerate(given)}
    wanted = standings(totals, {"全市": [*totals, *(f"缺{n}" for n in range(silent))]}, ties)
    lows, highs = (np.array(each) for each in zip(*totals.values(), strict=True))
    best, worst = find_places(Field(lows, highs, silent), ties)
    assert [(2 * each.best, 2 * each.worst) for each in wanted.values()] == list(
        zip(best.tolist(), worst.tolist(), strict=True)
    )


@pytest.mark.parametrize("ties", ["best", "mean", "dense", "undetermined"])
def test_places_of_totals_that_are_fractions(ties: Any, tmp_path: Path) -> None:
    items, rows = ratios(), reports(values(40))
    members = [*list(rows)[5:], "不在表里"]
    _, written = run(items, texts(items, rows), tmp_path, peers={"全市": members}, ties=ties, rows=9)
    totals = written["totals"]
    known = dict(zip(rows, zip(column(totals, "low"), column(totals, "high"), strict=True), strict=True))
    wanted = standings({name: known[name] for name in members if name in known}, {"全市": members}, ties)
    found = {each["institution"]: each for each in written["places"].to_pylist()}
    assert {name: (Fraction(each["best"]), Fraction(each["worst"]), each["of"]) for name, each in found.items()} == {
        name: (each.best, each.worst, each.of) for name, each in wanted.items()
    }


def test_weights_change_places_as_other_points_would(tmp_path: Path) -> None:
    rules = [term(kind="full_if", when=cmp(name, ">=", "5")) for name in "xyz"]
    items = catalogue([indicator(rule, id=f"i00{number}") for number, rule in enumerate(rules, 1)])
    given = {
        name: {"x": str(x), "y": str(y), "z": str(z)}
        for name, x, y, z in [("甲", 9, 1, 1), ("乙", 1, 9, 1), ("丙", 1, 1, 9), ("丁", 9, 9, 1)]
    }
    rows = reports(given)
    source = tmp_path / "wide.parquet"
    pa.parquet.write_table(texts(items, rows), source)
    weights = [{"i001": 10}, {"i001": 40}, {"i001": 1, "i002": 2, "i003": Fraction(7, 2)}]
    found = sensitivity(items, source, weights, top=1).to_pylist()
    assert [(each["best"], each["worst"], each["surely_top"]) for each in found] == [
        (2, 4, 0),
        (2, 3, 0),
        (1, 3, 1),
        (1, 2, 2),
    ]


@pytest.mark.parametrize("weights", [{"i009": 1}, {"i001": -1}])
def test_weights_that_fit_no_indicator_are_refused(weights: Any, tmp_path: Path) -> None:
    source = tmp_path / "wide.parquet"
    pa.parquet.write_table(texts(ratios(), reports(values(2))), source)
    with pytest.raises(Trouble) as caught:
        sensitivity(ratios(), source, [{"i001": 1}, weights])
    assert "第2组权重" in caught.value.say("zh")


def test_everyone_may_be_a_group(tmp_path: Path) -> None:
    items, rows = ratios(), reports(values(30))
    listed = run(items, texts(items, rows), folder(tmp_path, "one"), peers={"全市": list(rows)})[1]
    everyone = run(items, texts(items, rows), folder(tmp_path, "two"), peers={"全市": Everyone()})[1]
    assert all(everyone[name].equals(table) for name, table in listed.items())


def test_any_row_can_be_explained(tmp_path: Path) -> None:
    items, rows = ratios(), reports(values(20))
    _, written = run(items, texts(items, rows), tmp_path)
    wanted = list(rows)[7]
    (sheet,) = explain(items, tmp_path / "wide.parquet", [wanted])
    totals = {each["institution"]: each for each in written["totals"].to_pylist()}
    assert (Fraction(totals[wanted]["low"]), Fraction(totals[wanted]["high"])) == (sheet.total.low, sheet.total.high)


def test_a_table_without_rows(tmp_path: Path) -> None:
    summary, written = run(ratios(), random_table(ratios(), 0, 1), tmp_path)
    assert summary.institutions == 0
    assert len(written["totals"]) == 0
