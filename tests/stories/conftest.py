"""A ward for every story, told once on each channel that can tell it."""

import asyncio
import logging
import shutil
from collections.abc import AsyncIterator, Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.build import open_store
from bot.settings import Settings
from core.understanding.understand import TrainedClassifier
from tests.stories.channels import CANNOT, WAYS
from tests.stories.ward import ByHand, Faults, Ward, move_in, move_in_only, one_system

FAILED = pytest.StashKey[bool]()
"""Whether the story itself failed: then nobody wants to hear what else was unexpected."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, Any, Any]:
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(*things): told only on channels that have these; see channels.CANNOT")
    config.addinivalue_line("markers", "told_on(*ways): told on these channels alone")
    config.addinivalue_line("markers", "mornings: told with digests and shift starts, which other stories leave out")
    config.addinivalue_line("markers", 'only(*people): nobody else was imported, each as "anita administrator"')


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every story once on each channel that can tell it."""
    if "ward" in metafunc.fixturenames:
        needed = {thing for marker in metafunc.definition.iter_markers("needs") for thing in marker.args}
        assert needed <= frozenset().union(*CANNOT.values()), f"CANNOT knows nothing of {needed}"
        chosen = {way for marker in metafunc.definition.iter_markers("told_on") for way in marker.args} or set(WAYS)
        metafunc.parametrize("ward", [way for way in WAYS if way in chosen and not needed & CANNOT[way]], indirect=True)


@pytest.fixture(scope="session")
def classifier() -> TrainedClassifier:
    """The product's own, loaded once."""
    return TrainedClassifier.load()


@pytest.fixture(scope="session")
def moved_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the database of Elm Court on its first evening; every story gets a copy."""
    folder = tmp_path_factory.mktemp("elm")
    with open_store(Settings(database_url=f"sqlite:///{folder}/handrail.db"), ByHand()) as store:
        asyncio.run(store.work(move_in))
    return folder


@pytest.fixture
def faults() -> Iterator[Faults]:
    """Errors that libraries and asyncio log while the story is told."""
    handler = Faults()
    logging.getLogger().addHandler(handler)
    yield handler
    logging.getLogger().removeHandler(handler)


@pytest.fixture
async def ward(
    request: pytest.FixtureRequest,
    classifier: TrainedClassifier,
    moved_in: Path,
    tmp_path: Path,
    faults: Faults,
) -> AsyncIterator[Ward]:
    """Elm Court on Tuesday 2 June at 20:02."""
    hand, only = ByHand(), [who for marker in request.node.iter_markers("only") for who in marker.args]
    if only:
        with open_store(Settings(database_url=f"sqlite:///{tmp_path}/handrail.db"), hand) as store:
            await store.work(lambda uow: move_in_only(uow, only))
    else:
        shutil.copytree(moved_in, tmp_path, dirs_exist_ok=True)
    with capture_logs() as log:
        way = WAYS[request.param](hand.now)
        mornings = request.node.get_closest_marker("mornings") is not None
        ward = Ward(
            way=way, folder=tmp_path, classifier=classifier, log=log, faults=faults, hand=hand, mornings=mornings
        )
        if mornings:
            with open_store(Settings(database_url=f"sqlite:///{tmp_path}/handrail.db"), hand) as store:
                await store.work(one_system)
        await ward.opens()
        yield ward
        await ward.closes()
    ward.assert_well()
    if not request.node.stash.get(FAILED, False):
        ward.assert_told()
