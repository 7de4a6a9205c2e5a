"""Photos on Slack: what came with a message is fetched, and one that was asked for goes to a direct conversation.

Our token goes to Slack's own host for files and to no other, however a message calls it. Source: Slack,
"Working with files": `url_private` with the bot token and `files:read`; `files.getUploadURLExternal` and
`files.completeUploadExternal` with `files:write`.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, FormData
from slack_sdk.web.async_client import AsyncWebClient

from adapters.chat.download import WITHIN, download
from adapters.chat.faults import NotSent, Refused
from adapters.slack.calls import called

NAME = "photo.jpg"
"""What the photo is called in Slack. Its own name may hold somebody's."""

CANT_OPEN = ("image/heic", "image/heif", "image/avif")
"""What photos of many phones are, and what is never opened here. Slack draws a picture of them in a common kind."""

DRAWN = ("thumb_1024", "thumb_960", "thumb_800", "thumb_720")
"""Where that picture is, the largest first: large enough to read a screen by."""

LOOPBACK = ("127.0.0.1", "localhost")


class SlackFiles:
    """Calls. Each raises Limited, Refused, Lost, NotSent or NotTaken, and nothing else."""

    def __init__(self, client: AsyncWebClient, token: str, api_url: str) -> None:
        self._client = client
        self._token = token
        self._hosts = _hosts(api_url)

    def allowed(self, url: str) -> bool:
        """Whether the address is one of Slack's own for files; plain http only on this machine."""
        try:
            parts = urlsplit(url)
            place = (parts.hostname or "", parts.port)
        except ValueError:
            return False
        if parts.username or parts.password or any(sign in url for sign in " \\\t\r\n"):
            return False
        return (parts.scheme, *place) in self._hosts

    async def fetch(self, url: str) -> bytes:
        """What was sent."""
        if not self.allowed(url):
            raise Refused(code="file host not allowed")
        return await download(self._session(), url, headers={"Authorization": f"Bearer {self._token}"})

    async def upload(self, address: str, jpeg: bytes, caption: str) -> str:
        """Put the photo into the conversation; its number as a file."""
        placed = await called(self._client.files_getUploadURLExternal(filename=NAME, length=len(jpeg)))
        url, number = str(placed.get("upload_url", "")), str(placed.get("file_id", ""))
        if not self.allowed(url):
            raise Refused(code="upload host not allowed")
        await self._put(url, jpeg)
        file: dict[str, str | None] = {"id": number, "title": caption}
        await called(
            self._client.files_completeUploadExternal(files=[file], channel_id=address, initial_comment=caption)
        )
        return number

    async def _put(self, url: str, jpeg: bytes) -> None:
        form = FormData()
        form.add_field("filename", BytesIO(jpeg), filename=NAME, content_type="image/jpeg")
        try:
            async with self._session().post(url, data=form, allow_redirects=False, timeout=WITHIN) as answer:
                status = answer.status
        except (ClientError, TimeoutError, OSError) as fault:
            raise NotSent(type(fault).__name__) from None  # what was not completed is shown to nobody
        if status != 200:
            raise NotSent(f"status {status}")

    def _session(self) -> ClientSession:
        if self._client.session is None:
            raise NotSent("the Slack channel has not been started")
        return self._client.session


def _hosts(api_url: str) -> frozenset[tuple[str, str, int | None]]:
    """Slack's host for files beside that of its Web API; a made-up Slack on this machine has both in one place."""
    parts = urlsplit(api_url)
    name = parts.hostname or ""
    if name in LOOPBACK:
        return frozenset({(parts.scheme, name, parts.port)})
    return frozenset({("https", f"files.{name.removeprefix('www.')}", None)})


def attached_in(files: Any) -> list[dict[str, Any]]:
    """What is kept of the files of an event: only what names a place to fetch them from."""
    found = (_kept(file) for file in files) if isinstance(files, list) else ()
    return [file for file in found if file][:20]


def _drawn_by_slack(file: Mapping[str, Any]) -> str:
    """Where Slack's own picture of a file is; nowhere if there is none. What it really is, its bytes say."""
    return next((url for name in DRAWN if isinstance(url := file.get(name), str) and url), "")


def _kept(file: Any) -> dict[str, Any]:
    if not isinstance(file, Mapping) or file.get("is_external") is True:
        return {}
    url, kind, size = file.get("url_private"), file.get("mimetype"), file.get("size")
    if not isinstance(url, str) or not url:
        return {}
    drawn = _drawn_by_slack(file) if kind in CANT_OPEN else ""
    if drawn:
        return {"where": drawn, "kind": "", "size": 0}
    return {"where": url, "kind": kind if isinstance(kind, str) else "", "size": size if isinstance(size, int) else 0}
