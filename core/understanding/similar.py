"""Whether two reports are about the same thing, by their words: "wifi down on blue", "no internet on blue unit".

What two reports tell is read with the tables of `sayings`: things, what is wrong with them, places, numbers,
rounds, and words that no table knows, such as names. First come the guards: another room, number, unit, person,
round or thing, or a "not" on one side, and two reports are never the same, however alike the rest. Then the
share of what both tell, weighted by how much it says, is their likeness. An offer may be missed, and should
not be wrong: the reporter is asked, and nothing is ever joined by likeness alone.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from core.understanding import sayings
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


@dataclass(frozen=True, kw_only=True)
class Told:
    """What one report tells.

    `wrong` is what is wrong, `well` what is said to be well, `said` every word of it, and `slips` the words that
    were taken for misspelt ones, each with what they were taken for.
    """

    things: frozenset[str]
    wrong: frozenset[str]
    well: frozenset[str]
    over: bool
    words: frozenset[str]
    negated: frozenset[str]
    numbers: frozenset[tuple[str, str]]
    places: Mapping[str, frozenset[str]]
    rounds: frozenset[tuple[frozenset[str], int | None]]
    days: frozenset[str]
    persons: frozenset[str]
    said: frozenset[str]
    slips: frozenset[tuple[str, str]]


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


# ---- reading


@dataclass(frozen=True, kw_only=True)
class Mark:
    """One phrase of a report: its sort (a table of `sayings`, "word" or "small") and its name there."""

    sort: str
    name: str


def _ways(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    for name, ways in table.items():
        yield from ((way.strip(), name) for way in ways.split(","))


def _phrases() -> dict[str, Mark]:
    """Every way of saying something. Where two tables know one, the last counts."""
    sorts = (("thing", sayings.THINGS), ("doing", sayings.DOING), ("trouble", sayings.TROUBLES))
    found = {way: Mark(sort=sort, name=name) for sort, table in sorts for way, name in _ways(table)}
    found |= {way: Mark(sort="over", name="") for way, _ in _ways({"": sayings.OVER})}
    return found | {way: Mark(sort="not", name="") for way in sayings.NOT}


_PHRASES = _phrases()
_LABELS = dict(_ways(sayings.LABELS))
_PLACES = dict(_ways(sayings.PLACES))
_PARTS = dict(_ways(sayings.PARTS_OF_DAY))
_KNOWN = frozenset(word for way in _PHRASES for word in way.split()) | frozenset(_LABELS) | sayings.SMALL_WORDS
_SURE = _KNOWN | sayings.NAMES | frozenset(word for way in (*_PLACES, *_PARTS) for word in way.split())


def _shortened(word: str) -> Iterator[str]:
    """The word without one of its letters, for each of them."""
    return (word[:place] + word[place + 1 :] for place in range(len(word)))


def _by_letters() -> dict[str, str]:
    """Words of the tables by what is left when a letter is lost, to find misspelt ones in one look."""
    words = sorted(word for word in {*_PHRASES, *_LABELS} if len(word) >= 5 and " " not in word)
    return {short: word for word in words for short in (word, *_shortened(word))}


_BY_LETTERS = _by_letters()
_SHORT = ("down", "unit", "turn", "flat", "room", "save")
_SWAPPED = {w[:at] + w[at + 1] + w[at] + w[at + 2 :]: w for w in _SHORT for at in (1, 2)}
"""Short words with two letters the wrong way round; any other slip could make a name of one."""


def _spelt(word: str) -> str:
    """A word of the tables that is at most one slip away and begins alike, or the word itself."""
    if word in _SURE or not word.isalpha() or len(word) < 4:
        return word
    if word in _SWAPPED:
        return _SWAPPED[word]
    near = (_BY_LETTERS.get(short) for short in (word, *_shortened(word)))
    return next((found for found in near if found and _one_slip(found, word)), word)


def _one_slip(known: str, word: str) -> bool:
    return known[0] == word[0] and abs(len(known) - len(word)) <= 1


_CLOCK = re.compile(r"(?<![\w.])(\d{1,2})(?:[:.]([0-5]\d))?\s?(am|pm|o ?clock|hrs)(?!\w)|(?<![\w.])(\d{1,2}):[0-5]\d")
_GLUED = re.compile(r"(?<!\w)(rm|room|flat|bed|tab|tablet|floor|r|unit|no)(\d{1,4}[a-z]?)(?!\w)")
_AMOUNT = re.compile(r"(?<!\w)(\d+)(mg|ml|kg|mcg|g)(?!\w)")
_ORDINAL = re.compile(r"(?<!\w)(\d+)(?:st|nd|rd|th)(?!\w)")
_NUMBER = re.compile(r"(?<!\w)(?:no\.?|num|#) ?(?=\d)")
_INITIALS = re.compile(r"(?<!\w)([a-z])\.\s?([a-z])(?!\w)\.?")
_TOKEN = re.compile(r"@\d+[ap]?|[^\W_]+")


def _clock(match: re.Match[str]) -> str:
    return f" @{match[1] or match[4]}{(match[3] or '')[:1].replace('o', '').replace('h', '')} "


def _tokens(text: str) -> list[str]:
    """The words of plain text; a clock time becomes "@8a", "@2p" or "@18"."""
    text = _NUMBER.sub("number ", _INITIALS.sub(r"\1\2", _CLOCK.sub(_clock, text)))
    text = _AMOUNT.sub(r"\1 \2", _GLUED.sub(r"\1 \2", text))
    return _TOKEN.findall(_ORDINAL.sub(r"\1", text))


def told(text: str) -> Told:
    """What plain text tells."""
    written = _tokens(text)
    tokens = [_spelt(word) for word in written]
    marks = list(_marks(tokens))
    things = frozenset(mark.name for mark in marks if mark.sort == "thing")
    wrong, well, negated = _states(marks)
    wrong = _settled(wrong, things, marks)
    how = wrong & {"how", "taught", "skip"}
    return Told(
        things=things,
        wrong=wrong,
        well=well if wrong else well | {mark.name for mark in marks if mark.sort == "doing"},
        over=_over(marks),
        words=frozenset(_stem(m.name) for m in marks if m.sort == "word" or (how and m.sort == "doing")),
        negated=negated,
        numbers=frozenset(_numbers(tokens)),
        places=_places(tokens),
        rounds=frozenset(_rounds(tokens)),
        days=frozenset(_days(tokens)),
        persons=frozenset(_persons(tokens)),
        said=frozenset(tokens),
        slips=frozenset(pair for pair in zip(written, tokens, strict=True) if pair[0] != pair[1]),
    )


def _marks(tokens: list[str]) -> Iterator[Mark]:
    place = 0
    while place < len(tokens):
        size = next((n for n in range(sayings.LONGEST_PHRASE, 0, -1) if _joined(tokens, place, n) in _PHRASES), 1)
        yield _PHRASES.get(_joined(tokens, place, size)) or _other(tokens[place])
        place += size


def _joined(tokens: list[str], place: int, size: int) -> str:
    return " ".join(tokens[place : place + size]) if place + size <= len(tokens) else ""


def _other(word: str) -> Mark:
    """A word that is in no table: a name, a medicine, anything."""
    small = word in sayings.SMALL_WORDS or word in _PLACES or word in _PARTS or word in _LABELS
    numeral = word[0] == "@" or word[0].isdigit() or word in sayings.SPOKEN or word in sayings.TITLES
    small = small or word in sayings.MEASURES or word in sayings.DAYS
    return Mark(sort="small" if small or numeral else "word", name=word)


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


REACH = 6
"""Phrases that a "not" reaches forward: "none of us can ever log in"."""


def _states(marks: list[Mark]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """What is wrong, what is expressly well, and other words with a "not" before them."""
    reached = {place: _reached(marks, place) for place, mark in enumerate(marks) if mark.sort == "not"}
    denied = {at for at in reached.values() if at is not None}
    wrong = {m.name for at, m in enumerate(marks) if m.sort == ("doing" if at in denied else "trouble")}
    wrong |= {_lack(marks[at].name) for at in denied if marks[at].sort == "thing"}
    well = {marks[at].name for at in denied if marks[at].sort == "trouble"} - wrong
    negated = {_stem(marks[at].name) for at in denied if marks[at].sort == "word"}
    return frozenset(wrong), frozenset(well), frozenset(negated)


def _reached(marks: list[Mark], start: int) -> int | None:
    """What a "not" is about: the next doing or trouble, else the next thing, else the next word."""
    ahead = range(start + 1, min(start + 1 + REACH, len(marks)))
    stop = next((at for at in ahead if marks[at].sort == "not"), ahead.stop)
    for sorts in (("doing", "trouble"), ("thing",), ("word",)):
        found = next((at for at in range(start + 1, stop) if marks[at].sort in sorts), None)
        if found is not None:
            return found
    return None


def _lack(thing: str) -> str:
    """What is wrong where there is "no" such thing."""
    return "show" if thing in sayings.RECORDS else "work"


def _settled(wrong: frozenset[str], things: frozenset[str], marks: list[Mark]) -> frozenset[str]:
    """The same trouble under one name: a login that does not work, a battery that is dead, wifi that is gone."""
    found = set(wrong)
    broken = bool(found & {"work", "accept", "used up"})
    if broken and any(mark.sort == "doing" and mark.name == "log in" for mark in marks):
        found.add("log in")
    if broken and things & {"password", "pin", "code"}:
        found.add("accept")
    if broken and "battery" in things:
        found.add("charge")
    if "not on" in found and things & sayings.RECORDS:
        found.add("show")
    if "show" in found and things and not things & sayings.RECORDS:
        found = (found - {"show"}) | {"work"}
    return frozenset(found)


def _over(marks: list[Mark]) -> bool:
    """Whether the last word about how it stands is that it is well."""
    last = next((at for at in range(len(marks) - 1, -1, -1) if marks[at].sort in ("over", "trouble")), None)
    return last is not None and marks[last].sort == "over" and all(m.sort != "not" for m in marks)


def _numbers(tokens: list[str]) -> Iterator[tuple[str, str]]:
    """Numbers that say which one: what they belong to ("room", "tablet", "mg" or nothing), and the number."""
    label = ""
    for place in range(len(tokens)):
        before = tokens[place - 1] if place else ""
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        label = _label(tokens, place, label)
        value = _value(tokens, place, label)
        if not value:
            continue
        if after in sayings.MEASURES and not label:
            yield after, value
        elif before in sayings.SINCE:
            continue
        elif label:
            yield label, value
        elif after not in sayings.COUNTED and after not in sayings.ROUND:
            yield "", value


def _label(tokens: list[str], place: int, last: str) -> str:
    """What the number at this place would belong to: the word before it, or the one that its series began with."""
    before = tokens[max(0, place - 2) : place]
    numbered = before[-1:] == ["number"] and before[0] in _LABELS
    if before and (near := before[0] if numbered else before[-1]) in _LABELS:
        return _LABELS[near]
    if before[-1:] and (before[-1] in ("and", "or", "to", "n") or before[-1][0].isdigit()) and last:
        return last
    after = tokens[place + 1] if place + 1 < len(tokens) else ""
    floor = after in ("floor", "level") and (tokens[place] in sayings.SPOKEN or tokens[place].isdigit())
    return "floor" if floor else last if tokens[place] in ("and", "or", "to", "n") else ""


def _value(tokens: list[str], place: int, label: str) -> str:
    token = tokens[place]
    if token[0].isdigit():
        return token.lstrip("0") or "0"
    if token in sayings.SPOKEN and (label or token in sayings.SEVERAL):
        after = tokens[place + 1] if place + 1 < len(tokens) else ""
        tens = sayings.SPOKEN[token]
        ones = sayings.SPOKEN.get(after, 0) if tens >= 20 else 0
        return str(tens + ones if ones < 10 else tens)
    first = "a" if label in sayings.ROOMS or label == "unit" else "b"
    return token if label and len(token) == 1 and first <= token <= "h" else ""


def _places(tokens: list[str]) -> dict[str, frozenset[str]]:
    """Places by name, for each sort of place."""
    found: dict[str, set[str]] = {"unit": set(), "floor": set(), "spot": set()}
    for size in (1, 2, 3):
        for place in range(len(tokens)):
            said = _joined(tokens, place, size)
            if said in _PLACES:
                found[_PLACES[said]].add(said)
    found["unit"] |= {before for before, noun in pairwise(tokens) if noun in sayings.PLACE_NOUNS and _tells(before)}
    return {sort: frozenset(names) for sort, names in found.items()}


def _tells(word: str) -> bool:
    """Whether a word before "corridor" tells which one, as "Foxglove" and "bottom" do and "the" does not."""
    said = word in sayings.SMALL_WORDS or word in _PHRASES or word in sayings.SPOKEN or word[0].isdigit()
    return word in sayings.POSITIONS or not said


def _rounds(tokens: list[str]) -> Iterator[tuple[frozenset[str], int | None]]:
    """Rounds, visits and checks by their time: the parts of the day that it may be, and the hour if one is said."""
    for place, token in enumerate(tokens):
        if not any(after in sayings.ROUND for after in tokens[place + 1 : place + 3]):
            continue
        before = tokens[place - 1] if place else ""
        bare = token.isdecimal() and tokens[place + 1] in sayings.ROUND and before not in _LABELS
        if token[0] == "@" or (bare and 1 <= int(token[:4]) <= 24):
            yield from _hours(token.lstrip("@"))
        elif before != "this" and (part := _PARTS.get(_joined(tokens, place, 2)) or _PARTS.get(token)):
            yield frozenset({part}), None


def _hours(said: str) -> Iterator[tuple[frozenset[str], int | None]]:
    hour = int(said.rstrip("ap")) % 24
    half = hour + 12 if said.endswith("p") and hour < 12 else hour
    may_be = {half} if said[-1] in "ap" or hour > 12 else {half, half + 12}
    yield frozenset(part for each in may_be for part in _part(each % 24)), half % 12 if len(may_be) > 1 else half


def _part(hour: int) -> tuple[str, ...]:
    bounds = ((4, 12, "morning"), (11, 15, "midday"), (14, 19, "afternoon"), (17, 25, "evening"), (0, 6, "evening"))
    return tuple(part for first, last, part in bounds if first <= hour < last)


def _days(tokens: list[str]) -> Iterator[str]:
    for before, token in pairwise(["", *tokens]):
        if token in sayings.DAYS and before not in sayings.SINCE:
            yield token.rstrip("s")
        elif before in sayings.WHOSE_WEEK and token in sayings.WEEKS:
            yield f"{before} {token}"


def _persons(tokens: list[str]) -> Iterator[str]:
    """Whether a he or a she is spoken of, and the words after a title."""
    yield from ("he" for token in tokens if token in sayings.HE)
    yield from ("she" for token in tokens if token in sayings.SHE)
    yield from (_stem(name) for title, name in pairwise(tokens) if title in sayings.TITLES)


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
