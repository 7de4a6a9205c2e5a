"""Recording rules: every version is a row of its own, and only its count of doubts ever changes."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from adapters.store.tables import RECORDING_RULE
from adapters.store.unit import Unit
from core.labels import RecordArea
from core.rules import PREFIX, CopyTo, Draft, MainRecord, Rule, next_version

CHANGED_AS = "recording rules"
"""The counter that steps on every new version, in whatever process it was made."""

NUMBERED_AS = "recording rule"

ALL_RULES = select(RECORDING_RULE).order_by(RECORDING_RULE.c.number, RECORDING_RULE.c.version)
NEW_RULE = insert(RECORDING_RULE)
DOUBTED = (
    update(RECORDING_RULE)
    .where(RECORDING_RULE.c.number == bindparam("this_number"), RECORDING_RULE.c.version == bindparam("this_version"))
    .values(doubts=RECORDING_RULE.c.doubts + 1)
)


class Rules(Unit):
    """The table of recording rules."""

    def rules_changed(self) -> int:
        """A number that steps whenever a rule is added."""
        return self._last_number(CHANGED_AS)

    def rules(self) -> tuple[Rule, ...]:
        """Every version of every rule."""
        return tuple(map(_rule, self._rows(ALL_RULES)))

    def put_rule(self, draft: Draft) -> Rule | None:
        """Keep what is new as the next version of its rule, beside the old ones; None if nothing is new."""
        rule = next_version(draft, self.rules(), self._new_number, self._means.now())
        if rule is None:
            return None
        self._do(NEW_RULE, _row(rule))
        self._next_number(CHANGED_AS)
        return rule

    def doubt_rule(self, number: str, version: int) -> None:
        """One more person was left not sure by that version."""
        self._do(DOUBTED, {"this_number": number, "this_version": version})

    def _new_number(self) -> str:
        return f"{PREFIX}-{self._next_number(NUMBERED_AS)}"


def _row(rule: Rule) -> dict[str, Any]:
    listed = {"keywords": "\n".join(rule.keywords), "services": "\n".join(rule.services)}
    named = {"area": rule.area.value, "main_record": rule.main_record.value, "copy_to": rule.copy_to.value}
    return {**vars(rule), **listed, **named}


def _rule(row: Mapping[Any, Any]) -> Rule:
    values = dict(row)
    return Rule(
        **{
            **values,
            "area": RecordArea(values["area"]),
            "main_record": MainRecord(values["main_record"]),
            "copy_to": CopyTo(values["copy_to"]),
            "keywords": tuple(values["keywords"].splitlines()),
            "services": tuple(values["services"].splitlines()),
        }
    )
