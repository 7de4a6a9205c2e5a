"""What somebody tells for somebody else: "for Precious: …" by a leader, and "me too ISS-9" by a colleague.

Source: decisions, People and shifts (no account); rules, duplicates.
"""

import re

from bot.talk import Talk, button, question
from core import access, handlers, joining, words
from core.card import Act
from core.labels import Urgency
from core.people import Person
from core.ports import Message, Pressed, Priority
from core.register import Entry
from core.registers import QUESTIONS
from core.understanding.meaning import Meaning

FOR = re.compile(r"\s*(?:for|on behalf of)\s+(?P<name>[^\W\d_][^\n:]{0,60}?)\s*:\s*(?P<text>\S.*)", re.I | re.S)
_FOR_LOOSELY = re.compile(
    r"\s*(?:for|on behalf of)\s+(?P<name>[^\W\d_][^\s:,]{0,40}(?:\s[^\s:,]{1,40})?)"
    r"\s*(?:,|\s[-\u2013])\s*(?P<text>\S.*)",
    re.I | re.S,
)
"""The same with a comma or a dash. Only a name that is known makes it more than ordinary words."""

_ISSUE = re.compile(r"#?\biss[ -]?(\d{1,9})\b", re.I)
_SAME = (
    r"(?:me too|me as well|me also|same here|same for me|same (?:problem|thing|one|issue)?|mine too"
    r"|i have (?:this|it|that) too|i(?:'?ve)? got (?:this|it|that) too|us too|this too)"
)
_ME_TOO = re.compile(
    rf"(?:yes |yep )?(?:{_SAME}[\s:,.]*(?:(?:for|as|with|on|is|of)\s+)?@|@[\s:,.]*(?:is |for )?{_SAME})"
    r"(?P<more>(?:[\s,.]+\S+){0,12})[\s.!]*"
)
"""With "@" where the number stands. More words may follow: they are kept with the colleague's own entry."""

_BUT = re.compile(r"\b(?:but|not|no|isn'?t|different|another|other|except|instead)\b")
"""Words after which it is not simply the same."""

MOST_CHOICES = 4
"""Namesakes that are offered, beside "None of them"."""


def split(talk: Talk, text: str) -> tuple[str, str]:
    """The name and the words of "for Precious: …", if a leader wrote it; else an empty name and the text as it is."""
    if not _leads_here(talk):
        return "", text
    found = FOR.fullmatch(text)
    if found is None:
        found = _FOR_LOOSELY.fullmatch(text)
        if found is None or not named(talk, found["name"]):
            return "", text
    return found["name"].strip(), found["text"]


def _leads_here(talk: Talk) -> bool:
    directory, here = talk.uow.directory(), talk.home()
    return bool(here) and access.answers_for(talk.person.id, here, directory, talk.now)


def named(talk: Talk, name: str) -> tuple[Person, ...]:
    """Everybody known at the writer's service who goes by that name, but for the writer."""
    directory, here, wanted = talk.uow.directory(), talk.home(), " ".join(name.casefold().split())
    on_shift = set(directory.on_shift(here, talk.now))
    return tuple(
        person
        for person in directory.people
        if person.known
        and person.id != talk.person.id
        and (person.id in on_shift or directory.roles_of(person.id, here))
        and wanted in (person.name.casefold(), person.first_name.casefold())
    )


def who_was_it(talk: Talk, entry: Entry, name: str, people: tuple[Person, ...]) -> None:
    """The words are saved as the writer's own; with several of that name they say who it was."""
    if not people:
        talk.say(words.NOBODY_CALLED.format(name=name, ref=entry.ref))
        return
    offered = people[:MOST_CHOICES]
    joining.ask_who_told(talk.uow, talk.now, talk.person, entry, offered)
    choices = (button(person.name, "told_by", entry.ref, str(person.id)) for person in offered)
    none = button(words.BUTTON["none_of_them"], "told_by", entry.ref, "0")
    talk.say(question(words.WHO_REPORTED.format(name=name, ref=entry.ref), *choices, none))


def told_by(talk: Talk, act: Act, pressed: Pressed) -> str:
    """The writer says which of the namesakes it was."""
    entry = talk.uow.entry(act.ref)
    offered = joining.may_give_to(talk.uow, talk.person, entry) if entry else ()
    if entry is None or not offered:
        talk.say(words.OLD_BUTTON)
        return "not theirs"
    if act.value == "0":
        talk.say(words.STAYS_YOURS.format(ref=entry.ref))
        return "stays theirs"
    person = next((p for p in offered if str(p.id) == act.value), None)
    if person is None or not joining.give_to(talk.uow, talk.desk, talk.now, talk.person, entry, person):
        talk.say(words.OLD_BUTTON)
        return "nobody to give it to"
    answer_them(talk, entry)
    talk.say(words.SAVED_FOR.format(who=person.first_name, ref=entry.ref))
    return "told for somebody"


def answer_them(talk: Talk, entry: Entry) -> None:
    """Whose question it is gets the card with the answer, where to say whether it helps."""
    if not entry.ref.startswith(QUESTIONS.prefix):
        return
    key = f"theirs:{entry.ref}:{entry.reported_by}"
    card = Message(key=key, person=entry.reported_by, priority=Priority.REPLY, ref=entry.ref, view="receipt")
    talk.uow.send(card, talk.now)


def me_too(talk: Talk, text: str, meaning: Meaning) -> str:
    """Words such as "me too ISS-9": the colleague is linked to it and hears the outcome. Empty for anything else.

    What sounds pressing is a report of its own, whatever number it names.
    """
    numbers = _ISSUE.findall(text)
    said = " ".join(_ISSUE.sub("@", text).casefold().replace("\u2019", "'").split())
    found = _ME_TOO.fullmatch(said)
    if found is None or len(set(numbers)) != 1 or handlers.urgent(meaning):
        return ""
    if found["more"] and (_BUT.search(found["more"]) or meaning.urgency.rank <= Urgency.HIGH.rank):
        return ""
    return join(talk, f"ISS-{int(numbers[0])}", text)


def _pressed(talk: Talk, act: Act, pressed: Pressed) -> str:
    return join(talk, act.ref, words.ME_TOO_IN.format(ref=act.ref))


def join(talk: Talk, ref: str, text: str) -> str:
    """Link the person to that issue, or say why not; what can't be linked shows nothing of itself."""
    joined = joining.me_too(talk.uow, talk.now, talk.sender, talk.person, ref, text)
    if joined is None:
        talk.say(words.NOT_OPEN_HERE.format(other=ref))
        return "not open here"
    if joined.new:
        talk.say(words.ADDED_TO.format(other=joined.other.ref, ref=joined.mine.ref))
        return "me too"
    talk.say(words.ON_IT_ALREADY.format(other=joined.other.ref))
    return "on it already"


PRESSES = {"told_by": told_by, "me_too": _pressed}
"""Buttons of these conversations."""
