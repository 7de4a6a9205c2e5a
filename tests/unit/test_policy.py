"""Lengths of time and escalation policies: what may be written, and one plain sentence for what may not."""

from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.labels import Urgency
from core.policy import DEFAULTS, RECIPIENTS, Step, duration, policy_from


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("10s", 10), ("15m", 900), ("2h", 7200), ("1d", 86400), (" 5 m ", 300), ("0s", 0), ("999999d", 86400 * 999999)],
)
def test_a_length_of_time(text: str, seconds: int) -> None:
    assert duration(text) == timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "text",
    ["", "15", "m", "15 minutes", "1.5h", "-5m", "5M", "1h30m", "5m\n5m", "\u0665", "1000000d", "1w", "5m;", "five m"],
)
def test_no_length_of_time(text: str) -> None:
    with pytest.raises(ValueError, match="is not a length of time such as 10s, 15m, 2h or 1d"):
        duration(text)


@given(st.integers(0, 999_999), st.sampled_from("smhd"))
def test_every_whole_length_is_read(count: int, unit: str) -> None:
    size = {"s": 1, "m": 60, "h": 3600, "d": 86400}[unit]
    assert duration(f"{count}{unit}").total_seconds() == count * size


@pytest.mark.parametrize("policy", DEFAULTS.values(), ids=DEFAULTS.keys())
def test_what_holds_by_default_tells_somebody_and_never_ends(policy: Any) -> None:
    assert policy.steps
    assert all(later.after > earlier.after for earlier, later in pairwise(policy.steps))
    assert all(step.to and set(step.to) <= RECIPIENTS for step in policy.steps)
    assert policy.repeat >= timedelta(minutes=15)
    assert policy_from(policy.name, {}) == policy


def test_every_urgency_has_a_policy_and_a_critical_one_begins_at_once() -> None:
    assert set(Urgency) <= set(DEFAULTS)
    critical = DEFAULTS["critical"]
    assert (critical.steps[0].after, critical.repeat, critical.control_within) == (
        timedelta(0),
        timedelta(minutes=15),
        timedelta(minutes=30),
    )
    assert "in_charge" in critical.steps[0].to
    assert DEFAULTS["safeguarding"].steps[0] == Step(after=timedelta(0), to=("safeguarding",))
    reached = {word for policy in DEFAULTS.values() for step in policy.steps for word in step.to}
    assert "care_worker" not in reached


def test_what_is_left_out_keeps_its_default() -> None:
    changed = policy_from("critical", {"repeat": "5m"})
    assert changed.repeat == timedelta(minutes=5)
    assert (changed.steps, changed.control_within) == (DEFAULTS["critical"].steps, DEFAULTS["critical"].control_within)


def test_everything_can_be_changed() -> None:
    changed = policy_from(
        "high",
        {
            "steps": [{"after": "0s", "to": ["in_charge"]}, {"after": "5m", "to": ["on_call", "quality_lead"]}],
            "repeat": "10m",
            "control_within": "1h",
            "comes_back": "2d",
        },
    )
    assert [step.after for step in changed.steps] == [timedelta(0), timedelta(minutes=5)]
    assert (changed.repeat, changed.control_within, changed.comes_back) == (
        timedelta(minutes=10),
        timedelta(hours=1),
        timedelta(days=2),
    )


def test_a_step_without_a_time_is_at_once() -> None:
    assert policy_from("low", {"steps": [{"to": ["on_call"]}]}).steps == (Step(after=timedelta(0), to=("on_call",)),)


STEP = "a step is written"
WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "unknown policy": ("urgent", {}, "[escalation.urgent] is unknown; there are: critical, high"),
    "unknown setting": ("high", {"repeats": "5m"}, "unknown setting 'repeats'"),
    "no steps": ("high", {"steps": []}, "has no steps, so nobody would ever be told"),
    "steps a text": ("high", {"steps": "in_charge"}, "steps must be a list of steps"),
    "steps a number": ("high", {"steps": 3}, "steps must be a list of steps"),
    "steps a table": ("high", {"steps": {"after": "0s"}}, "steps must be a list of steps"),
    "a step a text": ("high", {"steps": ["10m"]}, STEP),
    "a step misspelt": ("high", {"steps": [{"affter": "10m", "to": ["on_call"]}]}, STEP),
    "to a text": ("high", {"steps": [{"to": "on_call"}]}, STEP),
    "to nobody": ("high", {"steps": [{"to": []}]}, "names nobody that exists: to is empty"),
    "to left out": ("high", {"steps": [{"after": "5m"}]}, "names nobody that exists: to is empty"),
    "to a stranger": ("high", {"steps": [{"to": ["on_call", "cleaner"]}]}, "names nobody that exists: cleaner"),
    "out of order": (
        "high",
        {"steps": [{"after": "5m", "to": ["on_call"]}, {"after": "1m", "to": ["on_call"]}]},
        "steps out of order",
    ),
    "after no length": ("high", {"steps": [{"after": 5, "to": ["on_call"]}]}, "after: '5' is not a length of time"),
    "repeat no length": ("high", {"repeat": "often"}, "repeat: 'often' is not a length of time"),
    "repeat nothing": ("high", {"repeat": "0s"}, "repeat must be at least 1s"),
    "control nothing": ("critical", {"control_within": "0s"}, "control_within must be at least 1s"),
    "back nothing": ("high", {"comes_back": "0m"}, "comes_back must be at least 1s"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_policy_is_told_in_one_sentence(wrong: str) -> None:
    name, table, told = WRONG[wrong]
    with pytest.raises(ValueError, match=r"^\[escalation\.") as raised:
        policy_from(name, table)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
