"""Words that somebody might write to break something: kept as they were written, and alive on nobody's screen.

Reliability figure 31, on every channel. What is particular to Slack's server stands in `test_hostile`.
"""

from adapters.chat.lengths import clean
from tests.stories.ward import Ward
from tests.unit.slack.hostile import HOSTILE

DULL = "the printer is broken "
"""So that each text is a report, whatever else is in it."""


async def test_every_text_is_kept_as_it_was_written_and_answered(ward: Ward) -> None:
    """After each one the channel has found nothing wrong with what it was sent (see `Ward.assert_well`)."""
    for number, text in enumerate(HOSTILE):
        written = f"{DULL}{number} {text}"[:3000]
        before = len(await ward.refs())
        await ward.precious.says(written)
        refs = await ward.refs()
        assert len(refs) == before + 1, (number, text[:80])
        assert (await ward.words(refs[-1])).strip() == clean(written).strip(), number
    for asked in (ward.tom, ward.kofi, ward.ben, ward.mo, ward.anita):
        asked.screens()
