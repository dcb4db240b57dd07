"""Page marks out, cut words joined; list numbers stay."""

import pytest

from extractor.limits import Limits
from extractor.readers.text import read
from extractor.segment.flow import read_flow
from extractor.source import from_bytes


def flow(*lines):
    return read_flow(read(from_bytes("t.txt", "\n\n".join(lines).encode(), Limits()), Limits()))


LONG = "考核内容包括组织领导、制度建设、人员配备、设施设备、经费保障、宣传教育、档案管理、信息报送、应急处置、环境卫生、安全生产、队伍建设和群众"
CUT = [
    (["1、" + LONG, "2、满意度等方面。"], LONG + "满意度等方面。"),
    (["1、" + LONG, "2、、满意度等方面，按年度进行，" + LONG, "3、评价。"], LONG + "、满意度等方面，按年度进行，" + LONG + "评价。"),
    ([LONG, "P2 满意度等方面，" + LONG, "P3 评价等方面。"], LONG + "满意度等方面，" + LONG + "评价等方面。"),
    (["[1]" + LONG, "[2]满意度等方面。"], LONG + "满意度等方面。"),
    (["第1页 " + LONG, "第2页 满意度等方面。"], LONG + "满意度等方面。"),
    ([LONG, "- 2 -", "满意度等方面。"], LONG + "满意度等方面。"),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "whole"), CUT)
def test_chunks_are_joined(lines, whole):
    read_ = flow(*lines)
    assert [line.text for line in read_.lines] == [whole]
    assert read_.changes
    assert all(change.kind == "chunk_joined" for change in read_.changes)


KEPT = [
    ["1、" + LONG + "评价。", "2、定期检查，发现问题及时整改到位，" + LONG + "评价。"],
    ["1、成立领导小组", "2、制定实施方案", "3、召开会议"],
    ["2、" + LONG, "3、满意度等方面。"],
    [LONG + "评价。", "- 2 -", "满意度。"],
]


@pytest.mark.parametrize("lines", KEPT)
def test_list_items_and_whole_paragraphs_stay(lines):
    read_ = flow(*lines)
    assert [line.text for line in read_.lines] == [line for line in lines if line != "- 2 -"]
    assert not read_.changes


def test_every_character_knows_its_place():
    document = read(from_bytes("t.txt", f"1、{LONG}\n\n2、满意度等方面。".encode(), Limits()), Limits())
    line = read_flow(document).lines[0]
    at = line.text.index("群众满意度")
    assert [document.text[s.start : s.end] for s in line.spans(at, at + 5)] == ["群众", "满意度"]
