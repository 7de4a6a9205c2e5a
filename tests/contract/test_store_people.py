"""Services, people, roles, shifts, cover and accounts."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from adapters.store import SqlStore
from core.labels import Phase, Role
from core.people import Cover, Directory, Person, RoleHeld, Shift
from core.ports import Sender, UnitOfWork
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock, account, elm_court, made, someone


def directory(unit: UnitOfWork) -> Directory:
    return unit.directory()


async def test_an_empty_store_knows_nobody(store: SqlStore) -> None:
    assert await store.look(directory) == Directory()


async def test_a_service_is_kept_and_changed_by_its_code(store: SqlStore) -> None:
    await store.work(lambda unit: unit.put_service(elm_court()))
    await store.work(lambda unit: unit.put_service(elm_court(phase=Phase.BAU)))
    assert (await store.look(directory)).services == (elm_court(phase=Phase.BAU),)


async def test_a_new_person_gets_a_number_and_is_found_again(store: SqlStore) -> None:
    given = Person(id=0, name="Tom Hale", email="Tom@Elm.example", language="pl", staff_group="care", agency=True)
    kept = await store.work(lambda unit: unit.put_person(given))
    assert kept.id > 0
    found = (await store.look(directory)).person(kept.id)
    assert found == kept
    assert (found.name, found.language, found.agency) == ("Tom Hale", "pl", True)


async def test_an_unknown_person_becomes_the_known_one_with_the_same_e_mail(store: SqlStore) -> None:
    unknown = Person(id=0, name="tom", email="TOM@elm.example", known=False)
    known = Person(id=0, name="Tom Hale", email="tom@elm.example")
    first = await store.work(lambda unit: unit.put_person(unknown))
    second = await store.work(lambda unit: unit.put_person(known))
    assert second.id == first.id
    assert (await store.look(directory)).people == (second,)
    assert second.known


async def test_a_known_person_does_not_become_unknown_by_writing(store: SqlStore) -> None:
    known = await store.work(lambda unit: unit.put_person(Person(id=0, name="Tom Hale", email="tom@elm.example")))
    unknown = Person(id=0, name="tom.h", email="Tom@elm.example", known=False)
    assert await store.work(lambda unit: unit.put_person(unknown)) == known


async def test_people_without_an_e_mail_are_different_people(store: SqlStore) -> None:
    def two(unit: UnitOfWork) -> set[int]:
        return {unit.put_person(Person(id=0, name="Agency nurse", known=False)).id for _ in range(2)}

    assert len(await store.work(two)) == 2


async def test_a_person_is_changed_by_number(store: SqlStore) -> None:
    kept = await store.work(lambda unit: unit.put_person(Person(id=0, name="Tom")))
    await store.work(lambda unit: unit.put_person(Person(id=kept.id, name="Tom Hale", email="tom@elm.example")))
    assert (await store.look(directory)).person(kept.id).name == "Tom Hale"


async def test_an_e_mail_belongs_to_one_person(store: SqlStore) -> None:
    await store.work(lambda unit: someone(unit, "Tom Hale"))
    other = await store.work(lambda unit: unit.put_person(Person(id=0, name="Ben")))
    with pytest.raises(ValueError, match="somebody else"):
        await store.work(lambda unit: unit.put_person(Person(id=other.id, name="Ben", email="TOM@elm.example")))
    with pytest.raises(ValueError, match="no person 99"):
        await store.work(lambda unit: unit.put_person(Person(id=99, name="Nobody")))


async def test_a_role_is_held_once(store: SqlStore) -> None:
    person = await store.work(someone)
    held = RoleHeld(person=person, role=Role.TEAM_LEADER, service="*")
    for _ in range(2):
        await store.work(lambda unit: unit.put_role(held))
    assert (await store.look(directory)).roles == (held,)


async def test_what_a_unit_changed_it_sees_at_once_and_a_failed_one_leaves_no_trace(store: SqlStore) -> None:
    def fails(unit: UnitOfWork) -> None:
        unit.put_service(elm_court())
        assert len(unit.directory().services) == 1
        someone(unit)
        assert len(unit.directory().people) == 1
        raise LookupError

    with pytest.raises(LookupError):
        await store.work(fails)
    assert await store.work(directory) == Directory()
    await store.work(lambda unit: someone(unit, "Ben Okoro"))
    assert [person.name for person in (await store.work(directory)).people] == ["Ben Okoro"]


async def test_the_picture_is_shared_until_something_changes(store: SqlStore) -> None:
    first = await store.work(directory)
    assert await store.look(directory) is first
    await store.work(someone)
    assert await store.look(directory) is not first


async def test_a_change_by_another_process_is_seen(store: SqlStore, url: str, clock: HandClock) -> None:
    assert (await store.look(directory)).people == ()
    with made(url, clock).open(alone=False) as importing:
        await importing.work(someone)
    assert len((await store.look(directory)).people) == 1


def turn(person: int, day: int, *, hour: int = 7, **other: bool) -> Shift:
    starts = datetime(2026, 6, day, hour, tzinfo=UTC)
    return Shift(person=person, service="elm", starts=starts, ends=starts + timedelta(hours=12), **other)


async def test_a_rota_that_is_imported_again_replaces_its_days(store: SqlStore) -> None:
    await store.work(lambda unit: unit.put_service(elm_court()))
    tom, ben = await store.work(lambda unit: (someone(unit, "Tom Hale"), someone(unit, "Ben Okoro")))
    said = turn(tom, 2, hour=9, in_charge=True, said=True)
    await store.work(lambda unit: unit.put_shifts([turn(tom, 1), turn(tom, 2), turn(tom, 3), said]))
    await store.work(lambda unit: unit.put_shifts([turn(ben, 2), turn(tom, 3, in_charge=True)]))
    assert (await store.look(directory)).shifts == (turn(tom, 1), turn(ben, 2), said, turn(tom, 3, in_charge=True))


async def test_days_of_a_rota_are_the_services_own(store: SqlStore) -> None:
    """23:30 UTC on 1 June is 00:30 on 2 June in London."""
    await store.work(lambda unit: unit.put_service(elm_court()))
    tom = await store.work(lambda unit: someone(unit, "Tom Hale"))
    early = datetime(2026, 6, 1, 23, 30, tzinfo=UTC)
    night = Shift(person=tom, service="elm", starts=early, ends=early + timedelta(hours=8))
    await store.work(lambda unit: unit.put_shifts([night]))
    await store.work(lambda unit: unit.put_shifts([turn(tom, 1)]))
    assert (await store.look(directory)).shifts == (turn(tom, 1), night)
    await store.work(lambda unit: unit.put_shifts([turn(tom, 2)]))
    assert (await store.look(directory)).shifts == (turn(tom, 1), turn(tom, 2))


async def test_only_shifts_and_absences_of_these_weeks_are_in_the_picture(store: SqlStore, clock: HandClock) -> None:
    await store.work(lambda unit: unit.put_service(elm_court()))
    tom = await store.work(someone)
    await store.work(lambda unit: unit.put_shifts([turn(tom, day) for day in (1, 5, 28)]))
    await store.work(lambda unit: unit.put_cover(_away(tom, day=28)))
    near = await store.look(directory)
    assert ([shift.starts.day for shift in near.shifts], near.covers) == ([1, 5], ())
    clock.forward(days=20)
    later = await store.look(directory)
    assert [shift.starts.day for shift in later.shifts] == [28]
    assert len(later.covers) == 1


def _away(person: int, *, day: int = 2, **other: object) -> Cover:
    starts = datetime(2026, 6, day, tzinfo=UTC)
    values = {"id": 0, "person": person, "covered_by": None, "starts": starts, "ends": starts + timedelta(days=2)}
    return Cover(**(values | other))  # type: ignore[arg-type]


async def test_cover_is_asked_for_and_then_accepted(store: SqlStore) -> None:
    tom, ben = await store.work(lambda unit: (someone(unit, "Tom Hale"), someone(unit, "Ben Okoro")))
    asked = await store.work(lambda unit: unit.put_cover(_away(tom, covered_by=ben)))
    assert asked.id > 0
    accepted = await store.work(lambda unit: unit.put_cover(_away(tom, id=asked.id, covered_by=ben, accepted=True)))
    picture = await store.look(directory)
    assert picture.covers == (accepted,)
    assert picture.standing_in((tom,), NOON) == (ben,)


async def test_a_sender_is_who_they_were_linked_to(store: SqlStore) -> None:
    assert await store.work(lambda unit: unit.identify(account())) is None
    tom = await store.work(lambda unit: someone(unit, "Tom Hale", account()))
    found = await store.look(lambda unit: unit.identify(account()))
    assert found is not None
    assert found.id == tom
    ben = await store.work(lambda unit: someone(unit, "Ben Okoro", account()))
    relinked = await store.look(lambda unit: unit.identify(account()))
    assert relinked is not None
    assert relinked.id == ben
    await store.work(lambda unit: unit.link(account(address=""), tom))
    assert await store.look(lambda unit: unit.senders_of(tom)) == (account(),)


def identify(sender: Sender, unit: UnitOfWork) -> Person | None:
    return unit.identify(sender)


async def test_the_newest_address_is_kept_and_an_empty_one_forgets_nothing(store: SqlStore, clock: HandClock) -> None:
    tom = await store.work(lambda unit: someone(unit, "Tom Hale", account(address="")))
    for address, expected in (("D7", "D7"), ("", "D7"), ("D8", "D8")):
        await store.work(partial(identify, account(address=address)))
        assert [s.address for s in await store.look(lambda unit: unit.senders_of(tom))] == [expected]


async def test_the_account_seen_last_comes_first(store: SqlStore, clock: HandClock) -> None:
    slack, page = account("U1"), account("precious", channel="web", address="")
    tom = await store.work(lambda unit: someone(unit, "Tom Hale", slack))
    clock.forward(minutes=5)
    await store.work(lambda unit: unit.link(page, tom))
    assert await store.look(lambda unit: unit.senders_of(tom)) == (page, slack)
    clock.forward(minutes=5)
    await store.work(lambda unit: unit.identify(slack))
    assert await store.look(lambda unit: unit.senders_of(tom)) == (slack, page)


async def test_a_look_refreshes_nothing_and_cannot_write(store: SqlStore, database: Database) -> None:
    await store.work(lambda unit: someone(unit, "Tom Hale", account()))
    await store.look(lambda unit: unit.identify(account(address="D9")))
    assert database.rows("SELECT address FROM identity") == [("D1",)]
    with pytest.raises(Exception, match=database.says("readonly", "read-only")):
        await store.look(lambda unit: unit.put_note("a", "b"))


async def test_whoever_removed_handrail_is_reached_there_no_more(store: SqlStore) -> None:
    """Who they are and what they wrote stays; when they write again they are known again."""

    def meet(unit: UnitOfWork) -> int:
        person = unit.put_person(Person(id=0, name="Tom Walsh", email="tom@elm.example"))
        unit.link(HERE, person.id)
        unit.link(THERE, person.id)
        return person.id

    tom = await store.work(meet)
    await store.work(lambda unit: unit.unlink(HERE))
    assert await store.look(lambda unit: unit.senders_of(tom)) == (THERE,)
    assert await store.look(lambda unit: unit.identify(HERE)) is None
    assert (await store.look(lambda unit: unit.directory())).by_email("tom@elm.example") is not None
    await store.work(lambda unit: unit.unlink(HERE))


HERE = Sender(channel="teams", tenant="T1", user="29:tom", address="https://smba.example a:1")
THERE = Sender(channel="slack", tenant="T0", user="U_TOM", address="D1")
