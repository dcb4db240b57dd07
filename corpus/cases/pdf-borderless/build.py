"""Builds source.pdf: a made-up table of a health bureau without a single line, targets in a column of their own.

    python corpus/cases/pdf-borderless/build.py

Printed through LibreOffice by hospital-notice-2022/pdf.py (see there for what it needs), in Noto Serif CJK SC.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "hospital-notice-2022"))

import docx  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.shared import Pt  # noqa: E402
from pdf import Look, print_pdf, set_font, set_page, style  # noqa: E402

LOOK = Look(
    (1.3, 4.2, 2.6, 1.5, 7.0), "Noto Serif CJK SC", 10.5, spacing=1.1, rulings=(), header_repeated=False, row_spacing=5
)
TITLE = "澜桥市属公立医院2024年度运营质量考核指标表"
LEAD = [
    "市卫生健康委委属各医院：",
    "为加强委属医院精细化管理，提升医疗服务质量和运营效率，现将2024年度运营质量考核指标印发给你们。考核满分100分，各项指标得分扣完为止，不计负分。"
    "数据由市卫生健康统计信息中心从病案首页、财务年报中提取，各医院应于次年1月15日前完成核对，逾期不予更改。",
]
HEADER = ["序号", "指标名称", "目标值", "权重", "评分办法"]
ROWS = [
    ["1", "出院患者甲级病案率", "≥95%", "6", "每降低1个百分点扣0.5分。"],
    ["2", "平均住院日", "≤8.5天", "6", "每超过0.5天扣1分。"],
    ["3", "病房床护比", "1:0.5", "5", "未达到的，该项不得分。"],
    ["4", "床位使用率", "90%～95%", "6", "床位使用率=实际占用总床日数÷实际开放总床日数×100%。每偏离1个百分点扣0.3分。"],
    ["5", "住院患者压力性损伤发生率", "≤0.3‰", "5", "每超过0.1‰扣1分；漏报、瞒报的，每例扣2分。"],
    ["6", "门诊患者满意度", "不低于90%", "6", "由第三方机构随机抽取门诊患者进行问卷调查。达到目标值得满分，每降低1个百分点扣0.5分，低于75%的不得分。"],
    ["7", "药品收入占医疗收入的比例", "不超过28%", "5", "每超过1个百分点扣0.5分。"],
    ["8", "百元医疗收入消耗的卫生材料费", "≤22元", "5", "每超过1元扣0.5分。"],
    ["9", "大型设备检查阳性率", "≥70%", "5", "每降低2个百分点扣0.5分。"],
    ["10", "处方合格率", "＞98%", "5", "每降低1个百分点扣0.5分。发现超说明书用药且未备案的，每张处方扣0.2分，最多扣2分。"],
    ["11", "三级以上手术占比", "较上年提高", "4", "未提高的扣2分。"],
    ["12", "基本药物使用金额占比", "42%以上", "5", "基本药物使用金额占比=基本药物使用金额/药品使用总金额×100%。每降低1个百分点扣0.5分。"],
    ["13", "医院感染发生率", "＜5%", "4", "数据由市医院感染管理质量控制中心核定，医院自查数据仅作参考。达不到目标值的扣2分；发生医院感染暴发事件的，该项不得分。"],
    ["14", "危急值通报及时率", "100%", "5", "每例未及时通报扣1分。"],
    ["15", "急诊抢救响应时间", "3分钟以内", "4", "超过时限的，每例扣0.5分；造成不良后果的，该项不得分。"],
    ["16", "人员支出占业务支出的比例", "≥35%，力争达到40%", "5", "低于35%的，每降低1个百分点扣0.5分。"],
    ["17", "继续医学教育学分达标率", "不低于95%", "4", "未达到的按比例得分。"],
    ["18", "电子病历系统应用水平", "力争达到5级", "4", "达不到的扣2分；当年未参加分级评价的，该项不得分。"],
    ["19", "医疗纠纷", "≤2起/年", "4", "每超1起扣1分。纠纷处置不当引发群体性事件的，一票否优。"],
    ["20", "病床周转次数", "≥32次/年", "4", "每少1次扣0.2分。没有住院病床的医院不考核此项。"],
    ["21", "门诊次均费用增幅", "≤５％", "3", "每超过1个百分点扣1分。"],
    ["", "合计", "", "100", ""],
]  # fmt: skip
NOTE = "说明：目标值由市卫生健康委根据上年度监测数据核定，年中不作调整。"


def build():
    document = docx.Document()
    set_font(document, LOOK)
    set_page(document, LOOK)
    title = document.add_paragraph(TITLE)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.runs[0].font.size = Pt(16)
    for number, line in enumerate(LEAD):
        paragraph = document.add_paragraph(line)
        paragraph.paragraph_format.first_line_indent = Pt(21 if number else 0)
        paragraph.paragraph_format.line_spacing = 1.5
    cells = [HEADER, *ROWS]
    table = document.add_table(rows=len(cells), cols=len(HEADER))
    for row, texts in zip(table.rows, cells, strict=True):
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.paragraphs[0].text = text
            if column in (0, 2, 3):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    style(table, LOOK)
    for row in table.rows[1:]:
        row.cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    document.add_paragraph(NOTE)
    return document


if __name__ == "__main__":
    print_pdf(build(), HERE / "source.pdf")
