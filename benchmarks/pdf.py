"""PDF notices → rows, beside every other reader of PDF tables that is installed here, on the same files in one run.

    python benchmarks/pdf.py [--case FOLDER] [--file NAME …] [--dense] [--long]

Rows are compared with expected.json: `right` has the name and the points in cells of one row, `full` the whole
requirement too, `parents` all groups too. Each measurement is a process of its own; quote the ratios, not the seconds.
`--dense` reads a ruled table of 26 pages with nothing but the table reading (second reading off), `--long` 25, 50 and
100 pages for time and memory. Nothing here is a test; the tables are printed as Markdown for docs/benchmarks.md.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
import time
import unicodedata
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).parent.parent
CASE = ROOT / "corpus/cases/hospital-notice-2022"
FILES = ("ruled.pdf", "plain-header.pdf", "landscape.pdf", "borderless.pdf", "rules-only.pdf", "open.pdf")
SAY = "import json\njson.dump([rows, locals().get('seconds')], sys.stdout)\n"

# What each reader takes to give its rows; the last column is a module that has to be there.
READERS = {
    "zhibiao": ("""
import sys
from pathlib import Path
from catalog.flat import rows as flat
from extractor.pipeline import extract
rows = [[*r["path"], r["name"], r["requirement"], str(r["points"])] for r in flat(extract(Path(sys.argv[1])))]
""", "extractor"),
    "pdfplumber extract_tables": ("""
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as pdf:
    rows = [row for page in pdf.pages for table in page.extract_tables() for row in table]
""", "pdfplumber"),
    "camelot lattice": ("""
import sys, camelot
rows = [row for t in camelot.read_pdf(sys.argv[1], pages="all", flavor="lattice") for row in t.df.values.tolist()]
""", "camelot"),
    "camelot stream": ("""
import sys, camelot
rows = [row for t in camelot.read_pdf(sys.argv[1], pages="all", flavor="stream") for row in t.df.values.tolist()]
""", "camelot"),
    "tabula lattice": ("""
import sys, tabula
frames = tabula.read_pdf(sys.argv[1], pages="all", lattice=True, silent=True)
rows = [list(map(str, row)) for f in frames for row in [list(f.columns), *f.values.tolist()]]
""", "tabula"),
    "img2table": ("""
import sys
from img2table.document import PDF
tables = PDF(sys.argv[1]).extract_tables()
rows = [[str(v) for v in row] for page in tables.values() for t in page for row in t.df.values.tolist()]
""", "img2table"),
    "PyMuPDF find_tables": ("""
import sys, pymupdf
rows = [row for page in pymupdf.open(sys.argv[1]) for t in page.find_tables().tables for row in t.extract()]
""", "pymupdf"),
}  # fmt: skip

BARE = """
import sys, time, pdfplumber
started = time.perf_counter()
with pdfplumber.open(sys.argv[1]) as pdf:
    tables = [page.extract_tables() for page in pdf.pages]
seconds = time.perf_counter() - started
rows = [[cell for row in t for cell in row] for page in tables for t in page]
"""
OURS = """
import gc, sys, time
from extractor.limits import DEFAULT_LIMITS
from extractor.options import Options
from extractor.readers.pdf.reader import Task, read_here
from extractor.source import load
gc.disable()  # as the pipeline does
task = Task(load(sys.argv[1], DEFAULT_LIMITS), DEFAULT_LIMITS, Options(second_reading="never"))
started = time.perf_counter()
blocks = read_here(task).document.blocks
seconds = time.perf_counter() - started
rows = [[c.text for c in sorted(b.cells, key=lambda c: (c.row, c.column))] for b in blocks]
"""
COMMAND = """
import sys
from zhibiao.cli import main
sys.argv = ["zhibiao", "extract", sys.argv[1], "-o", sys.argv[1] + ".json", "-q"]
rows = []
try:
    main()
except SystemExit as end:
    assert not end.code
"""


def measure(script, path):
    """The rows that a script gives (None where it failed), its seconds, its own count of them, its peak megabytes."""
    command = [sys.executable, "-c", script + SAY, str(path)]
    with tempfile.TemporaryFile() as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, cwd=ROOT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = status
        out.seek(0)
        rows, inner = json.loads(out.read() or b"[[], null]") if not status else (None, None)
        return rows, seconds, inner or seconds, usage.ru_maxrss / 1024


def bare(text):
    """A text without blanks, in one width, without the closing stop."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", str(text or ""))).rstrip("。")


