"""Builds source.docx: a made-up annex to a report on the performance of public spending.

    python build.py

Three levels, each merged downwards and each with a column of points of its own; the headings 分值 come three times.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

HEAD = [
    "附件2",
    "青芜县农村饮水安全巩固提升项目支出绩效评价指标体系及评分标准",
    "评价年度：2023年　　项目主管部门：青芜县水利局　　预算资金：1860万元",
]
HEADER = ["一级指标", "分值", "二级指标", "分值", "三级指标", "分值", "指标解释", "评价标准", "得分"]
WIDTHS = [1.6, 1.1, 2.0, 1.1, 2.4, 1.1, 5.4, 6.6, 1.1]
# First level, its points, [second level, its points, [third level, points, explanation, standard]]
TREE = [
    ("决策", "20", [
        ("项目立项", "8", [
            ["立项依据充分性", "4", "项目立项是否符合法律法规、国家饮水安全政策及部门职责。",
             "①符合国家法律法规和相关政策；\n②与部门职责范围相符；\n③属于公共财政支持范围。\n不符合1项扣1.5分，扣完为止。"],
            ["立项程序规范性", "4", "项目申请、设立过程是否符合相关要求。", "未经集体决策的扣2分；申报材料不全的，每缺1份扣1分。"],
        ]),
        ("绩效目标", "6", [
            ["绩效目标合理性", "6", "绩效目标是否与预算资金量相匹配，指标是否细化、可衡量。",
             "未设定绩效目标的，该项不得分；目标与实际工作内容不相符的扣2分；指标不可衡量的，每个扣0.5分。"],
        ]),
        ("资金投入", "6", [
            ["预算编制科学性", "6", "预算编制是否经过科学论证，额度测算是否有明确标准。", "未经论证的扣3分；额度测算依据不充分的酌情扣分。"],
        ]),
    ]),
    ("过程", "25", [
        ("资金管理", "13", [
            ["资金到位率", "4", "资金到位率=（实际到位资金/预算资金）×100%。", "资金到位率达到100%得满分，每降低1个百分点扣0.1分。"],
            ["预算执行率", "4", "预算执行率=（实际支出资金/实际到位资金）×100%。", "预算执行率≥95%得4分；85%（含）～95%得2分；低于85%不得分。"],
            ["资金使用合规性", "5", "项目资金使用是否符合相关财务管理制度规定。",
             "存在截留、挤占、挪用、虚列支出情况的，该项不得分；未实行专账核算的扣2分。"],
        ]),
        ("组织实施", "12", [
            ["管理制度健全性", "4", "项目实施单位的财务和业务管理制度是否健全。", "未制定项目管理制度的扣2分；未制定财务管理制度的扣2分。"],
            ["制度执行有效性", "8", "项目实施是否符合相关管理规定。",
             "①项目调整手续完备；②合同书、验收报告等资料齐全并及时归档；③项目实施的人员、场地、设备落实到位。\n每有1项不符合扣2分；存在重大变更未报批的，该项不得分。"],
        ]),
    ]),
    ("产出", "30", [
        ("产出数量", "10", [
            ["管网铺设完成率", "5", "管网铺设完成率=（实际铺设长度/计划铺设长度）×100%。", "完成率100%得满分，未完成的按比例得分。"],
            ["受益人口完成率", "5", "受益人口完成率=（实际受益人口数/计划受益人口数）×100%。", "每低于计划5个百分点扣0.5分。"],
        ]),
        ("产出质量", "10", [
            ["工程验收合格率", "5", "工程验收合格率=验收合格的单位工程数/单位工程总数×100%。", "合格率达到100%得满分，每有1处不合格扣1分。"],
            ["供水水质达标率", "5", "供水水质达标率不低于90％。供水水质达标率=水质检测合格样品数/检测样品总数×100%。", "每降低1个百分点扣0.5分。"],
        ]),
        ("产出时效", "5", [
            ["完成及时性", "5", "项目是否按计划时间完工。", "逾期完工的，每逾期10天扣1分；逾期60天以上的，该项不得分。"],
        ]),
        ("产出成本", "5", [
            ["成本节约率", "5", "成本节约率=（计划成本-实际成本）/计划成本×100%。", "实际成本未超出计划成本的得满分；超出的，每超出1个百分点扣1分。"],
        ]),
    ]),
    ("效益", "25", [
        ("项目效益", "15", [
            ["供水保障能力", "8", "项目实施对改善农村供水条件的作用。", "供水保证率95%以上得8分，90%～95%得5分，90%以下不得分。"],
            ["长效管护机制", "7", "是否建立水费收缴、管护队伍等长效运行机制。", "未建立管护制度的扣3分；未落实管护人员的扣2分；水费收缴率低于80%的扣2分。"],
        ]),
        ("满意度", "10", [
            ["受益群众满意度", "10", "受益群众对项目实施效果的满意程度，通过问卷调查获取。",
             "满意度90%及以上得10分，80%～90%得6分，60%～80%得3分，60%以下不得分。"],
        ]),
    ]),
]  # fmt: skip
TAIL = [
    "说明：综合评价得分90分（含）以上为“优”，80分（含）至90分为“良”，60分（含）至80分为“中”，60分以下为“差”。",
    "本指标体系参照项目支出绩效评价管理有关规定，结合项目特点编制。",
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def merge_down(table, column, start, end, text):
    fill(table.cell(start, column).merge(table.cell(end, column)), text)


def leaves(table, at, rows):
    for texts in rows:
        for column, text in enumerate(texts, 4):
            fill(table.cell(at, column), text)
        at += 1
    return at


def body(table):
    at = 1
    for first, first_points, seconds in TREE:
        start = at
        for second, second_points, rows in seconds:
            end = leaves(table, at, rows)
            merge_down(table, 2, at, end - 1, second)
            merge_down(table, 3, at, end - 1, second_points)
            at = end
        merge_down(table, 0, start, at - 1, first)
        merge_down(table, 1, start, at - 1, first_points)
    return at


def build():
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for line in HEAD:
        document.add_paragraph(line)
    count = 2 + sum(len(rows) for _, _, seconds in TREE for _, _, rows in seconds)
    table = document.add_table(rows=count, cols=len(HEADER), style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        fill(cell, text)
    at = body(table)
    for column, text in ((0, "合计"), (1, "100"), (3, "100"), (5, "100")):
        fill(table.cell(at, column), text)
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
