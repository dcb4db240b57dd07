"""Builds source.docx: made-up yearly key figures of a company's sales department, scored by a formula.

    python build.py

Targets with amounts stand in a column of their own; most rows say 得分=实际完成值/目标值×权重 instead of a tariff in words.
"""

import io
import itertools
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

HEAD = [
    "岚泽食品股份有限公司",
    "2024年度部门绩效考核表（营销部）",
    "考核期：2024年1月1日至2024年12月31日　　　　　　　考核人：总经理　　　　　　　被考核部门：营销部",
    "本表作为《2024年度经营目标责任书》附件。单项得分最高不超过该项权重的120%，年度得分与部门绩效奖金总额挂钩。",
]
HEADER = ["序号", "指标类别", "考核指标", "量化指标（目标值）", "权重", "计分公式", "数据来源", "得分"]
WIDTHS = [1.0, 1.8, 2.4, 2.3, 1.2, 6.4, 1.6, 1.0]
# Number, class (with its first row only), indicator, target, weight, formula and tariff, source.
ROWS = [
    ["1", "业绩指标", "销售收入", "12600万元", "25%", "得分=实际完成值/目标值×权重", "财务部"],
    ["2", "", "回款率", "≥95%", "15%", "回款率=当期实际回款额/当期应收账款额×100%。得分=实际完成值/目标值×权重；低于80%不得分。", "财务部"],
    ["3", "", "新客户开发", "不少于18家", "10%", "得分＝实际完成值／目标值×权重", "营销部"],
    ["4", "", "销售毛利率", "≥22.5%", "10%", "销售毛利率=（销售收入-销售成本）/销售收入×100%。每低于目标值0.5个百分点扣1分，扣完为止。", "财务部"],
    ["5", "费用与管理指标", "销售费用", "≤430万元", "10%", "每超支1万元扣0.2分，超支10%以上不得分。", "财务部"],
    ["6", "", "合同归档及时率", "100%", "5%", "合同归档及时率=按时归档合同份数/应归档合同份数×100%。每迟归1份扣0.5分；合同遗失的，每份扣2分。", "行政部"],
    ["7", "", "客户档案完整率", "≥98%", "5%", "得分=实际完成值/目标值×权重", "行政部"],
    ["8", "客户服务指标", "客户满意度", "≥90分", "10%", "达到目标值得满分，每低1分扣1分，低于75分不得分。", "客服部"],
    ["9", "", "投诉处理及时率", "100%", "5%", "投诉逾期处理的，每件扣1分；因处理不当被媒体曝光的，该项不得分。", "客服部"],
    ["10", "风控指标", "合规经营", "不发生", "5%", "违反价格管理规定的，每次扣1分；发生商业贿赂案件的，一票否决。", "审计部"],
    ["11", "加分指标", "市场创新", "—", "加分项", "成功开发省外战略客户的，每家加2分，最多加6分。", "营销部"],
]  # fmt: skip
TAIL = [
    "备注：1.实际完成值以财务部年终决算数据为准。",
    "2.年度得分≥100分，绩效系数为1.2；90～99分，绩效系数为1.0；80～89分，绩效系数为0.8；低于80分，绩效系数为0.6。",
    "总经理（签字）：　　　　　　　　营销部负责人（签字）：　　　　　　　　日期：",
]


def write_table(document):
    table = document.add_table(rows=2 + len(ROWS), cols=len(HEADER), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, [HEADER, *ROWS], strict=False):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    starts = [index for index, row in enumerate(ROWS, 1) if row[1]] + [1 + len(ROWS)]
    for start, end in itertools.pairwise(starts):
        merged = table.cell(start, 1).merge(table.cell(end - 1, 1))
        for paragraph in merged.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
    last = table.rows[-1].cells
    last[0].merge(last[3]).text = "合计（不含加分）"
    last[4].text = "100%"
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def build():
    document = docx.Document()
    for line, size in zip(HEAD, (14, 18, 10, 11), strict=True):
        paragraph = document.add_paragraph()
        paragraph.add_run(line).font.size = Pt(size)
        if size > 12:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_table(document)
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
