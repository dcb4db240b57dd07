"""The appeal ledger: nothing that was written can be changed unseen; what it does to a score sheet."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scoring_cases import HERE, assert_conserved, catalogue, indicator, lit, no, none, obs, points, reported, term, veto

from catalog import store
from catalog.model import Catalogue, Group
from catalog.problems import Trouble
from catalog.rules import NaIf
from scorer import ScoreSheet, score
from scorer.appeals import (
    BadLedger,
    Entry,
    Statement,
    adjustments,
    check_entries,
    enter,
    fingerprint,
    head,
    in_force,
    read_ledger,
    retract,
    state,
    write_line,
)
from scorer.interval import Interval
from scorer.profile import Places, RoundingRules, load_profile
from scorer.replay import check_room, floor_of, limits, replay, shift
from zhibiao import appeals as files

SIGNED = {"who": "张主任", "when": "2022-12-30T09:00:00+08:00", "reason": "复核后认定"}
EDITION = {"catalogue": "c1", "fingerprint": "a" * 64}


def adjust(amount: str, where: str | None = "i001", **other: Any) -> Statement:
    fields = {"kind": "adjust", "institution": HERE, "indicator": where, "points": amount, **SIGNED, **EDITION}
    return state(**(fields | other))


def entered(*statements: Statement | int) -> tuple[Entry, ...]:
    """The entries of statements in a row; a number withdraws the entry of that number."""
    entries: tuple[Entry, ...] = ()
    for each in statements:
        made = retract(entries, each, **SIGNED) if isinstance(each, int) else each
        entries = (*entries, enter(entries, made))
    return entries


def lines(entries: Sequence[Entry]) -> list[bytes]:
    return [write_line(each) for each in entries]


def refused(data: bytes) -> list[str]:
    """The codes and the sentences with which a ledger is refused."""
    with pytest.raises(BadLedger) as found:
        read_ledger(data)
    return found.value.say("zh").split("\n")


# --- the chain ----------------------------------------------------------------------------------

FOUR = entered(adjust("+2"), adjust("-1.5", None), 1, adjust("3", "i002"))


def test_what_is_written_is_read() -> None:
    assert read_ledger(b"".join(lines(FOUR))) == FOUR
    assert read_ledger(b"") == ()
    record = json.loads(lines(FOUR)[1])
    assert (record["sequence"], record["points"], record["indicator"]) == (2, "-1.5", None)
    assert record["previous"] == head(FOUR[:1])


def test_a_changed_line_is_named() -> None:
    for at, line in enumerate(lines(FOUR)):
        bad = lines(FOUR)
        bad[at] = line.replace("张".encode(), "李".encode())
        told = refused(b"".join(bad))
        assert [each[:4] for each in told] == ["E651"]
        assert f"第{at + 1}行" in told[0]


def test_a_changed_line_with_a_new_hash_is_given_away_by_the_next() -> None:
    for at, entry in enumerate(FOUR[:-1]):
        bad = lines(FOUR)
        bad[at] = lines([enter(FOUR[:at], Statement.model_validate(_said(entry) | {"who": "李主任"}))])[0]
        told = refused(b"".join(bad))
        assert (len(told), told[0][:4], f"第{at + 1}行" in told[0]) == (1, "E651", True)


def _said(entry: Entry) -> dict[str, Any]:
    return entry.model_dump(include=set(Statement.model_fields))


@pytest.mark.parametrize(
    ("order", "codes"),
    [
        ([0, 2, 3], ["E652 申诉台账第2行应是第2条，却是第3条"]),
        ([1, 2, 3], ["E652 申诉台账第1行应是第1条，却是第2条"]),
        ([1, 0, 2, 3], ["E652 申诉台账第1行", "E652 申诉台账第2行", "E652 申诉台账第3行"]),
        ([0, 1, 1, 2, 3], ["E652 申诉台账第3行应是第3条，却是第2条"]),
    ],
)
def test_removed_moved_and_repeated_lines_are_named(order: list[int], codes: list[str]) -> None:
    told = refused(b"".join(lines(FOUR)[at] for at in order))
    assert [each.startswith(code) for each, code in zip(told, codes, strict=True)] == [True] * len(codes), told


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (lines(FOUR)[0][:-1], "E653"),
        (lines(FOUR)[0] + lines(FOUR)[1][:40], "E653"),
        (b"\n", "E651"),
        (b"\xff\xfe\n", "E651"),
        (b"[" * 100_000 + b"\n", "E651"),
        (b"\xef\xbb\xbf" + lines(FOUR)[0], "E651"),
        (lines(FOUR)[0].replace(b"\n", b"\r\n"), "E651"),
        (lines(FOUR)[0].replace(b'"+2"', b'"+2.0"'), "E651"),
        (lines(FOUR)[0].replace(b'"+2"', b"2"), "E651"),
        (lines(FOUR)[0].replace(b"{", b'{"sequence":1,', 1), "E651"),
    ],
)
def test_other_damage_is_named(data: bytes, code: str) -> None:
    assert [each[:4] for each in refused(data)] == [code]


def test_the_end_is_held_by_the_head() -> None:
    assert read_ledger(b"".join(lines(FOUR[:3]))) == FOUR[:3]
    assert head(FOUR[:3]) != head(FOUR)


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(b"".join(lines(FOUR))) - 1), st.integers(1, 255))
def test_no_byte_can_be_changed_unseen(at: int, flip: int) -> None:
    data = bytearray(b"".join(lines(FOUR)))
    data[at] ^= flip
    with pytest.raises(BadLedger):
        read_ledger(bytes(data))


# --- statements ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        *(("points", each, "带符号") for each in ("0", "-0.00", "1e3", "abc", "", "1/2", "++2", "1.2345678", "9" * 10, 2, 1.5, None)),
        *(("when", each, "ISO 8601") for each in ("2022-12-30", "2022-12-30T09:00:00", "昨天", "")),
        *((field, each, "写明") for field in ("who", "reason", "institution") for each in ("", " ", None, "\ud800")),
        ("fingerprint", "abc", "fingerprint"),
    ],
)  # fmt: skip
def test_statements_that_are_refused(field: str, value: Any, said: str) -> None:
    with pytest.raises(Trouble, match="E654") as found:
        adjust(**{"amount": "+1", field: value} if field != "points" else {"amount": value})
    assert said in found.value.say("zh")


def test_a_statement_tells_all_its_mistakes_at_once() -> None:
    with pytest.raises(Trouble) as found:
        adjust("0", who="", when="")
    assert all(words in found.value.say("zh") for words in ("带符号", "谁签的", "时区"))


@pytest.mark.parametrize("sequence", [1, 3, 5, 0])
def test_only_what_is_in_force_is_withdrawn(sequence: int) -> None:
    with pytest.raises(Trouble, match="E655"):
        retract(FOUR, sequence, **SIGNED)


def test_points_in_force() -> None:
    assert [each.sequence for each in in_force(FOUR)] == [2, 4]
    entries = entered(adjust("+2"), adjust("-0.5"), adjust("1", None), adjust("5"), 4, adjust("1", institution="乙院"))
    assert adjustments(entries) == {
        (HERE, "i001"): Fraction(3, 2), (HERE, None): Fraction(1), ("乙院", "i001"): Fraction(1),
    }  # fmt: skip


# --- score sheets -------------------------------------------------------------------------------


def reach(name: str) -> Any:
    return term(kind="linear", of=obs(name), low="0", high="100")


def made(*vetoes: Any, leave: NaIf | None = None) -> Catalogue:
    groups = [
        Group(id=name, number=None, name=name, level=1, parent=parent, points=None)
        for name, parent in (("全", None), ("一", "全"), ("二", "全"))
    ]
    items = [
        indicator(reach("甲"), "10", id="i001", group="一", applicability=leave),
        indicator(reach("乙"), "20", id="i002", group="一"),
        indicator(reach("丙"), "30", id="i003", group="二"),
        indicator(reach("丁"), None, id="i004"),
    ]
    return catalogue(items, groups=groups, vetoes=vetoes, types={"事故": "count", "停": "fact"})


def scored(items: Catalogue, **known: str) -> ScoreSheet:
    """The sheet where 50 % are reported for every rate; what is "" is missing."""
    given = {"甲": "50", "乙": "50", "丙": "50", "事故": "0"} | known
    return score(items, reported({name: value for name, value in given.items() if value}), HERE)[0]


def heard(items: Catalogue, sheet: ScoreSheet, *statements: Statement | int, **options: Any) -> ScoreSheet:
    found = replay(sheet, entered(*statements), items, **options)
    assert_sheet(found)
    return found


def assert_sheet(found: ScoreSheet) -> None:
    """Ledgers conserve for items, groups and the total; readings stay inside the total; the sheet is what it says."""
    for each in found.scores:
        assert_conserved(each)
    branches = {"catalogue": (0, 1, 2), "全": (0, 1, 2), "一": (0, 1), "二": (2,)}
    for each in (found.total, *found.groups):
        ledger = [line for at in branches[each.scope] for line in found.scores[at].lost] + list(each.lost)
        assert each.high == each.full - sum(line.at_best for line in ledger), each.scope
        assert each.low == each.full - sum(line.at_worst for line in ledger), each.scope
    for outcome in found.outcomes:
        assert found.total.low <= outcome.low <= outcome.high <= found.total.high
    assert ScoreSheet.model_validate_json(found.to_json()) == found


def ends(found: ScoreSheet) -> dict[str, tuple[Fraction | None, ...]]:
    sums = {each.scope: (each.low, each.high) for each in (found.total, *found.groups)}
    return sums | {each.indicator: (each.low, each.high) for each in found.scores}


def test_an_appeal_moves_its_item_and_all_sums_above() -> None:
    items = made()
    found = heard(items, scored(items, 乙=""), adjust("+2"), adjust("-1", "i002"), adjust("+4", None))
    assert ends(found) == {
        "i001": points(7), "i002": points(0, 19), "i003": points(15), "i004": (None, None),
        "一": points(7, 26), "二": points(15), "全": points(22, 41), "catalogue": points(26, 45),
    }  # fmt: skip
    line = found.scores[0].lost[-1]
    assert (line.kind, line.at_best, line.at_worst) == ("appeal", -2, -2)
    assert "第1条，张主任，2022-12-30T09:00:00+08:00）：复核后认定" in line.text


def test_what_passes_a_limit_is_a_line_and_a_problem() -> None:
    items = made()
    found = heard(items, scored(items), adjust("+9"), adjust("-70", None))
    assert (ends(found)["i001"], ends(found)["catalogue"]) == (points(10), points(0))
    assert [(line.kind, line.at_best) for line in found.scores[0].lost[1:]] == [("appeal", -9), ("appeal_limit", 4)]
    assert [each.code for each in limits(found)] == ["E659", "E659"]
    assert "“总分”的申诉调整有-35分没有生效" in limits(found)[1].message


def test_entries_count_together_before_the_limit_whatever_their_order() -> None:
    items = made()
    sheet = scored(items)
    for order in (("+9", "-2"), ("-2", "+9")):
        assert ends(heard(items, sheet, *map(adjust, order)))["i001"] == points(10)
    assert ends(heard(items, sheet, adjust("+9"), adjust("-2"), 1))["i001"] == points(3)


def test_a_limit_may_settle_an_open_score() -> None:
    items = made()
    found = heard(items, scored(items, 甲=""), adjust("+10"))
    assert (found.scores[0].status, found.scores[0].open, ends(found)["i001"]) == ("settled", (), points(10))


STRIKES = ("item_zero", "total_zero", "undetermined")


@pytest.mark.parametrize(
    ("effect", "happened", "item", "total"),
    [
        ("item_zero", "1", (0,), (26,)),
        ("total_zero", "1", (0,), (1,)),
        ("undetermined", "1", (0,), (1, 26)),
        ("item_zero", "", (0, 7), (26, 33)),
        ("total_zero", "", (0, 7), (1, 33)),
        ("item_zero", "0", (7,), (33,)),
    ],
)
def test_an_appeal_does_not_bring_back_what_a_veto_took(effect: Any, happened: str, item: Any, total: Any) -> None:
    items = made(veto(no(none("事故")), effect))
    found = heard(items, scored(items, 事故=happened), adjust("+2"), adjust("+1", None))
    assert (ends(found)["i001"], ends(found)["catalogue"]) == (points(*item), points(*total))
    assert bool(limits(found)) == (happened == "1")
    assert any(line.kind == "appeal_limit" for line in found.scores[0].lost) == (happened != "0")
    if happened == "1":
        assert "一票否决" in limits(found)[0].message


def test_other_items_move_beside_a_veto_and_the_readings_follow() -> None:
    items = made(veto(no(none("事故")), "undetermined"))
    found = heard(items, scored(items, 事故=""), adjust("+2", "i003"))
    assert {each.reading: (each.low, each.high) for each in found.outcomes} == {
        "not_happened": points(32), "item_zero": points(27), "total_zero": points(0),
    }  # fmt: skip
    assert ends(found)["catalogue"] == points(0, 32)


def test_points_count_in_sums_as_the_points_of_the_item_do() -> None:
    """The first item does not apply; the second one stands for 30 points in its group instead of 20."""
    leave = NaIf.model_validate({"when": {"kind": "done", "input": "停"}, "reweight": "spread"})
    items = made(leave=leave)
    found = heard(items, scored(items, 停="是"), adjust("+10", "i002"))
    assert (ends(found)["i002"], ends(found)["一"], ends(found)["catalogue"]) == (points(20), points(30), points(45))
    none_left = heard(items, scored(items, 停="是"), adjust("+2"))
    assert ends(none_left)["i001"] == points(0)
    assert [each.code for each in limits(none_left)] == ["E659"]


def test_replaying_again_replaces_what_was_replayed() -> None:
    items = made(veto(no(none("事故")), "item_zero"))
    sheet = scored(items, 事故="")
    once = heard(items, sheet, adjust("+2"), adjust("+1", None))
    assert heard(items, once, adjust("+2"), adjust("+1", None)) == once
    assert ends(heard(items, once, adjust("-1"))) == ends(heard(items, sheet, adjust("-1")))
    assert ends(replay(once, (), items)) == ends(sheet)
    assert replay(sheet, (), items) is sheet


def test_sums_are_rounded_before_the_appeal_on_the_total() -> None:
    items, whole = made(), Places(places=0)
    rounding = RoundingRules(total=whole)
    profile = load_profile("strict").model_copy(update={"rounding": rounding})
    sheet = score(items, reported({"甲": "47", "乙": "50", "丙": "50"}), HERE, profile=profile)[0]
    found = replay(sheet, entered(adjust("+0.25"), adjust("+0.5", None)), items, whole)
    assert_sheet(found)
    assert (sheet.total.low, found.groups[0].low, found.total.low) == (30, 30, Fraction("30.5"))
    with pytest.raises(ValueError, match="rounded"):
        replay(sheet, entered(adjust("+0.5", None)), items)
    sheet = scored(items)
    with pytest.raises(ValueError, match="another catalogue"):
        replay(sheet, entered(adjust("+1")), catalogue([indicator(reach("甲"))]))


def test_unknown_indicators_and_institutions_are_errors() -> None:
    items = made()
    sheet = scored(items)
    mark = {"catalogue": items.id, "fingerprint": fingerprint(items)}
    for where in ("i009", "i004"):
        with pytest.raises(Trouble, match="E656"):
            replay(sheet, entered(adjust("+1", where)), items)
    good = entered(adjust("+1", **mark))
    check_entries(good, items, [HERE])
    bad = entered(adjust("+1", "i009", **mark), adjust("+1", **mark, institution="无名"), adjust("+1"), adjust("9"), 4)
    with pytest.raises(BadLedger) as found:
        check_entries(bad, items, [HERE])
    assert [each[:4] for each in found.value.say("zh").split("\n")] == ["E656", "E656", "E657"]
    assert replay(sheet, entered(adjust("+1", institution="乙院")), items) is sheet


def test_a_fingerprint_holds_what_points_depend_on() -> None:
    items = made()
    told = items.indicators[0].model_copy(update={"requirement": "另一种写法"})
    richer = items.indicators[0].model_copy(update={"points": 11})
    same = items.model_copy(update={"indicators": [told, *items.indicators[1:]]})
    other = items.model_copy(update={"indicators": [richer, *items.indicators[1:]]})
    assert fingerprint(items) == fingerprint(same) != fingerprint(other)


@pytest.mark.parametrize(
    ("past", "amount", "where", "fits"),
    [
        ((), "+5", "i001", True),
        ((), "+5.5", "i001", False),
        ((), "-6", "i001", False),
        (("+5",), "+0.5", "i001", False),
        (("+5",), "-10", "i001", True),
        ((), "+20", "i002", True),
        ((), "+21", "i002", False),
        ((), "+55", None, True),
        ((), "+56", None, False),
        ((), "+1", "i003", False),
    ],
)
def test_an_entry_beyond_the_limit_is_not_taken(past: Any, amount: str, where: str | None, fits: bool) -> None:
    items = made(veto(no(none("事故")), "item_zero", indicator="i003"))
    sheet, entries = scored(items, 乙="", 事故="1"), entered(*map(adjust, past))
    for each in (sheet, replay(sheet, entries, items)):
        try:
            check_room(each, entries, adjust(amount, where), items)
            assert fits
        except Trouble as trouble:
            assert (trouble.code, fits) == ("E658", False)


def test_the_lowest_points_of_a_rule() -> None:
    down = {"kind": "from_full", "losses": [], "lowest": "-5"}
    assert floor_of(term(**down)) == -5
    assert floor_of(term(kind="split", parts=[{"name": "甲", "points": "4", "term": down}] * 2)) == -10
    assert floor_of(term(kind="bonus_each", base=down, count=lit("1"))) == -5
    assert floor_of(term(kind="first", rows=[{"when": {"kind": "done", "input": "停"}, "then": down}])) == -5
    assert floor_of(reach("甲")) == floor_of(None) == 0


# --- laws ---------------------------------------------------------------------------------------

amounts = st.sampled_from(("+1", "-1", "+2.5", "-7", "+12", "-40"))
places = st.sampled_from(("i001", "i002", "i003", None))
appeals_made = st.lists(st.tuples(amounts, places), max_size=4)
rates = st.sampled_from(("0", "33", "50", "100"))
facts = st.fixed_dictionaries({"甲": rates, "乙": rates, "丙": rates, "事故": st.sampled_from(("0", "1"))})


@settings(max_examples=150, deadline=None)
@given(
    appeals_made, facts, st.sets(st.sampled_from(("甲", "乙", "丙", "事故"))), st.sampled_from(STRIKES), st.booleans()
)
def test_ledgers_conserve_and_information_never_widens(
    said: Any, known: Any, hidden: Any, effect: Any, away: bool
) -> None:
    leave = NaIf.model_validate({"when": {"kind": "done", "input": "停"}, "reweight": "spread"})
    items = made(veto(no(none("事故")), effect, indicator="i002"), leave=leave)
    known |= {"停": "是" if away else "否"}
    less = heard(items, scored(items, **known | dict.fromkeys(hidden, "")), *(adjust(*each) for each in said))
    more = heard(items, scored(items, **known), *(adjust(*each) for each in said))
    for name, (low, high) in ends(more).items():
        before = ends(less)[name]
        if low is not None and high is not None and before[0] is not None and before[1] is not None:
            assert before[0] <= low <= high <= before[1], name


exact = st.fractions(-20, 20, max_denominator=4)


@given(exact, exact, exact, exact, exact)
def test_moving_keeps_order_and_limits(one: Any, two: Any, amount: Any, lowest: Any, full: Any) -> None:
    low, high = sorted((one, two))
    floor, top = sorted((lowest, full))
    found = shift(Interval(low, high), amount, floor, top)
    for before, after in ((low, found.low), (high, found.high)):
        assert min(floor, before) <= after <= max(top, before)
        assert min(before, before + amount) <= after <= max(before, before + amount)


# --- files --------------------------------------------------------------------------------------


def test_a_ledger_file_grows_and_is_not_made_by_a_withdrawal(tmp_path: Path) -> None:
    path = tmp_path / "台账.jsonl"
    with pytest.raises(Trouble, match="E650"):
        files.append(path, lambda entries: retract(entries, 1, **SIGNED))
    assert not path.exists()
    for amount in ("+1", "-2"):
        files.append(path, lambda _, amount=amount: adjust(amount), create=True)  # type: ignore[misc]
    before = path.read_bytes()
    files.append(path, lambda entries: retract(entries, 1, **SIGNED))
    assert path.read_bytes().startswith(before)
    assert [each.sequence for each in in_force(files.load_ledger(path))] == [2]


def test_nothing_is_added_to_a_ledger_that_does_not_verify(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    bad = lines(FOUR)[0].replace("张".encode(), "李".encode())
    path.write_bytes(bad)
    with pytest.raises(BadLedger, match="E651"):
        files.append(path, lambda _: adjust("+1"), create=True)
    assert path.read_bytes() == bad


def test_half_a_line_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.jsonl"
    files.append(path, lambda _: adjust("+1"), create=True)
    before, write = path.read_bytes(), os.write

    def fill(file: int, data: bytes) -> int:
        if len(data) < 100:
            raise OSError(28, "No space left on device")
        return write(file, data[:-50])

    monkeypatch.setattr(os, "write", fill)
    with pytest.raises(Trouble, match="No space"):
        files.append(path, lambda _: adjust("+2"))
    monkeypatch.undo()
    assert path.read_bytes() == before


WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
from test_appeals import adjust, files
if sys.argv[3] == "file":
    files.fcntl = None
for _ in range(8):
    files.append(Path(sys.argv[1]), lambda _: adjust("+1"), create=True)
"""


