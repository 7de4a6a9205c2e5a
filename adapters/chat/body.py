"""The raw body of a request, of bounded size and within a bounded time."""

import asyncio

from aiohttp import ClientError, web
from aiohttp.http_exceptions import HttpProcessingError

LARGEST = 1024 * 1024
"""Bytes of a body. What platforms send stays far below."""


async def body_of(request: web.Request, *, within: float) -> bytes | web.Response:
    """The raw body, or what to answer where there is none to be had in `within` seconds."""
    if (request.content_length or 0) > LARGEST:
        return web.Response(status=413)
    try:
        async with asyncio.timeout(within):
            body = await _read(request)
    except TimeoutError:
        return web.Response(status=408)
    except (ClientError, HttpProcessingError, web.RequestPayloadError, ConnectionError):
        return web.Response(status=400)
    return web.Response(status=413) if len(body) > LARGEST else body


async def _read(request: web.Request) -> bytes:
    parts = bytearray()
    async for part in request.content.iter_any():
        parts += part
        if len(parts) > LARGEST:
            break
    return bytes(parts)
