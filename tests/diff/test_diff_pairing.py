"""Which row of last year is which of this year, on catalogues that were changed by code in one known way."""

import pytest
from diff_make import NAMES, TEXTS, notice, plain_rows, row, shuffled

from catalog.diff import diff


def kinds(found):
    """Kind, names of last year, names of this year, in order."""
    return [(r.kind, [side.name for side in r.last], [side.name for side in r.this]) for r in found.rows]


def of(found, kind):
    return [each for each in found.rows if each.kind == kind]


def only(found):
    """The one row that is not kept as it was."""
    (told,) = [each for each in found.rows if each.kind != "kept" or each.changes]
    return told


def changed(index, **fields):
    rows = plain_rows()
    rows[index] = {**rows[index], **fields}
    return rows


def test_the_same_catalogue_is_kept_whole():
    found = diff(notice(*plain_rows()), notice(*plain_rows()))
    assert {each.kind for each in found.rows} == {"kept"}
    assert all(not each.changes and each.doubt is None for each in found.rows)


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"name": "林业生态保护责任"}, "renamed"), ({"requirement": "古树名木挂牌，林区火情早处置，护林员持证上岗。"}, "reworded"), ({"points": "15"}, "reweighted"),
        ({"number": "9"}, "renumbered"),
    ],
)  # fmt: skip
def test_one_change_is_told_as_exactly_that(fields, kind):
    index = NAMES.index("林长制落实")
    told = only(diff(notice(*plain_rows()), notice(*changed(index, **fields))))
    assert [each.kind for each in told.changes] == [kind]
    assert (told.last[0].ordinal, told.this[0].ordinal) == (index + 1, index + 1)


def test_a_new_name_and_a_new_weight_at_another_place():
    rows = plain_rows()
    moved = {**rows.pop(3), "name": "档案规范化管理", "points": "5"}
    found = diff(notice(*plain_rows()), notice(*rows, moved))
    told = only(found)
    assert {each.kind for each in told.changes} == {"renamed", "reweighted", "reordered"}


def test_rows_in_another_order_are_neither_new_nor_gone():
    for seed in range(20):
        found = diff(notice(*plain_rows()), notice(*shuffled(plain_rows(), seed)))
        assert {each.kind for each in found.rows} == {"kept"}
        assert {change.kind for each in found.rows for change in each.changes} <= {"reordered"}


def test_few_rows_that_moved_are_told_and_not_the_many_that_did_not():
    rows = plain_rows()
    rows.append(rows.pop(0))
    found = diff(notice(*plain_rows()), notice(*rows))
    assert [each.this[0].name for each in found.rows if each.changes] == [NAMES[0]]


def test_an_unrelated_row_in_the_same_place_is_one_gone_and_one_new():
    """Group, points and place are the same; nothing else is."""
    last = plain_rows(8, path="重点工作")
    new = row("无障碍设施改造", "主要道路盲道连续贯通，公共场所坡道达标。", path="重点工作")
    found = diff(notice(*last), notice(*last[:3], new, *last[4:]))
    assert [(r.kind, [s.name for s in r.last + r.this]) for r in found.rows if r.kind != "kept"] == [
        ("dropped", [NAMES[3]]), ("added", ["无障碍设施改造"]),
    ]  # fmt: skip


def test_look_alikes_are_not_taken_for_each_other():
    """The words that half of the table shares do not make two rows one."""
    told = "按国家规范和省（区、市）规定的相关要求，建立健康档案并定期随访，管理率不低于90%。"
    people = ["高血压患者", "糖尿病患者", "老年人", "孕产妇", "儿童", "严重精神障碍患者"]
    last = [row(f"{each}健康管理", told.replace("档案", f"{each}档案")) for each in people]
    new = row("肺结核患者健康管理", told.replace("档案", "肺结核患者档案"))
    found = diff(notice(*last), notice(*last[:2], *last[3:], new))
    assert [[s.name for s in r.last] for r in of(found, "dropped")] == [["老年人健康管理"]]
    assert [[s.name for s in r.this] for r in of(found, "added")] == [["肺结核患者健康管理"]]


def test_names_are_no_keys():
    """Two rows share a name; their groups and texts tell them apart, also when they trade places."""
    here, there = (row("组织领导", text, path=path) for text, path in ((TEXTS[1], "一"), (TEXTS[8], "二")))
    found = diff(notice(here, there, *plain_rows()), notice({**there}, {**here, "points": "20"}, *plain_rows()))
    told = [each for each in found.rows if each.this and each.this[0].name == "组织领导"]
    assert [(each.last[0].path, each.this[0].path) for each in told] == [(["二"], ["二"]), (["一"], ["一"])]
    assert [change.kind for change in told[1].changes if change.kind != "reordered"] == ["reweighted"]


def test_which_of_two_twins_is_gone_is_said_to_be_open():
    twin = row("预算管理", TEXTS[2])
    found = diff(notice(twin, *plain_rows(5), {**twin}), notice(twin, *plain_rows(5)))
    (gone,) = of(found, "dropped")
    assert gone.doubt == "hint"
    assert [each.name for each in gone.rivals] == ["1.预算管理"]
    (kept,) = [each for each in found.rows if each.doubt == "rival"]
    assert [each.name for each in kept.rivals] == ["7.预算管理"]


def test_twins_of_different_points_are_paired_by_them():
    light, heavy = row("资金支出", TEXTS[2], "5"), row("资金支出", TEXTS[2], "10")
    found = diff(notice(light, heavy), notice(heavy))
    assert [(r.kind, [str(s.points) for s in r.last]) for r in found.rows] == [("dropped", ["5"]), ("kept", ["10"])]


