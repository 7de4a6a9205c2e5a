"""What `python -m bot bench` measures against: the plainest Slack app there is, and a workspace to speak with.

The bare app is what a newcomer to Bolt writes. It checks the signature, acknowledges, and stores
nothing: whatever it was told is gone.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from adapters.chat.quiet import SILENT
from adapters.slack.inbound import PATH
from adapters.slack.outbound import EVENT_TYPE
from adapters.slack.signature import signature_of

TEAM = "T0BENCH"
BOT = "U0BENCH"

Posted = Callable[[str], None]


def bare_app(secret: str) -> web.Application:
    """A Bolt app behind aiohttp that keeps nothing of what it hears."""
    bolt = AsyncApp(name="bare", signing_secret=secret, authorize=_authorize, logger=SILENT)

    async def heard(event: Mapping[str, Any]) -> None:
        """Nothing becomes of it."""

    bolt.event("message")(heard)

    async def receive(request: web.Request) -> web.Response:
        return await to_aiohttp_response(await bolt.async_dispatch(await to_bolt_request(request)))

    app = web.Application()
    app.add_routes([web.post(PATH, receive), web.get("/readyz", _ready)])
    return app


async def _authorize(enterprise_id: str | None, team_id: str | None) -> AuthorizeResult:
    """Without asking Slack, which would only slow the bare app down."""
    return AuthorizeResult(enterprise_id=enterprise_id, team_id=team_id, bot_user_id=BOT, bot_token="xoxb-bare")  # noqa: S106


async def _ready(_: web.Request) -> web.Response:
    return web.json_response({"ready": True})


@dataclass(frozen=True, kw_only=True)
class Event:
    """One signed event on its way. `key` names it within the run."""

    path: str
    body: bytes
    headers: Mapping[str, str]


def event_of(secret: str, user: str, text: str, number: int, at: float) -> Event:
    """A direct message of that user, as Slack sends it, signed at the moment `at` (seconds since 1970)."""
    stamp = f"{int(at)}.{number:06}"
    facts = {"type": "message", "channel": _direct(user), "channel_type": "im", "user": user, "text": text}
    body = json.dumps(
        {
            "token": "bench",
            "team_id": TEAM,
            "api_app_id": "A0BENCH",
            "event": {**facts, "ts": stamp, "event_ts": stamp, "client_msg_id": f"c-{number}"},
            "type": "event_callback",
            "event_id": f"Ev{number:010}",
            "event_time": int(at),
            "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
        }
    ).encode()
    signed = {
        "Content-Type": "application/json",
        "X-Slack-Request-Timestamp": str(int(at)),
        "X-Slack-Signature": signature_of(secret, str(int(at)), body),
    }
    return Event(path=PATH, body=body, headers=signed)


def workspace_app(posted: Posted) -> web.Application:
    """As much of Slack's Web API as a run needs. `posted` is told the user of every message that arrives."""
    numbers = count(1)

    async def answer(request: web.Request) -> web.Response:
        method = request.match_info["method"]
        given = await _given(request)
        found = _ANSWERS[method](given, next(numbers)) if method in _ANSWERS else {"ok": False, "error": "unknown"}
        if method == "chat.postMessage" and given.get("metadata", {}).get("event_type") == EVENT_TYPE:
            posted(str(given["channel"]).removeprefix("D"))
        return web.json_response(found)

    app = web.Application()
    app.add_routes([web.post("/api/{method}", answer), web.get("/api/{method}", answer)])
    return app


async def _given(request: web.Request) -> dict[str, Any]:
    if request.content_type == "application/json":
        found: dict[str, Any] = json.loads(await request.read() or b"{}")
        return found
    return {**request.query, **await request.post()}


def email_of(user: str) -> str:
    """The address under which the workspace lists a user."""
    return f"{user.lower()}@bench.example"


def _direct(user: str) -> str:
    return f"D{user}"


def _users_info(given: Mapping[str, Any], _: int) -> dict[str, Any]:
    return {"ok": True, "user": _member(str(given["user"]))}


def _lookup(given: Mapping[str, Any], _: int) -> dict[str, Any]:
    return {"ok": True, "user": _member(str(given["email"]).partition("@")[0].upper())}


def _member(user: str) -> dict[str, Any]:
    return {"id": user, "team_id": TEAM, "name": user, "profile": {"real_name": user, "email": email_of(user)}}


def _open(given: Mapping[str, Any], _: int) -> dict[str, Any]:
    users = given["users"]
    return {"ok": True, "channel": {"id": _direct(users[0] if isinstance(users, list) else str(users))}}


def _post(given: Mapping[str, Any], number: int) -> dict[str, Any]:
    return {"ok": True, "channel": given["channel"], "ts": f"1700000000.{number:06}"}


def _update(given: Mapping[str, Any], _: int) -> dict[str, Any]:
    return {"ok": True, "channel": given["channel"], "ts": given["ts"]}


def _auth(_given: Mapping[str, Any], _: int) -> dict[str, Any]:
    return {"ok": True, "team_id": TEAM, "user_id": BOT}


def _history(_given: Mapping[str, Any], _: int) -> dict[str, Any]:
    return {"ok": True, "messages": []}


_ANSWERS: Mapping[str, Callable[[Mapping[str, Any], int], dict[str, Any]]] = {
    "auth.test": _auth,
    "chat.postMessage": _post,
    "chat.update": _update,
    "conversations.history": _history,
    "conversations.open": _open,
    "users.info": _users_info,
    "users.lookupByEmail": _lookup,
}
