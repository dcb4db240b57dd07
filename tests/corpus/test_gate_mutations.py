"""Damaged documents: the draft is the document, each kind does what it says, and what the tool says is told rightly."""

from pathlib import Path

import pytest
from gate_made import ROWS, TOTAL, dump
from gate_made import read as read_text

from corpus.case import About, Case, read
from corpus.gate import rows
from corpus.mutations import kinds, trial
from corpus.mutations.draft import Table, draft, edited, laid, texts
from extractor import readers
from extractor.limits import DEFAULT_LIMITS
from extractor.pipeline import extract
from extractor.source import from_bytes, load

CASES = Path(__file__).parents[2] / "corpus" / "cases"
KINDS = {kind.__name__: kind for kind in (*kinds.ASKED, *kinds.FURTHER)}


def document(text):
    return readers.read(from_bytes("notice.txt", text.encode(), DEFAULT_LIMITS), DEFAULT_LIMITS)[0]


def a_subject(tmp_path, body=(*ROWS, TOTAL), text=None):
    (tmp_path / "source.txt").write_text(text or dump(body), "utf-8")
    return trial.subject(Case("made", tmp_path, About(sources=["source.txt"]), []))


@pytest.mark.parametrize(
    "name", ["township-centre-2023", "gb18030-page", "pdf-cut-rows", "pdf-numbered-text", "share-site-flattened"]
)
def test_an_unchanged_draft_is_read_as_its_source(name):
    case = read(CASES / name)
    found = trial.subject(case)
    assert rows(found.sound) == rows(extract(case.folder / case.about.sources[0]))
    assert rows(found.read(found.blocks)) == rows(found.sound)


@pytest.mark.parametrize("name", ["township-centre-2023", "pdf-long", "narrative-numbering", "nested-tables"])
def test_a_draft_laid_out_holds_the_same_words_at_their_places(name):
    case = read(CASES / name)
    whole = readers.read(load(case.folder / case.about.sources[0], DEFAULT_LIMITS), DEFAULT_LIMITS)[0]
    made = laid(whole, draft(whole))
    for words in texts(draft(made)):
        assert made.text[words.at : words.at + len(words.text)] == words.text
    assert [w.text for w in texts(draft(made))] == [w.text for w in texts(draft(whole))]
    assert {whole.text[f.span.start : f.span.end] for f in whole.furniture} >= {
        made.text[f.span.start : f.span.end] for f in made.furniture
    }


@pytest.mark.parametrize(
    ("edits", "text"),
    [
        ([], "甲乙丙丁"),
        ([(0, 1, "")], "乙丙丁"),
        ([(1, 3, "天")], "甲天丁"),
        ([(4, 4, "戊")], "甲乙丙丁戊"),
        ([(0, 1, "一"), (3, 4, "四")], "一乙丙四"),
        ([(5, 9, "other words")], "甲乙丙丁"),
        ([(0, 4, "")], None),
    ],
)
def test_edits_count_in_the_document(edits, text):
    blocks = edited(draft(document("甲乙丙丁\n")), edits)
    assert [block.words.text for block in blocks] == ([] if text is None else [text])


GRID = [["1", "甲项", "办结率不低于95%，满意率不低于90%。", "6"], ["2", "乙项", "每超过8.5天扣0.5分。", "14"]]
EXPECTED = {
    "drop_row": [["2", "乙项"]],
    "duplicate_row": [["1", "甲项"], ["1", "甲项"], ["2", "乙项"]],
    "swap_weights": [["1", "14"], ["2", "6"]],
    "drop_digit": [["1", "6"], ["2", "1"]],
    "blank_points": [["1", ""], ["2", "14"]],
}


def body(blocks, columns):
    table = next(block for block in blocks if isinstance(block, Table))
    cells = {(slot.row, slot.column): slot.words.text for slot in table.slots}
    return [[cells[row, column] for column in columns] for row in range(1, table.rows)]


@pytest.mark.parametrize(
    ("kind", "columns"), [(kind, (0, 3) if kind[0] in "sb" or "digit" in kind else (0, 1)) for kind in EXPECTED]
)
def test_a_kind_does_what_it_says(tmp_path, kind, columns):
    found = a_subject(tmp_path, text=dump(GRID, head=["序号", "指标名称", "评分标准", "分值"]))
    first = next(KINDS[kind](found.blocks, found.sound))
    assert body(first.make(), columns) == EXPECTED[kind]


