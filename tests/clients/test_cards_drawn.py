"""Cards and forms as Microsoft's own renderer draws them, with the looks of Teams, on a screen as wide as a phone."""

import json
import re
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.async_api import Page

from adapters.teams.dialog import dialog_of, inline_form
from adapters.teams.press import form_of, pressed_act
from adapters.teams.render import card_of
from adapters.teams.text import markdown_inert
from core import words
from core.card import Act, Block, Button, Buttons, Card, Facts, Pick, Tone, Words
from core.form import Form, PersonField, PickField, TextField
from core.labels import Danger
from tests.clients.browser import OpenScreen, Screen
from tests.clients.here import skip_here
from tests.fakes.adaptive import faults_of
from tests.unit.slack.hostile import HOSTILE

HERE = Path(__file__).resolve().parent
PACKAGES = HERE / "node_modules"
DESIGNER = PACKAGES / "adaptivecards-designer"
SCRIPTS = (
    PACKAGES / "adaptivecards/dist/adaptivecards.min.js",
    PACKAGES / "markdown-it/dist/markdown-it.min.js",
    HERE / "draw_cards.js",
)

Colours = Literal["light", "dark"]
COLOURS: tuple[Colours, ...] = ("light", "dark")
GROUNDS = {"light": ("#f5f5f5", "#ffffff"), "dark": ("#1f1f1f", "#2d2c2c")}

PAGE = """<!doctype html><html lang="en-GB"><meta name="viewport" content="width=device-width"><title>Teams</title>
<style>{css}
body {{ margin: 8px; background: {ground}; font-family: "Segoe UI", "Noto Sans", sans-serif; overflow-wrap: anywhere }}
#card {{ background: {card}; border-radius: 4px }}</style><main id="card"></main></html>"""


# ---- what people get


def _button(label: str, verb: str, *, value: str = "", tone: Tone = Tone.PLAIN) -> Button:
    return Button(label=label, act=Act(verb=verb, ref="ISS-12", version=3, value=value, card="4711"), tone=tone)


def _pick(label: str, verb: str, options: Mapping[str, str]) -> Pick:
    return Pick(label=label, options=tuple(_button(text, verb, value=value) for value, text in options.items()))


CATEGORIES = dict(list(words.CATEGORY.items())[:11])
ASKED = Buttons(buttons=tuple(_button(text, "care_effect", value=v) for v, text in words.CARE_ANSWERS.items()))
OWN = Buttons(
    buttons=(_button("It's fixed", "its_fixed"), _button("Take it back", "withdraw"), _button("It's over", "over"))
)
MOVES = Buttons(
    buttons=(
        _button("Acknowledge", "acknowledge", tone=Tone.GOOD),
        _button("I'm working on it", "accept"),
        _button("Order a control", "order_control"),
        _button("Hand over", "hand_over"),
        _button("Waiting for supplier", "waiting_supplier"),
    )
)
MORE = _pick("More", "move", {"fixed": "Fixed", "close": "Close", "snooze": "Put off", "no": "Not a problem"})
FACTS = Facts(
    rows=(
        ("Service", "Elm Court"),
        ("Type", "Can't log in"),
        ("Records", "medicines"),
        ("Reported", "today, 21:40, 5 minutes ago"),
        ("Urgency", words.URGENCY["critical"]),
    )
)


def _line(number: int) -> tuple[Block, ...]:
    see = _button(f"See ISS-{number}", "see")
    return (
        Words(text=f"Something is missing. Tue 18 Nov, 07:{number}. Now: being worked on. ISS-{number}"),
        Buttons(buttons=(see,)),
    )


