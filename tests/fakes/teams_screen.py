"""What a person sees of Teams: messages and dialogs, with the words, buttons and fields of their cards. Pure."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]

CARD = "application/vnd.microsoft.card.adaptive"
FIELD = "field:"
"""What the ids of a form's inputs begin with."""

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_INSIDE = ("items", "columns", "rows", "cells")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message from Handrail, as it looks now. `notification` is what a lock screen shows."""

    id: str
    text: str
    buttons: tuple[str, ...]
    updated: bool
    notification: str
    card: Json | None
    activity: Json


@dataclass(frozen=True, kw_only=True)
class Window:
    """An open dialog. `values` and `options` by field name."""

    title: str
    text: str
    labels: tuple[str, ...]
    values: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    card: Json


@dataclass(kw_only=True)
class Message:
    """A message as its conversation keeps it. `user` is who wrote it."""

    id: str
    user: str
    activity: Json
    updated: bool = False


@dataclass(frozen=True, kw_only=True)
class Press:
    """What pressing a label does: the action, its card, and what was chosen in a pick-list for it."""

    card: Json
    action: Json
    chosen: Mapping[str, str] = field(default_factory=dict)


def shown_of(message: Message) -> Shown:
    cards = cards_of(message.activity)
    parts = (_said(message.activity), *("\n".join(_words(_roots(card))) for card in cards))
    words = seen("\n".join(part for part in parts if part))
    return Shown(
        id=message.id,
        text=words,
        buttons=tuple(label for card in cards for label, _ in presses_of(card)),
        updated=message.updated,
        notification=seen(message.activity.get("summary") or words.partition("\n")[0]),
        card=cards[0] if cards else None,
        activity=message.activity,
    )


def cards_of(activity: Json) -> list[Json]:
    """The Adaptive Cards of a message."""
    return [part["content"] for part in activity.get("attachments") or () if part.get("contentType") == CARD]


def seen(text: str) -> str:
    """As a person sees it: invisible characters are none."""
    return text.replace("\N{WORD JOINER}", "").replace("\N{ZERO WIDTH SPACE}", "")


def _said(activity: Json) -> str:
    """The text of a message, which is Markdown unless it says otherwise."""
    text = str(activity.get("text") or "")
    match activity.get("textFormat", "markdown"):
        case "plain":
            return text
        case "xml":
            return html.unescape(text)
        case _:
            return html.unescape(_ESCAPED.sub(r"\1", text))


# ---- reading a card


def _roots(card: Json) -> list[Json]:
    return [*card.get("body", ()), {"type": "ActionSet", "actions": card.get("actions", ())}]


def _parts(elements: Sequence[Json]) -> Iterator[Json]:
    """Every element in reading order, each before what is inside it. What is hidden is left out."""
    for element in elements:
        if element.get("isVisible", True):
            yield element
            for name in _INSIDE:
                yield from _parts(element.get(name, ()))


def _words(elements: Sequence[Json]) -> Iterator[str]:
    for part in _parts(elements):
        match part.get("type"):
            case "TextBlock":
                yield part["text"]
            case "RichTextBlock":
                yield "".join(run if isinstance(run, str) else run["text"] for run in part["inlines"])
            case "FactSet":
                yield from (f"{fact['title'].rstrip(': ')}: {fact['value']}" for fact in part["facts"])
            case str(kind) if kind.startswith("Input.") and part.get("label"):
                yield part["label"]
            case _:
                pass


def inputs_of(card: Json) -> dict[str, Json]:
    """The card's inputs by their id."""
    return {part["id"]: part for part in _parts(_roots(card)) if str(part.get("type")).startswith("Input.")}


def _actions(card: Json) -> Iterator[Json]:
    for part in _parts(_roots(card)):
        yield from part.get("actions", ())


def handrail_of(action: Json) -> Json:
    """What Handrail itself put on the action."""
    data = action.get("data")
    found = data.get("handrail") if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def presses_of(card: Json) -> Iterator[tuple[str, Press]]:
    """Every label that can be pressed; the choices of a pick-list come before the list's own button."""
    inputs = inputs_of(card)
    for action in _actions(card):
        pick = handrail_of(action).get("pick", "")
        for choice in inputs.get(pick, {}).get("choices", ()):
            yield seen(choice["title"]), Press(card=card, action=action, chosen={pick: choice["value"]})
        yield seen(action["title"]), Press(card=card, action=action)


def press_of(shown: Shown, label: str) -> Press | None:
    """What to send for a label, if it is there."""
    return next((press for card in cards_of(shown.activity) for name, press in presses_of(card) if name == label), None)


def opens_dialog(action: Json) -> bool:
    """Whether the action asks for a dialog instead of sending itself."""
    data = action.get("data")
    return isinstance(data, dict) and (data.get("msteams") or {}).get("type") == "task/fetch"


# ---- filling in


def form_of(card: Json) -> Json | None:
    """The action that sends the card's form."""
    return next((action for action in _actions(card) if "form" in handrail_of(action)), None)


def window_of(title: str, card: Json) -> Window:
    inputs = inputs_of(card)
    return Window(
        title=seen(title),
        text=seen("\n".join(_words(_roots(card)))),
        labels=tuple(seen(part.get("label", "")) for part in inputs.values()),
        values={_name(id_): part.get("value", "") for id_, part in inputs.items()},
        options={
            _name(id_): tuple(seen(choice["title"]) for choice in part["choices"])
            for id_, part in inputs.items()
            if "choices" in part
        },
        card=card,
    )


def _name(id_: str) -> str:
    return id_.removeprefix(FIELD)


def filled_in(card: Json, values: Mapping[str, str]) -> dict[str, str]:
    """What the card's inputs hold after typing, by id. Raises LookupError for what nobody could type or choose."""
    inputs = inputs_of(card)
    ids = {seen(part.get("label", "")): id_ for id_, part in inputs.items()} | {_name(id_): id_ for id_ in inputs}
    if strange := set(values) - set(ids):
        raise LookupError(f"no such field: {strange}")
    typed = {ids[name]: value for name, value in values.items()}
    held = {id_: _held(part, typed.get(id_)) for id_, part in inputs.items()}
    return {id_: value for id_, value in held.items() if value is not None}


def _held(part: Json, value: str | None) -> str | None:
    """What is in one input; None for a pick-list with nothing chosen."""
    if part["type"] != "Input.ChoiceSet":
        typed = str(part.get("value", "")) if value is None else value
        if len(typed) > part.get("maxLength", len(typed)):
            raise LookupError(f"{part['id']} takes {part['maxLength']} characters only")
        return typed
    chosen = [c["value"] for c in part["choices"] if value and value in (c["value"], seen(c["title"]))]
    if value and not chosen:
        raise LookupError(f"no such option: {value}")
    return chosen[0] if chosen else (part.get("value") or None) if value is None else None


def refused(card: Json, held: Mapping[str, str]) -> dict[str, str]:
    """What the client itself says about fields that must be filled in; it does not send before they are."""
    return {
        _name(id_): part.get("errorMessage", "") or "This is a required field"
        for id_, part in inputs_of(card).items()
        if part.get("isRequired") and not held.get(id_, "")
    }


def sent_data(action: Json, held: Mapping[str, str]) -> Json:
    """The action's own data with what the inputs hold, where the action takes them."""
    with_inputs = action.get("associatedInputs", "auto").casefold() != "none"
    return {**(dict(held) if with_inputs else {}), **action.get("data", {})}
