"""Layouts of tables that notices come in: which tables are a catalogue, what each column is, which rows belong together."""

import pytest
from reading import catalogue, laid

from catalog.flat import path
from catalog.problems import Trouble


def read(*blocks):
    parts, spans = laid(*blocks)
    return catalogue(*parts, spans=spans)


def rows(made):
    """path | name | points of each row."""
    shown = []
    for each in made.indicators:
        points = each.points_by_profile or each.points
        by = {key: int(value) for key, value in points.items()} if isinstance(points, dict) else points
        shown.append(f"{'/'.join(path(made, each))}|{each.name}|{'' if by is None else by}")
    return shown


def codes(made):
    return [problem.code for problem in made.problems]


LAYOUTS = {
    "no headings: the points and the tariffs tell the columns": (
        ["""
党建工作|组织生活|落实“三会一课”，每少一次扣1分|15
^|党员发展|完成党员发展任务，未完成扣5分|10
乡村振兴|防返贫监测|及时录入监测信息，漏报一户扣2分|20
^|人居环境|垃圾日产日清，一处不达标扣1分|20
平安建设|矛盾调解|调解成功率达到95%以上，每低1个百分点扣0.5分|35
"""],
        ["党建工作|组织生活|15", "党建工作|党员发展|10", "乡村振兴|防返贫监测|20", "乡村振兴|人居环境|20", "平安建设|矛盾调解|35"],
    ),
    "headings that nobody knows": (
        ["""
条线|要素|达标情形|给分|判分情形
纪律|到岗|按时到岗|10|迟到一次扣1分
^|着装|统一着装|10|一次不符扣0.5分
效能|办结|办结率达到100%|40|每低1个百分点扣2分
^|评价|好评率≥95%|40|每低1个百分点扣1分
"""],
        ["纪律|到岗|10", "纪律|着装|10", "效能|办结|40", "效能|评价|40"],
    ),
    "names with points in brackets under one wide heading": (
        ["""
评分细则|<|页码
类似业绩（20分）|每提供一份合同得5分，最多20分|
认证情况（15分）|每有一项得5分，最高15分|
应急预案（65分）|方案完整得65分，较完整得40分，没有的不得分|
"""],
        ["|类似业绩|20", "|认证情况|15", "|应急预案|65"],
    ),
    "a merged name over rows with points of their own is a group": (
        ["""
考核项目|内容要求|满分|得分
查房准备（10分）|1. 目的明确，达到培训细则要求|5|
^|2. 选择病例适合，准备工作充分|5|
查房指导（10分）|1. 指导认真，注意医德医风|5|
^|2. 严格要求询问病史|5|
"""],
        ["查房准备|目的明确，达到培训细则要求|5", "查房准备|选择病例适合，准备工作充分|5",
         "查房指导|指导认真，注意医德医风|5", "查房指导|严格要求询问病史|5"],
    ),
    "points merged over the lines of one row": (
        ["""
考核内容|考核内容及评分标准|<|满分|得分
一、主诉（5分）|主要症状有错误|扣2分|5|
^|症状有遗漏|扣1分|^|
二、现病史（20分）|起病情况叙述不清|扣1-2分|20|
^|经过顺序不清|扣1-2分|^|
^|主要症状未描述|扣3-5分|^|
"""],
        ["|主诉|5", "|现病史|20"],
    ),
    "a cell as high as the points over lines that say no more": (
        ["""
检查项目|考核内容|<|标准分
仪表、仪容|仪表|<|3
^|仪容|<|^
血压测定|操作规范，位置准确|<|3
肺部检查（15分）|视诊|呼吸运动|5
^|触诊|胸廓扩张度|10
^|^|触觉语颤|^
"""],
        ["|仪表、仪容|3", "|血压测定|3", "肺部检查|视诊|5", "肺部检查|触诊|10"],
    ),
    "a long column headed as indicators is the requirement": (
        ["""
序号|考核项目|各项分值|考核指标
一、|提升实效|9|
1|完善体系|5|进一步健全组织体系、责任体系、制度体系，完善监督检查和考核评估，落实各级人员责任
2|强化督办|4|严格执行督查制度和督办制度，推动问题清单有效解决，对发现的问题实行一周一通报一督办
二、|专项整治|6|见附表，由各成员单位分别落实
3|排污口整治|6|协助县级责任单位依法取缔违法企业，加强排污口的监督检查，做到一口一策并且按时上报
"""],
        ["提升实效|完善体系|5", "提升实效|强化督办|4", "专项整治|排污口整治|6"],
    ),
    "weights beside points": (
        ["""
指标|权重|分值|考核标准
平均住院日|10%|20|≤8天，每超1天扣2分
药占比|20%|40|≤30%，每超1个百分点扣1分
满意度|70%|40|≥90%，每低1个百分点扣1分
"""],
        ["|平均住院日|20", "|药占比|40", "|满意度|40"],
    ),
    "points for three kinds of institutions, a dash for one that is not asked": (
        ["""
指标|三级⏎医院|二级⏎医院|一级⏎医院|评分标准
平均住院日|40|30|—|≤8天，每超1天扣2分
药占比|30|30|50|≤30%，每超1个百分点扣1分
满意度|30|40|50|≥90%，每低1个百分点扣1分
"""],
        ["|平均住院日|{'三级医院': 40, '二级医院': 30}", "|药占比|{'三级医院': 30, '二级医院': 30, '一级医院': 50}",
         "|满意度|{'三级医院': 30, '二级医院': 40, '一级医院': 50}"],
    ),
    "a form above the table": (
        ["""
项目名称|某改造工程|主管部门|住建局
预算金额|100万元|起止时间|2024年
一级指标|二级指标|三级指标|指标值
产出指标|数量指标|改造面积|≥1000平方米
^|质量指标|验收合格率|=100%
效益指标|社会效益|受益人数|≥500人
"""],
        ["产出指标/数量指标|改造面积|", "产出指标/质量指标|验收合格率|", "效益指标/社会效益|受益人数|"],
    ),
    "two tables in one grid": (
        ["""
序号|项目|分值|评分标准
1|卫生|40|一处不洁扣2分
2|纪律|60|迟到一次扣1分
乡镇考核表|<|<|<
编号|考核内容|标准分|扣分标准
1|道路保洁|50|一处垃圾扣1分
2|河道保洁|50|一处漂浮物扣1分
"""],
        ["|卫生|40", "|纪律|60", "|道路保洁|50", "|河道保洁|50"],
    ),
    "nothing but names and points": (
        ["""
序号|工作任务|完成时限|责任部门|分值
1|完成老旧小区改造12个|10月底前|住建局|20
2|新建口袋公园5处|12月底前|城管局|30
3|启动中医院迁建项目|6月底前|卫健局|50
"""],
        ["|完成老旧小区改造12个|20", "|新建口袋公园5处|30", "|启动中医院迁建项目|50"],
    ),
    "rules in a table of their own, by number": (
        ["""
编号|指标名称|权重|牵头单位
1|招商引资|30|商务局
2|项目建设|70|发改局
""", "评分细则", """
编号|评分细则
2|开工率达到90%以上得满分，每低1个百分点扣0.5分
1|完成目标任务得满分，每低1个百分点扣1分
"""],
        ["|招商引资|30", "|项目建设|70"],
    ),
    "a summary of the groups is no catalogue of its own": (
        ["得分汇总表", """
考核项目|分值|得分
组织领导|40|
工作落实|60|
""", "考核细则", """
考核项目|考核内容|分值|评分标准
组织领导|成立领导小组|20|未成立不得分
^|召开会议|20|少一次扣5分
工作落实|按时完成任务|60|一项未完成扣5分
"""],
        ["组织领导|成立领导小组|20", "组织领导|召开会议|20", "工作落实|按时完成任务|60"],
    ),
    "a short form in an annex, two halves side by side": (
        ["""
序号|项目|内容|分值|评分标准
1|组织领导|成立领导小组|40|未成立不得分
2|工作落实|按时完成任务|30|一项未完成扣5分
3|信息报送|按时报送|20|少一条扣1分
4|群众评议|组织测评|5|满意度低于80%的不得分
5|廉政建设|无违纪|4|发生一起不得分
6|档案管理|档案齐全|1|缺一项扣1分
""", "附件2 分值简表", """
项目|分值|项目|分值
组织领导|40|群众评议|5
工作落实|30|廉政建设|4
信息报送|20|档案管理|1
合计|<|<|100
"""],
        ["|组织领导|40", "|工作落实|30", "|信息报送|20", "|群众评议|5", "|廉政建设|4", "|档案管理|1"],
    ),
    "what a form asks below the total is no row": (
        ["""
项目|内容要求|<|满分|得分
入院记录（8分）|主诉|简明，反映就诊目的|3|
^|体格检查|完整，阳性体征准确|5|
总分|<|<|8|
一票否决项|1.交接单据未盖章|<||
存在的问题|1.专业知识有待提高|<||
^|2.临床决策有待提高|<||
"""],
        ["入院记录|主诉|3", "入院记录|体格检查|5", "一票否决项|交接单据未盖章|"],
    ),
    "the last row is the sum of all": (
        ["""
项目|分值|评分标准
工作业绩|40|完成任务得40分
工作态度|60|缺勤一次扣5分
考核成绩|100|优秀：90-100分；合格：60-89分
"""],
        ["|工作业绩|40", "|工作态度|60"],
    ),
    "columns of kinds and of marks are no names": (
        ["""
一级指标|二级指标|指标类型|考核对象|<|考核内容|分值
^|^|^|中心|站|^|^
人才培养|毕业|定量|√|√|毕业率不低于95%|60
^|就业|定性|√|—|措施有力|20
科学研究|经费|定量|√|√|到账经费不少于500万元|20
"""],
        ["人才培养|毕业|60", "人才培养|就业|20", "科学研究|经费|20"],
    ),
    "two halves, each below the heading of its group": (
        ["""
一、日常管理（10分）|<|<|<|二、帮扶成效（5分）|<|<|<
序号|事项|考核标准|分值|序号|事项|考核标准|分值
Ⅰ|驻村时间|每少1天扣0.5分|8|Ⅰ|防止返贫|每户扣0.5分|5
Ⅱ|例会|每少一次扣0.2分|2||||
"""],
        ["日常管理|驻村时间|8", "日常管理|例会|2", "帮扶成效|防止返贫|5"],
    ),
    "what is asked, numbered in its cell, below groups": (
        ["""
检查项目|检查内容|分值|是|否
消防管理（15分）|1.确定消防安全责任人，并报备案。|5|□|□
^|2.每月开展防火检查，每少1次扣2分。|5|□|□
^|3.值班人员持证上岗，1人无证扣1分。|5|□|□
安全疏散（15分）|4.安全出口畅通，堵塞的每处扣3分。|10|□|□
^|5.应急照明完好，1处损坏扣1分。|5|□|□
"""],
        ["消防管理|确定消防安全责任人，并报备案|5", "消防管理|每月开展防火检查，每少1次扣2分|5",
         "消防管理|值班人员持证上岗，1人无证扣1分|5", "安全疏散|安全出口畅通，堵塞的每处扣3分|10", "安全疏散|应急照明完好，1处损坏扣1分|5"],
    ),
    "a piece that a page has cut off": (
        ["""
序号|评分因素|分值|评分标准
1|投标报价（20分）|20|价格最低的得满分，其他按比例得分，没有报价的不得分
2|技术部分（50分）|20|方案完整合理的得20分，较完整的得10分，没有方案的不得分
^|^|20|人员配备合理的得20分，较合理的得10分，内容
""", """
|全面但不合理的得5分，未提供的不得分
10|进度安排合理的得10分，较合理的得5分，未提供的不得分
"""],
        ["|投标报价|20", "技术部分|方案完整合理的得20分|20", "技术部分|人员配备合理的得20分|20",
         "技术部分|进度安排合理的得10分|10"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_layouts(name):
    blocks, expected = LAYOUTS[name]
    assert rows(read(*blocks)) == expected


NO_CATALOGUE = {
    "grades": "等次|分值\n优秀|90分以上\n良好|80-89分\n合格|60-79分",
    "prices": "序号|名称|规格型号|单位|数量|单价|金额\n1|台式电脑|i5|台|30|4500|135000\n2|打印机|A4|台|5|1800|9000",
    "roster": "序号|姓名|单位|职务|考核分工\n1|甲|办公室|主任|负责考核资料\n2|乙|财务科|科长|负责评分汇总",
    "results": "排名|单位|考核得分|等次\n1|甲镇|96.5|优秀\n2|乙镇|95.1|优秀\n3|丙镇|90.2|良好",
    "hardware": "一级指标|二级指标|参数要求|数量\n处理器|主频|≥2.4GHz|2\n内存|容量|≥64GB|4\n硬盘|容量|≥2TB|8",
    "staff": "序号|岗位名称|在岗工作时间|同时在岗人数\n1|驾驶服务|8:30-16:30|8\n2|会务服务|8:30-16:30|3\n3|辅助服务|8:30-16:30|1",
    "admission": "评审因素|评审标准\n投标人名称|与营业执照一致\n签字盖章|有法定代表人签字\n联合体|不接受",
    "grade points": "等级|分数段|字母|绩点\n优秀|90～100分|A|4.0\n良好|80～89分|B|3.0\n中等|70～79分|C|2.0\n及格|60～69分|D|1.0",
    "accounts": "序号|项目名称|总监|合同额（万元）|开工日期\n1|安置房||126.5|2023-09\n2|改造工程||88|2023-09",
    "empty form": "序号|考核项目|考核内容|分值|评分标准|得分\n1|||||\n2|||||\n合计|||100||",
    "a row numbered above others heads them: 1 above 1.1": (
        [
            """
编号|指标|分值|评分标准
1|货物运输|30|
1.1|准点到达|20|晚点1次扣2分
1.2|货损控制|10|货损1件扣1分
2|车辆管理|70|
2.1|车况检查|40|漏检1辆扣2分
2.2|油耗控制|30|超标1辆扣1分
"""
        ],
        ["货物运输|准点到达|20", "货物运输|货损控制|10", "车辆管理|车况检查|40", "车辆管理|油耗控制|30"],
    ),
    "letters number the groups, and their points are those of the rows below": (
        [
            """
编号|指标|分值|评分标准
A|运输|30|按月考核
A1|准点到达|20|晚点1次扣2分
A2|货损控制|10|货损1件扣1分
B|车辆|70|按月考核
B1|车况检查|70|漏检1辆扣2分
"""
        ],
        ["运输|准点到达|20", "运输|货损控制|10", "车辆|车况检查|70"],
    ),
    "a row without a number or a tariff that is worth what the rows below it are": (
        [
            """
指标|分值|评分标准
货物运输|30|
准点到达|20|晚点1次扣2分
货损控制|10|货损1件扣1分
车辆管理|70|
车况检查|40|漏检1辆扣2分
油耗控制|30|超标1辆扣1分
"""
        ],
        ["货物运输|准点到达|20", "货物运输|货损控制|10", "车辆管理|车况检查|40", "车辆管理|油耗控制|30"],
    ),
    "a row without a tariff that is worth something else is a row": (
        [
            """
指标|分值|评分标准
货物运输|25|
准点到达|20|晚点1次扣2分
货损控制|10|货损1件扣1分
油耗控制|45|超标1辆扣1分
"""
        ],
        ["|货物运输|25", "|准点到达|20", "|货损控制|10", "|油耗控制|45"],
    ),
    "groups in the row of headings": (
        [
            """
一、车容（60分）|分值|评分说明|得分
车身清洁|40|不洁1处扣2分|
座椅完好|20|破损1处扣1分|
二、服务（40分）|分值|评分说明|得分
文明用语|40|投诉1次扣5分|
"""
        ],
        ["车容|车身清洁|40", "车容|座椅完好|20", "服务|文明用语|40"],
    ),
    "points of groups beside points of what they hold": (
        [
            """
序号|考核大项|大项分值|考核小项|小项分值|考核细则|得分
1|窗口服务|60|排队时长|40|超过15分钟的每次扣1分|
2|^|^|一次办结|20|未一次告知的每件扣2分|
3|后台审批|40|按期办结|25|超期1件扣2分|
4|^|^|材料归档|15|缺1份扣1分|
"""
        ],
        ["窗口服务|排队时长|40", "窗口服务|一次办结|20", "后台审批|按期办结|25", "后台审批|材料归档|15"],
    ),
    "what is asked may be headed 考核要点 beside a name for each row": (
        [
            """
序号|考核项目|考核要点|分值|评分标准
1|灯光照明|路灯亮灯率不低于98%|50|每低1个百分点扣1分
2|设施维护|井盖完好情况|50|缺损1处扣2分
"""
        ],
        ["|灯光照明|50", "|设施维护|50"],
    ),
    "a merged first column is a group, whatever its heading": (
        [
            """
考核内容|考核指标|考核要求|分值|评分标准
道路保洁|清扫|每日清扫2次|20|少1次扣1分
^|冲洗|每周冲洗1次|20|少1次扣1分
^|捡拾|路面无烟头|20|1处扣0.5分
垃圾收运|清运|日产日清|40|未清运1次扣2分
"""
        ],
        ["道路保洁|清扫|20", "道路保洁|冲洗|20", "道路保洁|捡拾|20", "垃圾收运|清运|40"],
    ),
    "names with points below a heading that ends in 分值": (
        [
            """
考核内容及分值|评分标准|得分
1.车辆清洁（40分）|不洁1处扣2分|
2.文明驾驶（60分）|投诉1次扣5分|
3.安全行车（50分）|违章1次扣10分|
"""
        ],
        ["|车辆清洁|40", "|文明驾驶|60", "|安全行车|50"],
    ),
    "points in brackets": (
        [
            """
指标|考核要求|分值|评分标准
准点|按时发车|（40）|晚点1次扣2分
清洁|车厢整洁|（30分）|不洁1处扣1分
安全|无责任事故|满分30分|1起扣10分
"""
        ],
        ["|准点|40", "|清洁|30", "|安全|30"],
    ),
    "points of groups without a unit are told by what the rows add up to": (
        [
            """
类别|指标|分值|评分标准
运营（70）|准点|40|晚点1次扣2分
^|清洁|30|不洁1处扣1分
安全（2024）|事故|30|1起扣10分
"""
        ],
        ["运营|准点|40", "运营|清洁|30", "安全（2024）|事故|30"],
    ),
    "a group said again with 续, or with a mark for the same": (
        [
            """
类别|指标|分值|评分标准
运营|准点|40|晚点1次扣2分
〃|清洁|10|不洁1处扣1分
""",
            """
类别|指标|分值|评分标准
运营（续）|服务|20|投诉1次扣1分
安全|事故|20|1起扣10分
同上|违章|10|1次扣2分
""",
        ],
        ["运营|准点|40", "运营|清洁|10", "运营|服务|20", "安全|事故|20", "安全|违章|10"],
    ),
    "letters set apart are one name": (
        [
            """
类别|指标|分值|评分标准
运 营 质 量|准点|40|晚点1次扣2分
^|清洁|60|不洁1处扣1分
"""
        ],
        ["运营质量|准点|40", "运营质量|清洁|60"],
    ),
    "amounts alone below a heading of losses": (
        [
            """
类别|违规情形|扣分标准
纪律|迟到|2分/次
^|旷工|5分/天
安全|违章操作|10分/次
"""
        ],
        ["纪律|迟到|", "纪律|旷工|", "安全|违章操作|"],
    ),
    "a table on its side": (
        [
            """
考核指标|准点率|投诉率|清洁度|营收
分值|40|20|10|30
评分标准|每低1个百分点扣1分|每高1‰扣2分|不洁1处扣1分|每少1万元扣0.5分
一车队|98|1|—|800
"""
        ],
        ["|准点率|40", "|投诉率|20", "|清洁度|10", "|营收|30"],
    ),
    "a table of vetoes below its heading": (
        [
            "一、日常工作（100分）",
            """
序号|考核项目|考核要点|分值|评分标准
1|准点|按时发车|60|晚点1次扣2分
2|清洁|车厢整洁|40|不洁1处扣1分
""",
            "二、一票否决事项",
            """
序号|否决情形
1|发生重大责任事故的
2|瞒报、谎报事故的
""",
        ],
        ["日常工作|准点|60", "日常工作|清洁|40", "一票否决事项|发生重大责任事故的|", "一票否决事项|瞒报、谎报事故的|"],
    ),
    "amounts for each are no points of the row": (
        [
            """
序号|违规行为|扣分值
1|迟到|1分/次
2|旷工|5分/半天
3|吸烟|10分/次
""",
            """
序号|奖励事项|加分值
1|好人好事|2分/条
2|消除重大隐患|10分/次
3|全月满勤|3分
""",
        ],
        ["|迟到|", "|旷工|", "|吸烟|", "|好人好事|", "|消除重大隐患|", "|全月满勤|"],
    ),
    "a row that is numbered as the section above it stands beside that section": (
        [
            """
序号|类别|指标|分值|评分标准
一、运营（60分）|<|<|<|<
1|车队|准点|40|晚点1次扣2分
2|^|清洁|20|不洁1处扣1分
二、年终奖惩|<|||受到表扬的加2分，被通报的扣2分
"""
        ],
        ["运营/车队|准点|40", "运营/车队|清洁|20", "|年终奖惩|"],
    ),
    "a bonus and a penalty over numbered sentences without points are groups": (
        [
            """
考核指标|考核内容|<|得分
加分项|1、承办区级活动的，每次加3分。|<|
^|2、信息被采用的，每条加2分。|<|
扣分项|1、报表连续2期迟报的，每次扣2分。|<|
^|2、用车之前未登记的，每次扣3分。|<|
"""
        ],
        [
            "加分项|承办区级活动的|",
            "加分项|信息被采用的|",
            "扣分项|报表连续2期迟报的|",
            "扣分项|用车之前未登记的|",
        ],
    ),
    "points in the words of a row that has them nowhere else": (
        [
            """
考核项|基准标准|加减分条件|得分
出车|基准分15分。标准：准时出车|加：节日加班|
^|^|减：误点|^
纪律|基准分10分。标准：遵守制度|加：全勤|
^|^|减：迟到、早退|^
"""
        ],
        ["|出车|15", "|纪律|10"],
    ),
    "a form without an indicator in some of its rows": (
        [
            """
一级指标|二级指标|三级指标|目标值|指标解释
产出|数量|维修数量|12台套|大修台数
^|质量|不适用|不适用|不适用
效益|社会效益|满意度|≥95%|服务对象满意度
"""
        ],
        ["产出/数量|维修数量|", "效益/社会效益|满意度|"],
    ),
}


@pytest.mark.parametrize("name", NO_CATALOGUE)
def test_tables_that_are_none(name):
    with pytest.raises(Trouble, match="E140"):
        read(NO_CATALOGUE[name])


def test_a_ladder_in_columns():
    made = read("""
评价项目|权重|优秀（100%）|良好（80%）|不合格（0）
准时率|40|≥98%|≥95%|<95%
合格率|60|≥99.5%|≥99%|<99%
""")
    first = made.indicators[0]
    assert [(rule.kind, rule.condition) for rule in first.rules] == [("tiers", "≥98%\n≥95%\n<95%")]
    assert [row.points for row in first.rule.rows] == [40, 32]
    assert (first.targets, first.review) == ([], [])


def test_a_bonus_stands_beside_the_full_points():
    made = read("""
项目|考核内容|分值|评分标准
师德|遵守职业道德|40|违反一次扣5分
教学|完成教学任务|60|缺一次扣2分
合计|<|100|
加分项（最高10分）|<|<|<
科研|发表论文|5|每篇加1分
扣分项（最多扣20分）|<|<|<
事故|教学事故||发生一起扣5分
""")
    assert rows(made)[2:] == ["加分项|科研|5", "扣分项|事故|"]
    assert [(group.effect, group.cap) for group in made.groups] == [("bonus", 10), ("penalty", 20)]
    assert [(total.declared, total.computed, total.balanced) for total in made.totals] == [(100, 100, True)]
    assert not made.indicators[-1].review


def test_rules_joined_by_number_are_the_requirement_and_leave_nothing_over():
    made = read(*LAYOUTS["rules in a table of their own, by number"][0])
    first = made.indicators[0]
    assert (first.requirement, first.attributes) == (
        "完成目标任务得满分，每低1个百分点扣1分",
        {"responsible": "商务局"},
    )
    assert not made.residue


def test_a_repeated_table_is_counted_once_but_two_groups_are_kept_apart():
    table = "序号|项目|分值|评分标准\n1|创意|40|新颖得40分，一般得20分\n2|制作|60|精细得60分，一般得30分"
    assert len(read("评分标准", table, "附件：评分标准", table).indicators) == 2
    assert len(read("小学组评分标准", table, "初中组评分标准", table).indicators) == 4


def test_a_table_of_admission_beside_one_with_points_is_left():
    made = read(
        "评审因素|评审标准\n投标人名称|与营业执照一致（1%）\n业绩要求|不少于1个\n联合体|不接受",
        "评审因素|评审标准|分值\n报价|最低价得满分|30\n方案|完整得40分，较完整得20分|40\n业绩|每个得5分，最多30分|30",
    )
    assert [each.name for each in made.indicators] == ["报价", "方案", "业绩"]
    assert "W305" in codes(made)


@pytest.mark.parametrize(
    ("last", "rest", "names"),
    [
        ("培训档案齐全，对培训效果没有", "评估的扣2分，未达到要求的扣5分", ["制度", "培训"]),  # cut in a sentence
        ("培训档案齐全，缺1份扣1分。", "培训效果没有评估的扣2分。", ["制度", "培训"]),  # rows have names and points
    ],
)
def test_a_row_goes_on_in_the_first_row_of_a_piece(last, rest, names):
    head = f"考核项目|分值|评分标准\n制度|40|制度不健全扣5分。\n培训|30|{last}"
    made = read(head, f"||{rest}\n宣传|30|宣传不到位的，一处扣1分。")
    assert [each.name for each in made.indicators] == [*names, "宣传"]
    assert "".join(made.indicators[1].requirement.split()) == last + rest


def test_a_piece_with_a_row_of_its_own_does_not_go_on():
    made = read(
        "考核项目|分值|评分标准\n制度|40|制度不健全扣5分\n培训|30|缺1份扣1分", "宣传|30|宣传不到位的，一处扣1分"
    )
    assert [each.name for each in made.indicators] == ["制度", "培训", "宣传"]


def test_bare_names_beside_a_name_left_blank_or_merged_are_the_rows():
    """Groups of two and of one, merged or left blank below their first row, are read alike."""
    head = "考核项目|考核内容|分值|评分标准"
    rest = "信息采集|人口录入|30|漏录每条扣0.5分\n{}|房屋核查|30|错误每条扣0.5分\n矛盾调解|纠纷排查|40|未发现每起扣2分"
    for gap in ("^", ""):
        assert rows(read(f"{head}\n{rest.format(gap)}")) == [
            "信息采集|人口录入|30",
            "信息采集|房屋核查|30",
            "矛盾调解|纠纷排查|40",
        ]


def test_a_line_above_each_of_several_tables_is_their_group():
    first, second = (
        "项目|分值|评分标准\n公文|40|超时每件扣1分\n会务|60|失误每次扣3分",
        "项目|分值|评分标准\n招商|50|少1家扣2分\n统计|50|迟报每次扣1分",
    )
    made = read("一、党政综合办公室", first, "二、经济发展办公室", second)
    assert rows(made) == [
        "党政综合办公室|公文|40",
        "党政综合办公室|会务|60",
        "经济发展办公室|招商|50",
        "经济发展办公室|统计|50",
    ]
    made = read("一、考核标准", first, "二、评分材料要求", second)
    assert [path(made, each) for each in made.indicators] == [[]] * 4


def test_a_bare_number_of_a_target_column_goes_the_way_of_its_tariff():
    made = read("""
指标|目标值|分值|评分标准
资产负债率（%）|65|50|每高0.5个百分点扣1分
利润（万元）|5000|30|每低1%扣1分
安全事故|0|20|发生1起扣10分
""")
    targets = [each.targets[0] for each in made.indicators]
    assert [(t.relation, str(t.value), t.unit) for t in targets] == [
        ("<=", "65", "%"),
        (">=", "5000", "万元"),
        ("=", "0", None),
    ]


def test_of_several_target_columns_the_others_are_asked_about():
    made = read("""
指标|目标值|<|分值|评分标准
^|一季度|二季度|^|^
利润|5000|5500|60|每低1%扣1分
销量|300|330|40|每低1%扣1分
""")
    first = made.indicators[0]
    assert [str(t.value) for t in first.targets] == ["5000"]
    assert first.attributes["target_value"] == "5000\n5500"
    assert [(each.field, each.code) for each in first.review] == [("targets", "R101")]


def test_a_column_of_targets_to_strive_for():
    made = read("""
指标|目标值|<|分值|评分标准
^|基本目标|力争目标|^|^
利润|5000万元|5500万元|60|每低1%扣1分
销量|—|330台|40|每低1%扣1分
""")
    assert [[(str(t.value), t.modality) for t in each.targets] for each in made.indicators] == [
        [("5000", "must"), ("5500", "strive")], [("330", "strive")]
    ]  # fmt: skip
    assert not [review for each in made.indicators for review in each.review]


def test_the_case_a_tariff_speaks_of_is_requirement_and_name():
    made = read(
        "二、加分事项",
        """
序号|加分情形|加分标准
1|受到区级以上表彰|每次加1分
2|承担急难任务|每次加0.5分，最多加2分
3|做法在全市推广|加2分
""",
    )
    first = made.indicators[0]
    assert (first.name, first.requirement) == ("受到区级以上表彰", "受到区级以上表彰\n每次加1分")
    assert [rule.kind for rule in first.rules] == ["bonus"]


def test_a_tender_says_how_points_are_shared_out_in_rows_that_are_none():
    made = read("""
评审项目|分值|评分标准
分值构成（总分100分）|100|商务部分：60分，技术部分：40分
企业业绩|60|每提供一份合同得10分
实施方案|40|方案完整得40分，较完整得20分
""")
    assert [each.name for each in made.indicators] == ["企业业绩", "实施方案"]


def test_a_card_for_each_indicator_is_no_list_of_indicators():
    cards = [
        "指标名称|培训率\n权重|20%\n计算公式|参加人数/应到人数×100%\n评分标准|每低1%扣1分",
        "指标名称|到岗率\n权重|30%\n计算公式|到岗数/编制数×100%\n评分标准|每低1%扣1分",
    ]
    with pytest.raises(Trouble) as refused:
        read(*cards)
    assert refused.value.code == "E140"


@pytest.mark.parametrize("heading", ["扣分说明", "扣分原因", "存在问题"])
def test_a_column_to_fill_in_that_holds_all_tariffs_is_one_of_rules(heading):
    made = read(f"""
指标|分值|考核要求|{heading}
准点|40|按时发车|晚点1次扣2分
清洁|30|车厢整洁|不洁1处扣1分
安全|30|无责任事故|1起扣10分
""")
    assert [[rule.kind for rule in each.rules] for each in made.indicators] == [["deduct_each"]] * 3


def test_a_column_to_fill_in_beside_one_of_rules_is_furniture():
    made = read("""
指标|分值|评分标准|扣分原因
准点|40|晚点1次扣2分|3月2日晚点，扣2分
清洁|30|不洁1处扣1分|
安全|30|1起扣10分|
""")
    assert made.indicators[0].requirement == "晚点1次扣2分"


def test_a_veto_in_a_row_of_its_own_is_told():
    made = read("""
指标|分值|评分标准
准点|40|晚点1次扣2分
清洁|60|不洁1处扣1分
一票否决：发生重大责任事故的，年度考核评定为不合格。|<|<
""")
    assert "W310" in codes(made)


def test_serial_numbers_without_a_heading_are_no_targets():
    made = read("""
1|运营|准点|按时发车|40|调度台账|晚点1次扣2分
2|^|清洁|车厢整洁|10|现场检查|不洁1处扣1分
3|安全|事故|无责任事故|20|安全台账|1起扣10分
4|^|违章|遵守交规|20|交管系统|1次扣2分
5|服务|投诉|及时答复|10|热线|1件扣1分
合计||||100||
""")
    assert [(each.number, each.targets) for each in made.indicators] == [(str(at), []) for at in range(1, 6)]


def test_weights_count_tariffs_per_hundred():
    made = read("""
指标|权重|评分标准
准点率|40%|每低1个百分点扣5分，低于90%扣50分
清洁度|60%|不洁1处扣10分，达到A级得100分，B级得80分，C级得60分
""")
    assert not [review for each in made.indicators for review in each.review]


def test_a_deduction_beyond_points_that_are_no_weight_is_asked_about():
    made = read("""
指标|分值|评分标准
准点率|40|低于90%扣50分
清洁度|60|不洁1处扣10分
""")
    assert [review.code for review in made.indicators[0].review] == ["R120"]


def test_words_in_the_points_column_say_that_there_are_none():
    made = read("""
指标|分值|评分标准
准点率|100|每低1个百分点扣1分
创新工作|加分项|获得表彰的加2分
违规行为|扣分项|被通报1次扣2分
""")
    assert [(each.points, each.review) for each in made.indicators[1:]] == [(None, [])] * 2


def test_the_number_of_a_sentence_that_names_its_row():
    made = read("""
考核指标|考核内容|分值
值班|1、按时签到，缺1次扣1分。|5
^|2、填写记录，缺1次扣1分。|5
会议|1、按时参加，缺1次扣1分。|5
^|2、会后传达，缺1次扣1分。|5
""")
    assert [each.number for each in made.indicators] == ["1", "2", "1", "2"]


def test_the_unit_of_a_target_column_may_stand_in_its_heading():
    made = read("""
指标|目标值（%）|分值|评分标准
及时率|95|60|每低1个百分点扣1分
投诉率|1.5|40|每高0.1个百分点扣1分
""")
    assert [(each.targets[0].unit, each.review) for each in made.indicators] == [("%", []), ("%", [])]


def test_a_rate_without_a_unit_is_asked_about():
    made = read("""
指标|目标值|分值|评分标准
及时率|95|60|每低1个百分点扣1分
投诉数|15|40|每多1件扣1分
""")
    assert [[review.code for review in each.review] for each in made.indicators] == [["R143"], []]


def test_a_target_said_again_in_words_is_one():
    made = read("""
三级指标|目标值|指标解释
油料支出|≤9万元|油料支出≤9万元
参训人数|≥60人|按时开班，满意度≥90%
""")
    assert [[target.measure for target in each.targets] for each in made.indicators] == [
        ["油料支出"], ["满意度", "参训人数"]
    ]  # fmt: skip


def test_what_must_not_happen_below_a_veto_is_its_condition():
    made = read("""
类别|指标|考核内容|分值
质量|抽样|抽样记录规范|10
一票否决项|时限|未按规定封存样品|
^|资质|持有效许可证|
""")
    assert [[(rule.kind, rule.condition) for rule in each.rules] for each in made.indicators[1:]] == [
        [("veto", "未按规定封存样品")], [("unspecified", None), ("veto", None)]
    ]  # fmt: skip


def test_rules_of_a_row_outside_the_table_are_asked_about():
    made = read(
        """
指标|目标值|权重
完好率|≥95%|60%
投诉率|≤1%|40%
""",
        "完好率评分：",
        "5分：≥98%",
        "3分：95%-97%",
        "投诉率评分标准另行制定。",
    )
    assert [[review.code for review in each.review] for each in made.indicators] == [["R145"], []]


def test_weights_with_rules_per_hundred_are_told_once():
    made = read("""
指标|权重|评分标准
准点率|40%|低于90%扣50分
清洁度|60%|不洁1处扣70分
""")
    assert codes(made).count("W315") == 1


def test_a_share_in_the_heading_is_a_weight_too():
    made = read("""
指标|权重（%）|评分标准
准点率|40|低于90%扣50分
清洁度|60|不洁1处扣70分
""")
    assert codes(made).count("W315") == 1
