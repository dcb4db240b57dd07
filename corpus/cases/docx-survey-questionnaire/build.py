"""Builds source.docx: a made-up questionnaire for patients. Grades with points, a table of questions, nothing that is assessed of a unit.

python build.py
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH

TITLE = "住院患者满意度调查表"
LEAD = [
    "尊敬的患者（家属）：",
    "您好！为了解您对我院医疗服务的真实感受，不断改进服务质量，请您在百忙之中填写本表。本表不记名，请在相应的“□”内打“√”。非常满意计5分，满意计4分，一般计3分，不满意计2分，非常不满意计1分，满分100分。",
    "一、基本情况",
    "1.您的年龄：□18岁以下　□18～40岁　□41～60岁　□60岁以上",
    "2.您的医疗费用支付方式：□职工医保　□居民医保　□自费　□其他",
    "3.您住院的科室：　　　　　　　住院天数：　　　天",
    "二、评价内容",
]
HEADER = [
    "序号",
    "调查项目",
    "非常满意\n（5分）",
    "满意\n（4分）",
    "一般\n（3分）",
    "不满意\n（2分）",
    "非常不满意\n（1分）",
]
QUESTIONS = [
    "您对入院手续办理的便捷程度是否满意",
    "您对医生查房时的态度和病情解释是否满意",
    "您对护士输液、打针等护理操作是否满意",
    "按铃呼叫后医护人员能否及时（5分钟内）到达",
    "您对检查、检验结果出具的时间是否满意",
    "您对病房的整洁、安静程度是否满意",
    "您对医院饭菜的质量和价格是否满意",
    "您对收费的透明度（每日费用清单）是否满意",
    "您对医院厕所的卫生状况是否满意",
    "您对出院结算和出院指导是否满意",
]
TAIL = [
    "三、您对本次住院服务的总体评价（满分10分，请打分）：　　　分",
    "四、您是否给医务人员送过“红包”：□是　□否　　如有，请说明：",
    "五、您认为我院最需要改进的是（可多选）：□服务态度　□技术水平　□环境设施　□收费管理　□其他",
    "六、您的意见和建议：",
    "注：得分率＝实际得分÷（有效题数×5）×100%。回收有效问卷不足30份的科室，当月不统计满意度。",
    "衷心感谢您的支持与配合，祝您早日康复！",
]


def build():
    document = docx.Document()
    document.add_paragraph(TITLE).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for line in LEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=0, cols=len(HEADER))
    table.style = "Table Grid"
    for row in [HEADER, *([str(n), text] + ["□"] * 5 for n, text in enumerate(QUESTIONS, 1))]:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
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
