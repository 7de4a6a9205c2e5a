"""Every word that people are shown, in one place.

For staff: short sentences, reading age 9 to 11, no blame, no jargon. A number such as ISS-12 ends
the first line. Nothing here ever says that help is coming.
"""

from collections.abc import Iterable, Mapping

from core.form import Form, PickField, TextField
from core.labels import Category, Danger, RecordArea, Role, Urgency

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
NO_LONGER_YOURS = "You can no longer see this one. {ref}"
NOBODY_YET = "Nobody has answered yet."
NOT_WORKED_ON = "I have your message, but I can't work on it yet. I keep trying."
WELCOME = "You're welcome."
HELLO = "Hello. Tell me what is wrong in your own words, and I will save it. Type help to see more."
EMPTY = "I can't see any words. Tell me what is wrong in your own words, and I will save it."
PICTURES = "I can't take pictures or voice notes yet. They may show someone's details. Please tell me in words."
PHOTO_CARE = "Please no names or faces. If a screen shows somebody's details, cover them."
PHOTO_WITH = "Thank you. The photo is with {ref}. Only people who may read your words can see it."
PHOTO_ASK_WORDS = "I can see your photo. Please tell me in one line what is wrong, and I save them together."
PHOTO_NOT_GOT = "I could not get the picture. Your words are saved. {ref}"
PHOTO_NOT_GOT_LOOSE = "I could not get the picture. Please tell me in words what is wrong."
PHOTO_NOT_TAKEN: Mapping[str, str] = {
    "not_a_photo": "I can only take photos, and that file is not one. I did not keep it.",
    "heic": "I can't open that kind of photo (HEIC). Take a screenshot of it and send me that.",
    "too_large": "That photo is too large. I can take photos of up to 10 MB. A screenshot of it is smaller.",
    "too_many_dots": "That photo is too large for me to open. Take a screenshot of it and send me that.",
    "broken": "I could not open that photo. Please send it again.",
    "too_many": "I keep up to 5 photos with one report. I did not keep the others.",
}
"""Why a photo is not kept, and what to do instead."""
PHOTO_WORDS_SAVED = "Your words are saved. {ref}"
SEE_PHOTO = "See the photo"
SEE_PHOTOS = "See the {n} photos"
PHOTO_COMES = "I am sending it to you now. {ref}"
PHOTO_OF = "A photo sent with {ref}. Please don't pass it on."
PHOTO_GONE = "I don't have that photo any more. {ref}"
PHOTO_NOT_HERE = "I can't show photos here. Please ask for it in {where}. {ref}"
PHOTO_NOWHERE = "I can't show photos here. {ref}"
PHOTO_SMALL = "This is a small copy of it."
PHOTO_LINK = "The link works once, for 5 minutes."
PHOTO_OPEN = "Show the photo"
PHOTO_LINK_OVER = "This link has been used, or its 5 minutes are over. Ask for the photo again."
CHANNELS: Mapping[str, str] = {"slack": "Slack", "teams": "Teams", "page": "the page"}
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