GALLERY = {
    "receipt": Card(
        heading="Thank you. Saved: ISS-12.",
        body=(
            Words(text=words.TAKEN_AS.format(what="can't log in", urgency=words.URGENCY["high"])),
            Words(text=words.HID.format(what="a name"), tone=Tone.QUIET),
            Words(text=f"{words.SENT_TO_CHARGE} {words.NOBODY_YET}"),
            Words(text=words.CARE_QUESTION),
            ASKED,
            OWN,
            _pick("Change type", "change_category", CATEGORIES),
            _pick("Change how urgent", "raise_urgency", {"critical": "Critical, someone could be harmed now"}),
        ),
    ),
    "receipt-critical": Card(
        heading="Use the paper MAR now. Saved: ISS-12.",
        tone=Tone.URGENT,
        body=(
            Words(text="Tell the nurse or the person in charge, face to face. Write down each dose.", tone=Tone.URGENT),
            Words(text=words.TAKEN_AS.format(what="can't log in", urgency=words.URGENCY["critical"])),
            Words(text=words.NEXT_ASKED.format(who="Ben", at="21:55")),
            Words(text=words.RING.format(phone="01632 960123"), tone=Tone.URGENT),
            OWN,
            Words(text=words.ADVICE_UNAPPROVED.format(id="mar"), tone=Tone.QUIET),
        ),
    ),
    "emergency": Card(
        heading=f"{words.EMERGENCY[Danger.MEDICAL]} Saved: ISS-12.",
        tone=Tone.URGENT,
        body=(Words(text=words.SENT_TO_CHARGE), Words(text=words.RING.format(phone="01632 960123"), tone=Tone.URGENT)),
    ),
    "ping": Card(
        heading="CRITICAL at Elm Court: can't log in. ISS-12",
        tone=Tone.URGENT,
        body=(
            Words(text=words.CHECK_ON_TEAM, tone=Tone.URGENT),
            FACTS,
            Words(text="Nobody has answered for 15 minutes.", tone=Tone.URGENT),
            Words(text=words.SILENT_ONE.format(who="Tom")),
            MOVES,
            MORE,
            _pick("Change type", "change_category", CATEGORIES),
        ),
    ),
    "open": Card(heading=words.OPEN_LIST.format(n=10), body=tuple(block for n in range(10, 20) for block in _line(n))),
    "types": Card(heading=words.WHICH_ONE, body=(_pick("Choose", "change_category", CATEGORIES),)),
    "help": Card(
        heading=words.HELP_STAFF,
        body=(
            Words(text=words.HELP_EXAMPLE),
            Words(text="my reports: what you have told me\nwho: who is in charge now\nstop: leave a question"),
            Buttons(
                buttons=(
                    _button("Report a problem", "form", value="report"),
                    _button("My reports", "my_reports"),
                    _button("What is open", "open"),
                    _button("Who is in charge?", "who"),
                    _button("I'm in charge now", "in_charge"),
                )
            ),
        ),
    ),
    "answer": Card(heading=words.DONE["acknowledge"].format(who="Ben", by="", ref="ISS-12")),
    "fixed": Card(
        heading="Is it fixed for you? ISS-12",
        body=(
            Words(text="Ben says: reset her password"),
            Buttons(
                buttons=(
                    _button("Yes, it's fixed", "confirm", tone=Tone.GOOD),
                    _button("Not fixed", "not_fixed", tone=Tone.URGENT),
                )
            ),
        ),
    ),
    "whole": Card(
        heading="ISS-12 at Elm Court",
        body=(
            FACTS,
            Words(text="“tablet wont log me in and its meds time”"),
            Words(text="21:40 reported\n21:41 Tom was asked\n21:55 Ben was asked\n21:57 Ben answered", tone=Tone.QUIET),
            Words(text="A control has been seen in place.", tone=Tone.GOOD),
            MOVES,
        ),
    ),
}

EVERYTHING = Form(
    name="everything",
    title="What did you find?",
    send="Send",
    fields=(
        TextField(name="news", label="What is the news?", hint="In your own words", long=True),
        TextField(name="ticket", label="What is the supplier's ticket number?", limit=40, optional=True),
        PickField(name="area", label="What was looked at?", options=tuple(words.AREA.items())),
        PickField(name="care", label=words.CARE_QUESTION, options=tuple(words.CARE_ANSWERS.items()), optional=True),
        PersonField(name="who", label="Who should take it?"),
    ),
)
REQUEST = Act(verb="form", ref="ISS-12", version=3, card="4711")
FORMS = {
    "form-chat": inline_form(words.REPORT_FORM, nonce="n1"),
    "form-chat-again": inline_form(
        words.REPORT_FORM, nonce="n1", values={"care": "soon"}, errors={"text": words.EMPTY}
    ),
    "form-dialog": dialog_of(words.REPORT_FORM, nonce="n2", words="the wifi is down in the lounge"),
    "form-dialog-long": dialog_of(words.REPORT_FORM, nonce="n2", words="the wifi is down " * 300),
    "form-dialog-again": dialog_of(
        EVERYTHING,
        nonce="n3",
        act=REQUEST,
        values={"news": "they are looking at it", "care": "none", "who": "Ben"},
        errors={"area": words.FILL_IN, "who": words.NOT_HERE},
    ),
}


