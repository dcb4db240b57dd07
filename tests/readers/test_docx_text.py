"""Words of a paragraph: what a person sees on the page is what the Document holds."""

from __future__ import annotations

import pytest

from tests.docx_make import (
    cell,
    codes,
    deleted,
    drawn_box,
    field,
    fraction,
    in_list,
    inserted,
    left_out,
    level,
    lists,
    math,
    mr,
    of,
    old_box,
    p,
    paragraphs,
    r,
    run,
    sdt,
    t,
    tbl,
    tc,
    tr,
)

SYMBOL = '<w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/>'
WINGDINGS = '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'
HIDDEN = "<w:vanish/>"

SEEN = [
    ("制表符", p(r("甲") + run("<w:tab/>") + r("乙")), "甲\t乙"),
    ("换行", p(r("甲") + run("<w:br/>") + r("乙") + run("<w:cr/>") + r("丙")), "甲\n乙\n丙"),
    ("不间断连字符", p(run(t("2019") + "<w:noBreakHyphen/>" + t("2020"))), "2019-2020"),
    ("软连字符", p(run(t("满意") + "<w:softHyphen/>" + t("度"))), "满意度"),
    ("首尾空格未声明保留", p("<w:r><w:t> 满意度 </w:t></w:r>"), "满意度"),
    ("首尾空格声明保留", p(r(" 满意度")), " 满意度"),
    ("文本里的换行只是空格", p("<w:r><w:t>满意\n度</w:t></w:r>"), "满意 度"),
    ("w:sym大于等于", p(r("合格率") + run('<w:sym w:font="Symbol" w:char="F0B3"/>') + r("95%")), "合格率≥95%"),
    ("w:sym小于等于", p(run('<w:sym w:font="Symbol" w:char="00A3"/>') + r("5")), "≤5"),
    ("w:sym乘号", p(r("a") + run('<w:sym w:font="Symbol" w:char="F0B4"/>') + r("b")), "a×b"),
    ("w:sym打勾", p(run('<w:sym w:font="Wingdings" w:char="F0FE"/>') + r("是")), "☑是"),
    ("w:sym空框", p(run('<w:sym w:font="Wingdings" w:char="F0A8"/>') + r("否")), "☐否"),
    ("w:sym方框", p(run('<w:sym w:font="Wingdings 2" w:char="F0A3"/>') + r("否")), "□否"),
    ("w:sym实心方", p(run('<w:sym w:font="Wingdings" w:char="F06E"/>')), "■"),
    ("w:sym实心圆", p(run('<w:sym w:font="Wingdings" w:char="F06C"/>')), "●"),
    ("w:sym箭头", p(run('<w:sym w:font="Symbol" w:char="F0AE"/>')), "→"),
    ("w:sym普通字体", p(run('<w:sym w:font="宋体" w:char="2265"/>') + r("3")), "≥3"),
    ("私有区字符", p(r("\uf0b3", SYMBOL) + r("90")), "≥90"),
    ("私有区空格", p(r("甲") + r("\uf020", SYMBOL) + r("乙") + r("\uf020") + r("丙")), "甲 乙 丙"),
    ("符号字体里的拉丁字符", p(r("ü", WINGDINGS) + r("完成")), "✓完成"),
    ("符号字体里的汉字照旧", p(r("满意度", SYMBOL)), "满意度"),
    ("上标数字", p(r("≥10") + r("4", '<w:vertAlign w:val="superscript"/>') + r("个")), "≥10⁴个"),
    ("上标文字照旧", p(r("满意度") + r("[注]", '<w:vertAlign w:val="superscript"/>')), "满意度[注]"),
    ("超链接", p('<w:hyperlink r:id="x">' + r("附件") + "</w:hyperlink>" + r("一")), "附件一"),
    ("智能标记", p('<w:smartTag w:element="date"><w:smartTag>' + r("2015年") + "</w:smartTag></w:smartTag>"), "2015年"),
    ("自定义XML", p('<w:customXml w:element="x">' + r("内容") + "</w:customXml>"), "内容"),
    ("内联内容控件", p(r("得分") + sdt(r("10")) + r("分")), "得分10分"),
    ("块级内容控件", sdt(sdt(p("一段"))), "一段"),
    ("域只显示结果", p(r("第") + field("PAGE", r("3")) + r("页")), "第3页"),
    ("简单域", p('<w:fldSimple w:instr="DATE">' + r("2015") + "</w:fldSimple>"), "2015"),
    ("没有结束的域不吞正文", p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + r("正文")), "正文"),
    ("EQ分数", p(r("=") + field(r" EQ \f(合格数量,总数量) ") + r("×100%")), "=合格数量/总数量×100%"),
    ("EQ分数带和", p(field(r"eq \f(a+b,c)")), "(a+b)/c"),
    ("EQ带圈字符", p(field(r" eq \o\ac(○,3)") + r("优秀")), "③优秀"),
    ("EQ打勾框", p(field(r"EQ \o\ac(□,√)") + r("是")), "☑是"),
    ("SYMBOL域", p(field(r'SYMBOL 179 \f "Symbol" \s 12') + r("5")), "≥5"),
    (
        "拼音指南只取正文",
        p("<w:r><w:ruby><w:rt>" + r("zhuì") + "</w:rt><w:rubyBase>" + r("缀") + "</w:rubyBase></w:ruby></w:r>"),
        "缀",
    ),
    ("艺术字", p('<w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r>'), "机密"),
    ("双向文字容器", p('<w:dir w:val="ltr">' + r("甲") + '</w:dir><w:bdo w:val="ltr">' + r("乙") + "</w:bdo>"), "甲乙"),
    ("隐藏文字", p(r("满分") + r("内部", HIDDEN) + r("10分")), "满分10分"),
    ("隐藏关闭", p(r("满分", '<w:vanish w:val="0"/>')), "满分"),
    ("网页隐藏不算隐藏", p(r("12", "<w:webHidden/>")), "12"),
    ("占位提示不算正文", p(r("单位：") + sdt(r("单击此处输入文字"), "<w:showingPlcHdr/>")), "单位："),
    ("增删并存", p(r("≥") + deleted("80") + inserted(r("90")) + r("%")), "≥90%"),
    (
        "移动",
        p(
            '<w:moveFrom w:author="甲">'
            + r("旧处")
            + "</w:moveFrom>"
            + r("正文")
            + '<w:moveTo w:author="甲">'
            + r("新处")
            + "</w:moveTo>"
        ),
        "正文新处",
    ),
    ("删除里的公式", p(r("甲") + '<w:del w:author="甲">' + math(mr("x")) + "</w:del>"), "甲"),
    ("运行之外的文字", p("<w:t>裸</w:t>"), "裸"),
]


