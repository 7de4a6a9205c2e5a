"""Photos in the store: sealed, fetched once at a time, opened by a link once, and gone with their entry."""

from datetime import timedelta

import pytest

from adapters.store import SqlStore, migrate
from adapters.store.photos import LEASE
from adapters.store.schema import newest
from core.ports import Attached, Photo, Stale, UnitOfWork
from tests.contract.databases import Database
from tests.contract.store_scene import NOON, HandClock, account, issue, made, someone

SOURCE = Attached(kind="image/jpeg", size=9, where="https://files.example/secret-place")
JPEG = b"\xff\xd8\xff made-up photo"


async def taken(store: SqlStore, ref: str = "") -> Photo:
    """A photo that has to be fetched, of somebody's entry or still without one."""

    def job(unit: UnitOfWork) -> Photo:
        person = someone(unit, "Precious Moyo", account())
        photo = unit.add_photo(person, account(), 7, SOURCE, NOON)
        if ref:
            unit.attach_photo(photo, issue(unit, ref=ref, reported_by=person, logged_by=person).ref)
        found = unit.photo(photo.id)
        assert found is not None
        return found

    return await store.work(job)


async def fetched(store: SqlStore) -> Photo:
    """The one photo that waits, claimed and kept."""

    def job(unit: UnitOfWork) -> Photo:
        ((photo, _),) = unit.claim_photos(NOON, 9)
        unit.keep_photo(photo, JPEG)
        return photo

    return await store.work(job)


async def test_a_photo_is_claimed_by_one_at_a_time(store: SqlStore) -> None:
    await taken(store, "ISS-1")
    ((photo, source),) = await store.work(lambda unit: unit.claim_photos(NOON, 9))
    assert (source, photo.attempts, photo.ref, photo.sender) == (SOURCE, 1, "ISS-1", account())
    assert await store.work(lambda unit: unit.claim_photos(NOON, 9)) == ()
    ((again, _),) = await store.work(lambda unit: unit.claim_photos(NOON + LEASE, 9))
    with pytest.raises(Stale):
        await store.work(lambda unit: unit.keep_photo(photo, b"too late"))
    with pytest.raises(Stale):
        await store.work(lambda unit: unit.retry_photo(photo, NOON))
    await store.work(lambda unit: unit.keep_photo(again, JPEG))
    assert await store.look(lambda unit: unit.photo_jpeg(photo)) == JPEG
    assert await store.work(lambda unit: unit.claim_photos(NOON + timedelta(days=1), 9)) == ()


async def test_neither_the_photo_nor_its_place_lies_open_in_the_file(store: SqlStore, database: Database) -> None:
    await taken(store, "ISS-1")
    store.close()
    assert b"secret-place" not in database.everything()
    store.open()
    await fetched(store)
    store.close()
    assert b"made-up photo" not in database.everything()
    store.open()


async def test_it_is_fetched_again_at_the_time_that_was_said(store: SqlStore) -> None:
    await taken(store, "ISS-1")
    ((photo, _),) = await store.work(lambda unit: unit.claim_photos(NOON, 9))
    later = NOON + timedelta(seconds=15)
    await store.work(lambda unit: unit.retry_photo(photo, later))
    assert not await store.look(lambda unit: unit.photos_wait(NOON, NOON - timedelta(hours=1)))
    assert await store.look(lambda unit: unit.photos_wait(later, NOON - timedelta(hours=1)))
    ((again, _),) = await store.work(lambda unit: unit.claim_photos(later, 9))
    assert again.attempts == 2


