"""Builds page.html and, through Chromium, source.pdf: a made-up record of a fire inspection with boxes 是□ 否□ and points.

    python build.py

The column of items is merged over several rows that have points of their own; the content cell begins with the number and is the only
one that names the row. Most rows have no tariff, some end in one; the last has no points but a veto.
"""

import re
import subprocess
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "人员密集场所消防安全检查评分表"
GROUPS = [
    ("消防安全管理（25分）", [
        ("1.确定消防安全责任人、消防安全管理人，并报消防救援机构备案。", "5"),
        ("2.每月至少开展1次防火检查，每日进行防火巡查，检查、巡查记录齐全。", "5"),
        ("3.灭火和应急疏散演练每年不少于2次，每少1次扣2分。", "5"),
        ("4.员工“一懂三会”掌握率不低于90％，抽查每有一人不掌握扣1分，扣完为止。", "5"),
        ("5.消防控制室24小时有人值班，值班人员每班不少于2人且持证上岗。", "5"),
    ]),
    ("建筑防火（20分）", [
        ("6.经营区与员工住宿区之间采取防火分隔措施。", "5"),
        ("7.不得使用易燃可燃材料装修；发现1处扣2分，最多扣6分。", "8"),
        ("8.防火门完好有效，常闭式防火门处于关闭状态。", "7"),
    ]),
    ("安全疏散（25分）", [
        ("9.疏散通道、安全出口保持畅通；占用、堵塞、封闭的，每处扣3分。", "10"),
        ("10.疏散指示标志、应急照明完好率达到95%以上，每低5%扣1分。", "8"),
        ("11.外窗未设置影响逃生和灭火救援的广告牌、金属栅栏。", "7"),
    ]),
    ("消防设施器材（30分）", [
        ("12.灭火器每层不少于4具，每缺1具扣零点五分。", "8"),
        ("13.室内消火栓水带、水枪齐全，栓口静压不低于0.15MPa。", "8"),
        ("14.火灾自动报警系统、自动喷水灭火系统运行正常；擅自停用的，该项不得分。", "8"),
        ("15.电动自行车集中停放、充电，充电设施与安全出口的距离不小于6米。", "6"),
    ]),
    ("否决项", [
        ("16.存在重大火灾隐患拒不整改的，一票否决。", "—"),
    ]),
]  # fmt: skip
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>检查评分表</title>
<style>
@page {{ size: A4; margin: 20mm 16mm; }}
body {{ font-family: "Noto Sans CJK SC"; font-size: 10.5pt; line-height: 1.5; margin: 0; }}
h1 {{ font-size: 17pt; text-align: center; margin: 2mm 0; letter-spacing: 1pt; }}
p {{ margin: 1.2mm 0; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; }}
td {{ border: 0.75pt solid #000; padding: 2mm 1.5mm; vertical-align: middle; }}
.mid {{ text-align: center; }}
</style></head>
<body>
<p>编号：XFJC-2024-</p>
<h1>{title}</h1>
<p>被检查单位：________________________　　检查时间：2024年____月____日　　场所面积：________㎡</p>
<table>
<colgroup><col style="width:24mm"><col><col style="width:13mm"><col style="width:12mm"><col style="width:12mm"><col style="width:24mm"></colgroup>
<tr class="mid"><td rowspan="2"><b>检查项目</b></td><td rowspan="2"><b>检查内容</b></td><td rowspan="2"><b>分值</b></td><td colspan="2"><b>检查结果</b></td><td rowspan="2"><b>存在问题</b></td></tr>
<tr class="mid"><td><b>是</b></td><td><b>否</b></td></tr>
{rows}
<tr><td colspan="2" class="mid">合计</td><td class="mid">100</td><td colspan="2"></td><td></td></tr>
</table>
<p>说明：1.检查内容符合的在“是”栏打“√”，不符合的在“否”栏打“√”并写明存在问题；2.总分低于70分的，责令限期改正，整改期限不超过30日。</p>
<p>检查人员（签名）：________________　　被检查单位负责人（签名）：________________</p>
</body></html>
"""


def build():
    out = []
    for name, rows in GROUPS:
        head = f'<td rowspan="{len(rows)}" class="mid">{name.replace("（", "<br>（")}</td>'
        for words, points in rows:
            boxes = '<td class="mid">□</td><td class="mid">□</td><td></td>'
            out.append(f'<tr>{head}<td>{escape(words, quote=False)}</td><td class="mid">{points}</td>{boxes}</tr>')
            head = ""
    return PAGE.format(title=TITLE, rows="\n".join(out))


def print_pdf(page, target):
    """Prints the page; dates are fixed, so that the file is the same every time."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True)
    data = target.read_bytes()
    target.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20240520090000", data))


if __name__ == "__main__":
    (HERE / "page.html").write_text(build(), "utf-8")
    print_pdf(HERE / "page.html", HERE / "source.pdf")
