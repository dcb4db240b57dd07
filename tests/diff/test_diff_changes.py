"""What changed in a row: each field, told by the words of both years, stricter or looser only where that is certain."""

from decimal import Decimal

import pytest
from diff_make import TEXTS, notice, plain_rows, row

from catalog.diff import diff
from catalog.diff.strictness import of_dates, of_target
from catalog.model import Deadline, Formula, Part, Review, Target


def told(last, this, years=(2022, 2023)):
    """The changes of the one row that differs, among others that do not."""
    found = diff(notice(last, *plain_rows(6), year=years[0]), notice(this, *plain_rows(6), year=years[1]))
    return found.rows[0].changes


def one(last, this, kind, years=(2022, 2023)):
    (change,) = [each for each in told(last, this, years) if each.kind == kind]
    return change


def target(**fields):
    given = {"id": "t", "measure": "办结率", "relation": ">=", "value": "90", "unit": "%"}
    return Target.model_validate({**given, **fields})


BAND = {"relation": "between", "value": None}


@pytest.mark.parametrize(
    ("last", "this", "effect"),
    [
        ({}, {"value": "95"}, "stricter"), ({}, {"value": "85"}, "looser"), ({}, {}, None),
        ({"relation": "<="}, {"relation": "<=", "value": "80"}, "stricter"), ({"relation": "<="}, {"relation": "<=", "value": "95"}, "looser"),
        ({}, {"relation": ">"}, "stricter"), ({}, {"relation": "="}, "stricter"), ({"relation": "="}, {"value": "80"}, "looser"),
        ({"relation": "="}, {"relation": "=", "value": "95"}, None), ({}, {"relation": "<="}, None), ({}, {"relation": "<"}, None),
        (BAND | {"low": "80", "high": "90"}, BAND | {"low": "85", "high": "90"}, "stricter"), (BAND | {"low": "80", "high": "90"}, BAND | {"low": "85", "high": "95"}, None),
        (BAND | {"low": "80", "high": "90"}, {"value": "80"}, "looser"), ({"unit": "‰"}, {"unit": "%"}, None), ({"unit": "㎡"}, {"unit": "m²", "value": "95"}, "stricter"), ({}, {"per": "month"}, None),
        ({"modality": "strive"}, {}, "stricter"), ({}, {"modality": "strive"}, "looser"), ({"modality": "strive"}, {"value": "80"}, None),
        ({"value": "B"}, {"value": "A"}, None), ({"deadline": "2022-12-31"}, {"deadline": "2023-10-31"}, "stricter"), ({"deadline": "2022-10-31"}, {"deadline": "2023-10-31"}, None),
        ({"deadline": "2022-10-31"}, {"deadline": "2023-12-31", "value": "95"}, None), ({}, {"deadline": "2023-12-31"}, None), ({"base": "收入"}, {"base": "支出", "value": "95"}, None),
    ],
)  # fmt: skip
def test_stricter_or_looser_only_where_the_numbers_say_so(last, this, effect):
    """The accepted values of one year all lie within those of the other, or nothing is said."""
    assert of_target(target(**last), target(**this), 1) == effect
    mirror = {"stricter": "looser", "looser": "stricter", None: None}
    assert of_target(target(**this), target(**last), -1) == mirror[effect]


def test_a_leap_day_moves_on():
    assert of_dates("2024-02-29", "2025-02-28", 1) == "same"


def test_a_target_is_told_by_its_measure():
    last = row("热线", "办结率95%以上，回访率90%。", targets=[("办结率", ">=", "95", "%"), ("回访率", ">=", "90", "%")])
    this = row("热线", "办结率98%以上，回访率90%。", targets=[("办结率", ">=", "98", "%"), ("回访率", ">=", "90", "%")])
    change = one(last, this, "target")
    assert (change.subject, change.aspects, change.effect) == ("办结率", ["value"], "stricter")
    assert (change.last, change.this) == ("办结率 ≥ 95%", "办结率 ≥ 98%")


def test_targets_that_come_and_go():
    last = row("热线", "办结率95%以上。", targets=[("办结率", ">=", "95", "%")])
    this = row("热线", "回访不少于30人次。", targets=[("回访", ">=", "30", "人次")])
    assert [(c.aspects, c.effect) for c in told(last, this) if c.kind == "target"] == [
        (["added"], None),
        (["dropped"], None),
    ]


