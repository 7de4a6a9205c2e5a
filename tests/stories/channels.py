"""The three channels as the people of the stories use them: real HTTP in, and what stands on their phone.

What a channel cannot do is declared in `CANNOT`, once; a story that needs it is not told there.
"""

import html
import json
from base64 import b64decode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from typing import Any, Protocol

import aiohttp

from core.card import Block, Buttons, Card, Facts, Pick, Words, act_to_json, card_from_json
from core.stage import Actor
from tests.fakes import fake_connector, fake_slack, slack_screen, teams_screen
from tests.fakes.fake_connector import FakeTeams
from tests.fakes.fake_slack import BOT_TOKEN, BOT_USER, SIGNING_SECRET, FakeSlack
from tests.fakes.teams_writes import BOT, GROUP

CANNOT: Mapping[str, frozenset[str]] = {
    "slack": frozenset(),
    "teams": frozenset({"home", "slash"}),
    "page": frozenset({"home", "mention", "shortcut", "slash", "modal", "files", "leave"}),
}
"""In Teams a bot has a tab of one's own only if it serves a web page, and commands are typed as plain words.
The page has no place of one's own, no groups, no shortcuts, no slash command, no windows, no files,
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
    source: slack_screen.Shown | teams_screen.Shown | Card


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A form that is open before somebody. `text` is what is read on it, with what is missing."""

    text: str
    values: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Answered:
    """What the app answered at once: the status, and words where there are any."""

    status: int
    words: str = ""


class Way(Protocol):
    """One channel, from the outside."""

    name: str

    @property
    def violations(self) -> list[str]:
        """What the channel did not like, without being able to refuse it."""

    async def open(self, cast: tuple[Actor, ...]) -> None:
        """Begin; everybody of the cast has an account."""

    async def close(self) -> None:
        """End."""

    def settings(self) -> Mapping[str, str]:
        """What Handrail has to be told of the channel."""

    def moved_to(self, url: str) -> None:
        """Handrail runs at this address now."""

    async def settle_in(self) -> None:
        """What everybody did before the story begins, so that they can be reached."""

    async def loses(self, user: str) -> None:
        """Somebody leaves: nothing reaches them any more."""

    async def says(self, user: str, text: str) -> Answered:
        """Somebody types and sends."""

    async def sends(self, user: str, text: str, *photos: bytes, name: str) -> Answered:
        """Somebody sends photos."""

    async def photos(self, user: str) -> list[bytes]:
        """The photos that Handrail has shown to somebody, oldest first; a link is opened, which uses it up."""

    async def again(self) -> Answered:
        """The last request arrives once more."""

    async def presses(self, user: str, label: str, on: Screen) -> Answered:
        """Somebody presses a button or picks an option."""

    async def read(self) -> Mapping[str, tuple[Screen, ...]]:
        """What Handrail has put on each phone, oldest first, as it looks now."""


class ChatWay(Way, Protocol):
    """A chat platform: what the page has not."""

    async def mentions(self, user: str, text: str) -> Answered:
        """Somebody names Handrail where others read along."""

    def in_public(self) -> int:
        """How much Handrail said where others read along."""

    async def sends_file(self, user: str, text: str) -> Answered:
        """Somebody sends a picture with words."""

    async def reports_this(self, user: str, text: str, by: str) -> Answered:
        """Somebody reports what somebody else wrote."""

    async def opens_form(self, user: str) -> Answered:
        """Somebody would rather fill in a form."""

    def sheet(self, user: str) -> Sheet | None:
        """The form that is open before somebody."""

    async def submits(self, user: str, values: Mapping[str, str]) -> Answered:
        """Somebody sends the open form; `values` by field name or label, options by value or label."""

    def told_to_wait(self, seconds: int) -> None:
        """The next message is not taken, and Handrail is asked to wait."""

    def tries(self, user: str) -> int:
        """How often Handrail tried to write to somebody."""

    def shuts_handrail_out(self) -> None:
        """Handrail's own account is closed: no message is taken from now on."""


def user_id(name: str) -> str:
    """How somebody is called in Slack."""
    return f"U_{name.upper()}"


def teams_id(name: str) -> str:
    """How somebody is called in Teams."""
    return f"29:1{name}"


