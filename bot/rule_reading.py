"""Rules that are new or have changed, in talk: "I understand", "I need help", and what leaders note and see."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.talk import Talk, button, question
from core import handlers, rule_answers, rule_cards, words
from core.card import Act, Block, Button, Pick, Words
from core.labels import Category, Kind, Urgency
from core.people import Directory
from core.ports import Dialogue, Pressed
from core.reading import concerned
from core.receipts import Answer, HowRead, how_read, to_read
from core.rule_news import out_of_reach
from core.rules import Rule
from core.understanding.meaning import Meaning

UNCLEAR = "unclear"
"""What the dialogue waits for after "I need help": what is not clear, in their own words."""

BROKEN = frozenset(
    {
        Category.LOGIN_ACCESS,
        Category.DEVICE_CONNECTIVITY,
        Category.PERFORMANCE_OUTAGE,
        Category.ALERTS_ASSISTIVE_TECH,
    }
)
"""Types that no rule about recording is about."""

SURE = 0.6
"""From this confidence on, a message read as one of these is believed to be one."""

_SUPPOSES = re.compile(
    r"\s*(?:and |but |so |or )?"
    r"(?:what (?:if|about)|(?:what|who|where|how) (?:do|should|can) (?:i|we)(?: \w+){0,2} (?:if|when))\b",
    re.I,
)
"""How a question about what might be begins: "what if the app is down"."""

EVERYONE = frozenset({"everyone", "everybody", "them all", "all"})
MOST_OPTIONS = 99


# ---- what is pressed -----------------------------------------------------------------------------------


def _read(talk: Talk, act: Act, pressed: Pressed) -> str:
    """The tap counts for the versions on the card and no others; one that is old shows how things stand now."""
    card = _on_card(talk, act.value)
    if card is None:
        return _unknown(talk)
    if card.mine:
        fresh = rule_answers.understood(talk.uow, talk.now, talk.person, card.mine, talk.sender.channel)
        talk.say(words.RULES_UNDERSTOOD if fresh else words.RULES_UNDERSTOOD_BEFORE)
    _rest_of(talk, card)
    return "rule understood" if card.mine else "old rule"


@dataclass(frozen=True, kw_only=True)
class OnCard:
    """What a card is about: rules that hold and concern whoever pressed, and numbers of those that do not any more.

    A button may be pressed by anybody who can send what it sends, so every press looks at this first.
    """

    mine: tuple[Rule, ...]
    others: tuple[str, ...] = ()
    old: tuple[str, ...] = ()


def _on_card(talk: Talk, value: str) -> OnCard | None:
    """What stands on the card by the value of its button, in the versions that hold; None for no such value."""
    rules = to_read(talk.uow.rules(), talk.now)
    if value == rule_cards.TABLE:
        return OnCard(mine=tuple(rule for rule in _of_table(talk, rules) if _concerns_me(talk, rule)))
    shown = rule_cards.versions(value)
    if not shown:
        return None
    current = tuple(rules[n] for n, version in shown if n in rules and rules[n].version == version)
    mine = tuple(rule for rule in current if _concerns_me(talk, rule))
    return OnCard(
        mine=mine,
        others=tuple(rule.number for rule in current if rule not in mine),
        old=tuple(n for n, version in shown if n not in rules or rules[n].version != version),
    )


def _rest_of(talk: Talk, card: OnCard) -> None:
    """What is to be said of the rules on a card that do not count any more."""
    if card.others and not card.mine:
        talk.say(words.NOT_ASKED_OF_YOU.format(rule=words.names(card.others)))
    _show_as_it_is(talk, card.old)


def _of_table(talk: Talk, rules: Mapping[str, Rule]) -> tuple[Rule, ...]:
    """What was announced to them as one table, as far as it still says the same."""
    kept = talk.uow.receipts(person=talk.person.id)
    found = (rules.get(r.number) for r in kept if r.among > 1)
    versions = {r.of for r in kept if r.among > 1}
    return tuple(rule for rule in found if rule is not None and (rule.number, rule.version) in versions)


def _concerns_me(talk: Talk, rule: Rule) -> bool:
    return talk.person.id in concerned(talk.uow.directory(), rule)


def _show_as_it_is(talk: Talk, numbers: tuple[str, ...]) -> None:
    rules = to_read(talk.uow.rules(), talk.now)
    for number in numbers[: rule_cards.ON_ONE_CARD]:
        rule = rules.get(number)
        if rule is None or not _concerns_me(talk, rule):
            talk.say(words.NO_RULE_NOW)
            continue
        service = talk.uow.directory().service(talk.home())
        talk.say(rule_cards.one(rule, service, heading=words.RULES_CHANGED_SINCE))


def _unknown(talk: Talk) -> str:
    talk.say(words.OLD_BUTTON)
    return "unknown button"


def _next(talk: Talk, act: Act, pressed: Pressed) -> str:
    """The next ones of a message that held more than fit on a card."""
    card = _on_card(talk, act.value)
    if card is None:
        return _unknown(talk)
    if card.mine:
        talk.say(rule_cards.some(card.mine))
    _rest_of(talk, card)
    return "next rules"


def _help(talk: Talk, act: Act, pressed: Pressed) -> str:
    """Their question is open and with the person in charge before they have typed a word."""
    card = _on_card(talk, act.value)
    if card is None:
        return _unknown(talk)
    if act.value == rule_cards.TABLE:
        return _ask(talk, None)
    if len(card.mine) > 1:
        talk.say(rule_cards.which(card.mine))
        return "which rule"
    if not card.mine:
        _rest_of(talk, card)
        return "old rule"
    return _ask(talk, card.mine[0])


def _ask(talk: Talk, rule: Rule | None) -> str:
    asked, new = rule_answers.need_help(
        talk.uow, talk.desk, talk.now, talk.person, _where(talk, rule), rule, talk.sender.channel
    )
    talk.wait_for(UNCLEAR, asked.ref)
    who = rule_answers.asked_whom(talk.uow, asked)
    said = words.WHAT_IS_NOT_CLEAR if who else words.WHAT_IS_NOT_CLEAR_ALONE
    talk.say((said if new else words.HELP_ON_ITS_WAY).format(who=who, ref=asked.ref))
    return "needs help"


def _where(talk: Talk, rule: Rule | None) -> str:
    """Where they work now, else the first of their services at which the rule holds."""
    theirs = (talk.home(), *talk.uow.directory().services_of(talk.person.id))
    return next((code for code in theirs if code and (rule is None or rule.serves(code))), "")


def typed(talk: Talk, text: str, meaning: Meaning) -> str:
    """What is not clear to them, added to their question; trouble is a report of its own."""
    waiting = talk.waiting()
    if not asks_still(talk, waiting) or _trouble(text, meaning):
        return ""
    entry = talk.uow.entry(waiting.ref)
    if entry is None or entry.reported_by != talk.person.id:
        return ""
    handlers.add_words(talk.uow, talk.desk, talk.now, talk.person, entry, text)
    talk.stop_waiting()
    talk.say(words.RULES_ADDED_WORDS.format(ref=entry.ref))
    return "said what is not clear"


def asks_still(talk: Talk, waiting: Dialogue) -> bool:
    """Whether somebody was asked what is not clear, and their question is still open."""
    return waiting.waiting == UNCLEAR and rule_answers.is_waiting(talk.uow, waiting.ref)


def _trouble(text: str, meaning: Meaning) -> bool:
    """Whether words after "What is not clear?" are about something that happened, rather than about the rule.

    Questions about a rule name what is serious: "is insulin on paper" is high and no trouble, and "what if they bang
    their head" supposes it.
    """
    if handlers.urgent(meaning):
        return True
    if meaning.urgency is Urgency.HIGH and meaning.kind is not Kind.UNCERTAINTY:
        return True
    broken = meaning.kind is Kind.ISSUE and meaning.category in BROKEN and meaning.confidence >= SURE
    return (meaning.ask or broken) and not _SUPPOSES.match(text)


SAYS_SO = re.compile(
    r"(?:i(?:'ve)? )?(?:have )?(?:understand|understood)(?: (?:it|this|rule))*(?: (?P<rule>rul-\d{1,9}))?"
)


def says_so(talk: Talk, found: re.Match[str]) -> str:
    """The same as the tap, typed, for the rule named; without a number it may be about anything, so they are asked.

    Nothing where none waits for them.
    """
    named = (found["rule"] or "").upper()
    waiting = tuple(rule for rule in _waiting(talk) if named in ("", rule.number))
    if not waiting:
        return ""
    if not named:
        talk.say(rule_cards.some(waiting, words.WHICH_DO_YOU))
        return "which rules"
    rule_answers.understood(talk.uow, talk.now, talk.person, waiting, talk.sender.channel)
    talk.say(words.RULES_UNDERSTOOD)
    return "rule understood"


def _waiting(talk: Talk) -> tuple[Rule, ...]:
    """What they were asked and have not answered, in the versions that hold."""
    rules = to_read(talk.uow.rules(), talk.now)
    asked = (r for r in talk.uow.receipts(person=talk.person.id) if r.asked_at and r.answer is not Answer.UNDERSTOOD)
    found = ((rules.get(r.number), r.version) for r in asked)
    return tuple(rule for rule, version in found if rule is not None and rule.version == version)


# ---- told face to face ---------------------------------------------------------------------------------

TOLD = re.compile(
    r"(?:i(?:'ve| have)? )?told (?P<who>[^\d]{1,60}?) (?:about )?(?P<rule>(?:(?:all )?(?:the )?rules)|rul-\d{1,9})"
)


def told(talk: Talk, found: re.Match[str]) -> str:
    """Words such as "told Joy RUL-3" from a leader; nothing from anybody else, whose words are a message."""
    rules = to_read(talk.uow.rules(), talk.now)
    number = found["rule"].upper()
    one = rules.get(number)
    meant = (one,) if one else tuple(rules.values()) if found["rule"].endswith("rules") else ()
    noted = tuple(rule for rule in meant if rule_answers.may_note(talk.uow, talk.person, rule, talk.now))
    if not noted:
        if one is None:
            return ""
        talk.say(words.TOLD_NOT_YOURS.format(rule=number))
        return "not a leader"
    return _told_all(talk, found["who"].strip(), noted)


_BETWEEN_NAMES = re.compile(r"\s*(?:,|&|\band\b)\s*")


def _told_all(talk: Talk, said: str, rules: tuple[Rule, ...]) -> str:
    """One name or several: whom each means is noted together, and what is not clear is asked name by name."""
    names = tuple(name for name in _BETWEEN_NAMES.split(said) if name)
    if len(names) < 2 or _named(talk, said, rules):
        return _told(talk, said, rules)
    meant = {name: _named(talk, name, rules) for name in names}
    certain = tuple(dict.fromkeys(people[0] for people in meant.values() if len(people) == 1))
    outcome = _note(talk, certain, rules) if certain else ""
    for name in (name for name, people in meant.items() if len(people) != 1):
        outcome = _told(talk, name, rules)
    return outcome


def _told(talk: Talk, name: str, rules: tuple[Rule, ...]) -> str:
    people = _named(talk, name, rules)
    about = rules[0].number if len(rules) == 1 else words.SO_MANY_RULES.format(n=len(rules))
    if not people:
        talk.say(words.TOLD_WHOM.format(name=name.title(), rule=about))
        return "told nobody known"
    if len(people) > 1 and name not in EVERYONE:
        directory = talk.uow.directory()
        choices = (_choice(directory, p, rules[0]) for p in people[:MOST_OPTIONS])
        talk.say(question(words.TOLD_WHICH.format(name=name.title(), rule=about), *choices))
        return "told whom"
    return _note(talk, people, rules)


def _choice(directory: Directory, person: int, rule: Rule) -> Button:
    return button(directory.person(person).name[:75], "rule_told", rule.number, f"{rule.version}:{person}")


def _named(talk: Talk, name: str, rules: tuple[Rule, ...]) -> tuple[int, ...]:
    """Whom a name means among those whom the teller leads; of everybody those who are on shift there now."""
    directory = talk.uow.directory()
    here = _concerned_here(talk, rules)
    if name in EVERYONE:
        places = rule_answers.may_note(talk.uow, talk.person, rules[0], talk.now)
        on_shift = {p for code in places for p in directory.on_shift(code, talk.now)}
        return tuple(p for p in here if p in on_shift)
    wanted_name = " ".join(name.casefold().split())
    full = tuple(p for p in here if directory.person(p).name.casefold() == wanted_name)
    return full or tuple(p for p in here if directory.person(p).first_name.casefold() == wanted_name)


def _concerned_here(talk: Talk, rules: tuple[Rule, ...]) -> tuple[int, ...]:
    """Whom the rules concern where the teller leads, without the teller."""
    found: dict[int, None] = {}
    for rule in rules:
        places = rule_answers.may_note(talk.uow, talk.person, rule, talk.now)
        found |= dict.fromkeys(concerned(talk.uow.directory(), rule, places))
    found.pop(talk.person.id, None)
    return tuple(found)


def _note(talk: Talk, people: tuple[int, ...], rules: tuple[Rule, ...]) -> str:
    directory, fresh = talk.uow.directory(), 0
    for person in people:
        theirs = tuple(rule for rule in rules if person in concerned(directory, rule))
        fresh += rule_answers.told_in_person(talk.uow, talk.now, talk.person, person, theirs, talk.sender.channel)
    who = words.names(directory.person(p).first_name for p in people)
    if not fresh:
        talk.say(words.TOLD_BEFORE.format(rule=rules[0].number if len(rules) == 1 else ""))
    elif len(rules) == 1:
        talk.say(words.TOLD_ONE.format(who=who, rule=rules[0].number))
    else:
        talk.say(words.TOLD_RULES.format(who=who, n=len(rules)))
    return "told in person"


def _pressed_told(talk: Talk, act: Act, pressed: Pressed) -> str:
    """A name on the list of those who have not read it."""
    found = re.fullmatch(r"(\d{1,6}):(\d{1,9})", act.value)
    rule = to_read(talk.uow.rules(), talk.now).get(act.ref)
    if found is None or rule is None:
        return _unknown(talk)
    if rule.version != int(found[1]):
        talk.say(words.RULES_CHANGED_SINCE)
        return "old rule"
    if int(found[2]) not in _concerned_here(talk, (rule,)):
        talk.say(words.TOLD_NOT_YOURS.format(rule=rule.number))
        return "not theirs"
    return _note(talk, (int(found[2]),), (rule,))


# ---- what leaders see ----------------------------------------------------------------------------------


def for_leaders(talk: Talk, number: str) -> tuple[Block, ...]:
    """How many have read a rule, and who has not; nothing for anybody who does not lead where it holds."""
    rule = to_read(talk.uow.rules(), talk.now).get(number)
    places = rule_answers.may_note(talk.uow, talk.person, rule, talk.now) if rule else ()
    if rule is None or not places:
        return ()
    people = concerned(talk.uow.directory(), rule, places)
    lost = frozenset(person for person in people if out_of_reach(talk.uow, person))
    found = how_read(rule, people, talk.uow.receipts(number=number), lost)
    if not found.everybody:
        return ()
    return (Words(text="\n".join(_lines(talk.uow.directory(), found))), *_pick(talk, rule, found))


def _lines(directory: Directory, found: HowRead) -> tuple[str, ...]:
    def who(people: tuple[int, ...]) -> str:
        return words.names(directory.person(p).first_name for p in people)

    parts = (
        (words.RULES_NOT_YET, found.silent),
        (words.ASKED_FOR_HELP, found.asked_for_help),
        (words.NOT_ON_SHIFT, found.not_asked),
        (words.OUT_OF_REACH, found.out_of_reach),
    )
    read = words.HOW_READ.format(read=found.read, all=found.everybody)
    in_person = words.RULES_IN_PERSON.format(n=len(found.in_person)) if found.in_person else ""
    return (f"{read} {in_person}".strip(), *(said.format(who=who(people)) for said, people in parts if people))


def _pick(talk: Talk, rule: Rule, found: HowRead) -> tuple[Pick, ...]:
    others = (p for p in found.not_read if p != talk.person.id)
    options = tuple(_choice(talk.uow.directory(), p, rule) for p in others)[:MOST_OPTIONS]
    return (Pick(label=words.TOLD_WHO_PICK, options=options),) if options else ()


PRESSES: Mapping[str, Callable[[Talk, Act, Pressed], str]] = {
    rule_cards.READ: _read,
    rule_cards.HELP: _help,
    rule_cards.NEXT: _next,
    "rule_told": _pressed_told,
}
"""Buttons on the messages about rules."""
