"""Text of web pages outside tables: lines, levels, lists, hidden text, server code, frames, archives, broken pages."""

from __future__ import annotations

import base64
import quopri
import time
from textwrap import dedent

import pytest
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalog.problems import Trouble
from extractor import readers
from extractor.document import Paragraph
from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import extract_source
from extractor.readers.html_builder import PlainBuilder
from extractor.source import from_bytes
from tests.html_make import archive, codes, furniture, grids, page, paragraphs, residue, rows, shown

TABLE = "<table><tr><td>序号<td>指标<tr><td>1<td>满意度</table>"
READ = [["序号", "指标"], ["1", "满意度"]]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("一<br>二<p>三<p>四", ["一", "二", "三", "四"]),
        ("<div>一<div>二</div>三</div>", ["一", "二", "三"]),
        ("<p>床<b>位</b><span>使用</span>率<sup>①</sup></p>", ["床位使用率①"]),
        ("<p>一\n  二\t三</p>", ["一二 三"]),
        ("<p>不少于\n  4次，\n 每\r\n少1<b>\n次\n</b>。 A\n B\n 扣“\n甲</p>", ["不少于 4次，每少1 次。 A B 扣“甲"]),
        ("<pre>甲\n乙</pre>", ["甲", "乙"]),
        ("<p>&nbsp;&nbsp;一、总则\u3000</p><p>&nbsp;</p>", ["一、总则"]),
        ("<pre>一  二\n\t三</pre>", ["一  二", "\t三"]),
        ("<p style='white-space: pre-wrap'>一  二</p>", ["一  二"]),
        ("<span style='display:block'>一</span>二<div style='display:inline'>三</div>", ["一", "二三"]),
        (
            "<ol><li>一<li>二<ol type=a><li>甲</ol><li value=9>三<li>四</ol>",
            ["1. 一", "2. 二", "a. 甲", "9. 三", "10. 四"],
        ),
        ("<ol start=3 type=I><li>一<li><p>二</p></ol>", ["III. 一", "IV. 二"]),
        ("<ol reversed><li>一<li>二</ol>", ["2. 一", "1. 二"]),
        ("<ol style='list-style-type:cjk-ideographic'><li>总则</ol>", ["一、 总则"]),
        ("<ol style='list-style:none'><li>一</ol><ul><li>二</ul>", ["一", "二"]),
        ("<ol><li>1、一<li>2、二<li>另一</ol>", ["1、一", "2、二", "3. 另一"]),
        ("<ol><li></li></ol>甲", ["1.", "甲"]),
        ("<p>≥90%&le;5&#8804;&#x2264;&amp;</p>", ["≥90%≤5≤≤&"]),
        ("<p>合计<%-- 注 --%><%= a > b %><?php echo $a->b; ?>5分</p>", ["合计5分"]),
        ("<?xml:namespace prefix = o /><p>甲<o:p>乙</o:p></p>", ["甲乙"]),
        ("<p><![if !supportLists]><span style='mso-list:Ignore'>1.</span><![endif]>内容</p>", ["1.内容"]),
        ("<p>甲<!--[if gte mso 9]><xml><a>乙</a></xml><![endif]-->丙</p><xml>丁</xml>", ["甲丙"]),
        ("<script>甲</script><style>乙</style><noscript>丙</noscript><template>丁</template><p>戊", ["戊"]),
        ("<p><label>等级<input value=三甲></label><button>选</button></p>", ["等级三甲选"]),
        (
            "<p>单位：<input type=text value='市医院'><input type=password value=x><input type=file></p>",
            ["单位：市医院"],
        ),
        ("<select multiple><option selected>甲<option>乙<option selected>丙</select>", ["甲 丙"]),
        ("<iframe srcdoc='<p>框内</p>'>旧</iframe><iframe src=ad.html>无</iframe>", ["框内"]),
        ("<p>x < 5分, y > 3</p>", ["x < 5分, y > 3"]),
        ("<ruby>率<rp>(</rp><rt>lǜ</rt></ruby>", ["率"]),
        ("<div aria-hidden=true>见</div>", ["见"]),
    ],
)
def test_lines(body: str, expected: list[str]) -> None:
    assert paragraphs(page(f"<html><body>{body}</body></html>")) == expected


