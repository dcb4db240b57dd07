"""Builds source.html: a made-up notice of a district for its community stations for the elderly, on an old site.

    python corpus/cases/gb18030-page/build.py

The page says gb2312; its bytes are GB18030, with characters that GB2312 does not have (镕 喆 〇 ㎡, and 㳇 in four bytes).
"""

from html import escape
from pathlib import Path

TITLE = "镕城区二〇二三年度社区养老服务站运营绩效考核细则"
HEAD = ["一级指标", "二级指标", "序号", "考核项目", "考核要求", "评分办法", "分值", "得分"]
# A level is given with its first row only; its cell spans the rows below.
ROWS = [
    ["一、设施建设\n（30分）", "场地用房\n（16分）", "1", "用房面积", "站点建筑面积不低于300㎡，其中活动用房使用面积不低于120㎡。",
     "建筑面积每少10㎡扣0.5分，扣完为止。", "8"],
    ["", "", "2", "适老改造", "出入口、走廊、卫生间完成适老化改造，扶手安装率100%。",
     "发现1处未改造扣1分，最多扣4分；扶手安装率每降低1个百分点扣0.2分。", "8"],
    ["", "设备配置\n（14分）", "3", "康复器具", "配备康复器具不少于12件，完好率≥95%。", "器具每少1件扣0.5分；完好率每降低1个百分点扣0.2分。", "6"],
    ["", "", "4", "消防设施", "镕华、喆园、㳇湾等分站设置独立式烟感报警装置，消防通道畅通。",
     "未设置的扣4分；消防通道堵塞的每次扣2分；因消防隐患造成人员伤亡的，一票否决。", "8"],
    ["二、日常服务\n（40分）", "助餐服务\n（12分）", "5", "配餐管理", "每周开展食品安全自查1次，食品留样时间不少于48小时。",
     "缺1次自查扣1分；食品未留样的每次扣2分。", "6"],
    ["", "", "6", "助餐覆盖", "辖区高龄独居老人助餐服务覆盖率≥80%，力争达到90%。\n覆盖率=实际享受助餐服务的高龄独居老人数/辖区登记高龄独居老人总数×100%",
     "80%以上得6分，70%-80%得4分，低于70%不得分。", "6"],
    ["", "上门服务\n（18分）", "7", "入户探访", "建立探访制度，入户探访每月不少于2次，探访记录齐全。", "每缺1次扣0.5分；记录造假的，该项不得分。", "8"],
    ["", "", "8", "助浴助洁", "提供助浴、助洁、助医等上门服务，按月公示服务清单。", "未按月公示的扣1分；服务不规范的酌情扣分。", "5"],
    ["", "", "9", "紧急呼叫", "“一键呼叫”专人值守，平均响应时间不超过15分钟，呼叫接通率达到98%以上。",
     "接通率每降低1个百分点扣0.5分；因响应不及时造成严重后果的，该项不得分。", "5"],
    ["", "文化活动\n（10分）", "10", "文体活动", "每季度至少开展4次文体活动，镕音合唱团、喆墨书画社等队伍活动正常。", "每少1次扣0.5分，扣完为止。", "5"],
    ["", "", "11", "志愿服务", "登记志愿者不少于20名，人均志愿服务时长每年不少于24小时。", "志愿者每少1名扣0.1分；未开展志愿服务的不得分。", "5"],
    ["三、运营管理\n（30分）", "人员队伍\n（14分）", "12", "护理员配备", "专职护理员不少于3名，持证上岗率100%；护理员与失能老人配比不低于1:4。",
     "护理员每少1名扣2分；无证上岗的每人扣1分。", "8"],
    ["", "", "13", "培训考核", "护理员培训每年不少于40学时，考核合格率90%以上。", "合格率每降低2个百分点扣1分。", "6"],
    ["", "资金安全\n（10分）", "14", "资金使用", "运营补贴专款专用，账目清楚，年度审计评价为“良”及以上。", "挤占、挪用运营补贴的，该项不得分；账目不清的扣2分。", "6"],
    ["", "", "15", "收费公示", "收费项目、标准在醒目位置公示。", "未公示的扣2分；擅自提高收费标准的扣2分。", "4"],
    ["", "满意评价\n（6分）", "16", "服务对象满意度", "每年开展2次满意度测评。",
     "满意度达到90%得满分；每降低1个百分点扣0.5分，低于75%的不得分。运营未满一年的新建站点不考核此项。", "6"],
]  # fmt: skip
PAGE = """<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>{title}-镕城区民政信息网</title>
<style type="text/css">
<!--
td {{ font-size: 12px; line-height: 180%; }}
.bt {{ font-size: 18px; font-weight: bold; color: #CC0000; }}
-->
</style>
<script language="javascript">
function doZoom(size) {{ document.getElementById('zoom').style.fontSize = size + 'px'; }}
</script>
</head>
<body bgcolor="#FFFFFF" topmargin="0">
<div id="nav"><a href="/">网站首页</a> | <a href="/jgzn/">机构职能</a> | <a href="/zcfg/">政策法规</a> | <a href="/tzgg/">通知公告</a> | <a href="/bszn/">办事指南</a> | <a href="/ylfw/">养老服务</a> | <a href="/hdjl/">互动交流</a></div>
<div id="where">当前位置：<a href="/">首页</a> &gt;&gt; <a href="/ylfw/">养老服务</a> &gt;&gt; 正文</div>
<div class="bt" align="center">{title}</div>
<div align="center">发布时间：2023-02-14　来源：养老服务科　点击数：417　【字体：<a href="javascript:doZoom(16)">大</a> <a href="javascript:doZoom(14)">中</a> <a href="javascript:doZoom(12)">小</a>】</div>
<hr size="1">
<div id="zoom">
<p>　　为规范社区养老服务站运营，提高资金使用效益，制定本细则。考核实行百分制，总分100分，考核期为二〇二三年一月至十二月。</p>
<table width="960" border="1" cellspacing="0" cellpadding="3" bordercolor="#000000">
{rows}
</table>
<p>　　注：考核结果与次年运营补贴挂钩。</p>
<p align="right">镕城区民政局<br>二〇二三年二月十日</p>
</div>
<div align="center">【<a href="javascript:window.print()">打印本页</a>】【<a href="javascript:window.close()">关闭窗口</a>】</div>
<div id="xg">相关链接：<ul><li><a href="/ylfw/201.html">养老服务站星级评定结果公示</a></li><li><a href="/ylfw/188.html">关于申报家庭养老床位的通知</a></li></ul></div>
<div id="footer" align="center">主办：镕城区民政局　技术支持：区信息中心<br>某ICP备05000000号　建议使用1024×768分辨率浏览本站</div>
</body>
</html>
"""


def span(column, index):
    """How many rows a level cell covers; a section's end closes both levels."""
    count = 1
    while index + count < len(ROWS) and not any(ROWS[index + count][: column + 1]):
        count += 1
    return count


def cell(text, rows=1):
    merge = f' rowspan="{rows}"' if rows > 1 else ""
    return f"<td{merge}>{escape(text, quote=False).replace(chr(10), '<br>')}</td>"


def build():
    lines = ["<tr>" + "".join(f'<td align="center"><b>{name}</b></td>' for name in HEAD) + "</tr>"]
    for index, row in enumerate(ROWS):
        levels = [cell(text, span(column, index)) for column, text in enumerate(row[:2]) if text]
        lines.append("<tr>" + "".join(levels + [cell(text) for text in row[2:]]) + "<td>&nbsp;</td></tr>")
    lines.append('<tr><td colspan="6" align="center">合计</td><td>100</td><td>&nbsp;</td></tr>')
    return PAGE.format(title=TITLE, rows="\n".join(lines))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_bytes(build().encode("gb18030"))
