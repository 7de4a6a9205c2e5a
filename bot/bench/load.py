"""Sends signed events to one server on this machine and times the answers.

Requests are written ready-made to plain sockets: a client that works hard itself would measure itself.
"""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field
from time import perf_counter

from yarl import URL

from bot.build import Event

GIVES_UP = 10.0
"""Seconds after which an answer is not waited for any more."""


@dataclass(kw_only=True)
class Answers:
    """What came back: how often each status, how long each took, and how long it all lasted, in seconds."""

    statuses: Counter[int] = field(default_factory=Counter)
    took: list[float] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def a_second(self) -> float:
        """Accepted a second."""
        return self.accepted / self.seconds if self.seconds else 0.0

    @property
    def accepted(self) -> int:
        """How many were answered with 200."""
        return self.statuses[200]

    def add(self, status: int, seconds: float) -> None:
        """One answer."""
        self.statuses[status] += 1
        self.took.append(seconds)


def percentile(numbers: Sequence[float], percent: float) -> float:
    """The number that so many percent do not exceed; 0 if there are none."""
    ordered = sorted(numbers)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))] if ordered else 0.0


class Wire:
    """One connection, kept open."""

    def __init__(self, url: str) -> None:
        self._url = URL(url)
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, event: Event) -> int:
        """The status that the server answered with; 0 if it did not. Raises nothing."""
        try:
            async with asyncio.timeout(GIVES_UP):
                reader, writer = self._streams = self._streams or await asyncio.open_connection(
                    self._url.host, self._url.port
                )
                writer.write(_written(event, self._url.authority))
                return await _status(reader)
        except (OSError, TimeoutError, EOFError, ValueError):
            self.close()
            return 0

    def close(self) -> None:
        """Let go of the connection."""
        if self._streams is not None:
            self._streams[1].close()
        self._streams = None


class Wires:
    """As many connections as are needed at once, each used again."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._free: list[Wire] = []

    async def send(self, event: Event) -> int:
        """The status that the server answered with; 0 if it did not."""
        wire = self._free.pop() if self._free else Wire(self._url)
        status = await wire.send(event)
        self._free.append(wire)
        return status

    def close(self) -> None:
        """Let go of all of them."""
        for wire in self._free:
            wire.close()


def _written(event: Event, authority: str) -> bytes:
    lines = (f"{name}: {value}\r\n" for name, value in event.headers.items())
    head = (
        f"POST {event.path} HTTP/1.1\r\nHost: {authority}\r\nContent-Length: {len(event.body)}\r\n{''.join(lines)}\r\n"
    )
    return head.encode() + event.body


async def _status(reader: asyncio.StreamReader) -> int:
    """Read one answer whole. Every server here says how long its answers are."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    length = next(
        (int(line.partition(":")[2]) for line in head.split("\r\n") if line.lower().startswith("content-length:")), 0
    )
    await reader.readexactly(length)
    return int(head.split(" ", 2)[1])


async def flood(url: str, events: Iterator[Event], *, seconds: float, connections: int) -> Answers:
    """As fast as the server answers, over so many connections, for so long."""
    answers, begun = Answers(), perf_counter()

    async def one() -> None:
        wire = Wire(url)
        while perf_counter() - begun < seconds and (event := next(events, None)) is not None:
            sent = perf_counter()
            answers.add(await wire.send(event), perf_counter() - sent)
        wire.close()

    await asyncio.gather(*(one() for _ in range(connections)))
    answers.seconds = perf_counter() - begun
    return answers


async def trickle(send: Callable[[int], Awaitable[int]], *, seconds: float, a_second: float) -> Answers:
    """So many a second, each on time whether or not the ones before are answered; timed from when it was due."""
    answers, begun = Answers(), perf_counter()

    async def one(number: int) -> None:
        due = begun + number / a_second
        await asyncio.sleep(max(0.0, due - perf_counter()))
        answers.add(await send(number), perf_counter() - due)

    await asyncio.gather(*(one(number) for number in range(int(seconds * a_second))))
    answers.seconds = perf_counter() - begun
    return answers
