"""What Teams refuses in an Adaptive Card: what the official 1.5 schema says, and what it leaves out."""

import importlib.util
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jsonschema import Draft6Validator, ValidationError, validators

LARGEST = 25_600
"""Bytes of a card in UTF-16. Teams documents 28 KB for a whole message, what it wraps around the card included."""

VERSIONS = tuple(f"1.{minor}" for minor in range(6))
MOST_ACTIONS = 6
"""Actions of one set that Teams draws as buttons; what goes beyond is hidden behind an ellipsis, or lost."""

_REF = "#/definitions/"


def faults_of(card: Mapping[str, Any]) -> list[str]:
    """Everything that is wrong, in words; empty if Teams would take it."""
    try:
        bytes_ = size_of(card)
    except UnicodeEncodeError:
        return ["a lone surrogate"]
    found = [f"{bytes_} bytes in UTF-16"] if bytes_ > LARGEST else []
    return [*found, *_top(card), *_by_schema(card), *_twice(card), *_empty(card)]


def size_of(card: Mapping[str, Any]) -> int:
    """Bytes of the compact card in UTF-16. Raises UnicodeEncodeError for what cannot be sent."""
    return len(json.dumps(card, separators=(",", ":"), ensure_ascii=False).encode("utf-16-le"))


def _top(card: Mapping[str, Any]) -> Iterator[str]:
    if card.get("type") != "AdaptiveCard":
        yield f"type is {card.get('type')!r}"
    if card.get("version") not in VERSIONS:
        yield f"version is {card.get('version')!r}"
    if not card.get("body"):
        yield "nothing in the body"


def _by_schema(card: Mapping[str, Any]) -> Iterator[str]:
    for error in _validator().iter_errors(card):
        deepest = _deepest(error)
        yield f"{deepest.json_path}: {deepest.message[:200]}"


def _deepest(error: ValidationError) -> ValidationError:
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    return error


@cache
def _validator() -> Any:
    found = importlib.util.find_spec("adaptive_cards")
    assert found is not None and found.origin is not None
    file = Path(found.origin).parent / "schemas" / "schema-1.5.json"
    definitions = json.loads(file.read_text(encoding="utf-8-sig"))["definitions"]  # its id would have to be fetched
    schema = {"allOf": [{"$ref": f"{_REF}AdaptiveCard"}], "definitions": definitions}
    return validators.extend(Draft6Validator, {"anyOf": _any_of})(schema)


def _any_of(validator: Any, branches: Any, found: Any, schema: Any) -> Iterator[ValidationError]:
    """The same as the schema's own `anyOf`, but where branches are told apart by `type`, only that one is tried."""
    named = {name: branch for branch in branches if (name := _type_of(branch))}
    if len(named) < len(branches) or not isinstance(found, Mapping):
        yield from Draft6Validator.VALIDATORS["anyOf"](validator, branches, found, schema)
    elif found.get("type") not in named:
        yield ValidationError(f"type {found.get('type')!r} does not stand here")
    else:
        yield from validator.descend(found, named[found["type"]])


def _type_of(branch: Any) -> str:
    """The one type that a branch is for, where it names one."""
    if not isinstance(branch, dict) or branch.get("required") != ["type"]:
        return ""
    return str(branch["allOf"][0]["$ref"].removeprefix(_REF))


def _twice(card: Mapping[str, Any]) -> Iterator[str]:
    ids = Counter(part["id"] for part in _parts(card) if "id" in part)
    yield from (f"id {name!r} stands {count} times" for name, count in ids.items() if count > 1)


def _empty(card: Mapping[str, Any]) -> Iterator[str]:
    for part in _parts(card):
        kind = part.get("type")
        for lists in ("inlines", "actions", "choices"):
            if lists in part and not part[lists]:
                yield f"{kind} without {lists}"
        if len(part.get("actions", ())) > MOST_ACTIONS:
            yield f"{kind} with {len(part['actions'])} actions"
        for words in ("text", "title", "label"):
            if words in part and not part[words].strip():
                yield f"{kind} with an empty {words}"
        if str(kind).startswith("Action.") and "title" not in part:
            yield f"{kind} without a title"


def _parts(found: Any) -> Iterator[Mapping[str, Any]]:
    """Everything in the card that is of some type; what an action only carries is not looked into."""
    if isinstance(found, list):
        for part in found:
            yield from _parts(part)
    elif isinstance(found, Mapping):
        yield found
        for name, part in found.items():
            if name != "data":
                yield from _parts(part)
