"""Pieces of cards, lists and answers, which other modules put together."""

from collections.abc import Mapping

CHANGE_TYPE = "Change type"
CHANGE_URGENCY = "Change how urgent"
MORE = "More"
CHOOSE_ONE = "Choose"
SOME_MORE = "{n} more"
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
    "me_too": "Me too",
    "my_reports": "My reports",
    "my_answer": "It is my answer to {ref}",
    "is_answer": "It's the answer",
    "new_problem": "It's a new problem",
    "none_of_them": "None of them",
    "not_a_rule": "Not a rule",
    "open": "What is open",
    "next": "Show the next {n}",
    "same": "Same",
    "see": "See {ref}",
    "see_all": "See it all",
    "see_words": "See the words",
    "something_new": "It is something new",
}
"""Buttons that are no move of a register."""

WORKS_HERE: Mapping[str, str] = {"agency": "Yes, agency", "staff": "Yes, our staff", "no": "No"}
UNTIL = "until {end}"
FROM_UNTIL = "from {start} until {end}"
