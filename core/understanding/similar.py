"""Whether two reports are about the same thing, by their words: "wifi down on blue", "no internet on blue unit".

What two reports tell is read with the tables of `sayings`: things, what is wrong with them, places, numbers,
rounds, and words that no table knows, such as names. First come the guards: another room, number, unit, person,
round or thing, or a "not" on one side, and two reports are never the same, however alike the rest. Then the
share of what both tell, weighted by how much it says, is their likeness. An offer may be missed, and should
not be wrong: the reporter is asked, and nothing is ever joined by likeness alone.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from core.understanding import sayings
from core.understanding.told import Told, told
from core.understanding.words import LONGEST_READ, plain

LONGEST = 600
"""Characters that are compared. A longer report is a story, and is alike only to itself."""

OFFERED_FROM = 0.6
"""Likeness from which a report is offered as the same one. Chosen on the part "tune" of the labelled pairs."""

NOTHING_SAID = "nothing said"
TOO_LONG = "too long"
TOO_LITTLE = "too little in common"

WEIGHTS: Mapping[str, float] = {"thing": 3.0, "trouble": 3.0, "word": 2.0, "where": 2.0}
"""How much each sort of thing that is told says. Small words say nothing."""


@dataclass(frozen=True, kw_only=True)
class Likeness:
    """How alike two reports are (0..1), whether they are to be offered as the same, and why not."""

    share: float
    offered: bool
    why_not: str = ""


def alike(first: str, second: str) -> Likeness:
    """How alike two reports are, in either order. Never raises; linear in the length of the texts."""
    one, two = plain(first), plain(second)
    if not one or not two:
        return Likeness(share=0.0, offered=False, why_not=NOTHING_SAID)
    whole = max(len(first), len(second)) <= LONGEST_READ
    if first == second or (whole and one == two):
        return Likeness(share=1.0, offered=True)
    if not whole or max(len(one), len(two)) > LONGEST:
        return Likeness(share=0.0, offered=False, why_not=TOO_LONG)
    here, there = told(one), told(two)
    for why, differ in GUARDS:
        if differ(here, there) or differ(there, here):
            return Likeness(share=0.0, offered=False, why_not=why)
    share = _share(here, there)
    offered = share >= OFFERED_FROM
    return Likeness(share=share, offered=offered, why_not="" if offered else TOO_LITTLE)


# ---- guards: each is asked both ways round, and any that says yes wins


def _other_number(here: Told, there: Told) -> bool:
    """Both say which one, and not the same."""
    labels = {label for label, _ in here.numbers} & {label for label, _ in there.numbers}
    if any(_of(here, label) != _of(there, label) for label in labels):
        return True
    mine, theirs = ({value for _, value in each.numbers} for each in (here, there))
    unlabelled = {value for label, value in here.numbers if not label}
    return bool(mine and theirs and unlabelled - theirs)


def _of(each: Told, label: str) -> frozenset[str]:
    return frozenset(value for own, value in each.numbers if own == label)


def _other_room(here: Told, there: Told) -> bool:
    """Both say where somebody lives, and not the same: room 4 is not flat 4."""
    mine, theirs = (frozenset(n for n in each.numbers if n[0] in sayings.ROOMS) for each in (here, there))
    return bool(mine and theirs and mine != theirs)


def _other_place(here: Told, there: Told) -> bool:
    """Both name a unit, a floor or a spot, and not the same."""
    return any(here.places[sort] and names and here.places[sort] != names for sort, names in there.places.items())


def _other_round(here: Told, there: Told) -> bool:
    """Both say which round or day, and none of them agree."""
    if here.days and there.days and here.days != there.days:
        return True
    agree = any(_one_round(mine, theirs) for mine in here.rounds for theirs in there.rounds)
    return bool(here.rounds and there.rounds and not agree)


def _one_round(mine: tuple[frozenset[str], int | None], theirs: tuple[frozenset[str], int | None]) -> bool:
    hours = {mine[1], theirs[1]}
    same_hour = None in hours or len(hours) == 1 or len({hour % 12 for hour in hours if hour is not None}) == 1
    return same_hour and bool(mine[0] & theirs[0])


def _other_person(here: Told, there: Told) -> bool:
    """Both speak of somebody, and not of the same: by he and she, by a title's name or by a known first name."""
    mine, theirs = (each.persons | (each.words & sayings.NAMES) for each in (here, there))
    sexes = {"he", "she"}
    if len(mine & sexes) == len(theirs & sexes) == 1 and mine & sexes != theirs & sexes:
        return True
    return bool(mine - theirs - sexes and theirs - mine - sexes)


def _denied(here: Told, there: Told) -> bool:
    """What is wrong for one is well for the other."""
    if here.over != there.over or here.negated & (there.words - there.negated):
        return True
    return _shared(here.well, there.wrong) > 0


