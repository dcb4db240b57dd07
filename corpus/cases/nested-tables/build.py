"""Builds source.html: a made-up notice for the counters of a service hall, on a site that is laid out with tables.

    python corpus/cases/nested-tables/build.py

A table in a table in a table holds the page; the indicators stand in the third. One of their cells holds a small
table of grades.
"""

from html import escape
from pathlib import Path

TITLE = "2023年度政务服务大厅窗口单位绩效考核评分细则（试行）"
HEAD = ["考核类别", "序号", "考核项目", "考核内容及要求", "评分标准", "分值", "考核方式"]
GRADES = [
    ["评分档次（办结率）", "得分"],
    ["99%及以上", "10分"],
    ["97%～99%", "7分"],
    ["95%～97%", "4分"],
    ["95%以下", "0分"],
]
GROUPS = [
    ("窗口管理", "30", [
        ["1", "人员到岗", "严格执行考勤制度，窗口工作人员出勤率不低于98%。", "无故缺岗每人次扣1分；出勤率每降低1个百分点扣0.5分。", "8", "查看考勤"],
        ["2", "着装亮牌", "统一着装，佩戴工作牌，桌面物品摆放整齐。", "发现一次不符合要求扣0.5分，最多扣6分。", "6", "现场检查"],
        ["3", "AB岗制度", "实行AB岗工作制，首席代表在岗时间每月不少于15天。", "未设置B岗的扣3分；首席代表在岗时间不足的，每月扣1分。", "8", "查看考勤"],
        ["4", "廉洁自律", "遵守廉洁纪律，不得利用职务之便吃拿卡要。", "发生吃拿卡要行为并查实的，一票否决。", "8", "受理举报"],
    ]),
    ("业务办理", "45", [
        ["5", "事项进驻", "依申请政务服务事项进驻率达到100%，“一窗受理”率≥95%。",
         "每有1项应进驻未进驻扣2分；“一窗受理”率每降低1个百分点扣0.5分。", "10", "对照清单"],
        ["6", "按时办结", "承诺时限内办结率=承诺时限内办结件数÷同期受理件数×100%。办结率达到99%。", "超时办结且未说明原因的每件扣0.5分。", "10", "系统抽取"],
        ["7", "一次性告知", "严格落实一次性告知制，办事指南准确完整。", "未一次性告知造成群众重复跑动的，每次扣1分；办事指南未更新的每项扣0.5分。", "8", "随机抽查"],
        ["8", "网上办理", "网上可办率不低于９５％，力争实际网办率达到60%。", "网上可办率每低于目标值1个百分点扣0.3分，扣完为止。", "9", "系统抽取"],
        ["9", "跨域通办", "设立“跨省通办”窗口，通办事项不少于30项。", "少1项扣0.2分；未设立窗口的，该项不得分。", "8", "对照清单"],
    ]),
    ("服务评价", "25", [
        ["10", "好差评", "主动评价率≥30%，好评率≥99%，差评整改率100%。", "差评未按时整改的每件扣1分。", "9", "系统抽取"],
        ["11", "群众投诉", "有效投诉率不超过0.5‰，回访满意度不低于90%。", "每发生1起有效投诉扣1分，最多扣5分；回访满意度每降低1个百分点扣0.5分。", "8", "查阅台账"],
        ["12", "工作创新", "推出便民利企创新举措。", "创新举措被市级以上推广的加2分。", "8", "查阅文件"],
    ]),
]  # fmt: skip
PAGE = """<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>某市政务服务管理局 - {title}</title>
<link href="/css/style.css" rel="stylesheet" type="text/css">
</head>
<body>
<table width="1000" border="0" align="center" cellpadding="0" cellspacing="0">
<tr><td><img src="/images/banner.jpg" width="1000" height="150" alt="某市政务服务管理局"></td></tr>
<tr><td bgcolor="#004C98" align="center"><a href="/">首页</a>　<a href="/xxgk/">信息公开</a>　<a href="/bsfw/">办事服务</a>　<a href="/zmhd/">政民互动</a>　<a href="/dwjs/">队伍建设</a></td></tr>
<tr><td>
 <table width="100%" border="0" cellspacing="0" cellpadding="0">
 <tr>
 <td width="180" valign="top">
  <table width="170" border="0" cellpadding="4">
  <tr><td bgcolor="#EEEEEE"><b>信息公开目录</b></td></tr>
  <tr><td><a href="/xxgk/jgzn/">机构职能</a></td></tr>
  <tr><td><a href="/xxgk/gzzd/">规章制度</a></td></tr>
  <tr><td><a href="/xxgk/khtb/">考核通报</a></td></tr>
  <tr><td>今日访问：1286</td></tr>
  </table>
 </td>
 <td width="820" valign="top">
  <table width="100%" border="0" cellpadding="6">
  <tr><td>您现在的位置：首页 &gt; 信息公开 &gt; 规章制度</td></tr>
  <tr><td align="center"><h2>{title}</h2></td></tr>
  <tr><td align="center">信息来源：督查考核科　　发布日期：2023-03-06　　浏览次数：352次</td></tr>
  <tr><td>
  <p>　　为加强窗口规范化管理，提升服务效能，制定本细则。考核采取日常检查与年终考核相结合的方式，总分100分。</p>
  <table width="100%" border="1" cellspacing="0" cellpadding="4">
{rows}
  </table>
  <p>　　说明：本细则由督查考核科负责解释，自印发之日起施行。</p>
  </td></tr>
  <tr><td align="right">[<a href="javascript:print()">打印</a>] [<a href="javascript:close()">关闭</a>]</td></tr>
  </table>
 </td>
 </tr>
 </table>
</td></tr>
<tr><td>
 <table width="100%" border="0" bgcolor="#EEEEEE">
 <tr><td align="center">版权所有：某市政务服务管理局　地址：市民中心一楼　邮编：000000</td></tr>
 <tr><td align="center">某ICP备06000000号-1　网站标识码：0000000000</td></tr>
 </table>
</td></tr>
</table>
</body>
</html>
"""


def cells(texts):
    return "".join(f"<td>{escape(text, quote=False)}</td>" for text in texts)


def grades():
    rows = "".join(f"<tr>{cells(row)}</tr>" for row in GRADES)
    return f'<table width="100%" border="1" cellspacing="0" cellpadding="1">{rows}</table>'


def build():
    lines = ["<tr>" + "".join(f"<th>{name}</th>" for name in HEAD) + "</tr>"]
    for name, points, rows in GROUPS:
        for index, row in enumerate(rows):
            group = f'<td rowspan="{len(rows)}">{name}</td>' if index == 0 else ""
            line = group + cells(row)
            if row[0] == "6":
                line = line.replace(row[3], row[3] + grades())
            lines.append(f"<tr>{line}</tr>")
        lines.append(f'<tr><td colspan="5" align="center">小计</td><td>{points}</td><td></td></tr>')
    lines.append('<tr><td colspan="5" align="center"><b>合计</b></td><td><b>100</b></td><td></td></tr>')
    return PAGE.format(title=TITLE, rows="\n".join(lines))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
