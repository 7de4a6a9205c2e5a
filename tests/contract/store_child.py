"""Another process that uses the store: `python -m tests.contract.store_child JOB ADDRESS`.

It says on its output, line by line, what it was told was kept.
"""

import asyncio
import os
import resource
import signal
import sys
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

from sqlalchemy import create_engine

from adapters.store import CannotOpen, SqlStore
from core.ports import StoreClosed, UnitOfWork
from tests.contract.store_scene import NOON, HandClock, made


def say(words: object) -> None:
    print(words, flush=True)


async def keep_hundred(store: SqlStore, _: str) -> None:
    """One after the other, so that no commit is shared."""
    say("begin")
    for number in range(100):
        await store.receive("slack", str(number), b"x", NOON)
    say("end")


def note_last(key: str, unit: UnitOfWork) -> None:
    unit.put_note("last", key)


async def keep_until_killed(store: SqlStore, _: str) -> None:
    """Eight at once, each key said only once it is kept, with units of work in between."""

    async def sender(who: int) -> None:
        for number in range(1_000_000):
            if await store.receive("slack", f"{who}-{number}", b"x" * 500, NOON):
                say(f"{who}-{number}")
            await store.work(partial(note_last, f"{who}-{number}"))

    await asyncio.gather(*(sender(who) for who in range(8)))


async def fill_the_disk(store: SqlStore, url: str) -> None:
    """As on a full disk: no file may grow, then it may again."""
    file = Path(url.removeprefix("sqlite:///"))
    await store.receive("slack", "first", b"x", NOON)
    wal = file.with_name(file.name + "-wal").stat().st_size
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (wal + 100_000, hard))
    number, kept = 0, True
    while kept and number < 10_000:
        try:
            await store.receive("slack", f"full {number}", b"x" * 10_000, NOON)
            say(f"full {number}")
            number += 1
        except StoreClosed as closed:
            kept = False
            say(f"closed: {closed}")
    try:
        await store.work(lambda unit: unit.put_note("big", "x" * 200_000))
        say("work was kept")
    except StoreClosed:
        say("work was refused")
    resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    say(await store.receive("slack", f"full {number}", b"x" * 10_000, NOON))


JOBS: dict[str, Callable[[SqlStore, str], Awaitable[None]]] = {
    job.__name__: job for job in (keep_hundred, keep_until_killed, fill_the_disk)
}


def hold_the_write_lock(url: str) -> None:
    """As a backup tool or a person with a database browser might, until the input is closed."""
    held = ["BEGIN IMMEDIATE"] if url.startswith("sqlite") else ["BEGIN", "LOCK TABLE inbox, note IN EXCLUSIVE MODE"]
    with create_engine(url, isolation_level="AUTOCOMMIT").connect() as raw:
        for statement in held:
            raw.exec_driver_sql(statement)
        say("held")
        sys.stdin.read()
        raw.exec_driver_sql("ROLLBACK")


def stop_while_writing(url: str) -> None:
    """A tool beside the process that serves, frozen in the middle of its unit of work as by Ctrl-Z."""

    def frozen(unit: UnitOfWork) -> None:
        unit.put_note("a", "from the frozen one")
        say("writing")
        os.kill(os.getpid(), signal.SIGSTOP)
        unit.put_note("b", "from the frozen one")

    with made(url, HandClock()).open(alone=False) as store:
        try:
            asyncio.run(store.work(frozen))
            say("kept")
        except StoreClosed as closed:
            say(f"closed: {closed}")


def main(job: str, where: str) -> None:
    url = where if "://" in where else f"sqlite:///{where}"
    if job == "hold_the_write_lock":
        hold_the_write_lock(url)
        return
    if job == "stop_while_writing":
        stop_while_writing(url)
        return
    try:
        with made(url, HandClock()) as store:
            say("open")
            if job in JOBS:
                asyncio.run(JOBS[job](store, url))  # type: ignore[arg-type]
            else:
                sys.stdin.read()
    except CannotOpen as refused:
        say(f"refused: {refused}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