@pytest.mark.parametrize(("body", "seen"), [row[1:] for row in SEEN], ids=[row[0] for row in SEEN])
def test_a_paragraph_reads_as_seen(body: str, seen: str) -> None:
    assert paragraphs(of(body)) == [seen]


def f(above: str, below: str) -> str:
    return fraction(mr(above), mr(below))


def e(content: str, name: str = "e") -> str:
    return f"<m:{name}>{content}</m:{name}>"


FORMULAS = [
    ("分数", f("合格数量", "总交付数量") + mr("×100%"), "合格数量/总交付数量×100%"),
    ("分子是和", f("a+b", "c"), "(a+b)/c"),
    ("分母是积", f("a", "b×c"), "a/(b×c)"),
    ("已带括号不再加", f("(a+b)", "c"), "(a+b)/c"),
    ("繁分数", fraction(f("a", "b"), mr("c")), "(a/b)/c"),
    ("带分数", mr("2") + f("1", "2"), "2(1/2)"),
    ("分数后紧跟文字", f("1", "2") + mr("x"), "(1/2)x"),
    ("上标", "<m:sSup>" + e(mr("x")) + e(mr("2"), "sup") + "</m:sSup>", "x^2"),
    ("和的上标", "<m:sSup>" + e(mr("a+b")) + e(mr("n−1"), "sup") + "</m:sSup>", "(a+b)^(n−1)"),
    ("下标", "<m:sSub>" + e(mr("x")) + e(mr("i"), "sub") + "</m:sSub>", "x_i"),
    ("上下标", "<m:sSubSup>" + e(mr("x")) + e(mr("i"), "sub") + e(mr("2"), "sup") + "</m:sSubSup>", "x_i^2"),
    (
        "求和",
        '<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr>'
        + e(mr("i=1"), "sub")
        + e(mr("n"), "sup")
        + e(mr("x"))
        + "</m:nary>",
        "∑_(i=1)^n(x)",
    ),
    ("积分", "<m:nary><m:sub/><m:sup/>" + e(mr("x")) + "</m:nary>", "∫(x)"),
    ("平方根", "<m:rad><m:deg/>" + e(mr("a+b")) + "</m:rad>", "√(a+b)"),
    ("立方根", "<m:rad>" + e(mr("3"), "deg") + e(mr("x")) + "</m:rad>", "√[3]x"),
    ("括号", "<m:d>" + e(mr("a")) + "</m:d>", "(a)"),
    (
        "方括号与分隔",
        '<m:d><m:dPr><m:begChr m:val="["/><m:sepChr m:val=","/><m:endChr m:val="]"/></m:dPr>'
        + e(mr("a"))
        + e(mr("b"))
        + "</m:d>",
        "[a,b]",
    ),
    (
        "半边花括号",
        '<m:d><m:dPr><m:begChr m:val="{"/><m:endChr m:val=""/></m:dPr>'
        + e("<m:eqArr>" + e(mr("a")) + e(mr("b")) + "</m:eqArr>")
        + "</m:d>",
        "{a\nb",
    ),
    ("函数", "<m:func>" + e(mr("ln"), "fName") + e(mr("x")) + "</m:func>", "ln(x)"),
    ("极限", "<m:limLow>" + e(mr("lim")) + e(mr("n→∞"), "lim") + "</m:limLow>", "lim_(n→∞)"),
    ("平均号", "<m:bar>" + e(mr("x")) + "</m:bar>", "x\u0305"),
    (
        "矩阵",
        "<m:m><m:mr>" + e(mr("a")) + e(mr("b")) + "</m:mr><m:mr>" + e(mr("c")) + e(mr("d")) + "</m:mr></m:m>",
        "[a,b;c,d]",
    ),
    ("方框", "<m:box>" + e(mr("a")) + "</m:box>", "a"),
    ("公式里的修订", mr("a") + inserted(mr("b")) + '<w:del w:author="甲">' + mr("c") + "</w:del>", "ab"),
    ("不认识的结构不丢字", "<m:sSup>" + e(mr("x")) + e(mr("2"), "sup") + e(mr("丢"), "extra") + "</m:sSup>", "x2丢"),
]


