"""Daily checks, applied: opens them when their time comes, finds whoever has them now, and logs what was found."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from core import audit, chasing, checks, due, handlers, joining, missed, words
from core import found as reading
from core.audit import Event
from core.checks import Planned
from core.decide import Refused, decide
from core.handlers import Desk
from core.labels import Category, Danger, Kind, Role, Urgency
from core.people import Directory, Person, at_night
from core.policy import MISSED_AFTER
from core.ports import Chase, Message, Priority, Sender, UnitOfWork
from core.register import Entry
from core.registers import CHECKS
from core.registers.checks import CLEARED, DUE, FOUND, LOGGED_LEFT, MISSED, NOT_NEEDED, Check, finders
from core.understanding.meaning import Meaning

NOBODY = 0
"""Who reported a check: no person did, so nobody is left out of those who may be asked."""

LOOK_BACK = timedelta(hours=36)
"""How old a check of today can be, in whatever time zone."""

MOST = 10_000
"""Checks that are looked at: more services than any provider has."""

Understand = Callable[[str], Meaning]


def waiting(uow: UnitOfWork, desk: Desk, now: datetime) -> tuple[Planned | str, ...]:
    """What time has brought: checks to open, and references of checks to look after."""
    directory = uow.directory()
    wanted = checks.wanted(directory.services, _recent(uow, now), now, desk.checks)
    open_still = (c for c in uow.entries(CHECKS, open_only=True, limit=MOST) if isinstance(c, Check))
    return (*wanted, *(c.ref for c in open_still if _needs_a_look(uow, desk, c, now)))


def _recent(uow: UnitOfWork, now: datetime) -> tuple[Check, ...]:
    found = uow.entries(CHECKS, since=now - LOOK_BACK, limit=MOST)
    return tuple(check for check in found if isinstance(check, Check))


def _needs_a_look(uow: UnitOfWork, desk: Desk, check: Check, now: datetime) -> bool:
    """Cheap to ask every few seconds: the trail is read only where somebody else may have it by now."""
    if check.state != DUE:
        return False
    if _one_system(uow, check) or checks.is_missed(check, now):
        return True
    return bool(_newly(uow, check, now)) or _too_soon(uow, desk, check) is not None


def _one_system(uow: UnitOfWork, check: Check) -> bool:
    """Whether time ends the check: there is nothing to compare any more. What was found is logged by a person first."""
    service = uow.directory().service(check.service)
    return not check.redacted and (service is None or not checks.two_systems(service))


def _newly(uow: UnitOfWork, check: Check, now: datetime) -> tuple[int, ...]:
    """Who is asked now beside the policy's own steps."""
    directory = uow.directory()
    in_charge = directory.in_charge(check.service, now)
    late = now >= check.due_at
    if (check.asked_of in in_charge and not late) or at_night(directory.service(check.service), now):
        return ()
    trail = uow.trail(check.ref)
    offered = late or audit.last(trail, "cannot_now") is not None
    return checks.to_ask(trail, in_charge, now, _others(directory, check, now) if offered else ())


def _others(directory: Directory, check: Check, now: datetime) -> tuple[int, ...]:
    """Team leaders on this shift beside who is in charge. Source: policy EP5, model conversation C06."""
    here, leaders = directory.on_shift(check.service, now), directory.holders(Role.TEAM_LEADER, check.service)
    return tuple(p for p in leaders if p in here and p not in directory.in_charge(check.service, now))


def offered_to(uow: UnitOfWork, entry: Entry, verb: str, now: datetime) -> str:
    """First names of those who are asked at once, because somebody can't do a check; empty where there is nobody."""
    if not isinstance(entry, Check) or verb != "cannot_now":
        return ""
    directory = uow.directory()
    return words.names(directory.person(p).first_name for p in _newly(uow, entry, now))


