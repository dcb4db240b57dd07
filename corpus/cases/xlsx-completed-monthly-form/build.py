"""Builds source.xlsx: a made-up monthly assessment of one employee, filled in, with formulas and their cached values.

    python build.py

Weights are fractions with the format 0%; what was reached and the marks given stand in columns of their own.
"""

import itertools
from datetime import datetime
from pathlib import Path

import xlsxwriter

HEADER = ["序号", "考核维度", "考核指标", "考核标准", "权重", "目标值", "完成情况", "自评分", "上级评分", "加权得分"]
# Dimension (with its first row only), indicator, standard, weight, target, reached, own mark, superior's mark.
ROWS = [
    ["工作业绩", "库存准确率", "库存准确率=账物相符品项数÷抽盘品项总数×100%。每低0.1个百分点扣5分，低于98%得0分。", 0.15, "≥99.5%", 0.993, 95, 90],
    ["", "发货及时率", "发货及时率=按时发货订单数÷应发货订单数×100%。达到目标值得满分，每低1个百分点扣10分。", 0.15, "≥98%", 0.985, 100, 100],
    ["", "发货差错率", "每超0.1个百分点扣10分；发生错发被客户索赔的，每单扣20分。", 0.1, "≤0.3%", 0.002, 100, 100],
    ["", "收货入库时间", "每超1小时扣5分，扣完为止。", 0.1, "≤4小时", "5.2小时", 95, 90],
    ["", "超期库存占比", "超期库存占比=库龄超过180天的库存金额÷期末库存总额×100%。每超1个百分点扣10分。", 0.1, "≤5%", 0.061, 90, 90],
    ["成本控制", "仓储费用", "每超出0.1万元扣5分；较目标值每节约0.1万元加2分，最多加10分。", 0.1, "≤8.5万元", "8.3万元", 104, 104],
    ["现场与安全", "现场管理检查得分", "每低1分扣2分。", 0.1, "≥90分", 88, 96, 96],
    ["", "安全事故", "发生轻伤事故的，每起扣50分；发生重伤及以上事故的，该项不得分。", 0.1, "不发生", "未发生", 100, 100],
    ["态度与成长", "出勤情况", "迟到、早退的，每次扣5分；旷工的，每天扣20分。", 0.05, "—", "迟到1次", 95, 95],
    ["", "培训完成率", "培训完成率=已完成课时÷应完成课时×100%。每低10个百分点扣5分。", 0.05, 1, 1, 100, 100],
]  # fmt: skip
NOTES = [
    "绩效等级：95分及以上为A，85～94分为B，70～84分为C，70分以下为D。本月绩效等级：A。",
    "绩效面谈记录：收货入库超时系新系统上线所致，下月加强人员培训；超期库存每周清理1次，月底前降至5%以下。",
    "被考核人签字：　　　　　　　　直接上级签字：　　　　　　　　人力资源部审核：",
]


def write_rows(sheet, middle, left, percent, rate):
    for index, (_, name, standard, weight, goal, reached, own, given) in enumerate(ROWS):
        row = 3 + index
        sheet.write_number(row, 0, index + 1, middle)
        sheet.write(row, 2, name, middle)
        # A formula of the form, not of the sheet.
        sheet.write_string(row, 3, standard, left)
        sheet.write_number(row, 4, weight, percent)
        sheet.write(row, 5, goal, percent if goal == 1 else middle)
        sheet.write(row, 6, reached, rate if isinstance(reached, float) else percent if reached == 1 else middle)
        sheet.write_number(row, 7, own, middle)
        sheet.write_number(row, 8, given, middle)
        sheet.write_formula(row, 9, f"=ROUND(E{row + 1}*I{row + 1},2)", middle, round(weight * given, 2))


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "员工月度绩效考核表", "created": datetime(2024, 6, 5)})
    sheet = book.add_worksheet("2024年5月")
    base = {
        "font_name": "宋体",
        "font_size": 10,
        "border": 1,
        "valign": "vcenter",
        "align": "center",
        "text_wrap": True,
    }
    middle, left = book.add_format(base), book.add_format({**base, "align": "left"})
    percent, rate = (book.add_format({**base, "num_format": form}) for form in ("0%", "0.0%"))
    bold = book.add_format({**base, "bold": True, "bg_color": "#D9E1F2"})
    for column, width in enumerate([6, 11, 16, 50, 8, 10, 10, 9, 9, 9]):
        sheet.set_column(column, column, width)
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    sheet.merge_range("A1:J1", "员工月度绩效考核表", title)
    for place, text in (
        ("A2:C2", "姓名：（略）"),
        ("D2:D2", "岗位：仓储主管"),
        ("E2:G2", "部门：物流部"),
        ("H2:J2", "考核月份：2024年5月"),
    ):
        if place == "D2:D2":
            sheet.write("D2", text, left)
        else:
            sheet.merge_range(place, text, left)
    sheet.write_row("A3", HEADER, bold)
    starts = [index for index, row in enumerate(ROWS) if row[0]] + [len(ROWS)]
    for start, end in itertools.pairwise(starts):
        if end - start == 1:
            sheet.write(3 + start, 1, ROWS[start][0], middle)
        else:
            sheet.merge_range(3 + start, 1, 2 + end, 1, ROWS[start][0], middle)
    write_rows(sheet, middle, left, percent, rate)
    last = 3 + len(ROWS)
    sheet.merge_range(last, 0, last, 3, "合计", bold)
    sheet.write_formula(last, 4, f"=SUM(E4:E{last})", book.add_format({**base, "num_format": "0%", "bold": True}), 1)
    for column in range(5, 9):
        sheet.write_blank(last, column, None, middle)
    sheet.write_formula(last, 9, f"=SUM(J4:J{last})", bold, round(sum(row[3] * row[7] for row in ROWS), 2))
    for row, text in enumerate(NOTES, last + 1):
        sheet.merge_range(row, 0, row, 9, text, left)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
