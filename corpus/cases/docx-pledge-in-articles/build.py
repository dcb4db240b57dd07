"""Builds source.docx: a made-up pledge of a township on forest fires, in articles 第一条 … with the points at the end of each.

    python build.py

No table of indicators. The points stand in brackets behind the tariff, not behind the name; articles without points follow and
speak of points, too; a form for signatures is the only table.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt

LINES = [
    "翠屏镇2024年度森林草原防灭火工作目标管理责任书",
    "为认真贯彻“预防为主、积极消灭、生命至上、安全第一”的工作方针，切实保护森林资源和人民群众生命财产安全，镇人民政府与各村民委员会签订本责任书。责任目标满分为100分。",
    "第一章　责任目标（40分）",
    "第一条　火灾起数。森林火灾起数控制在2起以内，每超1起扣3分；全年未发生森林火灾的得满分。（12分）",
    "第二条　受害控制。森林火灾受害率不高于0.9‰，每超出0.1‰扣1分，累计扣完为止。（10分）",
    "第三条　扑救效率。火灾24小时扑灭率达到百分之九十五以上，每低一个百分点扣0.5分；同一起火灾复燃的，每次扣1分。（10分）",
    "第四条　案件查处。火灾案件查处率≥80%得8分，60%—80%之间按区间线性插值计分，60%以下不得分。（8分）",
    "第二章　工作任务（60分）",
    "第五条　责任落实。村组干部、护林员逐级签订责任状，签订率100%。未签订的，每人扣0.2分，最多扣3分。（8分）",
    "第六条　宣传教育。入户宣传不少于两次，固定标语不少于十五条。入户宣传每少一次扣1分，标语每少一条扣0.2分。（8分）",
    "第七条　队伍建设。组建不少于15人的半专业扑火队，培训演练每年不少于3次。队员每少1人扣0.3分，培训演练每少1次扣1分，发生人员伤亡的，视情节扣1～3分。（10分）",
    "第八条　火源管控。进山路口检查站24小时有人值守；发现无人值守的，每次扣1分；违规野外用火查处率较上年提高5个百分点，未提高的扣2分。（12分）",
    "第九条　隐患整改。10月底前林区输配电线路隐患整改率达到100%。逾期每天扣0.1分；拒不整改的，该条不得分。（8分）",
    "第十条　信息报告。火情信息迟报的，每次扣1分；瞒报、谎报的，倒扣5分。（6分）",
    "第十一条　物资储备。扑火机具完好率不低于90%，每低5个百分点扣0.5分；无台账的扣1分。（4分）",
    "第十二条　底线要求。发生重大及以上森林火灾，或者因扑救组织不力造成3人以上死亡的，一票否决。（4分）",
    "第三章　考核与奖惩",
    "第十三条　镇人民政府于12月下旬组织考核，得分90分以上的，一次性奖励5000元；得分低于60分的，扣减村级办公经费10%，并由镇党委约谈村党支部书记。",
    "第十四条　受到市级以上表彰的，在总分中加2分；同一事项不重复加分，加分不超过5分。",
    "第四章　附则",
    "第十五条　本责任书有效期自2024年1月1日至2024年12月31日，一式三份。",
]  # fmt: skip


def build():
    document = docx.Document()
    for line in LINES:
        paragraph = document.add_paragraph(line)
        if line.startswith("第") and "章　" in line[:5]:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].bold = True
        else:
            paragraph.paragraph_format.first_line_indent = Pt(24)
    document.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(rows=2, cols=2)
    texts = [
        ["翠屏镇人民政府（盖章）", "　　　　村民委员会（盖章）"],
        ["镇长（签字）：\n　　年　月　日", "村主任（签字）：\n　　年　月　日"],
    ]
    for row, line in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
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
