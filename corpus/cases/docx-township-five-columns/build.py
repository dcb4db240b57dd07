"""Builds source.docx: a made-up yearly assessment of township health centres, five plain columns.

    python build.py

The first column is merged downwards and carries the points of its section; requirement and tariff are columns of their own.
"""

import io
import itertools
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

HEAD = [
    "桐岭县卫生健康局文件",
    "桐卫〔2024〕17号",
    "关于印发《2024年度乡镇卫生院绩效考核方案》的通知",
    "各乡镇卫生院：",
    "为进一步调动基层医务人员积极性，提升基本医疗和基本公共卫生服务质量，现将《2024年度乡镇卫生院绩效考核方案》印发给你们，请认真贯彻执行。",
    "一、考核方式。考核实行百分制，半年考核占40%，年终考核占60%，由县卫生健康局牵头成立考核组，采取听取汇报、查阅资料、现场走访、电话核查相结合的方式进行。",
    "二、结果运用。年度综合得分90分及以上为优秀，80～89分为良好，60～79分为合格，60分以下为不合格。对不合格的卫生院，扣减基本公共卫生服务补助资金5%，并约谈主要负责人。",
    "附件：2024年度乡镇卫生院绩效考核评分细则",
]
HEADER = ["考核项目", "考核内容", "分值", "考核标准", "扣分办法"]
WIDTHS = [2.0, 2.6, 1.2, 5.8, 5.8]
# Section (with its first row only), name, points, standard, tariff.
ROWS = [
    ["基本公共卫生服务\n（40分）", "居民健康档案", "6", "规范建立居民电子健康档案，建档率不低于92%，档案动态使用率≥65%。",
     "建档率每低1个百分点扣0.2分；动态使用率每低1个百分点扣0.1分；发现虚假档案的，每份扣1分，扣完为止。"],
    ["", "健康教育", "5", "设置健康教育宣传栏不少于2个，健康知识讲座每月不少于1次。",
     "宣传栏每少1个扣0.5分；讲座每少1次扣0.3分；活动资料不全的，每次扣0.1分，扣完为止。"],
    ["", "预防接种", "7", "适龄儿童国家免疫规划疫苗接种率≥95%，冷链设备温度监测记录完整。",
     "接种率每低1个百分点扣1分；温度记录缺1次扣0.1分；发生预防接种责任事故的，该项不得分。"],
    ["", "孕产妇和儿童健康管理", "7", "早孕建册率达到90%以上，产后访视率达到92%以上，3岁以下儿童系统管理率不低于85%。",
     "任一指标每低1个百分点扣0.3分；高危孕产妇漏管的，每例扣1分，扣完为止。"],
    ["", "老年人健康管理", "5", "65岁及以上老年人健康管理率不低于72%。", "健康管理率每低1个百分点扣0.2分；体检结果未反馈的，每人扣0.1分，扣完为止。"],
    ["", "慢性病患者管理", "6", "高血压患者规范管理率≥70%，2型糖尿病患者规范管理率≥70%。",
     "规范管理率每低1个百分点扣0.2分；随访记录不真实的，每份扣0.5分，扣完为止。"],
    ["", "传染病报告", "4", "传染病疫情报告及时率100%，无瞒报、漏报。", "报告不及时的，每例扣0.5分；瞒报、漏报的，该项不得分。"],
    ["基本医疗服务\n（32分）", "核心制度执行", "8", "严格执行首诊负责、查对、交接班等医疗质量安全核心制度。",
     "未执行核心制度的，每例扣1分；无交接班记录的，每次扣0.5分，扣完为止。"],
    ["", "病历处方质量", "8", "甲级病历率≥90%，门诊处方合格率≥95%，无丙级病历。",
     "甲级病历率、处方合格率每低1个百分点扣0.3分；出现1份丙级病历扣2分，扣完为止。"],
    ["", "合理用药", "8", "基本药物使用金额占比不低于60%，门诊抗菌药物处方比例不超过20%，门诊静脉输液处方比例不超过15%。",
     "每有1项不达标扣2分；不合理处方每张扣0.2分，扣完为止。"],
    ["", "中医药服务", "4", "提供中医药适宜技术不少于6类，中医诊疗人次占比达到30%。", "适宜技术每少1类扣0.5分；占比不达标的扣1分。"],
    ["", "医疗安全", "4", "健全医疗安全管理制度，无医疗责任事故。",
     "制度不健全的扣1分；发生医疗纠纷的，每起扣1分；发生二级及以上医疗事故并负主要责任的，一票否决。"],
    ["综合管理\n（18分）", "家庭医生签约", "6", "重点人群签约率≥75%，签约居民续约率不低于80%。",
     "签约率、续约率每低1个百分点扣0.1分；签约服务未履约的，每人扣0.2分，扣完为止。"],
    ["", "财务管理", "6", "严格执行财务制度，公共卫生服务补助资金专款专用。", "票据不规范的，每张扣0.1分，最多扣2分；挤占、挪用补助资金的，该项不得分。"],
    ["", "行风与医保管理", "6", "规范诊疗收费，合理使用医保基金。", "违规收费、违规使用医保基金的，每例扣0.5分；有欺诈骗保行为被查实的，一票否决。"],
    ["群众评价\n（10分）", "群众满意度", "10", "由县卫生健康局组织入户调查。", "满意度90%以上得10分，80%～90%得7分，70%～80%得4分，70%以下不得分。"],
    ["合计", "", "100", "", ""],
]  # fmt: skip
TAIL = [
    "说明：1.每项分值扣完为止，不计负分。",
    "2.本细则由县卫生健康局负责解释，自印发之日起施行。",
    "桐岭县卫生健康局办公室　　　　　　　　2024年3月8日印发",
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def write_table(document):
    table = document.add_table(rows=1 + len(ROWS), cols=len(HEADER), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, [HEADER, *ROWS], strict=True):
        for cell, width, text in zip(row.cells, WIDTHS, texts, strict=True):
            cell.width = Cm(width)
            fill(cell, text)
    starts = [index for index, row in enumerate(ROWS, 1) if row[0]]
    for start, end in itertools.pairwise(starts):
        merged = table.cell(start, 0).merge(table.cell(end - 1, 0))
        for paragraph in merged.paragraphs[2:]:
            paragraph._p.getparent().remove(paragraph._p)


def build():
    document = docx.Document()
    for index, line in enumerate(HEAD):
        paragraph = document.add_paragraph()
        paragraph.add_run(line).font.size = Pt(20 if index == 0 else 16 if index == 2 else 12)
        if index < 3:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    write_table(document)
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
