"""The report in a real browser: it opens from disk, asks nobody for anything, and works by mouse, keyboard and print.

`make browser` installs what this needs; without playwright or a browser these tests are skipped, and say so.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

REQUIRED = bool(os.environ.get("ZHIBIAO_BROWSER_REQUIRED"))  # set by `make browser`: a missing browser is a failure
CHROMIUM = os.environ.get("ZHIBIAO_CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
if not REQUIRED:
    pytest.importorskip("playwright", reason="playwright is not installed: make browser")
    if not Path(CHROMIUM).exists():
        pytest.skip(f"no browser at {CHROMIUM}: make browser", allow_module_level=True)
sys.path[:0] = [str(Path(__file__).parents[1] / each) for each in ("scorer", "scorer/report")]

from playwright import sync_api as playwright  # noqa: E402
from report_cases import facts, known_in_part, notice, run, small  # noqa: E402

from scorer import load_profile, score  # noqa: E402
from scorer.report import Last, overview_files, read_sheets, write_page  # noqa: E402
from scorer.report.numbers import span  # noqa: E402

HERE = "市立医院"
WIDTHS = (1280, 390)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as play:
        started = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One institution among several with last year beside it, a small catalogue with a veto, and an overview."""
    folder = tmp_path_factory.mktemp("pages")
    made = notice("hospital")
    given = [each for n in range(6) for each in known_in_part(made, f"第{n}医院", Random(n), 0.8)]
    given += known_in_part(made, HERE, Random(99), 0.8)
    both = run(made, given)
    sheets = ",".join(each.to_json() for each in score(made, given, profile=both.profile))
    full = run(made, given, date="2026-12-31", last=Last(read_sheets(f"[{sheets}]".encode())))
    vetoed = run(small(), facts({"rate": "88.6", "a": "93", "b": "80", "accidents": "1"}, HERE))
    primary = notice("primary")
    rounded = run(primary, known_in_part(primary, HERE, Random(99), 0.8), "primary-care-example")
    veto = run(made, known_in_part(made, HERE, Random(0), 0.9))
    single = run(primary, known_in_part(primary, HERE, Random(0), 0.3), "primary-care-example")
    bare = run(primary, [each for n in range(3) for each in known_in_part(primary, f"第{n}医院", Random(n), 0.5)])
    data = {
        "veto": write_page(veto.report(HERE)).encode(),
        "single": write_page(single.report(HERE)).encode(),
        "bare": overview_files(bare, "bare", [], "zh")[0].data,
        "primary": write_page(rounded.report(HERE)).encode(),
        "full": write_page(full.report(HERE)).encode(),
        "small": write_page(vetoed.report(HERE)).encode(),
        "all": overview_files(full, "all", [HERE], "zh")[0].data,
    }
    for name, each in data.items():
        (folder / f"{name}.html").write_bytes(each)
    return {name: folder / f"{name}.html" for name in data}


