"""How much fits on a phone: lines of a card as a small screen wraps them, and counts drawn as a line of text."""

import textwrap
from collections.abc import Sequence

from core.card import Block, Buttons, Card, Facts, Pick, Words

WIDTH = 40
"""Characters in a line. A phone of 390 points shows about 41 of a chat message beside the picture of who wrote it."""

LINES = 32
"""Lines on a screen of 844 points, less the name of the chat above and the keyboard's line below."""

CHARACTERS = 1000
"""Of everything that is read on the card, buttons included: more is not read standing up."""

BUTTON_HEIGHT = 2
"""Lines that a row of buttons takes."""

_BARS = "▁▂▃▄▅▆▇█"


def lines(card: Card) -> int:
    """Lines that the card takes on a phone."""
    return _wrapped(card.heading) + sum(_lines_of(block) for block in card.body)


def fits(card: Card) -> bool:
    """Whether the card is seen whole, without scrolling."""
    return lines(card) <= LINES and len(card.as_text()) <= CHARACTERS


def _wrapped(text: str) -> int:
    return sum(len(textwrap.wrap(line, WIDTH)) or 1 for line in text.split("\n"))


def _lines_of(block: Block) -> int:
    match block:
        case Words():
            return _wrapped(block.text)
        case Facts():
            return sum(_wrapped(f"{name}: {value}") for name, value in block.rows)
        case Buttons():
            # A button is as wide as its label and a margin; those that do not fit beside others go below.
            return BUTTON_HEIGHT * _wrapped(" ".join(f"[_{b.label}_]".replace(" ", "_") for b in block.buttons))
        case Pick():
            return BUTTON_HEIGHT


def sparkline(counts: Sequence[int]) -> str:
    """One bar for each count, the highest for the largest. A count of nothing is always the lowest bar."""
    most = max(counts, default=0)
    return "".join(_BARS[-(-count * (len(_BARS) - 1) // most) if most else 0] for count in counts)
