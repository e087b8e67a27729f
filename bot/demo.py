"""The playground, and dialogues from files: the real desk against the stand-in for Telegram, on
this machine only.
"""

import asyncio
import sqlite3
import tempfile
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

from rich.console import Console

from bot.app import opened, run, stop_on_signals
from bot.clock import Clock
from bot.editor import Editor
from bot.gateway.telegram import client
from bot.insight import Insight
from bot.playground.demo import populate
from bot.playground.dialogue import Dialogue
from bot.playground.serving import serving
from bot.playground.telegram import STAFF_CHAT, TOKEN, Telegram
from bot.scenes import WEEK
from bot.settings import PAST_QUERIES, Settings
from bot.stage import Player, Stage

FOLDER = Path("playground-data")
WEEK_FOLDER = FOLDER / "demo"
_FAST = 100_000
_WEEK = timedelta(days=7)
_READING = 1.8  # seconds between two steps of a scene
_FREELY = {
    "pace_per_second": _FAST,
    "pace_group_per_minute": _FAST,
    "pace_chat_burst": _FAST,
}
_TALK = {"staff_chat_id": STAFF_CHAT, "webhook_url": "", "log_level": "ERROR", **_FREELY}


async def playground(settings: Settings, folder: Path = FOLDER, *, demo: bool = False) -> None:
    """Open the playground on loopback and run the desk in it until a signal comes; `demo` begins
    with a week of tickets.
    """
    telegram = _telegram(folder)
    stage = Stage(telegram, _READING)
    fresh = demo and not telegram.world.settings.get(WEEK)
    own = settings.model_copy(
        update={
            "staff_chat_id": STAFF_CHAT,
            "database_url": f"sqlite:///{folder / 'desk.sqlite3'}",
            "webhook_url": "",
        }
    )
    Console().print("Starting; the first time takes half a minute, while the answers are learnt…")
    async with serving(telegram, token=TOKEN, page=True, port=settings.port) as address:
        telegram.scenes = stage
        if fresh:
            Console().print("Playing a week at the desk; this takes half a minute…")
            await _play_week(telegram, own, address)
        Console().print(f"The playground is open: [bold]{address}[/bold]  (Ctrl-C ends it)")
        while await _served(telegram, own, address):
            stage.stop()
            _forget(telegram, folder)
    telegram.close()


def _telegram(folder: Path) -> Telegram:
    try:
        return Telegram(clock=Clock(), path=folder / "telegram.sqlite3", flood=True)
    except sqlite3.Error as error:
        raise OSError(
            f"What the playground kept in {folder} can't be used ({error}); "
            "remove the folder, or look at the disk."
        ) from None


async def _served(telegram: Telegram, own: Settings, address: str) -> bool:
    """The desk at work until a signal comes; True when it shall begin anew."""
    anew = False

    def restart() -> None:
        nonlocal anew
        anew = True
        running.stopping.set()

    editor, insight = Editor(own.zone, PAST_QUERIES, telegram.clock), Insight()
    async with opened(own, telegram.clock, client.Telegram(TOKEN, address)) as running:
        editor.content = insight.content = running.content
        running.notice = insight.note
        telegram.preview, telegram.why, telegram.restart = editor.look, insight.why, restart
        stop_on_signals(running.stopping.set)
        telegram.works(True)
        await run(running, own)
        telegram.restart = None
    return anew


def _forget(telegram: Telegram, folder: Path) -> None:
    """Nothing is left but what was learnt from the content, which is of nobody."""
    for kept in (*folder.glob("desk.sqlite3*"), *(folder / "desk.sqlite3.d").glob("*")):
        if kept.is_file() and not kept.name.startswith("learnt-"):
            kept.unlink()
    telegram.begin_anew()
    populate(telegram)
    telegram.works(False)


async def _play_week(telegram: Telegram, own: Settings, address: str) -> None:
    """A week at the desk that ends now, played as fast as can be."""
    quick = own.model_copy(update=_FREELY)
    telegram.flood.on, telegram.clock.offset = False, -_WEEK
    async with opened(quick, telegram.clock, client.Telegram(TOKEN, address)) as running:
        desk = asyncio.create_task(run(running, quick, watch=False))
        try:
            await Player(telegram, WEEK, own.default_language).play()
        finally:
            telegram.advance(max(-telegram.clock.offset, timedelta()))
            running.stopping.set()
            await desk
    telegram.world.settings.put(WEEK, True)
    telegram.flood.on = True


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
