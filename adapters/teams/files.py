"""Photos on Teams: what came with a message is fetched, and one that was asked for is drawn into a card.

Two ways in. A file of a private chat lies in its sender's OneDrive, and its address holds the right to read it
for a few minutes: it gets no token of ours. A picture put into the text lies with the connector, which wants our
token: that goes to the hosts of `service_hosts` and to no other. Source: Microsoft, "Send and receive files
through the bot".
"""

import mimetypes
from base64 import b64encode
from collections.abc import Callable, Collection, Mapping
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from aiohttp import ClientSession

from adapters.chat.download import download
from adapters.chat.faults import Limited, Refused
from adapters.chat.fitting import Json
from adapters.chat.strict import words_at
from adapters.teams.hosts import trusted
from adapters.teams.login import Login
from adapters.teams.render import SCHEMA, VERSION, said
from core import words
from core.photos import Developed
from core.ports import Attached

FILE = "application/vnd.microsoft.teams.file.download.info"
ONEDRIVE = (".sharepoint.com", ".sharepoint.us")
"""Where the files of an organisation lie. Its own name stands in front."""

FILED, INLINE = "file", "inline"
"""How `where` begins: which of the two ways, then a space and the address."""

MOST_INLINE = 8_500
"""Bytes of a photo that stands in a card by itself: as base64 in UTF-16 it takes almost all of the card."""

Small = Callable[..., Developed]
"""Makes a copy of a kept photo that has at most `most` bytes."""


class TeamsFiles:
    """Fetching. Raises Limited, Refused, Lost, NotSent or core.photos.NotTaken, and nothing else."""

    def __init__(self, session_of: Callable[[], ClientSession], login: Login, hosts: Collection[str]) -> None:
        self._session_of = session_of
        self._login = login
        self._hosts = hosts

    def allowed(self, where: str) -> bool:
        """Whether it lies where files of Teams lie."""
        way, _, url = where.partition(" ")
        # What follows the path is Microsoft's own affair; the host is ours to check.
        ours = trusted(_without_query(url), self._hosts)
        return ours or (way == FILED and _in_onedrive(url))

    async def fetch(self, attached: Attached) -> bytes:
        """What was sent."""
        way, _, url = attached.where.partition(" ")
        if not self.allowed(attached.where):
            raise Refused(code="file host not allowed")
        if way != INLINE:
            return await download(self._session_of(), url)
        headers = {"Authorization": f"Bearer {await self._login.token()}"}
        try:
            return await download(self._session_of(), url, headers=headers)
        except Refused as fault:
            if fault.code != "status 401":
                raise
            self._login.forget()  # the token may have run out: the next try has another one
            raise Limited(seconds=1.0) from None


def attached_in(attachments: Any) -> list[dict[str, Any]]:
    """What is kept of the attachments of an activity: only what names a place to fetch them from."""
    found = (_kept(one) for one in attachments if isinstance(one, Mapping)) if isinstance(attachments, list) else ()
    return [one for one in found if one][:20]


def _kept(one: Mapping[str, Any]) -> dict[str, Any]:
    kind = words_at(dict(one), "contentType")
    if kind == FILE:
        url, ending = words_at(dict(one), "content", "downloadUrl"), words_at(dict(one), "content", "fileType")
        guessed = mimetypes.guess_type(f"file.{ending}")[0] or "" if ending.isalnum() else ""
        return {"where": f"{FILED} {url}", "kind": guessed, "size": 0} if url else {}
    url = words_at(dict(one), "contentUrl")
    return {"where": f"{INLINE} {url}", "kind": "image/*", "size": 0} if kind.startswith("image/") and url else {}


def card_with(jpeg: bytes, caption: str, *, link: str, small: Small) -> Json:
    """The photo itself where it fits into a card; else a link; else, without an address of our own, a small copy."""
    if len(jpeg) <= MOST_INLINE:
        return _card(caption, _image(jpeg, caption))
    if link:
        opens = {"type": "Action.OpenUrl", "title": words.PHOTO_OPEN, "url": link}
        return _card(caption, said(words.PHOTO_LINK), {"type": "ActionSet", "actions": [opens]})
    return _card(caption, said(words.PHOTO_SMALL), _image(small(jpeg, most=MOST_INLINE).jpeg, caption))


def _image(jpeg: bytes, caption: str) -> Json:
    url = f"data:image/jpeg;base64,{b64encode(jpeg).decode()}"
    return {"type": "Image", "url": url, "altText": caption, "size": "stretch"}


def _card(caption: str, *rest: Json) -> Json:
    body = [said(caption), *rest]
    return {"type": "AdaptiveCard", "$schema": SCHEMA, "version": VERSION, "fallbackText": caption, "body": body}


def _without_query(url: str) -> str:
    try:
        return urlunsplit(urlsplit(url)._replace(query=""))
    except ValueError:
        return ""


def _in_onedrive(url: str) -> bool:
    try:
        parts = urlsplit(url)
        name, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return False
    plain = not (parts.username or parts.password or any(sign in url for sign in " \\\t\r\n"))
    return plain and parts.scheme == "https" and port in (None, 443) and name.endswith(ONEDRIVE)
