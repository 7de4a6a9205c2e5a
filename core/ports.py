"""What comes in, what goes out, and what the core needs of the world: ports and the values on them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from core.audit import Event as Event
from core.card import Act, Card
from core.form import Form
from core.people import Cover, Directory, Person, RoleHeld, Service, Shift
from core.pulse import Deed, PulseAnswer, PulseRound, Wish
from core.receipts import Receipt
from core.register import Entry, Register
from core.rules import Draft, Rule
from core.understanding.meaning import Meaning

# ---- what comes in ------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Sender:
    """Who wrote, as the channel knows them. `address` is where they are answered in private, if known."""

    channel: str
    tenant: str
    user: str
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Said:
    """Somebody said something. `at` is the platform's own time of it; `private` is false in a group."""

    sender: Sender
    text: str
    at: datetime
    private: bool = True
    files: int = 0
    attached: tuple["Attached", ...] = ()


@dataclass(frozen=True, kw_only=True)
class Attached:
    """A file that came with words and can be fetched: `files` counts all, also those that can't be.

    `kind` (a media type) and `size` (bytes, 0 if not said) are what the channel says of it, and not to be
    believed. `where` is what the channel's `fetch` takes. `fault` says why a channel that looked at it at
    once does not take it.
    """

    kind: str
    size: int
    where: str = field(repr=False)
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class Pressed:
    """Somebody pressed a button or chose an option."""

    sender: Sender
    act: Act
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Submitted:
    """Somebody sent a form."""

    sender: Sender
    form: str
    values: Mapping[str, str]
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Opened:
    """Somebody opened their own page in the channel (Slack's App Home)."""

    sender: Sender
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Left:
    """Somebody removed Handrail: nothing reaches them on this channel until they write again."""

    sender: Sender
    at: datetime


Incoming = Said | Pressed | Submitted | Opened | Left


@dataclass(frozen=True, kw_only=True)
class Received:
    """One request, verified and stored, waiting to be worked on. `body` is what the channel's `read` takes."""

    id: int
    channel: str
    body: bytes
    received_at: datetime
    attempts: int


@dataclass(frozen=True, kw_only=True)
class Profile:
    """What a channel knows of a user."""

    name: str
    email: str = ""


# ---- what is kept -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Chase:
    """How far the asking has come for one entry. `next_at` is None only when nothing is left to ask.

    `base_at` is the moment from which the steps' delays count; `sent` how many steps (repeats
    included) went out in this `cycle`; `why` the reason for the cycle.
    """

    ref: str
    register: str
    policy: str
    cycle: int
    base_at: datetime
    sent: int
    why: str
    next_at: datetime | None
    answered: bool = False
    snoozed_until: datetime | None = None


class Priority(StrEnum):
    """Which message leaves first."""

    CRITICAL = "critical"
    REPLY = "reply"
    PING = "ping"
    NEWS = "news"
    DIGEST = "digest"

    @property
    def rank(self) -> int:
        """0 leaves first."""
        return tuple(type(self)).index(self)


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message to one person. `key` is its business key: a second one with the same key is dropped.

    Either `card` is given, or `view` names how to draw the entry `ref` for that person when the
    message leaves; such a copy is drawn anew on every change of the entry. `only` sends it to one
    address (a reply goes back where the question came from); without it, every address of the
    person gets it. A `ping` is dropped if somebody has answered before it leaves.
    """

    key: str
    person: int
    priority: Priority
    ref: str = ""
    view: str = ""
    card: Card | None = None
    form: Form | None = None
    only: Sender | None = None
    ping: bool = False
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """What the bot is waiting for from one person, so that it survives a restart."""

    waiting: str = ""
    ref: str = ""
    data: Mapping[str, str] = field(default_factory=dict)
    until: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class Outgoing:
    """One copy of a message on its way to one address. `provider_id` is set once it was sent."""

    id: int
    key: str
    person: int
    priority: Priority
    channel: str
    address: str
    user: str
    tenant: str
    ref: str
    view: str
    card: Card | None
    form: Form | None
    ping: bool
    params: Mapping[str, str]
    state: str
    attempts: int
    provider_id: str
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """What became of one copy of a message. `sent_at` is None while it is on its way or was dropped."""

    person: int
    channel: str
    view: str
    ping: bool
    state: str
    fault: str
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Photo:
    """A photo that somebody sent. `ref` is empty while it waits for words, `turn` the request that it came with.

    `kept` is false until it has been fetched; `attempts` counts the tries.
    """

    id: int
    ref: str
    person: int
    sender: Sender
    turn: int
    kept: bool
    attempts: int
    created_at: datetime


@dataclass(frozen=True, kw_only=True)
class PhoneLine:
    """One bubble on one of the page's phones. `side` is "in" (from Handrail) or "out" (typed there)."""

    id: int
    side: str
    sealed: bytes
    at: datetime
    changed_at: datetime


