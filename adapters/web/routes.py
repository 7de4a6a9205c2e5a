"""The addresses of the page."""

import re
from base64 import b64encode
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from aiohttp import web

from adapters.web import inbound
from adapters.web.inbound import PAGE, PageDoor, Refused, Taken
from adapters.web.live import Hub, Watch, event, send_events
from adapters.web.looks import OWN
from adapters.web.phones import Chosen, Phones, Typed, day_text
from adapters.web.photos import read_upload
from adapters.web.render import STATIC, entry_html, notice_html, page_html
from core import words
from core.photos import Develop, NotTaken, Why
from core.ports import Attached, Clock, Pressed, Said, StoreClosed, Submitted
from core.pulse import PRESSES
from core.stage import Actor, EntryPage, Stage

HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob:; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'; object-src 'none'"
    ),
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}

FILES: Mapping[str, str] = {
    "page.css": "text/css",
    "looks.css": "text/css",
    "page.js": "text/javascript",
    "looks.js": "text/javascript",
    "parts.js": "text/javascript",
    "icon.svg": "image/svg+xml",
}
_REF = re.compile(r"[A-Z]{2,4}-[0-9]{1,9}")

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
Hides = Callable[[Said], Awaitable[bool]]
Reader = Callable[[Mapping[str, Any], tuple[Actor, ...], datetime], Taken]