def test_headings_have_levels() -> None:
    document = page("<h1>甲</h1><h3>乙<br>丙</h3><p>丁</p>")
    assert [(b.text, b.level) for b in document.blocks if isinstance(b, Paragraph)] == [
        ("甲", 1), ("乙", 3), ("丙", 3), ("丁", None),
    ]  # fmt: skip


def test_the_title_is_furniture_and_comes_first() -> None:
    document = page("<title>评分\n 细则</title><p>正文</p>")
    assert (furniture(document), document.text) == ({"评分 细则": "page_title"}, "评分 细则\n正文\n")


@pytest.mark.parametrize(
    "style",
    [
        "hidden",
        "style='display:none'",
        "style='visibility: hidden'",
        "style='mso-hide:all'",
        "style='DISPLAY : NONE'",
        "style='text-indent:-9999px'",
    ],
)
def test_hidden_text_is_residue(style: str) -> None:
    document = page(f"<p>见<span {style}>密<b>码</b></span>到</p><div {style}>{TABLE}</div>")
    assert shown(document) == ["见到"]
    assert residue(document) == {"密码": "hidden", "序号指标1满意度": "hidden"}
    assert codes(document) == ["W232"]


@pytest.mark.parametrize(
    ("body", "text", "left"),
    [
        ("<span style='font-size:0'>密</span>见", "见", {"密": "hidden"}),
        ("<span style='color:#fff; FONT-SIZE: 0px'>密</span>见", "见", {"密": "hidden"}),
        ("<span style='font-size:0.0pt'><b>密</b></span>见", "见", {"密": "hidden"}),
        ("<span style='font-size:0em!important'>密</span>见", "见", {"密": "hidden"}),
        ("<span style='font:0/0 a'>密</span>见", "见", {"密": "hidden"}),
        ("<span style='color:transparent'>密</span>见", "见", {"密": "hidden"}),
        ("<span style='opacity:0'>密</span>见", "见", {"密": "hidden"}),
        ("<div style='font-size:0'>密<span style='font-size:14px'>见</span></div>", "见", {"密": "hidden"}),
        ("<div style='font-size:0'><span class=big>见</span></div>", "见", {}),
        ("<span style='font-size:0.8em;opacity:0.9;line-height:0'>见</span>", "见", {}),
        ("<span style='background-color:transparent;text-indent:-18pt'>见</span>", "见", {}),
        ("<span style='background-clip:text;color:transparent'>见</span>", "见", {}),
        ("<div style='opacity:0'>见</div>", "见", {}),
    ],
)
def test_words_that_cannot_be_seen_are_residue(body: str, text: str, left: dict[str, str]) -> None:
    document = page(body)
    assert (paragraphs(document), residue(document)) == ([text], left)
    assert codes(document) == ["W232"] * bool(left)


HIDE = "<p class='a hide'>密</p><p id=old>旧</p><p>见</p>"


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ("<style>.hide{display:none}</style>", ["旧", "见"]),
        ("<style><!-- /* .x{ */ @import 'a'; p.b, P.hide , #old { color:red; Display : None }--></style>", ["见"]),
        ("<style>.hide{visibility:hidden}</style>", ["旧", "见"]),
        ("<style>.hide{display:none} .hide.on{display:block}</style>", ["密", "旧", "见"]),
        ("<style>@media print{.hide{display:none}} #old{color:red}</style>", ["密", "旧", "见"]),
        ("<style media=print>.hide{display:none}</style>", ["密", "旧", "见"]),
        ("<style>.tab .hide{display:none} div.hide{display:none}</style>", ["密", "旧", "见"]),
        ("<style>.hide{text-decoration:line-through}</style>", ["旧", "见"]),
        ("<style>}.hide{display:none</style>", ["旧", "见"]),
        ("<noscript><style>.hide{display:none}</style></noscript>", ["密", "旧", "见"]),
        ("<style>" + "@media a{" * 9000 + "</style>", ["密", "旧", "见"]),
    ],
)
def test_simple_rules_of_the_page_hide(sheet: str, expected: list[str]) -> None:
    document = page(f"<html><head>{sheet}</head><body>{HIDE}")
    assert paragraphs(document) == expected


