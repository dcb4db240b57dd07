"""Builds source.html: a made-up university's indicators for the evaluation of its departments, in traditional characters and Big5.

    python corpus/cases/html-big5-department-evaluation/build.py

The per-cent weight belongs to the group, the points of an indicator stand in brackets behind its name.
"""

from html import escape
from pathlib import Path

TITLE = "113年度系所自我評鑑指標及評分標準表"
GROUPS = [
    ("一、目標與發展", "20%", 2),
    ("二、教師與教學", "30%", 4),
    ("三、學生學習與輔導", "25%", 3),
    ("四、研究與推廣", "15%", 2),
    ("五、自我改善", "10%", 2),
]
# Indicator with its points, standard.
ROWS = [
    ["1-1 教育目標訂定（10分）", "系所教育目標明確，並與校務發展計畫連結。每缺一項佐證資料扣1分。"],
    ["1-2 課程委員會運作（10分）", "每年至少召開2次課程委員會會議，會議紀錄完整。每缺一次扣2分；紀錄不完整者，每次扣0.5分。"],
    ["2-1 師資結構（10分）", "助理教授以上師資比例達85%，專任教師不少於9名。師資比例每低1個百分點扣0.5分；專任教師每少1名扣1分。"],
    ["2-2 教學評量（8分）", "教學評量填答率達80%以上。未達者，每低2個百分點扣0.5分，扣完為止。"],
    ["2-3 教學資源（6分）", "課程大綱上網率100%，每月至少辦理1次補救教學輔導。上網率每低1%扣0.2分；每缺一次輔導扣0.5分。"],
    ["2-4 教師專業成長（6分）", "教師參與研習比率不低於70%。未達70%者，依比例給分。"],
    ["3-1 學習成效（10分）", "鼓勵學生考取專業證照。證照取得率達60%得10分，40%至59%得6分，未達40%不得分。"],
    ["3-2 就學穩定（8分）", "學生休退學率控制在8%以內，每超過1個百分點扣0.5分。"],
    ["3-3 校外實習（7分）", "學生實習時數達320小時以上，實習機構訪視每年不少於2次。實習時數不足者，每人扣0.1分；訪視每少一次扣1分。"],
    ["4-1 產學合作（8分）", "產學合作計畫每年不少於6件，每少一件扣1分，扣完為止。"],
    ["4-2 推廣教育（7分）", "每年至少辦理4場推廣教育活動，活動滿意度達85%以上。每缺一場扣1分；滿意度未達標準者扣1分。"],
    ["5-1 改善機制（6分）", "前次評鑑建議事項改善完成率達100%。未改善且無正當理由者，本項不予計分。"],
    ["5-2 資料填報（4分）", "校務基本資料填報正確、準時。逾期填報者，每次扣1分；資料不實者，酌予扣分。"],
]  # fmt: skip
NOTES = [
    "附註：",
    "一、各項目權重合計100%，評鑑總分為100分；總分達80分以上為「通過」，70分以上未達80分為「有條件通過」，未達70分為「未通過」。",
    "二、本表經113年3月20日校務會議審議通過後實施，修正時亦同。",
]
PAGE = """<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=big5">
<title>研究發展處 -- 系所評鑑專區</title>
</head>
<body bgcolor="#FFFFFF">
<table width="960" border="0" align="center" cellpadding="0" cellspacing="0">
<tr><td colspan="2"><a href="index.html">回首頁</a>｜<a href="map.html">網站導覽</a>｜<a href="en/">English</a>｜<a href="contact.html">聯絡我們</a></td></tr>
<tr>
<td width="160" valign="top">
<ul><li><a href="org.html">組織成員</a></li><li><a href="law.html">法規章程</a></li><li><a href="eval.html">系所評鑑</a></li><li><a href="form.html">表單下載</a></li></ul>
</td>
<td width="800" valign="top">
<center><font size="5" face="標楷體"><b>{title}</b></font></center>
<p align="right"><font size="2">最後更新日期：113年4月2日</font></p>
<p><font face="標楷體">依據本校「系所自我評鑑實施辦法」第六條訂定。各系所應於10月31日前完成自評報告。</font></p>
<table border="1" width="100%" cellspacing="0" bordercolor="#000000">
<tr bgcolor="#CCFFCC"><th width="16%">評鑑項目</th><th width="8%">權重</th><th width="26%">評鑑指標</th><th>評分標準</th></tr>
{rows}
</table>
{notes}
</td>
</tr>
<tr><td colspan="2" align="center"><hr><font size="2">地址：○○市○○路100號　電話：(00)0000-0000　版權所有　禁止轉載</font></td></tr>
</table>
</body>
</html>
"""


def build():
    lines, first = [], 0
    for name, weight, size in GROUPS:
        for index, (title, standard) in enumerate(ROWS[first : first + size]):
            group = (
                f'<td rowspan="{size}">{name}</td><td rowspan="{size}" align="center">{weight}</td>'
                if index == 0
                else ""
            )
            lines.append(
                f"<tr>{group}<td><font face='標楷體'>{title}</font></td><td><font face='標楷體'>{escape(standard)}</font></td></tr>"
            )
        first += size
    notes = "\n".join(f"<p><font size=2>{note}</font></p>" for note in NOTES)
    return PAGE.format(title=TITLE, rows="\n".join(lines), notes=notes)


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_bytes(build().encode("big5"))
