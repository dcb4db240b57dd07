"""Word files of our own words of which tests/readers/data holds a .doc beside: written here as .docx, kept there as .doc."""

from __future__ import annotations

from pathlib import Path

from tests.docx_make import deleted, field, in_list, inserted, level, lists, p, r, run, tbl, tc, tr, word

DATA = Path(__file__).parent / "readers" / "data"
_SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'


def _cell(content: str, width: int, more: str = "") -> str:
    return tc(content, f'<w:tcW w:w="{width}" w:type="dxa"/>{more}')


def _span(columns: int) -> str:
    return f'<w:gridSpan w:val="{columns}"/>'


def _table(*rows: str, widths: tuple[int, ...]) -> str:
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        tbl(*rows)
        .replace("<w:tblPr/>", '<w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr>')
        .replace("<w:tblGrid>", f"<w:tblGrid>{grid}")
    )


_GRADES = _table(tr(_cell("档次", 900), _cell("得分", 900)), tr(_cell("优", 900), _cell("10", 900)), widths=(900, 900))
_CHANGED = p(r("规范服务") + deleted("按旧标准") + inserted(r("按新标准"))) + _GRADES + p()
_SCORES = _table(
    tr(*map(_cell, ("考核项目", "考核内容", "评分标准", "分值"), (1500, 3000, 2500, 2000)), properties="<w:tblHeader/>"),
    tr(_cell("一、服务质量（30分）", 9000, _span(4))),
    tr(
        _cell("及时率", 1500, '<w:vMerge w:val="restart"/>'), _cell("及时率达到95%以上", 3000),
        _cell("每低1个百分点扣1分", 2500), _cell("20", 2000),
    ),
    tr(_cell("", 1500, "<w:vMerge/>"), _cell(_CHANGED, 3000), _cell("酌情扣分", 2500), _cell("10", 2000)),
    tr(_cell("合计", 7000, _span(3)), _cell("30", 2000)),
    widths=(1500, 3000, 2500, 2000),
)  # fmt: skip


def notice() -> bytes:
    """A notice with a table, lists, notes, comments, fields, signs, hidden and struck text, and tracked changes."""
    body = p("2023年度服务考核细则")
    body += p(
        r("为规范考核") + run('<w:footnoteReference w:id="2"/>') + r("，制定本细则。") + r("内部掌握", "<w:vanish/>")
    )
    body += p("总则", in_list(1)) + p("适用范围", in_list(1, 1)) + p("附则", in_list(1))
    body += p(r("室温") + r("\uf0b3", _SYMBOL) + r("20，10") + r("2", '<w:vertAlign w:val="superscript"/>'))
    body += p(
        r("见") + field("PAGEREF x", r("12")) + r("页") + run("<w:tab/>") + r("末") + run("<w:br/>") + r("下行𠮷字")
    )
    body += _SCORES
    body += p(r("作废", "<w:strike/>") + r("附注：自印发之日起执行。") + run('<w:commentReference w:id="0"/>'))
    body += '<w:sectPr><w:headerReference r:id="header1" w:type="default"/></w:sectPr>'
    suffix = '<w:suff w:val="nothing"/>'
    numbering = lists(level(0, "chineseCountingThousand", "%1、", suffix) + level(1, "decimal", "%2."))
    return word(
        body,
        numbering=numbering,
        footnotes=f'<w:footnote w:id="2">{p("以本年数据为准。")}</w:footnote>',
        comments=f'<w:comment w:id="0" w:author="甲">{p("请核对")}</w:comment>',
        header1=p("考核办公室"),
    )


def numbered() -> bytes:
    """Paragraphs with numbers of many kinds."""
    kinds = ("decimal", "upperRoman", "lowerLetter", "chineseCountingThousand", "decimalEnclosedCircle", "decimalZero")
    body = "".join(p(f"第{kind + 1}种", in_list(kind + 1)) * 3 for kind in range(len(kinds)))
    body += p("分级", in_list(7)) + p("再分", in_list(7, 1)) * 2 + p("分级", in_list(7)) + p("再分", in_list(7, 1))
    levels = [level(0, kind, "（%1）") for kind in kinds]
    return word(body, numbering=lists(*levels, level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2")))


TWINS = {"notice": notice, "numbered": numbered}
