"""Builds source.pdf: a made-up table of a district for its kindergartens with three rulings and nothing else.

    python corpus/cases/pdf-three-line/build.py

Printed through LibreOffice by hospital-notice-2022/pdf.py (see there for what it needs), in Noto Sans CJK SC. Two heading rows on
each page, with short rulings below the headings that span columns.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "hospital-notice-2022"))

import docx  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.oxml import OxmlElement  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402
from docx.shared import Pt  # noqa: E402
from pdf import Look, drop_blank_paragraphs, merge_down, print_pdf, set_font, set_page, style  # noqa: E402

LOOK = Look(
    (1.0, 1.8, 1.9, 5.2, 4.7, 1.2, 1.2), "Noto Sans CJK SC", 10, spacing=1.0, rulings=(), row_spacing=3, centred=False
)
TITLE = "望舒区幼儿园办园质量评估指标及评分标准（2024年修订）"
HEADER = [
    ["序号", "评估指标", "", "评估标准", "评分方法", "分值", ""],
    ["", "一级指标", "二级指标", "", "", "公办园", "民办园"],
]
ROWS = [
    ["1", "办园条件", "园舍设施", "生均建筑面积不低于8㎡，生均户外活动面积不低于4㎡，活动室采光通风良好。", "生均面积每低于标准1㎡扣1分；采光通风不良的酌情扣分。", "8", "6"],
    ["2", "", "玩教具配备", "班级图书不少于120册，玩教具种类不少于6类。", "图书数量不足的扣1分；玩教具每少1类扣0.5分。", "6", "6"],
    ["3", "", "安全设施", "视频监控覆盖率100%，一键报警装置与公安机关联网，消防器材完好率不低于98%。",
     "监控存在盲区的，每处扣0.5分；未联网的扣2分；器材完好率每降低1个百分点扣0.2分。", "6", "8"],
    ["4", "队伍建设", "人员配备", "每班配备专任教师不少于2名、保育员不少于1名，教职工与幼儿比达到1:7。", "每少1名扣1分；配比达不到的扣2分。", "8", "8"],
    ["5", "", "持证上岗", "教师资格证持证率100%，保育员持证率≥95%。", "每有1人无证上岗扣1分，最多扣4分。", "6", "6"],
    ["6", "", "师德师风", "建立师德考核档案，严禁体罚和变相体罚幼儿。", "未建立档案的扣2分；发生虐待、体罚幼儿行为的，一票否决。", "8", "8"],
    ["7", "", "培训研修", "教师培训每年不少于72学时，园本教研每月不少于2次。", "学时不足的，每人扣0.2分；教研每少1次扣0.2分。", "5", "5"],
    ["8", "保育教育", "一日生活", "科学安排一日生活，游戏活动贯穿始终，不得提前教授小学课程内容。", "提前教授小学课程内容的，每次扣2分；集体教学活动时间过长的酌情扣分。", "10", "10"],
    ["9", "", "卫生保健", "幼儿健康体检率达到100%，晨午检记录完整，食品留样时间不少于48小时。",
     "体检率每降低1个百分点扣0.5分；记录不完整的扣1分；食品未留样的，每次扣1分；发生食物中毒事件的，该项不得分。", "8", "8"],
    ["10", "", "幼儿发展", "建立幼儿成长档案，建档率95%以上，力争达到100%。", "建档率=已建档幼儿数/在园幼儿总数×100%。95%以上得6分，85%～95%得3分，低于85%不得分。", "6", "6"],
    ["11", "", "家园共育", "家长会每季度不少于1次，家长学校授课每年不少于4次。", "每少1次扣0.5分。", "5", "5"],
    ["12", "规范管理", "收费管理", "收费项目和标准向社会公示，不得以特长班等名义另行收费。", "未公示的扣2分；违规收费的，该项不得分。", "8", "6"],
    ["13", "", "班额控制", "小班不超过25人，中班不超过30人，大班不超过35人。", "每超1人扣0.2分，扣完为止。", "4", "6"],
    ["14", "", "档案资料", "评估资料分类归档，真实完整。", "弄虚作假的，该项不得分。", "4", "4"],
    ["15", "", "家长满意度", "由区教育督导机构委托第三方开展问卷调查，调查结果向社会公布。", "家长满意度达到90%得满分，每降低1个百分点扣0.5分，低于70%的不得分。", "8", "8"],
    ["", "合计", "", "", "", "100", "100"],
]  # fmt: skip
NOTE = "注：本表由望舒区教育局负责解释，评估结果作为幼儿园年检和普惠性幼儿园补助资金分配的依据。"
THICK, THIN = "12", "4"


def ruling(cells, side, weight):
    for cell in cells:
        borders = cell._tc.get_or_add_tcPr().find(qn("w:tcBorders"))
        if borders is None:
            borders = OxmlElement("w:tcBorders")
            cell._tc.tcPr.append(borders)
        line = OxmlElement(f"w:{side}")
        for key, value in (("val", "single"), ("sz", weight), ("color", "000000")):
            line.set(qn(f"w:{key}"), value)
        borders.append(line)


def build():
    document = docx.Document()
    set_font(document, LOOK)
    set_page(document, LOOK)
    for text, size in (("附件1", 12), (TITLE, 15)):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).font.size = Pt(size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if size > 12 else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.paragraph_format.space_after = Pt(8)
    cells = [*HEADER, *ROWS]
    table = document.add_table(rows=len(cells), cols=len(cells[0]))
    for number, (row, texts) in enumerate(zip(table.rows, cells, strict=True)):
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.paragraphs[0].text = text
            if number < 2 or column in (0, 5, 6):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    style(table, LOOK)
    for row in table.rows[2:]:
        row.cells[5].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    ruling(table.rows[0].cells, "top", THICK)
    ruling([table.cell(0, column) for column in (1, 2, 5, 6)], "bottom", THIN)
    ruling(table.rows[1].cells, "bottom", THIN)
    ruling(table.rows[-1].cells, "bottom", THICK)
    merge_down(table, 1, [*[["x"] * 7] * 2, *ROWS])
    drop_blank_paragraphs(table, 1)
    for left, right in ((1, 2), (5, 6)):
        table.cell(0, left).merge(table.cell(0, right))
    for column in (0, 3, 4):
        table.cell(0, column).merge(table.cell(1, column))
    for row in table.rows[:2]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
        for cell in row.cells:
            for paragraph in cell.paragraphs[1:]:
                paragraph._p.getparent().remove(paragraph._p)
    document.add_paragraph(NOTE).paragraph_format.space_before = Pt(6)
    return document


if __name__ == "__main__":
    print_pdf(build(), HERE / "source.pdf")
