"""No play is left half read."""

from collections.abc import Iterator

import pytest

from tests.domain.desk import ticketbook


@pytest.fixture(autouse=True)
def proven() -> Iterator[None]:
    """Every play of a test was asserted: what followed from its last request was read, too."""
    ticketbook.unproven.clear()
    yield
    assert not ticketbook.unproven, "Write `assert` before the play."
