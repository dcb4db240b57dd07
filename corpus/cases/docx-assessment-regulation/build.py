"""Builds source.docx: a made-up institute's regulation on how it assesses its staff. Articles, a timetable, a form for appeals.

python corpus/cases/docx-assessment-regulation/build.py
"""

from datetime import datetime
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

TITLE = "市规划设计研究院绩效考核管理办法（试行）"
ARTICLES = [
    (
        "第一章  总则",
        [
            "为完善考核评价机制，规范绩效考核工作，充分调动职工积极性，根据有关规定，结合我院实际，制定本办法。",
            "绩效考核坚持客观公正、注重实绩、分级分类、奖惩分明的原则。",
            "本办法适用于全院在编职工和聘用人员。试用期人员、挂职人员参加考核，不定等次。",
        ],
    ),
    (
        "第二章  考核内容与指标设置",
        [
            "绩效考核包括德、能、勤、绩、廉五个方面，以履行岗位职责和完成年度目标任务情况为重点。",
            "考核指标分为共性指标和个性指标，共性指标权重为40%，个性指标权重为60%。个性指标由各部门结合岗位职责提出，报人事科审核，每个岗位以5至8项为宜，单项分值不低于5分。",
            "指标应当具体、可衡量，明确目标值、评分标准和数据来源；确需调整的，应当于每年6月底前提出，经院长办公会审议后执行。",
            "考核满分为100分，另设加分项和扣分项，加分不超过5分，扣分不设上限。各部门具体考核指标及评分细则另行制定。",
        ],
    ),
    (
        "第三章  考核程序",
        [
            "考核分为平时考核和年度考核。平时考核每季度进行一次，得分按30%的比例计入年度考核总分；民主测评占20%，领导评价占20%，业绩考核占30%。",
            "年度考核按照个人述职、民主测评、部门评分、综合评定、公示反馈的程序进行，公示时间不少于5个工作日。",
            "被考核人对考核结果有异议的，可以在公示期内向人事科提出申诉，人事科应当在10个工作日内作出书面答复。",
        ],
    ),
    (
        "第四章  考核等次及结果运用",
        [
            "年度考核结果分为优秀、合格、基本合格和不合格四个等次。优秀等次人数一般控制在参加考核人数的15%以内，最多不超过20%。",
            "考核得分90分以上且位于本部门前15%的，可以评为优秀；60分以下的为不合格。",
            "有下列情形之一的，不得评为优秀：受到党纪政务处分的；全年病假累计超过3个月的；发生安全责任事故的。",
            "考核结果作为岗位聘任、绩效工资分配和评先评优的依据。连续两年不合格的，予以解聘。",
        ],
    ),
    ("第五章  附则", ["本办法由人事科负责解释，自2024年1月1日起施行。"]),
]
TIMES = [
    ["时间", "工作内容", "责任部门", "要求"],
    ["11月20日前", "印发年度考核通知，组织动员", "人事科", "明确评分要求"],
    ["12月1日—10日", "个人述职，提交自评材料", "各部门", "自评得分100%提交"],
    ["12月11日—15日", "民主测评、部门评分", "各部门", "参评人数不低于80%"],
    ["12月16日—20日", "汇总得分，综合评定等次", "考核领导小组", "优秀比例不超过15%"],
    ["12月21日—27日", "公示、受理申诉", "人事科", "不少于5个工作日"],
]
FORM = [
    ["姓名", "", "部门", ""],
    ["考核年度", "", "考核得分及等次", ""],
    ["申诉事项及理由", "", "", ""],
    ["部门意见", "", "", ""],
    ["人事科复核意见", "", "", ""],
    ["考核领导小组决定", "", "", ""],
]
NUMERALS = "一二三四五六七八九"


def ordinal(number):
    ten, one = divmod(number, 10)
    return "第" + ("十" if ten else "") + (NUMERALS[one - 1] if one else "") + "条"


def fill(document, rows):
    table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def build(target):
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime(2023, 12, 1)
    font = document.styles["Normal"].font
    font.name, font.size = "仿宋", Pt(14)
    font.element.rPr.rFonts.set(qn("w:eastAsia"), "仿宋")
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run(TITLE).font.size = Pt(20)
    number = 0
    for chapter, articles in ARTICLES:
        document.add_paragraph(chapter).alignment = WD_ALIGN_PARAGRAPH.CENTER
        for text in articles:
            number += 1
            paragraph = document.add_paragraph()
            paragraph.paragraph_format.first_line_indent = Cm(1)
            paragraph.add_run(ordinal(number) + "  ").bold = True
            paragraph.add_run(text)
    document.add_paragraph("附件1  年度考核工作日程安排表")
    fill(document, TIMES)
    document.add_paragraph("附件2  绩效考核申诉表")
    table = fill(document, FORM)
    for row in table.rows[2:]:
        row.cells[1].merge(row.cells[3])
    document.save(str(target))


if __name__ == "__main__":
    build(Path(__file__).parent / "source.docx")
