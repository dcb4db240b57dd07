"""Catalogue files: strict reading, atomic writing, checks, flat view."""

import json
from pathlib import Path

import pytest
from reading import catalogue

from catalog import flat, store
from catalog.problems import Trouble, table

MADE = catalogue(
    "2022年度考核细则",
    [["一级指标", "指标名称", "考核内容", "分值"], ["甲（10.5分）", "一", "达到90%，每低1个百分点扣0.5分", "10.5"]],
)
TEXT = store.dumps(MADE)


def test_round_trip():
    assert store.loads(TEXT.encode()) == MADE
    assert store.dumps(store.loads(TEXT.encode())) == TEXT


def test_the_pieces_are_the_json_that_pydantic_writes():
    assert b"".join(store.parts(MADE)).decode() == MADE.model_dump_json(indent=2) + "\n"
    bare = MADE.model_copy(update={"indicators": [], "groups": [], "title": None})
    assert b"".join(store.parts(bare)).decode() == bare.model_dump_json(indent=2) + "\n"


def test_records_share_the_names_of_their_fields_and_a_copy_has_its_own():
    first, second = MADE.groups[0].evidence[0].place, MADE.indicators[0].evidence["requirement"][0].place
    assert first.model_fields_set is second.model_fields_set
    assert "page" in first.model_copy(update={"page": 3}).model_fields_set
    assert "page" not in first.model_fields_set


def broken(change):
    content = json.loads(TEXT)
    change(content)
    return json.dumps(content, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "E501"),
        (b"{", "E501"),
        (b"[]", "E520"),
        (b'{"a": 1, "a": 2}', "E502"),
        (b'{"a": NaN}', "E501"),
        (b"[" * 100_000, "E110"),
        (broken(lambda c: c.pop("schema_version")), "E520"),
        (broken(lambda c: c.update(schema_version="9.9")), "E520"),
        (broken(lambda c: c.update(surprise=1)), "E503"),
        (broken(lambda c: c["indicators"][0].update(points=10.5)), "E503"),
        (broken(lambda c: c["indicators"][0].update(group="nowhere")), "E505"),
        (broken(lambda c: c["indicators"].append(c["indicators"][0])), "E507"),
        (broken(lambda c: c["groups"][0].update(parent="g1")), "E510"),
        (broken(lambda c: c.update(inputs=[])), "E505"),
        (broken(lambda c: c["ledger"].update(used=0)), "E506"),
    ],
)
def test_bad_files_are_refused(data, code):
    with pytest.raises(Trouble, match=code) as caught:
        store.loads(data)
    assert caught.value.exit_code in (3, 4)


def test_all_schema_errors_are_named_at_once():
    data = broken(lambda c: (c.update(surprise=1), c["indicators"][0].update(points=1.5, name=3)))
    with pytest.raises(Trouble) as caught:
        store.loads(data)
    assert all(word in caught.value.say("zh") for word in ("surprise", "points", "name"))


def test_a_failed_write_leaves_the_old_file(tmp_path):
    target = tmp_path / "folder"
    target.mkdir()
    with pytest.raises(Trouble, match="E130"):
        store.save(MADE, target)
    assert list(tmp_path.iterdir()) == [target]


def test_a_write_that_stops_in_the_middle_leaves_the_old_file(tmp_path):
    target = tmp_path / "catalogue.json"
    target.write_bytes(b"old")

    def pieces():
        yield b"half"
        raise RuntimeError("stopped")

    with pytest.raises(RuntimeError, match="stopped"):
        store.write(target, pieces())
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_flat_view_numbers_and_keys():
    row = json.loads(flat.jsonl(MADE))
    assert tuple(row) == flat.KEYS
    assert (row["points"], row["path"]) == (10.5, ["甲"])
    assert row["targets"][0]["value"] == 90
    assert '"points": 10.5' in flat.jsonl(MADE)


def test_every_problem_has_two_sentences_and_a_severity():
    for code, entry in table().items():
        assert entry["severity"] in ("error", "review", "info"), code
        assert set(_fields(entry["zh"])) == set(_fields(entry["en"])), code
        assert any("一" <= character <= "鿿" for character in entry["zh"]), code


def _fields(text):
    from string import Formatter

    return [name for _, name, _, _ in Formatter().parse(text) if name]


def test_every_code_that_is_used_exists():
    import re

    root = Path(__file__).parent.parent
    used = set()
    for folder in ("catalog", "extractor", "scorer", "zhibiao", "corpus"):
        for file in (root / folder).rglob("*.py"):
            used |= set(re.findall(r"\"([EWR][0-9]{3})\"", file.read_text("utf-8")))
    assert used - set(table()) == set()
    assert set(table()) - used == set(), "codes that nothing uses"
