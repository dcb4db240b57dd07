"""Builds source.docx: the made-up score sheet of a review meeting, marks of five judges for each unit, and no indicator.

python build.py
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

HEAD = [
    "2024年度全县镇级河长制工作述职评议会",
    "评委打分汇总表",
    "时间：2024年12月18日　　　　地点：县水利局三楼会议室　　　　记录：县河长制办公室",
]
HEADER = ["序号", "参评单位", "评委1", "评委2", "评委3", "评委4", "评委5", "平均分", "排名", "备注"]
ROWS = [
    ["1", "河口镇", "92", "90.5", "91", "93", "89.5", "91.17", "2", ""],
    ["2", "上埠镇", "88", "87", "90", "86.5", "88", "87.67", "5", ""],
    ["3", "松源乡", "94", "93.5", "95", "92", "93", "93.50", "1", "典型发言"],
    ["4", "梅塘镇", "85", "86", "84.5", "88", "83", "85.17", "8", ""],
    ["5", "白沙乡", "90", "89", "91.5", "90", "88.5", "89.67", "3", ""],
    ["6", "古渡镇", "87", "86.5", "88", "85", "89", "86.67", "6", "超时1分钟"],
    ["7", "云坪乡", "89", "88", "87.5", "90", "88.5", "88.50", "4", ""],
    ["8", "石桥镇", "86", "87", "85.5", "84", "88", "86.17", "7", ""],
]
TAIL = [
    "评分说明：评委根据各镇（乡）书面述职材料、现场汇报和答问情况综合打分，满分100分，可保留一位小数；去掉一个最高分和一个最低分后取平均分，保留两位小数。汇报时间不超过8分钟，超时的每分钟扣0.5分，由工作人员在平均分中扣除。平均分90分以上的评为优秀等次，评议结果占年度河长制考核总分的20%。",
    "监督员签字：　　　　　　　　　　计分员签字：",
]


def build():
    document = docx.Document()
    for line, size in zip(HEAD, (16, 18, 10.5), strict=True):
        paragraph = document.add_paragraph()
        paragraph.add_run(line).font.size = Pt(size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=1 + len(ROWS), cols=len(HEADER), style="Table Grid")
    for row, texts in zip(table.rows, [HEADER, *ROWS], strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
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
