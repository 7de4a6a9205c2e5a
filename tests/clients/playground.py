"""Teams on this machine: the Microsoft 365 Agents Playground, one for each person, and what that person does in it.

Everything that a person does goes to one address, their chat partner's, as Teams would send it, but with no
token; `tests.clients.signing_proxy` stands between. A test that uses it carries `needs_playground` and so runs
in a network namespace that has only loopback (see `tests.clients.alone`); `playground` refuses to start it
anywhere else, for it listens on every interface and cannot be told otherwise.

    async with playground(TOM, endpoint=..., service_url=..., folder=tmp_path) as tom:
        await tom.installs()
        await tom.says("tablet wont log in")
        await tom.presses("Acknowledge", "CRITICAL at Elm Court")
"""

import asyncio
import functools
import json
import os
import shutil
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from aiohttp import ClientConnectionError, ClientSession, TCPConnector

from tests.clients.alone import only_loopback, why_not_alone
from tests.fakes.teams_screen import (
    Json,
    Message,
    Press,
    Shown,
    filled_in,
    form_of,
    opens_dialog,
    press_of,
    sent_data,
    shown_of,
)
from tests.fakes.teams_writes import BOT, BOT_NAME, GROUP, TENANT, Person

PROGRAM = Path(__file__).parent / "node_modules/@microsoft/m365agentsplayground/cli.js"

UP_WITHIN = 30
"""Seconds from its start until it answers. About one on a quiet machine."""

LIMIT = 15
"""Seconds until something must be seen."""

MESSAGES = "/_ws_conversation/v1/conversations/stream"
LOG = "/_ws/log/stream"


@functools.cache
def why_no_playground() -> str | None:
    """Why the playground cannot be run on this machine, or None."""
    if not PROGRAM.exists():
        return "the Microsoft 365 Agents Playground is not installed (make clients)"
    if shutil.which("node") is None:
        return "no Node to run the Microsoft 365 Agents Playground"
    return why_not_alone()


needs_playground = pytest.mark.alone(unless=why_no_playground)
"""For a test, a module (`pytestmark`) or one parameter (`marks`)."""


