"""Builds page.html from source.txt: the document-sharing page of which source.txt is the rendered text.

    python corpus/cases/primary-care-2015/build.py

Menu, login box, notes and footer as a site has them; the flattened table in one paragraph for each chunk, with the
chunk marks. The same bytes every time. table.html (the table whole, with all its signs) is built by build_table.py.
"""

import html
import re
from pathlib import Path

HERE = Path(__file__).parent
CHUNK = re.compile(r"\s+[0-9]{1,2}、.{80,}")

PAGE = """<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>{title}</title>
<style>.txt {{ text-indent: 2em; }} .tip {{ color: #999; }}</style>
<script>var pageCount = 21; document.title = document.title + "考核指标";</script>
</head>
<body>
<div class="header"><div class="top">{top}</div>
<ul class="menu">
{menu}
</ul></div>
<div class="login">
{login}
<input type="hidden" name="docId" value="4263433"></div>
<div class="content">
<h1>{title}</h1>
{chunks}
</div>
<div class="notice">
{notice}
</div>
<div class="footer">
{footer}
</div>
</body>
</html>
"""


def paragraphs(lines, tag="p"):
    return "\n".join(f"<{tag}>{html.escape(line)}</{tag}>" for line in lines)


def page(text):
    lines = [line for line in text.split("\n") if line.strip()]
    chunks = [i for i, line in enumerate(lines) if CHUNK.match(line)]
    head, tail = lines[: chunks[0]], [line.strip() for line in lines[chunks[-1] + 1 :]]
    menu = [line.strip("• \t") for line in head if line.strip().startswith("•") and ">" in line]
    title = head[-1].strip()
    login = [line.strip() for line in head[2:-1] if line.strip("• \t") not in menu]
    cut = next(i for i, line in enumerate(tail) if line.startswith("关于"))
    return PAGE.format(
        title=html.escape(title), top=html.escape(head[0].strip()),
        menu=paragraphs(menu, "li"), login=paragraphs(login),
        chunks="\n".join(f'<p class="txt">{html.escape(lines[i].strip())}</p>' for i in chunks),
        notice=paragraphs(tail[:cut]), footer=paragraphs(tail[cut:]),
    )  # fmt: skip


if __name__ == "__main__":
    text = (HERE / "source.txt").read_text("utf-8")
    (HERE / "page.html").write_text(page(text), "utf-8", newline="\n")
