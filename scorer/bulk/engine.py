"""The bulk engine: a wide Parquet file → totals, items, losses and places as Parquet, chunk by chunk.

Its meaning is that of the explaining interpreter, to the last digit. What is kept of the whole file is only what
comparisons need (a value for each member of a group) and, where places are asked for, the totals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from catalog.model import Catalogue
from catalog.rules import Cohort, Ranked, Term
from scorer.bulk import rationals
from scorer.bulk.checks import Chunk, Faults, Names, check_parts, read_chunk
from scorer.bulk.cohorts import Collected, Standing
from scorer.bulk.frame import Compared, Frame, Plan, make_plan, standing_key
from scorer.bulk.integers import WIDENED
from scorer.bulk.items import Item, score_items
from scorer.bulk.measures import measure
from scorer.bulk.peers import Circle, Column, Peers, absent_batch, gather_circles
from scorer.bulk.places import write_places
from scorer.bulk.shape import Shape, shape_of
from scorer.bulk.spans import Span
from scorer.bulk.sums import Sum, tally
from scorer.bulk.table import Table, open_table, sketch_column
from scorer.domains import Pair, domains, pairs
from scorer.profile import Profile, load_profile
from scorer.render import render
from scorer.settle import settle
from scorer.standing import PlaceTies
from scorer.totals import CATALOGUE
from scorer.walk import inputs_of, nodes, quote_of

TOTALS, ITEMS, LOSSES, PLACES = (f"{name}.parquet" for name in ("totals", "items", "losses", "places"))


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for.

    `peers`: the institutions of each group, or the column that names the group of each row; `ties` of the places of
    the totals, those of the profile where it is not given. `rows` of a chunk, by the number of columns where it is
    not given. `threads` that score while the next chunk is read and the last one is written. `asked`: somebody was
    asked already whether a bare 0.95 of a rate is 0.95 % or 95 %.
    """

    profile: Profile | None = None
    peers: Peers = field(default_factory=dict)
    ties: PlaceTies | None = None
    items: bool = True
    losses: bool = True
    rows: int | None = None
    threads: int = 1
    asked: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """What was done: rows, files, and how many operations needed more than 64 bits."""

    institutions: int
    files: tuple[Path, ...]
    widened: int


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that scoring a chunk needs."""

    plan: Plan
    table: Table
    circles: Mapping[str, Circle]
    standings: dict[str, Standing]
    options: Options
    pairs: tuple[Pair, ...]

    def frame(self, batch: Any, columns: Mapping[str, Any]) -> Frame:
        """A chunk as the terms see it."""
        pools = {name: circle.pool(batch, self.table.institution) for name, circle in self.circles.items()}
        return Frame(self.plan, batch.num_rows, columns, pools, dict(self.standings))

    @property
    def columns(self) -> list[str]:
        """Columns of the file besides those of inputs."""
        listed = (circle.column for circle in self.circles.values() if circle.column)
        return [self.table.institution, *listed]


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of a frame: the items after the vetoes, and the sums by scope."""

    items: list[Item]
    sums: dict[str, Sum]


def score_frame(frame: Frame) -> Scored:
    """The scores of every row."""
    items, vetoes = score_items(frame)
    return Scored(items, tally(frame.plan.catalogue, items, vetoes, frame.plan.profile.rounding.total))


def prepare(catalogue: Catalogue, source: Path, options: Options) -> Job:
    """The file checked at its head and the groups collected. Raises Trouble E630, E631."""
    settled = settle(catalogue, options.profile or load_profile("strict"))
    plan = make_plan(settled.catalogue, settled.profile)
    peers: Peers = {**settled.profile.peer_groups, **options.peers}
    besides = [each.name for each in peers.values() if isinstance(each, Column)]
    known = domains(catalogue)
    if options.asked:
        known = {name: replace(domain, asks_percent=False) for name, domain in known.items()}
    table = open_table(source, known, besides)
    compared = list(_comparisons(plan))
    job = Job(
        plan,
        table,
        gather_circles(peers, table),
        {},
        options,
        tuple(pairs(catalogue)),
    )
    for level in _levels(compared):
        job.standings.update(_collect(job, level))
    return job


