"""A backup is brought back: nobody hears again what was queued in it, and the desk says so."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.playground.faults import Refuse
from bot.playground.telegram import STAFF_CHAT, Telegram
from tests.commands import typed
from tests.durability.desk_process import small_content
from tests.world import sqlite_url, world


def copied(source: Path, target: Path) -> None:
    """As `sqlite3 source ".backup target"` does; what was there is gone."""
    for end in ("", "-wal", "-shm"):
        Path(f"{target}{end}").unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


@pytest.mark.parametrize("lives", [1, 2])
async def test_what_was_queued_in_a_backup_is_not_said_again(tmp_path: Path, lives: int) -> None:
    url, faq, telegram = sqlite_url(tmp_path), small_content(tmp_path), Telegram()
    file, backup = tmp_path / "desk.sqlite3", tmp_path / "backup.sqlite3"
    person = telegram.contact(1001)
    async with world(url, telegram=telegram, faq_dir=faq) as desk:
        await desk.rest()
        telegram.fail(Refuse(502, "Bad Gateway"), method="sendMessage", times=1)
        await person.send("/start faq_1-1")
        await telegram.until(lambda: telegram.called("sendMessage", chat_id=1001))
        copied(file, backup)
        await person.hears("Gövde 1")
        await desk.rest()
    for _ in range(lives - 1):
        async with world(url, telegram=telegram, faq_dir=faq) as desk:
            await desk.rest()
    heard = len(person.messages)
    copied(backup, file)
    async with world(url, telegram=telegram, faq_dir=faq) as desk:
        await desk.rest()
        await telegram.quiet(2.5)
        assert len(person.messages) == heard
        await telegram.contact(1002).send("/start faq_1-2")
        await telegram.contact(1002).hears("Gövde 2")
        told = [call.params["text"] for call in telegram.called("sendMessage", chat_id=STAFF_CHAT)]
    assert [("yedekten" in text) for text in told].count(True) == 1
    async with world(url, telegram=telegram, faq_dir=faq) as desk:  # and only once
        await desk.rest()
    assert len(telegram.called("sendMessage", chat_id=STAFF_CHAT)) == len(told)


async def test_a_file_of_backup_is_brought_to_another_machine(tmp_path: Path) -> None:
    """Made while the desk runs; there is no note there that would tell that it is a backup."""
    faq, telegram, there = small_content(tmp_path), Telegram(), tmp_path / "there"
    there.mkdir()
    person, file = telegram.contact(1001), tmp_path / "backup"
    async with world(sqlite_url(tmp_path), telegram=telegram, faq_dir=faq) as desk:
        await desk.rest()
        telegram.fail(Refuse(502, "Bad Gateway"), method="sendMessage", times=1)
        await person.send("/start faq_1-1")
        await telegram.until(lambda: telegram.called("sendMessage", chat_id=1001))
        assert typed("backup", file, DATABASE_URL=sqlite_url(tmp_path)).exit_code == 0
        await person.hears("Gövde 1")
        await desk.rest()
    heard = len(person.messages)
    brought = typed("restore", file, DATABASE_URL=sqlite_url(there))
    assert (brought.exit_code, "1 deliveries" in brought.stdout) == (0, True), brought.output
    async with world(sqlite_url(there), telegram=telegram, faq_dir=faq) as desk:
        await desk.rest()
        await desk.tick()
        await desk.rest()
        await telegram.contact(1002).send("/start faq_1-2")
        await telegram.contact(1002).hears("Gövde 2")
    told = [call.params["text"] for call in telegram.called("sendMessage", chat_id=STAFF_CHAT)]
    assert len(person.messages) == heard
    assert [("yedekten" in text) for text in told].count(True) == 1
