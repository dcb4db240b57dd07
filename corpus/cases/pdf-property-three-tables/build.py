"""Builds page.html and prints it to source.pdf: a made-up contract annex, three tables of 100 points each.

    python build.py

The weights of the three tables stand in a sentence above them; numbers begin again in each. Needs Chromium and Noto Serif
CJK SC.
"""

import re
import subprocess
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "澄山市行政中心物业服务质量月度考核办法"
LEAD = [
    "为规范行政中心物业服务管理，依据《澄山市行政中心物业服务合同》第九条，制定本办法。",
    "考核每月进行1次，由机关事务服务中心会同各楼层联络员实施。保洁、保安、绿化三项服务分别按百分制评分，月度综合得分按保洁40%、保安40%、绿化20%的权重加权计算。",
    "月度综合得分95分（含）以上的，全额支付当月服务费；90分（含）至95分的，扣减当月服务费的2%；80分（含）至90分的，扣减5%；低于80分的，扣减10%并责令限期整改。",
]
# Service, then number, item, standard, points, tariff.
TABLES = [
    ("一、保洁服务（100分）", [
        ["1", "人员管理", "保洁人员在岗率100%，统一着装、佩戴工牌上岗。", "10", "缺岗的，每人次扣1分；未按规定着装、佩戴工牌的，每人次扣0.5分。"],
        ["2", "大厅走廊", "地面清扫每日不少于2次，地面光亮无污渍、无纸屑。", "15", "清扫每少1次扣1分；地面有污渍、纸屑的，每处扣0.5分，扣完为止。"],
        ["3", "卫生间", "卫生间巡查每日不少于4次，洗手台、镜面、便池清洁无异味，洗手液、卫生纸及时补充。", "20", "巡查缺1次扣0.5分；有明显异味的，每次扣1分；耗材未补充的，每次扣0.5分。"],
        ["4", "电梯轿厢", "轿厢地面、四壁干净无手印，按钮每日消毒。", "10", "有污渍、手印的，每部扣0.5分；未消毒的，每部扣1分。"],
        ["5", "楼梯间", "扶手、踏步无积尘，天花板无蛛网。", "10", "积尘、蛛网每处扣0.3分。"],
        ["6", "垃圾清运", "生活垃圾分类收集、日产日清，垃圾桶满溢处置时间不超过30分钟。", "15", "未日产日清的，每次扣2分；处置超时的，每次扣1分；分类错误未纠正的，每次扣0.5分。"],
        ["7", "外围区域", "停车场、道路无积水、杂物，雨雪天气及时清扫。", "10", "发现1处不合格扣0.5分；雨雪天气清扫不及时的扣2分。"],
        ["8", "用户评价", "楼内单位满意率≥90%。", "10", "满意率每降低1个百分点扣0.5分，低于75%的不得分。"],
    ]),
    ("二、保安服务（100分）", [
        ["1", "队伍配备", "持证保安员不少于16人，岗前培训合格率100%。", "15", "每少1人扣2分；无证上岗的，每人扣1分。"],
        ["2", "门岗值守", "门岗全天值守，来访人员、车辆登记率达到100%。", "20", "脱岗、睡岗的，每人次扣3分；漏登记的，每次扣0.5分。"],
        ["3", "巡逻巡查", "夜间巡逻每班不少于3次，巡更点打卡率不低于98%。", "15", "漏巡的，每次扣1分；打卡率每降低1个百分点扣0.5分。"],
        ["4", "消防安全", "消防控制室双人值班、持证上岗，消防设施完好率≥98%，灭火器点检每月不少于1次。", "20",
         "单人值班的，每次扣3分；设施故障未报修的，每处扣1分；点检缺失的，每具扣0.2分，最多扣4分；发生责任火灾事故的，该项不得分。"],
        ["5", "车辆秩序", "车辆停放有序，消防通道畅通。", "10", "占用消防通道未劝离的，每辆扣1分；乱停乱放的，每辆扣0.2分。"],
        ["6", "应急处置", "突发事件到场时间不超过5分钟，应急演练每年不少于2次。", "10", "到场超时的，每次扣2分；演练每少1次扣2分。"],
        ["7", "物品放行", "大件物品凭放行条出门，登记完整。", "10", "无放行条放行的，每次扣2分；登记不完整的，每次扣0.5分。"],
    ]),
    ("三、绿化服务（100分）", [
        ["1", "修剪整形", "绿篱修剪每月不少于1次，草坪高度控制在8厘米以内。", "20", "修剪每少1次扣3分；草坪高度每超过1厘米扣1分，最多扣5分。"],
        ["2", "浇水施肥", "根据天气和墒情及时浇水，施肥每季度不少于1次。", "15", "缺水萎蔫的，每处扣1分；施肥缺1次扣2分。"],
        ["3", "病虫害防治", "病虫害危害率不超过5%，施药前及时公示。", "20", "危害率每超过1个百分点扣2分；未公示的，每次扣1分；施药造成人员中毒的，该项不得分。"],
        ["4", "补植补栽", "苗木成活率≥95%，死株缺株按期补植到位。", "20", "成活率每降低1个百分点扣1分；逾期未补植的，每株扣0.5分。"],
        ["5", "绿地保洁", "绿地内无白色垃圾、枯枝落叶堆积。", "15", "每处不合格扣0.5分，扣完为止。"],
        ["6", "绿植租摆", "室内绿植长势良好、叶面清洁，枯死绿植及时更换。", "10", "叶面有灰尘的，每盆扣0.2分；未及时更换的，每盆扣1分。"],
    ]),
]  # fmt: skip
TAIL = ["考核结果于次月5日前书面送达乙方，乙方有异议的，应当在3日内提出。", "本办法未尽事宜，由甲乙双方协商解决。"]
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>
@page {{ size: A4; margin: 20mm 18mm; }}
body {{ font: 10.5pt/1.5 "Noto Serif CJK SC"; }}
h1 {{ font-size: 17pt; text-align: center; }}
h2 {{ font-size: 12pt; margin: 5mm 0 2mm; break-after: avoid; }}
p {{ text-indent: 2em; margin: 1mm 0; }}
table {{ border-collapse: collapse; width: 100%; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
td, th {{ border: 0.6pt solid #000; padding: 1mm 1.5mm; }}
.mid {{ text-align: center; }}
</style></head>
<body>
<div>合同附件4</div>
<h1>{title}</h1>
{lead}
{tables}
{tail}
</body></html>
"""
COLUMNS = '<colgroup><col style="width:11mm"><col style="width:22mm"><col style="width:55mm"><col style="width:12mm"><col><col style="width:13mm"></colgroup>'
HEADING = (
    "<thead><tr><th>序号</th><th>考核项目</th><th>考核标准</th><th>分值</th><th>评分细则</th><th>得分</th></tr></thead>"
)


def write_table(heading, rows):
    out = []
    for number, *texts in rows:
        name, standard, points, tariff = (escape(text, quote=False) for text in texts)
        out.append(
            f'<tr><td class="mid">{number}</td><td class="mid">{name}</td><td>{standard}</td>'
            f'<td class="mid">{points}</td><td>{tariff}</td><td></td></tr>'
        )
    total = '<tr><td colspan="3" class="mid">小计</td><td class="mid">100</td><td></td><td></td></tr>'
    body = "\n".join([*out, total])
    return f"<h2>{heading}</h2>\n<table>{COLUMNS}\n{HEADING}\n<tbody>\n{body}\n</tbody></table>"


def build():
    lead, tail = ("\n".join(f"<p>{text}</p>" for text in texts) for texts in (LEAD, TAIL))
    return PAGE.format(title=TITLE, lead=lead, tables="\n".join(write_table(*table) for table in TABLES), tail=tail)


def print_pdf(page, target):
    """Prints the page; dates are fixed, so that the file is the same every time."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True)
    data = target.read_bytes()
    target.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20240520090000", data))


if __name__ == "__main__":
    (HERE / "page.html").write_text(build(), "utf-8")
    print_pdf(HERE / "page.html", HERE / "source.pdf")
