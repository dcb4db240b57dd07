"""Shapes of tables: header bands, levels, sections, totals, shared cells, several tables."""

from decimal import Decimal

import pytest
from reading import catalogue

from catalog.flat import path
from catalog.problems import Trouble

HEAD = ["一级指标", "二级指标", "指标名称", "考核内容", "分值"]


def brief(made):
    """(path, number, name, points) of each row."""
    return [
        (" / ".join(path(made, i)), i.number, i.name, None if i.points is None else int(i.points))
        for i in made.indicators
    ]


def codes(made):
    return [problem.code for problem in made.problems]


def test_merged_parents():
    made = catalogue(
        [
            HEAD,
            ["甲（30分）", "乙", "一", "达到90%", "10"],
            [None, None, "二", "完成", "10"],
            [None, "丙", "三", "完成", "10"],
        ],
        spans={(0, 1, 0): (3, 1), (0, 1, 1): (2, 1)},
    )
    assert brief(made) == [("甲 / 乙", None, "一", 10), ("甲 / 乙", None, "二", 10), ("甲 / 丙", None, "三", 10)]
    assert [(t.scope, t.balanced) for t in made.totals] == [("g1", True)]


def test_blank_parents_continue_until_a_new_outer_one():
    made = catalogue(
        [HEAD, ["甲", "乙", "一", "达到90%", "1"], ["", "", "二", "完成", "1"], ["丁", "", "三", "完成", "1"]],
        states_merges=False,
    )
    assert [row[0] for row in brief(made)] == ["甲 / 乙", "甲 / 乙", "丁"]


def test_the_same_parent_again_at_a_page_turn_is_no_new_group():
    made = catalogue([HEAD, ["甲", "乙", "一", "达到90%", "1"], HEAD, ["甲", "乙", "二", "完成", "1"]])
    assert [group.name for group in made.groups] == ["甲", "乙"]
    assert len(made.indicators) == 2


def test_section_rows_and_total_row():
    made = catalogue(
        "2023年度考核细则",
        [
            ["序号", "考核项目", "考核内容", "评分标准", "分值"],
            ["一、公共卫生（15分）", None, None, None, None],
            ["1", "档案", "建档率≥90%", "每低1个百分点扣0.5分", "10"],
            ["2", "接种", "接种率≥95%", "一例扣1分", "5"],
            ["二、医疗（5分）", None, None, None, None],
            ["3", "质量", "合格率≥95%", "不达标不得分", "5"],
            ["合计", None, None, None, "20"],
        ],
        spans={(0, 1, 0): (1, 5), (0, 4, 0): (1, 5)},
    )
    assert brief(made) == [("公共卫生", "1", "档案", 10), ("公共卫生", "2", "接种", 5), ("医疗", "3", "质量", 5)]
    assert [(t.scope, t.declared, t.balanced) for t in made.totals] == [
        ("g1", 15, True), ("g2", 5, True), ("catalogue", 20, True),
    ]  # fmt: skip


def test_two_header_rows_and_points_by_profile():
    made = catalogue(
        [
            ["一级指标", "指标名称", "指标要求", "分值", None],
            [None, None, None, "市直医院", "县级医院"],
            ["甲（20分）", "一", "达到90%", "12", "8"],
            ["", "二", "完成", "8", "12"],
        ],
        spans={(0, 0, 0): (2, 1), (0, 0, 1): (2, 1), (0, 0, 2): (2, 1), (0, 0, 3): (1, 2)},
    )
    assert [i.points_by_profile for i in made.indicators] == [
        {"市直医院": Decimal(12), "县级医院": Decimal(8)}, {"市直医院": Decimal(8), "县级医院": Decimal(12)},
    ]  # fmt: skip
    assert [(t.profile, t.balanced) for t in made.totals] == [("市直医院", True), ("县级医院", True)]


def test_points_in_the_name_where_there_is_no_column():
    made = catalogue(
        [["考核项目", "考核标准"], ["组织领导（10分）", "未完成扣2分"], ["制度建设（5分）", "缺一项扣1分"]]
    )
    assert brief(made) == [("", None, "组织领导", 10), ("", None, "制度建设", 5)]


