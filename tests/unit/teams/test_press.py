"""What buttons, pick-lists and forms carry comes back as it went; what anybody else made up means nothing."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.press import UNKNOWN, button_data, form_data, form_of, opening_data, pick_data, pressed_act
from core.card import Act

acts = st.builds(
    Act,
    verb=st.text(min_size=1, max_size=20),
    ref=st.sampled_from(["", "ISS-12"]),
    version=st.integers(0, 10_000),
    value=st.text(max_size=40),
    card=st.sampled_from(["", "4711"]),
)


def _sent(data: dict[str, Any]) -> dict[str, Any]:
    """The data after its way to a phone and back."""
    found: dict[str, Any] = json.loads(json.dumps(data))
    return found


@settings(deadline=None)
@given(acts)
def test_a_button_brings_its_act_back(act: Act) -> None:
    assert pressed_act(_sent(button_data(act))) == act
    assert pressed_act(_sent(opening_data(act))) == act
    assert form_of(_sent(button_data(act))) is None


@settings(max_examples=300, deadline=None)
@given(st.lists(acts, min_size=1, max_size=20), st.integers(0, 99))
def test_every_option_brings_its_act_back(given_acts: list[Act], number: int) -> None:
    name, data, values = pick_data(given_acts, number)
    assert len(values) == len(given_acts)
    for act, value in zip(given_acts, values, strict=True):
        assert pressed_act(_sent({**data, name: value, f"pick:{number + 1}": "{}"})) == act


@pytest.mark.parametrize("chosen", [{}, {"pick:0": ""}, {"pick:0": None}, {"pick:1": "{}"}])
def test_a_list_pressed_before_anything_is_chosen_says_so(chosen: dict[str, Any]) -> None:
    _, data, _ = pick_data([Act(verb="go", ref="ISS-1", value=v) for v in "ab"], 0)
    assert pressed_act({**data, **chosen}) == Act(verb="choose_first", ref="ISS-1")


def test_a_form_comes_back_with_what_it_was_opened_on() -> None:
    data = form_data("report", nonce="n1", opened_on={"ref": "ISS-1", "version": 3, "card": "", "verb": "form"})
    assert data == {"handrail": {"form": "report", "nonce": "n1", "ref": "ISS-1", "version": 3}}
    sent = _sent({**data, "field:text": "the wifi", "field:ref": "ISS-99", "other": "x", "field:n": 3})
    assert form_of(sent) == ("report", {"text": "the wifi", "ref": "ISS-1", "version": "3"})


NONSENSE: tuple[dict[str, Any], ...] = (
    {},
    {"handrail": None},
    {"handrail": []},
    {"handrail": {}},
    {"handrail": {"act": None}},
    {"handrail": {"act": "go"}},
    {"handrail": {"act": {}}},
    {"handrail": {"act": {"verb": 3}}},
    {"handrail": {"act": {"verb": "go", "version": "1"}}},
    {"handrail": {"act": {"verb": "\ud800"}}},
    {"handrail": {"form": ""}},
    {"handrail": {"form": 3}},
    {"handrail": {"pick": "pick:0"}},
    {"handrail": {"act": {"verb": "go"}, "pick": "pick:0"}, "pick:0": "[]"},
    {"handrail": {"act": {"verb": "go"}, "pick": "pick:0"}, "pick:0": "{"},
    {"handrail": {"act": {"verb": "go"}, "pick": "pick:0"}, "pick:0": '{"version": true}'},
    {"handrail": {"act": {"verb": "go"}, "pick": "pick:0"}, "pick:0": "[" * 100_000},
)


@pytest.mark.parametrize("data", NONSENSE, ids=repr)
def test_nonsense_is_unknown(data: dict[str, Any]) -> None:
    assert pressed_act(data) == UNKNOWN
    assert form_of(data) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
keys = st.sampled_from(["act", "pick", "form", "nonce", "ref", "version", "card", "verb"])


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(keys, json_values | st.dictionaries(keys, json_values)),
    st.dictionaries(st.sampled_from(["pick:0", "field:text"]), json_values),
)
def test_nothing_forged_breaks_the_reading(ours: dict[str, Any], other: dict[str, Any]) -> None:
    assert isinstance(pressed_act({"handrail": ours, **other}), Act)
    found = form_of({"handrail": ours, **other})
    assert found is None or all(isinstance(value, str) for value in found[1].values())
