"""Builds source.xlsx: a made-up county's form for the performance goals of a budget project.

    python corpus/cases/xlsx-project-performance-goals/build.py

Form fields above, a label 绩效指标 merged down the left side, weights stored as fractions and shown as per cent.
"""

import itertools
from datetime import datetime
from pathlib import Path

import xlsxwriter

# First, second level (with their first row only), third level, value, weight.
ROWS = [
    ["产出指标", "数量指标", "县道养护里程", "≥186公里", 0.1],
    ["", "", "安全隐患路段整治数量", "≥24处", 0.05],
    ["", "", "桥梁定期检查座数", "=42座", 0.05],
    ["", "质量指标", "工程验收合格率", 1, 0.1],
    ["", "", "路面技术状况指数（PQI）优良率", "≥90%", 0.05],
    ["", "时效指标", "工程按期完成率", "≥95%", 0.05],
    ["", "", "项目资金支付进度", "11月底前达到90%", 0.05],
    ["", "成本指标", "每公里日常养护成本", "≤2.8万元", 0.05],
    ["效益指标", "经济效益指标", "沿线农产品运输成本降低率", "≥3%", 0.1],
    ["", "社会效益指标", "受益建制村数量", "≥130个", 0.1],
    ["", "", "重大安全责任事故发生数", "=0起", 0.05],
    ["", "生态效益指标", "公路沿线绿化水平", "逐步提高", 0.05],
    ["", "可持续影响指标", "管养长效机制健全性", "健全", 0.1],
    ["满意度指标", "服务对象满意度指标", "沿线群众满意度", "≥90%", 0.1],
]  # fmt: skip
GOAL = (
    "目标1：完成县道养护186公里以上，整治安全隐患路段不少于24处，县道优良路率提高到90%；\n"
    "目标2：健全县、乡、村三级路长制，保障130个以上建制村群众安全便捷出行。"
)


def spans(column):
    """Where each value of a level begins and ends."""
    starts = [index for index, row in enumerate(ROWS) if row[column]] + [len(ROWS)]
    return list(itertools.pairwise(starts))


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "项目支出绩效目标表", "created": datetime(2024, 1, 15)})
    sheet = book.add_worksheet("绩效目标表")
    base = {
        "font_name": "宋体",
        "font_size": 10,
        "border": 1,
        "align": "center",
        "valign": "vcenter",
        "text_wrap": True,
    }
    plain = book.add_format(base)
    left = book.add_format({**base, "align": "left"})
    percent = book.add_format({**base, "num_format": "0%"})
    money = book.add_format({**base, "num_format": "#,##0.00"})
    bold = book.add_format({**base, "bold": True})
    title = book.add_format({"font_name": "方正小标宋简体", "font_size": 18, "align": "center", "valign": "vcenter"})
    sheet.set_column("A:A", 6)
    sheet.set_column("B:C", 15)
    sheet.set_column("D:D", 28)
    sheet.set_column("E:F", 16)
    sheet.write("A1", "附件3")
    sheet.merge_range("A2:F2", "项目支出绩效目标表", title)
    sheet.merge_range("A3:F3", "（2024年度）", book.add_format({"align": "center"}))
    sheet.merge_range("A4:B4", "项目名称", plain)
    sheet.merge_range("C4:F4", "农村公路养护工程", plain)
    sheet.merge_range("A5:B5", "主管部门及代码", plain)
    sheet.write("C5", "县交通运输局（348）", plain)
    sheet.write("D5", "实施单位", plain)
    sheet.merge_range("E5:F5", "县公路事业发展中心", plain)
    sheet.merge_range("A6:B8", "项目资金\n（万元）", plain)
    for row, (label, amount) in enumerate([("年度资金总额", 1280), ("其中：财政拨款", 1200), ("其他资金", 80)], 5):
        sheet.merge_range(row, 2, row, 3, label, left)
        sheet.merge_range(row, 4, row, 5, amount, money)
    sheet.write("A9", "年度\n总体\n目标", plain)
    sheet.merge_range("B9:F9", GOAL, left)
    sheet.set_row(8, 60)
    sheet.write_row("B10", ["一级指标", "二级指标", "三级指标", "指标值", "权重"], bold)
    first = 10
    sheet.merge_range(first - 1, 0, first + len(ROWS), 0, "绩效指标", bold)
    for column in (0, 1):
        for start, end in spans(column):
            text = ROWS[start][column]
            if end - start > 1:
                sheet.merge_range(first + start, 1 + column, first + end - 1, 1 + column, text, plain)
            else:
                sheet.write(first + start, 1 + column, text, plain)
    for index, (*_, name, value, weight) in enumerate(ROWS, first):
        sheet.write(index, 3, name, left)
        # =42座 is text, no formula of the sheet.
        if value == 1:
            sheet.write_number(index, 4, value, percent)
        else:
            sheet.write_string(index, 4, value, plain)
        sheet.write(index, 5, weight, percent)
    last = first + len(ROWS)
    sheet.merge_range(last, 1, last, 4, "权重合计", plain)
    sheet.write_formula(last, 5, f"=SUM(F{first + 1}:F{last})", percent, 1)
    sheet.write(last + 2, 0, "填报人：            联系电话：            填报日期：2024年1月15日")
    sheet.repeat_rows(9)
    sheet.set_paper(9)
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
