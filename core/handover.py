"""The start of a shift: what the incoming person in charge gets, accepts by name, and tells everybody.

Source: rules, scheduled job J3; decisions, People and shifts. The card is pure; the three functions
at the end are units of work.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from core import handlers, words
from core.access import may_read
from core.audit import Event, last
from core.card import Act, Block, Button, Buttons, Card, Pick, Words
from core.decide import Moved
from core.digest_numbers import serious_of
from core.drawn import HOLDING, names
from core.handlers import Desk
from core.labels import Urgency
from core.moment import clock_time, how_old
from core.people import Person
from core.phone import fits
from core.ports import Message, Priority, UnitOfWork
from core.register import Entry
from core.registers.checks import DUE, MISSED, Check
from core.registers.issues.moves import CONTROLS
from core.registers.issues.table import NEW, SERIOUS, UNFIXED, Control, Issue
from core.registers.questions import Question
from core.standing import Open, Standing, Waits

TOOK_OVER, TOLD, NOT_TOLD = "took_over", "told_at_handover", "not_told"
"""Facts of the trail: who came on shift and has it; who was told; who was not there after all."""

IN_FORCE = (Control.ORDERED, Control.IN_PLACE)

MOST_CRITICAL = 4
"""Critical ones on one screen; the others are a tap away, as each is accepted by itself."""

MOST_CONTROLS = 3
LONGEST_PLACE = 28
SHIFT_LASTS = timedelta(hours=14)
"""How far back "Told everyone" of this shift is looked for. Source: decisions, "I'm in charge" holds 14 h."""

USUAL = frozenset(value for value, _ in CONTROLS)
"""Controls in the provider's own set words. Others are somebody's free text, and stay out of messages like these."""


def card(standing: Standing, person: Person, service: str, first: int = 0) -> Card | None:
    """What is open at the service, for who is in charge now, on one screen; None where there is nothing to see.

    `first` is the place of the first critical one shown.
    """
    here = tuple(o for o in standing.within((service,)).open if _theirs(standing, o, person))
    if not here:
        return None
    tried = tuple(_with(standing, person, service, here, first, shown) for shown in range(MOST_CRITICAL, 0, -1))
    return next((card for card in tried if fits(card)), tried[-1])


def _with(standing: Standing, person: Person, service: str, here: tuple[Open, ...], first: int, shown: int) -> Card:
    """The card with so many critical ones on it, from the one at `first`."""
    critical = tuple(o for o in here if is_critical(o))
    rows = critical[first : first + shown]
    left = len(critical) - first - len(rows)
    place = standing.directory.service(service)
    more = (Button(label=words.SHOW_MORE.format(n=left), act=_act(service, f"from:{first + len(rows)}")),)
    told = Button(label=words.TOLD_BUTTON, act=_act(service, "told"))
    rest = Button(label=words.BUTTON["open"], act=Act(verb="command", value="open"))
    return Card(
        heading=words.SHIFT_START.format(
            name=person.first_name[:LONGEST_PLACE],
            place=(place.name if place else service)[:LONGEST_PLACE],
            counts=words.SHIFT_COUNTS.format(n=len(here), serious=serious_of(here)),
        ),
        body=(
            *(block for o in rows for block in _critical(standing, o, person)),
            *_to_do(here, standing),
            Buttons(buttons=(*(more if left > 0 else ()), told, rest)),
        ),
    )


def matters(standing: Standing, service: str) -> bool:
    """Whether whoever comes in charge is sent it unasked: for a printer that waits for the day nobody is.

    Source: rules, scheduled job J3: open critical and high, controls; checks and questions that wait for an answer.
    """
    return any(
        o.urgency in SERIOUS
        or o.waits in (Waits.CHECK, Waits.YES)
        or getattr(o.entry, "control", "") in IN_FORCE
        or (isinstance(o.entry, Question) and o.waits is Waits.ANSWER)
        for o in standing.within((service,)).open
    )


def _theirs(standing: Standing, found: Open, person: Person) -> bool:
    return may_read(found.register, found.entry, person.id, standing.present, standing.now)


def is_critical(found: Open) -> bool:
    """Whether it is one that is accepted by name: critical, and not fixed yet."""
    return isinstance(found.entry, Issue) and found.urgency is Urgency.CRITICAL and found.entry.state in UNFIXED


def _act(service: str, value: str) -> Act:
    return Act(verb="shift", ref=service, value=value)


def _critical(standing: Standing, found: Open, person: Person) -> tuple[Block, ...]:
    entry = found.entry
    if found.holder == person.id:
        state = words.SHIFT_YOURS
    elif found.holder is not None:
        state = words.SHIFT_HAS_IT.format(who=standing.directory.person(found.holder).first_name[:LONGEST_PLACE])
    else:
        state = words.NOBODY_YET
    danger = words.DANGER.get(getattr(entry, "danger", ""))
    line = words.SHIFT_CRITICAL.format(
        age=how_old(standing.now - entry.reported_at),
        what=danger or words.CATEGORY[entry.category],
        state=state,
        ref=entry.ref,
    )
    if found.holder == person.id or entry.reported_by == person.id:
        # What they hold needs no taking; their own report is answered by somebody else.
        pressed = Button(label=words.BUTTON["see"].format(ref=entry.ref), act=Act(verb="see", ref=entry.ref))
    else:
        pressed = Button(label=words.TAKE_IT.format(ref=entry.ref), act=Act(verb="take_over", ref=entry.ref))
    return Words(text=line), Buttons(buttons=(pressed,))


def _to_do(here: tuple[Open, ...], standing: Standing) -> tuple[Words, ...]:
    """Controls to keep up and checks due, in a line each."""
    kept = [o.entry for o in here if isinstance(o.entry, Issue) and o.entry.control == Control.IN_PLACE]
    checks = sorted((o.entry for o in here if isinstance(o.entry, Check)), key=lambda check: check.due_at)
    due, missed = ([c for c in checks if c.state == state] for state in (DUE, MISSED))
    lines = []
    if kept:
        named = [words.A_CONTROL_OF.format(control=_control(issue), ref=issue.ref) for issue in kept[:MOST_CONTROLS]]
        more = len(kept) - len(named)
        lines.append(
            words.CONTROLS_TO_KEEP.format(
                what=", ".join((*named, *((words.SOME_MORE.format(n=more),) if more else ())))
            )
        )
    lines += [_check(check, standing) for check in (*missed[-1:], *due[:1])]
    return (Words(text="\n".join(lines)),) if lines else ()


def _check(check: Check, standing: Standing) -> str:
    if check.state == MISSED:
        return words.CHECKS_MISSED.format(day=f"{check.day:%A}")
    said = words.CHECKS_DUE if standing.now <= check.due_at else words.CHECKS_OVERDUE
    return said.format(due=clock_time(check.due_at, standing.directory.service(check.service)))


def _control(issue: Issue) -> str:
    return issue.control_words if issue.control_words in USUAL else "the control"


# ---- units of work


def take_over(uow: UnitOfWork, desk: Desk, now: datetime, person: Person, ref: str, channel: str) -> str:
    """The incoming person in charge accepts one critical entry by name; answers with what they are told.

    Where nobody had answered it is the answer. Where somebody had, the trail says who has it from now
    on; no deadline moves, and whoever works on it goes on.
    """
    entry = uow.entry(ref)
    directory = uow.directory()
    if not isinstance(entry, Issue) or entry.restricted or entry.state not in UNFIXED:
        return words.NOT_FOUND.format(ref=ref) if entry is None or entry.restricted else words.OLD_BUTTON
    if person.id not in directory.in_charge(entry.service, now):
        return words.NOT_IN_CHARGE
    if entry.state in NEW:
        done = handlers.move(uow, desk, now, person, ref, "acknowledge", {}, channel=channel)
        if done is None or not isinstance(done[1], Moved):
            return getattr(done[1], "why", words.OLD_BUTTON) if done else words.NOT_FOUND.format(ref=ref)
    held = last(uow.trail(ref), *HOLDING)
    if held is not None and held.by == person.id and held.verb == TOOK_OVER:
        return words.TOOK_OVER_BEFORE.format(ref=ref)
    uow.record(_fact(entry, now, person, TOOK_OVER, channel=channel, shown=True))
    uow.redraw(ref)
    if held is None or held.by != person.id:
        _tell_reporter(uow, now, person, entry)
    return words.TOOK_OVER.format(ref=ref)


def _tell_reporter(uow: UnitOfWork, now: datetime, person: Person, entry: Entry) -> None:
    hearer = uow.directory().person(entry.reported_by)
    who = person.first_name if hearer.known else words.SOMEBODY
    said = Card(heading=words.TOOK_OVER_NEWS.format(who=who, ref=entry.ref))
    if hearer.id != person.id:
        key = f"took_over:{entry.ref}:{person.id}:{now.isoformat()}"
        uow.send(Message(key=key, person=hearer.id, priority=Priority.NEWS, card=said), now)


def _fact(
    entry: Entry, now: datetime, by: Person, verb: str, people: Iterable[int] = (), *, channel: str, shown: bool = False
) -> Event:
    named = ",".join(map(str, people))
    return Event(
        ref=entry.ref,
        at=now,
        by=by.id,
        verb=verb,
        frm=entry.state,
        to=entry.state,
        evidence={"people": named} if named else {},
        shown_to_reporter=shown,
        channel=channel,
    )


def tell_everyone(
    uow: UnitOfWork, now: datetime, person: Person, service: str, standing: Standing, channel: str
) -> Card:
    """All on shift count as told about what is open there; then those who were not there are unticked."""
    directory = uow.directory()
    if person.id not in directory.in_charge(service, now):
        return Card(heading=words.NOT_IN_CHARGE)
    here = tuple(o for o in standing.within((service,)).open if _theirs(standing, o, person) and o.entry.service)
    others = tuple(p for p in directory.on_shift(service, now) if p != person.id)
    if not here:
        return Card(heading=words.TOLD_NOTHING)
    if not others:
        return Card(heading=words.TOLD_NOBODY)
    for found in here:
        if _told(found, person.id, now) is None:
            uow.record(_fact(found.entry, now, person, TOLD, others, channel=channel))
    missing = {p for found in here for p in _not_told(found, now)}
    return _who_was_there(standing, service, tuple(p for p in others if p not in missing), len(here))


def _who_was_there(standing: Standing, service: str, people: tuple[int, ...], n: int) -> Card:
    options = tuple(
        Button(
            label=words.WAS_NOT_THERE.format(who=standing.directory.person(p).name[:60]), act=_act(service, f"not:{p}")
        )
        for p in people
    )
    heading = words.TOLD_ALL.format(who=names(standing.directory, people) or words.NOBODY, n=n)
    return Card(heading=heading, body=(_offered(options),) if options else ())


def _offered(options: tuple[Button, ...]) -> Buttons | Pick:
    return (
        Buttons(buttons=options)
        if len(options) <= MOST_CONTROLS
        else Pick(label=words.CHOOSE_ONE, options=options[:99])
    )


def _told(found: Open, by: int, now: datetime) -> Event | None:
    told = last(found.trail, TOLD)
    return told if told is not None and told.by == by and now - told.at < SHIFT_LASTS else None


def _not_told(found: Open, now: datetime) -> set[int]:
    gone = (e for e in found.trail if e.verb == NOT_TOLD and now - e.at < SHIFT_LASTS)
    return {int(p) for event in gone for p in event.evidence["people"].split(",")}


def untick(
    uow: UnitOfWork, now: datetime, person: Person, service: str, missing: int, standing: Standing, channel: str
) -> str:
    """Somebody was not at the handover after all: they still have to be told. Answers with what is said to that."""
    if person.id not in uow.directory().in_charge(service, now):
        return words.NOT_IN_CHARGE
    found = [
        o
        for o in standing.within((service,)).open
        if (told := _told(o, person.id, now)) is not None
        and str(missing) in told.evidence["people"].split(",")
        and missing not in _not_told(o, now)
    ]
    if not found:
        return words.OLD_BUTTON
    for o in found:
        uow.record(_fact(o.entry, now, person, NOT_TOLD, (missing,), channel=channel))
    return words.NOT_TOLD.format(who=uow.directory().person(missing).first_name)
