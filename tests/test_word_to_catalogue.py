"""Word constructs that change a score without a trace elsewhere, from the file to the catalogue."""

import io

import docx
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import extract_source
from extractor.source import from_bytes

W = nsdecls("w")


def notice():
    """A table of three rows with a tracked weight, a ≥ from the Symbol font and a row in a content control."""
    document = docx.Document()
    document.add_paragraph("2023年度考核细则")
    rows = [["考核项目", "考核内容", "分值"], ["一", "合格率", ""], ["二", "完成", "5"], ["三", "按时上报", "5"]]
    table = document.add_table(rows=4, cols=3)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    weight = table.cell(1, 2).paragraphs[0]._p
    weight.append(parse_xml(f'<w:del {W} w:id="1" w:author="甲"><w:r><w:delText>10</w:delText></w:r></w:del>'))
    weight.append(parse_xml(f'<w:ins {W} w:id="2" w:author="甲"><w:r><w:t>20</w:t></w:r></w:ins>'))
    target = table.cell(1, 1).paragraphs[0]._p
    target.append(parse_xml(f'<w:r {W}><w:sym w:font="Symbol" w:char="F0B3"/></w:r>'))
    target.append(parse_xml(f"<w:r {W}><w:t>95%</w:t></w:r>"))
    control = parse_xml(f"<w:sdt {W}><w:sdtContent/></w:sdt>")
    table.rows[2]._tr.addprevious(control)
    control[0].append(control.getnext())
    return document


def read(name):
    raw = io.BytesIO()
    notice().save(raw)
    return extract_source(from_bytes(name, raw.getvalue(), DEFAULT_LIMITS))


def test_tracked_weight_symbol_and_controlled_row():
    made = read("notice.docx")
    assert [(i.name, i.points) for i in made.indicators] == [("一", 20), ("二", 5), ("三", 5)]
    assert [(t.relation, t.value) for t in made.indicators[0].targets] == [(">=", 95)]
    assert [(r.field, r.code) for r in made.indicators[0].review] == [("points", "R118")]
    assert [(c.before, c.after) for c in made.corrections if c.kind == "revision"] == [("10", "20")]


def test_the_name_of_the_file_decides_nothing():
    made = read("notice.txt")
    assert [i.name for i in made.indicators] == ["一", "二", "三"]
    assert "W102" in [problem.code for problem in made.problems]
