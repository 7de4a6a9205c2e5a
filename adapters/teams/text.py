"""Words on their way in and out of Teams.

A message arrives as text with live tokens (`<at>Handrail</at>`), or as HTML where somebody else's
message is reported. Both are stored plain. On the way out nothing that somebody wrote may come alive
again: no mention, no link, no macro of a card, no formatting.
"""

import html
import re
from collections.abc import Iterable

from adapters.chat.lengths import clean, tidy

_JOINER = "\N{WORD JOINER}"
_HAIR = "\N{HAIR SPACE}"

_RETURN = re.compile(r"\r\n?")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LIVE = re.compile(r"<(?=/?at\b)|\{(?=\{)|\}(?=\})|\$(?=\{)", re.IGNORECASE)

_OPENS = re.compile(r"[\\&]|<(?=[!?/a-z])|\](?=[\[(:])|:(?=//)|(?<=\w)\.(?=[a-z])", re.IGNORECASE)
_FLANKED = re.compile(r"[*_~]+|(?<=\w)@(?=\w)")
_LINE = re.compile(r"^(?=[^\w\n]|_|\d+[.)])", re.MULTILINE)
_BREAK = re.compile(r"[ \t]*\n")

_SPACES = re.compile(r"[ \t\r\n\f]+")
_GAP = re.compile(r"\n{3,}")
_MENTION = re.compile(r"<at\b[^<>]*>([^<]*)</at>", re.IGNORECASE)
_HUGE = re.compile(r"&#[0-9]{9,};?")  # a number that is no character, and that Python refuses to read if it is long
_TAG = re.compile(r"(/?)([a-z][^\s/]*)([^>]*)", re.IGNORECASE)
_ALT = re.compile(r"""\salt\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)

_BLOCKS = frozenset({"blockquote", "div", "dl", "dt", "dd", "hr", "li", "ol", "p", "pre", "section", "table", "tr"})
_BLOCKS |= frozenset({"ul", *(f"h{n}" for n in range(1, 7))})
_CELLS = frozenset({"td", "th"})
_DROPPED = frozenset({"head", "script", "style", "template"})
_PICTURES = frozenset({"emoji", "img"})
_COMMENT = "!--"

Mention = tuple[str, str, bool]
"""Somebody whom a text names: the words in the text, their name, and whether it is Handrail itself."""


def inert(text: str) -> str:
    """The text for a `TextRun`, a label or a title: it looks the same, and nothing in it can come alive."""
    return _LIVE.sub(_joined, _CONTROLS.sub("", tidy(_RETURN.sub("\n", text))))


def markdown_inert(text: str) -> str:
    """The text where Teams reads Markdown: it looks the same, line for line, and nothing in it is formatting.

    Nothing is escaped, as that would show wherever the text is taken as it stands.
    """
    words = _OPENS.sub(_joined, inert(text)).replace("`", "\N{MODIFIER LETTER GRAVE ACCENT}")
    words = _FLANKED.sub(lambda run: f"{_HAIR}{run[0]}{_HAIR}", words)
    return _BREAK.sub("  \n", _LINE.sub(_JOINER, words))


def plain(text: str, mentions: Iterable[Mention], *, markup: bool = False) -> str:
    """What somebody typed, as they saw it: people are named, and the mention of Handrail itself is left out.

    With `markup` the text is HTML, or XML; otherwise it stands as it was typed.
    """
    named = {token: "" if ours else _named(name, token) for token, name, ours in mentions if token}
    if markup:
        shown = {token: html.escape(name) for token, name in named.items()}
        return plain_of_html(_MENTION.sub(lambda found: shown.get(found[0], found[0]), text))
    if not named:
        return clean(text).strip()
    tokens = "|".join(re.escape(token) for token in sorted(named, key=len, reverse=True))
    # Teams itself puts the space behind a mention, and writes it like this.
    words = re.sub(rf"({tokens})(&nbsp;|\xa0)?", lambda found: named[found[1]] + (" " if found[2] else ""), text)
    return clean(words).strip()


def _named(name: str, token: str) -> str:
    inside = _MENTION.fullmatch(token)
    return "@" + (name or (_decoded(inside[1]) if inside else token)).strip().lstrip("@")


def plain_of_html(source: str) -> str:
    """What a message in HTML says, as it is seen: paragraphs are lines, mentions are names, scripts are nothing.

    Read in one pass: a message of 200,000 characters that is made for it keeps Python's own parser busy for a minute.
    """
    first, *pieces = source.split("<")
    page = _Page()
    page.say(first)
    for piece in pieces:
        page.read(piece)
    lines = "".join(page.said).split("\n")
    return clean(_GAP.sub("\n\n", "\n".join(" ".join(line.split()) for line in lines))).strip()


class _Page:
    """What is seen of a page so far."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self._dropped = ""  # what is left out until it ends: a comment, or the name of a tag

    def say(self, text: str) -> None:
        """Words between tags; line breaks of the source are spaces, and at the beginning of a line nothing."""
        words = _SPACES.sub(" ", _decoded(text))
        if words and not self._dropped and not (words == " " and self._fresh()):
            self.said.append(words)

    def read(self, piece: str) -> None:
        """What stands from one "<" to the next."""
        inside, closed, after = piece.partition("-->" if self._dropped == _COMMENT else ">")
        tag = _TAG.match(inside)
        if self._dropped:
            self._skip(tag, closed, after)
        elif piece.startswith(_COMMENT):
            self._dropped = _COMMENT
            self.read(piece[1:])
        elif not closed or not (tag or inside.startswith(("!", "?"))):
            self.say("<" + piece)
        else:
            if tag:
                self._tag(tag[2].lower(), tag[3], ends=bool(tag[1]))
            self.say(after)

    def _skip(self, tag: re.Match[str] | None, closed: str, after: str) -> None:
        ends = self._dropped == _COMMENT or (tag and tag[1] and tag[2].lower() == self._dropped)
        if closed and ends:
            self._dropped = ""
            self.say(after)

    def _tag(self, name: str, attributes: str, *, ends: bool) -> None:
        if name == "br":
            self.said.append("\n")
        elif name in _PICTURES:
            alt = _ALT.search(attributes)
            self.say((alt[1] or alt[2] or "") if alt else "")
        elif name in _CELLS:
            self.say(" ")
        elif name in _BLOCKS and not self._fresh():
            self.said.append("\n")
        elif name in _DROPPED and not ends and not attributes.endswith("/"):
            self._dropped = name

    def _fresh(self) -> bool:
        """Whether a line has just begun."""
        return not self.said or self.said[-1].endswith("\n")


def _decoded(text: str) -> str:
    return html.unescape(_HUGE.sub("\N{REPLACEMENT CHARACTER}", text))


def _joined(found: re.Match[str]) -> str:
    return found[0] + _JOINER
