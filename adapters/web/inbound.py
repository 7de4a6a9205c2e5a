"""What the page sends: checked, and put into the form in which it is kept until it is worked on."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Protocol

from aiohttp import web

from core import words
from core.card import Act, act_from_json, act_to_json
from core.ports import Attached, Incoming, Pressed, Said, Sender, Submitted
from core.stage import Actor, Push

PAGE = "page"
OWN_HEADER = "X-Handrail"
"""A header that only the page's own script can set: no other site can make a browser send it here."""

LONGEST_TEXT = 40_000
"""Characters in one message."""

LARGEST_BODY = 512_000
"""Bytes in one request: the longest text with every character written as an escape, and some room."""

LONGEST_ACT = 2_000
_KEY = re.compile(r"[A-Za-z0-9-]{8,64}")


class PageDoor(Protocol):
    """Where requests are handed in: core.ports.Door."""

    async def take(self, channel: str, key: str, body: bytes) -> bool:
        """Keep the request durably; False if the key is known. Raises StoreClosed."""


class Refused(Exception):
    """The request is not taken: the status, and why in plain words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status
        self.words = words


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One request that may be handed in. `key` makes the same one, sent twice, known as one."""

    user: str
    key: str
    incoming: Said | Pressed | Submitted


def sender(user: str) -> Sender:
    """Somebody of the cast, as the rest of the program knows them."""
    return Sender(channel=PAGE, tenant=PAGE, user=user, address=user)


# ---- what comes from the browser ---------------------------------------------------------------


def check_same_site(request: web.Request) -> None:
    """Refuse what another website makes a visitor's browser send: the page knows no sign-in to protect it."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    same = origin is None or origin.partition("://")[2] == request.host
    if site != "same-origin" or not same or OWN_HEADER not in request.headers:
        raise Refused(403, words.PAGE_OTHER_SITE)


async def read_json(request: web.Request) -> dict[str, Any]:
    """The JSON object of a request, of bounded size."""
    try:
        data = json.loads(await _bounded(request))
    except (ValueError, RecursionError):
        raise Refused(400, words.PAGE_NOT_READ) from None
    if not isinstance(data, dict):
        raise Refused(400, words.PAGE_NOT_READ)
    return data


async def _bounded(request: web.Request) -> bytes:
    body = bytearray()
    async for chunk in request.content.iter_chunked(65_536):
        body += chunk
        if len(body) > LARGEST_BODY:
            raise Refused(413, words.PAGE_TOO_LONG.format(n=f"{LONGEST_TEXT:,}"))
    return bytes(body)


def said(data: Mapping[str, Any], cast: tuple[Actor, ...], at: datetime) -> Taken:
    """Somebody typed and sent."""
    user, key, text = _user(data, cast), _key(data), _text(data, "text")
    if not text.strip():
        raise Refused(400, words.PAGE_NO_WORDS)
    return Taken(user=user, key=key, incoming=Said(sender=sender(user), text=text, at=at))


def pictured(data: Mapping[str, Any], attached: tuple[Attached, ...], cast: tuple[Actor, ...], at: datetime) -> Taken:
    """Somebody sent photos, with words or without."""
    user, key, text = _user(data, cast), _key(data), _text(data, "text")
    if not attached:
        raise Refused(400, words.PAGE_NOT_READ)
    said = Said(sender=sender(user), text=text, at=at, files=len(attached), attached=attached)
    return Taken(user=user, key=key, incoming=said)


def pressed(data: Mapping[str, Any], cast: tuple[Actor, ...], at: datetime) -> Taken:
    """Somebody pressed a button or chose an option."""
    user, key = _user(data, cast), _key(data)
    return Taken(user=user, key=key, incoming=Pressed(sender=sender(user), act=_act(data), at=at))


def submitted(data: Mapping[str, Any], cast: tuple[Actor, ...], at: datetime) -> Taken:
    """Somebody sent a form."""
    user, key, form, values = _user(data, cast), _key(data), _text(data, "form"), data.get("values")
    if not isinstance(values, dict) or len(values) > 50:
        raise Refused(400, words.PAGE_NOT_READ)
    kept = {_clean(name): _text(values, name) for name in values}
    return Taken(user=user, key=key, incoming=Submitted(sender=sender(user), form=form, values=kept, at=at))


def pushed(data: Mapping[str, Any]) -> Push:
    """How far the clock is to be pushed."""
    try:
        return Push(_text(data, "push"))
    except ValueError:
        raise Refused(400, words.PAGE_NOT_READ) from None


def _user(data: Mapping[str, Any], cast: tuple[Actor, ...]) -> str:
    user = _text(data, "user")
    if user not in {actor.user for actor in cast}:
        raise Refused(400, words.PAGE_NOT_HERE)
    return user


def _key(data: Mapping[str, Any]) -> str:
    key = _text(data, "id")
    if not _KEY.fullmatch(key):
        raise Refused(400, words.PAGE_NOT_READ)
    return key


def _act(data: Mapping[str, Any]) -> Act:
    written = json.dumps(data.get("act"))
    if len(written) > LONGEST_ACT:
        raise Refused(400, words.PAGE_NOT_READ)
    try:
        return act_from_json(written)
    except ValueError:
        raise Refused(400, words.PAGE_NOT_READ) from None


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if not isinstance(value, str):
        raise Refused(400, words.PAGE_NOT_READ)
    if len(value) > LONGEST_TEXT:
        raise Refused(413, words.PAGE_TOO_LONG.format(n=f"{LONGEST_TEXT:,}"))
    return _clean(value)


def _clean(text: str) -> str:
    """Without halves of characters and without NUL, which no database keeps; all else stays as typed."""
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return whole.replace("\0", "\N{REPLACEMENT CHARACTER}")


# ---- what is kept until it is worked on ----------------------------------------------------------


def body_of(taken: Taken) -> bytes:
    """The request as it is kept; `read` is its way back."""
    return json.dumps({"user": taken.user, **_content(taken.incoming)}).encode()


def _content(incoming: Said | Pressed | Submitted) -> dict[str, Any]:
    at = incoming.at.isoformat()
    match incoming:
        case Said():
            photos = {"photos": [asdict(one) for one in incoming.attached]} if incoming.attached else {}
            return {"kind": "said", "at": at, "text": incoming.text, **photos}
        case Pressed():
            return {"kind": "pressed", "at": at, "act": act_to_json(incoming.act)}
        case Submitted():
            return {"kind": "submitted", "at": at, "form": incoming.form, "values": dict(incoming.values)}


def read(body: bytes) -> Incoming | None:
    """What a kept request says. Raises ValueError for nonsense."""
    try:
        return _read(json.loads(body))
    except (KeyError, TypeError, AttributeError) as fault:
        raise ValueError("not a request of the page") from fault


def _read(data: Any) -> Incoming:
    who, at = sender(str(data["user"])), datetime.fromisoformat(data["at"])
    match data["kind"]:
        case "said":
            attached = tuple(Attached(**one) for one in data.get("photos", ()))
            return Said(sender=who, text=str(data["text"]), at=at, files=len(attached), attached=attached)
        case "pressed":
            return Pressed(sender=who, act=act_from_json(data["act"]), at=at)
        case "submitted":
            values = {str(name): str(value) for name, value in data["values"].items()}
            return Submitted(sender=who, form=str(data["form"]), values=values, at=at)
        case _:
            raise ValueError("not a request of the page")
