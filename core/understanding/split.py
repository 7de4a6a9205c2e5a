"""One message with two separate reports in it: "tablet 3 wont charge. also joyces care plan is missing".

Precision matters more than finding every one: a report cut in two loses its context, while two problems
in one entry are only untidy. So a message stays whole in every doubt, and always when no part alone would
be taken for as urgent as the whole.
"""

import re
from typing import Protocol

from core.labels import Danger, Kind, Urgency
from core.understanding.meaning import Meaning

LEAST_SURE = 0.35
"""Both parts must be sorted with at least this confidence. Chosen on the corpus's messages of two problems."""
LEAST_WORDS = 4
LONGEST = 1000
"""A longer message (characters) is a story, and stays whole."""

REPORTS = (Kind.ISSUE, Kind.UNCERTAINTY, Kind.DISCREPANCY)
"""The kinds of message that are a report by themselves."""

_BETWEEN = re.compile(
    r"\s*(?:[.;,!?\n]\s*|\s)(?:(?:and |also,? |plus,? )?(?:another thing|one more thing|"
    r"separately|secondly|second thing|on another note|"
    r"different (?:thing|problem))[,:\s]+|(?:and )?also,?\s+|plus,?\s+|(?-i:AND)\s+)",
    re.I,
)
_NUMBERED = re.compile(r"(?:^|\s)(?:1[).:]|a\))\s*(.+?)[\s.,;]+(?:2[).:]|b\))\s*(.+)$", re.I | re.S)
_ANNOUNCED = re.compile(r"^\s*(?:two|2|couple of) (?:things?|issues?|problems?|bits|qs|questions?)\b[\s:,.\-]*", re.I)
_LEAN_ON = re.compile(
    r"^(?:it|its|it's|that|this|they|then|so|because|cos|which|he|she|hes|shes|he's|she's|when|if|but)\b", re.I
)
"""A second part that begins so leans on the first and is not a report by itself."""


class Understands(Protocol):
    """Whatever understands a message: the classifier port."""

    def understand(self, text: str) -> Meaning:
        """What one message means."""


def two_things(text: str, classifier: Understands) -> tuple[str, ...]:
    """The two reports that one message holds, or the message itself. Never raises."""
    try:
        parts = _parts(text)
        return parts if parts and _separate(text, parts, classifier) else (text,)
    except Exception:  # nothing here is worth losing a message for
        return (text,)


def _parts(text: str) -> tuple[str, str] | None:
    """Where a message might be cut: at numbers, or at a word such as "also". Exactly one place, or none."""
    if len(text) > LONGEST:
        return None
    numbered = _NUMBERED.search(text)
    if numbered and not re.search(r"(?:^|\s)3[).:]", text):
        return numbered[1].strip(), numbered[2].strip()
    body = _ANNOUNCED.sub("", text)
    # Who shouts everything does not shout AND to part two things.
    cuts = list(_BETWEEN.finditer(body if not body.isupper() else body.lower()))
    if len(cuts) != 1:
        return None
    return body[: cuts[0].start()].strip(" .,;"), body[cuts[0].end() :].strip()


def _separate(text: str, parts: tuple[str, str], classifier: Understands) -> bool:
    """Whether each part is a report by itself, about something else, and none is less urgent than the whole."""
    if any(len(part.split()) < LEAST_WORDS for part in parts) or _LEAN_ON.match(parts[1]):
        return False
    whole, first, second = (classifier.understand(each) for each in (text, *parts))
    urgent = whole.danger is not Danger.NONE or whole.urgency is Urgency.CRITICAL
    return (
        not urgent
        and first.category is not second.category
        and all(_stands(part) for part in (first, second))
        and min(first.urgency.rank, second.urgency.rank) <= whole.urgency.rank
        and (first.ask or second.ask or not whole.ask)
    )


def _stands(part: Meaning) -> bool:
    return part.kind in REPORTS and not part.sorted_already and part.confidence >= LEAST_SURE
