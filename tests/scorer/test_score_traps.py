"""Clauses of real notices that scoring programs get wrong, each under its own words."""

from __future__ import annotations

from scoring_cases import (
    both,
    catalogue,
    cmp,
    done,
    indicator,
    lit,
    no,
    none,
    obs,
    points,
    quote,
    ratio,
    scored,
    sheet,
    span,
    term,
    veto,
)

from catalog.rules import Done, ItemTerm, Judged, NaIf
from scorer.sheet import Score

LEAVING = "没有病床的机构不考核此项"


def step(of: object, side: str, bound: str, loss: str, **more: object) -> dict[str, object]:
    return {"kind": "deduct_step", "of": of, "side": side, "bound": bound, "step": "1", "points": loss, **more}


def test_fewer_than_two_each_time_short_costs_five() -> None:
    """少于2次，每少一次扣5分: with 1 the loss is 5, with 0 it is 10, with 3 nothing is won."""
    rule = term(kind="from_full", losses=[step(obs("次数"), "below", "2", "5")])
    assert [span(scored(rule, {"次数": n}, "20", types={"次数": "count"})) for n in "0123"] == [
        points(10), points(15), points(20), points(20),
    ]  # fmt: skip


def test_fewer_than_three_each_short_costs_two() -> None:
    """少于3件，每少1件扣2分: with 1 the loss is 4, never a gain of 4."""
    rule = term(kind="from_full", losses=[step(obs("件数"), "below", "3", "2")])
    assert [span(scored(rule, {"件数": n})) for n in "0134"] == [points(4), points(6), points(10), points(10)]


def birth_certificates() -> ItemTerm:
    """违反任意一项扣20分；签发率≥90%，每降低一个百分点扣5分；废证率不超过1%，每超过一个百分点扣5分；未完成身份核对扣10分。"""
    return term(
        kind="from_full",
        losses=[
            {
                "kind": "deduct_each", "count": obs("违反项数"), "points": "20",
                "evidence": quote("违反出生医学证明管理办法中任意一项扣20分"),
            },
            step(ratio("当年签发数", "当年活产数"), "below", "90", "5", evidence=quote("每降低一个百分点扣5分")),
            step(ratio("废证数", "签发及废证总数"), "above", "1", "5"),
            {"kind": "deduct_once", "when": no(Done(input="身份核对")), "points": "10"},
        ],
    )  # fmt: skip


def births(**given: str) -> Score:
    usual = {
        "违反项数": "0",
        "当年签发数": "90",
        "当年活产数": "100",
        "废证数": "1",
        "签发及废证总数": "100",
        "身份核对": "是",
    }
    return scored(birth_certificates(), usual | given, "20", types={"身份核对": "fact"})


def test_bounds_are_inside() -> None:
    """≥90% and 不超过1% include the number."""
    assert span(births()) == points(20)


def test_an_incomplete_step_is_not_decided() -> None:
    """0.3 of a 百分点: the notice does not say; both outcomes stay open and the reason is named."""
    found = births(当年签发数="897", 当年活产数="1000")
    assert span(found) == points(15, 20)
    assert [reason.kind for reason in found.open] == ["undetermined"]
    assert span(births(当年签发数="88")) == points(10)


def test_losses_stop_at_the_points_of_the_item() -> None:
    """扣完为止 is a line of its own, and an assumption where it is not printed."""
    found = births(违反项数="1", 身份核对="否")
    assert span(found) == points(0)
    assert [(line.kind, int(line.at_best), int(line.at_worst)) for line in found.lost] == [
        ("deduct_each", 20, 20), ("deduct_once", 10, 10), ("floor", -10, -10),
    ]  # fmt: skip
    assert found.lost[0].quote == "违反出生医学证明管理办法中任意一项扣20分"
    assert found.lost[-1].text == "扣完为止（原文未写）"
    assert found.assumed == ("A-FLOOR",)


def test_no_births_no_loss() -> None:
    """A denominator of 0 is not a rate of 0%."""
    found = births(当年签发数="0", 当年活产数="0")
    assert (span(found), found.status) == (points(20), "settled")
    assert found.assumed == ("A-NA-LOSS",)


def test_an_unknown_that_cannot_matter_leaves_nothing_open() -> None:
    found = scored(birth_certificates(), {"违反项数": "1"}, "20", types={"身份核对": "fact"})
    assert (span(found), found.status, found.open) == (points(0), "settled", ())


def test_any_task_undone_loses_all() -> None:
    """任一项未完成，该项不得分。"""
    tasks = ("部署应用", "系统对接", "数据集成")
    rule = term(kind="full_if", when=both(*(done(task, "2022-10-31") for task in tasks)))
    types = dict.fromkeys(tasks, "date")
    in_time = dict.fromkeys(tasks, "2022-10-20")
    assert span(scored(rule, in_time, types=types)) == points(10)
    assert span(scored(rule, {"系统对接": "2022-11-01"}, types=types)) == points(0)


