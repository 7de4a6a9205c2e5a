"""What is new is saved: as one report or two, as somebody else's, or beside an answer that it may be.

Save first, then ask at most one thing.
"""

from dataclasses import replace

from bot import asking, commands, for_others, moves, pictures
from bot.talk import Heard, Talk, button, question
from core import handlers, joining, reaching, said_before, words
from core.labels import Danger, Kind, Urgency
from core.people import Person
from core.ports import Pressed, Said, Submitted
from core.register import Entry
from core.registers import ISSUES
from core.registers.issues.table import SERIOUS
from core.understanding.meaning import Meaning

PLACE, KEEP, CARE = "place", "keep", "care"
"""What the dialogue may wait for, beside a move's field: the service, words not yet saved, the care answer."""


def new(talk: Talk, said: Said, heard: Heard) -> str:
    """Everything that is neither an answer, a command nor thanks is kept, nonsense too."""
    if for_others.split(talk, heard.text)[0]:
        return _for_somebody(talk, said, heard)
    again = said_before.said_again(talk.uow, talk.now, talk.person, heard.text)
    if asking.says_where(talk, heard.text):
        return _beside_an_answer(talk, said, heard, again)
    if again is not None:
        return _again(talk, again, heard.text)
    if heard.meaning.sorted_already and not handlers.urgent(heard.meaning):
        mine = commands.my_open(talk)
        if mine:
            return _sorted_already(talk, mine, heard.text)
    for text, part in heard.parts:
        save(talk, text, looked_at(part), said)
    return "saved"


def _beside_an_answer(talk: Talk, said: Said, heard: Heard, again: Entry | None) -> str:
    """Saved first, as what it may be; then whoever was asked for an answer can say that it was that."""
    ref = talk.waiting().ref
    if again is None:
        saved = save(talk, heard.text, looked_at(heard.meaning), said)
    else:
        _again(talk, again, heard.text)
        saved = again
    asking.perhaps_the_answer(talk, ref, saved)
    return "saved beside an answer"


def _for_somebody(talk: Talk, said: Said, heard: Heard) -> str:
    """A leader tells what somebody else told them: kept as that person's, or as the leader's own if nobody knows whose.

    The words are kept as they were sent wherever it is not certain who is meant.
    """
    name, text = for_others.split(talk, heard.text)
    meaning = looked_at(talk.understand(text))
    private = _private(heard.meaning, meaning)
    people = () if private else for_others.named(talk, name)
    told_for = people[0] if len(people) == 1 else None
    kept = text if told_for else heard.text
    urgent = handlers.urgent(meaning)
    again = said_before.said_again(talk.uow, talk.now, told_for or talk.person, kept, by=talk.person, urgent=urgent)
    if again is not None:
        return _again(talk, again, heard.text)
    entry = save(talk, kept, private or meaning, said, told_for=told_for)
    if told_for is not None:
        talk.say(words.SAVED_FOR.format(who=told_for.first_name, ref=entry.ref))
    elif not private:
        for_others.who_was_it(talk, entry, name, people)
    return "saved for somebody"


def _private(whole: Meaning, part: Meaning) -> Meaning | None:
    """The whole message, where abuse is told in it: nobody named in it may hear of it, for it may be about them.

    Source: decisions, never possibly the person complained about.
    """
    if Danger.SAFEGUARDING not in (whole.danger, part.danger):
        return None
    return replace(whole, danger=Danger.SAFEGUARDING, urgency=whole.urgency.at_least(part.urgency))


def looked_at(meaning: Meaning) -> Meaning:
    """What nobody could place is read by a person within a day: it is never less than normal."""
    if meaning.kind is not Kind.OTHER:
        return meaning
    return replace(meaning, urgency=meaning.urgency.at_least(Urgency.NORMAL))


def _sorted_already(talk: Talk, mine: tuple[Entry, ...], text: str) -> str:
    """Somebody says that it is over: kept with their newest report, and only their tap ends one."""
    handlers.add_words(talk.uow, talk.desk, talk.now, talk.person, mine[0], text)
    talk.about = mine[0].ref
    talk.wait_for(KEEP, text=text)
    over = ((entry, commands.over_verb(talk, entry)) for entry in mine[:3])
    fixed = tuple(
        button(words.BUTTON["is_over"].format(ref=entry.ref), verb, entry.ref) for entry, verb in over if verb
    )
    talk.say(
        question(words.GLAD_SORTED.format(ref=mine[0].ref), *fixed, button(words.BUTTON["new_problem"], "save_it"))
    )
    return "sorted already"


def _again(talk: Talk, entry: Entry, text: str) -> str:
    talk.wait_for(KEEP, text=text)
    talk.about = entry.ref
    talk.say(question(words.HAVE_IT_ONCE.format(ref=entry.ref), button(words.BUTTON["new_problem"], "save_it")))
    if Urgency(entry.urgency) in SERIOUS:
        talk.show(entry.ref, "receipt")
    return "said again"


def save(
    talk: Talk, text: str, meaning: Meaning, said: Said | Pressed | Submitted | None, *, told_for: Person | None = None
) -> Entry:
    """Keep one report, then ask at most one thing. With `told_for` it is that person's, written down by this one."""
    happened = said.at if isinstance(said, Said) else talk.now
    home = talk.home()
    entry = handlers.report(
        talk.uow,
        talk.desk,
        talk.now,
        talk.sender,
        told_for or talk.person,
        home,
        text,
        meaning,
        happened,
        rules=asking.rules_for(talk, meaning, text, home),
        told_by=talk.person if told_for else None,
        # The answer to a question is for whoever has it, and so is what they say of it.
        receipt=told_for is None or not handlers.is_question(meaning),
    )
    talk.stop_waiting()
    if told_for is not None:
        joining.tell_whose_it_is(talk.uow, talk.now, talk.person, entry)
        for_others.answer_them(talk, entry)
    pictures.with_entry(talk, entry)
    if not talk.person.known:
        asked = reaching.ask_to_be_known(talk.uow, talk.now, talk.person, entry.service)
        talk.say(words.UNKNOWN_PERSON if asked else words.STILL_UNKNOWN)
    if not entry.service and talk.uow.directory().services:
        _ask_place(talk, entry)
        return entry
    _ask_one_thing(talk, entry, meaning, whose=told_for or talk.person)
    return entry


def _ask_one_thing(talk: Talk, entry: Entry, meaning: Meaning, *, whose: Person) -> None:
    """Whether it is the same as another, or whether anyone's care is affected; a question waits for its asker."""
    others = said_before.looks_like(talk.uow, talk.now, entry) if talk.person.known else None
    if handlers.is_question(meaning):
        if whose.id == talk.person.id:
            asking.wait_for_asker(talk, entry)
    elif others is not None:
        moves.same_or_not(talk, entry, others)
    elif meaning.ask and entry.urgency != Urgency.CRITICAL and entry.ref.startswith(ISSUES.prefix):
        talk.wait_for(CARE, entry.ref)


def _ask_place(talk: Talk, entry: Entry) -> None:
    talk.wait_for(PLACE, entry.ref)
    services = talk.uow.directory().services
    talk.say(question(words.WHICH_SERVICE, *(button(s.name, "place", entry.ref, s.code) for s in services[:99])))
