from datetime import timedelta
from tests.stories.ward import Ward
def show(*ps):
    for p in ps:
        print(f"## {p.user} {p._ward.time()}")
        for s in p.new(): print("  >", s.text.replace("\n","\n    "), "\n    ", list(s.buttons)[:9])
async def test_medical(ward: Ward) -> None:
    await ward.precious.says("he is not breathing help"); show(*ward.people.values())
    assert 0
async def test_safeguarding(ward: Ward) -> None:
    await ward.precious.says("she said the night staff hit her"); show(*ward.people.values())
    await ward.tom.says("ISS-1"); show(ward.tom)
    await ward.tom.says("open"); show(ward.tom)
    await ward.precious.says("my reports"); show(ward.precious)
    await ward.clock.forward(minutes=45); show(*ward.people.values())
    await ward.grace.presses("Acknowledge"); show(*ward.people.values())
    await ward.grace.presses("See the words"); show(ward.grace)
    print(await ward.history("ISS-1"))
    assert 0
async def test_unknown(ward: Ward) -> None:
    await ward.joy.says("how do i log in to the care app"); show(*ward.people.values())
    await ward.joy.says("open"); show(ward.joy)
    await ward.joy.says("ISS-1"); show(ward.joy)
    await ward.joy.says("who"); show(ward.joy)
    await ward.joy.says("i cant see the meds and its 8pm round"); show(ward.joy, ward.tom,ward.ben)
    await ward.tom.presses("Yes, agency"); show(ward.joy, ward.tom)
    await ward.joy.says("my reports"); show(ward.joy)
    await ward.joy.says("app is frozen"); show(ward.joy, ward.tom)
    assert 0
async def test_not_understood(ward: Ward) -> None:
    await ward.precious.says("its doing the thing again"); show(ward.precious, ward.tom)
    await ward.precious.presses("App slow or down"); show(ward.precious, ward.tom)
    await ward.precious.says("😀😀"); show(ward.precious, ward.tom)
    await ward.precious.says("👍"); show(ward.precious, ward.tom)
    await ward.precious.says("thanks"); show(ward.precious, ward.tom)
    assert 0
async def test_twice(ward: Ward) -> None:
    await ward.precious.says("app is frozen on blue"); show(ward.precious)
    await ward.precious.says("app is frozen on blue"); show(ward.precious)
    await ward.kofi.says("app frozen on blue unit"); show(ward.kofi, ward.precious)
    await ward.kofi.presses("Same"); show(ward.kofi)
    await ward.tom.says("open"); show(ward.tom)
    await ward.tom.presses("See ISS-1"); await ward.tom.presses("Acknowledge"); show(ward.tom, ward.kofi, ward.precious)
    await ward.tom.says("ISS-1");
    await ward.tom.presses("Sorted here"); await ward.tom.says("restarted the box"); show(ward.kofi, ward.precious, ward.tom)
    await ward.kofi.says("my reports"); show(ward.kofi)
    assert 0
