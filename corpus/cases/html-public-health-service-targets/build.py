"""Builds source.html: a made-up district's table for public health services, saved by an old editor.

    python build.py

Points stand only in brackets on a second line of the merged names of three levels; columns tell which kind of institution a row is
for (√, —). Tags in capitals, unclosed paragraphs, FONT around everything; one name begins with a figure (2型糖尿病…).
"""

from pathlib import Path

TITLE = "凤栖区2024年度基本公共卫生服务项目绩效考核指标体系"
# Level, number and name, points; content; for a centre, for a station; method.
TABLE = [
    ("一、组织管理", "18", [
        ("1.1", "项目管理", "10", [
            ("1.1.1", "制度建设", "4", "√", "√", "成立领导小组，制定年度实施方案，明确职责分工。缺一项扣1分；方案照抄照搬的，视情况扣1～2分。", "查阅资料"),
            ("1.1.2", "人员配备", "6", "√", "—", "每万名常住人口配备公共卫生人员不少于3.5名，全科医生不少于2名。每少1人扣1分。未独立设置公共卫生科的中心不考核此项。", "查阅资料"),
        ]),
        ("1.2", "资金管理", "8", [
            ("1.2.1", "资金到位", "3", "√", "—", "2024年6月底前区级配套资金到位率达到100%。逾期每天扣0.1分；逾期超过30天的，不得分。", "查阅账目"),
            ("1.2.2", "资金使用", "5", "√", "√", "专账核算、专款专用，年末资金结余率不高于10%。结余率每超1个百分点扣0.2分；挤占、截留、挪用资金的，倒扣5分。", "查阅账目"),
        ]),
    ]),
    ("二、项目执行", "60", [
        ("2.1", "健康档案", "14", [
            ("2.1.1", "建档率", "6", "√", "√", "电子健康档案建档率=建立电子健康档案人数/辖区内常住居民数×100%。|建档率达到92%以上得满分，每低1%扣0.5分，未达到60%不得分。", "信息系统"),
            ("2.1.2", "动态使用率", "8", "√", "√", "档案动态使用率≥65%得8分，50%～65%之间按比例得分（区间线性插值），低于50%不得分。", "信息系统"),
        ]),
        ("2.2", "重点人群管理", "30", [
            ("2.2.1", "老年人健康管理", "10", "√", "√", "65岁及以上老年人健康管理率不低于64%，力争达到70%。管理率每低1个百分点扣0.5分；体检表填写不完整的，每份扣0.2分，最多扣３分。", "抽查档案"),
            ("2.2.2", "高血压患者健康管理", "10", "√", "√", "规范管理率≥70％，血压控制率≥５０％。规范管理率每低1个百分点扣0.3分，控制率每低１个百分点扣０.２分；随访记录不真实的，每份扣1分。", "抽查档案"),
            ("2.2.3", "2型糖尿病患者健康管理", "10", "√", "√", "血糖控制率不低于百分之五十，较上年下降的扣2分；面对面随访每年不少于4次，每少1次扣0.5分，累计扣完为止。", "抽查档案"),
        ]),
        ("2.3", "预防接种", "16", [
            ("2.3.1", "接种率", "8", "√", "—", "适龄儿童免疫规划疫苗接种率达到90%以上得满分，每低1%扣1分，扣完为止。", "信息系统"),
            ("2.3.2", "接种安全", "8", "√", "—", "冷链温度记录每天不少于2次，缺一次扣0.1分；发生预防接种责任事故的，一票否决。", "现场查看"),
        ]),
    ]),
    ("三、项目效果", "22", [
        ("3.1", "群众评价", "22", [
            ("3.1.1", "居民知晓率", "10", "√", "√", "居民基本公共卫生服务知晓率全区排名第1—3名得10分，第4—8名得7分，第9名及以后得4分。", "入户调查"),
            ("3.1.2", "居民满意度", "12", "√", "√", "由区疾控中心电话调查。满意度达到90%得满分，每降低1个百分点扣0.5分，低于70%的不得分。", "电话调查"),
        ]),
    ]),
]  # fmt: skip
PAGE = """<HTML>
<HEAD>
<META http-equiv=Content-Type content="text/html; charset=utf-8">
<TITLE>{title}</TITLE>
<META content="MSHTML 6.00.2900.3676" name=GENERATOR></HEAD>
<BODY bgColor=#ffffff>
<CENTER><FONT face=黑体 size=5 color=#ff0000><B>凤栖区卫生健康局</B></FONT></CENTER>
<HR color=red>
<P align=center><FONT face=宋体 size=3>凤卫基〔2024〕11号</FONT>
<P><FONT face=仿宋_GB2312 size=3>各社区卫生服务中心（站）：</FONT>
<P><FONT face=仿宋_GB2312 size=3>&nbsp;&nbsp;&nbsp;&nbsp;现将2024年度绩效考核指标体系印发给你们。区级考核每年不少于2次，考核得分与补助资金挂钩：85分以上全额拨付，75分至85分拨付90%，75分以下拨付80%。</FONT>
<P align=right><FONT face=仿宋_GB2312 size=3>2024年3月6日</FONT>
<P align=center><FONT face=黑体 size=4><B>{title}</B></FONT>
<TABLE border=1 cellSpacing=0 cellPadding=2 width="100%" bordercolor=#000000>
<TR bgColor=#e0e0e0><TD rowSpan=2 align=middle>一级指标<BR>（分值）<TD rowSpan=2 align=middle>二级指标<BR>（分值）<TD rowSpan=2 align=middle>三级指标<BR>（分值）<TD colSpan=2 align=middle>考核对象<TD rowSpan=2 align=middle>考核内容及评分标准<TD rowSpan=2 align=middle>考核方法<TD rowSpan=2 align=middle>得分
<TR bgColor=#e0e0e0><TD align=middle>中心<TD align=middle>站
{rows}
<TR><TD colSpan=3 align=middle>合&nbsp;&nbsp;计<BR>（100分）<TD colSpan=2>&nbsp;<TD>&nbsp;<TD>&nbsp;<TD>&nbsp;
</TABLE>
<P><FONT face=宋体 size=2>注：1.“√”表示适用，“—”表示不适用；2.适用于站的指标按实际得分除以应得分折算为百分制。</FONT>
</BODY></HTML>
"""


def label(text, points):
    return f"<FONT face=宋体 size=2>{text}<BR>（{points}分）</FONT>"


def build():
    out = []
    for first, first_points, seconds in TABLE:
        cells = [f"<TD rowSpan={sum(len(rows) for *_, rows in seconds)} align=middle>{label(first, first_points)}"]
        for number, second, second_points, rows in seconds:
            span = f" rowSpan={len(rows)}" if len(rows) > 1 else ""
            cells.append(f"<TD{span} align=middle>{label(number + second, second_points)}")
            for leaf_number, leaf, leaf_points, centre, station, words, method in rows:
                lines = "".join(f"<P><FONT face=宋体 size=2>{line}</FONT>" for line in words.split("|"))
                cells.append(f"<TD align=middle>{label(leaf_number + ' ' + leaf, leaf_points)}")
                cells += [
                    f"<TD align=middle>{centre}",
                    f"<TD align=middle>{station}",
                    f"<TD>{lines}",
                    f"<TD>{method}",
                    "<TD>&nbsp;",
                ]
                out.append("<TR>" + "\n".join(cells))
                cells = []
    return PAGE.format(title=TITLE, rows="\n".join(out))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8", newline="\r\n")
