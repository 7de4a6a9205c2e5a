"""Words that ask for something instead of reporting: a table from words to what they do. Help is read off it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot import moves
from bot.cover import read_absence
from bot.talk import Talk, button, question
from core import access, drawn, words
from core.card import Act, Block, Button, Buttons, Card, Words
from core.decide import allowed
from core.labels import Role, Urgency
from core.moment import day_and_time
from core.people import SAID_IN_CHARGE_FOR, Cover, Person, RoleHeld, Shift
from core.ports import Message, Priority
from core.register import Entry, Move
from core.registers import ISSUES, QUESTIONS, REGISTERS, register_of

SHOWN = 10
"""Entries in a list: about a screenful on a phone."""


@dataclass(frozen=True, kw_only=True)
class Command:
    """One thing that can be asked for. `help` is empty for what needs no telling."""

    pattern: re.Pattern[str]
    run: Callable[[Talk, re.Match[str]], str]
    say: str
    help: str
    leaders: bool = False


def find(talk: Talk, text: str) -> str:
    """Run the command that the text is, if it is one; answers with its outcome, or nothing."""
    plain = " ".join(text.casefold().replace("’", "'").split()).strip(" .!?")
    for command in COMMANDS:
        found = command.pattern.fullmatch(plain)
        if found:
            outcome = command.run(talk, found)
            if outcome:
                return outcome
    return _away(talk, text)


def my_open(talk: Talk) -> tuple[Entry, ...]:
    """Their own open reports, newest first."""
    mine = (
        entry
        for register in (ISSUES, QUESTIONS)
        for entry in talk.uow.entries(register, reported_by=talk.person.id, open_only=True, limit=SHOWN)
    )
    return tuple(sorted(mine, key=lambda entry: entry.reported_at, reverse=True))


def readable(talk: Talk, ref: str) -> Entry | None:
    """The entry, if it is there and theirs to see."""
    register, entry = register_of(ref), talk.uow.entry(ref)
    if register is None or entry is None:
        return None
    seen = access.may_read(register, entry, talk.person.id, talk.uow.directory(), talk.now)
    return entry if seen else None


def show(talk: Talk, ref: str) -> str:
    """Show one entry, whole."""
    if readable(talk, ref) is None:
        talk.say(words.NOT_FOUND.format(ref=ref))
        return "not found"
    talk.show(ref, "entry")
    return "shown"


def _show(talk: Talk, found: re.Match[str]) -> str:
    return show(talk, f"{found[1]}-{found[2]}".upper())


def leads(talk: Talk) -> bool:
    """Whether they answer for any service now."""
    directory = talk.uow.directory()
    return any(access.answers_for(talk.person.id, service.code, directory, talk.now) for service in directory.services)


def _help(talk: Talk, _: re.Match[str]) -> str:
    talk.say(help_card(talk))
    return "help"


def help_card(talk: Talk) -> Card:
    """What this person can do, read off the table of commands."""
    leading = leads(talk)
    lines = "\n".join(f"{c.say}: {c.help}" for c in COMMANDS if c.help and (leading or not c.leaders))
    return Card(
        heading=words.HELP_STAFF,
        body=(Words(text=words.HELP_EXAMPLE), Words(text=lines), Buttons(buttons=_home_buttons(leading))),
    )


def _home_buttons(leading: bool) -> tuple[Button, ...]:
    mine = button("My reports", "command", value="my reports")
    form = button("Report with a form", "form", value="report")
    return (mine, form, button("What is open", "command", value="open")) if leading else (mine, form)


def _my_reports(talk: Talk, _: re.Match[str]) -> str:
    talk.say(my_reports_card(talk))
    return "my reports"


def my_reports_card(talk: Talk) -> Card:
    """Everything that they reported lately and how it stands."""
    mine = [
        entry for register in (ISSUES, QUESTIONS) for entry in talk.uow.entries(register, reported_by=talk.person.id)
    ]
    newest = sorted(mine, key=lambda entry: entry.reported_at, reverse=True)[:SHOWN]
    return _list(talk, words.MY_REPORTS if newest else words.NO_REPORTS, newest)


def _open(talk: Talk, _: re.Match[str]) -> str:
    directory = talk.uow.directory()
    found = [
        entry
        for service in directory.services
        if access.answers_for(talk.person.id, service.code, directory, talk.now)
        for register in REGISTERS
        for entry in talk.uow.entries(register, service=service.code, open_only=True)
        if access.may_read(register, entry, talk.person.id, directory, talk.now)
    ]
    if not found and not leads(talk):
        return ""
    found.sort(key=lambda entry: (Urgency(entry.urgency).rank, entry.reported_at))
    heading = words.OPEN_LIST.format(n=len(found)) if found else words.NOTHING_OPEN
    talk.say(_list(talk, heading, found[:SHOWN]))
    return "open"


def _list(talk: Talk, heading: str, entries: list[Entry]) -> Card:
    rows: list[Block] = []
    for entry in entries:
        register = register_of(entry.ref)
        if register is not None:
            rows.append(Words(text=_line(talk, entry, register.state(entry.state).words)))
            rows.append(Buttons(buttons=(button(f"See {entry.ref}", "see", entry.ref),)))
    return Card(heading=heading, body=tuple(rows))


def _line(talk: Talk, entry: Entry, state: str) -> str:
    service = talk.uow.directory().service(entry.service)
    when = day_and_time(entry.reported_at, service)
    return f"{words.CATEGORY[entry.category]}. {when}. Now: {state}. {entry.ref}"


def home_card(talk: Talk) -> Card:
    """Somebody's own page: what to do, and their reports."""
    reports = my_reports_card(talk)
    return Card(
        heading=words.HELP_STAFF,
        body=(Buttons(buttons=_home_buttons(leads(talk))), Words(text=reports.heading), *reports.body),
    )


