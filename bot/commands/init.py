"""The command that begins a desk of one's own."""

import shutil
from pathlib import Path
from typing import Annotated

import typer

from bot.commands.refusing import fail
from bot.settings import PROJECT

CONTENT, ENV = "faq_data", ".env"
_SETTINGS = """\
# The content to serve; edit it, a running desk takes good edits within seconds.
FAQ_DIR=faq_data
# Without a token `destek run` opens the playground.
BOT_TOKEN=
STAFF_CHAT_ID=
"""


def init(
    folder: Annotated[Path, typer.Argument(help="Where; it is made where it is missing.")],
) -> None:
    """Copy the content that comes with the desk, to edit it, with a file of settings beside it."""
    there = [name for name in (CONTENT, ENV) if (folder / name).exists()]
    if there:
        fail(f"{folder / there[0]} is there already; name another folder, or move it away.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        shutil.copytree(
            PROJECT / CONTENT, folder / CONTENT, ignore=shutil.ignore_patterns("__pycache__")
        )
        env = folder / ENV
        env.touch(mode=0o600)  # it will hold the token
        env.write_text(_SETTINGS, encoding="utf-8")
    except OSError as error:
        fail(f"{folder} can't be written to ({error.strerror}); look at the disk and its rights.")
    print(f"Edit {folder / CONTENT}, then: cd {folder} && destek check && destek run")
