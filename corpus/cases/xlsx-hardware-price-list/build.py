"""Builds source.xlsx: a made-up budget of a data centre, headed 一级指标 and 二级指标, with technical parameters and prices.

python corpus/cases/xlsx-hardware-price-list/build.py
"""

import itertools
from datetime import datetime
from pathlib import Path

import xlsxwriter

HEADER = ["序号", "一级指标", "二级指标", "技术参数要求", "单位", "数量", "单价（元）", "金额（元）", "备注"]
# First level (with its first row only), second level, parameters, unit, quantity, price.
ROWS = [
    ["服务器", "处理器", "2颗，单颗核心数≥32核，主频≥2.6GHz", "台", 6, 86500],
    ["", "内存", "配置≥512GB DDR5，支持扩展至4TB", "台", 6, 32000],
    ["", "硬盘", "≥4块3.84TB NVMe SSD，支持热插拔", "台", 6, 28800],
    ["存储系统", "控制器", "双活控制器，缓存≥256GB，IOPS≥50万", "套", 1, 268000],
    ["", "容量", "裸容量≥200TB，可用容量不低于150TB", "套", 1, 196000],
    ["", "可靠性", "★可用性达到99.999%，数据重构时间≤30分钟/TB", "套", 1, 45000],
    ["网络设备", "核心交换机", "交换容量≥100Tbps，业务插槽≥8个", "台", 2, 138000],
    ["", "接入交换机", "千兆电口≥48个，万兆光口≥4个", "台", 12, 8600],
    ["", "防火墙", "吞吐量≥40Gbps，并发连接数≥1000万", "台", 2, 97000],
    ["配套设施", "UPS电源", "容量≥60kVA，后备时间不少于2小时", "套", 2, 158000],
    ["", "精密空调", "制冷量≥50kW，噪声不超过65dB", "台", 4, 76000],
]  # fmt: skip
SUMMARY = [
    ["项目", "预算金额（元）", "占比"],
    ["硬件设备购置", 2000400, 0.8],
    ["系统集成服务", 300000, 0.12],
    ["三年质保服务", 200100, 0.08],
    ["合计", 2500500, 1],
]


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "采购预算", "created": datetime(2024, 2, 1)})
    base = {
        "font_name": "宋体",
        "font_size": 10,
        "border": 1,
        "valign": "vcenter",
        "align": "center",
        "text_wrap": True,
    }
    middle, money = book.add_format(base), book.add_format({**base, "num_format": "#,##0.00"})
    percent, bold = book.add_format({**base, "num_format": "0%"}), book.add_format({**base, "bold": True})
    sheet = book.add_worksheet("硬件技术参数及报价")
    sheet.set_column("D:D", 44)
    sheet.merge_range(
        "A1:I1",
        "云数据中心扩容项目硬件技术参数及预算报价表",
        book.add_format({"bold": True, "font_size": 15, "align": "center"}),
    )
    sheet.merge_range(
        "A2:I2", "采购人：某市大数据中心        注：带★的为实质性指标，不满足的投标无效；其余指标负偏离一项扣2分。"
    )
    sheet.write_row("A3", HEADER, bold)
    starts = [index for index, row in enumerate(ROWS) if row[0]] + [len(ROWS)]
    for start, end in itertools.pairwise(starts):
        sheet.merge_range(3 + start, 1, 2 + end, 1, ROWS[start][0], middle)
    for index, (_, name, text, unit, count, price) in enumerate(ROWS):
        row = 3 + index
        sheet.write_number(row, 0, index + 1, middle)
        for column, value in enumerate((name, text, unit, count), 2):
            sheet.write(row, column, value, middle)
        sheet.write_number(row, 6, price, money)
        sheet.write_formula(row, 7, f"=F{row + 1}*G{row + 1}", money, count * price)
        sheet.write_blank(row, 8, None, middle)
    last = 3 + len(ROWS)
    sheet.merge_range(last, 0, last, 6, "合计（含税）", bold)
    sheet.write_formula(last, 7, f"=SUM(H4:H{last})", money, sum(row[4] * row[5] for row in ROWS))
    other = book.add_worksheet("预算汇总")
    for row, (name, amount, share) in enumerate(SUMMARY):
        other.write(row, 0, name, middle)
        other.write(row, 1, amount, money)
        other.write(row, 2, share, percent)
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
