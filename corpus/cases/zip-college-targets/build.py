"""Builds source.zip: a made-up university's notice (.docx) with its annex (.xlsx), the names in GBK bytes without any mark.

    python build.py

The annex has three columns of points by kind of college below one heading, a column 定量/定性 and one for the office that gives the data;
the notice speaks of weights and grades itself. A lock file of an open Word lies beside them.
"""

import io
import itertools
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import xlsxwriter
from docx.enum.text import WD_ALIGN_PARAGRAPH

NOTICE_NAME = "云州学院/关于印发《二级学院2024年度目标任务考核办法》的通知.docx"
ANNEX_NAME = "云州学院/附件 二级学院年度目标任务考核指标.xlsx"
NOTICE = [
    "云州学院文件",
    "云院发〔2024〕17号",
    "关于印发《二级学院2024年度目标任务考核办法》的通知",
    "各二级学院、各部门：",
    "《二级学院2024年度目标任务考核办法》已经校长办公会审议通过，现予印发，请遵照执行。",
    "附件：二级学院年度目标任务考核指标",
    "云州学院",
    "2024年4月2日",
    "二级学院2024年度目标任务考核办法",
    "一、考核分类。二级学院按学科属性分为理工类、人文社科类、艺体类三类，各类指标分值有所不同，总分均为100分。",
    "二、考核方式。定量指标由数据提供部门按计分办法核算，定性指标由考核专家组评议，其中专家评议占70%，校领导评价占30%。",
    "三、结果运用。考核结果分为优秀、良好、合格、不合格四个等次，优秀比例不超过30%；考核得分60分以下或被一票否决的，为不合格，扣减年终绩效总量的5%。",
]
# First level, second level, kind, content, scoring, three points, office.
ROWS = [
    ["一、人才培养", "毕业与学位", "定量", "毕业率不低于95%，学位授予率不低于93%。", "毕业率每低1个百分点扣0.5分；学位授予率每低一个百分点扣0.3分。", 8, 8, 8, "教务处"],
    ["", "就业质量", "定量", "毕业生去向落实率同比提高2个百分点。", "达到目标得满分；未达到的按比例计分；同比下降的不得分。", 10, 10, 10, "招生就业处"],
    ["", "学科竞赛", "定量", "学生参加教育主管部门组织的学科竞赛获奖情况。", "国家级一等奖每项计5分，国家级其他奖项每项计3分，省级奖项每项计1分；同一作品多次获奖的，就高计分，不重复计算。", 6, 4, 12, "教务处"],
    ["", "教学改革", "定性", "课程思政、教材建设、教学成果培育推进有力。", "由专家组评议，优秀得满分，良好得满分的80%，合格得满分的60%，不合格不得分。", 6, 8, 8, "教务处"],
    ["二、科学研究", "科研经费", "定量", "到账科研经费完成率=实际到账经费/年度任务数×100%。", "完成率100%得满分，每超过10%加0.5分，最多加3分；60%～100%的按比例得分；低于60%不得分。", 12, 6, 3, "科研处"],
    ["", "科研项目", "定量", "国家级项目不少于2项，省部级项目不少于５项。", "国家级项目每少1项扣1.5分，省部级项目每少1项扣０.５分。", 8, 8, 5, "科研处"],
    ["", "论文著作", "定量", "高水平论文年人均发表数在同类学院中的排名。", "同类学院中排名第1名的得满分，每后退1名扣1分，扣完为止。", 8, 12, 6, "科研处"],
    ["", "成果转化", "定量", "科技成果转化到账金额不少于50万元。", "每少5万元扣0.5分；每增加一项专利转让加1分，最高加2分。", 6, 2, "—", "科研处"],
    ["三、师资队伍", "师资结构", "定量", "博士学位教师占比达到百分之六十，生师比控制在18:1以内。", "博士学位教师占比每低2个百分点扣0.5分，最多扣4分；生师比超出的扣1分。", 6, 8, 8, "人事处"],
    ["", "人才引进", "定量", "引进博士不少于三人。", "每少一人扣一分。", 5, 5, 5, "人事处"],
    ["", "师德师风", "定性", "师德师风建设长效机制健全，教育引导常态化。", "机制不健全的，视情节扣1～3分；发生严重师德失范行为的，一票否决。", 5, 6, 6, "教师工作部"],
    ["四、管理与服务", "国际交流", "定量", "留学生和交换生不少于20人次，教师出国（境）研修不少于4人次。", "每少1人次扣0.2分，累计扣完为止。", 4, 5, 9, "国际处"],
    ["", "学生管理", "定性", "学生宿舍文明达标率90%以上，力争达到95%；晚归、夜不归宿控制在20人次以内。", "达标率每低1个百分点扣0.2分；晚归、夜不归宿每超1人次扣0.1分。", 4, 6, 8, "学生处"],
    ["", "安全稳定", "定性", "12月底前实验室、宿舍等安全隐患整改率100%。", "逾期未整改的，每处扣0.5分；发生火灾等责任事故的，该项不得分。", 6, 6, 6, "保卫处"],
    ["", "预算执行", "定量", "学院预算执行偏差率控制在±5%以内。", "每±1%扣0.5分。", 3, 3, 3, "财务处"],
    ["", "党建工作", "定性", "履行全面从严治党主体责任。", "按照学校《二级党组织党建工作考核办法》计分。", 3, 3, 3, "组织部"],
]  # fmt: skip
KINDS = ["理工类", "人文社科类", "艺体类"]


