"""Formulas, table-driven: printed text → name, numerator, denominator, scale, and the signs put back."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading import document, row

from extractor.fields.damage import Damage
from extractor.fields.formulas import read_formulas
from extractor.fields.text import Text

LOST = Damage(relations=True, repaired=39)


def text(printed):
    made = document([[printed]])
    return Text.of(made.blocks[0].cells, made)


def read(printed, harm=LOST):
    return read_formulas(text(printed), harm)


def shown(formula):
    below = "" if formula.denominator is None else f" ÷ {formula.denominator}"
    marks = "".join(repair.sign for repair in formula.repairs)
    return f"{formula.name or '·'} = {formula.numerator}{below} ×{formula.scale}" + (f" [{marks}]" if marks else "")


# All formulas of the scraped page, read by hand: what was printed, numerator, denominator, scale, lost signs in order.
SCRAPED = [
    ("患者满意度=评价满意的被调查患者人数/接受调查患者总数100%",
     "评价满意的被调查患者人数", "接受调查患者总数", 100, "×"),
    ("职工满意度=评价满意的被调查职工人数/接受调查的职工总人数100%",
     "评价满意的被调查职工人数", "接受调查的职工总人数", 100, "×"),
    ("健康知识知晓率=被调查者合计答对题数/被调查者答题总数100%",
     "被调查者合计答对题数", "被调查者答题总数", 100, "×"),
    ("电子健康档案建档率=建立电子健康档案人数/辖区内常住居民数100",
     "建立电子健康档案人数", "辖区内常住居民数", 100, "×%"),
    ("电子健康档案利用率=实际有动态记录的档案份数/抽查档案中应当有动态记录的档案份数100%",
     "实际有动态记录的档案份数", "抽查档案中应当有动态记录的档案份数", 100, "×"),
    ("建证率=年度辖区内建立预防接种证人数/年度辖区内应建立预防接种证人数(0-6岁儿童)100",
     "年度辖区内建立预防接种证人数", "年度辖区内应建立预防接种证人数(0-6岁儿童)", 100, "×%"),
    ("某种疫苗接种率=年度辖区内某种疫苗年度实际接种人数/某种疫苗年度应接种人数100",
     "年度辖区内某种疫苗年度实际接种人数", "某种疫苗年度应接种人数", 100, "×%"),
    ("新生儿访视率=年度辖区内接受1次及以上访视的新生儿人数/年度辖区内活产数100",
     "年度辖区内接受1次及以上访视的新生儿人数", "年度辖区内活产数", 100, "×%"),
    ("儿童健康管理率=年度辖区内接受1次及以上随访的0-6岁儿童数/年度辖区内应管理的0-6岁儿童数100",
     "年度辖区内接受1次及以上随访的0-6岁儿童数", "年度辖区内应管理的0-6岁儿童数", 100, "×%"),
    ("儿童系统管理率=年度辖区内按相应频次要求管理的0-6岁儿童数/年度辖区内应管理的0-6岁儿童数100",
     "年度辖区内按相应频次要求管理的0-6岁儿童数", "年度辖区内应管理的0-6岁儿童数", 100, "×%"),
    ("产前健康管理率=辖区内按照规范要求在孕期接受5次及以上产前随访服务的人数/该地该时间内活产数100%",
     "辖区内按照规范要求在孕期接受5次及以上产前随访服务的人数", "该地该时间内活产数", 100, "×"),
    ("产后访视率=辖区内产后28天内的接受过产后访视的产妇人数/该地该时间内活产数100",
     "辖区内产后28天内的接受过产后访视的产妇人数", "该地该时间内活产数", 100, "×%"),
    ("老年人健康管理率=接受健康管理人数/年内辖区内65岁及以上常住居民数100%",
     "接受健康管理人数", "年内辖区内65岁及以上常住居民数", 100, "×"),
    ("健康体检表完整率=抽查填写完整的健康体检表数/抽查的健康体检表数100",
     "抽查填写完整的健康体检表数", "抽查的健康体检表数", 100, "×%"),
    ("高血压患者健康管理率=年内已管理高血压人数/(辖区常住成年人口总数成年人高血压患病率)100%",
     "年内已管理高血压人数", "辖区常住成年人口总数×成年人高血压患病率", 100, "××"),
    ("高血压患者规范管理率=按照要求进行高血压患者管理的人数/年内管理高血压患者人数100",
     "按照要求进行高血压患者管理的人数", "年内管理高血压患者人数", 100, "×%"),
    ("管理人群血压控制率=最近一次随访血压达标人数/已管理的高血压人数100",
     "最近一次随访血压达标人数", "已管理的高血压人数", 100, "×%"),
    ("糖尿病患者健康管理率=年内已管理糖尿病人数/(辖区常住成年人口总数成年人糖尿病患病率)100%",
     "年内已管理糖尿病人数", "辖区常住成年人口总数×成年人糖尿病患病率", 100, "××"),
    ("糖尿病患者规范健康管理率=按照要求进行糖尿病患者健康管理的人数/年内管理糖尿病患者人数100",
     "按照要求进行糖尿病患者健康管理的人数", "年内管理糖尿病患者人数", 100, "×%"),
    ("管理人群血糖控制率=最近一次随访空腹血糖达标人数/已管理的糖尿病患者人数100",
     "最近一次随访空腹血糖达标人数", "已管理的糖尿病患者人数", 100, "×%"),
    ("重性精神疾病患者管理率=所有登记在册的确诊重性精神疾病患者数/(辖区内15岁及以上人口总数患病率)100",
     "所有登记在册的确诊重性精神疾病患者数", "辖区内15岁及以上人口总数×患病率", 100, "××%"),
    ("重性精神疾病患者规范管理率=每年按照规范要求进行管理的确诊重性精神疾病患者数/所有登记在册的确诊重性精神疾病患者数100",
     "每年按照规范要求进行管理的确诊重性精神疾病患者数", "所有登记在册的确诊重性精神疾病患者数", 100, "×%"),
    ("老年人中医药健康管理服务率=接受中医药健康管理服务65岁及以上居民数/年内辖区内65岁及以上常住居民数100%",
     "接受中医药健康管理服务65岁及以上居民数", "年内辖区内65岁及以上常住居民数", 100, "×"),
    ("老年人中医药健康管理服务记录表完整率=抽查填写完整的中医药健康管理服务记录表/抽查的中医药健康管理服务记录表100%",
     "抽查填写完整的中医药健康管理服务记录表", "抽查的中医药健康管理服务记录表", 100, "×"),
    ("036个月儿童中医药健康管理服务率=年度辖区内按照月龄接受中医药健康管理服务的036个月儿童数/年度辖区内的036个月儿童数100%",
     "年度辖区内按照月龄接受中医药健康管理服务的0～36个月儿童数", "年度辖区内的0～36个月儿童数", 100, "～～～×"),
    ("传染病疫情报告率=报告卡片数/登记传染病病人数100%",
     "报告卡片数", "登记传染病病人数", 100, "×"),
    ("传染病疫情及时率=报告及时的传染病病人数/登记传染病病人数100%",
     "报告及时的传染病病人数", "登记传染病病人数", 100, "×"),
    ("突发公共卫生事件相关信息报告率=及时报告的突发公共卫生事件相关信息数/应报告突发公共卫生事件相关信息数100",
     "及时报告的突发公共卫生事件相关信息数", "应报告突发公共卫生事件相关信息数", 100, "×%"),
    ("卫生监督协管信息报告率=报告的事件或线索次数/发现的事件或线索次数100%",
     "报告的事件或线索次数", "发现的事件或线索次数", 100, "×"),
    ("辖区居民利用率=年度内接收基层医疗卫生机构服务的人口数/辖区居民人口数",
     "年度内接收基层医疗卫生机构服务的人口数", "辖区居民人口数", 1, ""),
    ("辖区居民人年均利用基层医疗卫生机构的次数=辖区基层医疗卫生机构诊疗人次/辖区居民人口数",
     "辖区基层医疗卫生机构诊疗人次", "辖区居民人口数", 1, ""),
    ("医师年均担负门急诊人次数=年度门诊和急诊人次数/平均在职医师数/250天(法定工作日)",
     "年度门诊和急诊人次数", "平均在职医师数×250天(法定工作日)", 1, ""),
    ("医师年均担负住院床日数=年度实际占用总床日数/平均在职医师数/365天",
     "年度实际占用总床日数", "平均在职医师数×365天", 1, ""),
    ("病床使用率=实际占用的总床日数/实际开放的总床日数100%",
     "实际占用的总床日数", "实际开放的总床日数", 100, "×"),
    ("平均住院日=同期出院者占用总床日/年度出院人数",
     "同期出院者占用总床日", "年度出院人数", 1, ""),
    ("医疗文书合格率=病历、门诊日志、处方、各种申请单、报告单书写合格的文书数/抽查文书数100%",
     "病历、门诊日志、处方、各种申请单、报告单书写合格的文书数", "抽查文书数", 100, "×"),
    ("入出院诊断符合率=入院与出院诊断符合的病历数年度病历总数100%",
     "入院与出院诊断符合的病历数", "年度病历总数", 100, "÷×"),
    ("抗菌药物处方比例=含有抗菌药物处方数/抽查处方总数100%",
     "含有抗菌药物处方数", "抽查处方总数", 100, "×"),
    ("静脉注射剂使用比例=含有静脉注射剂处方数/抽查处方总数100%",
     "含有静脉注射剂处方数", "抽查处方总数", 100, "×"),
    ("绝对值=门诊业务总收入/年门诊总人次数",
     "门诊业务总收入", "年门诊总人次数", 1, ""),
    ("增长率=(当年度次均门诊医疗费用-上年度次均门诊医疗费用)/上年度次均门诊医疗费用100%",
     "当年度次均门诊医疗费用-上年度次均门诊医疗费用", "上年度次均门诊医疗费用", 100, "×"),
    ("绝对值=住院业务总收入/年住院总人次数",
     "住院业务总收入", "年住院总人次数", 1, ""),
    ("增长率=(当年度次均住院医疗费用-上年度次均住院医疗费用)/上年度次均住院医疗费用100%",
     "当年度次均住院医疗费用-上年度次均住院医疗费用", "上年度次均住院医疗费用", 100, "×"),
    ("医疗总收入增长率=(当年度医疗总收入-上年度医疗总收入)/上年度医疗总收入100%",
     "当年度医疗总收入-上年度医疗总收入", "上年度医疗总收入", 100, "×"),
    ("信息统计报告合格率=符合规定的信息上报例数/实际上报的公共卫生、基本医疗、新型农村合作医疗等信息例数100%",
     "符合规定的信息上报例数", "实际上报的公共卫生、基本医疗、新型农村合作医疗等信息例数", 100, "×"),
    ("继续教育达标率=实际达标的卫生技术人员数/卫生技术人员总数100",
     "实际达标的卫生技术人员数", "卫生技术人员总数", 100, "×%"),
    ("年内卫生技术人员平均岗位培训天数=年内机构所有卫生技术人员岗位培训的天数/卫生技术人员",
     "年内机构所有卫生技术人员岗位培训的天数", "卫生技术人员", 1, ""),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "over", "under", "scale", "signs"), SCRAPED, ids=[each[0] for each in SCRAPED])
def test_the_scraped_page(printed, over, under, scale, signs):
    (formula,), unread = read(printed)
    name = printed.split("=")[0].replace("036", "0～36")
    assert shown(formula) == f"{name} = {over} ÷ {under} ×{scale}" + (f" [{signs}]" if signs else "")
    assert (unread, formula.start, formula.end) == ([], 0, len(printed))


def test_what_the_scraped_page_lost():
    read_all = [read(each[0])[0][0] for each in SCRAPED]
    scales = [f for f in read_all if f.scale == "100"]
    inner = [f for f in read_all if f.doubt == "R111" and "～" not in [r.sign for r in f.repairs]]
    assert (len(read_all), len(scales), len(inner)) == (47, 39, 4)
    assert [r.certainty for f in scales for r in f.repairs if r.sign == "%"] == ["certain"] * 16


# Other subjects, and other ways to print a formula: nothing is lost here, so nothing is put back.
WHOLE = [
    ("入学率=入学儿童数/适龄儿童数×100%", ["入学率 = 入学儿童数 ÷ 适龄儿童数 ×100"]),
    ("巡河率＝实际巡河次数÷应巡河次数×100％。", ["巡河率 = 实际巡河次数 ÷ 应巡河次数 ×100"]),
    ("准时交付率=准时交付批次/总交付批次*100%", ["准时交付率 = 准时交付批次 ÷ 总交付批次 ×100"]),
    ("参保率=参保人数/常住人口数x100%", ["参保率 = 参保人数 ÷ 常住人口数 ×100"]),
    ("结算率=结算金额除以应付金额乘以100%", ["结算率 = 结算金额 ÷ 应付金额 ×100"]),
    ("孕产妇死亡率=孕产妇死亡数/活产数×100000/10万", ["孕产妇死亡率 = 孕产妇死亡数 ÷ 活产数 ×100000"]),
    ("婴儿死亡率=婴儿死亡数/活产数×1000‰", ["婴儿死亡率 = 婴儿死亡数 ÷ 活产数 ×1000"]),
    ("事故率=事故数/行驶里程×10000", ["事故率 = 事故数 ÷ 行驶里程 ×10000"]),
    ("负荷=门诊人次/医师数/250天(法定工作日)", ["负荷 = 门诊人次 ÷ 医师数×250天(法定工作日) ×1"]),
    ("增长率=[（本年收入－上年收入）/上年收入]×100%", ["增长率 = 本年收入－上年收入 ÷ 上年收入 ×100"]),
    ("增长率=(本年收入-上年收入)÷上年收入×100%", ["增长率 = 本年收入-上年收入 ÷ 上年收入 ×100"]),
    ("偏差率计算公式=|评标价-基准价|/基准价×100%", ["偏差率 = |评标价-基准价| ÷ 基准价 ×100"]),
    ("不含税价=含税价÷（1+税率）", ["不含税价 = 含税价 ÷ 1+税率 ×1"]),
    ("费用率=(甲费用+乙费用)/(总收入-补助)×100%", ["费用率 = 甲费用+乙费用 ÷ 总收入-补助 ×100"]),
    ("比例=执业(助理)医师数/卫生技术人员数(含医师+护士)×100%", ["比例 = 执业(助理)医师数 ÷ 卫生技术人员数(含医师+护士) ×100"]),
    ("保健覆盖率(0-6岁)=0-6岁受检儿童数/0-6岁儿童数×100%", ["保健覆盖率(0-6岁) = 0-6岁受检儿童数 ÷ 0-6岁儿童数 ×100"]),
    ("（通过率=通过考试人数/参加考试人数）", ["通过率 = 通过考试人数 ÷ 参加考试人数 ×1"]),
    ("其中：合格率=合格数/抽查数×100%（保留两位小数）", ["合格率 = 合格数 ÷ 抽查数 ×100"]),
    ("(2)出勤率=出勤人数/应到人数×100%", ["出勤率 = 出勤人数 ÷ 应到人数 ×100"]),
    ("参保率=参保人数\n/常住人口数\n×100%", ["参保率 = 参保人数 ÷ 常住人口数 ×100"]),
    ("达标率=满意度达到100%的科室数/科室总数×100%", ["达标率 = 满意度达到100%的科室数 ÷ 科室总数 ×100"]),
    ("合格率=甲数/乙数×100%≥95%", ["合格率 = 甲数 ÷ 乙数 ×100"]),
    ("到校率=到校数/在校数×100% 出勤率=出勤数/到校数×100%", ["到校率 = 到校数 ÷ 在校数 ×100", "出勤率 = 出勤数 ÷ 到校数 ×100"]),
    ("合格数量/总交付数量×100%", ["· = 合格数量 ÷ 总交付数量 ×100"]),
    ("合格数量/总交付数量×100%，目标≥99%", ["· = 合格数量 ÷ 总交付数量 ×100"]),
    ("计算公式：合格数/抽查数×100%", ["· = 合格数 ÷ 抽查数 ×100"]),
    ("培训率计算公式为：参训人数/应训人数×100%", ["培训率 = 参训人数 ÷ 应训人数 ×100"]),
    ("合格率：合格数/抽查数×100%", ["合格率 = 合格数 ÷ 抽查数 ×100"]),
    # whole, although the name is a rate: never repaired
    ("利用率=接受服务的人口数/居民人口数", ["利用率 = 接受服务的人口数 ÷ 居民人口数 ×1"]),
    ("占比=年收入100万元企业数/企业总数", ["占比 = 年收入100万元企业数 ÷ 企业总数 ×1"]),
    ("床位负荷=住院人数/每百张床位数", ["床位负荷 = 住院人数 ÷ 每百张床位数 ×1"]),
    ("人均次数=诊疗人次/辖区100强企业数", ["人均次数 = 诊疗人次 ÷ 辖区100强企业数 ×1"]),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), WHOLE, ids=[each[0] for each in WHOLE])
def test_whole_formulas_are_read_and_not_repaired(printed, expected):
    found, unread = read(printed)
    assert ([shown(f) for f in found], [f.doubt for f in found]) == (expected, [None] * len(expected))
    assert unread == []


# Signs and breaks lost, in texts of other subjects.
BROKEN = [
    ("到校率=到校学生数/在校学生总数100入学率=入学人数/适龄人数100", [
        "到校率 = 到校学生数 ÷ 在校学生总数 ×100 [×%]", "入学率 = 入学人数 ÷ 适龄人数 ×100 [×%]",
    ]),
    ("服务率=接受服务居民数/常住居民数100%记录完整率=完整记录数/抽查记录数100%", [
        "服务率 = 接受服务居民数 ÷ 常住居民数 ×100 [×]", "记录完整率 = 完整记录数 ÷ 抽查记录数 ×100 [×]",
    ]),
    ("参保率=参保人数/应参保人数100参保率95%", ["参保率 = 参保人数 ÷ 应参保人数 ×100 [×%]"]),
    ("满意度=满意人数/调查总人数100% (包括安全、卫生等方面)2.下一项", ["满意度 = 满意人数 ÷ 调查总人数 ×100 [×]"]),
    ("管理率=管理人数/(常住人口总数患病率)100%,患病率通过调查获得。", ["管理率 = 管理人数 ÷ 常住人口总数×患病率 ×100 [××]"]),
    ("床位使用率=占用床日数/(床位数365)100%", ["床位使用率 = 占用床日数 ÷ 床位数×365 ×100 [××]"]),
    ("增幅=(本年收入上年收入)/上年收入100%", ["增幅 = 本年收入-上年收入 ÷ 上年收入 ×100 [-×]"]),
    ("交付率=按期交付批次数应交付批次总数100%", ["交付率 = 按期交付批次数 ÷ 应交付批次总数 ×100 [÷×]"]),
    ("近视率=06岁近视儿童数/06岁儿童总数100%", ["近视率 = 0～6岁近视儿童数 ÷ 0～6岁儿童总数 ×100 [～～×]"]),
    ("死亡率=死亡数/活产数1000", ["死亡率 = 死亡数 ÷ 活产数 ×1000 [×‰]"]),
    ("绝对值=总收入/年总人次数(2)增长率=(当年费用-上年费用)/上年费用100%", [
        "绝对值 = 总收入 ÷ 年总人次数 ×1", "增长率 = 当年费用-上年费用 ÷ 上年费用 ×100 [×]",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "expected"), BROKEN, ids=[each[0] for each in BROKEN])
def test_lost_signs_are_put_back(printed, expected):
    found, unread = read(printed)
    assert ([shown(f) for f in found], unread) == (expected, [])
    assert all(f.doubt == ("R111" if any(r.certainty == "review" for r in f.repairs) else None) for f in found)


DOUBTED = [
    "率=甲数乙数丙数100%",  # two places to cut
    "率=参加人数/(常住人口数老年人数患病率)100%",
    "甲率=甲数/乙数b率=丙数/丁数",  # no place to cut
    "每百床感染数=感染数/床位数×100张床位",
    "完成情况=甲数/乙数×丙数",  # above or below the line?
    "检查内容：合格数/抽查数×100%",
    "出勤天数=打卡天数+补卡天数",
]


@pytest.mark.parametrize("printed", DOUBTED)
def test_what_is_not_understood_is_said(printed):
    assert "R110" in [review.code for review in row(printed).review if review.field == "formulas"]


@pytest.mark.parametrize(
    "printed",
    [
        "得分=完成率×本项分值",
        "得分=实际完成数/计划数×本项分值",
        "得分=（目标值÷实际值）×10",
        "该项得分=10×完成数/任务数",
    ],
)
def test_a_tariff_is_a_rule_and_no_formula(printed):
    read_row = row(printed)
    assert ([r.kind for r in read_row.rules], read_row.formulas) == (["pro_rata"], [])
    assert [r for r in read_row.review if r.field == "formulas"] == []


@pytest.mark.parametrize(
    "printed",
    [
        "价格分=（评标基准价/投标报价）×30",
        "价格得分=（评标基准价/投标报价）×价格权值×100",
        "投标报价得分=（评标基准价/投标报价）×30%×100",
    ],
)
def test_a_score_with_a_name_is_the_ratio_without_its_points(printed):
    read = row(printed)
    assert [(f.numerator, f.denominator, f.scale) for f in read.formulas] == [("评标基准价", "投标报价", "1")]
    assert ([rule.kind for rule in read.rules], read.review) == (["pro_rata"], [])


def test_a_number_behind_the_sign_is_a_target():
    indicator = row("合格率=100%")
    assert (indicator.formulas, [(t.measure, t.relation) for t in indicator.targets]) == ([], [("合格率", "=")])


def test_a_target_behind_a_formula_is_one_of_its_measure():
    for printed in ("合格率=甲数/乙数×100%≥95%", "合格率=甲数/乙数×100%，目标≥95%"):
        assert [(t.measure, str(t.value)) for t in row(printed).targets] == [("合格率", "95")]


# --- properties -----------------------------------------------------------------------------------

NOUNS = st.sampled_from(
    ["到校学生", "巡河", "抽查处方", "按期交付", "参保", "(同期)出院", "0-6岁受检儿童", "执业(助理)医师"]
)
NAMES = st.builds(lambda noun, end: noun + end, NOUNS, st.sampled_from(["人数", "总数", "次数", "数"]))
RATES = st.builds(lambda noun, end: noun + end, NOUNS, st.sampled_from(["率", "比例", "占比"]))
GROWTHS = st.builds(lambda a, b: f"(本年{a}-上年{b})/上年{b}", NAMES, NAMES)
RATIOS = st.one_of(
    st.builds(lambda a, b: f"{a}/{b}", NAMES, NAMES),
    GROWTHS,
    st.builds(lambda a, b, c: f"({a}+{b})/{c}", NAMES, NAMES, NAMES),
    st.builds(lambda a, b: f"{a}/{b}/250天", NAMES, NAMES),
)


@given(RATES, RATIOS, st.sampled_from(["%", ""]))
def test_losing_the_signs_of_a_scale_changes_no_reading(name, ratio, kept):
    if re.search(r"[0-9]天$", ratio):
        ratio += "(法定工作日)"
    (whole,), _ = read(f"{name}={ratio}×100%")
    (lost,), _ = read(f"{name}={ratio}100{kept}")
    assert (lost.numerator, lost.denominator, lost.scale) == (whole.numerator, whole.denominator, "100")
    assert (bool(lost.repairs), bool(whole.repairs)) == (True, False)


@given(
    st.lists(
        st.sampled_from(["甲数", "乙率", "=", "/", "×", "100", "%", "(", ")", "-", "，", "\n", "036个月", " "]),
        max_size=24,
    )
)
def test_any_text_gives_spans_inside_it(pieces):
    printed = "".join(pieces)
    found, unread = read(printed)
    for formula in found:
        assert 0 <= formula.start < formula.end <= len(printed)
        assert all(formula.start <= repair.at <= formula.end for repair in formula.repairs)
        assert formula.numerator
    assert all(0 <= start <= end <= len(printed) for start, end in unread)


HOSTILE = [
    "=" * 4000, "甲=乙/" * 800, "甲=(" * 1000, "甲=甲/乙100%" * 400, "(" * 3000 + "=", "甲率" * 2000 + "=甲/乙100%", "甲=乙 " * 900,
    "甲=(甲数乙率)" * 400, "甲=" + "年度数" * 190 + "100%", "/" * 5000, "甲=" + "(" * 400 + "乙" + ")" * 400, "甲=-1" * 700,
    "甲=1," * 700, "甲=甲(" * 500, "甲=|" * 900, "06岁" * 1500 + "=", "甲=" + "乙/" * 250, "：甲/乙×100%" * 500,
]  # fmt: skip


@pytest.mark.parametrize("printed", HOSTILE, ids=[each[:8] for each in HOSTILE])
def test_hostile_text_takes_no_time(printed):
    started = time.process_time()
    read(printed)
    assert time.process_time() - started < 2
