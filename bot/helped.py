"""Ordinary ways of saying that an answer helped, or that it did not.

Only whole messages are read, and only those that are made of the words below: whatever says more is news, and
is never swallowed as a yes or a no.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

HELPED, NOT_SURE = "helped", "still_not_sure"
"""The moves of a question that the words mean."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What somebody says of an answer. `bare` if the words could be about anything; `ref` is the number named."""

    verb: str
    bare: bool
    ref: str = ""


_REF = re.compile(r"\bask-\d{1,9}\b")
_LETTERS = re.compile(r"[^\W_]+")

_KIND = frozenset(
    {"thanks", "thankyou", "thx", "ta", "cheers", "ok", "okay", "great", "perfect", "brilliant", "lovely", "sorry", "x"}
    | {"please", "pls", "handrail", "oh", "ah", "hmm", "really", "much", "lot", "so", "very", "just", "all", "a"}
)
"""Words that change nothing of what is said."""

_THAT = ("", "that", "this", "it", "thats", "its")


def _each(*whole: str, after: tuple[str, ...] = ("",)) -> Iterator[str]:
    return (f"{first} {rest}".strip() for first in after for rest in whole)


_HELPS = frozenset(
    {
        *_each("helps", "helped", "does help", "did help", "has helped", "helpful", "is helpful", after=_THAT),
        *_each("was helpful", "is clear", "clear now", "is clear now", "makes sense", "makes sense now", after=_THAT),
        *_each("clear", after=("thats", "its", "that is")),
        *_each("understand now", "get it now", "know now", "see now", after=("", "i")),
        "thats what i needed",
        "what i needed",
    }
)
_DOES_NOT = frozenset(
    {
        *_each("not sure", "unsure", "dont know", "do not know", after=("still", "im still", "i still", "i am still")),
        *_each(
            "confused", "not clear", "unclear", "stuck", "dont understand", "dont get it", after=("still", "im still")
        ),
        *_each("dont understand", "dont get it", after=("i still",)),
        *("no idea still", "idea still", "still no idea"),
        *_each("doesnt help", "does not help", "didnt help", "did not help", "hasnt helped", after=_THAT),
        *_each("not helpful", "isnt helpful", "is not helpful", "wasnt helpful", "no help", after=_THAT),
        *_each("not what i asked", "not what i meant", "wrong rule", after=("", "thats", "that is")),
    }
)
_WHERE = re.compile(r" (?:what to do|(?:where|how)(?: to (?:write|put|record|do) it)?)$")

_YES = frozenset({"yes", "yep", "yeah", "yup", "yes it does", "it does", "yes it did", "it did"})
_AGREES = frozenset(
    {
        *_each("do that", "do it", "do this", "do", after=("i", "ill", "i will", "will")),
        *_each("got it", "got that", "understood", "understand", after=("", "i", "ive")),
        *_each("good", "fine", "", after=("that is", "thats")),
    }
) - {"understand", "i do", "do"}
"""What is said for thanks. "That's great" has become "thats"."""
_NO = frozenset(
    {"no", "nope", "not", "no not", "not no", "nah", "not sure", "im not sure", "i am not sure", "unsure", "no idea"}
    | {"it doesnt", "no it doesnt", "it does not", "no it does not", "not quite", "no not quite", "no not sure"}
    | {"but where", "where", "where exactly", "but where exactly", "where is it", "where is that", "but how", "how"}
    | {"i dont understand", "i dont know", "dont understand", "dont know", "no i dont understand", "no i dont know"}
)
"""Words that could be about anything. "Really" is left out before, so "not really" has become "not"."""

_DECLINES = frozenset({"no thanks", "no thank you", "nope thanks", "no ta", "no cheers"})
"""Polite, and neither a yes nor a no."""


def said_of_answer(text: str) -> Reply | None:
    """What the message says of an answer, if that is all it says."""
    plain = text.casefold().replace("\u2019", "'").replace("'", "")
    named = _REF.search(plain)
    words = _LETTERS.findall(_REF.sub(" ", plain).replace("thank you", "thanks"))
    if " ".join(words) in _DECLINES:
        return None
    said = " ".join(word for word in words if word not in _KIND)
    verb, bare = _verb(said)
    return Reply(verb=verb, bare=bare, ref=named[0].upper() if named else "") if verb else None


def _verb(said: str) -> tuple[str, bool]:
    if said in _YES or said in _AGREES:
        return HELPED, True
    if said in _NO:
        return NOT_SURE, True
    if _without(said, _YES) in _HELPS:
        return HELPED, False
    return (NOT_SURE, False) if _WHERE.sub("", _without(said, _NO)) in _DOES_NOT else ("", False)


def _without(said: str, first: frozenset[str]) -> str:
    """The words after a "yes" or a "no" with which they begin."""
    begin, _, rest = said.partition(" ")
    return rest if begin in first and begin not in ("unsure", "not") else said