QUESTION_AT = "Question at {place}, {at}. {ref}."
THAT_IS_RULE = "That is rule {rule}, version {version}."
WHO_SAYS = "{who} says: {answer} {ref}"
ANSWER_WAS = "The answer: {answer}"
WHICH_RULE = "Which one is it?"
NEITHER = "Something else"
MAIN_RECORD = "the main record"
HERE_IT_IS = "Here that is {place}."
FOR_NOW = "For now, write it in {place} and tell the person in charge."
ASKED_FOR_YOU = "No problem. I have asked {who}. For now, write it in {place} and tell {who}. {ref}"
RULE_SUGGESTED = "A leader at {place} suggests a rule, from the question of {at}. {ref}"
RULE_WILL_SAY = "The rule will say: {text}"
RULE_MADE = "Thank you. From now on that is rule {rule}, version {version}. {ref}"
RULE_MADE_OF_YOURS = "{who} has made your answer a rule: {rule}. {ref}"
RULE_DECLINED = "{who} looked at your answer. It will not be a rule. {ref}"
IS_A_RULE = "There is a rule for this already."
SUGGESTED_ONCE = "It was suggested once. The manager decides."
RULE_NEEDS_PLACE = "I don't know which service it is for, so it can't be a rule."
RULE_TITLE_TOO_LONG = "That name is too long. Please use {most} letters at most."
RULE_TOO_HARD = "That is hard to read as a rule: {fault}. Please say it in other words."
RULE_GONE = "That rule has ended just now. I am asking the person in charge."
RULES_HERE = "Recording rules at your service: {n}. Choose one to read it."
NO_RULES = "There are no recording rules yet."
NO_SUCH_RULE = "I can't find rule {rule} at your service."
RULE_IS = "{title}. {rule}, version {version}."
RULE_SINCE = "It holds since {since}."
RULE_STARTS = "It starts on {since}."
RULE_OLDER = "Older versions are kept: {n}."
RULE_GAP = "Rule {rule}, version {version}, left {n} people not sure: {title}. Please make it clearer."
RULE_WAITS = "A leader suggests a rule. {ref}"
SAVED_FOR = "Thank you. Saved for {who}: {ref}. I have told them."
LOGGED_FOR_YOU = "{who} has told me this for you. Saved: {ref}. You will hear the news."
WHO_REPORTED = "I know more than one {name} here. Who told you? {ref}"
NOBODY_CALLED = "I know nobody called {name} here, so {ref} is saved as yours."
STAYS_YOURS = "All right. {ref} stays saved as yours."
ADDED_TO = "I have added you to {other}. You will hear when it is sorted. Saved: {ref}."
ON_IT_ALREADY = "You are on {other} already. You will hear when it is sorted."
NOT_OPEN_HERE = "I can't find {other} among what is open at your service. If you have the same trouble, just tell me."

NO_RULE = "I do not have a rule for that yet. Write it in the main record for now and tell the person in charge."
CHECK_NAME = "Daily check"
CHECK_HEADING = "Daily check at {place}, {day}. {ref}"
CHECK_ASK = "Please look at 5 people's records at {place}, in the app and on paper. Do they agree? Due by {due}."
CHECK_SAY_WHY = "Please say in one line why the check can't be done."
CHECK_LATE = "Please look at 5 people's records at {place}, in the app and on paper. It was due by {due}."
CHECK_MISSED = "This check was not done. It was due by {due}. It can still be done, or you can say why not."
CHECK_COULD_NOT = "{who} could not do it: {why}."
CHECK_CANNOT = ("No time now", "The app or tablet is not working", "The paper is not here", "We are short of staff")
CHECK_ALL_AGREE = "I looked at 5 or more, all agree"
CHECK_FOUND = "Found problems"
CHECK_FEWER = "I looked at fewer, all agree"
CHECK_FORM_BUTTON = "Use a form"
CHECK_HOW_MANY = "How many people did you look at? {ref}"
CHECK_WHAT_FOUND = "What did you find? {ref}"
CHECK_FOR_EXAMPLE = "Type it in one line. For example: 2 notes missing; fluid totals differ. To leave it, type stop."
CHECK_FOUND_SO_FAR = "Found so far, not logged yet: {found}"
CHECK_UNDERSTOOD_ONE = "I read that as 1 problem. Shall I log it? {ref}"
CHECK_UNDERSTOOD = "I read that as {n} problems. Shall I log them? {ref}"
CHECK_LOG = "Log them"
CHECK_LOG_ENOUGH = "Log them. I looked at 5 or more"
CHECK_LOG_FEWER = "Log them. I looked at fewer"
CHECK_CHANGE = "Change"
CHECK_LOGGED = "Thank you. Logged: {refs}. The check is done. {ref}"
CHECK_LOGGED_AT_ONCE = "One of these is urgent, so I logged them at once: {refs}. The check is done. {ref}"
CHECK_NOT_WAITING = "No daily check is waiting for you now."
CHECK_WHICH = "Which check is it? Please press its button, not the form."
CHECK_ONE_SYSTEM = "Only one system is in use now"
CHECK_SOME = "some"
CHECK_WAS_LATE = "It was late."
CHECK_ENDED: Mapping[str, str] = {
    "ok": "{who} did it at {at}: looked at {looked_at}, all agree.",
    "problems": "{who} did it at {at}: looked at {looked_at}, found problems: {refs}.",
    "not_possible": "It was not done. {who} said why: {note}",
    "say_why": "It was not done. {who} said why: {note}",
    "not_needed": "It is not needed. {who} said why: {reason}",
}
"""How a check ended, by its result or by the move that ended it."""

