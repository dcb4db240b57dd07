"""What benchmarks/score.py needs in processes of its own: data by a seed, the work for the peers, comparisons.

python benchmarks/score_data.py make FOLDER ROWS SEED | compare FOLDER PEER | agree ROWS SEED
"""

import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

ROOT = Path(__file__).parent.parent
# In place of this folder, which holds a module that is called html.
sys.path[:1] = [str(ROOT), *(str(ROOT / "tests" / "scorer" / each) for each in ("bulk", ""))]

from catalog.base import Model  # noqa: E402
from catalog.rules import Grade, PerPeriod  # noqa: E402
from catalog.store import dumps  # noqa: E402
from extractor.pipeline import extract  # noqa: E402
from scorer.domains import domains  # noqa: E402
from scorer.facts import Facts  # noqa: E402
from scorer.observations import Observation  # noqa: E402
from scorer.predicates import find  # noqa: E402
from scorer.walk import inputs_of, nodes  # noqa: E402

GROUP = 1 << 17
GRADES = ["A", "B+", "B", "良", "优", "中", "差"]


def columns(catalogue, rows, random, nulls=0.01):
    """{name: array}: counts, pairs for rates in % and alike, decimals for other numbers, facts, grades, series."""
    terms = list(nodes([[each.rule, each.applicability] for each in catalogue.indicators]))
    series = {each.input: each.period for each in terms if isinstance(each, PerPeriod)}
    orders = {each.input: [*each.order, each.at_least] for each in terms if isinstance(each, Grade)}
    for name, domain in domains(catalogue).items():
        gone = random.random(rows) < nulls
        if name in series:
            options = [";".join(map(str, random.integers(0, 4, 12))) for _ in range(20)]
            options += [";".join(["1"] * 12)] * 20
            yield name, pa.array(np.array(options)[random.integers(0, 40, rows)], pa.string(), mask=gone)
        elif domain.scale:
            below = random.integers(0, 500, rows, dtype=np.int32)
            missed = random.integers(0, 12, rows, dtype=np.int32) * (random.random(rows) < 0.5)
            above = np.maximum(below - missed, 0).astype(np.int32)
            yield f"{name}:numerator", pa.array(above, mask=gone)
            yield f"{name}:denominator", pa.array(below, mask=gone)
        elif domain.type == "fact":
            yield name, pa.array(random.random(rows) < 0.9, mask=gone)
        elif domain.type == "count":
            yield (
                name,
                pa.array(
                    (random.random(rows) < 0.1) * random.integers(0, 6, rows, dtype=np.int32), pa.int32(), mask=gone
                ),
            )
        elif domain.type == "grade":
            options = np.array(orders.get(name) or GRADES)
            yield (
                name,
                pa.array(options[random.integers(0, len(options), rows)], pa.string(), mask=gone).dictionary_encode(),
            )
        elif domain.type in ("points", "judgement"):
            most = int(domain.most) if domain.most is not None else 5
            tenths = random.integers(0, most * 10 + 1, rows) * (random.random(rows) < 0.3)
            yield name, decimals(tenths, 1, gone)
        else:
            most = int(domain.most) if domain.most is not None else 100
            yield name, decimals(random.integers(0, most * 10 + 1, rows), 1, gone)


def decimals(digits, places, gone):
    words = np.empty((len(digits), 2), np.int64)
    words[:, 0], words[:, 1] = digits, 0
    valid = pa.py_buffer(np.packbits(~gone, bitorder="little"))
    return pa.Array.from_buffers(pa.decimal128(9, places), len(digits), [valid, pa.py_buffer(words)])


def write(catalogue, path, rows, seed, group=GROUP):
    """A Parquet file with `rows` institutions."""
    random = np.random.default_rng(seed)
    writer = None
    for start in range(0, rows, group):
        size = min(group, rows - start)
        names = pa.array([f"机构{number:07d}" for number in range(start, start + size)], pa.string())
        table = pa.table({"institution": names, **dict(columns(catalogue, size, random))})
        writer = writer or pq.ParquetWriter(path, table.schema, compression="snappy")
        writer.write_table(table)
    writer.close()


# --- the work for the peers -----------------------------------------------------------------------


