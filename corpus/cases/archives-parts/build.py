"""Builds source.docx: a made-up score sheet for the archives of county bureaus, each cell a list of scored items.

    python build.py

Every content cell holds items 1. 2. 3. with points in brackets that add up to the points of the row, in one paragraph or
in one for each, some with a deduction of their own behind the bracket.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

HEAD = [
    "菁溪县档案局　菁溪县档案馆",
    "关于开展2024年度县直机关档案工作评价的通知",
    "县直各机关、企事业单位：",
    "为落实档案工作责任制，提升机关档案工作规范化水平，现就开展2024年度档案工作评价有关事项通知如下。评价采取自查自评与实地抽查相结合的方式，自评材料于11月15日前报县档案局。评价满分100分，评分标准见附表。",
    "附表　县直机关档案工作评价评分表",
]
HEADER = ["序号", "评价项目", "评价内容", "分值", "评分标准", "自评分", "备注"]
WIDTHS = [1.0, 1.8, 6.4, 1.1, 5.0, 1.1, 1.2]
ROWS = [
    ["一、组织管理"],
    ["1", "领导责任", "1.将档案工作列入单位年度工作计划（5分）；2.明确分管领导和专（兼）职档案员（3分）；3.档案工作经费列入部门预算（2分）。", "10",
     "未列入计划的扣5分；分管领导、档案员未明确的，每项扣1.5分；经费未列入预算的扣2分。"],
    ["2", "制度建设", "1.建立归档、保管、利用、保密、鉴定销毁制度（5分）；\n2.档案分类方案和归档范围经县档案馆审批（3分）。", "8",
     "制度每缺1项扣1分；未经审批的扣3分。"],
    ["3", "教育培训", "1.档案员业务培训每年不少于24学时（4分）；2.每年开展1次档案法治宣传（2分）。", "6", "培训学时不足的按比例得分；未开展宣传的扣2分。"],
    ["二、基础业务"],
    ["4", "归档质量", "1.文件材料归档率达到98%以上（6分）；\n2.归档文件整理规范，排列、编号、编目正确（5分）；\n3.照片、录音录像档案说明完整（3分）。", "14",
     "归档率每降低1个百分点扣1分；整理不规范的，每件扣0.1分，最多扣3分；说明不完整的，每张扣0.1分。"],
    ["5", "档案保管", "1.档案库房面积不少于20平方米，专室专用（4分）。未专室专用的扣4分；\n2.库房配备温湿度监测、消防、防盗设施（4分）。缺1种扣1分；\n3.档案柜架完好率100%（4分）。",
     "12", "柜架损坏未修复的，每组扣0.5分。"],
    ["6", "鉴定移交", "1.按期开展到期档案鉴定（3分）；2.按规定向县档案馆移交到期档案（5分）。", "8", "未开展鉴定的扣3分；未按规定移交的，该项不得分。"],
    ["三、信息化与利用"],
    ["7", "档案数字化", "1.室藏永久档案数字化率≥80%（6分）；2.室藏档案目录数据齐全（4分）；3.数字化成果异地备份（2分）。", "12",
     "数字化率每降低5个百分点扣1分；目录数据不全的，每卷扣0.1分；未备份的扣2分。"],
    ["8", "电子档案", "1.办公系统电子文件归档率不低于90％（6分）；\n2.电子档案管理系统符合功能要求（4分）。", "10",
     "归档率90%以上得6分，70%～90%得3分，低于70%不得分；系统功能不符合要求的酌情扣分。"],
    ["9", "档案利用", "1.查阅登记手续齐全（4分）；2.利用实例编写每年不少于5例（3分）；3.年度大事记、组织沿革编写及时（3分）。", "10",
     "登记不全的，每次扣0.5分；利用实例每少1例扣0.5分；未及时编写的，每种扣1.5分。"],
    ["四、安全保密"],
    ["10", "档案安全", "1.落实档案安全检查制度，安全检查每月不少于1次（5分）；\n2.涉密档案管理符合保密规定（5分）。", "10",
     "安全检查缺1次扣0.5分；违反保密规定的，每起扣2分；发生档案损毁、丢失、泄密事件的，一票否决。"],
    ["", "合计", "", "100", ""],
]  # fmt: skip
TAIL = ["填表人：　　　　　　　　　单位负责人：　　　　　　　　　填表日期：　　年　　月　　日"]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def build():
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=1 + len(ROWS), cols=len(HEADER), style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, [HEADER, *ROWS], strict=True):
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
        if len(texts) == 1:
            fill(row.cells[0].merge(row.cells[-1]), texts[0])
            continue
        for cell, text in zip(row.cells, texts, strict=False):
            fill(cell, text)
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
