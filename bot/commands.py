"""Words that ask for something instead of reporting: a table from words to what they do. Help is read off it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from bot import asking, checks, digests, duty, linking, moves, pulse, rule_reading
from bot.talk import Talk, button, question
from core import access, words
from core.audit import asked_people
from core.card import Block, Button, Buttons, Card, Words
from core.decide import allowed
from core.labels import Role, Urgency
from core.moment import day_and_time
from core.register import Entry, Move
from core.registers import CHECKS, ISSUES, QUESTIONS, REGISTERS, register_of
from core.registers.issues.table import CONFIRMED, FIXED, REPORTED
from core.standing import ALL

SHOWN = 10
"""Entries in a list: about a screenful on a phone."""


READ_ELSEWHERE = re.compile(r"(?!)")
"""No words at all: what is only told of here is read where its topic is (`asking`, `for_others`, `pulse`, `duty`)."""


def _nothing(_: Talk, __: re.Match[str]) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class Command:
    """One thing that can be asked for. `help` is empty for what needs no telling."""

    say: str
    help: str
    pattern: re.Pattern[str] = READ_ELSEWHERE
    run: Callable[[Talk, re.Match[str]], str] = _nothing
    leaders: bool = False
    may: Callable[[Talk], bool] | None = None
    """Whom help tells of it, where that is not every leader."""

    def told(self, talk: Talk, *, leading: bool) -> bool:
        """Whether help tells this person of it."""
        return bool(self.help) and (self.may(talk) if self.may else leading or not self.leaders)


def find(talk: Talk, text: str) -> str:
    """Run the command that the text is, if it is one; answers with its outcome, or nothing."""
    plain = " ".join(text.casefold().replace("’", "'").split()).strip(" .!?")
    for command in COMMANDS:
        found = command.pattern.fullmatch(plain)
        if found:
            outcome = command.run(talk, found)
            if outcome:
                return outcome
    return duty.away(talk, text)


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
    lines = "\n".join(f"{c.say}: {c.help}" for c in COMMANDS if c.told(talk, leading=leading))
    return Card(
        heading=words.HELP_STAFF,
        body=(Words(text=words.HELP_EXAMPLE), Words(text=lines), Buttons(buttons=_home_buttons(leading))),
    )


def _home_buttons(leading: bool) -> tuple[Button, ...]:
    mine = button(words.BUTTON["my_reports"], "command", value="my reports")
    form = button(words.BUTTON["form"], "form", value="report")
    return (mine, form, button(words.BUTTON["open"], "command", value="open")) if leading else (mine, form)


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


def _open(talk: Talk, asked: re.Match[str]) -> str:
    directory = talk.uow.directory()
    found = [
        entry
        for service in directory.services
        if access.answers_for(talk.person.id, service.code, directory, talk.now)
        or directory.holds(talk.person.id, Role.WORKFORCE_LEAD, service.code)
        for register in REGISTERS
        for entry in talk.uow.entries(register, service=service.code, open_only=True, limit=ALL)
        if access.may_read(register, entry, talk.person.id, directory, talk.now)
    ]
    about_rules = asking.for_who_makes_rules(talk)
    if not found and not about_rules and not leads(talk):
        return ""
    found.sort(key=lambda entry: (Urgency(entry.urgency).rank, entry.reported_at))
    first = min(int(asked.groupdict().get("first") or 1), max(len(found), 1)) - 1
    talk.say(_open_card(talk, found, first, about_rules))
    return "open"


def _open_card(talk: Talk, found: list[Entry], first: int, about_rules: tuple[Block, ...]) -> Card:
    """A screenful of what is open, from the place `first` on, with a button to the next."""
    heading = words.OPEN_LIST.format(n=len(found)) if found else words.NOTHING_OPEN
    if first:
        heading = words.OPEN_LIST_FROM.format(n=len(found), first=first + 1)
    listed = _list(talk, heading, found[first : first + SHOWN])
    after = first + SHOWN
    left = min(SHOWN, len(found) - after)
    more = button(words.BUTTON["next"].format(n=left), "command", value=f"open from {after + 1}")
    tail = (Buttons(buttons=(more,)),) if left > 0 else ()
    return replace(listed, body=(*listed.body, *tail, *(about_rules if not first else ())))


def _list(talk: Talk, heading: str, entries: list[Entry]) -> Card:
    rows: list[Block] = []
    for entry in entries:
        register = register_of(entry.ref)
        if register is not None:
            rows.append(Words(text=_line(talk, entry, register.state(entry.state).words)))
            rows.append(Buttons(buttons=(button(words.BUTTON["see"].format(ref=entry.ref), "see", entry.ref),)))
    return Card(heading=heading, body=tuple(rows))


def _line(talk: Talk, entry: Entry, state: str) -> str:
    service = talk.uow.directory().service(entry.service)
    when = day_and_time(entry.reported_at, service)
    what = words.CHECK_NAME if entry.ref.startswith(CHECKS.prefix) else words.CATEGORY[entry.category]
    return words.LISTED.format(what=what, when=when, state=state, ref=entry.ref)


def home_card(talk: Talk) -> Card:
    """Somebody's own page: what to do, and their reports."""
    reports = my_reports_card(talk)
    return Card(
        heading=words.HELP_STAFF,
        body=(Buttons(buttons=_home_buttons(leads(talk))), Words(text=reports.heading), *reports.body),
    )


