"""One run: both servers in turn under the same load, then ours at a walking pace, then what was kept."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from aiohttp import ClientSession

from bot.bench.load import Answers, Wires, flood, percentile, trickle
from bot.bench.servers import Server, start, waiting
from bot.bench.workspace import Workspace, opened
from bot.bench.world import WARDS, WORDS, Crowd, in_charge_of_ward, settle
from bot.build import open_store
from bot.clocks import SystemClock
from bot.settings import Settings
from core.registers import REGISTERS
from core.understanding.understand import TrainedClassifier

SECRET, TOKEN = "bench-signing-secret", "xoxb-bench"  # noqa: S105 - of a workspace that lives for one run
ROUNDS = 3
CONNECTIONS = 32
A_SECOND = 20
"""Reports a second at a walking pace: many more than the busiest handover brings."""

MOST_A_SECOND = 6000
PAUSE = 0.2
WITHIN = 120.0
EVERYTHING = 10_000_000
UNDERSTOOD = 200


def bench(seconds: float) -> Iterator[str]:
    """Lines of figures, each as soon as it is known. `seconds` is the length of each measurement."""
    lines = _lines(seconds)

    async def following() -> str | None:
        return await anext(lines, None)

    with asyncio.Runner() as runner:
        try:
            while (line := runner.run(following())) is not None:
                yield line
        finally:
            runner.run(_closed(lines))


async def _closed(lines: AsyncIterator[str]) -> None:
    async for _ in lines:
        return


async def _lines(seconds: float) -> AsyncIterator[str]:
    for line in _of_this_machine():
        yield line
    async with _ready_to_run() as run:
        yield run.at_start()
        for number in range(ROUNDS):
            yield await run.round(number, seconds / 2)
        for line in run.of_the_rounds():
            yield line
        for line in await run.walking_pace(seconds):
            yield line
        yield run.line("memory", f"{_megabytes(run.resting)} at start, {_megabytes(run.ours.memory())} after all this")
        yield await run.kept()
