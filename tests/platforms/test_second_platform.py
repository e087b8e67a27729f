"""The desk serves a platform that is not Telegram, and nothing but the wiring is told."""

import asyncio
from pathlib import Path

from bot.app import opened, run
from bot.clock import Clock
from tests.platforms.printer import Printer
from tests.world import settings, sqlite_url

CONTENT = Path(__file__).parents[1] / "content"


async def test_a_desk_answers_on_another_platform(tmp_path: Path) -> None:
    """A question in words gets its answer, a menu can be walked by the numbers printed beside it,
    and no word or address of Telegram's comes out.
    """
    printer, own = Printer(), settings(sqlite_url(tmp_path), faq_dir=CONTENT)
    async with opened(own, Clock(), printer) as running:
        assert running.staff is None
        desk = asyncio.create_task(run(running, own, watch=False))
        printer.type("Genel kurul çağrısı kaç gün önce yapılır?")
        answer = await printer.next()
        printer.type("merhaba")
        home = await printer.next()
        printer.type("1")
        subjects = await printer.next()
        running.stopping.set()
        await desk
    assert "on beş gün önce" in answer
    assert "1) 📚 Konular" in home
    assert "1) 1. " in subjects
    assert not any("t.me" in words or "telegram" in words.lower() for words in printer.printed)
