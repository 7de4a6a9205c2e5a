"""How an act travels on a button or an option of Slack, and how it comes back.

A button's value takes 2,000 characters, so it carries the whole act. An option's takes 150: what
all options of a list have in common travels in the list's action id (255), the rest in the value.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.chat.strict import json_object
from core.card import Act, act_from_json, act_to_json

UNKNOWN = Act(verb="unknown")
"""What a press means that we cannot read: forged, foreign, or from a version that is long gone."""

VALUE_LIMIT = 2000
OPTION_LIMIT = 150
ID_LIMIT = 255

_PICK = "pick:"


def button_id(act: Act, number: int) -> str:
    """The action id of the button; unique in its message through `number`."""
    return f"act:{act.verb[:40]}:{number}"


def option_values(acts: Sequence[Act], number: int) -> tuple[str, tuple[str, ...]]:
    """The action id of a list and the value of each option; a value that would not fit is empty."""
    facts = [_facts(act) for act in acts]
    shared = {k: v for k, v in facts[0].items() if all(k in f and f[k] == v for f in facts)}
    action_id = f"{_PICK}{number}:{_compact(shared)}"
    if len(action_id) > ID_LIMIT:
        action_id, shared = f"{_PICK}{number}:{{}}", {}
    values = [_compact({k: v for k, v in fact.items() if k not in shared}) for fact in facts]
    return action_id, tuple(value if len(value) <= OPTION_LIMIT else "" for value in values)


def act_of(action_id: str, value: str) -> Act:
    """The act behind a press, or `UNKNOWN`."""
    try:
        if not action_id.startswith(_PICK):
            return act_from_json(value)
        shared = json_object(action_id.split(":", 2)[2])
        return act_from_json(json.dumps({**shared, **json_object(value)}))
    except (ValueError, IndexError):
        return UNKNOWN


def _facts(act: Act) -> Mapping[str, Any]:
    return json_object(act_to_json(act))


def _compact(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, separators=(",", ":"))