CHECK_RESULT: Mapping[str, str] = {"ok": "all agree", "problems": "found problems", "not_possible": "not possible"}
CHECKS_HEADING = "Daily checks, the last {n} days."
CHECKS_COUNT = "Done: {done}. Done late: {late}. Missed: {missed}. Not needed: {not_needed}."
CHECKS_NONE_HERE = "There are no daily checks. They are asked while two systems run."
CHECK_OUTCOME: Mapping[str, str] = {
    "done": "done",
    "late": "done late",
    "due": "not done yet",
    "overdue": "late, not done yet",
    "missed": "missed",
    "not_possible": "missed, with a reason",
    "not_needed": "not needed",
    "none": "no check",
}
"""Each day of the calendar in words, never in colour alone."""

CHECK_FORM = Form(
    name="check",
    title="Daily check",
    send="Send",
    fields=(
        TextField(name="looked_at", label="How many people did you look at?", hint="A number, such as 5", limit=3),
        TextField(
            name="text", label="What did you find?", hint="Leave it empty if all agree", long=True, optional=True
        ),
    ),
)

NO_CONTROL_STILL = "But no control is in place yet. What keeps people safe for now?"
PLEASE_CLOSE = "The reporter says it is fixed. Please check it and close it."
OTHERS_CLOSE = "The reporter says it is fixed. Somebody else checks it and closes it."
FORGOTTEN = "But nobody has said anything about it for a while. Please look at it again."
NO_YES_YET = "{who} was asked to take it and has not said yes."
SILENT_ONE = "{who} has been asked and has not answered."
SILENT_MANY = "{who} have been asked and have not answered."
NOBODY_ANSWERED = "Everybody has been asked and nobody has answered yet. {ref}"
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
NO_REPORTS = "You have not reported anything yet."
OPEN_LIST = "{n} open, the most urgent first."
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
NOTHING = "There is nothing to show."
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


# ---- digests and the start of a shift

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
    "missed": "It was missed.",
    "check": "Due by {due}.",
    "work": "You have it.",
    "supplier": "You are waiting for the supplier.",
    "overdue": "Please look at it.",
    "open": "Now: {state}.",
}
"""Why a thing is on somebody's list."""

NEED = "{place}{late}{urgency}. {what}, {age}. {why} {ref}"
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
QUESTIONS_OPEN = "Questions open: {n}, about {what}."
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
# ---- pieces of cards, lists and answers, which other modules put together ----------------------

CHANGE_TYPE = "Change type"
CHANGE_URGENCY = "Change how urgent"
MORE = "More"
CHOOSE_ONE = "Choose"
AND_MORE = "… and {n} more"
LIST_AND_MORE = "{label} (… and {n} more)"
CANCEL = "Cancel"
HANDRAIL = "Handrail"
SOMEBODY_NEW = "Somebody new"
PLACE_UNKNOWN = "a service not known yet"
AGO = "{time} ago"
JUST_NOW = "just now"
MINUTES, HOURS, DAYS = "{n} min", "{n} h", "{n} days"

HAS_IT = "{who} has it. First answered at {at}."
SENT_TO = "Sent to {who}."
ON_THE_LIST = "It is on the list for {who}."
MESSAGE_LATE = "This message is late by {late}."
LATE_BY = "Late by {late}."
STATE_NOW = "It is now: {state}."
CONTROL_FOR_NOW = "For now: {control} ({stands})."
CONTROL_STANDS: Mapping[str, str] = {
    "none": "from before it was opened again",
    "ordered": "ordered, not yet seen in place",
    "in_place": "in place",
}
"""How a control stands. Opening an entry again ends its control: it has to be seen anew."""

