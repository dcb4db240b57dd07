"""Small cases made for the tests of the gate: the expectation is what the tool gives, then spoiled on purpose."""

import json

from corpus.gate import rows
from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import extract_source
from extractor.source import from_bytes

HEAD = ["序号", "指标名称", "考核内容", "评分标准", "分值"]
ROWS = [
    ["1", "设备管理", "设备完好率不低于95%。", "每降低1个百分点扣0.5分。", "30"],
    ["2", "人员配备", "配备专职人员不少于3名。", "每少1名扣2分。", "30"],
    ["3", "档案资料", "资料齐全，归档及时率达到98%。", "每缺1份扣1分。", "25"],
    ["4", "满意度", "群众满意度达到90%以上。", "低于90%的，该项不得分。", "15"],
]
TOTAL = ["", "合计", "", "", "100"]


def dump(body, head=HEAD, title="2024年度考核细则"):
    """A text dump of a Word table."""
    table = "\n\n".join("\n".join(f"\t{cell}" for cell in row) for row in [head, *body])
    return f"{title}\n\n{table}\n"


def read(text):
    return extract_source(from_bytes("notice.txt", text.encode(), DEFAULT_LIMITS))


def write_case(folder, body=(*ROWS, TOTAL), spoil=None, about="sources: [source.txt]\n"):
    """A case folder; `spoil` changes the rows that the tool gives before they are written."""
    folder.mkdir(parents=True, exist_ok=True)
    text = dump(body)
    expected = rows(read(text))
    for row in expected:
        row["review"] = []
    if spoil:
        spoil(expected)
    (folder / "source.txt").write_text(text, "utf-8")
    (folder / "case.yaml").write_text(about, "utf-8")
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2, default=float), "utf-8")
    return folder
