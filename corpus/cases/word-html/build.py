"""Builds source.htm: a made-up notice of a county for river chiefs of its townships, saved from Word as a web page.

    python corpus/cases/word-html/build.py

mso- styles, o:p, conditional comments, list numbers that Word wrote out, Latin characters in spans of their own, and
the zero-height row with which Word ends a table.
"""

import re
from html import escape
from pathlib import Path

TITLE = ["某县2023年度镇级河长制工作考核评分表", "（满分100分）"]
HEAD = ["序号", "考核项目", "考核内容", "评分标准", "分值", "得分"]
WIDTHS = [43, 85, 213, 227, 43, 43]
# The numbers in the first column are a list of Word.
ROWS = [
    ["组织体系", "建立镇、村两级河长体系，村级河长设置率100%。", "村级河长未设置的，每条河流扣1分。", "8"],
    ["巡河履职", "镇级河长巡河每月不少于2次，村级河长巡河每周不少于1次。", "巡河次数每少1次扣0.5分；未填写巡河日志的，每次扣0.2分。", "12"],
    ["会议制度", "每季度召开1次河长制工作联席会议。", "少1次扣1分。", "6"],
    ["河道保洁", "河面无漂浮物、河岸无垃圾，保洁覆盖率≥９５％。", "发现1处明显垃圾扣0.5分，最多扣6分；保洁覆盖率每降低1个百分点扣0.3分。", "12"],
    ["水质达标", "镇级断面水质达标率≥90%，力争达到95%。\n水质达标率=达标断面次数/监测断面总次数×100%", "达标率90%以上得15分，80%-90%得10分，低于80%不得分。", "15"],
    ["“四乱”整治", "乱占、乱采、乱堆、乱建问题按期销号，整改率100%。", "未按期销号的，每个扣2分；被省级以上通报批评的，一票否优。", "10"],
    ["排污口管理", "2023年6月底前，入河排污口登记建档率达到100%。", "未登记建档的，每个扣1分；因违法排污造成重大水污染事件的，一票否决。", "8"],
    ["投诉办理", "群众投诉办结率不低于98%，平均办理时间不超过5天。", "办结率每降低1个百分点扣0.5分；超期办理的，每件扣0.5分。", "8"],
    ["宣传引导", "河长公示牌信息准确，集中宣传活动每年不少于2次。", "公示牌信息有误的，每块扣0.5分；宣传活动每少1次扣1分。", "6"],
    ["信息报送", "工作信息每月不少于2篇，数据填报准确及时。", "工作信息每少1篇扣0.2分；数据填报不准确的酌情扣分。", "5"],
    ["资金保障", "河道管护经费纳入财政预算，人均管护经费不低于10元。", "未纳入财政预算的，该项不得分；人均管护经费每少1元扣0.5分。", "5"],
    ["公众满意度", "每年开展1次满意度调查。", "公众满意度达到85%得满分；每降低1个百分点扣0.2分，低于60%的不得分。", "5"],
]  # fmt: skip
NOTE = "备注：1.各项分值扣完为止，不计负分；2.考核得分按20%折算计入镇（街道）年度综合考核。"
SIGN = "考核组成员（签字）：　　　　　　　　　　　　　　　年　　月　　日"
PAGE = """<html xmlns:v="urn:schemas-microsoft-com:vml"
xmlns:o="urn:schemas-microsoft-com:office:office"
xmlns:w="urn:schemas-microsoft-com:office:word"
xmlns="http://www.w3.org/TR/REC-html40">

<head>
<meta http-equiv=Content-Type content="text/html; charset=gb2312">
<meta name=ProgId content=Word.Document>
<meta name=Generator content="Microsoft Word 11">
<meta name=Originator content="Microsoft Word 11">
<link rel=File-List href="source.files/filelist.xml">
<title>{title}</title>
<!--[if gte mso 9]><xml>
 <o:DocumentProperties>
  <o:Author>user</o:Author>
  <o:Revision>2</o:Revision>
  <o:Pages>1</o:Pages>
  <o:Words>150</o:Words>
 </o:DocumentProperties>
</xml><![endif]--><!--[if gte mso 9]><xml>
 <w:WordDocument>
  <w:PunctuationKerning/>
  <w:DrawingGridVerticalSpacing>7.8 磅</w:DrawingGridVerticalSpacing>
  <w:BrowserLevel>MicrosoftInternetExplorer4</w:BrowserLevel>
 </w:WordDocument>
</xml><![endif]-->
<style>
<!--
 /* Font Definitions */
 @font-face
	{{font-family:宋体;
	panose-1:2 1 6 0 3 1 1 1 1 1;
	mso-font-alt:SimSun;
	mso-font-charset:134;}}
 /* Style Definitions */
 p.MsoNormal, li.MsoNormal, div.MsoNormal
	{{mso-style-parent:"";
	margin:0cm;
	text-align:justify;
	mso-pagination:none;
	font-size:10.5pt;
	font-family:"Times New Roman";
	mso-fareast-font-family:宋体;}}
 /* List Definitions */
 @list l0
	{{mso-list-id:186405213;
	mso-list-type:hybrid;}}
@list l0:level1
	{{mso-level-text:%1;
	mso-level-tab-stop:none;
	mso-level-number-position:left;}}
@page Section1
	{{size:841.9pt 595.3pt;
	mso-page-orientation:landscape;
	layout-grid:15.6pt;}}
div.Section1
	{{page:Section1;}}
-->
</style>
<!--[if gte mso 10]>
<style>
 /* Style Definitions */
 table.MsoNormalTable
	{{mso-style-name:普通表格;
	mso-tstyle-rowband-size:0;}}
</style>
<![endif]-->
</head>

<body lang=ZH-CN style='tab-interval:21.0pt;text-justify-trim:punctuation'>

<div class=Section1 style='layout-grid:15.6pt'>

{titles}

<p class=MsoNormal><span style='font-family:宋体'>被考核单位（盖章）：</span><span
lang=EN-US><o:p></o:p></span></p>

<table class=MsoNormalTable border=1 cellspacing=0 cellpadding=0
 style='border-collapse:collapse;border:none;mso-border-alt:solid windowtext .5pt;
 mso-padding-alt:0cm 5.4pt 0cm 5.4pt'>
{rows}
</table>

<p class=MsoNormal><span style='font-family:宋体'>{sign}</span><span lang=EN-US><o:p></o:p></span></p>

<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>

</div>

</body>

</html>
"""
EMPTY = "<p class=MsoNormal align=center style='text-align:center'><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"


