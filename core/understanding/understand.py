"""Text -> Meaning: the trained classifier, the danger rules and the finding of personal data together.

The rules may only raise an urgency. Nothing here raises: on any fault of the model the danger rules still
speak, the message is taken as a problem of high urgency, and a person must look.
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.labels import ISSUE_CATEGORIES, CareRisk, Category, Danger, Kind, Urgency
from core.understanding import pii
from core.understanding.dangers import DANGERS, DangerRule, DangerSeen, Looked, dangers_in, looked_for
from core.understanding.encoder import ENCODER_FILE, Encoder, mixed
from core.understanding.features import Vector, words_of
from core.understanding.language import is_kind, language_of
from core.understanding.meaning import Meaning
from core.understanding.model import (
    ADVICE,
    CATEGORIES,
    COLUMNS,
    KIND_OF,
    MODEL_FILE,
    RISKS,
    URGENCIES,
    Chances,
    LinearModel,
    chances,
    load,
)
from core.understanding.words import concepts, plain, pretended, record_area, shut_out, sorted_already

MOST_QUOTED = 3
MOST_RULES_SHOWN = 2
NOT_READ = "The message could not be sorted by itself. A person must look at it."
NOT_SHOWN = "[text not shown]"
OTHER_LANGUAGE = "It is not in English, so we ask to be sure."
OVER = "You wrote that it is sorted."

_SAYS_LITTLE = frozenset(
    """
    the and for was its has have had not but with you are they this that from just can cant get got his her him
    she hes shes all any one our out off who what when ive been there their them then than were will wont dont did
    does your
    """.split()  # noqa: SIM905 - words read better as words
)


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A meaning with the chance of "critical" behind it, for measuring and tuning."""

    meaning: Meaning
    critical: float


@dataclass(frozen=True, kw_only=True)
class TrainedClassifier:
    """Understands messages.

    `encoder` is None when it could not be loaded: then the linear model speaks alone. `model` is None when that
    could not be loaded either: then only the danger rules speak.
    """

    model: LinearModel | None
    encoder: Encoder | None = None
    keep: frozenset[str] = frozenset()
    """Words in small letters that are never hidden as names: staff first names, services."""

    @classmethod
    def load(
        cls, path: Path = MODEL_FILE, keep: frozenset[str] = frozenset(), *, encoder: Path = ENCODER_FILE
    ) -> "TrainedClassifier":
        """With the models at `path` and `encoder`; without those that cannot be read."""
        try:
            model = load(path)
        except Exception:  # a damaged file has many faces, and a report must get through all of them
            return cls(model=None, keep=keep)
        try:
            return cls(model=model, encoder=Encoder.load(encoder), keep=keep)
        except Exception:  # the linear model is worse, and much better than none
            return cls(model=model, keep=keep)

    def understand(self, text: str) -> Meaning:
        """What a message means. Never raises; linear in the length of the text."""
        return self.judge(text).meaning

    def judge(self, text: str) -> Judged:
        """The same with the chance of "critical" behind it."""
        redacted, found = _hidden(text, self.keep)
        try:
            if self.model is None:
                raise ValueError("no model")
            return judge(text, self.model, self.encoder, redacted=redacted, found=found)
        except Exception:  # whatever is wrong with the model, the report stands
            return Judged(meaning=_unread(text, redacted, found), critical=1.0)


def _hidden(text: str, keep: frozenset[str]) -> tuple[str, tuple[str, ...]]:
    """The redacted text and what was hidden; nothing of the text is shown if that fails."""
    try:
        return pii.hide(text, keep)
    except Exception:  # better hidden as a whole than shown with somebody's number in it
        return NOT_SHOWN, ()


def _unread(text: str, redacted: str, found: tuple[str, ...]) -> Meaning:
    """The meaning when the model failed: what the danger rules say, and a person."""
    try:
        dangers, area = dangers_in(plain(text)), record_area(plain(text))
    except Exception:  # the last line of defence says "high", whatever happened
        dangers, area = (), None
    return Meaning(
        kind=Kind.ISSUE,
        category=Category.OTHER,
        alternatives=ISSUE_CATEGORIES[:2],
        urgency=_raised(Urgency.HIGH, dangers),
        ask=True,
        care_risk=_risks((), dangers),
        area=area,
        danger=_advice((), dangers),
        confidence=0.0,
        reasons=(*_rule_reasons(dangers, found), NOT_READ),
        pii=found,
        redacted=redacted,
    )


