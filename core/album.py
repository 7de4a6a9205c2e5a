"""What is written about photos. Each function is part of one unit of work, as those of `handlers` are.

The report itself never waits for its photo: it is saved, and the photo follows when it was fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core import audit, words
from core.access import may_read
from core.audit import Event
from core.card import Card, Words
from core.people import Person
from core.photos import ADDED_WITHIN, LINK_LIVES, LOOSE_FOR, MOST, Why, refused_unseen
from core.ports import Attached, Message, Photo, Priority, Sender, UnitOfWork
from core.register import Entry
from core.registers import ISSUES, QUESTIONS, register_of

MOST_LATELY = 500
"""Reports of the last minutes that are looked through for somebody's own."""

PHOTO_VIEW = "photo"
"""The view of a message that is a photo. It names no entry, so that no change of one sends the photo again."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of the files of one message: how many will be fetched, and why others were not taken."""

    count: int
    refused: tuple[Why, ...]


def take(
    uow: UnitOfWork, now: datetime, sender: Sender, person: Person, turn: int, attached: Sequence[Attached]
) -> Taken:
    """Remember the photos of a message. They wait for the entry that they belong to."""
    room = MOST - len(loose(uow, now, person))
    refused: list[Why] = []
    count = 0
    for one in attached:
        why = Why(one.fault) if one.fault else refused_unseen(one.kind, one.size)
        why = why or (Why.TOO_MANY if count >= room else None)
        if why is None:
            uow.add_photo(person.id, sender, turn, one, now)
            count += 1
        elif why not in refused:
            refused.append(why)
    return Taken(count=count, refused=tuple(refused))


def loose(uow: UnitOfWork, now: datetime, person: Person) -> tuple[Photo, ...]:
    """Their photos that wait for words."""
    return uow.loose_photos(person.id, now - LOOSE_FOR)


def attach(uow: UnitOfWork, now: datetime, person: Person, entry: Entry) -> tuple[int, int]:
    """Give the photos that wait to the entry. Answers how many are kept already, and how many were too many."""
    room = MOST - len(uow.photos(entry.ref))
    waiting = loose(uow, now, person)
    for photo in waiting[room:]:
        uow.forget_photo(photo)
    taken = waiting[:room]
    for photo in taken:
        uow.attach_photo(photo, entry.ref)
    there = [photo for photo in taken if photo.kept]
    for _ in there:
        _added(uow, now, person.id, entry)
    return len(there), len(waiting) - len(taken)


def _added(uow: UnitOfWork, now: datetime, person: int, entry: Entry) -> None:
    uow.record(Event(ref=entry.ref, at=now, by=person, verb=audit.PHOTO_ADDED, frm=entry.state, to=entry.state))
    uow.redraw(entry.ref)


def newest_own(uow: UnitOfWork, now: datetime, person: Person) -> Entry | None:
    """The newest report that they made or wrote down for somebody, if a photo without words may belong to it."""
    since = now - ADDED_WITHIN
    found = [
        entry
        for register in (ISSUES, QUESTIONS)
        for entry in uow.entries(register, since=since, limit=MOST_LATELY)
        if person.id in (entry.reported_by, entry.logged_by)
    ]
    return max(found, key=lambda entry: entry.reported_at, default=None)


def kept(uow: UnitOfWork, now: datetime, photo: Photo, jpeg: bytes) -> None:
    """It was fetched and is a photo. Raises Stale if it was taken over or deleted meanwhile."""
    uow.keep_photo(photo, jpeg)
    placed = uow.photo(photo.id)
    entry = uow.entry(placed.ref) if placed and placed.ref else None
    if entry is not None:
        _added(uow, now, photo.person, entry)
        _tell(uow, now, photo, "kept", thanks(entry.ref))


def thanks(ref: str) -> Card:
    """What is said once about the photos of a message, with the request for care."""
    return Card(heading=words.PHOTO_WITH.format(ref=ref), body=(Words(text=words.PHOTO_CARE),))


def refused(uow: UnitOfWork, now: datetime, photo: Photo, why: Why) -> None:
    """It was fetched and is not taken: nothing of it is kept, and whoever sent it hears why."""
    _gone(uow, now, photo, why.value, words.PHOTO_NOT_TAKEN[why], "")


def not_got(uow: UnitOfWork, now: datetime, photo: Photo) -> None:
    """It could not be fetched, however often that was tried."""
    _gone(uow, now, photo, "not_got", "", words.PHOTO_NOT_GOT_LOOSE)


def _gone(uow: UnitOfWork, now: datetime, photo: Photo, what: str, said: str, loose_said: str) -> None:
    placed = uow.photo(photo.id)
    if placed is None:
        return
    uow.forget_photo(photo)
    saved = (words.PHOTO_WORDS_SAVED if said else words.PHOTO_NOT_GOT).format(ref=placed.ref)
    text = f"{said} {saved}".strip() if placed.ref else said or loose_said
    _tell(uow, now, photo, what, Card(heading=text))


def _tell(uow: UnitOfWork, now: datetime, photo: Photo, what: str, card: Card) -> None:
    """Each thing once for all photos of one message."""
    key = f"photo:{photo.turn}:{what}"
    message = Message(key=key, person=photo.person, priority=Priority.REPLY, card=card, only=photo.sender)
    uow.send(message, now)


def may_see(uow: UnitOfWork, now: datetime, photo: Photo, person: int) -> Entry | None:
    """The entry of the photo, if that person may read its words now."""
    entry, register = uow.entry(photo.ref), register_of(photo.ref)
    if entry is None or register is None or not photo.kept:
        return None
    return entry if may_read(register, entry, person, uow.directory(), now) else None


def show(uow: UnitOfWork, now: datetime, sender: Sender, person: Person, entry: Entry, turn: int) -> int:
    """Send the photos of an entry that they may read to them alone; every look but the reporter's own is recorded."""
    photos = [photo for photo in uow.photos(entry.ref) if photo.kept]
    for photo in photos:
        params = {"photo": str(photo.id), "ref": entry.ref}
        uow.send(
            Message(
                key=f"see:{turn}:{photo.id}",
                person=person.id,
                priority=Priority.REPLY,
                view=PHOTO_VIEW,
                only=sender,
                params=params,
            ),
            now,
        )
    if photos and person.id != entry.reported_by:
        uow.record(Event(ref=entry.ref, at=now, by=person.id, verb=audit.PHOTO_LOOKED, frm=entry.state, to=entry.state))
    return len(photos)


def lend(uow: UnitOfWork, now: datetime, token: str, photo: Photo, person: int) -> None:
    """Let them open it once by that token, for a few minutes."""
    uow.put_photo_link(token, photo, person, now + LINK_LIVES)


def opened(uow: UnitOfWork, now: datetime, token: str) -> bytes | None:
    """The photo behind a link, once; None if there is none any more, or they may not see it any more."""
    found = uow.take_photo_link(token, now)
    entry = may_see(uow, now, *found) if found else None
    if found is None or entry is None:
        return None
    if found[1] != entry.reported_by:
        at = entry.state
        uow.record(Event(ref=entry.ref, at=now, by=found[1], verb=audit.PHOTO_OPENED, frm=at, to=at))
    return uow.photo_jpeg(found[0])
