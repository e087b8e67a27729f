"""What an operator can set: environment variables, or the same names in a file `.env`."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Self
from zoneinfo import ZoneInfo

import holidays
from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.domain.appointments import Hours, Meetings, Phone
from bot.domain.calendar import Calendar
from bot.domain.desk.capacity import Capacity
from bot.domain.promise import Promise
from bot.domain.windows import Windows, hours_of

_LONGEST_CLOSURE = timedelta(days=366)
HALF_HOUR = 30  # minutes between two times that are offered
PROJECT = Path(__file__).resolve().parent.parent
PAST_QUERIES = PROJECT / "tests" / "queries"  # of a checkout; a package holds none


class SettingsError(Exception):
    """A setting can't be used; the message says which one and what to do."""


class Settings(BaseSettings):
    """The desk's settings; every field is documented by its description and in the README."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    bot_token: str = Field(
        "", description="The bot's token from @BotFather; empty opens the playground."
    )
    bot_api_url: str = Field("https://api.telegram.org", description="Where the Bot API answers.")
    staff_chat_id: int | None = Field(
        None,
        description="The staff supergroup (with topics), a negative number; "
        "without it tickets wait.",
    )
    database_url: str = Field(
        "sqlite:///data/desk.sqlite3",
        description="SQLite file or `postgresql://…` to keep everything in.",
    )
    state_dir: Path = Field(
        Path("data"),
        description="Private folder for notes about a `postgresql://…` database "
        "(of a SQLite file they lie beside it).",
    )
    faq_dir: Path = Field(PROJECT / "faq_data", description="Folder with the content (Markdown).")
    timezone: str = Field(
        "Europe/Istanbul", description="The desk's time zone, for dates told to people."
    )
    default_language: str = Field(
        "tr", description="Language of the content that others fall back to."
    )
    webhook_url: str = Field("", description="Public https address; empty means polling.")
    webhook_secret: str = Field(
        "", description="Secret token that Telegram sends with each webhook call."
    )
    port: int = Field(
        8080, ge=0, le=65535, description="Port of the webhook, or of the playground's page."
    )
    watch_port: int | None = Field(
        None,
        ge=0,
        le=65535,
        description="Port of `/health`, `/ready` and `/metrics`; empty: none.",
    )
    watch_host: str = Field(
        "127.0.0.1", description="Address that this port is opened on: your own network's only."
    )
    answer_days: int = Field(
        2, ge=1, le=30, description="Working days promised for a normal question."
    )
    research_days: int = Field(
        7, ge=1, le=90, description="Working days promised where research is needed."
    )
    legal_days: int = Field(
        5, ge=1, le=90, description="Working days after which a legal question gets a word again."
    )
    urgent_hours: int = Field(
        1, ge=1, le=24, description="Working hours promised for an emergency."
    )
    silent_hours: int = Field(
        12, ge=1, le=200, description="Working hours after which a silent expert's ticket is free."
    )
    nudge_days: int = Field(
        5, ge=1, le=90, description="Working days after an answer until the contact is asked."
    )
    close_days: int = Field(
        5, ge=1, le=90, description="Working days of silence after that until a ticket closes."
    )
    second_ok: bool = Field(
        True, description="Whether a legal reply waits for a second expert's OK; `0` for one alone."
    )
    second_announcer: bool = Field(
        True,
        description="Whether a broadcast waits for a second coordinator; `0` for one alone.",
    )
    capacity_backlog: int | None = Field(
        None,
        ge=0,
        description="Waiting tickets above which rights-based organisations come first; "
        "empty: never.",
    )
    capacity_days: int = Field(
        3, ge=1, le=30, description="By how many days they come before what is due at one time."
    )
    desk_opens: str = Field("09:00", description="When the desk opens on a working day.")
    desk_closes: str = Field("18:00", description="When the desk closes on a working day.")
    half_day_until: str = Field(
        "13:00", description="When the desk closes on the eve of a public holiday."
    )
    desk_break: str = Field(
        "",
        description="When nobody is there within a day, like `12:30-13:30`, or several parted by "
        "commas.",
    )
    desk_closed: str = Field(
        "",
        description="Days on which the desk is closed besides weekends and holidays, like "
        "`2026-12-31, 2027-08-02..2027-08-13`.",
    )
    phone_number: str = Field(
        "", description="Number on which experts can be called; empty where nobody can be."
    )
    phone_extension: str = Field("", description="Extension to ask for, like `134`.")
    phone_hours: str = Field(
        "tue-thu 13:30-17:30",
        description="When somebody answers, like `tue-thu 13:30-17:30, fri 10:00-12:00`; "
        "never on holidays, whole or half.",
    )
    call_minutes: int = Field(
        15, ge=15, le=60, multiple_of=15, description="Minutes that a call back takes."
    )
    support_hours: str = Field(
        "",
        description="When experts have time to work together with an organisation, like "
        "`mon-thu 10:00-12:00 14:00-17:00`; empty where that is not offered.",
    )
    support_notice_days: int = Field(
        2, ge=0, le=30, description="Days between such a request and the first time it can be."
    )
    holidays_country: str = Field("TR", description="Country whose public holidays the desk keeps.")
    pace_per_second: int = Field(
        28, ge=1, description="Calls a second to the Bot API; Telegram stops a bot above 30."
    )
    pace_group_per_minute: int = Field(
        19, ge=1, description="Calls a minute into the staff group; Telegram stops a bot above 20."
    )
    pace_chat_burst: int = Field(
        5, ge=1, description="Messages to one chat at once, before 1 a second holds."
    )
    keep_days: int = Field(
        30,
        ge=1,
        description="Days that updates, handled or set aside, and spoken deliveries are kept.",
    )
    ticket_words_days: int = Field(
        365, ge=1, description="Days after a ticket's end that its words are kept."
    )
    audit_days: int = Field(
        730, ge=1, description="Days after which nobody knows any more who of the staff did what."
    )
    log_level: str = Field("INFO", description="DEBUG, INFO, WARNING or ERROR.")
    log_format: Annotated[str, NoDecode] = Field(
        "text", description="`text` for people, `json` for machines."
    )

    @field_validator("bot_api_url", "webhook_url")
    @classmethod
    def _no_trailing_slash(cls, value: str) -> str:
        if value and not value.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return value.rstrip("/")

    @field_validator("timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError("is not a time zone; write it like Europe/Istanbul") from error
        return value

    @field_validator("holidays_country")
    @classmethod
    def _known_country(cls, value: str) -> str:
        country = value.strip().upper()
        try:
            holidays.country_holidays(country)
        except NotImplementedError as error:
            raise ValueError(
                "is not a country whose holidays are known; write its code, like TR"
            ) from error
        return country

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("must be DEBUG, INFO, WARNING or ERROR")
        return value.upper()

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, value: str) -> str:
        if not value.startswith(
            ("sqlite:///", "postgresql://", "postgres://", "postgresql+psycopg://")
        ):
            raise ValueError("must start with sqlite:/// or postgresql://")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.webhook_url and not self.webhook_secret:
            raise ValueError(
                "WEBHOOK_SECRET is needed together with WEBHOOK_URL; any long random word will do"
            )
        if self.staff_chat_id is not None and self.staff_chat_id >= 0:
            raise ValueError("STAFF_CHAT_ID is a group's number and starts with a minus sign")
        self.calendar()
        self.hours()
        return self

    @property
    def zone(self) -> ZoneInfo:
        """The desk's time zone."""
        return ZoneInfo(self.timezone)

    def promise(self) -> Promise:
        """What the desk promises, on its calendar; raises ValueError like `calendar`."""
        return Promise(
            self.calendar(),
            answer_days=self.answer_days,
            research_days=self.research_days,
            legal_days=self.legal_days,
            urgent_hours=self.urgent_hours,
            silent_hours=self.silent_hours,
            nudge_days=self.nudge_days,
            close_days=self.close_days,
        )

    def capacity(self) -> Capacity:
        """The rule for a crowd."""
        return Capacity(self.capacity_backlog, self.capacity_days)

    def hours(self) -> Hours:
        """When experts can be spoken to; raises ValueError when the times can't be read."""
        calling = _windows("PHONE_HOURS", self.phone_hours, self.calendar(), self.call_minutes)
        working = _windows("SUPPORT_HOURS", self.support_hours, self.calendar(), HALF_HOUR)
        number = self.phone_number.strip()
        length = timedelta(minutes=self.call_minutes)
        notice = timedelta(days=self.support_notice_days)
        return Hours(
            Phone(number, calling, self.phone_extension.strip(), length) if number else None,
            Meetings(working, notice) if working.hours else None,
        )

    def calendar(self) -> Calendar:
        """The desk's working calendar; raises ValueError when the hours can't be read."""
        calendar = Calendar(
            zone=self.zone,
            closes=_clock_time(self.desk_closes),
            half_day_until=_clock_time(self.half_day_until),
            country=self.holidays_country,
            opens=_clock_time(self.desk_opens),
            pauses=_pauses(self.desk_break),
            closed=frozenset(_days(self.desk_closed)),
        )
        if not calendar.opens < min(calendar.closes, calendar.half_day_until):
            raise ValueError("DESK_OPENS must come before DESK_CLOSES and HALF_DAY_UNTIL")
        return calendar


