"""Builds source.docx: a made-up monthly check sheet of a hospital's nursing department, long cells and blank form columns.

    python build.py

考核项目 is merged over rows that each have points of their own; a content cell holds duties and tariffs in one long paragraph.
"""

import io
import itertools
import zipfile
from pathlib import Path

import docx
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt

HEAD = [
    "栖梧市第二人民医院护理部",
    "2024年度护理质量月质控考核评分表",
    "受检科室：　　　　　　　护士长：　　　　　　　检查日期：　　年　　月　　日",
]
HEADER = ["序号", "考核项目", "质控内容及扣分细则", "标准分", "实得分", "扣分原因", "整改反馈"]
WIDTHS = [1.0, 2.0, 13.5, 1.3, 1.3, 3.4, 2.6]
# Number, item (with its first row only), content and tariff, points.
ROWS = [
    ["1", "病房管理", "病室环境整洁、安静、安全，床单元平整无污渍，床头柜物品不超过5件，地面无水渍、无杂物，隔帘悬挂整齐。床单元不洁或物品摆放不符合要求的，每床扣0.5分；地面有水渍且未放置防滑警示标识的，每处扣1分；陪护人员占用病床休息未予劝阻的，每人次扣0.2分。", "8"],
    ["2", "", "治疗室、换药室、处置室布局合理，无菌物品与非无菌物品分开放置、标识清楚，冰箱温度监测每日不少于2次。过期物品每发现1件扣2分；无菌物品与非无菌物品混放的，每处扣1分；冰箱温度监测缺1次扣0.2分，最多扣1分；医疗废物未分类收集的，每次扣1分。", "7"],
    ["3", "分级护理", "责任护士掌握分管患者病情，严格按护理级别巡视患者，巡视记录及时、真实，特级护理患者有专人守护。未按级别巡视的，每人次扣0.5分；补记、代记巡视记录的，每处扣1分；责任护士对患者病情“九知道”掌握不全的，每缺1项扣0.2分，扣完为止。", "10"],
    ["4", "", "卧床患者口腔、皮肤、会阴、管道护理符合规范，做到“三短六洁”，患者体位舒适，基础护理合格率≥95%。一项护理措施不到位扣0.5分；合格率每低1个百分点扣0.5分；因护理不到位发生院内压力性损伤的，每例扣3分；隐瞒不报的，该项不得分。", "8"],
    ["5", "护理安全", "严格执行查对制度和身份识别制度，给药、输血、采集标本前至少同时使用两种患者身份识别方式，输血双人核对并签名。查对不规范的，每次扣1分；仅使用一种识别方式的，每次扣1分；发生给药错误但未造成后果的，每例扣3分；造成后果的，该项不得分。", "10"],
    ["6", "", "跌倒、坠床、压力性损伤、管路滑脱高风险患者入院后及时评估，评估率100%，床头警示标识齐全，防范措施落实并动态评估。漏评或超时评估的，每人次扣1分；高风险患者无警示标识的，每人扣0.5分；防范措施未落实的，每项扣0.5分，最多扣3分。", "8"],
    ["7", "", "抢救车做到定数量品种、定点放置、定专人管理、定期消毒灭菌、定期检查维修，抢救药品、器材完好率100%，交接记录完整。药品、器材数量不符或失效的，每件扣2分；封存破损未登记的扣1分；交接记录漏签名的，每次扣0.2分；护士不能熟练操作抢救设备的，每人扣1分。", "7"],
    ["8", "消毒隔离", "严格执行无菌技术操作规程和手卫生规范，手卫生依从性不低于90%，无菌包、消毒液在有效期内使用，启用时间标注清楚。手卫生依从性每低1个百分点扣0.2分；无菌物品未注明启用时间的，每件扣0.5分；使用过期无菌物品的，每件扣3分；消毒液浓度监测记录缺1次扣0.3分，扣完为止。", "8"],
    ["9", "", "多重耐药菌感染患者隔离措施落实，床头有隔离标识，专用物品固定使用；医疗废物分类收集、密闭转运，交接登记保存时间不少于3年。隔离措施不落实的，每例扣1分；医疗废物混装的，每次扣1分；交接登记不全的，每次扣0.3分；保存时间不足的扣1分。", "7"],
    ["10", "护理文书", "护理记录客观、真实、准确、及时、完整，体温单、医嘱执行单、护理记录单之间内容一致，护理文书书写合格率不低于95%。一处涂改、漏项、漏签名扣0.2分；记录与病情不符的，每处扣1分；书写合格率每低1个百分点扣0.5分；伪造护理记录的，该项不得分。", "10"],
    ["11", "健康教育", "入院、检查、手术、用药、出院各环节健康教育落实，患者知晓主管医生和责任护士，健康教育知晓率不低于85%，出院患者随访率达到100%。知晓率每低5个百分点扣1分；健康教育记录与实际不符的，每份扣0.5分；出院患者漏随访的，每人扣0.5分。", "7"],
    ["12", "培训考核", "科室护理业务学习每月不少于2次，护理查房每月不少于1次，护士参加院级“三基”理论考试和操作考核，考核合格率100%，资料齐全。业务学习、护理查房每少1次扣0.5分；考试、考核不合格的，每人扣0.5分；无故缺考的，每人扣1分；资料缺1项扣0.2分。", "5"],
    ["13", "服务质量", "护士着装整齐、仪表端庄，使用文明用语，主动热情服务，无服务态度投诉，住院患者对护理工作满意度不低于95%。满意度每低1个百分点扣0.5分；有效投诉每起扣2分；着装不规范的，每人次扣0.2分；受到患者书面表扬的，每次加0.5分，最多加1分。", "5"],
]  # fmt: skip
TAIL = [
    "检查者签名：　　　　　　　　　　　　被检查科室签名：",
    "备注：月质控得分≥95分的，当月护理质量绩效按100%发放；90～94分的按95%发放；低于90分的按90%发放，连续2个月排名末位的由护理部约谈护士长。",
]


def write_table(document):
    table = document.add_table(rows=2 + len(ROWS), cols=len(HEADER), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, WIDTHS, strict=True):
        column.width = Cm(width)
    for cell, text in zip(table.rows[0].cells, HEADER, strict=True):
        cell.text = text
    for row, texts in zip(table.rows[1:-1], ROWS, strict=True):
        for cell, text in zip(row.cells, texts, strict=False):
            cell.text = text
    starts = [index for index, row in enumerate(ROWS, 1) if row[1]] + [1 + len(ROWS)]
    for start, end in itertools.pairwise(starts):
        merged = table.cell(start, 1).merge(table.cell(end - 1, 1))
        for paragraph in merged.paragraphs[1:]:
            paragraph._p.getparent().remove(paragraph._p)
    last = table.rows[-1].cells
    last[0].merge(last[2]).text = "合　　计"
    last[3].text = "100"
    for row in table.rows:
        for cell, width in zip(row.cells, WIDTHS, strict=True):
            cell.width = Cm(width)


def build():
    document = docx.Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.left_margin = section.right_margin = Cm(2)
    for line, size in zip(HEAD, (14, 18, 11), strict=True):
        paragraph = document.add_paragraph()
        paragraph.add_run(line).font.size = Pt(size)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if size == 11 else WD_ALIGN_PARAGRAPH.CENTER
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
