"""The Teams channel: how people are reached there."""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

import structlog

from adapters.chat.faults import Limited, Lost, NotSent, Refused
from adapters.chat.lengths import clean
from adapters.chat.strict import words_at
from adapters.teams.activities import with_card, with_text
from adapters.teams.connector import Connector
from adapters.teams.dialog import inline_form
from adapters.teams.files import Small, TeamsFiles, card_with
from adapters.teams.read import CHANNEL, Met, Place, place_of, read
from adapters.teams.render import ROOM, card_of, summary_of, text_of
from core import words
from core.card import Card, Tone
from core.form import Form
from core.ports import Attached, Busy, Incoming, Profile, Said, Sender, Unclear, Unreachable

WAIT = 5.0
"""Seconds until the next try where there was no connection."""

PROFILE_WITHIN = 2.0
"""Seconds that the look-up of a name may take: somebody is waiting for their receipt."""

REMEMBERED = 20_000
"""People whose newest place is kept in mind; of others the place that was stored is taken."""

MOVED = frozenset({"status 404", "status 410"})
"""How a connector answers that has never heard of us: it gives no reason of its own."""

COPY_GONE = frozenset({"ActivityNotFoundInConversation", "BadArgument", "MessageNotFound"})
"""Refusals of a redrawing that say nothing about reaching the person: this copy just stays as it is."""

GUEST = "#EXT#"

T = TypeVar("T")

log = structlog.get_logger(__name__)


class TeamsChannel:
    """Implements `core.ports.Channel`. Nobody can be looked up here who has not met Handrail.

    Where each person was last met is remembered: the connector's address in it may change, and the newest is right.
    """

    name = CHANNEL
    can_look_back = False

    def __init__(self, connector: Connector, files: TeamsFiles, small: Small, public_url: str) -> None:
        self._connector = connector
        self._files = files
        self._small = small
        self._public_url = public_url.rstrip("/")
        self._met: OrderedDict[str, Met] = OrderedDict()
        self._services: dict[str, str] = {}
        self._asked_to_open: deque[Met] = deque(maxlen=100)

    def read(self, body: bytes) -> Incoming | None:
        """What a stored activity says. Raises ValueError for nonsense."""
        incoming, met = read(body)
        self._met[met.user] = met
        self._services[incoming.sender.tenant] = met.place.service
        self._met.move_to_end(met.user)
        while len(self._met) > REMEMBERED:
            self._met.popitem(last=False)
        if isinstance(incoming, Said) and incoming.attached:
            ours = tuple(one for one in incoming.attached if self._files.allowed(one.where))
            return replace(incoming, attached=ours)
        return incoming

    @property
    def links(self) -> bool:
        """Whether there is an address of our own that a link could lead to."""
        return bool(self._public_url)

    async def fetch(self, attached: Attached) -> bytes:
        """What was sent. Raises Busy, Unreachable, or NotTaken for what is too large."""
        try:
            return await self._files.fetch(attached)
        except (Limited, Refused, Lost, NotSent) as fault:
            raise _told(fault, again=True) from None

    async def show_photo(self, to: Sender, jpeg: bytes, caption: str, *, link: str, key: str) -> tuple[str, str]:
        """Put the photo, or the link to it, into their private chat. Raises Busy, Unreachable or Unclear."""
        whole = f"{self._public_url}{link}" if link and self._public_url else ""
        card = await asyncio.to_thread(card_with, jpeg, caption, link=whole, small=self._small)
        activity = with_card(card, caption, urgent=False)
        try:
            return await self._somewhere(to, lambda place: self._connector.send(place, activity))
        except (Limited, Refused, Lost, NotSent) as fault:
            raise _told(fault) from None

    async def profile(self, sender: Sender) -> Profile | None:
        """Name and e-mail; the name alone if Teams does not tell more within two seconds."""
        met = self._met.get(sender.user)
        place = met.roster if met else place_of(sender.address)
        if place is None:
            return None
        try:
            async with asyncio.timeout(PROFILE_WITHIN):
                found = _profile(await self._connector.member(place, sender.user), sender.tenant)
        except (Limited, Refused, Lost, NotSent, TimeoutError) as fault:
            log.warning("teams profile not found", fault=_why(fault))
            found = None
        return found or (Profile(name=met.name) if met and met.name else None)

    async def find(self, email: str) -> Sender | None:
        """Nobody: Teams lets a bot write only to those who have it, and those are known by then."""
        return None

    async def post(self, to: Sender, card: Card, *, key: str) -> tuple[str, str]:
        """Send the card; answers (address, activity id). Raises Busy, Unreachable or Unclear."""
        try:
            return await self._somewhere(to, lambda place: _fitted(card, partial(self._connector.send, place)))
        except (Limited, Refused, Lost, NotSent) as fault:
            raise _told(fault) from None

    async def ask(self, to: Sender, form: Form, *, key: str) -> tuple[str, str]:
        """Put the form into the chat, to be filled in there."""
        activity = with_card(inline_form(form, nonce=key), form.title, urgent=False)
        try:
            return await self._somewhere(to, lambda place: self._connector.send(place, activity))
        except (Limited, Refused, Lost, NotSent) as fault:
            raise _told(fault) from None

    async def update(self, to: Sender, provider_id: str, card: Card) -> None:
        """Draw a copy anew; doing so twice does no harm, so it is never unclear. Raises Busy or Unreachable."""
        try:
            await self._somewhere(to, lambda place: _fitted(card, partial(self._connector.update, place, provider_id)))
        except Refused as fault:
            if fault.code not in COPY_GONE:
                raise _told(fault) from None
            log.info("teams copy not redrawn", fault=fault.code)
        except (Limited, NotSent, Lost) as fault:
            raise _told(fault, again=True) from None

    async def find_sent(self, to: Sender, *, key: str, since: datetime) -> tuple[str, str] | None:
        """Teams lets a bot look at nothing that it sent: `can_look_back` says so."""
        return None

    async def show_home(self, to: Sender, card: Card) -> None:
        """Greet whoever added Handrail. Never raises: "help" says the same at any time."""
        try:
            await self.post(to, card, key="home")
        except (Busy, Unreachable, Unclear) as fault:
            log.warning("teams greeting not sent", fault=type(fault).__name__)

    async def _somewhere(self, to: Sender, call: Callable[[Place], Awaitable[T]]) -> tuple[str, T]:
        """Make the call for their private chat; answers its address too.

        Where the connector knows nothing of us any more, the organisation was moved: the place where anybody
        of it was met last is right.
        """
        place = await self._place(to)
        try:
            return str(place), await call(place)
        except Refused as fault:
            newest = self._services.get(to.tenant, place.service)
            if place_of(to.address) is None:
                await self._invited(self._met.get(to.user))
            if fault.code not in MOVED or newest == place.service:
                raise
        place = Place(service=newest, conversation=place.conversation)
        return str(place), await call(place)

    async def _place(self, to: Sender) -> Place:
        """Their private chat with us, at the newest address of the connector. Raises Busy or Unreachable."""
        met, stored = self._met.get(to.user), place_of(to.address)
        service = met.place.service if met else stored.service if stored else ""
        if stored is not None:
            return Place(service=service, conversation=stored.conversation)
        if met is not None and met.own:
            return met.place
        if not service:
            raise Unreachable("no conversation is known")
        return await self._opened(to, service, met)

    async def _opened(self, to: Sender, service: str, met: Met | None) -> Place:
        """The private chat with somebody whom we know from a group only."""
        try:
            return await self._connector.private_chat(service, to.tenant, to.user)
        except Refused as fault:
            await self._invited(met)
            raise _told(fault) from None
        except (Limited, Lost, NotSent) as fault:
            raise _told(fault, again=True) from None

    async def _invited(self, met: Met | None) -> None:
        """They have not added Handrail: say where they asked, and to nobody else's ears, how to see the answer."""
        if met is None or met.own or met in self._asked_to_open:
            return
        self._asked_to_open.append(met)
        try:
            await self._connector.send(met.place, with_text(words.OPEN_A_CHAT))
        except (Limited, Refused, Lost, NotSent) as fault:
            log.warning("teams invitation not sent", fault=_why(fault))


