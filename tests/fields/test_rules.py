"""Rules, table-driven: a requirement → kind, points, step, condition, cap."""

import pytest
from reading import row

from catalog.base import plain


def shown(rule):
    numbers = [
        f"{name}={plain(value)}" for name in ("points", "step", "cap") if (value := getattr(rule, name)) is not None
    ]
    return " ".join([rule.kind, *numbers, *([f"〔{rule.condition}〕"] if rule.condition else [])])


CASES = [
    # 一次 in the name of a rate counts nothing; 站, 段, 柜 count like 处.
    ("一次修复率低于98%的扣1分", ["deduct_once points=1 〔一次修复率低于98%的〕"]),
    ("漏检一站扣0.2分", ["deduct_each points=0.2 〔漏检一站〕"]),
    ("接待观众每少1万人次扣0.5分", ["deduct_step points=0.5 step=1 〔接待观众每少1万人次〕"]),
    ("评标基准价/投标报价*10。", ["pro_rata"]),
    ("一等奖加2分/项，二等奖加1分/项，三等奖加0.5分/项，最高加6分", [
        "bonus points=2 cap=6 〔一等奖〕", "bonus points=1 cap=6 〔二等奖〕", "bonus points=0.5 cap=6 〔三等奖〕"]),
    ("缺一室扣2分", ["deduct_each points=2 〔缺一室〕"]),
    # What is measured goes by steps, whatever it is counted in.
    ("指数每低1个单位扣1分。", ["deduct_step points=1 step=1 〔指数每低1个单位〕"]),
    ("裂缝每10延米扣0.1分。", ["deduct_step points=0.1 step=10 〔裂缝每10延米〕"]),
    ("面积每少100平方扣0.5分", ["deduct_step points=0.5 step=100 〔面积每少100平方〕"]),
    ("旷工半天扣3分", ["deduct_each points=3 〔旷工半天〕"]),
    # A cap on gains and losses is on each of them; what follows 并 has the same condition.
    ("每提高1个百分点加0.1分，每降低1个百分点减0.1分，加减分以2分为限。", [
        "bonus points=0.1 step=1 cap=2 〔每提高1个百分点〕", "deduct_step points=0.1 step=1 cap=2 〔每降低1个百分点〕"]),
    ("发生死亡事故的，扣除全部分值并取消年度评优资格。", [
        "zero 〔发生死亡事故的〕", "veto_excellence 〔发生死亡事故的〕"]),
    ("任一项未完成，该项不得分。", ["zero 〔任一项未完成〕"]),
    # 少得 is a loss.
    ("第一名得4分，每后移一位少得0.3分。", ["full_if points=4 〔第一名〕", "deduct_each points=0.3 〔每后移一位〕"]),
    ("每少10人次少得0.2分", ["deduct_step points=0.2 step=10 〔每少10人次〕"]),
    # What is said of the first incident holds for the others of the sentence; a neglect is a case of its own.
    ("每发生1人次受轻处分扣2分，重处分扣5分。", ["deduct_each points=2 〔每发生1人次受轻处分〕", "deduct_each points=5 〔重处分〕"]),
    ("每发生1起投诉扣2分，未上报的扣5分。", ["deduct_each points=2 〔每发生1起投诉〕", "deduct_once points=5 〔未上报的〕"]),
    # The condition behind the points.
    ("扣5分：发生责任事故；扣1分：无故迟到早退。", ["deduct_once points=5 〔发生责任事故〕", "deduct_once points=1 〔无故迟到早退〕"]),
    # A cap behind several amounts of one clause, or on 两项, is on all of them.
    ("省、市级媒体每篇分别加3分、1分，最多加5分。", ["bonus points=3 cap=5 〔省、市级媒体每篇〕", "bonus points=1 cap=5 〔省、市级媒体每篇〕"]),
    ("数量每少1家扣0.2分，整改率每低1个百分点扣0.5分，两项扣分合计不超过6分。", [
        "deduct_each points=0.2 cap=6 〔数量每少1家〕", "deduct_step points=0.5 step=1 cap=6 〔整改率每低1个百分点〕"]),
    ("根据投标人实施方案的完整性进行评分。方案完整的得9-12分；较完整的得5-8分。", ["tiers points=12 〔方案完整的得9-12分；较完整的得5-8分〕"]),
    ("未达到目标值的按（实际值/目标值）×分值计分。", ["pro_rata 〔未达到目标值的〕"]),
    ("未完成1项扣5分，年内受到行政处罚，该项目不得分。", ["deduct_each points=5 〔未完成1项〕", "zero 〔年内受到行政处罚〕"]),
    ("签发率≥90%，每降低一个百分点扣5分；", ["deduct_step points=5 step=1 〔签发率≥90%，每降低一个百分点〕"]),
    ("平均住院日每超过0.5天扣1分", ["deduct_step points=1 step=0.5 〔平均住院日每超过0.5天〕"]),
    ("完成核对工作，未完成扣10分。", ["deduct_once points=10 〔完成核对工作，未完成〕"]),
    ("每少一次扣一分，扣完为止", ["deduct_each points=1 〔每少一次〕"]),
    ("发现一例扣2分，最多扣6分", ["deduct_each points=2 cap=6 〔发现一例〕"]),
    ("未做到的酌情扣分。", ["judgement 〔未做到的〕"]),
    ("未完成或完成效果较差的据实扣分。", ["judgement 〔未完成或完成效果较差的〕"]),
    ("未按要求做好工作的，根据满意度考核办法将进行扣分", ["external 〔未按要求做好工作的〕"]),
    ("造成较大影响的，将对年度考核结果进行一票否优。", ["unspecified", "veto_excellence 〔造成较大影响的〕"]),
    ("发生重大事故的实行一票否决", ["unspecified", "veto 〔发生重大事故的〕"]),
    ("满意度≥95%得10分，85%≤满意度<95%的按比例得分，<85%不得分", [
        "tiers points=10 〔满意度≥95%得10分，85%≤满意度<95%的按比例得分，<85%不得分〕",
    ]),
    ("优秀得满分，良好得满分的80%，不合格不得分", ["tiers 〔优秀得满分，良好得满分的80%，不合格不得分〕"]),
    ("逾期报送的，逾期每天扣0.1分", ["deduct_step points=0.1 step=1 〔逾期报送的，逾期每天〕"]),
    ("排名第1名得满分，每后退1名扣1分", ["full_if 〔排名第1名〕", "deduct_step points=1 step=1 〔每后退1名〕"]),
    ("【C】\n有制度。\n【B】符合“C”，并\n检查率≥50%。", ["tiers 〔【C】\n有制度。\n【B】符合“C”，并\n检查率≥50%〕"]),
    ("优得3分，良得2分，差不得分", ["tiers points=3 〔优得3分，良得2分，差不得分〕"]),
    ("开工得满分；未开工的，按规模按比例得分；仅有线索的，视进度酌情得分。", [
        "full_if 〔开工〕", "pro_rata 〔未开工的〕", "judgement 〔仅有线索的〕",
    ]),
    ("患者满意度达到85%得满分；每降低1%扣0.5分，低于70%的不得分。", [
        "full_if 〔患者满意度达到85%〕", "deduct_step points=0.5 step=1 〔每降低1%〕", "zero 〔低于70%的〕",
    ]),
    ("获得省级表彰加3分，最高加5分", ["bonus points=3 cap=5 〔获得省级表彰〕"]),
    ("没有病床的机构不考核此项", ["unspecified", "not_applicable 〔没有病床的机构〕"]),
    ("按同类机构得分排名依次减少", ["rank 〔按同类机构得分排名〕"]),
    ("规范开展风险评估和培训。机构内发生1例死亡，该项不得分。", ["unspecified", "zero 〔机构内发生1例死亡〕"]),
    ("完整及时", ["unspecified"]),
    ("全年不发生越级访", ["unspecified"]),
    ("每增加1个百分点加0.5分，最多加3分。", ["bonus points=0.5 step=1 cap=3 〔每增加1个百分点〕"]),
    ("制度不健全扣1分。", ["deduct_once points=1 〔制度不健全〕"]),
    ("手续不全扣2分，无手续不得分。", ["deduct_once points=2 〔手续不全〕", "zero 〔无手续〕"]),
    ("逾期一天扣1分。", ["deduct_step points=1 step=1 〔逾期一天〕"]),
    ("无计划、总结各扣1分。", ["deduct_each points=1 〔无计划、总结各〕"]),
    ("每半年专题研究1次工作，未研究的扣5分", ["deduct_once points=5 〔未研究的〕"]),
    ("投诉属实每起扣100元，并扣考核分2分", ["deduct_each points=2 〔投诉属实每起扣100元〕"]),
    ("发现问题扣2分每次。", ["deduct_each points=2 〔发现问题〕"]),
    ("每有1项不达标扣0.5分，扣完2分为止。", ["deduct_each points=0.5 cap=2 〔每有1项不达标〕"]),
    ("加分最高5分", ["unspecified"]),
    ("达到90%计10分，每下降5个百分点扣2分，低于60%计0分", [
        "full_if points=10 〔达到90%〕", "deduct_step points=2 step=5 〔每下降5个百分点〕", "zero 〔低于60%〕",
    ]),
    ("排名全市前3名得10分，4-6名得8分，其余得5分。", ["tiers points=10 〔排名全市前3名得10分，4-6名得8分，其余得5分〕"]),
    ("≥90%，2分；80%～90%，1分；＜80%，0分。", ["tiers points=2 〔≥90%，2分；80%～90%，1分；＜80%，0分〕"]),
    ("达到30%的，得10分；\n20%-30%的，得8分；\n低于20%的，得5分。", [
        "tiers points=10 〔达到30%的，得10分；\n20%-30%的，得8分；\n低于20%的，得5分〕",
    ]),
    ("发生重大责任事故的，不得评为优秀。", ["unspecified", "veto_excellence 〔发生重大责任事故的〕"]),
    ("工作未落实的，本项分值扣完。", ["zero 〔工作未落实的〕"]),
    ("得分=完成率×本项分值", ["pro_rata"]),
    ("甲级率≥90%，否则不得分。", ["zero 〔甲级率≥90%，否则〕"]),
    ("参与人数不少于120人次，每少10人次扣1分", ["deduct_step points=1 step=10 〔参与人数不少于120人次，每少10人次〕"]),
    ("90%以上10分，80%-89%8分，70%以下0分", ["tiers points=10 〔90%以上10分，80%-89%8分，70%以下0分〕"]),
    # a complete target or a formula is no condition
    ("死亡率≤0.02%，高于目标值的不得分。", ["zero 〔高于目标值的〕"]),
    ("手术占比不低于20%，较上年提高的加1分，低于20%的，每降低1个百分点扣0.5分。", [
        "bonus points=1 〔较上年提高的〕", "deduct_step points=0.5 step=1 〔低于20%的，每降低1个百分点〕",
    ]),
    ("占比=甲收入÷总收入×100%，35%以上得10分，30%～35%得6分，低于30%不得分", ["tiers points=10 〔35%以上得10分，30%～35%得6分，低于30%不得分〕"]),
    ("收入占比不低于35%，35%以上得10分，30%～35%得6分", ["tiers points=10 〔35%以上得10分，30%～35%得6分〕"]),
    ("签约率=签约人数/人口数×100%，低于35%的扣2分", ["deduct_once points=2 〔低于35%的〕"]),
    ("满意度≥90%，达到目标值得满分，未达到的按比例得分", ["full_if 〔达到目标值〕", "pro_rata 〔未达到的〕"]),
    ("调解成功率达到98%以上，未达到的酌情扣1-2分。", ["judgement 〔未达到的〕"]),
    ("群众满意度不低于90%，未达到的按照《考核办法》扣分。", ["external 〔未达到的〕"]),
    ("事故发生率≤0.1%，超过的一票否决。", ["unspecified", "veto 〔超过的〕"]),
    ("能耗下降3%以上，完成目标任务的加2分。", ["unspecified", "bonus points=2 〔完成目标任务的〕"]),
    ("公文处理及时率达到98%，仅达到95%的扣1分。", ["deduct_once points=1 〔仅达到95%的〕"]),
    # but it stays where it is joined, where nothing takes it up, and before a step or a case
    ("满意度≥90%，且无投诉的，加2分。", ["bonus points=2 〔满意度≥90%，且无投诉的〕"]),
    ("满意度达到85%，投诉率低于1%的，得满分。", ["full_if 〔满意度达到85%，投诉率低于1%的〕"]),
    ("近5年内，每个科室至少1名医师经过培训，得10分", ["full_if points=10 〔近5年内，每个科室至少1名医师经过培训〕"]),
    ("阅读推广活动每月不少于1次，每少1次扣0.5分", ["deduct_each points=0.5 〔阅读推广活动每月不少于1次，每少1次〕"]),
    ("签约率≥35%，每有1项服务未落实扣1分", ["deduct_each points=1 〔签约率≥35%，每有1项服务未落实〕"]),
    ("每提高1个百分点得1分", ["bonus points=1 step=1 〔每提高1个百分点〕"]),
    ("按要求每月上报工作开展情况，得5分", ["full_if points=5 〔按要求每月上报工作开展情况〕"]),
    # for each of several measures it is for all of them
    ("入径率≥60%，完成率≥85%，每有一项未达到扣2分。", ["deduct_each points=2 〔每有一项未达到〕"]),
    ("高血压管理率≥62%，糖尿病管理率≥62%，每项每降低1个百分点扣0.3分。", ["deduct_step points=0.3 step=1 〔每项每降低1个百分点〕"]),
    # ‰ and 千分之 measure; a bound is no step
    ("每超过0.1‰扣1分", ["deduct_step points=1 step=0.1 〔每超过0.1‰〕"]),
    ("每降低百分之一扣1分", ["deduct_step points=1 step=1 〔每降低百分之一〕"]),
    ("较目标低1%扣0.5分", ["deduct_step points=0.5 step=1 〔较目标低1%〕"]),
    ("重错码率高于0.1‰的扣3分", ["deduct_once points=3 〔重错码率高于0.1‰的〕"]),
    ("感染率高于1%的扣2分", ["deduct_once points=2 〔感染率高于1%的〕"]),
    ("合格率低于91%的扣2分", ["deduct_once points=2 〔合格率低于91%的〕"]),
    ("超过8天的扣2分，每超过1天再扣0.5分。", ["deduct_once points=2 〔超过8天的〕", "deduct_step points=0.5 step=1 〔每超过1天〕"]),
    # a ladder has two rungs that pay; one award and what is not won otherwise are two clauses
    ("符合规定，得2分，否则不得分。", ["full_if points=2 〔符合规定〕", "zero 〔否则〕"]),
    ("有，并落实，得1分\n无，不得分", ["full_if points=1 〔有，并落实〕", "zero 〔无〕"]),
    ("≥90%得满分；80%—89%得一半；低于80%不得分。", ["tiers 〔≥90%得满分；80%—89%得一半；低于80%不得分〕"]),
    ("完成率≥100%得满分，90%≤完成率<100%得80%，<90%不得分。", ["tiers 〔完成率≥100%得满分，90%≤完成率<100%得80%，<90%不得分〕"]),
    ("优得10-8分，良得7-5分，差不得分", ["tiers points=10 〔优得10-8分，良得7-5分，差不得分〕"]),
    ("方案好，得16—20分；一般，得10分以下", ["tiers points=20 〔方案好，得16—20分；一般，得10分以下〕"]),
    ("优秀的计10分，较好的计8分，差的不计分", ["tiers points=10 〔优秀的计10分，较好的计8分，差的不计分〕"]),
    ("报告质量较高得10分，一般得5分；未报送的扣除全部分值", ["tiers points=10 〔报告质量较高得10分，一般得5分〕", "zero 〔未报送的〕"]),
    ("甲率≥90%得6分，80%以上得3分；乙率≥60%得4分，50%以上得2分", [
        "tiers points=6 〔甲率≥90%得6分，80%以上得3分〕", "tiers points=4 〔乙率≥60%得4分，50%以上得2分〕",
    ]),
    ("由考核组评定，优10分、良8分、差3分", ["tiers points=10 〔优10分、良8分、差3分〕"]),
    ("优：9～10；良：7～8；中：5～6；差：4以下", ["tiers points=10 〔优：9～10；良：7～8；中：5～6；差：4以下〕"]),
    ("10分：内容充实；6分：内容一般；2分及以下：内容空洞。", ["tiers points=10 〔10分：内容充实；6分：内容一般；2分及以下：内容空洞〕"]),
    ("完全符合10分，基本符合6分，不符合0分。", ["tiers points=10 〔完全符合10分，基本符合6分，不符合0分〕"]),
    ("措施到位的10分，基本满足的得7分，无相关内容的不得分", ["tiers points=10 〔措施到位的10分，基本满足的得7分，无相关内容的不得分〕"]),
    ("按优、良、差三档分别计10、8、3分。", ["tiers points=10 〔按优、良、差三档分别计10、8、3分〕"]),
    ("以上5项每项2分，全部完成得10分。", ["full_if points=10 〔以上5项每项2分，全部完成〕"]),
    # points won for each are a bonus of the item's own points
    ("每提供一个业绩得2分，最高得10分。", ["bonus points=2 cap=10 〔每提供一个业绩〕"]),
    ("同类业绩有1个得2分，最多不超过10分", ["bonus points=2 cap=10 〔同类业绩有1个〕"]),
    ("同类业绩，每份得1分，满分10分。", ["bonus points=1 cap=10 〔同类业绩，每份〕"]),
    ("论文：国家级5分/篇，省级3分/篇，最高10分。", ["bonus points=5 cap=10 〔论文：国家级〕", "bonus points=3 cap=10 〔省级〕"]),
    ("每发表一篇甲类论文得5分，乙类得3分，最高10分", ["bonus points=5 cap=10 〔每发表一篇甲类论文〕", "bonus points=3 cap=10 〔乙类〕"]),
    ("每次督导有目标、有整改，得10分", ["full_if points=10 〔每次督导有目标、有整改〕"]),
    # several amounts for several cases
    ("获国家级、省级、市级表彰的分别加5分、3分、1分。", [
        "bonus points=5 〔获国家级、省级、市级表彰的〕", "bonus points=3 〔获国家级、省级、市级表彰的〕", "bonus points=1 〔获国家级、省级、市级表彰的〕",
    ]),
    ("被省、市通报的分别扣5、3分", ["deduct_once points=5 〔被省、市通报的〕", "deduct_once points=3 〔被省、市通报的〕"]),
    ("每引进1个10亿元以上项目加1分，最多加2分", ["bonus points=1 cap=2 〔每引进1个10亿元以上项目〕"]),
    ("一根管道不符合扣0.5分，资料不实的酌予扣分", ["deduct_each points=0.5 〔一根管道不符合〕", "judgement 〔资料不实的〕"]),
    ("其他报价按比例得分。报价得分＝（基准价／投标报价）×30", ["pro_rata 〔其他报价〕"]),
    ("发生50人以上群体性事件的，每起扣5分；造成恶劣影响的，一票否决", [
        "deduct_each points=5 〔发生50人以上群体性事件的，每起〕", "veto 〔造成恶劣影响的〕",
    ]),
    ("无课件、无签到的，各扣0.2分", ["deduct_each points=0.2 〔无课件、无签到的，各〕"]),
    ("赔偿1万元以下扣1分，1-5万元扣3分", ["deduct_once points=1 〔赔偿1万元以下〕", "deduct_once points=3 〔1-5万元〕"]),
    ("每季度通报排名前两名的加1分", ["bonus points=1 〔每季度通报排名前两名的〕"]),
    ("不及时（超过1周）1例扣1分", ["deduct_each points=1 〔不及时（超过1周）1例〕"]),
    ("举债的扣5分，任务未完成的按比例扣分，最多扣5分。", ["deduct_once points=5 〔举债的〕", "pro_rata cap=5 〔任务未完成的〕"]),
    ("每举办1期全国培训班得3分、全省2分，最高10分", ["bonus points=3 cap=10 〔每举办1期全国培训班〕", "bonus points=2 cap=10 〔全省〕"]),
    # ladders of losses
    ("一次扣1分，两次扣3分，三次及以上不得分。", ["deduct_once points=1 〔一次〕", "deduct_once points=3 〔两次〕", "zero 〔三次及以上〕"]),
    ("知晓率低于80%扣1分，低于60%扣2分。", ["deduct_once points=1 〔知晓率低于80%〕", "deduct_once points=2 〔低于60%〕"]),
    ("未培训1人扣1分，未演练2人扣2分。", ["deduct_each points=1 〔未培训1人〕", "deduct_once points=2 〔未演练2人〕"]),
    # caps: of the rule before them, of all that they speak of
    ("被省级推广加3分，被县级推广加1分，最多加5分。", ["bonus points=3 cap=5 〔被省级推广〕", "bonus points=1 cap=5 〔被县级推广〕"]),
    ("不及时1次扣0.5分，纠错1件扣2分，累计扣分不超过5分。", ["deduct_each points=0.5 cap=5 〔不及时1次〕", "deduct_each points=2 cap=5 〔纠错1件〕"]),
    ("未公示扣1分，公示不全每项扣0.5分，最多扣2分。", ["deduct_once points=1 〔未公示〕", "deduct_each points=0.5 cap=2 〔公示不全每项〕"]),
    ("巡检间隔不超过30分钟，超时一次扣1分。", ["deduct_each points=1 〔巡检间隔不超过30分钟，超时一次〕"]),
    # what is said about counting is no rule and no condition
    ("评分标准：达到要求得满分；未达到不得分。", ["full_if 〔达到要求〕", "zero 〔未达到〕"]),
    ("合格率90%以上不扣分，每降2个百分点扣1分。", ["deduct_step points=1 step=2 〔每降2个百分点〕"]),
    ("满分10分，迟到一次扣1分，扣分不设上限。", ["deduct_each points=1 〔迟到一次〕"]),
    ("演练不少于2次（10分，少一次扣5分）", ["deduct_each points=5 〔少一次〕"]),
    # steps: the last number behind 每, without a unit, in points; a day of absence is a case, a day of delay a step
    ("利用率每低于100%一个百分点，扣0.1分。", ["deduct_step points=0.1 step=1 〔利用率每低于100%一个百分点〕"]),
    ("指数≤1，每超过0.1扣1分。", ["deduct_step points=1 step=0.1 〔指数≤1，每超过0.1〕"]),
    ("平均分达90分以上，每低1分扣0.5分", ["deduct_step points=0.5 step=1 〔平均分达90分以上，每低1分〕"]),
    ("旷工一天扣5分，延迟1天扣1分", ["deduct_each points=5 〔旷工一天〕", "deduct_step points=1 step=1 〔延迟1天〕"]),
    ("保洁员未着工装，1人次扣1分。", ["deduct_each points=1 〔保洁员未着工装，1人次〕"]),
    # several targets and one loss: it is for each of them
    ("感染率≤10%，漏报率≤20%，每超1个百分点扣1分。", ["deduct_step points=1 step=1 〔每超1个百分点〕"]),
    ("响应时间≤15分钟，修复时间≤4小时，超时每次扣1分。", ["deduct_each points=1 〔超时每次〕"]),
    ("住院日≤8天，治愈率≥90%，每降低1个百分点扣1分。", ["deduct_step points=1 step=1 〔治愈率≥90%，每降低1个百分点〕"]),
    # an amount that a person decides, or that is not printed
    ("每个问题扣0.5～1分。", ["deduct_each 〔每个问题〕"]),
    ("未检查扣5～10分。", ["judgement 〔未检查〕"]),
    ("加1-3分", ["bonus cap=3"]),
    ("语言流畅（0-10分）", ["judgement 〔语言流畅〕"]),
    ("重复出现的加倍扣分。", ["judgement 〔重复出现的〕"]),
    ("由主管部门根据检查结果评分，满分10分。", ["judgement"]),
    ("扣10%的分值", ["deduct_once"]),
    ("办结率×10分", ["pro_rata 〔办结率〕"]),
    ("完成率100%，得分=实际完成率×10。", ["pro_rata"]),
    # 0 points, in all its forms
    ("弄虚作假的，本项0分。", ["zero 〔弄虚作假的〕"]),
    ("逾期5天以上0分。", ["zero 〔逾期5天以上〕"]),
    ("未达标的，直接计零分。", ["zero 〔未达标的〕"]),
    ("造成损失的全扣。", ["zero 〔造成损失的〕"]),
    ("最低得0分", ["unspecified"]),
    # the erratum: only what is in force
    ("每例加1分。”更正为“每例扣1分。", ["deduct_each points=1 〔每例〕"]),
]  # fmt: skip


