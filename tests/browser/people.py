"""People at the playground's page: what a contact and an expert do and see."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PHONE: Any = {"width": 360, "height": 740}
DESKTOP: Any = {"width": 1280, "height": 800}


def executable() -> str | None:
    """The Chromium of this machine."""
    found = map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))
    return next(filter(None, found), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium; what should appear on a page has thirty seconds for it."""
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable(), args=list(FLAGS))
        yield browser
        browser.close()


def opened(page: Page, address: str) -> None:
    """Open the playground's page and wait until it can be used and the bot has introduced
    itself.
    """
    page.goto(address)
    page.wait_for_selector("body[data-ready]")
    page.wait_for_selector("#commands-toggle:visible")


class Side:
    """One half of the page: its messages, its buttons and its box to write in."""

    def __init__(self, page: Page, *, tab: str, log: str, box: str) -> None:
        self.page = page
        self._tab = page.get_by_test_id(f"tab-{tab}")
        self._input = page.get_by_test_id(f"{box}-input")
        self.log = page.get_by_test_id(log)
        self.messages = self.log.get_by_role("article").filter(
            has=page.get_by_test_id("message-more")
        )

    def look(self) -> None:
        """Bring this side to the front; on a wide page both are there."""
        if self._tab.is_visible() and self._tab.get_attribute("aria-selected") != "true":
            self._tab.click()

    def write(self, words: str) -> None:
        """Type and send; the box is empty when the message has left."""
        self.look()
        self._input.fill(words)
        self._input.press("Enter")
        expect(self._input).to_have_value("")

    def reply(self, to: str, words: str) -> None:
        """Answer the last message that holds `to`."""
        message = self.sees(to)
        message.get_by_test_id("message-more").click()
        message.get_by_test_id("message-reply").click()
        self.write(words)

    def sees(self, words: str) -> Locator:
        """Wait until a message with these words is there, and give the last one."""
        self.look()
        message = self.messages.filter(has_text=words).last
        expect(message).to_be_visible()
        return message

    def said(self, words: str) -> Locator:
        """Every message that says these words itself; one that replies only quotes them."""
        quoting = self.page.locator("blockquote.quote").filter(has_text=words)
        return self.messages.filter(has_text=words).filter(has_not=quoting)

    def button(self, data: str) -> Locator:
        """The last button whose data begins so."""
        return self.log.locator(f'[data-testid^="button-{data}"]').last

    def tap(self, data: str) -> None:
        """Press that button, once it is there."""
        self.look()
        self.button(data).click()


class Contact(Side):
    """The phone; who holds it is chosen above it."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, tab="contact", log="contact-chat", box="contact")

    def become(self, name: str) -> None:
        self.look()
        people = self.page.get_by_test_id("contact-select")
        # its label counts news
        people.select_option(people.locator("option", has_text=name).get_attribute("value"))

    def block(self) -> None:
        """Block the bot, or let it speak again."""
        lever = self.page.get_by_test_id("block-toggle")
        if not lever.is_visible():
            self.page.get_by_test_id("contact-levers").click()
        lever.click()

    def start(self) -> None:
        self.look()
        self.page.get_by_test_id("contact-start").click()


class Staff(Side):
    """The forum; on a phone either the list of threads is seen or one thread."""

    def __init__(self, page: Page) -> None:
        super().__init__(page, tab="staff", log="thread-messages", box="thread")

    def become(self, name: str) -> None:
        self.to_threads()
        self.page.get_by_test_id("expert-select").select_option(label=name)

    def to_threads(self) -> None:
        self.look()
        if self.page.get_by_test_id("thread-back").is_visible():
            self.page.get_by_test_id("thread-back").click()

    def open(self, name: str) -> None:
        """Open the thread whose name holds these words, once it is there."""
        self.to_threads()
        self.page.get_by_test_id("thread-item").filter(has_text=name).first.click()
