"""A shift with PostgreSQL underneath: one critical report from the words to the last stage, and a restart.

All other stories are told on SQLite alone: what the two databases must have in common is held by tests/contract.
"""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot.build import open_store
from bot.settings import Settings
from core.understanding.understand import TrainedClassifier
from tests.fakes.postgres import Postgres
from tests.stories.channels import WAYS
from tests.stories.ward import ByHand, Faults, Ward, move_in

KEY = "A" * 43 + "="


@pytest.mark.parametrize("way", ["slack", "page"])
async def test_a_critical_report_climbs_and_outlives_a_restart_of_handrail_and_of_its_database(
    postgres: Postgres, classifier: TrainedClassifier, faults: Faults, tmp_path: Path, way: str
) -> None:
    where = {"database_url": postgres.new_database(), "key": KEY}
    hand = ByHand()
    with open_store(Settings(**where), hand) as store:  # type: ignore[arg-type]
        await store.work(move_in)
    with capture_logs() as log:
        ward = Ward(
            way=WAYS[way](hand.now),
            folder=tmp_path,
            classifier=classifier,
            log=log,
            faults=faults,
            hand=hand,
            more=where,
        )
        await ward.opens()
        await ward.precious.says("tablet wont log me in and its meds time")
        ward.precious.sees("Saved: ISS-1.")
        ward.tom.hears("CRITICAL at Elm Court", "ISS-1")
        postgres.crash()
        postgres.start()
        await ward.restarts()
        await ward.clock.forward(minutes=10)
        ward.ben.hears("ISS-1")
        await ward.ben.presses("Acknowledge")
        ward.precious.sees("Ben")
        assert "acknowledge" in await ward.verbs("ISS-1")
        assert await ward.store.look(lambda unit: unit.verify_trail()) == ()
        await ward.closes()
    ward.assert_well()
    postgres.drop(where["database_url"])