@pytest.fixture
def visit(browser: Any, pages: dict[str, Path]) -> Iterator[Any]:
    """Opens a page from disk; afterwards nothing may have been said in the console nor asked of the network."""
    noise: list[str] = []
    contexts = []

    def go(name: str, width: int = 1280, **options: Any) -> Any:
        contexts.append(browser.new_context(viewport={"width": width, "height": 900}, **options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: noise.append(message.text))
        page.on("pageerror", lambda error: noise.append(str(error)))
        page.on("request", lambda request: noise.append(request.url) if request.url.startswith("http") else None)
        page.goto(pages[name].as_uri())
        return page

    yield go
    for each in contexts:
        each.close()
    assert noise == []


@pytest.mark.parametrize("name", ["full", "small", "all", "veto", "single", "bare"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_opens_and_fits(visit: Any, name: str, width: int) -> None:
    page = visit(name, width)
    assert page.title()
    for language in ("zh", "en"):
        assert page.evaluate("document.documentElement.dataset.language") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.locator("#switch").click()


def test_the_switch_changes_the_words_and_not_the_quotes(visit: Any) -> None:
    page = visit("full")
    quotes = page.locator(".quoted").all_inner_texts()
    assert page.locator("#h-losses").inner_text() == "失分最多的指标"
    page.locator("#switch").click()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.locator("#h-losses").inner_text() == "Largest losses"
    assert page.locator("#search").get_attribute("placeholder") == "name, requirement, quote"
    assert page.locator(".quoted").all_inner_texts() == quotes
    page.locator("#switch").click()
    assert page.locator("#h-losses").inner_text() == "失分最多的指标"


def test_filter_search_and_rows_that_open(visit: Any) -> None:
    page = visit("full")
    shown = page.locator("tbody.item:visible")
    assert shown.count() == 53
    page.locator('[data-show="open"]').click()
    assert shown.count() == page.locator('tbody.item[data-open="yes"]').count()
    assert page.locator("#shown").inner_text() == f"显示{shown.count()}项"
    page.locator('[data-show="all"]').click()
    page.locator("#search").fill("出生医学证明")
    assert shown.count() == 1
    row = shown.first
    assert row.locator(".detail").is_hidden()
    row.locator(".toggle").click()
    assert row.locator(".toggle").get_attribute("aria-expanded") == "true"
    assert row.locator(".ledger").is_visible()
    page.locator("#search").fill("")
    page.locator("#losses h3 a").first.click()
    page.locator("tbody.item:target .detail").wait_for(state="visible")


def exactly(page: Any) -> str:
    return str(page.locator("#ticked").inner_text())


@pytest.mark.parametrize(
    ("page_name", "name", "profile"), [("full", "hospital", "strict"), ("primary", "primary", "primary-care-example")]
)
def test_ticks_give_what_the_scorer_gives(visit: Any, page_name: str, name: str, profile: str) -> None:
    """Every row that is ticked becomes a value in the data; the page's total must be the scorer's, rounded as it is."""
    made, settings = notice(name), load_profile(profile)
    given = known_in_part(made, HERE, Random(99), 0.8)
    report = run(made, given, profile).report(HERE)
    page = visit(page_name)
    assert exactly(page) == span(report.sheet.total.low, report.sheet.total.high)
    random, moved = Random(5), {}
    ticked = [number for number, offer in enumerate(report.offers) if offer.lever.adds]
    for number in random.sample(ticked, 12):
        page.locator(f"#tick-{number}").check()
        moved |= {move.input: move.value for move in report.offers[number].lever.moves}
        rest = [each for each in given if each.input not in moved]
        total = score(made, rest + facts(moved, HERE), HERE, profile=settings)[0].total
        assert exactly(page) == span(total.low, total.high), moved
    page.locator("#untick").click()
    assert exactly(page) == span(report.sheet.total.low, report.sheet.total.high)


def test_ticks_know_a_veto_of_everything(visit: Any) -> None:
    page = visit("small")
    assert exactly(page) == "0"
    boxes = page.locator("[data-lever]")
    assert boxes.count() == 5
    for box in boxes.all():
        box.check()
    assert exactly(page) == page.locator("#together").inner_text() == "100"
    page.locator("#offers tbody tr", has_text="accidents").locator("input").uncheck()
    assert exactly(page) == "0"


def test_a_tick_wins_what_its_row_says(visit: Any) -> None:
    """Under a veto of unknown scope most rows win nothing, or only at the high end, until it is lifted."""
    page = visit("veto")
    told = "row => [...row.querySelectorAll('td.num')].map(cell => cell.textContent)"
    for row in page.locator("#offers tbody tr").all()[:12]:
        row.locator("input").check()
        assert page.locator("#more-low, #more-high").all_inner_texts() == row.evaluate(told)
        row.locator("input").uncheck()
    assert page.locator("#offers tbody tr").first.locator(".tag").first.inner_text() == "解除否决"
    assert page.locator("#offers .tag", has_text="否决解除后").count() > 0


def test_gains_that_do_not_add_up_are_a_plain_list(visit: Any) -> None:
    page = visit("single")
    assert page.locator("#offers input").count() == 0
    assert page.locator("#ticked, #untick").count() == 0
    assert page.locator("#together").is_visible()
    page.locator('[data-offers="unknown"]').click()
    assert page.locator('#offers tr[data-known="known"]:visible').count() == 0


def test_an_overview_without_points_is_a_list_of_names(visit: Any) -> None:
    page = visit("bare")
    assert page.locator("#pick, #indicators, .legend").count() == 0
    page.locator("#find").fill("第2")
    assert page.locator("#institutions tbody tr:visible").count() == 1
    assert page.locator("#found").inner_text() == "显示1项"


def test_offers_sort_and_filter(visit: Any) -> None:
    page = visit("full")
    head = page.locator("#offers th[data-sort]").last
    head.locator("button").click()
    assert head.get_attribute("aria-sort") == "descending"
    values = page.eval_on_selector_all(
        "#offers tbody tr", "rows => rows.map(row => row.lastElementChild.dataset.value)"
    )
    assert [Fraction(each) for each in values] == sorted(map(Fraction, values), reverse=True)
    page.locator('[data-offers="unknown"]').click()
    assert page.locator('#offers tr[data-known="known"]:visible').count() == 0


def test_one_of_many_on_demand(visit: Any) -> None:
    page = visit("all")
    page.locator("#one").select_option("第2医院")
    assert page.locator("#its tbody tr").count() == 53
    page.locator("#find").fill("第3")
    assert page.locator("#institutions tbody tr:visible").count() == 1
    page.locator("#institutions th[data-sort] button").nth(2).click()
    assert page.locator('#institutions th[aria-sort="descending"]').count() == 1


# --- for everybody ------------------------------------------------------------------------------

NAMELESS = """() => [...document.querySelectorAll('button, a[href], input, select, summary')].filter(each => {
  if (!each.checkVisibility()) return false;
  const by = (each.getAttribute('aria-labelledby') || '').split(' ').map(id => document.getElementById(id));
  const label = each.labels && each.labels.length ? each.labels[0] : null;
  const text = [each, label, ...by].map(one => one ? one.innerText || '' : '').join('') + (each.getAttribute('aria-label') || '');
  return !text.trim();
}).map(each => each.outerHTML)"""
CONTRAST = """() => {
  const rgb = text => (text.match(/[0-9.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ground = each => { for (; each; each = each.parentElement) {
    const colour = rgb(getComputedStyle(each).backgroundColor); if (colour.length === 3 || colour[3] > 0) return colour; } return [255, 255, 255]; };
  const bad = new Set();
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const each = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !each.checkVisibility() || each.closest('svg, script, style')) continue;
    const [a, b] = [light(rgb(getComputedStyle(each).color)), light(ground(each))].sort((x, y) => y - x);
    if ((a + .05) / (b + .05) < 4.5) bad.add(each.outerHTML.slice(0, 120));
  }
  return [...bad];
}"""


@pytest.mark.parametrize("name", ["full", "small", "all", "veto", "single", "bare"])
@pytest.mark.parametrize("width", WIDTHS)
def test_controls_have_names_and_words_can_be_seen(visit: Any, name: str, width: int) -> None:
    page = visit(name, width)
    for toggle in page.locator(".toggle").all()[:3]:
        toggle.click()
    for _ in ("zh", "en"):
        assert page.evaluate(NAMELESS) == []
        assert page.evaluate(CONTRAST) == []
        page.locator("#switch").click()


def test_the_keyboard_reaches_everything(visit: Any) -> None:
    page = visit("small")
    wanted = page.evaluate(
        "() => [...document.querySelectorAll('button, a[href], input, select, summary')]"
        ".filter(each => each.checkVisibility()).length"
    )
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.locator(".skip").bounding_box()["x"] >= 0
    outlines = set()
    for _ in range(wanted - 1):
        page.keyboard.press("Tab")
        outlines.add(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert outlines == {"solid"}, "the focus can be seen everywhere"
    assert page.evaluate("document.activeElement.tagName") in ("BUTTON", "A", "INPUT")
    page.locator(".toggle").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".detail").first.is_visible()
    page.locator("#tick-0").focus()
    page.keyboard.press("Space")
    assert page.locator("#tick-0").is_checked()


def test_without_scripts_everything_is_there(visit: Any) -> None:
    page = visit("full", java_script_enabled=False)
    assert page.locator(".detail:visible").count() == 53
    assert page.locator("button:visible, input:visible").count() == 0
    assert page.locator("#whatif tbody tr:visible").count() > 0


@pytest.mark.parametrize("name", ["full", "all"])
def test_it_prints_whole(visit: Any, name: str) -> None:
    page = visit(name)
    if name == "full":
        page.locator("#search").fill("出生医学证明")
    page.emulate_media(media="print")
    assert page.locator("button:not(.sort):visible, input:visible, nav:visible").count() == 0
    if name == "full":
        assert page.locator(".detail:visible").count() == 53, "what was filtered or closed is printed too"
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert pdf.startswith(b"%PDF")
    box = re.search(rb"/MediaBox \[0 0 ([0-9.]+) ([0-9.]+)\]", pdf)
    assert box and (round(float(box[1])), round(float(box[2]))) == (595, 842)