def judge(
    text: str,
    model: LinearModel,
    encoder: Encoder | None = None,
    *,
    redacted: str | None = None,
    found: tuple[str, ...] = (),
    rules: tuple[DangerRule, ...] = DANGERS,
) -> Judged:
    """The meaning by a model, with its chance of "critical". May raise if the model is faulty."""
    if redacted is None:
        redacted, found = pii.hide(text)
    words = plain(text)
    vector = model.vocabulary.vector(words)
    chance = _chances(text, model, vector, encoder)
    looked = looked_for(words, rules)
    critical = float(chance.urgencies[URGENCIES.index(Urgency.CRITICAL)])
    likeliest = _urgency(chance, model)
    put_aside = sorted_already(words) and not looked.seen
    if put_aside and not looked.called_off and _harmless(likeliest, critical, model, words):
        return Judged(meaning=_over(chance, text, words, redacted, found), critical=0.0)
    category = _category(chance, looked.seen, words)
    urgency = _raised(_calmed(likeliest, words), looked.seen)
    language = language_of(text)
    foreign = language != "en" and urgency is not Urgency.CRITICAL and not (_greeting(chance) and is_kind(words))
    unsure = foreign or put_aside or critical >= model.tuning.ask_from or looked.called_off or _asked_for(looked)
    meaning = Meaning(
        kind=KIND_OF[category],
        category=category,
        alternatives=_alternatives(chance, category),
        urgency=urgency,
        ask=unsure and urgency is not Urgency.CRITICAL,
        care_risk=_risks(_likely_risks(chance, model, urgency), looked.seen),
        area=record_area(words),
        danger=_advice(_likely_advice(chance, model, urgency), looked.seen),
        confidence=round(float(chance.categories[CATEGORIES.index(category)]), 3),
        reasons=_reasons(looked.seen, _telling(model, vector, words, category, urgency), found, foreign=foreign),
        pii=found,
        redacted=redacted,
        language=language,
    )
    return Judged(meaning=meaning, critical=critical)


def _over(chance: Chances, text: str, words: str, redacted: str, found: tuple[str, ...]) -> Meaning:
    """The meaning of a message which says that it is sorted, and may be believed."""
    return Meaning(
        kind=KIND_OF[Category.NONE],
        category=Category.NONE,
        alternatives=_alternatives(chance, Category.NONE),
        urgency=Urgency.LOW,
        ask=False,
        care_risk=(CareRisk.NONE,),
        area=record_area(words),
        danger=Danger.NONE,
        confidence=1.0,
        reasons=(OVER,),
        pii=found,
        redacted=redacted,
        sorted_already=True,
        language=language_of(text),
    )


def _asked_for(looked: Looked) -> bool:
    """Whether a danger that was seen is one of those that only ask."""
    return any(danger.rule.asks for danger in looked.seen)


def _telling(model: LinearModel, vector: Vector, words: str, category: Category, urgency: Urgency) -> list[str]:
    """The words of the message that moved the linear model most towards this category and this urgency."""
    columns = [_column("category", CATEGORIES.index(category)), _column("urgency", URGENCIES.index(urgency))]
    return [word for column in columns for word in model.telling_words(vector, words_of(words), column)]


BODILY = frozenset({"body", "fall", "harm_by", "away", "skin", "resus"})
"""Concepts of harm to somebody. What is told of them is never put aside as "sorted"."""


def _harmless(likeliest: Urgency, critical: float, model: LinearModel, words: str) -> bool:
    """Whether "it is sorted" may be believed: the models see no danger, and nobody's body is spoken of."""
    told = {name for name, _ in concepts(words)}
    seen = likeliest.rank <= Urgency.HIGH.rank or (critical >= model.tuning.ask_from and "system" not in told)
    return not seen and not BODILY & told


def _chances(text: str, model: LinearModel, vector: Vector, encoder: Encoder | None) -> Chances:
    """How likely each label is. Raises ValueError if the models give no numbers."""
    scores = _scores(text, model, vector, encoder)
    if not np.isfinite(scores).all():
        raise ValueError("the model gave no numbers")
    return chances(scores, model.tuning)


def _scores(text: str, model: LinearModel, vector: Vector, encoder: Encoder | None) -> NDArray[np.float64]:
    """What both models say of the message; the linear one alone where the encoder fails."""
    linear = model.scores(vector)
    if encoder is None:
        return linear
    try:
        encoded = encoder.outputs(text)
    except Exception:  # whatever is wrong with it, the report stands
        return linear
    return mixed(linear, encoded, model.tuning.encoder_share) if np.isfinite(encoded).all() else linear


def _column(head: str, place: int) -> int:
    return int(COLUMNS[head].start) + place


def _category(chance: Chances, dangers: tuple[DangerSeen, ...], words: str) -> Category:
    """The likeliest category; a message with a danger in it is never mere feedback.

    Somebody whom the app does not let in has a login problem, whichever device they hold.
    """
    order = _by_chance(chance)
    if order[0] is Category.DEVICE_CONNECTIVITY and shut_out(words):
        return Category.LOGIN_ACCESS
    return order[1] if dangers and order[0] is Category.FEEDBACK else order[0]


def _by_chance(chance: Chances) -> list[Category]:
    return [CATEGORIES[int(place)] for place in np.argsort(-chance.categories, kind="stable")]


def _alternatives(chance: Chances, chosen: Category) -> tuple[Category, ...]:
    """The next two categories of issues, for the buttons that change it."""
    order = _by_chance(chance)
    return tuple([category for category in order if category in ISSUE_CATEGORIES and category is not chosen][:2])