def test_a_points_cell_over_several_rows_belongs_to_none_alone():
    made = catalogue(
        [["指标名称", "考核内容", "分值"], ["一", "达到90%", "10"], ["二", "完成", None], ["三", "完成", "5"]],
        spans={(0, 1, 2): (2, 1)},
    )
    assert [i.points for i in made.indicators] == [None, None, 5]
    assert [[r.code for r in i.review] for i in made.indicators] == [["R112"], ["R112"], []]


def test_several_rows_of_text_under_one_name_and_weight_are_one_indicator():
    made = catalogue(
        [["指标名称", "考核内容", "分值"], ["一", "达到90%", "10"], [None, "按时上报", None], ["二", "完成", "5"]],
        spans={(0, 1, 0): (2, 1), (0, 1, 2): (2, 1)},
    )
    assert [(i.name, i.requirement) for i in made.indicators] == [("一", "达到90%\n按时上报"), ("二", "完成")]


def test_header_and_body_in_two_tables():
    made = catalogue([HEAD], [["甲", "乙", "一", "达到90%", "4"], ["甲", "乙", "二", "完成", "6"]])
    assert brief(made) == [("甲 / 乙", None, "一", 4), ("甲 / 乙", None, "二", 6)]


def test_a_second_titled_table_is_a_second_catalogue():
    table = [["指标名称", "考核内容", "分值"], ["一", "达到90%", "10"]]
    made = catalogue("市直医院考核细则", table, "县级医院考核细则", table)
    assert [group.kind for group in made.groups] == ["catalogue"]
    assert [(i.ordinal, path(made, i)) for i in made.indicators] == [(1, []), (2, [])]


def test_headings_with_points_above_tables_are_groups():
    table = [["考核指标", "计算公式", "目标值", "权重"], ["合格率", "合格数/总数×100%", "≥99%", "100%"]]
    made = catalogue("供应商考核表", "1. 质量（权重：60%）", table, "2. 交付（权重：40%）", table)
    assert [row[0] for row in brief(made)] == ["质量", "交付"]
    assert all(total.balanced for total in made.totals)


def test_pipe_tables_in_paragraphs():
    made = catalogue(
        "考核表", "| 指标名称 | 考核内容 | 分值 |", "|---|---|---|", "| 一 | 达到90% | 10 |", "| 二 | 完成 | 5 |"
    )
    assert brief(made) == [("", None, "一", 10), ("", None, "二", 5)]


def test_template_fields_are_blank():
    made = catalogue(
        [["指标名称", "考核内容", "分值", "得分"], ["一", "达到90%", "10", "${score}"], ["二", "完成", "5", "____"]]
    )
    assert [i.points for i in made.indicators] == [10, 5]
    assert made.ledger.residue == 0


def test_a_group_of_vetoes():
    made = catalogue(
        [
            ["类别", "考核项目", "分值"],
            ["质量", "达到90%", "10"],
            ["一票否决项", "1.发生重大事故", ""],
            [None, "2.弄虚作假", ""],
        ],
        spans={(0, 2, 0): (2, 1)},
    )
    assert [i.veto for i in made.indicators] == [None, "veto", "veto"]


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        (("只有文字，没有表格。",), "没有表格"),
        (([["姓名", "电话"], ["甲", "1"]],), "看不出表头"),
        (([["考核指标", "考核内容", "分值", "得分"], ["", "", "", ""]],), "表头下没有内容"),
    ],
)
def test_no_catalogue(blocks, reason):
    with pytest.raises(Trouble, match="E140") as caught:
        catalogue(*blocks)
    assert reason in caught.value.say("zh")


def test_other_tables_are_listed_as_seen_and_left():
    made = catalogue(
        [["姓名", "电话"], ["甲", "1"]], "考核细则", [["指标名称", "考核内容", "分值"], ["一", "达到90%", "10"]]
    )
    assert "W305" in codes(made)
    assert {residue.text for residue in made.residue} == {"姓名", "电话", "甲", "1"}


def test_a_title_with_points_is_no_group():
    table = [["一级指标", "指标名称", "考核内容", "分值"], ["甲", "一", "达到90%", "60"], ["乙", "二", "完成", "40"]]
    made = catalogue("义务教育学校督导评估标准（100分）", table)
    assert [group.name for group in made.groups] == ["甲", "乙"]
    assert [(t.scope, t.balanced) for t in made.totals] == [("catalogue", True)]


