"""A transaction on an empty database, once of each kind."""

from collections.abc import Iterator

import pytest

from bot.storage.database import Tx, connect
from bot.storage.migrate import upgrade


@pytest.fixture
def tx(database_url: str) -> Iterator[Tx]:
    """A transaction on an empty database."""
    engine = connect(database_url)
    upgrade(engine)
    with engine.begin() as connection:
        yield connection
    engine.dispose()
