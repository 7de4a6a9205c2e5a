"""QUESTIONS: every doubt about where or how to record, with the answer given.

Source: workflow PS1.4 and register ASK. An asker never answers their own question.
"""

from typing import ClassVar

from core import drawn, words
from core.access import LEADERS
from core.card import Button, Buttons, Card, Facts, Words
from core.form import TextField
from core.labels import Role
from core.register import Chasing, Context, Entry, Look, Move, Register, Relation, State, common_checks
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
    State(name=TURNED, words="turned into another entry", open=False),
)


class Question(Entry, table=True):
    """One question. `answer` is the newest answer, redacted; `rule` the recording rule that gave it."""

    __tablename__ = "question"
    __table_args__ = common_checks(s.name for s in STATES)
    register_name: ClassVar[str] = "questions"

    area: str = "other"
    answer: str = ""
    rule: str = ""
    became: str = ""


LEADING = LEADERS | {Role.DIGITAL_CHAMPION}
ANSWER = TextField(name="answer", label="Where or how should they record it?", limit=400)


def not_its_asker(context: Context) -> str | None:
    """Nobody answers their own question."""
    return words.NEVER_ITS_ASKER if Relation.REPORTER in context.relations else None


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
    ),
    Move(
        verb="pass_on",
        button="",
        froms=frozenset({OPEN}),
        to=WITH_LEADER,
        who=frozenset({Relation.SYSTEM}),
    ),
    Move(
        verb="helped",
        button="That helps",
        froms=frozenset({ANSWERED}),
        to=SETTLED,
        who=frozenset({Relation.REPORTER, Relation.SYSTEM}),
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
    question = look.entry
    answer = getattr(question, "answer", "")
    service = look.directory.service(question.service)
    mine = Relation.REPORTER in look.relations
    if mine:
        return _askers(look, answer)
    heading = f"Question at {drawn.place(look)}, {drawn.clock_time(question.reported_at, service)}. {question.ref}."
    status = Words(text=drawn.who_has_it(look) or words.NOBODY_YET)
    open_words = Button(label="See the words", act=drawn.act(look, "see_words"))
    about = Facts(
        rows=(
            ("Asked", drawn.age(look)),
            ("About", words.area(getattr(question, "area", "other")) or "recording"),
        )
    )
    return Card(heading=heading, body=(about, status, *drawn.buttons(look), Buttons(buttons=(open_words,))))


def _askers(look: Look, answer: str) -> Card:
    """What the asker gets at once and sees change; in two languages where they have another."""
    theirs, english = drawn.tongue(look), words.QUESTION_SAVED.format(ref=look.entry.ref)
    waiting = f"{words.NO_RULE} {drawn.answer_line(look)}"
    abroad = f"{theirs.no_rule} {drawn.answer_line_abroad(look)}" if theirs else ""
    said = Words(text=answer or both(abroad, waiting))
    beneath = drawn.words_of(english) if theirs else ()
    heading = theirs.question.format(ref=look.entry.ref) if theirs else english
    return Card(heading=heading, body=(*beneath, said, *drawn.buttons(look)))


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
