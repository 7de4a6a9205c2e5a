"""One turn of talk: everything that a turn may look at, and how it answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from core import words
from core.card import Act, Button, Buttons, Card, Pick, Words
from core.form import Form
from core.handlers import Desk
from core.people import Person
from core.ports import Dialogue, Message, Priority, Sender, UnitOfWork
from core.rulebook import Rulebook
from core.understanding.meaning import Meaning

WAITS_FOR = timedelta(minutes=30)
"""How long a question to somebody stands. Afterwards what they type is new. Source: entity conversation_state."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What somebody wrote, understood, with its parts where it clearly holds two things."""

    text: str
    meaning: Meaning
    parts: tuple[tuple[str, Meaning], ...]


@dataclass(kw_only=True)
class Talk:
    """One turn. `turn` is the id of the stored request, which makes each answer's key unique and repeatable."""

    uow: UnitOfWork
    desk: Desk
    now: datetime
    sender: Sender
    person: Person
    turn: int
    understand: Callable[[str], Meaning]
    dialogue: Dialogue = field(default_factory=Dialogue)
    answers: int = 0
    rulebook: Rulebook = field(default_factory=Rulebook)
    shows_photos: tuple[str, ...] = ()
    """The channels on which photos can be shown."""
    about: str = ""
    """The entry that this turn turned out to be about. A photo that came with it belongs there."""

    def say(self, card: Card | str, *, priority: Priority = Priority.REPLY) -> None:
        """Answer where the question came from."""
        shown = Card(heading=card) if isinstance(card, str) else card
        self._send(Message(key=self._key(), person=self.person.id, priority=priority, card=shown, only=self.sender))

    def ask(self, form: Form) -> None:
        """Answer with a form."""
        self._send(
            Message(key=self._key(), person=self.person.id, priority=Priority.REPLY, form=form, only=self.sender)
        )

    def show(self, ref: str, view: str, params: Mapping[str, str] | None = None) -> None:
        """Answer with a live card of an entry."""
        self._send(
            Message(
                key=self._key(),
                person=self.person.id,
                priority=Priority.REPLY,
                ref=ref,
                view=view,
                only=self.sender,
                params=params or {},
            )
        )

    def _key(self) -> str:
        self.answers += 1
        return f"turn:{self.turn}:{self.answers}"

    def _send(self, message: Message) -> None:
        self.uow.send(message, self.now)

    def wait_for(self, waiting: str, ref: str = "", **data: str) -> None:
        """Remember what the next thing that they type or press is the answer to."""
        self.dialogue = Dialogue(waiting=waiting, ref=ref, data=data, until=self.now + WAITS_FOR)
        self.uow.put_dialogue(self.sender, self.dialogue)

    def stop_waiting(self) -> None:
        """Whatever was asked is settled."""
        self.dialogue = Dialogue()
        self.uow.put_dialogue(self.sender, self.dialogue)

    def waiting(self) -> Dialogue:
        """What is waited for, unless it was too long ago."""
        fresh = self.dialogue.until is not None and self.dialogue.until > self.now
        return self.dialogue if fresh else replace(self.dialogue, waiting="")

    def home(self) -> str:
        """Code of the service that a report of theirs is about, or nothing where it has to be asked."""
        return self.uow.directory().home_service(self.person.id, self.now) or ""


def button(label: str, verb: str, ref: str = "", value: str = "") -> Button:
    """A button of the conversation itself, outside any entry's moves."""
    return Button(label=label, act=Act(verb=verb, ref=ref, value=value))


def question(text: str, *buttons: Button, more: str = "") -> Card:
    """One question with its buttons; beyond five they become a list."""
    choices = Buttons(buttons=buttons) if len(buttons) <= 5 else Pick(label=words.CHOOSE_ONE, options=buttons)
    return Card(heading=text, body=(*((Words(text=more),) if more else ()), choices))
