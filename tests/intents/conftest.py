"""The index of the project's own content, made once for all the tests of understanding."""

from pathlib import Path

import pytest

from bot.content import read
from bot.kept import Kept
from intents.content.catalog import build
from intents.index import Index

FAQ = Path(__file__).parents[2] / "faq_data"


@pytest.fixture(scope="session")
def index(learnt: Kept) -> Index:
    return Index.build(build(read(FAQ).files)[0], learnt)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker learns the content and asks it everything: it takes seconds, and memory."""
    for item in items:
        if "index" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("intents"))
