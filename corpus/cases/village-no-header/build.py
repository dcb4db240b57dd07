"""Builds source.docx: a made-up score sheet of a township for its villages, whose table has no heading row.

    python build.py

The first row is data: group (merged downwards), item, content with tariff, points, and an empty column.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

HEAD = [
    "垌美乡人民政府",
    "垌美乡2024年村级组织绩效考核评分表",
    "村名：＿＿＿＿＿＿＿＿　　　　　　　　考核时间：　　　年　　月　　日　　　　　　　　满分：100分",
]
WIDTHS = [2.2, 2.4, 9.0, 1.2, 1.6]
GROUPS = [
    ("党建引领\n（25分）", [
        ["组织生活", "规范落实“三会一课”，主题党日活动每月不少于1次；每少1次扣1分，无记录的扣0.5分。", "6"],
        ["党员管理", "发展党员程序规范，党费按月足额收缴。未按月收缴的，每次扣0.5分；发展党员程序不规范的扣2分。", "5"],
        ["村务公开", "村务公开每季度不少于1次，公开率100%。每缺1次扣1分；公开内容不真实的，该项不得分。", "7"],
        ["班子运行", "村“两委”班子团结协作、分工明确，按时完成乡党委、乡政府交办的各项任务。", "７"],
    ]),
    ("产业发展\n（25分）", [
        ["集体经济", "村集体经营性收入不低于20万元，力争达到30万元。每少1万元扣1分；较上年增长的加1分。", "10"],
        ["耕地保护", "严守耕地红线，不得违法占用耕地建房。发现1处违法占地扣3分；制止不力的扣2分。", "8"],
        ["项目建设", "衔接资金项目按期完工，资金支付率95%以上。未按期完工的，每个项目扣2分；支付率每低1个百分点扣0.2分。", "7"],
    ]),
    ("人居环境\n（25分）", [
        ["环境卫生", "垃圾日产日清，保洁员每天巡回保洁。\n发现1处垃圾乱堆扣0.5分，最多扣5分；群众投诉属实的，每次扣1分。", "10"],
        ["污水治理", "生活污水治理率≥60%；污水直排的，每处扣0.5分。", "7"],
        ["户厕管护", "无害化厕所普及率达到90%，每降低1个百分点扣0.5分；损坏厕所未及时维修的，每户扣0.2分。", "8"],
    ]),
    ("乡村治理\n（25分）", [
        ["平安建设", "矛盾纠纷调解成功率不低于98%。每降低1个百分点扣0.5分；发生群体性事件的，一票否决。", "8"],
        ["森林防火", "护林员每日巡山，野外用火审批到位。护林员未巡山的，每人次扣0.5分；发现1起违规用火扣1分。", "6"],
        ["医保参保", "城乡居民医保参保率95%以上得6分，90%～95%得4分，90%以下不得分。", "6"],
        ["群众满意度", "由乡考核组随机入户走访。群众满意度达到90%得满分，每降低1个百分点扣0.2分。", "5"],
    ]),
]  # fmt: skip
TAIL = [
    "考核组组长：　　　　　　　　考核组成员：　　　　　　　　　　　　村党支部书记：",
    "注：本表一式两份，乡党政办、村委会各存一份。",
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
    table = document.add_table(rows=1 + sum(len(rows) for _, rows in GROUPS), cols=5, style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    at = 0
    for name, rows in GROUPS:
        for offset, texts in enumerate(rows):
            for column, text in enumerate(texts, 1):
                fill(table.cell(at + offset, column), text)
        fill(table.cell(at, 0).merge(table.cell(at + len(rows) - 1, 0)), name)
        at += len(rows)
    fill(table.cell(at, 0).merge(table.cell(at, 2)), "合　　计")
    fill(table.cell(at, 3), "100")
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
