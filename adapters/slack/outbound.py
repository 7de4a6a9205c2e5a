"""The Slack channel: how people are reached there."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from adapters.chat.faults import Limited, Lost, NotSent, Refused
from adapters.chat.fitting import Json
from adapters.slack.calls import WAIT, called
from adapters.slack.files import SlackFiles
from adapters.slack.pace import Pace
from adapters.slack.read import CHANNEL, read
from adapters.slack.render import home_of, message_of
from core import words
from core.card import Card
from core.form import Form
from core.ports import Attached, Busy, Clock, Incoming, Profile, Said, Sender, Unclear, Unreachable

EVENT_TYPE = "handrail"
"""Under this name the key of a message travels with it, so that it can be found again."""

PROFILE_WITHIN = 2.0
"""Seconds that the look-up of a name may take: somebody is waiting for their receipt."""

LOOK_BACK = timedelta(minutes=1)
"""How much earlier than asked for a sent message is looked for: Slack's clock is not ours."""

COPY_GONE = frozenset({"cant_update_message", "edit_window_closed", "message_not_found"})
"""Refusals of a redrawing that say nothing about reaching the person: this copy just stays as it is."""

HISTORY_PAGES = 5
HISTORY_PAGE = 100

AS_WRITTEN = "none"
"""Slack makes no link and no mention of its own accord."""

log = structlog.get_logger(__name__)

Call = Callable[[], Coroutine[Any, Any, AsyncSlackResponse]]


