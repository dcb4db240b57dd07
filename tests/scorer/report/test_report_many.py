"""Many institutions: quartiles, places, what the overview holds, and what the command writes."""

from __future__ import annotations

import json
import re
from fractions import Fraction
from pathlib import Path
from random import Random

import pytest
from report_cases import facts, known_in_part, notice, run, small
from typer.testing import CliRunner

from catalog.problems import Trouble
from catalog.store import parts
from scorer import Observation, load_profile, score
from scorer.appeals import enter, fingerprint, state
from scorer.interval import Interval
from scorer.report import overview_files, read_sheets, write_page
from scorer.report.bars import Bar
from scorer.report.many import by_bulk, by_interpreter, means
from scorer.report.numbers import span
from scorer.report.peers import Named, distribute
from zhibiao.cli import app

GIVEN = {"rate": "88.6", "a": "93", "b": "95", "accidents": "0"}


def named(*ends: tuple[int, int]) -> list[Named]:
    return [Named(f"第{n}家", Interval(Fraction(low), Fraction(high))) for n, (low, high) in enumerate(ends)]


def test_quartiles_are_ranges_where_totals_are() -> None:
    found = distribute(named((50, 60), (70, 70), (90, 95)), "第1家", Fraction(100))
    assert found.quartiles[1] == Interval(Fraction(70), Fraction(70))
    assert found.quartiles[0] == Interval(Fraction(60), Fraction(65))
    assert [each.institution for each in found.everyone] == ["第2家", "第1家", "第0家"]


def test_every_institution_is_in_one_bin() -> None:
    random = Random(1)
    totals = named(*((low := random.randint(0, 100), min(100, low + 7)) for _ in range(200)))
    found = distribute(totals, None, Fraction(100))
    assert sum(each.count for each in found.bins) == 200
    assert not found.few
    level = distribute(named((70, 70), (70, 70)), None, Fraction(70))
    assert sum(each.count for each in level.bins) == 2


def test_means_are_of_the_institutions() -> None:
    made = run(small(), facts(GIVEN, "甲") + facts({**GIVEN, "rate": "95"}, "乙"))
    rate = next(each for each in means(made.crowd) if each.place == 0)
    assert (rate.bar, rate.whole) == (Bar(Fraction(20), Fraction(15), Fraction(35, 2)), 1)


def many() -> list[Observation]:
    return [each for n in range(30) for each in known_in_part(notice("hospital"), f"第{n}医院", Random(n), 0.8)]


def test_the_overview_holds_the_points_of_all_exactly() -> None:
    made = run(notice("hospital"), many())
    (file,) = overview_files(made, "一览", [], "zh")
    data = re.search(rb'id="data">(.*?)</script>', file.data, re.S)
    assert data
    held = json.loads(data[1])["all"]
    for sheet in score(made.catalogue, made.observations):
        place = held["institutions"].index(sheet.institution)
        for item, found in zip(held["items"], sheet.scores, strict=True):
            assert found.full is not None and found.high is not None and found.low is not None
            lost, _, points, _ = item["values"][item["codes"][place]]
            assert (Fraction(lost), points) == (found.full - found.high, span(found.low, found.high))


@pytest.mark.parametrize(
    ("name", "profile"), [("hospital", "strict"), ("hospital", "equal-split"), ("primary", "primary-care-example")]
)
def test_both_engines_make_the_same_crowd(name: str, profile: str) -> None:
    pytest.importorskip("pyarrow", reason="the extra [bulk] is not installed")
    catalogue, settings = notice(name), load_profile(profile)
    given = [each for n in range(12) for each in known_in_part(catalogue, f"第{n}医院", Random(n), 0.9)]
    names = tuple(dict.fromkeys(each.institution for each in given))
    peers = {"同类机构": names}
    slow, fast = by_interpreter(catalogue, given, settings, peers), by_bulk(catalogue, given, settings, peers, names)
    assert slow.institutions == fast.institutions
    for a, b in zip((slow.total, *slow.groups, *slow.items), (fast.total, *fast.groups, *fast.items), strict=True):
        assert [a[n] for n in range(len(names))] == [b[n] for n in range(len(names))]


def test_nothing_to_report_is_said() -> None:
    with pytest.raises(Trouble, match="E664"):
        overview_files(run(small(), []), "一览", [], "zh")
    with pytest.raises(Trouble, match="E662"):
        run(small(), facts(GIVEN)).report("别家")


@pytest.mark.parametrize("data", [b"", b"[1]", b'[{"a": 1}]', b"\xff", b"[" * 5000])
def test_last_year_that_is_no_score_file_is_refused(data: bytes) -> None:
    with pytest.raises(Trouble, match="E660") as refused:
        read_sheets(data)
    for said in (refused.value.say("zh"), refused.value.say("en")):
        assert "pydantic" not in said
        assert "validation error" not in said


