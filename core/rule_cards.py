"""The messages about rules: one, some, a whole table, and the names for whoever is in charge. Pure.

A tap of "I understand" counts for the rules whose whole text stands above it, and for no others. The one exception
is a table of many rules that is handed over at once: thirty-five cards at the start of a shift would be read by
nobody, so it is announced as one, and its receipts say among how many rules they were given.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core import words
from core.card import Act, Block, Button, Buttons, Card, Pick, Words
from core.moment import day_and_time
from core.people import Service
from core.rules import Rule
from core.words import RULE_SINCE

ON_ONE_CARD = 3
"""Rules whose whole text stands on one card: about a screenful on a phone."""

TABLE_FROM = 4
"""So many rules at once, for somebody who was never told of any, are announced as one table."""

READ, HELP, NEXT, TABLE = "rule_read", "rule_help", "rule_next", "table"
"""Verbs of the buttons; the word by which a button stands for a whole table."""

MOST_OPTIONS = 100


@dataclass(frozen=True, kw_only=True)
class News:
    """What one person is told at once. `again` is true where it was asked before and not answered."""

    rules: tuple[Rule, ...]
    again: bool = False
    service: Service | None = None


def named(rules: Iterable[Rule]) -> str:
    """Rules and versions as the value of a button: "RUL-3:2,RUL-4:1"."""
    return ",".join(f"{rule.number}:{rule.version}" for rule in rules)


def versions(value: str) -> tuple[tuple[str, int], ...]:
    """The same read back; nothing for a value that is none."""
    if not re.fullmatch(r"RUL-\d{1,9}:\d{1,6}(,RUL-\d{1,9}:\d{1,6})*", value):
        return ()
    pairs = (part.split(":") for part in value.split(","))
    return tuple((number, int(version)) for number, version in pairs)


def card(news: News) -> Card:
    """One rule whole, or up to three with the others a tap away."""
    if len(news.rules) == 1:
        return _again(news) if news.again else one(news.rules[0], news.service)
    heading = words.RULES_SOME_WAIT if news.again else words.SOME_RULES
    return some(news.rules, heading.format(n=len(news.rules)))


def one(rule: Rule, service: Service | None, *, heading: str = "") -> Card:
    """A rule with all its words."""
    said = words.RULE_ENDED if not rule.active else words.RULE_NEW if rule.version == 1 else words.RULE_CHANGED
    since = RULE_SINCE.format(since=day_and_time(rule.effective_from, service))
    text = f"{_text(rule)} {since}" if rule.active else _text(rule)
    top = said.format(title=rule.title, rule=rule.number, version=rule.version)
    above = (Words(text=top),) if heading else ()
    return Card(heading=heading or top, body=(*above, Words(text=text), _answers((rule,), words.I_UNDERSTAND)))


def _again(news: News) -> Card:
    """A second time: the whole text again, since the tap beneath it counts for all of it."""
    (rule,) = news.rules
    one_waits = words.RULES_ONE_WAITS_NEW if rule.version == 1 else words.RULES_ONE_WAITS
    heading = (one_waits if rule.active else words.RULE_ENDED).format(
        title=rule.title, rule=rule.number, version=rule.version
    )
    return Card(heading=heading, body=(Words(text=_text(rule)), _answers((rule,), words.I_UNDERSTAND)))


def some(rules: Sequence[Rule], heading: str = "") -> Card:
    """The first three with their words, and a button for the others."""
    shown, rest = tuple(rules[:ON_ONE_CARD]), tuple(rules[ON_ONE_CARD:])
    lines: tuple[Block, ...] = tuple(
        Words(
            text=words.RULES_ONE_OF.format(title=rule.title, rule=rule.number, version=rule.version, text=_text(rule))
        )
        for rule in shown
    )
    label = words.I_UNDERSTAND if len(shown) == 1 else words.I_UNDERSTAND_ALL.format(n=len(shown))
    more = Button(
        label=words.RULES_NEXT_ONES.format(n=min(len(rest), ON_ONE_CARD)), act=Act(verb=NEXT, value=named(rest))
    )
    return Card(
        heading=heading or words.MORE_RULES.format(n=len(rules)),
        body=(*lines, _answers(shown, label, (more,) if rest else ())),
    )


def _text(rule: Rule) -> str:
    return rule.plain_text if rule.active else words.RULES_ENDED


def _answers(rules: tuple[Rule, ...], label: str, extra: tuple[Button, ...] = ()) -> Buttons:
    value = named(rules)
    yes = Button(label=label, act=Act(verb=READ, value=value))
    return Buttons(buttons=(yes, Button(label=words.I_NEED_HELP, act=Act(verb=HELP, value=value)), *extra))


def table(count: int, service: Service | None, *, again: bool = False) -> Card:
    """Many rules at once, announced as one."""
    heading = words.RULES_TABLE_WAITS if again else words.RULES_TABLE_HERE
    place = service.name if service else words.YOUR_SERVICE
    row = (
        Button(label=words.I_KNOW_WHERE, act=Act(verb=READ, value=TABLE)),
        Button(label=words.I_NEED_HELP, act=Act(verb=HELP, value=TABLE)),
        Button(label=words.SHOW_RULES, act=Act(verb="rules")),
    )
    body = (Words(text=words.RULES_TABLE_SAYS), Buttons(buttons=row))
    return Card(heading=heading.format(n=count, place=place), body=body)


def unread_line(numbers: Iterable[str]) -> str:
    """For a digest: each rule with how many people are silent about it; empty where nobody is. No names."""
    counted = Counter(numbers)
    order = sorted(counted, key=lambda number: int(number.partition("-")[2]))
    said = [_so_many(number, counted[number]) for number in order[:ON_ONE_CARD]]
    more = (words.RULES_MORE_OF_THEM.format(n=len(order) - len(said)),) if len(order) > len(said) else ()
    return words.UNREAD_RULES.format(what=", ".join((*said, *more))) if said else ""


def _so_many(number: str, people: int) -> str:
    return (words.RULES_ONE_PERSON if people == 1 else words.RULES_SO_MANY_PEOPLE).format(rule=number, n=people)


def which(rules: Sequence[Rule]) -> Card:
    """Which of several rules somebody needs help with."""
    options = tuple(
        Button(label=f"{rule.title}, {rule.number}"[:75], act=Act(verb=HELP, value=named((rule,))))
        for rule in rules[:MOST_OPTIONS]
    )
    return Card(heading=words.HELP_WITH_WHICH, body=(Pick(label=words.CHOOSE_ONE, options=options),))
