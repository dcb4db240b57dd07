"""Builds source.html: a made-up district's standard for the stars of kindergartens, on the page of a content management system.

    python build.py

Lettered rows A1 … F2; a first group whose points cells say 一票否决; ★ behind some names; the groups have their points on a second line;
scored sub-items ①②③ in a cell beside plain rows; bonus rows with —.
"""

from html import escape
from pathlib import Path

TITLE = "梧桐区幼儿园星级评定标准（2024年修订版）"
GROUPS = [
    ("A 必达指标", "", [
        ("A1", "办园资质", "持有效《办学许可证》或事业单位法人证书，上年度年检合格。", "一票否决", "查"),
        ("A2", "园舍安全", "园舍无危房，周边无污染源和危险品仓库，消防验收合格。", "一票否决", "看、查"),
        ("A3", "责任事故", "近三年无重大安全责任事故和虐童、体罚事件。", "一票否决", "查、访"),
    ]),
    ("B 办园条件", "22", [
        ("B1", "生均面积★", "①生均占地面积不少于15㎡（3分）；\n②生均建筑面积不少于9㎡（3分）；\n③生均绿化面积不少于2㎡（2分）。\n每低于标准1㎡扣1分，扣完为止。", "8", "看"),
        ("B2", "班额控制", "小班不超过25人，中班不超过30人，大班不超过35人。每超1人扣０.２分，最多扣３分。", "6", "看、查"),
        ("B3", "图书玩具", "①人均图书不少于10册（4分）。每少1册扣0.5分；\n②每班活动区不少于5个（4分）。每少一个扣0.5分。", "8", "看"),
    ]),
    ("C 队伍建设", "24", [
        ("C1", "师资学历★", "专任教师大专以上学历比例达到90%得10分，80%—90%得7分，70%—80%得4分，70%以下不得分。", "10", "查"),
        ("C2", "持证上岗", "教师资格证持证率100%，每有1人无证扣1分；保育员持证率不低于百分之九十五，每低1个百分点扣0.5分。", "6", "查"),
        ("C3", "队伍稳定", "教师年流动率控制在15%以内，每超1个百分点扣0.2分；较上年下降的加0.5分。", "4", "查、访"),
        ("C4", "教研培训", "园本教研每月不少于两次，每少一次扣零点二分；人均培训经费每年不低于800元，每少50元扣0.5分。", "4", "查"),
    ]),
    ("D 保教质量", "40", [
        ("D1", "一日活动★", "户外活动时间每天不少于2小时，每少0.5小时扣1分；存在“小学化”倾向的，视情节扣1～3分；情节严重的，该项不得分。", "12", "看、访"),
        ("D2", "卫生保健", "晨检率100%，食品留样时间不少于48小时。漏检1人次扣0.1分；未按规定留样的，每次扣1分，累计扣完为止。", "10", "看、查"),
        ("D3", "膳食管理", "幼儿伙食费盈亏率控制在±2%以内，每±1%扣1分。", "8", "查"),
        ("D4", "体质健康", "幼儿体质测定达标率达到90%以上得满分，每低2%扣1分，未达到60%不得分。", "10", "查"),
    ]),
    ("E 社会评价", "14", [
        ("E1", "家长满意度", "家长满意度≥95%得10分，85%≤满意度＜95%的按比例得分，＜85%不得分。", "10", "访"),
        ("E2", "信访投诉", "有效投诉每起扣1分，逾期未答复的每起再扣0.5分。", "4", "查"),
    ]),
    ("F 特色加分", "", [
        ("F1", "示范创建", "获评省级示范园的加3分，获评市级示范园的加2分，就高计算、不重复加分。", "—", "查"),
        ("F2", "帮扶带动", "结对帮扶薄弱园的，每所加1分，最高加2分。", "—", "查、访"),
    ]),
]  # fmt: skip
PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml"><head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<title>{title}_通知公告_梧桐区教育信息网</title>
<script type="text/javascript" src="/js/jquery-1.8.3.min.js"></script>
<style>.bt{{font-size:22px;text-align:center}} #zoom td{{border:1px solid #666;padding:4px}}</style>
</head>
<body>
<div id="top"><ul class="menu"><li><a href="/index.html">首页</a></li><li><a href="/tzgg/">通知公告</a></li><li><a href="/jyxw/">教育新闻</a></li><li><a href="/jyjg/">教育督导</a></li></ul></div>
<div class="wz">您现在的位置：<a href="/">首页</a>&nbsp;>>&nbsp;<a href="/tzgg/">通知公告</a>&nbsp;>>&nbsp;正文</div>
<div class="bt">{title}</div>
<div class="xx">作者：学前教育科&nbsp;&nbsp;来源：本站&nbsp;&nbsp;点击数：<span id="hits">1286</span>&nbsp;&nbsp;更新时间：2024-04-11</div>
<div id="zoom">
<p>　　一、评定说明</p>
<p>　　1.评定总分100分，另设特色加分。得分90分以上且无必达指标不合格的，评为五星级；80分以上不足90分的，评为四星级；70分以上不足80分的，评为三星级。</p>
<p>　　2.标“★”的为核心指标，有一项得分率低于80%的，不得评为五星级。</p>
<p>　　二、评定标准</p>
<div style="overflow-x:auto">
<table cellspacing="0" cellpadding="0" style="width:100%;border-collapse:collapse">
<thead><tr><th>一级指标</th><th>编号</th><th>二级指标</th><th>评定标准</th><th>分值</th><th>评定方式</th><th>自评</th><th>复评</th></tr></thead>
<tbody>
{rows}
<tr><td colspan="4">总　分</td><td>100</td><td></td><td></td><td></td></tr>
</tbody></table>
</div>
<p>　　评定方式：“看”指现场查看，“查”指查阅资料，“访”指访谈问卷。</p>
</div>
<div class="fj"><span>附件：</span><a href="/upload/2024/04/11/xj.doc">星级评定申报表.doc</a></div>
<div id="bottom">版权所有：梧桐区教育局　技术支持：区教育信息中心　建议使用1024×768分辨率浏览</div>
</body></html>
"""


def cell(text):
    return "<br />".join(escape(line, quote=False) for line in text.split("\n"))


def build():
    out = []
    for name, points, rows in GROUPS:
        label = name + (f"<br />（{points}分）" if points else "")
        head = f'<td rowspan="{len(rows)}"><strong>{label}</strong></td>'
        for number, title, words, worth, method in rows:
            rest = "".join(f"<td>{cell(text)}</td>" for text in (number, title, words, worth, method))
            out.append(f"<tr>{head}{rest}<td>&nbsp;</td><td>&nbsp;</td></tr>")
            head = ""
    return PAGE.format(title=TITLE, rows="\n".join(out))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
