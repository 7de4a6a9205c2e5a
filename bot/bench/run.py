"""One run: both servers in turn under the same load, then ours at a walking pace, then what was kept."""

import asyncio
import os
import sys
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
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

SECRET, TOKEN = "bench-signing-secret", "xoxb-bench"
ROUNDS = 3
CONNECTIONS = 32
A_SECOND = 20
"""Reports a second at a walking pace: many more than the busiest handover brings."""

MOST_A_SECOND = 6000
LOOK_EVERY = 0.2
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
            runner.run(_end(lines))


async def _end(lines: AsyncGenerator[str]) -> None:
    """Stops what a run had started, also when nobody wants the rest of its lines."""
    await lines.aclose()


async def _lines(seconds: float) -> AsyncGenerator[str]:
    for line in _of_this_machine():
        yield line
    async with _everything() as run:
        yield run.of_the_start()
        for number in range(ROUNDS):
            await run.round(number, seconds / 2)
            yield run.of_the_round(number)
        for line in run.of_all_rounds():
            yield line
        for line in await run.walking_pace(seconds):
            yield line
        yield _line("memory", f"{_mb(run.at_rest)} after start, {_mb(run.ours.memory())} after all of this")
        yield await run.kept()


def _of_this_machine() -> Iterator[str]:
    yield _line("machine", f"{os.cpu_count()} processors, Python {sys.version.split()[0]}, everything on loopback")
    begun = perf_counter()
    classifier = TrainedClassifier.load()
    loaded, took = perf_counter() - begun, list[float]()
    for number in range(UNDERSTOOD):
        begun = perf_counter()
        classifier.understand(WORDS[number % len(WORDS)].format(number=number))
        took.append(perf_counter() - begun)
    yield _line("classifier", f"loaded in {_ms(loaded)}; {_spread(took)} a message")


@asynccontextmanager
async def _everything() -> "AsyncIterator[Run]":
    """Both servers and the workspace, on a database of their own; all of it ended afterwards."""
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="handrail-bench-")))
        workspace = await stack.enter_async_context(opened())
        session = await stack.enter_async_context(ClientSession())
        settings = Settings(database_url=f"sqlite:///{folder / 'bench.db'}")
        with open_store(settings) as store:
            await store.work(lambda uow: settle(uow, SystemClock().now()))
        environment = _environment(settings, workspace)
        log = folder / "log"
        bare = await start("bot.bench.bare", environment=environment, log=log)
        stack.push_async_callback(bare.stop)
        ours = await start("bot", "serve", environment=environment, log=log)
        stack.push_async_callback(ours.stop)
        yield Run(settings=settings, workspace=workspace, session=session, ours=ours, bare=bare)