def _in_charge(talk: Talk, _: re.Match[str]) -> str:
    service = talk.home()
    if not talk.person.known or not service:
        talk.say(words.IN_CHARGE_WHERE)
        return "in charge where"
    shift = Shift(
        person=talk.person.id,
        service=service,
        starts=talk.now,
        ends=talk.now + SAID_IN_CHARGE_FOR,
        in_charge=True,
        said=True,
    )
    talk.uow.put_shifts((shift,))
    place = talk.uow.directory().service(service)
    talk.say(words.IN_CHARGE_NOW.format(place=place.name if place else service))
    return "in charge"


def _who(talk: Talk, _: re.Match[str]) -> str:
    directory = talk.uow.directory()
    service = directory.service(talk.home())
    if service is None or not talk.person.known:
        return ""
    charge = drawn.names(directory, directory.in_charge(service.code, talk.now)) or words.NOBODY
    call = drawn.names(directory, directory.on_call(service.code, talk.now)) or words.NOBODY
    talk.say(words.WHO_NOW.format(place=service.name, charge=charge, call=call, phone=service.urgent_phone or "-"))
    return "who"


def _got_it(talk: Talk, found: re.Match[str]) -> str:
    ref = _ref_or_newest_asked(talk, found)
    return moves.make(talk, ref, "acknowledge", {}) if ref else ""


def _ref_or_newest_asked(talk: Talk, found: re.Match[str]) -> str:
    if found.groupdict().get("ref"):
        return str(found["ref"]).upper()
    directory = talk.uow.directory()
    waiting = [
        entry
        for service in directory.services
        for entry in talk.uow.entries(ISSUES, service=service.code, open_only=True, limit=20)
        if any(m.verb == "acknowledge" for m in _allowed(talk, entry))
    ]
    return waiting[0].ref if len(waiting) == 1 else ""


def _allowed(talk: Talk, entry: Entry) -> tuple[Move, ...]:
    return allowed(ISSUES, entry, talk.person, talk.uow.directory(), talk.now, talk.uow.trail(entry.ref))


