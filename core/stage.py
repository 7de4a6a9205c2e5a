"""What the page shows of the demonstration around its phones: the cast, the clock, the log, one entry.

These values live in the core, like the other ports, because `bot` fills them and `adapters/web` draws them.
"""

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum
from typing import Protocol


class Push(StrEnum):
    """How far the clock of the demonstration is pushed."""

    TEN_MINUTES = "10m"
    MORNING = "morning"


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Somebody of the cast. Actors with the same `phone` (0, 1, 2 from the left) hold it in turn.

    `what` is who they are in two or three words ("Care worker"), `about` one or two sentences that
    stand on their phone while it is empty, `number` the phone number shown. Nobody knows the e-mail
    of an actor who is not `known`, so Handrail meets them as a stranger.
    """

    user: str
    name: str
    what: str
    phone: int
    email: str = ""
    number: str = ""
    about: str = ""
    known: bool = True


@dataclass(frozen=True, kw_only=True)
class Try:
    """A sentence that the visitor may want to try, and on whose phone."""

    user: str
    text: str


@dataclass(frozen=True, kw_only=True)
class LogLine:
    """One thing that the system did: the time as shown ("20:12"), a plain sentence, the entry (or "")."""

    time: str
    text: str
    ref: str = ""


@dataclass(frozen=True, kw_only=True)
class EntrySection:
    """One part of an entry's page: `rows` of (time or name, words), then `lines` of plain words."""

    heading: str
    rows: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class EntryPage:
    """One entry on one printable page, as one person may see it. `status` says how it stands now."""

    title: str
    sections: tuple[EntrySection, ...]
    status: str = ""


class Stage(Protocol):
    """The demonstration around the phones."""

    @property
    def title(self) -> str:
        """The name of the service, such as "Elm Court"."""

    @property
    def zone(self) -> tzinfo:
        """The service's own time zone, in which all times are shown."""

    @property
    def cast(self) -> tuple[Actor, ...]:
        """Everybody who holds one of the phones; the first of a phone holds it at the start."""

    @property
    def tries(self) -> tuple[Try, ...]:
        """The sentences that the visitor is offered."""

    async def push_clock(self, push: Push) -> None:
        """Move the clock and let happen what falls due. Raises StoreClosed."""

    async def log(self) -> tuple[LogLine, ...]:
        """The latest things that the system did, oldest first. Raises StoreClosed."""

    async def entry(self, ref: str, as_user: str) -> EntryPage | None:
        """The entry as that actor may see it; None if there is none or it is not theirs to see."""