class Unmarked(zipfile.ZipInfo):
    """A name in GBK without the flag that says UTF-8, as Chinese Windows writes it."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def notice():
    document = docx.Document()
    for index, line in enumerate(NOTICE):
        paragraph = document.add_paragraph(line)
        if index in (0, 1, 2, 8):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if index in (6, 7):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    raw = io.BytesIO()
    document.save(raw)
    fixed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def annex():
    raw = io.BytesIO()
    book = xlsxwriter.Workbook(raw, {"in_memory": True})
    book.set_properties({"title": "考核指标", "created": datetime(2024, 4, 1)})
    base = {"font_name": "仿宋", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}
    plain, left = book.add_format({**base, "align": "center"}), book.add_format(base)
    sheet = book.add_worksheet("Sheet1")
    for columns, width in (("A:B", 11), ("C:C", 6), ("D:E", 34), ("F:H", 8), ("I:I", 11)):
        sheet.set_column(columns, width)
    sheet.write("A1", "附件")
    sheet.merge_range(
        "A2:I2", "二级学院2024年度目标任务考核指标", book.add_format({"bold": True, "font_size": 16, "align": "center"})
    )
    for column, text in enumerate(["一级指标", "二级指标", "指标类型", "考核内容", "计分办法"]):
        sheet.merge_range(2, column, 3, column, text, plain)
    sheet.merge_range("F3:H3", "分值", plain)
    sheet.write_row("F4", KINDS, plain)
    sheet.merge_range("I3:I4", "数据提供部门", plain)
    for index, row in enumerate(ROWS, 4):
        for column, value in enumerate(row[1:], 1):
            sheet.write(index, column, value, left if column in (3, 4) else plain)
    starts = [index for index, row in enumerate(ROWS) if row[0]] + [len(ROWS)]
    for start, end in itertools.pairwise(starts):
        sheet.merge_range(4 + start, 0, 3 + end, 0, ROWS[start][0], plain)
    last = 4 + len(ROWS)
    sheet.merge_range(last, 0, last, 4, "合　　计", plain)
    for column in (5, 6, 7):
        letter = "ABCDEFGHI"[column]
        sheet.write_formula(last, column, f"=SUM({letter}5:{letter}{last})", plain, 100)
    book.close()
    return raw.getvalue()


def build(target):
    members = [(NOTICE_NAME, notice()), (ANNEX_NAME, annex()), ("云州学院/~$印发通知.docx", b"\x06user" + bytes(157))]
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(Unmarked(name, (2024, 4, 8, 9, 30, 0)), data, zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    build(Path(__file__).parent / "source.zip")
