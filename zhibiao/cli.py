"""The command: arguments in, exit codes out. Each command imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar, cast

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from catalog.model import Catalogue, Indicator
    from catalog.problems import Language, Trouble
    from extractor.limits import Limits
    from extractor.options import Options
    from zhibiao.sources import Job

T = TypeVar("T")
OK, REVIEW, BAD_INPUT, LIMIT, INVALID, USAGE, BUG = 0, 1, 2, 3, 4, 64, 70

# The base of all usage errors; typer carries a click of its own in some versions, so it is not imported by name.
_CLICK_ERROR: Any = next(base for base in typer.BadParameter.__mro__ if base.__name__ == "ClickException")

app = typer.Typer(
    name="zhibiao", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False,
    help="把考核通知（Word、表格、PDF、网页、文本、压缩包）读成可核对的指标目录，并据此计分。\n\nTurn Chinese assessment notices into validated indicator catalogues.",
)  # fmt: skip

Lang = Annotated[str | None, typer.Option("--lang", help="zh 或 en；默认按系统语言。", show_default=False)]
PasswordFile = Annotated[
    Path | None, typer.Option("--password-file", help="含PDF密码的文件（第一行）。A file with the password of a PDF.")
]
Pages = Annotated[str | None, typer.Option("--pages", help="PDF只读这些页，例如 12-15。", show_default=False)]
ProfileOption = Annotated[
    str, typer.Option("--profile", help="计分方案：strict、equal-split，或方案文件（YAML、JSON）。A scoring profile.")
]
PeersOption = Annotated[
    list[str] | None, typer.Option("--peers", help="这次填报的全部机构算作这一组，例如 同类机构。", show_default=False)
]
AppealsOption = Annotated[
    Path | None,
    typer.Option("--appeals", help="申诉台账，计分之后逐条重放。The ledger of appeals.", show_default=False),
]
Out = Annotated[Path | None, typer.Option("--output", "-o", help="写到哪里；- 为标准输出；多个来源时是文件夹。")]


@app.command()
def extract(
    sources: Annotated[list[Path], typer.Argument(help="文件或文件夹，可多个。", show_default=False)],
    output: Out = None,
    strict: Annotated[bool, typer.Option("--strict", help="有待核对的字段时退出码为1。")] = False,
    limit: Annotated[list[str] | None, typer.Option("--limit", help="提高上限，例如 file_bytes=100000000。")] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="不显示摘要。")] = False,
    password_file: PasswordFile = None,
    pages: Pages = None,
    second_reading: Annotated[
        str, typer.Option("--second-reading", help="PDF用第二种方法复读：always、auto（存疑处）或never。")
    ] = "auto",
    ocr: Annotated[bool, typer.Option("--ocr/--no-ocr", help="扫描页用识别组件读（需安装zhibiao[ocr]）。")] = True,
    lang: Lang = None,
) -> None:
    """读通知，写目录（JSON）。Read notices into catalogues."""
    from zhibiao import sources as named

    language = _language(lang)
    limits, options = _limits(limit or []), _options(password_file, pages, second_reading, ocr)
    codes = [OK]
    work = _guard(lambda: named.jobs(sources, output), language)
    for job in _progress(work):
        codes.append(_extract_one(job, limits, language, options, strict=strict, quiet=quiet or len(work) > 1))
    raise typer.Exit(max(codes))


@app.command()
def show(
    catalogue: Path,
    repairs: Annotated[
        bool, typer.Option("--corrections", help="列出每处修正及其原文。Every repair with the words before and after.")
    ] = False,
    lang: Lang = None,
) -> None:
    """目录摘要：栏目树、合计核对、重复、待核对。Summary of a catalogue."""
    from zhibiao.show import corrections, summary

    (corrections if repairs else summary)(_load(catalogue, lang), _console())


@app.command()
def export(
    catalogue: Path,
    form: Annotated[str | None, typer.Option("--format", help="jsonl、csv 或 xlsx；默认按输出文件名。")] = None,
    output: Out = None,
    lang: Lang = None,
) -> None:
    """导出平面表：jsonl、csv、xlsx。Export the flat view."""
    from zhibiao.tables import suffix, written

    form = form or suffix(output)
    if form not in ("jsonl", "csv", "xlsx"):
        raise typer.BadParameter("jsonl, csv, xlsx", param_hint="--format")
    data = written(_load(catalogue, lang), form)
    _guard(lambda: _deliver([data], output), _language(lang))


@app.command()
def validate(
    catalogues: Annotated[list[Path], typer.Argument(show_default=False)],
    source: Annotated[Path | None, typer.Option("--source", help="同时与来源文件核对引文。")] = None,
    password_file: PasswordFile = None,
    pages: Pages = None,
    lang: Lang = None,
) -> None:
    """检查目录文件是否合规。Validate catalogue files."""
    language = _language(lang)
    options = _options(password_file, pages, "never")
    codes = [_validate_one(path, source, options, language) for path in catalogues]
    raise typer.Exit(max(codes))


@app.command()
def explain(catalogue: Path, indicator: str, lang: Lang = None) -> None:
    """逐项说明某个指标的每个值从何而来。Explain one indicator by ordinal, id or name."""
    from zhibiao.show import explain as print_explanation

    loaded = _load(catalogue, lang)
    found = _guard(lambda: _find(loaded, indicator), _language(lang))
    for item in found:
        print_explanation(loaded, item, _console())


@app.command()
def inputs(
    catalogue: Path,
    institution: Annotated[str, typer.Option("--institution", help="机构名称，写进每一行。")] = "",
    output: Out = None,
    lang: Lang = None,
) -> None:
    """要采集的数据清单（CSV），填好“值”一列即可计分。List what has to be collected."""
    from zhibiao.scores import blank

    data = blank(_load(catalogue, lang), institution)
    _guard(lambda: _deliver([data], output), _language(lang))


@app.command()
def template(
    catalogue: Path,
    output: Annotated[Path, typer.Option("--output", "-o", help="采集表写到哪里（.xlsx）；- 为标准输出。")] = Path(
        "采集表.xlsx"
    ),
    institution: Annotated[
        list[str] | None, typer.Option("--institution", help="机构名称，可多次；多于一家时每家一行。")
    ] = None,
    institutions: Annotated[
        Path | None, typer.Option("--institutions", help="机构名单（文本，一行一家，UTF-8或GB18030）。")
    ] = None,
    for_many: Annotated[
        bool | None,
        typer.Option("--for-many/--for-one", help="机构按行填报；默认机构多于一家时如此。", show_default=False),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help="覆盖已有的文件，即使里面已填了数据。Replace a file that holds data.")
    ] = False,
    lang: Lang = None,
) -> None:
    """数据采集表（xlsx）：填好后用 score 计分。Write the workbook in which the data are collected."""
    from scorer.collect import check_target, named
    from scorer.collect import template as write

    loaded, language = _load(catalogue, lang), _language(lang)
    names = _guard(lambda: [*(institution or []), *(named(institutions) if institutions else [])], language)
    data = _guard(lambda: write(loaded, names, for_many=for_many), language)
    if not force and str(output) != "-":
        _guard(lambda: check_target(output), language)
    _guard(lambda: _deliver([data], output), language)


@app.command()
def score(
    catalogue: Path,
    observations: Annotated[
        Path, typer.Argument(help="填好的采集表（xlsx），或 CSV、JSON、Parquet：机构、输入项、值、状态、依据。")
    ],
    institution: Annotated[str | None, typer.Option("--institution", help="只算这一家。")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="得分写成JSON；- 为标准输出。")] = None,
    profile: ProfileOption = "strict",
    peers: PeersOption = None,
    appeals: AppealsOption = None,
    bulk: Annotated[
        bool, typer.Option("--bulk", help="机构很多时：宽表Parquet，一行一家；-o 为文件夹，得分写成Parquet。")
    ] = False,
    lang: Lang = None,
) -> None:
    """按目录计分，逐项说明失分和未定的原因。Score institutions, with every point explained."""
    if bulk:
        _score_bulk(catalogue, observations, output, profile, peers, [institution, appeals], lang)
        return
    from zhibiao.scores import elsewhere, sheet
    from zhibiao.scoring import run

    _apart(output, catalogue, observations)
    loaded, language = _load(catalogue, lang), _language(lang)
    found = _guard(lambda: run(loaded, observations, institution, profile, peers or (), appeals), language)
    if output is not None:
        data = "[\n" + ",\n".join(each.to_json().rstrip("\n") for each in found.sheets) + "\n]\n"
        _guard(lambda: _deliver([data.encode()], output), language)
    if output is None or str(output) != "-":
        for each in found.sheets:
            sheet(loaded, each, _console())
    elsewhere(found.elsewhere, _console(stderr=True))


def _score_bulk(
    catalogue: Path,
    source: Path,
    target: Path | None,
    profile: str,
    peers: list[str] | None,
    others: list[object],
    lang: str | None,
) -> None:
    from scorer import load_profile
    from zhibiao.bulk import score_bulk, tell

    if target is None or any(each is not None for each in others):
        raise typer.BadParameter("--bulk：要有 -o 文件夹，不能与 --institution、--appeals 同用", param_hint="--bulk")
    loaded, language = _load(catalogue, lang), _language(lang)
    settled = _guard(lambda: load_profile(profile), language)
    tell(_guard(lambda: score_bulk(loaded, source, target, settled, peers or ()), language), _console())


@app.command()
def report(
    catalogue: Path,
    observations: Annotated[Path, typer.Argument(help="数据：采集表、CSV、JSON 或 Parquet。")],
    output: Annotated[Path, typer.Option("--output", "-o", help="网页写到哪里（.html）。")] = Path("报告.html"),
    institution: Annotated[str | None, typer.Option("--institution", help="只报告这一家；不给则各机构一览。")] = None,
    xlsx: Annotated[Path | None, typer.Option("--xlsx", help="同时写一份Excel。")] = None,
    last_year: Annotated[
        Path | None, typer.Option("--last-year", help="上年的得分（score -o 写出的JSON），用来对照。")
    ] = None,
    last_catalogue: Annotated[
        Path | None, typer.Option("--last-catalogue", help="上年的目录，与今年不同时按名称对照。")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", help="报告日期（2022-12-31）；不给则注明未注明。")] = None,
    explain: Annotated[
        list[str] | None, typer.Option("--explain", help="一览之外，为这一家另写详细报告，可多次。")
    ] = None,
    explain_ends: Annotated[
        int, typer.Option("--explain-ends", min=0, help="为得分最高和最低的几家各写详细报告。")
    ] = 0,
    profile: ProfileOption = "strict",
    peers: PeersOption = None,
    appeals: AppealsOption = None,
    lang: Lang = None,
) -> None:
    """得分报告：一个可离线打开、打印的网页，和Excel。A report as one self-contained page and a workbook."""
    from scorer import load_profile
    from zhibiao import reports

    loaded, language = _load(catalogue, lang), _language(lang)
    before = None if last_catalogue is None else _load(last_catalogue, lang)
    inputs = [each for each in (catalogue, observations, last_year, last_catalogue, appeals, Path(profile)) if each]
    wanted = reports.Wanted(output, xlsx, institution, explain or (), explain_ends, language, inputs)
    last = _guard(lambda: reports.last_year(last_year, before), language)
    settings = _guard(lambda: load_profile(profile), language)
    run = _guard(lambda: reports.run_of(loaded, observations, settings, peers or (), date, last, appeals), language)
    for path, data in _guard(lambda: reports.files(run, wanted), language):
        _guard(lambda path=path, data=data: _deliver([data], path), language)  # type: ignore[misc]
        typer.echo(str(path), err=True)


@app.command()
def diff(
    last: Annotated[Path, typer.Argument(help="去年的目录（JSON）或通知（Word、PDF、网页……）。", show_default=False)],
    this: Annotated[Path, typer.Argument(help="今年的目录或通知。", show_default=False)],
    form: Annotated[str | None, typer.Option("--format", help="text、json、xlsx 或 html；默认按输出文件名。")] = None,
    output: Annotated[Path | None, typer.Option("--output", "-o", help="写到哪里；- 为标准输出。")] = None,
    lang: Lang = None,
) -> None:
    """年度对照：新增、取消、拆分、合并、改动了什么。Compare two years' catalogues or notices."""
    from catalog.diff import diff as compare
    from zhibiao.comparison import FORMS, catalogue_of, form_of, show, written

    language, form = _language(lang), form or form_of(output)
    if form not in FORMS:
        raise typer.BadParameter("、".join(FORMS), param_hint="--format")
    _apart(output, last, this)
    found = compare(_named(last, catalogue_of, language), _named(this, catalogue_of, language), language)
    if form == "text" and output is None:
        show(found, _console(), language)
    else:
        _guard(lambda: _deliver([written(found, form, language)], output), language)


