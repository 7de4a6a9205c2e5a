"""What staff read on the page, and what the app says of itself in a list of apps."""

from collections.abc import Mapping

COMMAND_TAKEN = "I have that. Look in our direct messages for what I say."
FORM_SENT = "Form sent"
PAGE_NOT_READ = "This could not be read, so nothing was saved. Load the page again and try once more."
PAGE_TOO_LONG = "That is too long. Nothing was saved. Please send it in parts, each under {n} letters."
PAGE_TOO_MUCH = "That is too much at once. Nothing was saved. Please send fewer photos."
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
