"""Builds page.html and prints it to source.pdf: a made-up score sheet of a project's expenditure, filled in by its assessors.

    python build.py

Beside the points stand the scores given and the reasons for what was taken off, in the words of a tariff. Needs Chromium
and Noto Sans CJK SC.
"""

import re
import subprocess
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "云谷县农村道路硬化提升项目支出绩效评价指标评分表"
# First level, its second levels, their rows: name, points, explanation, standard, score given, reason.
LEVELS = [
    ("决策", [
        ("项目立项", [
            ["立项依据充分性", "4", "项目立项是否符合法律法规、相关政策以及部门职责。",
             "a.符合国家法律法规和行业发展规划；b.与部门职责范围相符；c.未与同类项目重复；d.属于公共财政支持范围。每符合1项得1分。", "4", ""],
            ["立项程序规范性", "3", "项目申请、设立过程是否符合相关要求。",
             "a.按规定程序申请设立（1分）；b.审批文件、材料符合要求（1分）；c.事前经过集体决策（1分）。每有1项不符合扣1分。", "3", ""],
        ]),
        ("绩效目标", [
            ["绩效目标合理性", "4", "绩效目标是否依据充分、符合客观实际。",
             "a.绩效目标与实际工作内容相关（2分）；b.预期效益符合正常的业绩水平（2分）。未设定绩效目标的，该项不得分；目标与实际不相符的扣2分。", "2", "效益目标表述笼统，扣2分。"],
        ]),
        ("资金投入", [
            ["预算编制科学性", "4", "预算编制是否经过科学论证、有明确标准。",
             "a.预算编制经过科学论证（2分）；b.预算额度测算依据充分（2分）。未经论证的扣2分；测算依据不充分的酌情扣分。", "3", "部分单价无询价记录，扣1分。"],
        ]),
    ]),
    ("过程", [
        ("资金管理", [
            ["资金到位率", "4", "资金到位率=（实际到位资金/预算资金）×100%。", "资金到位率100%得满分，每降低1个百分点扣0.2分，扣完为止。", "4", ""],
            ["预算执行率", "6", "预算执行率=（实际支出资金/实际到位资金）×100%。",
             "预算执行率≥95%得6分；85%（含）-95%得4分；75%（含）-85%得2分；低于75%不得分。", "4", "预算执行率为88.6%，扣2分。"],
            ["资金使用合规性", "4", "资金使用是否符合相关财务管理制度规定。",
             "a.符合国家财经法规和财务管理制度（1分）；b.资金拨付有完整的审批手续（1分）；c.符合项目预算批复的用途（2分）。存在截留、挤占、挪用情况的，该项不得分；审批手续不全的，每笔扣0.5分。", "4", ""],
        ]),
        ("组织实施", [
            ["管理制度健全性", "2", "实施单位的财务和业务管理制度是否健全。", "a.制定财务管理制度（1分）；b.制定业务管理制度（1分）。每缺1项扣1分。", "2", ""],
            ["制度执行有效性", "4", "项目实施是否符合相关管理规定。",
             "a.项目调整手续完备（1分）；b.合同书、验收报告等资料齐全并及时归档（2分）；c.人员、设备等落实到位（1分）。资料缺失的，每份扣0.5分；重大变更未报批的，该项不得分。", "3.5", "缺监理月报1份，扣0.5分。"],
        ]),
    ]),
    ("产出", [
        ("产出数量", [
            ["硬化里程完成率", "10", "硬化里程完成率=（实际硬化里程/计划硬化里程）×100%。", "硬化里程完成率100%得满分，每降低1个百分点扣0.5分。", "10", ""],
        ]),
        ("产出质量", [
            ["工程验收合格率", "10", "工程验收合格率=（验收合格单位工程数/单位工程总数）×100%。", "工程验收合格率100%得10分；90%（含）-100%按比例得分；低于90%不得分。", "10", ""],
        ]),
        ("产出时效", [
            ["完成及时性", "8", "项目是否按计划时间完工。", "每逾期1天扣0.1分，逾期30天以上不得分。", "6.8", "逾期12天完工，扣1.2分。"],
        ]),
        ("产出成本", [
            ["成本节约率", "7", "成本节约率=［（计划成本-实际成本）/计划成本］×100%。", "实际成本未超出计划成本的得满分；每超出1个百分点扣1分。", "7", ""],
        ]),
    ]),
    ("效益", [
        ("社会效益", [
            ["出行条件改善", "10", "项目实施对改善群众出行条件的影响程度。", "改善明显的得10分，有所改善的得6分，改善不明显的不得分。", "10", ""],
        ]),
        ("可持续影响", [
            ["长效管护机制", "8", "是否建立道路管护的长效机制。",
             "a.建立管护制度（3分）；b.明确管护责任人（3分）；c.落实管护经费（2分）。未建立制度的扣3分；责任人未明确的扣3分；经费未落实的扣2分。", "6", "管护经费未列入预算，扣2分。"],
        ]),
        ("满意度", [
            ["受益群众满意度", "12", "受益群众对项目实施效果的满意程度，通过问卷调查获取。", "满意度达到90%得满分，每降低1个百分点扣0.5分，低于60%不得分。", "11", "满意度为88%，扣1分。"],
        ]),
    ]),
]  # fmt: skip
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title>
<style>
@page {{ size: A4 landscape; margin: 14mm 12mm; }}
body {{ font: 9.5pt/1.4 "Noto Sans CJK SC"; }}
h1 {{ font-size: 15pt; text-align: center; margin: 2mm 0; }}
table {{ border-collapse: collapse; width: 100%; }}
thead {{ display: table-header-group; }}
tr {{ break-inside: avoid; }}
td, th {{ border: 0.6pt solid #000; padding: 1mm; vertical-align: middle; }}
.mid {{ text-align: center; }}
</style></head>
<body>
<div>附件2</div>
<h1>{title}</h1>
<p>主管部门：云谷县交通运输局　　　项目年度：2023年　　　项目预算资金：1860.00万元　　　评价时间：2024年6月</p>
<table>
<colgroup><col style="width:13mm"><col style="width:18mm"><col style="width:25mm"><col style="width:11mm"><col style="width:56mm"><col><col style="width:12mm"><col style="width:38mm"></colgroup>
<thead><tr><th>一级指标</th><th>二级指标</th><th>三级指标</th><th>分值</th><th>指标解释</th><th>评价标准</th><th>得分</th><th>扣分原因</th></tr></thead>
<tbody>
{rows}
<tr><td colspan="3" class="mid"><b>合计</b></td><td class="mid">100</td><td></td><td></td><td class="mid">90.3</td><td></td></tr>
</tbody>
</table>
<p>评价结论：该项目综合得分90.3分，评价等级为“优”。主要问题：预算执行率偏低，管护经费未落实。评价等级标准：90分（含）以上为优，80（含）-90分为良，60（含）-80分为中，60分以下为差。</p>
<p>评价组组长（签字）：　　　　　　　　　　　　　　　　　　评价机构（盖章）：</p>
</body></html>
"""


def build():
    out = []
    for level, seconds in LEVELS:
        size = sum(len(rows) for _, rows in seconds)
        for place, (second, rows) in enumerate(seconds):
            for index, (name, points, *texts, score, reason) in enumerate(rows):
                first = f'<td class="mid" rowspan="{size}">{level}</td>' if place == index == 0 else ""
                group = f'<td class="mid" rowspan="{len(rows)}">{second}</td>' if index == 0 else ""
                words = "".join(f"<td>{escape(text, quote=False)}</td>" for text in texts)
                out.append(
                    f'<tr>{first}{group}<td class="mid">{name}</td><td class="mid">{points}</td>{words}'
                    f'<td class="mid">{score}</td><td>{reason}</td></tr>'
                )
    return PAGE.format(title=TITLE, rows="\n".join(out))


def print_pdf(page, target):
    """Prints the page; dates are fixed, so that the file is the same every time."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True)
    data = target.read_bytes()
    target.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20240620090000", data))


if __name__ == "__main__":
    (HERE / "page.html").write_text(build(), "utf-8")
    print_pdf(HERE / "page.html", HERE / "source.pdf")
