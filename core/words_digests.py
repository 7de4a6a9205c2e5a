"""What staff read in digests and at the start of a shift."""

from collections.abc import Mapping

from core.labels import Urgency

MORNING = "{hello}, {name}. {place}, {day}. {needs}"
WEEK = "{hello}, {name}. Your week. {place}, {day}. {needs}"
HELLO_BY_TIME: Mapping[str, str] = {"morning": "Good morning", "later": "Hello"}
SOME_SERVICES = "{n} services"
NOTHING_NEEDS_YOU = "Nothing needs you today."
NEEDS_YOU_ONE = "1 thing needs you."
NEEDS_YOU = "{n} things need you."
NEEDS_WHY: Mapping[str, str] = {
    "yes": "You were asked to take it.",
    "answer": "Nobody has answered yet.",
    "question": "It needs an answer.",
    "control": "No control is in place yet.",
    "close": "The reporter says it is fixed. Please close it.",
    "silent": "The reporter has not said if it is fixed.",
    "missed": "It was missed on {day}.",
    "check": "Due by {due}.",
    "work": "You have it.",
    "supplier": "You are waiting for the supplier.",
    "overdue": "Please look at it.",
    "open": "Now: {state}.",
}
"""Why a thing is on somebody's list."""

NEED = "{place}{late}{urgency}. {what}, {age}. {why} {ref}"
NEED_CHECK = "{place}{late}{what}. {why} {ref}"
LATE = "Late. "
A_QUESTION = "A question"
A_QUESTION_ABOUT = "A question about {area}"
A_CHECK = "Daily check"
URGENCY_SHORT: Mapping[str, str] = {
    Urgency.CRITICAL: "Critical",
    Urgency.HIGH: "High",
    Urgency.NORMAL: "Normal",
    Urgency.LOW: "Low",
}
OPEN_NOW = "Open: {n}{serious}. Late: {late}."
WAITING_FOR = "Waiting for: {what}."
WAITS: Mapping[str, str] = {
    "answer": "an answer {n}{who}",
    "yes": "a yes {n}{who}",
    "control": "a control {n}{who}",
    "work": "work {n}{who}",
    "supplier": "the supplier {n}",
    "reporter": "the reporter {n}",
    "close": "somebody to close it {n}",
    "check": "a check {n}",
}
CONTROLS_NOW = "Controls in place: {n}. {ending}{unseen}"
CONTROLS_END = "{n} can end, as the problem is fixed. "
CONTROLS_UNSEEN = "{n} ordered, but not yet seen in place."
QUESTIONS_OPEN = "Questions open: {n}. About: {what}."
HOW_TO_RECORD = "recording"
CHECKS_WERE = "Checks: {what}."
CHECKS_BY: Mapping[str, str] = {
    "done": "{n} done",
    "late": "{n} done late",
    "missed": "{n} missed",
    "due": "{n} due today",
}
AGAIN_AND_AGAIN = "Again and again: {what}."
A_THEME = "{what} {n} times in 7 days at {place}"
A_THEME_PER_TEN = "{what} {n} times in 7 days at {place}, {per_ten} for every ten staff"
CHANGED = "Since {since}: {what}."
CHANGED_BY: Mapping[str, str] = {"new": "{n} new", "closed": "{n} closed", "again": "{n} open again"}
YESTERDAY = "yesterday"
TREND = "New each day: {bars} {n} in 7 days, {how} ({before})."
TREND_HOW: Mapping[str, str] = {
    "fewer": "fewer than the 7 before",
    "more": "more than the 7 before",
    "same": "much like the 7 before",
}
GOOD_NEWS = "Good news: {n} fixed, and the reporters say so."
SERVICE_LINE = "{place}: {new} new this week, {open} open, {late} late."
SHOW_ALL = "Show all"
SHOW_MORE = "Show {n} more"
ALL_OF_IT = "All of it, page {page} of {pages}."
DIGEST_OFF_HINT = "Nothing needs you today. Type help to see what you can do."

SHIFT_START = "{name}, you are in charge at {place} now. {counts}"
SHIFT_COUNTS = "Open: {n}{serious}."
SERIOUS_OF = " ({what})"
SHIFT_CRITICAL = "Critical, {age}. {what}. {state} {ref}"
SHIFT_HAS_IT = "{who} has it."
SHIFT_YOURS = "You have it."
TAKE_IT = "I have it now: {ref}"
CONTROLS_TO_KEEP = "Keep up: {what}."
A_CONTROL_OF = "{control} ({ref})"
CHECKS_DUE = "Daily check due by {due}."
CHECKS_OVERDUE = "Daily check not done yet. It was due by {due}."
CHECKS_MISSED = "Daily check of {day} was missed."
TOLD_BUTTON = "Told everyone at handover"
TOOK_OVER = "Thank you. You have it for this shift. {ref}"
TOOK_OVER_NEWS = "{who} is in charge now and has it. {ref}"
TOOK_OVER_BEFORE = "You have it already. {ref}"
NOT_IN_CHARGE = "Only the person in charge now can do that."
TOLD_ALL = "Noted: you told {who} about {n} open. Was anybody not there?"
TOLD_NOBODY = "I know of nobody else on shift, so I noted nothing."
TOLD_NOTHING = "Nothing is open that they need to be told."
WAS_NOT_THERE = "{who} was not there"
NOT_TOLD = "Noted. {who} still has to be told."
