"""Every word that people are shown, in one place: here, and by topic in the modules beside it.

Whoever shows words takes all of them from here (`words.CHECK_ASK`); a new topic is one more row of imports.
For staff: short sentences, reading age 9 to 11, no blame, no jargon. A number such as ISS-12 ends
the first line. Nothing here ever says that help is coming.
"""

from collections.abc import Iterable, Mapping

from core.form import Form, PickField, TextField
from core.labels import Category, Danger, RecordArea, Role, Urgency
from core.words_cards import *
from core.words_checks import *
from core.words_checks import CHECK_FORM
from core.words_digests import *
from core.words_feedback import *
from core.words_help import *
from core.words_linking import *
from core.words_others import *
from core.words_pages import *
from core.words_photos import *
from core.words_pulse import *
from core.words_questions import *
from core.words_rules import *

CATEGORY: Mapping[str, str] = {
    Category.LOGIN_ACCESS: "Can't log in",
    Category.MISSING_RECORD: "Something is missing",
    Category.WORKFLOW_CONFUSION: "Hard to use",
    Category.REPORTING_GAP: "A report or list is wrong",
    Category.DATA_ERROR: "Wrong details",
    Category.DEVICE_CONNECTIVITY: "Tablet, phone or wifi",
    Category.PERFORMANCE_OUTAGE: "App slow or down",
    Category.MEDICATION_RECORD: "Medicine record",
    Category.ALERTS_ASSISTIVE_TECH: "Alerts, bells or sensors",
    Category.TRAINING_GAP: "Need to be shown how",
    Category.OTHER: "Something else",
    Category.WHERE_TO_RECORD: "Where to write it",
    Category.RECORD_MISMATCH: "Records don't match",
    Category.FEEDBACK: "What you think",
    Category.NONE: "Something else",
}

URGENCY: Mapping[str, str] = {
    Urgency.CRITICAL: "critical, someone could be harmed now",
    Urgency.HIGH: "high, care is affected today",
    Urgency.NORMAL: "normal, work is slowed down",
    Urgency.LOW: "low, no effect on care",
}

AREA: Mapping[str, str] = {
    RecordArea.MEDICATION: "medicines",
    RecordArea.SAFEGUARDING: "safeguarding",
    RecordArea.INCIDENT: "incidents",
    RecordArea.CARE_PLAN: "care plan",
    RecordArea.RISK_ASSESSMENT: "risk assessment",
    RecordArea.DAILY_NOTE: "daily notes",
    RecordArea.REVIEW: "reviews",
    RecordArea.HANDOVER: "handover",
    RecordArea.TASK: "tasks",
    RecordArea.ALERT: "alerts",
    RecordArea.OTHER: "other",
}

WHO: Mapping[str, str] = {
    "reporter": "the person who reported it",
    "owner": "whoever is working on it",
    "asked": "the person who was asked",
    "in_charge": "the person in charge now",
    "on_call": "whoever is on call now",
    "safeguarding": "the safeguarding lead or a manager who is not on that shift",
    "system": "Handrail itself, when the time comes",
    Role.CARE_WORKER: "a care worker",
    Role.TEAM_LEADER: "a team leader",
    Role.REGISTERED_MANAGER: "the registered manager",
    Role.ON_CALL_MANAGER: "an on-call manager",
    Role.QUALITY_LEAD: "the quality lead",
    Role.AUDITOR: "an auditor",
    Role.PROJECT_LEAD: "the project lead",
    Role.WORKFORCE_LEAD: "the workforce lead",
    Role.TRAINER: "a trainer",
    Role.DIGITAL_CHAMPION: "a digital champion",
    Role.BOARD_MEMBER: "a board member",
    Role.BOARD_CHAIR: "the board chair",
    Role.SENIOR_LEADER: "a senior leader",
    Role.INFORMATION_GOVERNANCE_LEAD: "the information governance lead",
    Role.SUPPLIER_CONTACT: "the supplier",
    Role.EVIDENCE_READER: "an inspector or commissioner",
    Role.ADMINISTRATOR: "an administrator",
}

