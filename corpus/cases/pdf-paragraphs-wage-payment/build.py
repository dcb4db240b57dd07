"""Builds page.html and prints source.pdf: a made-up county's rules in numbered paragraphs, with a small table of grades at the end.

    python corpus/cases/pdf-paragraphs-wage-payment/build.py

Needs chromium on the path and WenQuanYi Zen Hei. Points in brackets at the second and the third level, one leaf at the second.
"""

import re
import subprocess
from html import escape
from pathlib import Path

HERE = Path(__file__).parent
TITLE = "临溪县2024年度保障农民工工资支付工作考核细则"
LEAD = "为贯彻落实《保障农民工工资支付条例》，进一步压实属地监管责任和部门监管责任，结合我县实际，制定本细则。"
PARAGRAPHS = [
    "一、考核对象",
    "各乡镇人民政府，县发展改革、公安、财政、住房城乡建设、交通运输、水利等部门。",
    "二、考核方式",
    "考核由县根治拖欠农民工工资工作领导小组（以下简称领导小组）组织实施，采取日常监测、实地核查、第三方评估相结合的方式，满分为100分，每年1次，次年2月底前完成。",
    "三、考核内容和计分办法",
    "（一）加强组织领导（18分）",
    "1.健全工作机制（10分）。政府主要负责人每季度至少主持召开1次专题会议，建立部门联席会议制度。专题会议每少1次扣2分；未建立联席会议制度的扣2分。",
    "2.强化经费保障（8分）。工作经费纳入财政预算，专职协理员不少于2名。经费未纳入预算的扣4分；协理员每少1名扣2分。",
    "（二）落实工资支付制度（40分）",
    "1.实名制管理（12分）。在建工程项目实名制管理覆盖率100%，考勤数据上传及时率不低于95%。",
    "实名制管理覆盖率每降低1个百分点扣1分；上传及时率每降低1个百分点扣0.5分。",
    "2.工资专用账户（10分）。工资专用账户开设率达到100%，人工费用按月足额拨付。未开设账户的，每个项目扣2分；人工费用未按月足额拨付的，每个项目扣1分。",
    "3.总包代发（10分）。推行施工总承包单位代发工资：（1）总包代发率≥98%（6分）；（2）工资发放台账完整（4分）。",
    "总包代发率每降低1个百分点扣1分；台账不完整的，每个项目扣0.5分。",
    "4.工资保证金（8分）。工资保证金存储率100%，到期保证金及时退还。未存储的，每个项目扣1分；未按规定退还的，每起扣0.5分。",
    "（三）开展根治欠薪行动（32分）",
    "1.线索办理（12分）。欠薪线索按期办结率不低于98%，平均办理时限不超过15天。按期办结率每降低1个百分点扣1分，扣完为止；超时办理的，每件扣0.5分。",
    "2.案件查处（10分）。欠薪案件立案查处率100%。",
    "结案率＝按期结案数÷立案总数×100%。结案率95%以上得10分，85%～95%得6分，低于85%不得分。",
    "3.舆情处置（10分）。发生因欠薪引发的50人以上群体性事件的，每起扣5分；引发极端事件或者造成恶劣社会影响的，一票否决。",
    "（四）宣传引导（10分）。每季度开展1次集中宣传活动，宣传资料不少于1000份。集中宣传活动每少1次扣1分；宣传资料未发放到项目工地的酌情扣分。",
    "四、等次评定",
    "考核结果按得分分为A、B、C三个等次，具体如下：",
]  # fmt: skip
GRADES = [
    ["等次", "得分", "结果运用"],
    ["A", "90分及以上", "通报表扬，下年度减少检查频次"],
    ["B", "75分至89分", "提出整改意见"],
    ["C", "75分以下", "约谈主要负责人，取消评先资格"],
]
TAIL = [
    "五、工作要求",
    "1.加强领导。各乡镇、各部门要高度重视，指定专人负责，1月15日前报送自查报告。",
    "2.严肃纪律。对弄虚作假、虚报瞒报的，视情节轻重予以通报批评。",
    "3.本细则由领导小组办公室负责解释，自印发之日起施行。",
]
PAGE = """<!DOCTYPE html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>考核细则</title>
<style>
@page {{ size: A4; margin: 30mm 26mm 28mm 28mm; }}
body {{ font-family: "WenQuanYi Zen Hei"; font-size: 15pt; line-height: 1.75; margin: 0; }}
.red {{ color: #c00; font-size: 22pt; font-weight: bold; text-align: center; border-bottom: 1.5pt solid #c00; }}
.no {{ text-align: center; margin: 3mm 0 8mm; }}
h1 {{ font-size: 18.5pt; text-align: center; line-height: 1.4; margin: 0 0 6mm; font-weight: bold; }}
p {{ margin: 0; text-indent: 2em; text-align: justify; }}
p.head {{ font-weight: bold; }}
table {{ border-collapse: collapse; margin: 3mm auto; width: 90%; font-size: 12pt; }}
td {{ border-bottom: 0.5pt solid #999; padding: 1mm 3mm; text-align: center; }}
p.sign {{ text-align: right; text-indent: 0; padding-right: 3em; margin-top: 8mm; }}
</style></head>
<body>
<div class="red">临溪县根治拖欠农民工工资工作领导小组文件</div>
<div class="no">临治欠发〔2024〕2号</div>
<h1>{title}</h1>
{body}
<table>{grades}</table>
{tail}
<p class="sign">2024年3月6日</p>
</body></html>
"""


def paragraphs(texts):
    return "\n".join(
        f"<p{' class=head' if re.match('[一二三四五]、', text) else ''}>{escape(text, quote=False)}</p>"
        for text in texts
    )


def build():
    grades = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in GRADES)
    return PAGE.format(title=TITLE, body=paragraphs([LEAD, *PARAGRAPHS]), grades=grades, tail=paragraphs(TAIL))


def print_pdf(page, target):
    """Prints the page; dates are fixed, so that the file is the same every time."""
    options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={target}"]
    subprocess.run(["chromium", *options, page.as_uri()], check=True, capture_output=True)
    data = target.read_bytes()
    target.write_bytes(re.sub(rb"\(D:\d{14}", b"(D:20240306090000", data))


if __name__ == "__main__":
    (HERE / "page.html").write_text(build(), "utf-8")
    print_pdf(HERE / "page.html", HERE / "source.pdf")