def test_a_catalogue_in_place_of_last_year_is_told_plainly() -> None:
    data = b"".join(parts(notice("hospital")))
    with pytest.raises(Trouble) as refused:
        read_sheets(data)
    assert "第1份不是得分表，字段catalogue、institution、profile等" in refused.value.say("zh")
    assert "sheet 1 is not a score sheet: catalogue, institution, profile and" in refused.value.say("en")


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "目录.json").write_bytes(b"".join(parts(notice("hospital"))))
    rows = [
        f"{each.institution},{each.input},{each.value},{each.evidence}"
        for n, name in enumerate(("甲医院", "乙医院", "丙医院"))
        for each in known_in_part(notice("hospital"), name, Random(n), 0.9)
    ]
    (tmp_path / "数据.csv").write_text("\n".join(["机构,输入项,值,依据", *rows]), "utf-8")
    return tmp_path


def report(folder: Path, *options: str) -> tuple[int, str]:
    arguments = [
        "report",
        str(folder / "目录.json"),
        str(folder / "数据.csv"),
        "-o",
        str(folder / "报告.html"),
        *options,
    ]
    result = CliRunner().invoke(app, arguments)
    return result.exit_code, result.output


def test_one_institution(folder: Path) -> None:
    code, told = report(folder, "--institution", "甲医院", "--xlsx", str(folder / "报告.xlsx"), "--date", "2026-12-31")
    assert code == 0, told
    assert "甲医院" in (folder / "报告.html").read_text("utf-8")
    assert (folder / "报告.xlsx").read_bytes()[:2] == b"PK"


def test_all_institutions_and_one_explained(folder: Path) -> None:
    code, told = report(folder, "--explain", "乙医院", "--explain-ends", "1", "--lang", "en")
    assert code == 0, told
    html = (folder / "报告.html").read_text("utf-8")
    assert '<html lang="en"' in html
    pages = sorted(path.name for path in (folder / "报告").iterdir())
    assert pages[0] == "001-乙医院.html"
    assert 1 <= len(pages) <= 3


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--institution", "丁医院"], "E662"), (["--explain", "丁医院"], "E662"), (["--date", "昨天"], "E663"),
     (["--last-year", "没有.json"], "E106"), (["--profile", "没有"], "E640")],
)  # fmt: skip
def test_what_cannot_be_done_is_said(folder: Path, options: list[str], code: str) -> None:
    status, told = report(folder, *options)
    assert status == 2
    assert code in told
    assert not (folder / "报告.html").exists()


OUTPUTS = [
    ("-o", "报告.html", "--xlsx", "文件夹"),
    ("-o", "报告.html", "--xlsx", "报告.html"),
    ("-o", "报告.html", "--xlsx", "./报告.html"),
    ("-o", "报告.html", "--xlsx", "数据.csv"),
    ("-o", "目录.json"),
    ("-o", "上年.json", "--last-year", "上年.json"),
    ("-o", "报告.html", "--xlsx", "数据.csv/报告.xlsx"),
    ("-o", "文件夹"),
]


@pytest.mark.parametrize("options", OUTPUTS, ids=" ".join)
def test_nothing_is_written_where_something_cannot_be(folder: Path, options: tuple[str, ...]) -> None:
    (folder / "文件夹").mkdir()
    sheet = score(notice("hospital"), facts({"g1-1-i001.1": "0"}, "甲医院"))[0]
    (folder / "上年.json").write_text(sheet.to_json(), "utf-8")
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    named = [each if each.startswith("--") or each == "-o" else str(folder / each) for each in options]
    code, told = report(folder, "--institution", "甲医院", *named)
    assert (code, "E666" in told) == (2, True), told
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_the_page_of_somebody_explained_does_not_hit_a_file(folder: Path) -> None:
    (folder / "报告").write_text("不是文件夹", "utf-8")
    code, told = report(folder, "--explain", "乙医院")
    assert (code, "E666" in told) == (2, True), told
    assert not (folder / "报告.html").exists()


def test_a_group_of_peers_has_a_name(folder: Path) -> None:
    code, told = report(folder, "--peers", "")
    assert (code, "E667" in told) == (2, True), told


def test_appeals_are_in_the_page_the_places_and_the_overview() -> None:
    made = small()
    good = GIVEN | {"rate": "95", "a": "95"}
    given = [*facts(good | {"points": "5"}, "甲"), *facts(good | {"points": "6"}, "乙")]
    won = state(
        kind="adjust", institution="甲", indicator="i004", points="+2", who="复核组", when="2026-12-30T09:00:00+08:00",
        reason="补交材料", catalogue=made.id, fingerprint=fingerprint(made),
    )  # fmt: skip
    before, after = run(made, given), run(made, given, appeals=(enter((), won),))
    assert [each.crowd.total[0].low - before.crowd.total[0].low for each in (before, after)] == [0, 2]
    assert before.crowd.total[1] == after.crowd.total[1]
    assert [each.standings["甲"][0].worst for each in (before, after)] == [2, 1]
    assert "补交材料" in write_page(after.report("甲"), "zh")
