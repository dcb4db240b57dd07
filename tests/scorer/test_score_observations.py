from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_cases import catalogue, indicator, term

from catalog.model import Catalogue
from catalog.problems import Trouble
from catalog.rules import Grade, PerPeriod
from scorer import BadObservations, Observation, score
from scorer.collect import load_observations
from scorer.collect import read as read_observations

TYPES = {
    "率": "number", "次数": "count", "事实": "fact", "日期": "date", "等次": "grade",
    "认定": "judgement", "评分": "points", "每月": "count",
}  # fmt: skip
HEADER = "institution,input,value,status,evidence\n"


@cache
def made() -> Catalogue:
    graded = Grade(input="等次", at_least="良", order=["差", "良", "优"])
    monthly = PerPeriod.model_validate({"input": "每月", "at_least": "1", "period": "month"})
    rules = [term(kind="unspecified", when=graded), term(kind="unspecified", when=monthly)]
    items = [indicator(rule, id=f"i00{number}") for number, rule in enumerate(rules, 1)]
    return catalogue(items, types=TYPES, units={"率": "%"})


def problems(text: str | bytes) -> list[str]:
    return [each.say("zh") for each in read_observations(text, made())[1]]


def test_csv_in_any_encoding_and_either_header() -> None:
    text = "机构,输入项,值,状态,依据\n市立医院,率,93.5%,正常,报表\n市立医院,次数,,缺失,\n"
    for data in (text, text.encode(), text.encode("utf-8-sig"), text.encode("gb18030"), "\ufeff" + text):
        found = load_observations(data, made())
        assert [(each.input, each.value, each.status) for each in found] == [
            ("率", "93.5%", "ok"),
            ("次数", None, "missing"),
        ]


def test_json_in_both_shapes_keeps_decimals_exact() -> None:
    flat = '[{"institution": "甲", "input": "率", "value": 93.10000000001}, {"机构": "甲", "输入项": "次数", "值": 3}]'
    nested = '{"甲": {"率": 93.10000000001, "次数": {"value": 3, "status": "estimated"}, "事实": true, "日期": null}}'
    assert [each.value for each in load_observations(flat, made())] == ["93.10000000001", "3"]
    found = load_observations(nested, made())
    assert [(each.value, each.status) for each in found] == [
        ("93.10000000001", "ok"), ("3", "estimated"), ("true", "ok"), (None, "missing"),
    ]  # fmt: skip


def test_a_file_of_the_shell(tmp_path: Path) -> None:
    path = tmp_path / "数据"
    path.write_text(HEADER + "甲,率,93/100,,\n", "utf-8")
    assert load_observations(path, made())[0].value == "93/100"
    with pytest.raises(Trouble, match="E106"):
        load_observations(tmp_path / "没有", made())


