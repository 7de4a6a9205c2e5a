import pytest
from tests.stories.ward import Ward
MEDS = "tablet wont log me in and its meds time"
@pytest.mark.only("precious care_worker", "anita administrator")
async def test_p(ward: Ward) -> None:
    d = await ward.look(lambda uow: uow.directory())
    print(d.people, d.roles)
    await ward.precious.says(MEDS)
    print(await ward.history("ISS-1"), await ward.health())
    print(await ward.look(lambda u: u.deliveries("ISS-1")))
    print([l for l in ward.log if l["log_level"]!="info"])
    assert 0