@pytest.mark.parametrize(("requirement", "expected"), CASES, ids=[case[0] for case in CASES])
def test_rules(requirement, expected):
    assert [shown(rule) for rule in row(requirement).rules] == expected


def test_awards_that_add_up_stand_alone():
    rules = row("有制度得4分；有方案得6分", points="10").rules
    assert [shown(rule) for rule in rules] == ["full_if points=4 〔有制度〕", "full_if points=6 〔有方案〕"]


def test_scoring_words_without_a_rule_are_said():
    assert [review.code for review in row("扣分办法另行通知，加分从严").review if review.field == "rules"] != []


@pytest.mark.parametrize(
    "text", ["好5分，中3分，差1分", "不合格，1分/项", "最低得5分", "年度考核定为不合格等次", "最高5分，加分从严"]
)
def test_points_that_no_rule_took_are_said(text):
    assert "R102" in [review.code for review in row(text).review if review.field == "rules"]


def test_steps_of_a_ladder_of_deductions_that_are_not_clear_are_asked_about():
    assert "R120" in [review.code for review in row("未签到扣1分，第二次未签到扣3分").review]


@pytest.mark.parametrize(
    "text",
    [
        "满分10分，迟到一次扣1分",
        "发现积水，扣除100元",
        "一次扣1分，两次扣3分",
        "本项最高得10分，每缺一项扣1分",
        "抽查10份，不合格一份扣1分",
    ],
)
def test_what_is_understood_is_not_asked_about(text):
    assert row(text).review == []


