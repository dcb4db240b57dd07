"""Site furniture: known lines, lines beyond them, containers, links; and content that stands among them."""

from __future__ import annotations

import time

import pytest

from extractor import lexicon
from extractor.limits import DEFAULT_LIMITS
from extractor.readers import text
from extractor.readers.chrome import chrome, is_site_page, telling
from extractor.source import from_bytes
from extractor.zh.normalize import normalize
from tests.html_make import furniture, page, paragraphs, shown

HOSTILE = [
    "打印" * 150,
    "首页 > " * 75,
    "登录 " * 100,
    "字体:大中小 " * 40,
    "关于我们 | " * 50,
    "0" * 300,
    "版权 " * 100,
]


@pytest.mark.parametrize("entry", lexicon.entries("chrome"), ids=lambda entry: entry.name)
def test_examples(entry: lexicon.Entry) -> None:
    assert entry.examples and entry.counters
    assert [words for words in entry.examples if not entry.pattern.fullmatch(normalize(words))] == []
    assert [words for words in entry.counters if entry.pattern.fullmatch(normalize(words))] == []


@pytest.mark.parametrize("entry", lexicon.entries("chrome"), ids=lambda entry: entry.name)
def test_no_counter_is_taken_by_another_entry(entry: lexicon.Entry) -> None:
    assert [words for words in entry.counters if telling(words) not in (None, entry.name)] == []


@pytest.mark.parametrize("entry", lexicon.entries("chrome"), ids=lambda entry: entry.name)
def test_hostile_lines_take_no_time(entry: lexicon.Entry) -> None:
    started = time.process_time()
    for words in HOSTILE:
        entry.pattern.fullmatch(normalize(words) + "。")
    assert time.process_time() - started < 0.5


# --- the plain lines of a rendered page --------------------------------------------------------

BODY = (
    "1、某区基层站所绩效评价指标体系一级指标二级指标满意度该指标按同类机构得分排名依次减少，" + "具体按规定执行。" * 9
)
DUMP = """欢迎来到某某文库! | 帮助中心
-某某文库
-• 临时分类>
-• 医药卫生>
-首页 某某文库 > 资源分类 > DOCX文档下载
-分享到微信 分享到QQ空间
+某区基层站所绩效评价指标体系.docx
-• 资源ID:1000000       全文页数:21页
-如填写123,账号就是123。
-加入VIP,免费下载
-友情提示
-2、文档下载后,可能会被浏览器默认打开。
-5、标题没有写明的都视为没有答案,请知晓。
+某区基层站所绩效评价指标体系.docx
+（2015年版）
+各区卫生健康局：
+BODY
+2、不少于10次的健康教育活动，每少1次扣0.5分。
+考核结果公开
+某区卫生健康局
+2015年12月10日
-注意事项
-本文为本站会员主动上传,某某文库仅提供信息存储空间。
-猜你喜欢
-• 某县绩效考核方案.doc
-关于我们 - 网站地图 - 联系我们
-© 2008-2023 某某文库 版权所有
-收起""".replace("BODY", BODY)
LINES = [line.lstrip("+-") for line in DUMP.split("\n")]
SITE = [not line.startswith("+") for line in DUMP.split("\n")]


def test_lines_of_a_rendered_page() -> None:
    found = chrome(LINES)
    assert [line for line, is_site in zip(LINES, found, strict=True) if is_site] == [
        line for line, is_site in zip(LINES, SITE, strict=True) if is_site
    ]


def test_the_text_reader_sets_them_apart() -> None:
    source = from_bytes("x.txt", "\n".join(LINES).encode(), DEFAULT_LIMITS)
    document = text.read(source, DEFAULT_LIMITS)
    assert list(furniture(document).values()) == ["site"] * sum(SITE)
    assert paragraphs(document) == [line for line, is_site in zip(LINES, SITE, strict=True) if not is_site]


NOTICE = [
    "某市卫生健康委员会文件",
    "关于印发考核细则的通知",
    "各区：",
    BODY,
    "来源：办公室",
    "联系人",
    "附件",
    "打印本页",
]


def test_a_notice_is_no_site_page() -> None:
    assert not is_site_page(NOTICE)
    source = from_bytes("x.txt", "\n".join(NOTICE).encode(), DEFAULT_LIMITS)
    assert not text.read(source, DEFAULT_LIMITS).furniture


