"""`zhibiao check`: a corpus against its floors, told at the terminal, in files and to CI."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.problems import Language, Trouble
from catalog.store import write
from corpus import floors, github, junit, runs, wording
from corpus.case import Case, find
from corpus.floors import CHANGED, UNPINNED, Finding
from corpus.gate import measure
from corpus.measures import MEASURES, Result, Tally, totals

# The columns of the short table; what is seldom wrong shares one.
COLUMNS = (
    ("rows",), ("name",), ("points",), ("path",), ("requirement",), ("targets",), ("rules",), ("formulas",),
    ("number", "parts", "veto", "asked", "refused"),
)  # fmt: skip
SHOWN = 12  # differences of one source, and moves since the last run, that are told one by one
HOLDS, BELOW = 0, 1


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command was asked for. `pins`: the file of floors where it is named; `every`: leave nothing out."""

    corpus: Path
    pins: Path | None = None
    accept: bool = False
    json: Path | None = None
    against: Path | None = None
    junit: Path | None = None
    form: str = "auto"
    every: bool = False
    language: Language = "zh"


@dataclass(frozen=True, slots=True)
class Check:
    """A run with what it is held to."""

    path: Path
    pinned: floors.Floors
    cases: list[Case]
    results: list[Result]
    findings: list[Finding]

    @property
    def failing(self) -> list[Finding]:
        """What fails the gate."""
        return [finding for finding in self.findings if finding.failing]


def run(wanted: Wanted, console: Console, environment: Mapping[str, str] = os.environ) -> int:
    """Check, tell, write what is asked for; gives the exit code. Raises Trouble E701–E706."""
    ci = floors.in_ci(environment)
    if wanted.accept and ci:
        raise Trouble("E702")
    done, refusal = _check(wanted), None
    if wanted.accept:
        try:
            done = _accepted(done, wanted)
        except Trouble as trouble:
            refusal = trouble
    earlier = runs.load(wanted.against) if wanted.against else runs.last(done.path.parent)
    _tell(done, earlier, wanted, console)
    _write(done, wanted, console, environment)
    if not ci:
        runs.remember(runs.kept(done.results), done.path.parent)
    if refusal is not None:
        raise refusal
    return BELOW if done.failing else HOLDS


def _check(wanted: Wanted) -> Check:
    path = wanted.pins or floors.place(wanted.corpus)
    pinned = floors.load(path)
    found = find(wanted.corpus)
    results = list(measure(found))
    findings = floors.judge(pinned, path.parent, wanted.corpus, found, results)
    return Check(path, pinned, found, results, findings)


def _accepted(done: Check, wanted: Wanted) -> Check:
    """The same run held to the floors that it raises, which are written. Raises Trouble E703 where any would fall."""
    home = done.path.parent
    raised = floors.accept(done.pinned, home, done.cases, done.results, done.findings)
    floors.save(raised, done.path)
    findings = floors.judge(raised, home, wanted.corpus, done.cases, done.results)
    return replace(done, pinned=raised, findings=findings)


def _write(done: Check, wanted: Wanted, console: Console, environment: Mapping[str, str]) -> None:
    if wanted.json:
        write(wanted.json, [runs.text(runs.kept(done.results)).encode()])
    if wanted.junit:
        write(wanted.junit, [junit.text(done.results, done.findings).encode()])
    if wanted.form == "github" or (wanted.form == "auto" and environment.get("GITHUB_ACTIONS") == "true"):
        root = Path(environment.get("GITHUB_WORKSPACE") or Path.cwd())
        console.file.writelines(f"{line}\n" for line in github.commands(done.cases, done.results, done.findings, root))
        page = environment.get("GITHUB_STEP_SUMMARY")
        if page:
            with Path(page).open("a", encoding="utf-8") as file:
                file.write(github.summary(done.results, done.findings, _verdict(done)))


# --- at the terminal --------------------------------------------------------------------------------


def _tell(done: Check, earlier: runs.Run | None, wanted: Wanted, console: Console) -> None:
    console.print(_table(done.results))
    for result in done.results:
        if wanted.every or not result.passed or result.differences:
            _expand(result, wanted, console)
    console.print(_measures("合计", totals(done.results)))
    console.print(Text(_doubts(done.results)))
    if earlier is not None:
        _moves(runs.moves(earlier, runs.kept(done.results)), wanted, console)
    for finding in _gathered(done.findings):
        console.print(Text(wording.clean(finding.say(wanted.language)), style="red" if finding.failing else "green"))
    if wanted.accept and not done.failing:
        console.print(Text(f"底线已写入{done.path}，请核对差异后提交。", style="green"))
    console.print(Text(_verdict(done), style="bold red" if done.failing else "bold green"))


