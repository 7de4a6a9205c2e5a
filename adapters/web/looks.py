"""Looks: a phone of the page can show its cards as another channel would, drawn from what that channel would send.

The functions that make those payloads come from the composition root, because channels do not know
each other. A payload is made only for a page that shows the phone in that look.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.card import Card
from core.stage import Actor

OWN = ""
"""The page's own look, which needs no payload."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Looks:
    """The looks that are offered: for each name, what its channel would send for a card."""

    payload_of: Mapping[str, Callable[[Card], Any]] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """What can be chosen, in order."""
        return tuple(self.payload_of)

    def chosen(self, query: Mapping[str, str], cast: Sequence[Actor]) -> dict[str, str]:
        """The look of each actor's phone, as `look1=slack` in a query asks for it.

        The first phone keeps its own look, and what is not offered is passed over.
        """
        first = min((actor.phone for actor in cast), default=0)
        wanted = {actor.user: query.get(f"look{actor.phone}", OWN) for actor in cast if actor.phone != first}
        return {user: look for user, look in wanted.items() if look in self.payload_of}

    def dress(self, look: str, card: Card) -> dict[str, Any]:
        """What a line needs to be drawn in that look: nothing for the page's own.

        A payload that could not be made is None. The card has been sent by then, so nothing may fail here.
        """
        if look not in self.payload_of:
            return {}
        try:
            return {"look": look, "payload": self.payload_of[look](card)}
        except Exception as fault:
            _log.error("a card could not be drawn as in %s: %s", look, type(fault).__name__)
            return {"look": look, "payload": None}
