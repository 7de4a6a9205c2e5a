"""Questions about recording: which rule answers, the asker's yes or no, and rules that leaders make and read."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot import moves, rule_reading
from bot.helped import HELPED, NOT_SURE, said_of_answer
from bot.talk import WAITS_FOR, Talk, button
from bot.talk import question as one_question
from core import access, answers, audit, handlers, words
from core.card import Act, Block, Button, Buttons, Card, Pick, Words
from core.decide import allowed
from core.labels import Kind, Urgency
from core.moment import day_and_time
from core.ports import Pressed
from core.register import Entry
from core.registers import ISSUES, QUESTIONS
from core.registers.issues.table import FIXED
from core.registers.questions import ANSWERED, OPEN, RULE_MAKERS, WITH_LEADER, Question
from core.rules import Rule, live, newest_live, refuse_text
from core.understanding.meaning import Meaning
from core.understanding.recording_rules import RecordingRule
from core.understanding.words import concepts, plain

CHOOSE = "choose_rule"
"""What the dialogue waits for while the asker chooses between two rules."""

HELPS = "helps"
"""The same while a rule's answer stands, which "yes" and "no" then speak of."""

_REF, _REF_LAST = r"(?P<ref>ask-\d{1,9})", r"(?P<r2>ask-\d{1,9})"
_ANSWER = re.compile(rf"(?:answer )?{_REF}\s*[:,-]\s*(?P<text>\S.*)|answer {_REF_LAST}\s+(?P<t2>\S.*)", re.I | re.S)
_ANSWER_PERHAPS = re.compile(rf"(?:answer )?{_REF}\s+(?P<text>\S.*)", re.I | re.S)
_RULES = re.compile(r"(?:show |see )?(?:me )?(?:all )?(?:the )?(?:recording )?rules")
_ONE_RULE = re.compile(r"(?:show |see )?(?:rule )?(rul-\d{1,9})")

_SAYS_WHERE = re.compile(
    r"\b(?:write|put|record|enter|note|document|fill) (?:it|this|that|them|all|both|a|an|the|on|in|under|down)\b"
    r"|\buse (?:the|a|paper)\b|^(?:in|on|under|into) the (?:app|mar|paper|book|folder|sheet|chart|tablet|form|daily)\b",
    re.I,
)
"""How an answer to "Where should they record it?" sounds, though it may name things that are serious."""

FEW_WORDS = 6
"""Of more words somebody makes a message of its own."""

MOST_RULES = 100
"""Options of a list."""


def rules_for(talk: Talk, meaning: Meaning, text: str, service: str) -> tuple[RecordingRule, ...]:
    """The rules that may answer, if it is a question and the service is known: another service has other rules."""
    directory = talk.uow.directory()
    if not handlers.is_question(meaning) or (not service and directory.services):
        return ()
    return talk.rulebook.find(talk.uow, text, service, talk.now)


def wait_for_asker(talk: Talk, question: Entry) -> None:
    """Remember that the next "yes", "no" or title of a rule is about this question."""
    if question.state == ANSWERED:
        talk.wait_for(HELPS, question.ref)
    elif question.state == OPEN and question.service:
        talk.wait_for(CHOOSE, question.ref)


def place(talk: Talk, question: Entry, code: str) -> None:
    """The asker has said where they work: that service's rules answer, or its person in charge is question."""
    text = talk.uow.unseal(question.sealed)
    rules = talk.rulebook.find(talk.uow, text, code, talk.now)
    handlers.set_service(talk.uow, talk.desk, talk.now, talk.person, question, code, rules=rules)
    talk.stop_waiting()
    wait_for_asker(talk, question)
    talk.show(question.ref, "receipt")


def may_still_place(entry: Entry) -> bool:
    """Whether it still matters where a question was asked: until somebody has answered it."""
    return isinstance(entry, Question) and entry.state in (OPEN, WITH_LEADER)


# ---- what is typed -----------------------------------------------------------------------------------


def typed(talk: Talk, text: str) -> str:
    """Words that answer, ask for or are about rules; empty for anything else."""
    said = " ".join(text.casefold().replace("\u2019", "'").split()).strip(" .!?")
    return _chosen(talk, said) or _of_theirs(talk, text) or _answer(talk, text) or _asked_for(talk, said)


def without_name(talk: Talk, text: str) -> str:
    """The words without the first name of somebody known at their end: "thank you Tom"."""
    rest, _, last = text.rstrip(" .!?").rpartition(" ")
    names = {person.first_name.casefold() for person in talk.uow.directory().people if person.known}
    return rest if rest and last.casefold() in names else text


def _chosen(talk: Talk, said: str) -> str:
    waiting = talk.waiting()
    return _typed_choice(talk, waiting.ref, said) if waiting.waiting == CHOOSE else ""


