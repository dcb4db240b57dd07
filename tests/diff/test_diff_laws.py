"""Laws that hold for any two catalogues."""

import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from diff_make import NAMES, TEXTS, notice, plain_rows, row, shuffled
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog.diff import Diff, diff
from catalog.diff.model import MINOR

GROUPS = ["", "一类", "二类/甲", "二类/乙"]
MIRROR = {"added": "dropped", "dropped": "added", "split": "merged", "merged": "split"}
OTHER = {"stricter": "looser", "looser": "stricter"}


@st.composite
def rows(draw):
    name = draw(st.sampled_from(NAMES[:8]) | st.sampled_from(["", "其他", "孕产妇系统管理率", "孕产妇健康管理率"]))
    text = "".join(draw(st.lists(st.sampled_from([*TEXTS[:6], "完整及时。", "2022年底前完成95%。"]), max_size=3)))
    points = draw(st.sampled_from([None, "5", "10", "0.5"]))
    targets = draw(
        st.lists(
            st.sampled_from([("办结率", ">=", "95", "%"), ("办结率", ">=", "90", "%"), ("费用", "<=", "3", None)]),
            max_size=2,
        )
    )
    return row(name, text, points, draw(st.sampled_from(GROUPS)), targets=targets)


CATALOGUES = st.lists(rows(), max_size=7).map(lambda found: notice(*found))
LATER = st.lists(rows(), max_size=7).map(lambda found: notice(*found, year=2023))


@settings(max_examples=150, deadline=None)
@given(CATALOGUES, LATER)
def test_every_row_of_both_years_stands_once(last, this):
    found = diff(last, this)
    for side, catalogue in (("last", last), ("this", this)):
        listed = Counter(each.id for told in found.rows for each in getattr(told, side))
        assert listed == Counter(each.id for each in catalogue.indicators)
        named = [group for each in found.groups if (group := getattr(each, side))]
        assert sorted(each.id for each in named) == sorted(each.id for each in catalogue.groups)


@settings(max_examples=100, deadline=None)
@given(CATALOGUES)
def test_a_catalogue_beside_itself_is_kept(made):
    found = diff(made, made)
    assert all(each.kind == "kept" and not each.changes for each in found.rows)
    assert all(each.kind == "kept" for each in found.groups)
    assert [a.id for each in found.rows for a in each.last] == [b.id for each in found.rows for b in each.this]


def outline(found):
    """Which rows and groups belong together, and what kinds of changes they have."""
    rows = [
        (
            ids(each.last),
            ids(each.this),
            each.kind,
            each.doubt,
            tuple(sorted((c.kind, c.effect or "") for c in each.changes)),
        )
        for each in found.rows
    ]
    return set(rows), {(ids([each.last]), ids([each.this]), each.kind) for each in found.groups}


def ids(sides):
    return tuple(side.id for side in sides if side)


