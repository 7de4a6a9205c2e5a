"""Asking "How sure do you feel?" in talk: the answer, one line, the wish; and what leaders start, see and say."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from bot import pulse_harm
from bot.pulse_heard import (
    CHANGE,
    CONTACT,
    COULD_BE_ANYTHING,
    DEED,
    LINE,
    NO,
    NOTHING,
    YES,
    asked_since,
    is_pressing,
    is_report,
    plain,
    which,
)
from bot.talk import Heard, Talk, button, question
from core import access, pulse, pulsing, words
from core import words as common
from core.card import Act, Block, Buttons, Card, Words
from core.decide import not_yours
from core.people import Person, Service
from core.ports import Dialogue, Pressed, Said
from core.pulse import PulseRound, Sure
from core.pulsing import Taken
from core.understanding.meaning import Meaning

_START = re.compile(r"ask how sure(?: (?:people|staff|they) (?:feel|are))?")
_SHOW = re.compile(r"(?:show )?how sure(?: (?:people|staff|they|we) (?:feel|are))?|confidence")
_DID = re.compile(r"\s*(?:you said,? )?we did\s*:\s*(?P<what>\S.*)", re.I | re.S)
MOST_LINES = 10
"""Typed lines on one card."""


# ---- what staff answer -----------------------------------------------------------------------------


def first(talk: Talk, text: str) -> str:
    """Exact words that answer what was asked in a round, and commands about rounds; empty for anything else."""
    said = plain(text)
    found = _awaited(talk, said)
    if found is not None:
        number, again = found
        if not again and said in COULD_BE_ANYTHING and asked_since(talk, number):
            return which(talk, number)
        return _score(talk, number, words.PULSE_TYPED[said], again=again)
    waiting = talk.waiting()
    if waiting.waiting in (LINE, pulse_harm.HARM) and said in NOTHING:
        return _contact(talk, int(waiting.ref))
    if waiting.waiting == CONTACT and said in YES | NO:
        return _wish(talk, int(waiting.ref)) if said in YES else _no_wish(talk)
    return _for_leaders(talk, text, said)


def _awaited(talk: Talk, said: str) -> tuple[int, bool] | None:
    """The round whose answer these words are, and whether they change one."""
    if said not in words.PULSE_TYPED:
        return None
    waiting = talk.waiting()
    if waiting.waiting == CHANGE:
        return int(waiting.ref), True
    asked = None if waiting.waiting else pulsing.unanswered(talk.uow, talk.now, talk.person.id)
    # Long after the question "ok" may be the answer to anything; a bare number may not.
    fresh = asked and (said.isdecimal() or talk.now - asked[1] <= pulse.TYPED_WITHIN)
    return (asked[0].number, False) if asked and fresh else None


def _show_question(talk: Talk, act: Act, pressed: Pressed) -> str:
    talk.say(pulsing.question(_number(act.ref), "pulse"))
    return "a round"


def line(talk: Talk, said: Said, heard: Heard) -> str:
    """What gets in the way. What is pressing, a clear question or a photo is a report, and never swallowed."""
    waiting = talk.waiting()
    if waiting.waiting not in (LINE, pulse_harm.HARM) or said.files or is_report(heard.meaning, heard.text):
        return ""
    number, text = int(waiting.ref), pulse_harm.with_more(talk, heard.text)
    if not pulsing.add_line(talk.uow, talk.desk, talk.now, talk.person.id, number, text):
        return ""
    if pulse_harm.offer(talk, number, text, heard.meaning):
        return "a round"
    # Not even that something was hidden is told: it would say which of the lines is theirs.
    return _contact(talk, number)


def after_report(talk: Talk, asked: Dialogue, meaning: Meaning) -> None:
    """A report came in between: the one line may still follow, unless there is something better to think of."""
    if asked.waiting == LINE and not talk.waiting().waiting and not is_pressing(meaning):
        talk.wait_for(LINE, asked.ref)
        talk.say(question(words.PULSE_STILL, button(words.PULSE_LEAVE_IT, "pulse_leave", asked.ref)))


def _pressed_score(talk: Talk, act: Act, pressed: Pressed) -> str:
    number, score = _number(act.ref), _number(act.value)
    return _score(talk, number, score, again=act.verb == "pulse_again")


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


def _score(talk: Talk, number: int, score: int, *, again: bool) -> str:
    """Every answer is thanked for in the same words, so that no message tells one from another."""
    taken = pulsing.answer(talk.uow, talk.now, talk.person.id, number, score, again=again)
    match taken:
        case Taken.KEPT if again:
            talk.stop_waiting()
            talk.say(words.PULSE_CHANGED)
        case Taken.KEPT:
            talk.wait_for(LINE, str(number))
            leave = button(words.PULSE_LEAVE_IT, "pulse_leave", str(number))
            talk.say(question(words.PULSE_WHAT_IS_IN_THE_WAY, leave, more=words.PULSE_WITHOUT_NAMES))
        case Taken.ALREADY:
            change, keep = (
                button(words.PULSE_CHANGE_IT, "pulse_change", str(number)),
                button(words.PULSE_LEAVE_IT, "pulse_keep", str(number)),
            )
            talk.say(question(words.PULSE_ANSWERED_ALREADY, change, keep))
        case Taken.OVER:
            talk.say(words.PULSE_OVER)
        case Taken.NOT_ASKED:
            talk.say(words.PULSE_NOT_ASKED)
    return "a round"


def _change(talk: Talk, act: Act, pressed: Pressed) -> str:
    """The question again. What was pressed before is on no button: it would stand in a message with their name."""
    number = _number(act.ref)
    talk.wait_for(CHANGE, str(number))
    talk.say(pulsing.question(number, "pulse_again"))
    return "a round"


def _keep(talk: Talk, act: Act, pressed: Pressed) -> str:
    talk.stop_waiting()
    talk.say(words.PULSE_STAYS)
    return "a round"


def _leave(talk: Talk, act: Act, pressed: Pressed) -> str:
    return _contact(talk, _number(act.ref))


def _contact(talk: Talk, number: int) -> str:
    """Ask whether somebody should get in touch, if there is anybody who is not their manager."""
    found = pulsing.round_of(talk.uow, number)
    people = _contacts(talk, found) if found else ""
    if not people:
        talk.stop_waiting()
        talk.say(words.PULSE_THANKS)
        return "a round"
    talk.wait_for(CONTACT, str(number))
    asked = words.PULSE_WANT_CONTACT.format(who=people)
    yes, no = (
        button(words.PULSE_YES_PLEASE, "pulse_yes", str(number)),
        button(words.PULSE_NO_THANKS, "pulse_no", str(number)),
    )
    talk.say(question(words.PULSE_THANKS, yes, no, more=asked))
    return "a round"


def _contacts(talk: Talk, found: PulseRound) -> str:
    directory = talk.uow.directory()
    people = pulsing.contacts(directory, found.service, talk.person.id, talk.now)
    return common.names(directory.person(p).first_name for p in people)


def _pressed_yes(talk: Talk, act: Act, pressed: Pressed) -> str:
    return _wish(talk, _number(act.ref))


def _wish(talk: Talk, number: int) -> str:
    found = pulsing.round_of(talk.uow, number)
    who = _contacts(talk, found) if found else ""
    talk.stop_waiting()
    if not found or not who or not pulsing.wish(talk.uow, talk.now, talk.person.id, found):
        talk.say(common.OLD_BUTTON)
        return "a round"
    talk.say(words.PULSE_WISH_SENT.format(who=who))
    return "a wish"


def _pressed_no(talk: Talk, act: Act, pressed: Pressed) -> str:
    return _no_wish(talk)


def _no_wish(talk: Talk) -> str:
    talk.stop_waiting()
    talk.say(words.PULSE_THAT_IS_ALL)
    return "a round"


# ---- what leaders ask for ------------------------------------------------------------------------------


def _for_leaders(talk: Talk, text: str, said: str) -> str:
    """Commands about rounds. A leader who may not hears who may; from staff the words are kept like anything."""
    starts = _START.fullmatch(said)
    done = _DID.fullmatch(text)
    if starts and (places := _may_start(talk)):
        return _start_somewhere(talk, places)
    if done and (places := _may_start(talk)):
        return _did_somewhere(talk, places, done["what"])
    if (starts or done) and _leads(talk) and not is_pressing(talk.understand(text)):
        talk.say(not_yours(frozenset(pulse.STARTERS)))
        return "not theirs"
    return _show(talk) if _SHOW.fullmatch(said) else ""


def may_start(talk: Talk) -> bool:
    """Whether they may start a round anywhere, and say what was done."""
    return bool(_may_start(talk))


def may_see(talk: Talk) -> bool:
    """Whether they may see how sure people feel anywhere."""
    return talk.person.known and any(_may_see(talk, s.code) for s in talk.uow.directory().services)


def _leads(talk: Talk) -> bool:
    directory = talk.uow.directory()
    return any(access.answers_for(talk.person.id, s.code, directory, talk.now) for s in directory.services)


def _may_start(talk: Talk) -> tuple[Service, ...]:
    """Where they may start a round; only the one where they are, if that is one of them."""
    directory, home = talk.uow.directory(), talk.home()
    found = tuple(s for s in directory.services if directory.roles_of(talk.person.id, s.code) & pulse.STARTERS)
    return tuple(s for s in found if s.code == home) or found if talk.person.known else ()


def _start_somewhere(talk: Talk, places: tuple[Service, ...]) -> str:
    if len(places) == 1:
        return _start(talk, places[0])
    talk.say(question(words.PULSE_START_WHERE, *(button(s.name[:75], "pulse_start", s.code) for s in places[:99])))
    return "which service"


def _start(talk: Talk, service: Service) -> str:
    begun = pulsing.begin(talk.uow, talk.now, service.code, by=talk.person.id)
    there = begun or next((r for r in talk.uow.pulses() if r.service == service.code and not r.ended), None)
    if there is None:
        talk.say(words.PULSE_ASKED_TODAY.format(place=service.name))
        return "asked today"
    said = words.PULSE_STARTED if begun else words.PULSE_GOES_ON
    talk.say(said.format(place=service.name, day=_day(there.closes_at, service)))
    return "round started" if begun else "round goes on"


def _day(moment: datetime, service: Service) -> str:
    local = moment.astimezone(service.zone)
    return f"{local:%A} {local.day} {local:%B}"


def _pressed_start(talk: Talk, act: Act, pressed: Pressed) -> str:
    service = _place(talk, act.ref)
    return _start(talk, service) if service else _old(talk)


def _place(talk: Talk, code: str) -> Service | None:
    directory = talk.uow.directory()
    return directory.service(code) if directory.roles_of(talk.person.id, code) & pulse.STARTERS else None


def _old(talk: Talk) -> str:
    talk.say(common.OLD_BUTTON)
    return "old button"


def _did_somewhere(talk: Talk, places: tuple[Service, ...], what: str) -> str:
    if len(places) == 1:
        return _did(talk, places[0], what)
    talk.wait_for(DEED, text=what)
    talk.say(question(words.PULSE_DEED_WHERE, *(button(s.name[:75], "pulse_deed", s.code) for s in places[:99])))
    return "which service"


def _did(talk: Talk, service: Service, what: str) -> str:
    pulsing.say_what_was_done(talk.uow, talk.desk, talk.now, talk.person, service, what)
    talk.say(words.PULSE_DEED_KEPT.format(place=service.name))
    return "we did"


def _pressed_deed(talk: Talk, act: Act, pressed: Pressed) -> str:
    service, waiting = _place(talk, act.ref), talk.waiting()
    if service is None or waiting.waiting != DEED:
        return _old(talk)
    talk.stop_waiting()
    return _did(talk, service, waiting.data["text"])


def _pressed_done(talk: Talk, act: Act, pressed: Pressed) -> str:
    """Somebody got in touch."""
    wish = next((w for w in talk.uow.wishes() if w.number == _number(act.value)), None)
    theirs = wish and talk.person.id in pulsing.contacts(talk.uow.directory(), wish.service, wish.person, talk.now)
    if wish is None or not theirs:
        talk.say(words.PULSE_WISH_GONE if wish is None else common.OLD_BUTTON)
        return "no wish"
    talk.uow.settle_wish(wish.number)
    talk.say(words.PULSE_WISH_DONE)
    return "wish settled"


# ---- how sure people feel ------------------------------------------------------------------------------


def _show(talk: Talk) -> str:
    """How it stands at each service of theirs; for whoever gets in touch also who waits for that."""
    directory = talk.uow.directory()
    places = tuple(s for s in directory.services if talk.person.known and _may_see(talk, s.code))
    if not places:
        return ""
    rows = [block for service in places[:MOST_LINES] for block in _of_service(talk, service)]
    rows += _wishes(talk)
    talk.say(Card(heading=words.SURE_HEADING if rows else words.SURE_NONE, body=tuple(rows)))
    return "how sure"


def _may_see(talk: Talk, service: str) -> bool:
    directory = talk.uow.directory()
    roles = directory.roles_of(talk.person.id, service)
    return bool(roles & pulse.STARTERS) or access.answers_for(talk.person.id, service, directory, talk.now)


def _of_service(talk: Talk, service: Service) -> tuple[Block, ...]:
    rounds = tuple(r for r in talk.uow.pulses() if r.service == service.code)
    asking = (r for r in rounds if not r.ended)
    lines = [words.SURE_OPEN.format(place=service.name, day=_day(r.closes_at, service)) for r in asking]
    last, sure = pulse.newest(rounds, service.code, talk.uow.pulse_answers)
    if last is not None and sure is None:
        lines.append(words.SURE_TOO_FEW.format(place=service.name, day=_day(last.opens_at, service)))
    if sure is not None:
        lines += _lines(sure, service)
        lines += _typed_lines(talk, sure, service)
    return tuple(Words(text=text) for text in lines)


def _lines(sure: Sure, service: Service) -> list[str]:
    whole = words.SURE.format(
        place=service.name,
        day=_day(sure.round.opens_at, service),
        mean=sure.mean,
        answered=sure.answered,
        before=words.SURE_BEFORE.format(before=sure.before) if sure.before else "",
    )
    groups = (
        words.SURE_GROUP.format(group=words.PULSE_GROUP[group], mean=mean, answered=answered)
        for group, (answered, mean) in sure.groups.items()
    )
    return [whole, *groups]


def _typed_lines(talk: Talk, sure: Sure, service: Service) -> list[str]:
    """What was typed, for those who may read it: nobody who manages there now, and every look is in the trail."""
    roles = talk.uow.directory().roles_of(talk.person.id, service.code)
    managing = pulsing.manages(talk.uow.directory(), service.code, talk.person.id, talk.now)
    typed = talk.uow.pulse_lines(sure.round.number) if roles & pulse.WORD_READERS and not managing else ()
    if not typed:
        return []
    pulsing.words_looked_at(talk.uow, talk.now, talk.person.id, sure.round)
    return [words.SURE_WORDS, *(f"“{text[:300]}”" for text in typed[:MOST_LINES])]


def _wishes(talk: Talk) -> list[Block]:
    directory = talk.uow.directory()
    rows: list[Block] = []
    for wish in talk.uow.wishes():
        if talk.person.id in pulsing.contacts(directory, wish.service, wish.person, talk.now):
            rows += _wish_row(directory.person(wish.person), directory.service(wish.service), wish.number)
    return rows


def _wish_row(who: Person, service: Service | None, number: int) -> tuple[Block, ...]:
    text = words.PULSE_SOMEONE_WISHES.format(who=who.name, place=service.name if service else "")
    return Words(text=text), Buttons(buttons=(pulsing.wish_button(who, number),))


PRESSES: Mapping[str, Callable[[Talk, Act, Pressed], str]] = {
    "pulse": _pressed_score,
    "pulse_again": _pressed_score,
    "pulse_show": _show_question,
    "pulse_leave": _leave,
    "pulse_change": _change,
    "pulse_keep": _keep,
    "pulse_yes": _pressed_yes,
    "pulse_no": _pressed_no,
    "pulse_start": _pressed_start,
    "pulse_deed": _pressed_deed,
    "pulse_done": _pressed_done,
}
"""Buttons of rounds."""
