"""What Handrail answers: to words, presses and forms, the same on every channel.

Save first, then ask. One question at a time. Whatever somebody was asked, a danger that they
write is a new report and never swallowed as the answer.
"""

import re
from dataclasses import replace

from bot import asking, checks, commands, digests, duty, for_others, moves, pictures, pulse, pulse_harm, rule_reading
from bot.talk import Heard, Talk, button, question
from core import handlers, joining, reaching, said_before, words
from core.card import Act
from core.labels import ISSUE_CATEGORIES, Category, Danger, Kind, Urgency
from core.people import Person
from core.ports import Pressed, Said, Submitted
from core.register import Entry
from core.registers import ISSUES, register_of
from core.registers.issues.table import SERIOUS
from core.tongues import of_report
from core.understanding.meaning import Meaning
from core.understanding.words import concepts, plain

PLACE, KEEP, CARE = "place", "keep", "care"
"""What the dialogue may wait for, beside a move's field: the service, words not yet saved, the care answer."""

THANKS = re.compile(
    r"(?:no,? (?=tha|thx|ta\b|cheers))?"
    r"(?:(?:ok(?:ay)?|(?:got it,? )?thanks?(?: you)?(?: so much| very much| a lot)?|thank u"
    r"|thx|ta(?: very much)?|cheers|great|good|perfect|brilliant|lovely|👍.?|🙏.?|❤️?)(?:[\s.!,]+|$))+",
    re.I,
)

GREETING = re.compile(
    r"(hi+|hello|hey|hiya|good (morning|afternoon|evening|night)|morning|evening)( there| all)?[\s.!]*", re.I
)

TROUBLE = re.compile(
    r"\b(wo\W?nt|ca\W?nt|cannot|does\W?nt|is\W?nt|not|no|missing|gone|lost|down|broken|stuck|crash\w*|frozen|blank|empty|wrong)\b",
    re.I,
)
"""Words of something that does not work."""

THINGS = frozenset({"emar", "old_new", "system", "workaround"})
"""Concepts that only name what is at hand: medicines and their charts, paper, the app, a way round."""

CORRECTION = re.compile(r"no\b[,.]?\s+(it['\u2019]?s|it is)\s+\S+(\s+\S+){0,3}", re.I)


def hear(talk: Talk, said: Said, heard: Heard) -> str:
    """Answer what somebody wrote. Answers with what was made of it, for the operator's log, without their words."""
    talk.dialogue = talk.uow.dialogue(talk.sender)
    taken = pictures.took(talk, said)
    asked = talk.waiting()
    outcome = pictures.named(talk, said) or _answered(talk, said, heard)
    asks_still = rule_reading.asks_still(talk, asked) or asked.waiting == moves.FIELD
    if outcome == "saved" and (asks_still or checks.interrupted(talk, asked)):
        talk.say(words.STILL_TO_SAY.format(ref=asked.ref))
    if outcome == "saved":
        pulse.after_report(talk, asked, heard.meaning)
    pictures.afterwards(talk, said, taken, saved=outcome.startswith("saved"))
    return outcome


def _answered(talk: Talk, said: Said, heard: Heard) -> str:
    text = heard.text.strip()
    if not text:
        return _nothing_said(talk, said)
    answered = (
        pulse.first(talk, text)
        or _exact_answer(talk, said, text)
        or asking.typed(talk, text)
        or for_others.me_too(talk, text, heard.meaning)
    )
    answered = answered or commands.find(talk, text) or asking.answers_perhaps(talk, text, heard.meaning)
    answered = answered or _thanked(talk, text)
    answered = answered or checks.typed(talk, text, heard.meaning) or rule_reading.typed(talk, text, heard.meaning)
    answered = answered or _typed_field(talk, text, heard.meaning)
    answered = answered or pulse.line(talk, said, heard)
    answered = answered or _corrected(talk, text, heard.meaning) or _only_a_reply(talk, said, heard)
    return answered or _new(talk, said, heard)


def _only_a_reply(talk: Talk, said: Said, heard: Heard) -> str:
    """A few words after an answer that may be about it; never where they may tell of trouble."""
    text = heard.text.strip()
    more = said.files or len(heard.parts) > 1 or TROUBLE.search(text) or for_others.split(talk, text)[0]
    return "" if more else asking.did_it_help(talk, text, heard.meaning)


