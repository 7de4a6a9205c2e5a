"""What people are shown, before any channel draws it: cards, their blocks and buttons, and forms.

Cards say facts in plain text; adapters escape and draw them. Every union here is closed: an
adapter matches on the class and ends in `assert_never`, so that a new block breaks the type
checker in every adapter until it is drawn there too.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal

from pydantic import TypeAdapter


class Tone(StrEnum):
    """How a card or a line is weighted. Meaning never hangs on it: the words say it too."""

    PLAIN = "plain"
    URGENT = "urgent"
    GOOD = "good"
    QUIET = "quiet"


@dataclass(frozen=True, kw_only=True)
class Act:
    """What a press means: a verb, the entry and the version of it that the presser was looking at.

    `card` is the copy of the card that was pressed (stamped when it is sent), so that one press
    delivered twice, even under two platform ids, is known as one.
    """

    verb: str
    ref: str = ""
    version: int = 0
    value: str = ""
    card: str = ""


@dataclass(frozen=True, kw_only=True)
class Button:
    """One thing that can be pressed. `label` is at most 75 characters."""

    label: str
    act: Act
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, kw_only=True)
class Words:
    """A paragraph, at most 3,000 characters."""

    text: str
    tone: Tone = Tone.PLAIN
    kind: Literal["words"] = "words"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Short named facts, at most ten."""

    rows: tuple[tuple[str, str], ...]
    kind: Literal["facts"] = "facts"


@dataclass(frozen=True, kw_only=True)
class Buttons:
    """A row of buttons, the likeliest first; at most 25."""

    buttons: tuple[Button, ...]
    kind: Literal["buttons"] = "buttons"


@dataclass(frozen=True, kw_only=True)
class Pick:
    """A pick-list: choosing an option is a press of its act. At most 100 options."""

    label: str
    options: tuple[Button, ...]
    kind: Literal["pick"] = "pick"


Block = Words | Facts | Buttons | Pick


@dataclass(frozen=True, kw_only=True)
class Card:
    """One message. `heading` is the line that a notification shows and a screen reader reads first."""

    heading: str
    body: tuple[Block, ...] = ()
    tone: Tone = Tone.PLAIN

    def as_text(self) -> str:
        """The whole card as plain text: for old phones, screen readers, notifications and logs of the page."""
        return "\n".join(line for line in (self.heading, *(_text(block) for block in self.body)) if line)

    def presses(self) -> Iterator[Button]:
        """Every button and option of the card, in reading order."""
        for block in self.body:
            if isinstance(block, Buttons):
                yield from block.buttons
            elif isinstance(block, Pick):
                yield from block.options

    def stamped(self, card: str) -> "Card":
        """The same card whose every act names the copy `card` that it stands on."""
        return replace(self, body=tuple(_stamped(block, card) for block in self.body))


def _text(block: Block) -> str:
    match block:
        case Words():
            return block.text
        case Facts():
            return "\n".join(f"{name}: {value}" for name, value in block.rows)
        case Buttons():
            return " ".join(f"[{button.label}]" for button in block.buttons)
        case Pick():
            return f"{block.label}: " + ", ".join(option.label for option in block.options)


def _stamped(block: Block, card: str) -> Block:
    match block:
        case Words() | Facts():
            return block
        case Buttons():
            return replace(block, buttons=_stamp_all(block.buttons, card))
        case Pick():
            return replace(block, options=_stamp_all(block.options, card))


def _stamp_all(buttons: tuple[Button, ...], card: str) -> tuple[Button, ...]:
    return tuple(replace(button, act=replace(button.act, card=card)) for button in buttons)


_CARD: TypeAdapter[Card] = TypeAdapter(Card)
_ACT: TypeAdapter[Act] = TypeAdapter(Act)


def card_to_json(card: Card) -> bytes:
    """The card as JSON, to be kept (sealed) until it is sent or shown again."""
    return _CARD.dump_json(card)


def card_from_json(data: bytes) -> Card:
    """The card that `card_to_json` wrote. Raises ValueError for anything else."""
    return _CARD.validate_json(data)


def act_to_json(act: Act) -> str:
    """The act as a button's value, under 2,000 characters; empty parts are left out."""
    return _ACT.dump_json(act, exclude_defaults=True).decode()


def act_from_json(data: str | bytes) -> Act:
    """The act that a press carried back. Raises ValueError for anything else (a forged or foreign button)."""
    return _ACT.validate_json(data, strict=True)