_NEITHER = frozenset({"neither", "something else", "no", "not sure", "none", "neither of them", "none of them"})
_PLACE = re.compile(r"(?:the )?(?:(?P<first>1|1st|first)|2|2nd|second)(?: one)?")
"""Which of two, by its place: on an old phone or read aloud the buttons are a list."""


def _typed_choice(talk: Talk, ref: str, said: str) -> str:
    said = re.sub(r",? (?:please|pls|thanks|thank you)$", "", said)
    reply = said_of_answer(said)
    if said in _NEITHER or (reply and reply.verb == NOT_SURE and reply.ref in ("", ref)):
        return _make(talk, ref, "pass_on")
    offered, placed = _offered(talk, ref), _PLACE.fullmatch(said)
    if placed and len(offered) == 2:
        return choose(talk, ref, offered[0 if placed["first"] else 1][0])
    number = next((number for number, title in offered if _bare(said) == _bare(title)), "")
    return choose(talk, ref, number) if number else ""


def _bare(title: str) -> str:
    return re.sub(r"^(?:an?|the) ", "", plain(title).strip())


def _of_theirs(talk: Talk, text: str) -> str:
    """Words such as "thanks, that helps" about the question named, or their newest one that has an answer.

    A bare "yes" or "no" counts only while the answer is fresh and nothing else is waited for.
    """
    reply = said_of_answer(without_name(talk, text))
    if reply is None:
        return ""
    waiting = talk.waiting()
    if waiting.waiting == HELPS and reply.ref in ("", waiting.ref):
        return _make(talk, waiting.ref, reply.verb)
    fits = [q for q in _mine(talk) if q.state == ANSWERED and reply.ref in ("", q.ref)]
    if not fits or (reply.bare and not reply.ref and not _only_this(talk, fits)):
        return ""
    return _make(talk, fits[0].ref, reply.verb)


def _only_this(talk: Talk, answered: Sequence[Entry]) -> bool:
    """Whether one answer came just now, and nobody asked them anything else that a "yes" or "no" could be about."""
    told = audit.last(talk.uow.trail(answered[0].ref), "answer", "choose_rule", "answered_by_rule")
    fresh = told is not None and talk.now - told.at <= WAITS_FOR
    issues = talk.uow.entries(ISSUES, reported_by=talk.person.id, open_only=True, limit=20)
    return fresh and len(answered) == 1 and not talk.waiting().waiting and all(i.state != FIXED for i in issues)


def _make(talk: Talk, ref: str, verb: str) -> str:
    return moves.make(talk, ref, verb, {})


def _answer(talk: Talk, text: str) -> str:
    """Words such as "ASK-4: in the app, under Incidents", from whoever may answer; an asker's are a new message."""
    found = _ANSWER.fullmatch(text.strip())
    if found is None:
        return ""
    ref, said = (found["ref"] or found["r2"]).upper(), found["text"] or found["t2"]
    question = talk.uow.entry(ref)
    directory = talk.uow.directory()
    readable = question and access.may_read(QUESTIONS, question, talk.person.id, directory, talk.now)
    if question is None or not readable or question.reported_by == talk.person.id:
        return ""
    return moves.make(talk, ref, "answer", {"answer": said})


def answers_perhaps(talk: Talk, text: str, meaning: Meaning) -> str:
    """Words such as "ASK-4 in the app under bowels", without a colon, from who may answer that question.

    What does not sound like an answer is asked about first, and what is pressing is a report.
    """
    found = _ANSWER_PERHAPS.fullmatch(text.strip())
    question = talk.uow.entry(found["ref"].upper()) if found and not handlers.urgent(meaning) else None
    if found is None or question is None or question.reported_by == talk.person.id:
        return ""
    trail, directory = talk.uow.trail(question.ref), talk.uow.directory()
    if not any(m.verb == "answer" for m in allowed(QUESTIONS, question, talk.person, directory, talk.now, trail)):
        return ""
    if _SAYS_WHERE.search(found["text"]):
        return moves.make(talk, question.ref, "answer", {"answer": found["text"]})
    talk.wait_for("keep", question.ref, text=text, answer=found["text"])
    yes, no = (
        button(words.BUTTON["is_answer"], "is_answer", question.ref),
        button(words.BUTTON["new_problem"], "save_it"),
    )
    talk.say(one_question(words.IS_THAT_THE_ANSWER.format(ref=question.ref), yes, no))
    return "answer or not"


def _is_answer(talk: Talk, act: Act, pressed: Pressed) -> str:
    waiting = talk.waiting()
    if waiting.ref != act.ref or "answer" not in waiting.data:
        talk.say(words.OLD_BUTTON)
        return "nothing kept"
    return moves.make(talk, act.ref, "answer", {"answer": waiting.data["answer"]})