def _got_it(talk: Talk, found: re.Match[str]) -> str:
    """The typed answer to what they were asked; with several waiting they choose which."""
    named = str(found.groupdict().get("ref") or "").upper()
    waiting = (named,) if named else _waiting(talk)
    if not waiting:
        talk.say(words.NOTHING_WAITS if leads(talk) else words.WELCOME)
        return "nothing waits"
    if len(waiting) == 1:
        return moves.make(talk, waiting[0], "acknowledge", {})
    talk.say(question(words.WHICH_ONE, *(button(ref, "acknowledge", ref) for ref in waiting)))
    return "which one"


def _waiting(talk: Talk) -> tuple[str, ...]:
    """What they could answer now: the most urgent first, of equals what they were asked, then the newest."""
    codes = (*(service.code for service in talk.uow.directory().services), "")
    found = (e for code in codes for e in talk.uow.entries(ISSUES, service=code, open_only=True, limit=ALL))
    theirs = [e for e in found if any(move.verb == "acknowledge" for move in _allowed(talk, e))]
    theirs.sort(key=lambda e: e.reported_at, reverse=True)
    theirs.sort(key=lambda e: (Urgency(e.urgency).rank, talk.person.id not in asked_people(talk.uow.trail(e.ref))))
    return tuple(e.ref for e in theirs)[:SHOWN]


def _allowed(talk: Talk, entry: Entry) -> tuple[Move, ...]:
    return allowed(ISSUES, entry, talk.person, talk.uow.directory(), talk.now, talk.uow.trail(entry.ref))


def _in_place(talk: Talk, found: re.Match[str]) -> str:
    ref = found.groupdict().get("ref") or ""
    return moves.make(talk, ref.upper(), "control_in_place", {}) if ref else ""


def over_verb(talk: Talk, entry: Entry) -> str:
    """The move by which the reporter may say that it is over, in the state that it is in."""
    offered = {move.verb for move in _allowed(talk, entry)} if entry.ref.startswith(ISSUES.prefix) else set()
    return next((verb for verb in ("confirm", "its_fixed", "seems_fixed") if verb in offered), "")


def _its_fixed(talk: Talk, found: re.Match[str]) -> str:
    return _about_theirs(talk, found, over_verb)


def _not_fixed(talk: Talk, found: re.Match[str]) -> str:
    return _about_theirs(talk, found, lambda _, e: "not_fixed" if e.state in (FIXED, CONFIRMED) else "")