def bare(term):
    """A term as plain data, without its evidence; conditions on texts get a key."""
    if isinstance(term, list):
        return [bare(each) for each in term]
    if not isinstance(term, Model):
        return str(term) if type(term).__name__ == "Decimal" else term
    found = {name: bare(getattr(term, name)) for name in type(term).model_fields if name != "evidence"}
    return found | ({"key": key_of(term)} if isinstance(term, Grade | PerPeriod) else {})


def key_of(term):
    return f"{term.kind} {getattr(term, 'at_least', '')}"


def work_of(catalogue, source):
    """Items, vetoes and columns as the peers need them."""
    rules = [each.rule for each in catalogue.indicators]
    used = set(inputs_of([*rules, *(veto.rule for veto in catalogue.vetoes)]))
    known = {name: domain for name, domain in domains(catalogue).items() if name in used}
    return {
        "items": [
            {"id": each.id, "points": str(each.points), "rule": bare(each.rule)} for each in catalogue.indicators
        ],
        "vetoes": [
            {"indicator": each.indicator, "when": bare(each.rule.when)}
            for each in catalogue.vetoes
            if each.kind == "veto" and each.rule.effect == "undetermined"
        ],
        "rates": [name for name, domain in known.items() if domain.scale],
        "texts": texts_of(rules, source, catalogue),
        "columns": dict(column for name, domain in known.items() for column in kinds(name, domain)),
    }


def kinds(name, domain):
    if domain.scale:
        yield from ((f"{name}:{part}", "count") for part in ("numerator", "denominator"))
    elif domain.periods or domain.type == "grade":
        yield name, "text"
    else:
        yield name, {"fact": "flag", "count": "count"}.get(domain.type, "tenths")


def texts_of(rules, source, catalogue):
    """For each condition on texts those that meet it, among all that occur."""
    inputs, found = {each.id: each for each in catalogue.inputs}, {}
    for term in nodes(rules):
        if isinstance(term, Grade | PerPeriod):
            column = pq.read_table(source, columns=[term.input]).column(0).cast(pa.string())
            held = [text for text in pc.unique(column).to_pylist() if text and holds(term, text, inputs)]
            found.setdefault(term.input, {})[key_of(term)] = held
    return found


def holds(term, text, inputs):
    given = Observation(institution="", input=term.input, value=text)
    return find(term, Facts("", {"": {term.input: given}}, inputs)).value


def differences(folder, peer):
    """How many institutions have other totals with a peer than with us."""
    ours = pq.read_table(folder / "totals" / "totals.parquet", columns=["institution", "low", "high"])
    theirs = pq.read_table(folder / f"{peer}.parquet").sort_by("institution")
    ours = ours.sort_by("institution")
    wrong = np.zeros(len(ours), bool)
    for end in ("low", "high"):
        tenths = pc.multiply(ours.column(end), pa.scalar(10)).cast(pa.int64()).to_numpy()
        wrong |= tenths != theirs.column(end).cast(pa.int64()).to_numpy()
    return int(wrong.sum())


def make(folder, rows, seed):
    """catalogue.json, wide.parquet and work.json in a folder, and a line about them."""
    catalogue = extract(ROOT / "corpus" / "cases" / "hospital-notice-2022" / "source.docx")
    source = folder / "wide.parquet"
    (folder / "catalogue.json").write_text(dumps(catalogue), "utf-8")
    write(catalogue, source, rows, seed)
    (folder / "work.json").write_text(json.dumps(work_of(catalogue, source)), "utf-8")
    columns, megabytes = len(pq.read_schema(source)), source.stat().st_size >> 20
    return (
        f"{len(catalogue.indicators)} indicators × {rows:,} institutions, {columns} columns, {megabytes} MB of Parquet"
    )


# --- agreement ------------------------------------------------------------------------------------


def agree(rows, seed):
    """Every item and total of random institutions, by both engines."""
    from test_bulk_corpus import CHECKED, assert_agreement, read_catalogues

    catalogues = read_catalogues()
    for name, profile in CHECKED:
        with tempfile.TemporaryDirectory() as folder:
            started = time.perf_counter()
            assert_agreement(catalogues[name], profile, rows, Path(folder), seed)
        print(f"{name}, {profile.id}: {rows} institutions agree ({time.perf_counter() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["make", folder, rows, seed]:
            print(make(Path(folder), int(rows), int(seed)))
        case ["compare", folder, peer]:
            print(differences(Path(folder), peer))
        case ["agree", rows, seed]:
            agree(int(rows), int(seed))
