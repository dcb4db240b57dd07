"""Builds source.html: a made-up page of a district for the evaluation of its schools, levels A, B and C.

    python corpus/cases/html-school-abc-levels/build.py

The leaf is a sentence of its own with C1, C2 … before it. Pasted from Word: Latin letters and figures stand in spans of their own.
"""

import re
from html import escape
from pathlib import Path

TITLE = "青溪区义务教育学校办学水平综合评估指标体系（2024年版）"
# Level A and level B (with their first row only), level C, points, method.
ROWS = [
    ["A1 办学方向（15分）", "B1 办学理念", "C1 全面贯彻党的教育方针，办学目标明确，三年发展规划任务完成率不低于85%。", "5", "查阅规划文本、总结，访谈师生"],
    ["", "", "C2 健全党组织领导的校长负责制，思政主题教育活动每月不少于1次。", "4", "查阅会议记录、活动方案"],
    ["", "B2 德育工作", "C3 德育课程、活动、评价一体化实施，班主任培训覆盖率达100%。", "6", "查阅培训台账，随机听课"],
    ["A2 办学条件（25分）", "B3 校园校舍", "C4 生均校舍建筑面积不低于7㎡，校园绿化覆盖率达35%以上。", "7", "实地查看，核对学校基本情况统计表"],
    ["", "B4 设施设备", "C5 实验室、图书馆（室）按标准配备，生均图书不少于25册，仪器设备完好率≥95%。", "8", "实地查看，抽查设备台账"],
    ["", "", "C6 多媒体教室覆盖率100%，校园网络接入各教室和专用教室。", "5", "实地查看"],
    ["", "B5 经费保障", "C7 教师培训经费占年度公用经费预算总额的比例不低于10%。", "5", "查阅预决算报表"],
    ["A3 教师队伍（20分）", "B6 师资配备", "C8 专任教师学历合格率100%，骨干教师占比不低于20%，专职心理健康教师不少于1名。", "8", "查阅教师名册、证书"],
    ["", "", "C9 教师职称、年龄、学科结构合理，按规定开展校长教师交流轮岗。", "4", "查阅文件、花名册"],
    ["", "B7 专业发展", "C10 教师培训每年不少于72学时，校本研修每月不少于2次。", "8", "查阅继续教育证书、研修记录"],
    ["A4 课程教学（25分）", "B8 课程实施", "C11 开齐开足国家课程，体育与健康课每周不少于4节，劳动课每周不少于1节。", "8", "查阅总课程表、班级课程表，访谈学生"],
    ["", "", "C12 严格执行课后服务有关规定，学生参与率力争达到90%。", "5", "问卷调查"],
    ["", "B9 教学质量", "C13 学生体质健康合格率不低于95%，优良率50%以上；近视率控制在45%以内。", "12", "查阅国家学生体质健康标准测试数据"],
    ["A5 管理与安全（15分）", "B10 学校管理", "C14 学校章程及各项管理制度健全，校务公开及时、规范。", "5", "查阅制度汇编、公开栏"],
    ["", "B11 校园安全", "C15 一键式报警联网率达到100%，应急疏散演练每月不少于1次；发生重大安全责任事故的，一票否决。", "10", "实地查看，查阅演练记录"],
]  # fmt: skip
PAGE = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8" />
<meta name="ColumnName" content="通知公告" />
<title>{title}-青溪区教育局</title>
<script type="text/javascript">var pageId = 20240318; function doZoom(size) {{ document.getElementById('zoom').style.fontSize = size + 'px'; }}</script>
</head>
<body>
<div id="header"><img src="/images/logo.png" alt="青溪区教育局" /><ul><li><a href="/">首页</a></li><li><a href="/zwgk/">信息公开</a></li><li><a href="/bsfw/">办事服务</a></li><li><a href="/hdjl/">互动交流</a></li></ul></div>
<div class="loc">您现在的位置：<a href="/">首页</a> &gt;&gt; <a href="/zwgk/">信息公开</a> &gt;&gt; <a href="/zwgk/tzgg/">通知公告</a></div>
<div class="artTitle">{title}</div>
<div class="artInfo">发布时间：2024-03-18 16:02&nbsp;&nbsp;来源：教育督导室&nbsp;&nbsp;浏览次数：<span id="hits">1027</span>&nbsp;&nbsp;字体：<a href="javascript:doZoom(18)">大</a> <a href="javascript:doZoom(16)">中</a> <a href="javascript:doZoom(14)">小</a></div>
<div id="zoom">
<p style="text-align:center"><span style="font-family:仿宋_GB2312;font-size:16px">青教督〔2024〕6号</span></p>
<p style="text-indent:2em"><span style="font-family:仿宋_GB2312;font-size:21px">各义务教育学校：</span></p>
<p style="text-indent:2em"><span style="font-family:仿宋_GB2312;font-size:21px">为推动学校内涵发展，区教育督导委员会办公室修订了办学水平综合评估指标体系，共设<span lang="EN-US">5</span>个<span lang="EN-US">A</span>级指标、<span lang="EN-US">11</span>个<span lang="EN-US">B</span>级指标、<span lang="EN-US">15</span>个<span lang="EN-US">C</span>级指标，总分<span lang="EN-US">100</span>分。每三年为一个评估周期，评估结果分优秀、良好、合格、不合格四个等次。</span></p>
<table border="1" cellspacing="0" cellpadding="0" style="border-collapse:collapse;width:98%;border:none">
<tbody>
<tr style="height:32px">{heads}</tr>
{rows}
</tbody>
</table>
<p>&nbsp;</p>
<p style="text-indent:2em"><span style="font-size:18px">注：1.评估总分90分以上为优秀，80—89分为良好，60—79分为合格，60分以下为不合格。2.特殊教育学校参照执行。</span></p>
<p style="text-align:right"><span style="font-size:21px">青溪区教育督导委员会办公室&nbsp;&nbsp;&nbsp;</span></p>
<p style="text-align:right"><span style="font-size:21px">2024年3月15日&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;</span></p>
</div>
<div class="op"><a href="javascript:window.print()">【打印本页】</a> <a href="javascript:window.close()">【关闭窗口】</a></div>
<div class="prenext"><p>上一篇：<a href="t0311.html">关于做好2024年春季学期学生资助工作的通知</a></p><p>下一篇：<a href="t0322.html">2024年中小学教师资格认定公告</a></p></div>
<div id="footer">主办：青溪区教育局&nbsp;&nbsp;地址：文昌路18号&nbsp;&nbsp;ICP备案号：某ICP备10000001号-1&nbsp;&nbsp;网站标识码：0000000001</div>
</body>
</html>
"""
HEADS = [("A级指标", 90), ("B级指标", 96), ("C级指标（评估要点）", 380), ("分&nbsp;值", 52), ("评估方法", 180)]


def words(text, size=16):
    """The text as the editor of the site leaves it: Latin letters and figures in spans inside a span."""
    marked = re.sub(
        r"[A-Za-z0-9%]+",
        lambda m: f'<span lang="EN-US" style="font-size:{size}px">{m[0]}</span>',
        escape(text, quote=False),
    )
    marked = re.sub(r"^(<span[^>]*>[ABC]\d+</span>) ", r"\1<span style='font-size:14px'>&nbsp;</span>", marked)
    return f'<span style="font-family:宋体;font-size:{size}px">{marked}</span>'


def span(column, index):
    count = 1
    while index + count < len(ROWS) and not any(ROWS[index + count][: column + 1]):
        count += 1
    return count


def cell(text, rows=1, number=0):
    merge = f' rowspan="{rows}"' if rows > 1 else ""
    tag = ("<p style='text-align:left;margin:0'>", "</p>") if number % 2 else ("", "")
    return f'<td{merge} style="border:solid windowtext 1.0pt;padding:0 7px" valign="middle">{tag[0]}{words(text)}{tag[1]}</td>'


def build():
    heads = "".join(
        f'<td width="{width}"><p style="text-align:center"><strong><span>{text}</span></strong></p></td>'
        for text, width in HEADS
    )
    lines = []
    for index, row in enumerate(ROWS):
        if row[0] and index:
            lines.append('<tr style="height:6px"><td colspan="5" style="border:none">&nbsp;</td></tr>')
        # The last group of level A claims a row more than there is, as the page does.
        levels = [cell(row[c], span(c, index) + (c == 0 and index == 13), c) for c in (0, 1) if row[c]]
        rest = [cell(text, 1, index) for text in row[2:]]
        lines.append(f"<tr>{''.join(levels + rest)}</tr>")
    return PAGE.format(title=TITLE, heads=heads, rows="\n".join(lines))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
