"""The page's preview in a real browser, over the real content's own screens."""

from datetime import UTC
from pathlib import Path

import pytest
from playwright.async_api import Page, expect

from bot.clock import Clock
from bot.content import LiveContent
from bot.editor import Editor
from bot.playground import methods
from bot.playground.params import Params
from bot.playground.telegram import Telegram
from tests.playground.test_browser import browser, page

__all__ = ["browser", "page"]
pytestmark = pytest.mark.asyncio(loop_scope="module")
CONTENT = Path(__file__).parents[1] / "content"
MARKUP = '{"inline_keyboard":[[{"text":"İşe yaradı","callback_data":"v|faq:1-1|1"}]]}'


@pytest.fixture
def telegram(tmp_path: Path) -> Telegram:
    """A stand-in whose desk has a small content, and one past question."""
    (tmp_path / "past.tsv").write_text("kaç kurucu lazım\tfaq:1-1\tdirect\t0\n", encoding="utf-8")
    telegram, editor = Telegram(), Editor(UTC, tmp_path, Clock())
    editor.content = LiveContent.open(CONTENT)
    telegram.preview = editor.look
    return telegram


async def test_an_editor_sees_the_entry_and_tries_a_question(
    telegram: Telegram, page: Page
) -> None:
    await page.get_by_test_id("preview").click()
    await expect(page.get_by_test_id("toast")).to_be_visible()  # nothing was shown yet
    await page.get_by_test_id("contact-start").click()
    said = Params({"chat_id": 1001, "text": "Yanıt", "reply_markup": MARKUP})
    await expect(page.get_by_test_id("contact-message").last).to_contain_text("Duydum")
    await methods.call(telegram, "sendMessage", said)
    await page.get_by_test_id("preview").click()
    await expect(page.get_by_test_id("preview-title")).to_have_text("faq:1-1")
    catalog = LiveContent.open(CONTENT).catalog
    for language in catalog.languages:
        choice = catalog.choice(language, "faq:1-1")
        assert choice is not None
        await expect(page.get_by_test_id(f"preview-{language}")).to_contain_text(choice.title)
    await expect(page.get_by_test_id("preview-past")).to_contain_text("kaç kurucu lazım")
    hostile = "<img src=x onerror=alert(1)>"
    await page.get_by_test_id("preview-question").fill(hostile)
    await page.get_by_test_id("preview-question").press("Enter")
    await expect(page.get_by_test_id("preview-typed")).to_contain_text(hostile)
    await page.get_by_test_id("preview-others").click()
    await expect(page.get_by_test_id("preview-others")).to_be_hidden()
    await page.set_viewport_size({"width": 360, "height": 740})
    dialog = "document.getElementById('preview-dialog')"
    assert await page.evaluate(f"{dialog}.scrollWidth <= {dialog}.clientWidth")
    await page.get_by_test_id("preview-close").click()
    await expect(page.get_by_test_id("preview-dialog")).to_be_hidden()