# --- the first pass -----------------------------------------------------------------------------


def _comparisons(plan: Plan) -> Iterator[Compared]:
    rules = [[each.rule, each.applicability] for each in plan.catalogue.indicators if each.points is not None]
    for node in nodes([rules, [veto.rule for veto in plan.catalogue.vetoes]]):
        if isinstance(node, Cohort | Ranked):
            yield node


def _levels(compared: list[Compared]) -> Iterator[list[Compared]]:
    """Comparisons of comparisons come after those that they compare."""
    depths = [(_depth(each), each) for each in compared]
    for level in sorted({depth for depth, _ in depths}):
        yield [each for depth, each in depths if depth == level]


def _depth(term: Compared) -> int:
    inner = [_depth(each) for each in nodes(term.of) if isinstance(each, Cohort)]
    return 1 + max(inner, default=0)


def _collect(job: Job, level: list[Compared]) -> dict[str, Standing]:
    """How the groups stand in the measures of a level."""
    wanted = {standing_key(each): each for each in level if each.group in job.circles}
    found = {key: Collected() for key in wanted}
    for frame in _frames(job, wanted.values()) if wanted else ():
        for key, term in wanted.items():
            found[key].collect(measure(term.of, frame), frame.pools[term.group], frame.rows)
    return {
        key: found[key].stand(len(job.circles[term.group].groups), _stats(level, key)) for key, term in wanted.items()
    }


def _stats(level: list[Compared], key: str) -> list[str]:
    """The statistics that are asked for of one measure."""
    kinds = (each.stat for each in level if isinstance(each, Cohort) and standing_key(each) == key)
    return list(dict.fromkeys(stat for stat in kinds if stat != "percent_rank"))


def _frames(job: Job, terms: Iterable[Compared]) -> Iterator[Frame]:
    """The chunks with what the measures read, and the members of groups that are not in the file."""
    inputs = [name for each in terms for name in inputs_of(each.of)]
    for chunk in chunks_of(job, inputs):
        readings = read_chunk(chunk, _sources(job.table, inputs), Faults())
        yield job.frame(chunk.batch, {name: each.column for name, each in readings.items()})
    absent = absent_batch(job.circles.values(), job.table.institution)
    yield job.frame(absent, {})


def chunks_of(job: Job, inputs: Iterable[str], beside: int = 0) -> Iterator[Chunk]:
    """The file in chunks, with the columns of these inputs; `beside`: how many columns are made of them."""
    start = 0
    names = [*job.columns, *job.table.needed(dict.fromkeys(inputs))]
    for batch in job.table.chunks(names, job.options.rows, beside):
        yield Chunk(batch, start, job.table.institution)
        start += batch.num_rows


def _sources(table: Table, inputs: Iterable[str]) -> list[Any]:
    return [table.sources[name] for name in dict.fromkeys(inputs) if name in table.sources]


# --- the second pass ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Output:
    """One file to write: its columns, and what fills them from the scores of a chunk."""

    name: str
    fields: tuple[Cell, ...]
    groups: tuple[str, ...] = ()

    @property
    def schema(self) -> Any:
        """The arrow schema."""
        listed = [pa.field(each.name, each.shape.type, metadata=each.notes or None) for each in self.fields]
        return pa.schema([*((name, pa.string()) for name in ("institution", *self.groups)), *listed])

    def fill(self, scored: Scored, chunk: Chunk) -> Any:
        """The record batch of a chunk."""
        groups = [chunk.batch.column(name).cast(pa.string()) for name in self.groups]
        made: dict[tuple[Shape, int], Any] = {}
        arrays = [_written(each.shape, each.pick(scored), chunk.rows, made) for each in self.fields]
        return pa.RecordBatch.from_arrays([chunk.names, *groups, *arrays], schema=self.schema)