def _thanked(talk: Talk, text: str) -> str:
    """Thanks and greetings are answered kindly, and are the only words that make no entry."""
    thanked = THANKS.fullmatch(asking.without_name(talk, text))
    answer = words.WELCOME if thanked else words.HELLO if GREETING.fullmatch(text) else ""
    if answer:
        talk.say(answer)
    return "small talk" if answer else ""


def _corrected(talk: Talk, text: str, meaning: Meaning) -> str:
    """Words such as "no it's missing" about what was reported just now do the same as picking another type."""
    if not CORRECTION.fullmatch(text) or handlers.urgent(meaning):
        return ""
    fresh = (e for e in commands.my_open(talk) if talk.now - e.reported_at <= said_before.SAME_WORDS_WITHIN)
    newest = next(fresh, None)
    category = _type_said(text, meaning)
    wrong = category in (Category.OTHER, newest.category if newest else "")
    if newest is None or wrong or category not in ISSUE_CATEGORIES or not newest.ref.startswith("ISS"):
        return ""
    return moves.make(talk, newest.ref, "change_category", {"category": category.value})


TYPE_SAID = {
    "missing": Category.MISSING_RECORD,
    "login": Category.LOGIN_ACCESS,
    "device": Category.DEVICE_CONNECTIVITY,
    "outage": Category.PERFORMANCE_OUTAGE,
    "alert": Category.ALERTS_ASSISTIVE_TECH,
    "report": Category.REPORTING_GAP,
    "training": Category.TRAINING_GAP,
    "emar": Category.MEDICATION_RECORD,
    "wrong": Category.DATA_ERROR,
}
"""What one word names as the type, by the concept it is read as: "no it's missing" says little as a message."""


def _type_said(text: str, meaning: Meaning) -> Category:
    named = (TYPE_SAID[name] for name, _ in concepts(plain(text)) if name in TYPE_SAID)
    return next(named, meaning.category)


def _nothing_said(talk: Talk, said: Said) -> str:
    talk.about = talk.waiting().ref if talk.waiting().waiting == moves.FIELD else ""
    if not said.files:
        talk.say(words.EMPTY)
    return "empty"


def _typed_field(talk: Talk, text: str, meaning: Meaning) -> str:
    """What was typed, as what a move still needs. What sounds pressing is a new report and never swallowed."""
    if talk.waiting().waiting != moves.FIELD:
        return ""
    answers = _only_a_way_round(text) or asking.says_where(talk, text)
    high = meaning.urgency is Urgency.HIGH and meaning.kind is not Kind.OTHER and not answers
    return "" if handlers.urgent(meaning) or high else moves.typed(talk, text)


def _only_a_way_round(text: str) -> bool:
    """Whether it names things and no trouble: "paper MAR from the red folder" is an answer."""
    return {name for name, _ in concepts(plain(text))} <= THINGS and not TROUBLE.search(text)


def _exact_answer(talk: Talk, said: Said, text: str) -> str:
    """One of the words that answer what was asked just now; empty for anything else."""
    waiting = talk.waiting()
    plain = text.casefold().strip(" .!।")
    if pulse_harm.is_typed(talk, plain):
        return _report_line(talk)
    if waiting.waiting and plain in ("stop", "cancel", "leave it"):
        if checks.stopped(talk, waiting):
            return "left"
        talk.stop_waiting()
        talk.say(words.LEFT)
        return "left"
    match waiting.waiting:
        case "care":
            effect = _care_answer(talk, waiting.ref, plain)
            return moves.make(talk, waiting.ref, "care_effect", {"care": effect}) if effect else ""
        case "place":
            return _typed_place(talk, plain)
        case asking.HELPS | asking.CHOOSE if plain in _SOMETHING_NEW and waiting.data.get("text"):
            return _save_kept(talk, said)
        case _:
            return ""


_SOMETHING_NEW = ("something new", "it is something new", "it's something new", "its something new")
"""The button typed."""


def _care_answer(talk: Talk, ref: str, plain: str) -> str:
    """What was typed as one of the four answers, in the language of the report or in English; empty for none."""
    theirs = of_report(talk.uow.trail(ref))
    return (theirs.care_answer(plain) if theirs else "") or _TYPED_CARE.get(plain, "")


