"""`zhibiao check --mutate`: the corpus damaged on purpose, and what the tool did not object to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.store import write
from corpus.case import find
from corpus.mutations.kinds import ASKED, NAMES
from corpus.mutations.trial import Trial, trials
from corpus.wording import clean

AIM = 95  # per cent of the kinds that have to be told
SHOWN = 40
OUTCOMES = {"objected": "有提示", "harmless": "读法不变", "silent": "无提示", "crashed": "出错"}


def run(corpus: Path, samples: int, seed: int, target: Path | None, *, every: bool, console: Console) -> int:
    """Damage, read, tell; a crash is the only failure. Raises Trouble E701, E706."""
    done = list(trials(find(corpus), samples, seed))
    if target is not None:
        write(target, [json.dumps([asdict(trial) for trial in done], ensure_ascii=False, indent=1).encode()])
    asked = [kind.__name__ for kind in ASKED]
    console.print(_table(done, "kind", NAMES))
    console.print(_table([trial for trial in done if trial.kind in asked], "case", {}))
    unsaid = [trial for trial in done if trial.outcome in ("silent", "crashed")]
    for trial in unsaid[: None if every else SHOWN]:
        console.print(Text(clean(sentence(trial)), style="red" if trial.outcome == "crashed" else "yellow"))
    if len(unsaid) > SHOWN and not every:
        console.print(f"……另有{len(unsaid) - SHOWN}处，用--all列出，或用--json写出")
    console.print(Text(verdict([trial for trial in done if trial.kind in asked]), style="bold"))
    return int(any(trial.outcome == "crashed" for trial in done))


def sentence(trial: Trial) -> str:
    """One mutation that the tool said nothing of."""
    return f"{NAMES[trial.kind]} {trial.case} {trial.row}：{trial.what} {' '.join(trial.said)}"


def verdict(done: Sequence[Trial]) -> str:
    """How many of the kinds that have to be told were told or did no harm; also without what nothing can contradict."""
    seen = [trial for trial in done if not trial.blind or trial.outcome != "silent"]
    blind = len(done) - len(seen)
    return (
        f"漏行、断行、互换、丢符号、丢小数点、错列、表头重复共{len(done)}处：有提示或读法不变{_share(_told(done), len(done))}；"
        f"不计原文无从核对的{blind}处互换，{_share(_told(seen), len(seen))}（目标{AIM}%）"
    )


def _told(done: Sequence[Trial]) -> int:
    return sum(trial.outcome in ("objected", "harmless") for trial in done)


def _table(done: Sequence[Trial], key: str, names: dict[str, str]) -> Table:
    table = Table(title="改坏来源的检验" if names else "各案例", title_justify="left")
    for title in ("", "处", *OUTCOMES.values(), "有提示或不变"):
        table.add_column(title, justify="left" if not title else "right")
    for value in dict.fromkeys(getattr(trial, key) for trial in done):
        mine = [trial for trial in done if getattr(trial, key) == value]
        counts = Counter[str](trial.outcome for trial in mine)
        cells = (str(counts[outcome]) for outcome in OUTCOMES)
        table.add_row(names.get(value, value), str(len(mine)), *cells, _share(_told(mine), len(mine)))
    return table


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "–"