@dataclass(kw_only=True)
class Playground:
    """A running playground: what its person does in it, and sees."""

    who: Person
    url: str
    session: ClientSession
    logged: list[Json] = field(default_factory=list)
    """Every request and its answer, both ways, as the playground notes them."""
    _conversations: dict[str, dict[str, Message]] = field(default_factory=dict)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)

    # ---- what the person sees

    def messages(self, conversation: str = "") -> list[Shown]:
        """What Handrail wrote in a conversation, by default the person's own, oldest first and as it looks now."""
        return [shown_of(message) for message in self._conversations.get(conversation or self.who.chat, {}).values()]

    def found(self, *words: str, button: str = "", conversation: str = "") -> list[Shown]:
        """Those messages with all these words, and with that button."""
        return [m for m in self.messages(conversation) if _has(m, words, button)]

    async def sees(self, *words: str, button: str = "", conversation: str = "") -> Shown:
        """The newest of them; waited for. Raises LookupError with what is there instead."""
        try:
            await self.when(lambda: bool(self.found(*words, button=button, conversation=conversation)))
        except TimeoutError:
            told = "\n--\n".join(m.text for m in self.messages(conversation))
            raise LookupError(f"{self.who.name} never saw {words} {button}, but:\n{told}") from None
        return self.found(*words, button=button, conversation=conversation)[-1]

    async def when(self, true: Callable[[], bool]) -> None:
        """Waits until something holds that the playground is told. Raises TimeoutError."""
        async with asyncio.timeout(LIMIT):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    # ---- what the person does

    async def installs(self) -> None:
        """The person adds Handrail."""
        await self._post(f"/_debug/conversation/{_part(self.who.chat)}/installation", {})

    async def uninstalls(self) -> Json:
        """The person removes Handrail. Returns the activity and its answer, as noted."""
        return await self.sends(await self.activity("uninstall"))

    async def says(self, text: str) -> None:
        """The person writes to Handrail."""
        await self._types(self.who.chat, {"text": text})

    async def says_in_group(self, text: str, *, naming_handrail: bool) -> None:
        """The person writes in the group chat."""
        name = f"<at>{BOT_NAME}</at>"
        mention = {"mentioned": {"id": BOT}, "text": name}
        naming: Json = {"text": f"{name} {text}", "mentions": [mention]}
        await self._types(GROUP, naming if naming_handrail else {"text": text})

    async def presses(self, label: str, *words: str) -> Any:
        """The person presses a button of the newest message with these words, or chooses an option with its button.

        Answers what is shown at once; for a button that opens a dialog, what opens.
        """
        shown = await self.sees(*words, button=label)
        press = press_of(shown, label)
        assert press is not None
        if opens_dialog(press.action):
            return await self.invokes("task/fetch", _in_dialog(press.action["data"]))
        return await self._acts(shown, press)

    async def fills_in(self, shown: Shown, values: Mapping[str, str]) -> Any:
        """The person sends a form that stands in the chat; `values` by name or label. Answers what is shown at once."""
        action = form_of(shown.card or {})
        assert shown.card is not None and action is not None
        return await self._acts(shown, Press(card=shown.card, action=action, chosen=filled_in(shown.card, values)))

    async def submits(self, shown: Shown, data: Json) -> None:
        """The person presses something on a message that sends this data, in a client that knows no better."""
        await self._post("/_conversation/v1/submit", {**self._here(), "replyToId": shown.id, "value": data})

    async def sends_dialog(self, name: str, card: Json, values: Mapping[str, str], **more: Any) -> Any:
        """The person sends a dialog's form as the invoke `name`. Answers what is shown then."""
        action = form_of(card)
        assert action is not None
        value = {**more, **_in_dialog(sent_data(action, filled_in(card, values)))}
        return await (self.extends(name, value) if name.startswith("composeExtension/") else self.invokes(name, value))

    async def extends(self, name: str, value: Json) -> Any:
        """The person uses a message extension. Answers what is shown."""
        return await self._post("/_conversation/v1/invoke", {**self._here(), "name": name, "value": value})

    async def invokes(self, name: str, value: Json) -> Any:
        """Any invoke, also one that the playground has no screen for. Answers what Handrail answered."""
        activity = {**await self.activity(), "type": "invoke", "name": name, "value": value}
        noted = await self.sends(activity)
        return noted["response"].get("body")

    async def activity(self, kind: str = "", *, conversation: str = "") -> Json:
        """An activity as the playground writes them: "install", "uninstall", or with the type still to be given."""
        asked = {"conversationId": conversation or self.who.chat, **({"type": kind} if kind else {})}
        async with self.session.get(f"{self.url}/_internal/v1/customActivities/template", params=asked) as answer:
            return dict(await answer.json())

    async def sends(self, activity: Json) -> Json:
        """Send any activity at all. Returns the playground's note of it: "request" and "response"."""
        marked = {**activity, "id": str(uuid4())}
        await self._post("/_internal/v1/customActivities", marked)
        await self.when(lambda: self._note(marked["id"]) is not None)
        noted = self._note(marked["id"])
        assert noted is not None
        return noted

    # ---- how

    async def _acts(self, shown: Shown, press: Press) -> Any:
        data = sent_data(press.action, {**filled_in(press.card, {}), **press.chosen})
        if press.action["type"] == "Action.Submit":
            return await self.submits(shown, data)
        action = {key: value for key, value in press.action.items() if key in ("type", "title", "id", "verb")}
        value = {"action": {**action, "data": data}, "trigger": "manual"}
        return await self._post(
            "/_conversation/v1/invoke",
            {**self._here(), "replyToId": shown.id, "name": "adaptiveCard/action", "value": value},
        )

    async def _types(self, conversation: str, what: Json) -> None:
        path = f"/_conversation/v1/conversations/{_part(conversation)}/messages"
        await self._post(path, {"from": {"id": self.who.id}, "textFormat": "plain", **what})

    def _here(self) -> Json:
        return {"from": {"id": self.who.id}, "conversation": {"id": self.who.chat}}

    def _note(self, activity_id: str) -> Json | None:
        noted = (note for note in self.logged if note.get("messageId") == activity_id and "response" in note)
        return next(noted, None)

    async def _post(self, path: str, body: Json) -> Any:
        async with self.session.post(f"{self.url}{path}", json=body) as answer:
            text = await answer.text()
        return json.loads(text) if text.startswith(("{", "[")) else text or None

    # ---- how it is kept up to date

    async def watch(self, path: str, take: Callable[[Json], None], ready: asyncio.Event) -> None:
        """Takes what the playground pushes there until it is cancelled."""
        async with self.session.ws_connect(f"{self.url}{path}", max_msg_size=0) as socket:
            ready.set()
            async for message in socket:
                take(json.loads(message.data))
                self._changed.set()

    def pushed(self, event: Json) -> None:
        """A message is there, or another stands in its place."""
        if event["action"] not in ("createMessage", "updateMessage"):
            return
        there = self._conversations.setdefault(event["actionConversationId"], {})
        new = event["message"]
        updated = event["action"] == "updateMessage"
        there[new["messageId"]] = Message(id=new["messageId"], user=BOT, activity=new, updated=updated)

    def noted(self, event: Json) -> None:
        """A request has been answered."""
        self.logged.append(event.get("log", {}))