def says_where(talk: Talk, text: str) -> bool:
    """Whether it is the answer to a question that they were just asked to type, and no trouble of their own."""
    waiting = talk.waiting()
    answers_now = waiting.waiting == moves.FIELD and waiting.data.get("verb") == "answer"
    return answers_now and _SAYS_WHERE.search(text.strip()) is not None


def perhaps_the_answer(talk: Talk, ref: str, saved: Entry) -> None:
    """What was saved as an emergency may have been the answer ("… then phone 999"): one tap says so."""
    mine = button(words.BUTTON["my_answer"].format(ref=ref), "my_answer", ref, saved.ref)
    talk.say(one_question(words.PERHAPS_AN_ANSWER.format(other=saved.ref, ref=ref), mine))


def did_it_help(talk: Talk, text: str, meaning: Meaning) -> str:
    """A few words right after an answer that say nothing of their own ("ok i tell tom"): they are asked what is meant.

    Their words are kept with the question that is asked. Empty where it may be news.
    """
    plainly = meaning.kind in (Kind.OTHER, Kind.FEEDBACK) and not concepts(plain(text))
    pressing = handlers.urgent(meaning) or meaning.ask or meaning.urgency.rank <= Urgency.HIGH.rank
    about = None if pressing or not plainly or len(text.split()) > FEW_WORDS else _just_answered(talk)
    if about is None:
        return ""
    new = button(words.BUTTON["something_new"], "save_it")
    if about.state == OPEN:
        rules = (button(title[:75], "choose_rule", about.ref, number) for number, title in _offered(talk, about.ref))
        asked = one_question(words.WHICH_RULE, *rules, button(words.NEITHER, "pass_on", about.ref), new)
    else:
        replies = (QUESTIONS.move(verb, about.state) for verb in (HELPED, NOT_SURE))
        asked = one_question(words.DID_IT_HELP, *(button(m.button, m.verb, about.ref) for m in replies if m), new)
    talk.wait_for(CHOOSE if about.state == OPEN else HELPS, about.ref, text=text)
    talk.say(asked)
    return "asked whether it helped"


def _just_answered(talk: Talk) -> Entry | None:
    """Their question that was answered just now, or of which they are choosing the rule."""
    waiting = talk.waiting()
    if waiting.waiting in (HELPS, CHOOSE):
        entry = talk.uow.entry(waiting.ref)
        return entry if entry and entry.state in (ANSWERED, OPEN) else None
    mine = [q for q in _mine(talk) if q.state == ANSWERED]
    return mine[0] if mine and _only_this(talk, mine) else None


def _mine(talk: Talk) -> Sequence[Entry]:
    return talk.uow.entries(QUESTIONS, reported_by=talk.person.id, open_only=True, limit=20)


def _asked_for(talk: Talk, said: str) -> str:
    if _RULES.fullmatch(said):
        return _list(talk)
    one = _ONE_RULE.fullmatch(said)
    return _show(talk, one[1].upper()) if one else ""


# ---- what is pressed -----------------------------------------------------------------------------------


def choose(talk: Talk, ref: str, number: str) -> str:
    """The asker says which of the offered rules is meant."""
    if number not in dict(_offered(talk, ref)):
        talk.say(words.OLD_BUTTON)
        return "not offered"
    if newest_live(talk.uow.rules(), number, talk.now) is None:
        talk.say(words.RULE_GONE)
        return _make(talk, ref, "pass_on")
    outcome = moves.make(talk, ref, "choose_rule", {"rule": number})
    if outcome.startswith("moved"):
        talk.wait_for(HELPS, ref)
        talk.show(ref, "receipt")
    return outcome


def _offered(talk: Talk, ref: str) -> tuple[tuple[str, str], ...]:
    return answers.offered(talk.uow.trail(ref))


def _choose(talk: Talk, act: Act, pressed: Pressed) -> str:
    return choose(talk, act.ref, act.value)


def _make_rule(talk: Talk, act: Act, pressed: Pressed) -> str:
    """The answer becomes a rule as it stands, if staff can read it; else it is asked for in other words.

    When it starts may be pressed late, or after something else: what was gathered is gone then, so it begins anew
    from the answer.
    """
    if act.value and moves.begun(talk, act):
        return moves.press(talk, act)  # it is the answer to one of the questions that follow
    question = talk.uow.entry(act.ref)
    answer = question.answer if isinstance(question, Question) else ""
    start = {"start": act.value} if act.value else {}
    if not answer or refuse_text(answer):
        return moves.make(talk, act.ref, "make_rule", start, seen=act.version)
    outcome = moves.make(talk, act.ref, "make_rule", {"text": answer, **start}, seen=act.version)
    if outcome.startswith("needs"):
        talk.say(words.RULE_WILL_SAY.format(text=answer))
    return outcome


