"""What a topic of the care floor is, and how the tables of words say one."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Topic:
    """One thing that staff speak of, and the words that say it.

    `perhaps` are words that say it only sometimes ("nicked" is cut, or taken): they never make a rule sure.
    `implies` names the topics that are always meant as well: whoever says "CD book" speaks of medicine.
    `weight` is what it counts beside others (1 = as much as its rarity says, 0 = words that must not be taken for
    anything).
    `aspect` marks what may happen to many things ("wrong", "refused") and so says little when it stands alone.
    `outside` marks what no care record holds, such as parking, unless a rule names it.
    """

    name: str
    said: tuple[str, ...]
    perhaps: tuple[str, ...] = ()
    implies: tuple[str, ...] = ()
    weight: float = 1.0
    aspect: bool = False
    outside: bool = False


def topic(name: str, said: str, *, perhaps: str = "", implies: tuple[str, ...] = (), weight: float = 1.0) -> Topic:
    """A topic from phrases with commas between them."""
    return Topic(name=name, said=_phrases(said), perhaps=_phrases(perhaps), implies=implies, weight=weight)


def aspect(name: str, said: str, *, perhaps: str = "", weight: float = 1.0) -> Topic:
    """What may happen to many things, from phrases with commas between them."""
    return Topic(name=name, said=_phrases(said), perhaps=_phrases(perhaps), weight=weight, aspect=True)


def outside(said: str, *, weight: float = 1.0) -> tuple[Topic, ...]:
    """What no care record holds, each by itself: a rule for the fridge says nothing of the laundry."""
    return tuple(Topic(name=f"outside: {each}", said=(each,), weight=weight, outside=True) for each in _phrases(said))


def _phrases(said: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in said.split(",") if phrase.strip())
