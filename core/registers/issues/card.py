"""How an issue looks: the receipt, the ping, the question to who was asked, and the whole entry."""

from core import drawn, words
from core.audit import ASKED, last
from core.card import Block, Button, Buttons, Card, Facts, Tone, Words
from core.labels import CareEffect, Category, Danger, Urgency
from core.register import Chasing, Look, Relation
from core.registers.issues.moves import MOVES
from core.registers.issues.table import (
    ACKNOWLEDGED,
    CONFIRMED,
    CONTROL_IN_PLACE,
    CONTROL_ORDERED,
    FIXED,
    NEW,
    OPEN,
    REPORTED,
    SERIOUS,
    STATE_WORDS,
    UNFIXED,
    Control,
    Issue,
)
from core.tongues import Tongue, both, label

WORDS_SHOWN = 2500
"""Characters of a report that a card shows; the rest is on the entry's page and in the export."""

OWN = ("its_fixed", "seems_fixed", "withdraw", "confirm", "not_fixed")
"""Moves of the reporter, which stand on the reporter's cards only."""

CONTROLLING = ("order_control", "control_in_place")
"""Moves that keep people safe for now, and say nothing about what somebody thinks."""

SETTLING = ("snooze", *{m.verb for m in MOVES if m.chasing in (Chasing.ANSWERED, Chasing.CONTROLLED)})
"""Verbs after which nobody is asked for a while."""


def card(look: Look) -> Card:
    """The card of one issue, for one reader, in the view asked for."""
    draw = {"receipt": _receipt, "ping": _ping, "asked": _asked, "fixed_question": _fixed_question}
    return draw.get(look.view, _whole)(look)


def _issue(look: Look) -> Issue:
    if not isinstance(look.entry, Issue):
        raise TypeError(f"{look.entry.ref} is no issue")
    return look.entry


def _receipt(look: Look) -> Card:
    """What the reporter gets at once and sees change: number, what it was taken for, who was told."""
    issue = _issue(look)
    open_still = issue.state in OPEN
    rings = open_still and issue.urgency in SERIOUS
    theirs = drawn.tongue(look)
    english = _receipt_heading(look)
    rows: list[Block] = [
        *drawn.words_of(english if theirs else "", _tone(issue)),
        *_advice(look),
        *drawn.words_of(drawn.phone_line(look) if rings else "", Tone.URGENT),
        *drawn.words_of(both(_status_abroad(look), _status(look))),
        *_taken_as(look),
        *_advice_note(look),
    ]
    rows += _reporter_buttons(look) if open_still else drawn.buttons(look)
    heading = _heading_abroad(look, theirs) if theirs else english
    return Card(heading=heading, body=tuple(rows), tone=_tone(issue))


def _receipt_heading(look: Look) -> str:
    issue = _issue(look)
    if issue.danger != Danger.NONE:
        return f"{words.EMERGENCY[issue.danger]} {words.SAVED}".format(ref=issue.ref)
    if issue.urgency == Urgency.CRITICAL and look.advice and issue.state in UNFIXED:
        return f"{look.advice.first} {words.SAVED.format(ref=issue.ref)}"
    thanks = words.FEEDBACK_THANKS if _is_feedback(issue) else words.THANK_SAVED
    return thanks.format(ref=issue.ref)


def _is_feedback(issue: Issue) -> bool:
    """Whether somebody told what they think, and nothing that gets fixed."""
    return issue.category == Category.FEEDBACK and issue.danger == Danger.NONE and issue.urgency not in SERIOUS


def _heading_abroad(look: Look, theirs: Tongue) -> str:
    """The same in the reporter's language. Advice is the provider's own text: instead of it, whom to tell."""
    issue = _issue(look)
    saved = theirs.kept.format(ref=issue.ref)
    if issue.danger != Danger.NONE:
        return f"{theirs.emergency(issue.danger)} {saved}"
    if issue.urgency == Urgency.CRITICAL and look.advice and issue.state in UNFIXED:
        return f"{theirs.tell} {saved}"
    return theirs.thank.format(ref=issue.ref)