def _take_back(talk: Talk, found: re.Match[str]) -> str:
    return _about_theirs(talk, found, lambda _, e: "withdraw" if e.state == REPORTED else "")


def _about_theirs(talk: Talk, found: re.Match[str], verb_of: Callable[[Talk, Entry], str]) -> str:
    """A typed word about one of their own issues: the one named, or asked about; with several they choose which."""
    named = (found["ref"] or found["r2"] or "").upper()
    mine = [e for e in my_open(talk) if e.ref.startswith(ISSUES.prefix) and (not named or e.ref == named)]
    asked = [e for e in mine if e.state == FIXED]
    fits = [(e.ref, verb) for e in asked or mine if (verb := verb_of(talk, e))]
    if len(fits) > 1:
        talk.say(question(words.WHICH_ONE, *(button(ref, verb, ref) for ref, verb in fits)))
        return "which one"
    return moves.make(talk, *fits[0], {}) if fits else ""


def _mine(talk: Talk, found: re.Match[str]) -> Entry | None:
    """The issue of theirs that a typed word is about: the one named, the one just asked about, or their only one."""
    mine = [entry for entry in my_open(talk) if entry.ref.startswith(ISSUES.prefix)]
    named = (found.groupdict().get("ref") or "").upper()
    asked = [entry for entry in mine if entry.state == FIXED]
    fits = [entry for entry in mine if entry.ref == named] if named else (asked or mine)
    return fits[0] if len(fits) == 1 else None


def _yes(talk: Talk, found: re.Match[str]) -> str:
    """A bare yes answers "Is it fixed for you?", and nothing else."""
    entry = _mine(talk, found)
    return moves.make(talk, entry.ref, "confirm", {}) if entry and entry.state == FIXED else ""


def _no(talk: Talk, found: re.Match[str]) -> str:
    """A bare no likewise."""
    entry = _mine(talk, found)
    return moves.make(talk, entry.ref, "not_fixed", {}) if entry and entry.state == FIXED else ""


