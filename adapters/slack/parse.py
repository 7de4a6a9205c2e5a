"""From verified bytes to one payload. Everything odd is a `ValueError`, never another error."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from adapters.chat.strict import Payload, json_object, media_of, once

MOST_FIELDS = 50
"""Fields of a posted form; Slack sends about fifteen."""


def payload_of(body: bytes, content_type: str) -> Payload:
    """What Slack posted: an event as JSON, or a form with a payload or with a slash command. Raises ValueError."""
    kind, charset = media_of(content_type)
    if charset not in ("", "utf-8", "utf8"):
        raise ValueError("unknown charset")
    text = body.decode()
    if kind == "application/json":
        return json_object(text)
    if kind == "application/x-www-form-urlencoded":
        return _form(text)
    raise ValueError("unknown content type")


def _form(text: str) -> Payload:
    pairs = parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS)
    fields = once(pairs)
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
