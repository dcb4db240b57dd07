"""Builds source.xlsx: a made-up maker's yearly score card of its suppliers, a ladder of four columns per indicator.

    python corpus/cases/xlsx-supplier-kpi-tiers/build.py

Weights are fractions with the format 0%, some targets and steps are numbers shown as per cent.
"""

import itertools
from datetime import datetime
from pathlib import Path

import xlsxwriter

HEADER = [
    "序号",
    "考核维度",
    "KPI指标",
    "计算公式/说明",
    "目标值",
    "权重",
    "优秀\n（100%）",
    "良好\n（80%）",
    "合格\n（60%）",
    "不合格\n（0%）",
    "数据提供部门",
]
# Dimension (with its first row only), indicator, formula, target, weight, four steps, department.
ROWS = [
    ["质量", "来料批次合格率", "来料批次合格率=检验合格批次数÷来料检验总批次数×100%", "≥98%", 0.15, "≥98%", "95%～98%", "90%～95%", "＜90%", "质量部"],
    ["", "上线不良率", "上线不良率=上线不良品数量÷上线使用总数量×100%", "≤0.5%", 0.1, "≤0.5%", "0.5%～0.8%", "0.8%～1.2%", "＞1.2%", "质量部"],
    ["", "整改及时率", "整改及时率=按期关闭整改项数÷应关闭整改项总数×100%", 1, 0.1, 1, "95%～100%", "85%～95%", "＜85%", "质量部"],
    ["", "8D报告提交时间", "自发出质量通知之日起至收到8D报告的天数", "≤3天", 0.05, "≤3天", "4-5天", "6-7天", "＞7天", "质量部"],
    ["交付", "准时交付率", "准时交付率=准时交付订单行数÷应交付订单行总数×100%", "≥97%", 0.2, "≥97%", "93%～97%", "88%～93%", "＜88%", "计划部"],
    ["", "订单响应时间", "收到订单至书面确认交期的平均时间", "≤24小时", 0.05, "≤24小时", "24～36小时", "36～48小时", "＞48小时", "采购部"],
    ["", "交付数量准确率", "交付数量准确率=数量无差异批次数÷交付总批次数×100%", "≥99%", 0.05, "≥99%", "97%～99%", "95%～97%", "＜95%", "仓储部"],
    ["成本", "年度降价率", "年度降价率=（上年度采购均价-本年度采购均价）÷上年度采购均价×100%", "≥3%", 0.1, "≥3%", "2%～3%", "0～2%", "涨价", "采购部"],
    ["", "付款账期", "合同约定的付款账期", "≥90天", 0.05, "≥90天", "60～90天", "30～60天", "＜30天", "财务部"],
    ["服务", "投诉处理及时率", "投诉处理及时率=24小时内回复投诉件数÷投诉总件数×100%", "≥95%", 0.05, "≥95%", "90%～95%", "80%～90%", "＜80%", "客服部"],
    ["", "技术配合度", "由研发部根据新品打样、技术支持情况评定", "", 0.05, "主动配合", "配合较好", "基本配合", "不配合", "研发部"],
    ["", "资料提交完整率", "资料提交完整率=已提交资料份数÷应提交资料份数×100%", 1, 0.05, 1, "95%～100%", "90%～95%", "＜90%", "采购部"],
]  # fmt: skip
NOTES = [
    "说明：1.单项得分=权重×等级系数，总得分为各单项得分之和（百分制）。",
    "2.总得分≥90分为A级供应商，增加下年度采购份额；80～89分为B级，维持份额；70～79分为C级，限期整改；＜70分为D级，启动退出程序。",
]


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "供应商绩效考核表", "created": datetime(2024, 1, 8)})
    sheet = book.add_worksheet("2024年度KPI")
    base = {
        "font_name": "微软雅黑",
        "font_size": 10,
        "border": 1,
        "valign": "vcenter",
        "align": "center",
        "text_wrap": True,
    }
    middle, left = book.add_format(base), book.add_format({**base, "align": "left"})
    percent = book.add_format({**base, "num_format": "0%"})
    bold = book.add_format({**base, "bold": True, "bg_color": "#BDD7EE"})
    for column, width in enumerate([6, 8, 16, 46, 9, 7, 11, 12, 12, 11, 12]):
        sheet.set_column(column, column, width)
    sheet.merge_range(
        "A1:K1", "供应商年度绩效考核评分表（KPI）", book.add_format({"bold": True, "font_size": 16, "align": "center"})
    )
    sheet.merge_range("A2:D2", "供应商名称：", left)
    sheet.merge_range("E2:H2", "供货类别：结构件", left)
    sheet.merge_range("I2:K2", "考核期间：2024年1月—12月", left)
    sheet.write_row("A3", HEADER, bold)
    starts = [index for index, row in enumerate(ROWS) if row[0]] + [len(ROWS)]
    for start, end in itertools.pairwise(starts):
        sheet.merge_range(3 + start, 1, 2 + end, 1, ROWS[start][0], bold)
    for index, (_, name, formula, goal, weight, *steps, office) in enumerate(ROWS):
        row = 3 + index
        sheet.write_number(row, 0, index + 1, middle)
        sheet.write(row, 2, name, middle)
        # A formula of the notice, not of the sheet.
        sheet.write_string(row, 3, formula, left)
        for column, value in enumerate([goal, weight, *steps], 4):
            sheet.write(row, column, value, percent if isinstance(value, (int, float)) else middle)
        sheet.write(row, 10, office, middle)
    last = 3 + len(ROWS)
    sheet.merge_range(last, 0, last, 4, "合计", bold)
    sheet.write_formula(last, 5, f"=SUM(F4:F{last})", book.add_format({**base, "num_format": "0%", "bold": True}), 1)
    for column in range(6, 11):
        sheet.write_blank(last, column, None, middle)
    for row, text in enumerate(NOTES, last + 1):
        sheet.merge_range(row, 0, row, 10, text, book.add_format({"text_wrap": True, "font_size": 9}))
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
