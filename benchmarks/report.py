"""One institution explained, its report, and the overview of a thousand, in one run and in ratios.

    python benchmarks/report.py [--institutions N]

Processor time of one process, the best of several. The figures are random but possible (tests/scorer/facts_made.py).
The overview is one run of the bulk engine and the page; it has to stay within five reports of one institution beside
the bulk run. Nothing here is a test.
"""

import argparse
import sys
import time
from pathlib import Path
from random import Random

ROOT = Path(__file__).parent.parent
sys.path[:1] = [str(ROOT), str(ROOT / "tests" / "scorer")]  # not this folder: html.py would stand for html

from facts_made import all_facts  # noqa: E402

from extractor.pipeline import extract  # noqa: E402
from scorer import load_profile  # noqa: E402
from scorer.assess import assess  # noqa: E402
from scorer.report import Run, overview_files, write_page  # noqa: E402
from scorer.report.many import scores_of_all  # noqa: E402
from scorer.settle import settle  # noqa: E402

CASES = ROOT / "corpus" / "cases"
NOTICES = {
    "hospital, strict": ("hospital-notice-2022/source.docx", "strict"),
    "hospital, equal-split": ("hospital-notice-2022/source.docx", "equal-split"),
    "primary care, example": ("primary-care-2015/page.html", "primary-care-example"),
}


def best(action, times=5):
    """Milliseconds of processor time, the best of several."""
    found = []
    for _ in range(times):
        started = time.process_time()
        action()
        found.append((time.process_time() - started) * 1000)
    return min(found)


def measure(name, source, profile, institutions):
    catalogue, settings = extract(CASES / source), load_profile(profile)
    random = Random(1)
    given = [each for n in range(institutions) for each in all_facts(catalogue, f"第{n:04}家", random)]
    few = [each for each in given if each.institution < "第0050家"]
    settled = settle(catalogue, settings)
    scored = best(lambda: assess(settled, few, None, {})) / 50
    one = best(lambda: write_page(Run(catalogue, few[: len(catalogue.inputs)], settings, {}).report("第0000家"), "zh"))
    bulk = best(lambda: scores_of_all(catalogue, given, settings, {}), 3)
    whole = best(lambda: overview_files(Run(catalogue, given, settings, {}), "all", (), "zh"), 3)
    print(f"| {name} | {scored:.1f} | {one:.0f} | {bulk:.0f} | {whole:.0f} | {(whole - bulk) / one:.1f} |")


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--institutions", type=int, default=1000)
    given = options.parse_args()
    print(
        f"| milliseconds | one institution scored | its report | bulk run of {given.institutions} | overview with it |",
        end="",
    )
    print(" overview without it ÷ one report |\n|---|---|---|---|---|---|")
    for name, (source, profile) in NOTICES.items():
        measure(name, source, profile, given.institutions)


if __name__ == "__main__":
    main()
