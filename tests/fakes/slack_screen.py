"""What a person sees of Slack: messages, homes and windows, with the words and buttons that are on them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A message (or a home) from Handrail, as it looks now. `notification` is what a lock screen shows."""

    ts: str
    text: str
    buttons: tuple[str, ...]
    updated: bool
    notification: str
    blocks: tuple[Json, ...]


@dataclass(frozen=True, kw_only=True)
class Window:
    """An open modal."""

    title: str
    text: str
    labels: tuple[str, ...]
    values: Mapping[str, str]
    options: Mapping[str, tuple[str, ...]]
    view: Json


@dataclass(kw_only=True)
class Message:
    """A message as the workspace keeps it."""

    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    metadata: Json | None = None
    updated: bool = False


def _seen(text: str) -> str:
    """As a person sees it: invisible characters are none."""
    return text.replace("\N{WORD JOINER}", "")


def shown_of(message: Message) -> Shown:
    words = "\n".join(_words(message.blocks)) if message.blocks else _unescaped(message.text)
    return Shown(
        ts=message.ts,
        text=_seen(words),
        buttons=tuple(_seen(label) for label, _ in _pressable(message.blocks)),
        updated=message.updated,
        notification=_seen(_unescaped(message.text)),
        blocks=tuple(message.blocks),
    )


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _words(blocks: Sequence[Json]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block.get("text"), dict):
            yield block["text"]["text"]
        for part in (*block.get("fields", ()), *(block["elements"] if block["type"] == "context" else ())):
            yield part["text"]


def _pressable(blocks: Sequence[Json]) -> Iterator[tuple[str, Json]]:
    """Every button and option: its label, and the action that pressing it sends."""
    for block in blocks:
        elements = [*(block["elements"] if block["type"] == "actions" else ()), block.get("accessory")]
        for element in filter(None, elements):
            facts = {"type": element["type"], "action_id": element["action_id"], "block_id": "b"}
            for option in element.get("options", ()):
                yield option["text"]["text"], {**facts, "selected_option": option}
            if element["type"] == "button":
                yield element["text"]["text"], {**facts, "value": element["value"], "text": element["text"]}


def action_of(blocks: Sequence[Json], label: str) -> Json | None:
    return next((action for name, action in _pressable(blocks) if _seen(name) == label), None)


def _inputs(view: Json) -> Iterator[Json]:
    return (block for block in view["blocks"] if block["type"] == "input")


def window_of(view: Json) -> Window:
    inputs = list(_inputs(view))
    elements = {block["block_id"]: block["element"] for block in inputs}
    return Window(
        title=_seen(view["title"]["text"]),
        text=_seen("\n".join(_words(view["blocks"]))),
        labels=tuple(_seen(block["label"]["text"]) for block in inputs),
        values={name: element.get("initial_value", "") for name, element in elements.items()},
        options={
            name: tuple(option["text"]["text"] for option in element["options"])
            for name, element in elements.items()
            if "options" in element
        },
        view=view,
    )


def state_of(view: Json, values: Mapping[str, str]) -> Json:
    """What Slack makes of what was typed. Raises LookupError for a field or an option that is not there."""
    inputs = list(_inputs(view))
    names = {_seen(block["label"]["text"]): block["block_id"] for block in inputs}
    typed = {names.get(name, name): value for name, value in values.items()}
    if strange := set(typed) - set(names.values()):
        raise LookupError(f"no such field: {strange}")
    return {
        block["block_id"]: {block["element"]["action_id"]: _filled(block["element"], typed.get(block["block_id"]))}
        for block in inputs
    }


def _filled(element: Json, value: str | None) -> Json:
    if element["type"] != "static_select":
        typed = element.get("initial_value") if value is None else value
        return {"type": element["type"], "value": typed or None}
    options = element["options"]
    chosen = [o for o in options if value is not None and value in (o["value"], o["text"]["text"])]
    if value and not chosen:
        raise LookupError(f"no such option: {value}")
    return {"type": "static_select", "selected_option": chosen[0] if chosen else None}
