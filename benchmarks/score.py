"""The hospital notice, 53 indicators, for many institutions: the bulk engine beside other tools, in one run.

    python benchmarks/score.py [--rows N] [--runs N] [--peers-python PATH] [--only NAME ...]
    python benchmarks/score.py --agree 10000

Whole processes, taken in turn; quote the ratios, not the seconds. All totals, low and high, are compared with ours to
the last digit. The peers (benchmarks/score_peers.py) run in the Python of --peers-python and are left out where it
lacks them. --agree compares every item and total of random institutions with the explaining interpreter, for the
catalogues of both notices of the corpus and several profiles. Nothing here is a test.
"""

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
DATA = str(ROOT / "benchmarks" / "score_data.py")  # a process of its own: the peak of a child is never below ours
READ = {
    "read, in batches": "for batch in pq.ParquetFile(sys.argv[1], buffer_size=1 << 16).iter_batches(batch_size=1 << 15): pass",
    "read, by row group": "file = pq.ParquetFile(sys.argv[1])\nfor n in range(file.num_row_groups): file.read_row_group(n)",
}  # fmt: skip
OURS = """
import sys
from pathlib import Path
from catalog.store import load
from scorer.bulk import Options, score_table
wanted = sys.argv[4] == "all"
score_table(load(Path(sys.argv[1])), Path(sys.argv[2]), Path(sys.argv[3]), Options(items=wanted, losses=wanted))
"""
PEERS = ("numpy", "polars", "duckdb", "openfisca")
MODULES = {"openfisca": "openfisca_core"}


# --- measuring ------------------------------------------------------------------------------------


def run(command):
    """Seconds and peak megabytes of one whole process."""
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command} failed: {told.decode()[-2000:]}")
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


def commands(folder, source, python, only):
    """What is run: {name: command}."""
    made = {
        name: [sys.executable, "-c", f"import sys\nimport pyarrow.parquet as pq\n{code}", source]
        for name, code in READ.items()
    }
    catalogue = str(folder / "catalogue.json")
    for name, wanted in (("zhibiao: totals", "totals"), ("zhibiao: items and losses too", "all")):
        made[name] = [sys.executable, "-c", OURS, catalogue, source, str(folder / wanted), wanted]
    for peer in PEERS if python else ():
        if subprocess.run([python, "-c", f"import {MODULES.get(peer, peer)}"], capture_output=True).returncode == 0:
            out = str(folder / f"{peer}.parquet")
            made[peer] = [
                python,
                str(ROOT / "benchmarks" / "score_peers.py"),
                peer,
                str(folder / "work.json"),
                source,
                out,
            ]
    return {name: command for name, command in made.items() if not only or any(each in name for each in only)}


def told(*arguments):
    """What benchmarks/score_data.py says."""
    done = subprocess.run([sys.executable, DATA, *map(str, arguments)], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    return done.stdout.decode().strip()


def bench(options):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(told("make", folder, options.rows, options.seed))
        found = measure(
            commands(folder, str(folder / "wide.parquet"), options.peers_python, options.only), options.runs
        )
        base = min((seconds for each, (seconds, _) in found.items() if each in READ), default=1.0)
        print("\n| | seconds | × reading | peak MB | totals that differ |\n|---|---|---|---|---|")
        for each, (seconds, peak) in found.items():
            wrong = told("compare", folder, each) if each in PEERS and (folder / "totals").exists() else ""
            print(f"| {each} | {seconds:.2f} | {seconds / base:.1f} | {peak:.0f} | {wrong} |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rows", type=int, default=1_000_000)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--peers-python")
    options.add_argument("--only", nargs="*", default=[])
    options.add_argument("--agree", type=int)
    given = options.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if given.agree:
        subprocess.run([sys.executable, DATA, "agree", str(given.agree), str(given.seed)], cwd=ROOT, check=True)
    else:
        bench(given)


if __name__ == "__main__":
    main()