class SlackWay:
    """Slack: signed requests in, the fake workspace out."""

    name = "slack"

    def __init__(self, now: Any) -> None:
        self.slack = FakeSlack(now=now)
        self._cast: tuple[Actor, ...] = ()

    @property
    def violations(self) -> list[str]:
        return self.slack.violations

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

    async def settle_in(self) -> None:
        """Nothing: an app of the workspace may write to everybody."""

    async def loses(self, user: str) -> None:
        self.slack.loses(user_id(user))

    async def says(self, user: str, text: str) -> Answered:
        return Answered(status=await self.slack.says(user_id(user), text))

    async def sends(self, user: str, text: str, *photos: bytes, name: str) -> Answered:
        return Answered(status=await self.slack.sends(user_id(user), text, *photos, name=name))

    async def photos(self, user: str) -> list[bytes]:
        return list(self.slack.shared[user_id(user)])

    async def again(self) -> Answered:
        return Answered(status=await self.slack.again())

    async def presses(self, user: str, label: str, on: Screen) -> Answered:
        assert isinstance(on.source, slack_screen.Shown)
        return Answered(status=await self.slack.presses(user_id(user), label, message=on.source))

    async def mentions(self, user: str, text: str) -> Answered:
        return Answered(status=await self.slack.mentions(user_id(user), "C0ELM", text))

    def in_public(self) -> int:
        return sum(message.user == BOT_USER for message in self.slack.channels["C0ELM"])

    async def sends_file(self, user: str, text: str) -> Answered:
        return Answered(status=await self.slack.says(user_id(user), text, files=1))

    async def reports_this(self, user: str, text: str, by: str) -> Answered:
        return Answered(status=await self.slack.reports_this(user_id(user), text, by=user_id(by)))

    async def opens_form(self, user: str) -> Answered:
        return Answered(status=await self.slack.shortcut(user_id(user)))

    def sheet(self, user: str) -> Sheet | None:
        window = self.slack.window(user_id(user))
        missing = self.slack.errors.get(user_id(user), {}).values()
        return Sheet(text="\n".join((window.text, *missing)), values=window.values) if window else None

    async def submits(self, user: str, values: Mapping[str, str]) -> Answered:
        return Answered(status=await self.slack.submits(user_id(user), values))

    def told_to_wait(self, seconds: int) -> None:
        self.slack.breaks("chat.postMessage", fake_slack.Limit(seconds))

    def tries(self, user: str) -> int:
        return sum(params.get("channel") == self.slack.dm(user_id(user)) for _, params in self.slack.calls)

    def shuts_handrail_out(self) -> None:
        self.slack.breaks("chat.postMessage", *(fake_slack.Refuse("token_revoked") for _ in range(50)))

    async def read(self) -> Mapping[str, tuple[Screen, ...]]:
        return {actor.user: tuple(self._screens(user_id(actor.user))) for actor in self._cast}

    def _screens(self, user: str) -> Iterator[Screen]:
        for shown in self.slack.messages(user):
            yield Screen(id=shown.ts, text=shown.text, buttons=shown.buttons, source=shown)


