"""The golden corpus, field by field; a failing row shows the Chinese, not a trace."""

from pathlib import Path

import pytest

from catalog.flat import rows
from corpus.gate import check
from extractor.pipeline import extract

CASES = Path(__file__).parent.parent / "corpus" / "cases"
NOTICE = CASES / "hospital-notice-2022"
LEFT_OUT = {"evidence", "sources", "corrections", "ledger"}


@pytest.mark.parametrize("case", sorted(path.parent for path in CASES.rglob("case.yaml")), ids=lambda path: path.name)
def test_case_is_read_as_a_person_read_it(case):
    for result in check(case):
        assert result.problem is None
        assert [f"{d.ordinal} {d.field}: 应为 {d.expected}，读成 {d.found}" for d in result.differences] == []
        assert result.rows == result.expected_rows


def bare(value):
    """A catalogue without evidence, sources, corrections and ledger."""
    if isinstance(value, dict):
        return {key: bare(item) for key, item in value.items() if key not in LEFT_OUT}
    return [bare(item) for item in value] if isinstance(value, list) else value


def test_word_and_text_give_the_same_catalogue():
    word, text = (bare(extract(NOTICE / name).model_dump(mode="json")) for name in ("source.docx", "source.txt"))
    assert word == text


def test_two_runs_give_the_same_bytes():
    from catalog.store import dumps

    assert dumps(extract(NOTICE / "source.docx")) == dumps(extract(NOTICE / "source.docx"))


def test_reviews_stay_few_enough_to_be_read():
    flat = list(rows(extract(NOTICE / "source.docx")))
    assert sum(bool(row["review"]) for row in flat) * 3 <= len(flat)
