"""Builds source.docx: a made-up county's checklist for resident village teams, two lists side by side in one landscape table.

    python build.py

Each half has a heading row of its own (序号 | 事项 | 考核标准 | 分值), Roman numbers that begin again and a section with points
above it; a narrow blank column parts them. The right half is one row shorter.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

TITLE = "云陂县驻村第一书记和工作队2024年度履职考核对照表"
LEAD = [
    "附件2",
    "工作队所在村：　　　　　　　　派出单位：　　　　　　　　考核组成员签名：",
]
HEADER = ["序号", "事项", "考核标准", "分值"]
WIDTHS = [1.0, 1.7, 8.4, 1.0, 0.4, 1.0, 1.7, 8.4, 1.0]
LEFT = ("一、日常管理（50分）", [
    ["Ⅰ", "驻村时间", "驻村时间每月不少于22天，每少1天扣0.5分；脱岗1次扣2分，累计脱岗3次以上的不得分。", "8"],
    ["Ⅱ", "例会学习", "工作例会每周不少于一次，每少一次扣0.2分；无会议记录的，每次扣0.1分。", "6"],
    ["Ⅲ", "民情走访", "监测户走访每月不少于1遍，一般农户走访每季度不少于1遍。漏访的每户扣0.2分，最多扣5分；走访记录代签、补记的，发现一处扣0.5分。", "10"],
    ["Ⅳ", "工作台账", "台账资料完整规范。缺项、漏项的，每处扣0.1分，累计扣完为止；弄虚作假的，不得分。", "6"],
    ["Ⅴ", "请假销假", "请销假手续不全的，每人次扣1分。", "5"],
    ["Ⅵ", "日志上传", "工作日志上传率达到95%以上得满分，每低1%扣0.1分，未达到60%不得分。", "5"],
    ["Ⅶ", "经费使用", "驻村工作经费当年支出率≥８０％，每低5个百分点扣0.5分；挪用工作经费的，不得分。", "5"],
    ["Ⅷ", "廉洁自律", "严格遵守中央八项规定精神和廉洁纪律。受到党纪政务处分的，一票否决。", "5"],
])  # fmt: skip
RIGHT = ("二、帮扶成效（50分）", [
    ["Ⅰ", "防止返贫", "监测对象识别纳入不及时的，每户扣0.5分；帮扶措施不精准的，视情节扣1～3分；发生规模性返贫的，一票否决。", "12"],
    ["Ⅱ", "集体经济", "村集体经济收入同比增长10%以上得满分，增长5%～10%的按比例得分，增长低于5%的不得分。", "10"],
    ["Ⅲ", "产业帮扶", "每引进1个产业项目得2分，最高得6分；务工就业的脱贫劳动力不少于20人，每少1人扣0.1分。", "8"],
    ["Ⅳ", "政策落实", "医疗、教育、住房保障政策落实率100%。未落实到位的，每户次扣1分。", "7"],
    ["Ⅴ", "人居环境", "生活垃圾日产日清，户用厕所完好率达到百分之九十五。发现1处垃圾积存扣0.2分，厕所损坏未修复的每户扣0.1分。", "6"],
    ["Ⅵ", "群众评议", "群众满意度达到90%得满分，每降低2个百分点扣0.5分，低于七成的不得分。", "5"],
    ["Ⅶ", "典型宣传", "帮扶经验被县级以上媒体刊发的，每篇加0.5分，满分2分。", "2"],
])  # fmt: skip
TAIL = "说明：两部分合计100分；60分以下为不合格，不合格的第一书记和队员由派出单位召回调整。"


def set_landscape(section):
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)


def build():
    document = docx.Document()
    set_landscape(document.sections[0])
    document.add_paragraph(LEAD[0])
    title = document.add_paragraph()
    title.add_run(TITLE).font.size = Pt(18)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(LEAD[1])
    height = max(len(LEFT[1]), len(RIGHT[1]))
    table = document.add_table(rows=height + 2, cols=9)
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    for offset, (section, rows) in ((0, LEFT), (5, RIGHT)):
        for index, row in enumerate([HEADER, *rows], 1):
            for column, text in enumerate(row):
                table.cell(index, offset + column).text = text
        table.cell(0, offset).merge(table.cell(0, offset + 3)).text = section
    document.add_paragraph(TAIL)
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
