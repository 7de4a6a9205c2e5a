"""A Slack workspace on port 0: the Web API that Handrail calls, and the people who write to it.

It is stricter than it needs to be where Slack is strict (sizes, tokens, triggers, rate limits), and
breaks on command. What it did not like without being able to refuse it stands in `violations`.

    async with FakeSlack() as slack:
        slack.add("U_PRECIOUS", "Precious Moyo", "precious@elm.example")
        slack.sends_to("http://127.0.0.1:8080/slack/events")
        assert await slack.says("U_PRECIOUS", "tablet wont log in") == 200
        receipt = await slack.until("U_PRECIOUS", "ISS-1")
        await slack.presses("U_PRECIOUS", "It's fixed")
"""

import asyncio
import hashlib
import hmac
import json
import mimetypes
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any, Self
from urllib.parse import urlencode

from aiohttp import ClientSession, ClientTimeout, WSMsgType, web

from tests.fakes.block_kit import SUM_LIMIT, faults_of, size_of, view_faults_of
from tests.fakes.slack_screen import Json, Message, Shown, Window, action_of, shown_of, state_of, window_of

TEAM = "T0ELM"
APP = "A0HANDRAIL"
BOT_USER = "U0HANDRAIL"
BOT_ID = "B0HANDRAIL"
SIGNING_SECRET = "fake-signing-secret"
BOT_TOKEN = "xoxb-fake"
APP_TOKEN = "xapp-fake"

TRIGGER_LIVES = 3.0
"""Seconds, by the real clock."""

ACKNOWLEDGED_WITHIN = 3.0
"""Seconds, by the real clock, after which Slack gives a request up."""

# ---- what can go wrong, on command ----------------------------------------------------------------


@dataclass(frozen=True)
class Refuse:
    """Answers `ok: false` with this code."""

    error: str


@dataclass(frozen=True)
class Limit:
    """Answers 429 with `Retry-After`; a call of the kind before that is a violation."""

    seconds: int


@dataclass(frozen=True)
class Broken:
    """Answers with this status and no JSON, without doing anything."""

    status: int = 500


@dataclass(frozen=True)
class DropReply:
    """Does what was asked, then cuts the connection instead of answering."""


@dataclass(frozen=True)
class Hang:
    """Answers after so many real seconds, if anybody still waits."""

    seconds: float


Fault = Refuse | Limit | Broken | DropReply | Hang


class _No(Exception):
    def __init__(self, error: str) -> None:
        super().__init__(error)
        self.error = error


@dataclass(kw_only=True)
class _User:
    id: str
    name: str
    email: str
    bot: bool = False
    deleted: bool = False


