"""A transaction on a database that holds nothing, once of each kind."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from bot.storage.database import Tx, connect
from bot.storage.migrate import upgrade
from tests.databases import postgres_url, sqlite_url


@pytest.fixture(scope="package", params=["sqlite", "postgresql"])
def engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    """A database in the present form, made once; nothing is ever committed to it."""
    if request.param == "sqlite":
        url = sqlite_url(tmp_path_factory.mktemp("sqlite"))
    else:
        url = postgres_url(request.getfixturevalue("postgres"))
    engine = connect(url)
    upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def tx(engine: Engine) -> Iterator[Tx]:
    """A transaction that is undone after the test."""
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()