@pytest.mark.parametrize(("content", "seen"), [row[1:] for row in FORMULAS], ids=[row[0] for row in FORMULAS])
def test_a_formula_reads_as_one_line(content: str, seen: str) -> None:
    assert paragraphs(of(p(r("率=") + math(content)))) == [f"率={seen}"]


def test_formulas_in_a_paragraph_of_their_own_stand_line_under_line() -> None:
    assert paragraphs(of(p("<m:oMathPara>" + math(mr("a=b")) + math(mr("c=d")) + "</m:oMathPara>"))) == ["a=b\nc=d"]


# --- left out, but never lost ------------------------------------------------------------------

RESIDUE = [
    ("隐藏文字", p(r("满分") + r("内部口径", HIDDEN)), ("内部口径", "hidden"), "W232"),
    ("占位提示", p(sdt(r("单击此处"), "<w:showingPlcHdr/>")), ("单击此处", "placeholder"), None),
    (
        "拼音",
        p("<w:r><w:ruby><w:rt>" + r("pin") + "</w:rt><w:rubyBase>" + r("拼") + "</w:rubyBase></w:ruby></w:r>"),
        ("pin", "ruby"),
        None,
    ),
    (
        "域代码里的文字",
        p(field("IF 1=1", None).replace("</w:instrText>", "</w:instrText><w:t>代码</w:t>")),
        ("代码", "field"),
        None,
    ),
    ("不认识的容器", p("<w:unknown>" + r("里面") + "</w:unknown>"), ("里面", "unread"), "W231"),
    ("表格行外的段落", tbl(tr("甲") + p("行外")), ("行外", "unread"), "W231"),
    ("隐藏行", tbl(tr("甲"), tr("乙", "丙", properties="<w:hidden/>")), ("乙\n丙", "hidden"), "W232"),
]