def test_a_split_table_keeps_its_parents_and_says_so():
    made = catalogue(
        [HEAD, ["甲", "乙", "一", "达到90%", "4"]], [["", "", "二", "完成", "6"], ["丙", "丁", "三", "完成", "5"]]
    )
    assert [row[0] for row in brief(made)] == ["甲 / 乙", "甲 / 乙", "丙 / 丁"]
    assert [[r.code for r in i.review] for i in made.indicators] == [[], ["R108"], []]


def test_a_text_column_that_names_the_row_keeps_its_targets():
    made = catalogue(
        [
            ["类别", "考核内容", "评分标准", "分值"],
            ["教学", "抽查合格率≥90%", "每低1个百分点扣0.5分", "10"],
            [None, "作业批改率≥95%", "每低1个百分点扣0.5分", "10"],
        ],
        spans={(0, 1, 0): (2, 1)},
    )
    assert [len(i.targets) for i in made.indicators] == [1, 1]
    assert made.indicators[0].requirement == "抽查合格率≥90%\n每低1个百分点扣0.5分"


def test_a_subtotal_is_checked_against_its_group():
    made = catalogue(
        [
            ["类别", "指标名称", "考核内容", "分值"], ["甲", "一", "达到90%", "15"], [None, "二", "完成", "10"], ["小计", "", "", "30"],
            ["乙", "三", "完成", "5"],
        ],
        spans={(0, 1, 0): (2, 1)},
    )  # fmt: skip
    assert [(t.declared, t.computed, t.balanced) for t in made.totals] == [(30, 25, False)]
    assert "E301" in codes(made)


def test_target_and_unit_columns():
    made = catalogue(
        [
            ["序号", "指标名称", "单位", "目标值", "权重"], ["1", "就业", "人", "5000以上", "50%"], ["2", "失业率", "%", "5.5以内", "30%"],
            ["3", "排名", "名", "全省前10名", "20%"],
        ]
    )  # fmt: skip
    shown = [[(t.measure, t.relation, str(t.value), t.unit) for t in i.targets] for i in made.indicators]
    assert shown == [[("就业", ">=", "5000", "人")], [("失业率", "<=", "5.5", "%")], []]
    assert [[r.code for r in i.review] for i in made.indicators] == [[], [], ["R101"]]


def test_a_row_of_signatures_is_furniture():
    made = catalogue(
        [["指标名称", "考核内容", "分值"], ["一", "达到90%", "10"], ["被考核单位：", "考核人员签字：", ""]]
    )
    assert len(made.indicators) == 1


def test_notes_are_residue_and_said_where_they_speak_of_points():
    made = catalogue(
        [["类别", "指标名称", "考核内容", "分值"], ["甲", "一", "达到90%", "15"], ["备注：低于80%的，该项不得分。", None, None, None],
         ["备注", "迟报一次扣1分", None, None], ["乙", "二", "完成", "5"]],
        spans={(0, 2, 0): (1, 4), (0, 3, 1): (1, 3)},
    )  # fmt: skip
    assert [i.name for i in made.indicators] == ["一", "二"]
    assert codes(made).count("W310") == 2
    assert "备注：低于80%的，该项不得分。" in [residue.text for residue in made.residue]


def test_a_header_repeated_in_other_spacing_is_no_row():
    again = ["一 级 指 标", "二级 指标", "指标 名称", "年度考核内容", "分 值"]
    made = catalogue([HEAD, ["甲", "乙", "一", "达到90%", "1"], again, ["甲", "乙", "二", "完成", "1"]])
    assert [i.name for i in made.indicators] == ["一", "二"]


def test_columns_of_points_named_only_by_the_institution():
    made = catalogue(
        [
            ["一级指标", "评分标准", "人民医院", "中医医院"],
            ["门诊", "每少1%扣1分", "60", "40"],
            ["手术", "一例扣1分", "40", "60"],
        ]
    )
    assert [i.points_by_profile for i in made.indicators] == [
        {"人民医院": Decimal(60), "中医医院": Decimal(40)}, {"人民医院": Decimal(40), "中医医院": Decimal(60)},
    ]  # fmt: skip