_TYPED_CARE = {
    "yes": "now",
    "yes now": "now",
    "yes, now": "now",
    "now": "now",
    "soon": "soon",
    "no": "none",
    "nobody": "none",
    "not sure": "not_sure",
    "dont know": "not_sure",
    "don't know": "not_sure",
    "sí": "now",
    "si": "now",
    "sì": "now",
    "oui": "now",
    "ja": "now",
}


def _typed_place(talk: Talk, plain: str) -> str:
    services = talk.uow.directory().services
    code = next((s.code for s in services if plain in (s.name.casefold(), s.code.casefold())), "")
    return _place(talk, talk.dialogue.ref, code) if code else ""


def _new(talk: Talk, said: Said, heard: Heard) -> str:
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
        save(talk, text, _looked_at(part), said)
    return "saved"


def _beside_an_answer(talk: Talk, said: Said, heard: Heard, again: Entry | None) -> str:
    """Saved first, as what it may be; then whoever was asked for an answer can say that it was that."""
    ref = talk.waiting().ref
    if again is None:
        saved = save(talk, heard.text, _looked_at(heard.meaning), said)
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
    meaning = _looked_at(talk.understand(text))
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


def _looked_at(meaning: Meaning) -> Meaning:
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
    others = said_before.looks_like(talk.uow, talk.now, entry) if talk.person.known else None
    if handlers.is_question(meaning):
        if told_for is None:
            asking.wait_for_asker(talk, entry)
    elif others is not None:
        moves.same_or_not(talk, entry, others)
    elif meaning.ask and entry.urgency != Urgency.CRITICAL and entry.ref.startswith(ISSUES.prefix):
        talk.wait_for(CARE, entry.ref)
    return entry


def _ask_place(talk: Talk, entry: Entry) -> None:
    talk.wait_for(PLACE, entry.ref)
    services = talk.uow.directory().services
    talk.say(question(words.WHICH_SERVICE, *(button(s.name, "place", entry.ref, s.code) for s in services[:99])))


def press(talk: Talk, pressed: Pressed) -> str:
    """Answer a press. A button of an unknown kind says so and changes nothing."""
    talk.dialogue = talk.uow.dialogue(talk.sender)
    act = pressed.act
    own = _PRESSES.get(act.verb)
    if own is not None:
        return own(talk, act, pressed)
    if act.verb in checks.PRESSES:
        return checks.press(talk, act)
    if act.ref and act.verb.isidentifier():
        return moves.press(talk, act)
    talk.say(words.OLD_BUTTON)
    return "unknown button"


def _save_it(talk: Talk, act: Act, pressed: Pressed) -> str:
    """The words that were kept aside become a report of their own."""
    return _save_kept(talk, pressed)


def _save_kept(talk: Talk, said: Said | Pressed) -> str:
    waiting = talk.waiting()
    text = waiting.data.get("text", "")
    if waiting.waiting not in (KEEP, asking.HELPS, asking.CHOOSE) or not text:
        talk.say(words.OLD_BUTTON)
        return "nothing kept"
    save(talk, text, talk.understand(text), said)
    return "saved"


def _pressed_report(talk: Talk, act: Act, pressed: Pressed) -> str:
    return _report_line(talk)


def _report_line(talk: Talk) -> str:
    """The line that they typed about the app tells of harm: now they make it a report of theirs."""
    found = pulse_harm.taken(talk)
    if found is None:
        talk.say(words.OLD_BUTTON)
        return "nothing kept"
    text, meaning = found
    save(talk, text, _looked_at(meaning), None)
    return "saved"


def _pressed_place(talk: Talk, act: Act, pressed: Pressed) -> str:
    return _place(talk, act.ref, act.value)


def _place(talk: Talk, ref: str, code: str) -> str:
    entry, service = talk.uow.entry(ref), talk.uow.directory().service(code)
    if entry is None or service is None or not _matters_still(entry) or talk.person.id != entry.reported_by:
        talk.say(words.OLD_BUTTON)
        return "no place"
    if asking.may_still_place(entry):
        asking.place(talk, entry, code)
        return "placed"
    handlers.set_service(talk.uow, talk.desk, talk.now, talk.person, entry, code)
    talk.stop_waiting()
    talk.say(words.PLACED.format(place=service.name, ref=ref))
    return "placed"


