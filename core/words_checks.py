"""What staff read about daily checks."""

from collections.abc import Mapping

from core.form import Form, TextField

CHECK_NAME = "Daily check"
CHECK_HEADING = "Daily check at {place}, {day}. {ref}"
CHECK_ASK = "Please look at 5 people's records at {place}, in the app and on paper. Do they agree? Due by {due}."
CHECK_SAY_WHY = "Please say in one line why the check can't be done."
CHECK_LATE = "Please look at 5 people's records at {place}, in the app and on paper. It was due by {due}."
CHECK_MISSED = "This check was not done. It was due by {due}. It can still be done, or you can say why not."
CHECK_MISSED_BEFORE = "{n} checks were missed here in 7 days."
CHECK_COULD_NOT = "{who} could not do it: {why}."
CHECK_CANNOT = ("No time now", "The app or tablet is not working", "The paper is not here", "We are short of staff")
CHECK_ALL_AGREE = "I looked at 5 or more, all agree"
CHECK_FOUND = "Found problems"
CHECK_FEWER = "I looked at fewer, all agree"
CHECK_FORM_BUTTON = "Use a form"
CHECK_HOW_MANY = "How many people did you look at? {ref}"
CHECK_ENOUGH = "5 or more"
CHECK_WHAT_FOUND = "What did you find? {ref}"
CHECK_FOR_EXAMPLE = "Type it in one line. Such as: 2 notes missing; fluid totals differ. To leave it, type stop."
CHECK_FOUND_SO_FAR = "Found so far, not logged yet: {found}"
CHECK_STILL_WAITS = "The daily check still waits for your answer. {ref}"
CHECK_TYPED = "{who} has typed in problems. They are not logged yet."
CHECK_COULD_NOT_NOW = "{who} could not do it."
CHECK_UNDERSTOOD_ONE = "I read that as 1 problem. Shall I log it? {ref}"
CHECK_UNDERSTOOD = "I read that as {n} problems. Shall I log them? {ref}"
CHECK_LOG = "Log them"
CHECK_LOG_ENOUGH = "Log them. I looked at 5 or more"
CHECK_LOG_FEWER = "Log them. I looked at fewer"
CHECK_CHANGE = "Change"
CHECK_AGREE_AFTER_ALL = "All agree after all"
CHECK_HAS_FINDINGS = "Something was found in this check. Please log it first. Or let whoever typed it change it."
CHECK_STILL_THERE = "What was found is not logged yet. Shall I log it? {ref}"
CHECK_LEFT = "All right. What was typed stays with the check. It is not logged yet. {ref}"
CHECK_FOUND_BEFORE = "This was found before, and is logged: {refs}."
CHECK_LEFT_LOGGED = "Something had been found, so I logged it: {refs}. {ref}"
CHECK_HOW_MANY_AGAIN = "Please type a number, such as 3. How many people did you look at? {ref}"
CHECK_DO_THEY_AGREE = "Thank you. Do the two records agree? {ref}"
CHECK_AGREED_N = "I looked at {n}, all agree"
CHECK_WHICH_OF_THEM = "Which check is it? Please press a button of that check."
CHECK_LOGGED = "Thank you. Logged: {refs}. The check is done. {ref}"
CHECK_LOGGED_AT_ONCE = "One of these is urgent, so I logged them at once: {refs}. The check is done. {ref}"
CHECK_OFFERED = "Thank you for telling me. I am asking {people}. I will ask you again in an hour. {ref}"
CHECK_MEDICINE_FIRST = "Medicines first, please. Check before the next dose."
CHECK_SENT_TO = "Sent to {who}: {refs}. Nobody has answered yet."
CHECK_DAYS = "{start} to {end}"
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
