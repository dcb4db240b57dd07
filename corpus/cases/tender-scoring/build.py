"""Builds source.docx: a made-up tender for classroom equipment; one of its six tables is the scoring method.

    python build.py

A list of goods, a table of qualification checks without points, the scoring table with section rows, and three blank
forms for the bidders.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

NOTICE = [
    "青岫县第三中学智慧教室设备采购项目",
    "公开招标文件",
    "项目编号：QXZC-2024-031",
    "采购人：青岫县第三中学",
    "采购代理机构：青岫县公共资源交易中心",
    "2024年6月",
    "第一章　招标公告",
    "青岫县第三中学智慧教室设备采购项目已具备招标条件，现采用公开招标方式采购，欢迎符合条件的供应商参加投标。",
    "一、项目概况：采购智慧教室设备一批，预算金额198万元，最高限价195万元，超过最高限价的投标无效。",
    "二、获取招标文件时间：2024年6月11日至2024年6月18日，每日8：30—17：00。",
    "三、投标截止时间及开标时间：2024年7月3日9时30分。投标保证金3万元。",
    "第二章　采购需求",
    "一、采购清单",
]
GOODS = [
    ["序号", "货物名称", "主要技术参数", "数量", "单位", "备注"],
    [
        "1",
        "交互智能平板",
        "★1.屏幕尺寸≥86英寸，分辨率不低于3840×2160；\n2.触控点数≥20点，书写延迟≤35毫秒。",
        "24",
        "台",
        "核心产品",
    ],
    ["2", "录播主机", "★1.支持4路高清信号同步录制；\n2.存储容量不小于4TB。", "6", "台", ""],
    ["3", "学生终端", "内存≥8GB，续航时间不少于10小时。", "320", "台", ""],
    ["4", "无线接入设备", "并发用户数≥100，支持双频。", "24", "台", ""],
]
NEEDS = [
    "二、商务要求",
    "1.交货地点：采购人指定地点。2.付款方式：验收合格后支付合同价款的95％，质保期满后支付剩余5％。",
    "第三章　评标办法",
    "一、本项目采用综合评分法，满分100分。评标委员会由5人组成，投标人的最终得分为各评委评分的算术平均值（小数点后保留2位）。",
    "二、资格性和符合性审查表",
]
CHECKS = [
    ["序号", "审查内容", "审查标准", "结论"],
    ["1", "营业执照", "具有独立承担民事责任的能力", "□通过　□不通过"],
    ["2", "财务状况", "提供2023年度财务报表或者银行资信证明", "□通过　□不通过"],
    ["3", "投标报价", "未超过最高限价", "□通过　□不通过"],
    ["4", "投标有效期", "不少于90日历天", "□通过　□不通过"],
]
BEFORE = ["任意一项审查不通过的，按无效投标处理，不进入详细评审。", "三、详细评审表"]
HEADER = ["评审因素", "评审标准", "分值"]
SCORES = [
    ["（一）价格部分（30分）"],
    ["投标报价", "满足招标文件要求的最低投标报价为评标基准价。报价等于评标基准价的得满分；其他投标报价按比例得分。\n投标报价得分＝（评标基准价／投标报价）×30", "30分"],
    ["（二）技术部分（45分）"],
    ["技术参数响应", "完全满足招标文件技术参数要求的得满分；标“★”参数每有一项负偏离扣3分，一般参数每有一项负偏离扣1分，扣完为止。", "20分"],
    ["实施方案", "方案科学合理、针对性强的得8分，方案基本合理的得5分，方案一般的得2分，未提供的不得分。", "8分"],
    ["系统演示", "演示功能完整、运行流畅的得满分；演示内容每缺1项扣1分；未演示的不得分。", "7分"],
    ["质量保证措施", "措施完善、可行的得5分，措施较完善的得3分，措施一般的得1分，未提供的不得分。", "5分"],
    ["培训方案", "培训计划详实、可操作性强的，酌情得分；未提供的不得分。", "5分"],
    ["（三）商务部分（25分）"],
    ["类似业绩", "类似业绩以合同签订时间为准，须附合同复印件并加盖公章。每提供1个同类项目业绩得2分，最多得8分。", "8分"],
    ["体系认证", "投标人具有质量管理体系、环境管理体系、职业健康安全管理体系认证证书的，每个得1分，最多得3分。", "3分"],
    ["售后服务", "质保期不少于3年，故障响应时间不超过2小时。质保期不足的，该项不得分；响应时间每超过1小时扣0.5分。", "6分"],
    ["项目团队", "项目负责人具有高级职称的得2分，具有中级职称的得1分，其他不得分。", "2分"],
    ["供货期", "供货期不超过30天。超期的，每超过1天扣0.5分。", "4分"],
    ["诚信情况", "信用查询无不良记录的得满分，存在失信记录的不得分。", "2分"],
    ["合计", "", "100分"],
]  # fmt: skip
AFTER = [
    "四、得分相同的，按投标报价由低到高顺序排列；报价也相同的，由评标委员会随机抽取确定。",
    "第四章　投标文件格式",
    "附件1　开标一览表",
]
PRICES = [
    ["序号", "货物名称", "品牌型号", "数量", "单价（元）", "合价（元）"],
    ["1", "", "", "", "", ""],
    ["2", "", "", "", "", ""],
    ["投标总报价", "", "", "", "", ""],
]
STAFF = [
    ["姓名", "职务", "职称", "证书名称", "从业年限", "拟任岗位"],
    ["", "项目负责人", "", "", "", ""],
    ["", "技术负责人", "", "", "", ""],
]
OFFERS = [
    ["序号", "招标文件要求", "投标响应", "偏离说明（正偏离／负偏离／无偏离）"],
    ["1", "", "", ""],
    ["2", "", "", ""],
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def add_table(document, rows, widths):
    table = document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
        if len(texts) == 1:
            fill(row.cells[0].merge(row.cells[-1]), texts[0])
            continue
        for cell, text in zip(row.cells, texts, strict=True):
            fill(cell, text)


def add_lines(document, lines):
    for line in lines:
        document.add_paragraph(line)


def build():
    document = docx.Document()
    add_lines(document, NOTICE)
    add_table(document, GOODS, [1.0, 2.8, 7.0, 1.2, 1.2, 2.0])
    add_lines(document, NEEDS)
    add_table(document, CHECKS, [1.2, 3.0, 7.0, 4.0])
    add_lines(document, BEFORE)
    add_table(document, [HEADER, *SCORES], [3.0, 10.2, 1.8])
    add_lines(document, AFTER)
    add_table(document, PRICES, [2.0, 3.0, 3.0, 1.5, 2.5, 2.5])
    document.add_paragraph("附件2　项目人员配备表")
    add_table(document, STAFF, [2.0, 2.5, 2.0, 3.5, 2.0, 2.5])
    document.add_paragraph("附件3　技术响应与偏离表")
    add_table(document, OFFERS, [1.2, 5.0, 5.0, 4.0])
    document.add_paragraph("投标人（盖章）：　　　　　　　　法定代表人或授权代表（签字）：　　　　　　　　日期：")
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
