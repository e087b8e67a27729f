"""The playground, and dialogues from files: the real desk against the stand-in for Telegram, on
this machine only.
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from bot.app import opened, run, stop_on_signals
from bot.clock import Clock
from bot.editor import Editor
from bot.gateway.telegram import client
from bot.playground.dialogue import Dialogue
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, TOKEN, Telegram
from bot.settings import PAST_QUERIES, Settings

FOLDER = Path("playground-data")
_FAST = 100_000
_TALK = {
    "staff_chat_id": STAFF_CHAT,
    "webhook_url": "",
    "log_level": "ERROR",
    "pace_per_second": _FAST,
    "pace_group_per_minute": _FAST,
    "pace_chat_burst": _FAST,
}


async def playground(settings: Settings, folder: Path = FOLDER) -> None:
    """Open the playground on loopback and run the desk in it until a signal comes."""
    clock = Clock()
    try:
        telegram = Telegram(clock=clock, path=folder / "telegram.sqlite3", flood=True)
    except sqlite3.Error as error:
        raise OSError(
            f"What the playground kept in {folder} can't be used ({error}); "
            "remove the folder, or look at the disk."
        ) from None
    own = settings.model_copy(
        update={
            "staff_chat_id": STAFF_CHAT,
            "database_url": f"sqlite:///{folder / 'desk.sqlite3'}",
            "webhook_url": "",
        }
    )
    editor = Editor(own.zone, PAST_QUERIES, clock)
    telegram.preview = editor.look
    async with (
        serving(telegram, token=TOKEN, page=True, port=settings.port) as address,
        opened(own, clock, client.Telegram(TOKEN, address)) as running,
    ):
        editor.content = running.content
        stop_on_signals(running.stopping.set)
        Console().print(f"The playground is open: [bold]{address}[/bold]  (Ctrl-C ends it)")
        await run(running, own)
    telegram.close()


async def talk(lines: Iterable[str], settings: Settings) -> None:
    """Play the dialogues and print them; raises ValueError for a button that is not there."""
    with tempfile.TemporaryDirectory() as folder:
        own = settings.model_copy(
            update=_TALK
            | {"database_url": f"sqlite:///{folder}/talk.sqlite3", "state_dir": Path(folder)}
        )
        telegram = Telegram()
        async with (
            serving(telegram, token=TOKEN) as address,
            opened(own, Clock(), client.Telegram(TOKEN, address)) as running,
        ):
            desk = asyncio.create_task(run(running, own, watch=False))
            try:
                await Dialogue(telegram).play(lines)
            finally:
                running.stopping.set()
                await desk
