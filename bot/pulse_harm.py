"""A line of "How sure do you feel?" that tells of harm or fear: what to do now, and one tap that makes it a report.

It stays a line without a name unless the writer taps. A danger is a report at once, as everywhere.
"""

from dataclasses import replace

from bot.talk import Talk, button, question
from core import pulsing, words
from core.advice import advice_for
from core.labels import CareRisk, Category, Kind
from core.understanding.asked import harm_counted
from core.understanding.harm_told import afraid_in, at_an_end_in
from core.understanding.meaning import Meaning

HARM = "pulse harm"
"""What the dialogue waits for: whether the line becomes a report."""

REPORT = frozenset({"report this", "report it", "report"})
"""What may be typed instead of the press."""


def with_more(talk: Talk, text: str) -> str:
    """What was typed, together with what they typed just before the tap was offered: one line, and no other."""
    waiting = talk.waiting()
    if waiting.waiting != HARM:
        return text
    before = waiting.data["text"]
    pulsing.take_line_out(talk.uow, talk.desk, int(waiting.ref), before)
    return f"{before}\n{text}"


def offer(talk: Talk, number: int, text: str, meaning: Meaning) -> bool:
    """Say what to do and offer to report it, where a line of that round tells of harm; False where it does not."""
    meaning = read(meaning, text)
    if not set(meaning.care_risk) - {CareRisk.NONE}:
        return False
    talk.wait_for(HARM, str(number), text=text)
    report, leave = (
        button(words.PULSE_REPORT_THIS, "pulse_report", str(number)),
        button(words.PULSE_LEAVE_IT, "pulse_leave", str(number)),
    )
    talk.say(question(words.PULSE_MAY_BE_HARM, report, leave, more=_what_to_do(talk, text, meaning)))
    return True


def _what_to_do(talk: Talk, text: str, meaning: Meaning) -> str:
    if at_an_end_in(text):
        return words.PULSE_AT_AN_END
    return words.PULSE_HARM.format(first=advice_for(talk.desk.advice, meaning.category, meaning.care_risk).first)


def read(meaning: Meaning, text: str) -> Meaning:
    """What a line means. Harm and fear count for what they are: a report of them goes past the floor."""
    counted = harm_counted(meaning, text, afraid=afraid_in(text) or at_an_end_in(text))
    if counted is meaning or counted.kind is not Kind.FEEDBACK:
        return counted
    return replace(counted, kind=Kind.ISSUE, category=Category.OTHER)


def taken(talk: Talk) -> tuple[str, Meaning] | None:
    """The words that become a report, and what they mean; they are no line of the round any more. None if too late."""
    waiting = talk.waiting()
    if waiting.waiting != HARM:
        return None
    text = waiting.data["text"]
    pulsing.take_line_out(talk.uow, talk.desk, int(waiting.ref), text)
    return text, read(talk.understand(text), text)


def is_typed(talk: Talk, said: str) -> bool:
    """Whether these words do what the press does."""
    return talk.waiting().waiting == HARM and said in REPORT
