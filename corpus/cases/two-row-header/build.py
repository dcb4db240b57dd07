"""Builds source.html: a made-up table of a city for hospitals that are paid by its medical insurance.

    python corpus/cases/two-row-header/build.py

The header takes two rows; points stand in two columns, one for each kind of hospital; the last column is filled in.
"""

from html import escape
from pathlib import Path

TITLE = "2023年度全市定点医疗机构医保基金使用绩效考核指标表"
# First level, second level (with their first row only), number, name, standard, points (市直医院, 县级医院), self-rating.
ROWS = [
    ["基金管理", "总额控制", "1", "医保费用增长率",
     "医保费用增长率=（本年度医保费用-上年度医保费用）/上年度医保费用×100%。增长率控制在8%以内。\n每超过1个百分点扣1分，扣完为止。", 10, 8, "text"],
    ["", "", "2", "门诊次均费用", "门诊次均费用=门诊医药总费用/门诊总人次。\n次均费用高于上年度的，扣3分。", 6, 6, "text"],
    ["", "基金结算", "3", "结算清单质量",
     "医保结算清单上传率100%，每降低1个百分点扣0.5分；清单合格率不低于95%，每降低1个百分点扣0.2分。", 8, 8, "text"],
    ["", "", "4", "结算申报", "每月10日前完成上月结算申报。\n未按时申报的每次扣1分。", 5, 5, "check"],
    ["医疗行为", "合理诊疗", "5", "药品使用",
     "药品收入占医疗收入的比例控制在30%以内，国家集采药品按期完成约定采购量。\n药占比每超过1个百分点扣0.5分；未完成约定采购量的，每个品种扣1分。", 8, 8, "text"],
    ["", "", "6", "诊疗效率", "大型设备检查阳性率≥70%，床位使用率85%-93%。\n每偏离1个百分点扣0.2分。", 6, 6, "text"],
    ["", "", "7", "平均住院日",
     "市直医院平均住院日不超过8天，县级医院平均住院日不超过7.5天。\n每超过0.5天扣0.5分。未开展住院业务的不考核此项。", 5, 5, "text"],
    ["", "转诊管理", "8", "转诊转院", "异地转诊率不超过10%，双向转诊记录完整。\n异地转诊率每超过1个百分点扣1分；记录不完整的每例扣0.5分。", 4, 8, "text"],
    ["监管执行", "智能监管", "9", "疑点申诉", "智能审核疑点申诉及时率达到95%。\n未按时申诉的每条扣0.1分，最多扣3分。", 8, 8, "text"],
    ["", "", "10", "实名就医", "参保患者实名认证率≥98%，实名抽查每月不少于1次。\n冒名就医每发现1例扣2分；未开展抽查的扣1分。", 8, 8, "check"],
    ["", "违规查处", "11", "欺诈骗保", "不得以任何形式欺诈骗取医保基金。\n有欺诈骗保行为被查实的，实行一票否决。", 10, 10, "check"],
    ["", "", "12", "问题整改", "上级检查反馈问题按期整改到位。\n未按期整改到位的，按照《市定点医疗机构医保服务协议》扣分。", 6, 6, "check"],
    ["服务保障", "经办服务", "13", "直接结算", "异地就医直接结算率≥95%。\n直接结算率95%及以上得6分，90%-95%得4分，低于90%不得分。", 6, 6, "text"],
    ["", "", "14", "政策宣传", "每季度开展1次医保政策宣传活动，宣传栏及时更新。\n未开展的每次扣1分；宣传栏未更新的酌情扣分。", 4, 4, "check"],
    ["", "满意评价", "15", "参保人满意度", "委托第三方开展调查。\n参保人满意度达到90%得满分，每降低1个百分点扣0.5分，低于60%的不得分。", 6, 4, "text"],
]  # fmt: skip
PAGE = """<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<title>{title}</title>
<style>table {{ border-collapse: collapse; }} th, td {{ border: 1px solid #333; padding: 4px; }}</style>
</head>
<body>
<header><a href="/">某市医疗保障局</a><nav><a href="/zwgk/">政务公开</a> <a href="/zcjd/">政策解读</a> <a href="/fwzx/">服务中心</a></nav></header>
<div class="crumb">首页 / 政务公开 / 通知公告</div>
<main>
<h1>{title}</h1>
<p class="info">索引号：000000000/2023-00017　发布机构：某市医疗保障局　成文日期：2023-04-03</p>
<p>各定点医疗机构对照下表开展自评，市直医院、县级医院满分均为100分。</p>
<form action="/zp/save" method="post">
<table>
<thead>
<tr><th rowspan="2">序号</th><th colspan="3">指标</th><th rowspan="2">考核标准及评分办法</th><th colspan="2">分值</th><th rowspan="2">自评</th></tr>
<tr><th>一级</th><th>二级</th><th>三级</th><th>市直医院</th><th>县级医院</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
<p><button type="submit">保存</button> <button type="reset">重填</button></p>
</form>
</main>
<footer>主办单位：某市医疗保障局　某ICP备10000000号</footer>
</body>
</html>
"""


def span(column, index):
    count = 1
    while index + count < len(ROWS) and not any(ROWS[index + count][: column + 1]):
        count += 1
    return count


def cell(text, rows=1):
    merge = f' rowspan="{rows}"' if rows > 1 else ""
    return f"<td{merge}>{escape(str(text), quote=False).replace(chr(10), '<br>')}</td>"


def rating(kind, number):
    if kind == "text":
        return f'<td><input type="text" name="zp{number}" size="4" value=""></td>'
    box = f'<input type="checkbox" name="zp{number}" value="{{}}">'
    return f"<td>{box.format(1)}达标 {box.format(0)}未达标</td>"


def build():
    lines = []
    for index, (first, second, number, name, text, city, county, kind) in enumerate(ROWS):
        levels = [cell(level, span(column, index)) for column, level in enumerate((first, second)) if level]
        rest = [cell(value) for value in (name, text, city, county)]
        lines.append(f"<tr>{cell(number)}{''.join(levels + rest)}{rating(kind, number)}</tr>")
    totals = [sum(row[column] for row in ROWS) for column in (5, 6)]
    lines.append(f'<tr><td colspan="5">合计</td><td>{totals[0]}</td><td>{totals[1]}</td><td></td></tr>')
    return PAGE.format(title=TITLE, rows="\n".join(lines))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
