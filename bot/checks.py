"""The daily check in talk: what was looked at, what was found in one line, and the calendar of checks."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from bot import moves
from bot.talk import Talk, button, question
from core import access, checking, checks, handlers, words
from core.advice import advice_for
from core.audit import asked_people
from core.card import Act, Button, Buttons, Card, Words
from core.labels import CareRisk, Danger
from core.people import Service
from core.ports import Submitted
from core.registers import CHECKS
from core.registers.checks import DUE, MISSED, Check
from core.registers.issues.table import SERIOUS
from core.understanding.meaning import Meaning

FINDINGS, LOOKED = "findings", "looked_at"
"""What the dialogue waits for: what was found, in one line; how many people were looked at."""

DAYS = 14
MOST_SERVICES = 10
"""Services in one calendar: about what a phone can hold."""

MOST_SEEN = 5
"""Buttons to look at what was logged; the others are listed by "my reports"."""

SHOWN = 200
"""Characters of one problem that the question shows; the whole of it is kept."""

FEWER = ("1", "2", "3", "4")


# ---- what was looked at ----------------------------------------------------------------------------


def all_agree(talk: Talk, act: Act) -> str:
    """Everything agrees, and so many people were looked at."""
    return moves.make(talk, act.ref, "done", {"result": "ok", "looked_at": act.value}, seen=act.version)


def how_many(talk: Talk, act: Act) -> str:
    """Asked by whoever looked at fewer than is asked for: no check is done without a number."""
    check = _theirs(talk, act)
    return _how_many(talk, check, "check_log" if check.redacted else "check_ok") if check else "refused"


def _how_many(talk: Talk, check: Check, verb: str) -> str:
    talk.wait_for(LOOKED, check.ref, verb=verb)
    choices = (Button(label=n, act=_act(check, verb, n)) for n in FEWER)
    talk.say(
        question(words.CHECK_HOW_MANY.format(ref=check.ref), *choices, button(words.CHECK_ENOUGH, verb, check.ref, "5"))
    )
    return "how many"


def _act(check: Check, verb: str, value: str = "") -> Act:
    return Act(verb=verb, ref=check.ref, version=check.version, value=value)


# ---- what was found --------------------------------------------------------------------------------


def ask_findings(talk: Talk, act: Act) -> str:
    """Found problems: they are typed in one line."""
    check = _theirs(talk, act)
    if check is None:
        return "refused"
    talk.wait_for(FINDINGS, check.ref, instead="yes" if act.verb == "check_change" else "")
    talk.say(Card(heading=words.CHECK_WHAT_FOUND.format(ref=check.ref), body=(Words(text=words.CHECK_FOR_EXAMPLE),)))
    return "asked what was found"


def typed(talk: Talk, text: str, meaning: Meaning) -> str:
    """What was typed as what was asked for; empty for anything else. A danger is a report of its own."""
    waiting = talk.waiting()
    if waiting.waiting not in (FINDINGS, LOOKED) or meaning.danger is not Danger.NONE:
        return ""
    check = _theirs(talk, Act(verb="", ref=waiting.ref))
    if check is None:
        return ""
    if waiting.waiting == LOOKED:
        number = text.strip()
        act = _act(check, waiting.data["verb"], number)
        return _PRESSES[act.verb](talk, act) if re.fullmatch(r"[1-9]\d{0,2}", number) else ""
    return _found(talk, check, text, checks.looked_at(text), instead=bool(waiting.data.get("instead")))


def _found(talk: Talk, check: Check, text: str, looked: int, *, instead: bool = False) -> str:
    """Kept first, harm apart; then one question, unless something in it is too urgent to wait for an answer."""
    harm, rest = checking.apart(text, talk.understand)
    checking.set_apart(talk.uow, talk.desk, talk.now, talk.sender, talk.person, check, harm)
    talk.stop_waiting()
    if not rest:
        talk.say(words.CHECK_STILL_WAITS.format(ref=check.ref))
        return "reported apart"
    checking.found(talk.uow, talk.desk, talk.now, talk.person, check, rest, instead=instead)
    parts = checking.understood(talk.uow, check, talk.understand)
    if any(handlers.urgent(meaning) for _, meaning in parts):
        return _log(talk, check, parts, looked, words.CHECK_LOGGED_AT_ONCE)
    _confirm(talk, check, parts, looked)
    return "found"


def _confirm(talk: Talk, check: Check, parts: Sequence[tuple[str, Meaning]], looked: int) -> None:
    asked = words.CHECK_UNDERSTOOD_ONE if len(parts) == 1 else words.CHECK_UNDERSTOOD
    lines = "\n".join(f"{number}. {_taken_as(meaning)}" for number, (_, meaning) in enumerate(parts, 1))
    known = (Button(label=words.CHECK_LOG, act=_act(check, "check_log", str(looked))),)
    unknown = (
        Button(label=words.CHECK_LOG_ENOUGH, act=_act(check, "check_log", str(checks.ENOUGH))),
        Button(label=words.CHECK_LOG_FEWER, act=_act(check, "check_fewer")),
    )
    change = Button(label=words.CHECK_CHANGE, act=_act(check, "check_change"))
    heading = asked.format(n=len(parts), ref=check.ref)
    talk.say(question(heading, *(known if looked else unknown), change, more=lines))


def _taken_as(meaning: Meaning) -> str:
    said = meaning.redacted if len(meaning.redacted) <= SHOWN else f"{meaning.redacted[:SHOWN]}…"
    return f"{words.CATEGORY[meaning.category]}: {said}"


def log(talk: Talk, act: Act) -> str:
    """One tap: each problem becomes an entry, and the check is done."""
    check = _theirs(talk, act)
    if check is None:
        return "refused"
    parts = checking.understood(talk.uow, check, talk.understand)
    if not parts:
        talk.say(words.OLD_BUTTON)
        return "nothing found"
    looked = act.value or str(checks.looked_at(talk.uow.unseal(check.sealed)) or "")
    return _log(talk, check, parts, int(looked), words.CHECK_LOGGED) if looked else _how_many(talk, check, "check_log")


def _log(talk: Talk, check: Check, parts: Sequence[tuple[str, Meaning]], looked: int, said: str) -> str:
    refs = checking.log(talk.uow, talk.desk, talk.now, talk.sender, talk.person, check, parts, looked)
    talk.stop_waiting()
    meanings = [meaning for _, meaning in parts]
    talk.say(_receipt(talk, said.format(refs=words.names(refs), ref=check.ref), refs, meanings))
    return "logged"


def _receipt(talk: Talk, heading: str, refs: Sequence[str], meanings: Sequence[Meaning]) -> Card:
    """One receipt for everything that was found. What has a receipt of its own says the rest there."""
    short = [(ref, m) for ref, m in zip(refs, meanings, strict=True) if not checking.stands_alone(m)]
    lines = (*_advice(talk, short), *_sent_to(talk, short), *(handlers.hidden_note(m) for _, m in short))
    unique = tuple(Words(text=line) for line in dict.fromkeys(lines) if line)
    see = tuple(button(words.BUTTON["see"].format(ref=ref), "see", ref) for ref, _ in short[:MOST_SEEN])
    return Card(heading=heading, body=(*unique, *((Buttons(buttons=see),) if see else ())))


def _advice(talk: Talk, found: Sequence[tuple[str, Meaning]]) -> Iterator[str]:
    """The safe-care advice for what is serious, the one about medicines first."""
    serious = [m for _, m in found if m.urgency in SERIOUS]
    if any(CareRisk.MEDICATION in m.care_risk for m in serious):
        yield words.CHECK_MEDICINE_FIRST
    for meaning in serious:
        advice = advice_for(talk.desk.advice, meaning.category, meaning.care_risk)
        if advice is not None:
            yield f"{advice.first} {advice.more}"
            yield "" if advice.approved_by else words.ADVICE_UNAPPROVED.format(id=advice.name)


def _sent_to(talk: Talk, found: Sequence[tuple[str, Meaning]]) -> Iterator[str]:
    """Who was asked about which at once; never that somebody is coming."""
    directory = talk.uow.directory()
    asked = {ref: asked_people(talk.uow.trail(ref)) for ref, _ in found}
    for people in dict.fromkeys(asked.values()):
        if people:
            who = words.names(directory.person(p).first_name for p in people)
            about = words.names(ref for ref, theirs in asked.items() if theirs == people)
            yield words.CHECK_SENT_TO.format(who=who, refs=about)


def _theirs(talk: Talk, act: Act) -> Check | None:
    """The check, if they may do it now; else they are told why not."""
    check = talk.uow.entry(act.ref)
    if not isinstance(check, Check) or not _readable(talk, check):
        talk.say(words.NOT_FOUND.format(ref=act.ref))
        return None
    refused = checking.may_do(talk.uow, talk.now, talk.person, check, act.version)
    if refused is None:
        return check
    talk.say(refused.why)
    if refused.stale:
        talk.show(check.ref, "ping")
    return None


def _readable(talk: Talk, check: Check) -> bool:
    return access.may_read(CHECKS, check, talk.person.id, talk.uow.directory(), talk.now)


_PRESSES = {
    "check_ok": all_agree,
    "check_fewer": how_many,
    "check_found": ask_findings,
    "check_change": ask_findings,
    "check_log": log,
}


def press(talk: Talk, act: Act) -> str:
    """One of the buttons of a check, a forged one too: its value is a number or nothing."""
    if act.value and not re.fullmatch(r"\d{1,3}", act.value):
        talk.say(words.OLD_BUTTON)
        return "unknown button"
    return _PRESSES[act.verb](talk, act)


PRESSES = frozenset(_PRESSES)


# ---- the form --------------------------------------------------------------------------------------


def submitted(talk: Talk, sent: Submitted, text: str) -> str:
    """The form of the check that waits for them; empty where there is none, so that its words count as new."""
    found = waiting(talk)
    if len(found) != 1:
        talk.say(words.CHECK_WHICH if found else words.CHECK_NOT_WAITING)
        return "" if text else "no check"
    (check,) = found
    number = sent.values.get("looked_at", "").strip()
    looked = int(number) if re.fullmatch(r"[1-9]\d{0,2}", number) else 0
    if text:
        return _found(talk, check, text, looked)
    return all_agree(talk, _act(check, "check_ok", number)) if looked else _how_many(talk, check, "check_ok")


def waiting(talk: Talk) -> tuple[Check, ...]:
    """The checks that they could do now: those of today before those of other days, and theirs before others'."""
    found = [c for c in _open(talk) if checking.may_do(talk.uow, talk.now, talk.person, c) is None]
    home, me = talk.home(), talk.person.id
    nearest = max(((c.state == DUE, c.service == home, c.asked_of == me) for c in found), default=None)
    return tuple(c for c in found if (c.state == DUE, c.service == home, c.asked_of == me) == nearest)