@dataclass(frozen=True, kw_only=True)
class Health:
    """How the machinery stands, counted. Anything but zero in the first five is a fault.

    `undeliverable` are pings of the last day that an address will never take; others were asked instead.
    """

    chases_late: int
    chases_lost: int
    outgoing_stuck: int
    received_stuck: int
    parked: int
    received_waiting: int
    outgoing_waiting: int
    open_entries: int
    undeliverable: int


# ---- what the core needs of the world --------------------------------------------------------------


class Stale(Exception):
    """The entry changed since it was read: decide again on the new version."""


class Clock(Protocol):
    """The only source of the time."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""


class Classifier(Protocol):
    """Understands one message on this machine. Never raises; any length of text."""

    def understand(self, text: str) -> Meaning:
        """What the text means."""


class Busy(Exception):
    """The platform asks to wait. `seconds` says how long."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"asked to wait {seconds:g} s")
        self.seconds = seconds


class Unreachable(Exception):
    """This address will never take the message (left, blocked, archived). The text says why, without words of staff."""


class Unclear(Exception):
    """Nobody knows whether the message arrived: the answer was lost. Ask `find_sent` before sending again."""


class Channel(Protocol):
    """One way to reach people. Every call keeps its own time limit."""

    @property
    def name(self) -> str:
        """The channel's name in the database and in logs."""

    @property
    def can_look_back(self) -> bool:
        """Whether `find_sent` can tell; if not, what may have arrived is sent again and says so."""

    def read(self, body: bytes) -> Incoming | None:
        """What a stored request says, or None where it says nothing to us. Raises ValueError for nonsense."""

    async def profile(self, sender: Sender) -> Profile | None:
        """Name and e-mail of a user, or None where the channel does not tell or does not answer."""

    async def find(self, email: str) -> Sender | None:
        """The user with that e-mail, or None if they cannot be reached here."""

    async def post(self, to: Sender, card: Card, *, key: str) -> tuple[str, str]:
        """Send; answers (address, provider id). Raises Busy, Unreachable or Unclear."""

    async def ask(self, to: Sender, form: Form, *, key: str) -> tuple[str, str]:
        """Show a form outside of any press; a channel that can't says how to tell it in words. As `post`."""

    async def update(self, to: Sender, provider_id: str, card: Card) -> None:
        """Draw a copy anew. Raises Busy, Unreachable or Unclear."""

    async def find_sent(self, to: Sender, *, key: str, since: datetime) -> tuple[str, str] | None:
        """(address, provider id) of the message with that key, if it did arrive."""

    async def show_home(self, to: Sender, card: Card) -> None:
        """Show somebody's own page in the channel, where there is such a thing."""


class PhotoChannel(Channel, Protocol):
    """A channel by which photos come and are shown."""

    @property
    def links(self) -> bool:
        """Whether `show_photo` is to be given a link."""

    async def fetch(self, attached: Attached) -> bytes:
        """What was sent. Raises Busy, Unreachable, or core.photos.NotTaken for what is too large."""

    async def show_photo(self, to: Sender, jpeg: bytes, caption: str, *, link: str, key: str) -> tuple[str, str]:
        """Show it to that one person, in private; answers as `post`. Raises Busy, Unreachable or Unclear.

        `link` is the path at which they can open it once ("/photo/…"), or empty.
        """


