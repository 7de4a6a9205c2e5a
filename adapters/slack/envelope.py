"""Sort one verified payload: what is kept of it, under which key, or why it is passed over. Pure.

Only what is needed is kept: no verification token, no response address, no copy of our own card.
"""

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from adapters.chat.storing import key_of
from adapters.chat.strict import Payload, words_at
from adapters.chat.times import believable
from adapters.slack.files import attached_in
from core.pulse import PRESSES

REPORT = "report"
"""The form behind the shortcuts and the empty slash command."""

FORM_ACTION = "act:form:"
"""How the action id of a button begins that opens a form."""

_TIMESTAMP = re.compile(r"[0-9]{1,11}(\.[0-9]{1,9})?", re.ASCII)
_PASSED_OVER = frozenset(
    {
        "assistant_app_thread",
        "bot_add",
        "bot_message",
        "bot_remove",
        "message_changed",
        "message_deleted",
        "message_replied",
        "reminder_add",
    }
)
"""Kinds of message that nobody typed just now. Any other kind that carries a person is kept."""


@dataclass(frozen=True, kw_only=True)
class Kept:
    """To be stored before it is answered. `at_once` marks what a person is waiting for on the screen."""

    key: str
    body: bytes
    at_once: bool = False


@dataclass(frozen=True, kw_only=True)
class PassedOver:
    """Believed, answered with 200 and counted under `why`, and not stored."""

    why: str


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """Slack asks whether this address is ours."""

    value: str


Sorted = Kept | PassedOver | Challenge


def sort(payload: Payload, *, now: datetime, teams: frozenset[str] = frozenset()) -> Sorted:
    """What becomes of the payload that arrived at `now`. Raises ValueError for what has no type."""
    kind = payload.get("type")
    if not isinstance(kind, str) or not kind:
        raise ValueError("no type")
    if kind not in _SORTERS:
        return PassedOver(why="unknown type")
    if teams and (team := _team(payload)) and team not in teams:
        return PassedOver(why="unknown team")
    return _SORTERS[kind](payload, now)


def moment(timestamp: str, now: datetime) -> datetime:
    """Slack's own time of something, or `now` where that makes no sense."""
    if not _TIMESTAMP.fullmatch(timestamp):
        return now
    return believable(datetime.fromtimestamp(float(timestamp), UTC), now)


def _challenge(payload: Payload, _now: datetime) -> Sorted:
    return Challenge(value=words_at(payload, "challenge"))


def _event(payload: Payload, now: datetime) -> Sorted:
    event = payload.get("event")
    if not isinstance(event, dict):
        raise ValueError("no event")
    sorter = _EVENTS.get(words_at(event, "type"))
    if sorter is None:
        return PassedOver(why="unknown event")
    return sorter(payload, event, now)


def _message(payload: Payload, event: Payload, now: datetime) -> Sorted:
    if event.get("bot_id") or event.get("bot_profile"):
        return PassedOver(why="bot")
    if words_at(event, "subtype") in _PASSED_OVER:
        return PassedOver(why="subtype")
    if words_at(event, "channel_type") != "im":
        return PassedOver(why="channel")  # a mention there arrives as an event of its own
    return _said(payload, event, now, private=True)


def _mention(payload: Payload, event: Payload, now: datetime) -> Sorted:
    if event.get("bot_id") or event.get("bot_profile"):
        return PassedOver(why="bot")
    return _said(payload, event, now, private=False)


def _said(payload: Payload, event: Payload, now: datetime, *, private: bool) -> Sorted:
    files = event.get("files")
    return _kept(
        "said",
        # A message is known by its place and time, whatever the event that carries it is called.
        key_of("message", _team(payload), words_at(event, "channel"), words_at(event, "ts")) or _event_key(payload),
        {
            "team": _team(payload),
            "user": words_at(event, "user"),
            "address": words_at(event, "channel") if private else "",
            "private": private,
            "text": words_at(event, "text"),
            "files": len(files) if isinstance(files, list) else 0,
            "attached": attached_in(files),
            "bot": _bot(payload),
            "at": moment(words_at(event, "ts"), now).isoformat(),
        },
    )


def _home(payload: Payload, event: Payload, now: datetime) -> Sorted:
    if words_at(event, "tab") not in ("", "home"):
        return PassedOver(why="tab")
    return _kept(
        "opened",
        _event_key(payload),
        {
            "team": _team(payload),
            "user": words_at(event, "user"),
            "at": moment(words_at(event, "event_ts"), now).isoformat(),
        },
    )


def _tells_whose_answer(action_id: str) -> bool:
    """Whether the key, which is kept in clear, would say who pressed which answer to "How sure do you feel?"."""
    return any(action_id.startswith(f"act:{verb}:") for verb in PRESSES)


