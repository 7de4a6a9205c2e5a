"""What is typed about a daily check, read in pure steps: nothing found, how many, one thing or several.

Only whole short texts answer a check: "all fine" does, "all fine except meds" is something found.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from enum import StrEnum

from core.labels import CareRisk, Category
from core.understanding.meaning import Meaning

NUMBERS = {
    name: number
    for number, name in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
}
_NUMBER = rf"[1-9]\d{{0,2}}|{'|'.join(NUMBERS)}"


class Said(StrEnum):
    """What a short answer to a check says. DONE does not say whether the two records agree."""

    AGREE = "agree"
    DONE = "done"
    NOTHING = ""


_WHOLE = re.compile(
    r"(?:(?:i |we )?(?:have )?(?:looked at|checked) (?P<n>" + _NUMBER + r")(?: people| residents| records)?[ ,:;.-]+)?"
    r"(?:and )?(?P<said>.+)"
)
_AGREE = re.compile(
    r"(?:they |it |they'?re |it'?s )?(?:are |is )?(?:all |both |everything(?:'s| is)? )?"
    r"(?:agrees?|fine|ok(?:ay)?|good|the same|match(?:es)?|correct|clear|well)(?: now)?(?: thanks?(?: you)?)?"
    r"|none|nothing|nil|nope|no(?: problems?| issues?| differences?)?"
    r"|(?:found nothing|nothing (?:found|wrong|to report|missing)|none found|no (?:problems?|issues?) found)"
)
_BARE = frozenset({"fine", "ok", "okay", "good", "well", "clear", "correct", "no", "nope", "match", "agree", "agrees"})
"""What answers only where it was asked for: on its own it may be the answer to anything."""

_DONE = re.compile(r"(?:i'?ve |i have )?(?:all )?(?:done|finished)(?: (?:it|the (?:daily )?check))?"
                   r"|(?:the )?(?:daily )?checks?(?: is| are)?(?: all)? (?:done|finished|completed?)")  # fmt: skip


def short(text: str) -> str:
    """The text as short answers are compared: one line, small letters, no end mark."""
    return " ".join(text.casefold().replace("\u2019", "'").split()).strip(" .!")


def said(text: str, *, asked: bool = True) -> tuple[Said, int]:
    """What a whole short text answers, and how many people it names (0 for none). `asked`: a question waits for it."""
    found = _WHOLE.fullmatch(short(text))
    rest = found["said"].strip(" ,.;:") if found else ""
    many = number(found["n"] or "") if found else 0
    if _AGREE.fullmatch(rest) and (asked or many or rest not in _BARE):
        return Said.AGREE, many
    return (Said.DONE, many) if _DONE.fullmatch(rest) else (Said.NOTHING, 0)


_HOW_MANY = re.compile(
    r"(?:i |we )?(?:only |just |about |looked at |checked )*(?P<n>" + _NUMBER + r")"
    r"(?: of them| people| residents| records)?(?: or more| only)?(?:,? (?:they )?(?:all )?agree)?"
)


def number(text: str) -> int:
    """How many people a short text says, in figures or in a word ("three", "3 people"); 0 for anything else."""
    found = _HOW_MANY.fullmatch(short(text))
    return (NUMBERS.get(found["n"]) or int(found["n"])) if found else 0


# ---- one thing or several --------------------------------------------------------------------------

_WRONG = re.compile(
    r"\b(?:not|no|never|missing|wrong\w*|differ\w*|mis\W?match\w*|empty|blank|gone|lost|twice|duplicat\w*|doubled?"
    r"|unsigned|incorrect\w*|gaps?|old|late|mixed|\w+n['\u2019]?t)\b",
    re.I,
)
"""Words that say what is wrong. A part without one is a place or a name, and stays with what it belongs to."""

_NO_COUNT = r"(?!(?:and|or|to|of|am|pm|ml|mg|mcg|g|kg|was|were|is|are|has|have)\b)"
_COUNT = rf"(?:\d{{1,2}}|{'|'.join(tuple(NUMBERS)[:10])})\s+{_NO_COUNT}[a-z]"
_COUNTED_NEXT = re.compile(rf"(?:,\s*(?:and\s+)?|\s+and\s+)(?={_COUNT})", re.I)
_ONE_NEXT = re.compile(rf"(?:,\s*(?:and\s+)?|\s+and\s+)(?={_COUNT}|an?\s+[a-z])", re.I)
_BEGINS_COUNTED = re.compile(rf"\s*{_COUNT}", re.I)
MOST_CLAUSES = 8
"""Clauses of one problem that are read by themselves: each takes the classifier some milliseconds."""

_CLAUSE = re.compile(r"\s*(?:,|;|\s-\s|\band\b|\bbut\b)\s*", re.I)


def told_apart(text: str) -> list[str]:
    """One part of what was found, cut before a count where both sides say what is wrong.

    "a" and "an" are counts only where the text begins with one: "not washed and a bruise not written up" is one story.
    """
    gaps = _ONE_NEXT if _BEGINS_COUNTED.match(text) else _COUNTED_NEXT
    parts, begin = [], 0
    for gap in gaps.finditer(text):
        if _WRONG.search(text, begin, gap.start()) and _WRONG.search(text, gap.end()):
            parts.append(text[begin : gap.start()])
            begin = gap.end()
    return [*parts, text[begin:]]


def understood(text: str, understand: Callable[[str], Meaning]) -> Meaning:
    """One thing that was found, taken for the most pressing thing in it, a medicine first.

    Several told in one breath are one entry; a medicine among them must not be lost under "something is missing".
    """
    whole = understand(text)
    if whole.category is Category.MEDICATION_RECORD or CareRisk.MEDICATION not in whole.care_risk:
        return whole
    clauses = [clause for clause in _CLAUSE.split(text) if clause.strip()]
    return weightier(whole, [understand(clause) for clause in clauses[:MOST_CLAUSES]])


def weightier(whole: Meaning, parts: Sequence[Meaning]) -> Meaning:
    """The whole, taken for the medicine of any part, and never less urgent than that."""
    medicine = next((part for part in parts if part.category is Category.MEDICATION_RECORD), None)
    if medicine is None or whole.category is Category.MEDICATION_RECORD:
        return whole
    others = (whole.category, *(c for c in whole.alternatives if c is not Category.MEDICATION_RECORD))
    risks = (*whole.care_risk, *medicine.care_risk)
    return replace(
        whole,
        kind=medicine.kind,
        category=medicine.category,
        alternatives=others[:2],
        area=medicine.area,
        urgency=whole.urgency.at_least(medicine.urgency),
        care_risk=tuple(dict.fromkeys(risk for risk in risks if risk is not CareRisk.NONE)) or (CareRisk.NONE,),
    )
