"""Builds source.html: a made-up assessment of government web sites, vetoes first, then points, two heading rows.

    python build.py

Section rows over the whole width; the first section has no points and no second level; explanations are long.
"""

from html import escape
from pathlib import Path

TITLE = "东浔市政府网站与政务新媒体绩效评估指标（2024年第三季度）"
# Number, name, explanation.
VETOES = [
    [
        "1",
        "站点无法访问",
        "监测期内每天间隔性访问网站首页，因网站自身原因打不开首页的次数占全部监测次数的比例累计超过5%。",
    ],
    [
        "2",
        "首页不更新",
        "首页栏目信息在监测时间点前两周内未更新。首页仅为链接列表、不提供信息内容的，按照所链接的栏目检查，更新情况计入首页。",
    ],
    [
        "3",
        "栏目不更新",
        "应更新而未更新的栏目数量超过10个，或者空白栏目数量超过5个；监测时间点前一年内，政策文件、工作动态等栏目一次也未更新的，计为未更新栏目。",
    ],
    ["4", "严重错误", "网站存在严重表述错误，或者链接到反动、暴力、色情等内容；伪造发稿日期的，视为存在严重错误。"],
    ["5", "互动回应差", "监测时间点前一年内，对网民留言应及时答复处理的政务咨询类栏目，存在超过3个月未回应的现象。"],
]
VETO = "出现该情形的，单项否决。"
# First level with its points, then number, name, points, explanation, tariff.
LEVELS = [
    ("信息发布", 35, [
        ["6", "基本信息", "10", "机构职能、领导信息、联系方式等基本信息准确完整，动态、要闻类信息更新间隔不超过7天；内容准确，无错别字、错链和失效图片。",
         "更新超期的，每个栏目扣1分；信息不准确的，每条扣0.5分，最多扣5分。"],
        ["7", "政策解读", "10", "以本级政府名义印发的规范性文件应当同步组织解读，解读材料与文件相互关联，解读率达到100%；图解、视频等多样化解读占比不低于50%，便于公众查阅理解。",
         "解读率每低1个百分点扣0.5分；未相互关联的，每件扣0.5分；多样化解读占比每低5个百分点扣0.5分。"],
        ["8", "重点领域公开", "15", "公开本级政府预决算、“三公”经费和重大建设项目批准实施信息，公开目录规范，预决算公开及时率100%；重点领域信息按季度更新并分类展示，便于检索下载。",
         "应公开未公开的，每项扣3分；公开不及时的，每项扣1分，扣完为止。"],
    ]),
    ("办事服务", 25, [
        ["9", "办事指南", "15", "政务服务事项办事指南要素齐全，包括受理条件、办理流程、申请材料、收费标准等内容；随机抽查事项的指南与实际办理要求保持一致，准确率不低于95%。",
         "要素缺失的，每项扣0.5分；指南与实际不一致的，每处扣1分；准确率每低1个百分点扣0.5分。"],
        ["10", "在线办理", "10", "提供网上申报、进度查询、结果反馈等功能，可全程网办事项占比达到85%以上，实现一次登录、全网通行。",
         "占比85%以上得10分，70%～85%得6分，50%～70%得3分，低于50%不得分。"],
    ]),
    ("互动交流", 20, [
        ["11", "留言办理", "12", "网民留言办理时限不超过5天，按期办结率不低于98%；答复内容具体明确，不得答非所问、敷衍应付，留言办理情况定期公开。",
         "超时办理的，每件扣1分；答复敷衍的，每件扣2分；按期办结率每低1个百分点扣0.5分。"],
        ["12", "征集调查", "8", "全年开展民意征集和网上调查不少于6期，征集结束后及时公布意见采纳情况，并对未采纳的主要意见说明理由。",
         "每少1期扣1分；未公布采纳情况的，每期扣1分。"],
    ]),
    ("功能与安全", 20, [
        ["13", "检索与无障碍", "8", "提供站内检索、高级检索功能，检索结果按相关度或者时间排序；完成适老化与无障碍改造，重要信息可朗读、可放大，页面兼容主流浏览器。",
         "检索功能不可用的扣3分；未完成适老化与无障碍改造的扣3分；外链错误的，每个扣0.1分，最多扣2分。"],
        ["14", "网站安全", "12", "落实网络安全等级保护制度，等级测评每年不少于1次，建立监测值守和应急处置机制，及时处置漏洞和网页被篡改等隐患，保障网站平稳运行。",
         "未开展等级测评的扣5分；隐患未按期整改的，逾期每天扣0.5分；网页被篡改造成不良影响的，该项不得分。"],
    ]),
]  # fmt: skip
BONUS = [
    "15",
    "创新应用",
    "网站建设管理创新做法被市级以上推广或者在全国、全省性评比中获奖的情况。",
    "每项加2分，最多加5分。",
]
HEADING = """<tr><th rowspan="2">序号</th><th colspan="2">评估指标</th><th rowspan="2" width="38%">指标说明</th><th colspan="2">评分标准</th><th colspan="2">检查情况</th></tr>
<tr><th>一级指标</th><th>二级指标</th><th>分值</th><th>计分办法</th><th>得分</th><th>问题描述</th></tr>"""
PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="SiteName" content="东浔市人民政府">
<meta name="ColumnName" content="通知公告">
<title>{title}_通知公告_东浔市人民政府</title>
<style>.tb td,.tb th{{border:1px solid #666;padding:5px}} .sec td{{background:#e8f0fa;font-weight:bold}}</style>
<script>var _hmt=_hmt||[];</script>
</head>
<body>
<div id="top"><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">政务公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="pos">您现在的位置：<a href="/">首页</a>&nbsp;&gt;&nbsp;<a href="/zwgk/tzgg/">通知公告</a></div>
<div class="article">
<h1>{title}</h1>
<div class="meta">发布时间：2024-07-09 10:21　来源：市政府办公室　浏览次数：<span id="hits">326</span>次　字号：[大 中 小]</div>
<p>各县（市、区）人民政府，市政府各部门：</p>
<p>为做好2024年第三季度政府网站与政务新媒体检查工作，现将评估指标印发给你们。评估分为单项否决、扣分和加分三个部分：出现单项否决情形之一的，该网站直接判定为不合格，不再对其他指标进行评分；扣分指标满分100分，得分低于60分的判定为不合格，每季度抽查比例不低于30%。</p>
<table class="tb" cellspacing="0">
<thead>
{heading}
</thead>
<tbody>
{rows}
</tbody>
</table>
<p>注：同一问题只扣一次分，不重复扣分。监测时间点为检查组打开网页的时间。</p>
<p style="text-align:right">东浔市人民政府办公室<br>2024年7月8日</p>
</div>
<div class="related"><h3>相关文章</h3><ul><li><a href="/1.html">关于2024年第二季度政府网站检查情况的通报</a></li><li><a href="/2.html">政府网站集约化建设问答</a></li></ul></div>
<div id="foot">主办单位：东浔市人民政府办公室　网站标识码：0000000000　网站地图</div>
</body>
</html>
"""


def section(text):
    return f'<tr class="sec"><td colspan="8">{text}</td></tr>'


def cells(*texts):
    return "".join(f"<td>{escape(text, quote=False)}</td>" for text in texts)


def build():
    out = [section("第一部分　单项否决指标")]
    for number, name, words in VETOES:
        out.append(f'<tr><td>{number}</td><td colspan="2">{name}</td>{cells(words, "—", VETO, "", "")}</tr>')
    out.append(section("第二部分　扣分指标（100分）"))
    for level, worth, rows in LEVELS:
        for index, (number, name, points, words, tariff) in enumerate(rows):
            first = f'<td rowspan="{len(rows)}">{level}<br>（{worth}分）</td>' if index == 0 else ""
            out.append(f"<tr><td>{number}</td>{first}{cells(name, words, points, tariff, '', '')}</tr>")
    out.append(section("第三部分　加分指标"))
    number, name, words, tariff = BONUS
    out.append(f'<tr><td>{number}</td><td colspan="2">{name}</td>{cells(words, "5", tariff, "", "")}</tr>')
    return PAGE.format(title=TITLE, heading=HEADING, rows="\n".join(out))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
