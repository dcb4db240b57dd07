"""Builds source.html: a made-up news report about a meeting on performance assessment.

    python corpus/cases/no-catalogue/build.py

The page is full of 绩效考核, 指标, 分值 and 扣分, and its table is the timetable of a training day. Nothing in it is an
indicator.
"""

from html import escape
from pathlib import Path

TITLE = "全市机关绩效考核工作推进会暨业务培训班举行"
BODY = [
    "本网讯　3月22日，全市机关绩效考核工作推进会暨业务培训班在市委党校举行。各县（市、区）、市直各单位绩效考核工作分管负责人和业务骨干共126人参加。",
    "会议通报了2022年度绩效考核情况。据介绍，去年全市机关绩效考核共设置5大类38项指标，满分1000分，参评单位平均得分912.6分，得分率为91.3%，较上年提高1.2个百分点；"
    "重点任务按期完成率达到97%以上，群众满意度达到95.4%。从扣分情况看，失分主要集中在信息报送、整改落实两项指标，合计扣分占全部扣分的46%。",
    "会议指出，今年的绩效考核指标体系作了较大调整：一是精简数量，指标总数压减三成以上；二是优化结构，提高定量指标分值占比；三是完善办法，对弄虚作假的单位，按有关规定严肃处理。具体考核细则待征求意见后另行印发。",
    "会议要求，各单位要在4月15日前完成指标分解，做到每项指标有人领、每个分值有出处；要加强过程管理，每季度至少开展1次自查，对照评分标准查漏补缺，坚决避免“年初一张表、年末算总账”。",
    "会后，市绩效办围绕指标设置、计分规则、系统填报等内容开展了业务培训。培训安排如下：",
]
TABLE = [
    ["时间", "培训内容", "主讲单位", "地点", "学时"],
    ["8:30-9:00", "报到、领取资料", "会务组", "一号楼大厅", ""],
    ["9:00-10:20", "绩效考核指标设置与分值确定", "市绩效办", "第一报告厅", "2"],
    ["10:30-11:50", "评分标准解读与常见扣分情形", "市绩效办", "第一报告厅", "2"],
    ["14:30-15:50", "数据采集与系统填报", "市大数据中心", "第二报告厅", "2"],
    ["16:00-17:20", "分组讨论", "各组召集人", "各分会场", "2"],
]
TAIL = ["参训人员表示，此次培训内容实、针对性强，将把学习成果运用到绩效考核工作中，以考核促落实、以考核促提升。"]
PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{title}_某市机关党建网</title>
</head>
<body>
<div id="top"><a href="/">首页</a> <a href="/yw/">要闻</a> <a href="/tzgg/">通知公告</a> <a href="/jxkh/">绩效考核</a> <a href="/zlxz/">资料下载</a></div>
<div id="bread">您的位置：首页 &gt; 绩效考核 &gt; 工作动态</div>
<div id="main">
<h1>{title}</h1>
<p class="source">2023-03-23 09:12　来源：某市机关党建网　责任编辑：综合科</p>
{body}
</div>
<div id="hot"><h3>点击排行</h3>
<ol><li><a href="/jxkh/1.html">2022年度绩效考核结果公告</a></li><li><a href="/jxkh/2.html">绩效考核指标调整申请表</a></li><li><a href="/jxkh/3.html">绩效考核扣分项申诉流程</a></li></ol></div>
<div id="footer">某市机关党建网　某ICP备09000000号</div>
</body>
</html>
"""


def build():
    rows = "\n".join("<tr>" + "".join(f"<td>{escape(text)}</td>" for text in row) + "</tr>" for row in TABLE)
    paragraphs = [f"<p>　　{text}</p>" for text in BODY]
    paragraphs.append(f'<table border="1" align="center">\n{rows}\n</table>')
    paragraphs += [f"<p>　　{text}</p>" for text in TAIL]
    return PAGE.format(title=TITLE, body="\n".join(paragraphs))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