def count(rows, expected):
    """How many expected rows are right, full and under their parents."""
    cells = [[bare(cell) for cell in row] for row in rows]
    right = full = parents = 0
    for want in expected:
        name, points = bare(want["name"]), f"{want['points']:g}" if want["points"] is not None else ""
        found = [row for row in cells if name in row and any(re.fullmatch(rf"\D*{points}\D*", c) for c in row if c)]
        right += bool(found)
        whole = [row for row in found if any(bare(want["requirement"]) in "".join(row) for _ in (0,))]
        full += bool(whole)
        parents += any(all(any(bare(p) in c for c in row) for p in want["path"]) for row in whole)
    return right, full, parents


def compare(case, files):
    """One table of all readers on all files."""
    expected = json.loads((case / "expected.json").read_text("utf-8"))
    print(f"| file | reader | rows out | right | full | parents | seconds | MB |\n|{'---|' * 8}")
    for name in files:
        for reader, (script, module) in READERS.items():
            if find_spec(module) is None:
                continue
            rows, seconds, _, memory = measure(script, case / name)
            told = (
                "failed | – | – | –" if rows is None else f"{len(rows)} | {' | '.join(map(str, count(rows, expected)))}"
            )
            print(f"| {name} | {reader} | {told} | {seconds:.1f} | {memory:.0f} |", flush=True)


def ratios(path, label, runs=5):
    """Medians of our time and of pdfplumber's, taken in turn, and whether the cells are the same."""
    script = COMMAND if label == "command, cold" else OURS
    whole = label == "command, cold"
    pairs = []
    for _ in range(runs):
        ours, theirs = measure(script, path), measure(BARE, path)
        mine, other = (ours[1], theirs[1]) if whole else (ours[2], theirs[2])
        pairs.append((mine / other, mine, other, ours[3], theirs[3], whole or same(ours[0], theirs[0])))
    ratio, mine, other, memory, its, alike = sorted(pairs)[runs // 2]
    cells = "–" if whole else "same" if alike else "other"
    print(
        f"| {path.name} | {label} | {mine:.2f} | {other:.2f} | {ratio:.2f} | {cells} | {memory:.0f} | {its:.0f} |",
        flush=True,
    )


def same(ours, theirs):
    """Whether two readings have the same filled cells in the same tables."""
    return [[bare(c) for c in t if bare(c)] for t in ours] == [[bare(c) for c in t if bare(c)] for t in theirs]


def dense(folder, pages):
    """A ruled table of 42 rows and 8 columns a page."""
    sys.path.insert(0, str(ROOT / "tests"))
    from pdf_make import page, pdf

    words = "加强组织领导落实责任制完成年度目标任务考核结果应用情况"
    made = []
    for number in range(pages):
        lines = [(40, 800 - 18 * r, 552, 800 - 18 * r) for r in range(43)]
        lines += [(40 + 64 * c, 800, 40 + 64 * c, 44) for c in range(9)]
        texts = [
            (43 + 64 * c, 787 - 18 * r, 10, words[(r + c) % 20 : (r + c) % 20 + 5] if c else str(number * 42 + r))
            for r in range(42)
            for c in range(8)
        ]
        made.append(page(texts, lines))
    path = Path(folder) / f"dense-{pages}.pdf"
    path.write_bytes(pdf(*made))
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--case", type=Path, default=CASE)
    parser.add_argument("--file", nargs="*", default=FILES)
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--long", action="store_true")
    asked = parser.parse_args()
    head = f"| file | what | zhibiao s | pdfplumber s | ratio | cells | MB | its MB |\n|{'---|' * 8}"
    with tempfile.TemporaryDirectory() as folder:
        if asked.dense:
            print(head)
            copy = Path(folder) / "ruled.pdf"
            copy.write_bytes((CASE / "ruled.pdf").read_bytes())
            ratios(copy, "command, cold")
            ratios(dense(folder, 26), "tables alone")
        elif asked.long:
            print(head)
            for pages in (25, 50, 100):
                ratios(dense(folder, pages), "tables alone", runs=3)
        else:
            compare(asked.case, asked.file)


if __name__ == "__main__":
    main()
