"""The golden corpus, field by field; a failing row shows the Chinese, not a trace."""

from pathlib import Path

import pytest

from catalog.flat import rows
from corpus import floors, wording
from corpus.case import fold, read
from corpus.gate import measure
from extractor.pipeline import extract

CASES = Path(__file__).parent.parent / "corpus" / "cases"
NOTICE = CASES / "hospital-notice-2022"
LEFT_OUT = {"evidence", "sources", "corrections", "ledger"}


PINS = CASES.parent / "floors.json"


@pytest.mark.parametrize("folder", sorted(path.parent for path in CASES.rglob("case.yaml")), ids=lambda path: path.name)
def test_case_is_read_as_a_person_read_it(folder):
    """As far as its floors say, which is everything unless floors.json says less; everything too where it has none."""
    case = read(folder)
    results = list(measure([case]))
    findings = floors.judge(floors.load(PINS), PINS.parent, folder, [case], results)
    known = floors.key(case, PINS.parent) in floors.load(PINS).cases
    lost = [finding.say() for finding in findings if finding.failing and finding.code != floors.UNPINNED]
    wrong = [f"{r.source} {wording.difference(d)}" for r in results for d in r.differences if lost or not known]
    assert lost + wrong + [r.trouble for r in results if r.trouble] == []


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


CARE = CASES / "primary-care-2015"
SIGNS = LEFT_OUT | {"residue", "problems", "repairs", "review", "id"}


def words(value, left_out):
    """A catalogue without what says where its words stand and which signs were put back."""
    if isinstance(value, dict):
        return {key: words(item, left_out) for key, item in value.items() if key not in left_out}
    return [words(item, left_out) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize("other", ["source.txt", "table.html"])
def test_the_flattened_page_and_the_whole_table_give_the_same_catalogue(other):
    """Groups, rows, targets, rules, terms, formulas with their trees, inputs, parameters: all but signs and places."""
    page, table = (fold(words(extract(CARE / name).model_dump(mode="json"), SIGNS)) for name in ("page.html", other))
    assert page == table


def test_what_the_page_lost_is_counted():
    catalogue = extract(CARE / "page.html")
    formulas = [f for i in catalogue.indicators for f in i.formulas]
    signs = [[r.sign for r in f.repairs] for f in formulas]
    assert (len(catalogue.indicators), len(formulas)) == (52, 47)
    assert sum(f.scale == "100" and f.inferred for f in formulas) == 39
    assert sum(s.count("÷") + s.count("×") - (f.scale == "100") for s, f in zip(signs, formulas, strict=True)) == 4
    assert sum(t.sign == "inferred" for i in catalogue.indicators for t in i.targets) == 3
    assert [i.number for i in catalogue.indicators for f in i.formulas if not f.repairs] == [
        "17",
        "17",
        "18",
        "19",
        "21",
        "29",
        "30",
        "52",
    ]
    assert {i.number for i in catalogue.indicators if i.review} == {"6", "10", "11", "12", "13", "23", "50", "52"}
    assert catalogue.document.number == "国卫人发〔2015〕94号"
