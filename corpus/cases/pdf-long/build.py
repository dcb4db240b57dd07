"""Builds source.pdf: the made-up house rules of a bureau, over thirty pages, with one catalogue in an annex in the middle.

    python corpus/cases/pdf-long/build.py

Printed through LibreOffice by hospital-notice-2022/pdf.py (see there for what it needs). A contents page with dot leaders, chapters in
第一条 articles, a roster, a budget, a timetable; the page numbers of the contents are read back from a first print.
"""

import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "hospital-notice-2022"))

import docx  # noqa: E402
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT, WD_TAB_LEADER  # noqa: E402
from docx.shared import Cm, Pt  # noqa: E402
from pdf import ALL, SONG, Look, drop_blank_paragraphs, merge_down, print_pdf, set_font, set_page, style  # noqa: E402

BUREAU = "长桥县行政审批服务局"
TITLE = "内部管理制度汇编"
LOOK = Look((), SONG, 16, page_header=BUREAU + TITLE)
# Matter, office in charge, what is kept, and what is usually done.
CHAPTERS = [
    ("公文处理", "办公室", "收发文登记簿", "拟稿、核稿、会签、签发、用印、分送"),
    ("会议管理", "办公室", "会议台账", "提出议题、协调时间、印发通知、会场准备、会议记录、督办落实"),
    ("印章管理", "办公室", "用印登记簿", "填写用印单、科室审核、领导批准、专人用印、登记留痕"),
    ("档案管理", "综合科", "档案目录", "收集、整理、鉴定、编目、移交、保管、利用"),
    ("保密工作", "办公室", "涉密载体清单", "定密、登记、传阅、清退、销毁"),
    ("预算管理", "财务科", "预算执行台账", "编报、审核、批复、执行、调整、决算"),
    ("政府采购", "财务科", "采购台账", "申报需求、确定方式、组织采购、签订合同、履约验收、支付资金"),
    ("资产管理", "财务科", "资产卡片", "配置、登记、领用、盘点、调剂、处置"),
    ("合同管理", "政策法规科", "合同台账", "起草、审查、会签、签订、履行、归档"),
    ("考勤和休假", "人事科", "考勤记录", "打卡、核对、公示、汇总、报送"),
    ("窗口服务", "政务服务科", "服务日志", "咨询、受理、审查、决定、送达、回访"),
    ("网络安全", "信息化科", "设备清单", "备案、定级、测评、整改、监测、处置"),
    ("数据管理", "信息化科", "数据目录", "编目、归集、核验、共享、更新、停用"),
    ("教育培训", "人事科", "培训档案", "调研需求、编制计划、组织实施、考试测评、建档备查"),
    ("信访接待", "政策法规科", "信访台账", "登记、甄别、交办、办理、答复、归档"),
    ("政务公开", "办公室", "公开目录", "起草、审核、发布、解读、更新、归档"),
    ("值班和应急", "办公室", "值班日志", "排班、交接、报告、处置、总结"),
    ("安全保卫", "后勤服务中心", "巡查记录", "巡查、登记、报告、整改、复查"),
    ("公务用车", "后勤服务中心", "派车单", "申请、审批、派车、出车、登记、结算"),
    ("后勤保障", "后勤服务中心", "物资领用簿", "采购、验收、入库、领用、盘点"),
]
ARTICLES = [
    ["为规范{0}工作，明确职责，提高效能，根据国家有关法律法规和上级文件要求，结合本局实际，制定本章规定。",
     "为加强{0}，防范管理风险，保障各项工作有序运转，依据有关规定，制定本章规定。{0}坚持统一领导、分级负责、规范高效、厉行节约的原则。"],
    ["{1}是{0}的牵头部门，负责制定年度计划、组织实施、督促检查和统计分析。各科室、各窗口应当明确一名兼职人员，负责本部门的具体工作，并保持人员相对稳定；人员变动的，应当及时告知{1}。",
     "局党组对{0}负总责，定期听取专题汇报；{1}承担日常事务，对工作中发现的重要情况应当及时向分管领导报告，不得迟报、漏报、瞒报。各科室主要负责人是本科室{0}的第一责任人。"],
    ["{0}按照{3}的程序进行。经办人应当注明事由、依据和时限，由科室负责人审核后报分管领导批准；涉及重大事项的，提交局长办公会议集体研究。未经批准的，不得进入下一环节。",
     "{0}应当依次履行{3}等程序，各环节均应当留有书面或者电子记录。因情况紧急需要简化程序的，经分管领导同意后可以先行办理，并在三个工作日内补齐手续。"],
    ["{1}应当建立{2}，逐笔登记，做到内容完整、字迹清楚、账实相符。{2}每季度核对一次，年终装订成册，保存期限不少于五年。任何人不得涂改、伪造、隐匿或者擅自销毁{2}。",
     "{2}由{1}统一设置、专人保管，实行电子和纸质同步登记。调阅{2}的，应当办理登记手续，注明调阅用途；外单位调阅的，须经分管领导批准，并由保管人陪同。"],
    ["开展{0}工作应当注重与其他业务的衔接。需要其他科室配合的，牵头科室应当提前沟通，明确分工和完成时限；意见不一致的，由分管领导协调，协调后仍不能达成一致的，报局长决定。",
     "各科室应当主动配合{1}做好{0}工作，及时提供真实、完整的资料。因提供资料不及时、不准确影响工作的，由提供资料的科室说明情况并承担相应责任。"],
    ["局机关纪委会同{1}每半年对{0}情况开展一次检查，检查结果在全局通报。检查中发现的问题，责任科室应当在十个工作日内制定整改措施，明确整改责任人，整改情况书面报送{1}。",
     "{1}应当对{0}情况进行经常性督促检查，发现苗头性、倾向性问题的，及时提醒；对反复出现的问题，应当分析原因，完善制度，堵塞漏洞，并将有关情况纳入年度工作总结。"],
    ["违反本章规定的，视情节轻重给予批评教育、责令检查、诫勉谈话等处理；造成经济损失的，依法承担赔偿责任；构成违纪违法的，移送有关机关处理。",
     "在{0}工作中成绩突出的科室和个人，按照有关规定予以表扬；不履行或者不正确履行职责造成不良影响的，按照干部管理权限追究责任，并取消当年评先评优资格。"],
]  # fmt: skip
ROSTER = [
    ["职务", "姓名", "工作单位及职务", "联系电话"],
    ["组长", "沈知行", "局党组书记、局长", "5550101"],
    ["副组长", "陆望川", "局党组成员、副局长", "5550102"],
    ["副组长", "顾清和", "局党组成员、机关纪委书记", "5550103"],
    ["成员", "温予安", "办公室主任", "5550110"],
    ["成员", "程书言", "财务科科长", "5550111"],
    ["成员", "祁思远", "人事科科长", "5550112"],
    ["成员", "裴景行", "政务服务科科长", "5550113"],
    ["成员", "白若溪", "信息化科科长", "5550114"],
]
BUDGET = [
    ["序号", "项目名称", "年初预算（万元）", "调整后预算（万元）", "执行率目标（%）"],
    ["1", "政务大厅运行维护", "86.50", "90.00", "95"],
    ["2", "综合窗口购买服务", "120.00", "120.00", "100"],
    ["3", "信息系统运维", "45.80", "52.30", "95"],
    ["4", "证照寄递", "12.00", "12.00", "90"],
    ["5", "业务培训", "8.00", "6.50", "90"],
    ["合计", "", "272.30", "280.80", ""],
]
LESSONS = [
    ["日期", "时间", "培训内容", "授课人", "学时"],
    ["3月12日", "9:00-11:30", "行政许可法和优化营商环境条例解读", "政策法规科", "3"],
    ["3月12日", "14:30-17:00", "窗口服务礼仪和沟通技巧", "外请教师", "3"],
    ["6月18日", "9:00-11:30", "一体化平台操作和电子证照应用", "信息化科", "3"],
    ["9月10日", "9:00-11:30", "案卷评查常见问题分析", "政务服务科", "3"],
    ["11月5日", "14:30-17:00", "保密知识和网络安全", "办公室", "3"],
]
INDICATORS = [
    ["考核类别", "序号", "考核项目", "考核要求", "计分办法", "分值"],
    ["纪律作风（30分）", "1", "出勤情况", "严格遵守作息时间，出勤率不低于98%。", "迟到、早退的，每次扣0.5分；旷工的，每天扣2分；累计旷工3天以上的，该项不得分。", "8"],
    ["", "2", "着装仪表", "工作时间统一着装，佩戴工作证，仪表端庄。", "发现1次不符合要求扣0.5分，最多扣2分。", "4"],
    ["", "3", "岗位纪律", "不得在岗玩手机、聊天、吃零食，不得做与工作无关的事。", "每发现1次扣1分；被上级督查通报的，每次扣2分。", "6"],
    ["", "4", "请假销假", "严格履行请假销假手续，休假前做好工作交接。", "未履行手续擅自离岗的，每次扣1分；工作交接不到位的酌情扣分。", "4"],
    ["", "5", "廉洁自律", "严格遵守廉洁从政规定，不得接受服务对象的宴请和礼品。", "接受服务对象宴请或者礼品并查实的，一票否决。", "8"],
    ["业务办理（40分）", "6", "一次告知", "材料不齐全或者不符合法定形式的，当场一次性告知，一次性告知率100%。", "未一次性告知的，每件扣0.5分。", "6"],
    ["", "7", "办理时限", "按时办结率不低于99%，平均办理时间不超过3天。", "按时办结率每降低1个百分点扣1分；超时办结的，每件扣0.5分。", "8"],
    ["", "8", "审批质量", "案卷合格率≥98%。\n案卷合格率=合格案卷数÷抽查案卷总数×100%。", "合格率98%以上得8分，95%～98%得5分，低于95%不得分。", "8"],
    ["", "9", "网上办理", "全程网办率达到70%，力争达到80%。", "全程网办率每低于目标值2个百分点扣0.5分。", "6"],
    ["", "10", "证照归集", "电子证照归集率不低于百分之九十五。", "归集率每降低1个百分点扣0.2分；归集数据有误的，每条扣0.1分。", "4"],
    ["", "11", "帮办代办", "重点项目帮办代办每月不少于2件，建立代办台账。", "每少1件扣0.5分；未建立台账的扣1分。", "4"],
    ["", "12", "业务学习", "集中学习每周不少于1次，年度测试成绩为“良”及以上。", "学习每少1次扣0.1分；测试成绩未达到的扣1分。", "4"],
    ["服务评价（20分）", "13", "好差评", "主动评价率≥90%，好评率不低于99.5%，差评整改率100%。", "好评率每降低0.1个百分点扣0.5分；差评未整改的，每件扣2分。", "8"],
    ["", "14", "投诉处理", "有效投诉率控制在0.2‰以内，投诉回复时间不超过24小时。", "每发生1起有效投诉扣1分，最多扣4分；回复超时的，每次扣0.5分。", "6"],
    ["", "15", "服务满意度", "委托第三方开展暗访和电话回访。", "服务对象满意度达到95%得满分，每降低1个百分点扣0.5分，低于80%的不得分。", "6"],
    ["工作创新（10分）", "16", "改革举措", "推出便民利企举措不少于1项。", "未推出的，该项不得分；举措被省级以上推广的加2分。", "5"],
    ["", "17", "信息调研", "工作信息每季度不少于1篇，调研报告每年不少于1篇。", "工作信息每少1篇扣0.5分；调研报告未完成的扣2分。", "5"],
    ["合计", "", "", "", "", "100"],
]  # fmt: skip
# After which chapter an annex stands: caption, table, widths, merged column.
ANNEXES = {
    2: ("附件1　内部控制领导小组成员名单", ROSTER, (2.6, 2.8, 7.6, 3.6), None),
    6: ("附件2　2024年度重点项目预算安排表", BUDGET, (1.8, 5.4, 3.2, 3.4, 3.0), None),
    11: ("附件3　窗口工作人员绩效考核评分细则", INDICATORS, (2.2, 1.2, 2.4, 5.0, 5.0, 1.2), 0),
    14: ("附件4　2024年度业务培训安排表", LESSONS, (2.4, 3.0, 6.4, 3.0, 1.8), None),
}
DIGITS = "〇一二三四五六七八九"