def test_every_problem_is_named_with_its_row() -> None:
    text = HEADER + (
        "甲,率,93%,,\n"
        "甲,率,94%,,\n"
        "甲,无此项,1,,\n"
        "甲,次数,2.5,,\n"
        "\n"
        "甲,事实,做了,,\n"
        "甲,日期,2022年,,\n"
        "甲,等次,中,,\n"
        "甲,认定,是,,\n"
        "甲,评分,8,,\n"
        "甲,每月,1;x,,\n"
        ",率,1,,\n"
        "乙,率,1,好,\n"
        "乙,次数,1,缺失,\n"
        "乙,事实,,ok,\n"
        "乙,率,1,,依据,多了\n"
    )
    assert problems(text) == [
        "E604 第3行：“甲”的“率”重复。",
        "E603 第4行：目录里没有输入项“无此项”。",
        "E602 第5行的填报不能用：“2.5”不是不小于0的整数。",
        "E602 第7行的填报不能用：“做了”不是“是”或“否”。",
        "E602 第8行的填报不能用：“2022年”不是日期（例：2022-10-31；未完成的填“否”）。",
        "E602 第9行的填报不能用：“中”不在等次差、良、优之中。",
        "E602 第10行的填报不能用：“认定”（认定）是人工认定，依据一栏要写明谁、何时、为何。",
        "E602 第11行的填报不能用：“评分”（评分）是人工认定，依据一栏要写明谁、何时、为何。",
        "E602 第12行的填报不能用：“x”不是不小于0的整数。",
        "E602 第13行的填报不能用：没有填机构。",
        "E602 第14行的填报不能用：状态“好”不认识，应是正常、缺失、不适用、估计、有争议、已核实之一。",
        "E602 第15行的填报不能用：状态是“缺失”，却填了值“1”。",
        "E602 第16行的填报不能用：状态是“正常”，却没有值。",
        "E602 第17行的填报不能用：有6格，表头只有5格（值里有逗号的要加引号）。",
    ]
    with pytest.raises(BadObservations) as caught:
        load_observations(text, made())
    assert len(caught.value.problems) == 14
    assert caught.value.say("zh").splitlines() == problems(text)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "缺少列：机构（institution）、输入项（input）、值（value）"),
        ("institution,input\n", "缺少列：值（value）"),
        ("institution,input,value,stauts\n", "不认识的列：stauts"),
        ("institution,input,value,值\n", "有重复的列"),
        (HEADER + '甲,率,"93', "读不下去"),
        ("[1,", "不是有效的JSON"),
        ('[{"institution": "甲", "input": "率", "value": NaN}]', "不是有效的JSON"),
        ("[" * 200_000, "不是有效的JSON"),
        (b"\xff\xff\xff", "编码"),
        ('[{"institution": "甲", "input": "率", "value": "\\ud800"}]', "无法保存的字符"),
        ("\ud800", "无法保存的字符"),
    ],
)
def test_unreadable(text: str | bytes, told: str) -> None:
    assert any("E601" in each and told in each for each in problems(text)), problems(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('{"甲": {"率": 91, "率": 92}}', ["E604 第2行：“甲”的“率”重复。"]),
        ('{"甲": 3, "乙": {"率": 91}}', ["E602 第1行"]),
        ('[5, {"institution": "甲", "input": "率", "value": [1]}]', ["E602 第1行", "E602 第2行"]),
        ('[{"institution": "甲", "input": "率", "value": 1, "valeu": 2}]', ["E602 第1行"]),
    ],
)
def test_bad_records(text: str, told: list[str]) -> None:
    found = problems(text)
    assert len(found) == len(told)
    assert all(say in each for say, each in zip(told, found, strict=True)), found


def test_a_file_over_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scorer.collect.MAX_BYTES", 1 << 20)
    with pytest.raises(BadObservations, match="E110"):
        load_observations(b" " * (1 << 20) + b" ", made())


def test_notes_for_people_are_passed_over() -> None:
    assert not problems("机构,输入项,名称,单位,值,备注\n甲,率,率,%,93,手工抄录\n")


def test_a_program_is_held_to_the_same() -> None:
    given = Observation(institution="甲", input="率", value="很高")
    with pytest.raises(BadObservations, match="Row 1"):
        score(made(), [given, given], "甲")


@settings(deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=300)))
def test_nothing_breaks_the_reader(data: bytes | str) -> None:
    for prefix in ("", HEADER, "机构,率,率:status\n", "[", '{"甲": ', "PK", "PAR1"):
        whole = prefix.encode() + data if isinstance(data, bytes) else prefix + data
        found, troubles = read_observations(whole, made())
        assert isinstance(found, list)
        assert all(each.say("zh") and each.say("en") for each in troubles)


@pytest.mark.parametrize(
    "data",
    [
        "机构,输入项,值,名称\n甲,率,95,别的率\n",
        '[{"institution": "甲", "input": "率", "value": "95", "name": "别的率"}]',
    ],
)
def test_a_list_of_another_catalogue_is_told_by_its_names(data: str) -> None:
    """Ids are positions: under another edition the same id may ask for something else."""
    assert problems(data)[0].startswith("E634")
    assert "“率”，这里写的是“别的率”" in problems(data)[0]
    assert problems(data.replace("别的率", "率")) == []