def _too_soon(uow: UnitOfWork, desk: Desk, check: Check) -> Chase | None:
    """The asking put off, where the policy would remind whoever has just said that they can't."""
    if check.asked_of is not None:
        return None
    cannot, chase = audit.last(uow.trail(check.ref), "cannot_now"), uow.chase(check.ref)
    if cannot is None or chase is None:
        return None
    # What is due is told at its time, whatever anybody said.
    until = min(cannot.at + checks.AGAIN_AFTER, check.due_at)
    later = due.not_before(chase, desk.policies[CHECKS.policy(check)], until)
    return later if later != chase else None


def step(uow: UnitOfWork, desk: Desk, now: datetime, what: Planned | str) -> None:
    """What time has brought to one check. Raises ValueError or Stale where another process was sooner."""
    if isinstance(what, Planned):
        begin(uow, desk, now, what)
    else:
        look_after(uow, desk, now, what)


def is_settled(uow: UnitOfWork, desk: Desk, now: datetime, what: Planned | str) -> bool:
    """Whether nothing is left of it to be done."""
    return what not in waiting(uow, desk, now)


def look_after(uow: UnitOfWork, desk: Desk, now: datetime, ref: str) -> None:
    """One check that is due: not needed any more, missed, or somebody else has it now."""
    check = uow.entry(ref)
    if not isinstance(check, Check) or check.state != DUE:
        return
    if _one_system(uow, check):
        _by_itself(uow, now, check, "not_needed", NOT_NEEDED, reason=words.CHECK_ONE_SYSTEM)
        if (chase := uow.chase(ref)) is not None:
            uow.put_chase(due.over(chase))
        return
    if checks.is_missed(check, now):
        _missed(uow, desk, now, check)
        return
    if (later := _too_soon(uow, desk, check)) is not None:
        uow.put_chase(later)
    if people := _newly(uow, check, now):
        _ask(uow, now, check, people)


def _by_itself(uow: UnitOfWork, now: datetime, check: Check, verb: str, to: str, **evidence: str) -> None:
    """A move that time makes."""
    before = check.state
    uow.change(check, {"state": to, "late": check.late or to == MISSED})
    uow.record(Event(ref=check.ref, at=now, by=None, verb=verb, frm=before, to=to, evidence=evidence))
    uow.redraw(check.ref)


def _missed(uow: UnitOfWork, desk: Desk, now: datetime, check: Check) -> None:
    """Nobody did it: it goes up, the further the more of them were missed lately."""
    since = now - missed.WITHIN - LOOK_BACK
    kept = uow.entries(CHECKS, service=check.service, since=since, limit=MOST)
    earlier = missed.before(check, (c for c in kept if isinstance(c, Check)))
    facts = {"before": str(earlier.missed)} if earlier.missed else {}
    _by_itself(uow, now, check, "missed", MISSED, **facts)
    if (chase := uow.chase(check.ref)) is not None:
        policy = desk.policies[CHECKS.policy(check)]
        after = desk.checks.span + MISSED_AFTER
        uow.put_chase(missed.further_up(chase, policy, after, earlier.climbs, now))


def _ask(uow: UnitOfWork, now: datetime, check: Check, people: Sequence[int]) -> None:
    """Ask whoever has come on, or whoever could not do it before."""
    in_charge = uow.directory().in_charge(check.service, now)
    if (first := next((p for p in people if p in in_charge), None)) is not None:
        uow.change(check, {"asked_of": first})
    asked = {"people": ",".join(map(str, people))}
    uow.record(Event(ref=check.ref, at=now, by=None, verb=audit.ASKED, frm=check.state, to=check.state, evidence=asked))
    for person in people:
        key = f"check:{check.ref}:{check.version}:{person}"
        message = Message(
            key=key, person=person, priority=Priority.PING, ref=check.ref, view="ping", ping=True, params={}
        )
        uow.send(message, now)
    uow.redraw(check.ref)


def is_open(uow: UnitOfWork, plan: Planned, now: datetime) -> bool:
    """Whether the check of that service and day is there."""
    return any((c.service, c.day) == (plan.service, plan.day) for c in _recent(uow, now))


