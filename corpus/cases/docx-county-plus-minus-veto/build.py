"""Builds source.docx: a made-up county's table for 平安建设 in which base rows, bonus rows, penalty rows and vetoes stand together.

    python build.py

The column 分值 holds figures for the base rows and the words 加分, 减分, 否决 for the others; a subtotal row stands between them.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

HEAD = [
    "岚溪县平安建设领导小组文件",
    "岚平安组〔2024〕5号",
    "关于印发《岚溪县2024年度平安建设考评办法》的通知",
    "各乡镇（街道）党（工）委、人民政府（办事处），县直各成员单位：",
    "现将《岚溪县2024年度平安建设考评办法》印发给你们，请认真抓好落实。",
    "岚溪县平安建设领导小组",
    "2024年3月18日",
    "岚溪县2024年度平安建设考评办法",
    "第一条　考评实行百分制，由基础分、加分、减分和一票否决四部分组成。加分不超过5分，年度得分90分以上的为优秀等次，优秀比例控制在30%以内。",
    "第二条　考评采取平时掌握与年终检查相结合的方式，平时掌握情况占60%，年终检查占40%。考评内容见下表。",
]
CAPTION = "岚溪县2024年度平安建设考评内容及计分表"
HEADER = ["考评类别", "序号", "考评项目", "考评内容及计分办法", "分值", "考评单位", "得分"]
WIDTHS = [1.6, 1.0, 1.9, 7.6, 1.2, 1.9, 1.0]
BASE = [
    ["1", "组织领导", "每季度至少召开1次平安建设联席会议，年度工作有计划、有总结。联席会议每少1次扣1分；无年度计划的扣1分，无总结的扣0.5分。", "8", "县委政法委"],
    ["2", "矛盾化解", "矛盾纠纷化解率达到98%以上得满分，每低1个百分点扣1分，未达到90%不得分。因化解不力引发“民转刑”命案的，每起扣5分（可倒扣）。", "15", "县委政法委 县司法局"],
    ["3", "治安防控", "刑事案件立案数同比下降5%以上，每少降1个百分点扣0.5分；不降反升的，该项不得分。视频监控在线率不低于百分之九十五，每低2个百分点扣0.3分，最多扣3分。", "12", "县公安局"],
    ["4", "网格管理", "专职网格员配备率达到100%，每缺1人扣0.5分；网格事件按期办结率不低于98%，每低2个百分点扣0.5分，最多扣4分。", "10", "县综治中心"],
    ["5", "重点人群", "严重精神障碍患者规范管理率95%以上得5分，90%—95%（不含）得3分，90%以下不得分；刑满释放人员安置帮教率每低1个百分点扣0.2分；漏管失控的，视情节扣1～3分。", "10", "县公安局 县卫生健康局"],
    ["6", "公共安全", "生产安全事故死亡人数控制在3人以内，每超1人扣2分；道路交通事故起数不高于25起，每增加1起扣０.５分。发生较大以上生产安全责任事故的，该项不得分。", "15", "县应急管理局"],
    ["7", "信访稳定", "重复信访率降至4％以下，每超0.5个百分点扣0.5分；领导包案化解率100%，未达到90%不得分；越级访每发生1批次扣一分，累计扣完为止。", "10", "县信访局"],
    ["8", "法治宣传", "“法律明白人”每村不少于3名，法治讲座每年不少于四次。“法律明白人”每少1名扣0.2分，讲座每少一次扣零点五分。", "5", "县司法局"],
    ["9", "信息报送", "按月报送平安建设统计报表。逾期每天扣0.2分；漏报、错报的，每次扣0.5分，扣完为止。", "5", "县平安办"],
    ["10", "群众安全感", "群众安全感测评得分全市排名第1名得10分，第2至第3名得8分，第4至第6名得6分，其他名次得4分。", "10", "县统计局"],
]  # fmt: skip
BONUS = [
    ["11", "表彰奖励", "平安建设工作受到国家级表彰的加3分，受到省级表彰的加2分，受到市级表彰的加1分；同一事项不重复加分，按最高分计。", "加分", "县平安办"],
    ["12", "经验推广", "平安建设经验做法在市级以上会议交流或以文件形式推广的，每项加1分，最多加2分。", "加分", "县平安办"],
    ["13", "见义勇为", "辖区群众获得市级以上见义勇为称号的，每人加0.5分，满分2分。", "加分", "县平安办"],
]  # fmt: skip
MINUS = [
    ["14", "通报批评", "被市级以上通报批评的，每次扣2分；被省级以上挂牌督办的，每次扣3分，最多扣6分。", "减分", "县平安办"],
    ["15", "弄虚作假", "上报材料弄虚作假的，发现一次扣3分；造成不良影响的，视情节扣1～3分。", "减分", "县平安办"],
]  # fmt: skip
VETO = [
    ["16", "重大命案", "发生一次死亡3人以上命案的，一票否决。", "否决", "县公安局"],
    ["17", "政治安全", "发生危害国家安全或者暴力恐怖案件，造成恶劣社会影响的，实行“一票否决”。", "否决", "县委政法委"],
]  # fmt: skip
GROUPS = [("基础项\n（100分）", BASE), ("加分项\n（最高5分）", BONUS), ("减分项", MINUS), ("一票\n否决项", VETO)]
TAIL = [
    "备注：1.各项扣分除注明倒扣的外，扣完该项分值为止；2.被“一票否决”的乡镇（街道），年度考评为不合格等次，取消评先评优资格。",
    "第三条　考评结果纳入领导班子和领导干部年度综合考核，权重不低于5%。",
    "第四条　本办法由县平安建设领导小组办公室负责解释。",
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def write_group(table, name, rows):
    first = len(table.rows)
    for number, title, words, points, unit in rows:
        cells = table.add_row().cells
        for cell, text in zip(cells[1:], [number, title, words, points, unit, ""], strict=True):
            fill(cell, text)
    cell = table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0))
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    fill(cell, name)


def build():
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    for index in (0, 2, 7):
        document.paragraphs[index].alignment = WD_ALIGN_PARAGRAPH.CENTER
    caption = document.add_paragraph()
    caption.add_run(CAPTION).font.size = Pt(16)
    caption.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=1, cols=len(HEADER))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    write_group(table, *GROUPS[0])
    cells = table.add_row().cells
    cells[0].merge(cells[3]).text = "基础项小计"
    cells[4].text = "100"
    for group in GROUPS[1:]:
        write_group(table, *group)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    for line in TAIL:
        document.add_paragraph(line)
    return document


def save(document, path):
    """Fixed dates in the package, so that the file is the same every time."""
    raw = io.BytesIO()
    document.save(raw)
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    save(build(), Path(__file__).parent / "source.docx")
