"""Builds source.html: a made-up group's rules for points in news work, as headings and ordered lists without any table of indicators.

    python build.py

The numbers are those that the browser counts (the second list starts at 5, the third begins again); points are counted for each article
(每篇10分); a table of last year's results and one of forms stand around the lists.
"""

from pathlib import Path

TITLE = "新闻宣传和信息报送工作考核计分办法（2024年度）"
LISTS = [
    ("一、用稿得分（60分）", "", [
        "<strong>中央级媒体用稿（25分）</strong>：被中央级媒体采用的，每篇计10分；头版、头条刊发的，每篇另加5分。",
        "<strong>省级媒体用稿（15分）</strong>：被省级媒体采用的，每篇计5分，最高15分。",
        "<strong>市级媒体用稿（10分）</strong>：被市级媒体采用的，每篇得2分，最多得10分；同一稿件不重复计分，按最高级别计。",
        "<strong>理论与调研文章（10分）</strong>：中央级媒体每篇10分，省级5分，市级2分。",
    ]),
    ("二、基础工作（40分）", ' start="5"', [
        "<strong>信息报送（12分）</strong>：信息报送数量每月不少于4条，每少1条扣0.5分，累计扣完为止；逾期报送的，逾期每天扣0.1分。",
        "<strong>信息采用率（8分）</strong>：采用率较上年提高3个百分点以上得8分，与上年持平得5分，较上年下降的不得分。",
        "<strong>新媒体运营（8分）</strong>：公众号更新每周不少于三次，粉丝量增长率达到10%以上。更新每少一次扣0.2分；增长率每低1%扣0.3分，最多扣3分。",
        "<strong>舆情应对（7分）</strong>：负面舆情未在2小时内上报的，每次扣2分；处置不当引发炒作的，视情节扣1～3分；造成重大负面影响的，该项不得分。",
        "<strong>队伍建设（5分）</strong>：每个单位通讯员不少于2名，业务培训参训率100%。通讯员每少1名扣1分；参训率未达到60%不得分。",
    ]),
    ("三、加分和否决", "", [
        "<strong>好新闻奖</strong>：获得省级以上好新闻奖的，每件加2分，最高加6分。",
        "<strong>品牌栏目</strong>：自办栏目获评市级以上优秀栏目的加1分，同一栏目不重复加分。",
        "<strong>保密纪律</strong>：发生新闻宣传失泄密事件的，一票否决。",
    ]),
]  # fmt: skip
PAGE = """<!doctype html>
<html lang="zh">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1.0">
<title>{title}</title>
<style>body{{max-width:860px;margin:auto}} ol li{{margin:8px 0}} .tag{{color:#888}}</style>
</head>
<body>
<header><nav><a href="#">集团首页</a> | <a href="#">党群工作</a> | <a href="#">制度文件</a></nav></header>
<article>
<h1>{title}</h1>
<p class="tag">发布部门：党群工作部　发布日期：2024-01-22　浏览：<b>873</b>次</p>
<p>各部门、各子公司：</p>
<p>为进一步调动全员参与新闻宣传工作的积极性，讲好企业故事，经研究，制定本办法。考核总分为100分，由用稿得分和基础工作两部分组成，另设加分项。2023年度各单位用稿情况如下：</p>
<table border="1"><tr><th>单位</th><th>中央级</th><th>省级</th><th>市级</th><th>得分</th><th>排名</th></tr><tr><td>第一分公司</td><td>2</td><td>5</td><td>11</td><td>67</td><td>1</td></tr><tr><td>第二分公司</td><td>1</td><td>4</td><td>9</td><td>48</td><td>2</td></tr><tr><td>物资公司</td><td>0</td><td>2</td><td>6</td><td>22</td><td>3</td></tr></table>
{lists}
<h3>四、附则</h3>
<p>考核得分排名前三位的单位授予“新闻宣传先进单位”称号，奖励3000元；得分60分以下的，取消年度评优资格。本办法由党群工作部负责解释。</p>
</article>
<footer><p>上一篇：<a href="#">关于开展读书月活动的通知</a></p><p>下一篇：<a href="#">2024年团建活动方案</a></p></footer>
</body>
</html>
"""


def build():
    out = []
    for heading, start, items in LISTS:
        out += [f"<h3>{heading}</h3>", f"<ol{start}>", *(f"<li>{item}</li>" for item in items), "</ol>"]
    return PAGE.format(title=TITLE, lists="\n".join(out))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