_REF = r"(?P<ref>[a-z]{3}-\d+)"
_REF_LAST = r"(?P<r2>[a-z]{3}-\d+)"
COMMANDS: tuple[Command, ...] = (
    Command(pattern=re.compile(r"help|\?|what can you do|menu"), run=_help, say="help", help=words.HELP_FOR["help"]),
    Command(
        pattern=re.compile(r"(show )?(my|mine)( reports?)?|what did i report"),
        run=_my_reports,
        say="my reports",
        help=words.HELP_FOR["my reports"],
    ),
    Command(
        pattern=re.compile(r"(?:show |see )?([a-z]{3})-(\d{1,9})"),
        run=_show,
        say="ISS-12",
        help=words.HELP_FOR["ISS-12"],
    ),
    Command(
        pattern=re.compile(r"who(?: is|'s)?(?: in charge| on call)?(?: now)?"),
        run=duty.who,
        say="who",
        help=words.HELP_FOR["who"],
    ),
    Command(
        pattern=re.compile(
            rf"(?:{_REF}:? (?:it'?s |it is |is )?|it'?s |it is )(?:fixed|working|ok|sorted)(?: now)?(?: {_REF_LAST})?"
        ),
        run=_its_fixed,
        say="it's fixed",
        help=words.HELP_FOR["it's fixed"],
    ),
    Command(
        pattern=re.compile(rf"(?:{_REF}:? )?(?:it'?s |it is |is )?(?:still )?not (?:fixed|working)(?: {_REF_LAST})?"),
        run=_not_fixed,
        say="not fixed",
        help="",
    ),
    Command(
        pattern=re.compile(rf"(?:{_REF}:? )?(?:take (?:it )?back|withdraw)(?: {_REF_LAST})?"),
        run=_take_back,
        say="take it back",
        help=words.HELP_FOR["take it back"],
    ),
    Command(
        pattern=re.compile(r"yes|yep|yeah|yes,? it'?s? (?:is )?(?:fixed|working)(?: now)?"), run=_yes, say="", help=""
    ),
    Command(
        pattern=re.compile(r"no|nope|not yet|no,? (?:it'?s )?(?:still|not) (?:broken|fixed|working|the same|bad)"),
        run=_no,
        say="",
        help="",
    ),
    Command(
        pattern=re.compile(r"(?:i'?m|i am|im) in charge(?: now| today| tonight)?"),
        run=duty.in_charge,
        say="I'm in charge",
        help=words.HELP_FOR["I'm in charge"],
    ),
    Command(
        pattern=re.compile(r"(?:open|what(?:'s| is) open|list)(?: from (?P<first>[1-9]\d{0,5}))?"),
        run=_open,
        say="open",
        help=words.HELP_FOR["open"],
        leaders=True,
    ),
    Command(
        pattern=re.compile(r"(?:show |the |daily )*checks"),
        run=checks.calendar,
        say="checks",
        help=words.HELP_FOR["checks"],
        leaders=True,
    ),
    Command(
        pattern=re.compile(r"(?:my )?digest|today|my day|what (?:do i need|have i got) to do(?: today)?"),
        run=digests.today,
        say="today",
        help=words.HELP_FOR["today"],
        leaders=True,
    ),
    Command(
        pattern=re.compile(r"week|this week|my week"),
        run=digests.this_week,
        say="week",
        help=words.HELP_FOR["week"],
        leaders=True,
    ),
    Command(
        pattern=re.compile(r"(?:i(?:'ve| have)? )?told (?:everyone|everybody|them all)(?: at (?:the )?handover)?"),
        run=digests.told_everyone,
        say="told everyone",
        help=words.HELP_FOR["told everyone"],
        may=digests.in_charge,
    ),
    Command(pattern=rule_reading.SAYS_SO, run=rule_reading.says_so, say="", help=""),
    Command(
        pattern=rule_reading.TOLD,
        run=rule_reading.told,
        say="told Joy RUL-3",
        help=words.HELP_FOR["told Joy RUL-3"],
        leaders=True,
    ),
    Command(
        pattern=re.compile(rf"(?:{_REF}:? )?(?:i'?ve |i have )?(?:got it|ack|acknowledged?|on it)"),
        run=_got_it,
        say="got it",
        help=words.HELP_FOR["got it"],
        leaders=True,
    ),
    Command(
        pattern=re.compile(rf"{_REF}:? (?:is )?in place"),
        run=_in_place,
        say="ISS-12 in place",
        help=words.HELP_FOR["ISS-12 in place"],
        leaders=True,
    ),
    Command(
        say="rules",
        help=words.HELP_FOR["rules"],
    ),
    Command(
        say="me too ISS-12",
        help=words.HELP_FOR["me too ISS-12"],
    ),
    Command(
        pattern=linking.PATTERN,
        run=linking.typed,
        say="link ISS-9 and ISS-12",
        help=words.HELP_FOR["link ISS-9 and ISS-12"],
        leaders=True,
    ),
    Command(
        say="ASK-12: your answer",
        help=words.HELP_FOR["ASK-12: your answer"],
        leaders=True,
    ),
    Command(
        say="for Precious: what she told you",
        help=words.HELP_FOR["for Precious: what she told you"],
        leaders=True,
    ),
    Command(
        say="how sure",
        help=words.PULSE_HELP_SURE,
        may=pulse.may_see,
    ),
    Command(
        say="ask how sure",
        help=words.PULSE_HELP_ASK,
        may=pulse.may_start,
    ),
    Command(
        say="we did: a shorter list for fluids",
        help=words.PULSE_HELP_DEED,
        may=pulse.may_start,
    ),
    Command(
        say="off until Monday, Priya covers",
        help=words.HELP_FOR["off until Monday, Priya covers"],
        leaders=True,
    ),
)