def test_awards_that_do_not_add_up_are_asked_about():
    assert "R120" in [review.code for review in row("有制度得2分，有台账得3分。", points="10").review]


def test_a_deduction_beyond_the_points_is_said():
    assert "R120" in [review.code for review in row("未完成扣20分", points="10").review]


@pytest.mark.parametrize(
    ("requirement", "kind"),
    [
        ("任一项未完成，该项不得分。", "from_full"),
        ("优得3分，良得2分，差不得分", "tiers"),
        ("完整及时", "unspecified"),
        ("获得表彰加3分", "bonus_each"),
        ("开工得满分；未开工的，按规模按比例得分", "first"),
        ("按同类机构得分排名依次减少", "ranked"),
        ("有制度得10分，否则不得分", "full_if"),
        ("优得10-8分，良得7-5分，差不得分", "judge"),
        ("按优、良、差三档分别计10、8、3分。", "judge"),
        ("有制度得4分，无则不得分；有方案得6分，无则不得分", "split"),
        ("完成得满分，超期得一半，未完成不得分", "tiers"),
    ],
)
def test_the_term_that_is_composed(requirement, kind):
    assert row(requirement).rule.kind == kind


def test_a_step_is_counted_from_the_target_it_belongs_to():
    rule = row("签发率≥90%，每降低一个百分点扣5分").rule
    step = rule.losses[0]
    assert (step.kind, step.side, plain(step.bound), plain(step.points)) == ("deduct_step", "below", "90", "5")


