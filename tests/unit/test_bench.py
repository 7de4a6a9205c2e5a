"""The measurements run to their end and lose nothing on the way; how fast this machine is, no test says."""

import re

from bot.bench import bench


def test_a_short_run_gives_every_figure_and_loses_nothing() -> None:
    lines = list(bench(0.2))
    names = [line.split("  ")[0] for line in lines]
    assert {"classifier", "start", "ratio", "under load", "20 a second", "handover", "processed", "memory"} <= set(
        names
    )
    assert names.count("kept") == 2
    alarms = [line for line in lines if re.search(r"NOT THE SAME|FAULTS|NEVER|OTHER ANSWERS", line)]
    assert alarms == []


def test_a_run_that_nobody_wants_to_the_end_is_ended() -> None:
    lines = bench(0.2)
    assert next(lines).startswith("machine")
    assert next(lines).startswith("classifier")
    assert next(lines).startswith("start")
    lines.close()  # type: ignore[attr-defined]