def begin(uow: UnitOfWork, desk: Desk, now: datetime, plan: Planned) -> Entry | None:
    """Open the check of one service and day, and ask at once; None where it is there already."""
    if is_open(uow, plan, now):
        return None
    directory = uow.directory()
    in_charge = directory.in_charge(plan.service, now)
    check = Check(
        ref=uow.next_ref(CHECKS),
        service=plan.service,
        state=CHECKS.first,
        urgency=Urgency.NORMAL.value,
        kind=Kind.OTHER.value,
        category=Category.NONE.value,
        reported_by=NOBODY,
        logged_by=NOBODY,
        reported_at=now,
        happened_at=plan.asked_at,
        sealed=uow.seal(""),
        redacted="",
        template=checks.TEMPLATE,
        day=plan.day,
        asked_of=in_charge[0] if in_charge else None,
        due_at=plan.due_at,
    )
    uow.add(check)
    facts = {"day": plan.day.isoformat(), "due": plan.due_at.isoformat()}
    uow.record(Event(ref=check.ref, at=now, by=None, verb="planned", frm="", to=check.state, evidence=facts))
    policy = desk.policies[CHECKS.policy(check)]
    # The steps count back from when it is due, so that what is asked late climbs no sooner than it may.
    chase = due.begin(check.ref, CHECKS.name, policy, plan.due_at - desk.checks.span)
    asked_late = replace(chase, next_at=plan.asked_at)
    uow.put_chase(asked_late)
    chasing.step(uow, desk.policies, asked_late, now)
    return check


# ---- what was found ------------------------------------------------------------------------------


def may_do(uow: UnitOfWork, now: datetime, person: Person, check: Check, seen: int = 0) -> Refused | None:
    """Why somebody may not do this check now, or None."""
    directory, trail = uow.directory(), uow.trail(check.ref)
    decision = decide(CHECKS, check, "done", person, {}, directory, now, trail=trail, seen=seen)
    return decision if isinstance(decision, Refused) else None


def found(
    uow: UnitOfWork, desk: Desk, now: datetime, person: Person, check: Check, text: str, *, instead: bool = False
) -> None:
    """Keep what somebody found before anything is asked about it; `instead` of what was kept before."""
    before = "" if instead else uow.unseal(check.sealed)
    whole = f"{before}\n{text}".strip()
    uow.change(check, {"sealed": uow.seal(whole), "redacted": desk.redact(whole)})
    uow.record(
        Event(
            ref=check.ref,
            at=now,
            by=person.id,
            verb=FOUND,
            frm=check.state,
            to=check.state,
            note=desk.redact(text),
        )
    )
    uow.redraw(check.ref)


_GOES_ON = re.compile(r"(?:(?:and|but|so|then)\s+)*(?:he|she|they|him|her|his|their|this|that|it)\b", re.I)
"""How a part begins that goes on about the one before it."""


def apart(text: str, understand: Understand) -> tuple[tuple[tuple[str, Meaning], ...], str]:
    """What may be about harm done to somebody, each a report of its own, and the rest, which the check may keep.

    A check is read by everybody who leads, and perhaps by the one who is complained about.
    """
    parts = tuple((part, understand(part)) for part in checks.findings(text))
    harm: list[str] = []
    others: list[str] = []
    told_before = False
    for part, meaning in parts:
        goes_on = told_before and _GOES_ON.match(part) is not None
        told_before = goes_on or meaning.danger is Danger.SAFEGUARDING
        if goes_on:
            harm[-1] += f"; {part}"
        else:
            (harm if told_before else others).append(part)
    if not harm and understand(text).danger is not Danger.SAFEGUARDING:
        return (), text
    if not harm:  # only the parts together tell it
        harm, others = [text], []
    return tuple((part, _restricted(understand(part))) for part in harm), checks.as_typed(text, others)


def _restricted(meaning: Meaning) -> Meaning:
    """What goes on about harm stays about harm, whatever the longer text is taken for."""
    return replace(meaning, danger=Danger.SAFEGUARDING)


def set_apart(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    sender: Sender,
    person: Person,
    check: Check,
    harm: Sequence[tuple[str, Meaning]],
) -> None:
    """Each is reported at once, with a receipt of its own. Nothing of it stands in the check, not even its number."""
    for text, meaning in harm:
        _log_one(uow, desk, now, sender, person, check, text, meaning)


