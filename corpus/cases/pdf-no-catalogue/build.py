"""Builds source.pdf: a made-up notice about who scores an assessment and how. It holds a roster, a timetable and no indicator.

    python corpus/cases/pdf-no-catalogue/build.py

Printed through LibreOffice by hospital-notice-2022/pdf.py (see there for what it needs).
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "hospital-notice-2022"))

import docx  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.shared import Pt  # noqa: E402
from pdf import SONG, Look, print_pdf, set_font, set_page, style  # noqa: E402

LOOK = Look((1.6, 2.6, 5.6, 3.4, 3.6), SONG, 14, spacing=1.3, row_spacing=2)
SCHEDULE = Look((4.2, 8.4, 4.2), SONG, 14, spacing=1.3, row_spacing=2)
TITLE = "关于成立2024年度绩效考核评审组的通知"
NUMBER = "槐安绩办〔2024〕31号"
PARAGRAPHS = [
    "各乡镇人民政府、街道办事处，县直各部门：",
    "根据《槐安县综合绩效考核工作规定》，经县绩效考核委员会研究，决定成立2024年度绩效考核评审组，对各单位报送的绩效指标完成情况进行集中评审。现将有关事项通知如下：",
    "一、评审职责",
    "评审组负责审核各单位上报的指标数据和佐证材料，按照已经印发的评分标准逐项评分，提出扣分意见和加分建议，并对评审结论负责。评审组不得增设指标、调整权重或者变更分值。",
    "二、评分方法",
    "评审采用百分制，每名评审员独立评分，去掉一个最高分和一个最低分后取平均值，得分保留两位小数。对同一指标评分相差超过10分的，应当集体会商；扣分的应当注明理由和依据，"
    "没有注明的视为未扣分。对佐证材料不足的指标，允许被考核单位在2天内补充一次。",
    "三、纪律要求",
    "评审员与被考核单位有利害关系的，应当主动回避。泄露评审情况、打人情分的，取消评审资格，并按照有关规定追究责任。评审期间实行集中办公，不得接受被考核单位的宴请和礼品。",
    "四、评审组成员和日程安排",
    "评审组设组长一名、副组长两名，成员名单和日程安排见下表。",
]
ROSTER = [
    ["序号", "姓名", "单位", "职务", "负责类别"],
    ["1", "沈怀瑜", "县绩效考核办公室", "组长", "全面工作"],
    ["2", "陆知秋", "县统计局", "副组长", "经济发展"],
    ["3", "顾南舟", "县审计局", "副组长", "财政审计"],
    ["4", "温以宁", "县财政局", "成员", "预算绩效"],
    ["5", "祁云川", "县生态环境局", "成员", "生态环保"],
    ["6", "白露晞", "县卫生健康局", "成员", "民生保障"],
    ["7", "程砚书", "县教育局", "成员", "民生保障"],
    ["8", "裴青梧", "县应急管理局", "成员", "安全生产"],
    ["9", "商时序", "县信访局", "成员", "社会治理"],
    ["10", "傅松年", "特邀监督员", "成员", "满意度评价"],
]  # fmt: skip
TIMES = [
    ["时间", "内容", "地点"],
    ["12月16日上午", "评审员培训，解读评分标准和扣分规则", "县行政中心301室"],
    ["12月16日下午至18日", "分组审核指标数据，独立评分", "各评审室"],
    ["12月19日", "汇总得分，会商分差较大的指标", "县行政中心305室"],
    ["12月20日", "形成评审报告，报县绩效考核委员会审定", "县行政中心305室"],
]  # fmt: skip


def build():
    document = docx.Document()
    set_font(document, LOOK)
    set_page(document, LOOK)
    for text, size in ((TITLE, 18), (NUMBER, 14)):
        paragraph = document.add_paragraph()
        paragraph.add_run(text).font.size = Pt(size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_after = Pt(8)
    for number, text in enumerate(PARAGRAPHS):
        form = document.add_paragraph(text).paragraph_format
        form.first_line_indent = Pt(28 if number else 0)
        form.line_spacing = Pt(28)
    for caption, cells, look in (("评审组成员名单", ROSTER, LOOK), ("评审日程安排", TIMES, SCHEDULE)):
        paragraph = document.add_paragraph(caption)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.space_before = Pt(12)
        table = document.add_table(rows=len(cells), cols=len(cells[0]))
        for row, texts in zip(table.rows, cells, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.paragraphs[0].text = text
        style(table, look)
    for text in ("槐安县绩效考核委员会办公室", "2024年12月9日"):
        paragraph = document.add_paragraph(text)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.space_before = Pt(10)
    return document


if __name__ == "__main__":
    print_pdf(build(), HERE / "source.pdf")
