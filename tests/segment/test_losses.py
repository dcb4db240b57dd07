"""What flattening and copying lose: either it is found again, or a person is asked."""

import pytest

from catalog.flat import rows
from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.pipeline import extract_source
from extractor.source import from_bytes

FLAT = "一级指标二级指标分值评分标准"


def read(*lines):
    return extract_source(from_bytes("t.txt", "\n\n".join(lines).encode(), Limits()))


def brief(catalogue):
    return [(*row["path"], row["number"], row["name"], row["points"]) for row in rows(catalogue)]


def codes(catalogue):
    return {p.code for p in catalogue.problems} | {r.code for i in catalogue.indicators for r in i.review}


GROUPS = [
    (  # groups without numbers, rows counted anew in each
        FLAT + "市容1.占道治理10发现1处扣1分。2.广告管理5发现1处扣1分。卫生1.扬尘治理8发现1处扣1分。2.噪声治理7发现1处扣1分。",
        [("市容", "1", "占道治理", 10), ("市容", "2", "广告管理", 5), ("卫生", "1", "扬尘治理", 8), ("卫生", "2", "噪声治理", 7)],
        set(),
    ),
    (  # the number of the second group is lost
        FLAT + "一、水质1.合格率管理10未达标扣1分。2.水样检测5少1次扣1分。供水3.抢修服务8超时扣1分。三、安全4.应急演练7少1次扣1分。",
        [("水质", "1", "合格率管理", 10), ("水质", "2", "水样检测", 5), ("供水", "3", "抢修服务", 8), ("安全", "4", "应急演练", 7)],
        {"R126"},
    ),
    (  # one （一） in each group
        "一级指标二级指标三级指标分值评分标准一、管理（一）制度1.规章建设6缺1项扣1分。二、作业（一）保洁2.路面保洁20发现1处扣1分。",
        [("管理", "制度", "1", "规章建设", 6), ("作业", "保洁", "2", "路面保洁", 20)],
        set(),
    ),
    (  # the heading of a group twice
        FLAT + "一、水质1.水样检测5少1次扣1分。二、供水二、供水2.抢修服务8超时扣1分。3.投诉处理7超时扣1分。",
        [("水质", "1", "水样检测", 5), ("供水", "2", "抢修服务", 8), ("供水", "3", "投诉处理", 7)],
        set(),
    ),
    (  # the points of groups glued to their names
        "一级指标分值二级指标分值评分标准一、市容201.占道治理10发现1处扣1分。2.广告管理10发现1处扣1分。二、卫生5"
        "1.扬尘治理5发现1处扣1分。",
        [("市容", "1", "占道治理", 10), ("市容", "2", "广告管理", 10), ("卫生", "1", "扬尘治理", 5)],
        set(),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "asked"), GROUPS)
def test_groups(text, expected, asked):
    catalogue = read(text)
    assert brief(catalogue) == expected
    assert asked <= codes(catalogue)


def test_a_column_of_groups_that_is_not_found_is_asked_about():
    catalogue = read(
        "序号类别考核项目分值评分标准1综合管理制度建设5制度不健全扣2分。2档案管理5缺1份扣1分。3业务工作案件查办20少1件扣2分。"
    )
    assert {r.code for r in catalogue.indicators[0].review} >= {"R127"}


FIGURES = [
    # the text after the header 考核项目分值评分标准 → points of the rows; None is asked about
    ("1.信息报送530分钟内报告。2.值班值守10脱岗扣1分。3.台账管理5缺1项扣1分。", [None, 10, 5]),
    ("1.水源巡查每周不少于1次。2.台账管理未建立扣5分。3.值班值守10脱岗扣1分。", [None, None, 10]),
    ("1.PM2.5年均浓度10未达标扣5分。2.优良天数5未达标扣5分。3.5G基站建设8少1座扣1分。", [10, 5, 8]),
    ("01客服接待10超时扣1分。02绿化养护5黄土裸露扣1分。03秩序维护8脱岗扣1分。", [10, 5, 8]),
]


@pytest.mark.parametrize(("text", "points"), FIGURES)
def test_figures(text, points):
    catalogue = read(("序号" if text.startswith("01") else "") + "考核项目分值评分标准" + text)
    assert [row["points"] for row in rows(catalogue)] == points
    for row in catalogue.indicators:
        assert (row.points is None) == ("R123" in {r.code for r in row.review})


