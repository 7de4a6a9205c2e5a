"""Escalation policy: who is asked, when, and how often, until somebody answers.

Source: escalation policies EP1-EP6 and decisions.md (Safety). A provider changes them in
`handrail.toml`, e.g. `[escalation.critical]` with `steps = [{after = "0s", to = ["in_charge"]}]`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from core.labels import Role

RECIPIENTS = frozenset({"in_charge", "manager_on_duty", "on_call", "deputy", "last_resort", "safeguarding", *Role})
"""Words that a step may name. `manager_on_duty` is the registered manager while on shift or in working hours."""

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step. `after` counts from the report."""

    after: timedelta
    to: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Policy:
    """All steps, in order; the last is sent again every `repeat`, without end, until somebody answers.

    `control_within` counts from the report; `comes_back` from the last thing that anybody did.
    """

    name: str
    steps: tuple[Step, ...]
    repeat: timedelta
    control_within: timedelta | None = None
    comes_back: timedelta | None = None


def duration(text: str) -> timedelta:
    """A length of time such as "10s", "15m", "2h", "1d". Raises ValueError for anything else."""
    found = re.fullmatch(r"(\d{1,6})\s*([smhd])", text.strip())
    if not found:
        raise ValueError(f"{text!r} is not a length of time such as 10s, 15m, 2h or 1d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})


def policy_from(name: str, table: Mapping[str, Any], built_in: Mapping[str, Policy] | None = None) -> Policy:
    """A policy as written in the settings file. What is left out keeps its built-in value; raises ValueError."""
    known = (built_in or DEFAULTS).get(name)
    if known is None:
        raise ValueError(f"[escalation.{name}] is unknown; there are: {', '.join(DEFAULTS)}")
    unknown = set(table) - {"steps", "repeat", "control_within", "comes_back"}
    if unknown:
        raise ValueError(f"[escalation.{name}] has an unknown setting {sorted(unknown)[0]!r}")
    repeat, control, back = (_length(name, table, key) for key in ("repeat", "control_within", "comes_back"))
    listed = table.get("steps", known.steps)
    if not isinstance(listed, Sequence) or isinstance(listed, str):
        raise ValueError(f"[escalation.{name}] steps must be a list of steps")
    steps = tuple(_step(name, step) for step in listed)
    if not steps:
        raise ValueError(f"[escalation.{name}] has no steps, so nobody would ever be told")
    if any(later.after < earlier.after for earlier, later in pairwise(steps)):
        raise ValueError(f"[escalation.{name}] has steps out of order: each 'after' counts from the report")
    for key, length in (("repeat", repeat), ("control_within", control), ("comes_back", back)):
        if length is not None and length < timedelta(seconds=1):
            raise ValueError(f"[escalation.{name}] {key} must be at least 1s")
    return replace(
        known,
        steps=steps,
        repeat=repeat or known.repeat,
        control_within=control or known.control_within,
        comes_back=back or known.comes_back,
    )


def _length(name: str, table: Mapping[str, Any], key: str) -> timedelta | None:
    try:
        return duration(str(table[key])) if key in table else None
    except ValueError as fault:
        raise ValueError(f"[escalation.{name}] {key}: {fault}") from None


def _step(name: str, step: Any) -> Step:
    if isinstance(step, Step):
        return step
    if not isinstance(step, Mapping) or set(step) - {"after", "to"} or isinstance(step.get("to"), str):
        raise ValueError(f'[escalation.{name}] a step is written {{after = "10m", to = ["in_charge", "on_call"]}}')
    to = tuple(map(str, step.get("to", ())))
    strangers = [word for word in to if word not in RECIPIENTS]
    if strangers or not to:
        raise ValueError(f"[escalation.{name}] names nobody that exists: {', '.join(strangers) or 'to is empty'}")
    return Step(after=_length(name, {"after": "0s", **step}, "after") or timedelta(0), to=to)


def _of(name: str, *steps: tuple[str, tuple[str, ...]], repeat: str, control: str = "", back: str = "") -> Policy:
    return Policy(
        name=name,
        steps=tuple(Step(after=duration(after), to=to) for after, to in steps),
        repeat=duration(repeat),
        control_within=duration(control) if control else None,
        comes_back=duration(back) if back else None,
    )


_EVERYBODY = ("in_charge", "registered_manager", "on_call", "deputy", "senior_leader", "project_lead")

DEFAULTS: Mapping[str, Policy] = {
    policy.name: policy
    for policy in (
        # EP1, by shift as decisions.md has it: the person in charge now, then on-call, then up.
        _of(
            "critical",
            ("0s", ("in_charge", "manager_on_duty")),
            ("10m", ("in_charge", "on_call", "deputy")),
            ("20m", ("senior_leader",)),
            ("30m", _EVERYBODY),
            repeat="15m",
            control="30m",
            back="4h",
        ),
        # EP2.
        _of(
            "high",
            ("0s", ("in_charge", "manager_on_duty")),
            ("30m", ("in_charge", "manager_on_duty")),
            ("60m", ("on_call",)),
            ("2h", ("registered_manager", "project_lead")),
            ("4h", ("registered_manager", "project_lead", "senior_leader")),
            repeat="4h",
            control="2h",
            back="1d",
        ),
        # EP3 and EP4: never a ping at once, and never forgotten either.
        _of(
            "normal",
            ("1d", ("registered_manager",)),
            ("5d", ("registered_manager", "project_lead")),
            repeat="5d",
            back="5d",
        ),
        _of("low", ("5d", ("registered_manager", "project_lead")), repeat="5d", back="20d"),
        # What somebody thinks: it is for whoever looks after staff, and never a ping at once. Source: register FBK.
        _of(
            "feedback",
            ("1d", ("workforce_lead",)),
            ("5d", ("workforce_lead", "registered_manager", "project_lead")),
            repeat="10d",
            back="20d",
        ),
        # A restricted entry never goes to the floor, so its chain is its own.
        _of("safeguarding", ("0s", ("safeguarding",)), repeat="15m", back="4h"),
        # What is fixed waits for the reporter and for whoever closes it: by day, whatever its urgency was.
        _of(
            "closing",
            ("0s", ("registered_manager",)),
            ("2d", ("registered_manager", "quality_lead")),
            repeat="2d",
            back="12h",
        ),
        # EP6.
        _of(
            "question",
            ("0s", ("in_charge",)),
            ("15m", ("manager_on_duty",)),
            ("60m", ("registered_manager", "project_lead")),
            repeat="1d",
            back="1d",
        ),
        # EP5; the check itself is asked at its own time, and `for_checks` fits the steps to when it is due.
        _of(
            "daily_check",
            ("0s", ("in_charge",)),
            ("210m", ("in_charge",)),
            ("4h", ("registered_manager",)),
            ("7h", ("registered_manager",)),
            ("1d", ("registered_manager", "project_lead")),
            ("2d", ("registered_manager", "project_lead", "quality_lead")),
            repeat="1d",
        ),
    )
}
"""What holds where the settings file says nothing."""

REMINDED_BEFORE = timedelta(minutes=30)
"""How long before it is due whoever has not done the check is reminded. Source: policy EP5."""

MISSED_AFTER = timedelta(hours=3)
"""From the time that a check is due: due 15:00, missed 18:00. Source: policy EP5."""


def for_checks(span: timedelta) -> Policy:
    """The built-in policy of a check that is due `span` after it is asked: reminded before.

    The manager is told when it is due, and again when it is missed.
    """
    known = DEFAULTS["daily_check"]
    asked, reminded, late, missed, *rest = known.steps
    before = span - min(REMINDED_BEFORE, span / 2)
    told = (replace(late, after=span), replace(missed, after=span + MISSED_AFTER))
    return replace(known, steps=(asked, replace(reminded, after=before), *told, *rest))
