"""Who goes next: the most urgent, then whoever came first; and nobody who gave up holds up the others."""

import asyncio

from bot.line import Line


async def test_the_most_urgent_goes_first_and_equals_in_order() -> None:
    line, gone = Line(), list[str]()
    free = asyncio.Event()

    async def go(name: str, rank: int, until: asyncio.Event | None = None) -> None:
        async with line.turn(rank):
            gone.append(name)
            if until is not None:
                await until.wait()

    first = asyncio.create_task(go("first", 1, free))
    await asyncio.sleep(0)
    others = [asyncio.create_task(go(name, rank)) for name, rank in (("b", 1), ("c", 1), ("critical", 0), ("d", 1))]
    await asyncio.sleep(0)
    others[1].cancel()
    free.set()
    await asyncio.gather(first, *others, return_exceptions=True)
    assert gone == ["first", "critical", "b", "d"]
    await asyncio.wait_for(go("later", 1), 1)


async def test_a_turn_that_was_given_to_somebody_who_left_goes_on() -> None:
    line, free = Line(), asyncio.Event()

    async def go(until: asyncio.Event | None = None) -> None:
        async with line.turn(0):
            if until is not None:
                await until.wait()

    first = asyncio.create_task(go(free))
    await asyncio.sleep(0)
    left, next_one = asyncio.create_task(go()), asyncio.create_task(go())
    await asyncio.sleep(0)
    free.set()
    await first  # the turn is the next one's now, who has not woken yet
    left.cancel()
    await asyncio.wait_for(next_one, 1)


async def test_an_error_ends_the_turn() -> None:
    line = Line()
    try:
        async with line.turn(0):
            raise ValueError
    except ValueError:
        pass
    async with asyncio.timeout(1), line.turn(0):
        pass