def test_a_style_of_its_own_shows_what_a_rule_hides() -> None:
    assert paragraphs(page("<style>.hide{display:none}</style><p class=hide style='display:block'>见</p>")) == ["见"]


# --- tracked changes ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "text", "changes"),
    [
        ("不少于<del>2</del>4次", "不少于4次", [("2", "", 3)]),
        ("扣<s>1</s>2分", "扣2分", [("1", "", 1)]),
        ("扣<strike> 1 </strike>2分", "扣2分", [("1", "", 1)]),
        ("扣<span style='TEXT-DECORATION: underline line-through'>1</span>2分", "扣2分", [("1", "", 1)]),
        ("扣<span style='text-decoration-line:line-through'>1</span>2分", "扣2分", [("1", "", 1)]),
        ("扣<del>1</del><ins>2</ins>分", "扣2分", [("1", "2", 1)]),
        (
            "扣<span class=msoDel><del cite='mailto:王'>1</del></span><span class=msoIns><ins cite='mailto:王'>2</ins></span>分",
            "扣2分",
            [("1", "2", 1)],
        ),
        ("扣 <b> 多 </b><ins>2</ins>分", "扣 多 2分", [("", "2", 4)]),
        ("<p><s>旧</s></p><p>新</p>", "新", [("旧", "", 0)]),
        ("<p>新</p><p><s>旧</s></p>", "新", [("旧", "", 1)]),
        ("甲<br>乙<s>丙</s>丁<s>戊</s>", "甲\n乙丁", [("丙", "", 3), ("戊", "", 4)]),
        ("<u style='text-decoration:underline'>甲</u>", "甲", []),
        ("<ins class=adsbygoogle></ins>甲", "甲", []),
    ],
)
def test_tracked_changes_are_taken_as_accepted(cell: str, text: str, changes: list[tuple[str, str, int]]) -> None:
    document = page(f"<table><tr><td>序号<td>指标<tr><td>1<td>{cell}</table>")
    assert rows(grids(document)[0]) == [["序号", "指标"], ["1", text]]
    start = next(c.start for c in grids(document)[0].cells if (c.row, c.column) == (1, 1))
    assert [(c.before, c.after, c.span.start - start) for c in document.changes if c.kind == "revision"] == changes
    assert codes(document) == ["W230"] * len(changes)
    assert set(residue(document).values()) <= {"hidden"}


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("<tr style='text-decoration:line-through'><td>2<td>旧</tr>", READ),
        ("<tr><td style='text-decoration:line-through'>2<td>旧</tr>", [*READ, ["", "旧"]]),
        ("<tr><td><s>2</s><td>旧</tr>", [*READ, ["", "旧"]]),
    ],
)
def test_rows_and_cells_that_are_struck(row: str, expected: list[list[str]]) -> None:
    document = page(f"{TABLE[:-8]}{row}</table>")
    assert ([rows(grid) for grid in grids(document)], codes(document)) == ([expected], ["W230"])


def test_a_struck_digit_leads_to_review() -> None:
    body = "<h1>2023年度考核评分表</h1><table><tr><th>序号<th>考核指标<th>考核内容<th>评分标准<th>分值" + "".join(
        f"<tr><td>{n}<td>{name}<td>每月巡查不少于{old}4次。<td>每少1次扣2分。<td>20"
        for n, name, old in ((1, "巡查", "<del>2</del>"), (2, "宣传", ""))
    )
    made = extract_source(from_bytes("a.html", f"{body}</table>".encode(), DEFAULT_LIMITS))
    assert [["R118" in [r.code for r in i.review], i.targets[0].value] for i in made.indicators] == [
        [True, 4],
        [False, 4],
    ]