@pytest.mark.parametrize("lines", [[], ["甲"], ["打印本页"], ["版权所有"] * 3, ["首页", "甲", "登录"], NOTICE])
def test_a_verdict_for_every_line(lines: list[str]) -> None:
    found = chrome(lines)
    assert len(found) == len(lines)
    assert not any(
        is_site for line, is_site in zip(lines, found, strict=True) if line in ("甲", BODY, NOTICE[0], NOTICE[1])
    )


# --- containers --------------------------------------------------------------------------------

DATA = "<table><tr><td>序号<td>指标<td>分值<tr><td>1<td>满意度<td>10<tr><td>2<td>使用率<td>5</table>"
READ = [["序号", "指标", "分值"], ["1", "满意度", "10"], ["2", "使用率", "5"]]


@pytest.mark.parametrize(
    ("container", "kind"),
    [
        ("<nav>要闻</nav>", "menu"),
        ("<header>某网</header>", "header"),
        ("<footer>某网</footer>", "footer"),
        ("<aside>要闻</aside>", "sidebar"),
        ("<div class='main breadCrumb'>某处</div>", "breadcrumb"),
        ("<div id=site-footer>某网</div>", "footer"),
        ("<div role=navigation>要闻</div>", "menu"),
        ("<ul class=share_box><li>微信</ul>", "share"),
        ("<div class=recommend><a href=x>某县绩效考核方案</a></div>", "related"),
        ("<div class=nav><table><tr><td>要闻</td><td></td></tr></table></div>", "menu"),
        ("<div><a href=a>甲</a><a href=b>乙</a><a href=c>丙</a></div>", "links"),
        ("<ul><li><a href=a>甲事</a><li><a href=b>乙事</a><li><a href=c>丙事</a></ul>", "links"),
        ("<p><button>保存</button><input type=reset value=重填></p>", "control"),
        ("<p>【打印本页】【关闭窗口】</p>", "tools"),
    ],
)
def test_containers_and_lines_of_a_site(container: str, kind: str) -> None:
    document = page(f"<body>{container}<p>总则</p>{DATA}</body>")
    assert shown(document) == ["总则", READ]
    assert set(furniture(document).values()) == {kind}


@pytest.mark.parametrize(
    "container",
    [
        f"<div class=header>{DATA}</div>",
        f"<footer><div class=nav>{DATA}</div></footer>",
        f"<div class='sidebar'><table><tr><td>{DATA}</td></tr></table></div>",
    ],
)
def test_a_container_with_a_table_of_data_is_content(container: str) -> None:
    assert shown(page(container)) == [READ]


@pytest.mark.parametrize(
    "content",
    [
        "<div class=header><h1>2016年评估</h1></div>",
        "<header>某县2023年考核评分细则</header>",
        "<div class=footer>注：本表由办公室解释</div>",
        "<div class=tips>每少1次扣0.5分</div>",
        f"<div class=menu><p>{BODY}</p><p>第二段</p></div>",
        "<p><a href=a.doc>附件：某县绩效考核细则</a></p>",
        "<ul><li><a href=a>甲项10分</a><li><a href=b>乙项5分</a><li><a href=c>丙项5分</a></ul>",
        "<p>一般公共服务</p>",
        "<p>首页填写完整</p>",
    ],
)
def test_content_among_furniture_is_kept(content: str) -> None:
    document = page(f"<nav><a href=x>首页</a></nav>{content}{DATA}<p>版权所有：某网</p><p>京ICP备00000000号</p>")
    assert len(document.furniture) == 3
    assert paragraphs(document)


def test_short_lines_between_a_site_and_the_edge() -> None:
    document = page(
        f"<p>某网</p><p>首页 > 公开 > 正文</p><p>某县考核办法</p><p>（试行）</p><p>浏览次数：5</p><p>各区：</p><p>{BODY}</p>{DATA}<p>某局</p>"
        "<p>上一篇：无</p><p>某科</p><p>版权所有</p>"
    )
    assert paragraphs(document) == ["某县考核办法", "（试行）", "各区：", BODY, "某局"]
    assert len(document.furniture) == 6
