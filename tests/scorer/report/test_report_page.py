"""The page: what it says, that nothing in it can act, and that a screen reader and a printer find their way."""

from __future__ import annotations

import hashlib
import json
import re
from base64 import b64encode
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from report_cases import Page, facts, known_in_part, notice, run, small
from scoring_cases import catalogue, cmp, indicator, obs, ratio, term

from catalog.problems import Trouble
from catalog.rules import NaIf
from scorer import load_profile, score
from scorer.profile import RoundingRules
from scorer.report import Last, Run, overview_files, read_sheets, write_page
from scorer.report.numbers import amount, clean, span
from scorer.report.page import word, words
from scorer.report.view import ORDER, WHO

HERE = "市立医院"
EVIL = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&\"'"
GIVEN = {"rate": "88.6", "a": "93", "b": "95", "accidents": "0"}


def page_of(made: Run, institution: str = HERE) -> str:
    return write_page(made.report(institution))


def several() -> Run:
    rest = [facts({"rate": str(80 + n), "a": "95", "b": "90"}, f"第{n}医院") for n in range(4)]
    return run(small(), facts(GIVEN, HERE) + [each for group in rest for each in group], date="2026-12-31")


# --- what it says -------------------------------------------------------------------------------


def test_it_says_what_the_sheet_says() -> None:
    made = several()
    sheet, text = made.report(HERE).sheet, Page(page_of(made)).text
    assert span(sheet.total.low, sheet.total.high) in text
    for said in ("考核", HERE, "2026-12-31", "strict", "医疗质量", "rate", "88.6%", "有待人工评分：酌情评分", "第1至"):
        assert said in text, said


def test_ledgers_add_up_line_by_line() -> None:
    report = run(notice("hospital"), known_in_part(notice("hospital"), HERE, Random(3), 0.7)).report(HERE)
    for item in report.items:
        assert item.bar
        assert item.bar.full - sum(line.lost.at_best for line in item.lines) == item.bar.high
        assert item.bar.full - sum(line.lost.at_worst for line in item.lines) == item.bar.low
    lost = [item.lost for item in report.losses]
    assert lost == sorted(lost, reverse=True)
    assert all(lost)


def test_everything_open_has_somebody_to_settle_it() -> None:
    made = notice("primary")
    report = run(made, known_in_part(made, HERE, Random(3), 0.5), "equal-split").report(HERE)
    listed = {entry.item.indicator.id for matter in report.matters for entry in matter.items}
    assert listed == {item.indicator.id for item in report.items if item.score.open}
    assert {*WHO.values()} == {*ORDER}


def test_a_catalogue_without_points_says_so() -> None:
    made = notice("primary")
    html = page_of(run(made, known_in_part(made, HERE, Random(3), 0.5)))
    assert words()["no_points"]["zh"] in html
    assert 'id="whatif"' not in html


def test_points_are_exact() -> None:
    assert amount(Fraction(20, 11)) == "≈1.82"
    assert amount(Fraction(-1, 8)) == "−0.125"
    assert span(Fraction(8), Fraction(10)) == "8～10"
    share = {"kind": "linear", "of": ratio("n", "m"), "low": "0", "high": "100"}
    made = catalogue([indicator(term(**share))], types={"n": "count", "m": "count"})
    html = page_of(run(made, facts({"n": "2", "m": "11"})))
    assert '<abbr class="n" title="20/11">≈1.82</abbr>' in html


# --- last year ----------------------------------------------------------------------------------


def last_year(made: Run) -> bytes:
    sheets = score(made.catalogue, made.observations, profile=made.profile)
    return ("[" + ",".join(each.to_json() for each in sheets) + "]").encode()


def test_last_year_by_id_within_one_catalogue() -> None:
    before = run(small(), facts(GIVEN | {"rate": "95"}, HERE))
    now = run(small(), facts(GIVEN, HERE), last=Last(read_sheets(last_year(before))))
    report = now.report(HERE)
    assert report.extras.past
    assert report.extras.past.basis == "id"
    assert [change.item.indicator.id for change in report.changes] == ["i001"]


