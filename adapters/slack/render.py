"""A card as Slack shows it. Pure.

Every word stands in a `plain_text` object, where nothing is markup: no mention, no link, no bold
that somebody's asterisks made. The one field that Slack parses, the `text` which notifications and
screen readers use, is escaped. A card that is too large for Slack is cut with "… and N more";
buttons are kept before words, because nothing else can be done without them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar, assert_never

from adapters.chat.fitting import Json, Part, fitting
from adapters.chat.lengths import pieces, shorten, size
from adapters.slack.press import VALUE_LIMIT, button_id, option_values
from adapters.slack.text import escaped, inert
from core import words as shown
from core.card import Block, Button, Buttons, Card, Facts, Pick, Tone, Words, act_to_json

TEXT_LIMIT = 3900
BLOCKS_LIMIT = 50
HOME_BLOCKS_LIMIT = 100
SUM_LIMIT = 12_000
"""Characters over all blocks. Slack refuses a message at about 13,200, which it does not document."""

HEADER_LIMIT = 150
SECTION_LIMIT = 3000
QUIET_LIMIT = 2000
FIELD_LIMIT = 2000
FIELDS = 10
LABEL_LIMIT = 75
OPTIONS = 100
ROW = 5
"""Buttons in one row; Slack would take 25, a phone shows them better in fives."""

_STYLES = {Tone.GOOD: "primary", Tone.URGENT: "danger"}

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Message:
    """What chat.postMessage takes: blocks, and the same in plain words."""

    text: str
    blocks: list[Json]


def message_of(card: Card) -> Message:
    """The card as a message."""
    return Message(text=text_of(card), blocks=_fitted(card, BLOCKS_LIMIT))


def text_of(card: Card) -> str:
    """The card as one escaped text, for notifications, screen readers, and where blocks are refused."""
    return escaped(card.as_text(), TEXT_LIMIT) or shown.HANDRAIL


def home_of(card: Card) -> Json:
    """The card as somebody's App Home."""
    return {"type": "home", "blocks": _fitted(card, HOME_BLOCKS_LIMIT)}


def _fitted(card: Card, limit: int) -> list[Json]:
    heading = _heading(card)
    room = SUM_LIMIT - sum(part.cost for part in heading) - 40
    fit = fitting(list(_drawn(card)), rows=limit - len(heading) - 1, room=room)
    drawn = [part.block if isinstance(part, Part) else _quiet(shown.AND_MORE.format(n=part)) for part in fit]
    return [part.block for part in heading] + drawn


def _heading(card: Card) -> list[Part]:
    """Large only above something else: an answer that is one sentence is no headline."""
    words = " ".join(inert(card.heading).split())
    if not words:
        return []
    if card.body and size(words) <= HEADER_LIMIT:
        return [_part({"type": "header", "text": _plain(words)}, 0)]
    return [_part(_section(shorten(words, SECTION_LIMIT)), 0)]


def _drawn(card: Card) -> Iterator[Part]:
    number = 0
    for block in card.body:
        yield from _block(block, number)
        number += _presses(block)


def _block(block: Block, number: int) -> Iterator[Part]:
    match block:
        case Words():
            yield from _words(block)
        case Facts():
            yield from _facts(block)
        case Buttons():
            yield from _buttons(block, number)
        case Pick():
            yield from _pick(block, number)
        case _ as never:
            assert_never(never)


def _presses(block: Block) -> int:
    return len(block.buttons) if isinstance(block, Buttons) else 1


def _words(words: Words) -> Iterator[Part]:
    quiet = words.tone is Tone.QUIET
    draw, limit = (_quiet, QUIET_LIMIT) if quiet else (_section, SECTION_LIMIT)
    for piece in pieces(inert(words.text), limit):
        if piece:
            yield _part(draw(piece), len(piece.splitlines()))


def _facts(facts: Facts) -> Iterator[Part]:
    rows = [(inert(name), inert(value)) for name, value in facts.rows]
    lines = [f"{name}: {value or '–'}" if name else value for name, value in rows if name or value]
    for chunk in _chunks(lines, FIELDS):
        fields = [_plain(shorten(line, FIELD_LIMIT)) for line in chunk]
        yield _part({"type": "section", "fields": fields}, len(chunk))


def _buttons(buttons: Buttons, number: int) -> Iterator[Part]:
    elements = [_button(button, number + n) for n, button in enumerate(buttons.buttons)]
    for chunk in _chunks(elements, ROW):
        yield _part({"type": "actions", "elements": chunk}, len(chunk), pressable=True)


def _button(button: Button, number: int) -> Json:
    style = {"style": _STYLES[button.tone]} if button.tone in _STYLES else {}
    return {
        "type": "button",
        "action_id": button_id(button.act, number),
        "text": _label(button.label, button.act.verb),
        "value": act_to_json(button.act)[:VALUE_LIMIT],  # a cut one is read as unknown, never as another
        **style,
    }


def _pick(pick: Pick, number: int) -> Iterator[Part]:
    if not pick.options:
        return
    action_id, values = option_values([option.act for option in pick.options], number)
    options = [
        {"text": _label(option.label, option.act.verb), "value": value}
        for option, value in zip(pick.options, values, strict=True)
        if value
    ]
    more = len(pick.options) - len(options[:OPTIONS])
    label = shorten(inert(pick.label), SECTION_LIMIT - 40) or shown.CHOOSE_ONE
    block = {
        **_section(shown.LIST_AND_MORE.format(label=label, n=more) if more else label),
        "accessory": {
            "type": "static_select",
            "action_id": action_id,
            "placeholder": _plain(shown.CHOOSE_ONE),
            "options": options[:OPTIONS],
        },
    }
    if options:
        yield _part(block, len(options), pressable=True)


def _label(label: str, otherwise: str) -> Json:
    return _plain(shorten(inert(label) or inert(otherwise) or "–", LABEL_LIMIT))


def _section(text: str) -> Json:
    return {"type": "section", "text": _plain(text)}


def _quiet(text: str) -> Json:
    return {"type": "context", "elements": [_plain(text)]}


def _plain(text: str) -> Json:
    return {"type": "plain_text", "text": text, "emoji": True}


def _part(block: Json, things: int, *, pressable: bool = False) -> Part:
    return Part(block=block, cost=_cost(block), things=things, pressable=pressable)


def _cost(found: Any) -> int:
    """The characters of every text and value in the block."""
    if isinstance(found, list):
        return sum(_cost(part) for part in found)
    if not isinstance(found, dict):
        return 0
    own = sum(size(v) for k, v in found.items() if k in ("text", "value") and isinstance(v, str))
    return own + sum(_cost(part) for part in found.values())


def _chunks(items: Sequence[T], count: int) -> Iterator[list[T]]:
    for start in range(0, len(items), count):
        yield list(items[start : start + count])