def test_a_pair_that_is_alike_only_in_part_is_in_doubt():
    last = row("社区矫正对象管理", "建立社区矫正对象档案，每月走访一次，无脱管漏管。")
    this = row("社区戒毒人员帮扶", "建立社区戒毒人员档案，每月走访帮扶，帮助就业。")
    found = diff(notice(last, *plain_rows()), notice(this, *plain_rows()))
    told = [each for each in found.rows if each.kind != "kept"]
    assert all(each.doubt for each in told), "paired or apart, it is said"


def test_one_name_over_two_unrelated_texts_is_in_doubt():
    last, this = row("人员配备", TEXTS[2]), row("人员配备", TEXTS[13])
    others = [each for each in plain_rows() if each["requirement"] not in (TEXTS[2], TEXTS[13])]
    (told,) = [each for each in diff(notice(last, *others), notice(this, *others)).rows if each.kind != "kept"]
    assert (told.kind, told.doubt) == ("changed", "weak")


def test_a_row_of_several_duties_is_split():
    whole = row("行业作风", f"1.{TEXTS[0]}\n2.{TEXTS[5]}\n3.{TEXTS[12]}", "10")
    pieces = [row("行业作风", f"1.{TEXTS[0]}2.{TEXTS[5]}", "6"), row("重点项目", TEXTS[12], "4")]
    others = [each for each in plain_rows() if each["requirement"] not in (TEXTS[0], TEXTS[5], TEXTS[12])]
    found = diff(notice(*others[:4], whole, *others[4:]), notice(*others[:4], *pieces, *others[4:]))
    (told,) = [each for each in found.rows if each.kind != "kept"]
    assert (told.kind, [s.name for s in told.last], [s.name for s in told.this]) == (
        "split",
        ["行业作风"],
        ["行业作风", "重点项目"],
    )
    assert "reweighted" not in [each.kind for each in told.changes], "6 and 4 are 10"
    assert told.covered is not None
    assert told.covered > 90


def test_rows_are_merged():
    pieces = [row("巡查值守", TEXTS[8]), row("火情处置", TEXTS[13])]
    whole = row("生态巡护", f"{TEXTS[8]}{TEXTS[13]}", "20")
    others = [each for each in plain_rows() if each["requirement"] not in (TEXTS[8], TEXTS[13])]
    (told,) = [each for each in diff(notice(*pieces, *others), notice(whole, *others)).rows if each.kind != "kept"]
    assert (told.kind, len(told.last), len(told.this)) == ("merged", 2, 1)
    assert not told.changes, "joined, the words and the points are the same"


def test_a_copy_of_a_row_is_new_and_no_split():
    """The old row still has all of its words: nothing went over to the new one."""
    long = row("综合管理", TEXTS[0] + TEXTS[5] + TEXTS[12])
    copy = row("专项管理", TEXTS[5] + TEXTS[12])
    others = [each for each in plain_rows() if each["requirement"] not in (TEXTS[0], TEXTS[5], TEXTS[12])]
    found = diff(notice(long, *others), notice(long, copy, *others))
    assert [each.kind for each in found.rows if each.kind != "kept"] == ["added"]
    assert of(found, "added")[0].doubt is None, "the row that it was copied from is kept as it was"


def test_a_copy_of_a_row_that_was_reworded_is_no_split_either():
    long = row("综合管理", TEXTS[0] + TEXTS[5] + TEXTS[12])
    later = {**long, "requirement": long["requirement"] + "年底组织考评。"}
    copy = row("专项管理", TEXTS[5] + TEXTS[12])
    others = [each for each in plain_rows() if each["requirement"] not in (TEXTS[0], TEXTS[5], TEXTS[12])]
    found = diff(notice(long, *others), notice(later, copy, *others))
    assert [each.kind for each in found.rows if each.kind != "kept"] == ["changed", "added"]
    assert of(found, "added")[0].doubt == "hint"


def test_a_row_is_not_split_and_merged_at_once():
    """Half of the first row went to a new one, and the other half was joined with the second."""
    last = [row("综合事项", TEXTS[6] + TEXTS[9]), row("乙类事项", TEXTS[13])]
    this = [row("综合事项", TEXTS[9] + TEXTS[13]), row("丁类事项", TEXTS[6])]
    others = plain_rows(5)
    told = [each for each in diff(notice(*last, *others), notice(*this, *others)).rows if each.kind != "kept"]
    assert sorted(side.name for each in told for side in each.last) == ["乙类事项", "综合事项"]
    assert sorted(side.name for each in told for side in each.this) == ["丁类事项", "综合事项"]
    assert [each.kind for each in told].count("split") + [each.kind for each in told].count("merged") == 1


def test_nothing_in_common_is_said():
    found = diff(notice(*plain_rows(5)), notice(row("无障碍设施改造", "主要道路盲道连续贯通，公共场所坡道达标。")))
    assert [each.code for each in found.problems] == ["W691"]
    assert found.counts.added == 1
    assert found.counts.dropped == 5


def test_years_the_wrong_way_round_are_said():
    found = diff(notice(*plain_rows(), year=2023), notice(*plain_rows(), year=2022))
    assert [each.code for each in found.problems] == ["W690"]


def test_the_same_file_twice_is_said():
    assert [each.code for each in diff(notice(*plain_rows()), notice(*plain_rows())).problems] == ["W692"]


def test_rows_without_name_or_text_do_not_stop_it():
    found = diff(notice(row(""), row("", "、。"), row("甲")), notice(row("", ""), row("乙", "。")))
    assert sum(len(each.last) for each in found.rows) == 3
    assert sum(len(each.this) for each in found.rows) == 2


def test_an_empty_catalogue_has_everything_added():
    assert {each.kind for each in diff(notice(), notice(*plain_rows(3))).rows} == {"added"}
