"""Laws of scoring, over random rules and random reports."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter
from scoring_cases import HERE, assert_conserved, catalogue, indicator, reported, term, veto

from catalog.model import Group, Indicator
from catalog.rules import ItemTerm, NaIf, Predicate
from scorer import Observation, ScoreSheet, load_profile, render, score
from scorer.assess import assess
from scorer.settle import settle
from scorer.sheet import Score
from scorer.walk import nodes

Report = Mapping[str, Mapping[str, Any]]
TYPES = {
    "n1": "number", "n2": "number", "c1": "count", "s1": "count", "f1": "fact", "f2": "fact", "d1": "date",
    "g1": "grade", "j1": "judgement", "p1": "points",
}  # fmt: skip
ORDER = ["差", "中", "良", "优"]
PEERS = {"全市": [HERE, "乙", "丙"]}

# --- random rules -------------------------------------------------------------------------------


def record(kind: str, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    return st.fixed_dictionaries({"kind": st.just(kind), **fields})


def some(*options: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(options)


def few(each: st.SearchStrategy[Any], least: int = 1) -> st.SearchStrategy[list[Any]]:
    return st.lists(each, min_size=least, max_size=3)


@st.composite
def one_of(draw: st.DrawFn, *options: st.SearchStrategy[Any]) -> Any:
    """Like st.one_of, with a short repr."""
    return draw(options[draw(st.integers(0, len(options) - 1))])


bounds = some("0", "1", "2.5", "5", "10")
losses_of = some("1", "2.5", "4", "12")
caps = some(None, "3", "8")
relations = some(">=", "<=", "=", ">", "<")
modalities = some("must", "strive")
numbers = some("n1", "n2", "c1")

leaf = one_of(
    record("obs", input=numbers), record("lit", value=bounds), record("param", parameter=some("已定", "未定"))
)
measures: st.SearchStrategy[Any] = one_of(
    leaf,
    record("ratio", numerator=leaf, denominator=leaf, scale=some("1", "100")),
    record("mul", of=few(leaf)),
    record("add", of=few(leaf)),
    record("sub", left=leaf, right=leaf),
    record("rounded", of=leaf, places=some(0, 1), mode=some("half_up", "half_even")),
    record("growth", current=leaf, previous=leaf, scale=some("100")),
    record("cohort", stat=some("mean", "median", "max", "min", "percent_rank"), group=some("全市", "全省"), of=leaf),
)
plain_predicates = one_of(
    record("cmp", left=measures, relation=relations, right=measures, modality=modalities),
    record("within", of=measures, low=some("0", "1"), high=some("2.5", "50")),
    record("grade", input=some("g1"), at_least=some("良"), order=some(ORDER, [])),
    record("done", input=some("f1", "f2", "d1"), by=some(None, "2022-10-31")),
    record("none", input=some("c1", "f1")),
    record("per_period", input=some("s1"), at_least=some("1"), period=some("quarter", "month")),
    record("judged", input=some("j1"), text=some("较好")),
)
joined = one_of(
    record("all", of=few(plain_predicates)),
    record("any", of=few(plain_predicates)),
    record("not", of=plain_predicates),
)
predicates = one_of(plain_predicates, joined, record("all", of=few(joined)), record("not", of=joined))
losses = one_of(
    record("deduct_once", when=predicates, points=losses_of),
    record("deduct_each", count=measures, points=losses_of, cap=caps),
    record(
        "deduct_step", of=measures, side=some("below", "above"), bound=bounds, step=some("1", "0.5"),
        points=losses_of, partial=some("ceil", "floor", "exact", "undetermined"), cap=caps,
    ),
    record("zero_if", when=predicates),
    record("judge_loss", input=some("p1"), text=some("酌情"), high=caps),
    record("external_loss", input=some("p1"), document=some("办法")),
)  # fmt: skip
tier = st.fixed_dictionaries({"when": predicates, "points": some("10", "6", "2")})
rank_rows = some([], [{"up_to": 1, "points": "10"}], [{"up_to": 1, "points": "9"}, {"up_to": 3, "points": "4"}])
plain_items = one_of(
    record("full_if", when=predicates),
    record("unspecified", when=predicates),
    record("from_full", losses=few(losses), floor_stated=st.booleans(), lowest=some("0", "-5")),
    record("tiers", rows=few(tier), otherwise=some(None, "0", "1")),
    record("linear", of=measures, low=bounds, high=bounds),
    record("pro_rata", of=measures, base=st.none() | measures),
    record(
        "ranked", of=leaf, group=some("全市", "全省"), table=rank_rows,
        ties=some("best", "worst", "mean", "undetermined"), best=some("high", "low", "undetermined"),
    ),
    record("judge", input=some("p1"), text=some("酌情"), low=some(None, "1"), high=some(None, "8")),
    record("external", input=some("p1"), document=some("办法")),
)  # fmt: skip


def compose(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    share = st.fixed_dictionaries({"name": some("甲", "乙"), "points": some(None, "4", "6"), "term": inner})
    branch = st.fixed_dictionaries({"when": predicates, "then": inner})
    return one_of(
        record("split", parts=few(share), absent=some("undetermined", "spread", "full")),
        record("first", rows=few(branch), otherwise=some(None, "0", "2")),
        record("bonus_each", base=st.none() | inner, count=measures, points=some(None, "2"), cap=caps),
    )


ITEM = TypeAdapter[ItemTerm](ItemTerm)
WHEN = TypeAdapter[Predicate](Predicate)
composed = compose(plain_items)
rules = one_of(plain_items, plain_items, composed, compose(composed)).map(ITEM.validate_python)
reweights = some("drop", "spread", "full", "undetermined")

# --- random reports -----------------------------------------------------------------------------

values: dict[str, st.SearchStrategy[str]] = {
    "n1": some("0", "1", "2.5", "7", "0/0", "1/3"),
    "n2": some("0", "1", "5", "20", "0/0"),
    "c1": some("0", "1", "4"),
    "s1": some("1;1;1;1", "1;0", "2;2", "是", "否"),
    "f1": some("是", "否"),
    "f2": some("是", "否"),
    "d1": some("2022-10-31", "2022-11-01", "否", "是"),
    "g1": st.sampled_from(ORDER),
    "j1": some("是", "否"),
    "p1": some("0", "2", "5.5", "9"),
}
PROOF = {"evidence": "考核组"}
statuses = some("ok", "ok", "verified", "estimated", "not_applicable")


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """What is known in the end: every input has a value or does not apply."""
    found = {}
    for name, strategy in values.items():
        status, value = draw(statuses), draw(strategy)
        found[name] = {**PROOF, "status": status, "value": None if status == "not_applicable" else value}
    return found


@st.composite
def knowledge(draw: st.DrawFn) -> tuple[list[Observation], list[Observation]]:
    """Two states of knowledge, the second with more of it: what was missing or disputed became known."""
    less, more = [], []
    for name in PEERS["全市"]:
        whole = reported(draw(reports()), name)
        late = [each for each in whole if draw(st.booleans())]
        kept = [each for each in whole if each not in late and draw(st.booleans())]
        disputed = [each for each in late if each.value and draw(st.booleans())]
        less += kept + [each.model_copy(update={"status": "disputed"}) for each in disputed]
        more += kept + late
    return less, more


def within(inner: Any, outer: Any) -> bool:
    return bool(outer.low <= inner.low and inner.high <= outer.high)


def made(*items: Indicator, **options: Any) -> Any:
    each_period = {"kind": "per_period", "input": "s1", "at_least": "1", "period": "month"}
    unscored = indicator(term(kind="full_if", when=each_period), None, id="i009")
    return catalogue([*items, unscored], types=TYPES, parameters={"已定": "2.5", "未定": None}, **options)


def scored(items: Any, given: list[Observation]) -> ScoreSheet:
    """The laws hold for any numbers, also for those that no clerk may report."""
    return assess(settle(items, load_profile("strict")), given, HERE, PEERS)[0]


def first(items: Any, given: list[Observation]) -> Score:
    found: Score = scored(items, given).scores[0]
    assert_conserved(found)
    return found


# --- laws ---------------------------------------------------------------------------------------


@settings(max_examples=200, deadline=None)
@given(rules, knowledge())
def test_the_ledger_conserves_and_information_never_widens(rule: ItemTerm, states: Any) -> None:
    items = made(indicator(rule))
    less, more = (first(items, state) for state in states)
    assert within(more, less), f"{render(rule, {})}：{less.low}～{less.high} → {more.low}～{more.high}"
    assert less.lost == () or all(line.text for line in less.lost)


@settings(max_examples=200, deadline=None)
@given(
    rules,
    rules,
    st.none() | predicates,
    predicates,
    reweights,
    some("item_zero", "total_zero", "undetermined"),
    knowledge(),
)
def test_totals_never_widen(
    one: ItemTerm, two: ItemTerm, leave: Any, strikes: Any, reweight: str, effect: str, states: Any
) -> None:
    absent = NaIf.model_validate({"when": leave and WHEN.validate_python(leave), "reweight": reweight})
    bonus_free = not any(getattr(node, "kind", "") == "bonus_each" for node in nodes([one, two]))
    items = made(
        indicator(one, id="i001", group="一", applicability=absent),
        indicator(two, id="i002", group="一"),
        indicator(term(kind="external", input="p1", document="办法"), id="i003"),
        groups=[
            Group.model_validate({"id": "一", "number": None, "name": "一", "level": 1, "parent": None, "points": None})
        ],
        vetoes=[veto(WHEN.validate_python(strikes), effect, indicator="i002")],
    )
    less, more = (scored(items, state) for state in states)
    assert_sheet(less)
    assert_sheet(more)
    if bonus_free:
        assert within(more.total, less.total), f"{less.total} → {more.total}"


def assert_sheet(found: ScoreSheet) -> None:
    for each in found.scores:
        assert_conserved(each)
    lines = [line for each in found.scores for line in each.lost] + list(found.total.lost)
    assert found.total.low <= found.total.high
    assert found.total.high == found.total.full - sum(line.at_best for line in lines)
    assert found.total.low == found.total.full - sum(line.at_worst for line in lines)
    for outcome in found.outcomes:
        assert found.total.low <= outcome.low <= outcome.high <= found.total.high
    assert ScoreSheet.model_validate_json(found.to_json()) == found


higher_is_better: st.SearchStrategy[Any] = one_of(
    some("full_if", "unspecified").flatmap(
        lambda kind: record(
            kind, when=record("cmp", left=some({"kind": "obs", "input": "n1"}), relation=some(">=", ">"),
                              right=record("lit", value=bounds))
        )
    ),
    record("linear", of=some({"kind": "obs", "input": "n1"}), low=some("0", "1"), high=some("2.5", "10")),
    record("pro_rata", of=some({"kind": "obs", "input": "n1"}), base=some({"kind": "lit", "value": "2.5"})),
    record(
        "from_full",
        losses=few(
            record(
                "deduct_step", of=some({"kind": "obs", "input": "n1"}), side=some("below"), bound=bounds,
                step=some("1", "0.5"), points=losses_of, partial=some("ceil", "floor", "exact", "undetermined"),
                cap=caps,
            )
        ),
    ),
    record(
        "tiers",
        rows=some([
            {"when": {"kind": "cmp", "left": {"kind": "obs", "input": "n1"}, "relation": ">=",
                      "right": {"kind": "lit", "value": bound}}, "points": points}
            for bound, points in (("5", "10"), ("2.5", "6"), ("0", "3"))
        ]),
        otherwise=some("0", "1"),
    ),
).map(ITEM.validate_python)  # fmt: skip
decimals = st.decimals(min_value=-5, max_value=15, places=2).map(str)


@settings(max_examples=200, deadline=None)
@given(higher_is_better, decimals, decimals)
def test_a_better_value_never_lowers_a_score(rule: ItemTerm, one: str, other: str) -> None:
    items = made(indicator(rule))
    worse, better = sorted([one, other], key=Fraction)
    low, high = (first(items, reported({"n1": value})) for value in (worse, better))
    assert low.low is not None
    assert high.low is not None
    assert low.high is not None
    assert high.high is not None
    assert low.low <= high.low, f"{render(rule, {})}：{worse} → {better}"
    assert low.high <= high.high, f"{render(rule, {})}：{worse} → {better}"


@settings(max_examples=60, deadline=None)
@given(rules, some("drop", "full", "spread", "undetermined"), st.integers(0, 100))
def test_reweighting_keeps_a_uniform_percentage(rule: ItemTerm, reweight: str, percent: int) -> None:
    share = term(kind="linear", of={"kind": "obs", "input": "n1"}, low="0", high="100")
    leave = NaIf.model_validate({"when": {"kind": "done", "input": "f1"}, "reweight": reweight})
    items = made(indicator(rule, id="i001", applicability=leave), *(indicator(share, id=f"i00{n}") for n in (2, 3)))
    total = score(items, reported({"n1": str(percent), "f1": "是"}), HERE)[0].total
    if reweight in ("drop", "spread"):
        assert total.low == total.high == total.full * percent / 100
    assert total.full == (20 if reweight == "drop" else 30)
