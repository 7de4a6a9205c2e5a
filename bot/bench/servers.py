"""Servers under measurement, each a process of its own."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from aiohttp import ClientConnectorError, ClientSession

STARTS_WITHIN = 30.0
ENDS_WITHIN = 30.0


@dataclass(frozen=True, kw_only=True)
class Server:
    """A running server. `started` is the seconds from its start to its first 200 on /readyz."""

    process: Process
    url: str
    started: float

    async def stop(self) -> None:
        """End it in good order; by force if it does not."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGCONT)  # it may be held still
            self.process.terminate()
            try:
                await asyncio.wait_for(self.process.wait(), ENDS_WITHIN)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()

    def memory(self) -> float | None:
        """Resident megabytes, or None where this system does not say."""
        try:
            lines = Path(f"/proc/{self.process.pid}/status").read_text("ascii").splitlines()
        except OSError:
            return None
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), None)


async def start(module: str, *words: str, environment: Mapping[str, str], log: Path) -> Server:
    """Start `python -m module`, which prints an address, and wait until it is ready. Raises RuntimeError."""
    begun = perf_counter()
    with log.open("ab") as errors:
        command = (sys.executable, "-m", module, *words)
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=errors, env=dict(environment)
        )
    try:
        async with asyncio.timeout(STARTS_WITHIN):
            url = await _address(process)
            await _ready(url)
    except BaseException as fault:
        # Also when the measuring itself is given up: no server outlives it.
        if process.returncode is None:
            process.kill()
        await process.wait()
        if isinstance(fault, TimeoutError | RuntimeError):
            raise RuntimeError(f"{module} did not start: {_end_of(log)}") from None
        raise
    return Server(process=process, url=url, started=perf_counter() - begun)


def _end_of(log: Path) -> str:
    return log.read_text("utf-8", "replace")[-500:]


async def _address(process: Process) -> str:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    async for line in process.stdout:
        at = line.find(b"http://")
        if at >= 0:
            return line[at:].split()[0].decode()
    raise RuntimeError("it ended")


async def _ready(url: str) -> None:
    async with ClientSession() as session:
        while True:
            try:
                async with session.get(f"{url}readyz") as answer:
                    if answer.status == 200:
                        return
            except ClientConnectorError:
                pass
            await asyncio.sleep(0.01)


async def waiting(session: ClientSession, url: str) -> int:
    """How many requests and messages the server has not finished yet, as it says itself."""
    async with session.get(f"{url}metrics") as answer:
        lines = (await answer.text()).splitlines()
    names = ("handrail_received_waiting ", "handrail_outgoing_waiting ")
    return sum(int(float(line.split()[1])) for line in lines if line.startswith(names))
