"""Teams for one organisation on port 0: the Bot Connector that Handrail calls, and the people who write to it.

It is stricter than it needs to be where Teams is strict (tokens, sizes, cards, rate limits), and breaks on
command. What it did not like without being able to refuse it stands in `violations`.

    async with FakeTeams() as teams:
        teams.add("29:precious", "Precious Moyo", "precious@elm.example")
        teams.sends_to("http://127.0.0.1:8080/api/messages")
        assert await teams.says("29:precious", "tablet wont log me in") == 200
        receipt = await teams.until("29:precious", "ISS-1")
        await teams.presses("29:precious", "It's fixed")
"""

import asyncio
import json
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from math import ceil
from typing import Any, Literal, Self

from aiohttp import ClientSession, ClientTimeout, web

from tests.fakes.adaptive import faults_of
from tests.fakes.key_server import APP_ID, PASSWORD, KeyServer
from tests.fakes.teams_screen import (
    CARD,
    Json,
    Message,
    Shown,
    Window,
    cards_of,
    filled_in,
    form_of,
    opens_dialog,
    press_of,
    refused,
    sent_data,
    shown_of,
    window_of,
)
from tests.fakes.teams_writes import (
    BOT,
    GROUP,
    TEAM_CHANNEL,
    TENANT,
    Content,
    Person,
    Writer,
    naming_us,
    place_of,
    said,
)
from tests.fakes.throttle import WHOLE_TENANT, WINDOWS, Throttle

ANSWERED_WITHIN = 15.0
"""Seconds, by the real clock, after which Teams gives a request up."""

AIM, LARGEST = 80 * 1024, 100 * 1024
"""Bytes of a message in UTF-16: what Microsoft says to aim for, and what Teams refuses beyond."""

How = Literal["execute", "submit"]

# ---- what can go wrong, on command ----------------------------------------------------------------


@dataclass(frozen=True)
class Refuse:
    """Answers this status with this code, without doing anything."""

    status: int
    code: str


@dataclass(frozen=True)
class Limit:
    """Answers 429, with `Retry-After` if it says so; a call of the kind before that is a violation."""

    seconds: int | None = None


@dataclass(frozen=True)
class Broken:
    """Answers with this status and no JSON, without doing anything."""

    status: int = 502


@dataclass(frozen=True)
class DropReply:
    """Does what was asked, then cuts the connection instead of answering."""


@dataclass(frozen=True)
class Hang:
    """Answers after so many real seconds, if anybody still waits."""

    seconds: float


Fault = Refuse | Limit | Broken | DropReply | Hang


class _No(Exception):
    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status, self.code = status, code


@dataclass(frozen=True, kw_only=True)
class _Dialog:
    """An open dialog: what sends it, and where it was opened."""

    title: str
    card: Json
    name: str
    conversation: str
    more: Json = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class _Call:
    """One call of the Connector."""

    name: str
    conversation: str = ""
    activity: str = ""
    user: str = ""
    body: Json = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """What a `Retry-After` holds for."""
        kind = "message" if self.name in ("send", "update") else self.name
        return f"{kind} {self.conversation or self.user}"


