"""Builds source.docx: a made-up notice of a county for its township health centres.

source.doc is source.docx as LibreOffice 7.4 saves it for Word 97 (`soffice --headless --convert-to doc:"MS Word 97"`).

    python corpus/cases/township-centre-2023/build.py

Section rows with points, a total row, tariffs in a column of their own, a column to fill in, a note below.
"""

import sys
from pathlib import Path

import docx

sys.path.insert(0, str(Path(__file__).parent.parent / "hospital-notice-2022"))
from build import save

HEAD = ["某县卫生健康局文件", "某卫健发〔2023〕12号", "2023年度乡镇卫生院绩效考核细则", "（总分100分）"]
ROWS = [
    ["序号", "考核项目", "考核内容", "评分标准", "分值", "考核方法", "得分"],
    ["一、基本公共卫生服务（60分）"],
    ["1", "居民健康档案", "建立居民电子健康档案，建档率达到90%以上，动态使用率不低于60%。",
     "建档率每低于1个百分点扣0.5分，扣完为止；发现1份虚假档案扣2分，最多扣10分。", "20", "查阅资料", ""],
    ["2", "老年人健康管理", "65岁及以上老年人健康管理率≥70%，健康体检表完整率≥９５％。",
     "管理率达到70%得20分，60%-70%得12分，低于60%不得分；体检表不完整每份扣0.5分。", "20", "查阅资料", ""],
    ["3", "预防接种", "适龄儿童免疫规划疫苗接种率达到百分之九十五；安全接种。",
     "接种率=实际接种人数/应接种人数×100%。每下降1个百分点扣1分；发生预防接种事故的，该项不得分。", "20", "现场查看", ""],
    ["二、医疗服务（40分）"],
    ["4", "医疗质量", "平均住院日不超过7天；药占比控制在40%以内。", "一项不达标扣2分。", "15", "抽查", ""],
    ["5", "医疗安全", "规范医疗行为。", "发生二级以上医疗事故的实行一票否决；未落实首诊负责制每例扣5分。", "15", "查阅", ""],
    ["6", "满意度", "每季度至少开展1次满意度调查。", "患者满意度达到85%得满分；每降低1%扣0.5分，低于70%的不得分。没有住院病床的机构不考核此项。",
     "10", "问卷", ""],
    ["合计", "", "", "", "100", "", ""],
]  # fmt: skip


def build():
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=len(ROWS), cols=7, style="Table Grid")
    for index, texts in enumerate(ROWS):
        if len(texts) == 1:
            table.cell(index, 0).merge(table.cell(index, 6)).text = texts[0]
            continue
        for column, text in enumerate(texts):
            table.cell(index, column).text = text
    document.add_paragraph("备注：本细则自印发之日起执行。")
    return document


if __name__ == "__main__":
    save(build(), Path(__file__).parent / "source.docx")
