"""Moves made in talk: a press or typed words, then one question for each thing that the move needs."""

from collections.abc import Mapping

from bot.found import log_left
from bot.talk import Talk, button, question
from core import answers, checking, drawn, due, handlers, words
from core.access import could_take
from core.card import Act, Button, Buttons, Card, Pick, Words
from core.decide import Moved, Needs, Refused, allowed
from core.form import Field, PersonField, PickField, TextField
from core.moment import clock_time
from core.register import Entry, Move
from core.registers import register_of
from core.registers.checks import Check
from core.said_before import SaidByOthers
from core.tongues import of_report

FIELD = "field"
"""What the dialogue waits for while a move still needs something."""


def press(talk: Talk, act: Act) -> str:
    """A press on an entry's button. An old card changes nothing and shows how it stands."""
    chosen = _from_value(talk, act)
    if chosen is None:
        talk.say(words.OLD_BUTTON)
        return "old button"
    if act.value and begun(talk, act):
        return make(talk, act.ref, act.verb, {**_gathered(talk.waiting().data), **chosen})
    return make(talk, act.ref, act.verb, chosen, seen=act.version)


def begun(talk: Talk, act: Act) -> bool:
    """Whether the press is about the move that they are being asked about now."""
    waiting = talk.waiting()
    return waiting.waiting == FIELD and (waiting.ref, waiting.data.get("verb")) == (act.ref, act.verb)


def typed(talk: Talk, text: str) -> str:
    """The typed answer to what a move needs; empty where it is none of the choices, so that it counts as new."""
    waiting = talk.waiting()
    verb, name = waiting.data["verb"], waiting.data["field"]
    said = _as_choice(talk, waiting.ref, verb, name, text)
    return make(talk, waiting.ref, verb, {**_gathered(waiting.data), name: said}) if said else ""


def make(talk: Talk, ref: str, verb: str, evidence: Mapping[str, str], *, seen: int = 0) -> str:
    """Make the move, ask for what it still needs, or say why not."""
    done = handlers.move(
        talk.uow, talk.desk, talk.now, talk.person, ref, verb, evidence, seen=seen, channel=talk.sender.channel
    )
    if done is None:
        talk.say(words.NOT_FOUND.format(ref=ref))
        return "not found"
    entry, decision = done
    talk.about = entry.ref
    match decision:
        case Moved():
            talk.stop_waiting()
            _thank(talk, entry, verb)
            if isinstance(entry, Check):
                log_left(talk, entry)
            return f"moved {verb}"
        case Needs():
            _ask(talk, entry, decision, evidence)
            return f"needs {decision.field.name}"
        case Refused():
            _refuse(talk, entry, decision)
            return "refused"


def _refuse(talk: Talk, entry: Entry, refused: Refused) -> None:
    talk.say(refused.why)
    if refused.stale:
        mine = talk.person.id == entry.reported_by
        talk.show(entry.ref, "receipt" if mine else "ping")
    talk.uow.redraw(entry.ref)


def _thank(talk: Talk, entry: Entry, verb: str) -> None:
    if verb == "answer":
        # A live card: what it offers (to make the answer a rule) goes when that is done.
        talk.show(entry.ref, "answered")
        return
    others = checking.offered_to(talk.uow, entry, verb, talk.now)
    text = words.CHECK_OFFERED if others else answers.thanks(talk.uow, entry, verb) or words.DONE.get(verb)
    if text:
        by = _control_by(talk, entry)
        what = words.category(entry.category)
        said = text.format(ref=entry.ref, who=talk.person.first_name, by=by, what=what, people=others)
        abroad = _thanks_abroad(talk, entry, verb)
        beneath = (Words(text=said),) if abroad else ()
        talk.say(Card(heading=abroad or said, body=(*beneath, *(_safe_for_now(talk, entry) if by else ()))))


def _thanks_abroad(talk: Talk, entry: Entry, verb: str) -> str:
    """The thanks for an answer about care in the reporter's language; empty where that is English."""
    mine = verb == "care_effect" and talk.person.id == entry.reported_by
    theirs = of_report(talk.uow.trail(entry.ref)) if mine else None
    return theirs.thanks.format(ref=entry.ref) if theirs else ""


def _control_by(talk: Talk, entry: Entry) -> str:
    """By when a control is expected, where one is still missing."""
    chase = talk.uow.chase(entry.ref)
    if chase is None or chase.next_at is None or chase.why != due.NO_CONTROL:
        return ""
    return words.CONTROL_BY.format(at=clock_time(chase.next_at, talk.uow.directory().service(entry.service)))


def _safe_for_now(talk: Talk, entry: Entry) -> tuple[Buttons, ...]:
    """The button for what is missing, so that nobody has to look for it further up."""
    return drawn.safe_for_now(entry, _allowed(talk, entry))