TAILS = [
    "备注：得分低于80分的扣减费用。",
    "考核人签字：      被考核单位（盖章）：",
    "来源：某某网",
    "相关推荐：管理方案.doc",
    "合计25",
]


@pytest.mark.parametrize("tail", TAILS)
def test_what_closes_a_page_is_in_no_row(tail):
    catalogue = read(FLAT + "一、市容1.占道治理10发现1处扣1分。2.广告管理15发现1处扣2分。" + tail)
    assert [row["requirement"] for row in rows(catalogue)] == ["发现1处扣1分。", "发现1处扣2分。"]


def test_a_cut_row_is_asked_about():
    text = (
        FLAT
        + "一、市容1.占道治理10发现1处扣1分。2.广告管理15发现1处扣2分。3.扬尘治理8未洒水扣1分。4.噪声治理7夜间施工噪声超"
    )
    assert [r.code for r in read(text).indicators[-1].review] == ["R125"]


def test_a_row_that_swallowed_another_is_asked_about():
    text = (
        FLAT
        + "一、水质1.水样检测10少1次扣1分。二、供水管网漏损率管理15超标扣2分。2.抢修服务8超时扣1分。三、安全3.应急演练7少1次扣1分。"
    )
    assert codes(read(text)) & {"R127", "R128"}


def test_a_second_table_is_a_catalogue_of_its_own():
    one = "1.组织领导10未成立扣5分。2.台账管理15缺1项扣1分。合计25"
    catalogue = read(
        "考核项目分值评分标准"
        + one
        + "附件2乙类考核评分表考核项目分值评分标准1.执法检查30少1次扣2分。2.信息报送20迟报扣1分。"
    )
    assert [row["points"] for row in rows(catalogue)] == [10, 15, 30, 20]
    assert [g.kind for g in catalogue.groups] == ["catalogue"]


def test_numbers_that_are_missing_are_told():
    catalogue = read("2023年考核细则", "一、组织（60分）", "1.会议（30分）少1次扣1分。", "2.台账（30分）缺1项扣1分。", "三、业务（40分）", "1.宣传（40分）少1次扣1分。")  # fmt: skip
    assert [row["path"] for row in rows(catalogue)] == [["组织"], ["组织"], ["业务"]]
    assert "W308" in codes(catalogue)


NARRATIVES = [
    (  # groups without numbers
        ["组织领导（20分）", "1.会议（10分）少1次扣1分。", "2.人员（10分）缺1人扣1分。", "社会救助（30分）", "1.低保（30分）错保1户扣2分。"],
        [("组织领导", "1", "会议", 10), ("组织领导", "2", "人员", 10), ("社会救助", "1", "低保", 30)],
    ),
    (  # articles with points, and their items
        ["第一条 为规范考核，制定本办法。", "第二条 客户服务（20分）。接听率95%以上，每低1个百分点扣1分。", "第三条 秩序（30分）", "（一）脱岗的，扣2分；",
         "（二）无记录的，扣1分。", "第四条 设施（50分）。完好率98%，每低1个百分点扣2分。"],
        [("第二条", "客户服务", 20), ("第三条", "秩序", 30), ("第四条", "设施", 50)],
    ),
    (  # everything in one paragraph
        ["考核细则：一、秩序（30分）。1.首问责任（15分）。未落实的每次扣2分。2.导税服务（15分）。无人员的扣5分。二、效率（20分）。1.即办事项（20分）。超时每件扣2分。"],
        [("秩序", "1", "首问责任", 15), ("秩序", "2", "导税服务", 15), ("效率", "1", "即办事项", 20)],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), NARRATIVES)
def test_narratives(lines, expected):
    assert brief(read("某某考核办法", *lines)) == expected


NO_CATALOGUE = [
    ["2023年度绩效考核工作总结", "一、考核结果", "（一）优秀单位。教育局得98.5分，被扣2分。", "（二）良好单位。交通局得88分，扣3分。", "（三）其他。水利局扣1分。"],
    ["交通违法记分办法", "第一条 有下列行为之一，一次记12分：", "（一）饮酒后驾驶的；", "第二条 考核扣分：", "（一）一次扣6分；", "（二）一次扣3分；", "（三）一次扣1分。"],
]  # fmt: skip


@pytest.mark.parametrize("lines", NO_CATALOGUE)
def test_reports_and_laws_are_refused(lines):
    with pytest.raises(Trouble) as trouble:
        read(*lines)
    assert trouble.value.code == "E140"
