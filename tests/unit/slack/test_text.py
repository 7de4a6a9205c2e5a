"""Text on its way in becomes plain; text on its way out stays dead."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.chat.lengths import pieces, shorten, size
from adapters.slack.text import escaped, inert, plain
from tests.unit.slack.hostile import HOSTILE

PLAIN = (
    ("tablet wont log in", "tablet wont log in"),
    ("a &lt;b&gt; &amp; c", "a <b> & c"),
    ("&amp;lt;!channel&amp;gt;", "&lt;!channel&gt;"),
    ("&lt;!channel&gt;", "<!channel>"),
    ("<!channel> help", "@channel help"),
    ("<!here|here> help", "@here help"),
    ("<!everyone>", "@everyone"),
    ("<!subteam^S1>", "@group"),
    ("<!subteam^S1|@night-staff>", "@night-staff"),
    ("ask <@U1>", "ask @someone"),
    ("ask <@U1|tom>", "ask @tom"),
    ("<@UBOT> tablet is dead", "tablet is dead"),
    ("<@UBOT|handrail> tablet", "tablet"),
    ("in <#C1|elm-court> and <#C2>", "in #elm-court and #channel"),
    ("<https://a.example/x?a=1&amp;b=2>", "https://a.example/x?a=1&b=2"),
    ("<https://a.example|the rota>", "the rota (https://a.example)"),
    ("<http://a.example|a.example>", "http://a.example"),
    ("<mailto:a@b.example|a@b.example>", "a@b.example"),
    ("<mailto:a@b.example>", "a@b.example"),
    ("<tel:01632960000|01632 960000>", "01632 960000"),
    ("<!date^1392734382^{date}|18 Feb>", "18 Feb"),
    ("i <3 this < that", "i <3 this < that"),
    ("", ""),
    ("  x  ", "x"),
    ("a\nb", "a\nb"),
    ("<>", "<>"),
    ("<@>", "@someone"),
    ("<!>", "@"),
)


@pytest.mark.parametrize(("sent", "kept"), PLAIN)
def test_what_was_typed_is_kept_plain(sent: str, kept: str) -> None:
    assert plain(sent, bot="UBOT") == kept


@settings(deadline=None)
@given(st.text())
def test_typed_text_comes_through_unchanged(text: str) -> None:
    sent = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert plain(sent) == text.replace("\0", "\ufffd").strip()


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_reading(text: str) -> None:
    plain(text, bot="UBOT").encode()


LIVE = re.compile(r"<[!@#A-Za-z/]|@(channel|here|everyone)\b|[\u202a-\u202e\u2066-\u2069]", re.IGNORECASE)


@settings(deadline=None)
@given(st.one_of(st.sampled_from(HOSTILE), st.text(), st.text(alphabet="<>&!@|:/ chanelhr\u200b\u202e\n")))
def test_nothing_on_its_way_out_is_live(text: str) -> None:
    assert not LIVE.search(inert(text))
    out = escaped(text, 3900)
    assert "<" not in out
    assert ">" not in out
    assert "://" not in out
    assert not LIVE.search(out)
    assert re.fullmatch(r"(?:[^&]|&(?:amp|lt|gt);)*", out, re.DOTALL), "a cut entity"
    assert size(out) <= 3900
    out.encode()


@settings(deadline=None)
@given(st.text(), st.integers(min_value=2, max_value=50))
def test_pieces_lose_nothing_but_space(text: str, limit: int) -> None:
    parts = list(pieces(text, limit))
    assert all(size(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@settings(deadline=None)
@given(st.text(), st.integers(min_value=1, max_value=50))
def test_shortened_text_keeps_the_limit(text: str, limit: int) -> None:
    assert size(shorten(text, limit)) <= limit
    assert shorten(text, 10_000) == text
