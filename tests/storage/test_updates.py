"""The inbox takes whatever Telegram sends."""

from datetime import UTC, datetime

from bot.storage import updates
from bot.storage.books import connect
from bot.storage.migrate import upgrade

NOW = datetime(2026, 4, 1, 9, tzinfo=UTC)


def test_letters_that_a_database_refuses_are_kept_all_the_same(database_url: str) -> None:
    engine = connect(database_url)
    upgrade(engine)
    raw = {"message": {"text": "a\x00b \ud800 ş"}}
    with engine.begin() as tx:
        updates.keep(tx, [(1, 5, raw), (2, 5, {})], NOW)
        updates.keep(tx, [(1, 5, {"again": True})], NOW)
        assert [(one.id, one.raw) for one in updates.claim(tx, 10, NOW)] == [(1, raw), (2, {})]
    engine.dispose()