class Door(Protocol):
    """Where verified requests are handed in. The answer to the platform comes after."""

    async def take(self, channel: str, key: str, body: bytes) -> bool:
        """Keep the request durably, then wake the worker; False if the key is known. Raises StoreClosed."""


class UnitOfWork(Protocol):
    """All reads and writes of one transaction. Nothing is kept unless all is."""

    # people
    def directory(self) -> Directory: ...
    def put_service(self, service: Service) -> None: ...
    def put_person(self, person: Person) -> Person: ...
    def put_role(self, held: RoleHeld) -> None: ...
    def put_shifts(self, shifts: Sequence[Shift]) -> None: ...
    def put_cover(self, cover: Cover) -> Cover: ...
    def identify(self, sender: Sender) -> Person | None: ...
    def link(self, sender: Sender, person: int) -> None: ...
    def adopt(self, stranger: int, person: int) -> None: ...
    def unlink(self, sender: Sender) -> None: ...
    def senders_of(self, person: int) -> tuple[Sender, ...]: ...

    # entries
    def next_ref(self, register: Register) -> str: ...
    def add(self, entry: Entry) -> None: ...
    def entry(self, ref: str) -> Entry | None: ...
    def change(self, entry: Entry, values: Mapping[str, Any]) -> None: ...
    def entries(
        self,
        register: Register,
        *,
        service: str | None = None,
        reported_by: int | None = None,
        open_only: bool = False,
        since: datetime | None = None,
        limit: int = 100,
    ) -> tuple[Entry, ...]: ...
    def same_as(self, ref: str) -> tuple[Entry, ...]: ...

    # the trail
    def record(self, event: Event) -> None: ...
    def trail(self, ref: str) -> tuple[Event, ...]: ...

    # asking until somebody answers
    def chase(self, ref: str) -> Chase | None: ...
    def put_chase(self, chase: Chase) -> None: ...
    def chases_due(self, now: datetime, limit: int = 200) -> tuple[Chase, ...]: ...

    # what goes out
    def send(self, message: Message, now: datetime) -> bool: ...
    def redraw(self, ref: str, *, view: str = "") -> None: ...

    # talk
    def dialogue(self, sender: Sender) -> Dialogue: ...
    def put_dialogue(self, sender: Sender, dialogue: Dialogue) -> None: ...
    def handled(self, received: Received, outcome: str) -> None: ...

    # words
    def seal(self, words: str) -> bytes: ...
    def unseal(self, sealed: bytes) -> str: ...

    # recording rules
    def rules_changed(self) -> int: ...
    def rules(self) -> tuple[Rule, ...]: ...
    def put_rule(self, draft: Draft) -> Rule | None: ...
    def doubt_rule(self, number: str, version: int) -> None: ...

    # how sure people feel
    def open_pulse(self, service: str, day: date, now: datetime, until: datetime) -> PulseRound | None: ...
    def pulses(self, *, since: datetime | None = None) -> tuple[PulseRound, ...]: ...
    def end_pulse(self, number: int, *, keep: bool = True) -> None: ...
    def pulse_answers(self, number: int) -> tuple[PulseAnswer, ...]: ...
    def put_pulse_answer(self, number: int, answer: PulseAnswer) -> None: ...
    def pulse_lines(self, number: int) -> tuple[str, ...]: ...
    def add_pulse_line(self, number: int, words: str) -> None: ...
    def drop_pulse_line(self, number: int, words: str) -> None: ...
    def tell_of_pulse(self, what: str, person: int, now: datetime) -> bool: ...
    def told_of_pulse(self, what: str) -> Mapping[int, datetime]: ...
    def add_wish(self, person: int, service: str, day: date) -> bool: ...
    def wishes(self) -> tuple[Wish, ...]: ...
    def settle_wish(self, number: int) -> bool: ...
    def add_deed(self, service: str, words: str, said_by: int, now: datetime) -> Deed: ...
    def deeds(self, since: datetime) -> tuple[Deed, ...]: ...

    # who has read which version of a rule
    def receipts(self, *, person: int | None = None, number: str = "") -> tuple[Receipt, ...]: ...
    def receipts_waiting(self, *, named: bool = False) -> tuple[Receipt, ...]: ...
    def add_receipt(self, receipt: Receipt) -> bool: ...
    def remind_receipt(self, receipt: Receipt, until: datetime) -> bool: ...
    def name_receipt(self, receipt: Receipt, now: datetime) -> bool: ...
    def answer_receipt(self, receipt: Receipt) -> None: ...

    # requests that wait to be worked on
    def claim_received(self, now: datetime, limit: int) -> tuple[Received, ...]: ...
    def retry_received(self, received: Received, at: datetime, fault: str) -> None: ...
    def park(self, received: Received, fault: str) -> None: ...
    def forget_received(self, before: datetime) -> int: ...

    # messages on their way
    def claim_outgoing(self, now: datetime, limit: int) -> tuple[Outgoing, ...]: ...
    def address(self, outgoing: Outgoing, senders: Sequence[Sender]) -> None: ...
    def sent(self, outgoing: Outgoing, address: str, provider_id: str, drawn: int, now: datetime) -> None: ...
    def resend(self, outgoing: Outgoing, at: datetime, fault: str, *, unclear: bool = False) -> None: ...
    def drop(self, outgoing: Outgoing, why: str, *, undeliverable: bool = False) -> None: ...
    def deliveries(self, ref: str) -> tuple[Delivery, ...]: ...

    # what operators and the demonstration look at
    def recent_events(self, limit: int) -> tuple[Event, ...]: ...
    def verify_trail(self) -> tuple[str, ...]: ...
    def health(self, now: datetime) -> Health: ...

    # the phones of the page
    def phone_add(self, user: str, side: str, sealed: bytes, at: datetime) -> int: ...
    def phone_set(self, line: int, sealed: bytes, at: datetime) -> None: ...
    def phone_lines(self, user: str, limit: int) -> tuple[PhoneLine, ...]: ...

    # photos
    def add_photo(self, person: int, sender: Sender, turn: int, source: Attached, now: datetime) -> Photo: ...
    def photo(self, number: int) -> Photo | None: ...
    def photos(self, ref: str) -> tuple[Photo, ...]: ...
    def photo_counts(self) -> Mapping[str, int]: ...
    def loose_photos(self, person: int, since: datetime) -> tuple[Photo, ...]: ...
    def photos_wait(self, now: datetime, loose_before: datetime) -> bool: ...
    def claim_photos(self, now: datetime, limit: int) -> tuple[tuple[Photo, Attached], ...]: ...
    def attach_photo(self, photo: Photo, ref: str) -> None: ...
    def keep_photo(self, photo: Photo, jpeg: bytes) -> None: ...
    def retry_photo(self, photo: Photo, at: datetime) -> None: ...
    def forget_photo(self, photo: Photo) -> None: ...
    def forget_loose_photos(self, before: datetime) -> int: ...
    def photo_jpeg(self, photo: Photo) -> bytes: ...
    def put_photo_link(self, token: str, photo: Photo, person: int, until: datetime) -> None: ...
    def take_photo_link(self, token: str, now: datetime) -> tuple[Photo, int] | None: ...

    # small settings that must survive a restart
    def note(self, name: str) -> str: ...
    def put_note(self, name: str, value: str) -> None: ...


T = TypeVar("T")


class Store(Protocol):
    """Where everything is kept."""

    async def work(self, job: Callable[[UnitOfWork], T]) -> T:
        """Run one unit of work and commit it. It is never cut off half-way; on an error nothing is kept."""

    async def look(self, job: Callable[[UnitOfWork], T]) -> T:
        """Run a reading job; it waits for no writer."""

    async def receive(self, channel: str, key: str, body: bytes, at: datetime) -> bool:
        """Keep one verified request, durably, before it is answered; False if its key is known already.

        Many that arrive together share one commit. Raises StoreClosed when it cannot be written.
        """


class StoreClosed(Exception):
    """The database cannot be written: the platform must be told to try again (503), never 200."""
