"""Builds source.docx: a made-up table of indicators for the use of medicines, with a weight for each kind of hospital.

    python build.py

Three columns of points without a word like 分值 in their headings; a dash where an indicator is not for a kind; each
column adds up to 100.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

HEAD = [
    "附件1",
    "淙州市医疗机构药事管理与合理用药考核指标（2024年版）",
    "本指标适用于辖区内各级各类医疗机构，按医疗机构级别分别赋分，满分均为100分，各项得分扣完为止。",
]
HEADER = ["指标", "三级\n医院", "二级\n医院", "一级\n医院", "评分标准"]
WIDTHS = [3.6, 1.3, 1.3, 1.3, 8.5]
ROWS = [
    ["药事管理组织", "6", "6", "8", "药事管理与药物治疗学委员会（组）会议每季度不少于1次，每少1次扣1分。"],
    ["临床药师配备", "8", "6", "—", "未按规定配备临床药师的，每少1名扣2分，扣完为止。"],
    ["处方点评", "8", "8", "10", "点评处方数每月不少于100张。未开展点评的，每月扣1分；点评数量不足的扣0.5分。"],
    ["门诊处方合格率", "8", "8", "10", "门诊处方合格率≥98%，每降低1个百分点扣1分。"],
    ["抗菌药物使用强度", "10", "8", "—", "抗菌药物使用强度控制在40DDDs以下。每超过1DDDs扣1分。"],
    ["住院患者抗菌药物使用率", "8", "8", "—", "住院患者抗菌药物使用率不超过60%，每超过1个百分点扣0.5分。"],
    ["门诊患者抗菌药物处方比例", "8", "8", "12", "门诊患者抗菌药物处方比例不超过20%，每超过1个百分点扣0.5分。"],
    ["Ⅰ类切口手术预防用药", "8", "8", "—", "Ⅰ类切口手术预防使用抗菌药物比例≤30%。每超过2个百分点扣0.5分；用药时机不合理的，每例扣0.2分。"],
    ["基本药物使用", "8", "6", "10", "基本药物使用金额占比=基本药物使用金额÷药品使用总金额×100%。\n占比每低于目标值1个百分点扣0.5分。"],
    ["集采药品使用", "8", "8", "8", "国家集采药品任务完成率达到100%。未按期完成的，每个品种扣1分。"],
    ["麻精药品管理", "6", "6", "10", "麻精药品“五专”管理落实到位。账物不符的，每批次扣2分；发生麻精药品流失的，一票否决。"],
    ["药品不良反应报告", "6", "6", "8", "严重药品不良反应漏报1例扣1分；全年未报告的，该项不得分。"],
    ["静脉输液使用率", "4", "4", "8", "门诊患者静脉输液使用率不高于5%，力争控制在3%以内；每超过1个百分点扣0.5分。"],
    ["长期处方管理", "—", "4", "8", "长期处方开具规范，随访记录完整。随访记录缺失的，每人次扣0.5分。"],
    ["用药指导满意度", "4", "6", "8", "满意度达到90%得满分，每降低1个百分点扣0.5分，低于70%的不得分。"],
    ["合计", "100", "100", "100", ""],
]  # fmt: skip
TAIL = [
    "注：1.“—”表示该级医疗机构不考核此项指标。",
    "2.未定级的民营医院参照一级医院执行。",
]


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
        for cell, width, text in zip(row.cells, WIDTHS, texts, strict=True):
            cell.width = Cm(width)
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
