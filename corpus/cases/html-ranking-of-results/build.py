"""Builds source.html: a made-up county's announcement of the results of an assessment, a ranking of its units.

python corpus/cases/html-ranking-of-results/build.py
"""

from pathlib import Path

TITLE = "关于2023年度全县综合绩效考核结果的通报"
TOWNS = [
    ("柳河镇", "96.85"),
    ("东岗镇", "95.40"),
    ("石塘镇", "94.72"),
    ("北坪乡", "93.66"),
    ("双桥镇", "92.18"),
    ("马家湾乡", "91.05"),
    ("青山镇", "89.73"),
    ("大泉乡", "86.20"),
]
OFFICES = [
    ("县财政局", "97.10"),
    ("县审计局", "96.32"),
    ("县民政局", "95.88"),
    ("县水利局", "94.05"),
    ("县统计局", "93.77"),
    ("县林业局", "92.46"),
    ("县商务局", "90.91"),
    ("县体育中心", "84.50"),
]
PAGE = """<!DOCTYPE html>
<html>
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
<div class="nav"><a href="/">首页</a> | <a href="/xxgk/">政务公开</a> | <a href="/jxkh/">绩效考核</a> | <a href="/dczb/">督查专报</a></div>
<div class="location">当前位置：首页 &gt; 绩效考核 &gt; 考核通报</div>
<h1 style="text-align:center">{title}</h1>
<p style="text-align:center">某考办〔2024〕1号　　发布日期：2024年2月5日　　阅读：3021次</p>
<p>各乡镇党委、政府，县直各单位：</p>
<p>根据《2023年度综合绩效考核实施方案》，县考核办组织对全县8个乡镇、8个县直单位进行了综合绩效考核。考核指标包括高质量发展（50分）、党的建设（20分）、重点工作（20分）、满意度评价（10分）四个部分，各项指标得分按权重加权汇总，扣分项和加分项另计，加分最高不超过3分。经县委常委会会议研究，确定考核得分90分以上且排名前40%的为“优秀”等次。现将考核结果通报如下：</p>
<p><strong>一、乡镇综合绩效考核得分排名</strong></p>
<table border="1" cellspacing="0" style="width:80%;margin:0 auto">
<tr><th>排名</th><th>考核单位</th><th>指标得分</th><th>加扣分</th><th>考核得分</th><th>等次</th></tr>
{towns}
</table>
<p><strong>二、县直单位综合绩效考核得分排名</strong></p>
<table border="1" cellspacing="0" style="width:80%;margin:0 auto">
<tr><th>排名</th><th>考核单位</th><th>指标得分</th><th>加扣分</th><th>考核得分</th><th>等次</th></tr>
{offices}
</table>
<p>对考核“优秀”等次的单位给予通报表扬，按规定发放绩效奖金；对排名末位的单位，由县委、县政府分管领导约谈主要负责人。因发生信访突出问题，大泉乡扣1.5分；因统计数据质量问题，县体育中心扣2分，取消评优资格。</p>
<p>希望受表扬的单位珍惜荣誉、再接再厉。各单位要对照考核指标失分情况，逐项分析原因，制定整改措施，确保2024年度考核取得更好成绩。</p>
<p style="text-align:right">县绩效考核工作领导小组办公室<br>2024年2月2日</p>
<div class="pager">上一篇：<a href="1.html">全县一季度重点工作督查情况</a>　下一篇：<a href="3.html">关于召开绩效考核反馈会的通知</a></div>
<div class="foot">主办：县委办公室　县政府办公室　某ICP备10000003号</div>
</body>
</html>
"""


def table(units):
    for place, (unit, score) in enumerate(units, 1):
        extra = {"大泉乡": "-1.5", "县体育中心": "-2"}.get(unit, "0" if place > 2 else "0.5")
        grade = "优秀" if place <= 3 else "良好" if place < len(units) else "一般"
        own = f"{float(score) - float(extra):.2f}"
        yield f"<tr><td>{place}</td><td>{unit}</td><td>{own}</td><td>{extra}</td><td>{score}</td><td>{grade}</td></tr>"


def build():
    return PAGE.format(title=TITLE, towns="\n".join(table(TOWNS)), offices="\n".join(table(OFFICES)))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
