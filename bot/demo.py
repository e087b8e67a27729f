"""The playground: the real desk against the stand-in for Telegram, on this machine only."""

import sqlite3
from pathlib import Path

from rich.console import Console

from bot.app import opened, run, stop_on_signals
from bot.clock import Clock
from bot.gateway.telegram import client
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, TOKEN, Telegram
from bot.settings import Settings

FOLDER = Path("playground-data")


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
    async with (
        serving(telegram, token=TOKEN, page=True, port=settings.port) as address,
        opened(own, clock, client.Telegram(TOKEN, address)) as running,
    ):
        stop_on_signals(running.stopping.set)
        Console().print(f"The playground is open: [bold]{address}[/bold]  (Ctrl-C ends it)")
        await run(running, own)
    telegram.close()