def _in_place(talk: Talk, found: re.Match[str]) -> str:
    ref = found.groupdict().get("ref") or ""
    return moves.make(talk, ref.upper(), "control_in_place", {}) if ref else ""


def _its_fixed(talk: Talk, found: re.Match[str]) -> str:
    return _about_mine(talk, found, {"fixed": "confirm"}, "its_fixed")


def _not_fixed(talk: Talk, found: re.Match[str]) -> str:
    return _about_mine(talk, found, {"fixed": "not_fixed", "confirmed": "not_fixed"}, "")


def _about_mine(talk: Talk, found: re.Match[str], by_state: dict[str, str], otherwise: str) -> str:
    """A typed word about one's only open issue, or about the one named."""
    mine = [entry for entry in my_open(talk) if entry.ref.startswith(ISSUES.prefix)]
    ref = (found.groupdict().get("ref") or (mine[0].ref if len(mine) == 1 else "")).upper()
    entry = talk.uow.entry(ref) if ref else None
    if entry is None or entry.reported_by != talk.person.id:
        return ""
    verb = by_state.get(entry.state, otherwise)
    return moves.make(talk, ref, verb, {}) if verb else ""


def _away(talk: Talk, text: str) -> str:
    """Cover said in chat: it counts for the asking at once, and the one who covers is asked to say yes."""
    directory = talk.uow.directory()
    service = directory.service(talk.home()) or (directory.services[0] if directory.services else None)
    if service is None or not talk.person.known:
        return ""
    absence = read_absence(text, talk.now, service.zone, (p for p in directory.people if p.known))
    if absence is None:
        return ""
    stand_in = absence.covered_by
    cover = talk.uow.put_cover(
        Cover(
            id=0,
            person=talk.person.id,
            covered_by=stand_in.id if stand_in else None,
            starts=absence.starts,
            ends=absence.ends,
        )
    )
    back = day_and_time(absence.ends, service)
    if stand_in is None:
        talk.say(words.AWAY_NO_COVER.format(back=back, name=absence.name or words.NOBODY))
        return "away"
    talk.say(
        question(
            words.AWAY.format(back=back, name=stand_in.first_name),
            button("That's wrong", "cover", str(cover.id), "cancel"),
        )
    )
    _ask_cover(talk, cover, stand_in.id, back)
    return "away"


def _ask_cover(talk: Talk, cover: Cover, stand_in: int, back: str) -> None:
    card = question(
        words.WILL_YOU_COVER.format(who=talk.person.first_name, back=back),
        button("Yes", "cover", str(cover.id), "yes"),
        button("I can't", "cover", str(cover.id), "no"),
    )
    talk.uow.send(Message(key=f"cover:{cover.id}", person=stand_in, priority=Priority.PING, card=card), talk.now)


def cover_answer(talk: Talk, act: Act) -> str:
    """Yes or no to covering somebody, or the absence taken back."""
    cover = next((c for c in talk.uow.directory().covers if str(c.id) == act.ref), None)
    theirs = cover is not None and talk.person.id == (cover.person if act.value == "cancel" else cover.covered_by)
    if cover is None or not theirs:
        talk.say(words.OLD_BUTTON)
        return "no cover"
    away = talk.uow.directory().person(cover.person)
    changed = {
        "yes": replace(cover, accepted=True),
        "no": replace(cover, accepted=False, covered_by=None),
        "cancel": replace(cover, ends=max(cover.starts, talk.now)),
    }[act.value if act.value in ("yes", "no", "cancel") else "no"]
    talk.uow.put_cover(changed)
    talk.say(words.COVER_ANSWER[act.value].format(who=away.first_name))
    if act.value != "cancel":
        told = words.COVER_TOLD[act.value].format(who=talk.person.first_name)
        key = f"cover:{cover.id}:{act.value}"
        talk.uow.send(Message(key=key, person=away.id, priority=Priority.NEWS, card=Card(heading=told)), talk.now)
    return f"cover {act.value}"