async def test_loose_photos_are_forgotten_and_placed_ones_are_not(store: SqlStore) -> None:
    loose = await taken(store)
    assert await store.look(lambda unit: unit.loose_photos(loose.person, NOON)) == (loose,)
    assert await store.look(lambda unit: unit.photos("")) == ()
    assert await store.work(lambda unit: unit.forget_loose_photos(NOON)) == 0
    later = NOON + timedelta(minutes=1)
    assert await store.look(lambda unit: unit.photos_wait(NOON - timedelta(days=1), later))
    assert await store.work(lambda unit: unit.forget_loose_photos(later)) == 1
    assert await store.look(lambda unit: unit.photo(loose.id)) is None
    placed = await taken(store, "ISS-1")
    assert placed.id > loose.id, "a number is given once"
    assert await store.work(lambda unit: unit.forget_loose_photos(later)) == 0
    assert await store.look(lambda unit: unit.photos("ISS-1")) == (placed,)


async def test_only_what_is_kept_is_counted(store: SqlStore) -> None:
    await taken(store, "ISS-1")
    assert await store.look(lambda unit: unit.photo_counts()) == {}
    await fetched(store)
    assert await store.look(lambda unit: unit.photo_counts()) == {"ISS-1": 1}


async def test_a_link_opens_once_and_not_for_long(store: SqlStore, clock: HandClock, database: Database) -> None:
    photo = await taken(store, "ISS-1")
    await fetched(store)
    until = NOON + timedelta(minutes=5)
    await store.work(lambda unit: unit.put_photo_link("first-token", photo, photo.person, until))
    await store.work(lambda unit: unit.put_photo_link("late-token", photo, photo.person, until))
    found = await store.work(lambda unit: unit.take_photo_link("first-token", NOON))
    assert found is not None
    assert (found[0].id, found[1]) == (photo.id, photo.person)
    assert await store.work(lambda unit: unit.take_photo_link("first-token", NOON)) is None
    assert await store.work(lambda unit: unit.take_photo_link("never-given", NOON)) is None
    assert await store.work(lambda unit: unit.take_photo_link("late-token", until)) is None
    await store.work(lambda unit: unit.put_photo_link("hashed-token", photo, photo.person, until))
    store.close()
    assert b"hashed-token" not in database.everything()
    store.open()


async def test_photos_and_links_go_with_the_entry_whoever_deletes_it(store: SqlStore, database: Database) -> None:
    photo = await taken(store, "ISS-1")
    await fetched(store)
    await store.work(lambda unit: unit.put_photo_link("a-token", photo, photo.person, NOON))
    counted = "SELECT (SELECT count(*) FROM photo), (SELECT count(*) FROM photo_link)"
    assert database.rows(counted) == [(1, 1)]
    first = ["PRAGMA foreign_keys = ON"] if database.kind == "sqlite" else []
    database.do(*first, "DELETE FROM issue WHERE ref = 'ISS-1'")
    assert database.rows(counted) == [(0, 0)]


async def test_a_stranger_who_turns_out_to_be_known_keeps_their_photos(store: SqlStore) -> None:
    photo = await taken(store)

    def meet(unit: UnitOfWork) -> int:
        known = someone(unit, "Joy Mensah")
        unit.adopt(photo.person, known)
        return known

    known = await store.work(meet)
    assert [found.id for found in await store.look(lambda unit: unit.loose_photos(known, NOON))] == [photo.id]


async def test_a_database_from_before_there_were_photos_comes_through(
    url: str, database: Database, clock: HandClock
) -> None:
    """With its rows: what was kept under the first schema is all there, and photos can be added."""
    database.stays_at("0001")
    assert "photo" not in database.tables()
    database.do("INSERT INTO note (name, value) VALUES ('greeting', 'still here')")
    database.do(
        "INSERT INTO person (name, email, language, staff_group, agency, known)"
        " VALUES ('Precious Moyo', 'p@elm.example', 'en', '', false, true)"
    )
    assert migrate(url) == newest()
    with made(url, clock) as store:
        assert await store.look(lambda unit: unit.note("greeting")) == "still here"
        assert [p.name for p in (await store.look(lambda unit: unit.directory())).people] == ["Precious Moyo"]
        photo = await store.work(lambda unit: unit.add_photo(1, account(), 1, SOURCE, NOON))
        assert photo.id == 1
