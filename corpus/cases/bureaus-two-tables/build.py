"""Builds source.docx: a made-up notice of a county for the yearly assessment of its bureaus.

    python build.py

The indicators stand in one table with section rows (number, name, weight, bureau), their tariffs in a second one further
down, without sections and in an order of its own; only the number joins them. A third table is a roster.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

HEAD = [
    "中共菰城县委办公室　菰城县人民政府办公室",
    "菰办发〔2024〕21号",
    "关于印发《2024年度县直部门目标管理考核指标》的通知",
    "各乡镇党委、政府，县直各部门：",
    "《2024年度县直部门目标管理考核指标》已经县委、县政府同意，现印发给你们，请认真组织实施。",
    "附件：1.2024年度县直部门目标管理考核指标",
    "2.考核指标评分细则",
    "3.县直部门考核分组名单",
    "2024年4月18日",
]
FIRST = ["编号", "指标名称", "权重", "牵头单位"]
INDICATORS = [
    ["一、经济发展（40分）"],
    ["A1", "地区生产总值增速", "8", "县发展改革局"],
    ["A2", "固定资产投资", "8", "县发展改革局"],
    ["A3", "招商引资", "10", "县投资促进中心"],
    ["A4", "工业企业培育", "6", "县经济信息化局"],
    ["A5", "财政收入质量", "8", "县财政局"],
    ["二、民生保障（30分）"],
    ["B1", "城镇新增就业", "6", "县人力资源社会保障局"],
    ["B2", "义务教育", "6", "县教育局"],
    ["B3", "健康县建设", "6", "县卫生健康局"],
    ["B4", "养老服务", "6", "县民政局"],
    ["B5", "农村人居环境整治", "6", "县农业农村局"],
    ["三、生态与安全（20分）"],
    ["C1", "空气质量", "6", "县生态环境分局"],
    ["C2", "水环境质量", "5", "县生态环境分局、\n县水利局"],
    ["C3", "安全生产", "5", "县应急管理局"],
    ["C4", "信访维稳", "4", "县信访局"],
    ["四、自身建设（10分）"],
    ["D1", "党的建设", "5", "县委组织部、县直机关工委"],
    ["D2", "政务服务效能", "5", "县行政审批局"],
    ["", "合计", "100", ""],
]
SECOND = ["编号", "评分细则"]
RULES = [
    ["A1", "地区生产总值增速不低于6.5%，每低0.1个百分点扣0.5分，扣完为止。"],
    ["A2", "固定资产投资增长率≥10%，每低1个百分点扣1分。"],
    ["A3", "全年引进亿元以上项目不少于5个。每少1个扣2分；每引进1个10亿元以上项目加1分，最多加2分。"],
    ["A4", "新增规模以上工业企业不少于8家。每少1家扣0.5分。"],
    ["A5", "税收占一般公共预算收入的比重达到70%（含）以上，每低于1个百分点扣1分。"],
    ["C1", "PM2.5年均浓度不高于33微克/立方米，每升高1微克/立方米扣1分。"],
    ["C2", "地表水国控断面优良比例达到100%。优良比例每降低1个百分点扣0.5分；出现劣Ⅴ类断面的，该项不得分。"],
    ["C3", "生产安全事故起数不超过3起，每超1起扣1分；发生较大及以上生产安全责任事故的，一票否决。"],
    ["C4", "初信初访化解率≥95%，每降低1个百分点扣0.2分；发生越级非正常上访的，每人次扣0.5分。"],
    ["B1", "城镇新增就业不少于2300人。完成率每低1个百分点扣0.2分。"],
    ["B2", "九年义务教育巩固率≥98%，大班额比例控制在5%以内。一项不达标扣3分。"],
    ["B3", "家庭医生重点人群签约率不低于百分之八十，每降低1个百分点扣0.2分；突发公共卫生事件处置不力的，该项不得分。"],
    ["B4", "2024年10月底前城区“一刻钟”养老服务圈覆盖率达到95%以上；护理型床位占比=护理型床位数÷养老机构床位总数×100%，占比不低于60%。\n每有一项未达到扣2分。"],
    ["B5", "未完成年度整治任务的，按照《菰城县农村人居环境整治考核办法》扣分。"],
    ["D1", "党组专题研究党建工作每季度不少于1次。每少1次扣0.5分；班子成员受到党纪政务处分的，每人扣2分。"],
    ["D2", "服务对象满意度达到95%得满分，每降低1个百分点扣0.5分，低于80%的不得分。"],
]  # fmt: skip
ROSTER = [
    ["组别", "单位"],
    ["综合管理组", "县发展改革局、县财政局、县人力资源社会保障局、县行政审批局"],
    ["社会发展组", "县教育局、县民政局、县卫生健康局、县信访局"],
    ["经济建设组", "县经济信息化局、县农业农村局、县应急管理局、县投资促进中心"],
]


def fill(cell, text):
    first, *more = text.split("\n")
    cell.text = first
    for line in more:
        cell.add_paragraph(line)


def add_table(document, rows, widths):
    table = document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Cm(width)
        if len(texts) == 1:
            fill(row.cells[0].merge(row.cells[-1]), texts[0])
            continue
        for cell, text in zip(row.cells, texts, strict=True):
            fill(cell, text)


def build():
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    document.add_page_break()
    document.add_paragraph("附件1")
    document.add_paragraph("2024年度县直部门目标管理考核指标")
    add_table(document, [FIRST, *INDICATORS], [1.5, 5.5, 1.5, 6.0])
    document.add_page_break()
    document.add_paragraph("附件2")
    document.add_paragraph("考核指标评分细则")
    document.add_paragraph("本细则编号与附件1一致，由各牵头单位负责解释，各项指标扣分以权重分为限。")
    add_table(document, [SECOND, *RULES], [1.5, 13.0])
    document.add_page_break()
    document.add_paragraph("附件3")
    document.add_paragraph("县直部门考核分组名单")
    add_table(document, ROSTER, [3.0, 11.5])
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