def _written(shape: Shape, value: rationals.Rationals, rows: int, made: dict[tuple[Shape, int], Any]) -> Any:
    """What is the same object is written once."""
    key = (shape, id(value))
    if key not in made:
        made[key] = (shape.write(value, rows), value)
    return made[key][0]


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of points."""

    name: str
    shape: Shape
    pick: Callable[[Scored], rationals.Rationals]
    notes: Mapping[str, str] = field(default_factory=dict)


def sketch(job: Job) -> Scored:
    """Scores without rows: the shape of all that this file can give."""
    columns = {name: sketch_column(each, job.table.schema) for name, each in job.table.sources.items()}
    return score_frame(Frame(job.plan, 0, columns, sketch=True))


def outputs(job: Job) -> list[Output]:
    """The files that are asked for."""
    drawn = sketch(job)
    columns = dict.fromkeys(each.column for each in job.circles.values() if each.column)
    listed = [Output(TOTALS, tuple(_sum_cells(drawn)), tuple(columns))]
    if job.options.items:
        listed.append(Output(ITEMS, tuple(_item_cells(drawn))))
    if job.options.losses:
        listed.append(Output(LOSSES, tuple(_loss_cells(drawn, job.plan))))
    return listed


def _sum_cells(drawn: Scored) -> Iterator[Cell]:
    for scope, whole in drawn.sums.items():
        prefix = "" if scope == CATALOGUE else f"{scope}:"
        yield from _ends(prefix, ("low", "high"), whole.points, partial(_sum_points, scope))
        yield Cell(f"{prefix}full", shape_of(whole.full), partial(_sum_full, scope))


def _sum_points(scope: str, scored: Scored) -> Span:
    return scored.sums[scope].points


def _sum_full(scope: str, scored: Scored) -> rationals.Rationals:
    return scored.sums[scope].full


def _item_cells(drawn: Scored) -> Iterator[Cell]:
    for number, item in enumerate(drawn.items):
        yield from _ends(f"{item.indicator.id}:", ("low", "high"), item.points, partial(_item_points, number))


def _item_points(number: int, scored: Scored) -> Span:
    return scored.items[number].points


def _loss_cells(drawn: Scored, plan: Plan) -> Iterator[Cell]:
    """A column at best and at worst for each clause, and one for what else was lost (floor, veto, not applicable)."""
    names = {each.id: each.name for each in plan.catalogue.inputs} | {
        each.id: each.name for each in plan.catalogue.parameters
    }
    units = {each.id: each.unit for each in plan.catalogue.inputs if each.unit}
    ends = (":at_best", ":at_worst")
    for number, item in enumerate(drawn.items):
        name = item.indicator.id
        for place, line in enumerate(item.lines):
            notes = _notes(line.term, render(line.term, names, units))
            yield from _ends(f"{name}#{place + 1}", ends, line.taken, partial(_line, number, place), notes)
        kind = "rest" if item.lines else str(getattr(item.indicator.rule, "kind", "unspecified"))
        yield from _ends(
            f"{name}#rest" if item.lines else name, ends, rest(item), partial(_rest, number), {"kind": kind}
        )


def _notes(term: Term, text: str) -> dict[str, str]:
    return {"kind": str(getattr(term, "kind", "")), "text": text, "quote": quote_of(term) or ""}


def _line(number: int, place: int, scored: Scored) -> Span:
    return scored.items[number].lines[place].taken


def _rest(number: int, scored: Scored) -> Span:
    return rest(scored.items[number])


def _ends(
    name: str,
    ends: tuple[str, str],
    drawn: Span,
    pick: Callable[[Scored], Span],
    notes: Mapping[str, str] | None = None,
) -> Iterator[Cell]:
    """A column for each end of a span."""
    shape = shape_of(drawn.low, drawn.high)
    yield Cell(f"{name}{ends[0]}", shape, lambda scored: pick(scored).low, notes or {})
    yield Cell(f"{name}{ends[1]}", shape, lambda scored: pick(scored).high, notes or {})


def rest(item: Item) -> Span:
    """What was lost besides the clauses: full − points − clauses, at best and at worst."""
    best, worst = (rationals.sub(item.full, end) for end in (item.points.high, item.points.low))
    for line in item.lines:
        best, worst = rationals.sub(best, line.taken.low), rationals.sub(worst, line.taken.high)
    return Span(best, worst)


def score_table(catalogue: Catalogue, source: Path, target: Path, options: Options | None = None) -> Summary:
    """Score every row of a wide Parquet file into a folder: totals, items and losses.

    totals.parquet: institution, low, high, full, and the same for each group (`<group>:low`). items.parquet:
    `<indicator>:low`, `:high`. losses.parquet: points lost at best and at worst, by clause. places.parquet, where
    there are peers: institution, group, of, best, worst. Points are decimals where all that can occur are, else
    the texts of a score sheet (536.12, 20/11). Nothing is written where the file has a problem: raises Trouble E630, E631, BadObservations.
    """
    with _thrifty():
        job = prepare(catalogue, source, options or Options())
        target.mkdir(parents=True, exist_ok=True)
        parts = {name: target / f"{name}.part" for name in (TOTALS, ITEMS, LOSSES, PLACES)}
        try:
            institutions, widened = _write(job, parts)
            written = [name for name, part in parts.items() if part.exists()]
        except BaseException:
            for part in parts.values():
                part.unlink(missing_ok=True)
            raise
    for name in set(parts) - set(written):  # of an earlier run
        (target / name).unlink(missing_ok=True)
    return Summary(institutions, tuple(parts[name].replace(target / name) for name in written), widened)


@contextmanager
def _thrifty() -> Iterator[None]:
    """Arrow's memory by jemalloc, where there is one: it takes back what another thread frees sooner than others do."""
    before = pa.default_memory_pool()
    with suppress(NotImplementedError):
        pa.set_memory_pool(pa.jemalloc_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(before)


def _write(job: Job, parts: Mapping[str, Path]) -> tuple[int, int]:
    wanted = outputs(job)
    chunks = chunks_of(job, job.table.sources, sum(len(each.fields) for each in wanted))
    faults, names, institutions, widened = Faults(), Names(), 0, 0
    with ExitStack() as stack:
        writers = [
            stack.enter_context(pq.ParquetWriter(parts[each.name], each.schema, store_decimal_as_integer=True))
            for each in wanted
        ]
        scored = in_turn(lambda chunk: _score_chunk(job, wanted, chunk), chunks, job.options.threads)
        for done in in_turn(partial(_put, writers), scored, 1):
            faults.merge(done.faults)
            names.watch(done.chunk, faults)
            institutions, widened = institutions + done.chunk.rows, widened + done.widened
    names.check(job.table, faults)
    faults.refuse()
    if job.circles:
        write_places(parts[TOTALS], parts[PLACES], job.circles, job.options.ties or job.plan.profile.ties)
    return institutions, widened


def _put(writers: list[Any], done: Done) -> Done:
    """Write a chunk while the next ones are read and scored."""
    for writer, batch in zip(writers, done.batches, strict=False):
        writer.write_batch(batch)
    return replace(done, batches=[])


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a chunk."""

    chunk: Chunk
    faults: Faults
    batches: list[Any]
    widened: int


def _score_chunk(job: Job, wanted: list[Output], chunk: Chunk) -> Done:
    WIDENED.set(counter := [0])
    faults = Faults()
    readings = read_chunk(chunk, job.table.sources.values(), faults)
    check_parts(readings, job.pairs, job.table, chunk, faults)
    if faults.told:
        return Done(chunk, faults, [], 0)
    scored = score_frame(job.frame(chunk.batch, {name: each.column for name, each in readings.items()}))
    names = chunk.names
    named = Chunk(pa.RecordBatch.from_arrays([names], [chunk.institution]), chunk.start, chunk.institution)
    return Done(named, faults, [each.fill(scored, chunk) for each in wanted], counter[0])


def in_turn(work: Callable[[Any], Any], given: Iterable[Any], threads: int) -> Iterator[Any]:
    """The results in the order of what was given; the next is fetched while at most `threads` are under way."""
    waiting: list[Future[Any]] = []
    with ThreadPoolExecutor(threads) as pool:
        for each in given:
            if len(waiting) == threads:
                yield waiting.pop(0).result()
            waiting.append(pool.submit(work, each))
        for future in waiting:
            yield future.result()
