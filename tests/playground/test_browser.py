"""The page in a real browser, with a small echo bot behind it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio
import telegram as ptb
from playwright.async_api import Browser, Page, Route, async_playwright, expect

from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, TOKEN, Telegram

pytestmark = pytest.mark.asyncio(loop_scope="module")

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


async def echo(bot: ptb.Bot) -> None:
    """Repeats what contacts write, under a button that counts as helpful."""
    offset = 0
    while True:
        for update in await bot.get_updates(offset=offset, timeout=1):
            offset = update.update_id + 1
            if update.message and update.message.chat.type == "private" and update.message.text:
                keyboard = ptb.InlineKeyboardMarkup(
                    [[ptb.InlineKeyboardButton("İşe yaradı", callback_data="ok")]]
                )
                await bot.send_message(
                    update.message.chat.id, f"Duydum: {update.message.text}", reply_markup=keyboard
                )
            elif update.callback_query:
                await update.callback_query.answer("Teşekkürler")
                await update.callback_query.edit_message_text("Sevindim.")
            elif update.inline_query:
                words = ptb.InputTextMessageContent(
                    f"<b>Bulundu</b>: {update.inline_query.query}", parse_mode="HTML"
                )
                result = ptb.InlineQueryResultArticle(
                    "1", "Tüzük", words, description="Tüzük nasıl yazılır?"
                )
                await update.inline_query.answer([result])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One for all tests of a module: it takes longer to start than most of them."""
    async with async_playwright() as playwright:
        one = await playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        yield one
        await one.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(telegram: Telegram, browser: Browser) -> AsyncIterator[Page]:
    async with serving(telegram, page=True) as url, ptb.Bot(TOKEN, base_url=f"{url}/bot") as bot:
        bot_task = asyncio.create_task(echo(bot))
        size: Any = {"width": 1280, "height": 800}
        tab = await browser.new_page(viewport=size, locale="tr-TR")
        await tab.goto(url)
        await tab.wait_for_selector("body[data-ready]")
        yield tab
        await tab.close()
        bot_task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await bot_task


async def test_contact_talks_with_the_bot(page: Page) -> None:
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on(
        "console", lambda message: errors.append(message.text) if message.type == "error" else None
    )
    await page.get_by_test_id("contact-start").click()
    messages = page.get_by_test_id("contact-message")
    await expect(messages.last).to_contain_text("Duydum: /start")
    hostile = "<img src=x onerror=alert(1)> ğüşiöç"
    await page.get_by_test_id("contact-input").fill(hostile)
    await page.get_by_test_id("contact-input").press("Enter")
    await expect(messages.last).to_contain_text(f"Duydum: {hostile}")
    await page.get_by_test_id("button-ok").last.click()
    await expect(page.get_by_test_id("toast")).to_have_text("Teşekkürler")
    await expect(messages.last).to_contain_text("Sevindim.")
    await page.get_by_test_id("contact-levers").click()
    await page.get_by_test_id("block-toggle").click()
    await expect(page.get_by_test_id("contact-input")).to_be_disabled()
    await page.get_by_test_id("block-toggle").click()
    await expect(page.get_by_test_id("contact-input")).to_be_enabled()
    await page.get_by_test_id("contact-select").select_option(label="Gençlik Kooperatifi")
    await expect(messages).to_have_count(0)
    assert errors == []


async def test_own_words_are_edited_and_answered(telegram: Telegram, page: Page) -> None:
    await page.get_by_test_id("contact-input").fill("yanlis")
    await page.get_by_test_id("contact-send").click()
    mine = page.locator("[data-testid=contact-message][data-from=me]")
    await mine.first.get_by_test_id("message-more").click()
    await mine.first.get_by_test_id("message-edit").click()
    await page.get_by_test_id("contact-input").fill("doğru")
    await page.get_by_test_id("contact-input").press("Enter")
    await expect(mine.first).to_contain_text("doğru")
    await mine.first.get_by_test_id("message-more").click()
    await mine.first.get_by_test_id("message-reply").click()
    await page.get_by_test_id("contact-input").fill("bir de bu")
    await page.get_by_test_id("contact-input").press("Enter")
    await expect(mine.last).to_contain_text("bir de bu")
    assert telegram.contact(1001).messages[-2]["reply_to_message"]["text"] == "doğru"


async def test_expert_works_in_a_thread(telegram: Telegram, page: Page) -> None:
    async with ptb.Bot(TOKEN, base_url=f"{page.url}bot") as bot:
        topic = await bot.create_forum_topic(STAFF_CHAT, "#1 Mali işler")
        await bot.send_message(STAFF_CHAT, "Kart", message_thread_id=topic.message_thread_id)
    thread = page.get_by_test_id("thread-item").filter(has_text="#1 Mali işler")
    await thread.click()
    await page.get_by_test_id("expert-select").select_option(label="Uzman 2")
    messages = page.get_by_test_id("thread-message")
    await messages.first.get_by_test_id("message-more").click()
    await messages.first.get_by_test_id("message-reply").click()
    await page.get_by_test_id("thread-input").fill("Yanıtım")
    await page.get_by_test_id("thread-send").click()
    await expect(messages.last).to_contain_text("Yanıtım")
    said = telegram.expert(2002).messages[-1]
    assert (said["from"]["first_name"], said["reply_to_message"]["text"]) == ("Uzman 2", "Kart")
    await page.get_by_test_id("thread-levers").click()
    await page.get_by_test_id("thread-delete").click()
    await page.get_by_test_id("dialog-ok").click()
    await expect(thread).to_have_count(0)


