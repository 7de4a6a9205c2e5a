"""A server is copied while staff write to it; another machine takes over from the copy."""

import asyncio
import json
import shutil
import sys
from asyncio.subprocess import PIPE
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import ClientSession, ClientTimeout

from tests.fakes.fake_slack import FakeSlack
from tests.stories.served import ROOT, Served, settled
from tests.stories.test_cannot_write import Place

FEW = 20
"""Reports before the copy, and as many at the time of it."""


@pytest.fixture
async def place(tmp_path: Path) -> AsyncIterator[Place]:
    async with FakeSlack() as slack, ClientSession(timeout=ClientTimeout(total=30)) as http:
        served = await settled(tmp_path, slack)
        await served.start()
        try:
            yield Place(slack=slack, served=served, http=http)
        finally:
            await served.kill()


async def command(served: Served, *arguments: str) -> tuple[int, str, str]:
    """A command beside the server, with its settings: exit code, output, errors."""
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", *arguments), cwd=ROOT, env=served.environment, stdout=PIPE, stderr=PIPE
    )
    out, errors = await process.communicate()
    return process.returncode or 0, out.decode(), errors.decode()


async def texts(served: Served) -> Counter[str]:
    """The words of every issue as they are exported."""
    code, out, errors = await command(served, "export", "issues")
    assert code == 0, errors
    return Counter(json.loads(line)["text"] for line in out.splitlines())


def elsewhere(place: Place, folder: Path) -> Served:
    """Another machine with the same secrets. The key was brought there from the safe."""
    folder.mkdir()
    shutil.copy(place.served.database.with_name("handrail.db.key"), folder)
    url = {"HANDRAIL_DATABASE_URL": f"sqlite:///{folder / 'handrail.db'}"}
    moved = Served(folder, {})
    moved.environment = place.served.environment | url
    return moved


async def test_another_machine_takes_over_from_a_copy(place: Place, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    assert {await place.send(number) for number in range(1, FEW + 1)} == {200}
    await place.served.until_done(place.http)
    sending = asyncio.gather(*(place.send(number) for number in range(FEW + 1, 2 * FEW + 1)))
    code, told, errors = await command(place.served, "backup", str(copy))
    assert code == 0, errors
    assert set(await sending) == {200}, "a copy must stop nobody from writing"
    assert "trail whole" in told

    code, _, errors = await command(place.served, "restore", str(copy), "--replace")
    assert code == 2
    assert f"another Handrail (process {place.served.pid}) is using this database; stop it first" in errors
    await place.served.until_done(place.http)
    await place.served.stop()
    all_that_was_kept = await texts(place.served)
    assert sum(all_that_was_kept.values()) == 2 * FEW

    moved = elsewhere(place, tmp_path / "elsewhere")
    code, told, errors = await command(moved, "restore", str(copy))
    assert code == 0 and "The key that is here fits it." in told, errors
    restored = await texts(moved)
    assert restored <= all_that_was_kept and sum(restored.values()) >= FEW
    assert (await command(moved, "verify"))[0] == 0
    place.served = moved
    await moved.start()
    assert {await place.send(number) for number in range(1, 2 * FEW + 1)} == {200}, "as Slack comes again"
    await moved.until_done(place.http)
    assert (await moved.asked(place.http, "healthz"))[0] == 200
    await moved.stop()
    assert await texts(moved) == all_that_was_kept
    assert (await command(moved, "verify"))[0] == 0