# --- small figures, formulas, signs in pictures ---------------------------------------------------


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("10<sup>4</sup>吨", "10⁴吨"),
        ("10<sup><font size=1>-2</font></sup>", "10⁻²"),
        ("３<sub>2</sub>", "３₂"),
        ("10<sup>n</sup>", "10^n"),
        ("98<sup>①</sup>%，1<sup>[2]</sup>分，9<sup>%</sup>", "98①%，1[2]分，9%"),
        ("m<sup>2</sup>", "m2"),
        (
            "<math><mi>率</mi><mo>=</mo><mfrac><mi>甲</mi><mi>乙</mi></mfrac><mo>×</mo><mn>100</mn><mo>%</mo></math>",
            "率=甲/乙×100%",
        ),
        ("<math><mfrac><mrow><mi>甲</mi><mo>-</mo><mi>乙</mi></mrow><mi>丙</mi></mfrac></math>", "(甲-乙)/丙"),
        ("<math><mn>2</mn><mfrac><mn>1</mn><mn>2</mn></mfrac></math>", "2(1/2)"),
        ("<math> <msup><mn>10</mn><mn>4</mn></msup> <msqrt><mi>x</mi></msqrt></math>", "10^4√x"),
        ("<math><mfrac><mi>甲</mi></mfrac><annotation>x</annotation></math>", "甲"),
        ("率<img alt='≤' src=a>10%", "率≤10%"),
        ("率<img title='≥'>10%", "率≥10%"),
        ("<img alt='图片'>10%", "10%"),
    ],
)
def test_signs_that_the_page_states_otherwise(body: str, text: str) -> None:
    assert paragraphs(page(f"<p>{body}</p>")) == [text]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("率<img src=a.gif>85%", ["W241"]),
        ("<img src=a.gif width=9> 85%", ["W241"]),
        ("率<img alt='≤'>85%", ["W240"]),
        ("<img src=a.gif>1、甲", []),
        ("率<img src=a.gif>高", []),
        ("率<img src=a.gif width=1 height=1>85%", []),
        ("率<img src=a.gif alt=图标>85%", []),
    ],
)
def test_pictures_before_numbers_are_told(cell: str, told: list[str]) -> None:
    document = page(f"<table><tr><td>序号<td>指标<tr><td>1<td>{cell}</table>")
    assert codes(document) == told
    assert all(document.place(n.span.start).row == 1 for n in document.notices if n.span is not None)


def test_visibility_can_be_given_back_inside() -> None:
    body = "<div style='visibility:hidden'><p style='visibility:visible'>见</p></div>"
    assert paragraphs(page(body)) == ["见"]


def test_every_block_knows_its_place() -> None:
    document = page(f"<p>甲</p>{TABLE}<p>乙</p>")
    assert document.place(document.text.index("满")).row == 1
    assert [document.place(document.text.index(text)).block for text in "甲满乙"] == [0, 1, 2]


# --- encodings ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("label", "encoding", "told"),
    [
        ("gb2312", "gb18030", ["W220"]),
        ("gbk", "gb18030", []),
        ("utf-8", "gb18030", ["W220"]),
        ("gb2312", "utf-8", ["W220"]),
        ("utf-8", "utf-16", ["W220"]),
        ("utf-8", "utf-16-le", ["W220"]),
    ],
)
def test_labels_that_lie_lose_nothing(label: str, encoding: str, told: list[str]) -> None:
    text = f"<html><head><meta charset={label}></head><body><p>朱镕基路300㎡</p>{TABLE}</body></html>"
    document = page(text.encode(encoding))
    assert (shown(document), codes(document)) == (["朱镕基路300㎡", READ], told)


def test_nul_and_control_characters_are_told() -> None:
    document = page("<p>甲\0乙\x07</p>")
    assert (paragraphs(document), codes(document)) == (["甲乙"], ["W221"])


# --- archives ----------------------------------------------------------------------------------


