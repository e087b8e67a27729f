"""Bring a database to the present form; what is there already stays."""

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.domain.people import Address
from bot.storage.database import UNUSABLE, DatabaseError, cause, is_outage

_SCRIPTS = Path(__file__).with_name("migrations")


def version(connection: Connection) -> str | None:
    """The form that a database has; None for one that no desk has made."""
    from alembic.migration import MigrationContext

    return MigrationContext.configure(connection).get_current_revision()


def upgrade(
    engine: Engine,
    staff: Address | None = None,
    *,
    to: str = "head",
    told: Callable[[int, int], None] | None = None,
) -> None:
    """Run the migrations that are still missing; doing it twice changes nothing. `told` hears how
    many of how many the database has got.

    `staff` is the group that the tickets' threads are in: an early form of the database kept none.
    Raises DatabaseError for a database that a newer desk made, or that can't be written.
    """
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    config.attributes["staff"] = staff.key if staff else None
    config.attributes["told"] = told
    try:
        with engine.begin() as connection:
            config.attributes["connection"] = connection
            command.upgrade(config, to)
    except CommandError:
        raise DatabaseError(
            "The database was made by a newer version of the desk, or by another program; "
            "update the desk, or give it its own DATABASE_URL."
        ) from None
    except SQLAlchemyError as error:
        if not is_outage(error):
            raise
        raise DatabaseError(UNUSABLE.format(cause(error))) from None
