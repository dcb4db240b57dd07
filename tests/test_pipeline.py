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