PING = "{urgency} at {place}, {at}. {what}. {ref}."
PING_STATE = "Now: {state}."
YOURS_CONTROL = "It is yours. What keeps people safe for now?"
NOTHING_MORE = "Nothing more for you to do now."
ASKS_YOU = "{who} asks you to take {ref}. Until you say yes it stays with {who}."
IS_IT_FIXED = "Is it fixed for you? {ref}"
FIXER_SAYS = "{who} says: {fix}"
WHOLE = "{what} at {place}. Now: {state}. {ref}"
LISTED = "{what}. {when}. Now: {state}. {ref}"

FACT: Mapping[str, str] = {
    "about": "About",
    "asked": "Asked",
    "control": "Control",
    "owner": "Working on it",
    "recording": "recording",
    "reported": "Reported",
    "type": "Type",
    "urgency": "How urgent",
}
"""The names of facts on cards."""

BUTTON: Mapping[str, str] = {
    "cover_cancel": "That's wrong",
    "cover_no": "I can't",
    "cover_yes": "Yes",
    "different": "Mine is different",
    "form": "Report with a form",
    "is_over": "{ref} is over",
    "my_reports": "My reports",
    "new_problem": "It's a new problem",
    "open": "What is open",
    "same": "Same",
    "see": "See {ref}",
    "see_all": "See it all",
    "see_words": "See the words",
}
"""Buttons that are no move of a register."""

WORKS_HERE: Mapping[str, str] = {"agency": "Yes, agency", "staff": "Yes, our staff", "no": "No"}
UNTIL = "until {end}"
FROM_UNTIL = "from {start} until {end}"

HELP_FOR: Mapping[str, str] = {
    "help": "shows this",
    "my reports": "shows what you reported and how it stands",
    "ISS-12": "shows that one",
    "who": "says who is in charge and on call now",
    "it's fixed": "says that your report is fixed",
    "take it back": "takes back a report that nobody has acted on",
    "I'm in charge": "you get what is urgent until your shift ends",
    "open": "shows all that is open where you lead",
    "got it": "answers what you were asked",
    "ISS-12 in place": "says that the control is in place",
    "off until Monday, Priya covers": "someone else is asked while you are away",
}
"""What each thing does that staff may type."""

COMMAND_TAKEN = "I have that. Look in our direct messages for what I say."
FORM_SENT = "Form sent"
PAGE_NOT_READ = "This could not be read, so nothing was saved. Load the page again and try once more."
PAGE_TOO_LONG = "That is too long. Nothing was saved. Please send it in parts, each under {n} letters."
PAGE_NO_WORDS = "There are no words in it yet. Write what is wrong, then send."
PAGE_NOT_HERE = "Nobody on this page has that phone. Load the page again."
PAGE_OTHER_SITE = "This came from another website. Nothing was saved. Open the page itself and try again."
PAGE_NOT_SAVED = "Not saved. Try again or use paper."
PAGE_NO_ENTRY = "There is no entry with that number, or it is not yours to see."
PAGE_NO_READER = "This address does not say whose phone it was opened on. Open the entry from a phone on the page."
PAGE_NOT_NOW = "The entry cannot be read just now. Please try again in a moment."
PAGE_PRINTED = "As {who} may see it on {when}"
PAGE_NOTHING = "There is nothing here."
PAGE_NOTHING_TO_SEE = "Nothing to see here"

APP_NAME = "Handrail: say what is not working"
APP_SHORT = "Say what is not working or where to record it. The right person is told."
APP_LONG = """\
Tell Handrail what is wrong, in your own words. One message is enough. You get a number at once.

Handrail tells the right person. It goes on asking until someone answers. It tells you of every change. Nothing is \
closed before you were asked: is it fixed for you?

You can also ask where to record something.

No answer from Handrail means that nothing was saved. Then use the paper form or the phone. In an emergency call 999.

Please leave out names of the people you care for. Use record numbers."""
REPORT_THIS = "Report this"
REPORT_THIS_DOES = "Makes a report of this message"
REPORT_FORM_DOES = "Opens a short form"
APP_COMMANDS: Mapping[str, str] = {
    "help": "What you can ask me",
    "my reports": "What you reported, and how far it is",
    "open": "For leaders: what is still open",
    "who": "Who is in charge and who is on call",
}
"""What the app says of itself in a list of apps."""


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
