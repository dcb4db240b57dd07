"""Builds page.html and prints source.pdf: made-up terms of a public building for the quality of its cleaning service.

    python corpus/cases/pdf-cleaning-fines/build.py

Needs chromium on the path and Noto Serif CJK SC. No column of points; deductions in points and in yuan; the total only in prose.
"""

import re
import subprocess
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "政务服务中心保洁服务质量考核标准"
# Number, content, standard, deductions.
ROWS = [
    ["1", "人员配备", "按合同约定配备保洁员不少于12人，着装统一，佩戴工牌。", "每少1人扣1分，罚款100元；未按规定着装、佩戴工牌的，每人次扣0.2分。"],
    ["2", "考勤管理", "严格遵守作息时间，不得脱岗、串岗、睡岗。", "迟到、早退的，每人次扣0.2分；脱岗、串岗、睡岗的，每人次扣0.5分并罚款50元。"],
    ["3", "地面清洁", "大厅、走廊、楼梯地面每日清扫拖洗，无积水、污渍、烟头。", "每处不合格扣0.5分。"],
    ["4", "公共卫生间", "地面干净无积水，便池无污垢，洗手液、厕纸及时补充，无明显异味。", "便池有污垢、地面有积水的，每处扣0.5分；耗材未及时补充的，每次扣0.3分；有明显异味的，每次扣0.5分。"],
    ["5", "垃圾清运", "生活垃圾日产日清，垃圾桶外观清洁，清运及时率不低于98%。", "垃圾滞留超过24小时的，每次扣1分，罚款50元；清运及时率每降低1个百分点扣0.5分；垃圾桶外观不洁的，每个扣0.2分。"],
    ["6", "玻璃门窗", "一楼大厅玻璃擦拭每周不少于1次，无手印、灰尘。", "未按频次擦拭的，每次扣0.5分；有明显手印、灰尘的，每处扣0.2分。"],
    ["7", "电梯轿厢", "轿厢内壁、按键每日消毒，不锈钢面保养每月不少于2次。", "消毒记录缺失的，每次扣0.3分；保养每少1次扣0.5分。"],
    ["8", "会议保障", "会前30分钟完成会议室保洁，会后及时清理。", "未按时完成的，每次扣1分；影响会议召开的，罚款200元。"],
    ["9", "绿植养护", "室内绿植存活率达到95%，枯枝黄叶及时清理。", "枯死的，每盆扣0.5分；枯枝黄叶未及时清理的，每处扣0.1分。"],
    ["10", "外围环境", "停车场、道路、绿化带内无白色垃圾，雨雪天气及时清扫。", "发现白色垃圾的，每处扣0.2分，最多扣2分；雨雪天气未及时清扫的，每次扣1分。"],
    ["11", "病媒防制", "灭蚊、灭蝇、灭鼠消杀每月不少于1次，消杀记录完整。", "消杀每少1次扣2分；记录不完整的扣0.5分。"],
    ["12", "安全作业", "登高、高空作业人员持证上岗，作业区域设置警示标志。", "无证上岗的，每人次扣1分，罚款500元；未设置警示标志的，每次扣1分；发生安全责任事故的，该项不得分，并按合同约定追究责任。"],
    ["13", "节能管理", "做到人走灯灭，杜绝长流水、长明灯。", "每发现1次罚款50元。"],
    ["14", "投诉处理", "有效投诉每月不超过1起，投诉处理及时率100%。", "有效投诉每超过1起扣2分；投诉处理不及时的，每次扣1分，罚款100元。"],
    ["15", "服务评价", "每季度开展1次满意度测评，满意度不低于90%。", "满意度每降低1个百分点扣0.5分；低于70%的扣5分，并扣减当季服务费的5%。"],
]  # fmt: skip
LEAD = [
    "甲方：澄河区政务服务中心（以下简称甲方）　　乙方：中标保洁服务单位（以下简称乙方）",
    "为规范保洁服务管理，提升服务质量，甲方每月对乙方保洁质量进行考核，考核总分100分，采取日常巡查与月底集中检查相结合的方式，扣分累计计算。罚款从当月服务费中扣除。",
]
TAIL = [
    "考核结果运用：得分90分以上的，全额支付当月服务费；80分至89分的，扣减当月服务费的2%；70分至79分的，扣减5%；连续2个月低于70分的，甲方有权解除合同。",
    "乙方对考核结果有异议的，应当在3个工作日内书面提出，逾期视为认可。",
]
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>合同附件</title>
<style>
@page {{ size: A4; margin: 24mm 20mm 22mm 22mm; }}
body {{ font-family: "Noto Serif CJK SC"; font-size: 11pt; line-height: 1.6; margin: 0; }}
h1 {{ font-size: 17pt; text-align: center; margin: 3mm 0 4mm; }}
p {{ margin: 0 0 1.5mm; text-indent: 2em; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; margin: 3mm 0; }}
td {{ border: 0.5pt solid #000; padding: 2.2mm 1.5mm; vertical-align: middle; }}
td.mid {{ text-align: center; }}
tr {{ break-inside: avoid; }}
.sign {{ display: flex; justify-content: space-between; margin-top: 10mm; }}
</style></head>
<body>
<div>合同附件三</div>
<h1>{title}</h1>
{lead}
<table>
<colgroup><col style="width:11mm"><col style="width:24mm"><col style="width:58mm"><col></colgroup>
<tr><td class="mid"><b>序号</b></td><td class="mid"><b>考核内容</b></td><td class="mid"><b>考核标准</b></td><td class="mid"><b>扣分标准</b></td></tr>
{rows}
</table>
{tail}
<div class="sign"><span>甲方（盖章）：</span><span>乙方（盖章）：</span><span>　　年　　月　　日</span></div>
</body></html>
"""


def build():
    rows = []
    for number, *texts in ROWS:
        name, *rest = (escape(text, quote=False) for text in texts)
        rows.append(
            f'<tr><td class="mid">{number}</td><td class="mid">{name}</td>'
            + "".join(f"<td>{text}</td>" for text in rest)
            + "</tr>"
        )
    lead, tail = ("\n".join(f"<p>{text}</p>" for text in texts) for texts in (LEAD, TAIL))
    return PAGE.format(title=TITLE, lead=lead, rows="\n".join(rows), tail=tail)


def print_pdf(page, target):
    """Prints the page; dates are fixed, so that the file is the same every time."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True)
    data = target.read_bytes()
    target.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20240520090000", data))


if __name__ == "__main__":
    (HERE / "page.html").write_text(build(), "utf-8")
    print_pdf(HERE / "page.html", HERE / "source.pdf")
