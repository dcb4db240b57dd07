"""Work in a child process: whatever it does to itself, the caller gets an answer, a Trouble or the child's error."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from catalog.problems import Trouble
from extractor import child

MEBIBYTE = 1024 * 1024
LINUX = sys.platform == "linux"
FDS, ME = Path("/proc/self/fd"), Path(__file__).parent.parent


@pytest.fixture(params=["fork", "spawn"])
def way(request, monkeypatch):
    """Each test that asks for it runs with a forked child and with one that starts anew."""
    if request.param == "fork" and not LINUX:
        pytest.skip("fork is for Linux")
    monkeypatch.setattr(child, "_may_fork", lambda: request.param == "fork")
    return request.param


def run(work, argument=None, seconds=60.0, bytes_=256 * MEBIBYTE, **limits):
    return child.run(work, argument, seconds=seconds, bytes_=bytes_, **limits)


def hit(work, argument=None, **limits):
    """The limit that ends the work, and how the message gives it."""
    with pytest.raises(Trouble, match="E120") as trouble:
        run(work, argument, **limits)
    return trouble.value.params["limit"], trouble.value.params["maximum"]


# --- works: functions of a module, as a child that starts anew imports them ---------------------


def double(text):
    return text * 2


def sleep_for_ever(_):
    while True:
        time.sleep(60)


def compute_for_ever(_):
    while True:
        pass


def eat_memory(_):
    eaten = []
    while True:
        eaten.append(bytearray(4 * MEBIBYTE))


def eat_memory_and_abort(_):
    eaten = []
    try:
        while True:
            eaten.append(b"x" * MEBIBYTE)
    except MemoryError:
        os.abort()


def take(count):
    return len(bytearray(count))


def abort(_):
    os.abort()


def read_nowhere(_):
    ctypes.string_at(0)


def leave(status):
    os._exit(status)


def exit_politely(_):
    sys.exit("bye")


def kill_itself(_):
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(limit):
    raise Trouble("E110", limit=limit, maximum=7)


def fail(text):
    raise ValueError(text)


class Unbearable(Exception):
    """An error that cannot be pickled."""

    def __init__(self, one, two):
        super().__init__(f"{one}{two}")
        self.lock = threading.Lock()


def fail_unbearably(_):
    raise Unbearable("这", "里")


def give_a_function(_):
    return lambda: 0


def write(count):
    for number in (1, 2):
        with os.fdopen(os.dup(number), "wb") as out:
            out.write(b"noise\n" * count)
    print("noise " * count)
    print("noise " * count, file=sys.stderr, flush=True)
    return "quiet"


def write_for_ever(_):
    while True:
        os.write(1, b"noise" * 1000)
        os.write(2, b"noise" * 1000)


def write_everywhere_for_ever(_):
    for number in range(3, 64):
        try:
            os.set_blocking(number, False)
        except OSError:
            continue
    while True:
        for number in range(3, 64):
            try:
                os.write(number, b"noise" * 1000)
            except OSError:
                continue


def interrupt_the_caller(note):
    Path(note).write_text(str(os.getpid()))
    os.kill(os.getppid(), signal.SIGINT)
    sleep_for_ever(None)


# --- answers -----------------------------------------------------------------------------------


def test_the_answer_comes_back(way):
    assert run(double, "指标") == "指标指标"
    assert run(double, None if way == "none" else [None]) == [None, None]


def test_large_answers_come_back_whole(way):
    assert run(double, bytes(range(256)) * 40_960) == bytes(range(256)) * 81_920


def test_a_trouble_keeps_code_and_parameters(way):
    with pytest.raises(Trouble) as trouble:
        run(refuse, "页")
    assert (trouble.value.code, trouble.value.params) == ("E110", {"limit": "页", "maximum": "7"})


def test_an_error_is_the_same_error_with_its_place(way):
    with pytest.raises(ValueError, match="不是数字") as error:
        run(fail, "不是数字")
    assert str(error.value) == "不是数字"
    assert "in fail" in "".join(error.value.__notes__)


def test_an_error_that_cannot_travel_is_told(way):
    with pytest.raises(RuntimeError, match="Unbearable") as error:
        run(fail_unbearably)
    assert str(error.value) == "Unbearable: 这里"
    assert "in fail_unbearably" in "".join(error.value.__notes__)


def test_an_answer_that_cannot_travel_is_our_bug(way):
    with pytest.raises(Exception, match="lambda"):
        run(give_a_function)


def test_work_that_cannot_be_imported_is_our_bug(monkeypatch):
    monkeypatch.setattr(child, "_may_fork", lambda: False)
    monkeypatch.setattr(double, "__module__", "__main__")
    monkeypatch.setattr(sys.modules["__main__"], "double", double, raising=False)
    with pytest.raises(AttributeError, match="double"):
        run(double, "x")


def test_a_script_needs_no_guard_and_runs_once():
    script = "from extractor import child\nchild._may_fork = lambda: False\nprint(child.run(len, 'abc', seconds=60, bytes_=2**28))"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ME)
    assert (done.stdout, done.stderr) == ("3\n", "")


# --- limits ------------------------------------------------------------------------------------


@pytest.mark.parametrize("work", [sleep_for_ever, compute_for_ever, write_for_ever])
def test_endless_work_ends_in_time(way, work, monkeypatch):
    monkeypatch.setattr(child, "START_SECONDS", 1.0)
    assert hit(work, seconds=0.5) == ("seconds", "0.5 s")


@pytest.mark.skipif(not LINUX, reason="memory is limited on Linux")
def test_memory_has_its_limit(way):
    assert hit(eat_memory, bytes_=64 * MEBIBYTE) == ("memory", "64 MiB")


@pytest.mark.skipif(not LINUX, reason="fork is for Linux")
def test_native_code_that_gets_no_memory_aborts(monkeypatch):
    monkeypatch.setattr(child, "_may_fork", lambda: True)
    assert hit(eat_memory_and_abort, bytes_=512 * MEBIBYTE) == ("memory", "512 MiB")


@pytest.mark.skipif(not LINUX, reason="memory is limited on Linux")
def test_the_limit_is_for_what_the_work_takes(way):
    held = bytearray(200 * MEBIBYTE)
    assert run(take, 100 * MEBIBYTE, bytes_=160 * MEBIBYTE) == 100 * MEBIBYTE
    assert hit(take, 300 * MEBIBYTE, bytes_=160 * MEBIBYTE)[0] == "memory"
    assert len(held) == 200 * MEBIBYTE


@pytest.mark.skipif(not LINUX, reason="memory is limited on Linux")
def test_an_answer_for_which_there_is_no_memory(way):
    assert hit(double, "字" * 10 * MEBIBYTE, bytes_=30 * MEBIBYTE)[0] == "memory"


def test_an_answer_too_long_is_not_sent(way):
    assert hit(double, b"x" * MEBIBYTE, answer_bytes=MEBIBYTE) == ("answer", "1 MiB")


@pytest.mark.skipif(not LINUX, reason="fork is for Linux")
def test_a_flood_in_the_answer_itself_is_cut(monkeypatch):
    monkeypatch.setattr(child, "_may_fork", lambda: True)
    reading, writing = os.pipe()
    with os.fdopen(writing, "wb") as out:
        out.write(b"x" * 5000)
    assert child._heard(reading, time.monotonic() + 60, 1000) is None
    os.close(reading)


@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize(("work", "how"), [(abort, signal.SIGABRT), (read_nowhere, signal.SIGSEGV)])
def test_crashes_are_named(way, work, how):
    assert hit(work) == ("crash", signal.strsignal(how))


@pytest.mark.parametrize("status", [0, 3])
def test_a_child_that_leaves_without_a_word(way, status):
    assert hit(leave, status) == ("crash", f"exit {status}")


def test_an_exit_in_the_child_is_not_one_of_the_caller(way):
    assert hit(exit_politely)[0] == "crash"


@pytest.mark.skipif(not LINUX, reason="the one who kills is Linux")
def test_the_system_kills_for_memory(way):
    assert hit(kill_itself)[0] == "memory"


def test_noise_reaches_nobody(way, capfd):
    assert run(write, 100_000) == "quiet"
    assert capfd.readouterr() == ("", "")


# --- the caller is as before -------------------------------------------------------------------


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_an_interrupted_caller_leaves_no_child(way, tmp_path):
    note = tmp_path / "pid"
    with pytest.raises(KeyboardInterrupt):
        run(interrupt_the_caller, str(note))
    with pytest.raises(ProcessLookupError):
        os.kill(int(note.read_text()), 0)


@pytest.mark.skipif(not LINUX, reason="/proc")
def test_nothing_is_left_behind(way):
    before = sorted(FDS.iterdir())
    for work, argument in [(double, "一"), (abort, None), (fail, "二"), (leave, 3), (double, "三")]:
        try:
            assert run(work, argument) == double(argument)
        except (Trouble, ValueError):
            assert work is not double
    assert sorted(FDS.iterdir()) == before
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.skipif(not LINUX, reason="fork is for Linux")
def test_with_other_threads_there_is_no_fork(monkeypatch):
    monkeypatch.setattr(os, "fork", None)
    ended = threading.Event()
    thread = threading.Thread(target=ended.wait)
    thread.start()
    try:
        assert run(double, "一") == "一一"
    finally:
        ended.set()
        thread.join()


@pytest.mark.skipif(not LINUX, reason="fork is for Linux")
def test_alone_it_forks():
    script = (
        "from extractor import child\nchild._spawned = None\nprint(child.run(len, 'abc', seconds=60, bytes_=2**28))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ME).stdout == "3\n"
