"""Commands about what the desk remembers."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from bot.clock import Clock
from bot.commands.progress import progress
from bot.commands.refusing import chosen, fail


def _opened_database() -> Any:
    """The database in its present form; what is done for that is shown."""
    from bot.gateway.platform import PlatformError
    from bot.gateway.telegram.addresses import staff_group
    from bot.storage.database import DatabaseError, connect
    from bot.storage.migrate import upgrade

    found = chosen()
    try:
        engine = connect(found.database_url)
        with progress("Migrating") as told:
            upgrade(engine, staff_group(found.staff_chat_id), told=told)
    except (DatabaseError, PlatformError) as error:
        fail(error)
    return engine


def migrate() -> None:
    """Bring the database to the present form."""
    _opened_database()
    print("The database is up to date.")


def stats() -> None:
    """Show in numbers what the desk has done; no words, no names."""
    from bot.storage.stats import figures, shares_of_promises

    table = Table("what", "how many", title="The desk in numbers")
    promises = Table("whose", "kept", "of", "percent", title="Promises kept")
    with _opened_database().begin() as tx:
        for name, value in figures(tx).items():
            table.add_row(name, str(value))
        for whose, sums in shares_of_promises(tx, chosen().zone):
            promises.add_row(whose, str(sums.kept), str(sums.ended), str(sums.percent))
    Console().print(table)
    Console().print(promises)


def retry() -> None:
    """Try again what was set aside after five tries; a running desk does so within a minute."""
    from bot.storage.updates import retry as again

    with _opened_database().begin() as tx:
        print(f"{again(tx)} updates are tried again.")


def backup(
    file: Annotated[Path, typer.Argument(help="A new file; it will hold all that people wrote.")],
) -> None:
    """Write all that the desk remembers into one file, also while it runs."""
    from bot.storage import backup as copies
    from bot.storage.database import DatabaseError

    try:
        engine = copies.existing(chosen().database_url)
        with progress("Backing up") as told:
            copies.backup(engine, file, told)
    except DatabaseError as error:
        fail(error)
    print(f"{file} holds it all; keep it where nobody else can read it.")


def restore(
    file: Annotated[
        Path | None,
        typer.Argument(help="A file of `backup`, for an empty database of either kind."),
    ] = None,
) -> None:
    """Bring a backup back: nothing that was queued in it is said again, tickets go on with numbers
    well above.

    Without a file: the same for a database that you have copied back yourself. Where the old
    machine's notes are still there the desk finds that out by itself.
    """
    from bot.storage import backup as copies
    from bot.storage import beside
    from bot.storage.age import Note, restored
    from bot.storage.database import DatabaseError
    from bot.storage.guard import Guard

    engine, rows, newest = _opened_database(), 0, ""
    try:
        with Guard(engine) as guard, progress("Restoring") as told, guard.begin() as tx:
            if file is not None:
                rows = copies.restore(file, engine, tx, told)
                newest = copies.newest(tx)
            note = Note(beside.folder(engine, chosen().state_dir))
            held = restored(tx, note, Clock().now(), told=())
    except DatabaseError as error:
        fail(error)
    if file is not None:
        print(f"{rows} rows are brought back; the newest is of {newest or 'no time'}.")
    print(
        f"{held.deliveries} deliveries of the backup are not said, {held.updates} updates are set "
        f"aside (`retry` handles them), {held.broadcasts} broadcasts are stopped; "
        "look after the newest tickets."
    )
