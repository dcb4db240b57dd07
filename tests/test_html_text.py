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
        ("<p>一\n  二\t三</p>", ["一 二 三"]),
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
    ["hidden", "style='display:none'", "style='visibility: hidden'", "style='mso-hide:all'", "style='DISPLAY : NONE'"],
)
def test_hidden_text_is_residue(style: str) -> None:
    document = page(f"<p>见<span {style}>密<b>码</b></span>到</p><div {style}>{TABLE}</div>")
    assert shown(document) == ["见到"]
    assert residue(document) == {"密码": "hidden", "序号指标1满意度": "hidden"}
    assert codes(document) == ["W232"]


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
