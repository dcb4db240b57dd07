"""Builds source.xlsx: made-up rules by which a school rates its classes, points won and points lost in a column each.

    python build.py

Under 扣分标准 the word 扣 is left out (迟到每人次0.2分), the heading says it. A second sheet holds results.
"""

import itertools
from datetime import datetime
from pathlib import Path

import xlsxwriter

HEADER = ["考核项目", "序号", "考核内容", "考核要求", "加分标准", "扣分标准", "分值"]
# Item (with its first row only), number, name, requirement, points won, points lost, points.
ROWS = [
    ["行为规范\n（35分）", 1, "出勤", "学生按时到校，无迟到、早退、旷课。", "全月全勤的班级加1分", "迟到、早退每人次0.2分；旷课每节1分", 10],
    ["", 2, "两操", "课间操、眼保健操组织有序，动作规范。", "获年级会操比赛第一名加2分", "缺操每人次0.2分；动作不规范每人次0.1分；队列混乱一次1分", 10],
    ["", 3, "课堂纪律", "课堂秩序良好，尊重任课教师。", "", "违反课堂纪律每人次0.5分；顶撞教师每次2分，最多扣6分", 10],
    ["", 4, "仪容仪表", "穿校服、佩戴校牌，发型符合中学生日常行为规范。", "", "未穿校服、未佩戴校牌每人次0.1分；发型不合要求每人次0.2分", 5],
    ["卫生管理\n（25分）", 5, "教室卫生", "教室地面、黑板、讲台、窗台整洁，垃圾及时倾倒。", "全月检查均为优秀的加1分", "卫生不洁每处0.2分；垃圾未及时倾倒每次0.5分", 10],
    ["", 6, "包干区卫生", "包干区清扫每日不少于2次，全天保洁。", "", "清扫每少1次0.5分；有纸屑杂物每处0.2分，最多扣3分", 10],
    ["", 7, "个人卫生", "不随地吐痰，不乱扔垃圾，课桌内外整洁。", "", "随地吐痰、乱扔垃圾每人次0.5分；课桌不整洁每人次0.1分", 5],
    ["宿舍管理\n（15分）", 8, "内务整理", "被褥叠放整齐，物品摆放有序，不使用违禁电器。", "被评为文明宿舍的，每间加1分，最多加4分", "内务不合格每间0.5分；使用违禁电器每次3分", 8],
    ["", 9, "就寝纪律", "按时熄灯就寝，不讲话、不串寝。", "", "熄灯后讲话、串寝每人次0.5分；晚归每人次1分；夜不归宿每人次5分", 7],
    ["安全教育\n（15分）", 10, "安全活动", "安全主题班会每月不少于2次，安全学习平台完成率100%。", "", "班会每少1次1分；完成率每低1个百分点0.2分", 10],
    ["", 11, "安全纪律", "严禁打架斗殴、携带管制刀具、翻越围墙。", "", "打架斗殴每起3分；携带管制刀具、翻越围墙每人次2分；发生严重校园欺凌事件的，一票否决", 5],
    ["集体活动\n（10分）", 12, "文体活动", "按要求参加运动会、艺术节等集体活动。", "校级比赛一等奖加3分，二等奖加2分，三等奖加1分", "无故不参加每次2分；参赛人数不足的扣1分", 10],
    ["奖励加分", 13, "好人好事", "拾金不昧、助人为乐等情况。", "受到校级表扬的，每人次加0.5分；受到县级以上表彰的，每人次加2分", "", ""],
    ["", 14, "宣传投稿", "向校报、校广播站投稿情况。", "每采用1篇加0.2分，最多加2分", "", ""],
]  # fmt: skip
NOTES = [
    "说明：1.每月满分100分，由值周教师和学生会检查组逐日记载，月底汇总。",
    "2.月得分前30%的班级授予流动红旗，班主任津贴上浮10%；连续2个月排名末位的，由年级组约谈班主任。",
]
RESULTS = [["班级", "行为规范", "卫生管理", "宿舍管理", "安全教育", "集体活动", "加分", "总分", "名次"],
           ["七（1）班", 33.2, 23.5, 14, 15, 9, 1.5, 96.2, 2], ["七（2）班", 34.1, 24, 13.5, 15, 10, 0.6, 97.2, 1],
           ["七（3）班", 30.6, 22.1, 12, 14, 8, 0.2, 86.9, 4], ["七（4）班", 32.4, 23, 14.5, 14.8, 9, 0, 93.7, 3]]  # fmt: skip


def write_rules(book, base):
    sheet = book.add_worksheet("评比细则")
    middle, left = book.add_format(base), book.add_format({**base, "align": "left"})
    bold = book.add_format({**base, "bold": True})
    for column, width in enumerate([11, 6, 12, 34, 30, 38, 7]):
        sheet.set_column(column, column, width)
    title = book.add_format({"bold": True, "font_size": 16, "align": "center"})
    sheet.merge_range("A1:G1", "桃溪中学班级量化评比细则（2024年春季学期）", title)
    sheet.write_row("A2", HEADER, bold)
    starts = [index for index, row in enumerate(ROWS) if row[0]] + [len(ROWS)]
    for start, end in itertools.pairwise(starts):
        if end - start == 1:
            sheet.write(2 + start, 0, ROWS[start][0], middle)
        else:
            sheet.merge_range(2 + start, 0, 1 + end, 0, ROWS[start][0], middle)
    for index, (_, number, name, words, won, lost, points) in enumerate(ROWS, 2):
        sheet.write_row(index, 1, [number, name], middle)
        sheet.write_row(index, 3, [words, won, lost], left)
        sheet.write(index, 6, points or None, middle)
    last = 2 + len(ROWS)
    sheet.merge_range(last, 0, last, 5, "合计（不含奖励加分）", bold)
    sheet.write_formula(last, 6, f"=SUM(G3:G{last})", bold, 100)
    for row, text in enumerate(NOTES, last + 1):
        sheet.merge_range(row, 0, row, 6, text, left)


def build(target):
    book = xlsxwriter.Workbook(str(target))
    book.set_properties({"title": "班级量化评比细则", "created": datetime(2024, 2, 26)})
    base = {
        "font_name": "宋体",
        "font_size": 11,
        "border": 1,
        "valign": "vcenter",
        "align": "center",
        "text_wrap": True,
    }
    write_rules(book, base)
    sheet = book.add_worksheet("3月结果")
    sheet.merge_range("A1:I1", "七年级3月班级量化评比结果", book.add_format({"bold": True, "align": "center"}))
    for row, values in enumerate(RESULTS, 1):
        sheet.write_row(row, 0, values, book.add_format(base))
    book.close()


if __name__ == "__main__":
    build(Path(__file__).parent / "source.xlsx")