class TeamsWay:
    """Teams: signed activities in, the stand-in for its Connector out."""

    name = "teams"

    def __init__(self, now: Any) -> None:
        self.teams = FakeTeams(now=now)
        self._cast: tuple[Actor, ...] = ()

    @property
    def violations(self) -> list[str]:
        return self.teams.violations

    async def open(self, cast: tuple[Actor, ...]) -> None:
        await self.teams.__aenter__()
        self._cast = cast
        for actor in cast:
            self.teams.add(teams_id(actor.user), actor.name, actor.email or f"{actor.user}@agency.example")

    async def close(self) -> None:
        await self.teams.__aexit__(None, None, None)

    def settings(self) -> Mapping[str, str]:
        return self.teams.settings

    def moved_to(self, url: str) -> None:
        self.teams.sends_to(f"{url}/api/messages")

    async def settle_in(self) -> None:
        """Everybody on the list adds the app: a bot can write to nobody who never did."""
        for actor in self._cast:
            if actor.known:
                assert await self.teams.installs(teams_id(actor.user)) == 200

    async def loses(self, user: str) -> None:
        assert await self.teams.uninstalls(teams_id(user)) == 200

    async def says(self, user: str, text: str) -> Answered:
        return Answered(status=await self.teams.says(teams_id(user), text))

    async def sends(self, user: str, text: str, *photos: bytes, name: str) -> Answered:
        return Answered(status=await self.teams.sends(teams_id(user), text, *photos, name=name))

    async def photos(self, user: str) -> list[bytes]:
        cards = [shown.card for shown in self.teams.messages(teams_id(user)) if shown.card]
        images = (part for card in cards for part in card["body"] if part["type"] == "Image")
        return [b64decode(image["url"].partition("base64,")[2]) for image in images]

    async def again(self) -> Answered:
        return Answered(status=await self.teams.again())

    async def presses(self, user: str, label: str, on: Screen) -> Answered:
        assert isinstance(on.source, teams_screen.Shown)
        return Answered(status=await self.teams.presses(teams_id(user), label, message=on.source))

    async def mentions(self, user: str, text: str) -> Answered:
        return Answered(status=await self.teams.mentions(teams_id(user), GROUP, text))

    def in_public(self) -> int:
        return sum(message.user == BOT for message in self.teams.conversations[GROUP])

    async def sends_file(self, user: str, text: str) -> Answered:
        return Answered(status=await self.teams.says(teams_id(user), text, files=1))

    async def reports_this(self, user: str, text: str, by: str) -> Answered:
        content = f"<div>{html.escape(text)}</div>"
        return Answered(status=await self.teams.reports_this(teams_id(user), content, by=teams_id(by)))

    async def opens_form(self, user: str) -> Answered:
        return Answered(status=await self.teams.extension(teams_id(user)))

    def sheet(self, user: str) -> Sheet | None:
        window = self.teams.window(teams_id(user))
        missing = self.teams.errors.get(teams_id(user), {}).values()
        return Sheet(text="\n".join((window.text, *missing)), values=window.values) if window else None

    async def submits(self, user: str, values: Mapping[str, str]) -> Answered:
        return Answered(status=await self.teams.submits(teams_id(user), values))

    def told_to_wait(self, seconds: int) -> None:
        self.teams.breaks("send", fake_connector.Limit(seconds))

    def tries(self, user: str) -> int:
        return sum(facts["conversation"] == self.teams.dm(teams_id(user)) for _, facts in self.teams.calls)

    def shuts_handrail_out(self) -> None:
        self.teams.keys.refuses("invalid_client")
        self.teams.keys.revokes()

    async def read(self) -> Mapping[str, tuple[Screen, ...]]:
        return {actor.user: tuple(self._screens(teams_id(actor.user))) for actor in self._cast}

    def _screens(self, user: str) -> Iterator[Screen]:
        for shown in self.teams.messages(user):
            yield Screen(id=shown.id, text=shown.text, buttons=shown.buttons, source=shown)


class PageWay:
    """The page: what its script sends, and the state that it is told."""

    name = "page"

    def __init__(self, now: Any) -> None:
        self._number = count(1)
        self._url = ""
        self._last: tuple[str, dict[str, Any]] = ("", {})
        self._session: aiohttp.ClientSession | None = None
        self._opened: dict[str, bytes] = {}

    @property
    def violations(self) -> list[str]:
        return []

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

    async def settle_in(self) -> None:
        """Nothing: every phone is there from the beginning."""

    async def loses(self, user: str) -> None:
        """Nothing: the ward takes the phone away when Handrail starts again."""

    async def says(self, user: str, text: str) -> Answered:
        return await self._post("/say", {"user": user, "text": text, "id": self._key()})

    async def again(self) -> Answered:
        return await self._post(*self._last)

    async def sends(self, user: str, text: str, *photos: bytes, name: str) -> Answered:
        assert self._session is not None
        form = aiohttp.FormData({"user": user, "text": text, "id": self._key()})
        for photo in photos:
            form.add_field("photo", BytesIO(photo), filename=name, content_type="image/jpeg")
        async with self._session.post(self._url + "/photos", data=form) as answer:
            told = await answer.json()
            return Answered(status=answer.status, words=str(told.get("error", "")))

    async def photos(self, user: str) -> list[bytes]:
        lines = (await self._state())["phones"][user]
        for line in lines:
            if line["kind"] == "photo" and line["link"] not in self._opened:
                self._opened[line["link"]] = await self.opens(line["link"])
        return [self._opened[line["link"]] for line in lines if line["kind"] == "photo"]

    async def opens(self, link: str) -> bytes:
        """What is behind a link to a photo; nothing where it has been used."""
        assert self._session is not None
        async with self._session.post(self._url + link) as answer:
            return await answer.read() if answer.status == 200 else b""

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


WAYS: Mapping[str, Any] = {"slack": SlackWay, "teams": TeamsWay, "page": PageWay}
