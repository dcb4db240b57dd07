"""Builds source.html: made-up measures of the quality of a procuratorate's cases, formulas, directions and ranges.

    python build.py

A neutral measure is good within a range (20%—35%); the last one is watched only and has neither range nor points.
"""

from html import escape
from pathlib import Path

TITLE = "楠川市检察机关案件质量主要评价指标（2024年）"
# Business with its rows: number, measure, direction, formula, range, points, tariff.
GROUPS = [
    ("刑事检察", [
        ["1", "不捕率", "中性", "不捕率=不批准逮捕人数/（批准逮捕人数+不批准逮捕人数）×100%", "20%—35%", "6", "在合理区间内得满分；每高于上限或低于下限1个百分点扣0.3分。"],
        ["2", "诉前羁押率", "逆向", "诉前羁押率=提起公诉前被羁押人数/审查起诉审结总人数×100%", "≤30%", "6", "每超过1个百分点扣0.2分。"],
        ["3", "案件比", "逆向", "案件比=各办案环节业务活动总件数/受理案件件数", "≤1.35", "8", "每超过0.05扣0.5分，扣完为止。"],
        ["4", "认罪认罚从宽适用率", "正向", "认罪认罚从宽适用率=适用认罪认罚从宽制度审结人数/同期审结总人数×100%", "≥85%", "8", "每降低1个百分点扣0.5分，低于70%不得分。"],
        ["5", "无罪判决率", "逆向", "无罪判决率=生效无罪判决人数/生效判决总人数×100%", "≤0.1%", "6", "每出现1人无罪判决扣1分；办案人员存在重大过失的，该项不得分。"],
        ["6", "抗诉意见采纳率", "正向", "抗诉意见采纳率=法院改判、发回重审件数/提出抗诉审结件数×100%", "≥６０％", "6", "在合理区间内得满分；每降低2个百分点扣0.5分。"],
    ]),
    ("诉讼监督", [
        ["7", "侦查监督采纳率", "正向", "侦查监督采纳率=侦查机关已纠正件数/提出纠正违法意见件数×100%", "≥95%", "8", "每降低1个百分点扣0.5分，扣完为止。"],
        ["8", "财产刑执行监督采纳率", "正向", "财产刑执行监督采纳率=已采纳监督意见件数/提出监督意见件数×100%", "不低于90%", "8", "每降低1个百分点扣0.4分。"],
        ["9", "民事抗诉改变率", "正向", "民事抗诉改变率=（改判件数+调解件数+发回重审件数）/法院审结抗诉案件件数×100%", "≥70%", "8", "按完成比例得分，低于40%不得分。"],
    ]),
    ("公益诉讼检察", [
        ["10", "诉前整改率", "正向", "诉前整改率=诉前程序行政机关已整改件数/提出检察建议到期件数×100%", "100%", "8", "每降低1个百分点扣0.5分。"],
        ["11", "提起诉讼占比", "中性", "提起诉讼占比=提起公益诉讼件数/公益诉讼立案件数×100%", "8%—12%", "8", "在合理区间内得满分；每偏离1个百分点扣0.5分，最多扣4分。"],
    ]),
    ("办案管理", [
        ["12", "审查起诉平均办案天数", "逆向", "审查起诉平均办案天数=审查起诉案件办理天数之和/审查起诉审结件数", "不超过38天", "6", "每超过1天扣0.2分。"],
        ["13", "案卡填录准确率", "正向", "案卡填录准确率=填录准确项数/抽查填录项数×100%", "不低于99%", "6", "每降低0.5个百分点扣1分；发现虚假填录的，每件扣2分。"],
        ["14", "群众信访按期回复率", "正向", "群众信访按期回复率=按期作出程序性回复件数/应回复件数×100%", "100％", "8", "未按期回复的，每件扣0.5分；因回复不当引发进京访的，该项不得分。"],
        ["15", "人均办结案件数", "中性", "人均办结案件数=同期办结案件件数/同期在岗检察官人数", "—", "—", "—"],
    ]),
]  # fmt: skip
PAGE = """<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}</title>
<style type="text/css">
body {{ font-family: 宋体; font-size: 14px; }}
table.data {{ border-collapse: collapse; width: 960px; margin: 0 auto; }}
table.data td {{ border: 1px solid #000; padding: 3px 5px; }}
</style>
</head>
<body>
<div class="banner">楠川市人民检察院内网 | 案件管理 | 业务数据 | 规范性文件</div>
<h2 align="center">{title}</h2>
<p align="center">楠检案管〔2024〕5号</p>
<p>各县（市、区）人民检察院，本院各部门：</p>
<p>经市院检察委员会审议通过，现将2024年案件质量主要评价指标印发给你们。各项指标的数据由案件管理部门按月提取，正向指标数值越高越好，逆向指标数值越低越好，中性指标以合理区间为宜，评价总分为100分。不得为追求指标数值人为控制收案、结案，发现弄虚作假的，取消年度评优资格。</p>
<table class="data">
<tr align="center"><td><b>序号</b></td><td><b>业务类别</b></td><td><b>指标名称</b></td><td><b>指标属性</b></td><td><b>计算公式</b></td><td><b>合理区间</b></td><td><b>分值</b></td><td><b>计分规则</b></td></tr>
{rows}
<tr align="center"><td colspan="6"><b>合　计</b></td><td><b>100</b></td><td></td></tr>
</table>
<p>说明：1.同期指2024年1月1日至12月31日。2.案件数不足5件的，该项指标仅作参考。3.第15项仅用于分析研判。</p>
<p align="right">楠川市人民检察院案件管理办公室</p>
</body>
</html>
"""


def build():
    out = []
    for group, rows in GROUPS:
        for index, (number, *texts) in enumerate(rows):
            first = f'<td rowspan="{len(rows)}" align="center">{group}</td>' if index == 0 else ""
            rest = "".join(f"<td>{escape(text, quote=False)}</td>" for text in texts)
            out.append(f'<tr><td align="center">{number}</td>{first}{rest}</tr>')
    return PAGE.format(title=TITLE, rows="\n".join(out))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
