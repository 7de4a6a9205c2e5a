"""The two channels as the people of the stories use them: real HTTP in, and what stands on their phone.

What a channel cannot do is declared in `CANNOT`, once; a story that needs it is not told there.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any, Protocol

import aiohttp

from core.card import Block, Buttons, Card, Facts, Pick, Words, act_to_json, card_from_json
from core.stage import Actor
from tests.fakes.fake_slack import BOT_TOKEN, SIGNING_SECRET, FakeSlack
from tests.fakes.slack_screen import Shown

CANNOT: Mapping[str, frozenset[str]] = {
    "slack": frozenset(),
    "page": frozenset({"home", "mention", "shortcut", "slash", "modal", "files", "leave"}),
}
"""The page has no place of one's own, no groups, no shortcuts, no slash command, no windows, no files,
and nobody can leave it while it runs."""

WITHIN = 10.0
"""Seconds, by the real clock, that one answer over HTTP may take."""

LONGEST_STATE = 64 * 1024 * 1024
"""Bytes of the page's whole state: far more than any story writes."""


@dataclass(frozen=True, kw_only=True)
class Screen:
    """One message from Handrail on somebody's phone, as it looked when it was read."""

    id: str
    text: str
    buttons: tuple[str, ...]
    source: Shown | Card


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the app answered at once: the status, and words where there are any."""

    status: int
    words: str = ""


class Way(Protocol):
    """One channel, from the outside."""

    name: str

    async def open(self, cast: tuple[Actor, ...]) -> None:
        """Begin; everybody of the cast has an account."""

    async def close(self) -> None:
        """End."""

    def settings(self) -> Mapping[str, str]:
        """What Handrail has to be told of the channel."""

    def moved_to(self, url: str) -> None:
        """Handrail runs at this address now."""

    async def says(self, user: str, text: str) -> Answered:
        """Somebody types and sends."""

    async def again(self) -> Answered:
        """The last request arrives once more."""

    async def presses(self, user: str, label: str, on: Screen) -> Answered:
        """Somebody presses a button or picks an option."""

    async def read(self) -> Mapping[str, tuple[Screen, ...]]:
        """What Handrail has put on each phone, oldest first, as it looks now."""


def user_id(name: str) -> str:
    """How somebody is called in Slack."""
    return f"U_{name.upper()}"


class SlackWay:
    """Slack: signed requests in, the fake workspace out."""

    name = "slack"

    def __init__(self, now: Any) -> None:
        self.slack = FakeSlack(now=now)
        self._cast: tuple[Actor, ...] = ()

    async def open(self, cast: tuple[Actor, ...]) -> None:
        await self.slack.__aenter__()
        self._cast = cast
        for actor in cast:
            self.slack.add(user_id(actor.user), actor.name, actor.email or f"{actor.user}@agency.example")

    async def close(self) -> None:
        await self.slack.__aexit__(None, None, None)

    def settings(self) -> Mapping[str, str]:
        return {
            "slack_signing_secret": SIGNING_SECRET,
            "slack_bot_token": BOT_TOKEN,
            "slack_api_url": self.slack.api_url,
        }

    def moved_to(self, url: str) -> None:
        self.slack.sends_to(f"{url}/slack/events")

    async def says(self, user: str, text: str) -> Answered:
        return Answered(status=await self.slack.says(user_id(user), text))

    async def again(self) -> Answered:
        return Answered(status=await self.slack.again())

    async def presses(self, user: str, label: str, on: Screen) -> Answered:
        assert isinstance(on.source, Shown)
        return Answered(status=await self.slack.presses(user_id(user), label, message=on.source))

    async def read(self) -> Mapping[str, tuple[Screen, ...]]:
        return {actor.user: tuple(self._screens(user_id(actor.user))) for actor in self._cast}

    def _screens(self, user: str) -> Iterator[Screen]:
        for shown in self.slack.messages(user):
            yield Screen(id=shown.ts, text=shown.text, buttons=shown.buttons, source=shown)


class PageWay:
    """The page: what its script sends, and the state that it is told."""

    name = "page"

    def __init__(self, now: Any) -> None:
        self._number = count(1)
        self._url = ""
        self._last: tuple[str, dict[str, Any]] = ("", {})
        self._session: aiohttp.ClientSession | None = None

    async def open(self, cast: tuple[Actor, ...]) -> None:
        headers = {"X-Handrail": "page", "Sec-Fetch-Site": "same-origin"}
        self._session = aiohttp.ClientSession(headers=headers, timeout=aiohttp.ClientTimeout(total=WITHIN))

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    def settings(self) -> Mapping[str, str]:
        return {}

    def moved_to(self, url: str) -> None:
        self._url = url

    async def says(self, user: str, text: str) -> Answered:
        return await self._post("/say", {"user": user, "text": text, "id": self._key()})

    async def again(self) -> Answered:
        return await self._post(*self._last)

    async def presses(self, user: str, label: str, on: Screen) -> Answered:
        assert isinstance(on.source, Card)
        act = next(button.act for button in on.source.presses() if button.label == label)
        return await self._post("/press", {"user": user, "act": json.loads(act_to_json(act)), "id": self._key()})

    async def read(self) -> Mapping[str, tuple[Screen, ...]]:
        phones = (await self._state())["phones"]
        return {user: tuple(_screens(lines)) for user, lines in phones.items()}

    def _key(self) -> str:
        return f"request-{next(self._number):06}"

    async def _post(self, path: str, data: dict[str, Any]) -> Answered:
        assert self._session is not None
        self._last = (path, data)
        async with self._session.post(self._url + path, json=data) as answer:
            told = await answer.json()
            return Answered(status=answer.status, words=str(told.get("error", "")))

    async def _state(self) -> dict[str, Any]:
        """The first event of the stream, which is the whole state."""
        assert self._session is not None
        async with self._session.get(self._url + "/live") as answer:
            found: dict[str, Any] = {}
            while not found:
                told = await answer.content.readuntil(b"\n\n", max_size=LONGEST_STATE)
                found = _event(told.decode()) if told.startswith(b"event: state") else {}
            answer.close()
            return found


def _event(told: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(told.partition("data: ")[2])
    return data


def _screens(lines: list[dict[str, Any]]) -> Iterator[Screen]:
    for line in lines:
        if line["kind"] == "card":
            card = card_from_json(json.dumps(line["card"]).encode())
            buttons = tuple(button.label for button in card.presses())
            yield Screen(id=str(line["id"]), text=_text(card), buttons=buttons, source=card)


def _text(card: Card) -> str:
    """What is read on the card, without its buttons."""
    return "\n".join((card.heading, *(line for block in card.body for line in _read(block))))


def _read(block: Block) -> Iterator[str]:
    match block:
        case Words():
            yield block.text
        case Facts():
            yield from (f"{name}: {value}" for name, value in block.rows)
        case Pick():
            yield block.label
        case Buttons():
            return


WAYS: Mapping[str, Any] = {"slack": SlackWay, "page": PageWay}
