"""What the worker does with requests that nothing can be made of."""

from datetime import datetime

import pytest

from adapters.store import SqlStore
from bot.build import desk_of
from bot.inflow import Inflow
from bot.settings import Settings
from bot.worker import Worker
from core.card import Card
from core.form import Form
from core.ports import Incoming, Profile, Sender
from core.understanding.understand import TrainedClassifier
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock


class Unreadable:
    """A channel on which everything that comes in is nonsense."""

    name = "slack"

    def read(self, body: bytes) -> Incoming | None:
        """Nothing can be made of it."""
        raise ValueError("nonsense")

    @property
    def can_look_back(self) -> bool:
        return True

    async def profile(self, sender: Sender) -> Profile | None:
        """Nobody is known."""
        return None

    async def find(self, email: str) -> Sender | None:
        """Nobody is found."""
        return None

    async def post(self, to: Sender, card: Card, *, key: str) -> tuple[str, str]:
        """Never called here."""
        raise AssertionError(card)

    async def ask(self, to: Sender, form: Form, *, key: str) -> tuple[str, str]:
        """Never called here."""
        raise AssertionError(form)

    async def update(self, to: Sender, provider_id: str, card: Card) -> None:
        """Never called here."""
        raise AssertionError(card)

    async def find_sent(self, to: Sender, *, key: str, since: datetime) -> tuple[str, str] | None:
        """Nothing was sent."""
        return None

    async def show_home(self, to: Sender, card: Card) -> None:
        """Never called here."""
        raise AssertionError(card)


@pytest.mark.parametrize("channel", ["slack", "switched_off"])
async def test_what_cannot_be_read_is_kept_for_a_person_and_never_wiped(
    store: SqlStore, clock: HandClock, database: Database, channel: str
) -> None:
    worker = Worker(
        store=store,
        channels={"slack": Unreadable()},
        classifier=TrainedClassifier.load(),
        desk=desk_of(Settings()),
        clock=clock,
        inflow=Inflow(),
        done=lambda: None,
    )
    await store.receive(channel, "a", b"whatever was said", NOON)
    await worker.claim()
    await worker.settle()
    (state, length), *others = database.rows("SELECT state, length(sealed) FROM inbox")
    assert (state, length > 0, others) == ("parked", True, [])
    assert (await store.look(lambda unit: unit.health(clock.now()))).parked == 1
