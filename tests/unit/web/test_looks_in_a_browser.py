"""A phone that looks like Slack or Teams, in a real Chromium: switched, pressed, picked from, redrawn, never HTML."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from adapters.web.inbound import sender
from core.card import Act, Button, Buttons, Card, Facts, Pick, Tone, Words
from core.form import Form, TextField
from core.ports import Pressed
from tests.clients.browser import PHONE, OpenScreen
from tests.unit.web.scene import Scene, act, answered_ping, ping, served
from tests.unit.web.screens import COLOURS, DESK, SIZES, Colours, choose, opened, sound

FORGED = {
    "type": "Action.Execute",
    "title": "Forged",
    "data": {"handrail": {"act": {"verb": "x"}, "pick": "nowhere"}},
}
LOOKS = pytest.mark.parametrize("look", ["Slack", "Teams"])
CANNOT = "(cannot be drawn here)"
NASTY = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script> <!here> **b** [a](http://a)"


def _switch(page: Page, place: int, look: str) -> Locator:
    group = page.locator(f"#panel-{place}").get_by_role("radiogroup", name="Looks like")
    return group.get_by_role("radio", name=look, exact=True)


async def _wear(page: Page, look: str, place: int = 1) -> None:
    await _switch(page, place, look).check()
    await expect(page.locator(f"#panel-{place}")).to_have_attribute("data-look", look.lower().replace("handrail", ""))


def _pressed(scene: Scene) -> list[Act]:
    """What came through the door, in order."""
    read = (scene.parts.channel.read(body) for body in scene.door.taken.values())
    return [incoming.act for incoming in read if isinstance(incoming, Pressed)]


async def _pick(page: Page, look: str, label: str, option: str) -> None:
    """Choose from a list as it is done there: Slack sends at once, Teams has a button beside it."""
    panel = page.locator("#panel-1")
    if look == "Slack":
        await panel.get_by_role("button", name=f"{label}: Choose").click()
        await panel.get_by_role("option", name=option).click()
    else:
        await panel.get_by_label(label).select_option(option)
        await panel.get_by_role("button", name="Choose this").click()


def everything() -> Card:
    """A card of all parts and tones."""
    tones = (Tone.GOOD, Tone.URGENT, Tone.PLAIN, Tone.QUIET)
    buttons = tuple(Button(label=f"This is {tone}", act=act("affected", tone), tone=tone) for tone in tones)
    return Card(
        heading="CRITICAL at Elm Court: can't log in, medicines. ISS-14",
        tone=Tone.URGENT,
        body=(
            *(Words(text=f"Words that are {tone}.\nOn a second line.", tone=tone) for tone in tones),
            Facts(rows=(("Reported", "20:02, Precious"), ("What", "Can't log in"), ("Area", "Medicines"))),
            Buttons(buttons=buttons),
            Pick(label="More", options=tuple(Button(label=f"Choice {n}", act=act("more", str(n))) for n in range(30))),
        ),
    )


@SIZES
@COLOURS
@LOOKS
async def test_everything_can_be_read_pressed_and_named(
    open_screen: OpenScreen, dressed: Scene, size: tuple[int, int], colours: Colours, look: str
) -> None:
    screen = await opened(open_screen, dressed, size, colours)
    page = screen.page
    await choose(page, "Tom")
    await _wear(page, look)
    await dressed.shows("tom", Card(heading="Thank you, Tom. It is yours now."), "p0")
    await dressed.shows("tom", everything(), "p1")
    await dressed.post("/say", {"user": "tom", "text": "open", "id": "a" * 8})
    await dressed.post("/press", {"user": "tom", "act": {"verb": "more", **_named("7")}, "id": "b" * 8})
    await expect(page.locator("#panel-1 .note")).to_have_text("Tom: Choice 7")
    await expect(page.locator("#panel-1 .out .message .text")).to_have_text("open")
    await sound(screen)
    if look == "Slack":
        await page.get_by_role("button", name="More: Choose").click()
        await expect(page.get_by_role("option", name="Choice 0")).to_be_focused()
        await sound(screen)
    wide = "e => e.scrollWidth <= e.clientWidth"
    assert await page.locator("#panel-1 .talk").evaluate(wide)
    await screen.shot(f"look-{look.lower()}-{size[0]}-{colours}", whole=False)
    await page.locator("#panel-1 .talk").evaluate("e => e.scrollTop = 0")
    await screen.shot(f"look-{look.lower()}-{size[0]}-{colours}-top", whole=False)


def _named(value: str) -> dict[str, Any]:
    return {"ref": "ISS-14", "version": 1, "value": value}


async def test_the_care_workers_own_phone_has_no_switch(open_screen: OpenScreen, dressed: Scene) -> None:
    page = (await opened(open_screen, dressed, DESK, "light")).page
    groups = page.get_by_role("radiogroup", name="Looks like")
    await expect(groups).to_have_count(2)
    await expect(page.locator("#panel-0").get_by_role("radiogroup")).to_have_count(0)
    assert await groups.first.get_by_role("radio").count() == 3
    await expect(_switch(page, 1, "Handrail")).to_be_checked()


async def test_a_page_without_looks_has_no_switch(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, DESK, "light")).page
    await expect(page.get_by_role("radio")).to_have_count(0)


@LOOKS
async def test_a_button_is_pressed_for_real_and_the_card_is_drawn_anew(
    open_screen: OpenScreen, dressed: Scene, look: str
) -> None:
    page = (await opened(open_screen, dressed, DESK, "light")).page
    number = await dressed.shows("tom", ping().stamped("card-1"), "p1")
    await _wear(page, look)
    panel = page.locator("#panel-1")
    await panel.get_by_role("button", name="I've got it").focus()
    await page.keyboard.press("Enter")
    await expect(panel.locator(".note")).to_have_text("Tom: I've got it")
    assert _pressed(dressed) == [Act(verb="acknowledge", ref="ISS-14", version=1, card="card-1")]
    await dressed.redraws("tom", number, answered_ping())
    card = panel.locator(".message.card")
    await expect(card).to_contain_text("Ben has it. Answered at 20:12.")
    await expect(card).to_contain_text(answered_ping().heading)
    await expect(card.get_by_role("button")).to_have_text(["In place"])
    await expect(card).to_be_focused()  # the keyboard keeps its place
    await expect(card).to_have_count(1)


@LOOKS
async def test_what_is_picked_from_a_list_is_a_press(open_screen: OpenScreen, dressed: Scene, look: str) -> None:
    page = (await opened(open_screen, dressed, PHONE, "light")).page
    await choose(page, "Tom")
    options = (
        Button(label="Can't log in", act=act("change_category", "login_access")),
        Button(label="Something is missing", act=act("change_category", "missing_record")),
        Button(label="None of these", act=Act(verb="not_a_problem", ref="ISS-14")),
    )
    await dressed.shows("tom", Card(heading="Which?", body=(Pick(label="Change type", options=options),)), "p1")
    await _wear(page, look)
    for option in options:
        await _pick(page, look, "Change type", option.label)
        await expect(page.locator("#panel-1 .note").last).to_have_text(f"Tom: {option.label}")
    assert _pressed(dressed) == [option.act for option in options]


async def test_slacks_list_is_used_without_a_mouse(open_screen: OpenScreen, dressed: Scene) -> None:
    page = (await opened(open_screen, dressed, DESK, "light")).page
    await dressed.shows("tom", ping(), "p1")
    await _wear(page, "Slack")
    opener = page.get_by_role("button", name="More: Choose")
    options = page.locator("#panel-1").get_by_role("option")
    await opener.focus()
    await page.keyboard.press("Enter")
    await expect(options.first).to_be_focused()
    await expect(opener).to_have_attribute("aria-expanded", "true")
    for key, at in (("ArrowDown", 1), ("ArrowDown", 1), ("ArrowUp", 0), ("End", 1), ("Home", 0)):
        await page.keyboard.press(key)
        await expect(options.nth(at)).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(opener).to_be_focused()
    await expect(page.get_by_role("listbox")).to_have_count(0)
    assert _pressed(dressed) == []  # moving about sends nothing

    await page.keyboard.press("Enter")
    await page.keyboard.press("ArrowDown")
    await page.keyboard.press("Enter")
    await expect(page.locator("#panel-1 .note")).to_have_text("Tom: Not a problem")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("listbox")).to_have_count(0)
    assert _pressed(dressed) == [act("not_a_problem")]


async def test_teams_says_so_where_nothing_was_chosen(open_screen: OpenScreen, dressed: Scene) -> None:
    page = (await opened(open_screen, dressed, DESK, "light")).page
    await dressed.shows("tom", ping(), "p1")
    await _wear(page, "Teams")
    async with page.expect_response("**/press"):
        await page.get_by_role("button", name="Choose this").click()
    assert _pressed(dressed) == [Act(verb="choose_first", ref="ISS-14")]


async def test_the_switch_is_used_without_a_mouse_and_says_nothing_twice(
    open_screen: OpenScreen, dressed: Scene
) -> None:
    page = (await opened(open_screen, dressed, DESK, "light")).page
    await dressed.shows("tom", ping(), "p1")
    await expect(page.locator("#panel-1 .ring")).to_have_text("Critical")
    await expect(page.locator("#urgent p")).to_have_count(1)
    await _switch(page, 1, "Handrail").focus()
    for look in ("slack", "teams", ""):
        await page.keyboard.press("ArrowRight")
        await expect(page.locator("#panel-1")).to_have_attribute("data-look", look)
        await expect(page.locator("#panel-1 input:checked")).to_be_focused()
    await expect(page.locator("#panel-1 .bubble h3")).to_contain_text("CRITICAL at Elm Court")
    await expect(page.locator("#polite p, #urgent p")).to_have_count(1)
    await expect(page.locator("#panel-1 .ring")).to_be_hidden()  # whoever switches has looked at it


async def test_each_phone_keeps_its_look_for_as_long_as_the_tab_is_open(
    open_screen: OpenScreen, dressed: Scene
) -> None:
    page = (await opened(open_screen, dressed, DESK, "light")).page
    await dressed.shows("tom", ping(), "p1")
    await dressed.shows("ben", ping(), "p2")
    await _wear(page, "Slack", 1)
    await _wear(page, "Teams", 2)
    await page.reload()
    await expect(page.locator("#panel-1 .header")).to_contain_text("CRITICAL")
    await expect(page.locator("#panel-2 .sheet")).to_contain_text("CRITICAL")
    await expect(_switch(page, 1, "Slack")).to_be_checked()
    await expect(_switch(page, 2, "Teams")).to_be_checked()
    another = (await opened(open_screen, dressed, DESK, "light")).page
    await expect(another.locator("#panel-1 .bubble h3")).to_contain_text("CRITICAL")


@LOOKS
async def test_what_comes_while_a_phone_wears_a_look_rings_and_is_drawn_in_it(
    open_screen: OpenScreen, dressed: Scene, look: str
) -> None:
    page = (await opened(open_screen, dressed, DESK, "light")).page
    await _wear(page, look, 2)
    await dressed.shows("ben", ping(), "p1")
    await expect(page.locator("#panel-2 .ring")).to_have_text("Critical")
    await expect(page.locator("#urgent p")).to_have_text(f"Critical on Ben's phone: {ping().heading}")
    await expect(page.locator("#panel-2 .message.card")).to_contain_text("20:02, Precious")
    await expect(page.locator("#panel-2 .bubble")).to_have_count(0)


@LOOKS
async def test_what_looks_like_html_is_text_in_every_look(open_screen: OpenScreen, dressed: Scene, look: str) -> None:
    page = (await opened(open_screen, dressed, DESK, "light")).page
    await _wear(page, look)
    button = Button(label=NASTY[:70], act=act("acknowledge"))
    body = (
        Words(text=NASTY),
        Words(text=NASTY, tone=Tone.QUIET),
        Facts(rows=((NASTY, NASTY),)),
        Buttons(buttons=(button,)),
        Pick(label=NASTY, options=(button,)),
    )
    await dressed.shows("tom", Card(heading=NASTY, body=body), "n1")
    await dressed.post("/say", {"user": "tom", "text": NASTY, "id": "a" * 8})
    form = Form(name="f", title=NASTY, send=NASTY, fields=(TextField(name="t", label=NASTY),))
    await dressed.parts.channel.ask(sender("tom"), form, key="f1")
    await expect(page.locator("#panel-1 .message")).to_have_count(3)
    card = page.locator("#panel-1 .message.card")
    assert (await card.inner_text()).count("img src=x onerror=") >= 6
    assert await page.locator("#panel-1 .message").get_by_text("broken").count() >= 5
    assert await page.title() == "Handrail at Elm Court"
    assert await page.locator("main :is(img, script, a, b b, strong)").count() == 0


def rich(*runs: dict[str, Any] | str) -> dict[str, Any]:
    return {"type": "RichTextBlock", "inlines": list(runs)}


STRANGE: dict[str, Any] = {
    "slack": [
        {"type": "header", "text": {"type": "plain_text", "text": "Before"}},
        {"type": "video", "title": {"type": "plain_text", "text": "unknown"}},
        {"type": "constructor"},
        {"type": "section"},
        {"type": "section", "text": {"type": "plain_text", "text": 12}},
        {"type": "section", "text": {"type": "plain_text", "text": "Kept"}, "accessory": {"type": "datepicker"}},
        {"type": "context", "elements": [{"type": "image", "image_url": "https://a.example/a.png"}]},
        {"type": "actions", "elements": [{"type": "overflow"}, {"type": "button"}]},
        {"type": "divider"},
        None,
        "words",
        7,
        {"type": "actions", "elements": [{"type": "button", "text": {"text": "Broken"}, "value": "{"}]},
        {"type": "actions", "elements": [{"type": "button", "text": {"text": "Forged"}, "value": '"words"'}]},
        {"type": "section", "text": {"type": "plain_text", "text": "After"}},
    ],
    "teams": {
        "type": "AdaptiveCard",
        "body": [
            rich("Before"),
            {"type": "Media", "sources": []},
            {"type": "__proto__"},
            rich({"type": "TextRun"}, {"type": "Icon"}, "Kept"),
            {"type": "TextBlock", "text": "Plain", "size": '"><b>', "weight": {}, "color": "constructor"},
            {"type": "Image", "url": "https://a.example/a.png"},
            {"type": "Input.Date", "id": "d"},
            {"type": "Container", "items": [rich("Inside"), {"type": "Carousel"}, {"type": "Container"}]},
            {"type": "Input.Text", "id": "field:what", "label": "What was done?", "isMultiline": True, "value": "x"},
            {"type": "ActionSet", "actions": [{"type": "Action.OpenUrl", "title": "a", "url": "https://a.example"}]},
            {"type": "ActionSet", "actions": [{"type": "Action.Submit", "title": "Broken", "data": None}]},
            {"type": "ActionSet", "actions": [FORGED]},
            None,
            rich("After"),
        ],
    },
}


@pytest.fixture
async def strange() -> AsyncIterator[Scene]:
    """Looks whose payloads are of another time, or nonsense altogether."""
    nonsense: dict[str, Any] = {"none": None, "number": 7, "words": "x", "list": [[]], "object": {"type": "a"}}

    def drawn(look: str, card: Card) -> Any:
        return nonsense.get(card.heading, STRANGE[look])

    looks = {look: (lambda card, look=look: drawn(look, card)) for look in STRANGE}
    async with served(looks=looks) as scene:
        yield scene


@SIZES
@LOOKS
async def test_what_is_not_known_is_said_and_the_rest_is_drawn(
    open_screen: OpenScreen, strange: Scene, size: tuple[int, int], look: str
) -> None:
    screen = await opened(open_screen, strange, size, "dark")
    page = screen.page
    await choose(page, "Tom")
    await _wear(page, look)
    await strange.shows("tom", Card(heading="strange"), "s1")
    card = page.locator("#panel-1 .message.card")
    for words in ("Before", "Kept", "After"):
        await expect(card.get_by_text(words)).to_be_visible()
    assert await card.get_by_text(CANNOT).count() >= 6
    await sound(screen)
    for label in ("Broken", "Forged"):
        async with page.expect_response("**/press"):
            await card.get_by_role("button", name=label).click()
        await strange.redraws("tom", "1", Card(heading=f"{label} was pressed"))
    assert _pressed(strange) == [Act(verb="unknown"), Act(verb="unknown")]
    for heading in ("none", "number", "words", "list", "object"):
        await strange.shows("tom", Card(heading=heading), heading)
        await expect(page.locator("#panel-1 .message.card").last).to_contain_text(CANNOT)


@LOOKS
async def test_a_very_long_word_does_not_push_a_look_aside(open_screen: OpenScreen, dressed: Scene, look: str) -> None:
    screen = await opened(open_screen, dressed, PHONE, "light")
    await choose(screen.page, "Tom")
    await _wear(screen.page, look)
    long = "b" * 75
    button = Button(label=long, act=act("acknowledge"))
    parts = (Words(text="c" * 300), Facts(rows=((long, long * 3),)), Buttons(buttons=(button,)))
    await dressed.shows("tom", Card(heading=long * 3, body=(*parts, Pick(label=long, options=(button,)))), "k1")
    await expect(screen.page.locator("#panel-1 .message")).to_have_count(1)
    assert await screen.fits()
    wide = "e => e.scrollWidth <= e.clientWidth"
    assert await screen.page.locator("#panel-1 .talk").evaluate(wide)


@LOOKS
async def test_a_press_that_was_not_saved_can_be_pressed_again(
    open_screen: OpenScreen, dressed: Scene, look: str
) -> None:
    screen = await opened(open_screen, dressed, DESK, "light")
    await dressed.shows("tom", ping(), "p1")
    await _wear(screen.page, look)
    button = screen.page.locator("#panel-1").get_by_role("button", name="I've got it")
    dressed.door.closed = True
    await button.click()
    await expect(screen.page.locator("#panel-1").get_by_role("alert")).to_contain_text("Not saved.")
    dressed.door.closed = False
    await button.click()
    await expect(screen.page.locator("#panel-1 .note")).to_have_text("Tom: I've got it")
    screen.complaints.clear()  # the browser itself complains of the 503


@LOOKS
async def test_a_form_can_be_filled_in_under_every_look(open_screen: OpenScreen, dressed: Scene, look: str) -> None:
    screen = await opened(open_screen, dressed, DESK, "dark")
    page = screen.page
    await _wear(page, look)
    fields = (TextField(name="what", label="What is wrong?", hint="In your own words", long=True),)
    form = Form(name="report", title="Tell us more", send="Send it", fields=fields)
    await dressed.parts.channel.ask(sender("tom"), form, key="f1")
    await page.get_by_label("What is wrong?").fill("slow")
    await sound(screen)
    await page.get_by_role("button", name="Send it").click()
    await expect(page.locator("#panel-1 .note")).to_have_text("Tom: Form sent")
    (body,) = dressed.door.taken.values()
    assert b'"what": "slow"' in body


async def test_a_lost_connection_comes_back_in_the_look_that_was_chosen(
    open_screen: OpenScreen, dressed: Scene
) -> None:
    screen = await opened(open_screen, dressed, DESK, "light")
    await _wear(screen.page, "Slack")
    dressed.store.closed = True
    await dressed.parts.hub.close()
    await expect(screen.page.get_by_text("Connection lost. Trying again.")).to_be_visible()
    dressed.store.closed = False
    await dressed.shows("tom", ping(), "p1")
    await expect(screen.page.locator("#panel-1 .header")).to_contain_text("CRITICAL", timeout=10_000)
    screen.complaints.clear()  # the browser itself complains of the 503
