"""Words on their way in and out of Slack.

Text of an event holds live tokens (`<!here>`, `<@U1>`, `<url|label>`) and is escaped otherwise;
text of a form is raw. Both are stored plain. On the way out nothing that somebody wrote may come
alive again: no mass mention, no link under another name.
"""

import re
from collections.abc import Callable, Iterator

_TOKEN = re.compile(r"<([@#!][^<>]*|[A-Za-z][A-Za-z0-9+.-]*:[^<>]*)>")
_ADDRESS = ("mailto:", "tel:")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # the ampersand last, or "&amp;lt;" becomes "<"

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""NUL, which PostgreSQL refuses, and lone surrogates, which no encoding takes."""

_JOINER = "\N{WORD JOINER}"
_LIVE = re.compile(r"<(?=[!@#/A-Za-z])")
_MASS = re.compile(r"@(?=(?:channel|here|everyone|group)\b)", re.IGNORECASE)
_HIDDEN = re.compile("[\u202a-\u202e\u2066-\u2069]")
_GAP = re.compile(r"\n\s*\n\s*\n")
_LINK = re.compile(r":(?=//)")
_CUT_ENTITY = re.compile(r"&[a-z]{0,3}$")


def plain(text: str, *, bot: str = "") -> str:
    """What somebody typed, as they saw it: tokens in inert words, the bot's own mention left out."""
    words = _TOKEN.sub(lambda token: _spoken(token[1], bot), text)
    for entity, sign in _ENTITIES:
        words = words.replace(entity, sign)
    return clean(words).strip()


def clean(text: str) -> str:
    """The text with a mark in the place of what cannot be stored."""
    return _UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", text)


def _spoken(token: str, bot: str) -> str:
    head, _, label = token.partition("|")
    if head[0] in _TOKENS:
        return _TOKENS[head[0]](head[1:], label, bot)
    if head.lower().startswith(_ADDRESS):
        return label or head.partition(":")[2]
    return f"{label} ({head})" if label and label not in head else head


def _person(user: str, label: str, bot: str) -> str:
    return "" if bot and user == bot else "@" + (label.lstrip("@") or "someone")


def _place(_channel: str, label: str, _bot: str) -> str:
    return "#" + (label.lstrip("#") or "channel")


def _special(name: str, label: str, _bot: str) -> str:
    word, _, rest = name.partition("^")
    if word == "date":
        return label
    return "@" + (label.lstrip("@") or ("group" if rest else word))


_TOKENS: dict[str, Callable[[str, str, str], str]] = {"@": _person, "#": _place, "!": _special}


def inert(text: str) -> str:
    """The text for a `plain_text` object: it looks the same, and nothing in it can come alive."""
    words = _LIVE.sub("<" + _JOINER, _HIDDEN.sub("", clean(text)))
    return _GAP.sub("\n\n", _MASS.sub("@" + _JOINER, words)).strip()


def escaped(text: str, limit: int) -> str:
    """The text for a message's `text` field, which Slack parses; at most `limit` characters."""
    words = _LINK.sub(":" + _JOINER, inert(text))
    for entity, sign in reversed(_ENTITIES):
        words = words.replace(sign, entity)
    if size(words) <= limit:
        return words
    return _CUT_ENTITY.sub("", shorten(words, limit)[:-1]) + "…"


def size(text: str) -> int:
    """The length as Slack counts it at its strictest: in UTF-16 units, so an emoji is two."""
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
