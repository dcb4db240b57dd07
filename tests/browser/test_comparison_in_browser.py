"""The comparison of two years in a real browser: it opens from disk, filters by keyboard, and prints whole."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "diff")]

from test_report_in_browser import CONTRAST, NAMELESS, WIDTHS, browser, visit  # noqa: E402, F401

from test_diff_written import FOUND  # noqa: E402, isort: skip

from zhibiao.comparison import written  # noqa: E402


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Path]]:
    path = tmp_path_factory.mktemp("pages") / "years.html"
    path.write_bytes(written(FOUND, "html", "zh"))
    yield {"years": path}


@pytest.mark.parametrize("width", WIDTHS)
def test_it_opens_fits_and_can_be_read(visit: Any, width: int) -> None:  # noqa: F811
    page = visit("years", width)
    for language in ("zh", "en"):
        assert page.evaluate("document.documentElement.dataset.language") == language
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(NAMELESS) == []
        assert page.evaluate(CONTRAST) == []
        page.locator("#switch").click()


def test_the_filter_works_by_keyboard(visit: Any) -> None:  # noqa: F811
    page = visit("years")
    shown = page.locator("article.item:visible")
    assert shown.count() == len(FOUND.rows)
    page.locator('[data-show="added"]').focus()
    page.keyboard.press("Enter")
    assert shown.count() == FOUND.counts.added
    assert page.locator("#shown").inner_text() == f"显示{FOUND.counts.added}项"
    assert page.locator('[aria-pressed="true"]').get_attribute("data-show") == "added"
    page.locator('[data-show="all"]').focus()
    page.keyboard.press("Space")
    page.locator("#search").fill("≥ 95%")
    assert shown.count() == 1
    assert shown.locator("del").inner_text() == "90%"
    assert shown.locator("ins").inner_text() == "95%"


def test_a_link_shows_its_row_whatever_the_filter(visit: Any) -> None:  # noqa: F811
    page = visit("years")
    page.locator('[data-show="kept"]').click()
    link = page.locator("#summary a").first
    target = link.get_attribute("href")
    link.click()
    assert page.locator(f"{target}:visible").count() == 1


def test_marks_do_not_hang_on_colour(visit: Any) -> None:  # noqa: F811
    page = visit("years")
    lines = {
        tag: page.locator(f"article {tag}").first.evaluate("e => getComputedStyle(e).textDecorationLine")
        for tag in ("del", "ins")
    }
    assert lines == {"del": "line-through", "ins": "underline"}


def test_without_scripts_everything_is_there(visit: Any) -> None:  # noqa: F811
    page = visit("years", java_script_enabled=False)
    assert page.locator("article.item:visible").count() == len(FOUND.rows)
    assert page.locator("button:visible, input:visible").count() == 0
    page.locator("details summary").first.click()
    assert page.locator("details .wording:visible").count() == 1


def test_what_is_filtered_is_printed_too(visit: Any) -> None:  # noqa: F811
    page = visit("years")
    page.locator('[data-show="dropped"]').click()
    page.emulate_media(media="print")
    assert page.locator("article.item:visible").count() == len(FOUND.rows)
    assert page.locator("button:visible, input:visible, nav:visible").count() == 0
    assert page.pdf(prefer_css_page_size=True, print_background=True).startswith(b"%PDF")