MARKED = (
    "**bold** and *it* and __b__ and _i_ and ~~gone~~ and `code`",
    "# head\n## head\nhead\n===\nhead\n---",
    "- one\n* two\n+ three\n1. four\n2) five\n    code\n\tcode",
    "> quote\n***\n___\n| a | b |\n|---|---|",
    "[x](https://evil.example) [y][z] ![p](q.png)\n[z]: https://evil.example\n<https://evil.example> <b>b</b> </b>",
    "www.evil.com nhs-login.co.uk a@evil.com https://evil.com mailto:a@evil.com",
    "a\\*b\\*c &lt;b&gt; &#42;x&#42; line\\\nnext",
    "one\ntwo\n\nthree",
)


# ---- the drawing


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What came of drawing a card. `cut`: buttons not wholly to be seen; `unnamed`: fields without a label."""

    complaints: list[str]
    text: str
    buttons: list[str]
    cut: list[str]
    unnamed: list[str]
    markup: list[str]
    sideways: bool


Draw = Callable[[Mapping[str, Any]], Awaitable[Drawn]]


@pytest.fixture(params=COLOURS)
def colours(request: pytest.FixtureRequest) -> Colours:
    found: Colours = request.param
    return found


in_light = pytest.mark.parametrize("colours", ["light"], indirect=True)


@pytest.fixture
async def screen(open_screen: OpenScreen, colours: Colours) -> Screen:
    """A phone with Microsoft's renderer on it."""
    if not all(script.is_file() for script in SCRIPTS) or not DESIGNER.is_dir():
        skip_here("the renderer of Adaptive Cards is not installed (make clients)")
    screen = await open_screen(colours=colours)
    css = (DESIGNER / f"dist/containers/teams-container-{colours}.css").read_text()
    ground, card = GROUNDS[colours]
    await screen.page.set_content(PAGE.format(css=css, ground=ground, card=card))
    for script in SCRIPTS:
        await screen.page.add_script_tag(path=script)
    return screen


@pytest.fixture
def draw(screen: Screen, colours: Colours) -> Draw:
    look = json.loads((DESIGNER / f"lib/hostConfigs/microsoft-teams-{colours}.json").read_text())

    async def draw(card: Mapping[str, Any]) -> Drawn:
        return Drawn(**await screen.page.evaluate("([card, look]) => draw(card, look)", [card, look]))

    return draw


def _read(text: str) -> Counter[str]:
    """The words of a text, however they are set apart."""
    return Counter(re.findall(r"[^\s\[\],:]+", text.replace("\N{WORD JOINER}", "")))


def _wrong(drawn: Drawn) -> list[str]:
    nameless = ["a button without a name"] if "" in drawn.buttons else []
    wide = ["wider than the screen"] if drawn.sideways else []
    return [*drawn.complaints, *drawn.cut, *drawn.unnamed, *drawn.markup, *nameless, *wide]


async def test_every_card_is_drawn_whole(draw: Draw, screen: Screen, colours: Colours) -> None:
    for name, card in GALLERY.items():
        drawn_as = card_of(card)
        assert faults_of(drawn_as) == [], name
        drawn = await draw(drawn_as)
        await screen.shot(f"card-{name}-{colours}")
        assert _wrong(drawn) == [], name
        assert _read(card.as_text()) - _read(drawn.text) == Counter(), name