class FakeTeams:
    """The organisation. `now` gives the time of activities, tokens and rate limits; by default the real one."""

    def __init__(self, *, now: Callable[[], datetime] | None = None) -> None:
        self._now = now or (lambda: datetime.now(UTC))
        self.keys = KeyServer(app_id=APP_ID, now=self._now)
        self.people: dict[str, Person] = {}
        self.conversations: dict[str, list[Message]] = defaultdict(list)
        self.dialogs: dict[str, _Dialog] = {}
        self.errors: dict[str, Mapping[str, str]] = {}
        """What the person's own client says of a form that it does not send, by field."""
        self.told: dict[str, str] = {}
        """The one line that was last shown to a person after a press or a dialog."""
        self.answers: list[Any] = []
        """What the app answered to invokes."""
        self.calls: list[tuple[str, Json]] = []
        self.throttles = False
        """Whether the windows of the rate limits are kept, by `now`."""
        self.says_when = True
        """Whether a call that came too fast hears when it may come again."""
        self.throttled = 0
        """How many calls came too fast."""
        self.region = "emea"
        self._files: dict[str, bytes] = {}
        self._left: dict[str, int] = {}
        self._violations: list[str] = []
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._blocked: set[str] = set()
        self._uninstalled: set[str] = set()
        self._limited: dict[str, float] = {}
        self._throttle = Throttle()
        self._writer = Writer(now=self._now)
        self._changed = asyncio.Event()
        self._bot_url = ""
        self._last_request: Json | None = None
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None
        self.url = ""

    # ---- its own life

    async def __aenter__(self) -> Self:
        await self.keys.__aenter__()
        app = web.Application(client_max_size=4 * 1024 * 1024)
        there = "/{region}/v3/conversations"
        app.router.add_post(there, self._create_called)
        app.router.add_post(there + "/{conversation}/activities", self._send_called)
        app.router.add_put(there + "/{conversation}/activities/{activity}", self._update_called)
        app.router.add_get(there + "/{conversation}/members/{user}", self._member_called)
        app.router.add_get("/onedrive/{file}", self._download_called)
        app.router.add_get("/{region}/v3/attachments/{file}/views/original", self._attachment_called)
        app.router.add_route("*", "/{anything:.*}", self._unknown_called)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.url = "http://{}:{}".format(*self._runner.addresses[0][:2])
        self._session = ClientSession(timeout=ClientTimeout(total=ANSWERED_WITHIN))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()
        await self.keys.__aexit__(*_)

    @property
    def settings(self) -> Mapping[str, str]:
        """What Handrail has to be told, by the names of its settings."""
        return {
            "teams_app_id": APP_ID,
            "teams_app_password": PASSWORD,
            "teams_tenant_id": TENANT,
            "teams_openid_url": self.keys.openid_url,
            "teams_login_url": self.keys.login_url,
            "teams_service_hosts": self.host,
        }

    @property
    def host(self) -> str:
        """The host and port of every service URL."""
        return self.url.removeprefix("http://")

    @property
    def service_url(self) -> str:
        """Where answers go now."""
        return f"{self.url}/{self.region}/"

    @property
    def violations(self) -> list[str]:
        """What Teams and the login did not like without being able to refuse it."""
        return [*self._violations, *self.keys.violations]

    def sends_to(self, bot_url: str) -> None:
        """Where the app lives: its address for activities."""
        self._bot_url = bot_url

    def add(self, user: str, name: str, email: str = "", *, guest: bool = False) -> None:
        """Somebody of the organisation, who has the app. `user` begins with "29:"."""
        self.people[user] = Person(id=user, name=name, email=email, guest=guest)
        self.conversations[self.dm(user)] = []

    # ---- faults

    def breaks(self, call: str, *faults: Fault) -> None:
        """The next calls ("send", "update", "create", "member") go wrong, one fault each."""
        self._faults[call].extend(faults)

    def blocks(self, user: str) -> None:
        """That person blocks the app: no message reaches them."""
        self._blocked.add(user)

    def uninstalled(self, user: str) -> None:
        """That person no longer has the app, and nobody told it so."""
        self._uninstalled.add(user)

    def moves(self, region: str, *, status: int = 404) -> None:
        """The organisation is served from elsewhere now; the old service URL answers with the status."""
        self._left[self.region] = status
        self._left.pop(region, None)
        self.region = region

    # ---- what people see

    def messages(self, user: str) -> list[Shown]:
        """What Handrail wrote to that person, oldest first, as it looks now."""
        return [shown_of(m) for m in self.conversations[self.dm(user)] if m.user == BOT]

    def last(self, user: str) -> Shown:
        """The newest message to that person."""
        return self.messages(user)[-1]

    def window(self, user: str) -> Window | None:
        """The dialog that is open before that person."""
        dialog = self.dialogs.get(user)
        return window_of(dialog.title, dialog.card) if dialog else None

    async def until(self, user: str, words: str, *, within: float = 3.0) -> Shown:
        """Waits for a message with these words; answers the newest. Raises TimeoutError."""
        await self.when(lambda: any(words in shown.text for shown in self.messages(user)), within=within)
        return next(shown for shown in reversed(self.messages(user)) if words in shown.text)

    async def when(self, true: Callable[[], bool], *, within: float = 3.0) -> None:
        """Waits, in real seconds, until something holds that a call changes. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    # ---- what people do; each answers the status that the app gave

    async def says(self, user: str, text: str, *, files: int = 0, **over: Any) -> int:
        """A personal message."""
        activity = {**self._activity(user, "message"), **said(text, files)}
        self.conversations[self.dm(user)].append(Message(id=activity["id"], user=user, activity=activity))
        return await self.any({**activity, **over})

    async def sends(self, user: str, text: str, *photos: bytes, name: str = "screen.jpg", inline: bool = False) -> int:
        """A personal message with files; or with pictures put into the text, which Teams keeps elsewhere."""
        attached = []
        for photo in photos:
            number = self._writer.number("f")
            self._files[number] = photo
            attached.append(self._inline(number) if inline else self._filed(number, name))
        activity = {**self._activity(user, "message"), **said(text)}
        return await self.any({**activity, "attachments": [*attached, *activity["attachments"]]})

    def _filed(self, number: str, name: str) -> Json:
        url = f"{self.url}/onedrive/{number}?tempauth=made-up"
        content = {"downloadUrl": url, "uniqueId": number, "fileType": name.rpartition(".")[2]}
        kind = "application/vnd.microsoft.teams.file.download.info"
        return {"contentType": kind, "contentUrl": f"{self.url}/{number}", "name": name, "content": content}

    def _inline(self, number: str) -> Json:
        return {"contentType": "image/*", "contentUrl": f"{self.service_url}v3/attachments/{number}/views/original"}

    async def mentions(self, user: str, conversation: str, text: str, **over: Any) -> int:
        """A message in a group or a channel that names Handrail. Others it does not get to see."""
        activity = self._activity(user, "message", conversation)
        self.conversations.setdefault(conversation, [])
        return await self.any({**activity, **naming_us(activity, text), **over})

    async def presses(self, user: str, label: str, *, message: Shown | None = None, how: How = "execute") -> int:
        """A button or an option with that label, on the newest message that has it. Raises LookupError."""
        shown = message or next((m for m in reversed(self.messages(user)) if press_of(m, label)), None)
        press = press_of(shown, label) if shown else None
        if shown is None or press is None:
            raise LookupError(f"{user} sees no button {label!r}")
        if opens_dialog(press.action):
            return await self._fetches(user, press.action)
        held = {**filled_in(press.card, {}), **press.chosen}
        return await self._sends_action(user, press.action, held, shown.id, how)

    async def acts(self, user: str, data: Json, *, how: How = "execute", message: str = "", **over: Any) -> int:
        """Any press at all, also a forged one; `message` is the id of the one it claims to stand on."""
        facts = {"replyToId": message, **over} if message else over
        if how == "submit":
            return await self.any({**self._activity(user, "message"), "value": data, **facts})
        action = {"type": "Action.Execute", "verb": "press", "data": data}
        return await self._invokes(user, "adaptiveCard/action", {"action": action, "trigger": "manual"}, **facts)

    async def submits(self, user: str, values: Mapping[str, str], *, how: How = "execute") -> int:
        """Sends the open dialog or else the newest form in the chat; `values` by name or label. Raises LookupError.

        What the client itself refuses stands in `errors`, is not sent, and counts as answered.
        """
        dialog = self.dialogs.get(user)
        shown = None if dialog else next((m for m in reversed(self.messages(user)) if m.card and form_of(m.card)), None)
        card = dialog.card if dialog else shown.card if shown else None
        action = form_of(card) if card else None
        if card is None or action is None:
            raise LookupError(f"{user} has no form before them")
        held = filled_in(card, values)
        self.errors[user] = refused(card, held)
        if self.errors[user]:
            return 200
        if dialog is not None:
            return await self._sends_dialog(user, dialog, sent_data(action, held))
        assert shown is not None
        return await self._sends_action(user, action, held, shown.id, how)

    async def reports_this(
        self, user: str, text: str, *, by: str = "", content: Content = "html", where: str = GROUP
    ) -> int:
        """The message extension on somebody's message. As HTML the text is sent as it is."""
        about = self._writer.message_payload(self.people[by or user], text, content)
        more = {"commandId": "report_this", "commandContext": "message", "messagePayload": about}
        return await self._extends(user, where, more)

    async def extension(self, user: str, *, where: str = GROUP) -> int:
        """The message extension beside the box where one types."""
        return await self._extends(user, where, {"commandId": "report", "commandContext": "compose"})

    async def installs(self, user: str) -> int:
        """Adds the app, or gets it from an administrator; Teams sends two activities. Answers the worse status."""
        self._uninstalled.discard(user)
        self._blocked.discard(user)
        return await self._installation(user, "add", "membersAdded")

    async def uninstalls(self, user: str) -> int:
        """Removes the app: nothing reaches that person any more. Answers the worse status of two."""
        self._uninstalled.add(user)
        return await self._installation(user, "remove", "membersRemoved")

    async def any(self, activity: Json, *, token: str | None = None) -> int:
        """Any activity at all, in any token; by default in a good one for its service URL."""
        assert self._session is not None
        assert self._bot_url, "say with sends_to() where the app is"
        self._last_request = deepcopy(activity)
        bearer = self.keys.signed(str(activity.get("serviceUrl", self.service_url))) if token is None else token
        headers = {"Authorization": f"Bearer {bearer}"} if bearer else {}
        try:
            async with self._session.post(self._bot_url, json=activity, headers=headers) as answer:
                return self._answered(activity, answer.status, await answer.text())
        except TimeoutError:
            return 504

    async def again(self, *, new_id: bool = False) -> int:
        """The last request once more, as Teams does when it was answered too late: the same, or under a new id."""
        if self._last_request is None:
            raise LookupError("nothing was sent yet")
        repeat = self._last_request
        if new_id:
            repeat = {**repeat, "id": self._writer.number(repeat["id"][:1]), **self._writer.times()}
        return await self.any(repeat)

    def _activity(self, user: str, kind: str, place: str = "") -> Json:
        who = self.people[user]
        return self._writer.activity(who, kind, place or who.chat, self.service_url)

    async def _invokes(self, user: str, name: str, value: Json, *, where: str = "", **over: Any) -> int:
        return await self.any({**self._activity(user, "invoke", where), "name": name, "value": value, **over})

    async def _installation(self, user: str, action: str, change: str) -> int:
        update = {**self._activity(user, "conversationUpdate"), change: [{"id": BOT}]}
        statuses = [
            await self.any(update),
            await self.any({**self._activity(user, "installationUpdate"), "action": action}),
        ]
        return max(statuses)

    async def _sends_action(self, user: str, action: Json, held: Mapping[str, str], message: str, how: How) -> int:
        if how == "submit":
            action = action.get("fallback", action)
        data = sent_data(action, held)
        if action["type"] == "Action.Submit":
            return await self.acts(user, data, how="submit", message=message)
        sent = {key: value for key, value in action.items() if key in ("type", "title", "id", "verb")}
        value = {"action": {**sent, "data": data}, "trigger": "manual"}
        return await self._invokes(user, "adaptiveCard/action", value, replyToId=message)

    async def _fetches(self, user: str, action: Json) -> int:
        value = {"data": action["data"], "context": {"theme": "default"}}
        self.dialogs.pop(user, None)
        status = await self._invokes(user, "task/fetch", value)
        self._follows(user, status, name="task/submit", conversation=self.dm(user), more={})
        return status

    async def _extends(self, user: str, where: str, more: Json) -> int:
        self.dialogs.pop(user, None)
        value = {**more, "context": {"theme": "default"}}
        status = await self._invokes(user, "composeExtension/fetchTask", value, where=where)
        self._follows(user, status, name="composeExtension/submitAction", conversation=where, more=more)
        return status

    async def _sends_dialog(self, user: str, dialog: _Dialog, data: Json) -> int:
        value = {**dialog.more, "data": data, "context": {"theme": "default"}}
        status = await self._invokes(user, dialog.name, value, where=dialog.conversation)
        if status == 200:  # with anything else Teams says that it did not work, and leaves the dialog open
            del self.dialogs[user]
            self._follows(user, status, name=dialog.name, conversation=dialog.conversation, more=dialog.more)
        return status

    # ---- how the app's answers are taken

    def _answered(self, activity: Json, status: int, text: str) -> int:
        self._changed.set()
        if activity.get("type") == "invoke":
            answer = _read(text)
            self.answers.append(answer)
            if status == 200:
                self._violations += _answer_faults(str(activity.get("name")), answer)
                self._draw(activity, answer)
        return status

    def _draw(self, activity: Json, answer: Any) -> None:
        """What a press shows at once: a line, or another card in the place of the pressed one."""
        if activity.get("name") != "adaptiveCard/action" or not isinstance(answer, dict):
            return
        if answer.get("type") != CARD:
            self.told[activity["from"]["id"]] = str(answer.get("value"))
            return
        card = answer["value"]
        self._violations += faults_of(card)
        for message in self.conversations[place_of(activity)]:
            if message.id == activity.get("replyToId") and message.user == BOT:
                shown = {"contentType": CARD, "content": card}
                message.activity, message.updated = {**message.activity, "attachments": [shown]}, True

    def _follows(self, user: str, status: int, **how: Any) -> None:
        """The dialog, or the line, that an answer opens before somebody."""
        answer = self.answers[-1]
        task = answer.get("task") if status == 200 and isinstance(answer, dict) else None
        if not isinstance(task, dict):
            return
        if task.get("type") == "message":
            self.told[user] = str(task.get("value"))
        elif task.get("type") == "continue":
            info = task["value"]
            card = info["card"]["content"]
            self._violations += faults_of(card)
            if '"Action.Execute"' in json.dumps(card):
                self._violations.append("Action.Execute does nothing in a dialog")
            self.dialogs[user] = _Dialog(title=info.get("title", ""), card=card, **how)

    # ---- the Connector

    async def _create_called(self, request: web.Request) -> web.StreamResponse:
        body = await _body(request)
        members = [m.get("id", "") for m in body.get("members") or () if isinstance(m, dict)]
        return await self._take(request, _Call(name="create", user=(members or [""])[0], body=body), self._create)

    async def _send_called(self, request: web.Request) -> web.StreamResponse:
        place = request.match_info["conversation"]
        return await self._take(request, _Call(name="send", conversation=place, body=await _body(request)), self._send)

    async def _update_called(self, request: web.Request) -> web.StreamResponse:
        place, activity = request.match_info["conversation"], request.match_info["activity"]
        call = _Call(name="update", conversation=place, activity=activity, body=await _body(request))
        return await self._take(request, call, self._update)

    async def _member_called(self, request: web.Request) -> web.StreamResponse:
        place, user = request.match_info["conversation"], request.match_info["user"]
        return await self._take(request, _Call(name="member", conversation=place, user=user), self._member)

    async def _download_called(self, request: web.Request) -> web.StreamResponse:
        if "Authorization" in request.headers:
            self._violations.append("our token went to a place for files that needs none")
        return self._file(request)

    async def _attachment_called(self, request: web.Request) -> web.StreamResponse:
        if not self.keys.is_ours(request.headers.get("Authorization", "")):
            return web.Response(status=401)
        return self._file(request)

    def _file(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(("download", {"conversation": "", "path": request.path}))
        fault = self._faults["download"].popleft() if self._faults["download"] else None
        found = self._files.get(request.match_info["file"])
        if isinstance(fault, Broken) or found is None:
            return web.Response(status=fault.status if isinstance(fault, Broken) else 404)
        return web.Response(body=found, content_type="application/octet-stream")

    async def _unknown_called(self, request: web.Request) -> web.StreamResponse:
        self._violations.append(f"{request.method} {request.path} is nothing that Teams knows")
        return _refusal(404, "NotFound")

    async def _take(self, request: web.Request, call: _Call, do: Callable[[_Call], Json]) -> web.StreamResponse:
        region = request.match_info["region"]
        facts = {"conversation": call.conversation, "activity": call.activity, "user": call.user, "region": region}
        self.calls.append((call.name, {**facts, "body": call.body}))
        self._changed.set()
        if region != self.region:
            return web.Response(status=self._left.get(region, 404), text="moved away")
        if not self.keys.is_ours(request.headers.get("Authorization", "")):
            denied = {"message": "Authorization has been denied for this request."}
            return web.json_response(denied, status=401)
        fault = self._faults[call.name].popleft() if self._faults[call.name] else None
        return await self._answer(request, call, do, fault)

    async def _answer(
        self, request: web.Request, call: _Call, do: Callable[[_Call], Json], fault: Fault | None
    ) -> web.StreamResponse:
        match fault:
            case Limit(seconds):
                return self._too_fast(call.scope, seconds)
            case Broken(status):
                return web.Response(status=status, text="<html>broken</html>", content_type="text/html")
            case Refuse(status, code):
                return _refusal(status, code)
            case Hang(seconds):
                await asyncio.sleep(seconds)
            case DropReply() | None:
                pass
        answer = self._do(call, do)
        if isinstance(fault, DropReply) and request.transport is not None:
            request.transport.abort()
        return answer

    def _do(self, call: _Call, do: Callable[[_Call], Json]) -> web.Response:
        if (refusal := self._too_soon(call)) is not None:
            return refusal
        try:
            answer = do(call)
        except _No as no:
            return _refusal(no.status, no.code)
        self._changed.set()
        return web.json_response(answer, status=200 if call.name in ("member", "update") else 201)

    # ---- how fast

    def _too_soon(self, call: _Call) -> web.Response | None:
        now = self._now().timestamp()
        for scope in (call.scope, "tenant"):
            if (left := self._limited.get(scope, 0.0) - now) > 0:
                self._violations.append(f"{call.name} {left:g} s too early")
                return _refusal(429, "TooManyRequests", {"Retry-After": f"{ceil(left)}"})
        if not self.throttles:
            return None
        counted = f"{call.name} {call.scope}"
        for scope, key, windows in (
            (call.scope, counted, WINDOWS.get(call.name, ())),
            ("tenant", "tenant", WHOLE_TENANT),
        ):
            if (wait := self._throttle.wait(key, windows, now)) > 0:
                self.throttled += 1
                return self._too_fast(scope, max(1, ceil(wait)) if self.says_when else None)
        self._throttle.count(counted, now)
        self._throttle.count("tenant", now)
        return None

    def _too_fast(self, scope: str, seconds: int | None) -> web.Response:
        if seconds is None:
            return _refusal(429, "TooManyRequests")
        self._limited[scope] = max(self._limited.get(scope, 0.0), self._now().timestamp() + seconds)
        return _refusal(429, "TooManyRequests", {"Retry-After": f"{seconds}"})

    # ---- what it does

    def _create(self, call: _Call) -> Json:
        body = call.body
        told = (body.get("tenantId"), ((body.get("channelData") or {}).get("tenant") or {}).get("id"))
        if call.user not in self.people or len(body["members"]) != 1 or body.get("isGroup") is not False:
            raise _No(400, "BadArgument")
        if told != (TENANT, TENANT) or (body.get("bot") or {}).get("id") != BOT:
            raise _No(403, "ForbiddenOperationException")
        self._must_have_installed(call.user)
        return {"id": self.dm(call.user), "serviceUrl": self.service_url}

    def _send(self, call: _Call) -> Json:
        self._open_place(call.conversation)
        activity = self._content(call.body)
        id_ = self._writer.number()
        if activity["type"] == "message":
            self.conversations[call.conversation].append(Message(id=id_, user=BOT, activity=activity))
        return {"id": id_}

    def _update(self, call: _Call) -> Json:
        self._open_place(call.conversation)
        activity = self._content(call.body)
        for message in self.conversations[call.conversation]:
            if message.id == call.activity and message.user == BOT:
                message.activity, message.updated = activity, True
                return {"id": message.id}
        raise _No(404, "ActivityNotFoundInConversation")

    def _member(self, call: _Call) -> Json:
        owner = self._known_place(call.conversation)
        if owner is not None:
            self._must_have_installed(owner)
        found = next((p for p in self.people.values() if call.user in (p.id, p.directory_id)), None)
        if found is None or owner not in (None, found.id):
            raise _No(404, "MemberNotFoundInConversation")
        email = {"email": found.email, "userPrincipalName": found.email} if found.email else {}
        facts = {"id": found.id, "name": found.name, "aadObjectId": found.directory_id, "tenantId": TENANT}
        return {**facts, **email, "userRole": "guest" if found.guest else "user"}

    def _known_place(self, conversation: str) -> str | None:
        """Whose personal conversation it is; None for a group. Raises _No for one that is not there."""
        if conversation.partition(";")[0] not in {GROUP, TEAM_CHANNEL, *self.conversations}:
            raise _No(404, "ConversationNotFound")
        return next((user for user in self.people if self.dm(user) == conversation), None)

    def _open_place(self, conversation: str) -> None:
        owner = self._known_place(conversation)
        if owner is not None:
            self._must_have_installed(owner)
        if owner in self._blocked:
            raise _No(403, "MessageWritesBlocked")

    def _must_have_installed(self, user: str) -> None:
        if user in self._uninstalled:
            raise _No(403, "BotNotInConversationRoster")

    def _content(self, body: Json) -> Json:
        if (size := _size_of(body)) > AIM:
            self._violations.append(f"{size} bytes in UTF-16")
            if size > LARGEST:
                raise _No(413, "MessageSizeTooBig")
        if body.get("type") not in ("message", "typing"):
            raise _No(400, "BadSyntax")
        strange = [a for a in body.get("attachments") or () if a.get("contentType") != CARD]
        if strange or (body["type"] == "message" and not body.get("text") and not body.get("attachments")):
            raise _No(400, "BadArgument")
        cards = cards_of(body)
        self._violations += [fault for card in cards for fault in faults_of(card)]
        if cards and not body.get("summary"):
            self._violations.append("a card without a summary says nothing on a lock screen")
        return body

    # ---- small things

    def dm(self, user: str) -> str:
        """The personal conversation of that person with Handrail."""
        return self.people[user].chat


def _size_of(body: Json) -> int:
    return len(json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode("utf-16-le", "surrogatepass"))


async def _body(request: web.Request) -> Json:
    body: Json = json.loads(await request.text() or "{}")
    return body


def _refusal(status: int, code: str, headers: Mapping[str, str] | None = None) -> web.Response:
    return web.json_response({"error": {"code": code, "message": f"{code}."}}, status=status, headers=headers)


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


def _answer_faults(name: str, answer: Any) -> list[str]:
    """What Teams would make "Something went wrong" of."""
    if name == "adaptiveCard/action":
        whole = isinstance(answer, dict) and {"statusCode", "type", "value"} <= set(answer)
        return [] if whole else [f"{name} answered with {answer!r}"[:200]]
    if answer in (None, {}):
        return []
    kinds = {"task", "composeExtension"} if name.startswith("composeExtension/") else {"task"}
    whole = isinstance(answer, dict) and any(isinstance(answer.get(kind), dict) for kind in kinds)
    return [] if whole else [f"{name} answered with {answer!r}"[:200]]
