"""A stored activity, read as what a person did. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.chat.lengths import clean
from adapters.chat.strict import json_object
from core.card import act_from_json
from core.ports import Attached, Incoming, Left, Opened, Pressed, Said, Sender, Submitted

CHANNEL = "teams"

Facts = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Place:
    """A conversation: where the connector is, and what it is called there.

    As an address it is "https://smba.trafficmanager.net/uk a:1x…": neither part holds a space.
    """

    service: str
    conversation: str

    def __str__(self) -> str:
        """The address under which it is kept."""
        return f"{self.service} {self.conversation}"


def place_of(address: str) -> Place | None:
    """The conversation behind an address, or None where there is none yet."""
    service, _, conversation = address.partition(" ")
    return Place(service=service, conversation=conversation) if service and conversation else None


@dataclass(frozen=True, kw_only=True)
class Met:
    """What an activity tells of where somebody can be found.

    `own`: the place is their private chat with us. `roster` is where Teams can be asked about them.
    """

    user: str
    name: str
    place: Place
    own: bool
    roster: Place


def read(body: bytes) -> tuple[Incoming, Met]:
    """What the activity says, and what it tells of its sender. Raises ValueError for nonsense."""
    facts = json_object(body.decode())
    reader = _READERS.get(facts.get("kind", ""))
    if reader is None:
        raise ValueError("a stored activity of no known kind")
    try:
        met = _met(facts)
        address = str(met.place) if met.own else ""
        sender = Sender(channel=CHANNEL, tenant=facts["tenant"], user=met.user, address=address)
        return reader(facts, sender, datetime.fromisoformat(facts["at"])), met
    except (KeyError, TypeError, AttributeError) as broken:
        raise ValueError("a stored activity that lacks something") from broken


def _met(facts: Facts) -> Met:
    place = Place(service=facts["service"], conversation=facts["conversation"])
    roster = Place(service=facts["service"], conversation=facts["team"] or facts["conversation"].partition(";")[0])
    return Met(user=facts["user"], name=clean(facts["name"]), place=place, own=facts["own"], roster=roster)


def _said(facts: Facts, sender: Sender, at: datetime) -> Incoming:
    attached = tuple(
        Attached(kind=file["kind"], size=file["size"], where=file["where"]) for file in facts.get("attached", ())
    )
    text = clean(facts["text"])
    return Said(sender=sender, text=text, at=at, private=facts["private"], files=facts["files"], attached=attached)


def _pressed(facts: Facts, sender: Sender, at: datetime) -> Incoming:
    return Pressed(sender=sender, act=act_from_json(facts["act"]), at=at)


def _submitted(facts: Facts, sender: Sender, at: datetime) -> Incoming:
    values = {clean(name): clean(value) for name, value in facts["values"].items()}
    return Submitted(sender=sender, form=facts["form"], values=values, at=at)


def _opened(_facts: Facts, sender: Sender, at: datetime) -> Incoming:
    return Opened(sender=sender, at=at)


def _left(_facts: Facts, sender: Sender, at: datetime) -> Incoming:
    return Left(sender=sender, at=at)


_READERS: Mapping[str, Callable[[Facts, Sender, datetime], Incoming]] = {
    "said": _said,
    "pressed": _pressed,
    "submitted": _submitted,
    "opened": _opened,
    "left": _left,
}
