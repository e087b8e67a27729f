"""Commands that run a desk."""

import asyncio
import json
from pathlib import Path
from typing import Annotated

import typer

from bot.clock import Clock
from bot.commands.refusing import ERRORS, Folder, chosen, fail
from bot.settings import Settings


def run() -> None:
    """Serve Telegram with BOT_TOKEN; without one, open the playground."""
    found = chosen()
    _run(found, demo=not found.bot_token)


def playground(
    demo: Annotated[
        bool, typer.Option("--demo", help="With a week of tickets to look at.")
    ] = False,
) -> None:
    """Open the playground: a stand-in for Telegram and a page to try the desk on."""
    _run(chosen(), demo=True, week=demo)


def doctor(
    as_json: Annotated[
        bool, typer.Option("--json", help="One JSON object a line, for machines.")
    ] = False,
) -> None:
    """Look at everything that the desk needs to start; exit 1 when something is to be done."""
    bad = asyncio.run(_examined(chosen(log_level="ERROR"), as_json=as_json))
    raise typer.Exit(1 if bad else 0)


async def _examined(found: Settings, *, as_json: bool) -> bool:
    """Print each finding as soon as it is known; True when one of them is bad."""
    from bot.doctor import findings

    signs = {True: "✓", False: "✗", None: "·"}
    bad = False
    async for one in findings(found, Clock().now()):
        bad = bad or one.good is False
        line = {"name": one.name, "good": one.good, "told": one.told}
        said = json.dumps(line, ensure_ascii=False) if as_json else None
        print(said or f"{signs[one.good]} {one.name}: {one.told}", flush=True)
    return bad


def _run(found: Settings, *, demo: bool, week: bool = False) -> None:
    from bot.app import desk
    from bot.content import ContentError
    from bot.demo import FOLDER, WEEK_FOLDER
    from bot.demo import playground as demonstrate
    from bot.gateway.platform import PlatformError
    from bot.storage.database import UNUSABLE, DatabaseError, cause, is_outage

    if not demo and found.staff_chat_id is None:
        ERRORS.print(
            "STAFF_CHAT_ID is not set: requests to experts are kept and wait until it is.",
            style="yellow",
        )
    try:
        asyncio.run(
            demonstrate(found, WEEK_FOLDER if week else FOLDER, demo=week) if demo else desk(found)
        )
    except (PlatformError, DatabaseError, ContentError) as error:
        fail(error)
    except OSError as error:
        fail(_said(error))
    except Exception as error:
        if not is_outage(error):
            raise
        fail(UNUSABLE.format(cause(error)))


def _said(error: OSError) -> str:
    """What the system refuses, in one sentence."""
    if error.errno is None:
        return str(error)  # one of our own sentences
    where = f" {error.filename}" if error.filename else ""
    return f"The system refuses{where} ({error.strerror}); look at the disk and at its rights."


def talk(
    file: Annotated[Path, typer.Argument(help="A dialogue: a line is what the contact writes.")],
    faq: Folder = None,
) -> None:
    """Play a dialogue against the real rules, without Telegram, and print it."""
    from bot.demo import talk as played

    found = chosen(**({"faq_dir": faq} if faq else {}))
    try:
        asyncio.run(played(file.read_text(encoding="utf-8").splitlines(), found))
    except (OSError, UnicodeDecodeError, ValueError) as error:
        fail(error)
