"""The page, served on a free port for one test."""

from collections.abc import AsyncIterator

import pytest

from adapters.slack.render import message_of
from adapters.teams.render import card_of
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


@pytest.fixture
async def dressed() -> AsyncIterator[Scene]:
    """The page whose other phones can look like Slack and like Teams, as their adapters would send it."""
    async with served(looks={"slack": lambda card: message_of(card).blocks, "teams": card_of}) as scene:
        yield scene
