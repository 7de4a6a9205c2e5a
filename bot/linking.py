"""A leader says which entries belong together: "link ISS-9 and ISS-12", and "unlink ISS-9 ISS-12"."""

import re

from bot.talk import Talk, button, question
from core import linking, words

PATTERN = re.compile(
    r"(?P<undo>un)?link (?P<one>[a-z]{3}-\d{1,9})(?:,| and| with| to| from| &)* (?P<other>[a-z]{3}-\d{1,9})"
)


def typed(talk: Talk, found: re.Match[str]) -> str:
    """Link the two or end their link; empty for whoever leads nowhere, whose words are a report."""
    refs = (found["one"].upper(), found["other"].upper())
    verb = linking.UNLINKED if found["undo"] else linking.LINKED
    outcome = linking.link(talk.uow, talk.now, talk.sender, talk.person, refs, verb)
    said = words.LINKING_SAID[verb, outcome].format(one=refs[0], other=refs[1])
    seen = (button(words.BUTTON["see"].format(ref=ref), "see", ref) for ref in refs)
    talk.say(question(said, *seen) if outcome in (linking.Outcome.DONE, linking.Outcome.AS_IT_IS) else said)
    return f"{verb} {outcome.value}"