def _urgency(chance: Chances, model: LinearModel) -> Urgency:
    leaning = np.log(chance.urgencies + 1e-9) + np.array(model.tuning.lean)
    chosen = URGENCIES[int(np.argmax(leaning))]
    likeliest = URGENCIES[int(np.argmax(chance.urgencies))]
    # What leans towards "low" never does so away from "critical".
    return likeliest if likeliest is Urgency.CRITICAL else chosen


def _calmed(urgency: Urgency, words: str) -> Urgency:
    """At most normal for a drill, a quiz, a poster. Done before the danger rules speak, which still may raise it."""
    return max(urgency, Urgency.NORMAL, key=lambda each: each.rank) if pretended(words) else urgency


def _raised(urgency: Urgency, dangers: tuple[DangerSeen, ...]) -> Urgency:
    for danger in dangers:
        urgency = urgency.at_least(danger.rule.floor)
    return urgency


def _greeting(chance: Chances) -> bool:
    """Whether it is most likely chat or praise.

    The classifier takes much that it can't read for that; in another language only words of thanks or praise settle it.
    """
    likeliest = CATEGORIES[int(np.argmax(chance.categories))]
    return likeliest in (Category.NONE, Category.FEEDBACK)


def _likely_risks(chance: Chances, model: LinearModel, urgency: Urgency) -> tuple[CareRisk, ...]:
    """What the classifier sees touched; nothing in a message of low urgency, which has no effect on care."""
    if urgency is Urgency.LOW:
        return ()
    return tuple(risk for risk, value in zip(RISKS, chance.risks, strict=True) if value >= model.tuning.risk_from)


def _risks(likely: tuple[CareRisk, ...], dangers: tuple[DangerSeen, ...]) -> tuple[CareRisk, ...]:
    """Care risks of the classifier and of the rules, in the order of the labels; (NONE,) if there are none."""
    risks = {*likely, *(risk for danger in dangers for risk in danger.rule.risks)}
    return tuple(risk for risk in CareRisk if risk in risks) or (CareRisk.NONE,)


BODY_AT_RISK = frozenset({CareRisk.CLINICAL_DETERIORATION, CareRisk.FALL_INJURY, CareRisk.MISSING_PERSON})


def _likely_advice(chance: Chances, model: LinearModel, urgency: Urgency) -> tuple[Danger, ...]:
    """Advice that the classifier alone is sure enough to add; never to a message of normal or low urgency."""
    if urgency.rank > Urgency.HIGH.rank:
        return ()
    sure = zip(ADVICE, chance.dangers, model.tuning.danger_from, strict=True)
    likely = tuple(danger for danger, value, least in sure if value >= least)
    at_risk = BODY_AT_RISK & set(_likely_risks(chance, model, urgency))
    # Nobody is told too often to ring 999 for somebody who is hurt, ill or gone now.
    return likely or ((Danger.MEDICAL,) if urgency is Urgency.CRITICAL and at_risk else ())


def _advice(likely: tuple[Danger, ...], dangers: tuple[DangerSeen, ...]) -> Danger:
    """Which advice goes first. Abuse by somebody comes before medical help unless a life is at stake."""
    by_rule = [danger.rule for danger in dangers if danger.rule.danger is not Danger.NONE]
    if by_rule:
        return min(by_rule, key=lambda rule: (rule.floor.rank, rule.danger is not Danger.SAFEGUARDING)).danger
    return likely[0] if likely else Danger.NONE


def _reasons(
    dangers: tuple[DangerSeen, ...], quoted: list[str], found: tuple[str, ...], *, foreign: bool
) -> tuple[str, ...]:
    useful = [word for word in quoted if len(word) > 2 and "#" not in word and word not in _SAYS_LITTLE]
    shown = [word for word in dict.fromkeys(useful) if not _personal(word, found)][:MOST_QUOTED]
    by_words = (f"Because you wrote {_listed(shown)}.",) if shown else ()
    return (*_rule_reasons(dangers, found), *by_words, *((OTHER_LANGUAGE,) if foreign else ()))


def _rule_reasons(dangers: tuple[DangerSeen, ...], found: tuple[str, ...]) -> tuple[str, ...]:
    """Why each rule fired; a rule that saw only what an earlier one saw is not repeated."""
    reasons: list[str] = []
    quoted: set[str] = set()
    for danger in dangers:
        if quoted >= set(danger.words):
            continue
        quoted |= set(danger.words)
        shown = [words for words in danger.words if not _personal(words, found)]
        because = f" Because you wrote {_listed(shown)}." if shown else ""
        reasons.append(f"{danger.rule.why}{because}")
    return tuple(reasons[:MOST_RULES_SHOWN])


def _personal(words: str, found: tuple[str, ...]) -> bool:
    """Whether the words hold a part of what is hidden; such words are never quoted."""
    hidden = {part for literal in found for part in words_of(plain(literal))}
    return any(word in hidden for word in words_of(words))


def _listed(words: list[str]) -> str:
    return " and ".join(f'"{word}"' for word in words)