def test_a_figure_that_a_target_tells_is_no_rewording():
    last = row("热线", "办结率95%以上。", targets=[("办结率", ">=", "95", "%")])
    this = row("热线", "办结率98%以上。", targets=[("办结率", ">=", "98", "%")])
    assert [c.kind for c in told(last, this)] == ["target", "figures"]


def test_a_figure_that_nothing_tells_is_a_rewording():
    """The second number was not read as a target: it must not pass unseen."""
    last = row("热线", "办结率95%以上，回访30户。", targets=[("办结率", ">=", "95", "%")])
    this = row("热线", "办结率98%以上，回访20户。", targets=[("办结率", ">=", "98", "%")])
    assert [c.kind for c in told(last, this)] == ["target", "reworded"]


def clause(points, condition="未完成1项", **more):
    return {"kind": "deduct_each", "points": points, "condition": condition, **more}


@pytest.mark.parametrize(
    ("last", "this", "aspects", "effect"),
    [
        (clause("2"), clause("5"), ["points"], "stricter"), (clause("2", cap="10"), clause("1", cap="10"), ["points"], "looser"),
        (clause("2"), clause("2", cap="10"), ["cap"], None), (clause("2"), clause("3", condition="每有1项未完成"), ["condition", "points"], None),
        (clause("2", step="1"), clause("2", step="2"), ["step"], "looser"), (clause("2"), clause("2") | {"kind": "deduct_once"}, ["kind"], None),
        (clause("2", step="1"), clause("3", step="2"), ["points", "step"], None),
    ],
)  # fmt: skip
def test_tariffs(last, this, aspects, effect):
    change = one(row("甲项", TEXTS[3], rules=[last]), row("甲项", TEXTS[3], rules=[this]), "tariff")
    assert (change.aspects, change.effect) == (aspects, effect)


def test_clauses_that_say_nothing_of_points_are_no_tariff():
    silent = {"kind": "unspecified"}
    assert told(row("甲项", TEXTS[3], rules=[silent]), row("甲项", TEXTS[3])) == []
    change = one(row("甲项", TEXTS[3], rules=[silent]), row("甲项", TEXTS[3], rules=[clause("2")]), "tariff")
    assert change.aspects == ["added"]


def formula(denominator, name="办结率", inferred=False):
    return Formula(
        id="f", name=name, expression=f"办结数÷{denominator}×100", numerator="办结数", denominator=denominator, scale="100", tree=None, inferred=inferred,
    )  # fmt: skip


def test_formulas():
    change = one(
        row("甲项", TEXTS[3], formulas=[formula("受理数")]),
        row("甲项", TEXTS[3], formulas=[formula("应办数")]),
        "formula",
    )
    assert (change.subject, change.aspects) == ("办结率", ["denominator"])
    restored = row("甲项", TEXTS[3], formulas=[formula("受理数", inferred=True)])
    assert told(restored, row("甲项", TEXTS[3], formulas=[formula("受理数")])) == [], (
        "a sign that was put back is no change"
    )


def test_parts_and_vetoes_and_other_columns():
    parts = [[Part(number="（1）", text="有制度", points=Decimal(points))] for points in ("2", "3")]
    change = one(row("甲项", TEXTS[3], parts=parts[0]), row("甲项", TEXTS[3], parts=parts[1]), "parts")
    assert (change.last, change.this) == ("（1）有制度 2分", "（1）有制度 3分")
    change = one(row("甲项", TEXTS[3]), row("甲项", TEXTS[3], veto="veto"), "veto")
    assert (change.aspects, change.this, change.effect) == (["added"], "一票否决", "stricter")
    here, there = ({"attributes": {"responsible": name}} for name in ("办公室", "信访科"))
    change = one(row("甲项", TEXTS[3], **here), row("甲项", TEXTS[3], **there), "attribute")
    assert (change.subject, change.last, change.this) == ("responsible", "办公室", "信访科")


@pytest.mark.parametrize(
    ("last", "this", "effect"), [("2022-10-31", "2023-09-30", "stricter"), ("2022-10-31", "2023-12-31", "looser"), ("2022-10-31", "2023-10-31", None)]
)  # fmt: skip
def test_deadlines_move_on_with_the_years(last, this, effect):
    rows = [row("甲项", TEXTS[3], deadlines=[Deadline(date=day, text=f"{day[5:7]}月底前")]) for day in (last, this)]
    assert [c.effect for c in told(*rows)] == ([effect] if effect else [])


