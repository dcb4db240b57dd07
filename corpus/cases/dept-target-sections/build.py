"""Builds source.docx: a made-up notice of a county hospital for its clinical departments.

    python build.py

Section rows with points over the whole width, a subtotal row after each section, a total row, a column to fill in.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

HEAD = [
    "漱石县人民医院文件",
    "漱医发〔2024〕8号",
    "关于印发《2024年度临床科室综合目标考核细则》的通知",
    "各临床、医技科室：",
    "为进一步强化科室综合目标管理责任制，促进医疗质量和服务水平持续提升，经院长办公会研究，制定本细则，请遵照执行。考核实行百分制，按月考核、年终汇总，结果与科室绩效工资挂钩。",
    "漱石县人民医院　2024年1月15日",
    "2024年度临床科室综合目标考核细则",
]
WIDTHS = [2.3, 1.2, 4.6, 5.4, 2.0, 1.2]
HEADER = ["考核项目", "分值", "考核内容", "考核标准", "考核方法", "得分"]
ROWS = [
    ["一、医疗质量（40分）"],
    ["核心制度落实", "8", "严格执行首诊负责、三级查房、疑难病例讨论、死亡病例讨论等十八项核心制度。",
     "未执行首诊负责制的，每例扣2分；三级查房缺1次扣0.5分；疑难、死亡病例未讨论的，每例扣1分。", "查阅病历、现场访谈"],
    ["病历质量", "10", "甲级病历率≥95%，无丙级病历；\n病历书写及时、完整、规范。",
     "甲级病历率每降低1个百分点扣0.5分；出现1份丙级病历扣5分；未按时归档的每份扣0.2分，最多扣2分。", "抽查归档病历"],
    ["合理用药", "８", "抗菌药物使用强度控制在40DDDs以内；门诊处方合格率不低于98%。",
     "使用强度每超过1DDDs扣0.5分；处方合格率每降低1%扣0.5分；被处方点评认定为不合理处方的，每张扣0.2分。", "药剂科提供数据"],
    ["手术安全", "8", "手术安全核查率100%，手术部位标识规范，Ⅰ类切口感染率≤0.5%。",
     "未开展安全核查的，每例扣1分；标识不规范的，每例扣0.5分；Ⅰ类切口感染率超过0.5%的扣2分。", "现场查看"],
    ["医院感染管理", "6", "手卫生依从性≥85％；医院感染病例漏报率低于10%。", "手卫生依从性达不到的扣2分；漏报1例扣1分，扣完为止。", "院感科督查"],
    ["小计", "40", "", "", ""],
    ["二、医疗安全（20分）"],
    ["医疗纠纷", "10", "全年医疗纠纷不超过2起，纠纷及时上报。",
     "超出1起扣2分；瞒报、迟报的，每起扣3分；发生经鉴定负主要责任以上医疗事故的，实行一票否决。", "医务科提供"],
    ["不良事件报告", "5", "医疗安全（不良）事件报告数每季度不少于3件。", "每少1件扣0.5分；隐瞒不报的，该项不得分。", "质控科提供"],
    ["投诉处理", "5", "有效投诉及时核实处理，24小时内答复率达到100%。", "每发生1起有效投诉扣1分，最多扣3分；未按时答复的扣1分。", "查阅投诉台账"],
    ["小计", "20", "", "", ""],
    ["三、运行效率（25分）"],
    ["平均住院日", "8", "平均住院日≤8.0天。", "每超0.1天扣0.2分，扣完为止。", "病案统计"],
    ["床位使用率", "7", "床位使用率85%～93%。\n床位使用率=实际占用总床日数÷实际开放总床日数×100%。",
     "每低于下限或高于上限1个百分点扣0.3分。没有病床的科室不考核此项。", "病案统计"],
    ["药占比", "5", "药品收入占医疗收入比例不高于30%，力争控制在28%以内。", "比例每升高1个百分点扣0.5分。", "财务科提供"],
    ["成本控制", "5", "百元医疗收入卫生材料消耗≤20元，领用物资账物相符。", "卫生材料消耗每超过1元扣0.5分；账物不符的，每次扣0.5分。", "财务科、总务科"],
    ["小计", "25", "", "", ""],
    ["四、教学科研与满意度（15分）"],
    ["继续教育", "4", "科室业务学习每月不少于2次，三基考核合格率100%。", "业务学习缺1次扣0.2分；考核不合格的每人扣0.5分。", "科教科提供"],
    ["科研论文", "4", "核心期刊论文每年不少于1篇，科研项目申报每年不少于1项。",
     "论文每少1篇扣1分；项目申报每少1项扣1分；获市级以上科研立项的，每项加1分，最多加2分。", "查阅原件"],
    ["患者满意度", "7", "由第三方开展出院患者电话回访。", "患者满意度达到95%得满分，每降低1个百分点扣1分，低于85%的不得分。", "满意度报告"],
    ["小计", "15", "", "", ""],
    ["合计", "100", "", "", ""],
]  # fmt: skip
TAIL = [
    "备注：1.各项目扣完本项分值为止，不计负分。",
    "2.本细则由医院绩效考核办公室负责解释。",
    "科主任签字：　　　　　　　　考核人员签字：　　　　　　　　考核日期：　　年　　月　　日",
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def build():
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=1 + len(ROWS), cols=len(HEADER), style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, [HEADER, *ROWS], strict=True):
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
        if len(texts) == 1:
            fill(row.cells[0].merge(row.cells[-1]), texts[0])
            continue
        for cell, text in zip(row.cells, texts, strict=False):
            fill(cell, text)
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
