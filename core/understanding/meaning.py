"""What a message was understood to mean: the value that the classifier hands to the conversation."""

from dataclasses import dataclass

from core.labels import CareRisk, Category, Danger, Kind, RecordArea, Urgency


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """One message, understood.

    `confidence` is the chance (0..1) that kind and category are both right. `ask` says whether the
    reporter is asked "Is anyone's care affected?". `redacted` is the text with every string of
    `pii` replaced by what it was, such as "[NHS number]". `reasons` are short plain sentences.
    """

    kind: Kind
    category: Category
    alternatives: tuple[Category, ...]
    urgency: Urgency
    ask: bool
    care_risk: tuple[CareRisk, ...]
    area: RecordArea | None
    danger: Danger
    confidence: float
    reasons: tuple[str, ...]
    pii: tuple[str, ...]
    redacted: str
    sorted_already: bool = False
    """The writer says it is over: "login is fine now, ignore me"."""
    language: str = "en"
    """ISO 639-1 code of the language it was written in, "en" when in doubt."""
