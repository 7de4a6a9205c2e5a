"""The one composition root: settings, store, channels and clock become a running Handrail. Tests call it too."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Protocol

import structlog
from aiohttp import web

from adapters import slack as slack_adapter
from adapters import web as page
from adapters.photos.darkroom import Darkroom, small
from adapters.slack.bench_bare import Event, bare_app, email_of, event_of, workspace_app
from adapters.store import CannotOpen, Copied, SqlStore, Unreadable, back_up, cipher_for, is_there, migrate, restore
from adapters.teams.manifest import write_package
from adapters.web.photos import PhotoLinks
from bot import pulse_heard
from bot.clocks import SystemClock
from bot.health import Watch
from bot.inflow import Inflow
from bot.photographer import Photographer
from bot.sender import Mailer
from bot.settings import BadSettings, Settings, listed
from bot.showing import PATH as PHOTO_PATH
from bot.showing import Showing
from bot.ticker import Ticker
from bot.worker import Worker
from core import album, words
from core.handlers import Desk
from core.ports import Channel, Classifier, Clock, PhotoChannel, Said
from core.registers import REGISTERS
from core.stage import Stage
from core.understanding.asked import understood
from core.understanding.meaning import Meaning
from core.understanding.pii import redact
from core.understanding.understand import TrainedClassifier

log = structlog.get_logger()

FORMS = {form.name: form for form in words.FORMS}
LARGEST_REQUEST = 1024 * 1024

__all__ = [
    "BadSettings",
    "CannotOpen",
    "Copied",
    "Event",
    "FrontDoor",
    "Handrail",
    "back_up",
    "bare_app",
    "build",
    "classifier_of",
    "desk_of",
    "email_of",
    "event_of",
    "is_there",
    "migrate",
    "open_store",
    "restore",
    "workspace_app",
    "write_package",
]


class FrontDoor:
    """Verified requests are handed in here, kept, and only then answered."""

    def __init__(self, store: SqlStore, clock: Clock, watch: Watch, inflow: Inflow, wake: Callable[[], None]) -> None:
        self._store, self._clock, self._watch, self._inflow, self._wake = store, clock, watch, inflow, wake

    async def take(self, channel: str, key: str, body: bytes) -> bool:
        """Keep the request durably, then wake the worker; False if the key is known. Raises StoreClosed."""
        with self._inflow.one():
            new = await self._store.receive(channel, key, body, self._clock.now())
        (self._watch.taken if new else self._watch.repeated).labels(channel).inc()
        if new:
            self._wake()
        return new


class Line(Protocol):
    """The connections of one channel."""

    async def start(self) -> None:
        """Open them, in the running loop."""

    async def stop(self) -> None:
        """Close them."""


@dataclass(kw_only=True)
class Handrail:
    """Everything that runs. `app` serves HTTP; `start` and `stop` are called by it."""

    settings: Settings
    store: SqlStore
    desk: Desk
    clock: Clock
    classifier: Classifier
    worker: Worker
    mailer: Mailer
    photographer: Photographer
    ticker: Ticker
    watch: Watch
    app: web.Application
    channels: dict[str, Channel]
    photo_channels: dict[str, PhotoChannel]
    lines: list[Line] = field(default_factory=list)
    failed: Callable[[], None] = lambda: None
    _loops: list[asyncio.Task[None]] = field(default_factory=list)

    async def start(self) -> None:
        """Begin to work, send and tick; what was left when the last process ended is taken up first."""
        await self.open_lines()
        running = (self.worker.run(), self.mailer.run(), self.photographer.run())
        self._loops = [asyncio.create_task(loop) for loop in running]
        for loop in self._loops:
            loop.add_done_callback(self._ended)
        # The first message after a start must not wait for what is loaded and compiled on first use.
        await asyncio.to_thread(self.classifier.understand, words.HELP_EXAMPLE)
        await self.ticker.tick()
        self.ticker.start()

    def _ended(self, loop: "asyncio.Task[None]") -> None:
        """A loop that dies ends the process: whoever supervises it starts it again, and nothing is lost."""
        if not loop.cancelled() and loop.exception() is not None:
            log.critical("a loop has died", fault=type(loop.exception()).__name__)
            self.failed()

    async def stop(self) -> None:
        """Finish what is under way, then close."""
        await self.ticker.stop()
        for loop in self._loops:
            loop.cancel()
        await asyncio.gather(*self._loops, return_exceptions=True)
        await self.worker.stop()
        await self.photographer.stop()
        await self.mailer.settle()
        await self.close_lines()

    async def open_lines(self) -> None:
        """Connect to the platforms."""
        for line in self.lines:
            await line.start()

    async def close_lines(self) -> None:
        """Disconnect, after what is being stored has been stored."""
        for line in self.lines:
            await line.stop()


def desk_of(settings: Settings) -> Desk:
    """What the provider has settled."""
    return Desk(
        policies=settings.policies(),
        advice=settings.advice_book(),
        redact=redact,
        checks=settings.check_times(),
        rhythm=settings.rhythm(),
        pulse=settings.pulse_day(),
    )


def open_store(settings: Settings, clock: Clock | None = None, *, alone: bool = True) -> SqlStore:
    """The provider's database, opened. Raises BadSettings, in plain words, where it can't be."""
    key_file = Path(settings.key_file) if settings.key_file else None
    try:
        cipher = cipher_for(settings.database_url, key=settings.key, key_file=key_file)
        store = SqlStore(
            settings.database_url,
            cipher,
            REGISTERS,
            now=(clock or SystemClock()).now,
            safeguarding_leads=settings.safeguarding_leads,
        )
        return store.open(alone=alone)
    except (CannotOpen, Unreadable) as fault:
        raise BadSettings(str(fault)) from fault


def classifier_of(settings: Settings) -> TrainedClassifier:
    """The classifier, with the provider's own model where there is one. Raises BadSettings if that can't be read.

    At the start somebody is looking, so a wrong file is told; it is never put aside in silence.
    """
    if not settings.model:
        return TrainedClassifier.load()
    classifier = TrainedClassifier.load(Path(settings.model))
    if classifier.model is None:
        raise BadSettings(
            f"HANDRAIL_MODEL names {settings.model}, which can't be read as a model of this version. "
            "Train it again, or leave HANDRAIL_MODEL out to use the model that comes with Handrail."
        )
    return classifier


def build(
    settings: Settings,
    *,
    store: SqlStore,
    clock: Clock | None = None,
    classifier: Classifier | None = None,
    stage: Stage | None = None,
) -> Handrail:
    """Put everything together. With a `stage` the page is served; without one there is no page."""
    clock = clock or SystemClock()
    desk = desk_of(settings)
    classifier = classifier or classifier_of(settings)
    channels: dict[str, Channel] = {}
    photo_channels: dict[str, PhotoChannel] = {}
    inflow = Inflow()
    showing = Showing(store=store, channels=photo_channels, clock=clock)
    mailer = Mailer(store=store, channels=channels, desk=desk, clock=clock, inflow=inflow, showing=showing)
    photographer = Photographer(store=store, channels=photo_channels, develop=Darkroom(), clock=clock, done=mailer.wake)
    worker = Worker(
        store=store,
        channels=channels,
        classifier=classifier,
        desk=desk,
        clock=clock,
        inflow=inflow,
        done=partial(_wake, mailer, photographer),
        shows_photos=lambda: tuple(photo_channels),
    )
    watch = Watch(store, clock)
    door = FrontDoor(store, clock, watch, inflow, worker.wake)
    handrail = Handrail(
        settings=settings,
        store=store,
        desk=desk,
        clock=clock,
        classifier=classifier,
        worker=worker,
        mailer=mailer,
        photographer=photographer,
        ticker=Ticker(store=store, desk=desk, clock=clock, mailer=mailer, watch=watch),
        watch=watch,
        app=_app(store, clock, watch),
        channels=channels,
        photo_channels=photo_channels,
    )
    _add_slack(handrail, door)
    _add_teams(handrail, door)
    if stage is not None:
        _add_page(handrail, door, stage)
    handrail.app.cleanup_ctx.append(lambda _: _running(handrail))
    return handrail


def _wake(mailer: Mailer, photographer: Photographer) -> None:
    """Something was worked on: there may be messages to send and photos to fetch."""
    mailer.wake()
    photographer.wake()


def _app(store: SqlStore, clock: Clock, watch: Watch) -> web.Application:
    """The web server with what it answers whatever the channels."""
    app = web.Application(client_max_size=LARGEST_REQUEST)
    app.add_routes(watch.routes())
    app.add_routes(_photo_links(store, clock).routes())
    return app


def _photo_links(store: SqlStore, clock: Clock) -> PhotoLinks:
    async def opened(token: str) -> bytes | None:
        now = clock.now()
        return await store.work(lambda uow: album.opened(uow, now, token))

    return PhotoLinks(PHOTO_PATH, opened)


def _add_slack(handrail: Handrail, door: FrontDoor) -> None:
    settings = handrail.settings
    if not settings.slack_is_on():
        return
    parts = slack_adapter.build(
        slack_adapter.SlackSettings(
            signing_secret=settings.slack_signing_secret,
            bot_token=settings.slack_bot_token,
            app_token=settings.slack_app_token,
            api_url=settings.slack_api_url,
        ),
        door=door,
        clock=handrail.clock,
        forms=FORMS,
    )
    handrail.channels["slack"] = handrail.photo_channels["slack"] = parts.channel
    handrail.watch.passed_over["slack"] = parts.passed_over
    handrail.app.add_routes(parts.routes)
    handrail.lines.append(parts)


def _add_teams(handrail: Handrail, door: FrontDoor) -> None:
    settings = handrail.settings
    if not settings.teams_is_on():
        return
    # botbuilder is large and slow to load: a provider without Teams does not pay for it.
    from adapters.teams import parts as teams
    from adapters.teams.settings import TeamsSettings

    tenants = settings.teams_tenants()
    given = TeamsSettings(
        app_id=settings.teams_app_id,
        password=settings.teams_app_password,
        tenant=tenants[0],
        tenants=frozenset(tenants),
        openid_url=settings.teams_openid_url,
        login_url=settings.teams_login_url,
        service_hosts=frozenset(listed(settings.teams_service_hosts)),
    )
    try:
        parts = teams.build(
            given, door=door, clock=handrail.clock, forms=FORMS, small=small, public_url=settings.public_url
        )
    except ValueError as fault:
        raise BadSettings(f"Teams can't be set up: {fault}.") from fault
    handrail.channels["teams"] = handrail.photo_channels["teams"] = parts.channel
    handrail.watch.passed_over["teams"] = parts.passed_over
    handrail.app.add_routes(parts.routes)
    handrail.lines.append(parts)


def _add_page(handrail: Handrail, door: FrontDoor, stage: Stage) -> None:
    """The page's other phones can be shown as Slack and Teams would show them: from what would be sent there."""
    from adapters.slack.render import message_of
    from adapters.teams.render import card_of

    parts = page.build(
        handrail.store,
        door,
        handrail.clock,
        stage,
        looks={"slack": lambda card: message_of(card).blocks, "teams": card_of},
        develop=handrail.photographer.develop,
        hides=partial(_is_hidden, handrail),
    )
    handrail.channels["page"] = handrail.photo_channels["page"] = parts.channel
    parts.attach(handrail.app)


async def _is_hidden(handrail: Handrail, said: Said) -> bool:
    now, classify = handrail.clock.now(), handrail.classifier.understand

    def understand(text: str) -> Meaning:
        return understood(text, classify)

    return await handrail.store.look(lambda uow: pulse_heard.is_private(uow, now, said, understand))


async def _running(handrail: Handrail) -> AsyncIterator[None]:
    await handrail.start()
    yield
    await handrail.stop()
