"""JSON from strangers, read strictly. Everything odd is a `ValueError`, never another error."""

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any

Payload = Mapping[str, Any]


def json_object(text: str) -> Payload:
    """A JSON object, read strictly. Raises ValueError for anything else, however deep or large."""
    try:
        value = json.loads(text, object_pairs_hook=once, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """The pairs as a dict. Raises ValueError for a key that stands twice: two readers could take different ones."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def words_at(payload: Payload, *path: str) -> str:
    """The text at that place, or nothing where there is none."""
    found: Any = payload
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) else ""


def media_of(content_type: str) -> tuple[str, str]:
    """The kind of content that a header names, and its charset (or nothing), in lower case."""
    kind, *rest = (part.strip() for part in content_type.lower().split(";"))
    charsets = [part.partition("=")[2].strip(' "') for part in rest if part.startswith("charset=")]
    return kind, " ".join(charsets)


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise ValueError("number out of range")
    return value