@pytest.mark.parametrize(("body", "left", "code"), [row[1:] for row in RESIDUE], ids=[row[0] for row in RESIDUE])
def test_what_is_left_out_is_residue(body: str, left: tuple[str, str], code: str | None) -> None:
    found = of(body)
    assert left_out(found) == [left]
    assert codes(found) == ([code] if code else [])


STYLES = (
    '<w:style w:type="character" w:styleId="Secret"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Deeper"><w:basedOn w:val="Secret"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Note"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="H2"><w:basedOn w:val="H1"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
    '</w:style><w:style w:type="paragraph" w:styleId="H1"><w:basedOn w:val="H2"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr>'
    "</w:style>"
    '<w:style w:type="paragraph" w:styleId="H3"><w:basedOn w:val="H2"/></w:style>'
)


@pytest.mark.parametrize(
    ("body", "seen"),
    [
        (p(r("满分") + r("内部", '<w:rStyle w:val="Secret"/>')), "满分"),
        (p(r("满分") + r("内部", '<w:rStyle w:val="Deeper"/>')), "满分"),
        (p(r("满分", '<w:vanish w:val="0"/>') + r("内部"), '<w:pStyle w:val="Note"/>'), "满分"),
    ],
    ids=["字符样式", "继承的字符样式", "段落样式"],
)
def test_styles_hide_text(body: str, seen: str) -> None:
    found = of(body, styles=STYLES)
    assert paragraphs(found) == [seen]
    assert left_out(found) == [("内部", "hidden")]


def test_two_styles_that_both_hide_cancel_out_as_toggles_do() -> None:
    body = p(r("看得见", '<w:rStyle w:val="Secret"/>'), '<w:pStyle w:val="Note"/>')
    assert paragraphs(of(body, styles=STYLES)) == ["看得见"]


def test_heading_levels_come_from_styles_and_paragraphs_even_in_a_ring_of_styles() -> None:
    body = "".join(p(name, f'<w:pStyle w:val="{name}"/>') for name in ("H1", "H2", "H3"))
    found = of(
        body + p("直接", '<w:outlineLvl w:val="3"/>') + p("正文", '<w:outlineLvl w:val="9"/>') + p("无"), styles=STYLES
    )
    assert [block.level for block in found.blocks] == [1, 2, 2, 4, None, None]  # type: ignore[union-attr]


# --- signs that are changed or not known -------------------------------------------------------


def test_a_mapped_sign_is_a_change() -> None:
    found = of(p(r("\uf0b3", SYMBOL) + r("90%")))
    (change,) = found.changes
    assert (change.kind, change.before, change.after, change.span.end) == ("glyph", "\uf0b3", "≥", 1)


@pytest.mark.parametrize("content", [run('<w:sym w:font="Wingdings" w:char="F021"/>'), r("\uf0b3"), r("\ue123")])
def test_an_unknown_sign_leaves_a_mark_and_a_notice(content: str) -> None:
    found = of(p(r("甲") + content + r("乙")))
    assert paragraphs(found) == ["甲〓乙"]
    assert codes(found) == ["W231"]


@pytest.mark.parametrize(
    ("form", "seen"),
    [
        ("<w:checkBox><w:default w:val='0'/></w:checkBox>", "☐"),
        ("<w:checkBox><w:default w:val='0'/><w:checked/></w:checkBox>", "☒"),
        ("<w:ddList><w:result w:val='1'/><w:listEntry w:val='优'/><w:listEntry w:val='良'/></w:ddList>", "良"),
    ],
    ids=["未选", "已选", "下拉"],
)
def test_form_fields_show_their_state(form: str, seen: str) -> None:
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{form}</w:ffData></w:fldChar></w:r>'
    found = of(
        p(r("评价") + begin + '<w:r><w:instrText>FORM</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')
    )
    assert paragraphs(found) == ["评价" + seen]


def test_an_equation_field_that_cannot_be_drawn_is_told() -> None:
    found = of(p(r("甲") + field(r"EQ \q(1,2)")))
    assert (paragraphs(found), codes(found)) == (["甲"], ["W231"])


# --- text boxes, notes, comments, margins ------------------------------------------------------


