"""Builds source.xlsx: a made-up state-owned firm's balanced scorecard of one department, with a second sheet of notes.

    python build.py

Four dimensions merged downwards with their share, weights and some targets as numbers shown as per cent, a column of
formulas, a column of tariffs; rows that only add or take points stand before the total.
"""

import itertools
from datetime import datetime
from pathlib import Path

import xlsxwriter

HEADER = [
    "序号",
    "考核维度",
    "关键绩效指标（KPI）",
    "权重",
    "目标值",
    "计算公式/指标定义",
    "评分规则",
    "数据来源",
    "考核得分",
]
# Dimension (with its first row only), indicator, weight, target, formula, tariff, source.
ROWS = [
    ["财务维度\n（40%）", "营业收入完成率", 0.15, "≥100%", "营业收入完成率=实际营业收入/预算营业收入×100%", "完成目标得满分；每低1%扣1分，低于80%不得分。", "财务部"],
    ["", "利润总额", 0.1, "860万元", "以年度审计报告确认数为准", "每低于目标值10万元扣0.5分，扣完为止；超出目标值的，每增加20万元加0.5分，最多加3分。", "财务部"],
    ["", "应收账款回收率", 0.1, "≥92%", "应收账款回收率=当期回收应收账款/当期应收账款总额×100%", "每低1个百分点扣0.5分，扣完为止。", "财务部"],
    ["", "可控费用", 0.05, "≤320万元", "办公费、差旅费、业务招待费合计", "每超支1%扣0.5分；超支10%以上不得分。", "财务部"],
    ["客户维度\n（20%）", "客户满意度", 0.1, "≥90分", "第三方问卷调查平均得分", "90分及以上得10分，80～89分得7分，70～79分得4分，70分以下不得分。", "客户服务部"],
    ["", "投诉处理及时率", 0.05, 1, "投诉处理及时率=24小时内处理投诉件数/投诉总件数×100%", "每逾期1件扣1分；因处理不当被媒体曝光的，该项不得分。", "客户服务部"],
    ["", "新增大客户数", 0.05, "≥6家", "年合同额100万元以上的新签约客户", "每少1家扣1分。", "合同台账"],
    ["内部流程维度\n（25%）", "合同评审及时率", 0.08, "≥98%", "合同评审及时率=按时完成评审合同份数/提交评审合同份数×100%", "未达到目标值的按比例得分。", "法务合规部"],
    ["", "项目按期交付率", 0.07, "≥95%", "项目按期交付率=按期交付项目数/应交付项目总数×100%", "每低1个百分点扣0.5分；因我方原因造成合同违约的，每起扣2分。", "项目管理部"],
    ["", "安全生产责任事故", 0.05, "不发生", "", "发生轻伤事故的，每起扣1分；发生重伤及以上事故的，一票否决。", "安全环保部"],
    ["", "制度流程建设", 0.05, "≥3项", "年内新修订并发布的管理制度", "每少1项扣1分；制度执行不到位的，视情节扣1～2分。", "综合管理部"],
    ["学习与成长维度\n（15%）", "培训计划完成率", 0.05, 1, "培训计划完成率=实际完成培训次数/计划培训次数×100%", "达到100%得5分，90%（含）～100%得3分，90%以下不得分。", "人力资源部"],
    ["", "核心人才流失率", 0.05, "≤8%", "核心人才流失率=主动离职核心人才人数/核心人才总数×100%", "每超过1个百分点扣1分。", "人力资源部"],
    ["", "党建工作", 0.05, "—", "", "按照集团公司《基层党建工作考核办法》考核得分折算。", "党群工作部"],
    ["加减分项", "创新成果", "加分项", "—", "", "获得国家发明专利授权的，每项加1分；获得省级以上科技奖励的，每项加2分，最多加5分。", "科技管理部"],
    ["", "合规经营", "扣分项", "—", "", "违反“三重一大”决策程序的，每次扣2分；受到上级单位通报批评的，每次扣1分。", "法务合规部"],
]  # fmt: skip
NOTES = [
    "填表说明",
    "1.部门年度绩效得分=∑（各指标得分）+加分-扣分，单项得分不超过权重分。",
    "2.绩效等级：A级（95分及以上）占比不超过20%，B级（85～94分），C级（70～84分），D级（70分以下）。",
    "3.部门绩效等级对应的绩效系数分别为1.2、1.0、0.8、0.5，直接用于核定部门绩效工资总额。",
    "4.年度中因外部环境发生重大变化需调整目标值的，于7月31日前报绩效管理委员会审批。",
]


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "部门绩效考核指标表", "created": datetime(2024, 2, 26)})
    sheet = book.add_worksheet("市场经营部")
    base = {
        "font_name": "仿宋",
        "font_size": 10,
        "border": 1,
        "valign": "vcenter",
        "align": "center",
        "text_wrap": True,
    }
    middle, left = book.add_format(base), book.add_format({**base, "align": "left"})
    percent = book.add_format({**base, "num_format": "0%"})
    bold = book.add_format({**base, "bold": True, "bg_color": "#DDEBF7"})
    for column, width in enumerate([6, 13, 20, 8, 11, 44, 46, 12, 10]):
        sheet.set_column(column, column, width)
    title = book.add_format({"bold": True, "font_size": 18, "align": "center", "font_name": "方正小标宋简体"})
    sheet.merge_range("A1:I1", "岳川城市建设投资集团有限公司2024年度部门绩效考核指标表", title)
    sheet.merge_range("A2:E2", "被考核部门：市场经营部", book.add_format({"font_name": "仿宋", "font_size": 11}))
    sheet.merge_range(
        "F2:I2", "考核周期：2024年1月1日—12月31日　　　单位：万元、%", book.add_format({"align": "right"})
    )
    sheet.write_row("A3", HEADER, bold)
    starts = [index for index, row in enumerate(ROWS) if row[0]] + [len(ROWS)]
    for start, end in itertools.pairwise(starts):
        sheet.merge_range(3 + start, 1, 2 + end, 1, ROWS[start][0], bold)
    for index, (_, name, weight, goal, formula, tariff, source) in enumerate(ROWS):
        row = 3 + index
        sheet.write_number(row, 0, index + 1, middle)
        sheet.write_string(row, 2, name, left)
        sheet.write(row, 3, weight, percent)
        sheet.write(row, 4, goal, percent if goal == 1 else middle)
        # A formula of the notice, not of the sheet.
        sheet.write_string(row, 5, formula, left)
        sheet.write_string(row, 6, tariff, left)
        sheet.write_string(row, 7, source, middle)
        sheet.write_blank(row, 8, None, middle)
    last = 3 + len(ROWS)
    sheet.merge_range(last, 0, last, 2, "合　计", bold)
    sheet.write_formula(last, 3, f"=SUM(D4:D{last})", percent, 1)
    for column in range(4, 9):
        sheet.write_blank(last, column, None, middle)
    sheet.merge_range(
        last + 1, 0, last + 1, 8, "部门负责人（签字）：　　　　　　分管领导（签字）：　　　　　　绩效管理委员会：", left
    )
    sheet.freeze_panes(3, 3)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    notes = book.add_worksheet("填表说明")
    notes.set_column(0, 0, 90)
    for row, text in enumerate(NOTES):
        notes.write_string(row, 0, text)
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
