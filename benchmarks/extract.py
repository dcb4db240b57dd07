"""Cold extraction of the bundled Word notice beside a bare python-docx script, and of larger tables.

    python benchmarks/extract.py [--runs N]

Whole processes, taken in turn in one run; quote the ratios, not the seconds. Nothing here is a test.
"""

import argparse
import copy
import itertools
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import docx

ROOT = Path(__file__).parent.parent
NOTICE = ROOT / "corpus" / "cases" / "hospital-notice-2022" / "source.docx"
BARE = """
import sys, docx
for table in docx.Document(sys.argv[1]).tables:
    for row in table.rows:
        for cell in row.cells:
            print(cell.text)
"""
HAN = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥天地玄黄宇宙洪荒"


def enlarged(times, path):
    """The notice with its rows repeated under distinct names; merged parents stay merged."""
    document = docx.Document(NOTICE)
    table = document.tables[0]._tbl
    rows = list(table.tr_lst)[1:]
    marks = itertools.product(HAN, repeat=3)
    for _ in range(times - 1):
        mark = "".join(next(marks))
        for row in rows:
            copied = copy.deepcopy(row)
            texts = copied.tc_lst[2].xpath(".//w:t")
            texts[0].text = f"{mark}{texts[0].text}"
            table.append(copied)
    document.save(path)
    return path


def run(command):
    """Seconds and peak megabytes of one whole process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed")
    return time.perf_counter() - started, usage.ru_maxrss / 1024


def measure(commands, runs):
    """Median seconds and largest peak of each command, taken in turn."""
    figures = {name: [] for name in commands}
    for command in commands.values():
        run(command)
    for _ in range(runs):
        for name, command in commands.items():
            figures[name].append(run(command))
    return {n: (statistics.median(s for s, _ in f), max(m for _, m in f)) for n, f in figures.items()}


def main():
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--runs", type=int, default=5)
    runs = options.parse_args().runs
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.json")
        tool = [str(Path(sys.executable).parent / "zhibiao"), "extract", "-q", "-o", out]
        small = {
            "bare python-docx": [sys.executable, "-c", BARE, str(NOTICE)],
            "zhibiao extract": [*tool, str(NOTICE)],
        }
        large = {f"× {n} rows": [*tool, str(enlarged(n, Path(folder) / f"{n}.docx"))] for n in (10, 25, 50)}
        found = measure(small, runs) | measure(large, max(1, runs // 2))
    base, bare = found["zhibiao extract"][0], found["bare python-docx"][0]
    print(f"{'':20} {'seconds':>8} {'MB':>6} {'ratio':>7}")
    for name, (seconds, megabytes) in found.items():
        ratio = seconds / (bare if name in small else base)
        print(f"{name:20} {seconds:8.2f} {megabytes:6.0f} {ratio:6.1f}×")


if __name__ == "__main__":
    main()
