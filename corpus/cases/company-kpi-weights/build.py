"""Builds source.docx: a made-up table of performance indicators of a waterworks company.

    python build.py

Weights in per cent, two levels of them; a target, a formula and a tariff in a column each; the source of the data and a
column to fill in.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

HEAD = [
    "泠江水务集团有限公司",
    "2024年度部门绩效考核表（管网运行部）",
    "被考核部门：管网运行部　　考核周期：2024年1月1日至2024年12月31日　　考核主体：绩效考核委员会",
]
HEADER = ["维度", "指标", "权重\n(%)", "目标值", "计算公式", "评分标准", "数据来源", "得分"]
WIDTHS = [1.8, 2.8, 1.4, 2.2, 5.6, 6.0, 2.2, 1.2]
GROUPS = [
    ("经营效益\n30%", [
        ["售水量完成率", "10%", "≥100%", "售水量完成率=实际售水量÷计划售水量×100%", "达到目标值得满分，每降低1个百分点扣1分，扣完为止。", "营业收费系统"],
        ["水费回收率", "10%", "98%以上", "水费回收率=实收水费÷应收水费×100%", "每降低0.5个百分点扣1分，低于90%不得分。", "财务报表"],
        ["吨水成本", "10%", "≤1.85元", "吨水成本=制水总成本÷售水总量", "每超出0.01元扣0.2分。", "财务报表"],
    ]),
    ("运行管理\n40%", [
        ["管网漏损率", "15%", "≤9%，力争≤8.5%", "管网漏损率=（供水总量－有效供水量）÷供水总量×100%",
         "漏损率9%以内得15分，9%～10%得10分，10%～12%得5分，高于12%不得分。", "产销差月报"],
        ["水质综合合格率", "10%", "不低于99.5%", "水质综合合格率=各单项检测合格项次之和÷检测总项次×100%",
         "每降低0.1个百分点扣1分；发生水质污染责任事故的，一票否决。", "水质检测中心"],
        ["抢修及时率", "8%", "≥98%", "抢修及时率=规定时限内完成抢修次数÷抢修总次数×100%", "未及时抢修的，每次扣1分，最多扣5分。", "调度系统"],
        ["设备完好率", "7%", "95%", "设备完好率=完好设备台数÷设备总台数×100%", "每低1个百分点扣0.5分。", "设备台账"],
    ]),
    ("客户服务\n15%", [
        ["客户满意度", "8%", "≥90分", "", "由第三方机构电话回访测评。达到目标值得满分，每降低1分扣0.5分。", "第三方报告"],
        ["投诉办结率", "7%", "100%", "投诉办结率=按期办结投诉件数÷受理投诉总件数×100%", "每降低1%扣0.5分；因处理不当被媒体曝光的，每次扣3分。", "客服热线"],
    ]),
    ("安全与党建\n15%", [
        ["安全生产责任事故", "5%", "不发生", "", "发生轻伤事故的，每起扣2分；发生重伤及以上事故的，该项不得分。", "安全环保部"],
        ["培训计划完成率", "5%", "≥95%", "培训计划完成率=已完成培训项数÷计划培训项数×100%", "未达到目标值的，按完成比例得分。", "人力资源部"],
        ["党建工作", "5%", "—", "", "未完成年度党建任务的，按照集团《党建工作责任制考核办法》扣分。", "党群工作部"],
    ]),
]  # fmt: skip
TAIL = [
    "注：1.单项得分以权重分为上限，扣完为止。",
    "2.部门绩效得分=∑各指标得分，结果分为A、B、C、D四等，与部门负责人年薪挂钩。",
    "部门负责人：　　　　　　分管领导：　　　　　　考核组：",
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def build():
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=2 + sum(len(rows) for _, rows in GROUPS), cols=8, style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        fill(cell, text)
    at = 1
    for name, rows in GROUPS:
        for offset, texts in enumerate(rows):
            for column, text in enumerate(texts, 1):
                fill(table.cell(at + offset, column), text)
        fill(table.cell(at, 0).merge(table.cell(at + len(rows) - 1, 0)), name)
        at += len(rows)
    fill(table.cell(at, 0).merge(table.cell(at, 1)), "合计")
    fill(table.cell(at, 2), "100%")
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
