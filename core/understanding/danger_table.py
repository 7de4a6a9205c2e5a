"""The danger rules as a page for whoever approves them: `python -m core.understanding.danger_table`."""

from collections.abc import Iterator

from core.labels import Danger
from core.understanding.dangers import DANGERS, DangerRule

ADVICE = {Danger.NONE: "none", Danger.MEDICAL: "call 999", Danger.SAFEGUARDING: "safeguarding"}


def page(rules: tuple[DangerRule, ...] = DANGERS) -> Iterator[str]:
    """Lines of Markdown."""
    yield "# Danger rules"
    yield ""
    yield "Words that raise the urgency of a message, whatever the models say of it. A rule never lowers anything."
    yield "Written by `python -m core.understanding.danger_table` from `core/understanding/dangers_*.py`."
    yield "**No provider has approved them yet.** Please read them with your nurses and your safeguarding lead, and"
    yield "tell us which are wrong for you."
    yield ""
    yield "| what | least urgency | advice | why | seen in, for example | not in, for example | approved by |"
    yield "| --- | --- | --- | --- | --- | --- | --- |"
    for rule in rules:
        near = rule.near_misses[0] if rule.near_misses else ""
        name = rule.name.replace("_", " ")
        asks = ", and asks if care is affected" if rule.asks else ""
        cells = (name, rule.floor + asks, ADVICE[rule.danger], rule.why, rule.example, near, rule.approved_by)
        yield f"| {' | '.join(cell.replace('|', '/') for cell in cells)} |"


if __name__ == "__main__":
    print("\n".join(page()))