def _part(kind: str, name: str, body: bytes, coding: str) -> bytes:
    coded = base64.encodebytes(body) if coding == "base64" else quopri.encodestring(body)
    head = f"Content-Type: {kind}\nContent-Location: file:///C:/{name}\nContent-Transfer-Encoding: {coding}\n\n"
    return b"--B\n" + head.encode() + coded + b"\n"


def _archive(*parts: bytes) -> bytes:
    head = 'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="B"; type="text/html"\n\n'
    return head.encode() + b"".join(parts) + b"--B--\n"


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
@pytest.mark.parametrize("charset", ["gb2312", "utf-8"])
def test_an_archive_is_read_like_its_page(coding: str, charset: str) -> None:
    body = f"<p>考核</p>{TABLE}".encode(charset)
    data = _archive(
        _part(f'text/html; charset="{charset}"', "a.htm", body, coding), _part("image/png", "b", b"x", coding)
    )
    assert shown(archive(data)) == ["考核", READ]
    document, reader = readers.read(from_bytes("a.mht", data, DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert (shown(document), reader) == (["考核", READ], "mht")


def test_frames_of_an_archive_are_filled_from_its_parts() -> None:
    root = b"<frameset><frame src='x.files/sheet001.htm'><noframes>none</noframes></frameset>"
    sheet = f"<html><meta charset=gbk>{TABLE}".encode("gbk")
    data = _archive(
        _part("text/html", "x.htm", root, "base64"), _part("text/html", "x.files/sheet001.htm", sheet, "base64")
    )
    document = archive(data)
    assert (shown(document), codes(document)) == ([READ], [])


SHEETS = {
    "x.files/sheet001.htm": f"{TABLE}",
    "x.files/sheet002.htm": "<p>二</p>",
    "x.files/sheet003.htm": "<!--[if gte mso 9]><xml><x:Visible>SheetHidden</x:Visible></xml><![endif]--><p>三</p>",
}
FRAMESET = "<frameset><frame src='x.files/sheet002.htm'><frame src='x.files/tabstrip.htm'></frameset>"


@pytest.mark.parametrize("root", [FRAMESET, "<p>无框架</p>"])
def test_every_sheet_of_a_workbook_is_read_in_order(root: str) -> None:
    pages = {"x.htm": root, **SHEETS, "x.files/tabstrip.htm": "<a href=a>甲表</a>"}
    data = _archive(*(_part("text/html; charset=utf-8", name, text.encode(), "base64") for name, text in pages.items()))
    document = archive(data)
    assert [block for block in shown(document) if block != "无框架" and block != "甲表"] == [READ, "二"]
    assert residue(document) == {"三": "hidden"}
    assert codes(document) == ["W232"]


def test_pages_of_an_archive_that_are_not_read_are_told() -> None:
    pages = {
        "a.htm": "<p>正文</p>",
        "other.htm": "<p>" + "考核" * 30,
        "header.htm": "<div style='mso-element:header'>" + "页" * 60,
    }
    data = _archive(*(_part("text/html; charset=utf-8", name, text.encode(), "base64") for name, text in pages.items()))
    assert [(n.code, n.params) for n in archive(data).notices] == [("W238", {"names": "other.htm"})]


@pytest.mark.parametrize(
    "data", [_archive(), _archive(_part("image/png", "b", b"x", "base64")), b"MIME-Version: 1.0\n\ntext/html"]
)
def test_an_archive_without_a_page(data: bytes) -> None:
    with pytest.raises(Trouble) as trouble:
        archive(data)
    assert trouble.value.code == "E113"


# --- broken and hostile pages ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("<html></html>", "E223"),
        ("<html><body><script>document.write('考核')</script></body></html>", "E223"),
        ("<body><%@ include file='a.jsp' %></body>", "E223"),
        ('<p a="' + "<p>考核内容考核内容</p>" * 9, "E105"),
    ],
)
def test_pages_without_text_are_refused(body: str, code: str) -> None:
    with pytest.raises(Trouble) as trouble:
        page(body)
    assert trouble.value.code == code


