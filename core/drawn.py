"""Pieces of cards that every register draws alike: who has it, who was asked, which buttons, its history."""

from collections.abc import Iterable
from datetime import timedelta

from core import words
from core.access import LEADERS
from core.audit import ASKED, OPENED_AGAIN, REFUSED, Event, asked_people, last
from core.card import Act, Button, Buttons, Pick, Tone, Words
from core.labels import ISSUE_CATEGORIES, Urgency
from core.moment import clock_time as clock_time
from core.moment import day_and_time, spell
from core.people import Directory
from core.register import Entry, Look, Move, Relation
from core.tongues import Tongue, both, of_report

ANSWERS = ("acknowledge", "order_control", "control_in_place", "take_on", "accept", "sorted_here", "answer")
"""Verbs by which somebody answers for an entry."""

HOLDING = ("accept", "take_on", "took_over", "acknowledge")
"""Verbs by which somebody has it from then on; the newest counts."""

FIRST_ROW = 5
"""Buttons beyond these go into the pick-list "More": on a phone a long row hides the first one."""


def act(look: Look, verb: str, value: str = "") -> Act:
    """What pressing `verb` on this card means."""
    return Act(verb=verb, ref=look.entry.ref, version=look.entry.version, value=value)


def buttons(look: Look, *, leave_out: Iterable[str] = ()) -> tuple[Buttons | Pick, ...]:
    """The moves that this reader could begin, as buttons, the likeliest first."""
    hidden = set(leave_out)
    offered = [move for move in look.moves if move.button and move.verb not in hidden]
    row = tuple(Button(label=m.button, act=act(look, m.verb), tone=_tone(m)) for m in offered[:FIRST_ROW])
    more = tuple(Button(label=m.button, act=act(look, m.verb)) for m in offered[FIRST_ROW:])
    return (*((Buttons(buttons=row),) if row else ()), *((Pick(label=words.MORE, options=more),) if more else ()))


def _tone(move: Move) -> Tone:
    return Tone.GOOD if move.verb in ("acknowledge", "confirm", "accept", "control_in_place") else Tone.PLAIN


def category_pick(look: Look, likeliest: tuple[str, ...] = ()) -> Pick:
    """The list to change what it was taken for, the next likeliest first."""
    order = (*likeliest, *(c for c in ISSUE_CATEGORIES if c not in likeliest))
    options = (c for c in order if c != look.entry.category)
    return Pick(
        label=words.CHANGE_TYPE,
        options=tuple(Button(label=words.CATEGORY[c], act=act(look, "change_category", c)) for c in options),
    )


def urgency_pick(look: Look, verb: str, urgencies: Iterable[Urgency]) -> Pick:
    """The list to change how urgent it is."""
    return Pick(
        label=words.CHANGE_URGENCY,
        options=tuple(Button(label=words.URGENCY[u].capitalize(), act=act(look, verb, u)) for u in urgencies),
    )


def place_pick(look: Look) -> tuple[Pick, ...]:
    """The list to put right where it is, for who works at several places."""
    theirs = look.directory.services_of(look.reader.id) if look.reader.known else ()
    others = [s for s in look.directory.services if s.code in theirs and s.code != look.entry.service]
    options = tuple(Button(label=s.name, act=act(look, "place", s.code)) for s in others[:99])
    return (Pick(label=words.WRONG_PLACE, options=options),) if options else ()


def safe_for_now(entry: Entry, offered: Iterable[Move]) -> tuple[Buttons, ...]:
    """The first of the offered moves that keeps people safe for now, as a button outside the entry's card."""
    found = next((move for move in offered if move.verb in ("order_control", "control_in_place")), None)
    if found is None:
        return ()
    means = Act(verb=found.verb, ref=entry.ref, version=entry.version)
    return (Buttons(buttons=(Button(label=found.button, act=means, tone=_tone(found)),)),)


