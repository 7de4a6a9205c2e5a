"""What somebody says of an answer, in ordinary words."""

import pytest

from bot.conversation import THANKS
from bot.helped import HELPED, NOT_SURE, said_of_answer

CLEAR_YES = """that helps
Thanks, that helps!
that helps thank you
ok that helped
yes that helps thanks Handrail
great, that's helpful
it makes sense now thanks
ASK-3: that helps
perfect thats what i needed
I understand now
that really helps a lot
thats clear"""

BARE_YES = """yes
Yes, thanks
yes it does thank you
yep 👍
ok thanks i do that
that's great thanks
ok got it
understood thanks
will do"""

CLEAR_NO = """still not sure
I'm still not sure, sorry
no, still unsure
nope still not sure where
no that doesn't help
that didn’t help
still don't know where to write it
still not clear
not helpful sorry
no idea still"""

BARE_NO = """no
not really
no not really
not really, no
no sorry
I don't understand
no idea
ok but where"""

SOMETHING_ELSE = """that helps but the tablet is broken
yes he fell again
no she is still not breathing
still not sure if he had his meds
thanks
ok thanks
no thanks
that helps him to stand
it is clear he is in pain
got it wrong
i do that and it crashes
where is mrs jones
ok
not sure the app saved it
i dont know where mrs jones is"""


@pytest.mark.parametrize("text", CLEAR_YES.splitlines())
def test_it_helped(text: str) -> None:
    reply = said_of_answer(text)
    assert reply is not None
    assert (reply.verb, reply.bare) == (HELPED, False)
    assert reply.ref == ("ASK-3" if "ASK" in text else "")


@pytest.mark.parametrize("text", BARE_YES.splitlines())
def test_a_yes_that_could_be_about_anything(text: str) -> None:
    reply = said_of_answer(text)
    assert reply is not None
    assert (reply.verb, reply.bare) == (HELPED, True)


@pytest.mark.parametrize("text", CLEAR_NO.splitlines())
def test_it_did_not_help(text: str) -> None:
    reply = said_of_answer(text)
    assert reply is not None
    assert (reply.verb, reply.bare) == (NOT_SURE, False)


@pytest.mark.parametrize("text", BARE_NO.splitlines())
def test_a_no_that_could_be_about_anything(text: str) -> None:
    reply = said_of_answer(text)
    assert reply is not None
    assert (reply.verb, reply.bare) == (NOT_SURE, True)


@pytest.mark.parametrize("text", SOMETHING_ELSE.splitlines())
def test_whatever_says_more_is_news(text: str) -> None:
    """A danger behind a "no" is never swallowed."""
    assert said_of_answer(text) is None


@pytest.mark.parametrize(
    "text", ["ok thanks", "Thanks!", "ok, thank you very much", "no thanks", "great thanks 👍", "ta"]
)
def test_thanks(text: str) -> None:
    assert THANKS.fullmatch(text)


@pytest.mark.parametrize(
    "text", ["no", "thanks but it is broken", "no good", "ok she fell", "thanksgiving menu", "tablet"]
)
def test_no_thanks(text: str) -> None:
    assert not THANKS.fullmatch(text)