@pytest.mark.parametrize("opening", ["<!-- ", "<script>", "<textarea hidden><style>", "<title>"])
def test_text_that_an_unclosed_element_swallows_is_told_or_kept(opening: str) -> None:
    document = page(f"<body><p>前</p>{opening}" + "<p>考核内容每少一次扣一分</p>" * 20)
    kept = sum(document.text.count(text) for text in ("考核内容每少一次扣一分",))
    assert kept == 20 or "W235" in codes(document)


def test_no_loss_is_told_of_a_sound_page() -> None:
    comment = "<!-- " + "注释内容" * 50 + " -->"
    script = "<script>var a = '" + "脚本内容" * 50 + "';</script>"
    assert codes(page(f"<body>{comment}{script}<p title='{'提示文字' * 30}'>正文</p></body>")) == []


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.8, 0.97])
def test_a_cut_page_is_read_as_far_as_it_goes(cut: float) -> None:
    text = "<html><body>" + "".join(f"<p>第{n}条</p>{TABLE}" for n in range(50))
    document = page(text[: int(len(text) * cut)])
    assert paragraphs(document)[0] == "第0条"
    assert len(grids(document)) >= 50 * cut - 2


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (f"{TABLE[:-8]}<tr><td>2<td>甲<td", ["W236"]),
        (f"{TABLE[:-8]}", ["W236"]),
        (f"{TABLE[:-8]}<tr><td>2</td>{TABLE}</td></tr>", ["W236", "W217"]),
        (f"{TABLE[:-8]}{TABLE}", ["W236"]),
        (f"{TABLE}<p>甲</p><p cla", ["W237"]),
        (f"{TABLE}<!-- <table> --><script>'<table>'</script>", []),
        (f"{TABLE}</table>{TABLE}<p>x < 5分</p>", []),
    ],
)
def test_pages_that_were_cut_are_told(body: str, told: list[str]) -> None:
    assert codes(page(f"<body>{body}")) == told


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<title>表</title><frameset><frame src=s1.htm><frame src=t.htm></frameset>", [("W242", "s1.htm、t.htm")]),
        ("<p>甲</p><iframe src=a.htm></iframe><iframe src=about:blank></iframe>", [("W242", "a.htm")]),
        (f"{TABLE}<iframe src=a.htm></iframe><a href=a.docx>附件</a>", []),
        ("<title>表</title><h1>细则</h1><p><img src=1.jpg width=900></p>", [("W234", "")]),
        ("<h1>细则</h1><div class=logo><img src=1.jpg></div>", []),
        ("<h1>细则</h1><img src=1.jpg><p>" + "考核" * 200, []),
        ("<title>表</title><div id=app></div><script>var a</script>", [("W243", "")]),
        ("<p>见附件：<a href='/P1.docx'>评分细则</a><a href=x.htm>新闻</a></p>", [("W244", "评分细则")]),
    ],
)
def test_why_a_page_has_no_table(body: str, told: list[tuple[str, str]]) -> None:
    assert [(n.code, n.params.get("names", "")) for n in page(body).notices] == told


N = 20_000


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<div>" * N + f"深{TABLE}" + "</div>" * N, ["深", READ]),
        ("<span>" * N + f"深{TABLE}", ["深", READ]),
        ("<b><i>" * N + f"深</div>{TABLE}", ["深", READ]),
        ("<table><tr><td>" * 3000 + f"深{TABLE}" + "</td></tr></table>" * 3000, ["深", READ]),
        ("<ul><li>" * 3000 + f"深{TABLE}", ["深", READ]),
        ("<div class=nav>" * 3000 + f"深{TABLE}", ["深", READ]),
        ("<p " + " ".join(f"a{n}=1" for n in range(N)) + f">深</p>{TABLE}", ["深", READ]),
        (f"<div class='{'nav ' * N}'>{TABLE}</div>", [READ]),
        ("<div hidden>" * N + "密" + "</div>" * N + TABLE, [READ]),
        ("<!--" * N + "x-->" + TABLE, [READ]),
        ("<p>深" + "<%" * N + "%>" + TABLE, ["深", READ]),
    ],
)  # fmt: skip
def test_floods_and_depths_are_read(body: str, blocks: list[object]) -> None:
    started = time.process_time()
    assert shown(page(body)) == blocks
    assert time.process_time() - started < 20


