"""Builds page.html and prints source.pdf: a made-up city's evaluation of its enterprises, three levels on a landscape page.

    python corpus/cases/pdf-landscape-two-level-weights/build.py

Needs chromium on the path and WenQuanYi Zen Hei. The first level has a weight in the whole, the third one a weight in the first.
"""

import re
import subprocess
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "云岭市市属国有企业数字化转型评价指标体系"
# First level, its weight, second level (each with its first row only), third level, weight in the first level, standard, source.
ROWS = [
    ["数字战略", "20%", "规划部署", "战略规划", "40%", "制定数字化转型专项规划，明确年度任务清单，年度任务完成率不低于90%。未制定规划的不得分；年度任务完成率每降低1个百分点扣2分。", "规划文本"],
    ["", "", "", "资金投入", "30%", "数字化投入占营业收入的比例≥1.5%。比例达到1.5%得100分，1%～1.5%得60分，低于1%不得分。", "财务报表"],
    ["", "", "组织保障", "人才队伍", "30%", "数字化专职人员不少于10名，数字技能培训每年不少于24学时。专职人员每少1名扣5分；培训学时不足的，每人扣1分。", "人员名册、培训记录"],
    ["基础能力", "30%", "网络安全", "等级保护", "25%", "信息系统等级保护测评率100%，每有1个系统未测评扣10分。", "测评报告"],
    ["", "", "", "安全运行", "20%", "健全网络安全值守和应急处置制度。制度不健全的扣10分；发生较大及以上网络安全事件的，实行一票否决。", "主管部门通报"],
    ["", "", "数据治理", "数据目录", "25%", "编制企业数据资源目录，入目录率达到90%以上，每降低1个百分点扣2分。", "数据平台"],
    ["", "", "", "数据质量", "30%", "核心数据完整率≥98%，数据共享接口可用率≥99.5%。一项不达标扣30分。", "数据平台"],
    ["业务赋能", "30%", "生产经营", "关键工序数控化", "30%", "关键工序数控化率≥60%，力争达到70%。每低于目标值2个百分点扣3分。", "现场核查"],
    ["", "", "", "设备联网", "20%", "设备联网率=已联网主要设备数÷主要设备总数×100%。设备联网率不低于70%，每降低1个百分点扣1分。", "现场核查"],
    ["", "", "", "线上采购", "20%", "采购项目线上实施率达到95%。未达到的按比例得分。", "采购平台"],
    ["", "", "协同服务", "客户服务", "30%", "客户投诉平均处理时间不超过48小时，线上服务满意度85%以上。处理时间每超过2小时扣5分；满意度每降低1个百分点扣2分。", "客服系统、问卷调查"],
    ["成效评价", "20%", "经济效益", "降本增效", "40%", "单位产品综合成本降低率不低于3%。降低率3%及以上得100分，1%～3%得70分，低于1%得30分。", "审计报告"],
    ["", "", "", "典型案例", "30%", "形成转型案例不少于1个。未形成案例的不得分；入选省级以上典型案例的，每个加10分，最多加20分。", "公布文件"],
    ["", "", "社会效益", "供应链带动", "30%", "上云上平台的上下游企业不少于20家，每少1家扣5分。", "合同、平台数据"],
]  # fmt: skip
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>附件</title>
<style>
@page {{ size: A4 landscape; margin: 13mm 15mm 11mm 15mm; }}
body {{ font-family: "WenQuanYi Zen Hei"; font-size: 11.5pt; line-height: 1.5; margin: 0; }}
h1 {{ font-size: 18pt; text-align: center; margin: 4mm 0; }}
p {{ margin: 0 0 2mm; text-indent: 2em; }}
table {{ border-collapse: collapse; width: 99.6%; table-layout: fixed; }}
th, td {{ border: 0.6pt solid #000; padding: 1.7mm 1.6mm; text-align: center; vertical-align: middle; }}
td.text {{ text-align: left; }}
td.down {{ line-height: 1.35; }}
tr {{ break-inside: avoid; }}
</style></head>
<body>
<div>附件2</div>
<h1>{title}</h1>
<p>本体系适用于市属国有企业年度数字化转型评价。各三级指标按百分制评分，企业总得分＝Σ（三级指标得分×二级权重×一级权重），二级权重为该指标在所属一级指标内的权重。</p>
<table>
<colgroup><col style="width:14mm"><col style="width:16mm"><col style="width:22mm"><col style="width:32mm"><col style="width:16mm"><col><col style="width:32mm"></colgroup>
<thead><tr><th>一级<br>指标</th><th>一级<br>权重</th><th>二级指标</th><th>三级指标</th><th>二级<br>权重</th><th>评价标准</th><th>数据来源</th></tr></thead>
<tbody>
{rows}
</tbody>
</table>
<p style="margin-top:3mm">说明：1.各一级指标内二级权重合计为100%。2.单项得分扣完为止。3.评价得分90分以上为A级，75分至89分为B级，60分至74分为C级，60分以下为D级。</p>
</body></html>
"""


def span(column, index):
    count = 1
    while index + count < len(ROWS) and not any(ROWS[index + count][: column + 1]):
        count += 1
    return count


def cell(column, index):
    text = escape(ROWS[index][column], quote=False)
    if column == 0:
        return f'<td class="down" rowspan="{span(0, index)}">{"<br>".join(text)}</td>'
    if column in (1, 2):
        return f'<td rowspan="{span(column if column == 2 else 0, index)}">{text}</td>'
    return f'<td class="text">{text}</td>' if column == 5 else f"<td>{text}</td>"


def build():
    lines = []
    for index, row in enumerate(ROWS):
        lines.append(
            "<tr>" + "".join(cell(column, index) for column in range(7) if column > 2 or row[column]) + "</tr>"
        )
    return PAGE.format(title=TITLE, rows="\n".join(lines))


def print_pdf(page, target):
    """Prints the page; dates are fixed, so that the file is the same every time."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True)
    data = target.read_bytes()
    target.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20240510090000", data))


if __name__ == "__main__":
    (HERE / "page.html").write_text(build(), "utf-8")
    print_pdf(HERE / "page.html", HERE / "source.pdf")
