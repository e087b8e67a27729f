"""Settings are documented, and a bad one says in one sentence what to do."""

from datetime import UTC, date, datetime, time
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
        ("DESK_OPENS", "9", "DESK_OPENS, DESK_CLOSES"),
        ("DESK_OPENS", "13:00", "DESK_OPENS must come before"),
        ("PHONE_HOURS", "always", "PHONE_HOURS holds days and times"),
        ("SUPPORT_HOURS", "sun 10:00-12:00", "SUPPORT_HOURS names working days"),
        ("CALL_MINUTES", "20", "CALL_MINUTES"),
        ("DESK_BREAK", "noon", "DESK_BREAK holds two times"),
        ("DESK_BREAK", "13:30-12:30", "DESK_BREAK ends after it begins"),
        ("DESK_BREAK", "12:00-13:00, 12:30-14:00", "DESK_BREAK holds breaks that overlap"),
        ("DESK_CLOSED", "31.12.2026", "DESK_CLOSED holds days and ranges"),
        ("DESK_CLOSED", "2027-01-05..2027-01-02", "DESK_CLOSED: 2027-01-05..2027-01-02"),
        ("DESK_CLOSED", "2026-01-01..2928-01-01", "does not end within a year"),
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


def test_the_desk_closes_on_days_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DESK_CLOSED", "2026-11-24, 2026-11-26..2026-11-27\n2027-02-01")
    monkeypatch.setenv("DESK_OPENS", "10:00")
    monkeypatch.setenv("DESK_BREAK", "15:30-15:45, 12:00-13:15")
    calendar = settings.load(_env_file=None).calendar()
    days = [date(2026, 11, day) for day in range(23, 28)]
    assert [calendar.share(day) for day in days] == [1, 0, 1, 0, 0]
    assert calendar.share(date(2027, 2, 1)) == 0
    hours = [(begins.time(), ends.time()) for begins, ends in calendar.hours(days[0])]
    parts = [(time(10), time(12)), (time(13, 15), time(15, 30)), (time(15, 45), time(18))]
    assert hours == parts


def test_a_desk_offers_what_its_settings_name(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not settings.load(_env_file=None).hours()
    monkeypatch.setenv("PHONE_NUMBER", " 0312 000 00 00 ")
    monkeypatch.setenv("SUPPORT_HOURS", "mon 10:00-12:00")
    found = settings.load(_env_file=None).hours()
    assert found.phone is not None
    assert found.meetings is not None
    assert found.phone.number == "0312 000 00 00"
    assert len(found.phone.windows.hours) == 3
