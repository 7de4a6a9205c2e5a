"""What fits on a phone, and counts as bars."""

import pytest

from core.card import Act, Button, Buttons, Card, Facts, Pick, Words
from core.phone import BUTTON_HEIGHT, CHARACTERS, LINES, WIDTH, fits, lines, sparkline


def buttons(*labels: str) -> Buttons:
    return Buttons(buttons=tuple(Button(label=label, act=Act(verb="see")) for label in labels))


@pytest.mark.parametrize(
    ("card", "expected"),
    [
        (Card(heading="short"), 1),
        (Card(heading="a" * WIDTH), 1),
        (Card(heading="word " * 16), 2),
        (Card(heading="h", body=(Words(text="one\ntwo\n\nthree"),)), 5),
        (Card(heading="h", body=(Facts(rows=(("Name", "x"), ("Long", "word " * 16))),)), 5),
        (Card(heading="h", body=(buttons("Yes", "No"),)), 1 + BUTTON_HEIGHT),
        (
            Card(heading="h", body=(buttons("I have it now: ISS-12345", "I have it now: ISS-12346"),)),
            1 + 2 * BUTTON_HEIGHT,
        ),
        (Card(heading="h", body=(Pick(label="More", options=()),)), 1 + BUTTON_HEIGHT),
    ],
)
def test_lines_are_counted_as_a_phone_wraps_them(card: Card, expected: int) -> None:
    assert lines(card) == expected


def test_a_card_fits_up_to_the_last_line_and_the_last_character() -> None:
    assert fits(Card(heading="\n".join("x" for _ in range(LINES))))
    assert not fits(Card(heading="\n".join("x" for _ in range(LINES + 1))))
    assert not fits(Card(heading="word " * (CHARACTERS // 5 + 1)))


@pytest.mark.parametrize(
    ("counts", "bars"),
    [
        ((), ""),
        ((0, 0, 0), "▁▁▁"),
        ((1,), "█"),
        ((0, 1, 7), "▁▂█"),
        ((0, 1000, 1), "▁█▂"),
        ((7, 7, 7), "███"),
        (tuple(range(8)), "▁▂▃▄▅▆▇█"),
    ],
)
def test_bars(counts: tuple[int, ...], bars: str) -> None:
    """Nothing is always the lowest bar, and something never is."""
    assert sparkline(counts) == bars
