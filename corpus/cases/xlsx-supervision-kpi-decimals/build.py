"""Builds source.xlsx: a made-up monthly score sheet of a supervision company for its site teams.

    python build.py

Weights are plain decimals that add up to 1 (0.15); each row is scored by the hundred; a weighted score as a formula; a second sheet with
a roster of projects; notes below the table.
"""

import itertools
from datetime import datetime
from pathlib import Path

import xlsxwriter

# Dimension (first row only), indicator, explanation, standard, weight.
ROWS = [
    ["质量控制", "检验批一次验收合格率", "检验批一次验收合格率=一次验收合格批次÷报验总批次×100%", "≥98%得满分，每低1%扣5分，低于90%得0分", 0.15],
    ["", "旁站监理", "关键部位、关键工序实施旁站，旁站记录及时、完整", "漏旁站1次扣10分；记录不完整的，每份扣2分", 0.1],
    ["", "质量问题整改", "监理通知单按期闭合率=按期闭合份数÷签发总份数×100%", "闭合率达到95%以上得满分，85%～95%按比例得分，低于85%不得分", 0.1],
    ["安全管理", "安全巡视", "每周组织安全专项巡视不少于2次", "每少1次扣5分，无影像资料的每次扣2分", 0.12],
    ["", "危大工程管控", "危大工程专项方案审查率100%，验收资料齐全", "未审查擅自施工的，每项扣20分；资料缺失的，每处扣2分，最多扣10分", 0.1],
    ["", "安全事故", "督促施工单位落实安全生产主体责任，所监项目不发生生产安全责任事故", "发生轻伤事故每起扣20分；发生死亡事故的，一票否决", 0.08],
    ["进度造价", "进度偏差", "月度计划完成偏差控制在±5%以内", "每±1%扣5分", 0.1],
    ["", "计量支付审核", "工程款支付申请审核时间不超过7天，审核误差率不高于2%", "逾期每天扣2分；误差率每超0.5个百分点扣5分", 0.1],
    ["内业资料", "监理日志", "监理日志逐日填写，月末抽查合格率较上月不下降", "缺1篇扣2分；补记、代签的，发现1处扣5分，扣完为止", 0.05],
    ["", "月报报送", "监理月报每月25日前报送", "逾期每天扣5分；内容失实的，视情节扣10～30分", 0.05],
    ["客户评价", "业主满意度", "由业主代表按月评分", "90分及以上得100分，80—89分得80分，60—79分得60分，60分以下得0分", 0.05],
]  # fmt: skip
NOTES = [
    "备注：",
    "1、每项指标满分100分，加权得分=考核得分×权重，月度总得分=各项加权得分之和。",
    "2、受到市级以上住建部门通报表扬的，当月总得分加2分；同一事项不重复加分。",
    "3、连续3个月低于80分的项目部，总监理工程师由公司约谈。",
]
HEADER = ["序号", "考核维度", "KPI指标", "指标说明/计算公式", "考核标准", "权重", "自评得分", "考核得分", "加权得分"]


def write_main(book, sheet, formats):
    plain, left, bold = formats
    title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center"})
    sheet.set_column("A:A", 5)
    sheet.set_column("B:C", 13)
    sheet.set_column("D:E", 36)
    sheet.set_column("F:I", 9)
    sheet.merge_range("A1:I1", "项目监理部月度绩效考核表（KPI）", title)
    sheet.merge_range("A2:I2", "项目名称：                      总监理工程师：              考核月份：2024年    月")
    sheet.write_row("A3", HEADER, bold)
    for index, (_, *texts, weight) in enumerate(ROWS):
        row = 3 + index
        sheet.write_number(row, 0, index + 1, plain)
        for column, text in enumerate(texts, 2):
            sheet.write_string(row, column, text, left)
        sheet.write_number(row, 5, weight, plain)
        sheet.write_blank(row, 6, None, plain)
        sheet.write_blank(row, 7, None, plain)
        sheet.write_formula(row, 8, f"=H{row + 1}*F{row + 1}", plain, 0)
    starts = [index for index, row in enumerate(ROWS) if row[0]] + [len(ROWS)]
    for start, end in itertools.pairwise(starts):
        if end - start > 1:
            sheet.merge_range(3 + start, 1, 2 + end, 1, ROWS[start][0], plain)
        else:
            sheet.write(3 + start, 1, ROWS[start][0], plain)
    last = 3 + len(ROWS)
    sheet.merge_range(last, 0, last, 4, "合计", bold)
    sheet.write_formula(last, 5, f"=SUM(F4:F{last})", plain, 1)
    sheet.write_formula(last, 8, f"=SUM(I4:I{last})", plain, 0)
    for offset, note in enumerate(NOTES, 1):
        sheet.write(last + offset, 0, note)
    sheet.write(last + 7, 0, "考核人：                          被考核人（签字）：                     日期：")


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "监理绩效考核表", "created": datetime(2024, 1, 15)})
    base = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
    plain = book.add_format({**base, "align": "center"})
    left = book.add_format({**base, "align": "left"})
    bold = book.add_format({**base, "align": "center", "bold": True})
    write_main(book, book.add_worksheet("月度考核"), (plain, left, bold))
    roster = book.add_worksheet("项目台账")
    roster.write_row("A1", ["序号", "项目名称", "总监", "合同额（万元）", "开工日期"], bold)
    for index, (name, amount) in enumerate(
        [("某安置房二期", 126.5), ("某路改造工程", 88), ("某小学扩建工程", 64.2)], 1
    ):
        roster.write_row(index, 0, [index, name, "", amount, "2023-09"], plain)
    book.add_worksheet("Sheet3")
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
