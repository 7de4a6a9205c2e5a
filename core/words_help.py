"""What help says of each thing that people may type."""

from collections.abc import Mapping

HELP_FOR: Mapping[str, str] = {
    "help": "shows this",
    "my reports": "shows what you reported and how it stands",
    "ISS-12": "shows that one",
    "who": "says who is in charge and on call now",
    "it's fixed": "says that your report is fixed",
    "take it back": "takes back a report that nobody has acted on",
    "I'm in charge": "you get what is urgent until your shift ends",
    "open": "shows all that is open where you lead",
    "checks": "shows the daily checks of the last 14 days",
    "today": "shows what needs you today",
    "week": "shows the week, for the project lead",
    "told everyone": "notes that all on shift were told what is open",
    "rules": "shows the rules for where to write it",
    "told Joy RUL-3": "notes that you told somebody about a rule",
    "link ISS-9 and ISS-12": "shows each on the other's card",
    "me too ISS-12": "adds you to a problem that a colleague told",
    "ASK-12: your answer": "answers a question in one line",
    "for Precious: what she told you": "saves it as theirs",
    "got it": "answers what you were asked",
    "ISS-12 in place": "says that the control is in place",
    "off until Monday, Priya covers": "someone else is asked while you are away",
}
"""What each thing does that staff may type."""
