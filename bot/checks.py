"""The daily check in talk: what was looked at, what was found in one line, and the calendar of checks."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import groupby

from bot import moves
from bot.found import receipt
from bot.talk import Talk, button, question
from core import access, checking, checks, handlers, words
from core.audit import asked_people
from core.card import Act, Button, Card, Words
from core.found import Said, number, said, short
from core.labels import Danger, Kind, Urgency
from core.people import Service
from core.ports import Dialogue, Submitted
from core.registers import CHECKS
from core.registers.checks import DUE, MISSED, Check, finders
from core.understanding.meaning import Meaning

FINDINGS, LOOKED, CONFIRM = "findings", "looked_at", "check_confirm"
"""What the dialogue waits for: what was found, in one line; how many people were looked at; whether to log it."""

ASKING = (FINDINGS, LOOKED, CONFIRM)

_YES = frozenset({"yes", "yes please", "yep", "yeah", "ok", "okay", "log", "log it", "log them", "please log them"})
_NO = frozenset({"no", "nope", "change", "change it", "wrong", "not right"})

MOST_HARMLESS = 4
"""Words of an answer that says no number and nothing of its own, such as "most of them"."""

DAYS = 14
MOST_SERVICES = 10
"""Services in one calendar: about what a phone can hold."""

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


def _how_many(talk: Talk, check: Check, verb: str, asked: str = words.CHECK_HOW_MANY) -> str:
    talk.wait_for(LOOKED, check.ref, verb=verb)
    choices = (Button(label=n, act=_act(check, verb, n)) for n in FEWER)
    talk.say(question(asked.format(ref=check.ref), *choices, button(words.CHECK_ENOUGH, verb, check.ref, "5")))
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
    if meaning.danger is not Danger.NONE:
        return ""
    if waiting.waiting not in ASKING:
        return "" if waiting.waiting else _unasked(talk, text)
    if waiting.waiting != FINDINGS and not _answers(text, waiting, meaning):
        return ""
    check = _theirs(talk, Act(verb="", ref=waiting.ref))
    if check is None:
        return ""
    if waiting.waiting == LOOKED:
        return _typed_number(talk, check, text, waiting.data["verb"])
    if waiting.waiting == CONFIRM:
        return _confirmed(talk, check, text, waiting)
    if (answer := _in_words(talk, check, *said(text))) != "":
        return answer
    return _found(talk, check, text, checks.looked_at(text), instead=bool(waiting.data.get("instead")))


def _answers(text: str, waiting: Dialogue, meaning: Meaning) -> bool:
    """Whether it answers how many, or whether to log it. What is short and says nothing of its own is asked again."""
    if number(text) or said(text)[0]:
        return True
    if waiting.waiting == CONFIRM:
        return short(text) in _YES | _NO
    return len(text.split()) <= MOST_HARMLESS and (meaning.kind is Kind.OTHER or meaning.urgency is Urgency.LOW)


def _typed_number(talk: Talk, check: Check, text: str, verb: str) -> str:
    """How many people were looked at, in figures or in words; asked again where it is neither."""
    many = number(text) or said(text)[1]
    if not many:
        return _how_many(talk, check, verb, words.CHECK_HOW_MANY_AGAIN)
    return _PRESSES[verb](talk, _act(check, verb, str(many)))


def _confirmed(talk: Talk, check: Check, text: str, waiting: Dialogue) -> str:
    """Whether what was understood is to be logged, in words. A bare number says how many people were looked at."""
    many = str(number(text) or waiting.data.get("looked", "") or "")
    if number(text) or short(text) in _YES:
        return log(talk, _act(check, "check_log", many))
    if short(text) in _NO:
        return ask_findings(talk, _act(check, "check_change"))
    return _in_words(talk, check, *said(text))


def _unasked(talk: Talk, text: str) -> str:
    """A check that somebody was asked to do, answered in words or with a number, though no question waits."""
    answer, many = said(text, asked=False)
    many = many or number(text)
    if not answer and not many:
        return ""
    asked = [check for check in waiting(talk) if talk.person.id in (check.asked_of, *_asked(talk, check))]
    if len(asked) > 1:
        talk.say(words.CHECK_WHICH_OF_THEM)
        return "which check"
    return _in_words(talk, asked[0], answer or Said.DONE, many) if asked else ""


def _asked(talk: Talk, check: Check) -> tuple[int, ...]:
    return asked_people(talk.uow.trail(check.ref))


def _in_words(talk: Talk, check: Check, answer: Said, many: int) -> str:
    """All agree, or done, said in words: the check asks for what is still missing. Empty where nothing was said."""
    if not answer:
        return ""
    if check.redacted:
        return _still_there(talk, check, words.CHECK_STILL_THERE, many)
    if answer is Said.AGREE:
        return all_agree(talk, _act(check, "check_ok", str(many))) if many else _how_many(talk, check, "check_ok")
    agree = Button(
        label=words.CHECK_AGREED_N.format(n=many) if many else words.CHECK_ALL_AGREE,
        act=_act(check, "check_ok", str(many or checks.ENOUGH)),
    )
    found = Button(label=words.CHECK_FOUND, act=_act(check, "check_found"))
    fewer = () if many else (Button(label=words.CHECK_FEWER, act=_act(check, "check_fewer")),)
    talk.say(question(words.CHECK_DO_THEY_AGREE.format(ref=check.ref), agree, found, *fewer))
    return "do they agree"


def _still_there(talk: Talk, check: Check, heading: str, looked: int = 0) -> str:
    """What was found stands: nothing ends the check as all agree, and nothing is thrown away in passing."""
    _confirm(talk, check, checking.understood(talk.uow, check, talk.understand), looked, heading)
    return "still there"


def stopped(talk: Talk, waiting: Dialogue) -> bool:
    """They type stop: what was typed before stays with the check, and they are told so. False if there is none."""
    check = talk.uow.entry(waiting.ref) if waiting.waiting in ASKING else None
    if not isinstance(check, Check) or not check.redacted or checking.may_do(talk.uow, talk.now, talk.person, check):
        return False
    _still_there(talk, check, words.CHECK_LEFT)
    talk.stop_waiting()
    return True


def interrupted(talk: Talk, asked: Dialogue) -> bool:
    """Something else was reported instead of an answer: the check still waits, and so does a question with buttons.

    What was found is not waited for any more: after a danger the next words may be about it too.
    """
    if asked.waiting in (LOOKED, CONFIRM) and not talk.waiting().waiting:
        talk.wait_for(asked.waiting, asked.ref, **asked.data)
    return asked.waiting in ASKING


def clear(talk: Talk, act: Act) -> str:
    """All agree after all, by whoever typed what was found: it stays in the trail, and the check asks how many."""
    check = _theirs(talk, act)
    if check is None:
        return "refused"
    if check.redacted and not checking.clear(talk.uow, talk.now, talk.person, check):
        talk.say(words.CHECK_HAS_FINDINGS)
        return "refused"
    many = int(act.value or 0)
    return all_agree(talk, _act(check, "check_ok", act.value)) if many else _how_many(talk, check, "check_ok")


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


def _confirm(talk: Talk, check: Check, parts: Sequence[tuple[str, Meaning]], looked: int, heading: str = "") -> None:
    asked = heading or (words.CHECK_UNDERSTOOD_ONE if len(parts) == 1 else words.CHECK_UNDERSTOOD)
    lines = "\n".join(f"{number}. {_taken_as(meaning)}" for number, (_, meaning) in enumerate(parts, 1))
    known = (Button(label=words.CHECK_LOG, act=_act(check, "check_log", str(looked))),)
    unknown = (
        Button(label=words.CHECK_LOG_ENOUGH, act=_act(check, "check_log", str(checks.ENOUGH))),
        Button(label=words.CHECK_LOG_FEWER, act=_act(check, "check_fewer")),
    )
    change = Button(label=words.CHECK_CHANGE, act=_act(check, "check_change"))
    theirs = finders(talk.uow.trail(check.ref)) == (talk.person.id,)
    value = str(looked) if looked else ""
    after_all = (Button(label=words.CHECK_AGREE_AFTER_ALL, act=_act(check, "check_clear", value)),) if theirs else ()
    text = asked.format(n=len(parts), ref=check.ref)
    talk.wait_for(CONFIRM, check.ref, looked=value)
    talk.say(question(text, *(known if looked else unknown), change, *after_all, more=lines))


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
    talk.say(receipt(talk, said.format(refs=words.names(refs), ref=check.ref), refs, meanings))
    return "logged"


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
    "check_clear": clear,
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
    looked = number(sent.values.get("looked_at", ""))
    answer, many = said(text)
    looked = looked or many
    if answer and (check.redacted or answer is Said.DONE):
        return _in_words(talk, check, answer, looked)
    if text and not answer:
        return _found(talk, check, text, looked)
    if check.redacted:
        return log(talk, _act(check, "check_log", str(looked or "")))
    return all_agree(talk, _act(check, "check_ok", str(looked))) if looked else _how_many(talk, check, "check_ok")


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