def _environment(settings: Settings, workspace: Workspace) -> dict[str, str]:
    """What this process has, without any setting of an installation of its own."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
    return inherited | {
        "HANDRAIL_DATABASE_URL": settings.database_url,
        "HANDRAIL_SLACK_SIGNING_SECRET": SECRET,
        "HANDRAIL_SLACK_BOT_TOKEN": TOKEN,
        "HANDRAIL_SLACK_API_URL": workspace.url,
        "HANDRAIL_PORT": "0",
        "HANDRAIL_HOST": "127.0.0.1",
    }


@dataclass(kw_only=True)
class Round:
    """What one round gave; `pinged` is how long the ping about a critical report in its midst took."""

    ours: Answers
    bare: Answers
    finished_in: float
    pinged: float | None

    @property
    def ratio(self) -> float:
        """Our reports a second for one of the bare app."""
        return self.ours.a_second / self.bare.a_second


@dataclass(kw_only=True)
class Run:
    """The servers and what was measured so far."""

    settings: Settings
    workspace: Workspace
    session: ClientSession
    ours: Server
    bare: Server
    crowd: Crowd = field(default_factory=lambda: Crowd(secret=SECRET))
    rounds: list[Round] = field(default_factory=list)
    accepted: int = 0

    def __post_init__(self) -> None:
        self.at_rest = self.ours.memory()

    def of_the_start(self) -> str:
        """How soon the servers were there."""
        return _line("start", f"{self.ours.started:.2f} s to the first 200 of /readyz (bare {self.bare.started:.2f} s)")

    async def round(self, number: int, seconds: float) -> None:
        """Both servers, one after the other. Ours has finished everything before the bare one's turn."""
        events = self.crowd.events(SystemClock().now(), int(MOST_A_SECOND * seconds))
        begun = perf_counter()
        pinged = asyncio.create_task(self._critical(number, seconds / 2))
        ours = await flood(self.ours.url, events, seconds=seconds, connections=CONNECTIONS)
        await self._drained()
        finished = perf_counter() - begun
        events = self.crowd.events(SystemClock().now(), int(MOST_A_SECOND * seconds))
        bare = await flood(self.bare.url, events, seconds=seconds, connections=CONNECTIONS)
        self.accepted += ours.accepted
        self.rounds.append(Round(ours=ours, bare=bare, finished_in=finished, pinged=await pinged))

    def of_the_round(self, number: int) -> str:
        """One round in one line."""
        found = self.rounds[number]
        return _line(
            f"round {number + 1}",
            f"ours {found.ours.a_second:.0f}/s, bare {found.bare.a_second:.0f}/s, ratio {found.ratio:.2f}",
        )

    def of_all_rounds(self) -> Iterator[str]:
        """What the rounds say together."""
        ratios = sorted(found.ratio for found in self.rounds)
        ours, bare = _all(found.ours for found in self.rounds), _all(found.bare for found in self.rounds)
        finished_in = sum(found.finished_in for found in self.rounds)
        yield _line(
            "ratio", f"{ratios[len(ratios) // 2]:.2f} durable reports for one of a bare Bolt app that stores nothing"
        )
        yield _line("under load", f"ours {_spread(ours.took)}; bare {_spread(bare.took)}; {_refused(ours)}")
        yield _line("processed", f"{ours.accepted / finished_in:.0f}/s entered, receipt and pings sent")
        backlog = (found.finished_in - found.ours.seconds for found in self.rounds)
        yield _line(
            "backlog", f"of {ours.accepted // ROUNDS} reports at once drained in {max(backlog):.1f} s at the most"
        )
        yield _line("critical", f"in the midst of it: ping after {_seconds([found.pinged for found in self.rounds])}")

    async def walking_pace(self, seconds: float) -> Iterator[str]:
        """Twenty a second, each tenth of a second a critical one."""
        wires, events = Wires(self.ours.url), self.crowd.events(SystemClock().now(), int(seconds * A_SECOND) + 1)
        wards = range(ROUNDS, WARDS)
        everybody = asyncio.create_task(trickle(lambda _: wires.send(next(events)), seconds=seconds, a_second=A_SECOND))
        pinged = await asyncio.gather(
            *(self._critical(ward, seconds * place / len(wards)) for place, ward in enumerate(wards))
        )
        answers = await everybody
        wires.close()
        self.accepted += answers.accepted
        await self._drained()
        return iter(
            (
                _line("at 20 a second", f"answered in {_spread(answers.took)}; {_refused(answers)}"),
                _line("critical", f"ping at the person in charge after {_seconds(pinged)} from the answer"),
            )
        )

    async def _critical(self, ward: int, after: float) -> float | None:
        """One critical report from a service of its own; how long after its answer somebody was pinged."""
        await asyncio.sleep(after)
        wires = Wires(self.ours.url)
        status = await wires.send(self.crowd.critical(ward, SystemClock().now()))
        answered = perf_counter()
        wires.close()
        self.accepted += status == 200
        return await self.workspace.pinged(in_charge_of_ward(ward), since=answered, within=WITHIN)

    async def _drained(self) -> None:
        """Until the server has nothing left to do. Raises TimeoutError."""
        async with asyncio.timeout(WITHIN):
            while await waiting(self.session, self.ours.url):  # noqa: ASYNC110 - another process: no event to wait for
                await asyncio.sleep(LOOK_EVERY)

    async def kept(self) -> str:
        """Ends our server, and counts what it has kept of what it had accepted."""
        await self.ours.stop()
        with open_store(self.settings, alone=False) as store:
            kept = await store.look(lambda uow: sum(len(uow.entries(r, limit=EVERYTHING)) for r in REGISTERS))
            faults = await store.look(lambda uow: uow.verify_trail())
        verdict = "all of them" if kept == self.accepted else "NOT THE SAME"
        trail = "the trail is whole" if not faults else f"THE TRAIL HAS {len(faults)} FAULTS"
        return _line("kept", f"{kept} entries of {self.accepted} accepted reports: {verdict}; {trail}")


def _all(found: Iterator[Answers]) -> Answers:
    together = Answers()
    for answers in found:
        together.statuses += answers.statuses
        together.took += answers.took
        together.seconds += answers.seconds
    return together


def _refused(answers: Answers) -> str:
    others = {status: number for status, number in answers.statuses.items() if status != 200}
    return f"{answers.accepted} accepted" + (f", OTHER ANSWERS {others}" if others else ", none refused")


def _spread(took: list[float]) -> str:
    return f"p50 {_ms(percentile(took, 50))}, p99 {_ms(percentile(took, 99))}, max {_ms(max(took, default=0))}"


def _seconds(found: list[float | None]) -> str:
    arrived = [seconds for seconds in found if seconds is not None]
    lost = f", {len(found) - len(arrived)} NEVER" if len(arrived) < len(found) else ""
    return f"{percentile(arrived, 50):.3f} s p50, {max(arrived, default=0):.3f} s max of {len(arrived)}{lost}"


def _ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


def _mb(megabytes: float | None) -> str:
    return "unknown" if megabytes is None else f"{megabytes:.0f} MB"


def _line(name: str, text: str) -> str:
    return f"{name:<15} {text}"
