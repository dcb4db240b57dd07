"""Builds source.html: a made-up list for public libraries, as a document-sharing site shows its Word file.

    python corpus/cases/share-site-flattened/build.py

The table has become running text: cells are glued, ≥ and ～ are gone, the header and the parents come again where
the Word table went over to another page, and a line 第N页 stands wherever the site cut the text.
"""

from html import escape
from pathlib import Path

TITLE = "公共图书馆服务绩效考核指标.doc"
HEADER = "一级指标二级指标三级指标分值评分标准"
LEAD = (
    "公共图书馆服务绩效考核指标（2023年度）为提升公共图书馆服务效能，保障群众基本文化权益，制定本考核指标。"
    "考核对象为全市县级以上公共图书馆，考核总分100分。"
)
# First level, second level, number, name, points, standard. \f: the site cut the text here. \v: a page of the Word
# table ended here, inside a row or, at its beginning, before it.
ROWS = [
    ["一、服务条件", "（一）馆舍设施", "1．", "馆舍面积", "6", "馆舍建筑面积不少于3000平方米。每少100平方米扣0.5分，扣完为止。"],
    ["一、服务条件", "（一）馆舍设施", "2．", "阅览座席", "4", "阅览座席不少于200个，其中少儿座席占比25%。座席不达标的扣2分。"],
    ["一、服务条件", "（一）馆舍设施", "3．", "无障碍设施", "3", "设有无障碍通道、盲文阅览区。未设盲文阅览区的扣1分，无障碍通道不通畅的酌情扣分。"],
    ["一、服务条件", "（一）馆舍设施", "4．", "数字设备", "5", "读者可用计算机不少于40台，设备完好率95%。完好率每降低1个百\f分点扣0.5分。"],
    ["一、服务条件", "（二）文献资源", "5．", "新增藏量", "7", "新增藏量每年不少于8000册，其中电子文献占比20%。\v未达到的按比例得分。"],
    ["一、服务条件", "（二）文献资源", "6．", "少儿文献", "5",
     "少儿文献占比=014岁少儿文献册数/馆藏文献总册数×100%。少儿文献占比18%。每降低1个百分点扣0.5分。"],
    ["二、服务效能", "（一）开放服务", "7．", "开放时间", "8", "每周开放时间不少于56小时，节假日正常开放。每少1小时扣0.5分；无故闭馆的每次扣1分。"],
    ["二、服务效能", "（一）开放服务", "8．", "持证读者", "7",
     "持证读者增长率=（本年度持证读者数-上年度持证读\f者数）/上年度持证读者数×100%。持证读者增长率5%。增长率每降低1个百分点扣1分。"],
    ["二、服务效能", "（一）开放服务", "9．", "文献外借", "8", "外借率80%。外借率=年度外借册次/馆藏文献总册数×100%。80%以上得8分，6080%得5分，低于60%不得分。"],
    ["二、服务效能", "（二）阅读推广", "10．", "读者活动", "10",
     "\v讲座、展览每季度不少于3次，阅读推广活动每年不少于24次。讲座、展览每少1次扣0.5分；阅读推广活动每少1次扣0.2分。"],
    ["二、服务效能", "（二）阅读推广", "11．", "媒体宣传", "5",
     "市级以上媒体宣传报道不少于6次。每少1次扣0.5分；每获得1次省级以上媒体专题报道加1分，最多加2分。"],
    ["二、服务效能", "（二）阅读推广", "12．", "总分馆\f建设", "7",
     "乡镇（街道）分馆覆盖率100%，通借通还率90%。分馆未覆盖的每个扣1分。无下辖乡镇（街道）的不考核此项。"],
    ["三、管理保障", "（一）经费人员", "13．", "经费保障", "6", "购书经费纳入财政预算并逐年增长。未纳入预算的不得分，较上年减少的扣2分。"],
    ["三、管理保障", "（一）经费人员", "14．", "人员培训", "5", "从业人员继续教育每年不少于90学时，专业技术人员占比75%。每有1人未完成扣0.5分。"],
    ["三、管理保障", "（二）安全评价", "15．", "安全管理", "6",
     "\v消防设施完好，应急预案健全。发生安全责任事故的，一票否决。消防设施不完好的，\f每处扣1分。"],
    ["三、管理保障", "（二）安全评价", "16．", "读者满意度", "8",
     "读者满意度=调查满意读者数/有效调查读者数×100%。读者满意度90%。每降低1个百分点扣0.5分，低于70%的不得分。"],
]  # fmt: skip
PAGE = """<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<title>{title} - 文山书海网</title>
<meta name="keywords" content="公共图书馆,绩效考核,指标">
</head>
<body>
<div class="hd"><a href="/">文山书海网</a> <a href="/upload">上传文档</a> <a href="/vip">开通会员</a> <a href="/login">登录</a> | <a href="/reg">注册</a></div>
<div class="bread"><a href="/">首页</a> › <a href="/c/12/">公文写作</a> › <a href="/c/1203/">考核方案</a> › 正文</div>
<div class="doc-head">
<h1>{title}</h1>
<div class="doc-meta">上传人：文档小站　文档编号：70018841　上传时间：2023-11-20　格式：DOC　页数：5　大小：46.50KB</div>
<div class="btns"><button>下载文档（￥4.90）</button> <button>收藏</button> <button>举报</button> <span>评分：★★★★☆ 4.6分</span></div>
</div>
<div class="reader" id="reader">
{body}
<div class="more">亲，该文档总共5页，全部预览完了，如果喜欢就下载吧！</div>
</div>
<div class="side"><h3>相关文档</h3>
<ul><li><a href="/d/70018702">图书馆员工绩效考核表.doc</a></li><li><a href="/d/70018655">文化馆年度考核办法.doc</a></li><li><a href="/d/70017930">公共文化服务考核指标100条.pdf</a></li></ul></div>
<div class="notice">特别提示：1.本站不保证文档的完整性和准确性；2.下载后请在24小时内删除；3.下载1次扣除1次下载额度，重复下载不扣费。</div>
<div class="ft">关于我们 | 帮助中心 | 免责声明 | 侵权投诉<br>Copyright © 2015-2023 文山书海网　某ICP备15000000号-3</div>
</body>
</html>
"""


def flatten():
    """All cells glued. A first or second level is printed where it begins, and again after a page of the table."""
    text, above = LEAD + HEADER, (None, None)
    for first, second, number, name, points, standard in ROWS:
        again = HEADER + first + second
        if standard.startswith("\v"):
            text += again
        else:
            text += ("" if above[0] == first else first) + ("" if above == (first, second) else second)
        above = (first, second)
        text += number + name + points + standard.lstrip("\v").replace("\v", again + number + name)
    return text + "合计100"


def build():
    first, *others = flatten().split("\f")
    pages = [f'<p class="txt">{escape(first, quote=False)}</p>']
    for number, page in enumerate(others, 2):
        pages += [f'<p class="pn">第{number}页</p>', f'<p class="txt">{escape(page, quote=False)}</p>']
    return PAGE.format(title=TITLE, body="\n".join(pages))


if __name__ == "__main__":
    (Path(__file__).parent / "source.html").write_text(build(), "utf-8")
