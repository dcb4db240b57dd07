"""Notices in numbered paragraphs: groups, rows, parts, and texts that are no catalogue."""

import pytest

from catalog.flat import rows
from catalog.problems import Trouble
from extractor.limits import Limits
from extractor.pipeline import extract_source
from extractor.source import from_bytes

TITLE = "2023年度安全生产目标管理考核细则"


def read(*lines):
    return extract_source(from_bytes("t.txt", "\n\n".join([TITLE, *lines]).encode(), Limits()))


def brief(catalogue):
    return [(row["path"], row["number"], row["name"], row["points"], row["requirement"]) for row in rows(catalogue)]


NOTICES = [
    (
        ["一、组织领导（20分）", "1.责任落实（12分）签订责任书。", "未签订的扣5分。", "2.会议（8分）每季度召开1次会议。",
         "二、宣传（10分）", "1.活动（10分）开展活动，未开展的不得分。"],
        [(["组织领导"], "1", "责任落实", 12, "签订责任书。\n未签订的扣5分。"),
         (["组织领导"], "2", "会议", 8, "每季度召开1次会议。"),
         (["宣传"], "1", "活动", 10, "开展活动，未开展的不得分。")],
    ),
    (
        ["一、总则", "本细则适用于各乡镇。", "二、考核内容", "（一）组织领导10分：成立小组，未成立扣2分。", "（二）制度建设，5分。制度不全扣1分。",
         "（三）台账（5分，责任单位：办公室）记录完整，缺1次扣1分。", "三、结果运用", "考核结果予以通报。"],
        [([], "（一）", "组织领导", 10, "成立小组，未成立扣2分。"),
         ([], "（二）", "制度建设", 5, "制度不全扣1分。"),
         ([], "（三）", "台账", 5, "（5分，责任单位：办公室）记录完整，缺1次扣1分。")],
    ),
    (
        ["一、应急管理（10分）", "（1）修订预案（4分），未修订扣4分；", "（2）组织演练（6分），每少1次扣2分。", "二、值守（5分）", "在岗值守，脱岗每次扣1分。",
         "三、信息（5分）", "按时上报，迟报每次扣1分。", "某某县安全生产委员会", "2023年3月1日"],
        [(["应急管理"], "（1）", "修订预案", 4, "未修订扣4分；"),
         (["应急管理"], "（2）", "组织演练", 6, "每少1次扣2分。"),
         ([], "二", "值守", 5, "在岗值守，脱岗每次扣1分。"),
         ([], "三", "信息", 5, "按时上报，迟报每次扣1分。")],
    ),
    (
        ["1. 作业完成（30分）", "- 按时完成选题，查阅教材与参考文献，格式正确（20分）", "- 内容有新意，未完成的不得分（10分）",
         "2. 分享（15分）", "● 讲解清楚（10分）", "● 回答提问（5分）"],
        [(["作业完成"], None, "按时完成选题，查阅教材与参考文献，格式正确", 20, "按时完成选题，查阅教材与参考文献，格式正确"),
         (["作业完成"], None, "内容有新意，未完成的不得分", 10, "内容有新意，未完成的不得分"),
         (["分享"], None, "讲解清楚", 10, "讲解清楚"), (["分享"], None, "回答提问", 5, "回答提问")],
    ),
    (
        ["一、工作任务（20分）", "1.火灾起数。森林火灾起数控制在2起以内，每超1起扣3分。（12分）", "2.巡护。每日巡护，缺一次扣1分。（8分）",
         "二、加分和否决", "1.获奖：获省级表彰的加2分。", "2.责任事故：发生重大火灾的，一票否决。", "三、附则", "本责任书一式两份。"],
        [(["工作任务"], "1", "火灾起数", 12, "森林火灾起数控制在2起以内，每超1起扣3分。（12分）"),
         (["工作任务"], "2", "巡护", 8, "每日巡护，缺一次扣1分。（8分）"),
         (["加分和否决"], "1", "获奖", None, "获省级表彰的加2分。"),
         (["加分和否决"], "2", "责任事故", None, "发生重大火灾的，一票否决。")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("lines", "expected"),
    NOTICES,
    ids=[
        "two levels",
        "points without brackets",
        "items as rows",
        "bullets",
        "points at the end, and a section of bonuses",
    ],
)
def test_notices(lines, expected):
    assert brief(read(*lines)) == expected


def test_scored_items_below_a_paragraph_are_its_parts():
    catalogue = read(
        "1.隐患整改（10分）", "（1）整改率95%以上（6分）；", "（2）台账完整（4分）。", "每降低1个百分点扣1分。",
        "2.检查（5分）每月1次，少1次扣1分。", "3.宣传（5分）开展宣传，未开展不得分。",
    )  # fmt: skip
    first = next(rows(catalogue))
    assert (first["points"], [part["points"] for part in first["parts"]]) == (10, [6, 4])
    assert first["requirement"].endswith("每降低1个百分点扣1分。")


def test_points_that_do_not_add_up_are_told():
    catalogue = read(
        "一、组织（20分）",
        "1.甲事（5分）未做扣1分。",
        "2.乙事（5分）未做扣1分。",
        "二、业务（5分）",
        "1.丙事（5分）未做扣1分。",
    )
    assert [p.subject for p in catalogue.problems if p.code == "E301"] == ["g1", "catalogue"]


NO_CATALOGUE = [
    ["一、指导思想", "提高服务质量。", "二、工作目标", "完成年度任务。", "三、工作要求", "加强考核。"],
    ["第一章 总则", "第一条 为规范考核工作，制定本办法。", "第二条 评审得分最高的为中标人。", "第三条 本办法自发布之日起施行。"],
    ["1.背景与现状（30分）", "2.案例分析（30分）", "3.收获与建议（10分）"],
]  # fmt: skip


@pytest.mark.parametrize("lines", NO_CATALOGUE)
def test_texts_without_a_catalogue_are_refused(lines):
    title = "企业课程报告提纲" if "背景" in lines[0] else TITLE
    with pytest.raises(Trouble) as trouble:
        extract_source(from_bytes("t.txt", "\n\n".join([title, *lines]).encode(), Limits()))
    assert trouble.value.code == "E140"


def test_numbered_notes_below_the_last_row_are_none():
    made = read(
        "一、组织领导（20分）", "1.责任落实（12分）。签订责任书，未签订的扣5分。", "2.会议（8分）。每季度1次，缺1次扣2分。",
        "二、宣传（10分）", "1.活动（10分）。开展活动，未开展的不得分。",
        "说明：", "1.单项分值扣完为止。", "2.被省级媒体报道的，总分加2分；被曝光的扣5分。", "3.本细则自发布之日起施行。",
    )  # fmt: skip
    assert [name for _, _, name, _, _ in brief(made)] == ["责任落实", "会议", "活动"]
    assert [problem.code for problem in made.problems].count("W310") == 1
