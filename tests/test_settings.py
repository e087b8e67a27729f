"""Settings are documented, and a bad one says in one sentence what to do."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot import settings
from bot.settings import Settings, SettingsError

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_readme_with_its_description(name: str) -> None:
    description = Settings.model_fields[name].description
    assert any(
        f"`{name.upper()}`" in line and f"{description} |" in line for line in README.splitlines()
    )


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("TIMEZONE", "Mars/Base", "TIMEZONE is not a time zone"),
        ("STAFF_CHAT_ID", "1234", "starts with a minus sign"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must start with"),
        ("DESK_CLOSES", "five", "DESK_CLOSES and HALF_DAY_UNTIL hold times"),
        ("BOT_API_URL", "ftp://x", "BOT_API_URL must start with http"),
        ("PORT", "70000", "PORT"),
        ("HOLIDAYS_COUNTRY", "XX", "HOLIDAYS_COUNTRY is not a country whose holidays are known"),
        ("HOLIDAYS_COUNTRY", "Türkiye", "HOLIDAYS_COUNTRY is not a country"),
        ("TICKET_WORDS_DAYS", "0", "TICKET_WORDS_DAYS"),
        ("LOG_LEVEL", "LOUD", "LOG_LEVEL must be"),
        ("WEBHOOK_URL", "https://example.org/hook", "WEBHOOK_SECRET is needed"),
    ],
)
def test_a_bad_setting_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, words: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=words):
        settings.load(_env_file=None)


@pytest.mark.parametrize("written", ["TR", "tr", " tr ", "TUR", "GB"])
def test_a_country_that_has_holidays_is_taken_however_it_is_spelled(
    monkeypatch: pytest.MonkeyPatch, written: str
) -> None:
    monkeypatch.setenv("HOLIDAYS_COUNTRY", written)
    calendar = settings.load(_env_file=None).calendar()
    assert calendar.due_at(datetime(2026, 4, 1, 9, tzinfo=UTC), 2).date() > date(2026, 4, 1)
