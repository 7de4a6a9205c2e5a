"""Text on its way in becomes plain; text on its way out stays dead. Nothing that anybody sends breaks the reading."""

import html
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.teams.text import inert, markdown_inert, plain, plain_of_html
from tests.unit.slack.hostile import HOSTILE

US = ("<at>Handrail</at>", "Handrail", True)
TOM = ("<at>Tom Price</at>", "Tom Price", False)

TYPED = (
    ("tablet wont log in", "tablet wont log in"),
    ("<at>Handrail</at> tablet is dead", "tablet is dead"),
    ("<at>Handrail</at>&nbsp;tablet is dead\n", "tablet is dead"),
    ("ask <at>Tom Price</at>&nbsp;please", "ask @Tom Price please"),
    ("<at>Tom Price</at>, and <at>Handrail</at>?", "@Tom Price, and ?"),
    ("<at>Everyone</at> i typed this &lt;b&gt; a < b & c", "<at>Everyone</at> i typed this &lt;b&gt; a < b & c"),
    ("a\nb", "a\nb"),
    ("  ", ""),
    ("", ""),
)

MARKED = (
    ("<p><at>Handrail</at>&nbsp;tablet is dead</p>", "tablet is dead"),
    ("<div>ask <at>Tom Price</at>&nbsp;now</div>", "ask @Tom Price now"),
    ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
)

PAGES = (
    ("", ""),
    ("no tags at all", "no tags at all"),
    ("<p>one</p><p>two</p>", "one\ntwo"),
    ("<p>one</p>\n  <p>two</p>", "one\ntwo"),
    ("<div>one<br>two<br/>three</div>", "one\ntwo\nthree"),
    ("one<br><br><br><br>two", "one\n\ntwo"),
    ("<p>one</p><p>&nbsp;</p><p>two</p>", "one\n\ntwo"),
    ("<ul><li>one</li><li>two</li></ul>after", "one\ntwo\nafter"),
    ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\nc"),
    ('<p>ask <at id="0">Tom Price</at> now</p>', "ask Tom Price now"),
    ("a <b>bold</b>, an <i>italic</i>", "a bold, an italic"),
    ('<a href="https://evil.example">the rota</a>', "the rota"),
    ("before<script>alert('<p>x</p>')</script>after", "beforeafter"),
    ("<style>p { color: red }</style>seen", "seen"),
    ("a<!-- not <b>seen</b> -->b", "ab"),
    ("<!--><p>seen</p>", "seen"),
    ("<!doctype html><html><head><title>x</title></head><body>seen</body></html>", "seen"),
    ('<img alt="🙂" src="x">', "🙂"),
    ("<emoji alt='🙂' title=\"Smile\"></emoji>", "🙂"),
    ('<attachment id="1"></attachment><p>above</p>', "above"),
    ("&lt;script&gt; &amp; &nbsp; &#39;x&#x27; &euro;", "<script> & 'x' €"),
    ("i <3 this and a < b", "i <3 this and a < b"),
    ("&#99999999999999999999;", "\ufffd"),
    ("&#" + "9" * 5000 + ";", "\ufffd"),
    ("<p", "<p"),
    ("<script>never ends", ""),
    ("\ud800<p>x\0y</p>", "\ufffd\nx\ufffdy"),
)


@pytest.mark.parametrize(("sent", "kept"), TYPED)
def test_what_was_typed_is_kept_plain(sent: str, kept: str) -> None:
    assert plain(sent, (US, TOM)) == kept


@pytest.mark.parametrize(("sent", "kept"), MARKED)
def test_what_was_typed_with_markup_is_kept_plain(sent: str, kept: str) -> None:
    assert plain(sent, (US, TOM), markup=True) == kept


def test_a_mention_without_a_name_is_named_as_it_stands() -> None:
    assert plain("ask <at>Tom</at>", (("<at>Tom</at>", "", False),)) == "ask @Tom"
    assert plain("ask @Tom", (("@Tom", "", False), ("", "nobody", False))) == "ask @Tom"


@pytest.mark.parametrize(("page", "seen"), PAGES)
def test_a_page_says_what_is_seen_of_it(page: str, seen: str) -> None:
    assert plain_of_html(page) == seen


@given(st.text())
def test_typed_text_comes_through_unchanged(text: str) -> None:
    kept = text.replace("\0", "\ufffd").strip()
    assert plain(text, ()) == kept
    lines = [" ".join(line.split()) for line in kept.replace("\r", "\n").replace("\f", "\n").split("\n")]
    page = "".join(f"<div>{html.escape(line) or '<br>'}</div>" for line in lines)
    assert plain_of_html(page).split() == kept.split()


anything = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(),
    st.text(st.characters(exclude_categories=())),
    st.text(alphabet="<>&!-/#;at scriptp\"'= \n\u202e\xa0"),
    st.lists(
        st.sampled_from(("<p>", "</p>", "<!--", "-->", "<at>", "</at>", "<script>", "</script>", "x", "&lt;"))
    ).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(anything)
def test_no_text_breaks_the_reading(text: str) -> None:
    for markup in (False, True):
        plain(text, (US, TOM, (text, text, False)), markup=markup).encode()
    plain_of_html(text).encode()


@pytest.mark.parametrize(
    "piece", ("<!--", "<a", "<", "<!", "</a", "<at>", "<a b='", "<img alt='", "&", "<![x", "<script>")
)
def test_a_page_made_to_be_slow_is_read_at_once(piece: str) -> None:
    begun = time.monotonic()
    plain_of_html(piece * 50_000)
    plain(piece * 50_000, (US,), markup=True)
    assert time.monotonic() - begun < 5  # a second at worst; the parser of the standard library takes minutes


LIVE = re.compile(
    r"\{\{|\}\}|\$\{|</?at\b|[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", re.IGNORECASE
)
FORMATTED = re.compile(
    r"`|<[!?/A-Za-z]|\]\(|\]:|!\[[^\]]*\]\(|://|(?<=\w)@\w|&#?\w+;|\\[!-/:-@\[-^{-~]|\S[*_~]|[*_~]\S", re.IGNORECASE
)
OPENED = re.compile(r"^(?:[#>|+=-]|\d+[.)]|    |\t)", re.MULTILINE)

written = st.one_of(
    st.sampled_from(HOSTILE), st.text(), st.text(alphabet="{}$<>at&!@|:/\\*_~`#[]()-+=1. \n\r\t\u200b\u202eDATE")
)


@settings(max_examples=400, deadline=None)
@given(written)
def test_nothing_on_its_way_out_is_live(text: str) -> None:
    assert not LIVE.search(inert(text))
    out = markdown_inert(text)
    assert not LIVE.search(out)
    assert not FORMATTED.search(re.sub(r"[*_~]{2,}", "*", out).replace("\n", " ").replace("\u200a", " "))
    assert not OPENED.search(out)
    out.encode()


@settings(deadline=None)
@given(st.text(alphabet="abc {}$<>*_`#[]()\n.@"))
def test_what_goes_out_looks_the_same(text: str) -> None:
    def seen(out: str) -> list[str]:
        return re.sub("[\u2060\u200a]", "", out).replace("\u02cb", "`").split()

    assert seen(inert(text)) == text.split()
    assert seen(markdown_inert(text)) == text.split()
