"""The appeal ledger as a file: added to under a lock, one whole line at a time, and printed for people."""

from __future__ import annotations

import os
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from rich.console import Console
from rich.table import Table
from rich.text import Text

from catalog.model import Catalogue
from catalog.problems import Trouble
from scorer.appeals import (
    MAX_BYTES,
    Entry,
    Statement,
    check_entries,
    enter,
    head,
    read_ledger,
    withdrawals,
    write_line,
    write_points,
)
from scorer.profile import load_profile
from scorer.replay import check_room
from scorer.settle import settle
from scorer.sheet import ScoreSheet
from zhibiao.show import clean

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

PATIENCE, PAUSE = 10.0, 0.05
MINUS_SIGNS = str.maketrans("−﹣–—", "----")
Compose = Callable[[tuple[Entry, ...]], Statement]


def load_ledger(path: Path) -> tuple[Entry, ...]:
    """The entries of a ledger file. Raises Trouble E650, BadLedger."""
    try:
        with path.open("rb") as file:
            return read_ledger(file.read(MAX_BYTES + 1))
    except OSError as error:
        raise Trouble("E650", detail=f"{path.name}: {error.strerror}") from error


def append(path: Path, compose: Compose, *, create: bool = False) -> Entry:
    """Add what `compose` makes of the entries so far; nothing is written where the ledger does not verify.

    One writer at a time: the file is read anew under a lock, and once more after writing, for file systems whose
    locks do not hold. Raises Trouble E650 and what `compose` raises.
    """
    try:
        with _held(path, create) as file:
            data = _read(file)
            entries = read_ledger(data)
            entry = enter(entries, compose(entries))
            _write(file, write_line(entry), len(data))
            if _read(file) != data + write_line(entry):
                raise _unusable(
                    "另一程序同时写了台账，请用verify核对", "another program wrote to it at the same time; verify it"
                )
            return entry
    except OSError as error:
        raise Trouble("E650", detail=f"{path.name}: {error.strerror}") from error


def _unusable(chinese: str, english: str) -> Trouble:
    return Trouble("E650", detail=chinese, detail_en=english)


def _read(file: int) -> bytes:
    os.lseek(file, 0, os.SEEK_SET)
    with os.fdopen(os.dup(file), "rb") as stream:
        return stream.read(MAX_BYTES + 1)


def _write(file: int, line: bytes, size: int) -> None:
    """The whole line or nothing: half a line (a full disk) is taken back."""
    try:
        written = 0
        while written < len(line):
            written += os.write(file, line[written:])
        os.fsync(file)
    except OSError:
        with suppress(OSError):
            os.ftruncate(file, size)
        raise


@contextmanager
def _held(path: Path, create: bool) -> Iterator[int]:
    """The file, open for adding, held by us alone."""
    flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0) | (os.O_CREAT if create else 0)
    with _lock_file(path) if fcntl is None else _nothing():
        file = os.open(path, flags, 0o666)
        try:
            if fcntl is not None:
                _wait(lambda: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB))
            if not os.path.samestat(os.fstat(file), path.stat()):
                raise _unusable("文件刚被替换，请重试", "the file was just replaced; try again")
            yield file
        finally:
            os.close(file)


@contextmanager
def _nothing() -> Iterator[None]:
    yield


@contextmanager
def _lock_file(path: Path) -> Iterator[None]:
    """A lock for systems without flock: a file that only one program can make."""
    lock = path.with_name(path.name + ".lock")
    _wait(lambda: os.close(os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)))
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _wait(take: Callable[[], None]) -> None:
    """Take a lock, or give up after a while."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return take()
        except (BlockingIOError, FileExistsError) as error:
            if time.monotonic() > until:
                raise _unusable(
                    "另一程序正在写台账，请稍后重试", "another program is writing to it; try again"
                ) from error
        time.sleep(PAUSE)


# --- what people type and read ------------------------------------------------------------------


def normal(points: str) -> str:
    """Points as people type them: full-width digits and signs, any minus sign."""
    return unicodedata.normalize("NFKC", points.translate(MINUS_SIGNS)).strip()


def now() -> str:
    """The clock, with its offset."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def load_sheets(path: Path) -> dict[str, ScoreSheet]:
    """The score sheets of a file that `zhibiao score` wrote, by institution. Raises Trouble E106, E654."""
    try:
        sheets = TypeAdapter(list[ScoreSheet]).validate_json(path.read_bytes())
    except OSError as error:
        raise Trouble("E106", detail=f"{path.name}: {error.strerror}") from error
    except ValidationError as error:
        raise Trouble(
            "E654", detail=f"得分文件{path.name}读不下去", detail_en=f"{path.name} is no file of score sheets"
        ) from error
    return {each.institution: each for each in sheets}


def checked(statement: Statement, catalogue: Catalogue, sheets: Path | None, profile: str | None) -> Compose:
    """What makes an entry of the statement; with a file of score sheets only where it has room there (E656, E658)."""
    if sheets is None:
        return lambda _: statement
    found = load_sheets(sheets).get(statement.institution)
    if found is None:
        words = f"得分文件里没有机构“{statement.institution}”", f"no sheet of “{statement.institution}”"
        raise Trouble("E654", detail=words[0], detail_en=words[1])
    scored = settle(catalogue, load_profile(profile)).catalogue if profile else catalogue

    def check(entries: tuple[Entry, ...]) -> Statement:
        check_room(found, entries, statement, scored)
        return statement

    return check


def verified(path: Path, catalogue: Catalogue | None, noted: str | None) -> tuple[int, str]:
    """How many entries a ledger has and its head. `noted` is a head from before, which must still be there."""
    entries = load_ledger(path)
    if noted is not None and noted not in {head(()), *(head((each,)) for each in entries)}:
        raise _unusable("没有与所给校验值相符的条目，末尾可能被删去", "nothing matches the head; its end may be gone")
    if catalogue is not None:
        check_entries(entries, catalogue)
    return len(entries), head(entries)


def ledger(entries: Sequence[Entry], catalogue: Catalogue | None, console: Console) -> None:
    """Print the entries, what became of each, and whom they belong to."""
    names = {each.id: f"{each.ordinal}.{each.name}" for each in catalogue.indicators} if catalogue else {}
    gone = withdrawals(entries)
    table = Table(title="申诉台账", title_justify="left")
    for title in ("条", "机构", "指标", "分", "谁", "何时", "事由", "依据", "状态"):
        table.add_column(title, justify="right" if title in ("条", "分") else "left", overflow="fold")
    for each in entries:
        where = "总分" if each.indicator is None else names.get(each.indicator, each.indicator)
        points = "" if each.points is None else write_points(each.points)
        cells = (
            str(each.sequence),
            each.institution,
            where,
            points,
            each.who,
            each.when,
            each.reason,
            each.evidence or "",
        )
        state = _state(each, gone)
        table.add_row(*(Text(clean(cell)) for cell in (*cells, state)), style="" if state == "有效" else "dim")
    console.print(table)


def _state(entry: Entry, gone: dict[int, int]) -> str:
    if entry.kind == "withdraw":
        return f"撤销第{entry.withdraws}条"
    return f"已由第{gone[entry.sequence]}条撤销" if entry.sequence in gone else "有效"
