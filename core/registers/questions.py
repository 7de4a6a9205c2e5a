"""QUESTIONS: every doubt about where or how to record, with the answer given.

Source: workflow PS1.4 and register ASK. An asker never answers their own question. What a move brings with it beside
its own columns (the text of a rule, a new rule, who is told) stands in `core.answers`.
"""

from collections.abc import Iterator
from typing import ClassVar

from core import drawn, words
from core.access import LEADERS
from core.audit import OFFERED_RULES, Event, last
from core.card import Block, Button, Buttons, Card, Facts, Pick, Tone, Words
from core.form import PickField, TextField
from core.labels import Phase, Role
from core.people import Service
from core.register import Chasing, Context, Entry, Look, Move, Register, Relation, State, common_checks
from core.rules import LONGEST_TITLE, refuse_text, say_easier
from core.tongues import both

OPEN, ANSWERED, WITH_LEADER, SETTLED, TURNED = (
    "open",
    "answered",
    "with_person_in_charge",
    "settled",
    "turned_into",
)

STATES = (
    State(name=OPEN, words="not answered yet", open=True),
    State(name=WITH_LEADER, words="with the person in charge", open=True),
    State(name=ANSWERED, words="answered", open=True),
    State(name=SETTLED, words="settled", open=False),
    State(name=TURNED, words="moved to another entry", open=False),
)


class Question(Entry, table=True):
    """One question. `answer` is the newest answer, redacted; `rule` the recording rule that gave it.

    `answer_source` says who did: "rule", "person", or "safe_default" while nobody has. `rule_gap` is true once no
    rule fitted or the rule did not help; `rule_wish` is "suggested", "made" or "declined" where somebody wants the
    answer to become a rule.
    """

    __tablename__ = "question"
    __table_args__ = common_checks(s.name for s in STATES)
    register_name: ClassVar[str] = "questions"

    area: str = "other"
    answer: str = ""
    rule: str = ""
    rule_version: int = 0
    answer_source: str = ""
    rule_gap: bool = False
    rule_wish: str = ""
    became: str = ""


LEADING = LEADERS | {Role.DIGITAL_CHAMPION}
RULE_MAKERS = frozenset({Role.REGISTERED_MANAGER, Role.PROJECT_LEAD})
"""Who may make an answer a rule. Source: register RUL, draft to approved."""

ANSWER = TextField(name="answer", label="Where or how should they record it?", limit=400)
RULE_TEXT = TextField(name="text", label="What should the rule say, in short words?", limit=400)
RULE_TITLE = TextField(name="title", label="What is the rule for, such as: A near miss?", limit=LONGEST_TITLE)

FROM_NOW, NEXT_SHIFT = "now", "next_shift"
RULE_START = PickField(
    name="start",
    label=words.RULES_STARTS,
    options=((NEXT_SHIFT, words.RULES_FROM_NEXT_SHIFT), (FROM_NOW, words.RULES_FROM_NOW)),
)
"""Rules start at a shift's start, unless whoever makes one says otherwise. Source: decisions, People and shifts."""

BY_RULE, BY_PERSON, SAFE_DEFAULT = "rule", "person", "safe_default"
SUGGESTED, MADE, DECLINED = "suggested", "made", "declined"


def not_its_asker(context: Context) -> str | None:
    """Nobody answers their own question."""
    return words.NEVER_ITS_ASKER if Relation.REPORTER in context.relations else None


def not_a_rule_yet(context: Context) -> str | None:
    """Only an answer that somebody gave can become a rule, and only once."""
    question = context.entry
    if getattr(question, "answer_source", "") == BY_RULE or getattr(question, "rule_wish", "") == MADE:
        return words.IS_A_RULE
    return None


def not_suggested_yet(context: Context) -> str | None:
    """Only an answer that somebody gave can become a rule, and it is suggested once."""
    if getattr(context.entry, "rule_wish", "") in (SUGGESTED, DECLINED):
        return words.SUGGESTED_ONCE
    return not_a_rule_yet(context)


def fit_to_be_a_rule(context: Context) -> str | None:
    """Only a new answer at a known service, in at most 400 characters that an 11-year-old can read."""
    if not context.entry.service:
        return words.RULE_NEEDS_PLACE
    if len(context.evidence.get("title", "")) > LONGEST_TITLE:
        return words.RULE_TITLE_TOO_LONG.format(most=LONGEST_TITLE)
    text = context.evidence.get("text", "")
    hard = bool(refuse_text(text))
    return words.RULE_TOO_HARD.format(hints=say_easier(text)) if hard else not_a_rule_yet(context)


