"""Builds source.docx: a made-up yearly assessment of a college's teachers, four grades in four rows for each item.

    python build.py

Everything but the grades is merged over the four rows of an item; the points are a range (0-10分), as are those of the grades.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

HEAD = [
    "附件2",
    "澜台职业技术学院教师年终考核评分表",
    "（2024年度）",
    "所在部门：　　　　　　　　姓名：　　　　　　　　专业技术职务：",
]
HEADER = ["考核指标", "序号", "考核项目", "考核内容", "分值", "等次及评分标准", "自评分", "部门评分"]
WIDTHS = [1.7, 1.0, 1.8, 3.6, 1.5, 6.6, 1.0, 1.0]
# Section, then its items: number, name, content, points, four grades.
SECTIONS = [
    ("思想政治与师德\n（30分）", [
        ["1", "政治表现", "拥护党的路线方针政策，参加政治理论学习和教职工大会。", "0-10分",
         ["优（9-10分）：政治立场坚定，学习认真，出勤率95%以上。", "良（7-8分）：政治立场坚定，出勤率85%以上。",
          "中（5-6分）：能参加政治学习，出勤率70%以上。", "差（0-4分）：无故不参加政治学习，或有错误言论。"]],
        ["2", "师德师风", "遵守新时代高校教师职业行为准则，教书育人，为人师表。", "0-10分",
         ["优（9-10分）：模范遵守职业行为准则，受到校级以上表彰。", "良（7-8分）：自觉遵守职业行为准则，学生反映良好。",
          "中（5-6分）：基本遵守职业行为准则，无学生投诉。", "差（0-4分）：违反职业行为准则，被投诉并查证属实。"]],
        ["3", "组织纪律", "遵守学校规章制度，服从工作安排，履行请假手续。", "0-10分",
         ["优（9-10分）：全年无迟到、早退、旷工，主动承担任务。", "良（7-8分）：服从工作安排，迟到、早退不超过3次。",
          "中（5-6分）：基本服从工作安排，迟到、早退不超过6次。", "差（0-4分）：不服从工作安排，或有旷工行为。"]],
    ]),
    ("教育教学\n（40分）", [
        ["4", "教学工作量", "完成学校规定的年度额定教学工作量。", "0～15分",
         ["优（13～15分）：完成额定工作量的120%以上。", "良（10～12分）：完成额定工作量的100%以上。",
          "中（6～9分）：完成额定工作量的80%以上。", "差（0～5分）：完成额定工作量不足80%。"]],
        ["5", "教学质量", "教学文件齐全，课堂教学效果好，学生评教和督导评价高。", "0～15分",
         ["优（13～15分）：学生评教排名在本部门前30%，督导评价为优秀。", "良（10～12分）：学生评教排名在本部门前60%，督导评价为良好以上。",
          "中（6～9分）：学生评教合格，督导评价为合格。", "差（0～5分）：学生评教不合格，或发生教学事故。"]],
        ["6", "教学改革", "参与专业建设、课程建设、教材建设和教学改革研究。", "0-10分",
         ["优（9-10分）：主持省级以上教改项目或获省级以上教学奖励。", "良（7-8分）：主持校级教改项目或参与省级教改项目。",
          "中（5-6分）：参与校级教改项目或课程建设。", "差（0-4分）：未参与教学改革与建设工作。"]],
    ]),
    ("科研与社会服务\n（30分）", [
        ["7", "科研项目", "主持或参与各级各类科研项目，按期结题。", "0-10分",
         ["优（9-10分）：主持省部级以上项目或横向到账经费20万元以上。", "良（7-8分）：主持市厅级项目或横向到账经费10万元以上。",
          "中（5-6分）：主持校级项目或参与市厅级项目。", "差（0-4分）：未参与科研项目，或项目逾期未结题。"]],
        ["8", "科研成果", "发表论文、出版著作、获得专利或科研奖励。", "0-10分",
         ["优（9-10分）：发表核心期刊论文2篇以上或获授权发明专利1项以上。", "良（7-8分）：发表核心期刊论文1篇或一般期刊论文2篇以上。",
          "中（5-6分）：发表一般期刊论文1篇。", "差（0-4分）：本年度无科研成果。"]],
        ["9", "公共服务", "担任班主任、指导学生竞赛、参与招生就业和社会培训。", "0-10分",
         ["优（9-10分）：承担3项以上公共服务工作，成绩突出。", "良（7-8分）：承担2项公共服务工作，完成较好。",
          "中（5-6分）：承担1项公共服务工作，基本完成。", "差（0-4分）：拒不承担公共服务工作。"]],
    ]),
]  # fmt: skip
TAIL = [
    "填表说明：1.考核总分100分，最终得分=自评分×20%+部门评分×80%。",
    "2.考核结果分为优秀、合格、基本合格、不合格四个等次，优秀比例不超过参加考核人数的15%。",
    "3.有师德失范行为的，年度考核直接定为不合格。",
    "部门负责人签字：　　　　　　　　　　　　年　　月　　日",
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def merge(table, column, first, last, text):
    cell = table.cell(first, column).merge(table.cell(last, column))
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    fill(cell, text)


def write_item(table, number, name, content, points, grades):
    first = len(table.rows)
    for grade in grades:
        table.add_row().cells[5].text = grade
    last = len(table.rows) - 1
    for column, text in zip((1, 2, 3, 4, 6, 7), (number, name, content, points, "", ""), strict=True):
        merge(table, column, first, last, text)


def build():
    document = docx.Document()
    for index, line in enumerate(HEAD):
        paragraph = document.add_paragraph()
        paragraph.add_run(line).font.size = Pt(16 if index == 1 else 12)
        if index in (1, 2):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=1, cols=len(HEADER), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    for section, items in SECTIONS:
        first = len(table.rows)
        for item in items:
            write_item(table, *item)
        merge(table, 0, first, len(table.rows) - 1, section)
    cells = table.add_row().cells
    cells[0].merge(cells[3]).text = "合　计"
    cells[4].text = "100分"
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
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
