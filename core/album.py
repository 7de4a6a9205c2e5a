"""What is written about photos. Each function is part of one unit of work, as those of `handlers` are.

The report itself never waits for its photo: it is saved, and the photo follows when it was fetched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core import audit, words
from core.access import may_read
from core.audit import Event
from core.card import Act, Button, Buttons, Card, Words
from core.people import Person
from core.photos import ADDED_WITHIN, ASIDE, LINK_LIVES, LOOSE_FOR, MOST, Why, refused_unseen
from core.ports import Attached, Message, Photo, Priority, Sender, UnitOfWork
from core.register import Entry
from core.registers import ISSUES, QUESTIONS, register_of
from core.registers.issues.table import WITHDRAWN

MOST_LATELY = 500
"""Reports of the last minutes that are looked through for somebody's own."""

PHOTO_VIEW = "photo"
"""The view of a message that is a photo. It names no entry, so that no change of one sends the photo again."""

TURNS_APART = "-"
"""Between the messages whose photos one button removes."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """What became of the files of one message: how many will be fetched, and why others were not taken."""

    count: int
    refused: tuple[Why, ...]


def take(
    uow: UnitOfWork, now: datetime, sender: Sender, person: Person, turn: int, attached: Sequence[Attached]
) -> Taken:
    """Remember the photos of a message. They wait for the entry that they belong to."""
    room = MOST - len(loose(uow, now, person)) - len(aside(uow, person))
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


def aside(uow: UnitOfWork, person: Person) -> tuple[Photo, ...]:
    """Their photos of which they were asked to which report they belong."""
    return tuple(photo for photo in uow.photos(ASIDE) if photo.person == person.id)


def put_aside(uow: UnitOfWork, now: datetime, person: Person) -> None:
    """Those that wait for words wait for that answer now, and go to no report by themselves."""
    for photo in loose(uow, now, person):
        uow.attach_photo(photo, ASIDE)


def attach(
    uow: UnitOfWork, now: datetime, person: Person, entry: Entry, waiting: Sequence[Photo]
) -> tuple[tuple[Photo, ...], int]:
    """Give the photos that wait to the entry. Answers which are kept already, and how many were too many."""
    room = MOST - len(uow.photos(entry.ref))
    for photo in waiting[room:]:
        uow.forget_photo(photo)
    taken = waiting[:room]
    for photo in taken:
        uow.attach_photo(photo, entry.ref)
    there = tuple(photo for photo in taken if photo.kept)
    for _ in there:
        _added(uow, now, person.id, entry)
    return there, len(waiting) - len(taken)


def _added(uow: UnitOfWork, now: datetime, person: int, entry: Entry) -> None:
    uow.record(Event(ref=entry.ref, at=now, by=person, verb=audit.PHOTO_ADDED, frm=entry.state, to=entry.state))
    uow.redraw(entry.ref)


def own_lately(uow: UnitOfWork, person: int, since: datetime) -> tuple[Entry, ...]:
    """What they reported or wrote down for somebody since then and did not take back, the newest first."""
    found = [
        entry
        for register in (ISSUES, QUESTIONS)
        for entry in uow.entries(register, since=since, limit=MOST_LATELY)
        if person in (entry.reported_by, entry.logged_by) and entry.state != WITHDRAWN
    ]
    return tuple(sorted(found, key=lambda entry: entry.reported_at, reverse=True))


def unanswered(uow: UnitOfWork, now: datetime) -> tuple[Photo, ...]:
    """Photos of which nobody has said for too long to which report they belong."""
    return tuple(photo for photo in uow.photos(ASIDE) if photo.created_at < now - LOOSE_FOR)


def place_unanswered(uow: UnitOfWork, now: datetime) -> None:
    """Each goes to the report that the fewest may read, so that nobody sees it who should not; none is lost."""
    for photo in unanswered(uow, now):
        own = own_lately(uow, photo.person, photo.created_at - ADDED_WITHIN)
        before = [entry for entry in own if entry.reported_at <= photo.created_at] or own
        found = max(before, key=lambda entry: (entry.restricted, entry.reported_at), default=None)
        if found is None:  # they took every one back
            uow.forget_photo(photo)
            continue
        there, _ = attach(uow, now, uow.directory().person(photo.person), found, (photo,))
        if there:
            _tell(uow, now, photo, "placed", thanks(found, there))


def remove(uow: UnitOfWork, now: datetime, actor: Person, entry: Entry, photos: Sequence[Photo]) -> None:
    """Delete photos and every link to them. That there was one stays on record."""
    for photo in photos:
        uow.forget_photo(photo)
        at = entry.state
        uow.record(Event(ref=entry.ref, at=now, by=actor.id, verb=audit.PHOTO_REMOVED, frm=at, to=at))
    uow.redraw(entry.ref)


def kept(uow: UnitOfWork, now: datetime, photo: Photo, jpeg: bytes) -> None:
    """It was fetched and is a photo. Raises Stale if it was taken over or deleted meanwhile."""
    uow.keep_photo(photo, jpeg)
    placed = uow.photo(photo.id)
    entry = uow.entry(placed.ref) if placed and placed.ref else None
    if entry is not None:
        _added(uow, now, photo.person, entry)
        _tell(uow, now, photo, "kept", thanks(entry, (photo,)))


def thanks(entry: Entry, photos: Sequence[Photo]) -> Card:
    """What is said once about the photos of a message, with the request for care and the way back."""
    turns = TURNS_APART.join(dict.fromkeys(str(photo.turn) for photo in photos))
    back = Button(label=words.PHOTO_REMOVE, act=Act(verb="remove_photo", ref=entry.ref, value=turns))
    row = () if entry.restricted else (Buttons(buttons=(back,)),)
    return Card(heading=words.PHOTO_WITH.format(ref=entry.ref), body=(Words(text=words.PHOTO_CARE), *row))


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
    text = f"{said} {saved}".strip() if placed.ref not in ("", ASIDE) else said or loose_said
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
