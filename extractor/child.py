"""Work of native code in a process of its own, so that what it does to itself it does not do to us.

A hang, an abort, a flood of memory or output ends the child; the caller gets a Trouble (E120) that names the limit.
It is a net against accidents, not a prison: the child may do whatever the user may do.

Time is limited everywhere. Memory is limited on Linux only, as so much more than is mapped at the start: Windows has no
limit that a process could set itself, and macOS does not keep the one that it has.
"""

from __future__ import annotations

import faulthandler
import math
import mmap
import os
import pickle
import select
import signal
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeVar, cast

from catalog.problems import Trouble

ANSWER_BYTES = 256 * 1024 * 1024
START_SECONDS = 5.0  # for an interpreter to start on a busy machine
_MEBIBYTE = 1024 * 1024
_SERVE = "import pickle, sys; sys.path[:] = pickle.load(sys.stdin.buffer); import extractor.child as c; c.serve()"
_STATM = Path("/proc/self/statm")

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class _Job:
    work: Callable[[Any], Any]
    argument: Any
    seconds: float
    bytes_: int
    answer_bytes: int


# The last words of a child: ("value", …), ("trouble", (code, params)), ("error", exception) or ("limit", its name).
_OUT_OF_MEMORY = pickle.dumps(("limit", "memory"))  # made while there is memory
_TOO_LONG = pickle.dumps(("limit", "answer"))


def run(work: Callable[[A], B], argument: A, *, seconds: float, bytes_: int, answer_bytes: int = ANSWER_BYTES) -> B:
    """What `work(argument)` returns or raises, done in a child within `seconds` and `bytes_` more than are in use now.

    `work` is a function of a module that can be imported; argument and answer can be pickled. Trouble E120 names the
    limit that ended the child: seconds, memory, answer (more than `answer_bytes` to send back) or crash.
    """
    job = _Job(work, argument, seconds, bytes_, answer_bytes)
    said, status = _forked(job) if _may_fork() else _spawned(job)
    if status != 0:
        raise _ended(job, status)
    return cast(B, _result(job, *_understood(said)))


def serve() -> NoReturn:
    """The main function of a child that was not forked: job on standard input, last words on standard output."""
    channel = os.dup(1)
    try:
        job = pickle.load(sys.stdin.buffer)  # noqa: S301 - our own parent wrote it
    except Exception as error:  # a function that nobody can import
        _say(channel, pickle.dumps(("error", _bearable(error))))
        sys.exit()
    _work_off(job, channel)


# --- the caller's side -------------------------------------------------------------------------


def _may_fork() -> bool:
    """Forked children start at once, but a lock that another thread holds stays locked in them for ever.

    The system is asked, since native threads count too; elsewhere than on Linux its own libraries cannot bear it.
    """
    try:
        return sys.platform == "linux" and len(list(Path("/proc/self/task").iterdir())) == 1
    except OSError:
        return False


def _forked(job: _Job) -> tuple[bytes, int | None]:
    """What the child said, and its status as subprocess gives it: the exit code, -signal, or None for out of time."""
    reading, writing = os.pipe()
    held = _memory()[1]
    child = os.fork()
    if child == 0:
        _work_off(job, writing)
    said = None
    try:
        os.close(writing)
        said = _heard(reading, time.monotonic() + job.seconds, job.answer_bytes)
    finally:
        os.kill(child, signal.SIGKILL)  # one that is ending already keeps its status
        _, ended, used = os.wait4(child, 0)
        os.close(reading)
    status = os.waitstatus_to_exitcode(ended)
    if status == -signal.SIGABRT and used.ru_maxrss * 1024 - held > job.bytes_ // 4:
        status = -signal.SIGKILL  # native code that gets no more memory aborts
    return (b"", None) if said is None else (said, status)


def _heard(pipe: int, deadline: float, maximum: int) -> bytes | None:
    """All that comes out of `pipe` until its end; None where that is not before the deadline, or endless."""
    said, ready = bytearray(), select.poll()
    ready.register(pipe, select.POLLIN)
    while len(said) <= maximum and ready.poll(max(0.0, deadline - time.monotonic()) * 1000):
        piece = os.read(pipe, _MEBIBYTE)
        if not piece:
            return bytes(said)
        said += piece
    return None