def _has(shown: Shown, words: tuple[str, ...], button: str) -> bool:
    return (not button or button in shown.buttons) and all(word in shown.text for word in words)


def _in_dialog(data: Json) -> Json:
    return {"data": data, "context": {"theme": "default"}}


def _part(name: str) -> str:
    return quote(name, safe="")


# ---- its own life ---------------------------------------------------------------------------------


@asynccontextmanager
async def playground(
    who: Person, *, endpoint: str, service_url: str, folder: Path, port: int
) -> AsyncIterator[Playground]:
    """Starts a playground and stops it again. `folder` keeps its settings and output.

    What its person does is sent to `endpoint`; `service_url` is where Handrail is told to answer.
    """
    if not only_loopback():
        raise RuntimeError("a playground listens on every interface: mark the test with needs_playground")
    url = f"http://127.0.0.1:{port}"
    program = await _start(who, endpoint=endpoint, service_url=service_url, folder=folder, port=port)
    try:
        # Connections are not kept: it closes those that rest, and now and then just when one is used again.
        async with ClientSession(connector=TCPConnector(force_close=True), raise_for_status=True) as session:
            await _until_up(url, session, program)
            async with _watched(Playground(who=who, url=url, session=session)) as running:
                yield running
    finally:
        if program.returncode is None:
            program.terminate()
        await program.wait()


@asynccontextmanager
async def _watched(one: Playground) -> AsyncIterator[Playground]:
    ready = (asyncio.Event(), asyncio.Event())
    watching = (
        asyncio.create_task(one.watch(MESSAGES, one.pushed, ready[0])),
        asyncio.create_task(one.watch(LOG, one.noted, ready[1])),
    )
    async with asyncio.timeout(LIMIT):
        await asyncio.gather(*(event.wait() for event in ready))
    yield one
    for task in watching:
        task.cancel()
    await asyncio.gather(*watching, return_exceptions=True)


async def _start(who: Person, *, endpoint: str, service_url: str, folder: Path, port: int) -> Process:
    own = folder / f"playground-{port}"
    own.mkdir()
    config = own / "playground.json"  # it reads YAML, of which JSON is a part
    config.write_text(json.dumps(_config(who)), encoding="utf-8")
    variables = {
        "TEAMSAPPTESTER_BROWSER": "none",
        "M365_AGENTS_PLAYGROUND_CONFIG_PATH": str(config),
        "M365_AGENTS_PLAYGROUND_LOGFILE": str(own / "playground.log"),
    }
    with (own / "output.log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            *("node", str(PROGRAM), "start", "--disable-telemetry"),
            *("-e", endpoint, "-c", "msteams", "-p", str(port), "--service-url", service_url),
            cwd=own,
            env={**os.environ, **variables},
            stdin=DEVNULL,
            stdout=log,
            stderr=log,
        )


async def _until_up(url: str, session: ClientSession, program: Process) -> None:
    async with asyncio.timeout(UP_WITHIN):
        while True:
            if program.returncode is not None:
                raise RuntimeError("the playground did not start: its playground.log says why")
            try:
                async with session.get(f"{url}/_debug/ping"):
                    return
            except ClientConnectionError:
                await asyncio.sleep(0.05)


def _config(who: Person) -> Json:
    """As the playground reads it. The keys are its own, and so are the five others whom it insists on."""
    others = [Person(id=f"29:other-{n}", name=f"Somebody {n}", email=f"other-{n}@elmcourt.example") for n in range(5)]
    return {
        "version": "0.1.1",
        "tenantId": TENANT,
        "bot": {"id": BOT, "name": BOT_NAME},
        "currentUser": _user(who),
        "users": [_user(other) for other in others],
        "personalChat": {"id": who.chat},
        "groupChat": {"id": GROUP, "name": "Elm Court"},
        "team": {
            "id": "19:team@thread.tacv2",
            "name": "Elm Court",
            "aadGroupId": "00000000-feed-4000-8000-0000000000f1",
            "channels": [{"id": "19:notices@thread.tacv2", "name": "Notices"}],
        },
    }


def _user(who: Person) -> Json:
    first, _, last = who.name.partition(" ")
    return {
        "id": who.id,
        "name": who.name,
        "userPrincipleName": who.email,
        "aadObjectId": who.directory_id,
        "givenName": first,
        "surname": last,
        "email": who.email,
    }
