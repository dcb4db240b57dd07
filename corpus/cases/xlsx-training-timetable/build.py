"""Builds source.xlsx: the timetable of a made-up training course and how its marks are given. Nothing here is an indicator.

python build.py
"""

from datetime import datetime
from pathlib import Path

import xlsxwriter

TABLE = [
    ["6月11日\n（周二）", "08:30-11:30", "医院绩效考核政策解读", "3", "讲座", "第一报告厅"],
    ["", "14:00-17:00", "病案首页数据质量与指标填报要求", "3", "讲座", "第一报告厅"],
    ["6月12日\n（周三）", "08:30-11:30", "平均住院日、床位使用率等指标计算方法", "3", "案例教学", "301教室"],
    ["", "14:00-17:00", "分组讨论：如何将药占比控制在30%以内", "3", "研讨", "301、302教室"],
    ["6月13日\n（周四）", "08:30-11:30", "评分标准编制与权重设置", "3", "讲座", "第一报告厅"],
    ["", "14:00-15:30", "现场教学", "2", "参观", "市中心医院"],
    ["", "15:30-17:00", "结业考试", "2", "闭卷", "301、302教室"],
]  # fmt: skip
SCALE = [
    ["优秀", "90～100分", "A", "4.0"],
    ["良好", "80～89分", "B", "3.0"],
    ["中等", "70～79分", "C", "2.0"],
    ["及格", "60～69分", "D", "1.0"],
    ["不及格", "60分以下", "F", "0"],
]
NOTES = [
    "说明：1.成绩总评=考勤×20%+课堂讨论×30%+结业考试×50%；",
    "2.缺勤累计超过4学时的，不得参加结业考试；迟到1次扣2分，旷课1次扣10分；",
    "3.总评80分以上且考勤满分的，颁发优秀学员证书，优秀学员比例不超过15%。",
]


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "培训课程表", "created": datetime(2024, 6, 1)})
    cell = book.add_format({"border": 1, "align": "center", "valign": "vcenter", "text_wrap": True})
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    first = book.add_worksheet("课程表")
    first.set_column("A:F", 18)
    first.merge_range("A1:F1", "2024年医院绩效管理骨干培训班课程表", title)
    first.write_row("A2", ["日期", "时间", "课程内容", "学时", "授课方式", "地点"], cell)
    for index, row in enumerate(TABLE, 2):
        first.write_row(index, 0, row, cell)
    for start, end in ((2, 3), (4, 5), (6, 8)):
        first.merge_range(start, 0, end, 0, TABLE[start - 2][0], cell)
    first.merge_range("A10:C10", "合计", cell)
    first.write_formula("D10", "=SUM(D3:D9)", cell, 19)
    first.write("A12", "联系人：培训科    电话：（内线）8216")
    second = book.add_worksheet("成绩评定")
    second.set_column("A:D", 14)
    second.merge_range("A1:D1", "成绩等级对照表", title)
    second.write_row("A2", ["等级", "分数段", "字母", "绩点"], cell)
    for index, row in enumerate(SCALE, 2):
        second.write_row(index, 0, row, cell)
    for index, note in enumerate(NOTES, 8):
        second.write(index, 0, note)
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