def numeral(number):
    """Up to 199, as articles are counted: 十二, 二十, 一百零三, 一百一十."""
    if number >= 100:
        rest = number - 100
        return "一百" + (
            "" if not rest else "零" + DIGITS[rest] if rest < 10 else ("一" if rest < 20 else "") + numeral(rest)
        )
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else DIGITS[tens]) + ("十" if tens else "") + (DIGITS[ones] if ones else "")


def headings():
    for number, (matter, *_) in enumerate(CHAPTERS, 1):
        yield f"第{numeral(number)}章　{matter}"
        if number in ANNEXES:
            yield ANNEXES[number][0]


def build(pages):
    document = docx.Document()
    set_font(document, LOOK)
    set_page(document, LOOK)
    for text, size, space in ((BUREAU, 26, 150), (TITLE, 36, 20), ("（2024年版）", 18, 10)):
        add(document, text, size=size, centred=True).space_before = Pt(space)
    add(document, "目　录", size=22, centred=True).page_break_before = True
    for heading in headings():
        form = add(document, f"{heading}\t{pages.get(heading, 0)}", size=14, leading=22)
        form.tab_stops.add_tab_stop(Cm(17), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    article = count(1)
    for number, (heading, chapter) in enumerate(
        zip((h for h in headings() if h.startswith("第")), CHAPTERS, strict=True), 1
    ):
        form = add(document, heading, size=18, centred=True)
        form.page_break_before, form.space_before, form.space_after = (
            number == 1 or number - 1 in ANNEXES,
            Pt(14),
            Pt(8),
        )
        for slot, variants in enumerate(ARTICLES):
            text = variants[(number + slot) % 2].format(*chapter)
            add(document, f"第{numeral(next(article))}条　{text}").first_line_indent = Pt(32)
        if number in ANNEXES:
            annex(document, *ANNEXES[number])
    return document


def add(document, text, size=16, centred=False, leading=32):
    paragraph = document.add_paragraph()
    paragraph.add_run(text).font.size = Pt(size)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    else:
        paragraph.paragraph_format.line_spacing = Pt(leading)
    paragraph.paragraph_format.widow_control = False
    return paragraph.paragraph_format


def annex(document, caption, cells, widths, merged):
    form = add(document, caption, size=18, centred=True)
    form.page_break_before, form.space_after = True, Pt(8)
    table = document.add_table(rows=len(cells), cols=len(widths))
    for row, texts in zip(table.rows, cells, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            first, *more = text.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.line_spacing = 1.7
                for run in paragraph.runs:
                    run.font.size = Pt(12)
    style(table, Look(widths, SONG, 12, rulings=ALL, row_spacing=7))
    if merged is not None:
        merge_down(table, merged, cells)
        drop_blank_paragraphs(table, merged)


def numbered_pages(pdf):
    """The page on which each heading stands below the contents."""
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True, text=True).stdout
    found = {}
    for number, page in enumerate(text.split("\f"), 1):
        lines = {line.replace(" ", "").replace("　", "") for line in page.split("\n")}
        found |= {heading: number for heading in headings() if heading.replace("　", "") in lines}
    return found


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        draft = Path(folder, "draft.pdf")
        print_pdf(build({}), draft)
        print_pdf(build(numbered_pages(draft)), HERE / "source.pdf")
