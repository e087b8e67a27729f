"""Commands about what the desk remembers."""

from typing import Any

from rich.console import Console
from rich.table import Table

from bot.clock import Clock
from bot.commands.refusing import chosen, fail


def _opened_database() -> Any:
    """The database in its present form."""
    from bot.gateway.platform import PlatformError
    from bot.gateway.telegram.addresses import staff_group
    from bot.storage.database import DatabaseError, connect
    from bot.storage.migrate import upgrade

    found = chosen()
    try:
        engine = connect(found.database_url)
        upgrade(engine, staff_group(found.staff_chat_id))
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


def restore() -> None:
    """After a backup was brought back: what was queued in it is not said again, and tickets go on
    with numbers well above.

    Where the old machine's notes are still there the desk finds that out by itself.
    """
    from bot.storage import beside
    from bot.storage.age import Note, restored
    from bot.storage.database import DatabaseError
    from bot.storage.guard import Guard

    engine = _opened_database()
    try:
        with Guard(engine) as guard:
            note = Note(beside.folder(engine, chosen().state_dir))
            with guard.begin() as tx:
                held = restored(tx, note, Clock().now(), told=())
    except DatabaseError as error:
        fail(error)
    print(f"{held} deliveries of the backup are not said; look after the newest tickets.")
