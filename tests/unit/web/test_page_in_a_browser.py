"""The page in a real Chromium: typed, pressed by keyboard, rung, read out, and readable for everybody."""

import asyncio
from collections.abc import Awaitable, Callable

from playwright.async_api import FilePayload, Page, expect

from adapters.web.inbound import sender
from core.card import Card, Words
from core.form import Form, PickField, TextField
from tests.clients.browser import PHONE, OpenScreen
from tests.unit.web.scene import Scene, entry_page, ping, receipt
from tests.unit.web.screens import COLOURS, DESK, SIZES, Colours, choose, opened, sound

SENTENCE = "tablet wont log me in and its meds time"


async def _says(page: Page, words: str) -> None:
    await page.get_by_label("Message from Precious to Handrail").fill(words)
    await page.keyboard.press("Enter")


async def _until(check: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(5):
        while not await check():  # noqa: ASYNC110 (the browser tells nobody when it has drawn)
            await asyncio.sleep(0.02)


@SIZES
@COLOURS
async def test_the_five_minutes(
    open_screen: OpenScreen, played: Scene, size: tuple[int, int], colours: Colours
) -> None:
    screen = await opened(open_screen, played, size, colours)
    page = screen.page
    name = f"page-{size[0]}-{colours}"
    await sound(screen)
    await screen.shot(f"{name}-1-empty", whole=False)

    await _says(page, SENTENCE)
    await expect(page.locator("#panel-0 .out .words")).to_have_text(SENTENCE)
    await expect(page.locator("#panel-0 .in h3")).to_contain_text("ISS-14")
    await expect(page.get_by_label("Message from Precious to Handrail")).to_have_value("")
    await expect(page.locator("#panel-1 .ring")).to_have_text("Critical")
    await expect(page.locator("#urgent")).to_contain_text("Critical on Tom's phone")
    await sound(screen)
    await screen.shot(f"{name}-2-said", whole=False)

    await page.get_by_role("button", name="+10 min").click()
    await expect(page.locator("#time")).to_have_text("20:12")
    await played.shows("ben", ping("CRITICAL at Elm Court. Tom has not answered for 10 minutes. ISS-14"), "p2")
    await choose(page, "Ben")
    await sound(screen)
    await screen.shot(f"{name}-3-rings", whole=False)

    await page.locator("#panel-2").get_by_role("button", name="I've got it").focus()
    await page.keyboard.press("Enter")
    await expect(page.locator("#panel-2 .in .bubble")).to_have_class("bubble card good")
    await expect(page.locator("#panel-2 .in .bubble")).to_be_focused()
    await expect(page.locator("#panel-2 .chosen .words")).to_have_text("I've got it")
    await expect(page.locator("#panel-1 .in .meta")).to_contain_text("Updated 20:12")
    await expect(page.locator("#panel-1 .ring")).to_be_hidden()
    await sound(screen)
    await screen.shot(f"{name}-4-answered", whole=False)

    await choose(page, "Log")
    await expect(page.get_by_role("log", name="What Handrail did")).to_contain_text("Asked Tom and Anita")
    await sound(screen)
    await screen.shot(f"{name}-5-log", whole=False)


@SIZES
@COLOURS
async def test_an_entry_to_print(
    open_screen: OpenScreen, scene: Scene, size: tuple[int, int], colours: Colours
) -> None:
    scene.stage.pages["ISS-14", "ben"] = entry_page()
    screen = await open_screen(size=size, colours=colours)
    await screen.page.goto(scene.url + "/entry/ISS-14?as=ben")
    await expect(screen.page.get_by_role("button", name="Print this page")).to_be_visible()
    await sound(screen)
    await screen.shot(f"entry-{size[0]}-{colours}")


async def test_an_entry_prints_on_one_sheet_in_black_on_white(open_screen: OpenScreen, scene: Scene) -> None:
    scene.stage.pages["ISS-14", "ben"] = entry_page()
    page = (await open_screen(size=DESK, colours="dark")).page
    await page.goto(scene.url + "/entry/ISS-14?as=ben")
    await page.emulate_media(media="print")
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert (await page.pdf()).count(b"/Type /Page\n") == 1


async def test_words_that_were_not_saved_stay_in_the_composer(open_screen: OpenScreen, scene: Scene) -> None:
    screen = await opened(open_screen, scene, PHONE, "light")
    scene.door.closed = True
    await _says(screen.page, SENTENCE)
    alert = screen.page.locator("#panel-0").get_by_role("alert")
    await expect(alert).to_have_text("Not saved. Try again or use paper.")
    await expect(screen.page.get_by_label("Message from Precious")).to_have_value(SENTENCE)
    await expect(screen.page.locator("#panel-0 .out")).to_have_count(0)
    await sound(screen)

    scene.door.closed = False
    await screen.page.keyboard.press("Enter")
    await expect(screen.page.locator("#panel-0 .out")).to_have_count(1)
    await expect(alert).to_be_hidden()
    screen.complaints.clear()  # the browser itself complains of the 503


async def test_what_looks_like_html_is_text(open_screen: OpenScreen, scene: Scene) -> None:
    screen = await opened(open_screen, scene, DESK, "light")
    nasty = "<img src=x onerror=\"document.title='broken'\"><script>document.title='broken'</script>"
    await _says(screen.page, nasty)
    await scene.shows("tom", Card(heading=nasty, body=(Words(text=nasty),)), "n1")
    await scene.parts.channel.ask(
        sender("ben"), Form(name="f", title=nasty, send=nasty, fields=(TextField(name="t", label=nasty),)), key="n2"
    )
    scene.stage.did(nasty)
    for place in ("#panel-0 .words", "#panel-1 h3", "#panel-1 .words", "#panel-2 h3", "#log li p"):
        await expect(screen.page.locator(place)).to_have_text(nasty)
    assert await screen.page.title() == "Handrail at Elm Court"
    assert await screen.page.locator("main img").count() == 0


async def test_a_very_long_word_does_not_push_the_page_aside(open_screen: OpenScreen, scene: Scene) -> None:
    screen = await opened(open_screen, scene, PHONE, "light")
    await _says(screen.page, "a" * 3_000)
    await expect(screen.page.locator("#panel-0 .out")).to_have_count(1)
    await scene.shows("precious", Card(heading="b" * 300, body=(Words(text="c" * 300),)), "k1")
    await expect(screen.page.locator("#panel-0 .in")).to_have_count(1)
    assert await screen.fits()
    wide = "e => e.scrollWidth <= e.clientWidth"
    assert await screen.page.locator("#panel-0 .talk").evaluate(wide)


async def test_a_long_talk_scrolls_in_the_phone_and_not_the_page(open_screen: OpenScreen, scene: Scene) -> None:
    """Words for screen readers that stand in a scrolled list must not make the page below it longer."""
    for number in range(20):
        await scene.shows("tom", ping(), f"p{number}")
    for size in (DESK, PHONE):
        page = (await opened(open_screen, scene, size, "light")).page
        await choose(page, "Tom")
        await expect(page.locator("#panel-1 .in")).to_have_count(20)
        assert await page.evaluate("document.documentElement.scrollHeight <= innerHeight")


async def test_a_chip_fills_but_does_not_send(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, PHONE, "light")).page
    await page.get_by_role("button", name="What to try").click()
    await page.get_by_role("button", name="Joy:").click()
    box = page.get_by_label("Message from Joy to Handrail")
    await expect(box).to_be_focused()
    await expect(box).to_have_value(scene.stage.tries[-1].text)
    await expect(page.get_by_label("Who is holding this phone?")).to_have_value("joy")
    assert not scene.door.taken
    await page.get_by_label("Who is holding this phone?").select_option("precious")
    await expect(page.get_by_label("Message from Precious to Handrail")).to_have_value("")