def photo_buttons(look: Look) -> tuple[Button, ...]:
    """The button that asks for its photos, where it has any. A card holds the button and never the photo."""
    count = int(look.params.get("photos", "0"))
    if not count:
        return ()
    label = words.SEE_PHOTO if count == 1 else words.SEE_PHOTOS.format(n=count)
    # Without a version: it changes nothing, and pressed again it is not taken for the same press.
    return (Button(label=label, act=Act(verb="see_photo", ref=look.entry.ref)),)


def photo_row(look: Look) -> tuple[Buttons, ...]:
    """The same as a row of its own, or nothing."""
    asked = photo_buttons(look)
    return (Buttons(buttons=asked),) if asked else ()


def linked(look: Look) -> tuple[tuple[str, str], ...]:
    """The numbers of what is linked with it, as a fact for whoever leads; nobody else may read them all."""
    refs = _linked(look)
    return ((words.LINKED_WITH, ", ".join(refs)),) if refs else ()


def linked_row(look: Look) -> tuple[Buttons | Pick, ...]:
    """A button for each of them."""
    see = tuple(
        Button(label=words.BUTTON["see"].format(ref=ref), act=Act(verb="see", ref=ref)) for ref in _linked(look)
    )
    if not see:
        return ()
    return (Buttons(buttons=see) if len(see) <= FIRST_ROW else Pick(label=words.LINKED_WITH, options=see),)


def _linked(look: Look) -> list[str]:
    return look.params.get("linked", "").split() if look.relations & LEADERS else []


def name(directory: Directory, person: int | None) -> str:
    """Somebody's first name, or who acted where no person did."""
    return words.HANDRAIL if person is None else directory.person(person).first_name


def names(directory: Directory, people: Iterable[int]) -> str:
    """First names in a sentence."""
    return words.names(directory.person(p).first_name for p in people)


def who_has_it(look: Look) -> str:
    """Who holds it and when it was first answered, or an empty text."""
    service = look.directory.service(look.entry.service)
    trail = _since_opened(look.trail)
    answer = next((event for event in trail if event.verb in ANSWERS), None)
    if answer is None:
        return ""
    holder = last(trail, *HOLDING) or answer
    who = name(look.directory, holder.by) if look.reader.known else words.SOMEBODY
    return words.HAS_IT.format(who=who, at=clock_time(answer.at, service))


def holds_it(look: Look) -> bool:
    """Whether the reader is the one who has it."""
    trail = _since_opened(look.trail)
    holder = last(trail, *HOLDING) or last(trail, *ANSWERS)
    return holder is not None and holder.by == look.reader.id


def _since_opened(trail: tuple[Event, ...]) -> tuple[Event, ...]:
    opened = last(trail, *OPENED_AGAIN)
    return tuple(e for e in trail if opened is None or e.seq > opened.seq)


def answer_line(look: Look, *, never: Iterable[int] = ()) -> str:
    """What is true now of who was told and whether anybody answered. Never that help is coming.

    `never` are people who are never asked about it, whatever list it stands on.
    """
    answered = who_has_it(look)
    if answered:
        return answered
    people = asked_people(look.trail)
    if not look.reader.known:
        return f"{words.SENT_TO_CHARGE} {words.NOBODY_YET}"
    if not people:
        seeing = _who_sees(look, never)
        return f"{words.ON_THE_LIST.format(who=seeing)} {words.NOBODY_YET}" if seeing else words.NOBODY_YET
    you = tuple(p for p in people if p != look.reader.id)
    sent = words.SENT_TO.format(who=names(look.directory, you)) if you else ""
    return " ".join(part for part in (sent, words.NOBODY_YET, look.next_asked) if part)


def tongue(look: Look) -> Tongue | None:
    """The other language in which its reporter reads it; None for everybody else, who read English."""
    return of_report(look.trail) if Relation.REPORTER in look.relations else None


