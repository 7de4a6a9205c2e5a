"""The one character that PostgreSQL does not keep, where more than its own row would be lost with it."""

from adapters.store import SqlStore
from core.ports import Event, UnitOfWork
from tests.contract.store_scene import NOON

NUL = "a\0b"


async def test_the_trail_stays_whole_whatever_stands_in_it(store: SqlStore) -> None:
    fact = Event(
        ref=NUL,
        at=NOON,
        by=1,
        verb="report",
        frm=NUL,
        to="reported",
        note=NUL,
        evidence={NUL: NUL},
        channel=NUL,
    )

    def twice(unit: UnitOfWork) -> None:
        unit.record(fact)
        unit.record(fact)

    await store.work(twice)
    assert await store.look(lambda unit: unit.verify_trail()) == ()
    found = await store.look(lambda unit: unit.recent_events(2))
    assert [(event.note, event.evidence) for event in found] == [("a\N{REPLACEMENT CHARACTER}b", fact.evidence)] * 2
