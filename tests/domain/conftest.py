"""No playbook is left half read."""

from collections.abc import Iterator

import pytest

from tests.domain import playbook


@pytest.fixture(autouse=True)
def proven() -> Iterator[None]:
    """Every playbook of a test was asserted: its last effects were read, too."""
    playbook.unproven.clear()
    yield
    assert not playbook.unproven, "Write `assert` before the playbook."