def _spawned(job: _Job) -> tuple[bytes, int | None]:
    """The same without fork. Not by multiprocessing, which would run the caller's main script a second time."""
    command = [sys.executable, "-c", _SERVE]
    words = pickle.dumps(sys.path) + pickle.dumps(job)
    nowhere = subprocess.DEVNULL
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=nowhere) as child:  # noqa: S603 - our own interpreter
        try:
            return child.communicate(words, job.seconds + START_SECONDS)[0], child.returncode
        except subprocess.TimeoutExpired:
            return b"", None
        finally:
            child.kill()
            child.wait()


def _ended(job: _Job, status: int | None) -> Trouble:
    """The limit behind the end of a child that could not say it."""
    if status is None or status == -getattr(signal, "SIGXCPU", 0):
        return _limit_hit(job, "seconds")
    if status == -getattr(signal, "SIGKILL", 0):
        return _limit_hit(job, "memory")  # nobody but the system itself kills so, and only for memory
    return _limit_hit(job, "crash", f"{signal.strsignal(-status)}" if status < 0 else f"exit {status}")


def _understood(said: bytes) -> tuple[str, Any]:
    if not said:
        return "limit", "crash"
    return cast(tuple[str, Any], pickle.loads(said))  # noqa: S301 - our own child wrote it


def _result(job: _Job, kind: str, value: Any) -> Any:
    if kind == "trouble":
        raise Trouble(value[0], **value[1])
    if kind == "error":
        raise value
    if kind == "limit":
        raise _limit_hit(job, value)
    return value


def _limit_hit(job: _Job, limit: str, how: str = "exit 0") -> Trouble:
    maxima = {
        "seconds": f"{job.seconds:g} s",
        "memory": f"{job.bytes_ // _MEBIBYTE} MiB",
        "answer": f"{job.answer_bytes // _MEBIBYTE} MiB",
    }
    return Trouble("E120", limit=limit, maximum=maxima.get(limit, how))


# --- the child's side --------------------------------------------------------------------------


def _work_off(job: _Job, channel: int) -> NoReturn:
    """Do the job, say the last words, end: nothing of the caller's stack, buffers and exit handlers is run."""
    status = 1
    try:
        _fall_silent()
        _limit_itself(job)
        _say(channel, _last_words(job))
        status = 0
    finally:
        os._exit(status)


def _fall_silent() -> None:
    """Native code writes to where it likes, and a dying interpreter to the caller's terminal: neither is for people."""
    faulthandler.disable()
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    sys.stdout = sys.stderr = os.fdopen(nowhere, "w")


def _limit_itself(job: _Job) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_CPU, math.ceil(job.seconds))
    if _STATM.exists():
        _lower(resource.RLIMIT_AS, _memory()[0] + job.bytes_)


def _memory() -> tuple[int, int]:
    """Bytes that this process has mapped, and bytes of them that are in use."""
    mapped, resident = _STATM.read_text().split()[:2]
    return int(mapped) * mmap.PAGESIZE, int(resident) * mmap.PAGESIZE


def _lower(kind: int, wanted: int) -> None:
    import resource

    hard = resource.getrlimit(kind)[1]
    wanted = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(kind, (wanted, hard))


def _last_words(job: _Job) -> bytes:
    try:
        said = pickle.dumps(_outcome(job), pickle.HIGHEST_PROTOCOL)
    except MemoryError:
        return _OUT_OF_MEMORY
    except Exception as error:  # the answer cannot be pickled
        return pickle.dumps(("error", _bearable(error)))
    return said if len(said) <= job.answer_bytes else _TOO_LONG


def _outcome(job: _Job) -> tuple[str, Any]:
    try:
        return "value", job.work(job.argument)
    except MemoryError:
        raise
    except Trouble as trouble:
        return "trouble", (trouble.code, trouble.params)
    except Exception as error:
        return "error", _bearable(error)


def _bearable(error: Exception) -> Exception:
    """The error with its traceback as a note; its words alone where the error itself cannot travel."""
    error.add_note("In the child:\n" + "".join(traceback.format_exception(error)))
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301
    except Exception:
        told = RuntimeError(f"{type(error).__qualname__}: {error}")
        told.__notes__ = error.__notes__
        return told
    return error


def _say(channel: int, words: bytes) -> None:
    # It stays open: its end tells the caller that the child has ended, and with which status.
    with os.fdopen(channel, "wb", closefd=False) as out:
        out.write(words)
