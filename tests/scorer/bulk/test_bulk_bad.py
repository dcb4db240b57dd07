"""Bad tables: every problem is named with its column and row, nothing is scored."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

pa = pytest.importorskip("pyarrow")

import pyarrow.parquet as pq  # noqa: E402
from scoring_cases import both, catalogue, cmp, done, indicator, none, ratio, term  # noqa: E402

from catalog.problems import Trouble  # noqa: E402
from scorer.bulk import Column, Options, score_table  # noqa: E402

UNITS = {"率": "%"}
TYPES = {
    "次数": "count",
    "做了": "fact",
    "评分": "points",
    "逐月": "count",
    "完成": "date",
    "合格": "count",
    "抽查": "count",
}
RULES = [
    term(kind="full_if", when=both(cmp("率", ">=", "95"), none("次数"), done("做了"), done("完成", "2022-10-31"))),
    term(kind="judge", input="评分", text="酌情", high="10"),
    term(kind="full_if", when={"kind": "per_period", "input": "逐月", "at_least": "1", "period": "quarter"}),
    term(kind="full_if", when={"kind": "cmp", "left": ratio("合格", "抽查"), "relation": ">=", "right": {"kind": "lit", "value": "90"}}),
]  # fmt: skip
ITEMS = catalogue(
    [indicator(rule, id=f"i00{number}") for number, rule in enumerate(RULES, 1)], types=TYPES, units=UNITS
)
NAMES = ["甲", "乙", "丙"]


def refused(columns: dict[str, Any], tmp_path: Path, options: Options | None = None) -> Trouble:
    source = tmp_path / "wide.parquet"
    pq.write_table(pa.table(columns), source)
    with pytest.raises(Trouble) as caught:
        score_table(ITEMS, source, tmp_path / "out", options)
    assert not list((tmp_path / "out").glob("*")), "nothing may be left of what was not scored"
    return caught.value


@pytest.mark.parametrize(
    ("columns", "code", "told"),
    [
        ({"率": [95.5, 101.0, 90.0]}, "E614", "第2行（乙）率列"),
        ({"率": [95.5, -1.0, 90.0]}, "E614", "第2行（乙）率列"),
        ({"率": [95.5, 0.95, 90.0]}, "E616", "第2行（乙）率列"),
        ({"率": ["95", "0.95", "90"]}, "E616", "是0.95%还是95%"),
        ({"率": [1 / 3, 95.0, 90.0]}, "E602", "最多六位小数"),
        ({"率": [float("nan"), 95.0, 90.0]}, "E602", "第1行（甲）率列"),
        ({"率": ["95", "九十", "90"]}, "E602", "“九十”不是数字"),
        ({"率": ["95", "101%", "90"]}, "E614", "第2行（乙）率列"),
        ({"率:numerator": [1, 5, 3], "率:denominator": [2, 4, 3]}, "E615", "5/4"),
        ({"率:numerator": [1, 5, 3], "率:denominator": [2, 0, 3]}, "E602", "“5/0”的分母为0"),
        ({"率:numerator": [1, -5, 3], "率:denominator": [2, 4, 3]}, "E602", "-5小于0"),
        ({"率:numerator": [1, None, 3], "率:denominator": [2, 4, 3]}, "E623", "第2行（乙）"),
        ({"次数": [0, -1, 2]}, "E613", "第2行（乙）次数列"),
        ({"次数": [0, 1.5, 2]}, "E602", "“1.5”不是整数"),
        ({"次数": [0, 10**15, 2]}, "E602", "超过15位数"),
        ({"次数": ["0", "两次", "2"]}, "E602", "两次"),
        ({"做了": ["是", "大概", "否"]}, "E602", "大概"),
        ({"做了": [1, 2, 0]}, "E602", "“2”不是“是”或“否”"),
        ({"完成": ["2022-10-31", "44865", "否"]}, "E602", "44865"),
        ({"评分": [5, 11, 3]}, "E613", "第2行（乙）评分列"),
        ({"逐月": ["1;1;1;1", "1;1;1;1;1", "1;x"]}, "E602", "多于4期"),
        ({"逐月": [[1, 1], [1, -1], [1]]}, "E602", "第2行（乙）逐月列"),
        ({"逐月": [[1, 1], [1, None], [1]]}, "E602", "第2行（乙）逐月列"),
        ({"合格": [1, 9, 3], "抽查": [1, 8, 3]}, "E618", "第2行（乙）合格列"),
        ({"率": [95, 96, 97], "率:status": ["ok", "可能", "ok"]}, "E602", "状态“可能”不认识"),
        ({"率": [95, 96, 97], "率:status": ["ok", "缺失", "ok"]}, "E602", "却填了值"),
        ({"率": [95, None, 97], "率:status": ["ok", "正常", "ok"]}, "E602", "却没有值"),
    ],
)
def test_bad_values(columns: dict[str, Any], code: str, told: str, tmp_path: Path) -> None:
    trouble = refused({"institution": NAMES, **columns}, tmp_path)
    assert told in trouble.say("zh")
    assert code in trouble.say("en")


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"率": [95, 96, 97]}, "没有institution"),
        ({"institution": [[1], [2], [3]]}, "应为文字"),
        ({"institution": NAMES, "没有的": [1, 2, 3]}, "目录里没有“没有的”"),
        ({"institution": NAMES, "率:numerator": [1, 2, 3]}, "没有“率:denominator”"),
        ({"institution": NAMES, "率": [1, 2, 3], "率:numerator": [1, 2, 3], "率:denominator": [9, 9, 9]}, "只能有一种"),
        ({"institution": NAMES, "次数:numerator": [1, 2, 3], "次数:denominator": [1, 2, 3]}, "不是比率"),
        ({"institution": NAMES, "率:status": ["ok"] * 3}, "而没有“率”"),
        ({"institution": NAMES, "做了": [1.0, 0.0, 1.0]}, "类型double不能读作fact"),
        ({"institution": NAMES, "次数": [True, False, True]}, "类型bool不能读作count"),
    ],
)
def test_bad_columns(columns: dict[str, Any], told: str, tmp_path: Path) -> None:
    trouble = refused(columns, tmp_path)
    assert trouble.code == "E631"
    assert told in trouble.say("zh")


def test_a_column_of_groups_has_to_be_there(tmp_path: Path) -> None:
    trouble = refused({"institution": NAMES}, tmp_path, Options(peers={"全市": Column("县")}))
    assert "没有分组列“县”" in trouble.say("zh")


@pytest.mark.parametrize(
    ("names", "told"),
    [
        (["甲", "乙", "甲"], "机构“甲”重复（前面在第1行"),
        (["甲", "", "乙"], "没有写机构"),
        (["甲", None, "乙"], "没有写机构"),
    ],
)
def test_bad_institutions(names: list[str | None], told: str, tmp_path: Path) -> None:
    assert told in refused({"institution": names, "率": [95, 96, 97]}, tmp_path).say("zh")


def test_all_problems_are_told_at_once_and_counted(tmp_path: Path) -> None:
    rows = 1000
    columns = {
        "institution": [f"机构{n:04d}" for n in range(rows)],
        "率": [101.0 if n % 2 else 95.0 for n in range(rows)],
        "次数": [-1] + [0] * (rows - 1),
    }
    told = refused(columns, tmp_path, Options(rows=64)).say("zh").splitlines()
    assert [line[:4] for line in told] == ["E614", "E614", "E614", "E632", "E613"]
    assert "共500处" in told[3]


def test_what_a_person_has_verified_is_taken(tmp_path: Path) -> None:
    source = tmp_path / "wide.parquet"
    pq.write_table(pa.table({"institution": ["甲"], "率": [101.0], "率:status": ["已核实"]}), source)
    assert score_table(ITEMS, source, tmp_path / "out").institutions == 1


def test_a_damaged_file(tmp_path: Path) -> None:
    source = tmp_path / "wide.parquet"
    pq.write_table(pa.table({"institution": [f"机构{n}" for n in range(9999)]}), source, use_dictionary=False)
    data = bytearray(source.read_bytes())
    data[4:2000] = bytes(1996)
    source.write_bytes(data)
    with pytest.raises(Trouble) as caught:
        score_table(ITEMS, source, tmp_path / "out")
    assert caught.value.code == "E630"
    assert not list((tmp_path / "out").glob("*"))


def test_no_parquet_at_all(tmp_path: Path) -> None:
    source = tmp_path / "wide.parquet"
    source.write_bytes(b"institution,x\n")
    with pytest.raises(Trouble) as caught:
        score_table(ITEMS, source, tmp_path / "out")
    assert caught.value.code == "E630"


def test_names_with_blanks_around_them(tmp_path: Path) -> None:
    assert "机构名称前后有空格" in refused({"institution": ["甲", "甲 ", "乙"], "率": [95, 96, 97]}, tmp_path).say("zh")


def test_evidence_may_stand_beside_a_decision(tmp_path: Path) -> None:
    source = tmp_path / "wide.parquet"
    pq.write_table(pa.table({"institution": NAMES, "评分": [5, 6, 7], "评分:evidence": ["考核组"] * 3}), source)
    assert score_table(ITEMS, source, tmp_path / "out").institutions == 3
