"""Builds page.html and, through Chromium, source.pdf: an extract of made-up standards for hospitals, graded 【C】【B】【A】 without points.

    python build.py

Chapters, sections and clauses are rows over the whole width; each leaf has a cell in which the grades stand below each other, some cut
by a page. Two columns for the self-assessment and the proofs are blank. Set in Noto Sans CJK SC, only horizontal lines.
"""

import re
import subprocess
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "三级综合医院评审标准实施细则（节选）"
LEAD = [
    "说明：1.本细则采用A、B、C、D、E五档表述方式，A—优秀，B—良好，C—合格，D—不合格，E—不适用（指医院没有开展的诊疗项目）。判定原则是要达到“B—良好”档者，必须先符合“C—合格”档的要求；要到“A—优秀”，必须先符合“B—良好”档的要求。",
    "2.标“★”的为核心条款。三级甲等医院要求：C级≥90%，B级≥60%，A级≥20%；核心条款C级100%，B级≥70%。",
]
ROWS = [
    "第二章　医院服务",
    "一、预约诊疗服务",
    "2.1.1 实施多种形式的预约诊疗与分时段服务。",
    ("2.1.1.1", "实施多种形式的预约诊疗服务。", [
        "【C】", "1.至少提供电话、网络、现场等3种预约诊疗方式。", "2.有预约诊疗工作制度和操作流程，并对患者公示。", "3.出院复诊患者实行中长期预约。",
        "【B】符合“C”，并", "1.有信息系统支持，实现统一号源管理。", "2.门诊预约诊疗率≥50%。",
        "【A】符合“B”，并", "门诊预约诊疗率≥80%，复诊预约率≥90%。"]),
    ("2.1.1.2", "有专职部门和人员负责统一预约管理和协调工作。", [
        "【C】", "1.有专职部门负责预约管理，人员职责明确。", "2.医务人员出诊信息提前7天公布，变动提前公告。",
        "【B】符合“C”，并", "主管部门每季度至少检查1次，对存在问题有改进措施。",
        "【A】符合“B”，并", "无故停诊率控制在1%以内，患者对预约工作满意度≥90%。"]),
    "二、急诊绿色通道管理",
    "2.2.1 合理配置急诊人力资源，建立急诊绿色通道。",
    ("2.2.1.1", "急诊科固定医师、护士配备符合要求（★）。", [
        "【C】", "1.急诊科固定医师不少于在岗医师的75%，固定护士不少于在岗护士的75%。", "2.急诊医务人员经过专业培训，能够胜任急诊工作。",
        "【B】符合“C”，并", "1.急诊科主任由具备高级职称的医师担任。", "2.急诊医护人员技能评价与再培训间隔时间不超过2年，有记录。",
        "【A】符合“B”，并", "固定医师、护士均达到在岗人数的85%以上。"]),
    ("2.2.1.2", "建立急诊与住院连贯的医疗服务流程。", [
        "【C】", "1.有急性心肌梗死、脑卒中、创伤等重点病种的急诊服务流程与规范。", "2.急诊会诊10分钟内到位。",
        "【B】符合“C”，并", "职能部门对重点病种处置时限定期评估、分析。",
        "【A】符合“B”，并", "重点病种平均停留时间较上年缩短，持续改进有成效。"]),
    "第三章　患者安全",
    "一、确立查对制度，识别患者身份",
    "3.1.1 对就诊患者施行唯一标识管理。",
    ("3.1.1.1", "对就诊患者施行唯一标识（医保卡、身份证、病历号等）管理。", [
        "【C】", "1.对门诊就诊和住院患者的身份标识有制度规定。", "2.身份标识在全院范围内统一实施。",
        "【B】符合“C”，并", "对就诊患者住院病历施行唯一标识管理，准确率100%。",
        "【A】符合“B”，并", "门诊和住院患者信息实现自动识别，标识差错发生率降至0.1‰以下。"]),
    "3.1.2 严格执行查对制度，至少同时使用两种患者身份识别方式。",
    ("3.1.2.1", "在诊疗活动中，严格执行查对制度（★）。", [
        "【C】", "1.有标本采集、给药、输血等各类诊疗活动前患者身份确认的制度和方法。", "2.至少同时使用姓名、年龄等2种识别方式，禁止仅以床号作为识别依据。",
        "【B】符合“C”，并", "各科室对本科执行查对制度有自查记录，每月不少于1次。",
        "【A】符合“B”，并", "查对制度执行正确率达到100%，职能部门督导、检查、反馈有成效。"]),
    "二、确立手术安全核查制度",
    "3.2.1 有手术安全核查与手术风险评估制度和流程。",
    ("3.2.1.1", "有手术安全核查与手术风险评估制度，落实三步安全核查（★）。", [
        "【C】", "1.有手术安全核查与手术风险评估的制度与流程。", "2.实施三步安全核查，并正确记录。", "3.手术核查、手术风险评估执行率≥95%。",
        "【B】符合“C”，并", "职能部门对核查制度执行情况进行检查、总结、反馈，有改进措施。",
        "【A】符合“B”，并", "手术核查、手术风险评估执行率100%。"]),
    "三、执行手卫生规范",
    "3.3.1 制定并落实手卫生规范。",
    ("3.3.1.1", "医护人员手卫生依从性逐步提高。", [
        "【C】", "1.对员工提供手卫生培训，培训率不低于90%。", "2.手卫生依从性≥60%。",
        "【B】符合“C”，并", "1.职能部门有对手卫生工作的检查、总结、反馈。", "2.手卫生依从性≥75%。",
        "【A】符合“B”，并", "手卫生依从性≥95%，医院感染发病率较上年下降0.2个百分点。"]),
    "四、防范与减少患者跌倒、坠床等意外事件",
    "3.4.1 对患者进行风险评估，主动告知跌倒、坠床危险。",
    ("3.4.1.1", "有防范患者跌倒、坠床的相关制度，并体现多部门协作。", [
        "【C】", "1.有防范患者跌倒、坠床的制度和报告程序。", "2.高危患者入院时跌倒、坠床风险评估率≥90%。",
        "【B】符合“C”，并", "高危患者入院时跌倒、坠床风险评估率≥95%，不良事件报告及时。",
        "【A】符合“B”，并", "高危患者入院时跌倒、坠床风险评估率100%，发生率呈下降趋势。"]),
]  # fmt: skip
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>评审标准</title>
<style>
@page {{ size: A4; margin: 22mm 18mm 20mm 20mm; }}
body {{ font-family: "Noto Sans CJK SC"; font-size: 10.5pt; line-height: 1.55; margin: 0; }}
h1 {{ font-size: 16pt; text-align: center; margin: 0 0 3mm; }}
p {{ margin: 0; }}
.lead {{ text-indent: 2em; }}
table {{ border-collapse: collapse; width: 100%; table-layout: fixed; margin-top: 3mm; }}
td, th {{ border-top: 0.6pt solid #000; border-bottom: 0.6pt solid #000; padding: 1.6mm 1.5mm; vertical-align: top; text-align: left; }}
th {{ text-align: center; background: #ddd; }}
tr.head td {{ background: #f2f2f2; font-weight: bold; }}
tr.head {{ break-after: avoid; }}
</style></head>
<body>
<h1>{title}</h1>
{lead}
<table>
<colgroup><col style="width:52mm"><col><col style="width:16mm"><col style="width:18mm"></colgroup>
<thead><tr><th>评审标准</th><th>评审要点</th><th>自评等级</th><th>支撑材料</th></tr></thead>
<tbody>
{rows}
</tbody></table>
</body></html>
"""


def build():
    out = []
    for row in ROWS:
        if isinstance(row, str):
            out.append(f'<tr class="head"><td colspan="4">{row}</td></tr>')
            continue
        number, name, lines = row
        grades = "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
        out.append(f"<tr><td>{number} {name}</td><td>{grades}</td><td></td><td></td></tr>")
    lead = "\n".join(f'<p class="lead">{line}</p>' for line in LEAD)
    return PAGE.format(title=TITLE, lead=lead, rows="\n".join(out))


def print_pdf(page, target):
    """Prints the page; dates are fixed, so that the file is the same every time."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True)
    data = target.read_bytes()
    target.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20240520090000", data))


if __name__ == "__main__":
    (HERE / "page.html").write_text(build(), "utf-8")
    print_pdf(HERE / "page.html", HERE / "source.pdf")
