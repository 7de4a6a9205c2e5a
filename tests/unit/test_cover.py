"""What is heard as an absence, and what is not: a report must never be taken for one."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.cover import LONGEST, read_absence
from core.people import Person

LONDON = ZoneInfo("Europe/London")
PEOPLE = (
    Person(id=1, name="Priya Shah"),
    Person(id=2, name="Ben Shaw"),
    Person(id=3, name="June Hall"),
    Person(id=4, name="Sam Obi"),
    Person(id=5, name="Sam Lee"),
)
WEDNESDAY = datetime(2026, 6, 3, 13, 0, tzinfo=LONDON)
NEW_YEARS_EVE = datetime(2026, 12, 31, 13, 0, tzinfo=LONDON)


def heard(text: str, now: datetime = WEDNESDAY) -> tuple[str, str, str] | None:
    """First moment away, moment back, who covers."""
    found = read_absence(text, now.astimezone(UTC), LONDON, PEOPLE)
    if found is None:
        return None
    assert found.starts.tzinfo is found.ends.tzinfo is UTC
    away, back = (moment.astimezone(LONDON).strftime("%d %b %y %H:%M") for moment in (found.starts, found.ends))
    return away, back, found.covered_by.name if found.covered_by else found.name


NOW = "03 Jun 26 13:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'm off until Monday, Priya covers", (NOW, "08 Jun 26 00:00", "Priya Shah")),
        ("I’m off until Monday, Priya covers.", (NOW, "08 Jun 26 00:00", "Priya Shah")),
        ("im off till mon priya covers", (NOW, "08 Jun 26 00:00", "Priya Shah")),
        ("off until Monday and Ben Shaw will cover for me", (NOW, "08 Jun 26 00:00", "Ben Shaw")),
        ("I am away until Friday. June is covering", (NOW, "05 Jun 26 00:00", "June Hall")),
        ("off until wednesday", (NOW, "10 Jun 26 00:00", "")),
        ("away until tomorrow", (NOW, "04 Jun 26 00:00", "")),
        ("away 8 to 12 june ben covers", ("08 Jun 26 00:00", "13 Jun 26 00:00", "Ben Shaw")),
        ("away from 8 june to 12 june", ("08 Jun 26 00:00", "13 Jun 26 00:00", "")),
        ("off 10/6 to 12/6", ("10 Jun 26 00:00", "13 Jun 26 00:00", "")),
        ("away from monday to wednesday", ("08 Jun 26 00:00", "11 Jun 26 00:00", "")),
        ("im off tomorrow", ("04 Jun 26 00:00", "05 Jun 26 00:00", "")),
        ("not in tomorrow, ben covers", ("04 Jun 26 00:00", "05 Jun 26 00:00", "Ben Shaw")),
        ("off sick today", (NOW, "04 Jun 26 00:00", "")),
        ("on leave for 2 weeks", (NOW, "17 Jun 26 00:00", "")),
        ("on annual leave for a week", None),
        ("away for three days priya covers", (NOW, "06 Jun 26 00:00", "Priya Shah")),
        ("on holiday until 5 july", (NOW, "05 Jul 26 00:00", "")),
        ("off until monday, nobody covers", (NOW, "08 Jun 26 00:00", "nobody")),
        ("off until monday, sam covers", (NOW, "08 Jun 26 00:00", "sam")),
        ("off until monday, sam lee covers", (NOW, "08 Jun 26 00:00", "Sam Lee")),
    ],
)
def test_an_absence_is_heard(text: str, expected: tuple[str, str, str] | None) -> None:
    assert heard(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I'm off the app again",
        "im off the app again since today",
        "im off my feet",
        "im off my feet today",
        "not in the app today, mrs x insulin",
        "not in the list until monday",
        "off to give meds, tablet wont log me in today",
        "im off until the wifi is back on monday",
        "im off shift now and the tablet has not charged since 3 today",
        "off until monday, priya covers. also the hoist alarm is broken",
        "away",
        "im off",
        "the tablet is off until monday",
        "away 31 june",
        "off till 31 june",
        "away until 8",
        "off until 40/13",
        "who is off until monday",
        "",
        "off " + "until " * LONGEST + "monday",
    ],
)
def test_anything_else_is_no_absence(text: str) -> None:
    assert heard(text) is None


def test_the_year_changes() -> None:
    assert heard("off until 4 january", NEW_YEARS_EVE) == ("31 Dec 26 13:00", "04 Jan 27 00:00", "")
    assert heard("off 30 december to 2 january", WEDNESDAY) == ("30 Dec 26 00:00", "03 Jan 27 00:00", "")
    assert heard("off tomorrow", NEW_YEARS_EVE) == ("01 Jan 27 00:00", "02 Jan 27 00:00", "")


def test_days_are_the_services_own_also_when_the_clocks_change() -> None:
    saturday = datetime(2026, 10, 24, 23, 30, tzinfo=LONDON)
    found = read_absence("off tomorrow", saturday.astimezone(UTC), LONDON, PEOPLE)
    assert found is not None
    assert found.ends - found.starts == timedelta(hours=25)


def test_a_leap_day() -> None:
    assert heard("off until 29 february", datetime(2028, 2, 1, 9, tzinfo=LONDON)) == (
        "01 Feb 28 09:00",
        "29 Feb 28 00:00",
        "",
    )
    assert heard("off until 29 february", WEDNESDAY) is None


@pytest.mark.parametrize("filler", [" ", "a ", ",", "(", "1 ", "and ", "june ", "until ", "é"])
def test_very_long_messages_are_read_fast(filler: str) -> None:
    assert heard("off" + filler * 40_000) is None
    heard("off " + filler * 60)
