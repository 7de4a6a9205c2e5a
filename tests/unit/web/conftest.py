"""The page, served on a free port for one test."""

from collections.abc import AsyncIterator

import pytest

from core.ports import Incoming
from tests.unit.web.scene import Scene, answer_precious, served


@pytest.fixture
async def scene() -> AsyncIterator[Scene]:
    """The page with nobody behind the door."""
    async with served() as scene:
        yield scene


@pytest.fixture
async def played(scene: Scene) -> Scene:
    """The page with the made-up conversation behind its door."""

    async def worker(incoming: Incoming) -> None:
        await answer_precious(scene, incoming)

    scene.door.worker = worker
    return scene
