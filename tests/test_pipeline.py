"""What an extraction leaves behind in the process that asked for it."""

import gc

import pytest

from catalog.problems import Trouble
from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import extract_source
from extractor.source import from_bytes

PAGE = "<table><tr><th>指标名称</th><th>评分标准</th><th>分值</th></tr><tr><td>甲</td><td>未完成扣1分</td><td>5</td></tr></table>"


@pytest.fixture(params=[True, False])
def collector(request):
    """The collector as the caller had it, on or off."""
    was = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield request.param
    (gc.enable if was else gc.disable)()


@pytest.mark.parametrize(("page", "refused"), [(PAGE, False), ("<p>没有表格</p>", True)])
def test_the_collector_is_left_as_it_was(collector, page, refused):
    source = from_bytes("notice.html", page.encode(), DEFAULT_LIMITS)
    if refused:
        with pytest.raises(Trouble):
            extract_source(source, DEFAULT_LIMITS)
    else:
        extract_source(source, DEFAULT_LIMITS)
    assert gc.isenabled() is collector


def test_where_sums_do_not_balance_the_other_reading_of_a_page_turn_is_tried(monkeypatch):
    """Of two ways to read a page turn the one whose sums balance is taken; a reading that balances stays."""
    from types import SimpleNamespace

    from extractor import pipeline

    def reading(*balanced):
        return SimpleNamespace(totals=[SimpleNamespace(balanced=each) for each in balanced])

    readings = {
        frozenset(): reading(True, False),
        frozenset([1]): reading(False, False),
        frozenset([4]): reading(True, True),
    }
    tried = []

    def joined(document, flipped=frozenset()):
        tried.append(flipped)
        return SimpleNamespace(document=flipped, open=[1, 4])

    monkeypatch.setattr(pipeline, "with_joined_tables", joined)
    monkeypatch.setattr(pipeline.Task, "_extract", lambda self, document: readings.get(document, readings[frozenset()]))
    task = pipeline.Task(source=None, reader="pdf", limits=None, language="zh")
    assert task.catalogue(None) is readings[frozenset([4])]
    assert tried == [frozenset(), frozenset([1]), frozenset([4]), frozenset([1, 4])]
    readings[frozenset()] = reading(True, True)
    tried.clear()
    assert task.catalogue(None) is readings[frozenset()] and tried == [frozenset()]