async def test_clock_language_and_a_phone_sized_window(telegram: Telegram, page: Page) -> None:
    await page.get_by_test_id("clock-day").click()
    await telegram.until(lambda: telegram.clock.offset.days == 1)
    await page.get_by_test_id("language-toggle").click()
    await expect(page.get_by_test_id("clock-day")).to_have_text("+1 day")
    await page.set_viewport_size({"width": 360, "height": 740})
    await expect(page.get_by_test_id("thread-input")).to_be_hidden()
    await page.get_by_test_id("tab-staff").click()
    await expect(page.get_by_test_id("contact-input")).to_be_hidden()
    await page.get_by_test_id("thread-item").first.click()
    await expect(page.get_by_test_id("thread-input")).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth") <= 360


async def test_a_link_to_the_bot_is_followed_on_the_page(page: Page) -> None:
    await page.get_by_test_id("contact-input").fill(
        "https://t.me/destek_noktasi_demo_bot?start=faq_1-3"
    )
    await page.get_by_test_id("contact-send").click()
    await page.locator("[data-testid=contact-message][data-from=me] a").click()
    await expect(page.get_by_test_id("contact-message").last).to_contain_text(
        "Duydum: /start faq_1-3"
    )


async def test_inline_search_sends_what_is_chosen(telegram: Telegram, page: Page) -> None:
    await page.get_by_test_id("thread-input").fill("@destek_noktasi_demo_bot tüzük")
    await page.get_by_test_id("inline-result").click()
    await expect(page.get_by_test_id("thread-message").last).to_contain_text("Bulundu: tüzük")
    said = telegram.expert(2001).messages[-1]
    assert (said["via_bot"]["id"], said["entities"][0]["type"]) == (
        telegram.world.bot["id"],
        "bold",
    )


class Held:
    """A request of the page that waits on its way back: Telegram's stand-in has answered, the page
    has not heard.
    """

    def __init__(self) -> None:
        self.answered = asyncio.Event()
        self.release = asyncio.Event()

    async def __call__(self, route: Route) -> None:
        answer = await route.fetch()
        self.answered.set()
        await self.release.wait()
        await route.fulfill(response=answer)


async def test_news_that_come_while_the_state_is_fetched_stay(page: Page) -> None:
    """A thread makes the page fetch everything anew; the card that follows it must not be lost by
    that.
    """
    held = Held()
    await page.route("**/playground/state", held, times=1)
    async with ptb.Bot(TOKEN, base_url=f"{page.url}bot") as bot:
        await bot.create_forum_topic(STAFF_CHAT, "#1 Mali işler")
        await held.answered.wait()
        await bot.send_message(STAFF_CHAT, "Kart")
    messages = page.get_by_test_id("thread-message")
    await expect(messages.last).to_contain_text("Kart")
    held.release.set()
    await expect(
        page.get_by_test_id("thread-item").filter(has_text="#1 Mali işler")
    ).to_be_visible()
    await expect(messages.last).to_contain_text("Kart")


async def test_an_older_state_never_replaces_a_younger_one(page: Page) -> None:
    held = Held()
    await page.route("**/playground/state", held, times=1)
    threads = page.get_by_test_id("thread-item")
    async with ptb.Bot(TOKEN, base_url=f"{page.url}bot") as bot:
        await bot.create_forum_topic(STAFF_CHAT, "#1 Mali işler")
        await held.answered.wait()
        await bot.create_forum_topic(STAFF_CHAT, "#2 Tüzük")
    await expect(threads).to_have_count(3)
    async with page.expect_event("requestfinished", lambda request: request.url.endswith("/state")):
        held.release.set()
    await page.evaluate("new Promise((done) => setTimeout(done, 100))")
    await expect(threads).to_have_count(3)


async def test_news_before_the_stream_is_open_are_not_missed(page: Page) -> None:
    waiting = asyncio.Event()

    async def late(route: Route) -> None:
        await waiting.wait()
        await route.continue_()

    await page.route("**/playground/events", late)
    await page.reload()
    await page.wait_for_selector("body[data-ready]")
    async with ptb.Bot(TOKEN, base_url=f"{page.url}bot") as bot:
        await bot.send_message(STAFF_CHAT, "Kart")
    waiting.set()
    await expect(page.get_by_test_id("thread-message").last).to_contain_text("Kart")
