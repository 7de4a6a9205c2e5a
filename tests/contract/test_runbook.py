"""What the runbook tells people to do to the database does what it says."""

import re
from pathlib import Path

from adapters.store import SqlStore
from core.ports import UnitOfWork
from tests.contract.databases import Database
from tests.contract.store_scene import HandClock

RUNBOOK = Path(__file__).resolve().parents[2] / "deploy/docs/runbook.md"


async def test_what_was_parked_is_tried_again(store: SqlStore, database: Database, clock: HandClock) -> None:
    shown = re.findall(r"```sql\n(.*?)```", RUNBOOK.read_text("utf-8"), re.DOTALL)
    assert len(shown) == 1
    assert await store.receive("slack", "1", b"tablet wont log me in", clock.now())

    def park(unit: UnitOfWork) -> None:
        (received,) = unit.claim_received(clock.now(), 1)
        unit.park(received, "LookupError")

    await store.work(park)
    clock.forward(days=2)
    assert await store.work(lambda unit: unit.claim_received(clock.now(), 1)) == ()
    store.close()
    database.do(shown[0])
    store.open()
    (again,) = await store.work(lambda unit: unit.claim_received(clock.now(), 1))
    assert (again.body, again.attempts) == (b"tablet wont log me in", 1)
