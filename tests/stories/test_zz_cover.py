import faulthandler
from datetime import timedelta
from tests.stories.ward import Ward
MEDS = "tablet wont log me in and its meds time"
async def test_cover(ward: Ward) -> None:
    await ward.tom.says("I'm off until Friday, Kofi covers"); print(ward.tom.phone(), ward.kofi.phone())
    await ward.kofi.presses("Yes");print(ward.tom.phone(), ward.kofi.phone())
    await ward.precious.says(MEDS); print(ward.precious.phone(), ward.kofi.phone())
    await ward.kofi.presses("Acknowledge"); print(ward.kofi.last())
    chs = await ward.look(lambda uow: uow.chases_due(ward.hand.at + timedelta(days=3), 5))
    print(chs)
    import itertools
    n=0
    ward.remember()
    moment = ward.hand.at + timedelta(days=2)
    for _ in range(40):
        due = await ward.look(lambda uow: uow.chases_due(moment, 1))
        print(ward.time(), due)
        next_at = due[0].next_at if due else None
        ward.hand.at = max(ward.hand.at, next_at or moment)
        await ward.running.ticker.tick()
        await ward.rest()
        if next_at is None: break
    assert 0