EMERGENCY: Mapping[str, str] = {
    Danger.MEDICAL: (
        "If someone is in danger, call 999 now. Tell the nurse or person in charge now. "
        "This chat is not watched for emergencies."
    ),
    Danger.SAFEGUARDING: (
        "If someone is in danger, call 999. Tell your manager or safeguarding lead now, in person or by phone."
    ),
}
"""Fixed emergency advice, which goes first. It is added to the record and never replaces it."""

DANGER: Mapping[str, str] = {
    Danger.MEDICAL: "Possible emergency",
    Danger.SAFEGUARDING: "Someone may have been harmed",
}
"""What an entry with danger words is called, whatever its category."""

CHECK_ON_TEAM = (
    "Somebody on shift wrote words that sound like an emergency. Please check on your team now. "
    "I have not called anyone."
)

CARE_QUESTION = "Is anyone's care affected?"
CARE_ANSWERS: Mapping[str, str] = {"now": "Yes, now", "soon": "Soon", "none": "No", "not_sure": "Not sure"}

SAVED = "Saved: {ref}."
THANK_SAVED = "Thank you. Saved: {ref}."
QUESTION_SAVED = "Thank you. Saved your question: {ref}."
URGENT_PHONE = "Urgent phone: {phone}. Ring it if you can't wait."
SENT_TO_CHARGE = "It is with the people in charge."
NEXT_ASKED = "If nobody answers, I ask {who} at {at}."
NEXT_ASKED_AGAIN = "If nobody answers, I ask again at {at}."
NO_LONGER_YOURS = "You can no longer see this one. {ref}"
NOBODY_YET = "Nobody has answered yet."
NOT_WORKED_ON = "I have your message, but I can't work on it yet. I keep trying."
WELCOME = "You're welcome."
HELLO = "Hello. Tell me what is wrong in your own words, and I will save it. Type help to see more."
EMPTY = "I can't see any words. Tell me what is wrong in your own words, and I will save it."
PICTURES = (
    "I can't take pictures or voice notes yet if they come that way. "
    "Please send a photo straight from your phone, or tell me in words."
)
HID = "I hid {what} in what others see. Next time, please leave that out."
UNKNOWN_PERSON = (
    "I don't know you yet, so I can't show you other things. Your report is saved all the same. "
    "I have asked the people in charge to add you."
)
STILL_UNKNOWN = "Your report is saved. I don't know you yet, so I can't show you other things."
WRONG_PLACE = "Wrong place?"
SOMEBODY = "Somebody"
WHICH_SERVICE = "Where are you working?"
ADVICE_UNAPPROVED = "This advice came with Handrail. Its name: {id}. Your service has not approved it yet."

STALE = "This has changed since you last saw it. Nothing was changed. This is how it stands now."
NOT_NOW = "{ref} is {state}, so that can't be done now."
NOT_YOURS = "Only {who} can do that."
OTHER_LEADERS = "Other leaders may do it too."
NOT_FOUND = "I can't find {ref}, or it is not yours to see."
OLD_BUTTON = "That button no longer works. Type help to see what you can do."
TYPE_IT_HERE = "I could not open the form. Please type here what is wrong. I will save it."
TYPE_IT = "Please type it in one line. To leave it, type stop."
STILL_TO_SAY = "I saved that as a new report. If it was meant for {ref}, press its button and type it again."
NOTHING_WAITS = "Nothing is waiting for your answer."
LEFT = "All right. Nothing was changed."

