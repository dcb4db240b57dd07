"""Signs that a source lost: what is put back outside formulas, and how the catalogue shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import catalogue, row

from catalog import wording
from catalog.base import plain
from extractor.fields.damage import Repair, band, mend, restore

# A document that lost its signs: a formula without ×, and no ≥ anywhere.
BROKEN = "到校率=到校学生数/在校学生总数100%。"


@pytest.mark.parametrize(
    ("printed", "restored"),
    [
        ("036个月儿童健康管理", "0～36个月儿童健康管理"), ("06岁儿童", "0～6岁儿童"), ("014 岁少儿文献", "0～14 岁少儿文献"),
        ("3564岁妇女筛查", "35～64岁妇女筛查"), ("1549岁", "15～49岁"), ("0-6岁", "0-6岁"), ("0～36个月", "0～36个月"), ("65岁及以上", "65岁及以上"),
        ("36个月", "36个月"), ("6415岁", "6415岁"), ("2003年06月", "2003年06月"), ("", ""), ("120急救", "120急救"),
    ],
)  # fmt: skip
def test_restore(printed, restored):
    mended = restore(printed)
    assert mended.text == restored
    assert len(mended.repairs) == len(restored) - len(printed)


@pytest.mark.parametrize(
    ("digits", "expected"),
    [("9095", (90, 95)), ("8590", (85, 90)), ("95100", (95, 100)), ("9590", None), ("120", None), ("90", None)],
)
def test_band(digits, expected):
    assert band(digits) == expected


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.sampled_from("×%～≥")), max_size=4))
def test_a_mended_text_differs_by_its_signs_alone(text, places):
    repairs = [Repair(min(at, len(text)), sign) for at, sign in places]
    mended = mend(text, repairs)
    assert len(mended) == len(text) + len(repairs)
    for repair in sorted(repairs, key=lambda repair: repair.at, reverse=True):
        assert repair.sign in mended


def targets(requirement):
    indicator = row(requirement)
    codes = [r.code for r in indicator.review if r.field == "targets"]
    bounds = [plain(t.value) if t.value is not None else f"{plain(t.low)}~{plain(t.high)}" for t in indicator.targets]
    return [
        f"{t.measure} {t.relation} {b}{t.unit} {t.sign}" for t, b in zip(indicator.targets, bounds, strict=True)
    ], codes


@pytest.mark.parametrize(
    ("requirement", "expected", "codes"),
    [
        # the document lost its signs: ≥ is inferred and asked about
        (BROKEN + "巡河覆盖率90%", ["巡河覆盖率 >= 90% inferred"], ["R111"]),
        ("到校率=到校学生数/在校学生总数100到校率95%", ["到校率 >= 95% inferred"], ["R111"]),
        (BROKEN + "参保率85", ["参保率 >= 85% inferred"], ["R111"]),
        ("06岁儿童建档。建档率90%", ["建档率 >= 90% inferred"], ["R111"]),
        # 100% needs no sign, and what was printed in words was not lost
        (BROKEN + "覆盖率100%，完好率不低于95%", ["覆盖率 >= 100% convention", "完好率 >= 95% read"], []),
        # a sign that is still there shows that none was lost
        (BROKEN + "巡河覆盖率90%，完好率≥95%", ["巡河覆盖率 >= 90% convention", "完好率 >= 95% read"], []),
        ("到校率=到校数/在校数×100%。巡河覆盖率90%", ["巡河覆盖率 >= 90% convention"], []),
        ("利用率=服务人口数/居民人口数。巡河覆盖率90%", ["巡河覆盖率 >= 90% convention"], []),
        # two percentages run together, in any document
        ("床位使用率9095%", ["床位使用率 between 90~95% inferred"], ["R111"]),
        ("增长率120%", ["增长率 >= 120% convention"], []),
    ],
)  # fmt: skip
def test_targets(requirement, expected, codes):
    assert targets(requirement) == (expected, codes)


def test_names_are_restored_and_asked_about():
    indicator = row("按要求完成。", name="036个月儿童健康管理")
    assert indicator.name == "0～36个月儿童健康管理"
    assert [(r.field, r.code) for r in indicator.review] == [("name", "R111")]


def table(*requirements):
    rows = [[f"指标{index}", text, "10"] for index, text in enumerate(requirements, 1)]
    return catalogue("2022年度考核细则", [["指标名称", "考核内容", "分值"], *rows])


def test_corrections_show_the_words_before_and_after():
    made = table(
        "按规定执行。到校率=到校学生数/在校学生总数100%", "参保率=参保人数/(常住人口总数应保率)100", "入学率=入学人数/适龄人数100；入学率95%", "06岁儿童",
    )  # fmt: skip
    lost = [(c.before, c.after, c.certainty) for c in made.corrections if c.kind == "lost_sign"]
    assert lost == [
        ("到校率=到校学生数/在校学生总数100%", "到校率=到校学生数/在校学生总数×100%", "certain"),
        ("参保率=参保人数/(常住人口总数应保率)100", "参保率=参保人数/(常住人口总数×应保率)×100%", "review"),
        ("入学率=入学人数/适龄人数100", "入学率=入学人数/适龄人数×100%", "certain"),
        ("入学率95%", "入学率≥95%", "review"),
    ]
    for indicator in made.indicators:
        for formula in indicator.formulas:
            (evidence,) = formula.evidence
            assert formula.inferred
            assert all(evidence.start < repair.at <= evidence.end for repair in formula.repairs)
    assert wording.mended(formula.evidence, formula.repairs, "〔{}〕") == "入学率=入学人数/适龄人数〔×〕100〔%〕"


def test_one_scale_lost_is_likely_and_another_name_is_asked_about():
    (sure,) = row("到校率=到校学生数/在校学生总数100%").formulas
    assert [r.certainty for r in sure.repairs] == ["likely"]
    unsure = row("负担=住院费用/家庭收入100")
    assert [r.certainty for r in unsure.formulas[0].repairs] == ["review", "review"]
    assert [(r.field, r.code) for r in unsure.review] == [("formulas", "R111")]
