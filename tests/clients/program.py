"""Our own program, started beside a test as whoever runs Handrail starts it, and stopped or killed like theirs."""

import asyncio
import json
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
UP_WITHIN = 30
"""Seconds from the command to its greeting. About one on a quiet machine."""

_ADDRESS = re.compile(rb"http://127\.0\.0\.1:(\d+)/")


@dataclass(kw_only=True)
class Program:
    """`python -m bot COMMAND` in a folder of its own. What it logs is kept there, in program.log."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    """The port that it got on its first start, and gets again on each later one."""
    _process: Process | None = None

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self, command: str) -> None:
        """Start it and wait for its greeting. Raises RuntimeError with its output where none comes."""
        with (self.folder / "program.log").open("ab") as log:
            self._process = await self._begin(command, stdout=PIPE, stderr=log)
        assert self._process.stdout is not None
        async with asyncio.timeout(UP_WITHIN):
            greeting = await self._process.stdout.readline()
        found = _ADDRESS.search(greeting)
        if found is None:
            raise RuntimeError(f"{command} did not start: {self._log()}")
        self.port = int(found[1])

    async def run(self, *arguments: str) -> str:
        """Run one command to its end; answers what it printed. Raises RuntimeError where it fails."""
        process = await self._begin(*arguments, stdout=PIPE, stderr=PIPE)
        told, faults = await process.communicate()
        if process.returncode:
            raise RuntimeError(f"{' '.join(arguments)}: {faults.decode()}")
        return told.decode()

    async def _begin(self, *arguments: str, stdout: int, stderr: object) -> Process:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("HANDRAIL_")}
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "bot", *arguments),
            cwd=self.folder,
            env={**ours, "PYTHONPATH": str(ROOT), "HANDRAIL_PORT": str(self.port), **self.variables},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=stdout,
            stderr=stderr,  # type: ignore[arg-type]  # a file or PIPE, as the standard library takes them
        )

    async def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Stop it with a signal; answers its exit code. Does nothing where it does not run."""
        process, self._process = self._process, None
        if process is None:
            return 0
        if process.returncode is None:
            process.send_signal(how)
        await process.communicate()
        return process.returncode or 0

    def complaints(self) -> list[str]:
        """What it logged at warning level or above, and every line that is no log line at all."""
        return [line for line in self._log().splitlines() if line.strip() and not _calm(line)]

    def _log(self) -> str:
        file = self.folder / "program.log"
        return file.read_text("utf-8") if file.exists() else ""


def _calm(line: str) -> bool:
    try:
        return json.loads(line)["level"] in ("debug", "info")
    except (ValueError, KeyError, TypeError):
        return False


@asynccontextmanager
async def program(folder: Path, *, port: int = 0, **variables: str) -> AsyncIterator[Program]:
    """A program that is stopped at the end, whatever became of the test."""
    one = Program(folder=folder, variables=variables, port=port)
    try:
        yield one
    finally:
        await one.stop(signal.SIGKILL)
