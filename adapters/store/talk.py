"""What the bot waits for, the lines of the page's phones, small notes, and sealing."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, and_, delete, insert, select, update

from adapters.store.dialect import insert_or_update
from adapters.store.tables import DIALOGUE, NOTE, PHONE_LINE
from adapters.store.unit import Unit
from core.ports import Dialogue, PhoneLine, Sender

_DIALOGUE: TypeAdapter[Dialogue] = TypeAdapter(Dialogue)


class Talk(Unit):
    """Small things of conversations."""

    def dialogue(self, sender: Sender) -> Dialogue:
        """What is waited for from them, also if its time is over; an empty one if nothing is."""
        sealed = self._value(select(DIALOGUE.c.sealed).where(_of(sender)))
        return _DIALOGUE.validate_json(self._unseal(sealed)) if sealed else Dialogue()

    def put_dialogue(self, sender: Sender, dialogue: Dialogue) -> None:
        """Keep what is waited for; an empty one waits for nothing."""
        if dialogue == Dialogue():
            self._do(delete(DIALOGUE).where(_of(sender)))
            return
        who = {"channel": sender.channel, "tenant": sender.tenant, "user": sender.user}
        kept = {"sealed": self._seal(_DIALOGUE.dump_json(dialogue)), "until": dialogue.until}
        self._do(insert_or_update(DIALOGUE, list(who)).values(**who, **kept))

    def seal(self, words: str) -> bytes:
        """Somebody's words, encrypted. Half of a broken character is kept as it came."""
        return self._seal(words.encode("utf-8", "surrogatepass"))

    def unseal(self, sealed: bytes) -> str:
        """The words again. Raises ValueError if the key is another one."""
        return self._unseal(sealed).decode("utf-8", "surrogatepass")

    def phone_add(self, user: str, side: str, sealed: bytes, at: datetime) -> int:
        """Add a bubble to somebody's phone; its number."""
        values = {"user": user, "side": side, "sealed": sealed, "at": at, "changed_at": at}
        return int(self._value(insert(PHONE_LINE).values(**values).returning(PHONE_LINE.c.id)))

    def phone_set(self, line: int, sealed: bytes, at: datetime) -> None:
        """Draw a bubble anew, in its old place."""
        self._do(update(PHONE_LINE).where(PHONE_LINE.c.id == line).values(sealed=sealed, changed_at=at))

    def phone_lines(self, user: str, limit: int) -> tuple[PhoneLine, ...]:
        """The newest `limit` bubbles of somebody's phone, the oldest of them first."""
        columns = [PHONE_LINE.c[name] for name in ("id", "side", "sealed", "at", "changed_at")]
        newest = select(*columns).where(PHONE_LINE.c.user == user).order_by(PHONE_LINE.c.id.desc()).limit(limit)
        return tuple(PhoneLine(**row) for row in reversed(self._rows(newest)))

    def note(self, name: str) -> str:
        """A small setting; empty if it was never set."""
        return str(self._value(select(NOTE.c.value).where(NOTE.c.name == name)) or "")

    def put_note(self, name: str, value: str) -> None:
        """Keep a small setting."""
        self._do(insert_or_update(NOTE, ["name"]).values(name=name, value=value))


def _of(sender: Sender) -> ColumnElement[bool]:
    return and_(
        DIALOGUE.c.channel == sender.channel,
        DIALOGUE.c.tenant == sender.tenant,
        DIALOGUE.c.user == sender.user,
    )