def _matters_still(entry: Entry) -> bool:
    """Whether it is early enough to say where it is."""
    register = register_of(entry.ref)
    return asking.may_still_place(entry) or (register is not None and entry.state == register.first)


def _same(talk: Talk, act: Act, pressed: Pressed) -> str:
    """The reporter says that theirs is the same: linked, still kept, and they hear the outcome."""
    return moves.make(talk, act.ref, "same_as", {"other": act.value})


def _different(talk: Talk, act: Act, pressed: Pressed) -> str:
    talk.say(words.KEPT_APART.format(ref=act.ref))
    return "different"


def _see(talk: Talk, act: Act, pressed: Pressed) -> str:
    return commands.show(talk, act.ref)


def _see_words(talk: Talk, act: Act, pressed: Pressed) -> str:
    entry = commands.readable(talk, act.ref)
    if entry is None or register_of(entry.ref) not in handlers.IN_OWN_WORDS:
        talk.say(words.NOT_FOUND.format(ref=act.ref))
        return "not found"
    text = handlers.see_words(talk.uow, talk.now, talk.person, entry)
    talk.say(
        question(
            words.THE_WORDS.format(ref=entry.ref),
            button(words.BUTTON["see_all"], "see", entry.ref),
            more=_beginning(text),
        )
    )
    return "words shown"


def _beginning(text: str) -> str:
    """As much as a card holds, and a word where that is not all."""
    return text if len(text) <= 2800 else f"{text[:2800]}…\n{words.BEGINNING_ONLY}"


def _know(talk: Talk, act: Act, pressed: Pressed) -> str:
    return duty.make_known(talk, act)


def _run_command(talk: Talk, act: Act, pressed: Pressed) -> str:
    return commands.find(talk, act.value) or "unknown command"


def _cover(talk: Talk, act: Act, pressed: Pressed) -> str:
    return duty.cover_answer(talk, act)


def _choose_first(talk: Talk, act: Act, pressed: Pressed) -> str:
    talk.say(words.CHOOSE_FIRST)
    return "nothing chosen"


def _form(talk: Talk, act: Act, pressed: Pressed) -> str:
    """The channel did not open the form by itself (the page never does): it is sent like a message."""
    talk.ask(next((form for form in words.FORMS if form.name == act.value), words.REPORT_FORM))
    return "form"


def _digest(talk: Talk, act: Act, pressed: Pressed) -> str:
    return digests.press(talk, act)


def _shift(talk: Talk, act: Act, pressed: Pressed) -> str:
    return digests.shift(talk, act)


def _take_over(talk: Talk, act: Act, pressed: Pressed) -> str:
    return digests.take_over(talk, act)


_PRESSES = {
    "choose_first": _choose_first,
    "form": _form,
    "save_it": _save_it,
    "place": _pressed_place,
    "same": _same,
    "different": _different,
    "see": _see,
    "see_words": _see_words,
    "know": _know,
    "cover": _cover,
    "command": _run_command,
    **asking.PRESSES,
    **pictures.PRESSES,
    **for_others.PRESSES,
    **pulse.PRESSES,
    "pulse_report": _pressed_report,
    **rule_reading.PRESSES,
    "digest": _digest,
    "shift": _shift,
    "take_over": _take_over,
}


def submit(talk: Talk, sent: Submitted, heard: Heard) -> str:
    """Answer a form: the report form is the same as saying it, with the care question answered at once."""
    talk.dialogue = talk.uow.dialogue(talk.sender)
    if sent.form == words.CHECK_FORM.name and (of_check := checks.submitted(talk, sent, heard.text.strip())):
        return of_check
    if not heard.text.strip():
        talk.say(words.EMPTY)
        return "empty"
    care = sent.values.get("care", "")
    # A question becomes a problem when somebody's care hangs on it.
    affected = care in ("now", "soon") and heard.meaning.kind is Kind.UNCERTAINTY
    entry = save(talk, heard.text, replace(heard.meaning, kind=Kind.ISSUE) if affected else heard.meaning, sent)
    if care in words.CARE_ANSWERS and entry.ref.startswith(ISSUES.prefix):
        moves.make(talk, entry.ref, "care_effect", {"care": care})
    return "saved"
