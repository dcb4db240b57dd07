"""Web pages → Documents, and → catalogue files, beside lxml with pandas.read_html, on one table of many rows.

    python benchmarks/html.py [--rows N] [--runs N]

Every measurement is a process of its own, taken in turn in one run; quote the ratios, not the seconds. Nothing here
is a test.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = "<tr><th>序号</th><th>一级指标</th><th>指标名称</th><th>评分标准</th><th>分值</th></tr>\n"
ROW = "<tr><td>{n}</td><td>类别{group}</td><td>指标{n}</td><td>完成率达到{rate}%以上，每降低1个百分点扣1分。</td><td>{points}</td></tr>\n"
READ = """
import sys, time
from extractor.limits import DEFAULT_LIMITS
from extractor.readers.html import read
from extractor.source import load
source = load(sys.argv[1], DEFAULT_LIMITS)
started = time.perf_counter()
document = read(source, DEFAULT_LIMITS)
print(time.perf_counter() - started)
assert document.blocks[0].rows == int(sys.argv[2]) + 1
"""
EXTRACT = """
import sys, time
from pathlib import Path
from catalog import store
from extractor.pipeline import extract
path = Path(sys.argv[1])
started = time.perf_counter()
catalogue = extract(path)
store.save(catalogue, path.with_suffix(".json"))
print(time.perf_counter() - started)
assert len(catalogue.indicators) == int(sys.argv[2])
"""
PEER = """
import sys, time
from io import StringIO
import pandas
from lxml import html
text = open(sys.argv[1], encoding="utf-8").read()
started = time.perf_counter()
html.fromstring(text)
(frame,) = pandas.read_html(StringIO(text), flavor="lxml")
print(time.perf_counter() - started)
assert len(frame) == int(sys.argv[2])
"""


def page(rows, folder):
    """A page with one table of headings and `rows` rows, of five columns."""
    path = Path(folder) / f"{rows}.html"
    body = HEAD + "".join(
        ROW.format(n=n, group=n // 50, rate=60 + n % 40, points=1 + n % 5) for n in range(1, rows + 1)
    )
    path.write_text(f"<!DOCTYPE html><html><body><table>{body}</table></body></html>", "utf-8")
    return path


def run(script, path, rows):
    """Seconds that the script measured, and the peak megabytes of its process."""
    command = [sys.executable, "-c", script, str(path), str(rows)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    seconds = float(process.stdout.read())
    process.stdout.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    if status:
        raise SystemExit(f"{path.name} failed")
    return seconds, usage.ru_maxrss / 1024


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rows", type=int, default=20_000)
    options.add_argument("--runs", type=int, default=3)
    given = options.parse_args()
    sizes = (given.rows // 4, given.rows // 2, given.rows)
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(given.runs):
            for rows in sizes:
                for name, script in (("html reader", READ), ("catalogue file", EXTRACT), ("lxml + pandas", PEER)):
                    found.setdefault((rows, name), []).append(run(script, page(rows, folder), rows))
    print(f"{'rows':>7}  {'':14} {'seconds':>8} {'MB':>5} {'of peer':>8} {'per row':>8}")
    for (rows, name), figures in found.items():
        seconds = statistics.median(seconds for seconds, _ in figures)
        peer = statistics.median(seconds for seconds, _ in found[rows, "lxml + pandas"])
        megabytes = max(size for _, size in figures)
        first = statistics.median(seconds for seconds, _ in found[sizes[0], name]) / sizes[0]
        each = f"{seconds / rows / first:7.2f}×"
        print(f"{rows:7}  {name:14} {seconds:8.2f} {megabytes:5.0f} {seconds / peer:7.2f}× {each}")


if __name__ == "__main__":
    main()
