"""Another process that ticks: `python -m tests.contract.ticking_child ADDRESS`.

Each line of its input is a moment. It ticks once for it, as a server does, and then says that moment again.
"""

import asyncio
import sys
from datetime import datetime

import structlog

from bot.health import Watch
from bot.inflow import Inflow
from bot.sender import Mailer
from bot.ticker import Ticker
from core.advice import book
from core.handlers import Desk
from core.policy import DEFAULTS
from core.understanding.pii import redact
from tests.contract.store_scene import HandClock, made

DESK = Desk(policies=DEFAULTS, advice=book({}), redact=redact)


async def tick_at_each(url: str) -> None:
    """Beside whoever else writes: it asks for no lock that would keep another one out."""
    clock = HandClock()
    with made(url, clock).open(alone=False) as store:
        mailer = Mailer(store=store, channels={}, desk=DESK, clock=clock, inflow=Inflow())
        watch = Watch(store, clock)
        ticker = Ticker(store=store, desk=DESK, clock=clock, mailer=mailer, watch=watch)
        print("open", flush=True)
        for line in sys.stdin:
            clock.moment = datetime.fromisoformat(line.strip())
            await ticker.tick()
            print(line.strip() if watch.ticked == clock.moment else "failed", flush=True)


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))  # its output is for its answers
    asyncio.run(tick_at_each(sys.argv[1]))
