from datetime import timedelta
from tests.stories.ward import Ward
MEDS = "tablet wont log me in and its meds time"
def show(*ps):
    for p in ps:
        if p.new(): print(f"## {p.user} {p._ward.time()}")
        for s in p.new(): print("  >", s.text.replace("\n","\n    "), "\n    ", list(s.buttons)[:9])
async def test_cover(ward: Ward) -> None:
    await ward.tom.says("I'm off until Friday, Kofi covers"); show(*ward.people.values())
    await ward.kofi.presses("Yes"); show(*ward.people.values())
    await ward.precious.says(MEDS); show(*ward.people.values())
    await ward.precious.says("who"); show(*ward.people.values())
    await ward.kofi.presses("Acknowledge"); show(*ward.people.values())
    await ward.clock.at("15:00", days=2); print(ward.time())
    await ward.precious.says("mar chart not showing and its 4pm meds"); show(*ward.people.values())
    assert 0
async def test_cover_anita(ward: Ward) -> None:
    await ward.clock.at("10:00")
    await ward.anita.says("away 8 to 12 june ben covers"); show(*ward.people.values())
    await ward.anita.says("I'm off until Monday, Mo covers"); show(*ward.people.values())
    await ward.mo.presses("I can't"); show(*ward.people.values())
    assert 0
async def test_night(ward: Ward) -> None:
    await ward.clock.at("02:40")
    await ward.precious.says("printer wont print the handover"); show(*ward.people.values())
    await ward.clock.at("03:05")
    await ward.precious.says("sensor mat alerts not coming through on blue"); show(*ward.people.values())
    await ward.precious.presses("Critical, someone could be harmed now"); show(*ward.people.values())
    await ward.clock.forward(minutes=10); show(*ward.people.values())
    await ward.clock.at("10:00"); show(*ward.people.values())
    assert 0
async def test_incharge(ward: Ward) -> None:
    await ward.kofi.says("I'm in charge"); show(*ward.people.values())
    await ward.precious.says("who"); show(ward.precious)
    await ward.precious.says(MEDS); show(*ward.people.values())
    assert 0
async def test_alone(ward: Ward) -> None:
    await ward.clock.at("02:40")
    await ward.kofi.says(MEDS); show(*ward.people.values())
    await ward.clock.forward(minutes=10); show(*ward.people.values())
    await ward.kofi.says("got it"); show(ward.kofi)
    assert 0
async def test_two(ward: Ward) -> None:
    await ward.precious.says("tablet 3 wont charge. also joyces care plan is missing"); show(*ward.people.values())
    await ward.precious.says("my reports"); show(ward.precious)
    await ward.precious.says("help"); show(ward.precious)
    await ward.tom.says("help"); show(ward.tom)
    await ward.tom.presses("Report with a form"); show(ward.tom)
    await ward.precious.says("it's fixed"); show(ward.precious)
    await ward.precious.says("ISS-1 is fixed"); show(ward.precious)
    await ward.precious.says("ISS-1 its fixed"); show(*ward.people.values())
    await ward.precious.says("not fixed"); show(*ward.people.values())
    await ward.precious.says("ISS-2 withdraw"); show(*ward.people.values())
    assert 0
async def test_long(ward: Ward) -> None:
    await ward.precious.says(("app is broken " * 3000)[:40000]); show(*ward.people.values())
    await ward.precious.says("<!channel> @everyone @here printer is broken <@U_TOM> http://evil.example *bold*"); show(*ward.people.values())
    await ward.tom.says("open"); show(ward.tom)
    await ward.tom.says("ISS-2"); show(ward.tom)
    await ward.tom.presses("See the words"); show(ward.tom)
    await ward.tom.says("ISS-1"); print(len(ward.tom.last().text), ward.tom.last().text[-300:])
    await ward.tom.presses("See the words"); print(len(ward.tom.last().text), ward.tom.last().text[-300:])
    print(await ward.way.says("precious", "")); await ward.settle(); show(ward.precious)
    print(await ward.way.says("precious", "   ")); await ward.settle(); show(ward.precious)
    print(await ward.way.says("precious", "\u200b")); await ward.settle(); show(ward.precious)
    assert 0
