"""The index of the project's own content, made once for all the tests of understanding."""

import pytest

import bot.content
from intents.index import Index


@pytest.fixture(scope="session")
def index() -> Index:
    return bot.content.load(bot.content.SHIPPED, "tr").index


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker learns the content and asks it everything: it takes seconds, and memory."""
    for item in items:
        if "index" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("intents"))