@pytest.mark.parametrize("body", ["<%" * 50_000, "<!--" * 50_000, "&#" * 50_000, "<script>" * 20_000, "< " * 50_000])
def test_openings_without_an_end_take_no_time(body: str) -> None:
    started = time.process_time()
    page(f"<p>甲</p>{body}")
    assert time.process_time() - started < 10


def test_zones_in_zones_take_no_time() -> None:
    started = time.process_time()
    page("<div class=nav>" * 6000 + "<p>某处</p>" * 8000 + TABLE)
    assert time.process_time() - started < 5


def test_a_long_text_is_whole() -> None:
    document = page("<p>" + "考核" * 2_000_000)
    assert document.visible == 4_000_000


WORDS = (
    "<p> </p> <div> </div> <b> </b> <table> </table> <tr> </tr> <td> </td> <th> <li> <ol> </ol> <ul> <br> <pre> </pre> "
    "<h2> </h2> <select> </select> <option> <input> <textarea> </textarea> <span&hidden> </span> <thead> </thead> <tfoot> "
    "<caption> </caption> <nav> </nav> <a&href=x> </a> <iframe&srcdoc=甲> <rt> <ruby> <title> </title> <svg> </svg> <q "
    "<!-- --> <![if&x]> <% %> <script> </script> </body> <body> <head> <html> <form> </form> <button> 甲 乙丙 5分 \u2003 "
    "<td&rowspan=3> <td&colspan=2> <td&rowspan=0> <p&style=display:none> <input&value=丁> <dialog> <xml> </xml> <object>"
)
PIECES = st.sampled_from(WORDS.split())


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=30))
def test_any_mixture_balances(pieces: list[str]) -> None:
    """`page` checks the balance: what is counted in the source is what stands on the tape."""
    try:
        page("<html>" + "".join(pieces).replace("&", " "))
    except Trouble as trouble:
        assert trouble.code in ("E223", "E105")


@settings(max_examples=200, deadline=None)
@given(st.lists(PIECES, max_size=25))
def test_the_tree_is_the_one_that_beautifulsoup_builds(pieces: list[str]) -> None:
    """Our builder leaves out what nobody asks for; elements, attributes and texts are the same."""
    text = "<html>" + "".join(pieces).replace("&", " ")
    ours = BeautifulSoup(text, builder=PlainBuilder())
    theirs = BeautifulSoup(text, "lxml", multi_valued_attributes=None, string_containers={})
    assert [tag.name for tag in ours.find_all(True)] == [tag.name for tag in theirs.find_all(True)]
    assert "".join(ours.get_text().split()) == "".join(theirs.get_text().split())


def test_an_xls_that_is_a_page() -> None:
    text = dedent(f"""\
        <html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset=gb2312>
        <!--[if gte mso 9]><xml><x:Name>表一</x:Name></xml><![endif]--></head><body>
        <table x:str>{TABLE[7:]}<![if supportMisalignedColumns]><tr height=0 style='display:none'>
        <td width=72></td><td width=72></td></tr><![endif]></table></body></html>""")
    document, reader = readers.read(from_bytes("考核.xls", text.encode("gbk"), DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert reader == "html"
    assert [rows(grid) for grid in grids(document)] == [READ]
    assert "W102" in codes(document)


def test_a_page_without_a_table_says_why():
    source = "<html><body><h1>考核办法</h1><p><img src='1.png'></p></body></html>"
    with pytest.raises(Trouble) as trouble:
        extract_source(from_bytes("p.html", source.encode(), DEFAULT_LIMITS), DEFAULT_LIMITS)
    assert trouble.value.code == "E140"
    assert "图片" in trouble.value.say("zh")