def turned(seen):
    """The same outline with the years exchanged."""
    rows, groups = seen
    return (
        {(b, a, MIRROR.get(kind, kind), doubt, tuple(sorted((c, OTHER.get(e, e)) for c, e in changes))) for a, b, kind, doubt, changes in rows},
        {(b, a, MIRROR.get(kind, kind)) for a, b, kind in groups},
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(CATALOGUES, LATER)
def test_the_years_exchanged_give_the_mirror(last, this):
    assert outline(diff(last, this)) == turned(outline(diff(this, last)))


@settings(max_examples=100, deadline=None)
@given(CATALOGUES, LATER)
def test_sums_and_counts_agree_with_the_rows(last, this):
    found = diff(last, this)
    kinds = Counter(each.kind for each in found.rows)
    counts = found.counts
    assert [counts.kept, counts.changed, counts.added, counts.dropped] == [
        kinds[each] for each in ("kept", "changed", "added", "dropped")
    ]
    for each in found.points:
        assert each.last + each.added - each.dropped + each.raised - each.lowered + each.regrouped == each.this
    assert all(change.kind in MINOR for each in found.rows if each.kind == "kept" for change in each.changes)
    assert all(
        any(change.kind not in MINOR for change in each.changes) for each in found.rows if each.kind == "changed"
    )


@settings(max_examples=60, deadline=None)
@given(CATALOGUES, LATER)
def test_what_is_written_reads_back(last, this):
    found = diff(last, this)
    assert Diff.model_validate_json(found.model_dump_json()) == found


@pytest.mark.parametrize("seed", range(12))
def test_edits_by_code_are_told_as_what_they_are(seed):
    """Some rows get a new name, some new points, some another group, some words more; the rest stays; all are mixed."""
    random = Random(seed)
    last = [{**each, "path": random.choice(GROUPS[1:])} for each in plain_rows()]
    edits = {
        "renamed": lambda each: {**each, "name": each["name"][:2] + "提质增效专项"},
        "reweighted": lambda each: {**each, "points": "12.5"},
        "moved": lambda each: {**each, "path": random.choice([path for path in GROUPS[1:] if path != each["path"]])},
        "reworded": lambda each: {**each, "requirement": each["requirement"] + "并做好工作台账和总结。"},
        None: lambda each: each,
    }
    expected = [random.choice([None, None, None, "renamed", "reweighted", "moved", "reworded"]) for _ in last]
    this = [edits[kind](each) for kind, each in zip(expected, last, strict=True)]
    order = list(range(len(this)))
    random.shuffle(order)
    found = diff(notice(*last), notice(*(this[n] for n in order), year=2023))
    told = {each.last[0].ordinal - 1: {c.kind for c in each.changes} - {"reordered"} for each in found.rows}
    assert {each.kind for each in found.rows} <= {"kept", "changed"}
    assert told == {n: {kind} if kind else set() for n, kind in enumerate(expected)}


def test_permuted_rows_give_the_same_pairs():
    last, this = plain_rows(), [{**each, "points": "8"} for each in plain_rows()]
    for seed in range(5):
        found = diff(notice(*shuffled(last, seed)), notice(*shuffled(this, seed + 50)))
        assert all(each.last[0].name == each.this[0].name for each in found.rows)


def test_every_hash_seed_gives_the_same_bytes(tmp_path):
    here, script = Path(__file__).parent, tmp_path / "made.py"
    script.write_text(
        f"import sys; sys.path[:0] = [{str(here)!r}, {str(here.parents[1])!r}]\n"
        "from diff_make import *\nfrom catalog.diff import diff\nfrom random import Random\n"
        "r = Random(1)\n"
        "def some(n): return [row(r.choice(NAMES[:9]), ''.join(r.choices(TEXTS[:7], k=2)), r.choice(['5', '10']), r.choice(['一', '二'])) for _ in range(n)]\n"
        "print(diff(notice(*some(25)), notice(*some(27), year=2023)).model_dump_json())\n",
        "utf-8",
    )
    outs = {
        subprocess.run([sys.executable, script], env={"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2", "77")
    }  # fmt: skip
    assert len(outs) == 1


CASES = Path(__file__).parents[2] / "corpus" / "cases"


@pytest.mark.parametrize(
    ("last", "this"),
    [
        ("hospital-notice-2022/source.docx", "hospital-notice-2022/source.txt"), ("hospital-notice-2022/source.docx", "hospital-notice-2022/ruled.pdf"),
        ("primary-care-2015/table.html", "primary-care-2015/page.html"),
    ],
)  # fmt: skip
def test_one_notice_in_two_forms_is_one_notice(last, this):
    """Also where one of them lost its signs: what is put back is no change."""
    from extractor.pipeline import extract

    found = diff(extract(CASES / last), extract(CASES / this))
    assert {each.kind for each in found.rows} == {"kept"}, [
        c for each in found.rows if each.kind != "kept" for c in each.changes
    ]


def test_two_notices_of_different_subjects_have_no_row_in_common():
    from extractor.pipeline import extract

    found = diff(extract(CASES / "hospital-notice-2022/source.docx"), extract(CASES / "primary-care-2015/table.html"))
    assert {each.kind for each in found.rows} == {"added", "dropped"}


def test_two_thousand_rows_are_compared_in_reasonable_time(tmp_path):
    """No clock: the number of pairs that are measured stays a small multiple of the rows."""
    from catalog.diff.candidates import MOST, candidates
    from catalog.diff.likeness import Weights, rows

    last = [row(f"第{n % 40}片区{NAMES[n % 20]}", TEXTS[n % 19] + TEXTS[n % 7]) for n in range(2000)]
    made = rows(notice(*last))
    assert len(candidates(made, made, Weights([*made, *made]))) <= 6 * MOST * len(last)