def _advice(look: Look) -> tuple[Block, ...]:
    if look.advice is None or not _is_advised(_issue(look)):
        return ()
    first = "" if _receipt_heading(look).startswith(look.advice.first) else look.advice.first + " "
    return drawn.words_of(first + look.advice.more, Tone.URGENT)


def _is_advised(issue: Issue) -> bool:
    return issue.state in UNFIXED and issue.urgency in SERIOUS


def _advice_note(look: Look) -> tuple[Block, ...]:
    """Where the advice comes from. It stands below what somebody in a hurry has to read."""
    if look.advice is None or look.advice.approved_by or not _is_advised(_issue(look)):
        return ()
    return drawn.words_of(words.ADVICE_UNAPPROVED.format(id=look.advice.name), Tone.QUIET)


def _taken_as(look: Look) -> tuple[Block, ...]:
    issue = _issue(look)
    hidden = drawn.words_of(look.params.get("hidden", ""), Tone.QUIET)
    if look.params.get("unsure") and issue.category_by == "system":
        return (Words(text=words.NOT_SURE_WHAT), *hidden)
    if _is_feedback(issue):
        return (Words(text=words.FEEDBACK_NOT_WHAT_YOU_THINK), *hidden)
    return (
        Words(text=words.TAKEN_AS.format(what=_what(issue), urgency=words.URGENCY[issue.urgency])),
        *hidden,
    )


def _status(look: Look) -> str:
    issue = _issue(look)
    if issue.state in NEW:
        # What somebody thinks waits for nobody: "Nobody has answered yet" would speak of a fault.
        return drawn.who_has_it(look) if _is_feedback(issue) else drawn.answer_line(look)
    if issue.state == CONFIRMED:
        return words.YOU_SAID_FIXED
    said = (ACKNOWLEDGED, CONTROL_ORDERED, CONTROL_IN_PLACE)
    state = "" if issue.state in said else words.STATE_NOW.format(state=STATE_WORDS[issue.state])
    for_now = words.CONTROL_FOR_NOW.format(control=issue.control_words, stands=_control_state(issue))
    control = for_now if issue.control_words else ""
    return " ".join(part for part in (drawn.who_has_it(look), state, control) if part)


def _status_abroad(look: Look) -> str:
    """Who was told and whether anybody answered, while that is what there is to say; the rest is English."""
    if _is_feedback(_issue(look)) and not drawn.who_has_it(look):
        return ""
    return drawn.answer_line_abroad(look) if look.entry.state in NEW or drawn.who_has_it(look) else ""


def _control_state(issue: Issue) -> str:
    return words.CONTROL_STANDS[issue.control]


def _reporter_buttons(look: Look) -> list[Block]:
    issue = _issue(look)
    verbs = {move.verb for move in look.moves}
    rows: list[Block] = []
    if look.params.get("ask") and issue.care_effect == CareEffect.NOT_SURE and "care_effect" in verbs:
        rows += _care_question(look)
    own = set(OWN) - ({"its_fixed", "seems_fixed"} if _is_feedback(_issue(look)) else set())
    row = tuple(Button(label=m.button, act=drawn.act(look, m.verb)) for m in look.moves if m.verb in own)
    rows += [Buttons(buttons=row)] if row else []
    if "change_category" in verbs:
        rows.append(drawn.category_pick(look, tuple(c for c in look.params.get("alternatives", "").split(",") if c)))
    higher = tuple(u for u in Urgency if u.rank < Urgency(issue.urgency).rank)
    if "raise_urgency" in verbs and higher:
        rows.append(drawn.urgency_pick(look, "raise_urgency", higher))
    return [*rows, *(drawn.place_pick(look) if issue.state == REPORTED and issue.service else ())]


