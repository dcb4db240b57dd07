"""Builds source.docx: a made-up school's yearly assessment of its staff by 德能勤绩廉, grades in four columns.

    python build.py

In the rows of 勤, 绩 and 廉 the four columns of grades are one cell with a tariff; in the bonus rows the content is in it, too.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

TITLE = "汀水县职业中学教职工年度考核量化评分表（2024年度）"
HEAD = [
    "汀职中〔2024〕36号附件1",
    "姓名：　　　　　　　部门（年级组）：　　　　　　　岗位：　　　　　　　任教学科：",
]
TOP = ["项目", "考核指标", "分值", "考核内容", "评价等次及标准", "", "", "", "自评", "考评组评分"]
GRADES = ["优秀（90%—100%）", "良好（75%—89%）", "合格（60%—74%）", "不合格（59%以下）"]
WIDTHS = [1.6, 2.0, 1.2, 4.2, 3.6, 3.4, 3.2, 3.2, 1.1, 1.5]
# Group and its points, rows: name, points, content, then four grades, one tariff or nothing (content and tariff are one cell).
GROUPS = [
    ("德", "（20分）", [
        ["政治表现", "6", "拥护党的路线方针政策，参加政治理论学习。", "政治立场坚定，主动参加学习，笔记完整", "政治立场坚定，按时参加学习", "能参加学习，偶有缺席", "经常无故缺席，或有错误言论"],
        ["师德修养", "8", "遵守教师职业道德规范，关爱学生，为人师表。", "模范遵守师德规范，受到县级以上表彰", "自觉遵守师德规范，学生、家长反映良好", "基本遵守师德规范，无投诉", "违反师德规范，被投诉并查实"],
        ["团结协作", "6", "服从工作安排，顾全大局，同事关系融洽。", "主动承担急难任务", "服从安排，配合较好", "基本服从安排", "拒不服从安排"],
    ]),
    ("能", "（20分）", [
        ["教学能力", "8", "教学设计、课堂教学、信息技术应用能力。", "学生评教排名在本组前20%", "学生评教排名在本组前60%", "学生评教合格", "学生评教不合格"],
        ["育人能力", "6", "班级管理、学生心理疏导、家校沟通能力。", "所带班级获校级以上文明班级", "班级管理有序，家校沟通顺畅", "班级管理基本有序", "班级管理混乱"],
        ["教研能力", "6", "参与课题研究、校本教材开发和教学改革。", "主持市级以上课题", "主持校级课题或参与市级课题", "参与校级课题", "未参与教研工作"],
    ]),
    ("勤", "（20分）", [
        ["出勤情况", "12", "遵守学校作息制度，按时上下班，不无故缺勤。", "全勤的得满分；迟到、早退每次扣0.5分，旷工半天扣3分，事假每天扣0.5分，病假每天扣0.2分，扣完为止。"],
        ["工作量", "8", "承担学校安排的教学工作任务。", "周课时达到12节得满分，每少1节扣0.5分；拒绝接受教学任务的，该项不得分。"],
    ]),
    ("绩", "（30分）", [
        ["教学成绩", "15", "任教班级学业水平测试成绩。", "平均分居同层次班级前三分之一的得15分，居中间三分之一的得12分，居后三分之一的得9分。"],
        ["培优转差", "5", "做好培优辅差工作，学困生转化率不低于60%。", "学困生转化率每低5个百分点扣0.5分；无辅导记录的，每次扣0.2分。"],
        ["公开课", "5", "校级以上公开课每年不少于2节。", "每少1节扣2分；公开课评价为“不合格”的，该项不得分。"],
        ["论文成果", "5", "公开发表或者获奖的论文、教研成果。", "国家级得5分，省级得4分，市级得3分，县级得2分，没有成果的不得分。"],
    ]),
    ("廉", "（10分）", [
        ["廉洁从教", "6", "拒绝有偿补课、违规收受礼品礼金和推销教辅资料。", "收受学生或者家长礼品礼金的，每次扣3分；组织、参与有偿补课或者推销教辅资料的，该项不得分。"],
        ["依法执教", "4", "尊重学生人格，不体罚或者变相体罚学生。", "讽刺、歧视学生并查实的，每次扣1分；体罚或者变相体罚学生造成不良影响的，一票否决。"],
    ]),
    ("加分项", "（最高10分）", [
        ["表彰奖励", "4", "获得国家级表彰的加4分，获得省级表彰的加3分，获得市级表彰的加2分，获得县级表彰的加1分；同一荣誉就高计分，不重复加分。"],
        ["技能竞赛", "3", "教师技能大赛获市级以上奖项的，每项加1分，最高加3分。"],
        ["指导学生", "3", "指导学生参加市级以上技能竞赛获奖的，每人次加0.5分，累计最多加3分。"],
    ]),
]  # fmt: skip
NOTES = [
    "说明：1.优秀、良好、合格、不合格四个等次按所在区间给分，如分值为6分的指标，评为良好的，得分在4.5分至5.3分之间。",
    "2.考核总分90分以上且排名在部门前15%的，推荐为优秀等次；不满60分的，确定为不合格等次。",
    "3.受到党纪政务处分的，按有关规定确定考核等次。",
    "被考核人签字：　　　　　　　　考评组组长签字：　　　　　　　　　　　　　　年　　月　　日",
]


def fill(cell, text, centred=False):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)
    for paragraph in cell.paragraphs:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if centred else WD_ALIGN_PARAGRAPH.LEFT
        for run in paragraph.runs:
            run.font.size = Pt(9)


def span(table, row, first, last):
    return table.cell(row, first).merge(table.cell(row, last))


def write_head(table):
    for column, text in enumerate(TOP):
        if column == 4:
            fill(span(table, 0, 4, 7), text, centred=True)
        elif not 4 < column < 8:
            fill(table.cell(0, column).merge(table.cell(1, column)), text, centred=True)
    for column, text in enumerate(GRADES, 4):
        fill(table.cell(1, column), text, centred=True)


def write_row(table, at, texts):
    name, points, *rest = texts
    fill(table.cell(at, 1), name, centred=True)
    fill(table.cell(at, 2), points, centred=True)
    if len(rest) == 1:
        fill(span(table, at, 3, 7), rest[0])
        return
    fill(table.cell(at, 3), rest[0])
    if len(rest) == 2:
        fill(span(table, at, 4, 7), rest[1])
        return
    for column, text in enumerate(rest[1:], 4):
        fill(table.cell(at, column), text)


def build():
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Cm(1.8)
    document.add_paragraph(HEAD[0])
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(TITLE).bold = True
    document.add_paragraph(HEAD[1])
    count = 3 + sum(len(rows) for *_, rows in GROUPS)
    table = document.add_table(rows=count, cols=len(TOP), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    write_head(table)
    at = 2
    for group, points, rows in GROUPS:
        start = at
        for texts in rows:
            write_row(table, at, texts)
            at += 1
        fill(table.cell(start, 0).merge(table.cell(at - 1, 0)), f"{group}\n{points}", centred=True)
    fill(span(table, at, 0, 7), "总　　分", centred=True)
    for line in NOTES:
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
