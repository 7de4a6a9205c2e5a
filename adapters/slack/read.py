"""A stored request, read as what a person did. Pure."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from adapters.chat.lengths import clean
from adapters.chat.strict import json_object
from adapters.slack.press import act_of
from adapters.slack.text import plain
from core.card import Act
from core.ports import Attached, Incoming, Opened, Pressed, Said, Sender, Submitted

CHANNEL = "slack"

OPEN_FORM = "form"
"""The verb of a press that asks for a form; its value names the form."""

Facts = Mapping[str, Any]


def read(body: bytes) -> Incoming | None:
    """What the request says, or None where it says nothing to us. Raises ValueError for nonsense."""
    facts = json_object(body.decode())
    reader = _READERS.get(facts.get("kind", ""))
    if reader is None:
        raise ValueError("a stored request of no known kind")
    try:
        sender = Sender(channel=CHANNEL, tenant=facts["team"], user=facts["user"], address=facts.get("address", ""))
        return reader(facts, sender, datetime.fromisoformat(facts["at"]))
    except (KeyError, TypeError, AttributeError) as broken:
        raise ValueError("a stored request that lacks something") from broken


def _said(facts: Facts, sender: Sender, at: datetime) -> Incoming | None:
    text = plain(facts["text"], bot=facts["bot"])
    attached = tuple(
        Attached(kind=file["kind"], size=file["size"], where=file["where"]) for file in facts.get("attached", ())
    )
    return Said(sender=sender, text=text, at=at, private=facts["private"], files=facts["files"], attached=attached)


def _pressed(facts: Facts, sender: Sender, at: datetime) -> Incoming | None:
    return Pressed(sender=sender, act=act_of(facts["action"], facts["value"]), at=at)


def _wants_form(facts: Facts, sender: Sender, at: datetime) -> Incoming | None:
    return Pressed(sender=sender, act=Act(verb=OPEN_FORM, value=facts["form"]), at=at)


def _submitted(facts: Facts, sender: Sender, at: datetime) -> Incoming | None:
    """Form text is raw already. What the form was opened on comes back as `ref` and `version`."""
    typed = {name: clean(value) for name, value in facts["values"].items()}
    return Submitted(sender=sender, form=facts["form"], values={**_context(facts), **typed}, at=at)


def _context(facts: Facts) -> dict[str, str]:
    try:
        context = json_object(facts["context"])
    except ValueError:
        return {}
    return {name: str(value) for name, value in context.items() if name in ("ref", "version", "card")}


def _opened(_facts: Facts, sender: Sender, at: datetime) -> Incoming | None:
    return Opened(sender=sender, at=at)


_READERS: Mapping[str, Callable[[Facts, Sender, datetime], Incoming | None]] = {
    "said": _said,
    "pressed": _pressed,
    "wants_form": _wants_form,
    "submitted": _submitted,
    "opened": _opened,
}
