"""Builds source.pdf: a made-up letter of a bureau under a red letter head, and its table in two halves beside each other.

    python corpus/cases/pdf-side-by-side/build.py

Needs reportlab, fontconfig and the font WenQuanYi Zen Hei. The watermark is text, grey and turned, below the words of each page.
"""

import subprocess
from functools import partial
from pathlib import Path

from reportlab.lib.colors import HexColor, black, red
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
)

HERE = Path(__file__).parent
FONT = "WenQuanYi Zen Hei"
WATERMARK = "征求意见稿"
OFFICE = "澄湖市文化广电和旅游局"
NUMBER = "澄文旅函〔2024〕18号"
SUBJECT = "关于征求《澄湖市乡镇综合文化站服务效能考核评分表》意见的函"
LETTER = [
    "各县（区）文化广电和旅游局：",
    "为进一步提升乡镇综合文化站服务效能，推动公共文化服务高质量发展，我局在调研的基础上，研究起草了《澄湖市乡镇综合文化站服务效能考核评分表（征求意见稿）》。"
    "考核满分100分，各项分值扣完为止，考核结果与公共文化服务体系建设补助资金挂钩。",
    "请结合工作实际研究提出意见，于2024年5月20日前书面反馈我局公共服务科；无意见的也请书面回复，逾期未反馈视为同意。",
    "附件：澄湖市乡镇综合文化站服务效能考核评分表（征求意见稿）",
]
SIGNATURE = [OFFICE, "2024年5月6日"]
TITLE = "澄湖市乡镇综合文化站服务效能考核评分表（征求意见稿）"
HEADER = ["序号", "考核项目", "考核要求及评分标准", "分值"]
ROWS = [
    ["1", "免费开放", "免费开放时间每周不少于48小时，节假日正常开放。每少1小时扣0.2分；节假日未开放的，每天扣0.5分。", "8"],
    ["2", "设施面积", "文化站建筑面积不低于500㎡，室外活动场地面积不低于800㎡。一项不达标扣3分。", "6"],
    ["3", "设备配置", "配备电脑不少于10台，设备完好率≥95%。电脑每少1台扣0.2分；完好率每降低1个百分点扣0.1分。", "6"],
    ["4", "图书藏量", "藏书不少于6000册，每年新增图书不少于300册。藏书不足的按比例得分；未新增图书的扣2分。", "6"],
    ["5", "人员配备", "专职人员不少于3名，业务培训每年不少于40学时。专职人员每少1名扣2分；培训学时不足的，每人扣0.5分。", "8"],
    ["6", "经费保障", "人均文化事业费不低于5元，列入乡镇财政预算。未列入预算的，该项不得分；人均文化事业费每少1元扣1分。", "6"],
    ["7", "文化活动", "群众文化活动每年不少于24场，送戏下乡每季度不少于1场。群众文化活动每少1场扣0.2分；送戏下乡每少1场扣0.5分。", "10"],
    ["8", "全民阅读", "阅读推广活动每月不少于1次，每少1次扣0.5分。", "6"],
    ["9", "非遗保护", "非遗项目建档率100%，每有1个项目未建档扣1分。", "5"],
    ["10", "文艺队伍", "业余文艺团队不少于6支，每少1支扣0.5分；团队未开展活动的，每支扣0.2分。", "5"],
    ["11", "数字服务", "公共数字文化平台注册用户数占常住人口的比例达到15%，力争达到20%。低于15%的，每降低1个百分点扣0.5分。", "8"],
    ["12", "村级指导", "村级文化服务中心辅导每月不少于2次，辅导覆盖率达到100%。辅导每少1次扣0.3分；未覆盖的，每村扣0.2分。", "6"],
    ["13", "安全管理", "消防设施完好率100%，应急演练每年不少于2次。发现1处安全隐患扣1分；演练每少1次扣0.5分；发生安全责任事故的，一票否决。", "8"],
    ["14", "档案管理", "业务档案分类归档，齐全完整。未建档的，该项不得分；不完整的酌情扣分。", "4"],
    ["15", "信息宣传", "工作信息每月不少于2篇，每少1篇扣0.1分；被省级以上媒体采用的，每篇加0.5分，最多加1分。", "4"],
    ["16", "群众满意度", "群众满意度达到85%得满分，每降低1个百分点扣0.2分，低于60%的不得分。", "4"],
]  # fmt: skip


def typeface(name):
    command = ["fc-match", "--format", "%{file}|%{index}", name]
    file, index = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split("|")
    pdfmetrics.registerFont(TTFont(name, file, subfontIndex=int(index)))


def watermark(canvas, width, height):
    canvas.saveState()
    canvas.setFont(FONT, 72)
    canvas.setFillColor(HexColor(0xDDDDDD))
    canvas.translate(width / 2, height / 2)
    canvas.rotate(45)
    canvas.drawCentredString(0, 0, WATERMARK)
    canvas.restoreState()


def letter_head(canvas, _document):
    watermark(canvas, *A4)
    canvas.setFillColor(red)
    canvas.setFont(FONT, 34)
    canvas.drawCentredString(297, 720, OFFICE)
    canvas.setStrokeColor(red)
    canvas.setLineWidth(2)
    canvas.line(70, 655, 525, 655)
    canvas.setFillColor(black)
    canvas.setFont(FONT, 14)
    canvas.drawRightString(525, 665, NUMBER)


def table_page(canvas, _document):
    watermark(canvas, *landscape(A4))
    canvas.setFont(FONT, 11)
    canvas.drawString(36, 556, "附件")
    canvas.setFont(FONT, 16)
    canvas.drawCentredString(421, 538, TITLE)
    canvas.setFont(FONT, 9)
    canvas.drawCentredString(421, 24, "- 2 -")


def build(path):
    typeface(FONT)
    style = partial(ParagraphStyle, fontName=FONT, wordWrap="CJK")
    body = style("body", fontSize=14, leading=27)
    cell = style("cell", fontSize=10.5, leading=16)
    middle = style("middle", parent=cell, alignment=1, fontSize=10.5, leading=16)
    document = BaseDocTemplate(str(path), invariant=1, title=TITLE)
    halves = [Frame(x, 40, 378, 482, 0, 0, 0, 0) for x in (36, 428)]
    document.addPageTemplates([
        PageTemplate("letter", [Frame(70, 100, 455, 530, 0, 0, 0, 0)], onPage=letter_head, pagesize=A4),
        PageTemplate("halves", halves, onPage=table_page, pagesize=landscape(A4)),
    ])  # fmt: skip
    cells = [[Paragraph(text, middle) for text in HEADER]]
    cells += [[Paragraph(text, cell if column == 2 else middle) for column, text in enumerate(row)] for row in ROWS]
    table = Table(cells, colWidths=[32, 62, 250, 34], repeatRows=1)
    table.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, black),
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 6),
        ]
    )
    right = style("right", parent=body, alignment=2, fontSize=14, leading=27, rightIndent=30)
    document.build([
        Paragraph(SUBJECT, style("subject", fontSize=18, leading=28, alignment=1)),
        Spacer(0, 16),
        Paragraph(LETTER[0], body),
        *(Paragraph(text, style("indented", parent=body, fontSize=14, leading=27, firstLineIndent=28)) for text in LETTER[1:]),
        Spacer(0, 40),
        *(Paragraph(text, right) for text in SIGNATURE),
        NextPageTemplate("halves"),
        PageBreak(),
        table,
    ])  # fmt: skip


if __name__ == "__main__":
    build(HERE / "source.pdf")