def _press(payload: Payload, now: datetime) -> Sorted:
    actions = payload.get("actions")
    action = actions[0] if isinstance(actions, list) and actions else None
    if not isinstance(action, dict):
        raise ValueError("no action")
    channel, action_id = words_at(payload, "channel", "id"), words_at(action, "action_id")
    stamp = words_at(action, "action_ts")
    return _kept(
        "pressed",
        key_of("press", _user(payload), stamp, action_id, words_at(payload, "message", "ts"))
        if stamp and not _tells_whose_answer(action_id)
        else key_of("trigger", words_at(payload, "trigger_id")),
        {
            **_from(payload),
            "address": channel if channel.startswith("D") else "",
            "action": action_id,
            "value": words_at(action, "selected_option", "value") or words_at(action, "value"),
            "at": moment(stamp, now).isoformat(),
        },
        at_once=action_id.startswith(FORM_ACTION),
    )


def _submission(payload: Payload, now: datetime) -> Sorted:
    view = payload.get("view")
    if not isinstance(view, dict):
        raise ValueError("no view")
    values = values_of(view)
    # The filled-in values belong to the key: a form sent again with other words is another one.
    digest = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()[:16]
    return _kept(
        "submitted",
        key_of("view", _team(payload), words_at(view, "id"), words_at(view, "hash"), digest),
        {
            **_from(payload),
            "form": words_at(view, "callback_id").removeprefix("form:"),
            "values": values,
            "context": words_at(view, "private_metadata"),
            "at": now.isoformat(),
        },
        at_once=True,
    )


def _shortcut(payload: Payload, now: datetime) -> Sorted:
    """Kept only if the form could not be opened: then the talk asks for the words instead."""
    return _wants_form(payload, _from(payload), now)


def _message_shortcut(payload: Payload, now: datetime) -> Sorted:
    """Kept only if the form could not be opened: then the message itself is taken as the report."""
    return _kept(
        "said",
        key_of("trigger", words_at(payload, "trigger_id")),
        {
            **_from(payload),
            "address": "",
            "private": True,
            "text": words_at(payload, "message", "text"),
            "files": 0,
            "bot": "",
            "at": now.isoformat(),
        },
        at_once=True,
    )


def _command(payload: Payload, now: datetime) -> Sorted:
    who = {"team": words_at(payload, "team_id"), "user": words_at(payload, "user_id")}
    text = words_at(payload, "text")
    if not text.strip():
        return _wants_form(payload, who, now)
    return _kept(
        "said",
        key_of("trigger", words_at(payload, "trigger_id")),
        {**who, "address": "", "private": True, "text": text, "files": 0, "bot": "", "at": now.isoformat()},
    )


def _wants_form(payload: Payload, who: Mapping[str, str], now: datetime) -> Sorted:
    return _kept(
        "wants_form",
        key_of("trigger", words_at(payload, "trigger_id")),
        {**who, "form": REPORT, "at": now.isoformat()},
        at_once=True,
    )


def _kept(kind: str, key: str, facts: Mapping[str, Any], *, at_once: bool = False) -> Sorted:
    if not facts["user"] or not facts["team"]:
        return PassedOver(why="nobody")
    body = json.dumps({"kind": kind, **facts}).encode()
    return Kept(key=key or "body:" + hashlib.sha256(body).hexdigest(), body=body, at_once=at_once)


def _event_key(payload: Payload) -> str:
    return key_of("event", words_at(payload, "event_id"))


def _from(payload: Payload) -> dict[str, str]:
    return {"team": _team(payload), "user": _user(payload)}


def _team(payload: Payload) -> str:
    return words_at(payload, "team_id") or words_at(payload, "team", "id") or words_at(payload, "user", "team_id")


def _user(payload: Payload) -> str:
    return words_at(payload, "user", "id")


def _bot(payload: Payload) -> str:
    """The user id of our own bot, as Slack names it on every event."""
    given = payload.get("authorizations")
    first = given[0] if isinstance(given, list) and given else None
    return words_at(first, "user_id") if isinstance(first, dict) and first.get("is_bot") is True else ""


def values_of(view: Payload) -> dict[str, str]:
    """What was filled in, by the name of the field."""
    state = view.get("state")
    blocks = state.get("values") if isinstance(state, dict) else None
    if not isinstance(blocks, dict):
        return {}
    return {str(name): _value(block) for name, block in blocks.items() if isinstance(block, dict)}


def _value(block: Payload) -> str:
    element = next(iter(block.values()), None)
    if not isinstance(element, dict):
        return ""
    return words_at(element, "value") or words_at(element, "selected_option", "value")


_EVENTS: Mapping[str, Callable[[Payload, Payload, datetime], Sorted]] = {
    "message": _message,
    "app_mention": _mention,
    "app_home_opened": _home,
}

_SORTERS: Mapping[str, Callable[[Payload, datetime], Sorted]] = {
    "url_verification": _challenge,
    "event_callback": _event,
    "block_actions": _press,
    "view_submission": _submission,
    "shortcut": _shortcut,
    "message_action": _message_shortcut,
    "command": _command,
}
