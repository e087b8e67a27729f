"""A desk with one ticket, for all tests of this folder."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.desk.asked import Asked, asked


@pytest.fixture
async def desk(database_url: str, tmp_path: Path) -> AsyncIterator[Asked]:
    """A contact has asked, and an expert sees the question; on each database."""
    async with asked(database_url, tmp_path) as one:
        yield one