def test_last_year_of_another_catalogue_is_matched_by_name_or_not_at_all() -> None:
    before = run(small().model_copy(update={"id": "c0"}), facts(GIVEN, HERE))
    rows = [
        each.model_copy(update={"name": f"新{each.name}"} if each.id == "i002" else {}) for each in small().indicators
    ]
    made = small().model_copy(update={"indicators": rows})
    sheets = read_sheets(last_year(before))
    unnamed = run(made, facts(GIVEN, HERE), last=Last(sheets)).report(HERE).extras.past
    named = run(made, facts(GIVEN, HERE), last=Last(sheets, before.catalogue)).report(HERE).extras.past
    assert unnamed and named
    assert (unnamed.basis, unnamed.pairs) == ("none", ())
    assert named.basis == "name"
    assert [pair.indicator for pair in named.pairs] == ["i001", "i003", "i004"]
    assert (named.only_now, named.only_then) == (("i002",), ("i002",))


# --- nothing in it can act ----------------------------------------------------------------------


def hostile() -> Run:
    made = small()
    rows = [each.model_copy(update={"name": EVIL, "requirement": EVIL}) for each in made.indicators]
    inputs = [each.model_copy(update={"name": EVIL, "unit": None}) for each in made.inputs]
    groups = [each.model_copy(update={"name": EVIL}) for each in made.groups]
    evil = made.model_copy(update={"title": EVIL, "indicators": rows, "inputs": inputs, "groups": groups})
    given = [each.model_copy(update={"evidence": EVIL}) for each in facts(GIVEN, EVIL) + facts(GIVEN, "乙")]
    return run(evil, given)


def test_words_of_others_are_never_markup() -> None:
    made = hostile()
    for html in (page_of(made, EVIL), overview_files(made, "一览", [EVIL], "zh")[0].data.decode()):
        page = Page(html)
        assert len(page.named("script")) == 2
        assert not page.named("img", "iframe", "object", "link", "base", "form")
        assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
        assert EVIL in page.text
        data = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.S)
        assert data and "<" not in data[1]
        json.loads(data[1])


def test_nothing_is_fetched_and_only_this_script_runs() -> None:
    html = page_of(several())
    page = Page(html)
    (policy,) = [each["content"] for each in page.named("meta") if each.get("http-equiv") == "Content-Security-Policy"]
    script = html[html.rindex("<script>") + len("<script>") : html.rindex("</script>")]
    assert policy and f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert not [attrs for _, attrs in page.tags if "src" in attrs]
    assert all((attrs["href"] or "").startswith("#") for attrs in page.named("a"))
    assert not re.search(r"https?://|@import|url\((?!#)", html)


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x07", "\x85", "\x9b", "\u202e", "\u2066"])
def test_control_characters_do_not_reach_the_page(sign: str) -> None:
    assert clean(f"甲{sign}乙\n") == "甲乙\n"
    given = [each.model_copy(update={"evidence": f"考核组{sign}[31m"}) for each in facts(GIVEN, HERE)]
    assert sign not in page_of(run(small(), given))


def test_page_files_have_harmless_names() -> None:
    names = ["../../x", "CON", "甲:乙|丙", "a" * 300]
    made = run(small(), [each for name in names for each in facts(GIVEN, name)])
    for file in overview_files(made, "一览", names, "zh")[1:]:
        assert file.path[0] == "一览"
        assert re.fullmatch(r"[0-9]{3}-[^/\\:*?\"<>|.]{0,60}\.html", file.path[1])


def test_the_same_data_make_the_same_bytes() -> None:
    assert page_of(several()) == page_of(several())


# --- it can be read by everybody ----------------------------------------------------------------


