"""A card as Teams shows it. Pure.

Every word stands in a text run, where nothing is markup: no mention, no link, no bold that somebody's
asterisks made. The few places that Teams reads as Markdown get words that are dead there too. A card
that is too large is cut with "… and N more"; buttons are kept before words, because nothing else can
be done without them.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, assert_never

from adapters.chat.fitting import Json, Part, fitting
from adapters.chat.lengths import pieces, shorten, size
from adapters.teams.press import OPEN_FORM, button_data, opening_data, pick_data
from adapters.teams.text import inert, markdown_inert
from core import words
from core.card import Block, Button, Buttons, Card, Facts, Pick, Tone, Words

CARD = "application/vnd.microsoft.card.adaptive"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.4"
"""The first version that has `Action.Execute`."""

ROOM = 25_600
"""Bytes of a card as UTF-16. Teams takes 28 KB for the whole message."""

TEXT_LIMIT = 4000
SUMMARY_LIMIT = 200
HEADING_LIMIT = 1000
PIECE_LIMIT = 2000
NAME_LIMIT = 200
LABEL_LIMIT = 75
OPTIONS = 100
PARTS = 500

CHOOSE = words.CHOOSE_ONE

LINE = 40
"""Letters that all buttons of one row may have: Teams does not wrap a row, and on a phone cuts off what is beyond."""
EDGES = 4
"""What the edges of a button take of that line."""
ROW = 2
"""Buttons of one row at most, so that each has room for a thumb in a glove."""

_STYLES = {Tone.GOOD: "positive", Tone.URGENT: "destructive"}
_BOXES = {Tone.GOOD: "good", Tone.URGENT: "attention"}
"""Coloured grounds. Coloured letters are hard to read, the green ones on white and the red ones on black."""
_QUIET: Json = {"size": "small", "isSubtle": True}


def card_of(card: Card, *, room: int = ROOM) -> Json:
    """The card in at most `room` bytes. Its text for old clients is cut first, then what old clients press."""
    frame = {"type": "AdaptiveCard", "$schema": SCHEMA, "version": VERSION, "body": [], "fallbackText": ""}
    heading = _heading(card, room)
    kept = min(2 * SUMMARY_LIMIT, room // 8) + cost_of(_more(PARTS**2))
    body = [*heading, *_fitted(card, room - cost_of(frame) - cost_of(heading) - kept)]
    drawn = {**frame, "body": body or [said(words.HANDRAIL)]}
    return {**drawn, "fallbackText": _within(text_of(card), room - cost_of(drawn))}


def summary_of(card: Card) -> str:
    """The one line of the card that a lock screen shows."""
    line = " ".join(inert(card.heading).split()) or " ".join(inert(card.as_text()).split())
    return shorten(line, SUMMARY_LIMIT) or words.HANDRAIL


def text_of(card: Card) -> str:
    """The whole card as one text, dead as Markdown: for where cards are refused, and for clients that draw none."""
    return shorten(markdown_inert(card.as_text()), TEXT_LIMIT) or words.HANDRAIL


def said(text: str, **look: Any) -> Json:
    """Words as they stand."""
    return {"type": "RichTextBlock", "inlines": [{"type": "TextRun", "text": text, **look}]}


def label_of(text: str, otherwise: str, limit: int = LABEL_LIMIT) -> str:
    """What stands on a button, over a field or in a list: one line, and never nothing."""
    return shorten(" ".join((inert(text) or inert(otherwise)).split()), limit) or "–"


def counted(label: str, more: int) -> str:
    """The label of a list that holds `more` options than are shown."""
    return words.LIST_AND_MORE.format(label=label, n=more) if more else label


def submitting(title: str, data: Json, *, tone: Tone = Tone.PLAIN, inputs: bool) -> Json:
    """A button that sends its data, with what was chosen and typed if `inputs`, as a message or from a dialog."""
    style = {"style": _STYLES[tone]} if tone in _STYLES else {}
    associated = "auto" if inputs else "none"
    return {"type": "Action.Submit", "title": title, "data": data, "associatedInputs": associated, **style}


def sending(title: str, data: Json, *, tone: Tone = Tone.PLAIN, inputs: bool, fallback: bool = True) -> Json:
    """The same from a card, answered on the card; where a client knows no such thing, it takes the fallback."""
    older = submitting(title, data, tone=tone, inputs=inputs)
    return {**older, "type": "Action.Execute", "verb": "press", **({"fallback": older} if fallback else {})}


def cost_of(found: Any) -> int:
    """What a part of a card takes of the room."""
    return 2 * size(json.dumps(found, separators=(",", ":"), ensure_ascii=False)) + 2


def _fitted(card: Card, room: int) -> list[Json]:
    """What fits; buttons are drawn for current clients only where that lets more of the card fit."""
    fit: list[Part | int] = []
    for fallback in (True, False):
        fit = list(fitting(list(_drawn(card, fallback)), rows=PARTS, room=room))
        if all(isinstance(part, Part) for part in fit):
            break
    return [part.block if isinstance(part, Part) else _more(part) for part in fit]


def _more(count: int) -> Json:
    return said(words.AND_MORE.format(n=count), **_QUIET)


def _within(text: str, room: int) -> str:
    while text and cost_of(text) - cost_of("") > room:
        text = shorten(text, size(text) * 3 // 4) if size(text) > 1 else ""
    return text


def _heading(card: Card, room: int) -> list[Json]:
    """Larger only above something else: an answer that is one sentence is no headline."""
    line = shorten(" ".join(inert(card.heading).split()), min(HEADING_LIMIT, room // 16))
    words_ = said(line, weight="bolder", **({"size": "large"} if card.body else {}))
    return [_boxed(words_, card.tone)] if line else []


def _drawn(card: Card, fallback: bool) -> Iterator[Part]:
    number = 0
    for before, block in zip((None, *card.body), card.body, strict=False):
        apart = _apart(before, block, card)
        for part in _block(block, number, fallback):
            yield _part({**part.block, **apart}, part.things, pressable=part.pressable) if apart else part
            apart = {}
        number += isinstance(block, Pick)


def _apart(before: Block | None, block: Block, card: Card) -> Json:
    """How far a block stands from the one before it: each row of a list by itself, boxes of one colour as one box."""
    if isinstance(before, Buttons | Pick):
        return {"spacing": "large", **({"separator": True} if isinstance(block, Words | Facts) else {})}
    above = before.tone if isinstance(before, Words) else card.tone if before is None else Tone.PLAIN
    same = isinstance(block, Words) and block.tone is above and above in _BOXES
    return {"spacing": "none"} if same else {}


def _block(block: Block, number: int, fallback: bool) -> Iterator[Part]:
    match block:
        case Words():
            yield from _words(block)
        case Facts():
            yield from _facts(block)
        case Buttons():
            yield from _buttons(block, fallback)
        case Pick():
            yield from _pick(block, number, fallback)
        case _ as never:
            assert_never(never)


def _words(block: Words) -> Iterator[Part]:
    for piece in pieces(inert(block.text), PIECE_LIMIT):
        if piece:
            yield _part(_toned(piece, block.tone), len(piece.splitlines()))


def _toned(text: str, tone: Tone) -> Json:
    if tone in _BOXES:
        return _boxed(said(text, weight="bolder"), tone)
    return said(text, **(_QUIET if tone is Tone.QUIET else {}))


def _boxed(words_: Json, tone: Tone) -> Json:
    return {"type": "Container", "style": _BOXES[tone], "items": [words_]} if tone in _BOXES else words_


def _facts(block: Facts) -> Iterator[Part]:
    spacing: Json = {}
    for name, value in block.rows:
        inlines = list(_fact(inert(name), inert(value)))
        if inlines:
            yield _part({"type": "RichTextBlock", "inlines": inlines, **spacing}, 1)
            spacing = {"spacing": "small"}


def _fact(name: str, value: str) -> Iterator[Json]:
    if name:
        yield {"type": "TextRun", "text": f"{shorten(name, NAME_LIMIT)}: ", "weight": "bolder"}
    if name or value:
        yield {"type": "TextRun", "text": shorten(value, PIECE_LIMIT) or "–"}


def _buttons(block: Buttons, fallback: bool) -> Iterator[Part]:
    for row in _rows(block.buttons):
        actions = [_button(button, fallback) for button in row]
        yield _part({"type": "ActionSet", "actions": actions}, len(row), pressable=True)


def _rows(buttons: Sequence[Button]) -> Iterator[list[Button]]:
    row: list[Button] = []
    left = LINE
    for button in buttons:
        need = size(_title(button)) + EDGES
        if row and (need > left or len(row) == ROW):
            yield row
            row, left = [], LINE
        row.append(button)
        left -= need
    if row:
        yield row


def _button(button: Button, fallback: bool) -> Json:
    if button.act.verb == OPEN_FORM:  # a dialog opens from a Submit only
        return submitting(_title(button), opening_data(button.act), tone=button.tone, inputs=False)
    return sending(_title(button), button_data(button.act), tone=button.tone, inputs=False, fallback=fallback)


def _title(button: Button) -> str:
    return label_of(button.label, button.act.verb)


def _pick(pick: Pick, number: int, fallback: bool) -> Iterator[Part]:
    if not pick.options:
        return
    name, data, values = pick_data([option.act for option in pick.options], number)
    choices = [{"title": _title(o), "value": value} for o, value in zip(pick.options, values, strict=True)]
    shown = choices[: _count(choices)]
    label = label_of(pick.label, CHOOSE, NAME_LIMIT)
    field = {
        "type": "Input.ChoiceSet",
        "id": name,
        "label": counted(label, len(choices) - len(shown)),
        "placeholder": CHOOSE,
        "choices": shown,
    }
    press = {"type": "ActionSet", "actions": [sending(words.CHOOSE, data, inputs=True, fallback=fallback)]}
    yield _part({"type": "Container", "items": [field, press]}, len(choices), pressable=True)


def _count(choices: Sequence[Json]) -> int:
    """How many options a list has: it leaves half of the card to the rest."""
    room = ROOM // 2
    for number, choice in enumerate(choices[:OPTIONS]):
        room -= cost_of(choice)
        if room < 0:
            return max(1, number)
    return min(OPTIONS, len(choices))


def _part(block: Json, things: int, *, pressable: bool = False) -> Part:
    return Part(block=block, cost=cost_of(block), things=things, pressable=pressable)
