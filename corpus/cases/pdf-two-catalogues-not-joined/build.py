"""Builds source.pdf: two made-up tables of one county, same columns and widths, one after the other, that are two catalogues.

    python corpus/cases/pdf-two-catalogues-not-joined/build.py

Printed through LibreOffice by hospital-notice-2022/pdf.py (see there for what it needs), landscape.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "hospital-notice-2022"))

import docx  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: E402
from docx.shared import Pt  # noqa: E402
from pdf import SONG, Look, drop_blank_paragraphs, merge_down, print_pdf, set_font, set_page, style  # noqa: E402

LOOK = Look(
    (2.6, 1.3, 3.6, 12.6, 1.6, 3.2), SONG, 12, spacing=1.6, row_spacing=5, header_repeated=False, landscape=True
)
HEADER = ["指标类别", "序号", "指标名称", "考核要求及评分办法", "分值", "数据来源"]
TABLES = {
    ("附件1", "砚川县紧密型县域医共体2024年度绩效考核指标（县级医院，满分100分）"): [
        ["功能定位", "1", "下转患者", "下转患者人次占比≥10%，每降低1个百分点扣1分。", "8", "医保结算系统"],
        ["", "2", "专家下沉", "派驻专家下乡坐诊每月不少于4次，每少1次扣0.5分。", "8", "现场查阅"],
        ["", "3", "远程诊断", "开通远程心电、影像诊断，诊断报告平均出具时间不超过30分钟；未开通的，该项不得分，超时的每例扣0.1分。", "8", "远程诊断平台"],
        ["医疗质量", "4", "低风险组死亡率", "低风险组病例死亡率≤0.02%，高于目标值的，该项不得分。", "8", "病案首页"],
        ["", "5", "三四级手术", "三、四级手术占比不低于20%，较上年提高的加1分；低于20%的，每降低1个百分点扣0.5分。", "10", "病案首页"],
        ["", "6", "临床路径", "临床路径入径率≥60%，完成率≥85%，每有一项未达到扣2分。", "8", "医院上报"],
        ["", "7", "病历质量", "随机抽查归档病历，甲级率不低于95%；发现1份丙级病历扣2分，最多扣6分。", "8", "现场查阅"],
        ["运行效率", "8", "平均住院日", "平均住院日≤7.5天，每超过0.5天扣1分。", "8", "病案首页"],
        ["", "9", "收入结构", "医疗服务收入占医疗收入的比例≥35%。占比=医疗服务收入÷医疗收入×100%，35%以上得10分，30%～35%得6分，低于30%不得分。", "10", "财务年报"],
        ["", "10", "资产负债率", "资产负债率控制在50%以内，每超过5个百分点扣1分。", "6", "财务年报"],
        ["满意评价", "11", "患者满意度", "患者满意度达到90%得满分，每降低1个百分点扣0.5分，低于75%的不得分。", "10", "第三方调查"],
        ["", "12", "职工满意度", "职工满意度达到85%得满分，每降低1个百分点扣0.5分。", "8", "第三方调查"],
    ],
    ("附件2", "砚川县紧密型县域医共体2024年度绩效考核指标（乡镇卫生院，满分100分）"): [
        ["基本医疗", "1", "首诊服务", "辖区居民基层就诊率不低于65%，每降低1个百分点扣0.5分。", "10", "医保结算系统"],
        ["", "2", "住院服务", "床位使用率≥60%，每降低1个百分点扣0.2分。未设住院病床的卫生院不考核此项。", "8", "病案首页"],
        ["", "3", "中医药服务", "中医药适宜技术不少于6类，中医诊疗人次占比达到30%以上；技术每少1类扣1分，占比每降低1个百分点扣0.2分。", "8", "现场查阅"],
        ["", "4", "急救能力", "配备急救药品和设备，急救演练每季度不少于1次；急救药品、设备缺失的，每种扣0.5分，演练每少1次扣0.5分。", "8", "现场查阅"],
        ["公共卫生", "5", "健康档案",
         "规范化电子健康档案覆盖率≥62%，每降低1个百分点扣0.2分；每发现1份虚假档案扣1分，最多扣5分。", "10", "公卫系统"],
        ["", "6", "老年人体检", "65岁及以上老年人健康管理率不低于64%，每降低1个百分点扣0.5分。", "10", "公卫系统"],
        ["", "7", "慢病管理", "高血压患者规范管理率≥62%，2型糖尿病患者规范管理率≥62%，每项每降低1个百分点扣0.3分。", "12", "公卫系统"],
        ["", "8", "疫苗接种", "适龄儿童国家免疫规划疫苗接种率不低于90%，每降低1个百分点扣0.5分；接种操作不规范的，每例扣2分；造成严重后果的，一票否决。", "10", "接种系统"],
        ["家庭医生", "9", "签约服务", "重点人群签约率达到75%，签约居民续签率70%以上；履约记录不真实的，每份扣0.5分。", "8", "签约平台"],
        ["", "10", "一体化管理", "对村卫生室实行“六统一”管理，村医例会每月不少于1次；未召开的，每次扣0.5分，管理不到位的酌情扣分。", "8", "现场查阅"],
        ["满意评价", "11", "居民满意度", "居民满意度达到85%得满分，每降低1个百分点扣0.5分，低于60%的不得分。", "8", "第三方调查"],
    ],
}  # fmt: skip


def build():
    document = docx.Document()
    set_font(document, LOOK)
    set_page(document, LOOK)
    for number, ((annex, title), rows) in enumerate(TABLES.items()):
        first = document.add_paragraph(annex)
        first.paragraph_format.page_break_before = number > 0
        heading = document.add_paragraph()
        heading.add_run(title).font.size = Pt(15)
        heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
        add_table(document, [HEADER, *rows])
    return document


def add_table(document, cells):
    table = document.add_table(rows=len(cells), cols=len(HEADER))
    for row, texts in zip(table.rows, cells, strict=True):
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            cell.paragraphs[0].text = text
            if column in (1, 4):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    style(table, LOOK)
    for row in table.rows[1:]:
        row.cells[-1].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.LEFT
    merge_down(table, 0, cells)
    drop_blank_paragraphs(table, 0)


if __name__ == "__main__":
    print_pdf(build(), HERE / "source.pdf")
