"""Which recording rule answers "where do I write this?", in the words of whoever asks.

A provider's rules name things one way ("Bowels and pads"), staff another ("no poo for 4 days"). Question and rules
are read into the same topics (`care_words`), and into plain words where the table has none. A rule is as near as
the best of its names (its title, the parts of its title, its keywords), weighed by how rare each topic is among the
rules; what the question speaks of and the rule does not counts against it. A doubtful rule is offered beside the
next one, and none is better than a wrong one: the person in charge is then asked.

Source: `question_matching` of the workflow rules, whose plain share of words this replaces.
"""

import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from core.labels import RecordArea
from core.understanding.care_words import (
    LEFT_OUT_OF_PHRASES,
    ORDINARY,
    SAID_NOTHING,
    TOGETHER,
    TOPICS,
)
from core.understanding.spelling import Speller, stem
from core.understanding.words import plain

SHORTEST_JOINED, SHORTEST_AFTER_LETTER = 6, 4
"""Letters of a word that two words make together; the second where the first is a single letter."""
MOST_WORDS = 120
"""Of a longer question the words at the beginning and at the end are read."""

NAME_MISSING = 0.5
"""What a part of a rule's name counts against it when the question does not say it."""
ASKED_FOR_MORE = 0.4
"""What a topic of the question counts against a rule that does not speak of it."""
OUTSIDE_RECORDS = 0.8
"""The same for a topic that no care record holds."""
STRANGE_WORD, STRANGE_WORDS = 0.4, 1.2
"""What a word counts that neither the table nor any rule knows, and the most that all of them count."""
OTHER_NAME = 0.5
"""What a topic counts that another name of the same rule says."""
ASPECT_ALONE = 0.6
"""How near a rule stays of which only an aspect was said: "wrong", but not what."""
DOUBTFUL = 0.85
"""How near a rule stays of which nothing was said for sure. It stands alone only if nothing else was said."""
ONLY_IN_TEXT = 0.2
"""What a topic counts that only the text of the rule says."""

UNIT = 1000
"""Weights are whole numbers of this, so that their sum is the same in any order."""

LEAST = 0.45
"""Nothing is shown if the best rule (0 to 1) is less near than this."""
SURE = 0.75
"""A rule this near stands alone, if it is `CLEAR` of the next one."""
CLEAR = 0.25
SECOND = 0.2
"""A rule less near than this is not thought of, not even beside a best one that is not sure."""
ALONE = 0.6
"""A rule this near is shown by itself if there is no second one."""


@dataclass(frozen=True, kw_only=True)
class RecordingRule:
    """A live rule: where one type of record is written. `services` are codes; none means every service."""

    id: str
    version: int
    area: RecordArea
    title: str
    plain_text: str
    keywords: tuple[str, ...] = ()
    services: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Found:
    """The rules to show, nearest first: one that is clear, two to choose between, or none."""

    rules: tuple[RecordingRule, ...] = ()


def read_rules(path: Path) -> list[RecordingRule]:
    """The rules of a JSON Lines file. Raises KeyError or ValueError for what is no rule."""
    return [
        RecordingRule(
            id=row["id"],
            version=row["version"],
            area=RecordArea(row["area"]),
            title=row["title"],
            plain_text=row["plain_text"],
            keywords=tuple(row["keywords"]),
            services=tuple(row["services"]),
        )
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    ]


_WORDS = re.compile(r"[^\W\d_]+|\d+")
_MEASURES = (
    (re.compile(r"\b\d{2,3} ?(?:over|/) ?\d{2,3}\b"), " blood pressure "),
    (re.compile(r"\b3[5-9] ?[.,] ?\d\b"), " temp "),
    (re.compile(r"\b(?:12|[1-5]) ?am\b"), " night hour "),
)
"""What is said by numbers alone."""
_PARTS = re.compile(r"[(),;/]|\bor\b|\band\b")
"""What stands between the names of a title: "A bruise, mark or skin tear"."""

_OF_WORDS = "="
"""Begins a term that is a plain word, so that it is never taken for a topic."""