class FakeSlack:
    """The workspace. `now` gives the time of events, signatures and rate limits; by default the real one."""

    def __init__(self, *, now: Callable[[], datetime] | None = None) -> None:
        self._now = now or (lambda: datetime.now(UTC))
        self.users: dict[str, _User] = {}
        self.channels: dict[str, list[Message]] = defaultdict(list)
        self.homes: dict[str, Json] = {}
        self.windows: dict[str, Json] = {}
        self.errors: dict[str, Mapping[str, str]] = {}
        self.answers: list[Any] = []
        self.calls: list[tuple[str, Json]] = []
        self.violations: list[str] = []
        self.a_second_apart = False
        """Whether each conversation takes one message a second only, by `now`."""
        self.deaf = False
        """Whether new Socket Mode connections are half open: they take everything and answer no ping."""
        self.opened = 0
        """How many Socket Mode connections there ever were."""
        self.shared: dict[str, list[bytes]] = defaultdict(list)
        """The files that Handrail put before each person."""
        self._files: dict[str, bytes] = {}
        self._uploads: dict[str, bytes] = {}
        self._dms: dict[str, str] = {}
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._gone: dict[str, str] = {}
        self._limited: dict[str, float] = {}
        self._last_post: dict[str, float] = {}
        self._triggers: dict[str, tuple[str, float]] = {}
        self._number = count(1)
        self._changed = asyncio.Event()
        self._sockets: list[web.WebSocketResponse] = []
        self._acknowledged: dict[str, asyncio.Future[Any]] = {}
        self._bot_url = ""
        self._last_request: tuple[str, Json] | None = None
        self._runner: web.AppRunner | None = None
        self._session: ClientSession | None = None
        self.url = ""

    # ---- its own life

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=4 * 1024 * 1024)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/files-pri/{file}/{name}", self._download)
        app.router.add_post("/upload/{file}", self._upload)
        app.router.add_get("/link", self._link)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
        self._session = ClientSession(timeout=ClientTimeout(total=ACKNOWLEDGED_WITHIN + 2))
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cuts_sockets()
        if self._session is not None:
            await self._session.close()
        if self._runner is not None:
            await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """For the setting SLACK_API_URL."""
        return f"{self.url}/api/"

    def sends_to(self, bot_url: str) -> None:
        """Where the app lives: its address for events, interactivity and commands."""
        self._bot_url = bot_url

    def add(self, user: str, name: str, email: str = "", *, bot: bool = False, deleted: bool = False) -> None:
        """A member of the workspace."""
        self.users[user] = _User(id=user, name=name, email=email, bot=bot, deleted=deleted)

    # ---- faults

    def breaks(self, method: str, *faults: Fault) -> None:
        """The next calls of the method go wrong, one fault each."""
        self._faults[method].extend(faults)

    def loses(self, user: str, error: str = "channel_not_found") -> None:
        """From now on every message to that person is refused with the code."""
        self._gone[user] = error

    # ---- what people see

    def messages(self, user: str) -> list[Shown]:
        """What Handrail wrote to that person, oldest first, as it looks now."""
        return [shown_of(m) for m in self.channels[self.dm(user)] if m.user == BOT_USER]

    def last(self, user: str) -> Shown:
        """The newest message to that person."""
        return self.messages(user)[-1]

    def home(self, user: str) -> Shown | None:
        """The person's App Home, if it was ever shown."""
        view = self.homes.get(user)
        return shown_of(Message(ts="", user=BOT_USER, text="", blocks=view["blocks"])) if view else None

    def window(self, user: str) -> Window | None:
        """The modal that is open before that person."""
        view = self.windows.get(user)
        return window_of(view) if view else None

    async def until(self, user: str, words: str, *, within: float = 3.0) -> Shown:
        """Waits for a message with these words; answers the newest. Raises TimeoutError."""
        await self.when(lambda: any(words in shown.text for shown in self.messages(user)), within=within)
        return next(shown for shown in reversed(self.messages(user)) if words in shown.text)

    async def when(self, true: Callable[[], bool], *, within: float = 3.0) -> None:
        """Waits, in real seconds, until something holds that a call or a connection changes. Raises TimeoutError."""
        async with asyncio.timeout(within):
            while not true():
                self._changed.clear()
                await self._changed.wait()

    # ---- what people do; each answers the status that the app gave

    async def says(self, user: str, text: str, *, markup: bool = False, files: int = 0, **event: Any) -> int:
        """A direct message. `markup` sends the text as it is; else it is escaped, as Slack does with typed text."""
        ts = str(event.pop("ts", "") or self._stamp())
        sent = text if markup else _typed(text)
        self.channels[self.dm(user)].append(Message(ts=ts, user=user, text=sent))
        attached = {"files": [{"id": f"F{n}"} for n in range(files)], "subtype": "file_share"} if files else {}
        facts = {"type": "message", "channel": self.dm(user), "channel_type": "im", "user": user}
        whole = {**facts, "text": sent, "ts": ts, "event_ts": ts, "client_msg_id": f"c{ts}", **attached}
        return await self.event({**whole, **event})

    def draws(self, picture: bytes) -> str:
        """Slack's own picture of a file, which it shows in its place; its address."""
        number = f"F{next(self._number):08}"
        self._files[number] = picture
        return f"{self.url}/files-pri/{number}/thumb_1024.jpg"

    async def sends(self, user: str, text: str, *photos: bytes, name: str = "screen.jpg", **about: Any) -> int:
        """A direct message with files, of which Slack believes what their name says. `about` is said otherwise."""
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        files = []
        for photo in photos:
            number = f"F{next(self._number):08}"
            self._files[number] = photo
            url = f"{self.url}/files-pri/{number}/{name}"
            facts = {"id": number, "name": name, "mimetype": kind, "size": len(photo), "url_private": url}
            files.append({**facts, "mode": "hosted", "is_external": False, **about})
        ts = self._stamp()
        self.channels[self.dm(user)].append(Message(ts=ts, user=user, text=_typed(text)))
        facts = {"type": "message", "subtype": "file_share", "channel": self.dm(user), "channel_type": "im"}
        return await self.event(
            {**facts, "user": user, "text": _typed(text), "ts": ts, "event_ts": ts, "files": files, "upload": False}
        )

    async def mentions(self, user: str, channel: str, text: str, **event: Any) -> int:
        """A message in a channel that names Handrail."""
        ts = self._stamp()
        facts = {"type": "app_mention", "channel": channel, "user": user, "ts": ts, "event_ts": ts}
        return await self.event({**facts, "text": f"<@{BOT_USER}> {_typed(text)}", **event})

    async def opens_home(self, user: str, tab: str = "home") -> int:
        """The Home tab."""
        facts = {"type": "app_home_opened", "user": user, "channel": self.dm(user), "tab": tab}
        return await self.event({**facts, "event_ts": self._stamp()})

    async def event(self, event: Mapping[str, Any], **outer: Any) -> int:
        """Any event at all."""
        payload = {
            "token": "deprecated",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": dict(event),
            "type": "event_callback",
            "event_id": f"Ev{next(self._number):08}",
            "event_time": int(self._now().timestamp()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True}],
            **outer,
        }
        return await self._deliver("events_api", payload)

    async def presses(self, user: str, label: str, *, message: Shown | None = None, home: bool = False) -> int:
        """A button or an option with that label, on the newest message that has it. Raises LookupError."""
        if home:
            shown = self.home(user)
            place: Json = {"container": {"type": "view"}, "view": {"type": "home"}}
            action = action_of(shown.blocks, label) if shown else None
        else:
            shown = message or next((m for m in reversed(self.messages(user)) if label in m.buttons), None)
            action = action_of(shown.blocks, label) if shown else None
            place = self._place(user, shown.ts) if shown else {}
        if action is None:
            raise LookupError(f"{user} sees no button {label!r}")
        return await self.acts(user, action, **place)

    async def acts(self, user: str, action: Mapping[str, Any], **place: Any) -> int:
        """Any press at all, also a forged one."""
        facts = {"type": "block_actions", **self._who(user), "trigger_id": self._trigger(user), **place}
        stamped = {"action_ts": self._stamp(), **action}
        return await self._deliver("interactive", {**facts, "actions": [stamped]})

    async def shortcut(self, user: str, callback_id: str = "report") -> int:
        """The global shortcut."""
        facts = {"type": "shortcut", "callback_id": callback_id, "action_ts": self._stamp()}
        return await self._deliver("interactive", {**facts, **self._who(user), "trigger_id": self._trigger(user)})

    async def reports_this(self, user: str, text: str, *, by: str = "", callback_id: str = "report_this") -> int:
        """The shortcut on somebody's message."""
        ts = self._stamp()
        facts = {"type": "message_action", "callback_id": callback_id, "action_ts": ts, "message_ts": ts}
        about = {"message": {"type": "message", "user": by or user, "ts": ts, "text": _typed(text)}}
        place = {"channel": {"id": "C0ELM", "name": "elm-court"}, "trigger_id": self._trigger(user)}
        return await self._deliver("interactive", {**facts, **about, **place, **self._who(user)})

    async def command(self, user: str, text: str = "", command: str = "/handrail") -> int:
        """The slash command."""
        facts = {"command": command, "text": text, "user_id": user, "user_name": user.lower()}
        place = {"team_id": TEAM, "team_domain": "elm", "channel_id": "C0ELM", "channel_name": "elm-court"}
        rest = {"trigger_id": self._trigger(user), "api_app_id": APP, "token": "deprecated"}
        return await self._deliver("slash_commands", {**facts, **place, **rest})

    async def submits(self, user: str, values: Mapping[str, str]) -> int:
        """Sends the open modal; `values` by field name or label, options by label or value. Raises LookupError."""
        view = self.windows.get(user)
        if view is None:
            raise LookupError(f"{user} has no window open")
        filled = {**view, "state": {"values": state_of(view, values)}}
        facts = {"type": "view_submission", **self._who(user), "trigger_id": self._trigger(user), "view": filled}
        self.errors.pop(user, None)
        status = await self._deliver("interactive", facts)
        answer = self.answers[-1] if self.answers else None
        if status == 200 and isinstance(answer, dict) and answer.get("response_action") == "errors":
            self.errors[user] = answer["errors"]
        elif status == 200:
            del self.windows[user]
        return status

    async def again(self, retry: int = 1, reason: str = "http_timeout") -> int:
        """Delivers the last request once more, as Slack does when nobody answered it."""
        if self._last_request is None:
            raise LookupError("nothing was sent yet")
        kind, payload = self._last_request
        headers = {"X-Slack-Retry-Num": str(retry), "X-Slack-Retry-Reason": reason}
        return await self._deliver(kind, payload, headers)

    # ---- how requests travel

    def signed(self, body: bytes, *, at: datetime | None = None, secret: str = SIGNING_SECRET) -> dict[str, str]:
        """The headers that Slack puts on a request with that body."""
        timestamp = str(int((at or self._now()).timestamp()))
        digest = hmac.new(secret.encode(), b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
        return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": "v0=" + digest.hexdigest()}

    async def _deliver(self, kind: str, payload: Json, headers: Mapping[str, str] | None = None) -> int:
        self._last_request = (kind, payload)
        self._changed.set()
        if self._sockets:
            return await self._over_socket(kind, payload)
        body, content_type = _written(kind, payload)
        assert self._session is not None
        assert self._bot_url, "say with sends_to() where the app is"
        whole = {"Content-Type": content_type, **self.signed(body), **(headers or {})}
        async with self._session.post(self._bot_url, data=body, headers=whole) as answer:
            text = await answer.text()
            self.answers.append(_read(text))
            return answer.status

    async def _over_socket(self, kind: str, payload: Json) -> int:
        envelope = f"env-{next(self._number)}"
        waiting = self._acknowledged[envelope] = asyncio.get_running_loop().create_future()
        frame = {"envelope_id": envelope, "type": kind, "payload": payload, "accepts_response_payload": True}
        await self._sockets[-1].send_json(frame)
        try:
            async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
                self.answers.append(await waiting)
            return 200
        except TimeoutError:
            return 504
        finally:
            del self._acknowledged[envelope]

    # ---- Socket Mode

    @property
    def sockets(self) -> int:
        """How many connections are open."""
        return len(self._sockets)

    async def says_goodbye(self) -> None:
        """Tells every connection that it will end soon."""
        for socket in tuple(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})

    async def cuts_sockets(self, *, oldest: bool = False) -> None:
        """Ends every connection, or the oldest alone, without a word."""
        for socket in tuple(self._sockets)[: 1 if oldest else None]:
            with suppress(ConnectionError):
                await socket.close()

    async def _link(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(autoping=not self.deaf, timeout=0.1)
        await socket.prepare(request)
        self.opened += 1
        await socket.send_json({"type": "hello", "num_connections": 1})
        self._sockets.append(socket)
        self._changed.set()
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._acknowledge(json.loads(message.data))
        finally:
            self._sockets.remove(socket)
            self._changed.set()
        return socket

    def _acknowledge(self, frame: Json) -> None:
        waiting = self._acknowledged.get(frame["envelope_id"])
        if waiting is not None and not waiting.done():
            waiting.set_result(frame.get("payload"))

    # ---- files

    async def _download(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(("download", {"path": request.path}))
        fault = self._faults["download"].popleft() if self._faults["download"] else None
        if isinstance(fault, Broken):
            return web.Response(status=fault.status)
        if isinstance(fault, Limit):
            return _too_fast(fault.seconds)
        if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}" or isinstance(fault, Refuse):
            # Slack shows its page to sign in, as if all were well.
            return web.Response(text="<html>Sign in</html>", content_type="text/html")
        found = self._files.get(request.match_info["file"])
        if found is None:
            return web.Response(status=404)
        return web.Response(body=found, content_type="application/octet-stream")

    async def _upload(self, request: web.Request) -> web.StreamResponse:
        number = request.match_info["file"]
        found = (await request.post()).get("filename")
        if number not in self._uploads or not isinstance(found, web.FileField):
            return web.Response(status=400)
        if "Authorization" in request.headers:
            self.violations.append("our token went to the address for uploads")
        self._uploads[number] = found.file.read()
        return web.Response(text="OK")

    def _upload_url(self, params: Json) -> Json:
        if not params.get("filename") or int(params.get("length") or 0) <= 0:
            raise _No("invalid_arguments")
        number = f"F{next(self._number):08}"
        self._uploads[number] = b""
        return {"upload_url": f"{self.url}/upload/{number}", "file_id": number}

    def _complete_upload(self, params: Json) -> Json:
        given = params.get("files") or []
        files = json.loads(given) if isinstance(given, str) else given
        channel = self._known({"channel": params.get("channel_id")})
        user = next(user for user, dm in self._dms.items() if dm == channel)
        for file in files:
            if not self._uploads.get(file["id"]):
                raise _No("file_not_found")
            self.shared[user].append(self._uploads.pop(file["id"]))
        return {"files": files}

    # ---- the Web API

    async def _api(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = await _params(request)
        token = request.headers.get("Authorization", "")
        if token != f"Bearer {APP_TOKEN if method == 'apps.connections.open' else BOT_TOKEN}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        self.calls.append((method, params))
        self._changed.set()
        fault = self._faults[method].popleft() if self._faults[method] else None
        return await self._answer(request, method, params, fault)

    async def _answer(self, request: web.Request, method: str, params: Json, fault: Fault | None) -> web.StreamResponse:
        match fault:
            case Limit(seconds):
                self._limited[self._scope(method, params)] = self._now().timestamp() + seconds
                return _too_fast(seconds)
            case Broken(status):
                return web.Response(status=status, text="<html>broken</html>", content_type="text/html")
            case Refuse(error):
                return web.json_response({"ok": False, "error": error})
            case Hang(seconds):
                await asyncio.sleep(seconds)
            case DropReply() | None:
                pass
        answer = self._call(method, params)
        if isinstance(fault, DropReply) and request.transport is not None:
            request.transport.abort()
        return answer

    def _call(self, method: str, params: Json) -> web.Response:
        if (wait := self._too_soon(method, params)) > 0:
            return _too_fast(wait)
        try:
            answer = _METHODS[method](self, params) if method in _METHODS else {"ok": False, "error": "unknown_method"}
        except _No as no:
            return web.json_response({"ok": False, "error": no.error})
        self._changed.set()
        return web.json_response({"ok": True, **answer})

    def _scope(self, method: str, params: Json) -> str:
        return str(params.get("channel", method)) if method.startswith("chat.") else method

    def _too_soon(self, method: str, params: Json) -> float:
        scope, now = self._scope(method, params), self._now().timestamp()
        if (left := self._limited.get(scope, 0.0) - now) > 0:
            self.violations.append(f"{method} {left:g} s too early")
            return left
        if method == "chat.postMessage" and self.a_second_apart:
            if now - self._last_post.get(scope, 0.0) < 1:
                self._limited[scope] = now + 1
                return 1.0
            self._last_post[scope] = now
        return 0.0

    def _auth_test(self, _params: Json) -> Json:
        return {"team_id": TEAM, "user_id": BOT_USER, "bot_id": BOT_ID, "url": self.url}

    def _users_info(self, params: Json) -> Json:
        user = self.users.get(params.get("user", ""))
        if user is None:
            raise _No("user_not_found")
        return {"user": _member(user)}

    def _lookup(self, params: Json) -> Json:
        wanted = str(params.get("email", "")).casefold()
        user = next((u for u in self.users.values() if u.email and u.email.casefold() == wanted), None)
        if user is None:
            raise _No("users_not_found")
        return {"user": _member(user)}

    def _conversations_open(self, params: Json) -> Json:
        users = params.get("users", "")
        user = users[0] if isinstance(users, list) and users else str(users)
        if user not in self.users:
            raise _No("user_not_found")
        if self.users[user].bot:
            raise _No("cannot_dm_bot")
        return {"channel": {"id": self.dm(user)}}

    def _history(self, params: Json) -> Json:
        channel = self._known(params)
        oldest, limit = float(params.get("oldest") or 0), int(params.get("limit") or 100)
        found = [m for m in reversed(self.channels[channel]) if float(m.ts) >= oldest]
        start = int(params.get("cursor") or 0)
        page = [self._kept(m, params) for m in found[start : start + limit]]
        more = str(start + limit) if start + limit < len(found) else ""
        return {"messages": page, "has_more": bool(more), "response_metadata": {"next_cursor": more}}

    def _kept(self, message: Message, params: Json) -> Json:
        told = str(params.get("include_all_metadata", "")).lower() in ("1", "true") and message.metadata
        own = {"bot_id": BOT_ID} if message.user == BOT_USER else {}
        facts = {"type": "message", "user": message.user, "ts": message.ts, "text": message.text, **own}
        return {**facts, **({"metadata": message.metadata} if told else {})}

    def _post(self, params: Json) -> Json:
        channel = self._known(params)
        text, blocks = self._content(params)
        message = Message(ts=self._stamp(), user=BOT_USER, text=text, blocks=blocks, metadata=params.get("metadata"))
        self.channels[channel].append(message)
        return {"channel": channel, "ts": message.ts}

    def _ephemeral(self, params: Json) -> Json:
        self._known(params)
        self._content(params)
        return {"message_ts": self._stamp()}

    def _update(self, params: Json) -> Json:
        channel = self._known(params)
        text, blocks = self._content(params)
        for message in self.channels[channel]:
            if message.ts == params.get("ts") and message.user == BOT_USER:
                message.text, message.blocks, message.updated = text, blocks, True
                return {"channel": channel, "ts": message.ts}
        raise _No("message_not_found")

    def _views_open(self, params: Json) -> Json:
        user, made = self._triggers.pop(str(params.get("trigger_id")), ("", 0.0))
        if not user:
            raise _No("invalid_trigger_id")
        if asyncio.get_running_loop().time() - made > TRIGGER_LIVES:
            raise _No("expired_trigger_id")
        view = self._view(params)
        number = next(self._number)
        self.windows[user] = {**view, "id": f"V{number:08}", "hash": f"{number}.hash"}
        return {"view": self.windows[user]}

    def _publish(self, params: Json) -> Json:
        user = str(params.get("user_id"))
        if user not in self.users:
            raise _No("user_not_found")
        self.homes[user] = self._view(params)
        return {"view": self.homes[user]}

    def _view(self, params: Json) -> Json:
        given = params.get("view") or {}
        view: Json = json.loads(given) if isinstance(given, str) else dict(given)
        if faults := view_faults_of(view):
            self.violations.extend(faults)
            raise _No("invalid_arguments")
        return view

    def _connect(self, _params: Json) -> Json:
        return {"url": f"{self.url.replace('http', 'ws')}/link?ticket={next(self._number)}"}

    def _known(self, params: Json) -> str:
        channel = str(params.get("channel", ""))
        user = next((user for user, dm in self._dms.items() if dm == channel), None)
        if user is None or user not in self.users:
            raise _No("channel_not_found")
        if user in self._gone:
            raise _No(self._gone[user])
        return channel

    def _content(self, params: Json) -> tuple[str, list[Json]]:
        text, blocks = str(params.get("text") or ""), params.get("blocks") or []
        blocks = json.loads(blocks) if isinstance(blocks, str) else blocks
        if not text and not blocks:
            raise _No("no_text")
        if not text:
            self.violations.append("a message without text is silent on a screen reader")
        if len(text) > 40_000:
            raise _No("msg_too_long")
        if faults := faults_of(blocks):
            self.violations.extend(faults)
            raise _No("invalid_blocks")
        if size_of(blocks) > SUM_LIMIT:
            self.violations.append(f"{size_of(blocks)} characters in blocks")
            raise _No("msg_blocks_too_long")
        return text, blocks

    # ---- small things

    def dm(self, user: str) -> str:
        """The direct conversation of that person with Handrail."""
        return self._dms.setdefault(user, f"D{len(self._dms) + 1:04}{user[:20]}")

    def _stamp(self) -> str:
        """A timestamp that no other message has."""
        return f"{int(self._now().timestamp())}.{next(self._number):06}"

    def _trigger(self, user: str) -> str:
        trigger = f"trigger-{next(self._number)}"
        self._triggers[trigger] = (user, asyncio.get_running_loop().time())
        return trigger

    def _who(self, user: str) -> Json:
        who = {"id": user, "username": user.lower(), "team_id": TEAM}
        return {"user": who, "team": {"id": TEAM, "domain": "elm"}, "api_app_id": APP, "token": "deprecated"}

    def _place(self, user: str, ts: str) -> Json:
        channel = self.dm(user)
        container = {"type": "message", "message_ts": ts, "channel_id": channel}
        return {"channel": {"id": channel, "name": "directmessage"}, "container": container, "message": {"ts": ts}}


_METHODS: Mapping[str, Callable[[FakeSlack, Json], Json]] = {
    "apps.connections.open": FakeSlack._connect,
    "auth.test": FakeSlack._auth_test,
    "chat.postEphemeral": FakeSlack._ephemeral,
    "chat.postMessage": FakeSlack._post,
    "chat.update": FakeSlack._update,
    "conversations.history": FakeSlack._history,
    "conversations.open": FakeSlack._conversations_open,
    "files.completeUploadExternal": FakeSlack._complete_upload,
    "files.getUploadURLExternal": FakeSlack._upload_url,
    "users.info": FakeSlack._users_info,
    "users.lookupByEmail": FakeSlack._lookup,
    "views.open": FakeSlack._views_open,
    "views.publish": FakeSlack._publish,
}


async def _params(request: web.Request) -> Json:
    """Arguments from the query, a form or JSON, as Slack takes them all."""
    given: Json = dict(request.query)
    if request.content_type == "application/json":
        given.update(json.loads(await request.text() or "{}"))
    elif request.can_read_body:
        given.update({name: value for name, value in (await request.post()).items() if isinstance(value, str)})
    return given


def _too_fast(seconds: float) -> web.Response:
    headers = {"Retry-After": f"{max(1, round(seconds))}"}
    return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)


def _written(kind: str, payload: Json) -> tuple[bytes, str]:
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(fields).encode(), "application/x-www-form-urlencoded"


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text


def _member(user: _User) -> Json:
    profile = {"real_name": user.name, "email": user.email} if user.email else {"real_name": user.name}
    facts = {"id": user.id, "team_id": TEAM, "name": user.id.lower(), "real_name": user.name, "profile": profile}
    return {**facts, "is_bot": user.bot, "deleted": user.deleted}


def _typed(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
