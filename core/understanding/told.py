"""What one report tells, by the tables of `sayings`: things, what is wrong with them, places, numbers, people."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from core.understanding import sayings


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