@pytest.mark.parametrize("box", [drawn_box, old_box])
def test_a_text_box_is_read_once_after_its_paragraph(box) -> None:  # type: ignore[no-untyped-def]
    assert paragraphs(of(p(r("正文") + box(p("框一") + p("框二"))) + p("后文"))) == ["正文", "框一", "框二", "后文"]


def test_a_text_box_in_a_cell_is_part_of_the_cell() -> None:
    found = of(tbl(tr(tc(p(r("10") + drawn_box(p("修订为15分")))), "乙")))
    assert cell(found).text == "10\n修订为15分"


def test_words_along_a_path_inside_a_text_box_are_read_once() -> None:
    art = '<w:r><w:pict><v:shape><v:textpath string="机密"/></v:shape></w:pict></w:r>'
    assert "".join(paragraphs(of(p(r("外") + old_box(p(art)))))).count("机密") == 1


def test_a_text_box_in_a_text_box_is_read_once() -> None:
    assert paragraphs(of(p(drawn_box(p(r("外") + drawn_box(p("内"))))))) == ["外", "内"]


def test_the_fallback_is_read_where_the_choice_holds_no_text() -> None:
    body = p(
        "<mc:AlternateContent><mc:Choice Requires='x'><w:r/></mc:Choice>"
        f"<mc:Fallback>{r('替代')}</mc:Fallback></mc:AlternateContent>"
    )
    assert paragraphs(of(body)) == ["替代"]


NOTE = "<w:footnote w:id='1'>" + p(run("<w:footnoteRef/>") + r("含村卫生室")) + "</w:footnote>"
REFERENCE = run("<w:footnoteReference w:id='1'/>")


def test_a_footnote_stands_after_the_paragraph_that_calls_it() -> None:
    found = of(p(r("基层机构") + REFERENCE + r("数")) + p("后文"), footnotes=NOTE)
    assert paragraphs(found) == ["基层机构数", "含村卫生室", "后文"]


def test_a_footnote_called_in_a_cell_stands_after_the_table() -> None:
    found = of(tbl(tr(tc(p(r("机构") + REFERENCE)), "5")) + p("后文"), footnotes=NOTE)
    assert [getattr(block, "text", "表") for block in found.blocks] == ["表", "含村卫生室", "后文"]
    assert cell(found).text == "机构"


def test_an_endnote_stands_after_its_paragraph() -> None:
    body = p(r("甲") + run("<w:endnoteReference w:id='2'/>"))
    assert paragraphs(of(body, endnotes="<w:endnote w:id='2'>" + p("尾注") + "</w:endnote>")) == ["甲", "尾注"]


def test_a_footnote_that_nothing_calls_is_residue() -> None:
    assert left_out(of(p("甲"), footnotes=NOTE)) == [("含村卫生室", "unread")]


def test_a_comment_is_residue_at_its_place() -> None:
    comments = "<w:comment w:id='7'>" + p("请核对") + "</w:comment>"
    found = of(p("前") + tbl(tr(tc(p(r("10") + run("<w:commentReference w:id='7'/>"))))), comments=comments)
    assert left_out(found) == [("请核对", "comment")]
    (notice,) = found.notices
    assert (notice.code, notice.params) == ("W233", {"text": "请核对"})
    assert notice.span is not None
    place = found.place(notice.span.start)
    assert (place.block, place.row, place.column) == (1, 0, 0)


def test_comments_of_one_number_are_both_kept() -> None:
    comments = ("<w:comment w:id='7'>" + p("一") + "</w:comment>") + ("<w:comment w:id='7'>" + p("二") + "</w:comment>")
    assert left_out(of(p("甲"), comments=comments)) == [("一\n二", "comment")]


def test_page_headers_and_footers_are_furniture_at_the_end() -> None:
    section = '<w:sectPr><w:headerReference r:id="header1"/><w:footerReference r:id="footer1"/></w:sectPr>'
    found = of(p("正文") + section, header1=p("某市卫生局"), footer1=tbl(tr("第1页", tc(p(drawn_box(p("共2页")))))))
    assert paragraphs(found) == ["正文"]
    texts = [(found.text[item.span.start : item.span.end], item.kind) for item in found.furniture]
    assert texts == [("某市卫生局", "page_header"), ("第1页", "page_footer"), ("共2页", "page_footer")]


