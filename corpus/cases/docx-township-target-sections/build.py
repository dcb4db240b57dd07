"""Builds source.docx: a made-up county's sheet of targets for one township, four tables one below the other and a list.

    python build.py

Each table stands below a heading with its points and has columns of its own; numbers begin again in each; the last
section is a list of vetoes in prose.
"""

import io
import zipfile
from pathlib import Path

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

HEAD = [
    "附件3",
    "楠溪县溪口镇2024年度目标管理考核指标及评分细则",
    "根据《楠溪县2024年度乡镇（街道）目标管理考核办法》，结合溪口镇功能定位，制定本细则。考核总分100分，其中共性指标50分、个性指标50分，加分、扣分事项单独计算。",
]
COMMON_HEADER = ["序号", "指标名称", "考核内容", "分值", "评分标准", "牵头单位"]
COMMON = [
    ["1", "党的建设", "党委专题研究党建工作每季度不少于1次；\n“三会一课”制度落实到位。", "8",
     "专题研究每少1次扣0.5分；“三会一课”未落实的，每个支部扣0.5分；被县委组织部通报的，每次扣1分，扣完为止。", "县委组织部"],
    ["2", "党风廉政建设", "干部队伍廉洁自律，无违纪违法案件。", "6", "镇村干部受到党纪政务处分的，每人扣0.5分；班子成员受到处分的，每人扣2分，扣完为止。", "县纪委监委机关"],
    ["3", "意识形态", "党委会专题研判意识形态工作每季度不少于1次，网络舆情及时处置。", "5", "专题研判每少1次扣1分；舆情处置不及时造成负面影响的，每次扣1分。", "县委宣传部"],
    ["4", "信访维稳", "初信初访一次性化解率达到95%以上，重复信访率控制在5%以内。", "8",
     "化解率每低1个百分点扣0.2分，重复信访率每高1个百分点扣0.3分；发生到省进京越级访的，每批次扣2分。", "县委社会工作部"],
    ["5", "安全生产", "重大事故隐患整改率100%，不发生较大及以上生产安全责任事故。", "9",
     "隐患未按期整改的，每处扣1分；发生一般生产安全责任事故的，每起扣3分；发生较大及以上生产安全责任事故的，该项不得分。", "县应急管理局"],
    ["6", "法治政府建设", "行政规范性文件合法性审查率100%，行政复议纠错、行政诉讼败诉案件不超过1件。", "6", "未经合法性审查的，每件扣1分；纠错、败诉案件每超1件扣1分。", "县司法局"],
    ["7", "政务信息与公开", "政务信息县级采用量每年不少于24篇，政府信息公开申请按时答复率100%。", "8", "采用量每少1篇扣0.2分；超期未答复的，每件扣1分。", "县政府办公室"],
]  # fmt: skip
OWN_HEADER = ["序号", "指标名称", "目标值", "分值", "评分标准", "牵头单位"]
OWN = [
    ["1", "固定资产投资", "3.2亿元", "10", "完成目标值得满分，未完成的按比例得分，完成率低于60%的不得分。", "县发展改革局"],
    ["2", "招商引资到位资金", "≥15000万元", "10", "每少1000万元扣0.5分，扣完为止；引进投资5000万元以上工业项目的，每个加1分，最多加2分。", "县招商服务中心"],
    ["3", "标准化茶园建设", "≥1200亩", "8", "每少100亩扣1分，扣完为止。", "县农业农村局"],
    ["4", "高标准农田建设", "建成面积不少于3000亩", "8", "达到目标值得满分；每少50亩扣0.2分；未通过县级验收的，该项不得分。", "县农业农村局"],
    ["5", "农村生活污水治理", "11月底前治理率达到45%以上", "7", "治理率每低1个百分点扣0.5分；设施停运的，每处扣1分。", "市生态环境局楠溪分局"],
    ["6", "农村居民人均可支配收入增幅", "高于全县平均水平", "7",
     "高于全县平均水平1个百分点以上得7分，高于全县平均水平得5分，低于全县平均水平得3分。", "县统计局"],
]  # fmt: skip
BONUS_HEADER = ["序号", "加分项目", "加分标准", "认定单位"]
BONUS = [
    [
        "1",
        "表彰奖励",
        "受到党中央、国务院表彰的加5分，受到省委、省政府表彰的加3分，受到市委、市政府表彰的加2分；同一事项就高计分，不重复加分。",
        "县委办公室",
    ],
    ["2", "经验推广", "工作经验在市级以上会议作交流发言或以文件形式推广的，每项加1分，最多加3分。", "县委改革办"],
    ["3", "试点示范", "承担省级以上改革试点并按期完成的，每项加1分，最多加2分。", "县委改革办"],
]
PENALTY_HEADER = ["序号", "扣分项目", "扣分标准", "认定单位"]
PENALTY = [
    [
        "1",
        "通报批评",
        "被省级通报批评的，每次扣3分；被市级通报批评的，每次扣2分；被县级通报批评的，每次扣1分。",
        "县委办公室",
    ],
    ["2", "督办事项", "县委、县政府督办事项未按期办结的，每件扣0.5分，最多扣3分。", "县委督查室"],
    ["3", "弄虚作假", "考核材料弄虚作假的，每发现一次扣2分；情节严重的，视情节扣3～5分。", "县考核办"],
]
TABLES = [
    ("一、共性指标（50分）", COMMON_HEADER, COMMON, [1.1, 2.2, 5.2, 1.1, 5.4, 2.0]),
    ("二、个性指标（50分）", OWN_HEADER, OWN, [1.1, 3.0, 3.2, 1.1, 6.6, 2.0]),
    ("三、加分项（最高10分）", BONUS_HEADER, BONUS, [1.1, 2.4, 11.0, 2.5]),
    ("四、扣分项", PENALTY_HEADER, PENALTY, [1.1, 2.4, 11.0, 2.5]),
]
TAIL = [
    "五、一票否决事项",
    "有下列情形之一的，实行“一票否决”，取消当年度评先评优资格：",
    "（一）发生重大及以上生产安全责任事故的；",
    "（二）领导班子主要负责人严重违纪违法被立案审查调查的；",
    "（三）发生重大生态环境损害事件，造成恶劣社会影响的。",
    "六、有关说明",
    "（一）共性指标、个性指标得分以牵头单位平时掌握情况为主，年终实地核查占20%。",
    "（二）考核得分列全县前3名的评为优秀等次，低于70分的由县委约谈党政主要负责人。",
]


def add_table(document, header, rows, widths):
    table = document.add_table(rows=1 + len(rows), cols=len(header), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, [header, *rows], strict=True):
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            first, *more = text.split("\n")
            cell.text = first
            for line in more:
                cell.add_paragraph(line)
            for paragraph in cell.paragraphs:
                for run in paragraph.runs:
                    run.font.size = Pt(10)


def build():
    document = docx.Document()
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    for index, line in enumerate(HEAD):
        paragraph = document.add_paragraph(line)
        if index == 1:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            paragraph.runs[0].bold = True
    for heading, header, rows, widths in TABLES:
        document.add_paragraph().add_run(heading).bold = True
        add_table(document, header, rows, widths)
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
