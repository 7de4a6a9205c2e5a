"""Shows one photo to one person: looked up, opened and allowed at the moment when it leaves, and never before."""

import secrets
from collections.abc import Mapping

from core import album, words
from core.ports import Clock, Outgoing, PhotoChannel, Sender, Store, UnitOfWork, Unreachable

PATH = "/photo/"
"""Where a link to a photo leads; its token follows."""


class Showing:
    """Takes photos from the store to who asked for them."""

    def __init__(self, *, store: Store, channels: Mapping[str, PhotoChannel], clock: Clock) -> None:
        self._store, self._channels, self._clock = store, channels, clock

    async def show(self, outgoing: Outgoing, to: Sender) -> tuple[str, str] | None:
        """Where it was put; None where it is gone or no longer theirs to see. Raises Busy, Unreachable or Unclear."""
        channel = self._channels.get(outgoing.channel)
        if channel is None:
            raise Unreachable("no photos can be shown there")
        jpeg, link = await self._store.work(lambda uow: self._lent(uow, outgoing, links=channel.links))
        if not jpeg:
            return None
        caption = words.PHOTO_OF.format(ref=outgoing.params["ref"])
        return await channel.show_photo(to, jpeg, caption, link=link, key=str(outgoing.id))

    def _lent(self, uow: UnitOfWork, outgoing: Outgoing, *, links: bool) -> tuple[bytes, str]:
        now = self._clock.now()
        photo = uow.photo(int(outgoing.params["photo"]))
        if photo is None or album.may_see(uow, now, photo, outgoing.person) is None:
            return b"", ""
        token = secrets.token_urlsafe(32) if links else ""
        if token:
            album.lend(uow, now, token, photo, outgoing.person)
        return uow.photo_jpeg(photo), f"{PATH}{token}" if token else ""
