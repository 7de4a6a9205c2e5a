"""What tests of the page in a browser have in common: how it is opened, and what must hold whatever it shows."""

from typing import Literal

import pytest
from playwright.async_api import Page, expect

from tests.clients.browser import PHONE, OpenScreen, Screen
from tests.unit.web.scene import Scene

DESK = (1280, 800)
Colours = Literal["light", "dark"]
SIZES = pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
COLOURS = pytest.mark.parametrize("colours", ["light", "dark"])

# Every text that can be seen, with its colour and what is behind it; those under 4.5 come back.
FAINT = """() => {
  const parts = (c) => { const n = c.match(/[0-9.]+/g).map(Number); return n.length < 4 ? [...n, 1] : n; };
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = parts(getComputedStyle(e).backgroundColor);
      if (c[3] === 1) return c;
    }
    return [255, 255, 255, 1];
  };
  const found = [];
  for (const e of document.querySelectorAll("body *")) {
    const said = [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    if (!said || !e.checkVisibility() || e.closest(".unseen, template, script")) continue;
    const [a, b] = [light(parts(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) found.push(`${ratio.toFixed(2)} ${e.className} ${e.textContent.slice(0, 30)}`);
  }
  return found;
}"""

# Whatever can be pressed must be large enough for a thumb.
SMALL = """() => [...document.querySelectorAll("button, select, summary, textarea, input, [role=option]")]
  .filter((e) => e.checkVisibility())
  .map((e) => [e.getBoundingClientRect(), e])
  .filter(([box]) => box.height < 43.5 || box.width < 43.5)
  .map(([box, e]) => `${Math.round(box.width)}x${Math.round(box.height)} ${e.textContent || e.id}`)"""

# A screen reader needs a name for everything that it can reach.
NAMELESS = """() => [...document.querySelectorAll("button, select, textarea, input, a, section, [role=log]")]
  .filter((e) => e.checkVisibility())
  .filter((e) => !(e.getAttribute("aria-label") || e.textContent.trim() || e.labels?.length
    || e.getAttribute("aria-labelledby")))
  .map((e) => e.outerHTML.slice(0, 80))"""


async def opened(open_screen: OpenScreen, scene: Scene, size: tuple[int, int], colours: Colours) -> Screen:
    screen = await open_screen(size=size, colours=colours)
    await screen.page.goto(scene.url)
    await expect(screen.page.get_by_label("Message from Precious to Handrail")).to_be_visible()
    return screen


async def choose(page: Page, name: str) -> None:
    """On a narrow screen, one phone is seen at a time."""
    button = page.locator("#switcher").get_by_role("button", name=name)
    if await button.is_visible():
        await button.click()


async def sound(screen: Screen) -> None:
    """What must hold whatever is shown: it fits, can be read, pressed and named."""
    assert await screen.fits()
    assert await screen.page.evaluate(FAINT) == []
    assert await screen.page.evaluate(SMALL) == []
    assert await screen.page.evaluate(NAMELESS) == []