async def _fitted(card: Card, call: Callable[[Mapping[str, Any]], Awaitable[T]]) -> T:
    """Make the call with the card; if that is too large after all, with less of it, and at last with words alone."""
    for room in (ROOM, ROOM // 3):
        activity = with_card(card_of(card, room=room), summary_of(card), urgent=card.tone is Tone.URGENT)
        try:
            return await call(activity)
        except Refused as fault:
            if not fault.too_large:
                raise
    return await call(with_text(text_of(card)))


def _told(fault: Limited | Refused | Lost | NotSent, *, again: bool = False) -> Busy | Unreachable | Unclear:
    """The fault as the outbox knows it. `again`: doing it twice does no harm, so nothing is unclear."""
    match fault:
        case Limited():
            return Busy(fault.seconds)
        case Refused():
            return Unreachable(fault.code)
        case Lost() if not again:
            return Unclear(str(fault))
        case _:
            return Busy(WAIT)


def _profile(told: Mapping[str, Any], tenant: str) -> Profile | None:
    """The e-mail address only of people of the organisation itself: a guest's is what another one says it is."""
    name = clean(words_at(told, "name") or words_at(told, "givenName"))
    sign_in = words_at(told, "userPrincipalName")
    at_home = words_at(told, "tenantId") in ("", tenant) and words_at(told, "userRole") in ("", "user")
    email = words_at(told, "email") or (sign_in if "@" in sign_in else "")
    known = at_home and GUEST not in sign_in.upper()
    return Profile(name=name, email=clean(email) if known else "") if name else None


def _why(fault: Exception) -> str:
    return fault.code if isinstance(fault, Refused) else type(fault).__name__
