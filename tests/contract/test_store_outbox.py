"""Messages on their way: fan-out, order, leases, and what becomes of each copy."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial

import pytest

from adapters.store import SqlStore
from core.card import Act, Button, Buttons, Card, Words
from core.form import Form, TextField
from core.ports import Delivery, Outgoing, Priority, UnitOfWork
from tests.contract.store_scene import NOON, HandClock, account, each, issue, message, someone

CARD = Card(heading="ISS-1", body=(Words(text="hello"), Buttons(buttons=(Button(label="Go", act=Act(verb="go")),))))
FORM = Form(name="control", title="Order a control", send="Send", fields=(TextField(name="what", label="What"),))


async def claim(store: SqlStore, now: datetime = NOON, limit: int = 10) -> tuple[Outgoing, ...]:
    return await store.work(lambda unit: unit.claim_outgoing(now, limit))


async def one(store: SqlStore, now: datetime = NOON) -> Outgoing:
    (claimed,) = await claim(store, now)
    return claimed


async def states(store: SqlStore, ref: str = "ISS-1") -> list[str]:
    return [delivery.state for delivery in await store.look(lambda unit: unit.deliveries(ref))]


def drop(outgoing: Outgoing, unit: UnitOfWork) -> None:
    unit.drop(outgoing, "not needed")


def carded(unit: UnitOfWork, *, view: str = "floor") -> Outgoing:
    """A card of ISS-1 for Tom, claimed."""
    tom = someone(unit, "Tom Hale", account())
    issue(unit)
    unit.send(message("card", tom, ref="ISS-1", view=view), NOON)
    (claimed,) = unit.claim_outgoing(NOON, 1)
    return claimed


async def test_a_message_is_claimed_as_it_was_sent(store: SqlStore) -> None:
    tom = await store.work(lambda unit: someone(unit, "Tom Hale", account()))
    given = message("k", tom, ref="ISS-1", view="floor", card=CARD, form=FORM, ping=True, params={"step": "2"})
    assert await store.work(lambda unit: unit.send(given, NOON))
    claimed = await one(store)
    assert claimed == Outgoing(
        id=claimed.id,
        key="k",
        person=tom,
        priority=Priority.PING,
        channel="slack",
        address="D1",
        user="U1",
        tenant="T1",
        ref="ISS-1",
        view="floor",
        card=CARD,
        form=FORM,
        ping=True,
        params={"step": "2"},
        state="waiting",
        attempts=1,
        provider_id="",
        created_at=NOON,
    )
    assert await claim(store) == ()


async def test_every_account_gets_a_copy_or_only_one(store: SqlStore) -> None:
    page = account("tom", channel="web")
    tom = await store.work(lambda unit: someone(unit, "Tom Hale", account(), page))
    await store.work(lambda unit: unit.send(message("all", tom), NOON))
    await store.work(lambda unit: unit.send(message("reply", tom, only=page), NOON))
    claimed = (*await claim(store), *await claim(store))
    assert sorted((c.key, c.channel) for c in claimed) == [("all", "slack"), ("all", "web")]
    await store.work(each(*(partial(drop, c) for c in claimed)))
    assert [(c.key, c.channel) for c in await claim(store)] == [("reply", "web")]


async def test_a_key_is_sent_once_per_account(store: SqlStore) -> None:
    tom, ben = await store.work(
        lambda unit: (someone(unit, "Tom Hale", account()), someone(unit, "Ben Okoro", account("U2")))
    )
    sent = await store.work(lambda unit: [unit.send(message("k", person), NOON) for person in (tom, tom, ben, ben)])
    assert sent == [True, False, True, False]
    await store.work(lambda unit: unit.link(account("tom", channel="web"), tom))
    assert await store.work(lambda unit: unit.send(message("k", tom), NOON))
    assert not await store.work(lambda unit: unit.send(message("k", tom), NOON))


async def test_somebody_without_an_account_is_found_later(store: SqlStore) -> None:
    tom, ben = await store.work(lambda unit: (someone(unit, "Tom Hale"), someone(unit, "Ben Okoro")))
    sent = await store.work(lambda unit: [unit.send(message("k", p), NOON) for p in (tom, tom, ben)])
    assert sent == [True, False, True]
    first, second = await claim(store)
    assert (first.channel, first.user, first.address, first.person) == ("", "", "", tom)
    found = [account("U1"), account("U2")]
    await store.work(each(lambda unit: unit.link(found[0], tom), lambda unit: unit.address(first, found)))
    assert not await store.work(lambda unit: unit.send(message("k", tom), NOON))
    copies = await claim(store)
    assert [(c.key, c.user, c.state, c.attempts, c.created_at) for c in copies] == [
        ("k", "U1", "waiting", 1, NOON),
        ("k", "U2", "waiting", 1, NOON),
    ]
    with pytest.raises(ValueError, match="nobody"):
        await store.work(lambda unit: unit.address(second, []))


async def test_the_most_urgent_leaves_first_and_one_at_a_time_per_account(store: SqlStore) -> None:
    def fill(unit: UnitOfWork) -> None:
        tom, ben = someone(unit, "Tom Hale", account()), someone(unit, "Ben Okoro", account("U2"))
        for number in range(300):
            unit.send(message(f"digest {number}", tom, priority=Priority.DIGEST), NOON)
        unit.send(message("news", ben, priority=Priority.NEWS), NOON)
        unit.send(message("critical", tom, priority=Priority.CRITICAL), NOON)

    await store.work(fill)
    first = await claim(store)
    assert [c.key for c in first] == ["critical", "news"]
    assert await claim(store) == ()
    await store.work(lambda unit: unit.sent(first[0], "D1", "p", 0, NOON))
    assert [c.key for c in await claim(store)] == ["digest 0"]


async def test_nothing_leaves_before_its_time(store: SqlStore) -> None:
    await store.work(carded)
    claimed = await claim(store, NOON - timedelta(seconds=1))
    assert claimed == ()


async def test_a_limit_is_kept(store: SqlStore) -> None:
    def fill(unit: UnitOfWork) -> None:
        for number in range(5):
            unit.send(message("k", someone(unit, f"P{number} X", account(f"U{number}"))), NOON)

    await store.work(fill)
    assert len(await claim(store, limit=3)) == 3
    assert len(await claim(store, limit=3)) == 2


async def test_an_attempt_that_never_came_back_is_unclear(store: SqlStore, clock: HandClock) -> None:
    first = await store.work(carded)
    assert await claim(store, clock.forward(seconds=59)) == ()
    second = await one(store, clock.forward(seconds=1))
    assert (second.state, second.attempts, second.id) == ("unclear", 2, first.id)
    await store.work(each(partial(drop, first), lambda unit: unit.resend(first, NOON, "late")))
    assert await states(store) == ["sending"]
    await store.work(lambda unit: unit.sent(first, "D1", "p1", 1, clock.now()))
    assert await states(store) == ["sent"]


async def test_what_was_sent_keeps_when_and_where(store: SqlStore, clock: HandClock) -> None:
    first = await store.work(carded)
    await store.work(lambda unit: unit.sent(first, "D9", "p1", 1, clock.forward(seconds=2)))
    (delivery,) = await store.look(lambda unit: unit.deliveries("ISS-1"))
    assert delivery == Delivery(
        person=first.person,
        channel="slack",
        view="floor",
        ping=False,
        state="sent",
        fault="",
        created_at=NOON,
        sent_at=NOON + timedelta(seconds=2),
    )
    await store.work(lambda unit: unit.redraw("ISS-1"))
    again = await one(store, clock.forward(minutes=1))
    assert (again.state, again.provider_id, again.address, again.attempts) == ("stale", "p1", "D9", 1)
    await store.work(lambda unit: unit.sent(again, "D9", "p1", 1, clock.now()))
    (redrawn,) = await store.look(lambda unit: unit.deliveries("ISS-1"))
    assert redrawn.sent_at == delivery.sent_at


async def test_a_card_that_was_overtaken_while_it_left_is_drawn_anew(store: SqlStore) -> None:
    claimed = await store.work(carded)

    def changed(unit: UnitOfWork) -> None:
        entry = unit.entry("ISS-1")
        assert entry is not None
        unit.change(entry, {"state": "acknowledged"})
        unit.redraw("ISS-1")

    await store.work(changed)
    await store.work(lambda unit: unit.sent(claimed, "D1", "p1", 1, NOON))
    again = await one(store)
    assert (again.state, again.provider_id) == ("stale", "p1")
    await store.work(lambda unit: unit.sent(again, "D1", "p1", 2, NOON))
    assert await claim(store) == ()


async def test_a_fixed_card_is_never_drawn_anew(store: SqlStore) -> None:
    claimed = await store.work(lambda unit: carded(unit, view=""))
    await store.work(lambda unit: unit.sent(claimed, "D1", "p1", 0, NOON))
    await store.work(lambda unit: unit.redraw("ISS-1"))
    assert await states(store) == ["sent"]


async def test_a_failed_redraw_stays_a_redraw(store: SqlStore, clock: HandClock) -> None:
    claimed = await store.work(carded)
    await store.work(each(lambda unit: unit.sent(claimed, "D1", "p1", 1, NOON), lambda unit: unit.redraw("ISS-1")))
    again = await one(store)
    await store.work(lambda unit: unit.resend(again, clock.forward(seconds=5), "busy", unclear=True))
    assert await claim(store, NOON) == ()
    third = await one(store, clock.now())
    assert (third.state, third.attempts) == ("stale", 2)
    lost = await one(store, clock.forward(seconds=61))
    assert lost.state == "stale"


@pytest.mark.parametrize(("unclear", "state"), [(False, "waiting"), (True, "unclear")])
async def test_a_failed_attempt_is_repeated_later(store: SqlStore, clock: HandClock, unclear: bool, state: str) -> None:
    claimed = await store.work(carded)
    later = clock.forward(seconds=30)
    await store.work(lambda unit: unit.resend(claimed, later, "no answer", unclear=unclear))
    assert await claim(store, later - timedelta(seconds=1)) == ()
    again = await one(store, later)
    assert (again.state, again.attempts) == (state, 2)


@pytest.mark.parametrize(("undeliverable", "state"), [(False, "dropped"), (True, "dead")])
async def test_a_copy_is_given_up_with_a_reason(store: SqlStore, undeliverable: bool, state: str) -> None:
    claimed = await store.work(carded)
    await store.work(lambda unit: unit.drop(claimed, "left the workspace", undeliverable=undeliverable))
    (delivery,) = await store.look(lambda unit: unit.deliveries("ISS-1"))
    assert (delivery.state, delivery.fault, delivery.sent_at) == (state, "left the workspace", None)
    assert await claim(store, NOON + timedelta(days=1)) == ()
    assert not await store.work(lambda unit: unit.send(message("card", claimed.person), NOON))


async def test_nothing_is_sent_if_the_unit_fails(store: SqlStore) -> None:
    def fails(unit: UnitOfWork) -> None:
        carded(unit)
        raise LookupError

    with pytest.raises(LookupError):
        await store.work(fails)
    assert await claim(store) == ()


async def test_a_copy_of_another_store_is_nobodys(store: SqlStore) -> None:
    claimed = replace(await store.work(carded), id=999)
    await store.work(each(partial(drop, claimed), lambda unit: unit.address(claimed, [account()])))
    assert await states(store) == ["sending"]