_ASPECTS = frozenset(topic.name for topic in TOPICS if topic.aspect)
_BY_NAME = {topic.name: topic for topic in TOPICS}


def _phrase(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(stem(word) for word in words if word not in LEFT_OUT_OF_PHRASES)


def _ways(said: str) -> Iterator[tuple[str, ...]]:
    """A phrase as words without endings. "bodymap" stands beside "body map"."""
    words = _WORDS.findall(said)
    ways = {_phrase(words)} | ({(stem("".join(words)),)} if len(words) == 2 and len(said) > 6 else set())
    for way in ways - {()}:
        if len(way) > 1 or len(words) == 1 or way[0] == stem("".join(words)):  # "my hours" is not "hours"
            yield way


def _phrases() -> dict[tuple[str, ...], dict[str, bool]]:
    """From words without endings to the topics they say, and whether they say them for sure."""
    found: dict[tuple[str, ...], dict[str, bool]] = {}
    for topic in TOPICS:
        for sure, phrases in ((False, topic.perhaps), (True, topic.said)):
            for way in (way for said in phrases for way in _ways(said)):
                found.setdefault(way, {})[topic.name] = sure
    return found


PHRASES = _phrases()
_LONGEST_FROM = {first: max(map(len, group)) for first, group in groupby(sorted(PHRASES), key=itemgetter(0))}
"""The most words of a phrase, by its first word."""
_QUIET = SAID_NOTHING | {stem(word) for word in SAID_NOTHING}


def _of_the_table() -> set[str]:
    phrases = (said for topic in TOPICS for said in (*topic.said, *topic.perhaps))
    return {stem(word) for said in phrases for word in _WORDS.findall(said)}


_ORDINARY = ORDINARY | SAID_NOTHING | {stem(word) for word in ORDINARY} | _QUIET
_TABLE = Speller(_of_the_table() - _ORDINARY, _ORDINARY)


@dataclass(frozen=True, kw_only=True)
class Heard:
    """What a text speaks of: names of topics, and plain words that the table does not know ("=laminator").

    `sure` are those that were said in words with one meaning.
    """

    terms: frozenset[str]
    sure: frozenset[str]


class Reader:
    """Reads texts into terms, forgiving how they are spelt. Made once from the table and the words of the rules.

    `names` are those that the provider gave its rules. What the table takes only for perhaps ("slipped") is said for
    sure once a rule is named so.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        said = [plain(name) for name in names]
        words = {word for name in said for word in _WORDS.findall(name) if word not in SAID_NOTHING}
        self._speller = Speller({stem(word) for word in words} - _ORDINARY, _ORDINARY, base=_TABLE)
        self._named = frozenset(way for name in said for way in _ways(name))

    def terms(self, text: str) -> frozenset[str]:
        """What the text speaks of. Never raises."""
        return self.hear(text).terms

    def hear(self, text: str) -> Heard:
        """What the text speaks of, and what of it for sure. Never raises."""
        words = _WORDS.findall(_measured(plain(text)))
        if len(words) > MOST_WORDS:
            words = words[: MOST_WORDS // 2] + words[-MOST_WORDS // 2 :]
        parts = [self._heard(list(part)) for is_or, part in groupby(words, key="or".__eq__) if not is_or]
        return Heard(
            terms=frozenset().union(*(part.terms for part in parts)),
            sure=frozenset().union(*(part.sure for part in parts)),
        )

    def _heard(self, words: Sequence[str]) -> Heard:
        """What words speak of that stand on one side of an "or": "a near miss or a fall" names two things."""
        said = self._said(self._stems(words))
        sure = frozenset(term for term in said if said[term])
        return Heard(terms=_put_together(set(said), sure), sure=_put_together(set(sure), sure))

    def _stems(self, words: Sequence[str]) -> list[str]:
        """Words without endings, put right, and joined where dictation cut them ("e mar")."""
        stems: list[str] = []
        words = [word for word in words if word not in LEFT_OUT_OF_PHRASES]
        place = 0
        while place < len(words):
            cut = _cut_in_two(words[place : place + 2])
            stems.append(stem("".join(words[place : place + 2])) if cut else self._put_right(words[place]))
            place += 2 if cut else 1
        return stems

    def _put_right(self, word: str) -> str:
        return stem(word) if word in SAID_NOTHING else self._speller.meant(stem(word))

    def _said(self, stems: Sequence[str]) -> dict[str, bool]:
        """Each term, and whether it was said for sure."""
        terms: dict[str, bool] = {}
        place = 0
        while place < len(stems):
            length = _LONGEST_FROM.get(stems[place], 0)
            while length and tuple(stems[place : place + length]) not in PHRASES:
                length -= 1
            if length:
                phrase = tuple(stems[place : place + length])
                for topic, sure in _topics(phrase).items():
                    # Said twice, though each time only perhaps, is said for sure as well.
                    terms[topic] = sure or topic in terms or self._names_a_rule(phrase, topic)
            elif stems[place] not in _QUIET and not stems[place].isdigit():
                terms[_OF_WORDS + stems[place]] = True
            place += max(1, length)
        return terms

    def _names_a_rule(self, phrase: tuple[str, ...], topic: str) -> bool:
        """Whether a rule on the topic is named by the phrase or a part of it: "slipped" in "slipped in"."""
        ends = range(1, len(phrase) + 1)
        parts = (phrase[start:end] for end in ends for start in range(end))
        return any(part in self._named and topic in PHRASES.get(part, ()) for part in parts)


def _measured(text: str) -> str:
    """The text with what its numbers measure: "130 over 80" is a blood pressure."""
    for regex, words in _MEASURES:
        text = regex.sub(words, text)
    return text


def _topics(phrase: Sequence[str]) -> dict[str, bool]:
    """The topics of a phrase. "New meds" says that something came, and still that it was meds."""
    whole = PHRASES[tuple(phrase)]
    if not whole.keys() <= _ASPECTS:
        return whole
    parts = {topic: sure for word in phrase for topic, sure in PHRASES.get((word,), {}).items()}
    return {topic: sure for topic, sure in parts.items() if topic not in _ASPECTS} | whole


def _cut_in_two(pair: Sequence[str]) -> bool:
    """Whether dictation cut a word ("e mar", "safe guarding"). Two short words may make one by chance."""
    joined = stem("".join(pair))
    if len(pair) < 2 or (joined,) not in PHRASES or tuple(map(stem, pair)) in PHRASES:
        return False
    return len(joined) >= (SHORTEST_AFTER_LETTER if len(pair[0]) == 1 else SHORTEST_JOINED)


def _put_together(terms: set[str], sure: frozenset[str]) -> frozenset[str]:
    """The terms with what they mean together. What was said for sure is not taken away by a mere perhaps."""
    for topic in [each for each in terms if each in _BY_NAME]:
        terms.update(_BY_NAME[topic].implies)
    for rule in TOGETHER:
        if rule.needs <= terms:
            by_sure = rule.needs <= sure
            terms = (terms - (rule.takes_away if by_sure else rule.takes_away - sure)) | {rule.gives}
    return frozenset(terms)


@dataclass(frozen=True, kw_only=True)
class _Read:
    """A rule as terms."""

    rule: RecordingRule
    names: tuple[frozenset[str], ...]
    named: frozenset[str]
    text: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class _Near:
    """How near a rule is to a question (0 to 1), and whether anything of it was said for sure."""

    rule: RecordingRule
    nearness: float
    sure: bool


def _read(rule: RecordingRule, reader: Reader) -> _Read:
    said = (rule.title, *_PARTS.split(plain(rule.title)), *rule.keywords)
    names = {reader.terms(each) for each in said} - {frozenset()}
    named = frozenset[str]().union(*names)
    return _Read(
        rule=rule,
        names=tuple(sorted(names, key=sorted)),
        named=named,
        text=reader.terms(rule.plain_text) - named,
    )


def _names(rules: Iterable[RecordingRule]) -> Iterator[str]:
    return (name for rule in rules for name in (rule.title, *rule.keywords))


class RuleFinder:
    """Finds the rule for a question. Made once from the live rules, in any order; it keeps nothing of a question."""

    def __init__(self, rules: Iterable[RecordingRule]) -> None:
        listed = sorted(rules, key=lambda rule: (rule.id, rule.version))
        self._reader = Reader(_names(listed))
        self._rules = [_read(rule, self._reader) for rule in listed]
        self._weights = _weights(self._rules)
        self._strange_topic = UNIT * math.log1p(len(self._rules))

    def find(self, question: str, service: str = "") -> Found:
        """The rules for a question in anybody's words, of those for every service and for this one. Never raises."""
        asked = self._reader.hear(question)
        here = [read for read in self._rules if _serves(read.rule, service)]
        near = [each for read in here if (each := self._near(asked, read)).nearness >= SECOND]
        return Found(rules=_choose(sorted(_own_first(near), key=lambda each: -each.nearness)))

    def _near(self, asked: Heard, read: _Read) -> _Near:
        sure = bool(asked.sure & read.named - _ASPECTS)
        nearness = self._nearness(asked, read)
        return _Near(rule=read.rule, nearness=nearness if sure else DOUBTFUL * nearness, sure=sure)

    def _nearness(self, asked: Heard, read: _Read) -> float:
        """From 0 to 1, however surely it was said."""
        said = asked.terms & read.named
        if not said:
            return 0.0
        against = self._against(asked.terms - read.named - read.text)
        other = OTHER_NAME * self._sum(said) + ONLY_IN_TEXT * self._sum(asked.terms & read.text)
        return max(self._near_name(name, name & said, other, against) for name in read.names if name & said)

    def _near_name(self, name: frozenset[str], said: frozenset[str], other: float, against: float) -> float:
        """How near one name of a rule is. `other` weighs what the question says of the rule, this name included."""
        weight = self._sum(said)
        hit = other + (1 - OTHER_NAME) * weight
        miss = NAME_MISSING * (self._sum(name) - weight) + against
        near = hit / (hit + miss) if hit else 0.0
        return near * (ASPECT_ALONE if said <= _ASPECTS else 1.0)

    def _sum(self, terms: Iterable[str]) -> int:
        return sum(self._weight(term) for term in terms)

    def _weight(self, term: str) -> int:
        known = self._weights.get(term)
        if known is not None:
            return known
        return round(self._strange_topic * _BY_NAME[term].weight) if term in _BY_NAME else 0

    def _against(self, terms: frozenset[str]) -> float:
        """What the question speaks of besides the rule."""
        if not terms:
            return 0.0
        strange = sum(term.startswith(_OF_WORDS) and term not in self._weights for term in terms)
        outside = self._sum(term for term in terms if term in _BY_NAME and _BY_NAME[term].outside)
        inside = self._sum(terms) - outside
        words = min(STRANGE_WORDS, STRANGE_WORD * strange)
        return ASKED_FOR_MORE * inside + OUTSIDE_RECORDS * outside + UNIT * words


def _weights(rules: Sequence[_Read]) -> dict[str, int]:
    """How much each term of the rules tells: the rarer, the more."""
    seen = Counter(term for read in rules for term in read.named)
    return {
        term: round(UNIT * math.log1p(len(rules) / count) * (_BY_NAME[term].weight if term in _BY_NAME else 1.0))
        for term, count in seen.items()
    }


def _serves(rule: RecordingRule, service: str) -> bool:
    return not rule.services or service in rule.services


def _own_first(near: Sequence[_Near]) -> list[_Near]:
    """Without the rules for everybody that the service has a rule of its own for, under the same title."""
    own = {plain(each.rule.title) for each in near if each.rule.services}
    return [each for each in near if each.rule.services or not own or plain(each.rule.title) not in own]


def _choose(near: Sequence[_Near]) -> tuple[RecordingRule, ...]:
    """The best rule alone when it is sure or without a rival, two when it is neither, none when all are far."""
    if not near or near[0].nearness < LEAST:
        return ()
    best, rivals = near[0], near[1:2]
    if rivals and (best.nearness < SURE or not best.sure or best.nearness - rivals[0].nearness < CLEAR):
        return best.rule, rivals[0].rule
    return (best.rule,) if best.nearness >= (ALONE if best.sure else DOUBTFUL) else ()