async def test_every_form_is_drawn_whole(draw: Draw, screen: Screen, colours: Colours) -> None:
    for name, form in FORMS.items():
        assert faults_of(form) == [], name
        drawn = await draw(form)
        await screen.shot(f"card-{name}-{colours}")
        assert _wrong(drawn) == [], name


@in_light
async def test_nothing_that_somebody_wrote_comes_alive(draw: Draw) -> None:
    for text in (*HOSTILE, *MARKED, "{{DATE(2026-11-21T10:00:00Z, SHORT)}}"):
        fits = text[:400]  # longer ones are cut, which other tests look at
        card = Card(
            heading=fits,
            body=(
                Words(text=fits),
                Words(text=fits, tone=Tone.URGENT),
                Facts(rows=((fits[:90], fits),)),
                Buttons(buttons=(Button(label=fits[:20], act=Act(verb="go")),)),
                Pick(label=fits[:90], options=(Button(label=fits[:20], act=Act(verb="go")),)),
            ),
        )
        drawn = await draw(card_of(card))
        assert _wrong(drawn) == [], text
        assert _letters(drawn.text).count(_letters(fits)) >= 4, text


@in_light
async def test_the_text_of_last_resort_is_no_markdown(screen: Screen) -> None:
    for text in (*HOSTILE, *MARKED):
        shown = await screen.page.evaluate(
            "text => { const at = document.createElement('div'); at.innerHTML = markdown(text);"
            " return [at.innerText, Array.from(at.querySelectorAll('*'), (part) => part.tagName)] }",
            markdown_inert(text),
        )
        assert set(shown[1]) <= {"P", "BR"}, text
        assert _letters(shown[0]) == _letters(text), text


def _letters(text: str) -> str:
    """What is seen of a text, spaces left out."""
    shown = re.sub("[\0\ud800]", "\N{REPLACEMENT CHARACTER}", text).replace("`", "\N{MODIFIER LETTER GRAVE ACCENT}")
    return re.sub("[\\s\x1b\u202e\N{WORD JOINER}\N{ZERO WIDTH SPACE}]", "", shown)


@in_light
async def test_what_is_chosen_and_pressed_comes_back(draw: Draw, screen: Screen) -> None:
    card = GALLERY["receipt"]
    await draw(card_of(card))
    page = screen.page
    chosen = card.body[6]
    assert isinstance(chosen, Pick)
    await page.get_by_role("button", name=words.CHOOSE).first.tap()
    assert pressed_act((await _pressed(page))["data"]) == Act(verb="choose_first", ref="ISS-12")
    for option in chosen.options:
        await page.get_by_label("Change type").select_option(label=option.label)
        await page.get_by_role("button", name=words.CHOOSE).first.tap()
        assert pressed_act((await _pressed(page))["data"]) == option.act
    for button in (*ASKED.buttons, *OWN.buttons):
        await page.get_by_role("button", name=button.label, exact=True).tap()
        found = await _pressed(page)
        assert (found["kind"], pressed_act(found["data"])) == ("Action.Execute", button.act)


@in_light
async def test_a_form_is_filled_in_and_sent(draw: Draw, screen: Screen) -> None:
    page = screen.page
    await draw(dialog_of(EVERYTHING, nonce="n", act=REQUEST, words="the wifi"))
    send = page.get_by_role("button", name="Send")
    await send.tap()
    assert await page.evaluate("pressed.length") == 0
    assert await page.get_by_text(words.FILL_IN).count() == 2
    await page.get_by_label("What was looked at?").select_option(label="medicines")
    await page.get_by_label("Who should take it?").fill("Ben")
    await page.get_by_label("Not sure").tap()
    await send.tap()
    found = await _pressed(page)
    values = {"news": "the wifi", "area": "medication", "who": "Ben", "care": "not_sure"}
    context = {"ref": "ISS-12", "version": "3", "card": "4711"}
    name, sent = form_of(found["data"]) or ("", {})
    assert found["kind"] == "Action.Submit"
    assert (name, {key: value for key, value in sent.items() if value}) == ("everything", {**values, **context})


async def _pressed(page: Page) -> Mapping[str, Any]:
    found: Mapping[str, Any] = await page.evaluate("pressed.at(-1)")
    return found
