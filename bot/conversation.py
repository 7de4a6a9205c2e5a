"""What Handrail answers: to words, presses and forms, the same on every channel.

Save first, then ask. One question at a time. Whatever somebody was asked, a danger that they
write is a new report and never swallowed as the answer.
"""

import re
from dataclasses import replace

from bot import asking, checks, commands, digests, duty, for_others, moves, pictures, pulse, pulse_harm, rule_reading
from bot.saving import KEEP, looked_at, new, save
from bot.talk import Heard, Talk, button, question
from core import handlers, said_before, words
from core.card import Act
from core.labels import ISSUE_CATEGORIES, Category, Kind, Urgency
from core.ports import Pressed, Said, Submitted
from core.register import Entry
from core.registers import ISSUES, register_of
from core.tongues import of_report
from core.understanding.meaning import Meaning
from core.understanding.words import concepts, plain

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
    return answered or new(talk, said, heard)


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
    save(talk, text, looked_at(meaning), None)
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
