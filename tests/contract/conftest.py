"""A real store on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.store import SqlStore
from tests.contract.store_scene import HandClock, made


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "handrail.db"


@pytest.fixture
def url(file: Path) -> str:
    return f"sqlite:///{file}"


@pytest.fixture
def store(url: str, clock: HandClock) -> Iterator[SqlStore]:
    with made(url, clock) as opened:
        yield opened
