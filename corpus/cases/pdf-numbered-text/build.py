"""Builds source.pdf: made-up measures of a city in numbered paragraphs, without any table, over several pages.

    python corpus/cases/pdf-numbered-text/build.py

Printed through LibreOffice by hospital-notice-2022/pdf.py (see there for what it needs). A running header with a ruling, page numbers,
paragraphs that the pages cut at any line.
"""

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "hospital-notice-2022"))

import docx  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING  # noqa: E402
from docx.oxml import OxmlElement  # noqa: E402
from docx.oxml.ns import qn  # noqa: E402
from docx.shared import Cm, Pt  # noqa: E402
from pdf import SONG, Look, print_pdf, set_font, set_page  # noqa: E402

LOOK = Look((), SONG, 14, page_header="汀禾市社会信用体系建设领导小组办公室文件")
TITLE = "汀禾市2024年度社会信用体系建设考核办法"
PARAGRAPHS = [
    "为推动社会信用体系高质量发展，营造诚实守信的社会环境，根据省、市有关工作部署，制定本办法。",
    "一、考核对象",
    "市社会信用体系建设领导小组各成员单位，各县（市、区）人民政府，高新区管理委员会。",
    "二、考核方式",
    "考核采取日常监测与年终评审相结合的方式，由领导小组办公室组织实施，必要时邀请专家和服务对象代表参加。考核满分为100分，各项分值扣完为止。",
    "三、考核内容及评分标准",
    "（一）组织保障（18分）",
    "1.工作机制（6分）将信用建设纳入年度重点工作，明确分管负责人和联络员，主要负责人每季度至少听取1次信用工作汇报。",
    "未纳入年度重点工作的扣2分；听取汇报每少1次扣0.5分；联络员变动未及时报备的扣0.5分。",
    "2.经费保障（6分）信用建设经费列入部门预算，专款专用，预算执行率不低于90%。",
    "未列入部门预算的，该项不得分；预算执行率每降低5个百分点扣1分。",
    "3.制度建设（6分）制定本行业、本地区信用监管制度，健全守信激励和失信惩戒机制。",
    "未制定制度的扣4分；制度与上位规定相抵触或者未及时清理修订的，每处扣1分。",
    "（二）信息归集（30分）",
    "1.目录编制（8分）",
    "编制本单位公共信用信息目录，目录完整率达到100%，信息项更新时间不超过7天。",
    "目录每缺1项扣0.5分；更新超时的，每次扣0.2分。",
    "2.数据报送（12分）信用数据通过市信用信息共享平台按月报送：（1）行政许可、行政处罚信息按时上网公示（4分）；"
    "（2）数据合规率不低于98%（5分）；（3）统一社会信用代码重错码率不超过0.1‰（3分）。",
    "未按时公示的，每条扣0.1分；数据合规率每降低1个百分点扣0.5分；重错码率高于0.1‰的扣3分。",
    "3.数据质量（10分）数据抽查合格率≥95%。领导小组办公室每季度随机抽取数据，对照原始业务档案逐条核验，核验结果在平台上通报。",
    "抽查合格率=抽查合格数据条数÷抽查数据总条数×100%。合格率95%以上得10分，85%～95%得6分，低于85%不得分。",
    "（三）信用监管（32分）",
    "1.信用承诺（8分）在行政审批、容缺受理、信用修复等环节推行信用承诺制，承诺事项覆盖率不低于百分之八十，归集承诺书不少于5000份。",
    "覆盖率每降低两个百分点扣0.5分；归集数量不足的按比例得分。",
    "2.分级分类监管（10分）",
    "依据企业公共信用综合评价结果，在安全生产、食品药品、工程建设、生态环境等领域实施差异化监管，重点领域评价覆盖率≥９０％，力争达到100%；D级企业检查每月不少于1次。",
    "评价覆盖率每降低1个百分点扣0.5分；检查每少1次扣0.2分；随意检查被投诉并查实的，每起扣1分。",
    "3.失信治理（8分）开展严重失信主体专项治理，9月底前治理完成率达到80%，12月底前治理完成率达到95%。",
    "治理完成率每低于目标值1个百分点扣0.3分；治理工作弄虚作假的，该项不得分。",
    "4.信用修复（6分）建立信用修复“一口受理、一次办成”机制，信用修复平均办理时间不超过3天，修复申请办结率100%。",
    "超时办理的，每件扣0.2分；无正当理由拒绝受理的，每件扣1分。",
    "（四）信用惠民（20分）",
    "1.“信易+”应用（8分）拓展“信易贷”“信易游”“信易租”等应用场景不少于4个，定期评估应用成效。",
    "场景每少1个扣1分；场景未实际运行的，每个扣0.5分。",
    "2.宣传教育（6分）每季度开展1次诚信主题宣传活动，信用知识培训每年不少于2次。",
    "宣传活动每少1次扣0.5分；培训每少1次扣0.5分；宣传效果不明显的酌情扣分。",
    "3.公众满意度（6分）委托第三方机构开展电话调查。",
    "满意度达到85%得满分，每降低1个百分点扣0.3分，低于60%的不得分。",
    "四、结果运用",
    "考核得分90分以上的为优秀，80分至89分的为良好，60分至79分的为合格，60分以下的为不合格。考核结果作为领导班子年度综合考核的重要依据，"
    "连续两年不合格的，由领导小组约谈主要负责人。",
    "五、有关要求",
    "各县（市、区）、各成员单位应于2025年1月10日前将自查报告及佐证材料报送领导小组办公室。本办法自印发之日起施行。",
]  # fmt: skip


def build():
    document = docx.Document()
    set_font(document, LOOK)
    set_page(document, LOOK)
    section = document.sections[0]
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    underline(section.header.paragraphs[0])
    title = document.add_paragraph()
    title.add_run(TITLE).font.size = Pt(20)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_after = Pt(14)
    for text in PARAGRAPHS:
        form = document.add_paragraph(text).paragraph_format
        form.first_line_indent = Pt(28)
        form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(30)
        form.widow_control = False
    return document


def underline(paragraph):
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for key, value in (("val", "single"), ("sz", "6"), ("space", "1"), ("color", "000000")):
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)


if __name__ == "__main__":
    print_pdf(build(), HERE / "source.pdf")
