"""Builds source.docx: a made-up check sheet for the nursing quality of wards.

    python build.py

Two heading rows (项目 over 类别|检查内容, 得分 over four weeks), groups merged downwards, items (1) (2) each a row with
points and without a name of its own, four columns to fill in, a row for signatures.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Cm

HEAD = [
    "汐河市第二人民医院护理部",
    "病区护理质量检查评分表（2024年修订）",
    "病区：＿＿＿＿＿＿　　护士长：＿＿＿＿＿＿　　检查月份：2024年＿＿月",
]
WIDTHS = [2.4, 7.6, 1.2, 6.2, 1.4, 1.4, 1.4, 1.4]
WEEKS = ["第一周", "第二周", "第三周", "第四周"]
GROUPS = [
    ("病区管理\n（20分）", [
        ["(1)病室整洁、安静、舒适、安全，床单位清洁无污渍", "5", "一处不符合扣0.5分"],
        ["(2)物品定位放置，标识清楚，无过期物品", "5", "物品放置不规范扣0.5分；发现1件过期物品扣2分"],
        ["(3)晨间护理、晚间护理到位，床头柜物品不超过3件", "5", "一人不符合扣0.5分"],
        ["(4)探视陪护管理规范，陪护率不高于30%", "5", "陪护率每超过1个百分点扣0.2分"],
    ]),
    ("基础护理\n（25分）", [
        ["(1)患者“三短六洁”符合要求，基础护理合格率≥90%", "8", "一项不符合扣0.5分；合格率低于90%扣3分"],
        ["(2)卧位舒适，翻身卡记录及时，无护理并发症", "6", "未按时翻身1次扣1分；发生1例院内压力性损伤扣3分"],
        ["(3)各种管道标识清楚、固定妥善、引流通畅", "6", "一根管道不符合扣0.5分，非计划拔管每例扣2分"],
        ["(4)静脉输液患者巡视每日不少于8次，记录完整", "5", "缺1次扣0.2分；记录不完整扣0.5分"],
    ]),
    ("护理安全\n（30分）", [
        ["(1)执行查对制度，患者身份识别正确率100%", "8", "查对不规范每次扣1分；发生给药错误，该项不得分"],
        ["(2)高危药品、毒麻药品专柜加锁，账物相符率100%", "6", "未加锁扣2分；账物不符每种扣1分"],
        ["(3)抢救车“五定”管理，抢救物品完好率100％", "6", "一件物品不在备用状态扣2分"],
        ["(4)跌倒、坠床、压力性损伤风险评估率达到100%，高危患者有警示标识", "6", "漏评1人扣1分；无警示标识1人扣0.5分"],
        ["(5)不良事件主动上报", "4", "漏报1例扣2分；隐瞒不报的不得分"],
    ]),
    ("护理文书\n（15分）", [
        ["(1)体温单、医嘱单、护理记录单书写客观、真实、准确、及时、完整", "8", "一处缺陷扣0.2分，扣完为止；漏记1次扣0.5分"],
        ["(2)护理文书书写合格率≥95%", "7", "每低1%扣0.5分"],
    ]),
    ("服务质量\n（10分）", [
        ["(1)着装规范，仪表端庄，文明用语", "4", "一人不符合扣0.5分"],
        ["(2)责任护士对分管患者做到“十知道”", "3", "一项不知道扣0.2分"],
        ["(3)患者满意度不低于95%", "3", "每降低1个百分点扣0.5分；低于80%的不得分"],
    ]),
]  # fmt: skip
TAIL = [
    "说明：1.本表由护理部质控组每周检查1次，检查结果当场反馈病区护士长。",
    "2.得分率=实得分÷应得分，90分以上为合格。",
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def head(table):
    fill(table.cell(0, 0).merge(table.cell(0, 1)), "项目")
    fill(table.cell(1, 0), "类别")
    fill(table.cell(1, 1), "检查内容")
    fill(table.cell(0, 2).merge(table.cell(1, 2)), "分值")
    fill(table.cell(0, 3).merge(table.cell(1, 3)), "扣分标准")
    fill(table.cell(0, 4).merge(table.cell(0, 7)), "得分")
    for column, week in enumerate(WEEKS, 4):
        fill(table.cell(1, column), week)


def body(table):
    at = 2
    for name, items in GROUPS:
        for offset, item in enumerate(items):
            for column, text in enumerate(item, 1):
                fill(table.cell(at + offset, column), text)
        fill(table.cell(at, 0).merge(table.cell(at + len(items) - 1, 0)), name)
        at += len(items)
    fill(table.cell(at, 0).merge(table.cell(at, 1)), "合计")
    fill(table.cell(at, 2), "100")
    fill(table.cell(at + 1, 0).merge(table.cell(at + 1, 3)), "检查人签名")


def build():
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=4 + sum(len(items) for _, items in GROUPS), cols=8, style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    head(table)
    body(table)
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
