"""Photos: sealed like everything that people wrote, and fetched at most once at a time.

A claim is a lease, kept as the time of the next try: whoever does not finish in time finds the count
of tries changed (Stale), and keeps nothing.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import and_, bindparam, delete, func, insert, or_, select, update

from adapters.store.cipher import Unreadable
from adapters.store.tables import PHOTO, PHOTO_LINK
from adapters.store.unit import Unit
from core.ports import Attached, Photo, Sender, Stale

LEASE = timedelta(minutes=3)

_ATTACHED: TypeAdapter[Attached] = TypeAdapter(Attached)

FACTS = tuple(PHOTO.c[name] for name in PHOTO.c.keys() if name != "sealed")  # noqa: SIM118 - columns are no mapping
THIS = PHOTO.c.id == bindparam("this")
ONE = select(*FACTS).where(THIS)
OF_ENTRY = select(*FACTS).where(PHOTO.c.ref == bindparam("this_ref"), PHOTO.c.ref != "").order_by(PHOTO.c.id)
COUNTS = (
    select(PHOTO.c.ref, func.count().label("count"))
    .where(PHOTO.c.kept.is_(True), PHOTO.c.ref != "")
    .group_by(PHOTO.c.ref)
)
LOOSE = (
    select(*FACTS)
    .where(PHOTO.c.ref == "", PHOTO.c.person == bindparam("whose"), PHOTO.c.created_at >= bindparam("since"))
    .order_by(PHOTO.c.id)
)
DUE = (
    select(PHOTO)
    .where(PHOTO.c.kept.is_(False), PHOTO.c.next_try <= bindparam("now"))
    .order_by(PHOTO.c.next_try, PHOTO.c.id)
    .limit(bindparam("limit"))
)
WAIT = (
    select(PHOTO.c.id)
    .where(
        or_(
            and_(PHOTO.c.kept.is_(False), PHOTO.c.next_try <= bindparam("now")),
            and_(PHOTO.c.ref == "", PHOTO.c.created_at < bindparam("loose_before")),
        )
    )
    .limit(1)
)
TAKE = update(PHOTO).where(THIS).values(attempts=PHOTO.c.attempts + 1)
CLAIMED = update(PHOTO).where(THIS, PHOTO.c.kept.is_(False), PHOTO.c.attempts == bindparam("this_attempt"))
LINK = delete(PHOTO_LINK).where(PHOTO_LINK.c.token_hash == bindparam("this"))


class Photos(Unit):
    """Photos and the links to them."""

    def add_photo(self, person: int, sender: Sender, turn: int, source: Attached, now: datetime) -> Photo:
        """Remember a photo that has to be fetched; it waits for words until it is attached."""
        values: dict[str, Any] = {
            "ref": "",
            "person": person,
            "channel": sender.channel,
            "tenant": sender.tenant,
            "user": sender.user,
            "address": sender.address,
            "turn": turn,
            "sealed": self._seal(_ATTACHED.dump_json(source)),
            "kept": False,
            "attempts": 0,
            "next_try": now,
            "created_at": now,
        }
        number = int(self._value(insert(PHOTO).returning(PHOTO.c.id), **values))
        return _photo({**values, "id": number})

    def photo(self, number: int) -> Photo | None:
        """The photo with that number."""
        row = self._row(ONE, this=number)
        return _photo(row) if row else None

    def photos(self, ref: str) -> tuple[Photo, ...]:
        """All photos of an entry, also those that are still being fetched, the oldest first."""
        return tuple(_photo(row) for row in self._rows(OF_ENTRY, this_ref=ref))

    def photo_counts(self) -> Mapping[str, int]:
        """How many photos are kept with each entry that has any."""
        return {row["ref"]: int(row["count"]) for row in self._rows(COUNTS)}

    def loose_photos(self, person: int, since: datetime) -> tuple[Photo, ...]:
        """Photos of theirs that wait for words, sent since then, the oldest first."""
        return tuple(_photo(row) for row in self._rows(LOOSE, whose=person, since=since))

    def photos_wait(self, now: datetime, loose_before: datetime) -> bool:
        """Whether there is any photo to fetch, or one that waited for words since before that moment."""
        return self._value(WAIT, now=now, loose_before=loose_before) is not None

    def claim_photos(self, now: datetime, limit: int) -> tuple[tuple[Photo, Attached], ...]:
        """Take what has to be fetched, with where it is. `attempts` counts this try."""
        rows = self._rows(DUE, now=now, limit=limit)
        if rows:
            self._do(TAKE, [{"this": row["id"], "next_try": now + LEASE} for row in rows])
        return tuple((_photo({**row, "attempts": row["attempts"] + 1}), self._source(row)) for row in rows)

    def _source(self, row: Any) -> Attached:
        """Where it is; nowhere if that can't be opened, so that one broken row stops no other."""
        try:
            return _ATTACHED.validate_json(self._unseal(row["sealed"]))
        except (Unreadable, ValueError):
            return Attached(kind="", size=0, where="")

    def attach_photo(self, photo: Photo, ref: str) -> None:
        """It belongs to that entry from now on."""
        self._do(update(PHOTO).where(THIS), {"this": photo.id, "ref": ref})

    def keep_photo(self, photo: Photo, jpeg: bytes) -> None:
        """Keep what was made of it in the place of where it was. Raises Stale if it was taken over or deleted."""
        self._claimed(photo, kept=True, sealed=self._seal(jpeg))

    def retry_photo(self, photo: Photo, at: datetime) -> None:
        """Fetch it again then. Raises Stale like `keep_photo`."""
        self._claimed(photo, next_try=at)

    def _claimed(self, photo: Photo, **values: Any) -> None:
        if not self._do(CLAIMED, {"this": photo.id, "this_attempt": photo.attempts, **values}):
            raise Stale(f"photo {photo.id}")

    def forget_photo(self, photo: Photo) -> None:
        """Delete it, and the links to it."""
        self._do(delete(PHOTO_LINK).where(PHOTO_LINK.c.photo == photo.id))
        self._do(delete(PHOTO).where(PHOTO.c.id == photo.id))

    def forget_loose_photos(self, before: datetime) -> int:
        """Delete what has waited for words since before that moment; how many."""
        return self._do(delete(PHOTO).where(PHOTO.c.ref == "", PHOTO.c.created_at < before))

    def photo_jpeg(self, photo: Photo) -> bytes:
        """The photo as it is kept, opened. Raises LookupError without one, ValueError if the key is another one."""
        sealed = self._value(select(PHOTO.c.sealed).where(PHOTO.c.id == photo.id, PHOTO.c.kept.is_(True)))
        if sealed is None:
            raise LookupError(f"photo {photo.id}")
        return self._unseal(sealed)

    def put_photo_link(self, token: str, photo: Photo, person: int, until: datetime) -> None:
        """Let that person open the photo once, by that token. What nobody used in time goes with it."""
        self._do(delete(PHOTO_LINK).where(PHOTO_LINK.c.until < self._means.now()))
        values = {"token_hash": _hash(token), "photo": photo.id, "person": person, "until": until}
        self._do(insert(PHOTO_LINK), values)

    def take_photo_link(self, token: str, now: datetime) -> tuple[Photo, int] | None:
        """The photo behind a token and who may open it, once; None if it was used, ran out or never was."""
        row = self._row(LINK.returning(PHOTO_LINK.c.photo, PHOTO_LINK.c.person, PHOTO_LINK.c.until), this=_hash(token))
        photo = self.photo(row["photo"]) if row and row["until"] > now else None
        return (photo, int(row["person"])) if row and photo else None


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()


def _photo(row: Mapping[str, Any] | Any) -> Photo:
    return Photo(
        id=row["id"],
        ref=row["ref"],
        person=row["person"],
        sender=Sender(channel=row["channel"], tenant=row["tenant"], user=row["user"], address=row["address"]),
        turn=row["turn"],
        kept=bool(row["kept"]),
        attempts=row["attempts"],
        created_at=row["created_at"],
    )
