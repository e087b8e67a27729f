"""What every command begins with: the settings and the content, or one sentence and exit code 1."""

from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
from rich.console import Console

from bot import logs, settings
from bot.settings import Settings, SettingsError

ERRORS = Console(stderr=True)

Folder = Annotated[Path | None, typer.Option("--faq", help="Content folder instead of FAQ_DIR.")]
Queries = Annotated[Path, typer.Option("--queries", help="Query file (TSV), or a folder of such.")]


def fail(message: object) -> NoReturn:
    """End with this sentence on standard error and exit code 1."""
    ERRORS.print(str(message), style="red", markup=False, highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def chosen(**overrides: object) -> Settings:
    """The operator's settings, and logs as they say; ends where one can't be used."""
    try:
        found = settings.load(**overrides)
    except SettingsError as error:
        fail(f"A setting can't be used: {error}.")
    logs.configure(found.log_level, found.log_format)
    return found


def content_of(folder: Path | None, found: Settings) -> Any:
    """The content of the folder, or of FAQ_DIR; ends where it can't be served."""
    from bot.content import ContentError, load

    try:
        return load(folder or found.faq_dir, found.default_language)
    except ContentError as error:
        fail(error)