def _allowed(talk: Talk, entry: Entry) -> tuple[Move, ...]:
    """What this person could begin with the entry now."""
    register = register_of(entry.ref)
    directory, trail = talk.uow.directory(), talk.uow.trail(entry.ref)
    return allowed(register, entry, talk.person, directory, talk.now, trail) if register else ()


def _ask(talk: Talk, entry: Entry, needs: Needs, evidence: Mapping[str, str]) -> None:
    kept = {f"e:{name}": value for name, value in evidence.items()}
    talk.wait_for(FIELD, entry.ref, verb=needs.move.verb, field=needs.field.name, **kept)
    field = needs.field
    heading = f"{field.label} {entry.ref}"
    match field:
        case PickField():
            choices = tuple(_choice(entry, needs.move, value, label) for value, label in field.options)
            note = (Words(text=words.OR_TYPE_IT),) if field.free else ()
            talk.say(Card(heading=heading, body=(_offered(choices), *note)))
        case PersonField():
            people = _who_could(talk, entry)
            choices = tuple(_choice(entry, needs.move, str(p), name) for p, name in people)
            talk.say(
                Card(
                    heading=heading,
                    body=(Pick(label=words.CHOOSE_ONE, options=choices), Words(text=words.OR_TYPE_NAME)),
                )
            )
        case TextField():
            talk.say(Card(heading=heading, body=(Words(text=words.TYPE_IT),)))


def _offered(choices: tuple[Button, ...]) -> Buttons | Pick:
    return Buttons(buttons=choices) if len(choices) <= 5 else Pick(label=words.CHOOSE_ONE, options=choices)


def _choice(entry: Entry, move: Move, value: str, label: str) -> Button:
    return Button(label=label, act=Act(verb=move.verb, ref=entry.ref, version=entry.version, value=value))


def _who_could(talk: Talk, entry: Entry) -> tuple[tuple[int, str], ...]:
    """Whom an entry can be given to, but not oneself."""
    directory = talk.uow.directory()
    found = could_take(entry, directory, talk.now)
    return tuple((p, directory.person(p).name) for p in found if p != talk.person.id)


def _from_value(talk: Talk, act: Act) -> dict[str, str] | None:
    """The value of a button as the answer to the field that offers it: the one being asked, or else the first.

    None where no field of the move offers it. What has to be typed never comes from a button: on an old card
    "From now" would else be taken for the words of the rule.
    """
    register, entry = register_of(act.ref), talk.uow.entry(act.ref)
    move = register.move(act.verb, entry.state) if register and entry else None
    if not act.value or move is None or not move.needs:
        return {}
    offering = [field.name for field in move.needs if _offers(field, act.value)]
    asked = talk.waiting().data.get("field", "") if begun(talk, act) else ""
    name = asked if asked in offering else next(iter(offering), "")
    return {name: act.value} if name else None


def _offers(field: Field, value: str) -> bool:
    match field:
        case PickField():
            return value in {offered for offered, _ in field.options}
        case PersonField():
            return value.isdecimal()
        case TextField():
            return False


def _gathered(data: Mapping[str, str]) -> dict[str, str]:
    return {name.removeprefix("e:"): value for name, value in data.items() if name.startswith("e:")}


def _as_choice(talk: Talk, ref: str, verb: str, name: str, text: str) -> str:
    """What was typed, as the choice that it names, where the field has choices."""
    register, entry = register_of(ref), talk.uow.entry(ref)
    move = register.move(verb, entry.state) if register and entry else None
    field = next((f for f in move.needs if f.name == name), None) if move else None
    wanted = text.strip().casefold()
    if isinstance(field, PickField):
        chosen = next((v for v, label in field.options if wanted in (v.casefold(), label.casefold())), "")
        return chosen or (text if field.free else "")
    if isinstance(field, PersonField) and entry is not None:
        named = [str(p) for p, full in _who_could(talk, entry) if _named(full, wanted)]
        return named[0] if len(named) == 1 else ""
    return text


def _named(full: str, wanted: str) -> bool:
    return bool(wanted) and (full.casefold() == wanted or full.casefold().split()[:1] == [wanted])


def same_or_not(talk: Talk, mine: Entry, said: SaidByOthers) -> None:
    """Likeness alone merges nothing: the reporter is asked."""
    other = said.entry
    asked = words.SAME_AS_THIS if said.people == 1 else words.SAME_AS_THESE
    talk.say(
        question(
            asked.format(n=said.people, other=other.ref, ref=mine.ref),
            button(words.BUTTON["same"], "same", mine.ref, other.ref),
            button(words.BUTTON["different"], "different", mine.ref),
        )
    )