def _care_question(look: Look) -> tuple[Block, ...]:
    """Whether anyone's care is affected, with its four answers; in two languages where the reporter has another."""
    theirs = drawn.tongue(look)
    abroad = theirs.answers() if theirs else {}
    labels = ((v, label(abroad[v], text) if v in abroad else text) for v, text in words.CARE_ANSWERS.items())
    answers = tuple(Button(label=text, act=drawn.act(look, "care_effect", value)) for value, text in labels)
    return Words(text=both(theirs.care if theirs else "", words.CARE_QUESTION)), Buttons(buttons=answers)


def _ping(look: Look) -> Card:
    """What leaders get: service, category, area, urgency, age and reference; never anybody's words."""
    issue = _issue(look)
    emergency = words.CHECK_ON_TEAM if issue.danger == Danger.MEDICAL and issue.state in NEW else ""
    rows: list[Block] = [
        *drawn.words_of(emergency, Tone.URGENT),
        Facts(rows=_facts(look)),
        *drawn.words_of(drawn.late(look), Tone.URGENT),
    ]
    rows += drawn.words_of(_ping_status(look), Tone.PLAIN)
    rows += _leader_buttons(look)
    return Card(heading=_ping_heading(look), body=tuple(rows), tone=_tone(issue))


def _ping_heading(look: Look) -> str:
    issue = _issue(look)
    service = look.directory.service(issue.service)
    urgency = issue.urgency.upper() if issue.urgency == Urgency.CRITICAL else issue.urgency.capitalize()
    at = drawn.clock_time(issue.reported_at, service)
    done = "" if issue.state == REPORTED else words.PING_STATE.format(state=STATE_WORDS[issue.state])
    place, what = drawn.place(look), _what(issue)
    return f"{words.PING.format(urgency=urgency, place=place, at=at, what=what, ref=issue.ref)} {done}".strip()


def _what(issue: Issue) -> str:
    """What it is about, in a few words."""
    return words.DANGER.get(issue.danger) or words.CATEGORY[issue.category]


def _facts(look: Look) -> tuple[tuple[str, str], ...]:
    issue = _issue(look)
    area = words.area(issue.area)
    control = (
        ((words.FACT["control"], f"{issue.control_words} ({_control_state(issue)})"),) if issue.control_words else ()
    )
    owner = ((words.FACT["owner"], drawn.name(look.directory, issue.owner)),) if issue.owner else ()
    return (
        (words.FACT["reported"], drawn.age(look)),
        *(((words.FACT["about"], area),) if area else ()),
        *control,
        *owner,
        *drawn.linked(look),
    )


def _ping_status(look: Look) -> str:
    issue = _issue(look)
    if issue.state in NEW:
        over = last(look.trail, "seems_fixed")
        said = words.REPORTER_SAYS_OVER.format(who=drawn.name(look.directory, over.by)) if over else ""
        if _is_feedback(issue):
            return said
        return " ".join(part for part in (said, look.params.get("silent", "") or words.NOBODY_YET) if part)
    has_it, yours = drawn.who_has_it(look), drawn.holds_it(look)
    if issue.state in UNFIXED and (again := _asked_again(look)):
        return f"{has_it} {again}"
    if yours and issue.control == Control.NONE and issue.state == ACKNOWLEDGED and issue.urgency in SERIOUS:
        return f"{has_it} {words.YOURS_CONTROL}"
    if issue.state == CONFIRMED:
        close = any(move.verb == "close" for move in look.moves)
        return f"{has_it} {words.PLEASE_CLOSE if close else words.OTHERS_CLOSE}".strip()
    rest = "" if yours or issue.state == FIXED else words.NOTHING_MORE
    return f"{has_it} {rest}".strip()


def _asked_again(look: Look) -> str:
    """Why it is asked about again although somebody answered; empty while it is not."""
    issue, newest = _issue(look), last(look.trail, ASKED, *SETTLING)
    if newest is None or newest.verb != ASKED:
        return ""
    if issue.owner_asked:
        return words.NO_YES_YET.format(who=drawn.name(look.directory, issue.owner_asked))
    return words.NO_CONTROL_STILL if issue.control != Control.IN_PLACE else words.FORGOTTEN


