"""How long a text is for the platforms, and how it is cut: always in UTF-16 units, so an emoji is two."""

import re
from collections.abc import Iterator

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL refuses, and lone surrogates, which no encoding takes."""

_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_GAP = re.compile(r"\n\s*\n\s*\n")


def clean(text: str) -> str:
    """The text with a mark in the place of what cannot be stored."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def tidy(text: str) -> str:
    """The text to be shown: nothing turns its direction round, and no wall of empty lines hides what follows."""
    return _GAP.sub("\n\n", _HIDDEN.sub("", clean(text))).strip()


def size(text: str) -> int:
    """The length in UTF-16 units, as platforms count at their strictest."""
    return len(text.encode("utf-16-le", "replace")) // 2


def shorten(text: str, limit: int) -> str:
    """The text, cut with an ellipsis if it is longer than `limit` UTF-16 units."""
    if size(text) <= limit:
        return text
    return _head(text, limit - 1).rstrip() + "…"


def pieces(text: str, limit: int) -> Iterator[str]:
    """The whole text in parts of at most `limit` UTF-16 units, broken at lines or words if possible."""
    while size(text) > limit:
        head = _head(text, limit)
        at = max(head.rfind("\n"), head.rfind(" ") if "\n" not in head else -1)
        cut = at + 1 if at > 0 else len(head)
        yield text[:cut].strip()
        text = text[cut:]
    yield text.strip()


def _head(text: str, limit: int) -> str:
    return text.encode("utf-16-le", "replace")[: 2 * limit].decode("utf-16-le", "ignore")