def answer_line_abroad(look: Look) -> str:
    """What `answer_line` says, without names, in the reporter's language; empty where that is English."""
    theirs = tongue(look)
    if theirs is None:
        return ""
    if who_has_it(look):
        return theirs.answered
    if look.entry.restricted:
        # Who was told may be anybody but the person in charge; the English line names them.
        return theirs.unanswered
    if asked_people(look.trail) or not look.reader.known:
        return f"{theirs.told} {theirs.unanswered}"
    return f"{theirs.listed} {theirs.unanswered}" if _who_sees(look) else theirs.unanswered


def _who_sees(look: Look, never: Iterable[int] = ()) -> str:
    directory, service, now = look.directory, look.entry.service, look.now
    seeing = directory.safeguarding(service, now) if look.entry.restricted else directory.in_charge(service, now)
    return names(directory, (p for p in seeing if p not in (look.reader.id, *never)))


def phone_line(look: Look) -> str:
    """The service's urgent phone, where it has one."""
    service = look.directory.service(look.entry.service)
    if service is None or not service.urgent_phone:
        return ""
    theirs = tongue(look)
    return both(theirs.phone if theirs else "", words.URGENT_PHONE).format(phone=service.urgent_phone)


def place(look: Look) -> str:
    """The name of the service, in words also where it is not known yet."""
    service = look.directory.service(look.entry.service)
    return service.name if service else words.PLACE_UNKNOWN


def age(look: Look) -> str:
    """How long ago it was reported, as it was when the card was drawn."""
    passed = look.now - look.entry.reported_at
    return words.AGO.format(time=spell(passed)) if passed >= timedelta(minutes=1) else words.JUST_NOW


def late(look: Look) -> str:
    """How late a ping is, where it is."""
    return words.MESSAGE_LATE.format(late=look.params["late"]) if look.params.get("late") else ""


def words_of(text: str, tone: Tone = Tone.PLAIN) -> tuple[Words, ...]:
    """A paragraph, or nothing for an empty text."""
    return (Words(text=text, tone=tone),) if text else ()