@pytest.mark.parametrize("lock", ["flock", "file"])
def test_writers_at_the_same_time_wait_for_each_other(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "a.jsonl"
    here = Path(__file__).parent
    command = [sys.executable, "-c", WRITER, str(path), str(here), lock]
    running = [subprocess.Popen(command, cwd=here.parent.parent) for _ in range(3)]
    assert [each.wait(timeout=60) for each in running] == [0, 0, 0]
    assert len(files.load_ledger(path)) == 24
    assert list(tmp_path.iterdir()) == [path]


def test_a_writer_that_waits_too_long_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "PATIENCE", 0.1)
    monkeypatch.setattr(files, "fcntl", None)
    (tmp_path / "a.jsonl.lock").touch()
    with pytest.raises(Trouble, match="E650"):
        files.append(tmp_path / "a.jsonl", lambda _: adjust("+1"), create=True)


# --- the command --------------------------------------------------------------------------------


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Any]:
    items = made()
    store.save(items, tmp_path / "c.json")
    (tmp_path / "s.json").write_text(f"[{scored(items).to_json()}]", "utf-8")

    def run(*arguments: str) -> tuple[int, str]:
        done = subprocess.run(
            [sys.executable, "-c", "from zhibiao.cli import main; main()", "appeal", "l.jsonl", *arguments],
            cwd=tmp_path, capture_output=True, encoding="utf-8", check=False,
            env=os.environ | {"LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr

    yield run


def test_the_command(desk: Any) -> None:
    signed = ("--who", "张主任", "--reason", "复核")
    add = ("add", "--catalogue", "c.json", "--institution", HERE, *signed)
    assert desk(*add, "--indicator", "1", "--points", "＋2", "--sheet", "s.json")[0] == 0
    assert desk(*add, "--points", "−0.5")[0] == 0
    code, said = desk(*add, "--indicator", "1", "--points", "+4", "--sheet", "s.json")
    assert (code, "E658" in said) == (2, True)
    assert desk(*add, "--indicator", "没有", "--points", "+4")[0] == 2
    assert "E654" in desk(*add, "--points", "两分")[1]
    assert "E654" in desk(*add, "--institution", "无名院", "--points", "+1", "--sheet", "s.json")[1]
    assert desk("withdraw", "1", *signed)[0] == 0
    said = desk("list", "--catalogue", "c.json")[1]
    assert all(words in said for words in ("已由第3条撤销", "撤销第1条", "1.i001", "-0.5", "有效"))
    code, said = desk("verify", "--catalogue", "c.json")
    assert (code, "共3条" in said) == (0, True)
    noted = said.split()[-1]
    assert desk("verify", "--head", noted)[0] == 0
    assert "末尾" in desk("verify", "--head", "f" * 64)[1]