def test_a_header_that_no_section_uses_is_not_read() -> None:
    assert not of(p("正文"), header1=p("旧页眉")).furniture


def test_struck_words_stay_and_are_told() -> None:
    found = of(p(r("10", "<w:strike/>") + r("15", '<w:dstrike w:val="0"/>') + r("分")))
    assert (paragraphs(found), codes(found)) == (["1015分"], ["W231"])
    assert found.notices[0].params == {"what": "strikethrough: 10"}


def test_a_sub_document_is_told() -> None:
    assert codes(of(p(r("甲") + '<w:subDoc r:id="x"/>'))) == ["W231"]


def test_embedded_documents_are_told() -> None:
    assert codes(of('<w:altChunk r:id="x"/>')) == ["W231"]


def test_a_picture_in_a_cell_is_told_once() -> None:
    graphic = "<a:graphic><a:graphicData><pic:pic/></a:graphicData></a:graphic>"
    picture = f"<w:r><w:drawing><wp:inline>{graphic}</wp:inline></w:drawing></w:r>"
    found = of(tbl(tr(tc(p(r("甲") + picture + picture)), "乙")))
    assert codes(found) == ["W234"]


def test_a_drawn_shape_is_no_picture() -> None:
    shape = '<w:r><w:pict><v:shape><v:imagedata o:title=""/></v:shape></w:pict></w:r>'
    assert codes(of(tbl(tr(tc(p(r("甲") + shape)))))) == []


def test_an_old_picture_in_a_cell_is_told() -> None:
    shape = '<w:r><w:pict><v:shape><v:imagedata r:id="x"/></v:shape></w:pict></w:r>'
    assert codes(of(tbl(tr(tc(p(r("甲") + shape)))))) == ["W234"]


def test_a_file_of_nothing_but_pictures_is_told() -> None:
    assert codes(of(p("<w:r><w:drawing/></w:r>"))) == ["W234"]


def test_an_embedded_object_is_told_in_running_text_too() -> None:
    assert codes(of(p(r("公式") + "<w:r><w:object><v:shape/><o:OLEObject/></w:object></w:r>"))) == ["W234"]


def test_control_characters_are_removed_and_told() -> None:
    found = of(p("<w:r><w:t>满\x01意&#2;度</w:t></w:r>"))
    assert (paragraphs(found), codes(found)) == (["满意度"], ["W221"])
    assert found.notices[0].params == {"count": "2"}


# --- the twelve constructs in one file ---------------------------------------------------------


def test_twelve_constructs_in_one_file() -> None:
    ruled = tbl(
        tr(
            tc(p("设备", in_list(2))),
            tc(p(r("≥") + deleted("80") + inserted(r("90")) + r("分"))),
            tc(p(math(f("合格数", "总数")))),
            tc(tbl(tr("内表")) + p()),
            tc(sdt(p("控件"))),
            tc(p(run('<w:sym w:font="Symbol" w:char="F0B3"/>') + r("95%") + r("内部", HIDDEN))),
            tc(p(r("脚注") + REFERENCE + drawn_box(p("框")))),
        ),
        sdt(tr("整行控件", "", "", "", "", "", "")),
    )
    section = '<w:sectPr><w:headerReference r:id="header1"/></w:sectPr>'
    found = of(
        p("总则", in_list(1)) + ruled + section,
        numbering=lists(level(0, "chineseCountingThousand", "%1、"), level(0, "decimal", "%1.")),
        footnotes=NOTE,
        header1=p("页眉"),
    )
    assert [getattr(block, "text", "表") for block in found.blocks] == ["一、 总则", "表", "表", "含村卫生室"]
    outer = found.blocks[1]
    texts = [c.text for c in outer.cells]  # type: ignore[union-attr]
    assert texts[:8] == ["1. 设备", "≥90分", "合格数/总数", "", "控件", "≥95%", "脚注\n框", "整行控件"]
    assert found.blocks[2].parent == (0, 0, 3)  # type: ignore[union-attr]
    assert [c.before + "→" + c.after for c in found.changes] == ["80→90"]
    assert left_out(found) == [("内部", "hidden")]
    assert found.furniture[0].kind == "page_header"