REPORTED_IT_YOURSELF = "You reported this one, so somebody else has to answer it."
CLOSED_BY_FIXER = "You fixed this one. For a critical or high problem somebody else has to close it."
SORTED_ONLY_SMALL = "Critical and high problems need a control and a proof. Please use the other buttons."
ONLY_RAISE = "You can only make it more urgent. A manager can lower it."
ONLY_LOWER = "That is not lower than it is now."
CONTROL_FIRST = "A critical one can only be lowered when a control is in place."
NO_CONTROL_YET = "No control has been ordered for it yet."
ASK_REPORTER_FIRST = "The reporter has not said that it is fixed. Wait three days, then try again."
TOO_LATE_TO_REOPEN = "It was closed more than 30 days ago. Please tell me again as a new report."
SAFE_FIRST = "It can't be put off yet. First a control has to be seen in place."
SEE_IT_THERE = "Only somebody who is there can say that it is in place."
STAYS_OPEN = "This one stays open until somebody has looked at it. If it is over, press: It's over."
SAY_FIXED = "If it is fixed, press: It's fixed."
REPORTER_SAYS_OVER = "{who} says it is over. Please look all the same, and answer."
SAME_BUT_URGENT = "Yours is more urgent, so it stays on its own."
STANDS_ALONE = "The other report was ended. Yours is open again, and I am asking. {ref}"
SAME_NEEDS_OTHER = "It can't be the same as itself."
SAME_NEEDS_OPEN = "I can't find that one among those that are open."
NOT_HERE = "I can't ask that person about it. Please choose somebody of this service who may see it."
NEVER_ITS_ASKER = "You asked this one, so somebody else has to answer it."

NO_CONTROL_STILL = "But no control is in place yet. What keeps people safe for now?"
PLEASE_CLOSE = "The reporter says it is fixed. Please check it and close it."
OTHERS_CLOSE = "The reporter says it is fixed. Somebody else checks it and closes it."
FORGOTTEN = "But nobody has said anything about it for a while. Please look at it again."
NO_YES_YET = "{who} was asked to take it and has not said yes."
SILENT_ONE = "{who} has been asked and has not answered."
SILENT_MANY = "{who} have been asked and have not answered."
NOBODY_ANSWERED = "All have been asked and nobody has answered yet. {ref}"
NOT_SAFE_YET = "No control has been seen in place yet. All have been asked again. {ref}"
RING = "Ring {phone} now."
TELL_IN_CHARGE = "Tell the person in charge now, face to face."
TELL_SAFEGUARDING = "Tell your manager or safeguarding lead now, face to face."
NOBODY_REACHED = "I could not find anybody to send this to. {ref}"
SAID_YES = "{who} has said yes and has it now. {ref}"
SAID_NO = "{who} can't take it. It stays with you, and I am asking again. {ref}"
WHO_IS_THIS = "{name} has written to Handrail and is not on the list. Do they work here?"
KNOWN_NOW = "Thank you. {name} is on the list now."
NOT_KNOWN = "Thank you. {name} stays off the list. What they reported is kept."

NEWS: Mapping[str, str] = {
    "acknowledge": "{who} has it now. Answered at {at}. {ref}",
    "accept": "{who} is working on it now. {ref}",
    "take_on": "{who} is working on it now. {ref}",
    "order_control": "{who} has ordered this for now: {control}. I will tell you when it is in place. {ref}",
    "control_in_place": "{who} has seen that it is in place. Please keep to it. {ref}",
    "waiting_supplier": "We are waiting for the supplier now. They promised: {promised}. {ref}",
    "supplier_news": "There is news from the supplier: “{news}” {ref}",
    "sorted_here": "{who} has sorted it: “{fix}” {ref}",
    "fixed": "{who} has fixed it: “{fix}” {ref}",
    "close": "{who} has checked it and closed it. Thank you for telling us. {ref}",
    "reopen": "{who} has opened it again: “{reason}” {ref}",
    "not_a_problem": "{who} looked at it and says it is not a problem: “{reason}” Thank you for telling us. {ref}",
    "update": "{who} says: “{news}” {ref}",
    "change_category": "{who} has changed the type to: {category}. {ref}",
    "raise_urgency": "{who} has made it more urgent: {urgency}. {ref}",
    "lower_urgency": "{who} has made it less urgent: {urgency}. Why: {reason} {ref}",
    "snooze": "{who} will look at it again in {length}. Why: {reason} {ref}",
}
"""What the reporter hears of each move."""

FLOOR: Mapping[str, str] = {
    "acknowledge": "{place}: {what}. {who} has it now. {ref}",
    "order_control": "{place}: {what}. For now: {control}. {who} asks you to start it. {ref}",
    "control_in_place": "{place}: {what}. In place now: {control}. {ref}",
}
"""What everybody on shift hears about a critical issue."""

