"""The playground as somebody meets it who has never seen it: what explains itself, what can be
played by one tap, the keyboard, small and large pages, and what axe finds.

One desk and one browser for all of it, in this process.
"""

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot import demo, scenes, stage
from bot.playground.telegram import Telegram
from bot.settings import load
from tests.browser.people import DESKTOP, FLAGS, executable

AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
FOUND = """async () => (await axe.run(document)).violations
    .map((one) => [one.id, ...one.nodes.map((node) => node.html)])"""
PLAYED = ("answer", "expert", "emergency", "broadcast", "assessment", "promise")
ZOOMED: Any = {"width": 320, "height": 256}  # what 1280 × 1024 is at 400 %
TABLET: Any = {"width": 800, "height": 900}
PHONE: Any = {"width": 390, "height": 844}

pytestmark = pytest.mark.xdist_group("browser")


def free_port() -> int:
    """A port that nobody has."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
async def page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lend: Callable[[Path], None]
) -> AsyncIterator[Page]:
    """The page of a playground that has just been opened, without the pauses for readers."""
    lend(tmp_path / "desk.sqlite3.d")
    monkeypatch.setattr(demo, "_READING", 0.0)
    monkeypatch.setattr(demo, "_telegram", lambda _: Telegram())
    monkeypatch.setattr(stage, "_RESTS", 0.15)
    port = free_port()
    settings = load(port=port, log_level="ERROR", **demo._FREELY)
    desk = asyncio.create_task(demo.playground(settings, tmp_path))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        tab = await _opened(browser, port)
        yield tab
        await browser.close()
    desk.cancel()
    await asyncio.gather(desk, return_exceptions=True)


async def _opened(browser: Browser, port: int) -> Page:
    await asyncio.to_thread(_until_it_listens, port)
    context = await browser.new_context(viewport=DESKTOP, locale="tr-TR", has_touch=True)
    context.set_default_timeout(30_000)
    expect.set_options(timeout=30_000)
    tab = await context.new_page()
    await tab.goto(f"http://127.0.0.1:{port}")
    await tab.wait_for_selector("body[data-ready]")
    await tab.wait_for_selector("#commands-toggle:visible")
    return tab


def _until_it_listens(port: int) -> None:
    while True:
        with socket.socket() as one:
            if one.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)


async def sound(page: Page, state: str) -> None:
    """Axe has nothing to say about the page as it is now."""
    await page.evaluate(AXE)
    assert await page.evaluate(FOUND) == [], state


async def test_the_first_ten_minutes(page: Page) -> None:
    """A newcomer's way through the page."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    await both_halves_explain_themselves(page)
    for name in PLAYED:
        await plays(page, name)
    await says_why(page)
    await answers_edits_and_repeats(page)
    await one_stop_a_log(page)
    await in_every_size(page)
    await speaks_the_browsers_language(page)
    await a_reset_forgets_everything(page)
    assert errors == []


async def both_halves_explain_themselves(page: Page) -> None:
    await expect(page.get_by_test_id("contact-role")).to_contain_text("Deniz Derneği")
    await expect(page.get_by_test_id("staff-lesson")).to_contain_text("Üzerime al")
    await expect(page.get_by_test_id("contact-scenes").get_by_role("button")).to_have_count(6)
    await sound(page, "first look")
    await page.get_by_test_id("scenes").click()
    await sound(page, "list of scenes")
    await page.get_by_test_id("scenes-close").click()


async def plays(page: Page, name: str) -> None:
    """A scene, by one tap, to its last word; nobody else's chat is used."""
    await page.get_by_test_id("scenes").click()
    await page.get_by_test_id("scene-list").get_by_test_id(f"scene-{name}").click()
    after = scenes.read()[name]["after"]["tr"]
    await expect(page.get_by_test_id("scene-now")).to_have_text(after)
    who = scenes.said(scenes.read()[name]["who"], "tr")
    await expect(page.get_by_test_id("contact-select").locator("option:checked")).to_contain_text(
        who
    )


async def says_why(page: Page) -> None:
    await become(page, scenes.said(scenes.read()["answer"]["who"], "tr"))
    await page.get_by_test_id("message-why").first.click()
    found = page.get_by_test_id("why-found")
    await expect(found).to_contain_text("Dernek kurmak için kaç kişi gerekir?")
    await expect(found.get_by_role("table")).to_contain_text("(faq:")
    await sound(page, "why")
    await page.get_by_test_id("why-close").click()