def _guarded(handler: Handler) -> Handler:
    """Every answer carries the same headers; a refusal and a closed store are plain words, never a 500."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            response = await handler(request)
        except Refused as refused:
            response = web.json_response({"error": refused.words}, status=refused.status)
        except StoreClosed:
            response = web.json_response({"error": words.PAGE_NOT_SAVED}, status=503)
        if not response.prepared:
            response.headers.update(HEADERS)
        return response

    return answer


@dataclass(frozen=True, kw_only=True)
class Pages:
    """All handlers of the page."""

    phones: Phones
    door: PageDoor
    clock: Clock
    stage: Stage
    hub: Hub
    watch: Watch
    develop: Develop | None = None
    hides: Hides | None = None

    def routes(self) -> tuple[web.RouteDef, ...]:
        """What is served, and where."""
        return (
            web.get("/", _guarded(self.page)),
            web.get("/page/{file}", _guarded(self.file)),
            web.get("/live", _guarded(self.live), allow_head=False),
            web.get("/entry/{ref}", _guarded(self.entry)),
            web.post("/say", _guarded(self._taking(inbound.said))),
            web.post("/photos", _guarded(self.photos)),
            web.post("/press", _guarded(self._taking(inbound.pressed))),
            web.post("/submit", _guarded(self._taking(inbound.submitted))),
            web.post("/clock", _guarded(self.push)),
        )

    async def page(self, request: web.Request) -> web.StreamResponse:
        """The page itself."""
        return web.Response(text=page_html(self.stage.title), content_type="text/html")

    async def file(self, request: web.Request) -> web.StreamResponse:
        """Style, script or icon: only those named above, so no path can lead elsewhere."""
        name = request.match_info["file"]
        if name not in FILES:
            return web.Response(status=404, text=words.PAGE_NOTHING)
        text = (STATIC / name).read_text(encoding="utf-8")
        return web.Response(text=text, content_type=FILES[name], charset="utf-8")

    # ---- what the page is told ------------------------------------------------------------------

    async def live(self, request: web.Request) -> web.StreamResponse:
        """Everything at once, then each change. Joined first, read after: a change between is told twice."""
        looks = self.phones.looks.chosen(request.query, self.stage.cast)
        queue = self.hub.join(looks)
        try:
            state = event("state", await self.state(looks))
            answer = web.StreamResponse(
                headers={**HEADERS, "Content-Type": "text/event-stream", "X-Accel-Buffering": "no"}
            )
            await answer.prepare(request)
            await answer.write(b"retry: 1000\n\n" + state)
            await send_events(answer, queue)
        finally:
            self.hub.leave(queue)
        return answer

    async def state(self, looks: Mapping[str, str]) -> dict[str, Any]:
        """All that a page shows, each user's phone in the look given."""
        return {
            "title": self.stage.title,
            "cast": [_shown(actor) for actor in self.stage.cast],
            "tries": [asdict(one) for one in self.stage.tries],
            "looks": {"offered": self.phones.looks.names, "shown": looks},
            "phones": {
                actor.user: await self.phones.lines(actor.user, looks.get(actor.user, OWN)) for actor in self.stage.cast
            },
            "clock": self.watch.clock_now(),
            "log": await self.watch.log_now(),
        }

    # ---- what the page sends --------------------------------------------------------------------

    def _taking(self, reader: Reader) -> Handler:
        """Words, presses and forms: checked, handed in, and only then shown on the phone as sent.

        The bubble is put there for a repeated request too: the first may have been cut off before it.
        """

        async def take(request: web.Request) -> web.StreamResponse:
            inbound.check_same_site(request)
            taken = reader(await inbound.read_json(request), self.stage.cast, self.clock.now())
            async with self.phones.turn(taken.user):
                bubble = await self._bubble(taken)
                new = await self.door.take(PAGE, taken.key, inbound.body_of(taken))
                await self._show_as_sent(taken, bubble)
            return web.json_response({"saved": True, "new": new})

        return take

    async def photos(self, request: web.Request) -> web.StreamResponse:
        """Photos, with words or without. Developed at the door: what a photo tells of itself is never kept."""
        inbound.check_same_site(request)
        fields, sent = await read_upload(request)
        attached = [await self._developed(photo) for photo in sent]
        taken = inbound.pictured(fields, tuple(attached), self.stage.cast, self.clock.now())
        async with self.phones.turn(taken.user):
            new = await self.door.take(PAGE, taken.key, inbound.body_of(taken))
            await self._show_as_sent(taken, await self._bubble(taken))
        return web.json_response({"saved": True, "new": new})

    async def _developed(self, sent: bytes | None) -> Attached:
        """A photo as it travels on; one that is not taken says why, and its words are saved all the same."""
        try:
            if self.develop is None:
                raise NotTaken(Why.NOT_A_PHOTO)
            if sent is None:
                raise NotTaken(Why.TOO_MANY)
            made = await self.develop(sent)
        except NotTaken as fault:
            return Attached(kind="", size=0, where="", fault=fault.why.value)
        return Attached(kind="image/jpeg", size=len(made.jpeg), where=b64encode(made.jpeg).decode())

    async def _show_as_sent(self, taken: Taken, bubble: Typed | Chosen | None) -> None:
        """It has been taken: whatever happens to the bubble, "not saved" would not be true any more."""
        if bubble is not None:
            with suppress(StoreClosed):
                await self.phones.keep(taken.user, bubble, taken.incoming.at)

    async def _bubble(self, taken: Taken) -> Typed | Chosen | None:
        """What the phone itself will show as sent. Looked up first: taking it may change the card."""
        match taken.incoming:
            case Said() as said if self.hides and await self.hides(said):
                return Chosen(label=words.PULSE_PRESSED, key=taken.key)
            case Said(text=text, files=files):
                return Typed(text=text, key=taken.key, photos=files)
            case Pressed(act=act) if act.verb in PRESSES:
                return Chosen(label=words.PULSE_PRESSED, key=taken.key)
            case Pressed(act=act):
                label = await self.phones.label(taken.user, act)
                return Chosen(label=label, key=taken.key) if label else None
            case Submitted():
                return Chosen(label=words.FORM_SENT, key=taken.key)

    async def push(self, request: web.Request) -> web.StreamResponse:
        """The visitor pushes the clock."""
        inbound.check_same_site(request)
        await self.stage.push_clock(inbound.pushed(await inbound.read_json(request)))
        self.watch.wake()
        return web.json_response({"clock": self.watch.clock_now()})

    # ---- one entry ------------------------------------------------------------------------------

    async def entry(self, request: web.Request) -> web.StreamResponse:
        """One entry on one printable page, as somebody of the cast may see it."""
        reader = request.query.get("as", "")
        if reader not in {actor.user for actor in self.stage.cast}:
            return self._notice(400, words.PAGE_NO_READER)
        try:
            page = await self._entry(request.match_info["ref"].upper(), reader)
        except StoreClosed:
            return self._notice(503, words.PAGE_NOT_NOW)
        if page is None:
            return self._notice(404, words.PAGE_NO_ENTRY)
        html = entry_html(page, service=self.stage.title, printed=self._printed(reader))
        return web.Response(text=html, content_type="text/html")

    async def _entry(self, ref: str, reader: str) -> EntryPage | None:
        return await self.stage.entry(ref, reader) if _REF.fullmatch(ref) else None

    def _printed(self, reader: str) -> str:
        local = self.clock.now().astimezone(self.stage.zone)
        name = next(actor.name for actor in self.stage.cast if actor.user == reader)
        return words.PAGE_PRINTED.format(who=name, when=f"{day_text(local)}, {local:%H:%M}")

    def _notice(self, status: int, why: str) -> web.Response:
        html = notice_html(words.PAGE_NOTHING_TO_SEE, why, service=self.stage.title)
        return web.Response(text=html, content_type="text/html", status=status)


def _shown(actor: Actor) -> dict[str, Any]:
    """Somebody of the cast as the page shows them. Their e-mail is of no use there."""
    return {name: value for name, value in asdict(actor).items() if name != "email"}