HIDDEN: Mapping[str, str] = {
    "NHS number": "an NHS number",
    "date of birth": "a date of birth",
    "phone number": "a phone number",
    "e-mail": "an e-mail address",
    "postcode": "a postcode",
    "National Insurance number": "a National Insurance number",
    "card number": "a card number",
    "person": "a name",
}
"""What is hidden in the redacted text, by the word that stands there instead."""

DONE: Mapping[str, str] = {
    "acknowledge": "Thank you, {who}. It is yours now.{by} {ref}",
    "order_control": "Thank you. I have told the people on shift. Press In place when you have seen it. {ref}",
    "control_in_place": "Thank you. I have told the reporter. {ref}",
    "take_on": "Thank you. I have told the reporter. {ref}",
    "assign": "I have asked them. Until they say yes it stays with you. {ref}",
    "hand_over": "I have asked them. Until they say yes it stays with you. {ref}",
    "accept": "Thank you. It is yours now. {ref}",
    "decline": "All right. I am asking the others again. {ref}",
    "sorted_here": "Thank you. I have asked the reporter if it is fixed. {ref}",
    "fixed": "Thank you. I have asked the reporter if it is fixed. {ref}",
    "waiting_supplier": "Noted. I have told the reporter. {ref}",
    "supplier_news": "Noted. I have told the reporter. {ref}",
    "close": "Closed, with your proof. Thank you. {ref}",
    "confirm": "Good. Thank you for telling us. {ref}",
    "its_fixed": "Good. Somebody will check it and close it. {ref}",
    "seems_fixed": "Thank you. I have told them. I keep asking until somebody has looked at it. {ref}",
    "not_fixed": "Thank you for saying so. It is open again, and I am asking again. {ref}",
    "reopen": "It is open again. {ref}",
    "withdraw": "All right. I have taken it back. {ref}",
    "same_as": "All right. You will hear when that one is sorted. {ref}",
    "not_a_problem": "Noted. I have told the reporter why. {ref}",
    "change_category": 'Changed. It is now "{what}". {ref}',
    "raise_urgency": "Changed. {ref}",
    "lower_urgency": "Changed. {ref}",
    "care_effect": "Thank you. If it gets worse, just tell me. {ref}",
    "snooze": "All right. I will ask again after that. {ref}",
    "update": "I have told the reporter. {ref}",
    "answer": "Thank you. I have passed it on. {ref}",
    "helped": "Good. Thank you for asking. {ref}",
    "still_not_sure": "No problem. I am asking the person in charge. {ref}",
    "pass_on": "No problem. I am asking the person in charge. {ref}",
    "choose_rule": "Thank you. Here is the rule. {ref}",
    "suggest_rule": "Thank you. I have sent it to the manager. {ref}",
    "make_rule": "Thank you. It is a rule now. {ref}",
    "not_a_rule": "All right. It stays an answer, and no rule. {ref}",
    "done": "Thank you. The check is done. {ref}",
    "not_needed": "Noted. {ref}",
    "cannot_now": "Thank you for telling me. I will ask again in an hour, or ask who is in charge by then. {ref}",
    "say_why": "Thank you. I have noted why. {ref}",
}
"""What somebody hears after their own move."""

CONTROL_BY = " What keeps people safe for now? Please order a control by {at}."
"""Added to the thanks for an answer while no control is in place."""

