"""Builds source.docx: a made-up rating sheet for work safety, one logical table broken into seven.

    python build.py

Before each table a paragraph with the number, name and points of its group; each has a heading row of its own, and not all
of them head the points in the same words. The last has one row.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

HEAD = [
    "璜山县小型工贸企业安全生产标准化评分表",
    "企业名称：＿＿＿＿＿＿＿＿＿＿＿＿　　　　评审日期：＿＿＿＿年＿＿月＿＿日",
    "使用说明：本评分表共7个要素，总分100分。评审时对照评分标准逐项打分，每一检查项目以标准分值为限，扣满为止。最终得分80分以上为三级达标企业。",
]
WIDTHS = [3.6, 1.6, 9.2, 1.6]
TABLES = [
    ("1 目标职责（15分）", "标准分值", [
        ["1.1 安全生产目标", "5", "制定安全生产总目标和年度目标，逐级分解到部门和班组。未制定年度目标的扣2分；目标未分解的，每个部门扣0.5分；未考核的扣1分。"],
        ["1.2 机构与职责", "5", "按规定设置安全管理机构，专职安全管理人员不少于2名。未设置机构的，该项不得分；专职人员每少1名扣2分，扣满为止。"],
        ["1.3 安全投入", "5", "按规定提取和使用安全生产费用，专款专用。未提取的扣5分；超范围使用的，每笔扣0.5分。"],
    ]),
    ("2 制度化管理（10分）", "标准分值", [
        ["2.1 规章制度", "5", "安全生产规章制度健全。每缺1项制度扣1分；制度内容不符合现行法规的，每处扣0.5分。"],
        ["2.2 操作规程", "5", "岗位操作规程覆盖率100%。每缺1个岗位扣1分；未发放到岗位的，每个扣0.2分，扣满为止。"],
    ]),
    ("3 教育培训（15分）", "标准分值", [
        ["3.1 管理人员培训", "5", "主要负责人和安全管理人员持证率达到100%。1人无证扣2分。"],
        ["3.2 从业人员培训", "6", "新员工三级安全教育不少于24学时。未培训上岗的，每人扣1分；学时不足的，每人扣0.5分，最多扣3分。"],
        ["3.3 特种作业人员", "4", "特种作业人员持证上岗。无证上岗的，每人扣2分；伪造证件的，该项不得分。"],
    ]),
    ("4 现场管理（25分）", "标准\n分值", [
        ["4.1 设备设施", "8", "设备完好率≥95%，安全防护装置齐全有效。设备完好率每降低1个百分点扣0.5分；防护装置缺失的，每处扣1分，扣满为止。"],
        ["4.2 特种设备", "6", "特种设备定期检验率100%。未检验的，每台扣2分；未建立技术档案的，每台扣0.5分。"],
        ["4.3 作业安全", "6", "动火、有限空间、高处等危险作业实行作业票管理。\n未办理作业票的，每次扣2分；安全措施未落实的，每次扣1分；存在违章指挥的，该项不得分。"],
        ["4.4 警示标志", "5", "危险场所设置明显的安全警示标志。一处缺失或者不清晰扣0.5分。"],
    ]),
    ("5 风险管控与隐患治理（20分）", "标准分", [
        ["5.1 风险辨识", "6", "每年组织1次全面风险辨识。未组织的，该项不得分；重大风险未制定管控措施的，每项扣2分。"],
        ["5.2 隐患排查", "7", "综合检查每月不少于1次，班组检查每日不少于1次。每缺1次扣0.5分；检查无记录的，每次扣0.2分。"],
        ["5.3 隐患整改", "7", "隐患整改率=已整改隐患数／排查隐患总数×100％。\n整改率达到98%以上得7分，90%～98%得4分，低于90%不得分。"],
    ]),
    ("6 应急管理（10分）", "标准分值", [
        ["6.1 应急预案", "4", "编制综合应急预案和现场处置方案并备案。未编制的，该项不得分；未备案的扣1分。"],
        ["6.2 应急演练", "6", "综合应急演练每年不少于2次。演练每少1次扣2分；无评估总结的，每次扣1分。"],
    ]),
    ("7 事故管理（5分）", "标准分值", [
        ["7.1 事故报告", "5", "事故报告及时、准确。迟报、漏报的，每次扣2分；瞒报、谎报的，一票否决。"],
    ]),
]  # fmt: skip
TAIL = ["评审组长：　　　　　　　　评审员：　　　　　　　　　　　　企业负责人："]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def add_table(document, rows):
    table = document.add_table(rows=len(rows), cols=len(WIDTHS), style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
        for cell, text in zip(row.cells, texts, strict=False):
            fill(cell, text)


def build():
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    for heading, points, rows in TABLES:
        document.add_paragraph(heading)
        add_table(document, [["检查项目", points, "评分标准", "实得分"], *rows])
        document.add_paragraph("")
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