async def answers_edits_and_repeats(page: Page) -> None:
    """As in Telegram's apps: an arrow or two taps reply, / lists commands, ↑ edits."""
    box, context = page.get_by_test_id("contact-input"), page.locator("#contact-form .context")
    theirs = page.locator("[data-testid=contact-message][data-from=bot]")
    await theirs.last.get_by_test_id("message-answer").click()
    await expect(context).to_be_visible()
    await box.press("Escape")
    await expect(context).to_be_hidden()
    await theirs.last.locator(".words").dblclick()
    await expect(context).to_be_visible()
    await box.press("Escape")
    commands = page.get_by_test_id("contact-command-list")
    await box.press_sequentially("/du")
    await expect(commands.get_by_role("button")).to_have_count(1)
    await sound(page, "commands")
    await box.fill("")
    await expect(commands).to_be_hidden()
    await box.press("ArrowUp")
    await expect(box).to_have_value("Dernek kurmak için kaç kişi gerekir?")
    await box.press("Escape")
    mine = page.locator("[data-testid=contact-message][data-from=me]")
    count, said = await mine.count(), await theirs.count()
    await mine.last.get_by_test_id("message-more").click()
    await mine.last.get_by_test_id("message-resend").click()
    await expect(mine).to_have_count(count + 1)
    await expect(theirs).to_have_count(said + 1)


async def one_stop_a_log(page: Page) -> None:
    """Tab goes past a log in one step; arrows go through it, and a redrawn message keeps them."""
    log = page.get_by_test_id("contact-chat")
    await expect(log.locator("[tabindex='0']")).to_have_count(0)
    await log.focus()
    await page.keyboard.press("End")
    last = log.locator(".message").last
    await expect(last).to_be_focused()
    await page.keyboard.press("ArrowRight")
    await expect(last.locator(":focus")).to_have_count(1)
    await become(page, scenes.said(scenes.read()["assessment"]["who"], "tr"))
    await page.get_by_test_id("contact-input").fill("/duyurular")
    await page.get_by_test_id("contact-input").press("Enter")
    toggle = log.locator('[data-testid^="button-u|toggle|"]').first
    await expect(toggle).to_be_visible()
    await toggle.focus()
    before = await toggle.inner_text()
    await page.keyboard.press("Enter")
    await expect(toggle).not_to_have_text(before)
    await expect(toggle).to_be_focused()


async def in_every_size(page: Page) -> None:
    """Axe is content in the light and in the dark, and nothing leaves the page to the side."""
    for size in (PHONE, TABLET, ZOOMED):
        await page.set_viewport_size(size)
        for scheme in ("light", "dark"):
            await page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            await sound(page, f"{size['width']} {scheme}")
        width = await page.evaluate("document.documentElement.scrollWidth")
        assert width <= size["width"], size
        if await page.get_by_test_id("tab-staff").is_visible():
            await page.get_by_test_id("tab-staff").click()
            if await page.get_by_test_id("thread-back").is_visible():  # where the scenes were
                await page.get_by_test_id("thread-back").click()
            await expect(page.get_by_test_id("thread-item").first).to_be_visible()
            await page.get_by_test_id("thread-item").nth(1).click()
            await sound(page, f"{size['width']} thread")
            await page.get_by_test_id("thread-back").click()
            await page.get_by_test_id("tab-contact").click()
        else:
            await expect(page.get_by_test_id("contact-chat")).to_be_visible()
            await expect(page.get_by_test_id("thread-list")).to_be_visible()
    await page.emulate_media(forced_colors="active")
    await sound(page, "forced colours")
    await page.emulate_media(forced_colors="none", color_scheme="light")
    await page.set_viewport_size(DESKTOP)


async def speaks_the_browsers_language(page: Page) -> None:
    assert page.context.browser is not None
    context = await page.context.browser.new_context(locale="en-GB")
    tab = await context.new_page()
    await tab.goto(page.url)
    await tab.wait_for_selector("body[data-ready]")
    await expect(tab.get_by_test_id("contact-role")).to_contain_text("You write for River Network")
    await context.close()


_WATCH_THE_BAR = """() => {
    const bar = document.querySelector('[data-testid="down"]');
    const look = () => { if (!bar.hidden) document.body.dataset.bar = 'seen'; };
    new MutationObserver(look).observe(bar, { attributes: true });
}"""


async def a_reset_forgets_everything(page: Page) -> None:
    """Chats, tickets, the moved clock, what the desk itself knew; meanwhile the page says so."""
    await page.get_by_test_id("clock-week").click()
    await page.evaluate(_WATCH_THE_BAR)  # which may stand there for a moment only
    await page.get_by_test_id("reset").click()
    await page.get_by_test_id("dialog-ok").click()
    await expect(page.locator("body[data-bar=seen]")).to_be_attached()
    await expect(page.get_by_test_id("down")).to_be_hidden()
    await expect(page.get_by_test_id("thread-item")).to_have_count(1)
    await expect(page.get_by_test_id("contact-message")).to_have_count(0)
    await plays(page, "expert")
    await expect(thread(page)).to_contain_text("#1")  # numbers begin anew, too


def thread(page: Page) -> Locator:
    return page.get_by_test_id("thread-item").nth(1)


async def become(page: Page, name: str) -> None:
    people = page.get_by_test_id("contact-select")
    value = await people.locator("option", has_text=name).get_attribute("value")
    await people.select_option(value)
