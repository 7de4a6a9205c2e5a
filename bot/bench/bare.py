"""The server that stores nothing, as a process of its own: `python -m bot.bench.bare`."""

import asyncio
import os
import sys

from aiohttp import web

from bot.build import bare_app

SECRET = "HANDRAIL_SLACK_SIGNING_SECRET"  # noqa: S105 - the name of a setting


async def main() -> None:
    """Serve on a free port, and say where, until ended or until whoever started it is gone."""
    runner = web.AppRunner(bare_app(os.environ[SECRET]), access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    print("http://{}:{}/".format(*runner.addresses[0][:2]), flush=True)
    await asyncio.to_thread(sys.stdin.buffer.read)


if __name__ == "__main__":
    asyncio.run(main())
