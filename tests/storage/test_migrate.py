"""What the migrations make is what `tables.py` says, names included, on both databases."""

from typing import Any

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, MetaData, create_engine, inspect

from bot.storage.database import connect, driver_url
from bot.storage.migrate import upgrade
from bot.storage.tables import metadata


def names(engine: Engine) -> dict[str, Any]:
    """Tables with the names and columns of everything that hangs on them."""
    look = inspect(engine)
    return {
        table: {
            "columns": [
                (c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table)
            ],
            "key": look.get_pk_constraint(table),
            "unique": sorted(map(str, look.get_unique_constraints(table))),
            "foreign": sorted(map(str, look.get_foreign_keys(table))),
            "indexes": sorted(map(str, look.get_indexes(table))),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_migrated_is_created(database_url: str) -> None:
    engine = connect(database_url)
    upgrade(engine)
    migrated = names(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, metadata) == []
    everything = MetaData()
    everything.reflect(engine)
    with engine.begin() as connection:
        everything.drop_all(connection)
    metadata.create_all(engine)
    created = names(engine)
    engine.dispose()
    assert set(migrated) == set(metadata.tables)
    assert migrated == created


def test_migrating_twice_changes_nothing(database_url: str) -> None:
    engine = connect(database_url)
    upgrade(engine)
    before = names(engine)
    upgrade(engine)
    assert names(engine) == before
    engine.dispose()


def test_an_address_gets_the_desks_driver() -> None:
    for plain in ("postgres://h/d", "postgresql://h/d"):
        assert create_engine(driver_url(plain)).dialect.driver == "psycopg"
