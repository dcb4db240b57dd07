"""Where a name ends and its requirement begins; | is the border, ? stands for an unsure one."""

import pytest

from extractor import lexicon
from extractor.segment.names import find_border
from extractor.zh.normalize import normalize

BORDERS = [
    "医疗文书合格率|具体按省规定的标准。医疗文书合格率=合格数/抽查数100%",
    "健康教育|健康教育活动的种类和数量应包括:(1)发放材料",
    "人员培训|(1)达标率90%",
    "药品管理|①按时采购",
    "卫生监督协管服务|按规定报告",
    "河道保洁|每日巡查不少于1次",
    "信息公开|以各种形式公开以下信息",
    "收支管理|依法取得的收入专款专用",
    "组织领导（5分）|成立领导小组",
    "床位使用率|达到本市有关规定",
    "医疗总收入增长率|增长率具体按规定执行。医疗总收入增长率=(甲-乙)/乙100%",
    "安全生产责任制落实情况|包括责任书签订",
    "辖区居民利用情况|辖区居民利用服务的人数合理提高",
    "课程实施情况|按国家课程方案开齐课程",
    "服务提供情况|开展以下服务",
    "制度建设|建立考核制度并严格执行",
    "应急演练|每半年组织1次",
    "业务培训|培训覆盖率不低于95%",
]


@pytest.mark.parametrize("text", BORDERS)
def test_borders(text):
    name, requirement = normalize(text).split("|")
    border = find_border(name + requirement)
    assert (name + requirement)[: border.end] == name
    assert border.sure


@pytest.mark.parametrize("text", ["群众身边不正之风专项整治工作成果巩固提升", "村容村貌干净整洁有绿化"])
def test_without_evidence_the_border_is_unsure_or_the_text_is_all_name(text):
    border = find_border(text)
    assert not border.sure or border.end == len(text)


def test_digits_of_a_points_column_end_the_name():
    border = find_border("馆舍面积6馆舍建筑面积不少于2000平方米", digits=True)
    assert border.end == 4


@pytest.mark.parametrize("name", ["openers", "endings", "nouns_after", "not_openers"])
def test_lexicon_examples(name):
    for example in lexicon.load("boundaries")[name]["examples"]:
        left, _, right = example.partition("|")
        if right:
            assert find_border(left + right).end == len(left), example
