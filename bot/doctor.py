"""`doctor`: everything that a desk needs to start, looked at before it does; each line is right or
says what to do.

Law: looks only. No file, folder or table is made, nothing is sent.
"""

import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

import holidays
from rapidfuzz import fuzz, process
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError

from bot.checking import entries, problems_of
from bot.content import ContentError
from bot.gateway.platform import Finding
from bot.gateway.telegram.checkup import examined
from bot.settings import Settings
from bot.storage.database import driver_url

ENV = Path(".env")
_LIKE = 60  # likeness of two names, in a hundred, from which one may be the other mistyped
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_AHEAD = timedelta(days=400)  # within which there is a holiday


async def findings(found: Settings, now: datetime, env: Path = ENV) -> AsyncIterator[Finding]:
    """Every finding, the quick ones first."""
    for finding in (*strangers(env), *_calendar(found, now), _content(found, now), *_kept(found)):
        yield finding
    if not found.bot_token:
        yield Finding("token", None, "BOT_TOKEN is not set: `run` opens the playground.")
        return
    webhook = found.webhook_url
    async for finding in examined(
        found.bot_token, found.bot_api_url, staff=found.staff_chat_id, webhook=webhook
    ):
        yield finding


def strangers(env: Path) -> Iterator[Finding]:
    """Names in the settings' file that the desk does not know, with the one that may be meant."""
    known = [name.upper() for name in Settings.model_fields]
    for name in _names(env):
        if name.upper() not in known:
            near = process.extractOne(name.upper(), known, scorer=fuzz.ratio, score_cutoff=_LIKE)
            told = f"did you mean {near[0]}?" if near else "the desk does not read it."
            yield Finding("settings", False if near else None, f"{name} is no setting: {told}")


def _names(env: Path) -> Iterable[str]:
    try:
        lines = env.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        return ()  # `Settings` has spoken about that
    stripped = (line.strip().removeprefix("export ") for line in lines)
    return [line.partition("=")[0].strip() for line in stripped if "=" in line and line[0] != "#"]


def _calendar(found: Settings, now: datetime) -> Iterator[Finding]:
    local = now.astimezone(found.zone)
    yield Finding("time zone", True, f"{found.timezone}, where it is {local:%H:%M}.")
    feast = _next_holiday(found.holidays_country, local.date())
    told = f"The next one in {found.holidays_country}: {feast}." if feast else "None is known."
    yield Finding("holidays", bool(feast), told)


def _next_holiday(country: str, today: date) -> str:
    years = range(today.year, (today + _AHEAD).year + 1)
    coming = [day for day in holidays.country_holidays(country, years=years) if day >= today]
    return min(coming).isoformat() if coming else ""


def _content(found: Settings, now: datetime) -> Finding:
    today = now.astimezone(found.zone).date()
    try:
        problems, catalog = problems_of(found.faq_dir, found.default_language, today)
    except ContentError as error:
        return Finding("content", False, str(error))
    errors = [one for one in problems if one.severity == "error"]
    if errors:
        first = f"{errors[0].path}:{errors[0].line}: {errors[0].message}"
        return Finding("content", False, f"{len(errors)} errors; run `check`. The first: {first}")
    count = entries(catalog, found.default_language)
    return Finding("content", True, f"{count} entries in {found.faq_dir}.")


def _kept(found: Settings) -> Iterator[Finding]:
    """The database, where it is and who can read it."""
    url = make_url(driver_url(found.database_url))
    if url.get_backend_name() != "sqlite":
        yield _server(found.database_url)
    elif not url.database or url.database == ":memory:":
        yield Finding("database", False, "It is in memory only: set DATABASE_URL to a file.")
    else:
        yield from _file(Path(url.database))


def _server(address: str) -> Finding:
    engine = create_engine(driver_url(address), connect_args={"connect_timeout": 5})
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError as error:
        shown = make_url(address).render_as_string(hide_password=True)
        why = type(error).__name__
        return Finding("database", False, f"{shown} does not answer ({why}); does it run?")
    finally:
        engine.dispose()
    return Finding("database", True, "The server answers.")


def _file(path: Path) -> Iterator[Finding]:
    if not path.exists():
        place = next(one for one in path.absolute().parents if one.exists())
        ready = os.access(place, os.W_OK)
        told = f"{path} is made at the first start." if ready else f"{place} can't be written to."
        yield Finding("database", ready, told)
        return
    yield Finding("database", *_opened(path))
    private = not path.stat().st_mode & _OTHERS
    told = "Nobody else can read it." if private else f"Others can read it: chmod 600 {path}"
    yield Finding("private", private, told)


def _opened(path: Path) -> tuple[bool, str]:
    if not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)):
        return False, f"{path} and its folder must be writable."
    try:
        with sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True) as file:
            file.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.Error as error:
        return False, f"{path} can't be read ({error}); bring a backup back."
    return True, f"{path}, {path.stat().st_size // 1024} KB."