NOT_SURE_WHAT = "I'm not sure what you mean, so a person will read it. You can pick what is closest under Change type."
GLAD_SORTED = "Good to hear. I have added that to {ref}. Is it fixed?"
HAVE_IT_ONCE = "I have this once, as {ref}. No need to send it again."
SAME_AS_THIS = "Somebody told me about something like this: {other}. Is yours the same? {ref}"
SAME_AS_THESE = "{n} other people told me something like this: {other}. Is yours the same? {ref}"
KEPT_APART = "All right. Yours stays on its own. {ref}"
PLACED = "Thank you. I have told the person in charge at {place}. {ref}"
OR_TYPE_IT = "Or type it in your own words."
OR_TYPE_NAME = "Or type a first name."
THE_WORDS = "What was written. {ref}"
BEGINNING_ONLY = "This is only the beginning of it."
MY_REPORTS = "Your reports, newest first."
NO_REPORTS = "You have not told me of anything yet."
OPEN_LIST = "{n} open, the most urgent first."
OPEN_LIST_FROM = "{n} open, from the most urgent. From number {first} on."
NOTHING_OPEN = "Nothing is open."
WHICH_ONE = "Which one?"
NOBODY = "nobody"
WHO_NOW = "{place} now. In charge: {charge}. On call: {call}. Urgent phone: {phone}."
IN_CHARGE_WHERE = "I don't know where you work. Ask your manager to get you added to your service."
ROTA_SAYS = "The rota says that {who} is in charge at {place} now. Ask them, or ask for the rota to be changed."
NO_LONGER_IN_CHARGE = "{who} says they are in charge at {place} now. What is urgent goes to them."
IN_CHARGE_NOW = "You are in charge at {place} now. I will send you what is urgent for 14 hours."
AWAY = "Noted. You are away {when}. I have asked {name} to cover and to say yes."
AWAY_NO_COVER = "Noted. You are away {when}. {unknown}Nobody covers yet, so the next person is asked instead."
NOBODY_OF_THAT_NAME = "I can't find one person called {name}. "
WILL_YOU_COVER = "{who} is away {when} and asks you to cover. You would get what is urgent. Will you?"
COVER_ANSWER: Mapping[str, str] = {
    "yes": "Thank you. You cover for {who}.",
    "no": "All right. I have told {who}.",
    "cancel": "All right. You are not away.",
}
COVER_TOLD: Mapping[str, str] = {
    "yes": "{who} has said yes and covers for you.",
    "no": "{who} can't cover for you. Please name somebody else.",
}
YOU_ARE_KNOWN = "You are on the list now. Type help to see what you can do."

CHOOSE = "Choose this"
CHOOSE_FIRST = "Nothing was chosen yet. Choose one from the list first, then press the button."
FILL_IN = "Please fill this in."
SHORTENED_HERE = "The message is longer than fits in here. This is its beginning; the whole of it stays where it is."
TAKEN = "I have that. My answer comes in our chat."
TAKEN_AT_ONCE = "I have that."
OPEN_A_CHAT = 'I have that. To see my answer, open a chat with me and write "my reports".'
REPEATED = "You may have got this before. I could not see whether it reached you."

TAKEN_AS = "I took it as: {what}. How urgent it is: {urgency}."
YOU_SAID_FIXED = "You said it is fixed. A manager will check it and close it."

HELP_STAFF = (
    "Tell me what is wrong in your own words. I save it, tell the right person, and ask until somebody answers."
)
HELP_EXAMPLE = 'For example: "tablet wont log me in and its meds time".'

REPORT_FORM = Form(
    name="report",
    title="Report a problem",
    send="Send",
    fields=(
        TextField(name="text", label="What is wrong?", hint="In your own words", long=True),
        PickField(
            name="care",
            label=CARE_QUESTION,
            options=tuple(CARE_ANSWERS.items()),
            optional=True,
        ),
    ),
)

FORMS = (REPORT_FORM, CHECK_FORM)
"""Every form that a button may open."""


def names(people: Iterable[str]) -> str:
    """Names in a sentence: "Tom", "Tom and Ben", "Tom, Ben and Mo"."""
    listed = list(people)
    if len(listed) < 2:
        return "".join(listed)
    return ", ".join(listed[:-1]) + " and " + listed[-1]


def either(things: Iterable[str]) -> str:
    """Things to choose from: "a or b", "a, b or c"."""
    return " or ".join(names(things).rsplit(" and ", 1))


def category(name: str) -> str:
    """The category as staff read it inside a sentence."""
    words = CATEGORY[name]
    return words[0].lower() + words[1:]


def area(name: str) -> str:
    """The record area, or nothing where it says nothing."""
    return "" if name == RecordArea.OTHER else AREA[name]