def _table(results: Sequence[Result]) -> Table:
    """A line for each case: F1 in per cent, the lowest of its sources."""
    table = Table(title="语料检验（F1，%）", title_justify="left")
    table.add_column("案例", overflow="fold")
    for names in COLUMNS:
        table.add_column(wording.MEASURES[names[0]] if len(names) == 1 else "其余", justify="right")
    for title in ("无声", "提示", "多余"):
        table.add_column(title, justify="right")
    for case in dict.fromkeys(result.case for result in results):
        mine = [result for result in results if result.case == case]
        sources = f" ×{len(mine)}" if len(mine) > 1 else ""
        counts = (sum(getattr(r, name) for r in mine) for name in ("silent", "reasons", "needless"))
        scores = (_score(mine, names) for names in COLUMNS)
        table.add_row(Text(wording.clean(case) + sources), *scores, *(_count(count) for count in counts))
    return table


def _score(results: Sequence[Result], names: Sequence[str]) -> Text:
    shares = [r.tallies[name].f1 for r in results for name in names if r.tallies.get(name, Tally()) != Tally()]
    if not shares:
        return Text("–", style="dim")
    lowest = min(shares)
    return Text(wording.per_cent(lowest), style="" if lowest == 1 else "bold red")


def _count(count: int) -> Text:
    return Text(str(count), style="" if count else "dim")


def _expand(result: Result, wanted: Wanted, console: Console) -> None:
    """The measures of one source and what is wrong in it."""
    measures = {name: t for name, t in result.tallies.items() if wanted.every or t.f1 != 1}
    console.print(_measures(wording.where(result), measures))
    if result.trouble:
        console.print(Text(wording.clean(result.trouble), style="red"))
    for each in result.differences[: None if wanted.every else SHOWN]:
        console.print(Text(f"  {wording.difference(each)}", style="yellow" if each.doubted else "red"))
    if len(result.differences) > SHOWN and not wanted.every:
        console.print(f"  ……另有{len(result.differences) - SHOWN}处，用--all列出")


def _measures(title: str, tallies: Mapping[str, Tally]) -> Table:
    table = Table(title=wording.clean(title), title_justify="left")
    for name in ("项目", "精确率%", "召回率%", "F1%", "对", "应有", "读出"):
        table.add_column(name, justify="left" if name == "项目" else "right")
    for name, tally in tallies.items():
        shares = (wording.per_cent(share) for share in (tally.precision, tally.recall, tally.f1))
        table.add_row(wording.MEASURES[name], *shares, *map(str, tally))
    return table


def _doubts(results: Sequence[Result]) -> str:
    """Of the wrong fields, how many were told; of the reasons, how many were needless; silent errors of all fields."""
    wrong, silent = sum(len(r.differences) for r in results), sum(r.silent for r in results)
    reasons, needless = sum(r.reasons for r in results), sum(r.needless for r in results)
    fields = sum(r.tallies["rows"].expected for r in results if "rows" in r.tallies) * (len(MEASURES) - 1)
    return (
        f"差错{wrong}处，有提示{wrong - silent}处，无声{silent}处（占全部{fields}个字段的{_share(silent, fields)}）；"
        f"提示{reasons}条，多余{needless}条（{_share(needless, reasons)}）"
    )


def _share(part: int, whole: int) -> str:
    return f"{float(Fraction(100 * part, whole)):.2f}%" if whole else "0%"


def _moves(moved: runs.Moves, wanted: Wanted, console: Console) -> None:
    with_what = wanted.against.name if wanted.against else "上次"
    console.print(f"与{with_what}相比：新差错{len(moved.new)}处，已改正{len(moved.gone)}处")
    for mark, style, said in (("+", "red", moved.new), ("-", "green", moved.gone)):
        for each in said[: None if wanted.every else SHOWN]:
            console.print(Text(f"  {mark} {wording.clean(each)}", style=style))


def _gathered(findings: Sequence[Finding]) -> list[Finding]:
    """New cases in one finding: a corpus without floors has many."""
    new = [finding.case for finding in findings if finding.code == UNPINNED]
    rest = [finding for finding in findings if finding.code != UNPINNED]
    return [*([Finding(UNPINNED, "、".join(new))] if new else ()), *rest]


def _verdict(done: Check) -> str:
    seconds = sum(result.seconds for result in done.results)
    whole = f"{len(done.cases)}个案例、{len(done.results)}个来源，用时{seconds:.1f}秒"
    if not done.failing:
        return f"{whole}：都不低于底线。"
    unpinned = sum(finding.code in (UNPINNED, CHANGED) for finding in done.failing)
    return f"{whole}：{len(done.failing) - unpinned}处低于底线，{unpinned}个案例新增或有改动而没有写入底线。"