def _windows(name: str, text: str, calendar: Calendar, minutes: int) -> Windows:
    try:
        return Windows(calendar, hours_of(text), timedelta(minutes=minutes))
    except ValueError as error:
        raise ValueError(f"{name} {error}") from error


def _clock_time(text: str) -> time:
    try:
        return time.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError as error:
        raise ValueError(
            f"DESK_OPENS, DESK_CLOSES and HALF_DAY_UNTIL hold times like 13:30, not {text!r}"
        ) from error


def _pauses(text: str) -> tuple[tuple[time, time], ...]:
    pauses = sorted(_pause(part) for part in text.split(",") if part.strip())
    if any(before[1] > after[0] for before, after in pairwise(pauses)):
        raise ValueError("DESK_BREAK holds breaks that overlap; write them one after the other")
    return tuple(pauses)


def _pause(text: str) -> tuple[time, time]:
    try:
        away, back = (time.fromisoformat(part.strip()) for part in text.split("-"))
    except ValueError as error:
        raise ValueError(f"DESK_BREAK holds two times like 12:30-13:30, not {text!r}") from error
    if away >= back:
        raise ValueError("DESK_BREAK ends after it begins; write it like 12:30-13:30")
    return away, back


def _days(text: str) -> Iterator[date]:
    """The days that are named one by one, or from the first of a range to its last."""
    for part in text.replace(",", " ").split():
        first, _, last = part.partition("..")
        try:
            begins, ends = date.fromisoformat(first), date.fromisoformat(last or first)
        except ValueError as error:
            raise ValueError(
                f"DESK_CLOSED holds days and ranges like 2026-12-31, 2027-08-02..2027-08-13, "
                f"not {part!r}"
            ) from error
        if not timedelta() <= ends - begins <= _LONGEST_CLOSURE:
            raise ValueError(f"DESK_CLOSED: {part} does not end within a year after it begins")
        yield from (begins + timedelta(days=n) for n in range((ends - begins).days + 1))


def load(**overrides: object) -> Settings:
    """The settings from the environment; raises SettingsError with one sentence a setting."""
    try:
        return Settings(**overrides)  # type: ignore[arg-type]
    except ValidationError as error:
        raise SettingsError("; ".join(_sentence(dict(e)) for e in error.errors())) from None
    except UnicodeDecodeError:
        raise SettingsError("the file .env is not UTF-8 text; save it again as UTF-8") from None
    except OSError as error:
        raise SettingsError(f"the file .env can't be read ({error.strerror})") from None


def _sentence(error: dict[str, object]) -> str:
    location = error.get("loc")
    name = "_".join(str(part) for part in location).upper() if isinstance(location, tuple) else ""
    message = str(error.get("msg", "")).removeprefix("Value error, ")
    return f"{name} {message}".strip()
