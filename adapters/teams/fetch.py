"""Asking Microsoft for keys and tokens: over https only, never redirected, and no answer larger than it may be."""

import asyncio
from collections.abc import Callable, Mapping
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientResponse, ClientSession

from adapters.chat.strict import Payload, json_object
from adapters.teams.hosts import is_loopback

LARGEST = 1024 * 1024
"""Bytes of an answer. Keys and tokens are a few thousand."""

SessionOf = Callable[[], ClientSession]
"""Where the session is to be had; it is made when the channel starts."""


class NoAnswer(Exception):
    """Nothing was answered that can be used. The text says why, and holds nothing of what was sent or answered."""


def is_safe(url: str) -> bool:
    """Whether what is sent there, and what comes from there, is protected: https, or plain http on this machine."""
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
    except ValueError:
        return False
    return bool(name) and (parts.scheme == "https" or (parts.scheme == "http" and is_loopback(name)))


async def ask(session_of: SessionOf, url: str, *, form: Mapping[str, str] | None = None) -> tuple[int, Payload]:
    """The status and the JSON object that was answered (empty where it is none); POST if there is a form.

    Raises NoAnswer. Keeps no time limit of its own.
    """
    method = "GET" if form is None else "POST"
    try:
        async with session_of().request(method, url, data=form, allow_redirects=False) as answer:
            body = await _body_of(answer)
    except (ClientError, OSError, RuntimeError, ValueError) as fault:
        why = type(fault).__name__  # RuntimeError: the session is closed
    else:
        # Even a megabyte of nested nonsense must not hold up the loop while it is read.
        return answer.status, await asyncio.to_thread(_object_in, body)
    raise NoAnswer(why)


async def _body_of(answer: ClientResponse) -> bytes:
    parts = bytearray()
    async for part in answer.content.iter_any():
        parts += part
        if len(parts) > LARGEST:
            raise ValueError("too large")
    return bytes(parts)


def _object_in(body: bytes) -> Payload:
    try:
        return json_object(body.decode())
    except ValueError:
        return {}
