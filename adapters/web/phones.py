"""The phones of the page: what stands on them, kept sealed in the store and told to every open page."""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Annotated, Any, Literal, Protocol, TypeVar

from pydantic import Discriminator, TypeAdapter

from adapters.web.live import Hub
from adapters.web.looks import OWN, Looks
from core.card import Card
from core.form import Form
from core.ports import Clock, PhoneLine

SHOWN = 200
"""Lines of one phone that a page gets. Older ones stay in the store."""

SEARCHED = 500
"""Lines of one phone among which a message that was sent is looked for."""

WAIT_FOR_TURN = 1.0
"""Seconds that an answer waits, at most, for the bubble that it answers."""

T = TypeVar("T")


class PhoneUnit(Protocol):
    """The part of a unit of work that phones need."""

    def seal(self, words: str) -> bytes:
        """Encrypt what stands on a line."""

    def unseal(self, sealed: bytes) -> str:
        """What `seal` was given."""

    def phone_add(self, user: str, side: str, sealed: bytes, at: datetime) -> int:
        """Add a line; answers its number, which grows."""

    def phone_set(self, line: int, sealed: bytes, at: datetime) -> None:
        """Put something else on a line."""

    def phone_lines(self, user: str, limit: int) -> tuple[PhoneLine, ...]:
        """The latest lines of a phone."""


class PhoneStore(Protocol):
    """The part of the store that phones need. Every core.ports.Store is one."""

    async def work(self, job: Callable[[PhoneUnit], T]) -> T:
        """Run one unit of work and commit it."""

    async def look(self, job: Callable[[PhoneUnit], T]) -> T:
        """Run a reading job."""


