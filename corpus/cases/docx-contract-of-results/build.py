"""Builds source.docx: a made-up contract of a municipal holding with the head of a subsidiary about the results of a year.

    python build.py

A contract in clauses (weights, grades and pay in prose) around a table 指标类别 | 考核指标 | 目标值 | 权重 | 计分规则 whose rows have
no numbers; the last group has no weights but the word 扣分项.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

HEAD = [
    "合同编号：GT-JY-2024-07",
    "企业负责人2024年度经营业绩责任书",
    "甲方：碧湾市城投控股有限公司",
    "乙方：碧湾市城投物业运营有限公司（法定代表人：　　　　）",
    "为建立健全激励约束机制，落实国有资产保值增值责任，根据《市属国有企业负责人经营业绩考核办法》，甲乙双方经协商一致，签订本责任书。",
    "一、考核期限",
    "2024年1月1日至2024年12月31日。",
    "二、考核内容",
    "年度经营业绩考核由分类指标和约束性指标两部分组成，分类指标权重合计100%，约束性指标只扣分不加分。各项指标得分不低于0分，最高不超过基本分的120%。具体如下：",
]
HEADER = ["指标类别", "考核指标", "目标值", "权重", "计分规则", "数据提供部门"]
WIDTHS = [1.7, 2.5, 2.6, 1.3, 6.6, 1.9]
GROUPS = [
    ("财务效益指标（55%）", [
        ["营业收入", "18600万元", "15%", "完成目标值得基本分；完成值每超过目标值1%加0.5分，最多加5分；每低1%扣1分，扣完为止。", "财务部"],
        ["利润总额", "不低于1250万元", "20%", "完成值达到目标值的得满分，每增加10万元加0.2分，最高加3分；每减少10万元扣0.4分，低于目标值的80%不得分。", "财务部"],
        ["净资产收益率", "6.2%", "10%", "以目标值为基准，每±0.1个百分点加减0.2分，加分最多2分。", "财务部"],
        ["资产负债率", "≤62%", "10%", "控制在目标值以内得满分，每超过1个百分点扣2分，超过65%不得分。", "财务部"],
    ]),
    ("运营管理指标（30%）", [
        ["应收账款周转天数", "不高于75天", "8%", "每超过1天扣0.2分，最多扣4分；较上年缩短的加0.5分。", "财务部"],
        ["成本费用占营业收入比重", "降至91%以下", "7%", "每高于目标值0.5个百分点扣0.5分；较上年不降反升的，不得分。", "运营部"],
        ["重点项目投资完成率", "100%", "10%", "按完成比例计分，完成率低于60%不得分。", "投资部"],
        ["客户有效投诉", "控制在12件以内", "5%", "每增加1件扣0.5分；处理不及时的，逾期每天扣0.1分。", "运营部"],
    ]),
    ("党建与改革指标（15%）", [
        ["党建工作责任制", "—", "8%", "按照集团《党建工作责任制考核评价办法》的考核得分折算。", "党群部"],
        ["改革深化提升行动任务", "2024年12月底前完成", "7%", "未按期完成的，每项扣1分；进度严重滞后的，视情节扣1～3分。", "企管部"],
    ]),
    ("约束性指标", [
        ["安全生产", "不发生责任事故", "扣分项", "发生一般生产安全责任事故的，每起扣2分；发生较大及以上生产安全责任事故的，一票否决。", "安环部"],
        ["合规经营", "不发生违规事项", "扣分项", "受到监管部门行政处罚的，每次扣1分，累计最多扣5分；因违规经营造成重大资产损失的，一票否优。", "法务部"],
        ["财务信息质量", "—", "扣分项", "会计信息失真的，视情节轻重扣2～5分；报表报送逾期每天扣0.2分。", "财务部"],
    ]),
]  # fmt: skip
TAIL = [
    "三、考核得分与等级",
    "年度考核得分=∑（单项指标得分×权重）+加分-扣分。95分以上为A级，85分至95分为B级，70分至85分为C级，70分以下为D级。",
    "四、奖惩",
    "A级企业负责人绩效年薪系数为1.2，B级为1.0，C级为0.8，D级不得领取绩效年薪；年度考核得分每高于100分1分，奖励绩效年薪的0.5%。",
    "五、因不可抗力或国家政策重大调整，需变更考核目标的，乙方应于9月底前书面提出。",
    "六、本责任书一式四份，甲乙双方各执二份，自签订之日起生效。",
    "甲方（盖章）：　　　　　　　　　　　　　　乙方（签字）：",
    "　　　　年　　月　　日",
]


def build():
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    title = document.paragraphs[1]
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.runs[0].font.size = Pt(20)
    table = document.add_table(rows=1, cols=len(HEADER))
    table.style = "Table Grid"
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.paragraphs[0].add_run(text).bold = True
    for name, rows in GROUPS:
        first = len(table.rows)
        for row in rows:
            for cell, text in zip(table.add_row().cells[1:], row, strict=True):
                cell.text = text
        merged = table.cell(first, 0).merge(table.cell(len(table.rows) - 1, 0))
        for paragraph in merged.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
        merged.text = name
        if name == GROUPS[2][0]:
            cells = table.add_row().cells
            cells[0].merge(cells[2]).text = "合　计"
            cells[3].text = "100%"
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