MOVES = (
    Move(
        verb="answer",
        button="Answer",
        froms=frozenset({OPEN, WITH_LEADER}),
        to=ANSWERED,
        who=LEADING,
        needs=(ANSWER,),
        refuse=not_its_asker,
        chasing=Chasing.ANSWERED,
        sets=(("answer", "answer"),),
        marks=(("answer_source", BY_PERSON),),
    ),
    Move(
        verb="answered_by_rule",
        button="",
        froms=frozenset({OPEN}),
        to=ANSWERED,
        who=frozenset({Relation.SYSTEM}),
        chasing=Chasing.ANSWERED,
        marks=(("answer_source", BY_RULE),),
    ),
    Move(
        verb="choose_rule",
        button="",
        froms=frozenset({OPEN}),
        to=ANSWERED,
        who=frozenset({Relation.REPORTER}),
        needs=(TextField(name="rule", label="Which rule is it?", limit=12),),
        chasing=Chasing.ANSWERED,
        sets=(("rule", "rule"),),
        marks=(("answer_source", BY_RULE),),
    ),
    Move(
        verb="pass_on",
        button="",
        froms=frozenset({OPEN}),
        to=WITH_LEADER,
        who=frozenset({Relation.REPORTER, Relation.SYSTEM}),
        chasing=Chasing.AGAIN,
        marks=(("answer_source", SAFE_DEFAULT),),
    ),
    Move(
        verb="helped",
        button="That helps",
        froms=frozenset({ANSWERED}),
        to=SETTLED,
        who=frozenset({Relation.REPORTER}),
        chasing=Chasing.OVER,
    ),
    Move(
        verb="no_reply",
        button="",
        froms=frozenset({ANSWERED}),
        to=SETTLED,
        who=frozenset({Relation.SYSTEM}),
        chasing=Chasing.OVER,
    ),
    Move(
        verb="still_not_sure",
        button="Still not sure",
        froms=frozenset({ANSWERED}),
        to=WITH_LEADER,
        who=frozenset({Relation.REPORTER}),
        chasing=Chasing.AGAIN,
    ),
    Move(
        verb="make_rule",
        button="Make it a rule",
        froms=frozenset({ANSWERED, SETTLED}),
        to=None,
        who=RULE_MAKERS,
        needs=(RULE_TEXT, RULE_TITLE, RULE_START),
        refuse=fit_to_be_a_rule,
        marks=(("rule_wish", MADE),),
    ),
    Move(
        verb="suggest_rule",
        button="Suggest it as a rule",
        froms=frozenset({ANSWERED, SETTLED}),
        to=None,
        who=LEADING - RULE_MAKERS,
        refuse=not_suggested_yet,
        marks=(("rule_wish", SUGGESTED),),
    ),
    Move(
        verb="not_a_rule",
        button="",
        froms=frozenset({ANSWERED, SETTLED}),
        to=None,
        who=RULE_MAKERS,
        refuse=not_a_rule_yet,
        marks=(("rule_wish", DECLINED),),
    ),
    Move(
        verb="turn_into",
        button="",
        froms=frozenset({OPEN, WITH_LEADER}),
        to=TURNED,
        who=frozenset({Role.TEAM_LEADER, Role.REGISTERED_MANAGER, Role.PROJECT_LEAD}),
        needs=(TextField(name="became", label="Which number did it become?", limit=12),),
        chasing=Chasing.OVER,
        sets=(("became", "became"),),
    ),
)


def card(look: Look) -> Card:
    """The card of one question: the asker's, or the one for who may answer it."""
    if Relation.REPORTER in look.relations:
        return _askers(look)
    service = look.directory.service(look.entry.service)
    said = words.RULE_SUGGESTED if look.view == "suggestion" else words.QUESTION_AT
    heading = said.format(
        place=drawn.place(look), at=drawn.clock_time(look.entry.reported_at, service), ref=look.entry.ref
    )
    if look.view == "answered":
        return Card(heading=words.DONE["answer"].format(ref=look.entry.ref), body=_rule_buttons(look))
    return Card(heading=heading, body=tuple(_leaders(look)))


def _rule_buttons(look: Look) -> tuple[Buttons | Pick, ...]:
    """Whoever may make rules is not offered to suggest one."""
    return drawn.buttons(look, leave_out=("suggest_rule",) if _may(look, "make_rule") else ())


def _question(look: Look) -> Question:
    if not isinstance(look.entry, Question):
        raise TypeError(f"{look.entry.ref} is no question")
    return look.entry


def _leaders(look: Look) -> Iterator[Block]:
    question = _question(look)
    about = words.area(question.area) or "recording"
    yield Facts(rows=(("Asked", drawn.age(look)), ("About", about), *drawn.linked(look)))
    if look.view not in ("ping", "suggestion"):
        yield from drawn.words_of(question.answer and words.ANSWER_WAS.format(answer=question.answer))
    again = question.state == WITH_LEADER and last(look.trail, "still_not_sure") is not None
    unanswered = words.STILL_ASKS if again else words.NOBODY_YET
    yield Words(text=drawn.who_has_it(look) or unanswered)
    yield from _rule_buttons(look)
    asks_for_rule = look.view == "suggestion" and question.rule_wish == SUGGESTED and _may(look, "not_a_rule")
    no = Button(label=words.BUTTON["not_a_rule"], act=drawn.act(look, "not_a_rule"))
    see = Button(label=words.BUTTON["see_words"], act=drawn.act(look, "see_words"))
    yield Buttons(buttons=((no, see) if asks_for_rule else (see,)) + drawn.photo_buttons(look))
    if look.view == "entry":
        yield from drawn.linked_row(look)
        yield from drawn.words_of("\n".join(drawn.history(look)))


