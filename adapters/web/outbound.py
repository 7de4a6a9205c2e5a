"""The page as a channel: cards become lines on one of its phones."""

from base64 import b64decode
from dataclasses import dataclass
from datetime import datetime

from adapters.web.inbound import PAGE, read, sender
from adapters.web.phones import Asked, Phones, Pictured, Shown
from core.card import Card
from core.form import Form
from core.ports import Attached, Incoming, Profile, Sender, Unreachable
from core.stage import Actor


@dataclass(frozen=True, kw_only=True)
class PageChannel:
    """Implements core.ports.Channel for the people of the cast; nobody else can be reached here."""

    phones: Phones
    cast: tuple[Actor, ...]
    name: str = PAGE
    can_look_back: bool = True
    links: bool = True

    def read(self, body: bytes) -> Incoming | None:
        """What a stored request says. Raises ValueError for nonsense."""
        return read(body)

    async def profile(self, sender: Sender) -> Profile | None:
        """Name and e-mail of somebody of the cast. Whoever nobody knows has no e-mail."""
        actor = self._actor(sender.user)
        return Profile(name=actor.name, email=actor.email if actor.known else "") if actor else None

    async def find(self, email: str) -> Sender | None:
        """Whoever of the cast has that e-mail."""
        wanted = email.casefold()
        known = (actor for actor in self.cast if actor.known and actor.email)
        return next((sender(actor.user) for actor in known if actor.email.casefold() == wanted), None)

    async def post(self, to: Sender, card: Card, *, key: str) -> tuple[str, str]:
        """Put the card on their phone. Raises Unreachable for anybody outside the cast."""
        line = await self.phones.show(self._reached(to), Shown(card=card, key=key))
        return to.user, str(line)

    async def ask(self, to: Sender, form: Form, *, key: str) -> tuple[str, str]:
        """Put the form on their phone, where other channels would open a window for it."""
        line = await self.phones.show(self._reached(to), Asked(form=form, key=key))
        return to.user, str(line)

    async def update(self, to: Sender, provider_id: str, card: Card) -> None:
        """Draw the card anew where it stands."""
        await self.phones.redraw(self._reached(to), int(provider_id), card)

    async def find_sent(self, to: Sender, *, key: str, since: datetime) -> tuple[str, str] | None:
        """The card with that key, if it did reach the phone."""
        line = await self.phones.find(to.user, key, since)
        return (to.user, str(line)) if line is not None else None

    async def fetch(self, attached: Attached) -> bytes:
        """What was sent: it lies in the request itself, developed when it came. Raises Unreachable for nonsense."""
        try:
            return b64decode(attached.where, validate=True)
        except ValueError:
            raise Unreachable("not a photo of the page") from None

    async def show_photo(self, to: Sender, jpeg: bytes, caption: str, *, link: str, key: str) -> tuple[str, str]:
        """Put on their phone where it can be opened once. Raises Unreachable for anybody outside the cast."""
        line = await self.phones.show(self._reached(to), Pictured(caption=caption, link=link, key=key))
        return to.user, str(line)

    async def show_home(self, to: Sender, card: Card) -> None:
        """Nothing: a declared gap. The page has no place of one's own beside the conversation."""

    def _actor(self, user: str) -> Actor | None:
        return next((actor for actor in self.cast if actor.user == user), None)

    def _reached(self, to: Sender) -> str:
        if self._actor(to.user) is None:
            raise Unreachable("nobody on this page has that phone")
        return to.user