def pages() -> list[str]:
    made = notice("hospital")
    given = known_in_part(made, HERE, Random(3), 0.6) + known_in_part(made, "第二医院", Random(4), 0.6)
    both = run(made, given)
    last = run(made, given, last=Last(read_sheets(last_year(both))))
    return [page_of(last), overview_files(both, "一览", [HERE], "zh")[0].data.decode()]


def test_structure() -> None:
    for html in pages():
        page = Page(html)
        levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), "heading order"
        assert len(page.named("table")) == len(page.named("caption"))
        assert all(attrs.get("scope") for attrs in page.named("th"))
        assert {"header", "nav", "main", "footer"} <= {tag for tag, _ in page.tags}
        ids = [attrs["id"] for _, attrs in page.tags if attrs.get("id")]
        assert len(ids) == len({*ids}), "ids stand once"
        targets = {(attrs["href"] or "")[1:] for attrs in page.named("a") if (attrs["href"] or "").startswith("#")}
        assert targets <= {*ids}
        assert page.named("html")[0]["lang"] == "zh-CN"


def test_words_have_both_languages_and_are_all_used() -> None:
    from importlib.resources import files

    folder = files("scorer.report")
    sources = [each for part in (folder, folder.joinpath("templates")) for each in part.iterdir() if each.is_file()]
    text = "".join(each.read_text("utf-8") for each in sources if not each.name.endswith(".toml"))
    stems = ("who_", "status_", "obs_", "past_")
    for key, both in words().items():
        assert {*both} == {"zh", "en"}, key
        assert set(re.findall(r"\{(\w+)", both["zh"])) == set(re.findall(r"\{(\w+)", both["en"])), key
        assert f'"{key}"' in text or key.startswith(stems), f"{key} is not used"


# --- doubts -------------------------------------------------------------------------------------


def page_with_last(change: dict[str, object], profile: str = "strict", total: dict[str, str] | None = None) -> str:
    """This year under `profile` beside a last year of the strict profile with something changed in it."""
    (tree,) = json.loads(last_year(run(small(), facts(GIVEN | {"points": "5"}, HERE))))
    tree = {**tree, **change, "total": {**tree["total"], **(total or {})}}
    last = Last(read_sheets(json.dumps(tree).encode()))
    return page_of(run(small(), facts(GIVEN | {"points": "5"}, HERE), profile, last=last))


def test_last_year_under_another_profile_is_told() -> None:
    strict, other = load_profile("strict").title, load_profile("equal-split").title
    html = page_with_last({}, "equal-split")
    assert f"上年按“{strict}”方案计分，今年按“{other}”方案" in html
    assert f"Last year was scored under the profile “{strict}”, this year under “{other}”" in html
    assert "上年按“" not in page_with_last({})


def test_last_year_whose_total_is_not_the_sum_is_named() -> None:
    assert "不可信" not in page_with_last({})
    html = page_with_last({}, total={"low": "900", "high": "900"})
    assert "所记总分900分，各项合计却是" in html
    assert "所记总分900分高于满分100分" in html
    assert "cannot be trusted" in html


def test_two_sheets_of_one_institution_are_a_problem() -> None:
    sheets = read_sheets(last_year(run(small(), facts(GIVEN, HERE))))
    with pytest.raises(Trouble, match="E665"):
        run(small(), facts(GIVEN, HERE), last=Last([*sheets, *sheets])).report(HERE)


@pytest.mark.parametrize("name", ["hospital", "primary"])
def test_sheets_of_the_scorer_are_trusted(name: str) -> None:
    made, profile = notice(name), "strict" if name == "hospital" else "primary-care-example"
    for seed in range(4):
        before = run(made, known_in_part(made, HERE, Random(seed), 0.8), profile)
        past = (
            run(made, before.observations, profile, last=Last(read_sheets(last_year(before)))).report(HERE).extras.past
        )  # type: ignore[arg-type]
        assert past and past.sums is None and not past.too_high


