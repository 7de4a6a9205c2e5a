"""What Slack refuses in blocks and views: the limits of its own models, and those that they leave out."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

SUM_LIMIT = 13_200
"""Characters over all blocks of a message. Undocumented; source: slackapi/bolt-js#2509."""

MOST_BLOCKS = {"message": 50, "modal": 100, "home": 100}


def faults_of(blocks: Sequence[Mapping[str, Any]], surface: str = "message") -> list[str]:
    """Everything that is wrong, in words; empty if Slack would take it."""
    found = [fault for number, block in enumerate(blocks) for fault in _block(f"blocks[{number}]", block)]
    if len(blocks) > MOST_BLOCKS[surface]:
        found.append(f"{len(blocks)} blocks")
    return [*found, *_twice("block_id", blocks), *_twice("action_id", blocks)]


def view_faults_of(view: Mapping[str, Any]) -> list[str]:
    """Everything that is wrong with a modal or a home."""
    found = faults_of(view.get("blocks", []), str(view.get("type", "home")))
    if any(block.get("type") == "input" for block in view.get("blocks", [])) and "submit" not in view:
        found.append("inputs and no submit")
    try:
        View(**view).to_dict()
    except (SlackObjectFormationError, TypeError) as fault:
        found.append(f"{type(fault).__name__}: {fault}")
    return found


def size_of(found: Any) -> int:
    """The characters of all texts, in UTF-16 units."""
    if isinstance(found, (list, tuple)):
        return sum(size_of(part) for part in found)
    if not isinstance(found, Mapping):
        return 0
    own = found.get("text")
    here = len(own.encode("utf-16-le", "replace")) // 2 if isinstance(own, str) else 0
    return here + sum(size_of(part) for part in found.values())


def _block(where: str, block: Mapping[str, Any]) -> Iterator[str]:
    try:
        parsed = Block.parse(dict(block))
        if parsed is None:
            yield f"{where}: unknown type {block.get('type')!r}"
        else:
            yield from _lost(where, block, parsed.to_dict())
    except Exception as fault:  # the models raise what they like
        yield f"{where}: {type(fault).__name__}: {fault}"
    yield from _texts(where, block)


def _lost(where: str, given: Any, kept: Any) -> Iterator[str]:
    """What the models did not know and dropped."""
    if isinstance(given, Mapping) and isinstance(kept, Mapping):
        for key in given:
            if key in kept:
                yield from _lost(f"{where}.{key}", given[key], kept[key])
            else:
                yield f"{where}.{key}: unknown"
    elif isinstance(given, list) and isinstance(kept, list):
        if len(given) != len(kept):
            yield f"{where}: {len(given)} became {len(kept)}"
        for number, (one, other) in enumerate(zip(given, kept, strict=False)):
            yield from _lost(f"{where}[{number}]", one, other)


def _texts(where: str, found: Any) -> Iterator[str]:
    if isinstance(found, list):
        for part in found:
            yield from _texts(where, part)
    if isinstance(found, Mapping):
        if found.get("type") in ("plain_text", "mrkdwn") and not str(found.get("text", "")).strip():
            yield f"{where}: empty text"
        if isinstance(found.get("text"), str) and len(found["text"]) > 3000:
            yield f"{where}: text too long"
        for limit, lists in ((25, "elements"), (10, "fields"), (100, "options")):
            if isinstance(found.get(lists), list) and not 0 < len(found[lists]) <= limit:
                yield f"{where}: {len(found[lists])} {lists}"
        for part in found.values():
            yield from _texts(where, part)


def _twice(name: str, blocks: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    seen = set[str]()
    for value in _all(name, list(blocks)):
        if value in seen and name == "block_id":
            yield f"{name} {value!r} stands twice"
        seen.add(value)
    for block in blocks:
        ids = list(_all("action_id", block))
        if len(ids) != len(set(ids)):
            yield "action_id stands twice in a block"


def _all(name: str, found: Any) -> Iterator[str]:
    if isinstance(found, list):
        for part in found:
            yield from _all(name, part)
    elif isinstance(found, Mapping):
        if isinstance(found.get(name), str):
            yield found[name]
        for part in found.values():
            yield from _all(name, part)