def test_an_erratum_outside_the_table_is_said():
    table = [["指标名称", "考核内容", "分值"], ["一", "甲级率≥90%", "10"], ["二", "完成", "5"]]
    assert "W311" in codes(catalogue("考核细则", table, "更正：第1项“甲级率≥90%”更正为“甲级率≥92%”。"))


HEADS = ["序号", "考核指标", "评分标准", "分值"]


def points(found):
    return [(i.name, i.points) for i in found.indicators]


def test_two_tables_side_by_side_are_read_left_then_right():
    found = catalogue(
        "2023年度考核评分表",
        [
            [*HEADS, *HEADS],
            ["1", "巡查", "每少1次扣2分", "20", "3", "宣传", "每少1次扣1分", "30"],
            ["2", "档案", "缺1份扣1分", "10", "4", "信访", "发生1起扣5分", "40"],
        ],
    )
    assert points(found) == [("巡查", 20), ("档案", 10), ("宣传", 30), ("信访", 40)]


def test_an_unknown_heading_beside_a_name_is_a_requirement():
    found = catalogue(
        "考核表",
        [
            ["序号", "考核指标", "考核要旨", "分值"],
            ["1", "巡查", "每月巡查不少于4次", "20"],
            ["2", "档案", "完整率≥95%", "20"],
        ],
    )
    assert [(i.name, i.requirement, len(i.targets)) for i in found.indicators] == [
        ("巡查", "每月巡查不少于4次", 1),
        ("档案", "完整率≥95%", 1),
    ]


def test_equal_figures_below_an_unknown_heading_are_points():
    found = catalogue(
        "考核表",
        [
            ["序号", "考核指标", "评分标准", "分直"],
            ["1", "巡查", "少1次扣2分", "20"],
            ["2", "档案", "缺1份扣1分", "20"],
        ],
    )
    assert points(found) == [("巡查", 20), ("档案", 20)]


def test_a_name_that_reads_like_a_requirement_is_asked_about():
    found = catalogue(
        "考核表",
        [
            ["序号", "考核内容", "考核指标", "分值"],
            ["1", "巡查", "每月巡查不少于4次", "20"],
            ["2", "档案", "完整率≥95%", "20"],
        ],
    )
    assert all("R129" in {r.code for r in i.review} or i.targets for i in found.indicators)


def test_each_points_column_has_its_total():
    found = catalogue(
        "考核表", [["序号", "考核指标", "评分标准", "卫生院分值", "卫生室分值"], ["1", "巡查", "少1次扣2分", "20", "12"], ["2", "档案", "缺1份扣1分", "20", "8"], ["", "合计", "", "40", "20"]],
    )  # fmt: skip
    assert {(t.profile, t.declared, t.balanced) for t in found.totals if t.scope == "catalogue"} == {
        ("卫生院分值", 40, True),
        ("卫生室分值", 20, True),
    }


def test_each_catalogue_of_a_file_has_its_total_and_no_duplicates_of_the_other():
    rows = [["1", "巡查", "少1次扣2分", "20"], ["2", "档案", "缺1份扣1分", "20"], ["", "合计", "", "40"]]
    half = [["1", "巡查", "少1次扣2分", "10"], ["2", "档案", "缺1份扣1分", "10"], ["", "合计", "", "20"]]
    found = catalogue("2023年度卫生院考核评分表", [HEADS, *rows], "2023年度卫生室考核评分表", [HEADS, *half])
    assert all(total.balanced for total in found.totals)
    assert not found.duplicates


def test_scoring_words_below_a_table_are_told():
    found = catalogue(
        "考核表",
        [HEADS, ["1", "巡查", "少1次扣2分", "20"], ["2", "档案", "缺1份扣1分", "20"]],
        "注：发生重大事故的，一票否决。",
    )
    assert "W310" in {problem.code for problem in found.problems}


@pytest.mark.parametrize("heads", [["序号", "招聘岗位", "岗位要求", "人数"], ["名次", "单位", "得分", "备注"]])
def test_other_tables_are_no_catalogue(heads):
    with pytest.raises(Trouble):
        catalogue("公示", [heads, ["1", "内科医师", "本科", "2"], ["2", "护士", "大专", "3"]])
