"""What staff and leaders are told about rules that are new, have changed or have ended."""

RULE_NEW = "There is a new rule: {title}. {rule}, version {version}."
RULE_CHANGED = "A rule has changed: {title}. {rule}, version {version}."
RULE_ENDED = "A rule has ended: {title}. {rule}, version {version}."
ENDED = "You no longer need to follow it."
SOME_RULES = "{n} rules are new or have changed."
SOME_WAIT = "Before you start: {n} rules still need a yes from you."
ONE_WAITS = "Before you start: one rule has changed. {title}. {rule}, version {version}."
ONE_OF = "{title}. {rule}, version {version}. {text}"
MORE_RULES = "These are the next ones. There are {n}."
TABLE_HERE = "Rules are here: {n} for {place}."
TABLE_WAITS = "Before you start: rules are here, {n} for {place}."
TABLE_SAYS = "They say where to write each thing. You can look at any time: type rules."
YOUR_SERVICE = "your service"

I_UNDERSTAND = "I understand"
I_UNDERSTAND_ALL = "I understand all {n}"
I_KNOW_WHERE = "I know where they are"
I_NEED_HELP = "I need help"
READ_IT = "Read it"
SHOW_RULES = "Show the rules"
NEXT_ONES = "Show the next {n}"

UNDERSTOOD = "Thank you. To see all the rules, type rules."
UNDERSTOOD_BEFORE = "You have told me that before. Thank you. To see all the rules, type rules."
CHANGED_SINCE = "This rule has changed since then. Your tap was not counted. This is how it is now."
NO_RULE_NOW = "That rule is no longer there. Your tap was not counted."
NOT_ASKED_OF_YOU = "This rule is not for your service. I did not note anything. {rule}"
HELP_WITH_WHICH = "Which rule do you need help with?"
HELP_WITH = "I need help with this rule: {title}. {rule}, version {version}."
HELP_WITH_ALL = "I need help with the rules."
WHAT_IS_NOT_CLEAR = "No problem. What is not clear? You can type it. I have told {who} too. {ref}"
WHAT_IS_NOT_CLEAR_ALONE = "No problem. What is not clear? You can type it. {ref}"
HELP_ON_ITS_WAY = "I have your question already. You can type what is not clear. {ref}"
ADDED_WORDS = "Thank you. I have added that. {ref}"

TOLD_ONE = "Thank you. I have noted that you told {who}. {rule}"
TOLD_RULES = "Thank you. I have noted that you told {who} about {n} rules."
TOLD_BEFORE = "That is noted already. {rule}"
TOLD_WHOM = "I know nobody called {name} who needs to read {rule}."
TOLD_WHICH = "I know more than one {name}. Whom did you tell? {rule}"
TOLD_NOT_YOURS = "Only a leader of the service can note that. {rule}"

HOW_READ = "{read} of {all} have read it."
IN_PERSON = "Told face to face: {n}."
NOT_YET = "Asked, no answer yet: {who}."
ASKED_FOR_HELP = "Asked for help: {who}."
NOT_ON_SHIFT = "Not on shift since: {who}."
OUT_OF_REACH = "Cannot be reached: {who}. Please tell them in person."
TOLD_WHO_PICK = "I told somebody"
NOT_READ_YET = "Some people have not read a rule yet. Please tell them face to face. {place}"
CANNOT_REACH = "I cannot reach some people about a rule. Please tell them in person. {place}"
WHO_AND_WHICH = "{who}: {rules}."
SO_MANY_RULES = "{n} rules"
HOW_TO_NOTE = "Then type: told {who} {rule}."
HOW_TO_NOTE_ALL = "Then type: told {who} the rules."

UNREAD_RULES = "Rules not read by all: {what}."
SO_MANY_PEOPLE = ("{rule} (1 person)", "{rule} ({n} people)")
MORE_OF_THEM = "{n} more"
WHICH_DO_YOU = "Some rules wait for you. Which do you understand?"

STARTS = "When does it start?"
FROM_NEXT_SHIFT = "From the next shift"
FROM_NOW = "From now"
RULE_MADE_LATER = "Thank you. It is rule {rule}, version {version}. It starts on {since}. {ref}"

HISTORY = {
    "rule_read": "{by} understands version {version}.",
    "rule_help": "{by} asked for help with version {version}: {question}.",
    "rule_told": "{by} told {people} about version {version} in person.",
}
"""What stands in the trail of a rule, as one plain sentence each."""