def test_a_target_without_a_tariff_stays_open() -> None:
    """急危重症抢救成功率≥80%: how much a miss costs is not stated, so it is not invented."""
    rule = term(kind="unspecified", when=cmp("抢救成功率", ">=", "80"))
    missed = scored(rule, {"抢救成功率": "79%"}, units={"抢救成功率": "%"})
    assert (span(missed), missed.open[0].kind) == (points(0, 10), "unspecified")
    assert span(scored(rule, {"抢救成功率": "80%"}, units={"抢救成功率": "%"})) == points(10)


def test_a_bonus_is_a_line_of_its_own() -> None:
    """每次加2分，最多加5分: the line tells the bonus, not the base again."""
    rule = term(kind="bonus_each", count=obs("次数"), points="2", cap="5", base=term(kind="full_if", when=none("事故")))
    found = scored(rule, {"次数": "1", "事故": "1"}, types={"次数": "count", "事故": "count"})
    assert [(line.kind, int(line.at_best), line.inputs) for line in found.lost] == [
        ("full_if", 10, ("事故",)), ("bonus_each", -2, ("次数",)),
    ]  # fmt: skip
    assert found.lost[1].text == "次数每1项（例、次）加2分，最多加5分"


def test_striving_in_vain_is_open() -> None:
    """力争达到5级: reached is reached; whether a vain attempt is a miss, the notice does not say."""
    rule = term(kind="full_if", when=cmp("等级", ">=", "5", "strive"))
    assert span(scored(rule, {"等级": "5"})) == points(10)
    missed = scored(rule, {"等级": "4"})
    assert span(missed) == points(0, 10)
    assert [reason.kind for reason in missed.open] == ["undetermined"]


def test_over_fulfilment_is_possible() -> None:
    """完成率≥100%: 105% is no mistake."""
    rule = term(kind="full_if", when=cmp("完成率", ">=", "100"))
    assert span(scored(rule, {"完成率": "105"})) == points(10)


def test_eleven_targets_share_twenty_points() -> None:
    """20 ÷ 11 is no finite decimal: nothing is split that the notice does not split."""
    rule = term(kind="pro_rata", of=obs("达标数"), base=lit("11"))
    found = scored(rule, {"达标数": "1"}, "20")
    assert '"low":"20/11"' in found.model_dump_json()


def test_veto_of_excellence_leaves_the_points() -> None:
    """一票否优 is not 一票否决: it bars the grade 优秀."""
    rule = term(kind="external", input="扣分", document="满意度考核办法")
    judged = Judged(input="群众不满意", text="发生群众不满意情况且造成较大社会影响")
    made = catalogue(
        [indicator(rule, "20")],
        types={"扣分": "points", "群众不满意": "judgement"},
        vetoes=[veto(judged, "bar_top_grade", kind="veto_excellence")],
    )
    found = sheet(made, {"扣分": "18", "群众不满意": "是"})
    assert span(found.total) == points(18)
    assert (found.vetoes[0].happened, found.outcomes) == (True, ())
    assert found.vetoes[0].text == (
        "〔人工认定：发生群众不满意情况且造成较大社会影响〕（记入群众不满意）的，一票否优（不得评为优秀，不影响得分）"
    )


def test_no_beds_no_item() -> None:
    """没有病床的机构不考核此项: not a score of 0."""
    rule = term(kind="full_if", when=cmp("病床使用率", ">=", "85"))
    leave = NaIf(when=cmp("床位数", "=", "0"), evidence=quote(LEAVING))
    found = scored(rule, {"床位数": "0"}, applicability=leave)
    assert (found.status, span(found)) == ("not_applicable", points(0, 10))
    assert found.lost[0].quote == LEAVING
    assert [reason.kind for reason in found.open] == ["undetermined"]
    assert span(scored(rule, {"床位数": "10", "病床使用率": "80"}, applicability=leave)) == points(0)
    assert span(scored(rule, {"病床使用率": "90"}, applicability=leave)) == points(0, 10)


def test_missing_is_not_zero_and_disputed_is_not_used() -> None:
    rule = term(kind="full_if", when=none("事件"))
    types = {"事件": "count"}
    assert span(scored(rule, {}, types=types)) == points(0, 10)
    assert span(scored(rule, {"事件": {"value": "1", "status": "disputed"}}, types=types)) == points(0, 10)
    estimated = scored(rule, {"事件": {"value": "0", "status": "estimated"}}, types=types)
    assert (span(estimated), estimated.assumed) == (points(10), ("A-ESTIMATED",))
