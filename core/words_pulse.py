"""The words of "How sure do you feel?", for staff and for leaders. Short, plain, no blame; every promise is kept."""

from collections.abc import Mapping

from core import pulse

PULSE_ASK = "How sure do you feel using the app on shift?"
PULSE_NO_NAMES = "No names are kept with your answer. Your manager won't see your name."
PULSE_SCORES: Mapping[str, str] = {"1": "1 Not at all", "2": "2", "3": "3 OK", "4": "4", "5": "5 Very"}
PULSE_TYPED: Mapping[str, int] = {
    **{str(score): score for score in range(1, 6)},
    **{label.casefold(): int(score) for score, label in PULSE_SCORES.items()},
    "not at all": 1,
    "ok": 3,
    "okay": 3,
    "very": 5,
    "very sure": 5,
}
"""What may be typed instead of a press."""

PULSE_PRESSED = "What you said is not kept here."
"""What a phone of the page shows instead of an answer or a line."""

PULSE_WHAT_IS_IN_THE_WAY = "Thank you. What gets in the way? You can type one line, or leave it."
PULSE_WITHOUT_NAMES = "Please leave out names. To tell of a problem, press Leave it first."
PULSE_MAY_BE_HARM = "This may be about someone's safety. Nobody is told of it yet."
PULSE_HARM = (
    "If someone is in danger, call 999. {first} To pass this on with your name, press Report this. "
    "If you leave it, it stays here without your name."
)
PULSE_AT_AN_END = (
    "Please talk to someone now. You can ring 111 at any time. If you or someone else is in danger, call 999. "
    "To pass this on with your name, press Report this. If you leave it, it stays here without your name."
)
PULSE_REPORT_THIS = "Report this"
PULSE_STILL = "What gets in the way with the app? You can still type one line, or leave it."
PULSE_WHICH = "I asked you more than one thing. Which one do you mean?"
PULSE_MEANT_ROUND = "How sure I feel"
PULSE_MEANT_CHECK = "The daily check"
PULSE_LEAVE_IT = "Leave it"
PULSE_CHANGE_IT = "Change it"
PULSE_ANSWERED_ALREADY = "You have answered this time. Do you want to change it?"
PULSE_CHANGED = "Thank you. I have changed it."
PULSE_STAYS = "All right. It stays as it is."
PULSE_OVER = "This round is over. Thank you all the same."
PULSE_NOT_ASKED = "That question was not for you, so nothing was kept."
PULSE_THANKS = "Thank you. No name is kept with what you say. When leaders tell me what they did, I tell you."
"""The same with a line and without: what is kept of this message must not tell who typed one."""

PULSE_WANT_CONTACT = "Want someone to get in touch? Then {who} gets your name, and not your answer."
PULSE_YES_PLEASE = "Yes, I'd like that"
PULSE_NO_THANKS = "No thanks"
PULSE_WISH_SENT = "Thank you. I pass it on to {who}. Your answer is not with it."
PULSE_THAT_IS_ALL = "All right. Thank you."
PULSE_SOMEONE_WISHES = "{who} at {place} would like someone to get in touch about using the app."
PULSE_WISH_BUTTON = "I got in touch with {who}"
PULSE_WISH_DONE = "Thank you. I have noted it."
PULSE_WISH_GONE = "That is noted already."

PULSE_DEED = "You told us what gets in the way. {who} says we did this: {what}"
PULSE_DEED_KEPT = "Thank you. Everybody at {place} hears it once, on their next shift."
PULSE_DEED_WHERE = "At which service was it done?"

PULSE_STARTED = "I am asking staff at {place} how sure they feel, each once, on shift. It ends on {day}."
PULSE_GOES_ON = "I am asking at {place} already. It ends on {day}."
PULSE_ASKED_TODAY = "I began to ask at {place} today. Please wait a day."
PULSE_START_WHERE = "At which service shall I ask?"

SURE_HEADING = "How sure people feel using the app, from 1 to 5."
SURE_OPEN = "{place}: I am asking until {day}. Answers are shown when it has ended."
SURE_TOO_FEW = "{place}, asked from {day}: Too few answers to show."
SURE = "{place}, asked from {day}: about {mean} of 5. {answered} answered.{before}"
SURE_BEFORE = " The time before: {before}."
SURE_GROUP = "{group}: about {mean}. {answered} answered."
SURE_WORDS = "What gets in the way, in no order:"
SURE_NONE = "Nobody was asked yet. To begin, type: ask how sure"
PULSE_GROUP: Mapping[str, str] = {
    pulse.CARE_WORKERS: "Care workers",
    pulse.TEAM_LEADERS: "Team leaders",
    pulse.AGENCY: "Agency staff",
    pulse.OTHERS: "Others",
}
PULSE_DIGEST = "How sure people feel at {place}: about {mean} of 5.{before}"

PULSE_HISTORY: Mapping[str, str] = {
    "pulse_opened": "{by} began to ask how sure people feel.",
    "pulse_ended": "The asking how sure people feel has ended.",
    "pulse_deed": "{by} told staff what was done about what they said.",
    "pulse_looked": "{by} looked at what people said.",
}
"""What stands in the trail of a round, as one plain sentence each."""

PULSE_HELP_ASK = "asks staff how sure they feel using the app"
PULSE_HELP_SURE = "shows how sure people feel"
PULSE_HELP_DEED = "tells staff, once each, what you did about it"
