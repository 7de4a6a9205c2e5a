"""The append-only trail: who did what to which entry, when, with what evidence.

It serves history, news to the reporter, evidence and measures; the store chains each event to the
one before by hash, so that a changed, removed or reordered event is found by `verify`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

REPORTED, ASKED, NOBODY, UNREACHED = "reported", "asked", "nobody_to_ask", "not_reached"
SAID_AGAIN, LOOKED, REFUSED, ADDED = "said_again", "looked", "refused", "added_words"
PHOTO_ADDED, PHOTO_LOOKED, PHOTO_OPENED = "photo_added", "photo_looked", "photo_opened"
PHOTO_REMOVED = "photo_removed"
CARE_UNANSWERED = "care_unanswered"
OFFERED_RULES = "offered_rules"
WHO_TOLD = "asked_who_told"

OPENED_AGAIN = ("reopen", "not_fixed", "still_not_sure")
"""Verbs after which what was answered before no longer counts."""


@dataclass(frozen=True, kw_only=True)
class Event:
    """One fact of the trail. `by` is None when time did it.

    `note` and `evidence` are redacted; `frm` and `to` are states, equal when it stayed.
    """

    ref: str
    at: datetime
    by: int | None
    verb: str
    frm: str
    to: str
    note: str = ""
    evidence: Mapping[str, str] = field(default_factory=dict)
    shown_to_reporter: bool = False
    channel: str = ""
    seq: int = 0


def last(trail: Iterable[Event], *verbs: str) -> Event | None:
    """The newest event with one of the verbs."""
    return next((event for event in reversed(tuple(trail)) if event.verb in verbs), None)


def nobody_reached(trail: Iterable[Event]) -> bool:
    """Whether the newest messages that asked somebody have all turned out to be undeliverable."""
    events = tuple(trail)
    newest = max((place for place, event in enumerate(events) if event.verb == ASKED), default=0)
    asked = {person for event in events[newest:] if event.verb == ASKED for person in _people(event)}
    return asked <= {person for event in events[newest:] if event.verb == UNREACHED for person in _people(event)}


def _people(event: Event) -> tuple[int, ...]:
    return tuple(int(person) for person in event.evidence["people"].split(",") if person)


def asked_people(trail: Iterable[Event]) -> tuple[int, ...]:
    """Everybody who was asked and reached since the entry was opened or opened again, in the order asked."""
    people: dict[int, None] = {}
    for event in trail:
        if event.verb in OPENED_AGAIN:
            people.clear()
        if event.verb == ASKED:
            people |= dict.fromkeys(_people(event))
        if event.verb == UNREACHED:
            people = {person: None for person in people if person not in _people(event)}
    return tuple(people)