def _leader_buttons(look: Look) -> list[Block]:
    issue = _issue(look)
    no_use = CONTROLLING if _is_feedback(issue) else ()
    rows: list[Block] = list(drawn.buttons(look, leave_out=(*OWN, *no_use)))
    verbs = {move.verb for move in look.moves}
    if issue.sealed and issue.state in OPEN:
        rows.append(
            Buttons(
                buttons=(
                    Button(label=words.BUTTON["see_words"], act=drawn.act(look, "see_words")),
                    Button(label=words.BUTTON["see_all"], act=drawn.act(look, "see")),
                    *drawn.photo_buttons(look),
                )
            )
        )
    if "change_category" in verbs:
        rows.append(drawn.category_pick(look))
    lower = tuple(u for u in Urgency if u.rank > Urgency(issue.urgency).rank)
    if "lower_urgency" in verbs and lower:
        rows.append(drawn.urgency_pick(look, "lower_urgency", lower))
    return rows


def _asked(look: Look) -> Card:
    """The card of somebody who was asked to take it."""
    issue = _issue(look)
    asked = last(look.trail, "assign", "hand_over")
    by = drawn.name(look.directory, asked.by) if asked else words.SOMEBODY
    still = issue.owner_asked == look.reader.id
    question = words.ASKS_YOU.format(who=by, ref=issue.ref) if still else _ping_status(look)
    return Card(
        heading=_ping_heading(look),
        tone=_tone(issue),
        body=(Facts(rows=_facts(look)), *drawn.words_of(question), *_leader_buttons(look)),
    )


def _fixed_question(look: Look) -> Card:
    """The question to the reporter before anything is closed."""
    issue = _issue(look)
    fix = last(look.trail, "fixed", "sorted_here")
    fixer = drawn.name(look.directory, fix.by) if fix and look.reader.known else words.SOMEBODY
    done = words.FIXER_SAYS.format(who=fixer, fix=fix.evidence.get("fix", "")) if fix else ""
    if issue.state != FIXED:
        return Card(heading=f"{issue.ref}: {STATE_WORDS[issue.state]}.", body=drawn.buttons(look))
    own = ("confirm", "not_fixed")
    row = tuple(Button(label=m.button, act=drawn.act(look, m.verb)) for m in look.moves if m.verb in own)
    return Card(
        heading=words.IS_IT_FIXED.format(ref=issue.ref),
        body=(*drawn.words_of(done.strip()), Buttons(buttons=row)),
    )


def _whole(look: Look) -> Card:
    """Everything that this reader may see, with the history: words, sent, seen, controlled, fixed, confirmed."""
    issue = _issue(look)
    rows: list[Block] = [
        Facts(
            rows=(
                (words.FACT["type"], _what(issue)),
                (words.FACT["urgency"], words.URGENCY[issue.urgency]),
                *_facts(look),
            )
        ),
        Words(text=issue.redacted[:WORDS_SHOWN]),
        *drawn.words_of(issue.urgency_why, Tone.QUIET),
        Words(text="\n".join(drawn.history(look)), tone=Tone.QUIET),
    ]
    mine = Relation.REPORTER in look.relations
    rows += drawn.words_of(_status(look) if mine else _ping_status(look))
    rows += _reporter_buttons(look) if mine and issue.state in OPEN else _leader_buttons(look)
    rows += drawn.photo_row(look) if mine or issue.state not in OPEN else ()
    rows += drawn.linked_row(look)
    what, place, state = _what(issue), drawn.place(look), STATE_WORDS[issue.state]
    return Card(
        heading=words.WHOLE.format(what=what, place=place, state=state, ref=issue.ref),
        body=tuple(rows),
        tone=_tone(issue),
    )


def _tone(issue: Issue) -> Tone:
    return Tone.URGENT if issue.urgency == Urgency.CRITICAL and issue.state in NEW else Tone.PLAIN
