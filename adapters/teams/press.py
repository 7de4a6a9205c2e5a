"""How an act travels on a button or in a pick-list of a card, and how it comes back.

Everything of ours stands under one name in the action's data. Teams merges what was chosen or typed
into the same data, each under the id of its input.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from adapters.chat.strict import json_object, words_at
from core.card import Act, act_from_json, act_to_json

UNKNOWN = Act(verb="unknown")
"""What a press means that we cannot read: forged, foreign, or from a version that is long gone."""

CHOOSE_FIRST = "choose_first"
"""The verb of a pick-list's button that was pressed before anything was chosen."""

OPEN_FORM = "form"
"""The verb of a press that asks for a form; its value names the form."""

OURS = "handrail"
PICK = "pick:"
FIELD = "field:"

_CONTEXT = ("ref", "version", "card")

Json = dict[str, Any]


def button_data(act: Act) -> Json:
    """What a button carries."""
    return {OURS: {"act": _facts(act)}}


def opening_data(act: Act) -> Json:
    """What a button carries that opens a dialog."""
    return {"msteams": {"type": "task/fetch"}, **button_data(act)}


def pick_data(acts: Sequence[Act], number: int) -> tuple[str, Json, tuple[str, ...]]:
    """The id of a pick-list, what its button carries, and the value of each option.

    What all options have in common travels on the button.
    """
    facts = [_facts(act) for act in acts]
    shared = {k: v for k, v in facts[0].items() if all(k in f and f[k] == v for f in facts)}
    values = [_compact({k: v for k, v in fact.items() if k not in shared}) for fact in facts]
    name = f"{PICK}{number}"
    return name, {OURS: {"act": shared, "pick": name}}, tuple(values)


def form_data(name: str, *, nonce: str, opened_on: Mapping[str, Any]) -> Json:
    """What a form's own button carries; `opened_on` may name the `ref`, `version` and `card` that it was opened on."""
    context = {key: opened_on[key] for key in _CONTEXT if opened_on.get(key)}
    return {OURS: {"form": name, "nonce": nonce, **context}}


def pressed_act(data: Mapping[str, Any]) -> Act:
    """The act behind a button or a choice; `UNKNOWN` for what is none of ours."""
    ours = data.get(OURS)
    act = ours.get("act") if isinstance(ours, Mapping) else None
    if not isinstance(ours, Mapping) or not isinstance(act, Mapping):
        return UNKNOWN
    try:
        return _chosen(act, words_at(data, str(ours["pick"]))) if "pick" in ours else act_from_json(_compact(act))
    except (ValueError, TypeError, RecursionError):
        return UNKNOWN


def _chosen(shared: Mapping[str, Any], value: str) -> Act:
    if not value:
        return Act(verb=CHOOSE_FIRST, ref=words_at(shared, "ref"))
    return act_from_json(_compact({**shared, **json_object(value)}))


def form_of(data: Mapping[str, Any]) -> tuple[str, dict[str, str]] | None:
    """A form that was sent: its name, and its values by field name; None if it is no form.

    What the form was opened on comes back as `ref`, `version` and `card`.
    """
    ours = data.get(OURS)
    name = ours.get("form") if isinstance(ours, Mapping) else None
    if not isinstance(ours, Mapping) or not isinstance(name, str) or not name:
        return None
    context = {key: str(ours[key]) for key in _CONTEXT if type(ours.get(key)) in (str, int)}
    typed = {key.removeprefix(FIELD): value for key, value in data.items() if key.startswith(FIELD)}
    return name, {**{key: value for key, value in typed.items() if isinstance(value, str)}, **context}


def _facts(act: Act) -> Json:
    return dict(json_object(act_to_json(act)))


def _compact(facts: Mapping[str, Any]) -> str:
    return json.dumps(facts, separators=(",", ":"), ensure_ascii=False)
