"""What the bot waits for, the lines of the page's phones, small notes, and sealing."""

from datetime import datetime

from pydantic import TypeAdapter
from sqlalchemy import and_, bindparam, delete, insert, select, update

from adapters.store.dialect import insert_or_update
from adapters.store.tables import DIALOGUE, NOTE, PHONE_LINE
from adapters.store.unit import Unit
from core.ports import Dialogue, PhoneLine, Sender

_DIALOGUE: TypeAdapter[Dialogue] = TypeAdapter(Dialogue)

MINE = and_(*(DIALOGUE.c[name] == bindparam(name) for name in ("channel", "tenant", "user")))
WAITED_FOR = select(DIALOGUE.c.sealed).where(MINE)
WAIT_NO_MORE = delete(DIALOGUE).where(MINE)

NEW_LINE = insert(PHONE_LINE).returning(PHONE_LINE.c.id)
DRAWN_ANEW = update(PHONE_LINE).where(PHONE_LINE.c.id == bindparam("line"))
NEWEST_LINES = (
    select(*(PHONE_LINE.c[name] for name in ("id", "side", "sealed", "at", "changed_at")))
    .where(PHONE_LINE.c.user == bindparam("owner"))
    .order_by(PHONE_LINE.c.id.desc())
    .limit(bindparam("limit"))
)
NOTED = select(NOTE.c.value).where(NOTE.c.name == bindparam("name"))


class Talk(Unit):
    """Small things of conversations."""

    def dialogue(self, sender: Sender) -> Dialogue:
        """What is waited for from them, also if its time is over; an empty one if nothing is."""
        sealed = self._value(WAITED_FOR, **_account(sender))
        return _DIALOGUE.validate_json(self._unseal(sealed)) if sealed else Dialogue()

    def put_dialogue(self, sender: Sender, dialogue: Dialogue) -> None:
        """Keep what is waited for; an empty one waits for nothing."""
        if dialogue == Dialogue():
            self._do(WAIT_NO_MORE, _account(sender))
            return
        kept = {"sealed": self._seal(_DIALOGUE.dump_json(dialogue)), "until": dialogue.until}
        self._do(insert_or_update(DIALOGUE, *_account(sender)), _account(sender) | kept)

    def seal(self, words: str) -> bytes:
        """Somebody's words, encrypted. Half of a broken character is kept as it came."""
        return self._seal(words.encode("utf-8", "surrogatepass"))

    def unseal(self, sealed: bytes) -> str:
        """The words again. Raises ValueError if the key is another one."""
        return self._unseal(sealed).decode("utf-8", "surrogatepass")

    def phone_add(self, user: str, side: str, sealed: bytes, at: datetime) -> int:
        """Add a bubble to somebody's phone; its number."""
        values = {"user": user, "side": side, "sealed": sealed, "at": at, "changed_at": at}
        return int(self._value(NEW_LINE, **values))

    def phone_set(self, line: int, sealed: bytes, at: datetime) -> None:
        """Draw a bubble anew, in its old place."""
        self._do(DRAWN_ANEW, {"line": line, "sealed": sealed, "changed_at": at})

    def phone_lines(self, user: str, limit: int) -> tuple[PhoneLine, ...]:
        """The newest `limit` bubbles of somebody's phone, the oldest of them first."""
        return tuple(PhoneLine(**row) for row in reversed(self._rows(NEWEST_LINES, owner=user, limit=limit)))

    def note(self, name: str) -> str:
        """A small setting; empty if it was never set."""
        return str(self._value(NOTED, name=name) or "")

    def put_note(self, name: str, value: str) -> None:
        """Keep a small setting."""
        self._do(insert_or_update(NOTE, "name"), {"name": name, "value": value})


def _account(sender: Sender) -> dict[str, str]:
    return {"channel": sender.channel, "tenant": sender.tenant, "user": sender.user}
