"""One file, fetched: from a host that was checked before, never redirected, and no more of it than a photo may have."""

from collections.abc import Mapping

from aiohttp import ClientConnectorError, ClientError, ClientResponse, ClientSession, ClientTimeout

from adapters.chat.faults import Limited, Lost, NotSent, Refused
from core.photos import LARGEST, NotTaken, Why

WITHIN = ClientTimeout(total=60, sock_connect=8, sock_read=20)
"""Nobody waits for it: the report was answered before."""

WAIT = 5.0
"""Seconds until the next try where the host does not say."""

PIECE = 64 * 1024
AGAIN = frozenset({408, 423, 425, 429})


async def download(session: ClientSession, url: str, *, headers: Mapping[str, str] | None = None) -> bytes:
    """What is there. Raises Limited, Refused, Lost, NotSent; or NotTaken as soon as it is known to be too large."""
    try:
        async with session.get(url, headers=headers, allow_redirects=False, timeout=WITHIN) as answer:
            _check(answer)
            return await _body_of(answer)
    except ClientConnectorError as fault:
        raise NotSent(type(fault).__name__) from None
    except (ClientError, TimeoutError, OSError, ValueError) as fault:
        raise Lost(type(fault).__name__) from None


def _check(answer: ClientResponse) -> None:
    if answer.status in AGAIN:
        raise Limited(seconds=_retry_after(answer))
    if answer.status >= 500:
        raise Lost(f"status {answer.status}")
    if answer.status != 200:
        raise Refused(code=f"status {answer.status}")
    if answer.content_type == "text/html":
        # A page to sign in on, in the place of the file: we are not allowed to have it.
        raise Refused(code="a page instead of the file")
    if (answer.content_length or 0) > LARGEST:
        raise NotTaken(Why.TOO_LARGE)


async def _body_of(answer: ClientResponse) -> bytes:
    parts = bytearray()
    async for part in answer.content.iter_chunked(PIECE):
        parts += part
        if len(parts) > LARGEST:  # whatever it said of its size before
            raise NotTaken(Why.TOO_LARGE)
    return bytes(parts)


def _retry_after(answer: ClientResponse) -> float:
    try:
        return min(max(float(answer.headers.get("Retry-After", "")), 0.1), 3600.0)
    except ValueError:
        return WAIT