def test_without_points_no_figure_is_a_score() -> None:
    made = notice("primary")
    given = [each for n in range(3) for each in known_in_part(made, f"第{n}医院", Random(n), 0.5)]
    both = run(made, given)
    (file,) = overview_files(both, "一览", [], "zh")
    page = Page(file.data.decode())
    rows = re.findall(r'<tr><th scope="row".*?</tr>', file.data.decode(), re.S)
    assert len(rows) == 3
    assert not any("<td" in row for row in rows)
    assert words()["no_points"]["zh"] in page.text
    assert words()["largest"]["zh"] not in page.text
    single = Page(page_of(both, "第0医院")).text
    assert "共0分" not in single
    assert re.search("[0-9]+项未定", single)
    assert words()["peers"]["zh"] not in single


def deducted() -> Run:
    """23 incidents at 10 points each in an item of 20 points, which falls to 0 and not below."""
    loss = {"kind": "deduct_each", "count": obs("n"), "points": "10"}
    rule = term(kind="from_full", losses=[loss], floor_stated=True)
    return run(
        catalogue([indicator(rule, "20"), indicator(rule, "20", id="i002")], types={"n": "count"}), facts({"n": "23"})
    )


def test_what_the_floor_gives_back_stands_beside_the_loss() -> None:
    report = deducted().report(HERE)
    (first, _) = report.losses
    assert sum(line.lost.at_best for line in first.certain) == first.lost == 20
    text = Page(write_page(report)).text
    assert "失230分" in text
    assert "还回210分" in text


def test_a_rounding_is_no_loss_and_spread_points_name_their_group() -> None:
    made, rule = small(), {"when": cmp("rate", "<", "85"), "reweight": "spread"}
    inner = NaIf.model_validate(rule)
    rows = [
        each.model_copy(update={"applicability": inner} if each.id in ("i001", "i003") else {})
        for each in made.indicators
    ]
    made = made.model_copy(update={"indicators": rows})
    rounding = RoundingRules.model_validate({"total": {"places": 2, "mode": "half_up"}})
    settings = load_profile("strict").model_copy(update={"rounding": rounding})
    given = facts({"rate": "80", "a": "95", "b": "90", "points": "3.3333", "accidents": "0"}, HERE)
    report = Run(made, given, settings, {}).report(HERE)
    assert [(each.group, each.lost.kind) for each in report.total_lines] == [("安全", "spread"), (None, "rounding")]
    text = Page(write_page(report)).text
    assert "在“安全”内" in text
    assert re.search(r"（四舍五入）：[+−]0\.00[0-9]+ 分", text)
    assert "失−" not in text


@pytest.mark.parametrize(
    ("key", "given", "said"),
    [("lost_points", {"points": "1"}, "1 point lost"), ("lost_points", {"points": "0.1"}, "0.1 points lost"),
     ("lost_points", {"points": "21"}, "21 points lost"), ("n_items", {"n": 1, "points": "2"}, "1 indicator, 2 points open"),
     ("lost_points", {"points": "0～1"}, "0～1 points lost")],
)  # fmt: skip
def test_one_point_is_one_point(key: str, given: dict[str, object], said: str) -> None:
    assert word(key, "en", **given) == said


def test_small_fractions_are_not_told_as_0() -> None:
    assert amount(Fraction(1, 3000)) == "≈0.0003"
    assert amount(Fraction(-1, 300)) == "≈−0.003"


def test_gains_that_do_not_add_up_have_no_ticks_and_say_why() -> None:
    made = notice("primary")
    given = known_in_part(made, HERE, Random(0), 0.3)
    report = run(made, given, "primary-care-example").report(HERE)
    assert report.offers and report.extras.whatif and report.extras.whatif.sums is None
    html = page_of(run(made, given, "primary-care-example"))
    assert words()["whatif_one_by_one"]["zh"] in html
    assert not [each for each in Page(html).named("input") if each.get("type") == "checkbox"]


def test_what_waits_for_a_veto_says_so() -> None:
    html = page_of(run(small(), facts(GIVEN | {"accidents": "1"}, HERE)))
    assert "否决解除后最低分增加40，最高分增加0" in html