def understood(uow: UnitOfWork, check: Check, understand: Understand) -> tuple[tuple[str, Meaning], ...]:
    """The problems that are kept with a check, each with what it was taken for.

    What is urgent as a whole and in none of its parts stays together: it was cut in the wrong place.
    """
    text = uow.unseal(check.sealed)
    if not text.strip():
        return ()
    parts = tuple((part, reading.understood(part, understand)) for part in checks.findings(text))
    whole = understand(text)
    torn = handlers.urgent(whole) and not any(handlers.urgent(meaning) for _, meaning in parts)
    return ((text, whole),) if torn else parts


def clear(uow: UnitOfWork, now: datetime, person: Person, check: Check) -> bool:
    """All agree after all: only whoever typed it takes it back, and it stays in the trail. False for anybody else."""
    if finders(uow.trail(check.ref)) != (person.id,):
        return False
    uow.change(check, {"sealed": uow.seal(""), "redacted": ""})
    uow.record(Event(ref=check.ref, at=now, by=person.id, verb=CLEARED, frm=check.state, to=check.state))
    uow.redraw(check.ref)
    return True


def log(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    sender: Sender,
    person: Person,
    check: Check,
    parts: Sequence[tuple[str, Meaning]],
    looked: int,
) -> tuple[str, ...]:
    """Each problem becomes an entry of its own, linked to the check, and the check is done; their references."""
    refs = tuple(_log_one(uow, desk, now, sender, person, check, text, meaning) for text, meaning in parts)
    # Whoever reads the check must not learn of a report that is not theirs to see.
    named = tuple(ref for ref in refs if (entry := uow.entry(ref)) is not None and not entry.restricted)
    evidence = checks.answers(parts, looked, named).evidence()
    handlers.move(uow, desk, now, person, check.ref, "done", {"result": "problems", **evidence}, channel=sender.channel)
    return refs


def log_left(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    sender: Sender,
    person: Person,
    check: Check,
    parts: Sequence[tuple[str, Meaning]],
) -> tuple[str, ...]:
    """What was found and not logged when somebody ended the check otherwise: entries of whoever found it."""
    finder = next((uow.directory().person(p) for p in reversed(finders(uow.trail(check.ref)))), person)
    refs = tuple(_log_one(uow, desk, now, sender, finder, check, *part, writer=person) for part in parts)
    # Whoever may read the check need not learn that something about safeguarding is there.
    open_to_all = (ref for ref, (_, m) in zip(refs, parts, strict=True) if m.danger is not Danger.SAFEGUARDING)
    listed = {"refs": ",".join(open_to_all)}
    uow.record(
        Event(ref=check.ref, at=now, by=person.id, verb=LOGGED_LEFT, frm=check.state, to=check.state, evidence=listed)
    )
    uow.redraw(check.ref)
    return refs


def stands_alone(meaning: Meaning) -> bool:
    """Whether a problem needs a receipt of its own: it is too urgent, or something has to be asked or answered."""
    return handlers.urgent(meaning) or meaning.ask or handlers.is_question(meaning)


def _log_one(
    uow: UnitOfWork,
    desk: Desk,
    now: datetime,
    sender: Sender,
    person: Person,
    check: Check,
    text: str,
    meaning: Meaning,
    *,
    writer: Person | None = None,
) -> str:
    """One entry of whoever found it; `writer` is who ended the check, where that is somebody else."""
    alone = stands_alone(meaning)
    told_by = writer if writer is not None and writer.id != person.id else None
    entry = handlers.report(
        uow, desk, now, sender, person, check.service, text, meaning, now, receipt=alone, told_by=told_by
    )
    if told_by is not None:
        joining.tell_whose_it_is(uow, now, told_by, entry)
    link = {"check": check.ref}
    uow.record(
        Event(
            ref=entry.ref,
            at=now,
            by=person.id,
            verb="from_check",
            frm=entry.state,
            to=entry.state,
            evidence=link,
        )
    )
    return entry.ref
