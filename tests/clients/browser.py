"""A real Chromium for tests: pages as wide as a phone, that fail the test when they complain."""

import shutil
from collections.abc import AsyncIterator, Awaitable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import pytest
from playwright.async_api import Browser, ConsoleMessage, Error, Page, async_playwright

from tests.clients.here import skip_here

SHOTS = Path(__file__).resolve().parent.parent / ".shots"
PHONE = (390, 844)

# Without the sandbox, because root cannot have one. The rest keeps the browser from talking to
# anybody but the server under test: its own services are off and every other name is unknown.
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)


def chromium() -> str | None:
    """The browser of this machine, if it has one."""
    names = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
    return next((path for name in names if (path := shutil.which(name))), None)


@dataclass(kw_only=True)
class Screen:
    """One open page. What it complains of on its console is kept; anything left there fails the test.

    A test that provokes a complaint looks at `complaints` and clears it.
    """

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._heard)
        self.page.on("pageerror", self._broke)

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.complaints.append(f"{message.type}: {message.text}")

    def _broke(self, error: Error) -> None:
        self.complaints.append(f"exception: {error.message}")

    async def shot(self, name: str, *, whole: bool = True) -> Path:
        """Keeps a picture as tests/.shots/NAME.png: of the whole page, or of what is seen at once."""
        SHOTS.mkdir(exist_ok=True)
        file = SHOTS / f"{name}.png"
        await self.page.screenshot(path=file, full_page=whole)
        return file

    async def fits(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        wide, seen = "document.documentElement.scrollWidth", "document.documentElement.clientWidth"
        return bool(await self.page.evaluate(f"{wide} <= {seen}"))


class OpenScreen(Protocol):
    """Opens another screen, with cookies of its own, as wide as a phone unless told otherwise."""

    def __call__(
        self, *, size: tuple[int, int] = PHONE, colours: Literal["light", "dark"] = "light"
    ) -> Awaitable[Screen]: ...


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A Chromium that is started for this test."""
    path = chromium()
    if path is None:
        skip_here("no Chromium")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield running
        await running.close()


@pytest.fixture
async def open_screen(browser: Browser) -> AsyncIterator[OpenScreen]:
    """Opens screens; at the end, none of them may have complained."""
    screens: list[Screen] = []

    async def open_screen(*, size: tuple[int, int] = PHONE, colours: Literal["light", "dark"] = "light") -> Screen:
        context = await browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            color_scheme=colours,
            locale="en-GB",
            timezone_id="Europe/London",
            device_scale_factor=2,
            has_touch=size == PHONE,
            is_mobile=size == PHONE,
        )
        screens.append(Screen(page=await context.new_page()))
        return screens[-1]

    yield open_screen
    assert not (found := [c for screen in screens for c in screen.complaints]), "\n".join(found)


@pytest.fixture
async def phone(open_screen: OpenScreen) -> Screen:
    """One screen as wide as a phone."""
    return await open_screen()
