"""Bring a database to the present form; what is there already stays."""

from pathlib import Path

from sqlalchemy import Engine

from bot.domain.people import Address

_SCRIPTS = Path(__file__).with_name("migrations")


def upgrade(engine: Engine, staff: Address | None = None, *, to: str = "head") -> None:
    """Run the migrations that are still missing; doing it twice changes nothing.

    `staff` is the group that the tickets' threads are in: an early form of the database kept none.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        config.attributes["staff"] = staff.key if staff else None
        command.upgrade(config, to)
