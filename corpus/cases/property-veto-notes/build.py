"""Builds source.docx: a made-up sheet of a district for property-management projects, with prose behind the table.

    python build.py

Below the table stand notes, a veto list (下列情形之一, 1. 2. 3.) and grades; none of them is an indicator.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.shared import Cm

HEAD = [
    "澹水区住房和城乡建设局",
    "澹建物〔2024〕7号",
    "2024年度物业服务项目质量考核评分表",
    "项目名称：＿＿＿＿＿＿＿＿＿＿　　物业服务企业：＿＿＿＿＿＿＿＿＿＿　　建筑面积：＿＿＿＿万平方米",
]
HEADER = ["类别", "序号", "考核项目", "考核要求", "标准分", "扣分办法", "扣分", "扣分原因"]
WIDTHS = [1.4, 1.0, 2.0, 4.6, 1.2, 4.6, 1.0, 1.4]
GROUPS = [
    ("综合管理\n（25分）", [
        ["1", "人员资格", "项目经理持证上岗，管理人员持证率100%。", "6", "项目经理无证的扣3分；管理人员无证的，每人扣1分。"],
        ["2", "合同备案", "前期物业服务合同按期备案。", "4", "未备案的不得分。"],
        ["3", "信息公示", "服务内容、收费标准在小区显著位置公示，公共收益收支情况公示每季度不少于1次。", "5", "缺1项扣1分；公示不实的，该项不得分。"],
        ["4", "投诉处理", "投诉处理率达到100%，业主报修平均响应时间不超过30分钟。", "6", "投诉未处理的，每件扣1分；响应超时的，每次扣0.5分，最多扣3分。"],
        ["5", "档案管理", "物业档案齐全，一户一档，专人管理。", "4", ""],
    ]),
    ("房屋设施\n（30分）", [
        ["6", "房屋管理", "及时发现、制止违规装修和乱搭乱建。", "6", "发现1处未制止扣1分；制止无效未上报的，每处扣0.5分。"],
        ["7", "电梯管理", "电梯年检合格率100%，困人救援到场时间不超过30分钟。", "8", "电梯未按期年检的，每台扣2分；困人救援超时的，每次扣1分。"],
        ["8", "消防设施", "消防设施完好率≥98%，消防通道畅通。", "8", "完好率每降低1个百分点扣0.5分；占用、堵塞消防通道未处理的，每处扣1分，扣完为止。"],
        ["9", "二次供水", "生活水箱清洗消毒每年不少于2次，水质检测合格。", "8", "清洗消毒每少1次扣2分；水质检测不合格的，该项不得分。"],
    ]),
    ("环境秩序\n（30分）", [
        ["10", "环境保洁", "公共区域清扫每日不少于2次，垃圾日产日清。", "10", "清扫不及时的，每处扣0.5分；垃圾满溢的，每处扣0.5分。"],
        ["11", "绿化养护", "绿植成活率不低于95%。", "6", "成活率每降低1个百分点扣0.3分；裸露土地未补植的，每10平方米扣0.5分。"],
        ["12", "秩序维护", "门岗全天值守，监控录像保存时间不少于90天。", "8", "脱岗的，每次扣1分；监控录像保存时间不足的扣2分。"],
        ["13", "车辆停放", "车辆停放有序，充电设施符合安全规定。", "6", "车辆乱停乱放的，每辆扣0.1分，最多扣3分；飞线充电的，每处扣1分。"],
    ]),
    ("业主评价\n（15分）", [
        ["14", "业主满意度", "由街道办事处委托第三方入户调查。", "15", "满意度85%及以上得15分，75%—85%得10分，60%—75%得5分，60%以下不得分。"],
    ]),
]  # fmt: skip
TAIL = [
    "评分说明：",
    "1.每项扣分以该项标准分为限，扣完为止，不计负分。",
    "2.同一问题涉及多个项目的，按扣分最高的项目扣分，不重复扣分。",
    "3.考核由区物业管理服务中心牵头，会同街道办事处、社区居委会共同实施，每半年1次。",
    "有下列情形之一的，实行一票否决，年度考核直接定为不合格：",
    "1.发生较大及以上生产安全责任事故的；",
    "2.因管理不善造成业主人身伤亡或者重大财产损失，负主要责任的；",
    "3.擅自利用共用部位经营、侵占公共收益，拒不整改的；",
    "4.提供虚假材料、弄虚作假的。",
    "等次评定：",
    "优秀：90分（含）以上；良好：80分（含）—90分；合格：60分（含）—80分；不合格：60分以下。",
    "考核为优秀的项目，企业信用评价加3分；不合格的，扣5分，并约谈企业负责人。",
    "考核组签字：　　　　　　　　　　　　　　　　企业代表签字：",
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
    table = document.add_table(rows=2 + sum(len(rows) for _, rows in GROUPS), cols=len(HEADER), style="Table Grid")
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        fill(cell, text)
    at = 1
    for name, rows in GROUPS:
        for offset, texts in enumerate(rows):
            for column, text in enumerate(texts, 1):
                fill(table.cell(at + offset, column), text)
        fill(table.cell(at, 0).merge(table.cell(at + len(rows) - 1, 0)), name)
        at += len(rows)
    fill(table.cell(at, 0).merge(table.cell(at, 3)), "总分")
    fill(table.cell(at, 4), "100")
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