def _unclear(here: Told, there: Told) -> bool:
    """Only one says something that is understood as wrong."""
    return bool(here.wrong) and not there.wrong


DEVICES = frozenset({"tablet", "phone", "laptop", "handset", "printer"})


def _other_thing(here: Told, there: Told) -> bool:
    """Each names a thing that the other does not."""
    mine, theirs = here.things - there.things, there.things - here.things
    if (mine & DEVICES and theirs & DEVICES) or (mine - sayings.CARRIERS and theirs - sayings.CARRIERS):
        return True
    apart = mine and theirs - sayings.CARRIERS
    return bool(mine or theirs) and not (here.things & there.things or (_of_the_app(here, there) and not apart))


def _of_the_app(here: Told, there: Told) -> frozenset[str]:
    """Trouble that both have with the app as such, on whatever it runs."""
    return here.wrong & there.wrong & EVERYWHERE


EVERYWHERE = frozenset({"log in", "accept", "thrown out", "frozen", "slow", "load", "sync", "save"})
"""Trouble with the app as such, on whatever it runs."""


def _other_trouble(here: Told, there: Told) -> bool:
    """Both say what is wrong, and none of it is the same."""
    return bool(here.wrong and there.wrong and not _shared(here.wrong, there.wrong))


def _other_words(here: Told, there: Told) -> bool:
    """Each says something telling that the other does not: another name or medicine, or "garden" and "car park"."""
    return bool(_own(here, there) and _own(there, here))


def _own(here: Told, there: Told) -> frozenset[str]:
    """Words in no table, things and places that only the first one names.

    A word that was taken for a misspelt one ("stairs" for "starts") counts as it stands, unless the other has the
    right one.
    """
    places = {(sort, name) for sort, names in here.places.items() for name in names - there.places[sort]}
    things = here.things - there.things - sayings.CARRIERS
    slips = {written for written, meant in here.slips if meant not in there.said}
    return (here.words - there.words) | slips | things | frozenset(name for _, name in places)


Guard = Callable[[Told, Told], bool]

GUARDS: tuple[tuple[str, Guard], ...] = (
    ("different room", _other_room),
    ("different place", _other_place),
    ("different number", _other_number),
    ("different time", _other_round),
    ("different person", _other_person),
    ("one says the opposite", _denied),
    ("unclear what is wrong", _unclear),
    ("different thing", _other_thing),
    ("different trouble", _other_trouble),
    ("different words", _other_words),
)
"""What makes two reports different whatever else they share, and what it is called."""


# ---- likeness


def _shared(mine: Iterable[str], theirs: Iterable[str]) -> float:
    """1 where both name a trouble, 0.6 where they name two that people take for each other, else 0."""
    mine, theirs = frozenset(mine), frozenset(theirs)
    if mine & theirs:
        return 1.0
    return 0.6 if any(mine & pair and theirs & pair for pair in sayings.ALIKE_TROUBLES) else 0.0


def _share(here: Told, there: Told) -> float:
    """The share of what both tell: mostly of both together, so that a short report is not found in every story.

    Where nothing is understood as wrong, the share of the words, small ones too.
    """
    bare = sayings.CARRIERS if _of_the_app(here, there) else frozenset()
    both, mine, theirs = (_weight(a, b, bare) for a, b in ((here, there), (here, here), (there, there)))
    if not _about_one(here, there):
        return 0.0
    if not here.wrong:
        return len(here.said & there.said) / len(here.said | there.said)
    return SHORTER * both / min(mine, theirs) + (1 - SHORTER) * 2 * both / (mine + theirs)


SHORTER = 0.25
"""How much the share of the report that says less counts beside the share of both together."""


def _about_one(here: Told, there: Told) -> bool:
    """Whether both say enough: one thing or word, two troubles, or one that says enough without a thing."""
    troubles = here.wrong & there.wrong
    if not here.wrong:
        return len(here.things & there.things) + len(here.words & there.words) > 1
    carried = _of_the_app(here, there) and here.things & CARRIED and there.things & CARRIED
    return bool(
        here.things & there.things or here.words & there.words or troubles & ALONE or carried or len(troubles) > 1
    )


ALONE = frozenset({"log in", "thrown out"})
"""Trouble that says enough without a thing: there is one place to log in."""

CARRIED = frozenset({"app", "tablet"})
"""Staff say the one and mean the other."""


def _weight(here: Told, there: Told, bare: frozenset[str]) -> float:
    """How much both tell alike. What the app runs on says nothing where the trouble is the app's."""
    where = len(here.numbers & there.numbers) + sum(len(here.places[s] & there.places[s]) for s in here.places)
    return (
        WEIGHTS["thing"] * len((here.things & there.things) - bare)
        + WEIGHTS["trouble"] * _shared(here.wrong or here.well, there.wrong or there.well)
        + WEIGHTS["word"] * len(here.words & there.words)
        + WEIGHTS["where"] * where
    )