def test_signs_points_and_columns_are_lost_one_at_a_time(tmp_path):
    found = a_subject(tmp_path, text=dump(GRID, head=["序号", "指标名称", "评分标准", "分值"]))
    said = {kind: [m.what for m in KINDS[kind](found.blocks, found.sound)] for kind in ("lose_sign", "lose_point")}
    assert said == {
        "lose_sign": ["“办结率不低于95〔%〕，满意率不低于9”", "“95%，满意率不低于90〔%〕。”"],
        "lose_point": ["“每超过8〔.〕5天扣0.5分。”", "“每超过8.5天扣0〔.〕5分。”"],
    }
    shifted = next(kinds.shift_column(found.blocks, found.sound)).make()
    assert body(shifted, range(4))[0] == ["6", "1", "甲项", "办结率不低于95%，满意率不低于90%。"]
    headed = next(kinds.repeat_header(found.blocks, found.sound)).make()
    assert body(headed, (0, 1)) == [["1", "甲项"], ["序号", "指标名称"], ["2", "乙项"]]
    cut = next(kinds.cut_row(found.blocks, found.sound)).make()
    assert body(cut, range(4))[:2] == [["1", "甲项", "办结率不低于95%，", "6"], ["", "", "满意率不低于90%。", ""]]


def test_merged_cells_keep_covering_their_rows():
    case = read(CASES / "two-row-header")
    found = trial.subject(case)
    for kind in (kinds.drop_row, kinds.cut_row, kinds.duplicate_row, kinds.repeat_header):
        for mutation in kind(found.blocks, found.sound):
            for table in (block for block in mutation.make() if isinstance(block, Table)):
                taken = [
                    (row, column)
                    for s in table.slots
                    for row in range(s.row, s.row + s.rowspan)
                    for column in range(s.column, s.column + s.colspan)
                ]
                assert len(taken) == len(set(taken)), mutation
                assert len(taken) == table.rows * table.grid.columns, mutation


@pytest.mark.parametrize(
    ("kind", "outcome", "said"),
    [("drop_row", "objected", "E301"), ("blank_points", "objected", "R106"), ("repeat_header", "harmless", None)],
)
def test_what_the_tool_says_is_told(tmp_path, kind, outcome, said):
    found = a_subject(tmp_path)
    done = [trial.trial(found, mutation) for mutation in KINDS[kind](found.blocks, found.sound)]
    assert {each.outcome for each in done} == {outcome}
    assert all(said is None or said in each.said for each in done)


def test_words_that_are_left_over_are_an_objection():
    sound, more = read_text(dump(ROWS)), read_text(dump(ROWS) + "\n以上内容另有补充材料若干。\n")
    assert trial.objections(sound, more, rows(sound), rows(more)) == ("residue",)
    assert trial.objections(sound, sound, rows(sound), rows(sound)) == ()


def test_a_change_without_a_word_is_silent_and_a_crash_is_one(tmp_path, monkeypatch):
    found = a_subject(tmp_path, body=ROWS)
    mutation = kinds.Mutation("drop_row", "", "", lambda: edited(found.blocks, [(0, 4, "另一")]))
    assert trial.trial(found, mutation).outcome == "harmless"
    at = found.document.text.index("设备管理")
    renamed = kinds.Mutation("swap_weights", "", "", lambda: edited(found.blocks, [(at, at + 4, "装备管理")]))
    assert trial.trial(found, renamed).outcome == "silent"
    monkeypatch.setattr(trial.Subject, "read", lambda self, blocks: 1 / 0)
    crashed = trial.trial(found, renamed)
    assert (crashed.outcome, crashed.said) == ("crashed", ("ZeroDivisionError: division by zero",))


def test_a_sample_is_the_same_in_every_run():
    cases = [read(CASES / "township-centre-2023")]
    first, second = (list(trial.trials(cases, 2, seed=1)) for _ in range(2))
    other = list(trial.trials(cases, 2, seed=2))
    assert first == second
    assert [each.what for each in first] != [each.what for each in other]


def test_a_case_without_a_catalogue_is_left_out():
    assert list(trial.trials([read(CASES / "no-catalogue")], 1, seed=1)) == []