class SlackChannel:
    """Implements `core.ports.Channel`. `client` has its own time limit and never tries again by itself."""

    name = CHANNEL
    can_look_back = True

    links = False

    def __init__(self, client: AsyncWebClient, clock: Clock, files: SlackFiles) -> None:
        self._client = client
        self._files = files
        self._pace = Pace(clock=clock)
        self._addresses: dict[str, str] = {}
        self._team = ""

    def read(self, body: bytes) -> Incoming | None:
        """What a stored request says. Raises ValueError for nonsense."""
        incoming = read(body)
        if isinstance(incoming, Said) and incoming.attached:
            ours = tuple(one for one in incoming.attached if self._files.allowed(one.where))
            return replace(incoming, attached=ours)
        return incoming

    async def fetch(self, attached: Attached) -> bytes:
        """What was sent. Raises Busy, Unreachable, or NotTaken for what is too large."""
        try:
            return await self._files.fetch(attached.where)
        except Limited as fault:
            raise Busy(fault.seconds) from None
        except (Lost, NotSent):
            raise Busy(WAIT) from None
        except Refused as fault:
            raise Unreachable(fault.code) from None

    async def show_photo(self, to: Sender, jpeg: bytes, caption: str, *, link: str, key: str) -> tuple[str, str]:
        """Put the photo into their direct conversation, wherever they asked. Raises Busy or Unreachable."""
        self._pace.go("files")
        try:
            # The address of a press may be a group: nobody but them is to see it.
            address = await self._address(to.user)
            return address, await self._files.upload(address, jpeg, caption)
        except Limited as fault:
            raise self._pace.told_to_wait("files", fault.seconds) from None
        except (Lost, NotSent):
            raise Busy(WAIT) from None  # shown twice does no harm, not shown does
        except Refused as fault:
            raise Unreachable(fault.code) from None

    async def profile(self, sender: Sender) -> Profile | None:
        """Name and e-mail, or None if Slack does not tell within two seconds."""
        try:
            async with asyncio.timeout(PROFILE_WITHIN):
                answer = await self._call("users.info", lambda: self._client.users_info(user=sender.user))
        except (Busy, Refused, TimeoutError) as fault:
            log.warning("slack profile not found", fault=_why(fault))
            return None
        return _profile(answer)

    async def find(self, email: str) -> Sender | None:
        """The member with that e-mail, or None if there is none. Raises Busy if Slack could not be asked."""
        try:
            answer = await self._call("users.lookupByEmail", lambda: self._client.users_lookupByEmail(email=email))
            user = answer["user"]
            if user.get("deleted") or user.get("is_bot"):
                return None
            return Sender(channel=CHANNEL, tenant=await self._own_team(), user=user["id"])
        except Refused as fault:
            if fault.code != "users_not_found":
                log.warning("slack member not found", fault=fault.code)
            return None

    async def post(self, to: Sender, card: Card, *, key: str) -> tuple[str, str]:
        """Send the card; answers (conversation, timestamp). Raises Busy, Unreachable or Unclear."""
        message = message_of(card)
        try:
            address = to.address or await self._address(to.user)
            try:
                answer = await self._post(address, message.text, message.blocks, key)
            except Refused as fault:
                if not fault.too_large:
                    raise
                answer = await self._post(address, message.text, [], key)
        except Refused as fault:
            raise Unreachable(fault.code) from None
        return str(answer.get("channel") or address), str(answer["ts"])

    async def ask(self, to: Sender, form: Form, *, key: str) -> tuple[str, str]:
        """Slack opens a window only on a press, within three seconds; later the same can be typed."""
        return await self.post(to, Card(heading=words.TYPE_IT_HERE), key=key)

    async def update(self, to: Sender, provider_id: str, card: Card) -> None:
        """Draw a copy anew; doing so twice does no harm, so it is never unclear. Raises Busy or Unreachable."""
        message = message_of(card)
        try:
            address = to.address or await self._address(to.user)
            try:
                await self._update(address, provider_id, message.text, message.blocks)
            except Refused as fault:
                if not fault.too_large:
                    raise
                await self._update(address, provider_id, message.text, [])
        except Refused as fault:
            if fault.code not in COPY_GONE:
                raise Unreachable(fault.code) from None
            log.info("slack copy not redrawn", fault=fault.code)

    async def find_sent(self, to: Sender, *, key: str, since: datetime) -> tuple[str, str] | None:
        """(conversation, timestamp) of the message with that key, if it did arrive. Raises Busy or Unreachable."""
        try:
            address = to.address or await self._address(to.user)
            async for message in self._history(address, since - LOOK_BACK):
                if _key_of(message) == key:
                    return address, str(message["ts"])
        except Refused as fault:
            raise Unreachable(fault.code) from None
        return None

    async def show_home(self, to: Sender, card: Card) -> None:
        """Show somebody's App Home. Never raises: what could not be shown is shown when they open it again."""
        view = home_of(card)
        try:
            await self._call("views.publish", lambda: self._client.views_publish(user_id=to.user, view=view))
        except (Busy, Refused) as fault:
            log.warning("slack home not shown", fault=_why(fault))

    async def _post(self, address: str, text: str, blocks: list[Json], key: str) -> Mapping[str, Any]:
        return await self._call(
            address,
            lambda: self._client.chat_postMessage(
                channel=address,
                text=text,
                blocks=blocks,
                metadata={"event_type": EVENT_TYPE, "event_payload": {"key": key}},
                mrkdwn=False,
                unfurl_links=False,
                unfurl_media=False,
                parse=AS_WRITTEN,
                link_names=False,
            ),
            once=True,
        )

    async def _update(self, address: str, timestamp: str, text: str, blocks: list[Json]) -> None:
        await self._call(
            address,
            lambda: self._client.chat_update(
                channel=address, ts=timestamp, text=text, blocks=blocks, parse=AS_WRITTEN, link_names=False
            ),
        )

    async def _history(self, address: str, since: datetime) -> AsyncIterator[Mapping[str, Any]]:
        cursor = ""
        for _ in range(HISTORY_PAGES):
            answer = await self._history_page(address, since, cursor)
            for message in answer.get("messages", ()):
                yield message
            cursor = (answer.get("response_metadata") or {}).get("next_cursor", "")
            if not cursor:
                return

    async def _history_page(self, address: str, since: datetime, cursor: str) -> Mapping[str, Any]:
        return await self._call(
            "conversations.history",
            lambda: self._client.conversations_history(
                channel=address,
                oldest=f"{since.timestamp():.6f}",
                inclusive=True,
                include_all_metadata=True,
                limit=HISTORY_PAGE,
                cursor=cursor or None,
            ),
        )

    async def _address(self, user: str) -> str:
        """The direct conversation with a member, opened once. Raises Busy or Refused."""
        if user not in self._addresses:
            answer = await self._call("conversations.open", lambda: self._client.conversations_open(users=[user]))
            self._addresses[user] = str(answer["channel"]["id"])
        return self._addresses[user]

    async def _own_team(self) -> str:
        if not self._team:
            self._team = str((await self._call("auth.test", self._client.auth_test))["team_id"])
        return self._team

    async def _call(self, key: str, call: Call, *, once: bool = False) -> Mapping[str, Any]:
        """Call, paced by `key`. Raises Busy or Refused; and Unclear if it must happen `once` and may have."""
        self._pace.go(key)
        try:
            return await called(call())
        except Limited as fault:
            raise self._pace.told_to_wait(key, fault.seconds) from None
        except NotSent:
            raise Busy(WAIT) from None
        except Lost as fault:
            raise (Unclear(str(fault)) if once else Busy(WAIT)) from None


def _profile(answer: Mapping[str, Any]) -> Profile | None:
    user = answer.get("user") or {}
    if user.get("is_bot") or user.get("deleted"):
        return None
    told = user.get("profile") or {}
    names = (told.get("real_name"), user.get("real_name"), told.get("display_name"), user.get("name"))
    name = next((name for name in names if name), "")
    return Profile(name=name, email=told.get("email") or "") if name else None


def _key_of(message: Mapping[str, Any]) -> str:
    metadata = message.get("metadata") or {}
    if metadata.get("event_type") != EVENT_TYPE:
        return ""
    return str((metadata.get("event_payload") or {}).get("key", ""))


def _why(fault: Exception) -> str:
    return fault.code if isinstance(fault, Refused) else type(fault).__name__
