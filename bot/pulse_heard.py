"""What somebody types while a round is asked: whether it answers the round, another question, or is a report."""

from collections.abc import Callable
from datetime import datetime

from bot import checks, pulse_harm
from bot.talk import Talk, button, question
from core import audit, handlers, pulsing, words
from core.labels import Kind, Urgency
from core.ports import Said, UnitOfWork
from core.register import Entry
from core.registers import ISSUES, QUESTIONS
from core.registers.checks import DUE
from core.standing import Waits, waits_for
from core.understanding.meaning import Meaning

LINE, CONTACT, CHANGE, DEED = "pulse line", "pulse contact", "pulse change", "pulse deed"
"""What the dialogue waits for: the one line, whether to get in touch, another answer, the service of a deed."""

COULD_BE_ANYTHING = frozenset({*(str(score) for score in range(1, 6)), "ok", "okay"})
"""What may as well be the answer to another question, such as how many people were looked at."""

NOTHING = frozenset({"leave it", "nothing", "no", "none", "skip", "stop", "cancel"})
YES, NO = frozenset({"yes", "yes please", "yep", "yeah"}), frozenset({"no", "no thanks", "nope", "no thank you"})


def plain(text: str) -> str:
    """The words without what does not matter to an exact answer."""
    return " ".join(text.casefold().split()).strip(" .!?")


def asked_since(talk: Talk, number: int) -> bool:
    """Whether a check waits for them, or they were asked about an entry after the question of the round."""
    found = pulsing.round_of(talk.uow, number)
    me, at = talk.person.id, talk.uow.told_of_pulse(found.told).get(talk.person.id) if found else None
    if at is None or any(check.state == DUE for check in checks.waiting(talk)):
        return at is not None
    entries = (e for s in talk.uow.directory().services_of(me) for e in _new_at(talk, s))
    return any(e.at >= at and me in audit.asked_people((e,)) for entry in entries for e in talk.uow.trail(entry.ref))


def _new_at(talk: Talk, service: str) -> tuple[Entry, ...]:
    found = (e for r in (ISSUES, QUESTIONS) for e in talk.uow.entries(r, service=service, open_only=True))
    return tuple(e for e in found if waits_for(e) is Waits.ANSWER)


def which(talk: Talk, number: int) -> str:
    """Two questions wait, and a number may answer either. No button repeats it: it would stand beside their name."""
    due = next((check for check in checks.waiting(talk) if check.state == DUE), None)
    check = (button(words.PULSE_MEANT_CHECK, "see", due.ref),) if due else ()
    talk.say(question(words.PULSE_WHICH, button(words.PULSE_MEANT_ROUND, "pulse_show", str(number)), *check))
    return "a round"


def is_pressing(meaning: Meaning) -> bool:
    """Whether somebody has to act on it soon."""
    return handlers.urgent(meaning) or (meaning.urgency is Urgency.HIGH and meaning.kind is not Kind.OTHER)


def is_report(meaning: Meaning, text: str) -> bool:
    """Whether it is never taken for the one line: pressing, a clear question, or two records that differ."""
    asks = meaning.kind is Kind.UNCERTAINTY and text.rstrip().endswith("?")
    return is_pressing(meaning) or asks or meaning.kind is Kind.DISCREPANCY


def is_private(uow: UnitOfWork, now: datetime, said: Said, understand: Callable[[str], Meaning]) -> bool:
    """Whether what somebody is about to type answers a round, so that no channel of ours may keep it.

    What `first` and `line` would not take is a report like any other, and may be kept.
    """
    dialogue = uow.dialogue(said.sender)
    fresh = dialogue.until is not None and dialogue.until > now
    text = plain(said.text)
    match dialogue.waiting if fresh else "":
        case "":
            person = uow.identify(said.sender) if text in words.PULSE_TYPED else None
            return person is not None and pulsing.unanswered(uow, now, person.id) is not None
        case waiting if waiting in (LINE, pulse_harm.HARM):
            return text in NOTHING or not (said.files or is_report(understand(said.text), said.text))
        case waiting if waiting == CONTACT:
            return text in YES | NO
        case waiting:
            return waiting == CHANGE and text in words.PULSE_TYPED
