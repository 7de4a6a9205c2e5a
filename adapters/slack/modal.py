"""A form as Slack's modal."""

import json
from collections.abc import Mapping
from typing import Any, assert_never

from adapters.chat.lengths import shorten
from adapters.slack.text import inert
from core import words as shown
from core.card import Act
from core.form import Field, Form, PersonField, PickField, TextField

TITLE_LIMIT = 24
LABEL_LIMIT = 2000
HINT_LIMIT = 2000
TYPED_LIMIT = 3000
OPTION_LABEL_LIMIT = 75
OPTION_VALUE_LIMIT = 150
MOST_OPTIONS = 100

ELEMENT = "v"
"""The action id of the one element in each input block; the block is named after the field."""

Block = Mapping[str, Any]


def view_of(form: Form, *, act: Act | None = None, words: str = "") -> dict[str, Any]:
    """The modal for a form. `act` is the press that asked for it; `words` are filled into the first long field."""
    blocks = [_input(field, words if field is _field_for_words(form) else "") for field in form.fields]
    return {
        "type": "modal",
        "callback_id": f"form:{form.name}",
        "private_metadata": _context(act),
        "title": _plain(form.title, TITLE_LIMIT),
        "submit": _plain(form.send, TITLE_LIMIT),
        "close": _plain(shown.CANCEL, TITLE_LIMIT),
        "blocks": [*_notes(form, words), *blocks],
    }


def errors_of(form: Form, values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with a filled-in form, by field; empty if nothing is."""
    return dict.fromkeys(form.missing(values), shown.FILL_IN)


def _field_for_words(form: Form) -> TextField | None:
    fields = [field for field in form.fields if isinstance(field, TextField)]
    return next((field for field in fields if field.long), next(iter(fields), None))


def _notes(form: Form, words: str) -> list[Block]:
    field = _field_for_words(form)
    if field is None or shorten(words, _limit(field)) == words:
        return []
    return [{"type": "context", "elements": [_plain(shown.SHORTENED_HERE, LABEL_LIMIT)]}]


def _input(field: Field, words: str) -> Block:
    hint = field.hint if isinstance(field, TextField) else ""
    return {
        "type": "input",
        "block_id": field.name,
        "label": _plain(field.label, LABEL_LIMIT),
        "optional": field.optional,
        "element": _element(field, words),
        **({"hint": _plain(hint, HINT_LIMIT)} if hint else {}),
    }


def _element(field: Field, words: str) -> Block:
    match field:
        case TextField():
            typed = shorten(words or field.value, _limit(field))
            return _typed(long=field.long, limit=_limit(field), value=typed)
        case PickField():
            return {
                "type": "static_select",
                "action_id": ELEMENT,
                "options": [
                    {"text": _plain(label, OPTION_LABEL_LIMIT), "value": value[:OPTION_VALUE_LIMIT]}
                    for value, label in field.options[:MOST_OPTIONS]
                ],
            }
        case PersonField():
            # Their name is typed: who works at the service is known to Handrail, not to Slack.
            return _typed(long=False, limit=100, value="")
        case _ as never:
            assert_never(never)


def _typed(*, long: bool, limit: int, value: str) -> Block:
    return {
        "type": "plain_text_input",
        "action_id": ELEMENT,
        "multiline": long,
        "max_length": limit,
        **({"initial_value": value} if value else {}),
    }


def _limit(field: TextField) -> int:
    return max(1, min(field.limit, TYPED_LIMIT))


def _context(act: Act | None) -> str:
    if act is None:
        return ""
    facts = {"ref": act.ref, "version": act.version, "card": act.card}
    return json.dumps({name: value for name, value in facts.items() if value})


def _plain(text: str, limit: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": shorten(inert(text) or "–", limit)}
