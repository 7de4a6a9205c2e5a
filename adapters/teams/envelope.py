"""Sort one believed activity: what is kept of it, under which key, or why it is passed over. Pure.

Only what is needed is kept: no token, no copy of our own card.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.chat.storing import key_of
from adapters.chat.strict import Payload, words_at
from adapters.chat.times import believable
from adapters.teams.files import attached_in
from adapters.teams.press import OPEN_FORM, OURS, form_of, pressed_act
from adapters.teams.text import plain, plain_of_html
from core.card import Act, act_to_json

REPORT = "report"
"""The form behind the message extension; also its command beside the box where one types."""

REPORT_THIS = "report_this"
"""The command of the message extension on somebody's message."""

NO_FILES = ("text/html", "application/vnd.microsoft.card.", "messageReference", "forwardedMessageReference")
"""Attachments that nobody attached: Teams sends the text once more as HTML, and messages that are quoted."""

_QUOTED = re.compile(r"<quoted\b[^<>]*>(?:\s*</quoted>)?")
"""Stands in the text where somebody swiped to answer one message."""

Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """To be stored before it is answered.

    `user` is who did it. `same` says what makes two deliveries of one press the same although Teams gives them
    new ids; `for_long` that the press changes something, so that it is taken for the same one for longer.
    """

    key: str
    body: bytes
    user: str
    same: str = ""
    for_long: bool = False


@dataclass(frozen=True, kw_only=True)
class PassedOver:
    """Believed, answered with 200 and counted under `why`, and not stored."""

    why: str


Sorted = Kept | PassedOver


def sort(activity: Payload, *, now: datetime) -> Sorted:
    """What becomes of the activity that arrived at `now`. Raises ValueError for what has no type."""
    kind = words_at(activity, "type")
    if not kind:
        raise ValueError("no type")
    if words_at(activity, "from", "id").startswith("28:") or words_at(activity, "from", "role") == "bot":
        return PassedOver(why="bot")
    sorter = _INVOKES.get(words_at(activity, "name")) if kind == "invoke" else _SORTERS.get(kind)
    if sorter is None:
        return PassedOver(why=f"unknown {'invoke' if kind == 'invoke' else 'type'}")
    return sorter(activity, now)


def tenants_of(activity: Payload) -> tuple[str, ...]:
    """Every organisation that it names, that of the conversation first. In a shared channel there may be two."""
    named = (words_at(activity, "conversation", "tenantId"), words_at(activity, "channelData", "tenant", "id"))
    return tuple(tenant for tenant in named if tenant)


def data_of(activity: Payload) -> Payload:
    """What a press or a form carries, whichever way it came."""
    value = activity.get("value")
    if not isinstance(value, dict):
        return {}
    action = value.get("action")
    found = action.get("data") if isinstance(action, dict) else value.get("data", value)
    return found if isinstance(found, dict) else {}


def _message(activity: Payload, now: datetime) -> Sorted:
    text = words_at(activity, "text")
    if OURS in data_of(activity) or (isinstance(activity.get("value"), dict) and not text.strip()):
        return _press(activity, now)
    private = _private(activity)
    mentions = _mentions(activity)
    if not private and not any(ours for _, _, ours in mentions):
        return PassedOver(why="channel")
    if "quotedReply" in _entity_kinds(activity):
        text = _QUOTED.sub("", text)
    markup = words_at(activity, "textFormat") in ("xml", "html")
    return _kept(
        "said",
        key_of("message", words_at(activity, "conversation", "id"), words_at(activity, "id")),
        activity,
        now,
        text=plain(text, mentions, markup=markup),
        files=_files(activity),
        attached=attached_in(activity.get("attachments")),
    )


def _press(activity: Payload, now: datetime) -> Sorted:
    data = data_of(activity)
    form = form_of(data)
    if form is not None:
        return _submission(activity, now)
    if OURS not in data and activity["type"] == "message":
        return PassedOver(why="foreign card")
    act = pressed_act(data)
    return _kept(
        "pressed",
        key_of("activity", words_at(activity, "id")),
        activity,
        now,
        same=key_of("press", act.card, _digest(act_to_json(act))) if act.card else "",
        for_long=bool(act.version),
        act=act_to_json(act),
    )


def _submission(activity: Payload, now: datetime) -> Sorted:
    data = data_of(activity)
    form = form_of(data)
    if form is None:
        return PassedOver(why="foreign card")
    name, values = form
    # What was filled in belongs to the key: a form sent again with other words is another one.
    digest = _digest(json.dumps(values, sort_keys=True))
    nonce = words_at(data, OURS, "nonce")
    return _kept(
        "submitted",
        key_of("form", _user(activity), nonce, digest) or key_of("activity", words_at(activity, "id")),
        activity,
        now,
        form=name,
        values=values,
    )