HISTORY: dict[str, str] = {
    "reported": "{by} reported it.",
    "asked": "Sent to {people}.",
    "nobody_to_ask": "There was nobody to send it to.",
    "not_reached": "The message to {people} could not be delivered.",
    "said_again": "{by} said it again.",
    "added_words": "{by} added: {note}",
    "looked": "{by} looked at the words.",
    "photo_added": "{by} added a photo.",
    "photo_removed": "{by} removed a photo.",
    "photo_looked": "{by} looked at the photo.",
    "photo_opened": "The link to the photo that {by} asked for was opened.",
    "acknowledge": "{by} answered: I have it.",
    "order_control": "{by} ordered a control: {control}",
    "control_in_place": "{by} saw that the control is in place.",
    "end_control": "{by} ended the control.",
    "take_on": "{by} is working on it.",
    "assign": "{by} asked {person} to take it.",
    "hand_over": "{by} asked {person} to take over.",
    "accept": "{by} took it.",
    "decline": "{by} can't take it.",
    "waiting_supplier": "{by} is waiting for the supplier. Ticket {ticket}, promised: {promised}",
    "supplier_news": "{by} heard from the supplier: {news}",
    "sorted_here": "{by} sorted it: {fix}",
    "fixed": "{by} fixed it: {fix}. Proof: {proof}",
    "confirm": "{by} says it is fixed.",
    "its_fixed": "{by} says it is fixed.",
    "seems_fixed": "{by} says it is over.",
    "took_over": "{by} came on shift and has it.",
    "told_at_handover": "{by} told {people} at handover.",
    "not_told": "{people} was not at the handover.",
    "stand_alone": "The other one was ended, so this one is open again.",
    "placed": "{by} says where it is.",
    "not_fixed": "{by} says it is not fixed.",
    "close": "{by} closed it. Cause: {cause}. Proof: {proof}",
    "reopen": "{by} opened it again: {reason}",
    "same_as": "{by} says it is the same as {other}.",
    "not_a_problem": "{by} says it is not a problem: {reason}",
    "withdraw": "{by} took it back.",
    "change_category": "{by} changed the type to: {category}.",
    "raise_urgency": "{by} made it more urgent: {urgency}.",
    "lower_urgency": "{by} made it less urgent: {urgency}. Why: {reason}",
    "care_unanswered": "Nobody said if someone's care is affected, so it counts as soon.",
    "care_effect": "{by} was asked if anyone's care is affected: {care}.",
    "snooze": "{by} put it off for {length}. Why: {reason}",
    "update": "{by}: {news}",
    "answer": "{by} answered: {answer}",
    "helped": "{by} says that helps.",
    "still_not_sure": "{by} is still not sure.",
    "planned": "It was time for the check.",
    "found": "{by} found: {note}",
    "all_agree_after_all": "{by} says all agree after all.",
    "logged_left": "{by} logged what was found: {refs}.",
    "answered_by_rule": "Rule {rule}, version {version}, answered it.",
    "offered_rules": "These rules were offered: {rules}.",
    "choose_rule": "{by} chose rule {rule}, version {version}.",
    "pass_on": "No rule fitted, so a person was asked.",
    "no_reply": "{by} heard no more, so it counts as settled.",
    "suggest_rule": "{by} suggested the answer as a rule.",
    "make_rule": "{by} made the answer a rule: {rule}, version {version}.",
    "not_a_rule": "{by} says the answer is no rule.",
    "linked": "{by} linked it with {other}.",
    "unlinked": "{by} ended the link with {other}.",
    "asked_who_told": "{by} was asked who told it: {people}.",
    "logged_for": "{by} wrote it down for {person}.",
    "done": "{by} did the check: {result}",
    "from_check": "{by} found it in the daily check {check}.",
    "cannot_now": "{by} can't check now: {note}",
    "say_why": "{by} said why the check was not done: {note}",
    "missed": "The check was missed.",
    "not_needed": "{by} says it is not needed: {reason}",
    **words.RULES_HISTORY,
    **words.PULSE_HISTORY,
}
"""Each kind of event as one plain sentence."""


def history_line(event: Event, directory: Directory) -> str:
    """One event as a plain sentence, without its time."""
    people = event.evidence.get("people", "")
    said = {key: spoken(key, value) for key, value in event.evidence.items()}
    person = event.evidence.get("person", "")
    facts = {
        "note": event.note,
        **said,
        "by": name(directory, event.by),
        "people": names(directory, (int(p) for p in people.split(",") if p)),
        "person": name(directory, int(person)) if person else "",
    }
    line = HISTORY.get(event.verb, "{by}: " + event.verb).format_map(_Blank(facts))
    late = event.evidence.get("late", "")
    return f"{line} {words.LATE_BY.format(late=late)}" if event.verb == ASKED and late else line


class _Blank(dict[str, str]):
    """Facts in which a missing one reads as a dash."""

    def __missing__(self, key: str) -> str:
        return "-"


def spoken(key: str, value: str) -> str:
    """A piece of evidence in the words that staff see."""
    tables = {
        "category": words.CATEGORY,
        "urgency": words.URGENCY,
        "care": words.CARE_ANSWERS,
        "result": words.CHECK_RESULT,
    }
    return tables.get(key, {}).get(value, value)


def history(look: Look) -> tuple[str, ...]:
    """The whole trail, oldest first: each event's day and time, and one plain sentence."""
    service = look.directory.service(look.entry.service)
    # Somebody whom nobody knows yet sees how their own report stands, and no names.
    shown = (event for event in look.trail if event.verb != REFUSED and look.reader.known)
    return tuple(f"{day_and_time(e.at, service)}. {history_line(e, look.directory)}" for e in shown)
