"""Photos on the page, and the links to photos that Handrail lends out.

A link opens nothing by itself: programs that look at every link in a chat (previews, checks for viruses)
would use it up. Whoever opens it sees one button, and pressing that shows the photo, once.
"""

import re
from collections.abc import Awaitable, Callable, Mapping
from html import escape

from aiohttp import BodyPartReader, MultipartReader, web

from adapters.web.inbound import LONGEST_TEXT, Refused
from core import words
from core.photos import LARGEST, MOST
from core.ports import StoreClosed

HEADERS: Mapping[str, str] = {
    "Cache-Control": "no-store, private",
    "Content-Security-Policy": "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}

LARGEST_UPLOAD = MOST * LARGEST + 1024 * 1024
"""Bytes of one message with photos."""

PIECE = 64 * 1024
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,100}")
_NAMES = frozenset({"user", "id", "text"})

Opened = Callable[[str], Awaitable[bytes | None]]
"""The photo behind a token, once; None if there is none any more."""


class PhotoLinks:
    """The address of the links. `path` ends with a slash; the token follows."""

    def __init__(self, path: str, opened: Opened) -> None:
        self._path = path
        self._opened = opened

    def routes(self) -> list[web.RouteDef]:
        """What to add to the web application."""
        return [
            web.get(self._path + "{token}", self.ask, allow_head=False),
            web.post(self._path + "{token}", self.show),
        ]

    async def ask(self, request: web.Request) -> web.Response:
        """One button. It says the same for every token, so that nothing is learned by guessing."""
        token = request.match_info["token"]
        if not _TOKEN.fullmatch(token):
            return _over()
        return _page(
            f'<form method="post" action="{escape(self._path + token)}"><button>{words.PHOTO_OPEN}</button></form>'
        )

    async def show(self, request: web.Request) -> web.Response:
        """The photo, once."""
        token = request.match_info["token"]
        try:
            jpeg = await self._opened(token) if _TOKEN.fullmatch(token) else None
        except StoreClosed:
            return web.Response(status=503, headers=HEADERS)
        if jpeg is None:
            return _over()
        return web.Response(body=jpeg, content_type="image/jpeg", headers=HEADERS)


def _over() -> web.Response:
    return _page(f"<p>{escape(words.PHOTO_LINK_OVER)}</p>", status=404)


def _page(inside: str, status: int = 200) -> web.Response:
    html = f'<!doctype html><html lang="en-GB"><meta charset="utf-8"><title>Handrail</title>{inside}</html>'
    return web.Response(text=html, content_type="text/html", status=status, headers=HEADERS)


async def read_upload(request: web.Request) -> tuple[dict[str, str], list[bytes | None]]:
    """The fields and the photos of a form; of one that is too large just enough to see that it is. Raises Refused.

    Photos beyond the most that a report takes are None: they are not even looked at, and the words are saved.
    """
    if (request.content_length or 0) > LARGEST_UPLOAD:
        raise Refused(413, words.PAGE_TOO_MUCH)
    fields: dict[str, str] = {}
    photos: list[bytes | None] = []
    left = LARGEST_UPLOAD
    try:
        async for part in MultipartReader(request.headers, request.content):
            if not isinstance(part, BodyPartReader):
                raise Refused(400, words.PAGE_NOT_READ)
            over = part.name == "photo" and len(photos) >= MOST
            most = (0 if over else LARGEST + 1) if part.name == "photo" else 4 * LONGEST_TEXT
            body, used = await _body_of(part, most, left)
            left -= used
            if part.name == "photo":
                photos.append(None if over else body)
            elif part.name in _NAMES:
                fields[part.name] = body.decode()
    except (ValueError, KeyError, AssertionError):
        raise Refused(400, words.PAGE_NOT_READ) from None
    return fields, photos


async def _body_of(part: BodyPartReader, most: int, left: int) -> tuple[bytes, int]:
    """The beginning of a part, up to `most` bytes, and how many it had in all."""
    kept = bytearray()
    used = 0
    while piece := await part.read_chunk(PIECE):
        used += len(piece)
        if used > left:
            raise Refused(413, words.PAGE_TOO_MUCH)
        kept += piece[: most - len(kept)]
    return bytes(kept), used