def make_known(talk: Talk, act: Act) -> str:
    """An administrator or who leads says whether somebody works here."""
    directory = talk.uow.directory()
    person = next((p for p in directory.people if str(p.id) == act.ref), None)
    if person is None or person.known or not _may_make_known(talk, person):
        talk.say(words.OLD_BUTTON)
        return "not known"
    if act.value not in ("agency", "staff"):
        talk.say(words.NOT_KNOWN.format(name=person.name))
        return "stays unknown"
    talk.uow.put_person(replace(person, known=True, agency=act.value == "agency"))
    for service in {entry.service for entry in talk.uow.entries(ISSUES, reported_by=person.id) if entry.service}:
        talk.uow.put_role(RoleHeld(person=person.id, role=Role.CARE_WORKER, service=service))
    talk.say(words.KNOWN_NOW.format(name=person.name))
    card = Card(heading=words.YOU_ARE_KNOWN)
    talk.uow.send(Message(key=f"known:{person.id}", person=person.id, priority=Priority.NEWS, card=card), talk.now)
    return "known"


def _may_make_known(talk: Talk, person: Person) -> bool:
    """Administrators always; leaders for somebody who reported at their service."""
    directory = talk.uow.directory()
    theirs = {entry.service for entry in talk.uow.entries(ISSUES, reported_by=person.id)}
    leads_there = any(access.answers_for(talk.person.id, service, directory, talk.now) for service in theirs)
    return talk.person.id in directory.administrators() or leads_there


_REF = r"(?P<ref>[a-z]{3}-\d+)"
COMMANDS: tuple[Command, ...] = (
    Command(pattern=re.compile(r"help|\?|what can you do|menu"), run=_help, say="help", help="shows this"),
    Command(
        pattern=re.compile(r"(show )?(my|mine)( reports?)?|what did i report"),
        run=_my_reports,
        say="my reports",
        help="shows what you reported and how it stands",
    ),
    Command(
        pattern=re.compile(r"(?:show |see )?([a-z]{3})-(\d{1,9})"),
        run=_show,
        say="ISS-12",
        help="shows that one",
    ),
    Command(
        pattern=re.compile(r"who(?: is|'s)?(?: in charge| on call)?(?: now)?"),
        run=_who,
        say="who",
        help="says who is in charge and on call now",
    ),
    Command(
        pattern=re.compile(
            rf"(?:{_REF}:? )?(?:it'?s|its|it is) (?:fixed|working|ok|sorted)(?: now)?(?: {_REF.replace('ref', 'r2')})?"
        ),
        run=_its_fixed,
        say="it's fixed",
        help="says that your report is fixed",
    ),
    Command(
        pattern=re.compile(
            rf"(?:{_REF}:? )?(?:it'?s |its |it is )?(?:still )?not (?:fixed|working)(?: {_REF.replace('ref', 'r2')})?"
        ),
        run=_not_fixed,
        say="not fixed",
        help="",
    ),
    Command(
        pattern=re.compile(r"(?:i'?m|i am|im) in charge(?: now| today| tonight)?"),
        run=_in_charge,
        say="I'm in charge",
        help="you get what is urgent until your shift ends",
    ),
    Command(
        pattern=re.compile(r"open|what(?:'s| is) open|list"),
        run=_open,
        say="open",
        help="shows everything open at your services",
        leaders=True,
    ),
    Command(
        pattern=re.compile(rf"(?:{_REF}:? )?(?:i'?ve |i have )?(?:got it|ack|acknowledge[d]?|mine|on it)"),
        run=_got_it,
        say="got it",
        help="answers what you were asked",
        leaders=True,
    ),
    Command(
        pattern=re.compile(rf"{_REF}:? (?:is )?in place"),
        run=_in_place,
        say="ISS-12 in place",
        help="says that the control is in place",
        leaders=True,
    ),
    Command(
        pattern=re.compile(r"(?!)"),
        run=lambda talk, found: "",
        say="off until Monday, Priya covers",
        help="somebody else is asked while you are away",
        leaders=True,
    ),
)