@dataclass(frozen=True, kw_only=True)
class Typed:
    """What somebody typed on the phone, and how many photos they sent with it.

    `key` is the page's own id of the request.
    """

    text: str
    key: str
    photos: int = 0
    kind: Literal["typed"] = "typed"


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """The button that somebody pressed, or the form that they sent."""

    label: str
    key: str
    kind: Literal["chosen"] = "chosen"


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A card that Handrail sent. `key` is the outbox's key of the message."""

    card: Card
    key: str
    kind: Literal["card"] = "card"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A form that Handrail sent."""

    form: Form
    key: str
    kind: Literal["form"] = "form"


@dataclass(frozen=True, kw_only=True)
class Pictured:
    """A photo that somebody asked for: never the photo itself, only where this phone can open it once."""

    caption: str
    link: str
    key: str
    kind: Literal["photo"] = "photo"


Content = Annotated[Typed | Chosen | Shown | Asked | Pictured, Discriminator("kind")]
_CONTENT: TypeAdapter[Typed | Chosen | Shown | Asked | Pictured] = TypeAdapter(Content)


def _seal(uow: PhoneUnit, content: Content) -> bytes:
    return uow.seal(_CONTENT.dump_json(content).decode())


def _unseal(uow: PhoneUnit, line: PhoneLine) -> Content:
    return _CONTENT.validate_json(uow.unseal(line.sealed))


def _search(uow: PhoneUnit, user: str, key: str, since: datetime | None = None) -> PhoneLine | None:
    """The latest line of the phone with that key."""
    lines = sorted(uow.phone_lines(user, SEARCHED), key=lambda line: line.id, reverse=True)
    young = (line for line in lines if since is None or line.at >= since)
    return next((line for line in young if _unseal(uow, line).key == key), None)


@dataclass(frozen=True, kw_only=True)
class Phones:
    """All phones. Every change is committed first and told to the open pages after."""

    store: PhoneStore
    clock: Clock
    zone: tzinfo
    hub: Hub
    wake: Callable[[], None]
    looks: Looks
    _turns: defaultdict[str, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    @asynccontextmanager
    async def turn(self, user: str) -> AsyncIterator[None]:
        """While somebody's words are being taken, answers to them wait: first the question, then the answer."""
        async with self._turns[user]:
            yield

    async def _wait_for_turn(self, user: str) -> None:
        """Wait until nobody's words are being taken. A late answer in the wrong place beats none."""
        try:
            async with asyncio.timeout(WAIT_FOR_TURN), self._turns[user]:
                return
        except TimeoutError:
            return

    async def show(self, user: str, content: Shown | Asked | Pictured) -> int:
        """A message from Handrail; answers the line. One with the same key is there only once."""
        await self._wait_for_turn(user)
        return await self._once(user, "in", content, self.clock.now())

    async def keep(self, user: str, content: Typed | Chosen, at: datetime) -> int:
        """What was typed or pressed on the phone itself, once it has been taken."""
        return await self._once(user, "out", content, at)

    async def _once(self, user: str, side: str, content: Content, at: datetime) -> int:
        def job(uow: PhoneUnit) -> tuple[int, bool]:
            known = _search(uow, user, content.key)
            if known is not None:
                return known.id, False
            return uow.phone_add(user, side, _seal(uow, content), at), True

        line, added = await self.store.work(job)
        if added:
            self._tell(user, PhoneLine(id=line, side=side, sealed=b"", at=at, changed_at=at), content)
        return line

    async def redraw(self, user: str, line: int, card: Card) -> None:
        """The card on that line as it is now. The same card again changes nothing."""
        now = self.clock.now()

        def job(uow: PhoneUnit) -> tuple[PhoneLine, Content] | None:
            old = next((known for known in uow.phone_lines(user, SEARCHED) if known.id == line), None)
            if old is None:
                return None
            content = Shown(card=card, key=_unseal(uow, old).key)
            if content == _unseal(uow, old):
                return None
            uow.phone_set(line, _seal(uow, content), now)
            return PhoneLine(id=line, side=old.side, sealed=b"", at=old.at, changed_at=now), content

        changed = await self.store.work(job)
        if changed is not None:
            self._tell(user, *changed)

    async def find(self, user: str, key: str, since: datetime) -> int | None:
        """The line with that key that has been there since then."""
        line = await self.store.look(lambda uow: _search(uow, user, key, since))
        return line.id if line else None

    async def label(self, user: str, act: object) -> str:
        """What stands on the button that means this act, or an empty text."""

        def job(uow: PhoneUnit) -> str:
            contents = (_unseal(uow, line) for line in reversed(uow.phone_lines(user, SHOWN)))
            cards = (content.card for content in contents if isinstance(content, Shown))
            return next((b.label for card in cards for b in card.presses() if b.act == act), "")

        return await self.store.look(job)

    async def lines(self, user: str, look: str = OWN) -> list[dict[str, Any]]:
        """All that stands on one phone, oldest first, as the page draws it in that look."""

        def job(uow: PhoneUnit) -> list[dict[str, Any]]:
            lines = sorted(uow.phone_lines(user, SHOWN), key=lambda line: line.id)
            return [self._drawn(line, _unseal(uow, line), look) for line in lines]

        return await self.store.look(job)

    def _tell(self, user: str, line: PhoneLine, content: Content) -> None:
        self.hub.tell_of(user, "line", lambda look: {"user": user, "line": self._drawn(line, content, look)})
        self.wake()

    def _drawn(self, line: PhoneLine, content: Content, look: str) -> dict[str, Any]:
        """One line as the page draws it. `rev` grows, so that an older version never covers a newer one."""
        local, changed = line.at.astimezone(self.zone), line.changed_at.astimezone(self.zone)
        return {
            **_CONTENT.dump_python(content, mode="json"),
            **(self.looks.dress(look, content.card) if isinstance(content, Shown) else {}),
            "id": line.id,
            "side": line.side,
            "time": f"{local:%H:%M}",
            "day": day_text(local),
            "changed": f"{changed:%H:%M}" if line.changed_at > line.at else "",
            "rev": int(line.changed_at.timestamp() * 1_000_000),
        }


def day_text(local: datetime) -> str:
    """The day as it is said: "Tuesday 2 June"."""
    return f"{local:%A} {local.day} {local:%B}"