async def test_the_other_holder_of_a_phone_rings_by_name(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, DESK, "light")).page
    await scene.shows("joy", Card(heading="Saved: ISS-15"), "j1")
    await expect(page.locator("#panel-0 .ring")).to_have_text("New message for Joy")
    await expect(page.locator("#polite")).to_contain_text("New message on Joy's phone: Saved: ISS-15")
    await page.get_by_label("Who is holding this phone?").select_option("joy")
    await expect(page.locator("#panel-0 h3")).to_have_text("Saved: ISS-15")
    await expect(page.locator("#panel-0 .ring")).to_be_hidden()


async def test_the_log_leads_to_each_entry(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, DESK, "light")).page
    scene.stage.did("ISS-14: sent to Tom.", "ISS-14")
    scene.stage.did("Nobody has answered.", "ISS-15")
    lines = page.locator("#log li p")
    await expect(lines).to_contain_text(["ISS-14 (new tab): sent to Tom.", "Nobody has answered. ISS-15 (new tab)"])
    await expect(lines.get_by_role("link").first).to_have_attribute("href", "/entry/ISS-14?as=ben")


async def test_a_pick_list_is_a_press(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, PHONE, "light")).page
    await scene.shows("precious", receipt(), "r1")
    await page.get_by_text("Change type", exact=True).first.click()
    await page.get_by_label("Change type").select_option("Something is missing")
    await page.get_by_role("button", name="Change", exact=True).click()
    await expect(page.locator("#panel-0 .chosen .words")).to_have_text("Something is missing")
    assert len(scene.door.taken) == 1


async def test_a_form_is_filled_in_where_it_stands(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, PHONE, "light")).page
    fields = (
        TextField(name="what", label="What is wrong?", hint="In your own words", long=True),
        PickField(name="how", label="How urgent?", options=(("high", "Today"), ("low", "It can wait"))),
    )
    form = Form(name="report", title="Tell us more", send="Send it", fields=fields)
    await scene.parts.channel.ask(sender("precious"), form, key="f1")
    await page.get_by_label("What is wrong?").fill("slow")
    await page.get_by_label("How urgent?").select_option("It can wait")
    await page.get_by_role("button", name="Send it").click()
    await expect(page.locator("#panel-0 .chosen .words")).to_have_text("Form sent")
    (body,) = scene.door.taken.values()
    assert b'"what": "slow"' in body
    assert b'"how": "low"' in body