def _may(look: Look, verb: str) -> bool:
    return any(move.verb == verb for move in look.moves)


def _askers(look: Look) -> Card:
    """What the asker gets at once and sees change; in two languages where they have another."""
    question, theirs = _question(look), drawn.tongue(look)
    offered = last(look.trail, OFFERED_RULES) if question.state == OPEN else None
    body: tuple[Block, ...]
    if question.state in (ANSWERED, SETTLED) and question.answer:
        english, body = _answer(look, question), (*_advice(look), *drawn.buttons(look, leave_out=LEADERS_OWN))
    elif question.answer:
        # What was said stays to be read again, while somebody is asked for more.
        english, body = _answer(look, question), (*_advice(look), *_waiting(look))
    elif offered is not None:
        english, body = words.QUESTION_SAVED.format(ref=question.ref), _choice(look, offered)
    else:
        english, body = words.QUESTION_SAVED.format(ref=question.ref), _waiting(look)
    if theirs is None:
        return Card(heading=english, body=(*body, *drawn.photo_row(look)))
    heading = theirs.question.format(ref=question.ref)
    return Card(heading=heading, body=(Words(text=english), *body, *drawn.photo_row(look)))


def _advice(look: Look) -> tuple[Block, ...]:
    """What to do besides writing, where the rule is about safeguarding."""
    return drawn.words_of(words.RULE_AND_HARM.format(first=look.advice.first), Tone.URGENT) if look.advice else ()


LEADERS_OWN = ("answer", "make_rule", "suggest_rule")
"""Moves that a leader might begin also on a question of their own, and that stand on no asker's card."""


def _answer(look: Look, question: Question) -> str:
    """The answer itself, and where it comes from, so that it can be traced."""
    if question.answer_source == BY_RULE:
        source = words.THAT_IS_RULE.format(rule=question.rule, version=question.rule_version)
        return f"{question.answer} {source} {words.SAVED.format(ref=question.ref)}"
    answered = last(look.trail, "answer")
    who = drawn.name(look.directory, answered.by) if answered and look.reader.known else words.SOMEBODY
    return words.WHO_SAYS.format(who=who, answer=question.answer, ref=question.ref)


def _choice(look: Look, offered: Event) -> tuple[Block, ...]:
    """The rules that may be meant, as buttons."""
    numbers, titles = offered.evidence["rules"].split(), offered.evidence["titles"].splitlines()
    pairs = zip(numbers, titles, strict=True)
    rules = (Button(label=title[:LABEL], act=drawn.act(look, "choose_rule", number)) for number, title in pairs)
    other = Button(label=words.NEITHER, act=drawn.act(look, "pass_on"))
    return Words(text=words.WHICH_RULE), Buttons(buttons=(*rules, other))


LABEL = 75
"""Characters on a button."""


def _waiting(look: Look) -> tuple[Block, ...]:
    """What to do while somebody is asked, and who that is."""
    question, theirs = _question(look), drawn.tongue(look)
    if question.state not in (OPEN, WITH_LEADER):
        return drawn.buttons(look, leave_out=LEADERS_OWN)
    default = (words.FOR_NOW if question.answer else words.NO_RULE).format(place=main_record(_service(look)))
    # Who wrote it down for somebody had no answer either, so it is not them who is asked.
    never = (question.reported_by, question.logged_by)
    abroad = f"{theirs.no_rule} {drawn.answer_line_abroad(look)}" if theirs else ""
    said = Words(text=both(abroad, f"{default} {drawn.answer_line(look, never=never)}"))
    return said, *drawn.buttons(look, leave_out=LEADERS_OWN)


def _service(look: Look) -> Service | None:
    return look.directory.service(look.entry.service)


def main_record(service: Service | None) -> str:
    """What staff call the main record: the old system until the new one goes live."""
    if service is None:
        return words.MAIN_RECORD
    named = service.old_system if service.phase is Phase.PREPARING else service.new_system
    return named or words.MAIN_RECORD


QUESTIONS = Register(
    name="questions",
    prefix="ASK",
    title="Questions",
    table=Question,
    states=STATES,
    first=OPEN,
    moves=MOVES,
    readers=LEADING | {Relation.REPORTER},
    policy=lambda _entry: "question",
    card=card,
)
