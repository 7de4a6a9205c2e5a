"""The page: a channel in the browser that needs no account, and the demonstration around it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from adapters.web.inbound import PageDoor
from adapters.web.live import Hub, Watch
from adapters.web.looks import Looks
from adapters.web.outbound import PageChannel
from adapters.web.phones import Phones, PhoneStore
from adapters.web.routes import Hides, Pages
from core.card import Card
from core.photos import Develop
from core.ports import Clock
from core.stage import Stage

__all__ = ["PageChannel", "PageParts", "build"]


@dataclass(frozen=True, kw_only=True)
class PageParts:
    """What the page is made of. `attach` serves it from an application, until that shuts down."""

    channel: PageChannel
    routes: tuple[web.RouteDef, ...]
    hub: Hub
    watch: Watch

    def attach(self, app: web.Application) -> None:
        """Add the routes, and let go of the open pages when the application stops.

        Pages hold a connection each: without this, stopping would wait for all of them.
        """
        app.add_routes(self.routes)
        app.cleanup_ctx.append(self.watch.running)
        app.on_shutdown.append(self.hub.close)


def build(
    store: PhoneStore,
    door: PageDoor,
    clock: Clock,
    stage: Stage,
    *,
    looks: Mapping[str, Callable[[Card], Any]] | None = None,
    watch_every: float = 1.0,
    develop: Develop | None = None,
    hides: Hides | None = None,
) -> PageParts:
    """The page for that stage.

    `looks` says, by name, what another channel would send for a card: phones can be shown like that.
    `watch_every` is in seconds: how often clock and log are looked at. Without `develop` no photo is taken.
    `hides` says of words that are about to be taken that no phone may keep them.
    """
    hub = Hub()
    watch = Watch(hub=hub, stage=stage, clock=clock, every=watch_every)
    phones = Phones(
        store=store, clock=clock, zone=stage.zone, hub=hub, wake=watch.wake, looks=Looks(payload_of=looks or {})
    )
    pages = Pages(
        phones=phones, door=door, clock=clock, stage=stage, hub=hub, watch=watch, develop=develop, hides=hides
    )
    channel = PageChannel(phones=phones, cast=stage.cast)
    return PageParts(channel=channel, routes=pages.routes(), hub=hub, watch=watch)
