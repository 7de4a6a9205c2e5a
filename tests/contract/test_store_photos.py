"""Photos in the store: sealed, fetched once at a time, opened by a link once, and gone with their entry."""

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import inspect

from adapters.store import SqlStore, migrate
from adapters.store.dialect import writing_engine
from adapters.store.photos import LEASE
from adapters.store.schema import SCRIPTS, newest
from core.ports import Attached, Photo, Stale, UnitOfWork
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


def lies_in(file: Path, words: bytes) -> bool:
    """Whether the words stand in the file as they are."""
    return words in file.read_bytes()


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


async def test_neither_the_photo_nor_its_place_lies_open_in_the_file(store: SqlStore, file: Path) -> None:
    await taken(store, "ISS-1")
    store.close()
    assert not lies_in(file, b"secret-place")
    store.open()
    await fetched(store)
    store.close()
    assert not lies_in(file, b"made-up photo")
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


async def test_a_link_opens_once_and_not_for_long(store: SqlStore, clock: HandClock, file: Path) -> None:
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
    assert not lies_in(file, b"hashed-token")
    store.open()


async def test_photos_and_links_go_with_the_entry_whoever_deletes_it(store: SqlStore, file: Path) -> None:
    photo = await taken(store, "ISS-1")
    await fetched(store)
    await store.work(lambda unit: unit.put_photo_link("a-token", photo, photo.person, NOON))
    store.close()
    with closing(sqlite3.connect(file)) as raw:
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("DELETE FROM issue WHERE ref = 'ISS-1'")
        raw.commit()
        assert raw.execute("SELECT (SELECT count(*) FROM photo), (SELECT count(*) FROM photo_link)").fetchone() == (
            0,
            0,
        )
    store.open()


async def test_a_stranger_who_turns_out_to_be_known_keeps_their_photos(store: SqlStore) -> None:
    photo = await taken(store)

    def meet(unit: UnitOfWork) -> int:
        known = someone(unit, "Joy Mensah")
        unit.adopt(photo.person, known)
        return known

    known = await store.work(meet)
    assert [found.id for found in await store.look(lambda unit: unit.loose_photos(known, NOON))] == [photo.id]


async def test_a_database_from_before_there_were_photos_comes_through(url: str, clock: HandClock) -> None:
    """With its rows: what was kept under the first schema is all there, and photos can be added."""
    engine = writing_engine(url)
    with engine.connect() as connection:
        config = Config()
        config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        assert not inspect(connection).has_table("photo")
    engine.dispose()
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as raw:
        raw.execute("INSERT INTO note (name, value) VALUES ('greeting', 'still here')")
        raw.execute(
            "INSERT INTO person (name, email, language, staff_group, agency, known)"
            " VALUES ('Precious Moyo', 'p@elm.example', 'en', '', 0, 1)"
        )
        raw.commit()
    assert migrate(url) == newest()
    with made(url, clock) as store:
        assert await store.look(lambda unit: unit.note("greeting")) == "still here"
        assert [p.name for p in (await store.look(lambda unit: unit.directory())).people] == ["Precious Moyo"]
        photo = await store.work(lambda unit: unit.add_photo(1, account(), 1, SOURCE, NOON))
        assert photo.id == 1