def test_years_that_moved_on_are_a_small_change():
    changes = told(row("甲项", "2022年底前完成。"), row("甲项", "2023年底前完成。"))
    assert [c.kind for c in changes] == ["rolled"]
    assert [c.kind for c in told(row("甲项", "2022年底前完成。"), row("甲项", "2024年底前完成。"))] == ["reworded"]
    assert [c.kind for c in told(row("甲项", "2022年底前完成。"), row("甲项", "2023年底前完成。"), (None, None))] == [
        "reworded"
    ]


def test_points_of_several_columns():
    last = row("甲项", TEXTS[3], None, points_by_profile={"市直医院": "10", "县级医院": "8"})
    this = row("甲项", TEXTS[3], None, points_by_profile={"市直医院": "10", "县级医院": "6", "乡镇卫生院": "4"})
    found = [(c.subject, c.last, c.this, c.difference) for c in told(last, this) if c.kind == "reweighted"]
    assert found == [("县级医院", "8", "6", -2), ("乡镇卫生院", None, "4", None)]


def test_a_change_in_a_doubtful_field_may_be_a_misreading():
    review = [Review(field="points", code="R101", message="分值待核对")]
    changes = told(row("甲项", TEXTS[3], "10", review=review), row("甲项", TEXTS[4], "12"))
    doubted = {c.kind: [(d.year, d.code) for d in c.doubts] for c in changes}
    assert doubted == {"reweighted": [("last", "R101")], "reworded": []}


def test_a_row_that_is_new_may_be_a_misreading():
    review = [Review(field="row", code="R116", message="这一行待核对")]
    new = row("无障碍设施改造", "主要道路盲道连续贯通，公共场所坡道达标。", review=review)
    found = diff(notice(*plain_rows(6)), notice(*plain_rows(6), new))
    assert [(d.year, d.code) for d in found.rows[-1].doubts] == [("this", "R116")]


# --- groups -----------------------------------------------------------------------------------------


def groups(found):
    return [(g.kind, g.last and g.last.name, g.this and g.this.name, [c.kind for c in g.changes]) for g in found.groups]


def test_rows_of_a_group_with_a_new_name_did_not_move():
    found = diff(notice(*plain_rows(4, "重点工作/日常")), notice(*plain_rows(4, "重点工作/常规事务")))
    assert groups(found) == [("kept", "重点工作", "重点工作", []), ("changed", "日常", "常规事务", ["renamed"])]
    assert all(not each.changes for each in found.rows)


def test_a_row_that_changed_its_group_moved():
    first, second = plain_rows(10, "一类")[:5], plain_rows(10, "二类")[5:]
    moved = {**first[4], "path": "二类"}
    found = diff(notice(*first, *second), notice(*first[:4], moved, *second))
    (told,) = [each for each in found.rows if each.changes]
    assert [(c.kind, c.last, c.this) for c in told.changes] == [("moved", "一类", "二类")]


def test_groups_come_and_go_and_change_their_points():
    first, second = plain_rows(10, "一类")[:5], plain_rows(10, "二类")[5:]
    third = [{**each, "path": "三类"} for each in plain_rows(14)[10:]]
    found = diff(notice(*first, *second, declared={"一类": "50"}), notice(*first, *third, declared={"一类": "60"}))
    assert groups(found) == [
        ("changed", "一类", "一类", ["reweighted"]),
        ("dropped", "二类", None, []),
        ("added", None, "三类", []),
    ]


def test_a_level_that_was_put_between_moves_the_group_and_not_its_rows():
    found = diff(notice(*plain_rows(4, "重点工作")), notice(*plain_rows(4, "党建/重点工作")))
    assert groups(found) == [("added", None, "党建", []), ("changed", "重点工作", "重点工作", ["moved"])]
    assert all(not each.changes for each in found.rows)


# --- sums -------------------------------------------------------------------------------------------


def test_the_sum_of_points_is_accounted_for():
    rows = plain_rows(6)
    last = notice(*rows[:5])
    this = notice({**rows[0], "points": "15"}, {**rows[1], "points": "4"}, *rows[2:4], rows[5])
    (bridge,) = diff(last, this).points
    assert (bridge.last, bridge.added, bridge.dropped, bridge.raised, bridge.lowered, bridge.this) == (
        50,
        10,
        10,
        5,
        6,
        49,
    )


def test_the_whole():
    found = diff(
        notice(*plain_rows(3), title="2022年度考核细则"), notice(*plain_rows(3), title="2023年度考核细则", year=2023)
    )
    assert [(c.kind, c.last, c.this) for c in found.changes] == [
        ("rolled", "2022年度考核细则", "2023年度考核细则"), ("year", "2022", "2023"),
    ]  # fmt: skip
