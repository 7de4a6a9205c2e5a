"""How Handrail is, for machines and people: /healthz, /readyz and /metrics."""

import asyncio
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from aiohttp import web
from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from core.chasing import NOBODY_TO_ASK
from core.ports import Clock, Health, Store, StoreClosed

FAULTS = ("chases_late", "chases_lost", "outgoing_stuck", "received_stuck", "parked")
"""Counts that must be zero."""

WARNINGS = ("undeliverable",)
"""Counts that somebody should look into, while everybody is told all the same."""

TICK_AGE = timedelta(seconds=60)
"""A tick older than this is a fault: nothing would climb any more."""

WRITES_WITHIN = 2.5
"""Seconds that a write may take: a platform is not answered later than that either."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """One look at the machinery. `faults` are plain words; without any, all is well."""

    counts: Mapping[str, int]
    faults: tuple[str, ...]


class Watch:
    """Counts what happens and looks at how everything stands."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self.registry = CollectorRegistry()
        self.taken = Counter("handrail_requests", "Verified requests kept", ["channel"], registry=self.registry)
        self.repeated = Counter("handrail_repeats", "Requests known already", ["channel"], registry=self.registry)
        self.chase_faults = Counter("handrail_chase_faults", "Entries that a tick failed on", registry=self.registry)
        self.passed_over: dict[str, Mapping[str, int]] = {}
        """By channel and reason: what was believed and says nothing to us."""
        self._passed_over = Gauge(
            "handrail_passed_over", "Believed and not kept", ["channel", "why"], registry=self.registry
        )
        self._gauges = {
            name: Gauge(f"handrail_{name}", name.replace("_", " "), registry=self.registry)
            for name in Health.__dataclass_fields__
        }
        self.ticked: datetime | None = None

    async def look(self) -> Report:
        """How everything stands now. Raises StoreClosed where the database does not answer."""
        now = self._clock.now()
        health, nobody = await self._store.look(lambda uow: (uow.health(now), uow.note(NOBODY_TO_ASK)))
        counts = asdict(health)
        for name, count in counts.items():
            self._gauges[name].set(count)
        for channel, reasons in self.passed_over.items():
            for why, count in reasons.items():
                self._passed_over.labels(channel, why).set(count)
        faults = [f"{name.replace('_', ' ')}: {counts[name]}" for name in FAULTS if counts[name]]
        faults += [f"there was nobody to tell about {nobody}"] if nobody else []
        faults += ["the tick has stopped"] if self.ticked is None or now - self.ticked > TICK_AGE else []
        return Report(counts=counts, faults=tuple(faults))

    def routes(self) -> list[web.RouteDef]:
        """The three addresses. None of them shows a word of anybody."""
        return [
            web.get("/healthz", self._healthz),
            web.get("/readyz", self._readyz),
            web.get("/metrics", self._metrics),
        ]

    async def _healthz(self, _: web.Request) -> web.Response:
        try:
            await self._write()
            report = await self.look()
        except StoreClosed:
            return web.json_response({"status": "red", "faults": ["the database cannot be written"]}, status=503)
        warned = any(report.counts[name] for name in WARNINGS)
        status = "red" if report.faults else "amber" if warned else "green"
        body = {"status": status, "faults": report.faults, "counts": dict(report.counts)}
        return web.json_response(body, status=503 if report.faults else 200)

    async def _readyz(self, _: web.Request) -> web.Response:
        try:
            await self._write()
        except StoreClosed:
            return web.json_response({"ready": False}, status=503)
        return web.json_response({"ready": True})

    async def _write(self) -> None:
        """As whatever arrives has to be written. Raises StoreClosed where it can't be, or not in time."""
        try:
            async with asyncio.timeout(WRITES_WITHIN):
                await self._store.work(lambda uow: uow.put_note("ready", self._clock.now().isoformat()))
        except TimeoutError:
            raise StoreClosed("the database did not answer in time") from None

    async def _metrics(self, _: web.Request) -> web.Response:
        try:
            await self.look()
        except StoreClosed:
            return web.Response(status=503)
        return web.Response(body=generate_latest(self.registry), headers={"Content-Type": "text/plain; version=0.0.4"})