def _open(talk: Talk) -> tuple[Check, ...]:
    theirs = _services(talk)
    found = (c for s in theirs for c in talk.uow.entries(CHECKS, service=s.code, open_only=True))
    return tuple(c for c in found if isinstance(c, Check) and c.state in (DUE, MISSED))


def _services(talk: Talk) -> tuple[Service, ...]:
    directory = talk.uow.directory()
    return tuple(s for s in directory.services if access.answers_for(talk.person.id, s.code, directory, talk.now))


# ---- the calendar ----------------------------------------------------------------------------------


def calendar(talk: Talk, _: re.Match[str]) -> str:
    """The last days of each service, for whoever leads there."""
    theirs = _services(talk)
    if not theirs:
        return ""
    lines = [line for service in theirs[:MOST_SERVICES] if (line := _of_service(talk, service))]
    heading = words.CHECKS_HEADING.format(n=DAYS) if lines else words.CHECKS_NONE_HERE
    talk.say(Card(heading=heading, body=tuple(Words(text=line) for line in lines)))
    return "checks"


def _of_service(talk: Talk, service: Service) -> str:
    """Each day in words, the newest first; empty where there were no checks at all."""
    since = talk.now - timedelta(days=DAYS + 1)
    kept = tuple(c for c in talk.uow.entries(CHECKS, service=service.code, since=since) if isinstance(c, Check))
    if not kept:
        return ""
    today = talk.now.astimezone(service.zone).date()
    days = checks.calendar(service.code, kept, today, DAYS, talk.now)
    counts = checks.counted([service.code], kept, days[-1][0], today, talk.now)[service.code]
    count = words.CHECKS_COUNT.format(
        done=counts.done, late=counts.late, missed=counts.missed, not_needed=counts.not_needed
    )
    return "\n".join((f"{service.name}. {count}", *_runs(days)))


def _runs(days: Sequence[tuple[date, checks.Outcome]]) -> Iterator[str]:
    """A line for each day, or for several in a row that went alike, so that two weeks are seen on a phone."""
    for how, group in groupby(days, key=lambda one: one[1]):
        newest, *others = (day for day, _ in group)
        span = words.CHECK_DAYS.format(start=_day(others[-1]), end=_day(newest)) if others else _day(newest)
        yield f"{span}: {words.CHECK_OUTCOME[how]}"


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%B}"
