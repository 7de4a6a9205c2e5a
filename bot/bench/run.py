"""One run: both servers in turn under the same load; then ours at a walking pace and at a busy handover.

The flood is measured on a database of its own, which is thrown away: it brings in seconds what staff
write in weeks, and nobody wants to wait until all of it has been worked on. What was accepted is
counted all the same.
"""

import asyncio
import os
import signal
import sys
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterable, Iterator
from contextlib import AsyncExitStack, aclosing, asynccontextmanager
from pathlib import Path
from time import perf_counter

from bot.bench.load import Answers, Wires, flood, percentile, trickle
from bot.bench.provider import Provider, settled
from bot.bench.servers import Server, start
from bot.bench.workspace import Workspace, opened
from bot.bench.world import STAFF_IN_ALL
from bot.clocks import SystemClock
from bot.cost import measured

ROUNDS = 3
CONNECTIONS = 32
MOST_A_SECOND = 6000
A_SECOND = 20
"""Reports a second at a walking pace: many more than come on a common day."""

AT_HANDOVER = 100
"""Reports at one handover for each second that a measurement lasts: 500 of them in a run as it is by itself."""

CRITICALS = 10


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
            runner.run(_end(lines))


async def _end(lines: AsyncGenerator[str]) -> None:
    """Stops what a run had started, also when nobody wants the rest of its lines."""
    await lines.aclose()


async def _lines(seconds: float) -> AsyncGenerator[str]:
    yield _line("machine", f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, everything on loopback")
    yield _classifier()
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="handrail-bench-")))
        workspace = await stack.enter_async_context(opened())
        async with (
            _provider(_new(folder / "flood"), workspace) as provider,
            aclosing(_flood(provider, folder, seconds)) as found,
        ):
            async for line in found:
                yield line
        async with _provider(_new(folder / "days"), workspace) as provider:
            at_rest = provider.server.memory()
            yield await _walking_pace(provider, seconds)
            async for line in _handover(provider, min(STAFF_IN_ALL, int(seconds * AT_HANDOVER))):
                yield line
            yield _line("memory", f"{_mb(at_rest)} after start, {_mb(provider.server.memory())} after all of this")
            await provider.server.stop()
            yield _line("kept", await provider.kept())


def _classifier() -> str:
    found = measured()
    loaded = f"imported in {_ms(found['import'])}, loaded in {_ms(found['load'])}"
    message = f"a message: half within {_ms(found['half'])}, 99 of 100 within {_ms(found['most'])}"
    return _line("classifier", f"{loaded}; {message}; adds {_mb(found['megabytes'])}")


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder


@asynccontextmanager
async def _provider(folder: Path, workspace: Workspace) -> AsyncIterator[Provider]:
    """Our server on a database of its own; ended afterwards."""
    provider = await settled(folder, workspace)
    try:
        yield provider
    finally:
        await provider.server.stop()


async def _flood(provider: Provider, folder: Path, seconds: float) -> AsyncGenerator[str]:
    """As fast as each server answers, ours and the bare one in turn. Ours is held still in the other's turn."""
    bare = await start("bot.bench.bare", environment=provider.environment, log=folder / "log")
    rounds = list[tuple[Answers, Answers]]()
    try:
        yield _line("start", f"first 200 of /readyz after {provider.server.started:.2f} s (bare {bare.started:.2f} s)")
        for number in range(ROUNDS):
            ours = await _burst(provider, provider.server, seconds / 2)
            provider.accepted += ours.accepted
            provider.server.process.send_signal(signal.SIGSTOP)
            theirs = await _burst(provider, bare, seconds / 2)
            provider.server.process.send_signal(signal.SIGCONT)
            rounds.append((ours, theirs))
            yield _line(f"round {number + 1}", _compared(ours, theirs))
    finally:
        await bare.stop()
    ratios = [ours.a_second / theirs.a_second for ours, theirs in rounds]
    ours, theirs = _all(ours for ours, _ in rounds), _all(theirs for _, theirs in rounds)
    yield _line("ratio", f"{percentile(ratios, 50):.2f} durable reports for each one that a bare Bolt app forgets")
    yield _line("under load", f"answered in {_spread(ours.took)} (bare {_spread(theirs.took)})")
    provider.server.process.kill()
    yield _line("kept", f"after a kill: {await provider.kept()}")


async def _burst(provider: Provider, server: Server, seconds: float) -> Answers:
    events = provider.crowd.events(SystemClock().now(), int(MOST_A_SECOND * seconds))
    return await flood(server.url, events, seconds=seconds, connections=CONNECTIONS)


def _compared(ours: Answers, theirs: Answers) -> str:
    ratio = f"ratio {ours.a_second / theirs.a_second:.2f}"
    return f"{ours.a_second:.0f} a second, bare {theirs.a_second:.0f}; {ratio}; {_refused(ours)}"


async def _walking_pace(provider: Provider, seconds: float) -> str:
    """So many a second, each answered while the ones before are worked on."""
    wires, events = Wires(provider.server.url), provider.crowd.events(SystemClock().now(), int(seconds * A_SECOND) + 1)
    everybody = trickle(lambda _: wires.send(next(events)), seconds=seconds, a_second=A_SECOND)
    criticals = (provider.critical(number, seconds * number / CRITICALS) for number in range(CRITICALS))
    answers, pinged = await asyncio.gather(everybody, asyncio.gather(*criticals))
    wires.close()
    provider.accepted += answers.accepted
    await provider.drained()
    return _line(
        f"{A_SECOND} a second",
        f"answered in {_spread(answers.took)}; {_refused(answers)}; critical: ping after {_seconds(pinged)}",
    )


async def _handover(provider: Provider, how_many: int) -> AsyncIterator[str]:
    """Everybody at once, and three critical reports right behind them."""
    sent, begun = provider.workspace.count, perf_counter()
    events = provider.crowd.events(SystemClock().now(), how_many)
    answers = await flood(provider.server.url, events, seconds=60, connections=CONNECTIONS)
    provider.accepted += answers.accepted
    pinged = await asyncio.gather(*(provider.critical(CRITICALS + number, 0.0) for number in range(ROUNDS)))
    await provider.drained()
    took, messages = perf_counter() - begun, provider.workspace.count - sent
    yield _line("handover", f"{answers.accepted} at once, all answered in {answers.seconds:.2f} s; {_refused(answers)}")
    yield _line(
        "processed",
        f"all in {took:.1f} s: {answers.accepted / took:.0f} reports, {messages / took:.0f} messages a second",
    )
    yield _line("critical", f"behind all of them: ping after {_seconds(pinged)}")


def _all(found: Iterable[Answers]) -> Answers:
    together = Answers()
    for answers in found:
        together.statuses += answers.statuses
        together.took += answers.took
        together.seconds += answers.seconds
    return together


def _refused(answers: Answers) -> str:
    others = {status: number for status, number in answers.statuses.items() if status != 200}
    return f"OTHER ANSWERS {others}" if others else "none refused"


def _spread(took: list[float]) -> str:
    return f"p50 {_ms(percentile(took, 50))}, p99 {_ms(percentile(took, 99))}, max {_ms(max(took, default=0))}"


def _seconds(found: Iterable[float | None]) -> str:
    took = [seconds for seconds in found if seconds is not None]
    lost = len(list(found)) - len(took)
    return f"p50 {percentile(took, 50):.3f} s, max {max(took, default=0):.3f} s" + (f", {lost} NEVER" if lost else "")


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _mb(megabytes: float | None) -> str:
    return "unknown" if megabytes is None else f"{megabytes:.0f} MB"


def _line(name: str, text: str) -> str:
    return f"{name:<12} {text}"
