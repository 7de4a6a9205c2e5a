"""Safe-care advice: fixed text, numbered, with a version and who approved it. Nothing is made up.

The built-in text is marked as not yet approved; a provider approves or replaces it in
`handrail.toml` under `[advice.NAME]`. No advice says to withhold a medicine without saying whom
to ring about time-critical ones. Source: decisions.md, Safety.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from core.labels import CareRisk, Category


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One piece of advice. `first` is the one thing to do, which the notification shows."""

    id: str
    version: int
    first: str
    more: str
    approved_by: str = ""

    @property
    def name(self) -> str:
        """How it is quoted, such as "medicines, version 1"."""
        return f'"{self.id}", version {self.version}'


BUILT_IN: tuple[Advice, ...] = (
    Advice(
        id="medicines",
        version=1,
        first="Use the paper MAR now and tell the person in charge.",
        more=(
            "If you can't see whether a dose was given, ask before you give it. "
            "Some medicines can't wait. For those, ring the person in charge, the pharmacy or 111 now."
        ),
    ),
    Advice(
        id="allergies",
        version=2,
        first="Stop. Check the allergy with the person in charge. Only then give anything.",
        more="If someone is unwell after food or medicine, call 999.",
    ),
    Advice(
        id="resuscitation",
        version=1,
        first="Ask the person in charge for the paper copy of the resuscitation form now.",
        more="If someone is not breathing, call 999 and do what 999 tells you.",
    ),
    Advice(
        id="missing-person",
        version=2,
        first="Tell the person in charge now and start looking.",
        more="If you can't find them fast, call 999. Use any photo on paper, and any notes on how they look.",
    ),
    Advice(
        id="alerts",
        version=1,
        first="Look in on people who use alerts or bells more often now. Tell the person in charge.",
        more="Agree who checks on whom until the alerts work.",
    ),
    Advice(
        id="food-and-drink",
        version=1,
        first="Check the safe food and drink with the person in charge before you give any.",
        more="If someone is choking, call 999.",
    ),
    Advice(
        id="unwell",
        version=1,
        first="Stay with the person and tell the person in charge now.",
        more="If they get worse, call 999. Write what you see on paper, with the time.",
    ),
    Advice(
        id="safeguarding",
        version=1,
        first="Keep the person safe and tell your manager or safeguarding lead now, face to face.",
        more="Write down what you saw or heard on paper, with the time.",
    ),
    Advice(
        id="write-on-paper",
        version=1,
        first="Write it on paper for now and tell the person in charge.",
        more="Keep the paper safe, so it can be copied in later.",
    ),
)

_BY_RISK: tuple[tuple[CareRisk, str], ...] = (
    (CareRisk.MISSING_PERSON, "missing-person"),
    (CareRisk.DNACPR_RESUS, "resuscitation"),
    (CareRisk.SAFEGUARDING, "safeguarding"),
    (CareRisk.ALLERGY, "allergies"),
    (CareRisk.MEDICATION, "medicines"),
    (CareRisk.NUTRITION_HYDRATION, "food-and-drink"),
    (CareRisk.CLINICAL_DETERIORATION, "unwell"),
    (CareRisk.FALL_INJURY, "unwell"),
)
"""The first risk of the message that has a row decides; the order is by how soon harm comes."""

AdviceBook = Mapping[str, Advice]


def book(changes: Mapping[str, Mapping[str, str]]) -> AdviceBook:
    """The built-in advice with the provider's own words and approvals. Raises ValueError for an unknown name."""
    ours = {advice.id: advice for advice in BUILT_IN}
    for name, change in changes.items():
        if name not in ours:
            raise ValueError(f"[advice.{name}] is unknown; there are: {', '.join(ours)}")
        ours[name] = _changed(ours[name], change)
    return ours


def _changed(advice: Advice, change: Mapping[str, str]) -> Advice:
    version = str(change.get("version", "1"))
    if not version.isdecimal():
        raise ValueError(f"[advice.{advice.id}] version must be a number, not {version!r}")
    unknown = set(change) - {"version", "first", "more", "approved_by"}
    if unknown:
        raise ValueError(f"[advice.{advice.id}] has an unknown setting {sorted(unknown)[0]!r}")
    reworded = any(key in change for key in ("first", "more"))
    return replace(
        advice,
        version=int(change.get("version", advice.version + reworded)),
        first=change.get("first", advice.first),
        more=change.get("more", advice.more),
        approved_by=change.get("approved_by", ""),
    )


def advice_for(book: AdviceBook, category: str, risks: Collection[str]) -> Advice:
    """The advice that fits an entry of that category with those care risks."""
    alerts = category == Category.ALERTS_ASSISTIVE_TECH
    fitting = (name for risk, name in _BY_RISK if risk in risks and not (alerts and name == "unwell"))
    name = next(fitting, None)
    if name is None:
        medicines = category == Category.MEDICATION_RECORD
        name = "alerts" if alerts else "medicines" if medicines else "write-on-paper"
    return book[name]
