"""Builds source.xlsx: a made-up city's assessment of taxi companies; explanations, the table and a roster on three sheets.

    python corpus/cases/xlsx-three-sheets-taxi/build.py

The total is a formula with its cached value; the first level is merged, the title spans the table, the heading row repeats in print.
"""

import itertools
from datetime import datetime
from pathlib import Path

import xlsxwriter

TITLE = "沧岭市巡游出租汽车企业2024年度服务质量信誉考核评分表"
# First level (with its first row only), second level, requirement, scoring, points.
ROWS = [
    ["企业管理", "管理制度", "建立健全安全生产、服务质量、投诉处理等管理制度。", "制度每缺1项扣1分，扣完为止。", 8],
    ["", "人员管理", "驾驶员从业资格持证率100%，驾驶员继续教育每年不少于27学时。", "无证上岗的，每人扣2分；继续教育学时不足的，每人扣0.2分。", 9],
    ["", "合同管理", "与驾驶员依法签订劳动合同或者承包合同，合同签订率达到100%。", "合同签订率每降低1个百分点扣0.5分；侵害驾驶员合法权益并查实的，每起扣2分。", 8],
    ["运营安全", "安全投入", "安全生产费用提取比例不低于1.5%，专款专用。", "提取比例未达到的扣4分；挤占、挪用的，该项不得分。", 8],
    ["", "动态监控", "车辆卫星定位装置完好率≥98%，违规驾驶信息处理率100%。", "完好率每降低1个百分点扣0.5分；违规驾驶信息未处理的，每条扣0.2分，最多扣4分。", 10],
    ["", "事故控制", "责任事故起数控制在5起以内。", "每超1起扣2分；发生重大以上责任事故的，一票否决。", 12],
    ["", "应急处置", "应急演练每年不少于2次，\n演练记录完整。", "每少1次扣1分；演练记录不完整的酌情扣分。", 5],
    ["运营服务", "车容车貌", "车身内外整洁，标识齐全，座套更换每周不少于1次。", "抽查1辆不合格扣0.5分，最多扣4分；座套未按期更换的，每辆扣0.2分。", 8],
    ["", "营运行为", "按规定使用计价器，不得拒载、议价、绕道。", "1.拒载、议价、绕道的，每起扣1分；\n2.未按规定使用计价器的，每起扣0.5分。", 10],
    ["", "投诉处理", "有效投诉率不超过0.3‰，投诉办结率达到98%以上。", "有效投诉率每超过0.1‰扣1分；投诉办结率每降低1个百分点扣0.5分。", 7],
    ["", "失物查找", "建立失物登记台账，乘客失物查找成功率力争达到60%。", "未建立台账的扣2分；查找成功率低于40%的扣1分。", 5],
    ["社会责任", "新能源车占比", "新能源车占比=新能源车辆数/营运车辆总数×100%，占比达到80%以上。", "80%以上得5分，60%-80%得3分，60%以下得1分。", 5],
    ["", "乘客满意度", "由市交通运输主管部门委托第三方测评。", "乘客满意度达到90%得满分，每降低1个百分点扣0.2分。", 5],
]  # fmt: skip
NOTES = [
    "说    明",
    "一、本表适用于沧岭市中心城区巡游出租汽车企业年度服务质量信誉考核，考核周期为2024年1月1日至12月31日。",
    "二、考核满分为100分，其中企业管理25分、运营安全35分、运营服务30分、社会责任10分。",
    "三、考核等级分为AAA级（85分以上）、AA级（70分至84分）、A级（60分至69分）和B级（60分以下）。连续两年为B级的，依法予以处理。",
    "四、企业应于次年1月20日前完成自评，连同佐证材料一并报送。",
]
ROSTER = [
    ["序号", "单位", "职务", "分工", "联系电话"],
    [1, "市交通运输局", "副局长", "组长", ""],
    [2, "市道路运输服务中心", "主任", "副组长", ""],
    [3, "市道路运输服务中心客运科", "科长", "考核评分", ""],
    [4, "市公安局交警支队", "大队长", "事故数据核查", ""],
    [5, "市出租汽车行业协会", "秘书长", "满意度测评", ""],
]


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": TITLE, "created": datetime(2024, 3, 1)})
    base = {"font_name": "仿宋", "font_size": 11, "border": 1, "valign": "vcenter", "text_wrap": True}
    middle, left = book.add_format({**base, "align": "center"}), book.add_format({**base, "align": "left"})
    bold = book.add_format({**base, "align": "center", "bold": True, "bg_color": "#D9D9D9"})
    title = book.add_format({"font_name": "黑体", "font_size": 16, "align": "center", "valign": "vcenter"})
    notes = book.add_worksheet("说明")
    notes.set_column("A:A", 110)
    for row, text in enumerate(NOTES):
        notes.write(row, 0, text, book.add_format({"text_wrap": True}))
    sheet = book.add_worksheet("考核表")
    for column, width in enumerate([6, 10, 14, 46, 50, 8, 10, 12]):
        sheet.set_column(column, column, width)
    sheet.merge_range("A1:H1", TITLE, title)
    sheet.merge_range("A2:H2", "企业名称（盖章）：                                        考核日期：    年   月   日")
    sheet.write_row("A3", ["序号", "一级指标", "二级指标", "考核要求", "评分标准", "分值", "考核得分", "备注"], bold)
    starts = [index for index, row in enumerate(ROWS) if row[0]] + [len(ROWS)]
    for start, end in itertools.pairwise(starts):
        sheet.merge_range(3 + start, 1, 2 + end, 1, ROWS[start][0], middle)
    for index, (_, name, text, scoring, points) in enumerate(ROWS):
        sheet.write_number(3 + index, 0, index + 1, middle)
        sheet.write(3 + index, 2, name, middle)
        sheet.write(3 + index, 3, text, left)
        sheet.write(3 + index, 4, scoring, left)
        sheet.write_number(3 + index, 5, points, middle)
        sheet.write_blank(3 + index, 6, None, middle)
        sheet.write_blank(3 + index, 7, None, middle)
    last = 3 + len(ROWS)
    sheet.merge_range(last, 0, last, 4, "合  计", bold)
    sheet.write_formula(last, 5, f"=SUM(F4:F{last})", bold, 100)
    sheet.write_formula(last, 6, f"=SUM(G4:G{last})", bold, 0)
    sheet.write_blank(last, 7, None, bold)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    roster = book.add_worksheet("考核组人员名单")
    for row, texts in enumerate(ROSTER):
        roster.write_row(row, 0, texts, middle)
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
