"""Commands that run a desk."""

import asyncio
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.refusing import ERRORS, Folder, chosen, fail
from bot.settings import Settings


def run() -> None:
    """Serve Telegram with BOT_TOKEN; without one, open the playground."""
    found = chosen()
    _run(found, demo=not found.bot_token)


def playground() -> None:
    """Open the playground: a stand-in for Telegram and a page to try the desk on."""
    _run(chosen(), demo=True)


def _run(found: Settings, *, demo: bool) -> None:
    from bot.app import desk
    from bot.content import ContentError
    from bot.demo import playground as demonstrate
    from bot.gateway.platform import PlatformError
    from bot.storage.database import UNUSABLE, DatabaseError, cause, is_outage

    if not demo and found.staff_chat_id is None:
        ERRORS.print(
            "STAFF_CHAT_ID is not set: requests to experts are kept and wait until it is.",
            style="yellow",
        )
    try:
        asyncio.run(demonstrate(found) if demo else desk(found))
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