def test_a_step_in_another_unit_is_counted():
    assert row("感染率≤0.3%，每超过0.1‰扣1分").rule.losses[0].kind == "deduct_each"


@pytest.mark.parametrize(
    "text", ["甲率≥62%，乙率≥60%，每降低1个百分点扣1分", "甲率≥62%、乙率≥60%，每项每降低1个百分点扣1分"]
)
def test_a_step_of_several_is_counted_from_each(text):
    assert [(loss.kind, plain(loss.bound)) for loss in row(text).rule.losses] == [
        ("deduct_step", "62"),
        ("deduct_step", "60"),
    ]


def test_points_of_each_are_not_on_top_of_the_item():
    rule = row("每提供一个业绩得2分，最高得10分").rule
    assert (rule.kind, rule.base, plain(rule.points), plain(rule.cap)) == ("bonus_each", None, "2", "10")


def test_a_cap_on_several_is_on_their_sum():
    rule = row("被省级推广加3分，被县级推广加1分，最多加5分").rule
    assert (rule.kind, plain(rule.points), plain(rule.cap), rule.count.kind) == ("bonus_each", "1", "5", "add")
    assert [plain(term.of[1].value) for term in rule.count.of] == ["3", "1"]
    loss = row("不及时1次扣0.5分，纠错1件扣2分，累计扣分不超过5分").rule.losses
    assert [(each.kind, plain(each.cap), each.count.kind) for each in loss] == [("deduct_each", "5", "add")]


def test_a_further_step_of_losses_takes_the_place_of_the_one_before():
    first, second = row("一次扣1分，两次扣3分").rule.losses
    assert (first.when.kind, first.when.of[1].kind, second.when.kind) == ("all", "not", "judged")


def test_parts_of_the_points_are_counted_from_the_points():
    assert [plain(each.points) for each in row("≥90%得满分；80%以上得一半；低于80%不得分").rule.rows] == ["10", "5"]
    assert plain(row("未公开的，扣该项分值的20%").rule.losses[0].points) == "2"


def test_a_step_without_a_bound_is_counted_not_guessed():
    assert row("每降低一个百分点扣5分").rule.losses[0].kind == "deduct_each"
