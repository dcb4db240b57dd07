"""Builds source.docx: a made-up company's blank form for monthly goals. Right headings, no indicator.

python corpus/cases/docx-blank-kpi-form/build.py
"""

from datetime import datetime
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

HEADER = ["序号", "考核项目", "考核指标", "目标值", "权重（分）", "评分标准", "完成情况", "自评得分", "上级评分"]
LINES = 10
NOTES = [
    "填表说明：",
    "1.本表由被考核人于每月3日前填写，经直接上级确认后作为当月考核依据。指标数量以5—8项为宜，单项权重不低于5分，不高于30分，权重合计100分。",
    "2.评分标准应当明确、可量化，例如“完成率每低于目标值1个百分点扣1分，扣完为止”。",
    "3.考核得分=Σ各项指标得分；90分及以上为A，80—89分为B，70—79分为C，70分以下为D，A等比例不超过部门人数的20%。",
]


def build(target):
    document = docx.Document()
    document.core_properties.created = document.core_properties.modified = datetime(2024, 1, 2)
    font = document.styles["Normal"].font
    font.name, font.size = "宋体", Pt(10.5)
    font.element.rPr.rFonts.set(qn("w:eastAsia"), "宋体")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.add_run("员工月度绩效考核表（KPI）").font.size = Pt(16)
    document.add_paragraph("表单编号：HR-JX-003        考核月份：______年____月")
    document.add_paragraph("姓名：____________    部门：____________    岗位：____________    直接上级：____________")
    table = document.add_table(rows=LINES + 2, cols=len(HEADER), style="Table Grid")
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    for number, row in enumerate(table.rows[1:-1], 1):
        row.cells[0].text = str(number)
    table.cell(1, 1).merge(table.cell(5, 1))
    table.cell(6, 1).merge(table.cell(LINES, 1))
    last = table.rows[-1].cells
    last[0].merge(last[3]).text = "合    计"
    last[4].text = "100"
    for text in NOTES:
        document.add_paragraph(text)
    document.add_paragraph(
        "被考核人签字：                直接上级签字：                人力资源部：                日期："
    )
    document.save(str(target))


if __name__ == "__main__":
    build(Path(__file__).parent / "source.docx")