def _fetch(activity: Payload, now: datetime) -> Sorted:
    """A button that asks for a form. Kept only if the form could not be shown: then the talk asks for the words."""
    act = pressed_act(data_of(activity))
    if act.verb != OPEN_FORM:
        return _press(activity, now)
    return _kept("pressed", key_of("activity", words_at(activity, "id")), activity, now, act=act_to_json(act))


def _extension(activity: Payload, now: datetime) -> Sorted:
    """The message extension. Kept only if the form could not be shown: then the message itself is the report."""
    key = key_of("activity", words_at(activity, "id"))
    text = message_of(activity)
    if text:
        return _kept("said", key, activity, now, text=text, files=0, private=True)
    act = act_to_json(Act(verb=OPEN_FORM, value=REPORT))
    return _kept("pressed", key, activity, now, act=act)


def message_of(activity: Payload) -> str:
    """The words of the message on which the message extension was used, if it was used on one."""
    content = words_at(activity, "value", "messagePayload", "body", "content")
    markup = words_at(activity, "value", "messagePayload", "body", "contentType") != "text"
    return plain_of_html(content) if markup else plain(content, ())


def _installed(activity: Payload, now: datetime) -> Sorted:
    action = words_at(activity, "action")
    if not _private(activity):
        return PassedOver(why="installed for a group")
    key = key_of("installed", words_at(activity, "conversation", "id"), action, words_at(activity, "id"))
    if action in ("add-upgrade", "remove-upgrade"):
        return PassedOver(why="upgrade")  # a new version of the app: nobody came and nobody went
    if action == "add":
        return _kept("opened", key, activity, now)
    return _kept("left", key, activity, now) if action == "remove" else PassedOver(why="unknown type")


def _kept(
    kind: str,
    key: str,
    activity: Payload,
    now: datetime,
    *,
    same: str = "",
    for_long: bool = False,
    private: bool | None = None,
    **facts: Any,
) -> Sorted:
    user, tenant = _user(activity), next(iter(tenants_of(activity)), "")
    if not user or not tenant:
        return PassedOver(why="nobody")
    own = _private(activity)
    who = {
        "tenant": tenant,
        "user": user,
        "name": words_at(activity, "from", "name"),
        "service": words_at(activity, "serviceUrl").rstrip("/"),
        "conversation": words_at(activity, "conversation", "id"),
        "team": words_at(activity, "channelData", "team", "id"),
        "own": own,
        "private": own if private is None else private,
        "at": _moment(activity, now).isoformat(),
    }
    body = json.dumps({"kind": kind, **who, **facts}).encode()
    return Kept(
        key=key or "body:" + hashlib.sha256(body).hexdigest(), body=body, user=user, same=same, for_long=for_long
    )


def _moment(activity: Payload, now: datetime) -> datetime:
    try:
        at = datetime.fromisoformat(words_at(activity, "timestamp"))
    except ValueError:
        return now
    return believable(at, now) if at.tzinfo else now


def _private(activity: Payload) -> bool:
    """Whether it is somebody's own chat with us.

    A chat of two people is called "personal" too, where the message extension is used in it; its id begins as those
    of groups do.
    """
    kind, name = (words_at(activity, "conversation", key) for key in ("conversationType", "id"))
    return kind in ("", "personal") and not _is_group(activity) and not name.startswith("19:")


def _is_group(activity: Payload) -> bool:
    conversation = activity.get("conversation")
    return isinstance(conversation, dict) and conversation.get("isGroup") is True


def _mentions(activity: Payload) -> tuple[tuple[str, str, bool], ...]:
    """Everybody whom the text names: (the words in the text, their name, whether it is us)."""
    entities = activity.get("entities")
    us = words_at(activity, "recipient", "id")
    return tuple(
        (words_at(found, "text"), words_at(found, "mentioned", "name"), words_at(found, "mentioned", "id") == us)
        for found in (entities if isinstance(entities, list) else ())
        if isinstance(found, dict) and found.get("type") == "mention"
    )


def _entity_kinds(activity: Payload) -> frozenset[str]:
    entities = activity.get("entities")
    found = entities if isinstance(entities, list) else ()
    return frozenset(words_at(entity, "type") for entity in found if isinstance(entity, dict))


def _files(activity: Payload) -> int:
    attached = activity.get("attachments")
    found = attached if isinstance(attached, list) else ()
    return sum(not words_at(a, "contentType").startswith(NO_FILES) for a in found if isinstance(a, dict))


def _user(activity: Payload) -> str:
    return words_at(activity, "from", "id")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


_SORTERS: Mapping[str, Callable[[Payload, datetime], Sorted]] = {
    "message": _message,
    "installationUpdate": _installed,
}

_INVOKES: Mapping[str, Callable[[Payload, datetime], Sorted]] = {
    "adaptiveCard/action": _press,
    "task/fetch": _fetch,
    "task/submit": _submission,
    "composeExtension/fetchTask": _extension,
    "composeExtension/submitAction": _submission,
}
