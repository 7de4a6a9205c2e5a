"""Words on their way in and out of Slack.

Text of an event holds live tokens (`<!here>`, `<@U1>`, `<url|label>`) and is escaped otherwise;
text of a form is raw. Both are stored plain. On the way out nothing that somebody wrote may come
alive again: no mass mention, no link under another name.
"""

import re
from collections.abc import Callable

from adapters.chat.lengths import clean, shorten, size, tidy

_TOKEN = re.compile(r"<([@#!][^<>]*|[A-Za-z][A-Za-z0-9+.-]*:[^<>]*)>")
_ADDRESS = ("mailto:", "tel:")
_ENTITIES = (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&"))  # the ampersand last, or "&amp;lt;" becomes "<"

_JOINER = "\N{WORD JOINER}"
_LIVE = re.compile(r"<(?=[!@#/A-Za-z])")
_MASS = re.compile(r"@(?=(?:channel|here|everyone|group)\b)", re.IGNORECASE)
_LINK = re.compile(r":(?=//)")
_CUT_ENTITY = re.compile(r"&[a-z]{0,3}$")


def plain(text: str, *, bot: str = "") -> str:
    """What somebody typed, as they saw it: tokens in inert words, the bot's own mention left out."""
    words = _TOKEN.sub(lambda token: _spoken(token[1], bot), text)
    for entity, sign in _ENTITIES:
        words = words.replace(entity, sign)
    return clean(words).strip()


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
    return _MASS.sub("@" + _JOINER, _LIVE.sub("<" + _JOINER, tidy(text)))


def escaped(text: str, limit: int) -> str:
    """The text for a message's `text` field, which Slack parses; at most `limit` characters."""
    words = _LINK.sub(":" + _JOINER, inert(text))
    for entity, sign in reversed(_ENTITIES):
        words = words.replace(sign, entity)
    if size(words) <= limit:
        return words
    return _CUT_ENTITY.sub("", shorten(words, limit)[:-1]) + "…"