def _my_answer(talk: Talk, act: Act, pressed: Pressed) -> str:
    """What they reported was their answer: it is given, and the report says so and is taken back."""
    report = talk.uow.entry(act.value)
    if report is None or report.reported_by != talk.person.id:
        talk.say(words.OLD_BUTTON)
        return "not theirs"
    outcome = moves.make(talk, act.ref, "answer", {"answer": talk.uow.unseal(report.sealed)})
    if outcome.startswith("moved"):
        note = words.WAS_MY_ANSWER.format(ref=act.ref)
        handlers.add_words(talk.uow, talk.desk, talk.now, talk.person, report, note)
        _make(talk, report.ref, "withdraw")
    return outcome


def _see_rule(talk: Talk, act: Act, pressed: Pressed) -> str:
    return _show(talk, act.value)


def _see_rules(talk: Talk, act: Act, pressed: Pressed) -> str:
    return _list(talk)


PRESSES: Mapping[str, Callable[[Talk, Act, Pressed], str]] = {
    "choose_rule": _choose,
    "make_rule": _make_rule,
    "my_answer": _my_answer,
    "is_answer": _is_answer,
    "rule": _see_rule,
    "rules": _see_rules,
}
"""Buttons about questions and rules that are more than a move."""


# ---- rules to read -----------------------------------------------------------------------------------


def _theirs(talk: Talk) -> tuple[str, ...]:
    """The services whose rules somebody may read: where they work, and where they are on shift."""
    directory = talk.uow.directory()
    found = (*directory.services_of(talk.person.id), directory.shift_service(talk.person.id, talk.now) or "")
    return tuple(dict.fromkeys(code for code in found if code))


def _readable(talk: Talk) -> tuple[Rule, ...]:
    here = _theirs(talk)
    return tuple(rule for rule in live(talk.uow.rules(), talk.now) if any(map(rule.serves, here)))


def _list(talk: Talk) -> str:
    found = _readable(talk)
    options = tuple(
        button(f"{rule.title}, {rule.number}"[:75], "rule", value=rule.number) for rule in found[:MOST_RULES]
    )
    heading = words.RULES_HERE.format(n=len(found)) if found else words.NO_RULES
    talk.say(Card(heading=heading, body=(Pick(label=words.CHOOSE_ONE, options=options),) if options else ()))
    return "rules"


def _show(talk: Talk, number: str) -> str:
    """One rule as it holds now; for leaders also whether it left people not sure."""
    rule = next((rule for rule in _readable(talk) if rule.number == number), None)
    if rule is None:
        talk.say(words.NO_SUCH_RULE.format(rule=number))
        return "no such rule"
    heading = words.RULE_IS.format(title=rule.title, rule=rule.number, version=rule.version)
    service = talk.uow.directory().service(next(iter(rule.services), ""))
    since = words.RULE_SINCE.format(since=day_and_time(rule.effective_from, service))
    older = words.RULE_OLDER.format(n=rule.version - 1) if rule.version > 1 else ""
    doubted = _gap(rule) if rule.is_gap and _makes_rules(talk, rule) else ""
    texts = (rule.plain_text, f"{since} {older}".strip(), doubted)
    blocks = tuple(Words(text=text) for text in texts if text)
    talk.say(Card(heading=heading, body=(*blocks, *rule_reading.for_leaders(talk, number))))
    return "rule"


def _makes_rules(talk: Talk, rule: Rule) -> bool:
    return any(rule.serves(service) for service in _decides_at(talk))


def _decides_at(talk: Talk) -> tuple[str, ...]:
    directory = talk.uow.directory()
    return tuple(s.code for s in directory.services if directory.roles_of(talk.person.id, s.code) & RULE_MAKERS)


def _gap(rule: Rule) -> str:
    return words.RULE_GAP.format(rule=rule.number, version=rule.version, n=rule.doubts, title=rule.title)


def for_who_makes_rules(talk: Talk) -> tuple[Block, ...]:
    """What stands on the list of whoever makes rules: rules that leave people not sure, and suggested ones."""
    here = _decides_at(talk)
    gaps = [rule for rule in live(talk.uow.rules(), talk.now) if rule.is_gap and any(map(rule.serves, here))]
    waiting = [question for service in here for question in answers.suggested(talk.uow, service)]
    rows: list[Block] = []
    for rule in gaps:
        rows += _row(_gap(rule), button(words.BUTTON["see"].format(ref=rule.number), "rule", value=rule.number))
    for question in waiting:
        rows += _row(
            words.RULE_WAITS.format(ref=question.ref),
            button(words.BUTTON["see"].format(ref=question.ref), "see", question.ref),
        )
    return tuple(rows)


def _row(text: str, see: Button) -> tuple[Block, ...]:
    return Words(text=text), Buttons(buttons=(see,))