appeal = typer.Typer(no_args_is_help=True, help="申诉台账：带签名的加减分，只增不改。The ledger of appeals.")
app.add_typer(appeal, name="appeal")
Who = Annotated[str, typer.Option("--who", help="谁签的。", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", help="事由。", show_default=False)]
When = Annotated[str | None, typer.Option("--when", help="何时（ISO 8601，带时区）；默认现在。", show_default=False)]


@appeal.callback()
def appeal_ledger(
    context: typer.Context, ledger: Annotated[Path, typer.Argument(help="台账文件（JSONL）。", show_default=False)]
) -> None:
    """申诉台账：带签名的加减分，只增不改。The ledger of appeals."""
    context.obj = ledger


@appeal.command("add")
def appeal_add(
    context: typer.Context,
    catalogue: Annotated[Path, typer.Option("--catalogue", help="计分用的目录。", show_default=False)],
    institution: Annotated[str, typer.Option("--institution", help="机构名称。", show_default=False)],
    points: Annotated[str, typer.Option("--points", help="带符号的分值，例如+2、-0.5。", show_default=False)],
    who: Who,
    reason: Reason,
    indicator: Annotated[
        str | None, typer.Option("--indicator", help="指标的序号、编号或名称；不给则调整总分。")
    ] = None,
    when: When = None,
    evidence: Annotated[str | None, typer.Option("--evidence", help="依据。")] = None,
    sheets: Annotated[
        Path | None, typer.Option("--sheet", help="score -o 写出的得分文件：据此核对机构和分值界限。")
    ] = None,
    profile: Annotated[str | None, typer.Option("--profile", help="得分文件所用的计分方案。")] = None,
    lang: Lang = None,
) -> None:
    """记一条调整。Enter an adjustment."""
    from scorer import appeals
    from zhibiao import appeals as files

    loaded, language = _load(catalogue, lang), _language(lang)
    item = None if indicator is None else _guard(lambda: _only(loaded, indicator), language)
    statement = _guard(
        lambda: appeals.state(
            kind="adjust", institution=institution.strip(), indicator=item.id if item else None, points=files.normal(points), who=who.strip(),
            when=when or files.now(), reason=reason.strip(), evidence=evidence, catalogue=loaded.id,
            fingerprint=appeals.fingerprint(loaded),
        ),
        language,
    )  # fmt: skip
    check = _guard(lambda: files.checked(statement, loaded, sheets, profile), language)
    added = _guard(lambda: files.append(context.obj, check, create=True), language)
    what = f"{item.ordinal}.{item.name}" if item else "总分"
    typer.echo(f"{context.obj.name}：已记入第{added.sequence}条：{added.institution}，{what}，{added.points}分")


@appeal.command("withdraw")
def appeal_withdraw(
    context: typer.Context, sequence: int, who: Who, reason: Reason, when: When = None, lang: Lang = None
) -> None:
    """撤销一条（另记一条，不删除）。Withdraw an entry by another one."""
    from scorer.appeals import retract
    from zhibiao import appeals as files

    signed = {"who": who.strip(), "reason": reason.strip(), "when": when or files.now()}
    added = _guard(
        lambda: files.append(context.obj, lambda entries: retract(entries, sequence, **signed)), _language(lang)
    )
    typer.echo(f"{context.obj.name}：已记入第{added.sequence}条，撤销第{sequence}条")


@appeal.command("list")
def appeal_list(
    context: typer.Context,
    catalogue: Annotated[Path | None, typer.Option("--catalogue", help="用其中的指标名称显示。")] = None,
    lang: Lang = None,
) -> None:
    """列出台账。List the entries."""
    from zhibiao import appeals as files

    loaded = None if catalogue is None else _load(catalogue, lang)
    files.ledger(_guard(lambda: files.load_ledger(context.obj), _language(lang)), loaded, _console())


@appeal.command("verify")
def appeal_verify(
    context: typer.Context,
    catalogue: Annotated[Path | None, typer.Option("--catalogue", help="同时核对条目是否属于这份目录。")] = None,
    head: Annotated[str | None, typer.Option("--head", help="以前记下的校验值：核对末尾没有被删去。")] = None,
    lang: Lang = None,
) -> None:
    """核对台账未被改动，并给出可以记入纪要的校验值。Verify the chain and print its head."""
    from zhibiao import appeals as files

    loaded = None if catalogue is None else _load(catalogue, lang)
    count, found = _guard(lambda: files.verified(context.obj, loaded, head), _language(lang))
    words = "共{}条，未被改动。校验值 {}" if _language(lang) == "zh" else "{} entries, unchanged. Head {}"
    typer.echo(f"{context.obj.name}: {words.format(count, found)}")


@app.command()
def check(
    corpus: Annotated[Path, typer.Argument(help="语料文件夹：每个案例有case.yaml、expected.json和来源。")],
    accept: Annotated[
        bool, typer.Option("--accept", help="把达到的结果写成底线；只升不降，CI里不用。Pin what was reached.")
    ] = False,
    pins: Annotated[
        Path | None, typer.Option("--floors", help="底线文件；默认为语料文件夹或上级的floors.json。")
    ] = None,
    json: Annotated[Path | None, typer.Option("--json", help="把这次的结果写成JSON。")] = None,
    against: Annotated[
        Path | None, typer.Option("--against", help="与--json写出的这次结果比较；默认与上次比较。")
    ] = None,
    junit: Annotated[Path | None, typer.Option("--junit", help="写一份JUnit XML。")] = None,
    form: Annotated[str, typer.Option("--format", help="auto、text或github（同时输出GitHub标注）。")] = "auto",
    every: Annotated[bool, typer.Option("--all", help="逐案例、逐项列出。Leave nothing out.")] = False,
    mutate: Annotated[
        bool, typer.Option("--mutate", help="改坏来源，看工具说不说。Damage the sources and see what the tool says.")
    ] = False,
    samples: Annotated[int, typer.Option("--samples", min=1, help="--mutate：每案例每种至多改几处。")] = 8,
    seed: Annotated[int, typer.Option("--seed", help="--mutate：取样的种子。")] = 6,
    lang: Lang = None,
) -> None:
    """用语料库检验抽取结果，不得低于底线。Check extraction against golden cases and their floors."""
    from zhibiao import checking, mutating

    if form not in ("auto", "text", "github"):
        raise typer.BadParameter("auto, text, github", param_hint="--format")
    language = _language(lang)
    if mutate:
        raise typer.Exit(
            _guard(lambda: mutating.run(corpus, samples, seed, json, every=every, console=_console()), language)
        )
    wanted = checking.Wanted(corpus, pins, accept, json, against, junit, form, every, language)
    raise typer.Exit(_guard(lambda: checking.run(wanted, _console()), language))


@app.command()
def schema(
    output: Out = None,
    of: Annotated[str, typer.Option("--of", help="catalogue、profile、scores 或 diff。")] = "catalogue",
) -> None:
    """目录、计分方案、得分、年度对照文件的JSON Schema。Print the JSON Schema of a kind of file."""
    from zhibiao.schemas import KINDS, text

    if of not in KINDS:
        raise typer.BadParameter("、".join(KINDS), param_hint="--of")
    _guard(lambda: _deliver([text(of).encode()], output), _language(None))


@app.callback(invoke_without_command=True)
def main_options(
    version: Annotated[bool, typer.Option("--version", help="显示版本。")] = False,
) -> None:
    """zhibiao 指标"""
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"zhibiao {installed('zhibiao')}")
        raise typer.Exit


def main() -> None:
    """Entry point: maps everything that can happen to an exit code; a traceback is only for our own bugs."""
    try:
        result = app(standalone_mode=False)
        code = result if isinstance(result, int) else OK
    except typer.Exit as stop:
        code = stop.exit_code
    except _CLICK_ERROR as error:
        error.show()
        code = USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = 130
    except BrokenPipeError:
        code = OK
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    except Exception:
        code = _bug()
    sys.exit(code)


# --- shell ------------------------------------------------------------------------------------------


def _extract_one(job: Job, limits: Limits, language: Language, options: Options, *, strict: bool, quiet: bool) -> int:
    from catalog import store
    from catalog.problems import Trouble
    from extractor.pipeline import extract as read

    try:
        catalogue = read(job.source, limits, language, options)
        _deliver(store.parts(catalogue), job.target)
    except Trouble as trouble:
        _say(job.source, trouble, language)
        return trouble.exit_code
    except Exception:
        typer.echo(f"{job.source.name}:", err=True)
        return _bug()
    _report(job, catalogue, quiet=quiet)
    doubtful = any(i.review for i in catalogue.indicators) or any(p.severity != "info" for p in catalogue.problems)
    return REVIEW if strict and doubtful else OK


def _report(job: Job, catalogue: Catalogue, *, quiet: bool) -> None:
    from zhibiao.show import counts, summary

    if not quiet:
        summary(catalogue, _console(stderr=True))
    if job.target is not None:
        typer.echo(f"{job.source.name} → {job.target}：{counts(catalogue)}", err=True)


def _validate_one(path: Path, source: Path | None, options: Options, language: Language) -> int:
    from catalog.problems import Trouble
    from catalog.store import load

    try:
        catalogue = load(path)
        if source is not None:
            from extractor.verify import verify

            verify(catalogue, source, options)
    except Trouble as trouble:
        _say(path, trouble, language)
        return trouble.exit_code
    typer.echo(f"{path.name}: {'合规' if language == 'zh' else 'valid'}")
    return OK


def _find(catalogue: Catalogue, wanted: str) -> list[Indicator]:
    from catalog.problems import Trouble

    rows = catalogue.indicators
    found = [i for i in rows if wanted in (str(i.ordinal), i.id, i.name)] or [i for i in rows if wanted in i.name]
    if not found:
        raise Trouble("E605", name=wanted)
    return found


def _apart(output: Path | None, *sources: Path) -> None:
    """A result never takes the place of what it was made from."""
    if output is not None and any(output.resolve() == each.resolve() for each in sources):
        raise typer.BadParameter(f"{output}：会覆盖输入文件，请换一个名字 (would replace an input)", param_hint="-o")


def _only(catalogue: Catalogue, wanted: str) -> Indicator:
    """The one indicator that is meant, by its whole ordinal, id or name (21, 21.法治建设, 法治建设); never by a part."""
    from catalog.problems import Trouble
    from scorer.values import narrow

    said = narrow(wanted)
    rows = [
        (each, {str(each.ordinal), each.id, narrow(each.name), f"{each.ordinal}.{narrow(each.name)}"})
        for each in catalogue.indicators
    ]
    named = [each for each, words in rows if said in words]
    if not named:
        raise Trouble("E605", name=wanted)
    if len(named) > 1:
        several = "、".join(f"{each.ordinal}.{each.name}" for each in named)
        told = f"“{wanted}”有几个：{several}，请用序号", f"“{wanted}” may be {several}: use the ordinal"
        raise Trouble("E654", detail=told[0], detail_en=told[1])
    return named[0]


def _load(path: Path, lang: str | None) -> Catalogue:
    from catalog.store import load

    return _guard(lambda: load(path), _language(lang))


def _named(path: Path, read: Callable[[Path, Language], T], language: Language) -> T:
    """What a file holds; a Trouble is said with the file's name."""
    from catalog.problems import Trouble

    try:
        return read(path, language)
    except Trouble as trouble:
        _say(path, trouble, language)
        raise typer.Exit(trouble.exit_code) from trouble


def _guard(action: Callable[[], T], language: Language) -> T:
    """Run `action`; a Trouble is said on stderr and ends the command with its exit code."""
    from catalog.problems import Trouble

    try:
        return action()
    except Trouble as trouble:
        typer.echo(trouble.say(language), err=True)
        raise typer.Exit(trouble.exit_code) from trouble


def _deliver(data: Iterable[bytes], target: Path | None) -> None:
    if target is None or str(target) == "-":
        sys.stdout.buffer.writelines(data)
        sys.stdout.flush()
        return
    from catalog.store import write

    write(target, data)


def _say(path: Path, trouble: Trouble, language: Language) -> None:
    typer.echo(f"{path.name}: {trouble.say(language)}", err=True)


def _progress(work: list[Job]) -> Iterable[Job]:
    """A progress bar on stderr where it is a terminal and there is more than one file."""
    if len(work) < 2 or not sys.stderr.isatty():
        return work
    from rich.progress import track

    return track(work, description="读取", console=_console(stderr=True))


def _console(*, stderr: bool = False) -> Console:
    from rich.console import Console

    stream = sys.stderr if stderr else sys.stdout
    return Console(file=stream, soft_wrap=not stream.isatty(), highlight=False, width=None if stream.isatty() else 160)


def _language(lang: str | None) -> Language:
    """--lang, else the locale; a locale that says nothing (C) gets Chinese."""
    if lang is not None and lang not in ("zh", "en"):
        raise typer.BadParameter("zh, en", param_hint="--lang")
    named = lang or os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    return "en" if named.startswith("en") else "zh"


def _limits(named: list[str]) -> Limits:
    from extractor.limits import DEFAULT_LIMITS

    changes = {}
    for entry in named:
        name, _, value = entry.partition("=")
        if not hasattr(DEFAULT_LIMITS, name) or not value.isdecimal():
            raise typer.BadParameter(entry, param_hint="--limit")
        changes[name] = int(value)
    return replace(DEFAULT_LIMITS, **changes)


def _options(password_file: Path | None, pages: str | None, second_reading: str, ocr: bool = True) -> Options:
    from extractor.options import Options

    if second_reading not in ("always", "auto", "never"):
        raise typer.BadParameter("always, auto, never", param_hint="--second-reading")
    return Options(_password(password_file), _page_range(pages), cast("Any", second_reading), ocr)


def _password(file: Path | None) -> str | None:
    """The first line of the file; a password never stands on the command line."""
    if file is None:
        return None
    try:
        return file.read_text("utf-8").split("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(str(error), param_hint="--password-file") from error


def _page_range(pages: str | None) -> tuple[int, int] | None:
    """12-15 or 12."""
    if pages is None:
        return None
    first, _, last = pages.partition("-")
    if not (first.isdecimal() and (last or first).isdecimal() and 1 <= int(first) <= int(last or first)):
        raise typer.BadParameter(f"{pages}: 12 / 12-15", param_hint="--pages")
    return int(first), int(last or first)


def _bug() -> int:
    """A bug of ours: the traceback, so that it can be reported."""
    import traceback

    traceback.print_exc()
    typer.echo(
        "程序内部错误，请把以上内容反馈给开发者。 This is a bug of zhibiao; please report the text above.", err=True
    )
    return BUG
