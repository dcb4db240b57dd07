"""Builds source.html: a made-up county's page with two catalogues of 100 points, a summary table and a short form of the first.

    python corpus/cases/html-two-catalogues-and-annex/build.py

The first catalogue has two levels and no numbers, the second numbers and no levels; the annex repeats the first as 项目|分值.
"""

import itertools
from html import escape
from pathlib import Path

TITLE = "关于印发《松湖县2024年度政务公开工作考核评分表》的通知"
# Group (with its first row only), name, requirement and scoring, points, office.
FIRST = [
    ["主动公开\n（45分）", "法定内容公开", "法定主动公开内容公开率100%，信息公开时间不超过20天。未公开的，每项扣1分；超期公开的，每条扣0.2分。", "15", "信息公开股"],
    ["", "政策解读", "行政规范性文件解读率达到100%，多样化解读占比不低于60%。解读率每降低1个百分点扣0.5分；多样化解读占比每降低5个百分点扣0.5分。", "12", "信息公开股"],
    ["", "会议开放", "开放式会议每年不少于2次。每少1次扣2分。", "8", "秘书股"],
    ["", "数据开放", "公共数据目录更新每季度不少于1次，开放数据集不少于12个。未按季度更新的，每次扣1分；数据集每少1个扣0.5分。", "10", "大数据中心"],
    ["依申请公开\n（25分）", "渠道畅通", "公布受理机构、联系方式和办理流程，电话接通率95%以上。抽查电话无人接听的，每次扣1分；办理流程未公布的扣3分。", "10", "信息公开股"],
    ["", "答复规范", "申请答复率100%，答复格式规范、依据充分。超期答复的，每件扣2分；因答复不当被行政复议机关撤销或者被法院判决败诉的，每件扣5分。", "15", "信息公开股"],
    ["平台建设\n（20分）", "政府网站", "首页信息更新间隔不超过14天，网站可用率≥99%。更新超期的，每次扣1分；可用率每降低0.5个百分点扣1分；被国家、省级普查通报为不合格网站的，该项不得分。", "10", "大数据中心"],
    ["", "政务新媒体", "政务新媒体账号实行备案管理，信息更新每周不少于2次。未备案的，每个扣2分；更新每少1次扣0.1分。", "10", "大数据中心"],
    ["监督保障\n（10分）", "组织领导", "政务公开列入领导班子年度工作要点，专题研究每年不少于2次。未列入的扣2分；专题研究每少1次扣1分。", "4", "秘书股"],
    ["", "教育培训", "业务培训每年不少于1次，参训率达90%以上。未开展培训的，该项不得分；参训率每降低1个百分点扣0.2分。", "6", "信息公开股"],
]  # fmt: skip
# Number, name, content and scoring, points.
SECOND = [
    ["1", "公开目录", "编制基层政务公开标准目录，目录覆盖率100%。未编制的，该项不得分；目录每缺1项扣0.5分。", "10"],
    ["2", "惠民资金公开", "惠民惠农补贴发放结果公开率100%，公示时间不少于7天。未公开的，每项扣2分；公示时间不足的，每项扣0.5分。", "15"],
    ["3", "村（社区）公开", "村务公开栏设置率100%，内容更新每月不少于1次。未设置的，每村扣1分；更新每少1次扣0.2分。", "15"],
    ["4", "公开专区", "便民服务中心设置政务公开专区，专区面积不低于20㎡，查询设备不少于1台。未设置专区的，该项不得分；面积不足的扣2分；未配备查询设备的扣2分。", "10"],
    ["5", "政策宣讲", "面对面政策宣讲每季度不少于1次。每少1次扣1分；宣讲无记录的，每次扣0.5分。", "10"],
    ["6", "信息发布", "全年政务信息不少于200条，信息准确率不低于99%。信息每少1条扣0.05分；出现错别字、错链等问题的，每处扣0.1分，最多扣3分；出现严重表述错误的，一票否决。", "15"],
    ["7", "依申请公开", "按期答复率达到100%。逾期未答复的，每件扣2分；答复不规范的酌情扣分。", "10"],
    ["8", "政民互动", "群众留言办理时限不超过5天，办结率98%以上。超时办理的，每件扣0.5分；办结率每降低1个百分点扣0.5分。", "10"],
    ["9", "社会评议", "由县政务公开办组织评议。群众满意度达到85%得满分，每降低1个百分点扣0.2分。", "5"],
]  # fmt: skip
UNITS = ["县发展改革局", "县教育局", "县财政局", "松岭镇", "下坪乡"]
PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="UTF-8">
<meta name="SiteName" content="松湖县人民政府">
<title>{title}</title>
</head>
<body>
<nav class="top-nav"><a href="/">首页</a><a href="/zwgk">政务公开</a><a href="/fw">政务服务</a><a href="/hd">互动交流</a><a href="/sj">数据发布</a></nav>
<div class="bread">首页 &gt; 政务公开 &gt; 法定主动公开内容 &gt; 监督保障</div>
<article>
<h1>{title}</h1>
<div class="meta"><span>来源：县政府办公室</span> <span>时间：2024-04-09</span> <span>点击数：<i id="click"></i></span></div>
<p class="wh">松政办函〔2024〕17号</p>
<p>各乡镇人民政府，县政府各部门：</p>
<p>　　现将《松湖县2024年度政务公开工作考核评分表》印发给你们。县级部门、乡镇分别考核，满分各为100分，考核得分按10%的权重计入年度综合考核。</p>
<p>　　附件：1.县级部门政务公开工作考核评分表</p><p>　　　　　2.乡镇政务公开工作考核评分表</p><p>　　　　　3.考核得分汇总表</p><p>　　　　　4.县级部门考核项目分值简表</p>
<p style="text-align:right">松湖县人民政府办公室<br>2024年4月8日</p>
<h3>附件1　县级部门政务公开工作考核评分表（100分）</h3>
<div class="table-wrap"><table>
<thead><tr><th>一级指标</th><th>二级指标</th><th>考核内容及评分标准</th><th>分值</th><th>责任科室</th></tr></thead>
<tbody>
{first}
</tbody>
</table></div>
<h3>附件2　乡镇政务公开工作考核评分表（100分）</h3>
<div class="table-wrap"><table>
<tr><td>序号</td><td>考核项目</td><td>考核内容及评分标准</td><td>分值</td><td>得分</td></tr>
{second}
<tr><td></td><td colspan="2">总分</td><td>100</td><td></td></tr>
</table></div>
<h3>附件3　考核得分汇总表</h3>
<table>
<tr><th>考核对象</th><th>主动公开</th><th>依申请公开</th><th>平台建设</th><th>监督保障</th><th>合计</th></tr>
<tr><td>满分值</td><td>45</td><td>25</td><td>20</td><td>10</td><td>100</td></tr>
{summary}
</table>
<h3>附件4　县级部门考核项目分值简表</h3>
<table>
<tr><th>项目</th><th>分值</th><th>项目</th><th>分值</th></tr>
{short}
<tr><td colspan="3">合计</td><td>100</td></tr>
</table>
<p class="tip">注：简表供各部门自查使用，以附件1为准。</p>
</article>
<aside><h4>相关链接</h4><ul><li><a href="/a/1">2023年政府信息公开工作年度报告</a></li><li><a href="/a/2">政务公开培训会召开</a></li></ul></aside>
<footer>版权所有：松湖县人民政府办公室　某ICP备10000002号</footer>
</body>
</html>
"""


def cells(texts):
    return "".join(f"<td>{escape(text, quote=False).replace(chr(10), '<br>')}</td>" for text in texts)


def first():
    starts = [index for index, row in enumerate(FIRST) if row[0]] + [len(FIRST)]
    for start, end in itertools.pairwise(starts):
        group = FIRST[start][0].replace("\n", "<br>")
        for index in range(start, end):
            level = f'<td rowspan="{end - start}">{group}</td>' if index == start else ""
            yield f"<tr>{level}{cells(FIRST[index][1:])}</tr>"


def short():
    half = len(FIRST) // 2
    for left, right in zip(FIRST[:half], FIRST[half:], strict=True):
        yield f"<tr>{cells([left[1], left[3], right[1], right[3]])}</tr>"


def build():
    summary = "\n".join(f"<tr><td>{unit}</td>{'<td></td>' * 5}</tr>" for unit in UNITS)
    second = "\n".join(f"<tr>{cells([*row, ''])}</tr>" for row in SECOND)
    return PAGE.format(title=TITLE, first="\n".join(first()), second=second, summary=summary, short="\n".join(short()))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
