"""From verified bytes to one payload. Everything odd is a `ValueError`, never another error."""

import json
from collections.abc import Mapping
from math import isfinite
from typing import Any
from urllib.parse import parse_qsl

Payload = Mapping[str, Any]

MOST_FIELDS = 50
"""Fields of a posted form; Slack sends about fifteen."""


def payload_of(body: bytes, content_type: str) -> Payload:
    """What Slack posted: an event as JSON, or a form with a payload or with a slash command. Raises ValueError."""
    kind, charset = _media(content_type)
    if charset not in ("", "utf-8", "utf8"):
        raise ValueError("unknown charset")
    text = body.decode()
    if kind == "application/json":
        return json_object(text)
    if kind == "application/x-www-form-urlencoded":
        return _form(text)
    raise ValueError("unknown content type")


def json_object(text: str) -> Payload:
    """A JSON object, read strictly. Raises ValueError for anything else, however deep or large."""
    try:
        value = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant, parse_float=_finite)
    except RecursionError:
        raise ValueError("nested too deep") from None
    if not isinstance(value, dict):
        raise ValueError("not an object")
    return value


def _form(text: str) -> Payload:
    pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    fields = _once(pairs)
    if "payload" in fields:
        return json_object(fields["payload"])
    if "command" in fields:
        return command(fields)
    if "ssl_check" in fields:
        return {"type": "ssl_check"}
    raise ValueError("neither payload nor command")


def command(fields: Mapping[str, Any]) -> Payload:
    """A slash command as a payload with a type, as everything else that Slack sends has one."""
    return {**fields, "type": "command"}


def _media(content_type: str) -> tuple[str, str]:
    kind, *rest = (part.strip() for part in content_type.lower().split(";"))
    charsets = [part.partition("=")[2].strip(' "') for part in rest if part.startswith("charset=")]
    return kind, " ".join(charsets)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Refuse a key that stands twice: two readers could take different ones of them."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("duplicate key")
    return found


def _no_constant(name: str) -> float:
    raise ValueError(f"{name} is no JSON")


def _finite(digits: str) -> float:
    value = float(digits)
    if not isfinite(value):
        raise ValueError("number out of range")
    return value