async def test_a_press_that_was_not_saved_can_be_pressed_again(open_screen: OpenScreen, scene: Scene) -> None:
    screen = await opened(open_screen, scene, DESK, "light")
    await scene.shows("tom", ping(), "p1")
    button = screen.page.locator("#panel-1").get_by_role("button", name="I've got it")
    scene.door.closed = True
    await button.click()
    await expect(screen.page.locator("#panel-1").get_by_role("alert")).to_contain_text("Not saved.")
    scene.door.closed = False
    await button.click()
    await expect(screen.page.locator("#panel-1 .chosen .words")).to_have_text("I've got it")
    screen.complaints.clear()  # the browser itself complains of the 503


async def test_a_lost_connection_is_said_and_mended(open_screen: OpenScreen, scene: Scene) -> None:
    screen = await opened(open_screen, scene, PHONE, "light")
    scene.store.closed = True
    await scene.parts.hub.close()
    await expect(screen.page.get_by_text("Connection lost. Trying again.")).to_be_visible()
    scene.store.closed = False
    await scene.shows("tom", ping(), "p1")
    await expect(screen.page.get_by_text("Connection lost. Trying again.")).to_be_hidden(timeout=10_000)
    await expect(screen.page.locator("#switcher .badge").nth(1)).to_have_text("Critical")
    screen.complaints.clear()  # the browser itself complains of the 503


async def test_colours_can_be_chosen_and_are_remembered(open_screen: OpenScreen, scene: Scene) -> None:
    screen = await opened(open_screen, scene, DESK, "light")
    button = screen.page.get_by_role("button", name="Dark colours")
    await button.click()
    await expect(button).to_have_attribute("aria-pressed", "true")
    await screen.page.reload()
    await expect(button).to_have_attribute("aria-pressed", "true")
    await sound(screen)


async def test_nothing_moves_for_those_who_asked_for_that(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, DESK, "light")).page
    await page.emulate_media(reduced_motion="reduce")
    await scene.shows("tom", ping(), "p1")
    await expect(page.locator("#panel-1 .ring")).to_have_text("Critical")
    moves = "() => document.getAnimations().length"
    assert await page.evaluate(moves) == 0


async def test_it_is_used_without_a_mouse(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, DESK, "light")).page
    await page.keyboard.press("Tab")
    await expect(page.get_by_role("link", name="Skip to the phones")).to_be_focused()
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await expect(page.get_by_label("Who is holding this phone?")).to_be_focused()

    async def on_the_box() -> bool:
        await page.keyboard.press("Tab")
        return bool(await page.evaluate("document.activeElement.id === 'box-0'"))

    await _until(on_the_box)
    await page.keyboard.type("the app is slow")
    await page.keyboard.press("Enter")
    await expect(page.locator("#panel-0 .out .words")).to_have_text("the app is slow")
    await expect(page.get_by_label("Message from Precious to Handrail")).to_be_focused()


async def test_who_reads_it_aloud_hears_each_message_once(open_screen: OpenScreen, scene: Scene) -> None:
    page = (await opened(open_screen, scene, DESK, "light")).page
    live = "() => [...document.querySelectorAll('[aria-live]')].map((e) => [e.id || e.className, e.ariaLive])"
    regions = dict(await page.evaluate(live))
    assert (regions["polite"], regions["urgent"]) == ("polite", "assertive")
    assert {how for name, how in regions.items() if name not in ("polite", "urgent")} == {"off"}
    await scene.shows("tom", Card(heading="All is well"), "w1")
    await expect(page.locator("#polite p")).to_have_text("New message on Tom's phone: All is well")
    await scene.shows("tom", ping(), "p1")
    await expect(page.locator("#urgent p")).to_contain_text("Critical on Tom's phone: CRITICAL at Elm Court")


async def test_photos_are_chosen_taken_away_and_sent(open_screen: OpenScreen, scene: Scene) -> None:
    """The request for care stands there before they are sent; afterwards the phone shows how many went."""
    screen = await opened(open_screen, scene, PHONE, "light")
    panel = screen.page.locator("#panel-0")
    photo = FilePayload(name="screen.png", mimeType="image/png", buffer=b"\x89PNG made up")
    await panel.get_by_label("Add photos for Precious").set_input_files([photo, photo])
    await expect(panel.locator(".chosen-photos")).to_contain_text("2 photos. Please no names or faces.")
    await panel.get_by_role("button", name="Remove").click()
    await expect(panel.locator(".chosen-photos")).to_be_hidden()
    await panel.get_by_label("Add photos for Precious").set_input_files([photo])
    await panel.get_by_role("button", name="Send").click()
    await expect(panel.locator(".line.out")).to_contain_text("1 photo")
    await expect(panel.locator(".chosen-photos")).to_be_hidden()
