"""A card that is too large for a platform is cut where it hurts least.

What can be pressed is kept before words, because nothing else can be done without it; what is left
out is counted where it stood: "… and N more".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Part:
    """One drawn block, what it costs of the room, how many things it holds, and whether it can be pressed."""

    block: Json
    cost: int
    things: int
    pressable: bool = False


def fitting(parts: Sequence[Part], *, rows: int, room: int) -> Iterator[Part | int]:
    """What fits of the parts, in order, in at most `rows` parts and `room`; an int counts what was left out there."""
    kept = _kept(parts, rows, room)
    left_out = sum(part.things for index, part in enumerate(parts) if index not in kept)
    for index, part in enumerate(parts):
        if index in kept:
            yield part
        elif left_out:
            yield left_out
            left_out = 0


def _kept(parts: Sequence[Part], rows: int, room: int) -> set[int]:
    kept = set[int]()
    for pressable in (True, False):
        for index, part in enumerate(parts):
            if part.pressable is not pressable:
                continue
            if rows < 1 or part.cost > room:
                break  # what follows is left out too, so that "and N more" is true where it stands
            kept.add(index)
            rows, room = rows - 1, room - part.cost
    return kept
