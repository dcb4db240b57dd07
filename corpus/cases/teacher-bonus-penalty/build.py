"""Builds source.docx: a made-up scheme of a school for its teachers, with a bonus and a penalty section.

    python build.py

No column of points: they stand in brackets behind the sections, the groups and the names. Below the base of 100 points a
bonus section (at most 10) and a penalty section, whose rows have no groups and one wide cell of text.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

HEAD = [
    "棠梨县实验小学教师年度考核实施方案",
    "为全面贯彻党的教育方针，客观评价教师履职情况，充分调动教师工作积极性，结合我校实际，制定本方案。",
    "一、考核对象：全体在编在岗教师。",
    "二、考核时间：2024年12月下旬。",
    "三、考核办法：考核由基本分、加分项、扣分项三部分组成，基本分满分100分，加分项最高加10分，扣分项从总分中扣除。具体见附表。",
    "附表　教师年度考核评分表（2024年度）",
]
HEADER = ["考核类别", "考核项目", "考核内容", "评分办法", "自评", "考评"]
WIDTHS = [2.2, 2.6, 5.0, 5.6, 1.2, 1.2]
BASE = [
    ("师德师风（20分）", [
        ["爱岗敬业（8分）", "遵守学校作息制度，不迟到早退，出勤率不低于98%。", "迟到、早退每次扣0.5分；旷课一节扣2分；出勤率每降低1个百分点扣0.5分。"],
        ["关爱学生（6分）", "尊重学生人格，不讽刺、歧视、体罚或者变相体罚学生。", "经查实讽刺、歧视学生的，每次扣2分；体罚或者变相体罚学生的，一票否决。"],
        ["廉洁从教（6分）", "不组织、参与有偿补课，不收受家长礼品礼金。", "违反规定的，该项不得分。"],
    ]),
    ("教学工作（50分）", [
        ["备课（10分）", "教案齐全，超周备课，集体备课每周不少于1次。", "缺1个教案扣0.5分；集体备课缺席1次扣0.5分；教案质量差的酌情扣分。"],
        ["上课（12分）", "按课表上课，不得擅自调课；随堂听课评价等级为“良”及以上。", "擅自调课每节扣1分；评价等级低于“良”的，每次扣2分。"],
        ["作业批改（10分）", "语文、数学、英语作业每周不少于4次，批改率100%。", "作业每少1次扣0.2分；未批改的每次扣0.5分,扣完为止。"],
        ["培优辅差（6分）", "做好培优辅差工作，有计划、有记录。", "无计划扣2分；无记录扣2分。"],
        ["教学质量（12分）", "学科期末检测合格率达到90%。", "合格率90%及以上得12分，80%—90%得8分，70%—80%得4分，70%以下不得分。"],
    ]),
    ("教研培训（20分）", [
        ["听课评课（6分）", "听课每年不少于30节，评课有记录。", "听课每少1节扣0.2分；无评课记录的，每次扣0.1分。"],
        ["教学研究（8分）", "每年撰写1篇教学论文或教学反思，参与校级以上课题研究。", "未撰写的扣3分；未参与课题研究的扣3分。"],
        ["继续教育（6分）", "继续教育每年不少于72学时。", "未完成的按比例得分。"],
    ]),
    ("家校共育（10分）", [
        ["家访工作（5分）", "家访覆盖率≥85%，力争达到100%。", "覆盖率每降低5个百分点扣0.5分。"],
        ["家长满意度（5分）", "由学校组织家长问卷调查。", "家长满意度达到90%得满分，每降低1个百分点扣0.2分，低于60%的不得分。"],
    ]),
]  # fmt: skip
BONUS = [
    ["教学竞赛（3分）", "参加教学竞赛每获1项县级以上奖励加1分，最多加3分。"],
    ["指导学生（3分）", "指导学生参加学科竞赛、文体比赛获奖的，每人次加0.5分，最高加3分。"],
    ["课题研究（2分）", "主持市级以上课题并按期结题的，每项加1分，最多加2分。"],
    ["表彰奖励（2分）", "受到县级以上教育行政部门表彰的加2分。"],
]
PENALTY = [
    ["安全事故", "因责任心不强造成学生安全事故的，每起扣5分。"],
    ["教学事故", "发生教学事故的，每次扣3分。"],
    ["违纪处分", "受到警告以上处分的扣10分。"],
    ["工作推诿", "不服从学校工作安排的，每次扣2分，最多扣6分。"],
]
TAIL = [
    "四、结果运用：考核总分90分以上为优秀，75分—89分为合格，60分—74分为基本合格，60分以下为不合格。优秀等次比例不超过参加考核人数的20%。",
    "五、本方案由学校考核领导小组负责解释。",
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def section_row(table, at, text):
    fill(table.cell(at, 0).merge(table.cell(at, 5)), text)
    return at + 1


def base_rows(table, at):
    for name, rows in BASE:
        for offset, texts in enumerate(rows):
            for column, text in enumerate(texts, 1):
                fill(table.cell(at + offset, column), text)
        fill(table.cell(at, 0).merge(table.cell(at + len(rows) - 1, 0)), name)
        at += len(rows)
    return at


def wide_rows(table, at, rows):
    for offset, (name, text) in enumerate(rows):
        fill(table.cell(at + offset, 0).merge(table.cell(at + offset, 1)), name)
        fill(table.cell(at + offset, 2).merge(table.cell(at + offset, 3)), text)
    return at + len(rows)


def build():
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    count = 4 + sum(len(rows) for _, rows in BASE) + len(BONUS) + len(PENALTY)
    table = document.add_table(rows=count, cols=6, style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        fill(cell, text)
    at = base_rows(table, section_row(table, 1, "一、基本分（100分）"))
    at = wide_rows(table, section_row(table, at, "二、加分项（最高10分）"), BONUS)
    wide_rows(table, section_row(table, at, "三、扣分项"), PENALTY)
    for line in TAIL:
        document.add_paragraph(line)
    return document


def save(document, path):
    """Fixed dates in the package, so that the file is the same every time."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    save(build(), Path(__file__).parent / "source.docx")
