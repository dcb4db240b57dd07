"""Builds source.html: a made-up county's assessment of its townships as forest chiefs.

    python corpus/cases/html-forest-chief-subtotals/build.py

Rules are paragraphs inside cells, each section ends in a subtotal row, half of the figures are full-width.
"""

from html import escape
from pathlib import Path

TITLE = "白石县2024年度乡镇林长制工作考核评分细则"
SECTIONS = [("组织|体系", "20", 3), ("资源|保护", "４０", 4), ("国土|绿化", "２５", 2), ("宣传与|监督", "15", 2)]
# Number, indicator, content, scoring, points. A line feed ends a paragraph of the cell.
ROWS = [
    ["1", "责任落实", "1.乡镇、村两级林长设置率100%；\n2.林长公示牌信息准确，更新及时。",
     "1.林长未设置的，每村扣１分；\n2.公示牌信息有误或者更新不及时的，每块扣0.2分。", "6"],
    ["2", "巡林履职", "1.乡级林长巡林每月不少于１次；\n2.村级林长巡林每周不少于１次。",
     "1.巡林每少１次扣0.5分，扣完为止；\n2.未填写巡林日志的，每次扣0.2分。", "８"],
    ["3", "会议调度", "每季度召开１次林长会议，研究解决森林资源保护发展问题。", "会议每少１次扣1分；无会议记录的，每次扣0.5分。", "6"],
    ["4", "森林防火", "1.防火期内野外火源管控到位；\n2.森林火灾受害率控制在０.９‰以内；\n3.半专业扑火队伍不少于１支，队员不少于20人。",
     "1.发现１起违规野外用火扣1分，最多扣５分；\n2.森林火灾受害率每超过0.1‰扣1分；\n3.扑火队伍未组建的扣2分，队员每少１人扣0.1分；\n4.发生重大以上森林火灾的，实行一票否决。", "１２"],
    ["5", "有害生物防治", "松材线虫病疫木除治率100%，林业有害生物成灾率不超过３‰，监测覆盖率达到９５％以上。",
     "除治率每降低1个百分点扣0.5分；成灾率超标的扣３分；监测覆盖率每降低５个百分点扣0.5分。", "10"],
    ["6", "林地管理", "严格林地用途管制，违法图斑整改率不低于９８％。",
     "整改率每降低1个百分点扣0.5分；新增非法占用林地的，每宗扣２分；瞒报、漏报违法图斑的，该项不得分。", "10"],
    ["7", "古树名木", "古树名木挂牌保护率100%，逐株落实管护责任人。", "未挂牌的，每株扣0.5分；管护不到位的酌情扣分。", "8"],
    ["8", "营造林任务", "营造林面积不少于1500亩，造林成活率≥８５％，力争达到９０％。",
     "1.造林成活率=成活株数÷造林总株数×100%。\n2.成活率８５％以上得10分，７０％-８５％得６分，７０％以下不得分；营造林面积不足的按比例得分。", "15"],
    ["9", "义务植树", "适龄公民义务植树尽责率达到百分之八十五。", "尽责率每降低２个百分点扣0.5分。", "１０"],
    ["10", "宣传培训", "林长制专题培训每年不少于2次，宣传标语每村不少于３条。", "培训每少1次扣1分；标语每少１条扣0.2分。", "7"],
    ["11", "群众满意度", "由县林长制办公室委托第三方开展调查。", "满意度达到９０％得满分，每降低1个百分点扣0.4分，低于６０％的不得分。", "8"],
]  # fmt: skip
PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{title} - 白石县人民政府</title>
<link rel="stylesheet" href="/css/art.css">
</head>
<body>
<div class="header"><div class="logo">白石县人民政府门户网站</div><div class="nav"><a href="/">网站首页</a><a href="/xxgk/">政府信息公开</a><a href="/zmhd/">政民互动</a><a href="/zjbs/">走进白石</a></div></div>
<div class="crumbs">当前位置：<a href="/">首页</a> &gt; <a href="/xxgk/">政府信息公开</a> &gt; <a href="/xxgk/lyj/">县林业局</a></div>
<div class="content">
<table class="xxgk" width="100%"><tr><td>索 引 号：</td><td>000000022/2024-00041</td><td>发布机构：</td><td>县林业局</td></tr><tr><td>文&emsp;&emsp;号：</td><td>白林长办〔2024〕3号</td><td>发布日期：</td><td>2024-02-26</td></tr></table>
<h2 style="text-align:center;color:#c00">{title}</h2>
<div class="txt" style="font-family:方正仿宋_GBK;font-size:16pt">
<p style="text-indent:32pt">为压紧压实各级林长责任，根据《白石县林长制考核办法》，制定本细则。考核满分为100分，自评分由各乡镇于12月10日前填报。</p>
<p>&nbsp;</p>
<table border="1" style="border-collapse: collapse; width: 900px;" class="ke-zeroborder">
<tbody>
<tr class="firstRow"><td style="width:60px"><b>考核<br>项目</b></td><td><b>序号</b></td><td><b>考核指标</b></td><td><b>考核内容</b></td><td><b>评分标准</b></td><td><b>分值</b></td><td><b>自评<br>得分</b></td></tr>
{rows}
<tr><td colspan="5" style="text-align:center"><span><strong>合&nbsp;&nbsp;&nbsp;&nbsp;计</strong></span></td><td>100</td><td>&nbsp;</td></tr>
</tbody>
</table>
<p style="text-indent:32pt">备注：各项扣分扣完为止，不计负分。</p>
<p style="text-align:right;padding-right:48pt">白石县林长制办公室</p>
<p style="text-align:right;padding-right:48pt">2024年2月22日</p>
</div>
<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a><a href="#">QQ空间</a></div>
</div>
<div class="footer"><p>主办：白石县人民政府办公室　承办：县大数据中心</p><p>某公网安备 00000000000000号　<a href="/wzdt/">网站地图</a></p></div>
</body>
</html>
"""


def paragraphs(text):
    lines = escape(text, quote=False).split("\n")
    if len(lines) == 1:
        return f'<span style="font-size:14px"><span style="color:#000">{lines[0]}</span></span>'
    return "".join(
        f'<p style="margin:0;text-indent:0"><span style="font-size:14px">{line}</span></p>\n' for line in lines
    )


def build():
    out, first = [], 0
    for name, points, size in SECTIONS:
        for index, (number, title, content, scoring, worth) in enumerate(ROWS[first : first + size]):
            group = ""
            if index == 0:
                label = name.replace("|", "<br>")
                group = f'<td rowspan="{size + 1}" style="text-align:center">{label}<br>（{points}分）</td>'
            cells = f"<td>{number}</td><td><strong>{title}</strong></td><td>{paragraphs(content)}</td><td>{paragraphs(scoring)}</td>"
            out.append(f"<tr>{group}{cells}<td>{worth}</td><td>&nbsp;</td></tr>")
        out.append(
            f'<tr style="background:#eee"><td colspan="4" style="text-align:center">小&nbsp;&nbsp;计</td><td>{points}</td><td></td></tr>'
        )
        first += size
    return PAGE.format(title=TITLE, rows="\n".join(out))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