def runs(text, weight=""):
    """Word sets Latin characters in spans of their own."""
    pieces = re.split(r"([ -~]+)", text)
    made = []
    for piece in filter(None, pieces):
        kind = (
            "lang=EN-US"
            if re.match(r"[ -~]", piece)
            else "style='font-family:宋体;mso-ascii-font-family:\n\"Times New Roman\"'"
        )
        made.append(f"<span\n{kind}>{escape(piece, quote=False)}</span>")
    body = "".join(made) + "<span lang=EN-US><o:p></o:p></span>"
    return f"<b style='mso-bidi-font-weight:normal'>{body}</b>" if weight else body


def paragraphs(text, centred=False, weight=""):
    align = " align=center style='text-align:center'" if centred else ""
    return "\n  ".join(f"<p class=MsoNormal{align}>{runs(line, weight)}</p>" for line in text.split("\n"))


def listed(number):
    return (
        "<p class=MsoNormal align=center style='margin-left:18.0pt;text-align:center;\n  text-indent:-18.0pt;mso-list:l0 level1 lfo1'>"
        "<![if !supportLists]><span lang=EN-US style='mso-fareast-font-family:\"Times New Roman\"'>"
        f"<span\n  style='mso-list:Ignore'>{number}<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;\n  </span></span></span>"
        "<![endif]><span lang=EN-US><o:p>&nbsp;</o:p></span></p>"
    )


def cell(content, width, columns=1):
    merge = f" colspan={columns}" if columns > 1 else ""
    return (
        f"  <td width={width}{merge} valign=center style='width:{width * 0.75:.1f}pt;border:solid windowtext 1.0pt;\n"
        f"  mso-border-alt:solid windowtext .5pt;padding:0cm 5.4pt 0cm 5.4pt'>\n  {content}\n  </td>"
    )


def line(cells, index):
    return f" <tr style='mso-yfti-irow:{index}'>\n" + "\n".join(cells) + "\n </tr>"


def build():
    lines = [line([cell(paragraphs(name, True, "b"), width) for name, width in zip(HEAD, WIDTHS, strict=True)], 0)]
    for index, (name, content, standard, points) in enumerate(ROWS, 1):
        contents = [
            listed(index),
            paragraphs(name, True),
            paragraphs(content),
            paragraphs(standard),
            paragraphs(points, True),
            EMPTY,
        ]
        lines.append(line([cell(text, width) for text, width in zip(contents, WIDTHS, strict=True)], index))
    total = [
        cell(paragraphs("合计", True), sum(WIDTHS[:4]), 4),
        cell(paragraphs("100", True), WIDTHS[4]),
        cell(EMPTY, WIDTHS[5]),
    ]
    lines.append(line(total, len(lines)))
    lines.append(line([cell(paragraphs(NOTE), sum(WIDTHS), 6)], len(lines)))
    widths = "".join(f"\n  <td width={width} style='border:none'></td>" for width in WIDTHS)
    lines.append(f" <![if !supportMisalignedColumns]>\n <tr height=0>{widths}\n </tr>\n <![endif]>")
    titles = "\n\n".join(
        f"<p class=MsoNormal align=center style='text-align:center'><b><span\nstyle='font-size:{size}pt;font-family:宋体'>{text}<span lang=EN-US><o:p></o:p></span></span></b></p>"
        for text, size in zip(TITLE, ("18.0", "12.0"), strict=True)
    )
    return PAGE.format(title=TITLE[0], titles=titles, rows="\n".join(lines), sign=SIGN)


if __name__ == "__main__":
    (Path(__file__).parent / "source.htm").write_bytes(build().replace("\n", "\r\n").encode("gb18030"))
